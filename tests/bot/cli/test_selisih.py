"""What somebody does with the file of an office from outside, and what ``tapak jejak verify`` says of it."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from sop_flows.engine.aksi import Kerja
from storage.database.session import Database
from storage.database.sqlite import sqlite3
from tests.bot.cli.conftest import Tapak
from tests.support.office import Pejawaran, founded
from tests.support.story import AGUS, KASUBBAG, PM, TAPEM, at, fill, go_to


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of an office in whose berkas two units were asked again."""
    path = tmp_path_factory.mktemp("selisih") / "tapak.sqlite"
    shutil.copy(founded(SAMPLE), path)
    with closing(Database.open(f"sqlite:///{path}")) as database:
        kantor = Pejawaran(database)
        berkas_id = go_to(kantor, 6)
        formulir = kantor.run(lambda uow: uow.kinerja.formulir_of(berkas_id))
        returned = [one for one in formulir if one.nilai[0].kode in ("IK-01", "IK-04")]
        kantor.act(
            KASUBBAG,
            Kerja.KEMBALIKAN,
            at(kantor, berkas_id, 6),
            catatan="Mohon dicek lagi angkanya",
            unit=tuple(one.unit_id for one in returned),
            indikator=tuple(one.nilai[0].indikator_id for one in returned),
        )
        kantor.act(AGUS, Kerja.TERUSKAN, at(kantor, berkas_id, 5, 1))
        fill(kantor, PM, "IK-04=36")
        fill(kantor, TAPEM, "IK-01=n/a data belum masuk dari desa")
    return path


@pytest.fixture
def office(tapak: Tapak, played: Path) -> Tapak:
    tapak.database.parent.mkdir()
    shutil.copy(played, tapak.database)
    return tapak


def alter(office: Tapak, *statements: str, unguarded: bool = False) -> None:
    """Write into the file with a tool that knows nothing of Tapak."""
    with closing(sqlite3.connect(office.database)) as file, file:
        guards = file.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        if unguarded:
            for name, _ in guards:
                file.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            file.execute(statement)
        if unguarded:
            for _, sql in guards:
                file.execute(sql)


def test_rows_that_nobody_altered_agree_with_the_history(office):
    code, facts = office.ask("jejak", "verify")

    assert (code, facts["utuh"], facts["penjaga"]) == (0, True, [])
    assert facts["kantor"][0]["selisih"] == []


LOSE_VALUES = "DELETE FROM realisasi"
ALTERED = {
    "a tugas is closed that is open": (
        "UPDATE tugas SET status = 'dibatalkan', selesai_at = '2026-10-07 01:00:00.000000'"
        " WHERE status = 'terbuka' AND tahap = 0 AND langkah = 4 AND unit_id ="
        " (SELECT id FROM unit WHERE kode = 'TAPEM')",
        "tugas",
        ("dibatalkan", ""),
    ),
    "a tugas is done that nobody did": (
        "UPDATE tugas SET status = 'selesai' WHERE status = 'terbuka' AND unit_id IS NOT NULL"
        " AND jabatan_id = (SELECT kepala_id FROM unit WHERE kode = 'TAPEM')",
        "tugas",
        ("selesai", ""),
    ),
    "a tugas is open that was done": (
        "UPDATE tugas SET status = 'terbuka' WHERE langkah = 1",
        "tugas",
        ("terbuka", "selesai, disposisikan, Suharyanto, "),
    ),
    "somebody else did it": (
        "UPDATE tugas SET isi = replace(isi, 'Suharyanto', 'Joko Susilo') WHERE langkah = 1",
        "tugas",
        ("selesai, disposisikan, Joko Susilo", "selesai, disposisikan, Suharyanto"),
    ),
    "a value is another": (
        "UPDATE realisasi SET nilai = '99' WHERE nilai = '36'",
        "nilai",
        ("99", "36"),
    ),
    "a reason is a value": (
        "UPDATE realisasi SET nilai = '100', alasan = '' WHERE alasan <> ''",
        "nilai",
        ("100", "n/a: data belum masuk dari desa"),
    ),
    "a value is gone": ("DELETE FROM realisasi WHERE nilai = '36'", "nilai", ("", "36")),
    "a formulir is sent that is open": (
        "UPDATE formulir SET status = 'terkirim' WHERE ronde = 2",
        "formulir",
        ("terkirim, ronde 2", "terbuka, ronde 2"),
    ),
    "the berkas is done": (
        "UPDATE berkas SET status = 'selesai'",
        "berkas",
        ("selesai", "berjalan"),
    ),
    "the berkas is of another periode": (
        "UPDATE berkas SET ke = 4",
        "berkas",
        ("triwulan 4 2026", "triwulan 3 2026"),
    ),
}


