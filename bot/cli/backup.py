"""``tapak backup`` and ``tapak restore``: an installation in one zip, and out of it again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import click

from bot.cli.answer import Refused, json_option, settings_in_force, tell
from bot.cli.database import has_database, no_database, require_readable, shown_address
from bot.cli.keutuhan import told_office
from bot.cli.options import FILE
from bot.process.clock import machine_now
from storage.backup.manifest import BackupDamaged, BackupNewer, Cacat, Manifest
from storage.backup.restoring import Restored
from storage.backup.restoring import rehearse as rehearse_backup
from storage.backup.restoring import restore as restore_backup
from storage.backup.writing import NoRoom, write_backup
from storage.database.schema import DatabaseNotEmpty
from storage.files import FileDamaged, FolderTaken, kept_files

VERIFY: Final = "verify"
SAID: Final = {
    Cacat.BUKAN_ZIP: "bukan zip, atau terpotong",
    Cacat.TAK_TERBACA: "tidak terbaca lagi",
    Cacat.BERUBAH: "isinya bukan yang disimpan",
    Cacat.JUMLAH: "jumlah barisnya bukan yang disimpan",
    Cacat.HILANG: "tidak ada",
    Cacat.ASING: "bukan bagian cadangan Tapak",
    Cacat.GANDA: "ada dua kali",
    Cacat.BENTUK: "bentuknya mencurigakan (terkunci, bertumpang tindih, atau membengkak bila dibuka)",
    Cacat.TIDAK_COCOK: "tidak cocok dengan basis data",
}
"""What is wrong with a backup, in words."""
_file = click.argument("file", metavar="FILE", type=FILE)


class BackupGroup(click.Group):
    """``tapak backup FILE``, and what else is done with a backup by name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in {VERIFY, *ctx.help_option_names}:
            args = ["", *args]
        return super().parse_args(ctx, args)


@click.group(cls=BackupGroup, subcommand_metavar="FILE | verify FILE")
def backup() -> None:
    """Menyimpan seluruh kantor ke satu zip, juga selagi bot berjalan.

    Isinya basis data dan dokumen di folder data; token dan pengaturan tidak termasuk. FILE belum boleh ada.
    """


@backup.command("", hidden=True)
@_file
@json_option
def write(file: Path, *, as_json: bool) -> None:
    """Menyimpan cadangan ke FILE, lalu memeriksanya."""
    settings = settings_in_force()
    if require_readable(settings) is None:
        raise no_database(settings)
    try:
        manifest = write_backup(
            settings.database, kept_files(settings.data_dir), file, machine_now()
        )
    except FileExistsError:
        raise Refused(
            "File itu sudah ada; tidak ada yang ditimpa.",
            where=str(file),
            mend="Pilih nama lain.",
        ) from None
    except NoRoom:
        raise Refused(
            "Ruang simpan tidak cukup untuk cadangan ini.",
            where=str(file.parent.resolve()),
            mend="Kosongkan ruang simpan, atau pilih penyimpanan lain.",
        ) from None
    except BackupDamaged as damaged:
        raise Refused(
            f"Cadangan tidak terbaca ulang sebagaimana ditulis: {said_of(damaged)}.",
            where=str(file),
            mend="Cadangan itu tidak disimpan. Periksa penyimpanannya, atau pilih yang lain.",
            entri=damaged.entry,
            cacat=damaged.cacat.value,
        ) from None
    except OSError as failure:
        raise unwritable(file, failure) from None
    size = file.stat().st_size
    facts = {**facts_of(file, manifest), "bita": size}
    tell(facts, [*lines_of(file, manifest), f"Ukuran     {megabytes(size)}"], as_json=as_json)


@backup.command(VERIFY, short_help="Memeriksa cadangan, dan memulihkannya untuk dicoba.")
@_file
@json_option
def verify(file: Path, *, as_json: bool) -> None:
    """Memeriksa setiap bita, lalu memulihkan barisnya ke tempat sementara; keluar dengan 1 bila tidak utuh."""
    with refusals(file):
        found = rehearse_backup(file)
    report(file, found, ["Cadangan utuh dan dapat dipulihkan."], as_json=as_json)


@click.command()
@_file
@json_option
def restore(file: Path, *, as_json: bool) -> None:
    """Memulihkan cadangan ke folder data dan basis data yang masih kosong.

    Cadangan dari versi Tapak yang lebih lama disesuaikan dengan versi ini. Basis data yang sudah ada tidak pernah ditimpa.
    """
    settings = settings_in_force()
    where = shown_address(settings)
    if has_database(settings):
        require_readable(settings)
    with refusals(file):
        try:
            found = restore_backup(file, settings.database, kept_files(settings.data_dir))
        except DatabaseNotEmpty as there:
            raise occupied(where, str(there)) from None
        except FolderTaken as taken:
            raise Refused(
                "Pemulihan lain sedang mengisi folder ini.",
                where=str(taken),
                mend="Tunggu sampai selesai; ulangi hanya bila ia gagal.",
            ) from None
        except FileDamaged as damaged:
            raise Refused(
                "Dokumen yang sudah ada di folder data rusak; tidak ada yang dipulihkan.",
                where=str(kept_files(settings.data_dir).path(str(damaged))),
                mend="Pindahkan dokumen itu ke tempat lain, lalu ulangi.",
            ) from None
    done = [f"Dipulihkan {where}", "Periksa dengan `tapak check`, lalu jalankan `tapak run`."]
    report(file, found, done, as_json=as_json)


