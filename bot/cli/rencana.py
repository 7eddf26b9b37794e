"""``tapak rencana``: when an SOP of an office has to begin to be done by a day, or when it is done."""

import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from bot.cli.answer import (
    TEKS,
    Refused,
    check_workbook_name,
    json_option,
    settings_in_force,
    tell,
    write_out,
)
from bot.cli.database import chosen_kantor, consult
from bot.cli.options import also_out_option, kantor_option
from handlers.screens.moments import print_saat, print_singkat
from handlers.screens.rencana import describe_halangan
from handlers.screens.wording import in_words
from sop_flows.ports.records import SopAktif
from sop_flows.ports.rencana import Arah, BagianRencana, LangkahRencana, Maksud, RencanaView
from sop_flows.sop.definition import Asal
from sop_flows.teks import fold
from sop_flows.use_cases.berkas.rencana import draw_up
from storage.documents.rencana import write_rencana
from storage.unit_of_work import SqlUnitOfWork

DAY = click.DateTime(["%Y-%m-%d"])
YEARS = range(2000, 2101)
MOMENT = "EEE, d MMM y HH.mm"


@click.command()
@kantor_option
@click.option("--sop", "kode_sop", type=TEKS, required=True, help="Kode SOP yang aktif.")
@click.option("--sampai", type=DAY, metavar="TANGGAL", help="Batas selesai, misalnya 2027-04-10.")
@click.option("--mulai", type=DAY, metavar="TANGGAL", help="Hari dimulai, misalnya 2027-01-04.")
@click.option("--sendiri", is_flag=True, help="Tanpa SOP yang mendahuluinya.")
@also_out_option("Buku kerja")
@json_option
def rencana(
    kode_kantor: str,
    kode_sop: str,
    sampai: datetime | None,
    mulai: datetime | None,
    out: Path | None,
    *,
    sendiri: bool,
    as_json: bool,
) -> None:
    """Merencanakan SOP: mundur dari batas selesainya, atau maju dari hari dimulainya."""
    given = {Arah.SAMPAI: sampai, Arah.MULAI: mulai}
    days = [(arah, at.date()) for arah, at in given.items() if at is not None]
    if len(days) != 1:
        raise click.UsageError("Beri salah satu: --sampai TANGGAL atau --mulai TANGGAL.")
    ((arah, day),) = days
    if day.year not in YEARS:
        raise click.UsageError(f"Tahun {day.year} di luar {YEARS[0]}-{YEARS[-1]}.")
    if out is not None:
        check_workbook_name(out, "--out")

    def work(uow: SqlUnitOfWork) -> RencanaView:
        (kantor,) = chosen_kantor(uow, kode_kantor)
        aktif = chosen_sop(uow, kantor.id, kode_sop)
        maksud = Maksud(sop=aktif.id, arah=arah, hari=day, rantai=not sendiri)
        return draw_up(uow, kantor.id, aktif, maksud, bagian=sys.maxsize)

    found = consult(settings_in_force(), work)
    if out is not None:
        write_out(out, write_rencana(found, warnings(found)))
    written = [f"Ditulis: {out}"] if out else []
    facts = describe(found) | ({"berkas": str(out)} if out else {})
    tell(facts, [*draw(found, day), *written], as_json=as_json)


def chosen_sop(uow: SqlUnitOfWork, kantor_id: int, kode: str) -> SopAktif:
    """Return the active SOP with that kode.

    Raises:
        Refused: The office has none.
    """
    active = {one.sop.kode: one for one in uow.sop.active(kantor_id)}
    if found := active.get(fold(kode)):
        return found
    raise Refused(
        f"SOP {kode} tidak aktif pada kantor ini.",
        where="--sop",
        mend=f"Pilih salah satu: {', '.join(sorted(active))}."
        if active
        else "Aktifkan dahulu: lihat `tapak sop activate --help`.",
    )


def warnings(view: RencanaView) -> Iterator[tuple[str, str]]:
    """Yield what a plan runs into, in words, by the name of the SOP."""
    for part in view.bagian.baris:
        for one in part.halangan:
            yield part.sop.nama, describe_halangan(one)


