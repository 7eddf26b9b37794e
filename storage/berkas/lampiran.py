"""Dokumen that were handed in: the facts; the bytes lie in the data folder."""

from functools import partial
from itertools import chain
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, func, insert, select

from sop_flows.kantor.dokumen import TERTANDA, Lampiran
from storage.database import turns
from storage.database.insert import table
from storage.database.kept import given_on, keep_long
from storage.database.prepared import Prepared
from storage.database.remembered import UnitMemory
from storage.database.tables import LampiranRow, TugasRow

_T = table(LampiranRow)
_G = table(TugasRow)
_add = insert(_T).returning(_T.c.id)
_of_berkas = Prepared(
    lambda: (
        select(_T, _G.c.langkah, _G.c.tahap, _G.c.unit_id)
        .join(_G, _G.c.id == _T.c.tugas_id)
        .where(_T.c.berkas_id == bindparam("berkas"), _T.c.id > bindparam("after"))
        .order_by(_T.c.id)
        .limit(bindparam("room"))
    )
)
_last = Prepared(
    lambda: select(func.max(_T.c.id).label("id")).where(_T.c.berkas_id == bindparam("berkas"))
)
PER_DOKUMEN: Final = 600
"""Bytes, about, that the facts of a dokumen take."""
_signed = (
    select(_T, _G.c.langkah, _G.c.tahap, _G.c.unit_id)
    .join(_G, _G.c.id == _T.c.tugas_id)
    .where(
        _T.c.kantor_id == bindparam("kantor"),
        _T.c.sha256 == bindparam("sha256"),
        _T.c.isian == TERTANDA,
    )
    .order_by(_T.c.id)
)


class LampiranRepo:
    """The dokumen of berkas, within one unit of work."""

    def __init__(self, connection: Connection, memory: UnitMemory) -> None:
        self._connection = connection
        self._memory = memory

    def add(self, kantor_id: int, lampiran: Lampiran) -> int:
        """See ``LampiranPort.add``."""
        self._memory.bare.discard(lampiran.berkas_id)
        given_on(self._connection).add(lampiran.berkas_id)
        self._memory.forget_standing()
        row = {
            "kantor_id": kantor_id,
            "berkas_id": lampiran.berkas_id,
            "tugas_id": lampiran.tugas_id,
            "indikator_id": lampiran.indikator_id,
            "sha256": lampiran.sha256,
            "nama": lampiran.nama,
            "mime": lampiran.mime,
            "ukuran": lampiran.ukuran,
            "file_id": lampiran.file_id,
            "isian": lampiran.isian,
            "foto": lampiran.foto,
            "oleh": lampiran.oleh,
            "diterima_at": lampiran.diterima_at,
        }
        lampiran_id: int = self._connection.execute(_add, row).scalar_one()
        return lampiran_id

    def of_berkas(self, berkas_id: int) -> tuple[Lampiran, ...]:
        """See ``LampiranPort.of_berkas``."""
        if berkas_id in self._memory.bare:
            return ()
        return self._memory.as_it_stands(berkas_id, "dokumen", lambda: self._kept(berkas_id))

    def _kept(self, berkas_id: int) -> tuple[Lampiran, ...]:
        """Return the dokumen of a berkas, in pages that the process keeps, since none ever changes."""
        page = partial(self._page, berkas_id)
        if berkas_id not in given_on(self._connection):
            last = _last.first(self._connection, {"berkas": berkas_id}).id
            page = partial(self._kept_page, berkas_id, last)
        pages = [page(0)]
        while len(pages[-1]) == turns.LONG:
            pages.append(page(pages[-1][-1].id))
        return tuple(chain.from_iterable(pages))

    def _kept_page(self, berkas_id: int, last: int | None, after: int) -> tuple[Lampiran, ...]:
        key = ("dokumen", berkas_id, after)
        read = partial(self._page, berkas_id, after)
        return keep_long(self._connection, key, last, read, PER_DOKUMEN)

    def _page(self, berkas_id: int, after: int) -> tuple[Lampiran, ...]:
        facts = {"berkas": berkas_id, "after": after, "room": turns.LONG}
        return tuple(map(_read, _of_berkas.all(self._connection, facts)))

    def signed(self, kantor_id: int, sha256: str) -> Lampiran | None:
        """See ``LampiranPort.signed``."""
        facts = {"kantor": kantor_id, "sha256": sha256}
        row = self._connection.execute(_signed, facts).first()
        return None if row is None else _read(row)


def _read(row: Row[Any]) -> Lampiran:
    return Lampiran(
        berkas_id=row.berkas_id,
        tugas_id=row.tugas_id,
        sha256=row.sha256,
        nama=row.nama,
        oleh=row.oleh,
        diterima_at=row.diterima_at,
        mime=row.mime,
        ukuran=row.ukuran,
        file_id=row.file_id,
        isian=row.isian,
        foto=row.foto,
        indikator_id=row.indikator_id,
        id=row.id,
        langkah=row.langkah,
        tahap=row.tahap,
        unit_id=row.unit_id,
    )
