"""Three offices in one database, each in a zone of its own: a morning comes to each by its own clock."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from bot.trial.kantor.pejawaran import SAMPLE
from sop_flows.ports.records import Actor
from sop_flows.use_cases.pegawai.joining import confirm_identity, invite, present_link
from sop_flows.use_cases.tick import next_moment, run_tick
from storage.database.carrier_tables import KartuRow
from storage.database.insert import table
from storage.database.session import Database
from storage.database.tables import PengingatRow
from storage.kantor_import import import_kantor
from tests.support.empty import put_empty_database
from tests.support.office import START, Pejawaran
from tests.support.story import SEKCAM, go_to

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
APART = 1000
"""Between the phones of two offices."""
P, K = table(PengingatRow), table(KartuRow)
Moments = dict[str, datetime]


class Sejawat(Pejawaran):
    """One of several offices in one database, whose people have phones of their own."""

    def __init__(self, database: Database, zona: str) -> None:
        self.zona, nth = ZoneInfo(zona), ZONES.index(zona)
        buku = replace(SAMPLE, kantor=replace(SAMPLE.kantor, kode=f"K{nth}", zona=zona))
        database.run_now(lambda c: import_kantor(c, buku, START))
        super().__init__(database, buku=buku)
        people = self.run(lambda uow: uow.pegawai.all(self.kantor_id, self.now.date()))
        self.pegawai = {one.nama: one.id for one in people}
        self.user = {nama: user + nth * APART for nama, user in self.user.items()}
        for nama in self.user:
            self.join(nama)

    def join(self, nama: str) -> None:
        """Let somebody open their link and say that it is them."""
        user, token = self.user[nama], f"{self.zona.key}-{nama}"
        self.run(invite, kantor_id=self.kantor_id, pegawai_id=self.pegawai[nama], token=token)
        self.run(present_link, chat_id=user, token=token)
        self.run(confirm_identity, actor=Actor.private(user), username="")


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[dict[str, Sejawat]]:
    put_empty_database(tmp_path / "tapak.db")
    with closing(Database.open(f"sqlite:///{tmp_path / 'tapak.db'}")) as database:
        yield {zona: Sejawat(database, zona) for zona in ZONES}


def tick(offices: dict[str, Sejawat], now: datetime) -> None:
    """Tick once: one process serves all of them."""
    for office in offices.values():
        office.now = now
    office.run(run_tick)


def is_offered(office: Sejawat) -> bool:
    """Tell whether somebody of an office was offered to start an SOP."""
    offers = select(K.c.id).where(K.c.kantor_id == office.kantor_id, K.c.daftar == "tawaran")
    return bool(office.database.run_now(lambda c: c.execute(offers).all()))


def is_told_of_the_end(office: Sejawat) -> bool:
    return bool(office.owed(SEKCAM, "ujung_harian"))


def first_told(
    offices: dict[str, Sejawat], is_told: Callable[[Sejawat], bool], since: datetime
) -> Moments:
    """Return when, by its own clock, each office was first told that in the day after."""
    found: Moments = {}
    for quarter in range(4 * 24):
        now = since + timedelta(minutes=15 * quarter)
        tick(offices, now)
        for zona, office in offices.items():
            if is_told(office):
                found.setdefault(zona, now.astimezone(office.zona))
    return found


def test_a_start_is_offered_in_the_morning_of_each_office(offices: dict[str, Sejawat]):
    for office in offices.values():
        office.start()
    tick(offices, datetime(2026, 12, 31, 8, tzinfo=UTC))
    found = first_told(offices, is_offered, datetime(2027, 1, 3, 16, tzinfo=UTC))

    assert {zona: f"{at:%d %H.%M}" for zona, at in found.items()} == dict.fromkeys(
        ZONES, "04 07.30"
    )
    assert sorted(found, key=lambda zona: found[zona]) == list(reversed(ZONES))


def test_a_bot_wakes_for_the_morning_of_each_office(offices: dict[str, Sejawat]):
    for office in offices.values():
        office.start()
    tick(offices, datetime(2027, 1, 3, 16, tzinfo=UTC))
    woken: list[str] = []
    while len(woken) < len(ZONES):
        following = office.run(next_moment)
        assert following is not None
        tick(offices, following)
        woken += [zona for zona, one in offices.items() if zona not in woken and is_offered(one)]

    assert woken == list(reversed(ZONES))


def test_the_morning_digest_of_each_office_goes_out_when_it_opens(offices: dict[str, Sejawat]):
    for office in offices.values():
        go_to(office, 2)
    for hour in range(48 * 4):
        tick(offices, START + timedelta(minutes=15 * hour))
    rows = office.database.run_now(
        lambda c: c.execute(
            select(P.c.kantor_id, func.min(P.c.dikirim_at))
            .where(P.c.jenis == "harian")
            .group_by(P.c.kantor_id)
        ).all()
    )
    found = dict(tuple(row) for row in rows)

    assert {
        zona: f"{found[one.kantor_id].astimezone(one.zona):%d %H.%M}"
        for zona, one in offices.items()
    } == dict.fromkeys(ZONES, "06 07.30")


def test_the_end_of_the_history_is_told_when_the_day_of_each_office_is_over(
    offices: dict[str, Sejawat],
):
    tick(offices, START)
    for office in offices.values():
        office.start()
    found = first_told(offices, is_told_of_the_end, START + timedelta(hours=1))

    assert {f"{at:%d %H.%M}" for at in found.values()} == {"06 00.00"}
    assert len(found) == len(ZONES)
