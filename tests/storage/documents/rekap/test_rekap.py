"""The rekap: every value of a content as a workbook, with what it can be checked by."""

import io
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook

from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.facts import Facts
from sop_flows.engine.formulir import StatusFormulir
from sop_flows.naskah.isi import IsiDokumen, IsiKerja
from sop_flows.naskah.kode import print_kode
from sop_flows.ports.views import IsiView
from storage.documents.rekap.kolom import KOLOM
from storage.documents.rekap.rekap import write_rekap
from tests.support.views import HASIL
from tests.support.views_nilai import make_decided, make_formulir_many, make_seen

HEADER = 8
COLUMN = {kolom.nama: at for at, kolom in enumerate(KOLOM)}


def book_of(seen: IsiView) -> Any:
    return load_workbook(io.BytesIO(write_rekap(seen)))


def values(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.fixture
def seen() -> IsiView:
    return make_seen(make_formulir_many(12, 3))


def test_every_indikator_is_there_with_target_capaian_and_kategori(seen: IsiView):
    rows = values(book_of(seen)["Rekap"])[HEADER : HEADER + 12]

    assert [row[COLUMN["No"]] for row in rows] == list(range(1, 13))
    assert len({row[COLUMN["Kode"]] for row in rows}) == 12
    first = dict(zip(COLUMN, rows[0], strict=True))
    assert first["Target TW"] == 100
    assert first["Satuan"] == "persen"
    assert first["Realisasi TW"] == 95
    assert first["Capaian TW (%)"] == 95
    assert first["Kategori TW"] == "Sangat Tinggi"
    assert first["Target tahun"] == 100
    assert first["Capaian tahun (%)"] == 95
    assert first["Kategori tahun"] == "Sangat Tinggi"


def test_a_value_that_is_missing_says_why_and_is_not_in_the_mean(seen: IsiView):
    sheet = values(book_of(seen)["Rekap"])
    (missing,) = [row for row in sheet if row[COLUMN["Realisasi TW"]] == "n/a"]
    mean = sheet[HEADER + 12]

    assert "Survei baru dilaksanakan" in missing[COLUMN["Keterangan"]]
    assert missing[COLUMN["Capaian TW (%)"]] == "n/a"
    assert mean[COLUMN["Indikator"]] == "Rata-rata capaian (11 dari 12 indikator dinilai)"
    assert mean[COLUMN["Capaian TW (%)"]] == pytest.approx((9 * 95 + 2 * 50) / 11)


def test_the_head_says_by_which_kode_it_can_be_checked_and_whether_it_is_frozen(seen: IsiView):
    kept = make_seen(make_formulir_many(12, 3), is_kept=True)

    for one, said in ((seen, "belum diputuskan"), (kept, "naskah versi 2, dibekukan")):
        lines = [row[0] for row in values(book_of(one)["Rekap"])[:HEADER]]
        assert f"Kode verifikasi {print_kode(one.kode)} · {said}" in lines[3]
        assert one.sha256 in lines[4]


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@x", "\t=1+1"])
def test_what_people_wrote_is_never_a_formula(seen: IsiView, text: str):
    unit = seen.isi.unit[0]
    evil = replace(unit.indikator[0], nama=text, satuan=text, sasaran=text, target_periode=text)
    note = IsiKerja(langkah=4, tahap=0, jabatan=text, unit="", catatan=text, isian={"a": text})
    file = IsiDokumen(nama=text, sha256="ab" * 32, isian="", unit="", indikator="")
    isi = replace(
        seen.isi,
        unit=(replace(unit, nama=text, indikator=(evil,)),),
        kerja=(note,),
        dokumen=(file,),
    )
    decided = make_decided(seen.sha256, nama=text)

    book = book_of(replace(seen, isi=isi, keputusan=(decided,)))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert sum(text.strip() in str(cell.value) for cell in cells) >= 6


def test_who_decided_stands_with_post_time_and_kode(seen: IsiView):
    plt = replace(HASIL, aksi=Kerja.PARAF, penugasan=Penugasan.PLT, naskah="cd" * 32)
    older = make_decided("", 7, facts=Facts(hasil=plt))

    rows = values(
        book_of(replace(seen, keputusan=(make_decided(seen.sha256), older)))["Keputusan"]
    )

    assert rows[3][2:] == [
        "Retno Wulandari",
        "Kasubbag Perencana",
        "23 November 2026 pukul 09.30",
        print_kode(seen.kode),
        "ya",
    ]
    assert rows[4][3].startswith("Plt. ")
    assert rows[4][6] == "isi sebelumnya"


def test_an_excused_unit_is_named_and_not_counted():
    forms = make_formulir_many(12, 3)
    excused = replace(forms[1], status=StatusFormulir.DIKECUALIKAN)

    book = book_of(make_seen((forms[0], excused, forms[2])))

    assert len([r for r in values(book["Rekap"])[HEADER:] if isinstance(r[0], int)]) == 8
    assert any("dikecualikan" in row for row in values(book["Ringkasan"]))


def test_the_same_content_gives_the_same_bytes(seen: IsiView):
    assert write_rekap(seen) == write_rekap(make_seen(make_formulir_many(12, 3)))
