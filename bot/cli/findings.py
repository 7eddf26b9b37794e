"""What ``tapak check`` looks at, one function per subject; each yields what it found."""

import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from bot.cli.answer import Refused
from bot.cli.bot_api import NoAnswer, TokenRefused, ask
from bot.cli.database import bot_id_of, clock_now, consult, has_database, shown_address
from bot.cli.keutuhan import MEND, MEND_PENJAGA, told, told_penjaga
from bot.process.clock import machine_now
from bot.process.settings import Settings, masked_address
from sop_flows.deferred import dataclass
from sop_flows.kantor.kantor import Kantor
from sop_flows.naskah.kode import kode_of, print_kode
from sop_flows.use_cases.berkas.keutuhan import examine
from sop_flows.use_cases.berkas.verify import find_faulty
from sop_flows.use_cases.jam import behind
from storage.backup.manifest import BackupDamaged, BackupNewer
from storage.backup.nightly import STALE, Nightly
from storage.carriers.detak import clock_set
from storage.database.guards import find_unguarded
from storage.database.journal import Reason, file_system_of, journal_of, wal_size
from storage.database.schema import current, head
from storage.database.sqlite import sqlite3
from storage.database.sqlite_file import sqlite_path
from storage.unit_of_work import SqlUnitOfWork

SKEW = timedelta(seconds=30)
CLOCK_LATELY = timedelta(days=7)  # as long as a set clock is told of
BACKLOG = 100  # updates waiting at Telegram
DISK_FREE = 500_000_000  # bytes
WAL_LARGE = 64_000_000  # bytes; sixteen times what is brought in at once
NAMED = 5  # of people or naskah, in one line


class Tingkat(StrEnum):
    """How grave a finding is."""

    OK = "ok"
    PERINGATAN = "peringatan"
    GAGAL = "gagal"


@dataclass(frozen=True, slots=True)
class Temuan:
    """One line of the report."""

    tingkat: Tingkat
    perihal: str
    keadaan: str
    perbaikan: str = ""


def ok(perihal: str, keadaan: str) -> Temuan:
    """Return a line about something that is well."""
    return Temuan(Tingkat.OK, perihal, keadaan)


def warn(perihal: str, keadaan: str, perbaikan: str) -> Temuan:
    """Return a line about something to see to."""
    return Temuan(Tingkat.PERINGATAN, perihal, keadaan, perbaikan)


def fail(perihal: str, keadaan: str, perbaikan: str) -> Temuan:
    """Return a line about something without which the bot does not work."""
    return Temuan(Tingkat.GAGAL, perihal, keadaan, perbaikan)


def check_telegram(settings: Settings) -> Iterator[Temuan]:
    """Look at token, clock and webhook, as Telegram sees them."""
    if settings.is_trial:
        yield warn(
            "Token",
            "tidak ada; hanya mode coba yang dapat berjalan",
            "Buat bot di BotFather dan isi TAPAK_BOT_TOKEN.",
        )
        return
    try:
        me = ask(settings, "getMe")
        hook = ask(settings, "getWebhookInfo").result
    except TokenRefused:
        yield fail(
            "Token",
            f"tidak dikenal Telegram ({settings.origin('bot_token')})",
            "Salin ulang token dari BotFather.",
        )
        return
    except NoAnswer as failure:
        yield fail(
            "Telegram",
            f"tidak menjawab: {failure}",
            f"Periksa internet, proxy, dan TAPAK_BOT_API_URL ({masked_address(settings.bot_api_url)}).",
        )
        return
    yield ok("Token", f"@{me.result.get('username', '?')}")
    if me.at is not None and not settings.clock_url:
        skew = abs(machine_now() - me.at)
        if skew > SKEW:
            yield fail(
                "Jam",
                f"berbeda {int(skew.total_seconds())} detik dari jam Telegram",
                "Nyalakan penyelarasan jam (NTP) di komputer ini.",
            )
    yield from _check_webhook(settings, str(hook.get("url") or ""), dict(hook))


