"""The five tables as they are drawn, held against what the sheets are known to say, langkah by langkah."""

from itertools import pairwise

import pytest

from sop_flows.drawing.alir import read_bagan
from sop_flows.drawing.bentuk import Gambar, Halaman, Jawaban, Lambang, Simbol, Tulisan
from sop_flows.drawing.gambar import draw_sop
from sop_flows.sop.catalog import load_catalog
from sop_flows.sop.definition import Asal
from sop_flows.teks import fold

DRAF = "Draf Pengukuran Kinerja"
DRAF_DOKUMEN = "Draf Dokumen Pengukuran Kinerja"
DOKUMEN = "Dokumen Pengukuran Kinerja"
FORM = "Form Pengukuran Kinerja"
LAPORAN = "Laporan Pengukuran Kinerja"
DATA = "Dokumen data capaian kinerja"
DRAFT = "Draft data capaian kinerja"

FACTS: dict[str, list[tuple[set[str], str, str, str, set[int]]]] = {
    "mekanisme-pengukuran-kinerja": [
        ({"Kepala Dinas"}, "Data capaian Kinerja, Rencana aksi", "15 menit", "Disposisi", set()),
        ({"Perencana"}, FORM, "60 menit", DRAF, set()),
        ({"Perencana"}, FORM, "60 menit", "Draf masukan dan arahan", set()),
        (
            {"Kepala Dinas", "Sekretaris", "Kabid/Kelompok JF", "Perencana"},
            DRAF,
            "120",
            DRAF,
            set(),
        ),
        ({"Perencana"}, DRAF, "1 hari", DRAF, set()),
        ({"Kabid/Kelompok JF"}, DRAF, "3 hari", DRAF, {5}),
        ({"Sekretaris"}, DOKUMEN, "1 hari", DOKUMEN, {5}),
        ({"Kepala Dinas"}, DOKUMEN, "120 menit", DOKUMEN, {7}),
        ({"Perencana"}, DOKUMEN, "30 menit", DOKUMEN, set()),
    ],
    "pengukuran-kinerja-kecamatan": [
        ({"Camat"}, "Dispaosisi", "15 menit", "Disposisi", set()),
        ({"Sekretaris Kecamatan"}, "Disposisi", "15 menit", "Disposisi", set()),
        ({"Kasubbag Perencana"}, "Disposisi", "60 menit", f"Timeline, {FORM}, Disposisi", set()),
        ({"Kasi"}, FORM, "120 menit", f"Hasil Isian {FORM}, Disposisi", set()),
        (
            {"Staff/Pelaksana"},
            f"Hasil Isian {FORM}",
            "150 menit",
            "Draft Pengukuran Kinerja, Disposisi",
            set(),
        ),
        (
            {"Kasubbag Perencana"},
            "Draft Pengukuran Kinerja",
            "60 menit",
            f"{DOKUMEN}, Disposisi",
            {4},
        ),
        ({"Sekretaris Kecamatan"}, DOKUMEN, "60 menit", f"{DOKUMEN}, Disposisi", {6}),
        ({"Staff/Pelaksana", "Camat"}, DOKUMEN, "1 hari", f"{LAPORAN}, Disposisi", {7}),
        ({"Sekretaris Kecamatan"}, LAPORAN, "60 menit", f"{LAPORAN}, Disposisi", set()),
        (
            {"Staff/Pelaksana"},
            "Laporan Penngukuran Kinerja",
            "30 menit",
            f"Surat Pengantar Pengiriman Laporan, {LAPORAN}, Dokumentasi Laporan dalam bentuk "
            "softfile dan hardfile.",
            set(),
        ),
    ],
    "pengumpulan-data-kinerja": [
        ({"Sekdis"}, "Surat Sekda", "15 menit", "Disposisi", set()),
        ({"Kasubbag PEP"}, "Surat Sekda", "2 jam", "Pendistribusian kertas kerja", set()),
        ({"Seluruh Kasie/Subbag"}, "Form kertas kerja", "3 hari", "Data kinerja", set()),
        ({"Kasubbag PEP"}, "Data kinerja", "2 hari", "Data kinerja yang valid", set()),
        ({"Analis"}, "Data kinerja yang valid", "2 hari", "Rekapitulasi Data Kinerja", set()),
    ],
    "pengukuran-kinerja-dinas": [
        ({"Kepala Dinas"}, "Lembar Disposisi", "15", "Disposisi Pimpinan", set()),
        ({"Sekretaris Tim SAKIP"}, FORM, "60", DRAF, set()),
        ({"Sekretaris Tim SAKIP"}, FORM, "25", "Draf Masukan dan Arahan", set()),
        ({"Sekretaris Tim SAKIP"}, "Undangan Rapat", "30", "Undangan Rapat", set()),
        (
            {"Kepala Dinas", "Sekretaris", "Sekretaris Tim SAKIP", "Anggota Tim SAKIP"},
            DRAF,
            "120",
            DRAF,
            set(),
        ),
        ({"Sekretaris Tim SAKIP"}, DRAF_DOKUMEN, "120", DRAF_DOKUMEN, set()),
        ({"Anggota Tim SAKIP"}, DRAF_DOKUMEN, "240", DRAF_DOKUMEN, set()),
        ({"Anggota Tim SAKIP"}, DRAF_DOKUMEN, "40", DRAF_DOKUMEN, set()),
        ({"Kepala Dinas"}, DOKUMEN, "60", DOKUMEN, {8}),
        ({"Sekretaris"}, DOKUMEN, "25", DOKUMEN, {8}),
        ({"Kepala Dinas"}, DOKUMEN, "10", DOKUMEN, {10}),
        ({"Sekretaris Tim SAKIP"}, DOKUMEN, "15", DOKUMEN, set()),
        ({"Anggota Tim SAKIP"}, DOKUMEN, "25", DOKUMEN, set()),
        ({"Anggota Tim SAKIP"}, DOKUMEN, "10", DOKUMEN, set()),
    ],
    "pengumpulan-data-capaian": [
        ({"Kepala OPD"}, "Disposisi surat", "10 Menit", "Disposisi surat", set()),
        ({"Sekretaris"}, "Disposisi surat", "10 Menit", "Disposisi surat", set()),
        ({"Kasubag Program"}, "Perjanjian Kinerja", "2 Jam", "Perjanjian Kinerja", set()),
        ({"Kasubag Program"}, "Format realisasi capaian kinerja", "1 Jam", DRAFT, set()),
        ({"Kasubag Program"}, DRAFT, "2 Jam", DRAFT, set()),
        ({"Kasubag Program"}, DRAFT, "2 Hari", DRAFT, set()),
        ({"Staf/Jabatan Fungsional Umum"}, DRAFT, "2 Hari", DATA, set()),
        ({"Sekretaris"}, DATA, "1 Hari", DATA, {7}),
        ({"Sekretaris"}, DATA, "1 Jam", DATA, {7}),
        ({"Kepala OPD"}, "Konsep surat pengantar", "10 Menit", "Surat pengantar", {9}),
        ({"Kasubag Program"}, DATA, "15 Menit", DATA, set()),
        ({"Staf/Jabatan Fungsional Umum"}, DATA, "1 Jam", DATA, set()),
    ],
}
"""Of each langkah: who acts (by column), kelengkapan, waktu, output as printed, and where a return leads."""
SHEETS = list(FACTS)


