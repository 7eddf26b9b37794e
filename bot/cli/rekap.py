"""``tapak rekap``: what an office reached, as a workbook whose formulas can be followed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import click

from bot.cli.answer import (
    Refused,
    check_workbook_name,
    json_option,
    settings_in_force,
    tell,
    write_out,
)
from bot.cli.database import chosen_kantor, consult
from bot.cli.options import kantor_option, out_option, tahun_option
from handlers.screens.wording import print_periode
from sop_flows.errors import NaskahLost
from sop_flows.naskah.kode import print_kode
from sop_flows.naskah.rekap import Rekap
from sop_flows.ports.rekap import RekapKantor
from sop_flows.use_cases.kinerja.buku import last_reported, view_buku
from sop_flows.waktu.periode import JenisPeriode, Periode
from storage.documents.rekapitulasi.buku import write_buku_rekap
from storage.unit_of_work import SqlUnitOfWork

PERIODS: Final = {
    "triwulan": JenisPeriode.TRIWULAN,
    "bulan": JenisPeriode.BULAN,
    "semester": JenisPeriode.SEMESTER,
    "setahun": JenisPeriode.TAHUN,
}
"""Which kind of periode an option names."""


@click.command()
@kantor_option
@tahun_option("Tahun anggaran.")
@click.option(
    "--triwulan",
    type=click.IntRange(1, 4),
    help="Sampai dengan triwulan itu; bawaan: yang terakhir dilaporkan.",
)
@click.option(
    "--bulan", type=click.IntRange(1, 12), help="Yang diukur tiap bulan, sampai dengan bulan itu."
)
@click.option("--semester", type=click.IntRange(1, 2), help="Yang diukur tiap semester.")
@click.option("--setahun", is_flag=True, help="Yang diukur sekali setahun.")
@out_option("Buku kerja")
@json_option
def rekap(
    kode_kantor: str, tahun: int, out: Path, *, as_json: bool, **wanted: int | bool | None
) -> None:
    """Menulis rekap kinerja kantor: formulir, rekapitulasi, E.81, rencana aksi, LKjIP, dan perbandingan.

    Yang sudah ditandatangani dibaca dari naskahnya; yang belum bertanda sementara.
    """
    check_workbook_name(out, "--out")
    meant = periode_of(tahun, wanted)

    def work(uow: SqlUnitOfWork) -> RekapKantor:
        (kantor,) = chosen_kantor(uow, kode_kantor)
        return view_buku(uow, kantor.id, meant or last_reported(uow, kantor.id, tahun))

    try:
        found = consult(settings_in_force(), work)
    except NaskahLost as lost:
        raise Refused(
            f"Naskah {print_kode(lost.naskah)} hilang atau berubah di penyimpanan.",
            where=kode_kantor,
            mend=f"Jalankan `tapak naskah verify {print_kode(lost.naskah)}` dan `tapak check`.",
        ) from None
    write_out(out, write_buku_rekap(found))
    tell(facts_of(found.rekap, out), lines_of(found.rekap, out), as_json=as_json)


def periode_of(tahun: int, wanted: Mapping[str, int | bool | None]) -> Periode | None:
    """Return the periode that an option names; None where none does.

    Raises:
        UsageError: Several do.
    """
    named = [(PERIODS[name], ke) for name, ke in wanted.items() if ke]
    if len(named) > 1:
        raise click.UsageError("Pilih satu: --triwulan, --bulan, --semester, atau --setahun.")
    return next((Periode(jenis, tahun, int(ke or 1)) for jenis, ke in named), None)


def facts_of(found: Rekap, out: Path) -> dict[str, object]:
    """Return what was written, for a script."""
    rerata = found.semua.rerata
    return {
        "berkas": str(out),
        "tahun": found.periode.tahun,
        "triwulan": found.periode.ke if found.periode.jenis is JenisPeriode.TRIWULAN else None,
        "periode": {"jenis": found.periode.jenis.value, "ke": found.periode.ke},
        "indikator": found.semua.jumlah,
        "dinilai": found.semua.dinilai,
        "rerata": None if rerata is None else str(rerata),
        "sementara": found.is_sementara,
        "naskah": [one.kode for one in found.sumber if one.kode],
    }


def lines_of(found: Rekap, out: Path) -> list[str]:
    """Return what was written, for a person."""
    semua = found.semua
    lines = [
        f"Rekap {found.kantor.nama}, {print_periode(found.periode)}, ditulis: {out}",
        f"  {semua.dinilai} dari {semua.jumlah} indikator dinilai; {len(found.belum)} belum dilaporkan.",
    ]
    if found.is_sementara:
        lines.append("  Sementara: belum semua ditandatangani.")
    return lines