def _check_webhook(settings: Settings, url: str, hook: dict[str, object]) -> Iterator[Temuan]:
    wanted = settings.webhook_address
    if url == wanted:
        yield ok("Webhook", masked_address(url) or "tidak dipakai; bot mengambil pesan sendiri")
    else:
        yield warn(
            "Webhook",
            f"di Telegram tercatat {masked_address(url) or 'tidak ada'}, pengaturan meminta {masked_address(wanted) or 'tidak ada'}",
            "Jalankan `tapak run`; webhook diselaraskan saat bot dimulai.",
        )
    if hook.get("last_error_message") and wanted:
        yield warn(
            "Webhook",
            f"galat terakhir: {hook['last_error_message']}",
            "Periksa sertifikat, proxy, dan alamat TAPAK_WEBHOOK_URL dari luar.",
        )
    waiting = hook.get("pending_update_count")
    if isinstance(waiting, int) and waiting > BACKLOG:
        yield warn("Antrean", f"{waiting} pesan menunggu di Telegram", "Pastikan bot berjalan.")


def check_machine(settings: Settings) -> Iterator[Temuan]:
    """Look at the clock, the data folder and SQLite."""
    try:
        now = clock_now(settings)
    except Refused as refused:
        yield fail("Jam", refused.message, "Periksa TAPAK_CLOCK_URL.")
    else:
        yield ok("Jam", f"{now:%Y-%m-%d %H.%M.%S} UTC")
    if settings.data_dir.is_dir():
        free = shutil.disk_usage(settings.data_dir).free
        if free < DISK_FREE:
            yield warn("Folder data", f"sisa {free // 1_000_000} MB", "Kosongkan ruang simpan.")
    if settings.database.startswith("sqlite"):
        yield from _check_journal(sqlite_path(settings.database))


def _check_journal(path: Path) -> Iterator[Temuan]:
    journal = journal_of(path)
    said = f"{sqlite3.sqlite_version}, jurnal {journal.mode}"
    match journal.reason:
        case Reason.SOUND:
            yield ok("SQLite", said)
        case Reason.OLD:
            yield ok("SQLite", f"{said}: versi ini dapat merusak berkas dalam mode WAL")
        case Reason.NETWORK:
            yield warn(
                "SQLite",
                f"{said}: {path.parent} berada di sistem berkas jaringan ({file_system_of(path)})",
                "Pindahkan folder data ke disk komputer ini.",
            )
    if (size := wal_size(path)) > WAL_LARGE:
        yield warn(
            "SQLite",
            f"{size // 1_000_000} MB di {path.name}-wal belum masuk ke {path.name}",
            "Tutup program lain yang membuka berkas itu, atau hentikan dan jalankan lagi bot.",
        )


def check_database(settings: Settings) -> Iterator[Temuan]:
    """Look at the database and its migrations; report the offices only where both are well."""
    where = shown_address(settings)
    if not has_database(settings):
        yield warn(
            "Basis data",
            f"belum ada: {where}",
            "Jalankan `tapak kantor import BUKU.xlsx` atau `tapak run`.",
        )
        return
    try:
        found = current(settings.database)
    except Exception as failure:  # noqa: BLE001 -- whatever the driver says is the finding
        yield fail(
            "Basis data",
            f"tidak dapat dibuka: {str(failure).splitlines()[0]}",
            f"Periksa {where}, hak akses, dan servernya.",
        )
        return
    yield ok("Basis data", where)
    if found == head():
        yield ok("Migrasi", f"{found}, sesuai")
    elif found is not None and found > head():
        yield fail("Migrasi", f"{found}, lebih baru dari program", "Pasang Tapak yang lebih baru.")
    else:
        yield fail("Migrasi", f"{found or 'kosong'}, perlu {head()}", "Jalankan `tapak migrate`.")


