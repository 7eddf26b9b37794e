"""``tapak kantor``: the workbook of an office, written as a template and imported, all of it or nothing."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import click

from bot.cli.answer import Refused, content_of, json_option, settings_in_force, tell
from bot.cli.database import bring_up_to_date, clock_now, has_database, opened
from bot.cli.faults import SEBAB, describe, describe_sop
from bot.process.settings import Settings
from sop_flows.errors import SheetRefused

if TYPE_CHECKING:
    from storage.database.session import Connection
    from storage.documents.kantor.buku import BukuKantor
    from storage.kantor_import import Ringkasan

NAMES: Final = {
    "kantor": "Kantor",
    "unit": "Unit",
    "jabatan": "Jabatan",
    "pegawai": "Pegawai",
    "penugasan": "Penugasan",
    "jam_kerja": "Jam kerja",
    "libur": "Libur",
    "sop": "SOP",
    "sop_kolom": "Kolom SOP",
    "indikator": "Indikator",
}
_file = click.Path(dir_okay=False, path_type=Path)


class _Rehearsed(Exception):
    """Ends a unit of work that must not stand, with what it would have done."""

    def __init__(self, ringkasan: "Ringkasan") -> None:
        super().__init__(ringkasan)
        self.ringkasan = ringkasan


@click.group()
def kantor() -> None:
    """Membuat contoh buku kerja kantor dan mengimpornya."""


@kantor.command()
@click.argument("file", type=_file)
@json_option
def template(file: Path, *, as_json: bool) -> None:
    """Menulis buku kerja contoh ke FILE.xlsx, untuk ditimpa dengan data kantor."""
    from storage.documents.kantor.workbook import write_template

    if file.suffix.lower() != ".xlsx":
        raise Refused(
            f"{file.name} bukan nama buku kerja.", where=str(file), mend="Akhiri dengan .xlsx."
        )
    if file.exists():
        raise Refused(
            "Berkas itu sudah ada dan tidak ditimpa.",
            where=str(file),
            mend="Pilih nama lain, atau pindahkan berkas yang lama.",
        )
    try:
        file.write_bytes(write_template())
    except OSError as failure:
        raise Refused(
            f"Tidak dapat menulis: {failure.strerror}",
            where=str(file),
            mend="Pilih folder yang ada dan boleh ditulis.",
        ) from None
    tell({"berkas": str(file)}, [f"Buku kerja contoh ditulis: {file}"], as_json=as_json)


@kantor.command("import")
@click.argument("file", type=_file)
@click.option("--dry-run", "is_dry", is_flag=True, help="Periksa saja, tanpa menyimpan.")
@json_option
def import_(file: Path, *, is_dry: bool, as_json: bool) -> None:
    """Membuat atau memperbarui satu kantor dari FILE.xlsx: seluruhnya atau tidak sama sekali."""
    settings = settings_in_force()
    buku = read(file)
    ringkasan = rehearse(settings, buku, file) if is_dry else carry_out(settings, buku, file)
    facts = {
        "kantor": ringkasan.kode,
        "disimpan": not is_dry,
        "hitungan": {
            name: {"dibuat": one.dibuat, "diubah": one.diubah, "dihapus": one.dihapus}
            for name, one in ringkasan.hitungan.items()
        },
        "tugas_terbuka": {
            "diperbarui": [one.tugas.nomor for one in ringkasan.terbuka],
            "batas_bergeser": ringkasan.bergeser,
        },
    }
    tell(facts, _lines(ringkasan, is_dry=is_dry), as_json=as_json)


def read(file: Path) -> "BukuKantor":
    """Return the office that a workbook describes.

    Raises:
        Refused: It cannot be read, or has errors; each is named by sheet and cell.
    """
    from storage.documents.kantor.workbook import read_workbook

    content = content_of(file, "Buku kerja")
    try:
        buku = read_workbook(content, file.name)
    except SheetRefused as refused:
        raise Refused("Buku kerja ditolak.", where=str(file), mend=SEBAB[refused.sebab]) from None
    if buku.galat or buku.kantor is None:
        cells = [
            {"lembar": one.lembar, "sel": one.sel, "kode": one.kode, "kalimat": describe(one)}
            for one in buku.galat
        ]
        raise _faulty(file, cells)
    return buku


def carry_out(settings: Settings, buku: "BukuKantor", file: Path) -> "Ringkasan":
    """Import the office for good."""
    at = clock_now(settings)
    bring_up_to_date(settings)
    with opened(settings) as database:
        return database.run_now(lambda connection: _import(connection, buku, at, file))


def rehearse(settings: Settings, buku: "BukuKantor", file: Path) -> "Ringkasan":
    """Import the office and take it back; without a database, in one that is thrown away."""
    if not has_database(settings):
        with TemporaryDirectory(prefix="tapak-") as folder:
            scratch = Settings(data_dir=Path(folder), clock_url=settings.clock_url)
            return carry_out(scratch, buku, file)
    at = clock_now(settings)

    def work(connection: "Connection") -> None:
        raise _Rehearsed(_import(connection, buku, at, file))

    with opened(settings) as database:
        try:
            database.run_now(work)
        except _Rehearsed as done:
            return done.ringkasan
    raise AssertionError


def _import(connection: "Connection", buku: "BukuKantor", at: datetime, file: Path) -> "Ringkasan":
    from storage.kantor_import import BukuFaulty, import_kantor
    from storage.offices.activation import SopMismatch

    try:
        return import_kantor(connection, buku, at)
    except SopMismatch as odd:
        cells = [
            {
                "lembar": "SOP",
                "sel": row.sel,
                "kode": "sop_tidak_cocok",
                "kalimat": describe_sop(row),
            }
            for row in odd.baris
        ]
        raise _faulty(file, cells) from None
    except BukuFaulty as faulty:
        cells = [
            {"lembar": one.lembar, "sel": one.sel, "kode": one.kode, "kalimat": describe(one)}
            for one in faulty.galat
        ]
        raise _faulty(file, cells) from None


def _faulty(file: Path, cells: list[dict[str, str]]) -> Refused:
    listed = "".join(f"\n  - {one['kalimat']}" for one in cells)
    return Refused(
        f"Buku kerja memuat {len(cells)} kesalahan; tidak ada yang disimpan.{listed}",
        where=str(file),
        mend="Perbaiki sel yang disebut, simpan, lalu impor lagi.",
        sel=cells,
    )


def _lines(ringkasan: "Ringkasan", *, is_dry: bool) -> Iterator[str]:
    yield f"Kantor {ringkasan.kode}: {'diperiksa' if is_dry else 'disimpan'}"
    for name, one in ringkasan.hitungan.items():
        if one:
            label = NAMES.get(name, name)
            yield (f"  {label:<10} {one.dibuat} baru, {one.diubah} diubah, {one.dihapus} berakhir")
    for name in ringkasan.sop_tetap:
        yield f"  SOP {name} tetap memakai teks yang sudah dipakai berkasnya."
    if not ringkasan.is_changed:
        yield "  Tidak ada yang berubah."
    if ringkasan.terbuka:
        yield f"  Kartu {len(ringkasan.terbuka)} tugas yang terbuka diperbarui."
    if ringkasan.bergeser:
        yield f"  Batas waktu {ringkasan.bergeser} tugas bergeser; pemegangnya diberi tahu."
    if is_dry:
        yield "Belum ada yang disimpan (--dry-run)."
