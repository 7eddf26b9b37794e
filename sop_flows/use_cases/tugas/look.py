"""How the formulir of a berkas look, measured: the process keeps the rows of each while they stay the same.

Rows follow from their ``Look`` and from the values of their formulir, and from nothing else. What a card of one unit
makes is there for the next card of all.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from functools import partial
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.engine.berkas import Berkas
from sop_flows.engine.formulir import Cover, Formulir, Nilai, YearBefore
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.kantor.kantor import Kantor, Unit
from sop_flows.kinerja.bentuk import aturan_in
from sop_flows.kinerja.indikator import Indikator
from sop_flows.kinerja.pengukuran import target_of
from sop_flows.naskah.compose import yardstick_in
from sop_flows.naskah.part import Yardstick
from sop_flows.ports.formulir import FormulirView, NilaiView
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.teks import fold, numbered
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
    tahun_lalu: tuple[Decimal | None, ...] = ()
    """What each indikator reached in the same periode of the year before; empty where none is known."""
    bukti: tuple[int, ...] | None = None
    """How many data dukung each value has; None where the office asks for none."""

    @property
    def basis(self) -> object:
        """What is compared: whether it was sent does not change what a formulir says."""
        return (self.cover.stamp, self.cover.ronde, self.yardstick, self.tahun_lalu, self.bukti)


def view_formulir(
    uow: UnitOfWork, kantor: Kantor, berkas: Berkas, wanted: Collection[int | None] | None = None
) -> tuple[FormulirView, ...]:
    """Return the formulir of a berkas, or of these units of it, with targets and pengukuran, earlier periode included."""
    own = uow.kinerja.promised_by_unit(berkas)
    if wanted is None:
        covers, lalu = uow.kinerja.covers(berkas), uow.kinerja.earlier(berkas)
        read: Read = partial(uow.kinerja.formulir_with_gaps, berkas)
        units = None
    else:
        units = [id for id in wanted if id]
        ids = [one.id for unit_id in units for one in own.get(unit_id, ())]
        found, lalu = uow.kinerja.with_earlier(berkas, ids)
        given = {one.unit_id: one for one in found}
        covers, read = tuple(one.cover for one in found), lambda _: given
    yardsticks = {
        one.unit_id: yardstick_in(kantor, berkas, own[one.unit_id], lalu) for one in covers
    }
    looks = looks_at(uow, kantor, berkas, covers, yardsticks, units)
    return view_looks(kantor, uow.kantor.unit(kantor.id), looks, rows_of(uow, looks, read))


def looks_at(
    uow: UnitOfWork,
    kantor: Kantor,
    berkas: Berkas,
    covers: Iterable[Cover],
    yardsticks: Mapping[int, Yardstick],
    units: Collection[int] | None,
) -> list[Look]:
    """Return how formulir of these units of a berkas look; None: of all."""
    then = uow.kinerja.year_before(berkas, units)
    proved = proofs_in(uow.lampiran.of_berkas(berkas.id)) if kantor.minta_bukti else None
    return [
        Look(
            cover=one,
            yardstick=(by := yardsticks[one.unit_id]),
            tahun_lalu=reached_in(then, one.unit_id, by.indikator),
            bukti=None if proved is None else tuple(proved[each.id] for each in by.indikator),
        )
        for one in covers
    ]


def proofs_in(dokumen: Iterable[Lampiran]) -> Counter[int | None]:
    """Return how many data dukung there are of each indikator, by its id."""
    return Counter(one.indikator_id for one in dokumen)


def reached_in(
    then: YearBefore, unit_id: int, indikator: Iterable[Indikator]
) -> tuple[Decimal | None, ...]:
    """Return what these indikator of a unit reached then; nothing where none did.

    Each is known by its name: in another year a kode may have come to mean another one.
    """
    found = tuple(then.get((unit_id, fold(one.nama))) for one in indikator) if then else ()
    return () if all(one is None for one in found) else found


def view_looks(
    kantor: Kantor, units: Mapping[int, Unit], looks: Iterable[Look], rows: Mapping[int, Rows]
) -> tuple[FormulirView, ...]:
    """Return formulir with their rows, by unit_id, in the order of the office's unit codes, as people count."""
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
        return {id: tuple(rows_in(known[id], forms[id].nilai)) for id in units}

    def make_kept(missing: Collection[tuple[str, int]]) -> Mapping[tuple[str, int], Rows]:
        made = make([keys[key] for key in missing])
        return {key: made[keys[key]] for key in missing}

    stamped = {key: known[id].basis for key, id in keys.items() if known[id].cover.stamp}
    most = share_of(AT_ONCE, [look.yardstick.indikator for look in known.values()])
    kept = uow.kept.derive(stamped, make_kept, weigh, most)
    rows = {keys[key]: found for key, found in kept.items()}
    return rows | make(known.keys() - rows.keys())


def weigh(rows: Rows) -> int:
    """Return how many bytes rows take, about."""
    written = (f"{one.nilai.alasan}{one.nilai.analisis or ''}" for one in rows)
    return sum(PER_VALUE + len(words) for words in written)


def rows_in(look: Look, nilai: Iterable[Nilai]) -> Iterable[NilaiView]:
    """Yield the rows of a formulir with these values, one of each indikator."""
    places = {one.id: at for at, one in enumerate(look.yardstick.indikator)}
    for no, one in enumerate(nilai, start=1):
        yield view_nilai(look, places[one.indikator_id], one, no)


def view_nilai(look: Look, at: int, nilai: Nilai, no: int) -> NilaiView:
    """Return the value of the indikator at a place of its unit's with its target of the periode and its pengukuran."""
    yardstick = look.yardstick
    indikator = yardstick.indikator[at]
    return NilaiView(
        no=no,
        indikator=indikator,
        nilai=nilai,
        target=target_of(indikator, yardstick.periode),
        ukuran=yardstick.measure(indikator, yardstick.lalu[at], nilai.nilai),
        tahun_lalu=look.tahun_lalu[at] if look.tahun_lalu else None,
        bukti=None if look.bukti is None else look.bukti[at],
    )