def report(file: Path, found: Restored, lines: list[str], *, as_json: bool) -> None:
    """Say what is in a backup, and whether every history in it is whole; exit with 1 where one is not."""
    is_whole = all(one.ok for _, one in found.riwayat)
    facts = {
        **facts_of(file, found.manifest),
        "utuh": is_whole,
        "kantor": [
            {"kode": kode, "utuh": one.ok, "baris": one.lines, "baris_salah": one.first_bad_seq}
            for kode, one in found.riwayat
        ],
    }
    histories = [f"Riwayat    {told_office(kode, one)}" for kode, one in found.riwayat]
    tell(facts, [*lines_of(file, found.manifest), *histories, *lines], as_json=as_json)
    if not is_whole:
        raise SystemExit(1)


def facts_of(file: Path, manifest: Manifest) -> dict[str, Any]:
    """Return what is in a backup, for a script."""
    return {
        "cadangan": str(file),
        "versi": manifest.version,
        "skema": manifest.head,
        "dibuat": manifest.created_at.isoformat(),
        "baris": {name: one.count for name, one in manifest.tables.items()},
        "dokumen": len(manifest.files),
        "hilang": list(manifest.missing),
    }


def lines_of(file: Path, manifest: Manifest) -> Iterator[str]:
    """Yield what is in a backup, for a person."""
    yield f"Cadangan   {file}"
    yield f"Dibuat     {manifest.created_at:%Y-%m-%d %H.%M} UTC, Tapak {manifest.version}, skema {manifest.head}"
    yield f"Isi        {manifest.rows} baris, {len(manifest.files)} dokumen"
    if manifest.missing:
        yield (
            f"Peringatan {len(manifest.missing)} dokumen yang disebut basis data tidak ada atau rusak di folder data: "
            f"{', '.join(manifest.missing)}"
        )


def megabytes(size: int) -> str:
    """Return a size as people read it."""
    return f"{max(size / 1_000_000, 0.1):.1f} MB".replace(".", ",")


@contextmanager
def refusals(file: Path) -> Iterator[None]:
    """Say in the operator's words why a backup cannot be used."""
    try:
        yield
    except BackupNewer:
        raise Refused(
            "Cadangan ini dibuat oleh versi Tapak yang lebih baru.",
            where=str(file),
            mend="Pasang versi Tapak yang lebih baru, lalu ulangi.",
        ) from None
    except BackupDamaged as damaged:
        raise refusal_of(file, damaged) from None
    except OSError as failure:
        raise Refused(
            f"Cadangan tidak dapat dibaca atau dipulihkan: {failure.strerror or failure}",
            where=failure.filename or str(file),
            mend="Periksa nama, letak, hak akses, dan ruang simpan.",
        ) from None


def refusal_of(file: Path, damaged: BackupDamaged) -> Refused:
    """Return the refusal of a backup by what is wrong in it: which entry, which row."""
    return Refused(
        f"Cadangan ini rusak: {said_of(damaged)}.",
        where=str(file),
        mend="Pakai cadangan lain, atau salin ulang; tidak ada yang dipulihkan.",
        entri=damaged.entry,
        baris=damaged.row or None,
        cacat=damaged.cacat.value,
    )


def said_of(damaged: BackupDamaged) -> str:
    """Return where a backup is damaged, and how, in words."""
    detail = f" ({damaged.detail})" if damaged.cacat is Cacat.TIDAK_COCOK else ""
    row = f"baris {damaged.row}" if damaged.row else ""
    return ", ".join(filter(None, (damaged.entry, row, f"{SAID[damaged.cacat]}{detail}")))


def occupied(where: str, files: str) -> Refused:
    """Return the refusal of a database that is there already, as these files or on a server."""
    if not files:
        return Refused(
            "Basis data ini sudah berisi tabel; tidak ada yang ditimpa.",
            where=where,
            mend="Buat basis data baru yang kosong, dan sebut di TAPAK_DATABASE_URL.",
        )
    return Refused(
        f"Basis data sudah ada ({files}); tidak ada yang ditimpa.",
        where=where,
        mend="Pindahkan yang disebut ke tempat lain, atau pilih TAPAK_DATA_DIR atau "
        "TAPAK_DATABASE_URL yang kosong.",
    )


def unwritable(file: Path, failure: OSError) -> Refused:
    """Return the refusal of a place that cannot be written to."""
    return Refused(
        f"Cadangan tidak dapat disimpan: {failure.strerror or failure}",
        where=str(file),
        mend="Pilih folder yang ada, boleh ditulis, dan cukup ruangnya.",
    )
