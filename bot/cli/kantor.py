"""``tapak kantor``: the workbook of an office, written as a template and imported, all of it or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import click

from bot.cli import akhir
from bot.cli.answer import (
    Refused,
    check_workbook_name,
    content_of,
    json_option,
    settings_in_force,
    tell,
    write_out,
)
from bot.cli.database import (
    answering,
    bring_up_to_date,
    chosen_kantor,
    clock_now,
    consult,
    has_database,
    opened,
    require_current,
)
from bot.cli.faults import SEBAB, describe
from bot.cli.options import FILE, NOTHING_STORED, dry_option, kantor_option, out_option
from bot.process.settings import Settings
from sop_flows.kinerja.unggahan import SheetRefused
from storage.database.snapshot import rehearsal

if TYPE_CHECKING:
    from storage.database.session import Connection
    from storage.documents.kantor.buku import BukuKantor, GalatSel
    from storage.kantor_import import Ringkasan
    from storage.unit_of_work import SqlUnitOfWork

EXPORTED: Final = ("unit", "jabatan", "pegawai", "indikator", "program")
"""What an export counts."""
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
    "perjanjian": "Perjanjian",
    "indikator": "Indikator",
}


class _Undone(Exception):
    """Ends a unit of work that must not stand, with what it would have done."""

    def __init__(self, ringkasan: "Ringkasan") -> None:
        super().__init__(ringkasan)
        self.ringkasan = ringkasan


@click.group()
def kantor() -> None:
    """Membuat contoh buku kerja kantor, mengimpor, dan mengekspornya."""


@kantor.command()
@click.argument("file", type=FILE)
@json_option
def template(file: Path, *, as_json: bool) -> None:
    """Menulis buku kerja contoh ke FILE.xlsx, untuk ditimpa dengan data kantor."""
    from storage.documents.kantor.workbook import write_template

    check_workbook_name(file, str(file))
    if file.exists():
        raise Refused(
            "Berkas itu sudah ada dan tidak ditimpa.",
            where=str(file),
            mend="Pilih nama lain, atau pindahkan berkas yang lama.",
        )
    write_out(file, write_template())
    tell({"berkas": str(file)}, [f"Buku kerja contoh ditulis: {file}"], as_json=as_json)


@kantor.command("import")
@click.argument("file", type=FILE)
@dry_option
@click.option(
    "--ya",
    "is_meant",
    is_flag=True,
    help="Ya, akhiri keanggotaan, jabatan, indikator, dan catatan kalender yang tidak ada lagi di FILE.xlsx.",
)
@json_option
def import_(file: Path, *, is_dry: bool, is_meant: bool, as_json: bool) -> None:
    """Membuat atau memperbarui satu kantor dari FILE.xlsx: seluruhnya atau tidak sama sekali.

    Bila ada keanggotaan, jabatan, indikator, atau catatan kalender (juga yang ditambahkan melalui
    /libur) yang akan berakhir, tidak ada yang disimpan tanpa --ya.
    """
    settings = settings_in_force()
    buku = read(file)
    if is_dry:
        ringkasan = rehearse(settings, buku, file)
    else:
        bring_up_to_date(settings)
        ringkasan = perform_import(settings, buku, file, is_meant=is_meant)
        if ringkasan.berakhir and not is_meant:
            raise akhir.unconfirmed(ringkasan.berakhir, file)
    facts = _facts(ringkasan, buku, is_dry=is_dry)
    tell(facts, _lines(ringkasan, buku, is_dry=is_dry), as_json=as_json)


@kantor.command()
@kantor_option
@out_option("Buku kerja")
@json_option
def export(kode_kantor: str, out: Path, *, as_json: bool) -> None:
    """Menulis kantor seperti keadaannya sekarang sebagai buku kerja, untuk diubah lalu diimpor lagi.

    Diimpor tanpa diubah, buku itu tidak mengubah apa pun. SOP dari berkas sendiri tidak dimuat: impor membiarkannya.
    """
    from storage.documents.kantor.workbook import write_buku
    from storage.offices.workbook_reader import read_office

    check_workbook_name(out, "--out")

    def work(uow: "SqlUnitOfWork") -> "BukuKantor":
        (found,) = chosen_kantor(uow, kode_kantor)
        return read_office(uow.connection, found.id, uow.now.astimezone(found.zona).date())

    buku = consult(settings_in_force(), work)
    write_out(out, write_buku(buku))
    parts = {name: len(getattr(buku, name)) for name in EXPORTED}
    counted = ", ".join(f"{count} {name}" for name, count in parts.items())
    tell(
        {"berkas": str(out), **parts}, [f"Buku kerja ditulis: {out} ({counted})"], as_json=as_json
    )


def read(file: Path) -> "BukuKantor":
    """Return the office that a workbook describes.

    Raises:
        Refused: It cannot be read, or has errors; each is named by sheet and cell.
    """
    from storage.documents.kantor.workbook import read_workbook

    content = content_of(file, "Buku kerja")
    try:
        buku = read_workbook(content)
    except SheetRefused as refused:
        raise Refused("Buku kerja ditolak.", where=str(file), mend=SEBAB[refused.sebab]) from None
    if buku.galat or buku.kantor is None:
        raise _faulty(file, _cells(buku.galat))
    return buku


def rehearse(settings: Settings, buku: "BukuKantor", file: Path) -> "Ringkasan":
    """Import the office where nothing of it stays; without a database, in one that is thrown away."""
    from storage.kantor_import import import_kantor

    with TemporaryDirectory(prefix="tapak-") as folder:
        if not has_database(settings):
            settings = Settings(data_dir=Path(folder), clock_url=settings.clock_url)
            bring_up_to_date(settings)
        require_current(settings)
        at = clock_now(settings)
        with refusals(file), answering(settings), rehearsal(settings.database) as connection:
            return import_kantor(connection, buku, at)


def perform_import(
    settings: Settings, buku: "BukuKantor", file: Path, *, is_meant: bool
) -> "Ringkasan":
    """Import the office; an import that ends something and is not meant to is taken back.

    Raises:
        Refused: It does not fit the SOPs that ship or run.
    """
    from storage.kantor_import import import_kantor

    at = clock_now(settings)

    def work(connection: "Connection") -> "Ringkasan":
        ringkasan = import_kantor(connection, buku, at)
        if ringkasan.berakhir and not is_meant:
            raise _Undone(ringkasan)
        return ringkasan

    with refusals(file), opened(settings) as database:
        try:
            return database.run_now(work)
        except _Undone as undone:
            return undone.ringkasan


@contextmanager
def refusals(file: Path) -> Iterator[None]:
    """Say in the operator's words why a workbook cannot be imported."""
    from storage.kantor_import import BukuFaulty

    try:
        yield
    except BukuFaulty as faulty:
        raise _faulty(file, _cells(faulty.galat)) from None


