"""The recap is the sum of its parts, whatever berkas an office has; and which of them counts."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sop_flows.kinerja.anggaran import absorb
from sop_flows.naskah.hasil import result_of
from sop_flows.naskah.isi import Isi, IsiUnit
from sop_flows.naskah.recapping import recap
from sop_flows.naskah.rekap import Rekap, Sumber
from sop_flows.waktu.periode import JenisPeriode, Periode
from tests.support.views import make_berkas
from tests.support.views_nilai import make_formulir_many, make_isi

LISTED = replace(make_isi(make_formulir_many(8, 3)), bentuk=2)
GAP = replace(LISTED.unit[0].indikator[0].capaian, persen=None, tampil="n/a", kategori=None)
NONE: frozenset[str] = frozenset()
KODE = [one.kode for unit in LISTED.unit for one in unit.indikator]
PERIODE = Periode(JenisPeriode.TRIWULAN, 2026, 3)


def made(
    units: tuple[IsiUnit, ...], values: list[int | None], programs: frozenset[str] = NONE
) -> tuple[IsiUnit, ...]:
    """Return units with those values, one after the other, each its own capaian."""
    given_values = iter(values)
    return tuple(
        replace(
            unit,
            indikator=tuple(
                replace(
                    one,
                    jenis="anggaran" if one.kode in programs else "",
                    realisasi=None if number is None else Decimal(number),
                    alasan="" if number is not None else one.alasan,
                    capaian=GAP
                    if number is None
                    else replace(one.capaian, persen=Decimal(number)),
                )
                for one in unit.indikator
                for number in (next(given_values),)
            ),
        )
        for unit in units
    )


def sumber(id: int, isi: Isi, periode: Periode = PERIODE, *, is_sementara: bool = False) -> Sumber:
    berkas = replace(make_berkas(), id=id, nomor=id, periode=periode)
    return Sumber(berkas=berkas, isi=isi, kode=f"KODE{id}", is_sementara=is_sementara)


values = st.lists(st.one_of(st.none(), st.integers(0, 200)), min_size=8, max_size=8)
offices = st.lists(
    st.tuples(
        values,
        st.sets(st.integers(0, 2), max_size=3),  # excused units
        st.integers(1, 3),  # its triwulan
        st.booleans(),  # whether it still runs
    ),
    max_size=5,
)


def office(
    found: list[tuple[list[int | None], set[int], int, bool]], programs: frozenset[str] = NONE
) -> Rekap:
    """Return the recap of berkas with those values; of some indikator they are what a program spends."""

    def isi(numbers: list[int | None], excused: set[int]) -> Isi:
        units = made(LISTED.unit, numbers, programs)
        return replace(
            LISTED,
            unit=tuple(
                replace(unit, dikecualikan=at in excused, indikator=()) if at in excused else unit
                for at, unit in enumerate(units)
            ),
        )

    every = [
        sumber(id, isi(numbers, excused), replace(PERIODE, ke=ke), is_sementara=runs)
        for id, (numbers, excused, ke, runs) in enumerate(found, start=1)
    ]
    return recap(PERIODE, every, replace(LISTED, unit=made(LISTED.unit, [None] * 8, programs)))


@given(offices)
def test_every_row_is_in_one_unit_and_one_sasaran(found):
    whole = office(found)

    for parts in (whole.per_unit, whole.per_sasaran):
        rows = [one for part in parts.values() for one in part.semua]
        assert sorted(rows, key=lambda one: one.isi.kode) == sorted(
            whole.semua.semua, key=lambda one: one.isi.kode
        )
        for count in ("jumlah", "terisi", "dinilai"):
            assert sum(getattr(part, count) for part in parts.values()) == getattr(
                whole.semua, count
            )
    assert len(whole.semua.semua) + len(whole.dikecualikan) == len(whole.baris) == 8


@given(offices)
def test_the_mean_is_that_of_the_sasaran_and_within_the_units(found):
    whole = office(found)

    means = [part.rerata for part in whole.per_sasaran.values() if part.rerata is not None]
    assert whole.semua.rerata == (sum(means) / len(means) if means else None)
    if means:
        lowest = [one.persen for one in whole.semua.semua if one.persen is not None]
        assert min(lowest) <= whole.semua.rerata <= max(lowest)


@given(offices, st.frozensets(st.sampled_from(KODE), min_size=1))
def test_what_programs_spent_is_the_sum_of_those_of_the_units(found, programs):
    whole = office(found, programs)

    parts = [absorb(one.isi for one in part.semua) for part in whole.per_unit.values()]
    total = absorb(one.isi for one in whole.semua.semua)
    counted = [part for part in parts if part is not None]
    for name in ("program", "dilaporkan", "pagu", "realisasi"):
        assert sum(getattr(one, name) for one in counted) == (getattr(total, name) if total else 0)
    assert {one.isi.kode for one in whole.anggaran} <= programs
    assert not any(one.is_anggaran for one in whole.rendah)


@given(values, st.sets(st.integers(0, 2), max_size=2))
def test_of_one_signed_berkas_it_is_what_was_signed(numbers, excused):
    whole = office([(numbers, excused, 3, False)])
    (counting,) = whole.sumber or (None,)

    if counting is not None:
        signed = result_of(counting.isi)
        assert (signed.rerata, signed.dinilai, signed.indikator) == (
            whole.semua.rerata,
            whole.semua.dinilai,
            whole.semua.jumlah,
        )


@given(offices)
def test_a_signed_berkas_counts_before_a_running_one_and_of_several_the_newest(found):
    for row in office(found).baris:
        unit = next(at for at, one in enumerate(LISTED.unit) if one.kode == row.unit.kode)
        having = [
            (not runs, id)
            for id, (_, excused, ke, runs) in enumerate(found, start=1)
            if ke == 3 and unit not in excused
        ]
        assert (row.kini.sumber.berkas.id if row.kini else None) == (
            max(having)[1] if having else None
        )


def test_what_the_office_lists_no_more_stays_where_it_was_reported():
    (unit, *others) = LISTED.unit
    gone = replace(unit.indikator[0], kode="IK-LAMA", nama="Indikator yang diganti")
    before = replace(LISTED, unit=(replace(unit, indikator=(gone,)), *others))

    found = recap(PERIODE, [sumber(1, before, replace(PERIODE, ke=1))], LISTED)

    (row,) = [one for one in found.baris if one.isi.kode == "IK-LAMA"]
    assert row.laporan[0] is not None
    assert row.laporan[0].isi.realisasi == gone.realisasi
    assert (row.realisasi, row.persen, row.is_reported) == (None, None, False)


def test_the_same_of_another_name_is_not_compared_with_last_year():
    last = replace(PERIODE, tahun=2025)
    (unit, *_) = LISTED.unit
    renamed = replace(
        LISTED,
        unit=(
            replace(
                unit,
                indikator=tuple(replace(one, nama=f"{one.nama} (baru)") for one in unit.indikator),
            ),
        ),
    )

    same = recap(PERIODE, [sumber(1, LISTED, last), sumber(2, LISTED)], LISTED)
    other = recap(PERIODE, [sumber(1, renamed, last), sumber(2, LISTED)], LISTED)

    assert len(same.sama) == 7  # the eighth is n/a
    assert other.sama == ()


def test_units_and_indikator_that_are_numbered_stand_as_people_count():
    unit, *_ = LISTED.unit
    one = unit.indikator[0]
    many = tuple(
        replace(
            unit,
            kode=f"SEKSI-{n}",
            indikator=tuple(replace(one, kode=f"IK-{n}-{each}") for each in (10, 2)),
        )
        for n in (10, 2, 1)
    )

    found = recap(PERIODE, (), replace(LISTED, unit=many))

    assert [row.isi.kode for row in found.baris] == [
        f"IK-{n}-{each}" for n in (1, 2, 10) for each in (2, 10)
    ]