@pytest.mark.parametrize("how", ALTERED)
def test_a_row_that_says_something_else_than_the_history_is_named(office, how):
    statement, perihal, (stored, said) = ALTERED[how]
    alter(office, statement)

    code, facts = office.ask("jejak", "verify")

    assert (code, facts["utuh"], facts["kantor"][0]["utuh"]) == (1, False, True)
    found = facts["kantor"][0]["selisih"][0]
    assert (found["berkas"], found["perihal"]) == (1001, perihal)
    assert found["tersimpan"].startswith(stored)
    assert found["riwayat"].startswith(said)
    assert bool(found["tersimpan"]) == bool(stored)
    assert bool(found["riwayat"]) == bool(said)


def test_the_operator_reads_what_is_stored_what_the_history_says_and_what_to_do(office):
    alter(office, "UPDATE realisasi SET nilai = '99' WHERE nilai = '36'")

    result = office.run("jejak", "verify")

    assert "PEJAWARAN: 1 hal TIDAK SESUAI dengan riwayat:" in result.output
    assert "Berkas 1001, nilai IK-04: tersimpan 99; menurut riwayat 36" in result.output
    assert "Perbaikan: Riwayatlah yang berlaku. Hentikan bot" in result.output
    assert "1 hal tidak sesuai dengan riwayat" in office.run("check").output


def test_many_differences_are_counted(office):
    alter(office, "UPDATE tugas SET status = 'selesai' WHERE status = 'terbuka'", LOSE_VALUES)

    result = office.run("jejak", "verify")

    assert len([line for line in result.output.splitlines() if line.startswith("  Berkas")]) == 10
    assert "lagi; semuanya dengan --json" in result.output


def test_an_office_with_berkas_and_no_history_at_all_is_found(office):
    alter(
        office,
        "DELETE FROM jejak",
        "UPDATE kantor SET jejak_seq = 0, jejak_hash = ''",
        unguarded=True,
    )

    result = office.run("jejak", "verify")

    assert result.exit_code == 1
    assert (
        "Berkas 1001, berkas: tersimpan berjalan; menurut riwayat tidak disebut" in result.output
    )


def test_a_berkas_that_only_the_history_knows_is_found(office):
    alter(office, "DELETE FROM berkas")

    found = office.ask("jejak", "verify")[1]["kantor"][0]["selisih"]

    assert [(one["berkas"], one["tersimpan"], one["riwayat"]) for one in found] == [
        (1001, "", "berjalan")
    ]


@pytest.mark.parametrize(
    ("statement", "nama", "keadaan"),
    [
        ("DROP TRIGGER jejak_no_update", "jejak_no_update", "hilang"),
        ("DROP TRIGGER naskah_no_delete", "naskah_no_delete", "hilang"),
        ("DROP TRIGGER jejak_no_replace", "jejak_no_replace", "hilang"),
        (
            "CREATE TRIGGER jejak_no_delete BEFORE DELETE ON jejak WHEN OLD.seq < 0"
            " BEGIN SELECT RAISE(ABORT, 'jejak only grows'); END",
            "jejak_no_delete",
            "berubah",
        ),
    ],
)
def test_a_guard_that_is_gone_or_altered_is_named(office, statement, nama, keadaan):
    alter(office, f"DROP TRIGGER {nama}", *([statement] if "CREATE" in statement else []))

    code, facts = office.ask("jejak", "verify")
    said = office.run("jejak", "verify").output

    assert (code, facts["utuh"]) == (1, False)
    assert facts["penjaga"] == [{"nama": nama, "keadaan": keadaan}]
    assert f"Penjaga riwayat {nama}" in said
    assert "`tapak backup FILE`, lalu `tapak restore FILE` ke folder kosong" in said


def test_a_backup_that_is_restored_is_guarded_again(office):
    alter(office, "DROP TRIGGER jejak_no_update")
    office.run("backup", "cadangan.zip")
    restored = office.folder / "baru"

    assert office.run("restore", "cadangan.zip", data_dir=str(restored)).exit_code == 0
    assert office.ask("jejak", "verify", data_dir=str(restored))[1]["penjaga"] == []


UNREADABLE = {
    "a status that there is not": "UPDATE tugas SET status = 'lain' WHERE langkah = 1",
    "a value that is no number": "UPDATE realisasi SET nilai = 'banyak' WHERE nilai = '36'",
    "broken JSON": "UPDATE berkas SET keadaan = '{'",
    "other JSON": "UPDATE tugas SET isi = '[]' WHERE langkah = 1",
    "a periode that there is not": "UPDATE berkas SET periode = 'abad'",
    "a moment that there is not": "UPDATE tugas SET selesai_at = 'kapan' WHERE langkah = 1",
}


@pytest.mark.parametrize("how", UNREADABLE)
def test_rows_that_cannot_even_be_read_are_named_by_their_berkas(office, how):
    alter(office, UNREADABLE[how])

    result = office.run("jejak", "verify")

    assert result.exit_code == 1
    assert "berkas: tersimpan tidak terbaca; menurut riwayat berjalan" in result.output
