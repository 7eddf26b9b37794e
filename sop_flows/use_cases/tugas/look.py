"""How the formulir of a berkas look, measured: the process keeps the rows of each while they stay the same.

Rows follow from their ``Look`` and from the values of their formulir, and from nothing else. What a card of one unit
makes is there for the next card of all.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from functools import partial
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.engine.berkas import Berkas
from sop_flows.engine.formulir import Cover, Formulir, Lalu, Nilai
from sop_flows.kantor.kantor import Kantor
from sop_flows.kinerja.bentuk import aturan_in
from sop_flows.kinerja.indikator import Indikator
from sop_flows.kinerja.pengukuran import target_of
from sop_flows.naskah.compose import yardstick_in
from sop_flows.naskah.part import Yardstick
from sop_flows.ports.formulir import FormulirView, NilaiView
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.teks import numbered
from sop_flows.use_cases.tugas.standing import share_of

AT_ONCE: Final = 150
"""Rows that are made at once: a hundredth of a second."""
PER_VALUE: Final = 1_000
"""Bytes, about, that a row takes, beside what somebody wrote in it."""
Rows = tuple[NilaiView, ...]
Read = Callable[[Collection[int]], Mapping[int, Formulir]]
"""Returns the formulir of some units with their values, by unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """All that the rows of a formulir follow from, but for its values."""

    cover: Cover
    yardstick: Yardstick

    @property
    def basis(self) -> object:
        """What is compared: whether it was sent does not change what a formulir says."""
        return (self.cover.stamp, self.cover.ronde, self.yardstick)


def view_formulir(
    uow: UnitOfWork, kantor: Kantor, berkas: Berkas, wanted: Collection[int | None] | None = None
) -> tuple[FormulirView, ...]:
    """Return the formulir of a berkas, or of these units of it, with targets and pengukuran, earlier periode included."""
    if wanted is None:
        covers, lalu = uow.kinerja.covers(berkas), uow.kinerja.earlier(berkas)
        return view_covers(
            uow, kantor, berkas, covers, lalu, partial(uow.kinerja.formulir_with_gaps, berkas)
        )
    own = uow.kinerja.promised_by_unit(berkas)
    ids = [one.id for unit_id in wanted if unit_id for one in own.get(unit_id, ())]
    found, lalu = uow.kinerja.with_earlier(berkas, ids)
    given = {one.unit_id: one for one in found}
    return view_covers(uow, kantor, berkas, [one.cover for one in found], lalu, lambda _: given)


def view_covers(
    uow: UnitOfWork,
    kantor: Kantor,
    berkas: Berkas,
    covers: Iterable[Cover],
    lalu: Lalu,
    read: Read,
) -> tuple[FormulirView, ...]:
    """Return formulir that there are in the order of the office's unit codes, as people count; ``read`` brings values that are needed."""
    own, units = uow.kinerja.promised_by_unit(berkas), uow.kantor.unit(kantor.id)
    looks = [
        Look(cover=one, yardstick=yardstick_in(kantor, berkas, own[one.unit_id], lalu))
        for one in covers
    ]
    rows = rows_of(uow, looks, read)
    views = (
        FormulirView(
            formulir_id=one.cover.id,
            unit=units[one.cover.unit_id],
            status=one.cover.status,
            ronde=one.cover.ronde,
            baris=rows[one.cover.unit_id],
            aturan=aturan_in(one.yardstick.bentuk, kantor.aturan),
            minta_analisis=kantor.minta_analisis,
        )
        for one in looks
    )
    return tuple(sorted(views, key=lambda view: numbered(view.unit.kode)))


def rows_of(uow: UnitOfWork, looks: Iterable[Look], read: Read) -> Mapping[int, Rows]:
    """Return the rows of formulir, by unit: the process keeps them, but where no stamp stands for their values."""
    known = {look.cover.unit_id: look for look in looks}
    keys = {("baris", look.cover.id): unit_id for unit_id, look in known.items()}

    def make(units: Collection[int]) -> dict[int, Rows]:
        forms = read(units)
        return {id: tuple(rows_in(known[id].yardstick, forms[id].nilai)) for id in units}

    def make_kept(missing: Collection[tuple[str, int]]) -> Mapping[tuple[str, int], Rows]:
        made = make([keys[key] for key in missing])
        return {key: made[keys[key]] for key in missing}

    stamped = {key: known[id].basis for key, id in keys.items() if known[id].cover.stamp}
    most = share_of(AT_ONCE, [look.yardstick.indikator for look in known.values()])
    kept = uow.naskah.follow(stamped, make_kept, weigh, most)
    rows = {keys[key]: found for key, found in kept.items()}
    return rows | make(known.keys() - rows.keys())


def weigh(rows: Rows) -> int:
    """Return how many bytes rows take, about."""
    written = (f"{one.nilai.alasan}{one.nilai.analisis or ''}" for one in rows)
    return sum(PER_VALUE + len(words) for words in written)


def rows_in(yardstick: Yardstick, nilai: Iterable[Nilai]) -> Iterable[NilaiView]:
    """Yield the rows of a formulir with these values, one of each indikator."""
    pairs = zip(yardstick.indikator, yardstick.lalu, strict=True)
    promised = {indikator.id: (indikator, lalu) for indikator, lalu in pairs}
    for no, one in enumerate(nilai, start=1):
        yield view_nilai(yardstick, *promised[one.indikator_id], one, no)


def view_nilai(
    yardstick: Yardstick,
    indikator: Indikator,
    lalu: Mapping[int, Decimal | None],
    nilai: Nilai,
    no: int,
) -> NilaiView:
    """Return one value with its target of the periode and its pengukuran."""
    return NilaiView(
        no=no,
        indikator=indikator,
        nilai=nilai,
        target=target_of(indikator, yardstick.periode),
        ukuran=yardstick.measure(indikator, lalu, nilai.nilai),
    )
