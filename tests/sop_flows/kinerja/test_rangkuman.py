"""What values come to is the same on a formulir that is checked and in the naskah that it becomes."""

from dataclasses import dataclass, replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sop_flows.kinerja.rangkuman import Aturan, Rangkuman, Terukur
from sop_flows.naskah.hasil import result_of
from tests.support.views import make_formulir, make_nilai
from tests.support.views_nilai import make_formulir_many, make_isi


def test_the_lowest_stand_first_and_what_is_missing_counts_for_no_mean():
    rows = (
        make_nilai(1, nilai=Decimal(79)),
        make_nilai(2, nilai=Decimal(20)),
        make_nilai(3, nilai=Decimal(80)),
        make_nilai(4, nilai=Decimal(151)),
        make_nilai(5, nilai=None, alasan="Survei belum selesai"),
        make_nilai(6, nilai=None),
    )
    found = Rangkuman(rows)

    assert (found.jumlah, found.terisi, found.dinilai) == (6, 5, 4)
    assert [row.no for row in found.rendah] == [2, 1]
    assert [row.no for row in found.tinggi] == [4]
    assert [row.no for row in found.tanpa_data] == [5]
    assert found.rerata == Decimal(330) / 4
    assert Rangkuman(()).rerata is None


def test_a_card_and_the_naskah_behind_it_say_the_same_of_the_same_values():
    forms = (*make_formulir_many(40, 5), make_formulir(6, "Seksi Umum"))
    isi = replace(make_isi(forms), bentuk=2)
    live = Rangkuman(tuple(row for form in forms for row in form.baris))
    kept = Rangkuman(tuple(one for unit in isi.unit for one in unit.indikator))

    def seen(found: Rangkuman[Terukur]) -> list[object]:
        rows = (found.rendah, found.tinggi, found.tanpa_data)
        means = {nama: (one.rerata, one.dinilai) for nama, one in found.per_sasaran.items()}
        return [
            (found.jumlah, found.terisi, found.dinilai, found.rerata, means),
            *(sorted((one.persen or 0, one.sasaran) for one in some) for some in rows),
        ]

    assert seen(live) == seen(kept)
    assert result_of(isi).rerata == live.rerata


@dataclass(frozen=True, slots=True, kw_only=True)
class Nilai:
    """A measured value by itself."""

    persen: Decimal | None
    sasaran: str = ""
    realisasi: Decimal | None = Decimal(1)
    alasan: str = ""
    is_anggaran: bool = False


def values(*rows: tuple[str, int | None]) -> tuple[Nilai, ...]:
    return tuple(
        Nilai(sasaran=sasaran, persen=None if persen is None else Decimal(persen))
        for sasaran, persen in rows
    )


def test_a_sasaran_with_many_indikator_weighs_no_more_than_one_with_few():
    found = Rangkuman(values(("A", 100), ("A", 100), ("A", 100), ("B", 40), ("C", None)))

    # (100 + 40) / 2, of two of three sasaran; the mean of all would be 85.
    assert (found.rerata, found.dinilai, found.sasaran_dinilai) == (70, 4, 2)
    assert Rangkuman(found.semua, Aturan(is_per_sasaran=False)).rerata == 85
    assert len(found.di_luar) == 1


def test_a_cap_is_of_the_mean_only():
    found = Rangkuman(values(("A", 400), ("A", 80)), Aturan(batas=120))

    assert (found.rerata, found.tinggi[0].persen) == (100, 400)


def test_below_what_a_capaian_is_low_is_the_choice_of_the_office():
    rows = values(("A", 75), ("A", 79), ("A", 80))

    assert [len(Rangkuman(rows, Aturan(rendah=n)).rendah) for n in (76, 80, 100)] == [1, 2, 3]


VALUES = st.lists(
    st.tuples(st.sampled_from("ABC"), st.none() | st.integers(-50, 300)), min_size=1, max_size=12
)


@given(VALUES, st.none() | st.integers(100, 150))
def test_a_mean_lies_between_what_it_is_of(rows, batas):
    found = Rangkuman(values(*rows), Aturan(batas=batas))
    counted = [found.aturan.counted(one.persen) for one in found.semua if one.persen is not None]

    assert (found.rerata is None) is (not counted)
    assert not counted or min(counted) <= round(found.rerata, 20) <= max(counted)


@given(VALUES, st.integers(1, 100))
def test_a_better_value_never_lowers_the_mean(rows, more):
    before = Rangkuman(values(*rows))
    first = next((one for one in before.semua if one.persen is not None), None)
    if first is None:
        return
    better = tuple(
        replace(one, persen=one.persen + more) if one is first else one for one in before.semua
    )

    assert Rangkuman(better).rerata > before.rerata