def check_clock(settings: Settings) -> Iterator[Temuan]:
    """Tell whether reminders are held, and whether somebody has set the machine's clock lately, as the bot found it."""
    if (mundur := consult(settings, behind)) is not None:
        yield fail(
            "Jam",
            f"mundur {told_span(mundur)} dari waktu terakhir yang dicatat bot; pengingat ditahan",
            "Betulkan jam komputer ini (NTP). Bila jam sekarang memang benar: `tapak jam benar`.",
        )
    bot_id = bot_id_of(settings)
    if (found := consult(settings, lambda uow: clock_set(uow.connection, bot_id))) is None:
        return
    at, by = found
    if abs(machine_now().timestamp() - at) < CLOCK_LATELY.total_seconds():
        way = "dimajukan" if by > 0 else "dimundurkan"
        moment = datetime.fromtimestamp(at, UTC)
        yield warn(
            "Jam",
            f"{way} {told_span(timedelta(seconds=abs(by)))}, diketahui bot pada {moment:%Y-%m-%d %H.%M} UTC",
            "Nyalakan penyelarasan jam (NTP): tenggat, pengingat, dan riwayat memakai jam komputer ini.",
        )


def told_span(span: timedelta) -> str:
    """Return how long a span is: ``1 hari 2 jam``, ``2 jam``, ``40 detik``."""
    seconds = round(span.total_seconds())
    parts = {
        "hari": seconds // 86_400,
        "jam": seconds // 3600 % 24,
        "menit": seconds // 60 % 60,
        "detik": seconds % 60,
    }
    return " ".join([f"{count} {unit}" for unit, count in parts.items() if count][:2])


def check_backups(settings: Settings) -> Iterator[Temuan]:
    """Look at the backups that the bot takes by itself: how old the newest is, and why the last try failed."""
    if not has_database(settings):
        return
    if not settings.backup_keep:
        yield ok("Cadangan", "tidak dibuat sendiri (TAPAK_BACKUP_KEEP=0)")
        return
    nightly = Nightly(settings.backups, bot_id_of(settings), settings.backup_keep)
    now = machine_now()
    age = nightly.age(now)
    if age is None:
        said = "belum ada"
    else:
        said = f"terakhir {told_age(age)} lalu, {len(nightly.taken())} disimpan"
    if failure := nightly.failure():
        mend = "Perbaiki yang disebut; bot mencobanya lagi sendiri."
        yield warn("Cadangan", f"{said}; percobaan terakhir gagal, {failure}", mend)
    elif age is None or age > STALE:
        mend = "Jalankan `tapak backup FILE` sekarang; selama bot berjalan, cadangan dibuat sendiri setiap malam."
        yield warn("Cadangan", said, mend)
    else:
        yield _check_newest(nightly, now, f"{said} di {settings.backups}")


def _check_newest(nightly: Nightly, now: datetime, said: str) -> Temuan:
    try:
        missing = nightly.missing(now)
    except (BackupDamaged, BackupNewer, OSError):
        mend = "Jalankan `tapak backup FILE` sekarang, dan periksa penyimpanannya."
        return warn("Cadangan", f"{said}; yang terakhir tidak terbaca", mend)
    if missing:
        return warn(
            "Cadangan",
            f"{said}; di yang terakhir tidak ada {len(missing)} dokumen yang hilang atau rusak di folder data: "
            f"{some_of(missing)}",
            "Salin lampiran/… dengan nama itu dari cadangan yang lebih lama ke folder data; "
            "cadangan yang masih memuatnya tidak dihapus.",
        )
    return ok("Cadangan", said)


def told_age(age: timedelta) -> str:
    """Return how old something is, in the unit that says it best."""
    hours = int(age.total_seconds()) // 3600
    if hours == 0:
        return "kurang dari satu jam"
    return f"{hours} jam" if hours < 48 else f"{hours // 24} hari"


def check_every_kantor(settings: Settings) -> Iterator[Temuan]:
    """Look at every office: columns of its SOPs, posts, and who has not joined."""
    if not has_database(settings):
        return
    yield from consult(settings, _look)


def _look(uow: SqlUnitOfWork) -> list[Temuan]:
    known = uow.kantor.all()
    if not known:
        return [warn("Kantor", "belum ada", "Jalankan `tapak kantor import BUKU.xlsx`.")]
    unguarded = [
        fail("Basis data", told_penjaga(one), MEND_PENJAGA)
        for one in find_unguarded(uow.connection)
    ]
    return unguarded + [one for kantor in known for one in _check_kantor(uow, kantor)]


