"""What values come to is the same on a formulir that is checked and in the naskah that it becomes."""

from decimal import Decimal

from sop_flows.kinerja.rangkuman import Rangkuman, Terukur
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
    isi = make_isi(forms)
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
