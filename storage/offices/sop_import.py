"""The sheet SOP of a workbook written into its office."""

from collections.abc import Mapping
from dataclasses import field

from sqlalchemy import Connection

from sop_flows.deferred import dataclass
from sop_flows.sop.catalog import load_catalog
from storage.database.tables import SopRow
from storage.offices.activation import (
    Columns,
    kept_template,
    put_columns,
    put_template,
    read_columns,
)
from storage.offices.owned_rows import Hitungan, OwnedRows

Posts = Mapping[str, list[int]]
"""The posts (ids) of columns (ids)."""


@dataclass(slots=True)
class Penulisan:
    """What became of the SOPs and of the posts in their columns."""

    sop: Hitungan = field(default_factory=Hitungan)
    kolom: Hitungan = field(default_factory=Hitungan)
    tetap: tuple[str, ...] = ()
    """The SOPs whose text stays the one that their berkas began with."""


def put_columns_of(
    connection: Connection, kantor_id: int, columns: Columns, posts: Mapping[str, int]
) -> Penulisan:
    """Activate the SOPs of a workbook; other ones that ship are started no more.

    What the office activated from a file of its own stays: another SOP, or a newer versi; and so
    does a text that berkas refer to, where another one ships now. Those get the posts of the
    workbook in the columns that both have.
    """
    written = Penulisan()
    rows = OwnedRows(connection, SopRow, kantor_id, ("kode", "versi"))
    active = {key[0]: row for key, row in rows.stored.items() if row["aktif"]}
    for template, kolom in columns.values():
        mapped = {name: [posts[post] for post in own] for name, own in kolom.items()}
        newer = active.get(template.sop.kode)
        if newer is not None and newer["versi"] > template.sop.versi:
            written.kolom += merge_columns(connection, kantor_id, newer["id"], mapped)
            continue
        kept = kept_template(connection, kantor_id, template)
        sop_id, one = put_template(connection, kantor_id, kept)
        written.sop += one
        if kept is template:
            written.kolom += put_columns(connection, kantor_id, sop_id, mapped)
            continue
        written.tetap += (f"{kept.sop.kode} versi {kept.sop.versi}",)
        written.kolom += merge_columns(connection, kantor_id, sop_id, mapped)
    shipped = {template.sha256 for template in load_catalog().all()}
    for kode, row in active.items():
        if kode not in columns and row["sha256"] in shipped:
            rows.end((kode, row["versi"]), aktif=False)
    written.sop += rows.hitungan
    return written


def merge_columns(connection: Connection, kantor_id: int, sop_id: int, mapped: Posts) -> Hitungan:
    """Fill the columns that an SOP has with the posts of the workbook; others keep theirs."""
    own = read_columns(connection, kantor_id, sop_id)
    merged = own | {name: held for name, held in mapped.items() if name in own}
    return put_columns(connection, kantor_id, sop_id, merged)