def _check_kantor(uow: SqlUnitOfWork, kantor: Kantor) -> Iterator[Temuan]:
    about = f"Kantor {kantor.kode}"
    here = uow.now.astimezone(kantor.zona)
    yield ok(about, f"{kantor.nama}, {kantor.zona.key}, pukul {here:%H.%M}")
    yield from _check_calendar(uow, kantor, about)
    yield from _check_history(uow, kantor, about)
    active = uow.sop.active(kantor.id)
    if not active:
        yield warn(about, "belum ada SOP", "Isi lembar SOP, lalu `tapak kantor import`.")
    for one in active:
        empty = [
            kolom.nama
            for kolom in one.sop.kolom
            if not uow.sop.kolom_of(kantor.id, one.id, kolom.id)
        ]
        if empty:
            yield fail(
                about,
                f"SOP {one.sop.kode}: kolom tanpa jabatan: {', '.join(empty)}",
                "Tambahkan barisnya di lembar SOP, lalu `tapak kantor import`.",
            )
        else:
            yield ok(about, f"SOP {one.sop.kode} versi {one.sop.versi}: semua kolom terisi")
    yield from _check_people(uow, kantor, about)


def _check_calendar(uow: SqlUnitOfWork, kantor: Kantor, about: str) -> Iterator[Temuan]:
    year = uow.now.astimezone(kantor.zona).year
    for tahun in (year, year + 1):
        if uow.kantor.kalender(kantor.id, tahun).knows_cuti_bersama:
            yield ok(about, f"cuti bersama {tahun} diketahui")
        else:
            yield warn(
                about,
                f"cuti bersama {tahun} belum diketahui",
                "Tambahkan menurut SKB tiga menteri: admin melalui /libur, atau di lembar Libur lalu `tapak kantor import`.",
            )


def _check_history(uow: SqlUnitOfWork, kantor: Kantor, about: str) -> Iterator[Temuan]:
    found = examine(uow, kantor)
    said = f"riwayat {told(found.rantai)}"
    if not found.rantai.ok:
        yield fail(about, said, MEND)
        return
    yield ok(about, said)
    if found.selisih:
        yield fail(
            about,
            f"{len(found.selisih)} hal tidak sesuai dengan riwayat",
            "Lihat satu per satu dengan `tapak jejak verify`.",
        )
    yield _check_naskah(uow, kantor, about)


def _check_naskah(uow: SqlUnitOfWork, kantor: Kantor, about: str) -> Temuan:
    faulty = [print_kode(kode_of(sha256)) for sha256 in find_faulty(uow, kantor)]
    if not faulty:
        return ok(about, "setiap naskah tersimpan seperti disebut riwayat")
    return fail(
        about,
        f"{len(faulty)} naskah hilang atau tidak seperti disebut riwayat: {some_of(faulty)}",
        f"Periksa masing-masing dengan `tapak naskah verify KODE`. {MEND}",
    )


def some_of(names: Sequence[str]) -> str:
    """Return the first of these names, and how many there are beside them."""
    more = f", dan {len(names) - NAMED} lagi" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _check_people(uow: SqlUnitOfWork, kantor: Kantor, about: str) -> Iterator[Temuan]:
    people = uow.pegawai.all(kantor.id, uow.now.astimezone(kantor.zona).date())
    joined = uow.pegawai.chats(kantor.id)
    if not any(one.admin for one in people):
        yield warn(about, "tidak ada admin", "Isi kolom admin di lembar Pegawai dengan ya.")
    missing = [one.nama for one in people if one.id not in joined]
    if not missing:
        yield ok(about, f"{len(people)} pegawai, semua sudah bergabung")
        return
    yield warn(
        about,
        f"{len(missing)} dari {len(people)} pegawai belum bergabung: {some_of(missing)}",
        f"Jalankan `tapak undang --kantor {kantor.kode}`.",
    )
