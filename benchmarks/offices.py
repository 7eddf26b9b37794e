"""Offices to measure in: imported as operators do, with SOPs of their own made for many taps."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from benchmarks.taps import colleague
from handlers.screens.callback import TugasTap
from sop_flows.engine.aksi import Kerja, Pelaku
from sop_flows.engine.berkas import Stored
from sop_flows.engine.engine import start
from sop_flows.sop.catalog import read_template
from sop_flows.use_cases.berkas.start import starter
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.tugas.act import owe_cards
from sop_flows.waktu.periode import JenisPeriode, Periode
from storage.carriers.kartu_drawn import Drawn, KartuStore
from storage.database.carrier_tables import AKTIF, IkatanChatRow, KartuRow, OutboxRow
from storage.database.insert import table
from storage.database.tables import JabatanRow, PegawaiRow, TugasRow
from storage.documents.kantor.buku import (
    BarisJabatan,
    BarisKantor,
    BarisPegawai,
    BarisUnit,
    BukuKantor,
)
from storage.kantor_import import import_kantor
from storage.unit_of_work import SqlUnitOfWork

LANGKAH = 14
"""Of the SOP that hands on, as the longest of the five: to and fro between posts of people who tap again and again."""
SIDE_BY_SIDE = 6
"""Posts that work side by side in the other SOP; all but the last close without opening more."""
FIRST_USER = 50_001
HEAD = "Pejabat 0"
OWN, OTHER = 1, SIDE_BY_SIDE - 1
"""Posts that a matter is handed on to, and back: one of the same person, and the one of a colleague."""

_C = table(IkatanChatRow)
_J = table(JabatanRow)
_K = table(KartuRow)
_O = table(OutboxRow)
_P = table(PegawaiRow)
_T = table(TugasRow)
LATER = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One office and the person who works in it; a colleague holds its last post."""

    kantor_id: int
    user_id: int
    pegawai_id: int
    handing_on: int
    """The sop_id of the SOP that hands on."""
    side_by_side: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card on the phone of a person, and what its button carries."""

    user_id: int
    tugas_id: int
    message_id: int
    data: str


def sop_text(kode: str, kolom: tuple[str, ...], langkah: Iterator[str]) -> str:
    """Return an SOP file."""
    head = (
        f'kode = "{kode}"\nversi = 1\nnama = "Pengukuran beban"\npemrakarsa = "{kolom[0]}"\n'
        '[identitas]\nopd = "Kecamatan"\ndaerah = "Kabupaten"\n'
    )
    columns = "".join(f'[[kolom]]\nid = "{one}"\nnama = "Kolom {one}"\n' for one in kolom)
    return head + columns + "".join(langkah)


def row(no: int, pelaksana: str, penerima: str, minta: str, waktu: str = "15 menit") -> str:
    """Return one langkah of an SOP file."""
    return f"""
