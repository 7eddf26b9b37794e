"""The appointments of an office, and what becomes of those that its workbook does not say.

1. One that the workbook lacks ended yesterday, unless it ends by itself.
2. One that ends by itself, as those of ``/delegasi`` do, ends before what the workbook says instead begins. Of two
   that the workbook lacks and that cannot both be true, the one that was made later stays.
3. What would not have begun by then is deleted.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from datetime import date
from typing import Any, Final, Self

from sqlalchemy import Connection, Row, select, union

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Penugasan
from sop_flows.kantor.masa import DAY, Masa, find_contradictions, last_day
from storage.database.insert import table
from storage.database.tables import JabatanRow, PegawaiRow, PenugasanRow, UnitRow
from storage.documents.kantor.buku import BarisPegawai, GalatSel, KodeGalat
from storage.documents.kantor.buku_rujukan import NAMES
from storage.offices.endings import Berakhir, JenisAkhir
from storage.offices.owned_rows import Key, OwnedRows

KEY: Final = ("pegawai_id", "jabatan_id", "jenis", "mulai_on")
_N = table(PenugasanRow)
_P = table(PegawaiRow)
_J = table(JabatanRow)
_U = table(UnitRow)
_held = (
    select(
        _N,
        _P.c.nama,
        _P.c.kunci,
        _P.c.keluar_on,
        _J.c.nama.label("jabatan"),
    )
    .join(_P, _P.c.id == _N.c.pegawai_id)
    .join(_J, _J.c.id == _N.c.jabatan_id)
    .order_by(_N.c.id)
)


class Held:
    """Who holds the posts of an office, and held them, as it is stored; the oldest first."""

    def __init__(self, rows: Iterable[Row[Any]], leading: frozenset[int]) -> None:
        self._rows = {key_of(row): row for row in rows}
        self._leading = leading

    @classmethod
    def read(cls, connection: Connection, kantor_id: int) -> Self:
        """Return what is stored now."""
        heads = select(_U.c.kepala_id).where(_U.c.kantor_id == kantor_id)
        above = select(_J.c.atasan_id).where(_J.c.kantor_id == kantor_id)
        leading = frozenset(connection.execute(union(heads, above)).scalars())
        return cls(connection.execute(_held.where(_N.c.kantor_id == kantor_id)), leading)

    def by_person(self, today: date) -> dict[int, list[Row[Any]]]:
        """Return the appointments that still count of all who are employed; of who has none, the last that fits."""
        held: dict[int, list[Row[Any]]] = {}
        past: dict[int, list[Row[Any]]] = {}
        for row in self._rows.values():
            if row.keluar_on is None:
                (past if is_over(row, today) else held).setdefault(row.pegawai_id, []).append(row)
        standing = [masa_of(row) for rows in held.values() for row in rows]
        for id in sorted(past.keys() - held.keys()):
            fitting = (row for row in reversed(past[id]) if self._fits(masa_of(row), standing))
            held[id] = [next(fitting, past[id][-1])]
            standing.append(masa_of(held[id][0]))
        return held

    def _fits(self, masa: Masa, standing: Iterable[Masa]) -> bool:
        return not any(masa.contradicts(one, self._leading) for one in standing)

    def find_crowded(
        self, said: Mapping[Key, BarisPegawai], led: Set[int]
    ) -> tuple[GalatSel, ...]:
        """Return where a workbook has two holders of a post that leads what the office has beside it.

        Args:
            led: The posts that lead by the workbook itself: those were looked at when it was read.
        """
        beside = self._leading - led
        held = {key: row for key, row in said.items() if self._rows[key].jabatan_id in beside}
        baris = tuple(held.values())
        return tuple(
            GalatSel(
                lembar=NAMES["pegawai"],
                sel=baris[later].sel,
                kode=KodeGalat.PENUGASAN_TUMPANG_TINDIH,
                nilai=baris[later].jabatan,
                pilihan=(baris[earlier].sel,),
            )
            for earlier, later in find_contradictions(
                (masa_of(self._rows[key]) for key in held), beside
            )
        )

    def end_unsaid(
        self, rows: OwnedRows, said: Collection[Key], today: date
    ) -> tuple[Berakhir, ...]:
        """End the appointments that a workbook does not say; return those that it cuts short from a day to come on."""
        standing = [masa_of(self._rows[key]) for key in said]
        cut: list[Berakhir] = []
        for key, row in reversed(self._rows.items()):
            if key in said or is_over(row, today):
                continue
            has_left, masa = row.keluar_on is not None, masa_of(row)
            last = last_day(masa, () if has_left else standing, self._leading, today)
            if last is not None and masa.mulai is not None and masa.mulai > min(last, today):
                rows.remove([key])
                continue
            if last is not None:
                rows.end(key, selesai_on=last)
                masa = replace(masa, selesai=last)
                cut += cut_short(row, masa, standing, today)
            if not has_left:
                standing.append(masa)
        return tuple(cut)


def cut_short(
    row: Row[Any], masa: Masa, standing: Iterable[Masa], today: date
) -> Iterator[Berakhir]:
    """Yield that an appointment ends sooner, unless it is over or the same person goes on in another one."""
    if masa.selesai is None or masa.selesai < today:
        return
    next_day = masa.selesai + DAY
    after = replace(masa, mulai=next_day, selesai=next_day)
    if not any(one.contradicts(after, leading=()) for one in standing):
        post = row.jabatan if row.jenis == Penugasan.DEFINITIF else f"{row.jenis} {row.jabatan}"
        yield Berakhir(
            jenis=JenisAkhir.MASA,
            nama=row.nama,
            kunci=row.kunci,
            jabatan=(post,),
            sampai=masa.selesai,
        )


def is_over(row: Row[Any], today: date) -> bool:
    """Tell whether an appointment ended before a day."""
    return row.selesai_on is not None and row.selesai_on < today


def masa_of(row: Row[Any]) -> Masa:
    """Return what other appointments may contradict."""
    return Masa(
        pegawai=row.pegawai_id,
        jabatan=row.jabatan_id,
        penugasan=Penugasan(row.jenis),
        mulai=row.mulai_on,
        selesai=row.selesai_on,
    )


def key_of(row: Row[Any]) -> Key:
    """Return by what an appointment is the same one."""
    return tuple(getattr(row, name) for name in KEY)