def _facts(ringkasan: "Ringkasan", buku: "BukuKantor", *, is_dry: bool) -> dict[str, Any]:
    return {
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
        "berakhir": akhir.facts(ringkasan.berakhir),
        "peringatan": _cells(buku.peringatan),
        "wakil_belum_bergabung": [
            {"nama": nama, "penugasan": jenis, "jabatan": jabatan}
            for nama, jenis, jabatan in ringkasan.tanpa_akun
        ],
    }


def _cells(found: "tuple[GalatSel, ...]") -> list[dict[str, str]]:
    return [
        {"lembar": one.lembar, "sel": one.sel, "kode": one.kode, "kalimat": describe(one)}
        for one in found
    ]


def _faulty(file: Path, cells: list[dict[str, str]]) -> Refused:
    listed = "".join(f"\n  - {one['kalimat']}" for one in cells)
    return Refused(
        f"Buku kerja memuat {len(cells)} kesalahan; tidak ada yang disimpan.{listed}",
        where=str(file),
        mend="Perbaiki sel yang disebut, simpan, lalu impor lagi.",
        sel=cells,
    )


def _lines(ringkasan: "Ringkasan", buku: "BukuKantor", *, is_dry: bool) -> Iterator[str]:
    yield f"Kantor {ringkasan.kode}: {'diperiksa' if is_dry else 'disimpan'}"
    yield from _counts(ringkasan)
    for name in ringkasan.sop_tetap:
        yield f"  SOP {name} tetap memakai teks yang sudah dipakai berkasnya."
    if not ringkasan.is_changed:
        yield "  Tidak ada yang berubah."
    if ringkasan.terbuka:
        yield f"  Kartu {len(ringkasan.terbuka)} tugas yang terbuka diperbarui."
    if ringkasan.bergeser:
        yield f"  Batas waktu {ringkasan.bergeser} tugas bergeser; pemegangnya diberi tahu."
    yield from (f"  Berakhir: {akhir.sentence(one)}" for one in ringkasan.berakhir)
    yield from (f"  Peringatan: {describe(one)}" for one in buku.peringatan)
    for nama, jenis, jabatan in ringkasan.tanpa_akun:
        yield f"  Peringatan: {nama}, {jenis} {jabatan}, belum bergabung; buatkan tautan dengan `tapak undang`."
    if is_dry and ringkasan.berakhir:
        yield "Untuk menyimpannya, --ya diperlukan."
    if is_dry:
        yield NOTHING_STORED


def _counts(ringkasan: "Ringkasan") -> Iterator[str]:
    for name, one in ringkasan.hitungan.items():
        if one:
            label = NAMES.get(name, name)
            yield (f"  {label:<10} {one.dibuat} baru, {one.diubah} diubah, {one.dihapus} berakhir")
