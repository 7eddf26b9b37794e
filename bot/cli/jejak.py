"""``tapak jejak``: the history, verified and exported."""

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

from bot.cli.answer import TEKS, Refused, json_option, settings_in_force, tell
from bot.cli.database import chosen_kantor, consult
from sop_flows.jejak import Verification
from sop_flows.kantor.kantor import Kantor
from storage.berkas.jejak import JejakStore
from storage.berkas.jejak import verify as verify_chain
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
MEND = "Bandingkan dengan cadangan terakhir."
"""What to do where a history is not whole."""
_kantor = click.option("--kantor", "kode", type=TEKS, help="Kode kantor; baku: semua kantor.")


@click.group()
def jejak() -> None:
    """Memeriksa keutuhan riwayat dan mengekspornya."""


@jejak.command()
@_kantor
@json_option
def verify(kode: str | None, *, as_json: bool) -> None:
    """Memeriksa rantai hash riwayat; keluar dengan 1 bila ada yang tidak utuh."""

    def work(uow: SqlUnitOfWork) -> list[tuple[Kantor, Verification]]:
        return [
            (kantor, verify_chain(uow.connection, kantor.id))
            for kantor in chosen_kantor(uow, kode)
        ]

    found = consult(settings_in_force(), work)
    facts = {
        "utuh": all(result.ok for _, result in found),
        "kantor": [
            {
                "kode": kantor.kode,
                "utuh": result.ok,
                "baris": result.lines,
                "baris_salah": result.first_bad_seq,
                "sebab": result.reason,
            }
            for kantor, result in found
        ],
    }
    tell(facts, (_line(kantor, result) for kantor, result in found), as_json=as_json)
    if not facts["utuh"]:
        raise SystemExit(1)


@jejak.command()
@_kantor
@click.option(
    "--format",
    "style",
    type=click.Choice(("jsonl", "csv")),
    default="jsonl",
    show_default=True,
    help="Bentuk ekspor.",
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Berkas; baku: layar."
)
def export(kode: str | None, style: str, out: Path | None) -> None:
    """Mengekspor riwayat lengkap dengan hash, sehingga dapat diperiksa pihak lain."""
    settings = settings_in_force()
    with _opened(out) as target:

        def work(uow: SqlUnitOfWork) -> int:
            store = JejakStore(uow.connection)
            return write(
                (
                    {"kantor": kantor.kode, **line}
                    for kantor in chosen_kantor(uow, kode)
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
    if out is None:
        yield sys.stdout
        return
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            yield file
    except OSError as failure:
        raise Refused(
            f"Tidak dapat menulis: {failure.strerror}",
            where=str(out),
            mend="Pilih folder yang ada dan boleh ditulis.",
        ) from None


def _line(kantor: Kantor, result: Verification) -> str:
    mend = "" if result.ok else f" {MEND}"
    return f"{kantor.kode}: {told(result)}{mend}"


def told(result: Verification) -> str:
    """Return whether a history is whole, for a person; if not, from where on."""
    if result.ok:
        return f"utuh, {result.lines} baris"
    return (
        f"TIDAK UTUH mulai baris {result.first_bad_seq}; "
        "ada yang diubah, dipindahkan, atau dihapus."
    )