def drawn(kode: str) -> Gambar:
    return draw_sop(load_catalog().get(kode).sop)


def rows_on(page: Halaman) -> list[tuple[int, int]]:
    """Return where each row of a page begins and ends, by its lines from edge to edge."""
    right = max(one.ke[0] for one in page.garis)
    across = sorted({g.dari[1] for g in page.garis if g.dari == (0, g.ke[1]) and g.ke[0] == right})
    return list(pairwise(across))


def within(one: Lambang | Tulisan, row: tuple[int, int]) -> bool:
    return row[0] <= one.kotak.y and one.kotak.bawah <= row[1]


def table(gambar: Gambar) -> dict[int, tuple[list[Lambang], list[Tulisan]]]:
    """Return what stands in the row of each langkah, by the number in its first cell."""
    found = {}
    for page in gambar.halaman:
        for row in rows_on(page):
            words = [one for one in page.tulisan if within(one, row)]
            first = min(words, key=lambda one: (one.kotak.x, one.kotak.y), default=None)
            if first is not None and first.teks.isdigit() and not first.is_bold:
                found[int(first.teks)] = ([s for s in page.lambang if within(s, row)], words)
    return found


def cells(words: list[Tulisan]) -> list[str]:
    """Return what a row says cell by cell, without what Tapak added."""
    by_cell: dict[int, list[str]] = {}
    for one in sorted(words, key=lambda one: (one.kotak.x, one.kotak.y)):
        if one.asal is Asal.LEMBAR and one.teks not in (Jawaban.YA, Jawaban.TIDAK):
            by_cell.setdefault(one.kotak.x, []).append(one.teks)
    return [" ".join(lines) for _, lines in sorted(by_cell.items())]


