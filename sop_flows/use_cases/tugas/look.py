"""How the formulir of a berkas look, measured: the process keeps the view of each of all while it stays the same.

A view follows from its ``Look`` and from the values of its formulir, and from nothing else.
"""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.engine.berkas import Berkas
from sop_flows.engine.formulir import Cover, Lalu, Nilai
from sop_flows.kantor.kantor import Kantor, Unit
from sop_flows.kinerja.bentuk import aturan_in, measure_in
from sop_flows.kinerja.indikator import Indikator
from sop_flows.kinerja.pengukuran import target_of
from sop_flows.naskah.compose import NOTHING
from sop_flows.ports.formulir import FormulirView, NilaiView
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.waktu.periode import Periode

PER_VALUE: Final = 1_000
"""Bytes, about, that a value takes in a view."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """All that the view of a formulir follows from, but for its values."""

    kantor: Kantor
    unit: Unit
    cover: Cover
    indikator: tuple[Indikator, ...]
    lalu: tuple[Mapping[int, Decimal | None], ...]
    """What each indikator reached in earlier periode of its kind and year, by their numbers."""
    bentuk: int
    periode: Periode


def view_formulir(
    uow: UnitOfWork, kantor: Kantor, berkas: Berkas, wanted: Collection[int | None] | None = None
) -> tuple[FormulirView, ...]:
    """Return the formulir of a berkas, or of these units of it, with targets and pengukuran, earlier periode included."""
    if wanted is None:
        covers, lalu = uow.kinerja.covers(berkas)
        views = kept_views(
            uow, berkas, [look_of(uow, kantor, berkas, one, lalu) for one in covers]
        )
    else:
        own = uow.kinerja.promised_by_unit(berkas)
        ids = [one.id for unit_id in wanted if unit_id for one in own.get(unit_id, ())]
        found, lalu = uow.kinerja.with_earlier(berkas, ids)
        views = [
            view_of(look_of(uow, kantor, berkas, one.cover, lalu), one.nilai) for one in found
        ]
    return tuple(sorted(views, key=lambda view: view.unit.kode))


def look_of(uow: UnitOfWork, kantor: Kantor, berkas: Berkas, cover: Cover, lalu: Lalu) -> Look:
    """Return all that the view of a formulir follows from, but for its values."""
    indikator = uow.kinerja.promised_by_unit(berkas)[cover.unit_id]
    return Look(
        kantor=kantor,
        unit=uow.kantor.unit(kantor.id)[cover.unit_id],
        cover=cover,
        indikator=indikator,
        lalu=tuple(lalu.get(one.id, NOTHING) for one in indikator),
        bentuk=berkas.keadaan.bentuk,
        periode=berkas.periode,
    )


def kept_views(uow: UnitOfWork, berkas: Berkas, looks: Iterable[Look]) -> list[FormulirView]:
    """Return the views of formulir that the process keeps; what no stamp stands for is not kept."""
    known = {("formulir", look.cover.id): look for look in looks}

    def make(missing: Collection[tuple[str, int]]) -> dict[tuple[str, int], FormulirView]:
        asked = {key: known[key] for key in missing}
        units = [look.cover.unit_id for look in asked.values()]
        forms = uow.kinerja.formulir_with_gaps(berkas, units)
        return {key: view_of(look, forms[look.cover.unit_id].nilai) for key, look in asked.items()}

    stamped = {key: look for key, look in known.items() if look.cover.stamp}
    return [
        *uow.naskah.follow(stamped, make, weigh_view).values(),
        *make(known.keys() - stamped.keys()).values(),
    ]


def weigh_view(view: FormulirView) -> int:
    """Return how many bytes a view takes, about."""
    return PER_VALUE * len(view.baris)


def view_of(look: Look, nilai: Iterable[Nilai]) -> FormulirView:
    """Return the view of a formulir with these values, one of each indikator."""
    pairs = zip(look.indikator, look.lalu, strict=True)
    promised = {indikator.id: (indikator, lalu) for indikator, lalu in pairs}
    return FormulirView(
        formulir_id=look.cover.id,
        unit=look.unit,
        status=look.cover.status,
        ronde=look.cover.ronde,
        aturan=aturan_in(look.bentuk, look.kantor.aturan),
        minta_analisis=look.kantor.minta_analisis,
        baris=tuple(
            view_nilai(look, *promised[one.indikator_id], one, no)
            for no, one in enumerate(nilai, start=1)
        ),
    )


def view_nilai(
    look: Look, indikator: Indikator, lalu: Mapping[int, Decimal | None], nilai: Nilai, no: int
) -> NilaiView:
    """Return one value with its target of the periode and its pengukuran."""
    ukuran = measure_in(
        look.bentuk,
        indikator,
        look.periode,
        lalu,
        nilai.nilai,
        formula=look.kantor.formula_turun,
        skala=look.kantor.skala,
    )
    return NilaiView(
        no=no,
        indikator=indikator,
        nilai=nilai,
        target=target_of(indikator, look.periode),
        ukuran=ukuran,
    )
