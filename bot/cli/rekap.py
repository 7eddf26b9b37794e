"""``tapak rekap``: what an office reached, as a workbook whose formulas can be followed."""

from pathlib import Path

import click

from bot.cli.answer import (
    TEKS,
    Refused,
    check_workbook_name,
    json_option,
    settings_in_force,
    tell,
    unwritten,
)
from bot.cli.database import chosen_kantor, consult
from handlers.screens.wording import print_periode
from sop_flows.errors import NaskahLost
from sop_flows.naskah.kode import print_kode
from sop_flows.naskah.rekap import Rekap
from sop_flows.ports.rekap import RekapKantor
from sop_flows.use_cases.kinerja.buku import last_reported, view_buku
from sop_flows.waktu.periode import JenisPeriode, Periode
from storage.documents.rekapitulasi.buku import write_buku_rekap
from storage.files import write_whole
from storage.unit_of_work import SqlUnitOfWork


@click.command()
@click.option("--kantor", "kode_kantor", type=TEKS, required=True, help="Kode kantor.")
@click.option("--tahun", type=click.IntRange(2000, 2100), required=True, help="Tahun anggaran.")
@click.option(
    "--triwulan",
    "ke",
    type=click.IntRange(1, 4),
    help="Sampai dengan triwulan itu; baku: yang terakhir dilaporkan.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Buku kerja; yang sudah ada diganti setelah yang baru selesai ditulis.",
)
@json_option
def rekap(kode_kantor: str, tahun: int, ke: int | None, out: Path, *, as_json: bool) -> None:
    """Menulis rekap kinerja kantor: formulir, rekapitulasi, E.81, rencana aksi, LKjIP, dan perbandingan.

    Yang sudah ditandatangani dibaca dari naskahnya; yang belum bertanda sementara.
    """
    check_workbook_name(out, "--out")

    def work(uow: SqlUnitOfWork) -> RekapKantor:
        (kantor,) = chosen_kantor(uow, kode_kantor)
        last = last_reported(uow, kantor.id, tahun)
        periode = Periode(JenisPeriode.TRIWULAN, tahun, ke) if ke else last
        return view_buku(uow, kantor.id, periode)

    try:
        found = consult(settings_in_force(), work)
    except NaskahLost as lost:
        raise Refused(
            f"Naskah {print_kode(lost.naskah)} hilang atau berubah di penyimpanan.",
            where=kode_kantor,
            mend=f"Jalankan `tapak naskah verify {print_kode(lost.naskah)}` dan `tapak check`.",
        ) from None
    try:
        write_whole(out, write_buku_rekap(found))
    except OSError as failure:
        raise unwritten(failure, out) from None
    tell(facts_of(found.rekap, out), lines_of(found.rekap, out), as_json=as_json)


def facts_of(found: Rekap, out: Path) -> dict[str, object]:
    """Return what was written, for a script."""
    rerata = found.semua.rerata
    return {
        "berkas": str(out),
        "tahun": found.periode.tahun,
        "triwulan": found.periode.ke,
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
