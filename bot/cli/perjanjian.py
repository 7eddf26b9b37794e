"""``tapak perjanjian import``: the lampiran of a Perjanjian Kinerja and a Rencana Aksi, as the office wrote them."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from bot.cli.answer import TEKS, Refused, content_of, json_option, settings_in_force, tell
from bot.cli.database import (
    answering,
    chosen_kantor,
    clock_now,
    consult,
    opened,
    require_current,
)
from bot.cli.faults import SEBAB, describe
from bot.cli.options import FILE, NOTHING_STORED, dry_option, kantor_option, tahun_option
from bot.process.settings import Settings
from sop_flows.kantor.identitas import fold_kode
from sop_flows.kinerja.janji import print_promised
from sop_flows.kinerja.perjanjian import Perjanjian
from sop_flows.kinerja.unggahan import SheetRefused
from sop_flows.waktu.tanggal import read_full_tanggal
from storage.database.snapshot import rehearsal
from storage.unit_of_work import SqlUnitOfWork

if TYPE_CHECKING:
    from storage.database.session import Connection
    from storage.documents.kantor.buku import GalatSel
    from storage.documents.perjanjian.lampiran import Lampiran
    from storage.perjanjian_import import HasilPerjanjian, Perintah

NAMES: Final = {
    "target": "target",
    "tw1": "target TW I",
    "tw2": "target TW II",
    "tw3": "target TW III",
    "tw4": "target TW IV",
    "sasaran": "sasaran",
    "satuan": "satuan",
    "penanggung_jawab": "penanggung jawab",
    "definisi": "definisi operasional",
    "cara_ukur": "cara pengukuran",
    "sumber_data": "sumber data",
}


@click.group()
def perjanjian() -> None:
    """Mengimpor Perjanjian Kinerja dan Rencana Aksi."""


@perjanjian.command("import")
@click.argument("file", type=FILE)
@kantor_option
@tahun_option("Tahun anggaran.")
@click.option("--perubahan", "is_perubahan", is_flag=True, help="Perubahan Perjanjian Kinerja.")
@click.option(
    "--tanggal", type=TEKS, default="", help="Tanggal ditandatangani, misalnya 01/10/2026."
)
@click.option("--nomor", type=TEKS, default="", help="Nomor Perjanjian Kinerja.")
@click.option(
    "--unit", type=TEKS, default="", help="Kode unit bagi indikator baru tanpa Penanggung Jawab."
)
@dry_option
@json_option
def import_(file: Path, *, as_json: bool, is_dry: bool, **options: Any) -> None:  # noqa: ANN401 -- as click gives them
    """Mengimpor lampiran Perjanjian Kinerja atau Rencana Aksi dari FILE.xlsx: seluruhnya atau tidak sama sekali.

    Indikator dikenali dari kode atau namanya. Yang tidak disebut di FILE.xlsx tetap seperti semula.
    """
    from storage.perjanjian_import import PerjanjianDigantikan

    settings = settings_in_force()
    lampiran = read(file)
    perintah = consult(settings, lambda uow: understand(uow, **options))
    try:
        hasil = carry_out(settings, perintah, lampiran, file, is_dry=is_dry)
    except PerjanjianDigantikan as newer:
        raise superseded(newer.kini) from None
    tell(
        facts_of(perintah, hasil, lampiran, is_dry=is_dry),
        lines_of(perintah, hasil, lampiran, is_dry=is_dry),
        as_json=as_json,
    )


def read(file: Path) -> "Lampiran":
    """Return what the tables of a file promise.

    Raises:
        Refused: It cannot be read, or has errors; each is named by sheet and cell.
    """
    from storage.documents.perjanjian.reading import read_lampiran

    try:
        lampiran = read_lampiran(content_of(file, "Lampiran"))
    except SheetRefused as refused:
        raise Refused("Lampiran ditolak.", where=str(file), mend=SEBAB[refused.sebab]) from None
    if lampiran.galat:
        raise faulty(file, lampiran.galat)
    return lampiran


def understand(
    uow: SqlUnitOfWork,
    *,
    kode_kantor: str,
    tahun: int,
    is_perubahan: bool,
    tanggal: str,
    nomor: str,
    unit: str,
) -> "Perintah":
    """Return what was ordered, in the spelling of the office.

    Raises:
        Refused: There is no such office or unit, or the day is none.
    """
    from storage.perjanjian_import import Perintah

    (kantor,) = chosen_kantor(uow, kode_kantor)
    day = read_full_tanggal(tanggal) if tanggal else None
    if (tanggal and day is None) or (is_perubahan and day is None):
        raise Refused(
            f"Tanggal {tanggal} tidak terbaca." if tanggal else "Perubahan tanpa tanggal.",
            where="--tanggal",
            mend="Tulis tanggal Perjanjian Kinerja itu ditandatangani, misalnya --tanggal 01/10/2026.",
        )
    return Perintah(
        kode=kantor.kode,
        tahun=tahun,
        is_perubahan=is_perubahan,
        tanggal=day,
        nomor=nomor,
        unit=unit_named(uow, kantor.id, unit) if unit else "",
    )


def unit_named(uow: SqlUnitOfWork, kantor_id: int, unit: str) -> str:
    """Return the kode of a unit in the spelling of the office.

    Raises:
        Refused: There is none.
    """
    known = [one.kode for one in uow.kantor.unit(kantor_id).values()]
    meant = next((one for one in known if fold_kode(one) == fold_kode(unit)), "")
    if not meant:
        raise Refused(
            f"Unit {unit} tidak ada.",
            where="--unit",
            mend=f"Pilih salah satu: {', '.join(known)}.",
        )
    return meant


def carry_out(
    settings: Settings, perintah: "Perintah", lampiran: "Lampiran", file: Path, *, is_dry: bool
) -> "HasilPerjanjian":
    """Import a lampiran, or only see what that would do.

    Raises:
        Refused: A cell cannot be understood beside what the office has.
    """
    from storage.kantor_import import BukuFaulty
    from storage.perjanjian_import import import_perjanjian

    at = clock_now(settings)

    def work(connection: "Connection") -> "HasilPerjanjian":
        return import_perjanjian(connection, perintah, lampiran, at)

    try:
        if not is_dry:
            with opened(settings) as database:
                return database.run_now(work)
        require_current(settings)
        with answering(settings), rehearsal(settings.database) as connection:
            return work(connection)
    except BukuFaulty as wrong:
        raise faulty(file, wrong.galat) from None


def superseded(kini: Perjanjian) -> Refused:
    """Return the answer to an older Perjanjian than the one that holds."""
    return Refused(
        f"Tahun {kini.tahun} sudah memakai {named(kini)}; tidak ada yang disimpan.",
        where="--perubahan",
        mend="Untuk mengoreksinya, beri --perubahan dengan --tanggal yang sama; untuk perubahan berikutnya, tanggal yang lebih baru.",
    )


def faulty(file: Path, galat: "tuple[GalatSel, ...]") -> Refused:
    """Return the answer to a lampiran with errors, each with its cell."""
    cells = [
        {"lembar": one.lembar, "sel": one.sel, "kode": one.kode, "kalimat": describe(one)}
        for one in galat
    ]
    listed = "".join(f"\n  - {one['kalimat']}" for one in cells)
    return Refused(
        f"Lampiran memuat {len(cells)} hal yang harus diperbaiki; tidak ada yang disimpan.{listed}",
        where=str(file),
        mend="Perbaiki sel yang disebut, simpan, lalu impor lagi.",
        sel=cells,
    )


def named(one: Perjanjian) -> str:
    """Return which versi it is, as people say it."""
    day = f", {one.tanggal:%d/%m/%Y}" if one.tanggal else ""
    nomor = f", nomor {one.nomor}" if one.nomor else ""
    return f"Perjanjian Kinerja {one.tahun} versi {one.versi} ({one.jenis.value}{nomor}{day})"


def facts_of(
    perintah: "Perintah", hasil: "HasilPerjanjian", lampiran: "Lampiran", *, is_dry: bool
) -> dict[str, Any]:
    """Return what was done, for a script."""
    one = hasil.perjanjian
    return {
        "kantor": perintah.kode,
        "disimpan": not is_dry,
        "tahun": one.tahun,
        "versi": one.versi,
        "jenis": one.jenis.value,
        "versi_baru": hasil.is_baru,
        "baru": [{"kode": b.kode, "indikator": b.nama} for b in hasil.berubah if not b.kolom],
        "berubah": [
            {"kode": b.kode, "kolom": b.kolom, "dari": b.dari, "ke": b.ke}
            for b in hasil.berubah
            if b.kolom
        ],
        "tetap": hasil.tetap,
        "tugas_terbuka": [renewed.tugas.nomor for renewed in hasil.terbuka],
        "tidak_dibaca": [describe(each) for each in lampiran.peringatan],
    }


def lines_of(
    perintah: "Perintah", hasil: "HasilPerjanjian", lampiran: "Lampiran", *, is_dry: bool
) -> Iterator[str]:
    """Yield what was done, for a person."""
    begun = "versi baru" if hasil.is_baru else "koreksi"
    yield f"{named(hasil.perjanjian)}, kantor {perintah.kode}: {'diperiksa' if is_dry else 'disimpan'}, {begun}"
    for one in hasil.berubah:
        if not one.kolom:
            yield f"  {one.kode} {one.nama}: baru"
        else:
            dari, ke = (print_promised(teks) if teks else "kosong" for teks in (one.dari, one.ke))
            yield f"  {one.kode} {one.nama}: {NAMES[one.kolom]} {dari} → {ke}"
    if not hasil.berubah:
        yield "  Tidak ada yang berubah."
    if hasil.tetap:
        yield f"  {hasil.tetap} indikator dan program lain tetap seperti semula."
    if hasil.terbuka:
        yield f"  Kartu {len(hasil.terbuka)} tugas yang terbuka diperbarui."
    yield from (f"  Tidak dibaca: {describe(one)}" for one in lampiran.peringatan)
    if is_dry:
        yield NOTHING_STORED
