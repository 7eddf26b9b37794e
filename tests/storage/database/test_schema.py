"""Migrations: the models and nothing else, up and down and up, under a lock, after a backup."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex
from sqlmodel import SQLModel

from storage.database import schema, tables
from storage.database.engine import open_engine
from storage.database.insert import table
from storage.database.open_rows import spell_out
from storage.database.session import Database
from storage.database.sqlite_file import integrity_check

FIRST_OFFICE = """
    INSERT INTO kantor (kode, nama, jenis, daerah, alamat, zona, hari_kerja, formula_turun,
        skala_kategori, klasifikasi_surat, format_nomor, ketat, nomor, versi, jejak_seq, jejak_hash)
    VALUES ('K1', 'Kecamatan', '', '', '', 'Asia/Jakarta', 5, 'A', '', '', '', FALSE, 1000, 0, 0, '')
"""
"""As the first version wrote it."""


def table_names(url):
    with open_engine(url).connect() as connection:
        return set(inspect(connection).get_table_names())


def test_the_migrations_make_the_models_and_nothing_else(url):
    with open_engine(url).connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "render_as_batch": True}
        )
        assert compare_metadata(context, SQLModel.metadata) == []


def test_an_index_over_some_rows_is_drafted_for_both_databases():
    spell_out(SQLModel.metadata)
    index = next(one for one in table(tables.KantorRow).indexes if one.name == "ix_kantor_tawaran")

    for dialect in (sqlite.dialect(), postgresql.dialect()):
        drafted = str(CreateIndex(index).compile(dialect=dialect))
        assert drafted.endswith("(tawaran_at) WHERE tawaran_at IS NOT NULL")


def test_the_newest_migration_is_the_head():
    assert ScriptDirectory(schema.MIGRATIONS).get_current_head() == schema.head()


def test_every_migration_goes_up_down_and_up(empty_url):
    schema.migrate(empty_url)
    before = table_names(empty_url)
    for revision in ("0001", schema.head(), "0001", schema.head()):
        schema.migrate(empty_url, revision)
        assert schema.current(empty_url) == revision

    assert table_names(empty_url) == before == {*SQLModel.metadata.tables, "alembic_version"}


def test_an_empty_database_needs_no_backup_and_a_current_one_nothing(empty_url):
    assert schema.current(empty_url) is None

    first = schema.migrate(empty_url)
    second = schema.migrate(empty_url)

    assert (first.before, first.after, first.backup, first.changed) == (
        None,
        schema.head(),
        None,
        True,
    )
    assert not second.changed


def test_a_database_with_data_is_copied_before_it_is_migrated(tmp_path):
    url = f"sqlite:///{tmp_path / 'tapak.db'}"
    schema.migrate(url, "0001")
    database = Database.open(url)
    database.run_now(lambda c: c.execute(text(FIRST_OFFICE)) and None)
    database.close()

    result = schema.migrate(url)

    assert result.backup is not None
    assert schema.current(f"sqlite:///{result.backup}") == "0001"
    integrity_check(result.backup)


OWED = (
    "{}",
    '{"paksa": true}',
    '{"paksa": true, "baru": true}',
    '{"baru": true, "sematkan": true}',
)


def test_how_a_card_is_owed_moves_into_columns_and_back(empty_url):
    schema.migrate(empty_url, "0007")
    with open_engine(empty_url).begin() as connection:
        for layar, isi in (*(("kartu", isi) for isi in OWED), ("arahan", '{"teks": "baru"}')):
            connection.execute(
                text(
                    "INSERT INTO outbox (bot_id, chat_id, lane, layar, isi, senyap, status, attempts,"
                    " ambigu, due_at, lease_until, error)"
                    " VALUES (1, 1, 1, :layar, :isi, false, 'baru', 0, false, 0, 0, '')"
                ),
                {"layar": layar, "isi": isi},
            )

    schema.migrate(empty_url, "0008")
    owed = rows(empty_url, "SELECT paksa, baru, sematkan, isi FROM outbox ORDER BY id")
    assert [tuple(map(bool, row[:3])) for row in owed] == [
        (False, False, False),
        (True, False, False),
        (True, True, False),
        (False, True, True),
        (False, False, False),
    ]
    assert [said(row.isi) for row in owed] == [{}, {}, {}, {}, {"teks": "baru"}]

    schema.migrate(empty_url, "0007")
    back = rows(empty_url, "SELECT isi FROM outbox ORDER BY id")
    assert [said(row.isi) for row in back] == [*map(json.loads, OWED), {"teks": "baru"}]


OFFICE = (
    (tables.KantorRow, {"kode": "K1", "nama": "Kecamatan"}),
    (tables.PegawaiRow, {"kantor_id": 1, "kunci": "a", "nama": "Adi"}),
    (tables.SopRow, {"kantor_id": 1, "kode": "a", "versi": 1, "teks": "", "sha256": ""}),
)
RUNS = (
    ("triwulan", 2026, 3, 3),
    ("bulan", 2026, 10, 4),
    ("semester", 2026, 1, 2),
    ("tahun", 2025, 1, 4),
    ("bebas", 2026, 90, 1),
    ("bebas", 2026, 91, 2),
)
"""Kind, year and number of a berkas, and the triwulan that an older version knows it by."""


def test_a_berkas_of_before_is_of_a_triwulan_and_other_kinds_go_back_to_the_one_they_end_in(
    empty_url,
):
    schema.migrate(empty_url)
    with open_engine(empty_url).begin() as connection:
        for row, values in OFFICE:
            connection.execute(table(row).insert().values(values))
        for nomor, (periode, tahun, ke, _) in enumerate(RUNS, start=1):
            connection.execute(
                text(
                    "INSERT INTO berkas (kantor_id, nomor, sop_id, judul, periode, tahun, ke,"
                    " status, revisi, keadaan, dimulai_oleh, dibuka_at) VALUES (1, :nomor, 1, '',"
                    " :periode, :tahun, :ke, 'berjalan', 0, '{}', 1, '2026-10-05 01:00:00')"
                ),
                {"nomor": nomor, "periode": periode, "tahun": tahun, "ke": ke},
            )

    schema.migrate(empty_url, "0009")
    before = rows(empty_url, "SELECT tahun, triwulan FROM berkas ORDER BY nomor")
    assert [tuple(row) for row in before] == [(tahun, last) for _, tahun, _, last in RUNS]

    schema.migrate(empty_url)
    after = rows(empty_url, "SELECT periode, tahun, ke FROM berkas ORDER BY nomor")
    assert [tuple(row) for row in after] == [("triwulan", t, last) for _, t, _, last in RUNS]


def rows(url, statement):
    with open_engine(url).connect() as connection:
        return connection.execute(text(statement)).all()


def said(isi):
    return json.loads(isi) if isinstance(isi, str) else isi


def test_a_newer_database_is_refused(empty_url):
    schema.migrate(empty_url)
    with open_engine(empty_url).connect() as connection, connection.begin():
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(schema.DatabaseNewer):
        schema.migrate(empty_url)


def test_a_broken_migration_leaves_everything_as_it_was(empty_url):
    schema.migrate(empty_url, "0001")
    with open_engine(empty_url).connect() as connection, connection.begin():
        for statement in BLOCK[connection.dialect.name]:
            connection.exec_driver_sql(statement)

    with pytest.raises(Exception, match="already"):
        schema.migrate(empty_url)

    assert schema.current(empty_url) == "0001"


BLOCK = {
    "sqlite": ["CREATE TRIGGER jejak_no_delete BEFORE DELETE ON jejak BEGIN SELECT 1; END"],
    "postgresql": [
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "CREATE TRIGGER jejak_only_grows BEFORE DELETE ON jejak EXECUTE FUNCTION f()",
    ],
}


def test_processes_that_start_together_migrate_once(empty_url):
    code = "import sys; from storage.database import schema; schema.migrate(sys.argv[1])"
    command = [sys.executable, "-c", code, empty_url]
    together = [subprocess.Popen(command, cwd=Path(__file__).parents[3]) for _ in range(3)]

    assert [process.wait() for process in together] == [0, 0, 0]
    assert schema.current(empty_url) == schema.head()
