"""The rows of the offices, for commands, also while the bot runs: one short unit of work, or a snapshot to read."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from bot.cli.answer import Refused, settings_in_force
from bot.process.clock import ClockSilent, FollowingClock, machine_now
from bot.process.memory import spare_imports
from bot.process.settings import Settings, masked_address
from sop_flows.kantor.identitas import fold_kode
from sop_flows.kantor.kantor import Kantor
from sop_flows.waktu.jam_kerja import JamKerja
from storage.database.schema import DatabaseNewer, MigrationResult, current, head, migrate
from storage.database.session import Database
from storage.database.snapshot import snapshot
from storage.database.sqlite_file import BackupNotPossible, sqlite_path
from storage.database.trouble import DatabaseAway, told_as_trouble
from storage.unit_of_work import SqlUnitOfWork, in_unit

T = TypeVar("T")
Work = Callable[[SqlUnitOfWork], T]


def shown_address(settings: Settings) -> str:
    """Return the address of the database without its password."""
    return masked_address(settings.database)


def has_database(settings: Settings) -> bool:
    """Tell whether there is a database at all; asking does not create one."""
    try:
        return sqlite_path(settings.database).exists()
    except BackupNotPossible:
        return True


def no_database(settings: Settings) -> Refused:
    """Return the refusal to do something with a database that there is not."""
    return Refused(
        "Basis data belum ada.",
        where=shown_address(settings),
        mend="Jalankan `tapak kantor import BUKU.xlsx`, atau periksa TAPAK_DATA_DIR.",
    )


def unreachable(settings: Settings, failure: Exception) -> Refused:
    """Return the refusal of a database that does not answer."""
    return Refused(
        f"Basis data tidak dapat dibuka: {str(failure).splitlines()[0]}",
        where=shown_address(settings),
        mend="Periksa TAPAK_DATABASE_URL atau TAPAK_DATA_DIR, hak akses dan ruang foldernya, dan servernya.",
    )


def too_new(settings: Settings) -> Refused:
    """Return the refusal of a database that a newer version wrote."""
    return Refused(
        "Basis data ini ditulis oleh versi Tapak yang lebih baru.",
        where=shown_address(settings),
        mend="Pasang versi Tapak yang lebih baru; versi ini tidak mengubah apa pun.",
    )


def bring_up_to_date(settings: Settings) -> MigrationResult:
    """Create the database, or bring it to this version; ``Refused`` where that cannot be."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        return migrate(settings.database)
    except DatabaseNewer:
        raise too_new(settings) from None
    except Exception as failure:
        raise unreachable(settings, failure) from failure


@contextmanager
def answering(settings: Settings) -> Iterator[None]:
    """Refuse what the database has no room, no right or no lock for. Whoever asks it has imported all that there is."""
    spare_imports()
    try:
        with told_as_trouble():
            yield
    except DatabaseAway as failure:
        raise unreachable(settings, failure) from failure


def require_readable(settings: Settings) -> str | None:
    """Return the revision of the database; none when it is empty.

    Raises:
        Refused: There is none, it does not answer, or a newer version wrote it.
    """
    if not has_database(settings):
        raise no_database(settings)
    try:
        found = current(settings.database)
    except Exception as failure:
        raise unreachable(settings, failure) from failure
    if found is not None and found > head():
        raise too_new(settings)
    return found


def require_current(settings: Settings) -> None:
    """Make sure that there is a database of this version.

    Raises:
        Refused: There is none, it does not answer, or it is of another version.
    """
    if require_readable(settings) != head():
        raise Refused(
            "Basis data belum sesuai dengan versi ini.",
            where=shown_address(settings),
            mend="Jalankan `tapak migrate`.",
        )


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """Open the database of this version, to write into it; ``Refused`` where that cannot be."""
    require_current(settings)
    with answering(settings):
        database = Database.open(settings.database)
        try:
            yield database
        finally:
            database.close()


def bot_id_of(settings: Settings) -> int:
    """Return the bot's user id, 0 without a token: then nobody has joined."""
    return 0 if settings.is_trial else settings.bot_id


def clock_now(settings: Settings) -> datetime:
    """Return the office's time: the machine's, or that of the trial server it follows."""
    if not settings.clock_url:
        return machine_now()
    clock = FollowingClock(settings.clock_url)
    try:
        asyncio.run(clock.synchronise())
    except ClockSilent:
        raise clock_silent(settings) from None
    return clock.now()


def clock_silent(settings: Settings) -> Refused:
    """Return the answer to an operator whose trial server does not tell the time."""
    return Refused(
        "Jam mode coba tidak menjawab.",
        where=f"TAPAK_CLOCK_URL={settings.clock_url}",
        mend="Jalankan `tapak trial --server-only`, atau hapus TAPAK_CLOCK_URL.",
    )


def perform(settings: Settings, work: Work[T]) -> T:
    """Return the outcome of one unit of work, committed."""
    now, bot_id = clock_now(settings), bot_id_of(settings)
    with opened(settings) as database:
        return database.run_now(
            lambda connection: in_unit(work, SqlUnitOfWork(connection, bot_id, now))
        )


def consult(settings: Settings, work: Work[T]) -> T:
    """Return what work comes to that only reads: in a snapshot, so that nobody waits for it."""
    now, bot_id = clock_now(settings), bot_id_of(settings)
    require_current(settings)
    with answering(settings), snapshot(settings.database) as connection:
        return work(SqlUnitOfWork(connection, bot_id, now))


def chosen_kantor(uow: SqlUnitOfWork, kode: str | None) -> tuple[Kantor, ...]:
    """Return every office, or the one with that kode.

    Raises:
        Refused: There is none.
    """
    known = uow.kantor.all()
    found = tuple(one for one in known if kode is None or fold_kode(one.kode) == fold_kode(kode))
    if found:
        return found
    if not known:
        raise Refused(
            "Belum ada kantor dalam basis data.",
            mend="Jalankan `tapak kantor template kantor.xlsx`, isi, lalu `tapak kantor import`.",
        )
    raise Refused(
        f"Kantor {kode} tidak ada.",
        where="--kantor",
        mend=f"Pilih salah satu: {', '.join(one.kode for one in known)}.",
    )


def jam_kerja_of(kode: str) -> JamKerja:
    """Return the working calendar of an office.

    Raises:
        LookupError: There is no such office.
    """

    def look_up(uow: SqlUnitOfWork) -> JamKerja | None:
        for kantor in uow.kantor.all():
            if fold_kode(kantor.kode) == fold_kode(kode):
                return uow.kantor.jam_kerja(kantor.id)
        return None

    found = consult(settings_in_force(), look_up)
    if found is None:
        raise LookupError(kode)
    return found
