"""Naskah are written once: a versi for each content of a berkas, and no row is ever touched again."""

from datetime import datetime

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import DatabaseError

from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.naskah.canonical import sha256_of
from sop_flows.naskah.frozen import Frozen
from sop_flows.naskah.kode import kode_of
from storage.berkas.naskah import NaskahRepo
from storage.berkas.tugas import columns_of
from storage.database.insert import table
from storage.database.remembered import UnitMemory
from storage.database.session import Database
from storage.database.tables import BerkasRow, SopRow
from tests.support.periode import TW_III

FIRST, SECOND = '{"nilai":"87.75"}', '{"nilai":"87.76"}'


@pytest.fixture
def run(database: Database, kantor_id: int, now: datetime) -> Berkas:
    """Return a berkas of the office."""
    facts = {"kantor_id": kantor_id, "nomor": 1001, "judul": "x"}

    def work(connection):
        sop = {"kode": "s", "versi": 1, "teks": "", "sha256": "", "aktif": True}
        connection.execute(insert(table(SopRow)).values(id=1, kantor_id=kantor_id, **sop))
        row = {"sop_id": 1, "status": "berjalan", "revisi": 0, "keadaan": {}, "dimulai_oleh": 1}
        row |= columns_of(TW_III)
        connection.execute(insert(table(BerkasRow)).values(id=1, dibuka_at=now, **facts, **row))

    database.run_now(work)
    return Berkas(id=1, periode=TW_III, dibuka_at=now, **facts)


def keep(
    database: Database, run: Berkas, isi: str, langkah: int = 6, unit_id: int | None = None
) -> None:
    tugas = Tugas(
        id=1,
        nomor=1002,
        langkah=langkah,
        tahap=0,
        jabatan_id=1,
        unit_id=unit_id,
        dibuka_at=run.dibuka_at,
    )
    database.run_now(
        lambda c: NaskahRepo(c, UnitMemory()).keep(run, tugas, Frozen.of(isi), run.dibuka_at)
    )


def find(database: Database, kantor_id: int, isi: str) -> list[tuple[int, str, int]]:
    kode = kode_of(sha256_of(isi))
    found = database.run_now(lambda c: NaskahRepo(c, UnitMemory()).find(kantor_id, kode))
    return [(one.versi, one.isi, one.langkah) for one in found]


def test_each_content_of_a_berkas_is_kept_once_under_its_versi(database: Database, run: Berkas):
    for isi, langkah in ((FIRST, 6), (SECOND, 7), (FIRST, 8)):
        keep(database, run, isi, langkah)

    assert find(database, run.kantor_id, FIRST) == [(1, FIRST, 6)]
    assert find(database, run.kantor_id, SECOND) == [(2, SECOND, 7)]


def test_what_a_unit_has_in_it_counts_by_itself(database: Database, run: Berkas):
    for isi, unit_id in ((FIRST, 4), (SECOND, None), ("{}", 4), ("[]", 5)):
        keep(database, run, isi, unit_id=unit_id)

    found = database.run_now(lambda c: NaskahRepo(c, UnitMemory()).of_kantor(run.kantor_id))
    assert [(one.isi, one.versi) for one in found] == [
        (FIRST, 1),
        (SECOND, 1),
        ("{}", 2),
        ("[]", 1),
    ]


def test_another_office_does_not_find_it(database: Database, run: Berkas):
    keep(database, run, FIRST)

    assert find(database, run.kantor_id + 1, FIRST) == []


@pytest.mark.parametrize("statement", ["UPDATE naskah SET isi = '{}'", "DELETE FROM naskah"])
def test_no_row_is_changed_or_taken_away(database: Database, run: Berkas, statement: str):
    keep(database, run, FIRST)
    with pytest.raises(DatabaseError, match="naskah only grow"):
        database.run_now(lambda c: c.exec_driver_sql(statement))

    assert find(database, run.kantor_id, FIRST) == [(1, FIRST, 6)]
