"""Papers as rows: written once they were made; see ``sop_flows.papers``."""

from dataclasses import fields
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, select

from sop_flows.ports.papers import Paper
from sop_flows.sop.paper import JenisPaper
from storage.database.insert import ByDialect, table
from storage.database.tables import PaperRow

_T = table(PaperRow)
_of_berkas = select(_T).where(_T.c.berkas_id == bindparam("berkas")).order_by(_T.c.id)
_made = _of_berkas.where(_T.c.isi_sha256 == bindparam("isi_sha256"))
_showing = _of_berkas.where(_T.c.naskah == bindparam("naskah"))
_find = (
    select(_T)
    .where(_T.c.kantor_id == bindparam("kantor"), _T.c.sha256 == bindparam("sha256"))
    .order_by(_T.c.id)
)
_keep: Final = ByDialect(
    lambda insert: insert(_T).on_conflict_do_nothing(index_elements=["berkas_id", "isi_sha256"])
)


class PaperRepo:
    """The papers of offices, within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def made(self, berkas_id: int, isi_sha256: str) -> Paper | None:
        """See ``PaperPort.made``."""
        facts = {"berkas": berkas_id, "isi_sha256": isi_sha256}
        row = self._connection.execute(_made, facts).first()
        return None if row is None else _read(row)

    def of_berkas(self, berkas_id: int) -> tuple[Paper, ...]:
        """See ``PaperPort.of_berkas``."""
        return tuple(map(_read, self._connection.execute(_of_berkas, {"berkas": berkas_id})))

    def showing(self, berkas_id: int, naskah: str) -> tuple[Paper, ...]:
        """See ``PaperPort.showing``."""
        facts = {"berkas": berkas_id, "naskah": naskah}
        return tuple(map(_read, self._connection.execute(_showing, facts)))

    def find(self, kantor_id: int, sha256: str) -> tuple[Paper, ...]:
        """See ``PaperPort.find``."""
        facts = {"kantor": kantor_id, "sha256": sha256}
        return tuple(map(_read, self._connection.execute(_find, facts)))

    def keep(self, paper: Paper) -> None:
        """See ``PaperPort.keep``."""
        facts = {each.name: getattr(paper, each.name) for each in fields(Paper)}
        self._connection.execute(_keep.of(self._connection), facts | {"jenis": paper.jenis.value})


def _read(row: Row[Any]) -> Paper:
    facts = {each.name: getattr(row, each.name) for each in fields(Paper)}
    return Paper(**facts | {"jenis": JenisPaper(row.jenis)})
