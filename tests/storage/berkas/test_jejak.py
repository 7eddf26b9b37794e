"""The history of an office only grows, and whoever tampers with it is found."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from sop_flows.engine.aksi import Kerja
from sop_flows.jejak import (
    ChainedLine,
    Head,
    JejakLine,
    Riwayat,
    Written,
    chain,
    dump,
    genesis,
    hash_line,
    verify_chain,
)
from storage.berkas.jejak import JejakMoved, JejakStore, verify
from storage.database.insert import table
from storage.database.session import Database
from storage.database.tables import KantorRow
from storage.unit_of_work import SqlUnitOfWork

NOW = datetime(2026, 11, 23, 1, 0, 0, 120, tzinfo=UTC)


def line(number):
    return JejakLine(
        at=NOW + timedelta(minutes=number),
        aksi="setujui",
        langkah=number % 9 + 1,
        pelaku={"nama": "Sri Wahyuni, S.E.", "jabatan": "Plt. Sekretaris"},
        rincian={"alasan": "data “ganjil” - mohon dicek", "nilai": ["71.25", None], "n": number},
    )


@pytest.fixture
def history(database, kantor_id):
    """Return the database with five lines in two units of work."""
    database.run_now(lambda c: JejakStore(c).append(kantor_id, [line(1), line(2)]))
    database.run_now(lambda c: JejakStore(c).append(kantor_id, [line(3), line(4), line(5)]))
    return database


def test_a_whole_history_is_verified(history):
    found = history.run_now(lambda c: verify(c, 1))

    assert (found.ok, found.lines, found.first_bad_seq) == (True, 5, None)


def test_an_office_without_history_is_whole(database, kantor_id):
    assert database.run_now(lambda c: verify(c, kantor_id)).ok


def test_offices_have_chains_of_their_own(history):
    def work(connection):
        connection.execute(table(KantorRow).insert().values(id=2, kode="K2", nama="Dinas"))
        JejakStore(connection).append(2, [line(1)])
        return verify(connection, 1), verify(connection, 2)

    first, second = history.run_now(work)

    assert (first.ok, second.ok, second.lines) == (True, True, 1)
    assert genesis(1) != genesis(2)


def test_a_known_head_saves_the_question(history):
    statements = []

    def work(connection):
        store = JejakStore(connection)
        head = store.head(1)
        history.watch(statements.append)
        return store.append(1, [line(7)], store.append(1, [line(6)], head))

    head = history.run_now(work)

    assert head.seq == 7
    assert [one.split()[0] for one in statements[:4]] == ["INSERT", "UPDATE", "INSERT", "UPDATE"]
    assert history.run_now(lambda c: verify(c, 1)).ok


def test_a_stale_head_is_refused(history):
    stale = history.run_now(lambda c: JejakStore(c).head(1))
    history.run_now(lambda c: JejakStore(c).append(1, [line(6)]))

    with pytest.raises((JejakMoved, DatabaseError)):
        history.run_now(lambda c: JejakStore(c).append(1, [line(7)], stale))
    assert history.run_now(lambda c: verify(c, 1)).lines == 6


def test_what_is_hashed_is_what_is_read_back(database, kantor_id):
    odd = JejakLine(at=NOW, aksi="isi", rincian={"nilai": {10: "a", 9: "b"}, "t": (1, 2)})
    database.run_now(lambda c: JejakStore(c).append(kantor_id, [odd]))

    assert database.run_now(lambda c: verify(c, kantor_id)).ok


def test_what_is_written_already_is_hashed_and_read_back_as_if_it_were_not(database, kantor_id):
    said = {"kode": "IK-01", "nama": "Layanan “tepat” waktu", "10": [1, None], "9": {}}
    one = line(1)
    plain = replace(one, rincian=one.rincian | {"rujukan": said})
    written = replace(one, rincian=one.rincian | {"rujukan": Written(dump(said))})

    database.run_now(lambda c: JejakStore(c).append(kantor_id, [written]))
    stored = database.run_now(lambda c: list(JejakStore(c).export(kantor_id)))

    assert [one["rincian"] for one in stored] == [plain.rincian]
    assert stored[0]["hash"] == hash_line(genesis(kantor_id).hash, 1, plain)
    assert database.run_now(lambda c: verify(c, kantor_id)).ok


def test_the_export_is_verifiable_by_whoever_holds_it(history):
    lines = history.run_now(lambda c: [json.dumps(one) for one in JejakStore(c).export(1)])
    head = history.run_now(lambda c: JejakStore(c).head(1))

    def parse(text):
        facts = json.loads(text)
        place = {name: facts.pop(name) for name in ("seq", "sebelum", "hash")}
        facts["at"] = datetime.fromisoformat(facts["at"])
        return ChainedLine(**place, line=JejakLine(**facts))

    assert verify_chain(1, map(parse, lines), head).ok
    assert not verify_chain(2, map(parse, lines), head).ok
    assert not verify_chain(1, map(parse, lines[:-1]), head).ok


UNGUARD = {
    "sqlite": ("DROP TRIGGER jejak_no_update", "DROP TRIGGER jejak_no_delete"),
    "postgresql": ("ALTER TABLE jejak DISABLE TRIGGER ALL",),
}
TAMPER = {
    "modify": (["UPDATE jejak SET aksi = 'kembalikan' WHERE seq = 3"], 3),
    "modify a detail": (["UPDATE jejak SET rincian = '{\"n\": 3}' WHERE seq = 3"], 3),
    "postdate": (["UPDATE jejak SET at = (SELECT at FROM jejak WHERE seq = 5) WHERE seq = 2"], 2),
    "delete": (["DELETE FROM jejak WHERE seq = 2"], 2),
    "delete and renumber": (
        [
            "DELETE FROM jejak WHERE seq = 2",
            *(f"UPDATE jejak SET seq = {seq - 1} WHERE seq = {seq}" for seq in (3, 4, 5)),
        ],
        2,
    ),
    "swap": (
        [
            "UPDATE jejak SET seq = 99 WHERE seq = 2",
            "UPDATE jejak SET seq = 2 WHERE seq = 4",
            "UPDATE jejak SET seq = 4 WHERE seq = 99",
        ],
        2,
    ),
    "truncate": (["DELETE FROM jejak WHERE seq > 3"], 4),
    "empty": (["DELETE FROM jejak"], 1),
    "insert at the end": (
        [
            "INSERT INTO jejak (kantor_id, seq, at, aksi, pelaku, rincian, sebelum, hash)"
            " SELECT kantor_id, 6, at, aksi, pelaku, rincian, hash, hash FROM jejak WHERE seq = 5"
        ],
        6,
    ),
    "insert between": (
        [
            *(f"UPDATE jejak SET seq = {seq + 1} WHERE seq = {seq}" for seq in (5, 4, 3)),
            "INSERT INTO jejak (kantor_id, seq, at, aksi, pelaku, rincian, sebelum, hash)"
            " SELECT kantor_id, 3, at, aksi, pelaku, rincian, sebelum, hash FROM jejak WHERE seq = 2",
        ],
        3,
    ),
    "move the head back": (
        ["DELETE FROM jejak WHERE seq = 5", "UPDATE kantor SET jejak_seq = 4"],
        4,
    ),
}


@pytest.mark.parametrize("kind", TAMPER)
def test_tampering_is_found_at_its_line(history, kind):
    statements, seq = TAMPER[kind]

    def tamper(connection):
        for statement in (*UNGUARD[connection.dialect.name], *statements):
            connection.exec_driver_sql(statement)

    history.run_now(tamper)
    found = history.run_now(lambda c: verify(c, 1))

    assert (found.ok, found.first_bad_seq) == (False, seq)
    assert found.reason


@pytest.fixture
def dossier(joined):
    """Return an office whose berkas 1 has the lines 2 to 4 of seven."""
    joined.start()
    joined.act(1, Kerja.DISPOSISIKAN)
    joined.act(2, Kerja.DISPOSISIKAN)
    joined.database.run_now(lambda c: JejakStore(c).append(joined.id, [line(5), line(6), line(7)]))
    return joined


def checked(dossier, *statements: str) -> Riwayat:
    """Return the history of the berkas after these statements."""

    def work(connection):
        unguard = UNGUARD[connection.dialect.name] if statements else ()
        for statement in (*unguard, *statements):
            connection.exec_driver_sql(statement)

    dossier.database.run_now(work)
    return dossier.run(lambda u: u.jejak.checked(dossier.id, 1))


def test_the_lines_of_a_berkas_are_held_by_the_chain(dossier):
    found = checked(dossier)

    assert found.is_whole
    assert found.baris == dossier.run(lambda u: u.jejak.of_berkas(1))
    assert [line.aksi for line in found.baris] == ["mulai", "disposisikan", "disposisikan"]


OF_BERKAS = {
    "modify": "UPDATE jejak SET aksi = 'kembalikan' WHERE seq = 3",
    "modify and hash anew": "UPDATE jejak SET aksi = 'kembalikan', hash = '{hash}' WHERE seq = 4",
    "delete": "DELETE FROM jejak WHERE seq = 3",
    "delete far from it": "DELETE FROM jejak WHERE seq = 6",
    "delete the last of all": "DELETE FROM jejak WHERE seq = 7",
    "take from the office": "UPDATE jejak SET berkas_id = 1 WHERE seq = 6",
    "insert at the end": "INSERT INTO jejak (kantor_id, seq, at, berkas_id, aksi, pelaku, rincian,"
    " sebelum, hash) SELECT kantor_id, 8, at, 1, aksi, pelaku, rincian, hash, hash FROM jejak"
    " WHERE seq = 7",
}


@pytest.mark.parametrize("kind", OF_BERKAS)
def test_what_the_chain_does_not_hold_of_a_berkas_is_found_without_the_rest(dossier, kind):
    *_, last = checked(dossier).baris
    export = dossier.database.run_now(lambda c: list(JejakStore(c).export(dossier.id)))
    forged = hash_line(export[3]["sebelum"], 4, replace(last, aksi="kembalikan"))

    assert not checked(dossier, OF_BERKAS[kind].replace("{hash}", forged)).is_whole


def test_the_last_line_of_all_is_held_by_the_head(dossier):
    dossier.act(3, Kerja.KIRIM)

    assert checked(dossier).is_whole
    assert not checked(dossier, "UPDATE kantor SET jejak_hash = 'ab'").is_whole


def test_every_naskah_that_lines_name_is_known_once_with_its_berkas(joined):
    berkas_id = joined.start().berkas.id
    lines = [
        decision(7, naskah="aa", berkas_id=berkas_id),
        decision(7, naskah="", berkas_id=berkas_id),
        decision(8, naskah="bb", berkas_id=berkas_id),
        decision(9, naskah="aa", berkas_id=berkas_id),
    ]
    joined.database.run_now(lambda c: JejakStore(c).append(joined.id, lines))

    assert joined.run(lambda u: u.jejak.named(joined.id)) == ((berkas_id, "aa"), (berkas_id, "bb"))


def test_a_missing_line_is_named(history):
    def tamper(connection):
        for statement in (*UNGUARD[connection.dialect.name], "DELETE FROM jejak WHERE seq = 2"):
            connection.exec_driver_sql(statement)
        return verify(connection, 1).reason

    assert history.run_now(tamper) == "line 2 is missing"


def test_a_head_that_moved_without_its_lines_stops_the_history(history):
    def work(connection):
        store = JejakStore(connection)
        head = store.head(1)
        connection.exec_driver_sql("UPDATE kantor SET jejak_seq = 9")
        store.append(1, [line(6)], head)

    with pytest.raises(JejakMoved):
        history.run_now(work)


def test_a_rewritten_chain_is_found_by_whoever_noted_the_head(history):
    noted = history.run_now(lambda c: JejakStore(c).head(1))
    forged = chain(genesis(1), [line(number) for number in (1, 2, 9, 4, 5)])
    head = Head(forged[-1].seq, forged[-1].hash)

    assert verify_chain(1, forged, head).ok
    assert verify_chain(1, forged, noted).first_bad_seq == 5


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE jejak SET aksi = 'x'",
        "DELETE FROM jejak",
        "DELETE FROM jejak WHERE seq = 5",
    ],
)
def test_the_database_itself_refuses_to_change_history(history, statement):
    with pytest.raises(DatabaseError, match="jejak only grows"):
        history.run_now(lambda c: c.execute(text(statement)))

    assert history.run_now(lambda c: verify(c, 1)).ok


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)  # PostgreSQL has no such statement
def test_replacing_a_line_is_refused_like_deleting_it(history):
    with pytest.raises(DatabaseError, match="jejak only grows"):
        history.run_now(
            lambda c: c.exec_driver_sql(
                "INSERT OR REPLACE INTO jejak (id, kantor_id, seq, at, aksi, pelaku, rincian,"
                " sebelum, hash) SELECT id, kantor_id, seq, at, 'x', pelaku, rincian, sebelum,"
                " hash FROM jejak WHERE seq = 2"
            )
        )


@pytest.mark.postgres
def test_postgresql_refuses_to_truncate_history(postgresql_url):
    database = Database.open(postgresql_url)
    with pytest.raises(DatabaseError, match="jejak only grows"):
        database.run_now(lambda c: c.exec_driver_sql("TRUNCATE jejak"))
    database.close()


def decision(pegawai_id: int, aksi: str = "setujui", naskah: str = "ab", **facts) -> JejakLine:
    rincian = {"naskah": naskah} if naskah else {}
    return JejakLine(
        at=NOW, aksi=aksi, pelaku={"pegawai_id": pegawai_id}, rincian=rincian, **facts
    )


def test_the_decisions_of_one_person_come_newest_first_whatever_else_was_done(database, kantor_id):
    lines = [
        decision(7, naskah="aa"),
        decision(8),
        decision(7, aksi="kirim"),
        decision(7, aksi="paraf", naskah=""),  # from before there was a naskah
        decision(7, aksi="tanda_tangani", naskah="bb"),
        decision(70),
    ]

    def work(connection):
        connection.execute(table(KantorRow).insert().values(id=2, kode="K2", nama="Dinas"))
        JejakStore(connection).append(kantor_id, lines)
        JejakStore(connection).append(2, [decision(7, naskah="cc")])
        jejak = SqlUnitOfWork(connection, 1, NOW).jejak
        return [
            [line.rincian["naskah"] for line in jejak.decisions_of(*who)]
            for who in ((kantor_id, 7), (2, 7), (kantor_id, 9))
        ]

    assert database.run_now(work) == [["bb", "aa"], ["cc"], []]
