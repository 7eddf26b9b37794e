"""SOP versions activated in an office: their text as it is then, and the posts in their columns."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from sop_flows.sop.catalog import SopUnknown, Template, load_catalog, read_template
from storage.database.insert import table
from storage.database.tables import BerkasRow, SopKolomRow, SopRow
from storage.documents.kantor.buku import BarisSop
from storage.offices.owned_rows import Hitungan, OwnedRows

_B = table(BerkasRow)
_M = table(SopKolomRow)
_S = table(SopRow)

Columns = dict[str, tuple[Template, dict[str, list[str]]]]
"""By kode: the template, and the posts (by name) of its columns (by id)."""


class SopMismatch(Exception):
    """Rows of the sheet SOP name an SOP that does not ship, or a column it does not have."""

    def __init__(self, baris: tuple[BarisSop, ...]) -> None:
        super().__init__(baris)
        self.baris = baris


class SopTextFixed(Exception):
    """A berkas refers to this version of the SOP: another text needs another versi."""

    def __init__(self, kode: str, versi: int) -> None:
        super().__init__(kode, versi)
        self.kode = kode
        self.versi = versi


def match_columns(rows: Iterable[BarisSop]) -> Columns:
    """Return the columns that the rows of the sheet SOP fill; a column goes by id, nama or alias.

    Raises:
        SopMismatch: It names every row that there is no SOP or column for.
    """
    columns: Columns = {}
    odd = []
    for row in rows:
        try:
            template = load_catalog().get(row.kode, row.versi)
        except SopUnknown:
            odd.append(row)
            continue
        known, posts = columns.setdefault(row.kode, (template, {}))
        kolom = template.sop.column_named(row.kolom)
        if kolom is None or known.sop.versi != row.versi:
            odd.append(row)
            continue
        posts.setdefault(kolom, []).append(row.jabatan)
    if odd:
        raise SopMismatch(tuple(odd))
    return columns


def kept_template(connection: Connection, kantor_id: int, template: Template) -> Template:
    """Return an SOP version as the office keeps it: a text that berkas refer to stays as it is."""
    sop = template.sop
    row = connection.execute(
        select(_S.c.id, _S.c.teks, _S.c.sha256).where(
            _S.c.kantor_id == kantor_id, _S.c.kode == sop.kode, _S.c.versi == sop.versi
        )
    ).one_or_none()
    if row is None or row.sha256 == template.sha256 or not has_berkas(connection, row.id):
        return template
    return read_template(row.teks, sop.kode)


def has_berkas(connection: Connection, sop_id: int) -> bool:
    """Tell whether a berkas refers to that version."""
    berkas = select(_B.c.id).where(_B.c.sop_id == sop_id).limit(1)
    return connection.execute(berkas).first() is not None


def put_template(
    connection: Connection, kantor_id: int, template: Template
) -> tuple[int, Hitungan]:
    """Store an SOP version as the active one of its kode."""
    sop = template.sop
    rows = OwnedRows(connection, SopRow, kantor_id, ("kode", "versi"))
    key = (sop.kode, sop.versi)
    known = rows.stored.get(key)
    is_changed = known is not None and known["sha256"] != template.sha256
    if known is not None and is_changed and has_berkas(connection, known["id"]):
        raise SopTextFixed(*key)
    rows.put(
        [
            {
                "kode": sop.kode,
                "versi": sop.versi,
                "teks": template.teks,
                "sha256": template.sha256,
                "aktif": True,
            }
        ]
    )
    for other, row in list(rows.stored.items()):
        if other[0] == sop.kode and other != key and row["aktif"]:
            rows.end(other, aktif=False)
    return rows.ids[key], rows.hitungan


def read_columns(connection: Connection, kantor_id: int, sop_id: int) -> dict[str, list[int]]:
    """Return the posts of every column of an SOP that has some."""
    found: dict[str, list[int]] = {}
    rows = connection.execute(
        select(_M.c.kolom, _M.c.jabatan_id)
        .where(_M.c.kantor_id == kantor_id, _M.c.sop_id == sop_id)
        .order_by(_M.c.id)
    )
    for kolom, jabatan_id in rows:
        found.setdefault(kolom, []).append(jabatan_id)
    return found


def put_columns(
    connection: Connection, kantor_id: int, sop_id: int, kolom: Mapping[str, Iterable[int]]
) -> Hitungan:
    """Let the columns of an SOP hold exactly these posts."""
    rows = OwnedRows(connection, SopKolomRow, kantor_id, ("sop_id", "kolom", "jabatan_id"))
    wanted = [
        {"sop_id": sop_id, "kolom": name, "jabatan_id": post}
        for name, posts in kolom.items()
        for post in posts
    ]
    kept = {(sop_id, row["kolom"], row["jabatan_id"]) for row in wanted}
    rows.remove([key for key in rows.stored if key[0] == sop_id and key not in kept])
    rows.put(wanted)
    return rows.hitungan
