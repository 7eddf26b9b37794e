"""Rows of tugas and berkas: how they are read, and written without overwriting anybody."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final, Self

from sqlalchemy import (
    Boolean,
    Connection,
    Integer,
    Text,
    bindparam,
    case,
    cast,
    func,
    insert,
    true,
    update,
)

from sop_flows.deferred import replace
from sop_flows.engine.berkas import (
    Berkas,
    Keadaan,
    Lama,
    NewTugas,
    StatusBerkas,
    StatusTugas,
    Tugas,
)
from sop_flows.errors import TugasChanged
from sop_flows.sop.place import Place
from sop_flows.waktu.periode import JenisPeriode, Periode
from storage.berkas.facts import read_facts, write_facts
from storage.database.insert import table
from storage.database.open_rows import stands
from storage.database.prepared import Prepared, ReadOnce
from storage.database.tables import BerkasRow, TugasRow
from storage.database.types import UtcDateTime

T: Final = table(TugasRow)
B: Final = table(BerkasRow)
BERKAS: Final = {column.name: column.label(f"b_{column.name}") for column in B.c}
"""The columns of a berkas beside those of a tugas: under names with ``b_``."""
IS_OPEN: Final = stands(T, StatusTugas.TERBUKA)
WAS_GIVEN: Final = cast(T.c.isi, Text).contains('"tambahan"')
"""A tugas was given more time: no text that a person typed reads so, since JSON marks its quotes."""
OF_PERIODE: Final = (
    B.c.periode == bindparam("periode"),
    B.c.tahun == bindparam("tahun"),
    B.c.ke == bindparam("ke"),
)
"""A berkas is of the periode whose columns are bound."""

_change = Prepared(
    lambda: (
        update(T)
        .where(T.c.id == bindparam("this"), T.c.revisi == bindparam("seen_revisi"))
        .values(
            status=bindparam("status_"),
            revisi=bindparam("seen_revisi", type_=Integer) + 1,
            isi=bindparam("isi_"),
            tenggat=bindparam("tenggat_"),
            selesai_at=bindparam("selesai_"),
            jabatan_id=bindparam("jabatan_"),
            dilihat_at=case(
                (T.c.jabatan_id != bindparam("jabatan_"), None),
                else_=func.coalesce(T.c.dilihat_at, bindparam("dilihat_", type_=UtcDateTime)),
            ),
            ingat_at=case(
                (
                    bindparam("moves", type_=Boolean) == true(),
                    bindparam("ingat_", type_=UtcDateTime),
                ),
                else_=T.c.ingat_at,
            ),
        )
    )
)
_open = Prepared(lambda: insert(T).returning(T.c.id, T.c.nomor))
_see = Prepared(
    lambda: (
        update(T)
        .where(T.c.id == bindparam("this"), T.c.dilihat_at.is_(None))
        .values(dilihat_at=bindparam("at"))
    )
)


def read_tugas(row: Any) -> Tugas:  # noqa: ANN401 -- a row of Core or Prepared
    """Return the tugas of a row that has its columns under their own names."""
    return Tugas(
        id=row.id,
        nomor=row.nomor,
        langkah=row.langkah,
        tahap=row.tahap,
        jabatan_id=row.jabatan_id,
        unit_id=row.unit_id,
        pegawai_id=row.pegawai_id,
        ronde=row.ronde,
        revisi=row.revisi,
        status=StatusTugas(row.status),
        asal=Place.read(row.asal),
        facts=read_facts(row.isi),
        dibuka_at=row.dibuka_at,
        dilihat_at=row.dilihat_at,
        selesai_at=row.selesai_at,
        tenggat=row.tenggat,
    )


def read_periode(row: Any) -> Periode:  # noqa: ANN401 -- likewise
    """Return the periode of a row that has the columns of its berkas under names with ``b_``."""
    return Periode(JenisPeriode(row.b_periode), row.b_tahun, row.b_ke)


def read_berkas(row: Any) -> Berkas:  # noqa: ANN401 -- likewise
    """Return the berkas of a row that has its columns under names with ``b_``, without its open tugas."""
    return Berkas(
        id=row.b_id,
        kantor_id=row.b_kantor_id,
        nomor=row.b_nomor,
        judul=row.b_judul,
        periode=read_periode(row),
        dibuka_at=row.b_dibuka_at,
        status=StatusBerkas(row.b_status),
        revisi=row.b_revisi,
        keadaan=read_keadaan(row.b_keadaan),
        dimulai_oleh=row.b_dimulai_oleh,
        ditutup_at=row.b_ditutup_at,
        perjanjian=row.b_perjanjian,
    )


TUGAS: Final = ReadOnce(
    (one.name for one in T.c if one.name != "ingat_at"),  # which each look of a tick moves on
    lambda row: None if row.id is None else read_tugas(row),
    room=2_000_000,
)
"""The tugas that a row has under the names of its columns; a row of an outer join may have none."""
BERKAS_ALONE: Final = ReadOnce(
    (column.name for name, column in BERKAS.items() if name != "sop_id"),
    lambda row: None if row.b_keadaan is None else read_berkas(row),
    room=1_000_000,
)
"""The berkas of a row, without its open tugas; of several rows of one, that has it which brings its own memory."""


def with_open(berkas: Berkas, tugas: Iterable[Tugas]) -> Berkas:
    """Return a berkas with its open tugas."""
    return replace(berkas, terbuka=tuple(tugas))


def columns_of(periode: Periode) -> dict[str, int | str]:
    """Return a periode as the columns of a berkas."""
    return {"periode": periode.jenis.value, "tahun": periode.tahun, "ke": periode.ke}


def read_keadaan(stored: dict[str, Any]) -> Keadaan:
    """Return the engine's memory of a berkas from its JSON."""
    return Keadaan(
        ronde=Ronde.read(stored.get("ronde", {})),
        pelaku={int(no): tuple(doers) for no, doers in stored.get("pelaku", {}).items()},
        penerima={Place.read(at): tuple(p) for at, p in stored.get("penerima", {}).items()},
        sumber=stored.get("sumber"),
        segera=stored.get("segera", False),
        mulai=stored.get("mulai", {}),
        naskah=stored.get("naskah", ""),
        rujukan=stored.get("rujukan", ""),
        bentuk=stored.get("bentuk", 1),
        lama={int(no): _read_lama(lama) for no, lama in stored.get("lama", {}).items()},
    )


