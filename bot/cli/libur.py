"""``tapak libur``: the calendar of an office over a year, and changing it as an admin does in the chat."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

import click

from bot.cli.answer import TEKS, Refused, json_option, settings_in_force, tell
from bot.cli.database import chosen_kantor, consult, perform
from bot.cli.options import kantor_option
from handlers.screens.moments import print_hari, print_rentang
from handlers.screens.wording import word, word_refusal
from sop_flows.kantor.kalender import (
    KalenderTahun,
    LiburUnfit,
    Own,
    Rangkaian,
    SebabLibur,
    in_runs,
)
from sop_flows.use_cases.kantor.kalender import change, count_moved, plan
from sop_flows.waktu.jadwal import JenisHari, Libur
from sop_flows.waktu.rentang import read_rentang
from storage.unit_of_work import SqlUnitOfWork

JENIS: Final = {
    "libur": JenisHari.LIBUR,
    "cuti-bersama": JenisHari.CUTI_BERSAMA,
    "masuk": JenisHari.MASUK,
    "ramadan": JenisHari.AWAL_RAMADAN,
}
_meant = click.option("--ya", "is_meant", is_flag=True, help="Ya, simpan.")


@click.group()
def libur() -> None:
    """Menampilkan dan mengubah kalender kerja kantor."""


@libur.command()
@kantor_option
@click.option("--tahun", type=click.IntRange(2000, 2100), help="Bawaan: tahun ini.")
@json_option
def lihat(kode_kantor: str, tahun: int | None, *, as_json: bool) -> None:
    """Menampilkan libur nasional, cuti bersama, Ramadan, dan catatan kantor dalam satu tahun."""

    def work(uow: SqlUnitOfWork) -> KalenderTahun:
        (found,) = chosen_kantor(uow, kode_kantor)
        year = tahun or uow.now.astimezone(found.zona).year
        return uow.kantor.kalender(found.id, year)

    kalender = consult(settings_in_force(), work)
    tell(_facts(kalender), _lines(kalender), as_json=as_json)


@libur.command()
@click.argument("tanggal", type=TEKS)
@kantor_option
@click.option("--jenis", type=click.Choice(list(JENIS)), default="libur", show_default=True)
@click.option("--dasar", type=TEKS, required=True, help="Nama atau dasarnya.")
@_meant
@json_option
def tambah(
    tanggal: str, kode_kantor: str, jenis: str, dasar: str, *, is_meant: bool, as_json: bool
) -> None:
    """Menambahkan TANGGAL, misalnya "25-27 Nov 2026"; untuk Ramadan hari pertama sampai hari terakhirnya."""

    def choose(today: date, _: Own) -> Rangkaian:
        span = read_rentang(tanggal, today)
        if span is None:
            raise LiburUnfit(sebab=SebabLibur.TEKS)
        return Rangkaian(jenis=JENIS[jenis], mulai=span.mulai, selesai=span.selesai, dasar=dasar)

    alter(kode_kantor, choose, dihapus=False, is_meant=is_meant, as_json=as_json)


@libur.command()
@click.argument("tanggal", type=TEKS)
@kantor_option
@_meant
@json_option
def hapus(tanggal: str, kode_kantor: str, *, is_meant: bool, as_json: bool) -> None:
    """Menghapus catatan kantor yang mulai pada TANGGAL."""

    def choose(today: date, own: Own) -> Rangkaian:
        span = read_rentang(tanggal, today)
        found = [run for run in in_runs(own) if span and run.mulai == span.mulai]
        if not found:
            raise Refused("Tidak ada catatan kantor yang mulai pada tanggal itu.", where=tanggal)
        return found[0]

    alter(kode_kantor, choose, dihapus=True, is_meant=is_meant, as_json=as_json)


def alter(
    kode_kantor: str,
    choose: Callable[[date, Own], Rangkaian],
    *,
    dihapus: bool,
    is_meant: bool,
    as_json: bool,
) -> None:
    """Change the calendar of an office; unless it is meant, only say what that would do."""

    def work(uow: SqlUnitOfWork) -> tuple[Rangkaian, int]:
        (found,) = chosen_kantor(uow, kode_kantor)
        today = uow.now.astimezone(found.zona).date()
        run = choose(today, uow.kantor.libur(found.id))
        rows = plan(uow, found.id, run, today, dihapus=dihapus)
        if is_meant:
            return run, change(uow, found.id, rows, {})
        return run, count_moved(uow, found.id, rows)

    try:
        run, moved = (perform if is_meant else consult)(settings_in_force(), work)
    except LiburUnfit as unfit:
        raise Refused(word_refusal(type(unfit).__name__, {"sebab": unfit.sebab})) from None
    done = "dihapus" if dihapus else "disimpan"
    lines = [f"{_of_run(run)}: {done if is_meant else f'akan {done}'}"]
    if moved:
        lines.append(f"  Batas waktu {moved} tugas bergeser; pemegangnya diberi tahu.")
    if not is_meant:
        lines.append("Belum ada yang disimpan; ulangi dengan --ya.")
    facts = {"disimpan": is_meant, "batas_bergeser": moved, **_run_facts(run)}
    tell(facts, lines, as_json=as_json)


def _of_run(run: Rangkaian) -> str:
    said = f" - {run.dasar}" if run.dasar else ""
    return f"{print_rentang(run.mulai, run.selesai)}, {word('jenis_hari', run.jenis)}{said}"


def _run_facts(run: Rangkaian) -> dict[str, Any]:
    return {
        "jenis": run.jenis.value,
        "mulai": run.mulai.isoformat(),
        "selesai": run.selesai.isoformat(),
        "dasar": run.dasar,
    }


def _facts(kalender: KalenderTahun) -> dict[str, Any]:
    return {
        "tahun": kalender.tahun,
        "skb": kalender.skb,
        "cuti_bersama_diketahui": kalender.knows_cuti_bersama,
        "nasional": [
            {"tanggal": day.isoformat(), "nama": one.nama, "asal": one.asal.value}
            for day, one in sorted(kalender.nasional.items(), key=_by_day)
        ],
        "ramadan": [[first.isoformat(), last.isoformat()] for first, last in kalender.ramadan],
        "kantor": [_run_facts(run) for run in kalender.own],
    }


def _lines(kalender: KalenderTahun) -> Iterator[str]:
    yield f"Kalender kerja {kalender.tahun}"
    if kalender.skb:
        yield f"  SKB tiga menteri {kalender.skb}"
    for day, one in sorted(kalender.nasional.items(), key=_by_day):
        yield f"  {print_hari(day, 'EEEE, d MMMM y'):<30} {one.nama}"
    if not kalender.knows_cuti_bersama:
        yield "  Peringatan: cuti bersama belum diketahui; tambahkan begitu SKB tiga menteri terbit."
    for first, last in kalender.ramadan:
        yield f"  Ramadan {print_rentang(first, last)}"
    yield from (f"  Kantor: {_of_run(run)}" for run in kalender.own)


def _by_day(one: tuple[date, Libur]) -> date:
    return one[0]