def describe(view: RencanaView) -> dict[str, Any]:
    """Return a plan for a script: moments with their offset, times in working minutes."""
    return {
        "kantor": view.kantor.kode,
        "sop": view.sop.kode,
        "arah": view.maksud.arah.value,
        "hari": view.maksud.hari.isoformat(),
        "mulai": view.mulai.isoformat(),
        "selesai": view.selesai.isoformat(),
        "bila_sekarang": view.bila_sekarang.isoformat() if view.bila_sekarang else None,
        "menurut_lalu": {
            "jumlah": view.lalu.jumlah,
            "mulai": view.lalu.mulai.isoformat(),
            "selesai": view.lalu.selesai.isoformat(),
        }
        if view.lalu
        else None,
        "langkah": [describe_row(part, one) for part in view.bagian.baris for one in part.langkah],
        "perhatian": [{"sop": nama, "teks": teks} for nama, teks in warnings(view)],
    }


def describe_row(part: BagianRencana, one: LangkahRencana) -> dict[str, Any]:
    """Return a piece of a plan for a script."""
    at = one.terjadwal
    return {
        "sop": part.sop.kode,
        "langkah": at.butir.langkah.no,
        "nama": at.butir.nama,
        "kolom": list(one.kolom),
        "waktu": str(at.butir.waktu),
        "asal": at.butir.asal.value,
        "mulai": at.mulai.isoformat(),
        "selesai": at.selesai.isoformat(),
        "paling_lambat": at.paling_lambat.isoformat(),
        "longgar": at.longgar.total_seconds() // 60,
        "menentukan": at.is_menentukan,
        "lalu": one.lalu.total_seconds() // 60 if one.lalu is not None else None,
    }


def draw(view: RencanaView, day: date) -> Iterator[str]:
    """Yield a plan as lines for a person."""
    zona, parts = view.kantor.zona, view.bagian.baris
    yield f"Rencana {view.sop.nama}, {view.kantor.nama}"
    if view.maksud.arah is Arah.SAMPAI:
        yield f"  Mulai paling lambat {print_saat(view.mulai, zona)}, agar selesai {print_saat(view.selesai, zona)} (batas {day:%d-%m-%Y})."
    else:
        yield f"  Bila dimulai {print_saat(view.mulai, zona)}, selesai {print_saat(view.selesai, zona)}."
    if view.lalu:
        yield f"  Menurut {view.lalu.jumlah} berkas lalu: mulai {print_saat(view.lalu.mulai, zona)}, selesai {print_saat(view.lalu.selesai, zona)}."
    if view.bila_sekarang:
        yield f"  Waktu mulai itu sudah lewat. Bila dimulai sekarang, selesai {print_saat(view.bila_sekarang, zona)}."
    for before, part in zip((None, *parts), parts, strict=False):
        if before is None or before.sop is not part.sop:
            yield ""
            yield part.sop.nama
        for one in part.langkah:
            yield draw_row(one, view)
    yield ""
    yield "* menentukan: terlambat di sini, selesainya ikut terlambat. + waktunya dari Tapak."
    for nama, teks in warnings(view):
        yield f"! {nama}: {teks}"


def draw_row(one: LangkahRencana, view: RencanaView) -> str:
    """Return a piece of a plan as a line."""
    at, zona = one.terjadwal, view.kantor.zona
    mark = "*" if at.is_menentukan else " "
    added = "+" if at.butir.asal is Asal.TAPAK else ""
    ends = [print_singkat(moment, zona, MOMENT) for moment in (at.mulai, at.selesai)]
    loose = "" if at.is_menentukan else f"; longgar {in_words(at.longgar)}"
    before = f"; lalu {in_words(one.lalu)}" if one.lalu is not None else ""
    who = ", ".join(one.kolom)
    return f" {mark}{at.butir.langkah.no:>3}  {ends[0]} - {ends[1]}  {at.butir.nama} ({who}; {at.butir.waktu}{added}{loose}{before})"
