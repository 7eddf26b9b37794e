"""``tapak agenda``: the letters of an office that came in and went out in a year, as a workbook."""

from pathlib import Path

import click

from bot.cli.answer import (
    check_workbook_name,
    json_option,
    settings_in_force,
    tell,
    write_out,
)
from bot.cli.database import chosen_kantor, consult
from bot.cli.options import kantor_option, out_option, tahun_option
from sop_flows.ports.agenda import Agenda
from sop_flows.use_cases.berkas.agenda import view_agenda
from storage.documents.agenda import write_agenda
from storage.unit_of_work import SqlUnitOfWork


@click.command()
@kantor_option
@tahun_option("Tahun agenda.")
@out_option("Buku kerja")
@json_option
def agenda(kode_kantor: str, tahun: int, out: Path, *, as_json: bool) -> None:
    """Menulis agenda surat masuk dan surat keluar setahun ke buku kerja.

    Surat masuk yang memulai berkas, undangan rapat, dan surat pengantar; yang tidak dicatat dibiarkan kosong.
    """
    check_workbook_name(out, "--out")

    def work(uow: SqlUnitOfWork) -> Agenda:
        (kantor,) = chosen_kantor(uow, kode_kantor)
        return view_agenda(uow, kantor.id, tahun)

    found = consult(settings_in_force(), work)
    write_out(out, write_agenda(found))
    facts = {
        "berkas": str(out),
        "tahun": tahun,
        "masuk": len(found.masuk),
        "keluar": len(found.keluar),
    }
    lines = [
        f"Agenda surat {found.kantor.nama} tahun {tahun} ditulis: {out}",
        f"  {len(found.masuk)} surat masuk, {len(found.keluar)} surat keluar.",
    ]
    tell(facts, lines, as_json=as_json)
