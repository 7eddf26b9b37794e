"""``tapak arsip``: everything of a berkas in one zip."""

from collections.abc import Sequence
from pathlib import Path

import click

from bot.cli.answer import Refused, json_option, opened, settings_in_force, tell
from bot.cli.database import chosen_kantor, consult, perform
from bot.cli.options import kantor_option, out_option
from bot.press import ArchiveBundle, PaperPress
from handlers.screens.wording import print_periode
from sop_flows.deferred import replace
from sop_flows.ports.papers import ArsipView
from sop_flows.use_cases.berkas.arsip import arsip_of
from sop_flows.use_cases.kinerja.buku import final_rekap
from storage.files import kept_files
from storage.unit_of_work import SqlUnitOfWork


@click.command()
@kantor_option
@click.option(
    "--berkas", "nomor", type=click.IntRange(1), required=True, help="Nomor berkas, mis. 1042."
)
@out_option("Zip")
@json_option
def arsip(kode_kantor: str, nomor: int, out: Path, *, as_json: bool) -> None:
    """Menulis arsip satu berkas: naskah dinas, dokumen, naskah yang diputuskan, dan riwayatnya."""
    settings = settings_in_force()

    def work(uow: SqlUnitOfWork) -> ArsipView:
        (kantor,) = chosen_kantor(uow, kode_kantor)
        berkas_id = uow.berkas.find(kantor.id, nomor)
        if berkas_id is None:
            raise Refused(
                f"Tidak ada berkas {nomor}.",
                where=kantor.kode,
                mend="Lihat nomornya dengan /berkas di Telegram.",
            )
        berkas, sop_id = uow.berkas.get(berkas_id)
        view = arsip_of(uow, uow.sop.get(sop_id), berkas)
        return replace(view, rekap=final_rekap(uow, berkas))

    view = consult(settings, work)
    bundle = ArchiveBundle(PaperPress(kept_files(settings.data_dir), settings.segel), view)
    with opened(out) as file:
        file.write(bundle.read())
    perform(settings, bundle.keep)
    told = facts_of(view, out) | {"hilang": list(bundle.hilang)}
    tell(told, [*lines_of(view, out), *lost_lines(bundle.hilang)], as_json=as_json)


def facts_of(view: ArsipView, out: Path) -> dict[str, object]:
    """Return what was written, for a script."""
    return {
        "berkas": str(out),
        "nomor": view.berkas.nomor,
        "naskah_dinas": len(view.papers),
        "dokumen": len(view.dokumen),
        "naskah": [one.kode for one in view.naskah],
        "ujung": str(view.ujung),
    }


def lines_of(view: ArsipView, out: Path) -> list[str]:
    """Return what was written, for a person."""
    return [
        f"Arsip berkas {view.berkas.nomor} ({view.kantor.nama}, {print_periode(view.berkas.periode)}) ditulis: {out}",
        f"  {len(view.papers)} naskah dinas, {len(view.dokumen)} dokumen, {len(view.naskah)} naskah yang dibekukan, riwayat.",
        "  Ujung riwayat kantor: " + str(view.ujung),
    ]


def lost_lines(hilang: Sequence[str]) -> list[str]:
    """Return what is no more and therefore not in it, for a person."""
    if not hilang:
        return []
    return [
        f"  Peringatan: {len(hilang)} isinya tidak lagi tersimpan utuh dan tidak ikut; pulihkan dari cadangan:",
        *(f"    {one}" for one in hilang),
    ]