def _read_lama(stored: dict[str, Any]) -> Lama:
    waits = stored.get("tunggu", {}).items()
    return Lama(
        kerja=timedelta(seconds=stored["kerja"]),
        jeda=timedelta(seconds=stored.get("jeda", 0)),
        tunggu={int(unit_id): timedelta(seconds=span) for unit_id, span in waits},
    )


def _write_lama(lama: Lama) -> dict[str, Any]:
    waits = {str(unit_id): span.total_seconds() for unit_id, span in lama.tunggu.items()}
    return {
        "kerja": lama.kerja.total_seconds(),
        **({"tunggu": waits} if waits else {}),
        **({"jeda": lama.jeda.total_seconds()} if lama.jeda else {}),
    }


class Ronde(dict[tuple[int, int | None], int]):
    """How many rounds there were as JSON says it: a berkas of many units keeps what most steps do not change."""

    __slots__ = ("stored",)
    stored: Mapping[str, int]

    @classmethod
    def read(cls, stored: Mapping[str, int]) -> Self:
        """Return what a JSON says."""
        found = cls((_read_ronde(key), ronde) for key, ronde in stored.items())
        found.stored = stored
        return found


def write_ronde(ronde: Mapping[tuple[int, int | None], int]) -> Mapping[str, int]:
    """Return how many rounds there were as JSON."""
    if isinstance(ronde, Ronde):
        return ronde.stored
    return {f"{no}:{unit or ''}": count for (no, unit), count in ronde.items()}


