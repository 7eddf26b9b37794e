"""Whose capaian somebody sees: read from their posts whenever they look.

1. The head of the office, who starts an SOP that measures, who gathers or judges for all units, and the admins
   see all of it. So does who works on all of it and answers for no unit in it.
2. Everybody else sees the units of their posts, and those below a post of theirs.
"""

from collections.abc import Iterator
from typing import Final

from sop_flows.kantor.kantor import Pegawai
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Minta, Sebar, Sop
from sop_flows.use_cases.jabatan.holders import above
from sop_flows.use_cases.tugas.formulir import SHOWS_ALL

NO_VALUES: Final = frozenset({Minta.RAPAT})
"""Who is asked these is shown no values."""


def units_seen(uow: UnitOfWork, orang: Pegawai) -> frozenset[int] | None:
    """Return the units, by id, whose capaian somebody sees today; None for the whole office."""
    posts = uow.kantor.jabatan(orang.kantor_id)
    held = {post.jabatan_id for post in orang.jabatan}
    is_head = any(posts[id].heads_office for id in held)
    if is_head or orang.watches(set(posts_for_all(uow, orang.kantor_id))):
        return None
    own = {posts[id].unit_id for id in held}
    return frozenset(
        unit.id
        for unit in uow.kantor.unit(orang.kantor_id).values()
        if unit.id in own
        or (unit.kepala_id and held & {unit.kepala_id, *above(posts, unit.kepala_id)})
    )


def posts_for_all(uow: UnitOfWork, kantor_id: int) -> Iterator[int]:
    """Yield the posts of an office that see all of its units because of an SOP that measures."""
    for aktif in uow.sop.active(kantor_id):
        if any(measures(aktif.sop)):
            for kolom in aktif.sop.kolom:
                if kolom.id == aktif.sop.pemrakarsa or works_for_all(aktif.sop, kolom.id):
                    yield from uow.sop.kolom_of(kantor_id, aktif.id, kolom.id)


def measures(sop: Sop) -> Iterator[bool]:
    """Yield of each tahap of an SOP whether units fill a formulir in it."""
    return (tahap.minta is Minta.FORMULIR for row in sop.langkah for tahap in row.tahap)


def works_for_all(sop: Sop, kolom: str) -> bool:
    """Tell whether a column gathers or judges for all units, or works for them and is none of them."""
    asked = [tahap for row in sop.langkah for tahap in row.tahap if kolom in tahap.untuk]
    together = {one.minta for one in asked if one.sebar is Sebar.SEKALI} - NO_VALUES
    is_unit = any(one.sebar is Sebar.PER_UNIT for one in asked)
    return bool(together & SHOWS_ALL) or (bool(together) and not is_unit)
