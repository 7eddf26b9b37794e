"""What a berkas consists of as it stands: the part of each unit is kept by the process while it stays the same.

1. A part is known by its formulir and the stamp of its values; beside it is kept all else that it follows
   from. Values are read of those units alone of which no such part is kept.
2. What an outcome makes of values is not stored yet, and has no stamp: such a part is not kept.
3. Before anybody was asked for values, a part is of gaps, which follow from what was promised.
4. A few parts are put together at once, in one unit of work: it begins anew for the next ones.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from sop_flows.engine.berkas import Berkas
from sop_flows.engine.formulir import UNSTORED, Cover, Formulir, FormulirChange, gap_of
from sop_flows.kinerja.indikator import Indikator
from sop_flows.naskah.compose import FrameSources, Sources, basis_in, frame_in, unit_in
from sop_flows.naskah.frozen import changed_formulir, new_formulir
from sop_flows.naskah.part import Part, unit_of
from sop_flows.naskah.standing import Standing
from sop_flows.ports.unit_of_work import UnitOfWork

Key = tuple[int, int]
"""A formulir and the stamp of its values."""
AT_ONCE: Final = 50
"""Values of which parts are put together at once: a hundredth of a second."""


def stand(
    uow: UnitOfWork,
    found: FrameSources,
    unit_id: int | None,
    changes: Iterable[FormulirChange] = (),
) -> Standing:
    """Return the content of a berkas, or of what one unit has in it, as it stands or as it is going to.

    Args:
        found: As ``facts_of`` returns it; formulir that it has are not read again.
        changes: What an outcome makes of formulir; the last word on a unit counts.
    """
    covers = covers_in(uow, found, unit_id)
    last = {one.unit_id: one for one in changes if unit_id in (None, one.unit_id)}
    kept: list[Cover] = []
    apart: list[int] = []
    for id in covers | last:
        cover, change = covers.get(id), last.get(id)
        if cover is None or not cover.stamp or (change and change.nilai):
            apart.append(id)
        else:
            kept.append(cover.after(change) if change else cover)
    parts = [*kept_parts(uow, found, kept), *parts_apart(uow, found, apart, covers, last)]
    return Standing(frame=frame_in(found, unit_id)).with_parts(parts)


def promised_parts(uow: UnitOfWork, found: FrameSources, units: Iterable[int]) -> Iterable[Part]:
    """Return the parts of units whose formulir nobody has opened yet: what they promised."""
    own, periode = uow.kinerja.promised_by_unit(found.berkas), found.berkas.periode
    bases = {
        ("dijanjikan", found.berkas.id, id): basis_in(found, unopened(found.berkas, id), own[id])
        for id in units
    }

    def make(missing: Collection[tuple[str, int, int]]) -> Mapping[tuple[str, int, int], Part]:
        gaps = {
            key: [gap_of(one, periode) for one in bases[key].yardstick.indikator]
            for key in missing
        }
        return {key: Part.of(unit_of(bases[key], nilai)) for key, nilai in gaps.items()}

    most = share_of(AT_ONCE, [one.yardstick.indikator for one in bases.values()])
    return uow.kept.derive(bases, make, weigh_part, most).values()


def unopened(berkas: Berkas, unit_id: int) -> Formulir:
    """Return the formulir of a unit as it begins, without its gaps."""
    return Formulir(id=UNSTORED, berkas_id=berkas.id, unit_id=unit_id)


def share_of(values: int, indikator: Iterable[Sequence[Indikator]]) -> int:
    """Return how many formulir have so many values, about: one at least, however many indikator it has."""
    return max(1, values // max(map(len, indikator), default=1))


def covers_in(uow: UnitOfWork, found: FrameSources, unit_id: int | None) -> dict[int, Cover]:
    """Return the formulir that there are without their values, by unit_id."""
    if isinstance(found, Sources):
        covers = [one.cover for one in found.formulir]
    else:
        covers = [*uow.kinerja.covers(found.berkas)]
    return {one.unit_id: one for one in covers if unit_id in (None, one.unit_id)}


def kept_parts(uow: UnitOfWork, found: FrameSources, covers: Sequence[Cover]) -> Iterable[Part]:
    """Return the parts of formulir whose values have a stamp."""
    own = uow.kinerja.promised_by_unit(found.berkas)
    units = {(one.id, one.stamp): one.unit_id for one in covers}
    bases = {(one.id, one.stamp): basis_in(found, one, own[one.unit_id]) for one in covers}

    def make(missing: Collection[Key]) -> Mapping[Key, Part]:
        forms = forms_in(uow, found, [units[key] for key in missing])
        return {key: Part.of(unit_of(bases[key], forms[units[key]].nilai)) for key in missing}

    most = share_of(AT_ONCE, [one.yardstick.indikator for one in bases.values()])
    return uow.kept.derive(bases, make, weigh_part, most).values()


def weigh_part(part: Part) -> int:
    """Return how many bytes a part takes, about: its text, and more than twice that what it says."""
    return 4 * len(part.text)


def parts_apart(
    uow: UnitOfWork,
    found: FrameSources,
    units: Collection[int],
    covers: Mapping[int, Cover],
    last: Mapping[int, FormulirChange],
) -> Iterator[Part]:
    """Yield the parts, put together anew, of units whose values no stamp stands for; none for a unit without indikator."""
    forms = forms_in(uow, found, [id for id in units if id in covers])
    for id in units:
        change = last.get(id)
        formulir = forms[id] if change is None or id in covers else new_formulir(found, change)
        if formulir.nilai:
            yield Part.of(
                unit_in(found, changed_formulir(formulir, change) if change else formulir)
            )


def forms_in(
    uow: UnitOfWork, found: FrameSources, units: Collection[int]
) -> Mapping[int, Formulir]:
    """Return the formulir of some units with their values, by unit_id."""
    known = found.formulir if isinstance(found, Sources) else ()
    read = {one.unit_id: one for one in known}
    return read | uow.kinerja.formulir_with_gaps(found.berkas, set(units) - read.keys())
