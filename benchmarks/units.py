"""One berkas of an office of many units: begun, sent out and filled, so that each unit has only to send.

It is of triwulan II: that of I has ended, with all values sent, and that of III runs as well, so that what is sent
shows on the cards of the next one.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

from sqlalchemy import (
    Connection,
    String,
    and_,
    cast,
    false,
    func,
    insert,
    literal,
    select,
    true,
    update,
)

from benchmarks.bot_api import BOT_ID
from benchmarks.many import copied
from benchmarks.offices import FIRST_USER, bound
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import StatusBerkas, StatusTugas, Stored
from sop_flows.engine.formulir import StatusFormulir
from sop_flows.ports.records import Actor, KartuPapan
from sop_flows.use_cases.berkas.start import list_startable, start_berkas
from sop_flows.use_cases.tugas.act import perform_aksi
from sop_flows.waktu.periode import JenisPeriode, Periode
from storage.database.carrier_tables import IkatanChatRow, OutboxRow, StatusKiriman
from storage.database.insert import table
from storage.database.kinerja_tables import IndikatorRow
from storage.database.schema import migrate
from storage.database.session import Database
from storage.database.tables import (
    BerkasRow,
    FormulirRow,
    KantorRow,
    LampiranRow,
    PegawaiRow,
    RealisasiRow,
    TugasRow,
)
from storage.documents.kantor.buku import (
    BarisIndikator,
    BarisJabatan,
    BarisKantor,
    BarisPegawai,
    BarisSop,
    BarisUnit,
    BukuKantor,
)
from storage.kantor_import import import_kantor
from storage.unit_of_work import SqlUnitOfWork, in_unit

P = ParamSpec("P")
T = TypeVar("T")

KODE = "pengukuran-kinerja-kecamatan"
AT = datetime(2026, 10, 5, 1, 30, tzinfo=UTC)
"""When all of it happens: a Monday, 08.30 WIB."""
BEFORE, THIS, NEXT = (Periode(JenisPeriode.TRIWULAN, 2026, ke) for ke in (1, 2, 3))
CAMAT, SEKRETARIS, KASUBBAG, STAF = "Camat", "Sekretaris", "Kasubbag", "Staf"
COLUMNS = {
    "Camat": CAMAT,
    "Sekretaris Kecamatan": SEKRETARIS,
    "Kasubbag Perencana": KASUBBAG,
    "Staff/Pelaksana": STAF,
}
WAY = ((CAMAT, Kerja.DISPOSISIKAN), (SEKRETARIS, Kerja.DISPOSISIKAN), (KASUBBAG, Kerja.KIRIM))
"""Who brings the berkas to its units."""
NUMBERED = 100_000
"""What rows in bulk are numbered after."""

_B = table(BerkasRow)
_C = table(IkatanChatRow)
_F = table(FormulirRow)
_I = table(IndikatorRow)
_K = table(KantorRow)
_L = table(LampiranRow)
_O = table(OutboxRow)
_P = table(PegawaiRow)
_R = table(RealisasiRow)
_T = table(TugasRow)


REST = ((STAF, Kerja.SELESAI), (KASUBBAG, Kerja.SETUJUI), (SEKRETARIS, Kerja.SETUJUI))
"""Who brings it from its units to whoever opens the signing."""


class Unsent(NamedTuple):
    """What a unit has still to send, and who sends it."""

    tugas_id: int
    user_id: int


class Campaign(NamedTuple):
    """A berkas whose units have filled all and sent nothing, and who holds which post."""

    kantor_id: int
    berkas_id: int
    users: Mapping[str, int]
    unsent: tuple[Unsent, ...]


def kasi(no: int) -> str:
    """Return the post that heads the unit of that number."""
    return f"Kasi {no}"


def posts_of(units: int) -> list[str]:
    """Return the posts of an office of so many units that measure, those who head them last."""
    return [*COLUMNS.values(), *map(kasi, range(units))]


def buku(units: int, indikator: int) -> BukuKantor:
    """Return the workbook of an office of so many units that measure, each so many indikator."""
    posts = posts_of(units)
    atasan = {SEKRETARIS: CAMAT, KASUBBAG: SEKRETARIS, STAF: KASUBBAG}
    return BukuKantor(
        kantor=BarisKantor(kode="UNIT", nama="Kecamatan Banyak Unit", jenis="Kecamatan"),
        unit=(
            BarisUnit(kode="SET", nama="Sekretariat", kepala=SEKRETARIS),
            *(
                BarisUnit(kode=f"U{no:04}", nama=f"Seksi {no}", kepala=kasi(no))
                for no in range(units)
            ),
        ),
        jabatan=tuple(
            BarisJabatan(jabatan=post, atasan="" if post == CAMAT else atasan.get(post, CAMAT))
            for post in posts
        ),
        pegawai=tuple(
            BarisPegawai(
                kunci=f"19700101{no:010}",
                nama=f"Pegawai Nomor {no}",
                sapaan="Bu",
                jabatan=post,
                mulai=date(2020, 1, 2),
            )
            for no, post in enumerate(posts)
        ),
        sop=tuple(
            BarisSop(kode=KODE, versi=1, kolom=kolom, jabatan=post)
            for kolom, post in (*COLUMNS.items(), *(("Kasi", kasi(no)) for no in range(units)))
        ),
        indikator=tuple(
            BarisIndikator(
                kode=f"IK-{no:04}-{each:03}",
                sasaran=f"Meningkatnya pelayanan {no}",
                indikator=f"Persentase layanan yang selesai tepat waktu {no}-{each}",
                satuan="Persen",
                polaritas="naik",
                sifat="posisi akhir",
                unit=f"U{no:04}",
                tahun=THIS.tahun,
                target="100",
                tw1="25",
                tw2="50",
                tw3="75",
                tw4="100",
            )
            for no in range(units)
            for each in range(indikator)
        ),
    )


def open_units(path: Path, units: int, indikator: int) -> tuple[Database, Campaign]:
    """Return a new database with a berkas whose units have filled all and sent nothing."""
    url = f"sqlite:///{path}"
    migrate(url)
    database = Database.open(url)
    return database, database.run_now(lambda connection: begin(connection, units, indikator))


def begin(connection: Connection, units: int, indikator: int) -> Campaign:
    """Import the office, bring its berkas to the units, and fill every formulir."""
    import_kantor(connection, buku(units, indikator), AT)
    people = connection.execute(select(_P.c.id).order_by(_P.c.kunci)).scalars().all()
    connection.execute(insert(_C), [bound(BOT_ID, FIRST_USER + id, id, AT) for id in people])
    users = dict(zip(posts_of(units), (FIRST_USER + id for id in people), strict=True))
    ended, this, _ = [bring_out(connection, users, each) for each in (BEFORE, THIS, NEXT)]
    fill(connection)
    end(connection, ended.berkas.id)
    connection.execute(update(_O).values(status=StatusKiriman.TERKIRIM))
    heads = list(users.values())[len(COLUMNS) :]
    unsent = (Unsent(one.id, user) for one, user in zip(this.opened, heads, strict=True))
    return Campaign(
        kantor_id=this.berkas.kantor_id,
        berkas_id=this.berkas.id,
        users=users,
        unsent=tuple(unsent),
    )


def bring_out(connection: Connection, users: Mapping[str, int], periode: Periode) -> Stored:
    """Start a berkas and send its formulir out; return what that opened."""
    start = Actor.private(users[SEKRETARIS])
    [pilihan] = run(connection, list_startable, user_id=start.user_id)
    done = run(connection, start_berkas, start, sop_id=pilihan.sop_id, periode=periode)
    for post, kerja in WAY:
        done = act(connection, users[post], done.opened[0].id, kerja)
    return done


def act(connection: Connection, user_id: int, tugas_id: int, kerja: Kerja) -> Stored:
    """Let somebody do an aksi on a tugas that nobody has touched."""
    aksi = Aksi(kerja=kerja, revisi=0, at=AT)
    return run(connection, perform_aksi, Actor.private(user_id), tugas_id=tugas_id, aksi=aksi)


def run(
    connection: Connection,
    work: Callable[Concatenate[SqlUnitOfWork, P], T],
    *args: P.args,
    **facts: P.kwargs,
) -> T:
    """Return what a use case comes to."""
    return in_unit(work, SqlUnitOfWork(connection, BOT_ID, AT), *args, **facts)


def fill(connection: Connection) -> None:
    """Give every formulir all its values."""
    given = {
        "kantor_id": _F.c.kantor_id,
        "formulir_id": _F.c.id,
        "indikator_id": _I.c.id,
        "nilai": literal(Decimal(50), _R.c.nilai.type),
        "alasan": literal(""),
        "ditandai": false(),
        "dikonfirmasi": false(),
        "konfirmasi": literal({}, _R.c.konfirmasi.type),
        "analisis": literal({}, _R.c.analisis.type),
        "ronde": literal(1),
    }
    chosen = select(*given.values()).select_from(_F.join(_I, _I.c.unit_id == _F.c.unit_id))
    connection.execute(insert(_R).from_select(list(given), chosen, include_defaults=False))
    connection.execute(update(_F).values(stamp=_F.c.id))


def look_back(connection: Connection, campaign: Campaign) -> None:
    """Let the units have sent as much a year before, and have handed in proof of each value of now, as their office asks."""
    ended = select(literal(campaign.berkas_id - 1).label("id")).subquery("ended")
    was_sent = _F.join(ended, ended.c.id == _F.c.berkas_id)
    berkas, formulir, indikator = (
        connection.execute(select(func.max(rows.c.id))).scalar_one() for rows in (_B, _F, _I)
    )
    last = literal(THIS.tahun - 1)
    copied(connection, _I, _I, id=_I.c.id + indikator, tahun=last)
    then = {"tahun": last, "ke": literal(THIS.ke), "nomor": _B.c.nomor + NUMBERED}
    copied(connection, _B, _B.join(ended, ended.c.id == _B.c.id), id=literal(berkas + 1), **then)
    copied(
        connection,
        _F,
        was_sent,
        id=_F.c.id + formulir,
        berkas_id=literal(berkas + 1),
        stamp=_F.c.stamp + formulir,
    )
    copied(
        connection,
        _R,
        was_sent.join(_R, _R.c.formulir_id == _F.c.id),
        formulir_id=_R.c.formulir_id + formulir,
        indikator_id=_R.c.indikator_id + indikator,
    )
    connection.execute(update(_K).values(minta_bukti=true(), versi=_K.c.versi + 1))
    prove(connection, campaign.berkas_id)


def prove(connection: Connection, berkas_id: int) -> None:
    """Hand in a dokumen for each value of a berkas."""
    given = {
        "kantor_id": _R.c.kantor_id,
        "berkas_id": _F.c.berkas_id,
        "tugas_id": _T.c.id,
        "indikator_id": _R.c.indikator_id,
        "sha256": literal("ab" * 29) + cast(_R.c.id + NUMBERED, String),
        "nama": literal("Berita acara pelayanan.pdf"),
        "mime": literal("application/pdf"),
        "ukuran": literal(120_000),
        "file_id": literal("BQACAgUAAxkBAAIB") + cast(_R.c.id, String),
        "isian": literal(""),
        "foto": false(),
        "oleh": select(func.min(_P.c.id)).scalar_subquery(),
        "diterima_at": literal(AT, _L.c.diterima_at.type),
    }
    filled = _R.join(_F, _F.c.id == _R.c.formulir_id)
    own = and_(_T.c.berkas_id == _F.c.berkas_id, _T.c.unit_id == _F.c.unit_id)
    chosen = select(*given.values()).select_from(filled.join(_T, own))
    proved = chosen.where(_F.c.berkas_id == berkas_id).order_by(_R.c.id)
    connection.execute(insert(_L).from_select(list(given), proved, include_defaults=False))


def end(connection: Connection, berkas_id: int) -> None:
    """Let all formulir of a berkas be sent and the berkas be over: what is measured reads its rows alone."""
    sent, done = StatusFormulir.TERKIRIM.value, StatusTugas.SELESAI.value
    for rows, status in ((_F, sent), (_T, done)):
        connection.execute(update(rows).where(rows.c.berkas_id == berkas_id).values(status=status))
    over = update(_B).where(_B.c.id == berkas_id)
    connection.execute(over.values(status=StatusBerkas.SELESAI.value, ditutup_at=AT))


def board_of(campaign: Campaign, post: str) -> KartuPapan:
    """Return the board of the berkas in the chat of who holds a post."""
    user_id = campaign.users[post]
    return KartuPapan(
        id=1,
        chat_id=user_id,
        kantor_id=campaign.kantor_id,
        pegawai_id=user_id - FIRST_USER,
        berkas_id=campaign.berkas_id,
    )


def send(connection: Connection, unsent: Unsent) -> Stored:
    """Let the head of a unit send what it filled."""
    return act(connection, unsent.user_id, unsent.tugas_id, Kerja.KIRIM)