@lru_cache(maxsize=8192)  # a berkas of many units says them all at every step
def _read_ronde(key: str) -> tuple[int, int | None]:
    langkah, _, unit_id = key.partition(":")
    return int(langkah), int(unit_id) if unit_id else None


def write_keadaan(keadaan: Keadaan) -> dict[str, Any]:
    """Return the engine's memory of a berkas as JSON."""
    lama = keadaan.lama
    return {
        "ronde": write_ronde(keadaan.ronde),
        "pelaku": {str(no): list(doers) for no, doers in keadaan.pelaku.items()},
        "penerima": {str(at): list(posts) for at, posts in keadaan.penerima.items()},
        **({"sumber": keadaan.sumber} if keadaan.sumber is not None else {}),
        **({"segera": True} if keadaan.segera else {}),
        **({"mulai": dict(keadaan.mulai)} if keadaan.mulai else {}),
        **({"naskah": keadaan.naskah} if keadaan.naskah else {}),
        **({"rujukan": keadaan.rujukan} if keadaan.rujukan else {}),
        **({"bentuk": keadaan.bentuk} if keadaan.bentuk > 1 else {}),
        **({"lama": {str(no): _write_lama(one) for no, one in lama.items()}} if lama else {}),
    }


class TugasWriter:
    """Writes tugas, within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def change(
        self,
        tugas: Sequence[Tugas],
        ingat: Mapping[int, datetime | None],
        *,
        seen: int | None = None,
        at: datetime | None = None,
    ) -> None:
        """Store tugas whose revisi was raised by one.

        Args:
            ingat: When tugas, by id, are looked at again, where that changes.
            seen: The tugas of the aksi, at that moment: whoever acts has seen it.

        Raises:
            TugasChanged: One of them stands at another revisi. This unit must not stand.
        """
        if not tugas:
            return
        rows = [
            {
                "this": one.id,
                "seen_revisi": one.revisi - 1,
                "status_": one.status.value,
                "isi_": write_facts(one.facts),
                "jabatan_": one.jabatan_id,
                "tenggat_": one.tenggat,
                "selesai_": one.selesai_at,
                "dilihat_": one.dilihat_at or (at if one.id == seen else None),
                "moves": one.id in ingat,
                "ingat_": ingat.get(one.id),
            }
            for one in tugas
        ]
        if _change.write(self._connection, *rows) != len(rows):
            raise TugasChanged(tugas_id=seen or tugas[0].id)

    def open(
        self, kantor_id: int, berkas_id: int, tugas: Sequence[NewTugas], after: int
    ) -> tuple[Tugas, ...]:
        """Store new tugas under the short numbers that follow ``after``; return them as stored."""
        if not tugas:
            return ()
        numbered = list(enumerate(tugas, start=after + 1))
        rows = [
            {
                "kantor_id": kantor_id,
                "berkas_id": berkas_id,
                "nomor": nomor,
                "langkah": one.langkah,
                "tahap": one.tahap,
                "jabatan_id": one.jabatan_id,
                "unit_id": one.unit_id,
                "pegawai_id": one.pegawai_id,
                "ronde": one.ronde,
                "revisi": 0,
                "status": StatusTugas.TERBUKA.value,
                "asal": str(one.asal),
                "isi": write_facts(one.facts),
                "dibuka_at": one.dibuka_at,
                "tenggat": one.tenggat,
                "ingat_at": one.dibuka_at,
            }
            for nomor, one in numbered
        ]
        ids = {made.nomor: made.id for made in _open.all_of(self._connection, rows)}
        return tuple(one.numbered(ids[nomor], nomor) for nomor, one in numbered)

    def see(self, tugas_id: int, at: datetime) -> None:
        """Record that somebody opened the tugas, once."""
        _see.write(self._connection, {"this": tugas_id, "at": at})
