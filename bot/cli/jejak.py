"""``tapak jejak``: the history, verified and exported."""

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any

import click

from bot.cli.answer import TEKS, Refused, json_option, opened, settings_in_force, tell
from bot.cli.database import chosen_kantor, consult
from bot.cli.keutuhan import Keutuhan, look_for
from bot.cli.options import every_kantor_option, screen_option
from sop_flows.jejak import Head
from sop_flows.use_cases.berkas.keutuhan import examine
from storage.berkas.jejak import JejakStore
from storage.database.guards import find_unguarded
from storage.unit_of_work import SqlUnitOfWork

COLUMNS = (
    "kantor",
    "seq",
    "at",
    "berkas_id",
    "tugas_id",
    "langkah",
    "aksi",
    "pelaku",
    "rincian",
    "sebelum",
    "hash",
)


@click.group()
def jejak() -> None:
    """Memeriksa keutuhan riwayat dan mengekspornya."""


@jejak.command()
@every_kantor_option
@click.option(
    "--ujung", type=TEKS, help="Ujung riwayat yang pernah dicatat, dari bot atau perintah ini."
)
@json_option
def verify(kode_kantor: str | None, ujung: str | None, *, as_json: bool) -> None:
    """Memeriksa riwayat: rantai hash dan penjaganya, dan apakah yang tersimpan sesuai dengannya.

    Dengan --ujung juga, apakah riwayat yang dahulu berakhir di situ masih bagian dari riwayat sekarang. Keluar
    dengan 1 bila ada yang tidak utuh atau tidak sesuai.
    """
    noted = None if ujung is None else _read_ujung(ujung)

    def work(uow: SqlUnitOfWork) -> Keutuhan:
        found = [examine(uow, kantor) for kantor in chosen_kantor(uow, kode_kantor)]
        return Keutuhan(
            penjaga=find_unguarded(uow.connection),
            kantor=found,
            ujung=None if noted is None else look_for(uow, noted),
        )

    found = consult(settings_in_force(), work)
    tell(found.as_facts(), found.lines(), as_json=as_json)
    if not found.is_well:
        raise SystemExit(1)


def _read_ujung(text: str) -> Head:
    found = Head.read(text)
    if found is None:
        raise Refused(
            "Ujung riwayat itu tidak lengkap.",
            where="--ujung",
            mend="Salin seluruhnya: nomor baris, tanda hubung, dan 64 huruf atau angka.",
        )
    return found


@jejak.command()
@every_kantor_option
@click.option(
    "--format",
    "style",
    type=click.Choice(("jsonl", "csv")),
    default="jsonl",
    show_default=True,
    help="Bentuk ekspor.",
)
@screen_option
def export(kode_kantor: str | None, style: str, out: Path | None) -> None:
    """Mengekspor riwayat lengkap dengan hash, sehingga dapat diperiksa pihak lain."""
    settings = settings_in_force()
    with _opened(out) as target:

        def work(uow: SqlUnitOfWork) -> int:
            store = JejakStore(uow.connection)
            return write(
                (
                    {"kantor": kantor.kode, **line}
                    for kantor in chosen_kantor(uow, kode_kantor)
                    for line in store.export(kantor.id)
                ),
                style,
                target,
            )

        count = consult(settings, work)
    if out is not None:
        click.echo(f"{count} baris ditulis: {out}")


def write(lines: Iterable[dict[str, Any]], style: str, target: IO[str]) -> int:
    """Write the lines in the form asked for; return how many there were."""
    table = csv.DictWriter(target, COLUMNS, lineterminator="\n")
    if style == "csv":
        table.writeheader()
    count = 0
    for line in lines:
        count += 1
        if style == "csv":
            table.writerow({key: _cell(value) for key, value in line.items()})
        else:
            target.write(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n")
    return count


def _cell(value: object) -> object:
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return value


@contextmanager
def _opened(out: Path | None) -> Iterator[IO[str]]:
    """Yield where the export goes; a file gets its name, over an older one, once it is whole."""
    if out is None:
        yield sys.stdout
        return
    with opened(out, "Pilih folder yang ada, boleh ditulis, dan cukup ruangnya.") as file:
        text = TextIOWrapper(file, encoding="utf-8", newline="")
        yield text
        text.detach()