@pytest.mark.parametrize("kode", SHEETS)
def test_every_langkah_is_drawn_with_its_columns_its_time_and_its_papers(kode: str):
    sop = load_catalog().get(kode).sop
    found = table(drawn(kode))

    assert list(found) == list(range(1, len(FACTS[kode]) + 1))
    for no, (columns, kelengkapan, waktu, output, _) in enumerate(FACTS[kode], 1):
        symbols, words = found[no]
        names = {sop.kolom_of(one.kolom).nama for one in symbols}
        number, uraian, *mutu = cells(words)
        assert columns <= names, no
        assert number == str(no)
        assert fold(uraian) == fold(sop.langkah_of(no).lembar.uraian)
        assert mutu[:3] == [kelengkapan, waktu, output], no


@pytest.mark.parametrize("kode", SHEETS)
def test_every_return_of_a_sheet_is_drawn_and_no_other(kode: str):
    sop = load_catalog().get(kode).sop
    bagan = read_bagan(sop)
    langkah = {one.id: one.langkah for one in bagan.simpul}
    relays = {one.id for one in bagan.simpul if sop.langkah_of(one.langkah).relay == one.tahap}
    onward = {one.dari: langkah[one.ke] for one in bagan.alir if one.dari in relays}
    returns: dict[int, set[int]] = {}
    for one in bagan.alir:
        if one.jawaban is Jawaban.TIDAK:
            target = onward.get(one.ke, langkah[one.ke])
            returns.setdefault(langkah[one.dari], set()).add(target)

    assert returns == {no: back for no, (*_, back) in enumerate(FACTS[kode], 1) if back}
    diamonds = {
        langkah[one.simpul]
        for page in drawn(kode).halaman
        for one in page.lambang
        if one.simbol is Simbol.BELAH_KETUPAT
    }
    assert diamonds == set(returns)


@pytest.mark.parametrize("kode", SHEETS)
def test_a_capsule_stands_at_the_first_and_the_last_langkah_and_nowhere_else(kode: str):
    capsules = [
        no
        for no, (symbols, _) in table(drawn(kode)).items()
        for one in symbols
        if one.simbol is Simbol.KAPSUL
    ]

    assert capsules == [1, len(FACTS[kode])]


def test_a_joint_step_has_a_box_in_each_column_and_lines_between_them():
    page = drawn("pengukuran-kinerja-dinas").halaman[0]
    symbols, _ = table(drawn("pengukuran-kinerja-dinas"))[5]

    (simpul,) = {one.simpul for one in symbols}
    assert len(symbols) == 4
    assert sum(one.simpul == simpul for one in page.garis) == 3


def test_a_return_that_a_third_person_passes_on_goes_by_them():
    sop = load_catalog().get("pengukuran-kinerja-kecamatan").sop
    bagan = read_bagan(sop)
    relay = next(one for one in bagan.simpul if (one.langkah, one.tahap) == (5, 1))
    ends = [(bagan.simpul[a.dari].langkah, bagan.simpul[a.ke].langkah) for a in bagan.alir]

    assert relay.kolom == ("staf",)
    assert ends.count((6, 5)) == 1
    assert [bagan.simpul[a.ke].langkah for a in bagan.alir if a.dari == relay.id] == [4]


def test_what_the_sheet_does_not_print_is_marked():
    kolom = "Penanggung Jawab Program/ Kegiatan"
    gambar = drawn("pengumpulan-data-capaian")
    head = [one for one in gambar.halaman[0].tulisan if one.is_bold and one.asal is Asal.TAPAK]
    _, words = table(gambar)[4]
    ours = " ".join(one.teks for one in words if one.asal is Asal.TAPAK)

    assert " ".join(one.teks for one in head) == kolom
    assert ours.startswith("[T] Isi realisasi capaian")
    assert "3 hari, sebelum langkah 5" in ours
    symbols, _ = table(drawn("mekanisme-pengukuran-kinerja"))[4]
    assert {(one.simpul, one.asal) for one in symbols} == {(5, Asal.TAPAK), (6, Asal.LEMBAR)}
    assert {one.asal for s, _ in table(gambar).values() for one in s if one.teks} == {Asal.LEMBAR}
    assert [one.teks for one in table(gambar)[12][0]] == ["SELESAI"]


def test_a_time_without_its_unit_is_printed_so_and_its_reading_beside_it():
    _, words = table(drawn("mekanisme-pengukuran-kinerja"))[4]
    said = [(one.teks, one.asal) for one in words]

    assert ("120", Asal.LEMBAR) in said
    assert ("[T] 120 menit", Asal.TAPAK) in said
    _, printed_in_head = table(drawn("pengukuran-kinerja-dinas"))[1]
    assert not [one for one in printed_in_head if one.teks.startswith("[T] 15 menit")]