[[langkah]]
no = {no}
kegiatan = "Menugaskan pelaksanaan pengukuran kinerja triwulan kepada pejabat berikutnya"
singkat = "Disposisi pengukuran kinerja"
pelaksana = ["{pelaksana}"]
penerima = ["{penerima}"]
mutu_baku = {{ kelengkapan = ["Disposisi"], waktu = "{waktu}", output = ["Disposisi"] }}
[[langkah.tahap]]
nama = "Disposisi"
minta = "{minta}"
"""


def handing_on(langkah: int = LANGKAH) -> str:
    """Return an SOP in which two posts hand a matter to each other."""
    posts = ("a", "b")
    rows = (row(no, posts[no % 2], posts[1 - no % 2], "disposisi") for no in range(1, langkah + 1))
    return sop_text("beban-beruntun", posts, rows)


def side_by_side(waktu: str = "15 menit") -> str:
    """Return an SOP in which several posts do the same langkah beside each other, in that time."""
    rows = (row(no, "a", "a", "kerjakan", waktu) for no in (1, 2))
    return sop_text("beban-bersama", ("a",), rows)


def workbook(
    kode: str, nama: str, people: Sequence[tuple[str, str]], *, atasan: str = ""
) -> BukuKantor:
    """Return the workbook of an office.

    Args:
        people: Of each post, the first being ``HEAD``, the kunci and the name of who holds it.
        atasan: The post above all others, if there is one.
    """
    posts = [f"Pejabat {at}" for at in range(len(people))]
    return BukuKantor(
        kantor=BarisKantor(kode=kode, nama=nama, jenis="Kecamatan"),
        unit=(BarisUnit(kode="SET", nama="Sekretariat", kepala=HEAD),),
        jabatan=tuple(
            BarisJabatan(jabatan=post, unit="SET", atasan="" if post == atasan else atasan)
            for post in posts
        ),
        pegawai=tuple(
            BarisPegawai(
                kunci=kunci,
                nama=name,
                sapaan="Bu",
                jabatan=post,
                unit="SET",
                mulai=dt.date(2020, 1, 2),
            )
            for post, (kunci, name) in zip(posts, people, strict=True)
        ),
        sop=(),
        indikator=(),
    )


def buku(no: int) -> BukuKantor:
    """Return the workbook of an office in which one person holds every post but the last."""
    person = (f"1970010119900{no:05}", f"Pegawai Nomor {no}")
    rekan = (f"1971010119900{no:05}", f"Rekan Nomor {no}")
    return workbook(f"BEBAN{no}", f"Kecamatan Beban {no}", [*[person] * OTHER, rekan])


def bound(bot_id: int, chat_id: int, pegawai_id: int, at: datetime) -> dict[str, Any]:
    """Return the row by which somebody has joined."""
    return {
        "bot_id": bot_id,
        "user_id": chat_id,
        "chat_id": chat_id,
        "pegawai_id": pegawai_id,
        "username": "",
        "status": AKTIF,
        "terjangkau": True,
        "bergabung_at": at,
    }


def found_office(
    connection: Connection,
    bot_id: int,
    no: int,
    at: datetime,
    *,
    langkah: int = LANGKAH,
    to: int = OWN,
) -> Office:
    """Import an office, activate its SOPs and let its people join.

    Args:
        langkah: Of the SOP that hands on.
        to: The post that its first post hands on to.
    """
    kantor_id = import_kantor(connection, buku(no), at).kantor_id
    posts = list(
        connection.execute(
            select(_J.c.id).where(_J.c.kantor_id == kantor_id).order_by(_J.c.id)
        ).scalars()
    )
    pegawai_id, rekan_id = connection.execute(
        select(_P.c.id).where(_P.c.kantor_id == kantor_id).order_by(_P.c.kunci)
    ).scalars()
    user_id = FIRST_USER + no
    people = {user_id: pegawai_id, colleague(user_id): rekan_id}
    connection.execute(
        insert(_C), [bound(bot_id, chat_id, one, at) for chat_id, one in people.items()]
    )
    columns = {"a": posts[:1], "b": [posts[to]]}
    sop = SqlUnitOfWork(connection, bot_id, at).sop
    return Office(
        kantor_id=kantor_id,
        user_id=user_id,
        pegawai_id=pegawai_id,
        handing_on=sop.activate(kantor_id, read_template(handing_on(langkah), "sop"), columns),
        side_by_side=sop.activate(kantor_id, read_template(side_by_side(), "sop"), {"a": posts}),
    )


def begin_berkas(uow: SqlUnitOfWork, office: Office, sop_id: int) -> Stored:
    """Start a berkas, whose board its starter gets, as in the product."""
    [orang] = uow.pegawai.identify(office.user_id, uow.now.date())
    pelaku: Pelaku = starter(orang)
    berkas = uow.berkas.new(
        kantor_id=office.kantor_id,
        sop_id=sop_id,
        judul="Pengukuran beban",
        periode=Periode(JenisPeriode.TRIWULAN, uow.now.year, 1),
        pegawai_id=orang.id,
        at=uow.now,
    )
    today = local_date(uow, office.kantor_id)
    peta = uow.sop.peta(office.kantor_id, sop_id, berkas, today)
    outcome = uow.berkas.store(start(uow.sop.get(sop_id), berkas, pelaku, uow.now, peta))
    uow.kartu.add_board(
        outcome.berkas.id, office.kantor_id, orang.id, office.user_id, revisi=outcome.berkas.revisi
    )
    owe_cards(uow, outcome)
    return outcome


def show_cards(connection: Connection, at: datetime) -> None:
    """Call every card drawn and nothing owed: the phones show what is true.

    The tick does not look at these tugas meanwhile: thousands at once are not what a tap costs.
    """
    fresh = connection.execute(select(_K.c.id).where(_K.c.message_id.is_(None))).scalars().all()
    KartuStore(connection).note_drawn(
        [Drawn(kartu_id=id, message_id=100 + id, revisi=0, at=at) for id in fresh]
    )
    connection.execute(delete(_O))
    connection.execute(update(_T).values(ingat_at=at + LATER))


def found_offices(
    connection: Connection, bot_id: int, count: int, at: datetime
) -> tuple[Office, ...]:
    """Found that many offices, in which a matter goes from one person to another."""
    return tuple(found_office(connection, bot_id, no, at, to=OTHER) for no in range(1, count + 1))


def prepare(
    connection: Connection,
    bot_id: int,
    offices: tuple[Office, ...],
    *,
    handing_on: int,
    side_by_side: int,
    at: datetime,
) -> tuple[list[Card], list[Card]]:
    """Start that many berkas in each office; return the cards of both SOPs, ready to be tapped.

    The cards are with the holders of today, as after the first ticks of any day: what these cost is measured by itself.
    """
    uow = SqlUnitOfWork(connection, bot_id, at)
    chains = [
        tugas
        for office in offices
        for _ in range(handing_on)
        for tugas in begin_berkas(uow, office, office.handing_on).opened
    ]
    siblings = [
        tugas
        for office in offices
        for _ in range(side_by_side)
        for tugas in begin_berkas(uow, office, office.side_by_side).opened[:-1]
    ]
    uow.flush()
    show_cards(connection, at)
    for office in offices:
        uow.kantor.settle(office.kantor_id, local_date(uow, office.kantor_id))
    shown = {
        card.tugas_id: card
        for card in connection.execute(select(_K.c.tugas_id, _K.c.chat_id, _K.c.message_id))
    }
    return (
        [card_of(shown[t.id], Kerja.DISPOSISIKAN) for t in chains],
        [card_of(shown[t.id], Kerja.SELESAI) for t in siblings],
    )


def card_of(found: object, kerja: Kerja) -> Card:
    """Return a card at its first revisi, with the data of the button for that aksi."""
    tugas_id = int(found.tugas_id)  # type: ignore[attr-defined]
    return Card(
        user_id=int(found.chat_id),  # type: ignore[attr-defined]
        tugas_id=tugas_id,
        message_id=int(found.message_id),  # type: ignore[attr-defined]
        data=TugasTap(tugas_id, 0, kerja.value).encode(),
    )


def now() -> datetime:
    """Return the machine's time."""
    return datetime.now(UTC)  # noqa: TID251 -- the benchmarks are an edge of their own
