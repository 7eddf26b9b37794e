"""Offices, their calendar, who takes part in a berkas, and two of them side by side."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert, update
from sqlalchemy.exc import OperationalError

from sop_flows.kinerja.kategori import PERMENDAGRI, SKALA
from sop_flows.ports.tick import Tick
from sop_flows.use_cases.tick import run_tick
from storage.database.insert import table
from storage.database.session import Database
from storage.database.tables import KantorRow, LiburRow
from storage.documents.kantor.buku_contoh import CAMAT, CONTOH
from storage.unit_of_work import SqlUnitOfWork
from tests.storage.database.test_session import gather_as_one_group
from tests.support.periode import TW_III, triwulan

BOT = 7_000_000_001
NOW = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
TODAY = date(2026, 10, 5)


def test_an_office_is_read_with_its_zone_and_formula(kantor):
    found = kantor.run(lambda u: u.kantor.get(kantor.id))

    assert (found.kode, found.zona.key, found.formula_turun) == (
        "KEC-MEKARJAYA",
        "Asia/Jakarta",
        "A",
    )
    assert kantor.run(lambda u: u.kantor.all()) == (found,)


def test_an_office_has_the_scale_that_it_named(kantor):
    named = update(table(KantorRow)).values(skala_kategori="sangat baik")

    assert kantor.run(lambda u: u.kantor.get(kantor.id)).skala is PERMENDAGRI
    kantor.run(lambda u: (u.connection.execute(named), u.kantor.changed(kantor.id)))
    assert kantor.run(lambda u: u.kantor.get(kantor.id)).skala is SKALA["sangat baik"]


def test_an_office_that_there_is_not_is_refused(kantor):
    with pytest.raises(LookupError):
        kantor.run(lambda u: u.kantor.get(99))


def test_the_calendar_knows_the_offices_own_day_off(kantor):
    jam_kerja = kantor.run(lambda u: u.kantor.jam_kerja(kantor.id))

    assert not jam_kerja.sesi_of(date(2026, 2, 26))
    assert jam_kerja.sesi_of(date(2026, 2, 25))


def test_the_calendar_is_shared_until_its_rows_change(kantor):
    def close(connection):
        day = {"kantor_id": kantor.id, "tanggal": date(2026, 10, 6), "jenis": "libur"}
        connection.execute(insert(table(LiburRow)).values(**day))
        SqlUnitOfWork(connection, BOT, NOW).kantor.changed(kantor.id)

    before = kantor.run(lambda u: u.kantor.jam_kerja(kantor.id))
    shared = kantor.run(lambda u: u.kantor.jam_kerja(kantor.id))
    kantor.database.run_now(close)
    after = kantor.run(lambda u: u.kantor.jam_kerja(kantor.id))

    assert shared is before
    assert not after.sesi_of(date(2026, 10, 6))


def test_a_calendar_read_by_a_unit_that_fails_is_not_kept(kantor):
    def fail(connection):
        unit = SqlUnitOfWork(connection, BOT, NOW)
        unit.kantor.changed(kantor.id)
        day = {"kantor_id": kantor.id, "tanggal": date(2026, 10, 6), "jenis": "libur"}
        connection.execute(insert(table(LiburRow)).values(**day))
        assert not unit.kantor.jam_kerja(kantor.id).sesi_of(date(2026, 10, 6))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        kantor.database.run_now(fail)

    jam_kerja = kantor.run(lambda u: u.kantor.jam_kerja(kantor.id))
    assert jam_kerja.sesi_of(date(2026, 10, 6))


def test_units_take_part_when_their_head_is_in_the_column_and_they_measure(kantor):
    def work(unit):
        aktif = unit.sop.active(kantor.id)[0]
        outcome = kantor.started(unit)
        peta = unit.sop.peta(kantor.id, aktif.id, outcome.berkas, TODAY)
        later = replace(outcome.berkas, periode=triwulan(2031, 3))
        other = unit.sop.peta(kantor.id, aktif.id, later, TODAY)
        return (
            [u.unit_id for u in peta.unit(("kasi",))],
            [u.unit_id for u in other.unit(("kasi",))],
        )

    this_year, another_year = kantor.run(work)

    assert this_year == [kantor.unit("PM"), kantor.unit("PU")]
    assert another_year == []


def test_everybody_with_a_post_signs_but_the_head_who_ratifies(kantor):
    def work(unit):
        aktif = unit.sop.active(kantor.id)[0]
        peta = unit.sop.peta(kantor.id, aktif.id, kantor.started(unit).berkas, TODAY)
        return [one.pegawai_id for one in peta.pegawai()]

    signing = kantor.run(work)

    assert kantor.person("Hendra Wiguna") not in signing
    assert len(signing) == 6


def test_a_formulir_asks_for_every_indikator_before_a_value_is_stored(kantor):
    def work(unit):
        aktif = unit.sop.active(kantor.id)[0]
        peta = unit.sop.peta(kantor.id, aktif.id, kantor.started(unit).berkas, TODAY)
        pm = next(u.id for u in unit.kantor.unit(kantor.id).values() if u.kode == "PM")
        return peta.formulir(pm).kurang

    assert kantor.run(work) == ("IK-1", "IK-2", "7.01.03")


def test_two_offices_never_see_each_others_rows(kantor, another):
    other = another(replace(CONTOH, kantor=replace(CONTOH.kantor, kode="LAIN")))
    other.join("Ratna Dewi", 1)
    mine = kantor.start()

    people = kantor.run(lambda u: u.pegawai.identify(1, TODAY))
    assert [(one.nama, one.kantor_id) for one in people] == [
        ("Hendra Wiguna", kantor.id),
        ("Ratna Dewi", other.id),
    ]

    def look(unit):
        camat = kantor.post(CAMAT)
        assert unit.pegawai.pelaku(1, other.id, other.post(CAMAT), TODAY) is None
        assert unit.pegawai.pelaku(1, other.id, camat, TODAY) is None
        assert unit.pegawai.pemegang(other.id, other.post(CAMAT), TODAY)[0].chat_id is None
        assert unit.berkas.find(other.id, mine.berkas.nomor) is None
        assert unit.berkas.find_tugas(other.id, mine.opened[0].nomor) is None
        assert unit.berkas.latest(other.id) == ()
        assert unit.berkas.running(other.id, 1, TW_III) is None
        assert unit.berkas.open_for(other.id, [camat], 1) == ()
        assert not set(unit.kantor.unit(other.id)) & set(unit.kantor.unit(kantor.id))
        with pytest.raises(LookupError):
            unit.pegawai.person(other.id, kantor.person("Hendra Wiguna"))

    kantor.run(look)


def test_a_user_who_is_in_two_offices_keeps_the_one_when_revoked_in_the_other(kantor, another):
    other = another(replace(CONTOH, kantor=replace(CONTOH.kantor, kode="LAIN")))
    other.join("Ratna Dewi", 1)

    kantor.run(lambda u: u.ikatan.revoke(kantor.person("Hendra Wiguna"), NOW))

    (left,) = kantor.run(lambda u: u.pegawai.identify(1, TODAY))
    assert left.nama == "Ratna Dewi"


def test_each_office_is_brought_to_the_day_of_its_own_zone(kantor, another):
    papua = replace(CONTOH.kantor, kode="KEC-TIMUR", zona="Asia/Jayapura")
    timur = another(replace(CONTOH, kantor=papua))
    evening = datetime(2026, 10, 5, 15, 30, tzinfo=UTC)  # 22.30 in Jakarta, 00.30 in Jayapura
    night = datetime(2026, 10, 5, 17, 30, tzinfo=UTC)

    def behind(at: datetime) -> set[tuple[int, date]]:
        found = kantor.run(lambda u: u.kantor.unsettled(10), at)
        return {(one.kantor_id, one.today) for one in found}

    def tick(at: datetime) -> Tick:
        return kantor.run(run_tick, at)

    tomorrow = TODAY + timedelta(days=1)
    assert behind(evening) == {(kantor.id, TODAY), (timur.id, tomorrow)}
    while tick(evening) != Tick():
        pass
    assert behind(evening) == set()
    assert behind(night) == {(kantor.id, tomorrow)}


def only_once(work):
    """A unit of work that cannot be run again."""
    left = [work]

    def unit(connection):
        if not left:
            raise LookupError
        return left.pop()(SqlUnitOfWork(connection, BOT, NOW))

    return unit


async def test_what_was_read_within_a_commit_that_failed_is_nobodys_shape(kantor, url):
    passed: list[str] = []

    def fail_once(name: str) -> None:
        passed.append(name)
        if name == "before commit" and passed.count(name) == 3:
            raise OperationalError("COMMIT", None, Exception("disk full"))

    def rename(nama: str):
        def work(uow) -> None:
            uow.connection.execute(update(table(KantorRow)).values(nama=nama))
            uow.kantor.changed(kantor.id)

        return only_once(work)

    def read(uow) -> str:
        return uow.kantor.get(kantor.id).nama

    with closing(Database.open(url, fail_once)) as database:  # opening commits, then the busy unit
        undone = await gather_as_one_group(database, rename("Undone"), only_once(read))
        await database.run(rename("Done"))

        assert [type(one) for one in undone] == [LookupError] * 2
        assert await database.run(only_once(read)) == "Done"
