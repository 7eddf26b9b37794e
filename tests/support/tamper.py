"""What somebody can do who has the file of an office: past its triggers, straight into its rows."""

from sqlalchemy import Connection

GUARDS = (
    "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('jejak', 'naskah')"
)


def tamper(connection: Connection, *statements: str) -> None:
    """Write into what only grows (SQLite)."""
    for (guard,) in connection.exec_driver_sql(GUARDS).all():
        connection.exec_driver_sql(f"DROP TRIGGER {guard}")
    for statement in statements:
        connection.exec_driver_sql(statement)


BROKEN = {
    "who": "UPDATE jejak SET pelaku = replace(pelaku, 'Retno', 'Siti') WHERE aksi = 'setujui'",
    "when": "UPDATE jejak SET at = replace(at, '2026', '2025') WHERE aksi = 'setujui'",
    "the last line": "DELETE FROM jejak WHERE seq = (SELECT max(seq) FROM jejak)",
}
"""Ways to break a history in which somebody approved."""
ALTERED = {
    "what": "UPDATE naskah SET isi = replace(isi, '\"88.5\"', '\"98.5\"')",
    "versi": "UPDATE naskah SET versi = versi + 1",
    "when": "UPDATE naskah SET dibuat_at = replace(dibuat_at, '2026', '2025')",
    "where": "UPDATE naskah SET langkah = langkah + 1",
}
"""Ways to alter the row of a naskah."""
LOST = "DELETE FROM naskah"
TRUNCATED = (
    "DELETE FROM jejak WHERE seq = (SELECT max(seq) FROM jejak)",
    "UPDATE kantor SET jejak_seq = jejak_seq - 1, jejak_hash ="
    " (SELECT hash FROM jejak ORDER BY seq DESC LIMIT 1)",
)
"""The newest line cut, and the end moved back: a history that looks whole."""
