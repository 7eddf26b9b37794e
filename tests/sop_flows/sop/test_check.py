from collections.abc import Mapping
from typing import Any

import pytest

from sop_flows.sop.catalog import load_catalog
from sop_flows.sop.check import KodeTemuan, Parah, Temuan, check
from sop_flows.sop.definition import Sop

K = KodeTemuan
SHIPPED = {t.sop.kode: t.sop for t in load_catalog().all()}


def oddities(sop: Sop) -> list[Temuan]:
    """Return what is odd about the sheet itself, not about its scan."""
    return [temuan for temuan in check(sop) if temuan.kode is not K.DERAU_PINDAIAN]


def findings(sop: Sop) -> list[tuple[int | None, KodeTemuan]]:
    return [(temuan.langkah, temuan.kode) for temuan in check(sop)]


# The five sheets


def test_the_kecamatan_cites_the_tasks_of_a_library_office():
    found = oddities(SHIPPED["pengukuran-kinerja-kecamatan"])

    assert [(t.kode, t.langkah) for t in found] == [
        (K.OPD_LAIN, None),
        (K.KELUARAN_TAK_TERPAKAI, 3),
        (K.PELAKSANA_KURANG_PASTI, 9),
    ]
    assert found[0].kunci == "identitas.dasar_hukum.4"
    assert found[0].fakta["tertulis"] == "Dinas Kearsipan dan Perpustakaan"
    assert found[1].fakta == {"keluaran": "Timeline"}


def test_the_collection_of_data_uses_columns_of_a_dinas_and_a_replaced_regulation():
    found = oddities(SHIPPED["pengumpulan-data-kinerja"])

    assert [(t.kode, t.langkah) for t in found] == [
        (K.PERATURAN_DIGANTI, None),
        (K.KOLOM_OPD_LAIN, None),
        (K.KOLOM_OPD_LAIN, None),
        (K.KOLOM_MENGANGGUR, None),
        (K.KOLOM_TIDAK_TERCETAK, 1),
        (K.KELUARAN_TAK_TERPAKAI, 2),
        (K.MASUKAN_TANPA_ASAL, 3),
        (K.PELAKSANA_KURANG_PASTI, 5),
    ]
    assert found[0].fakta["diganti"] == "Peraturan Menteri PANRB Nomor 88 Tahun 2021"
    assert [t.fakta["kolom"] for t in found[1:4]] == ["Ka. Dinas", "Sekdis", "Ka. Dinas"]
    assert found[4].fakta == {"tertulis": "sekretaris", "dibaca": "Sekdis"}


def test_the_dinas_lets_the_head_correct_before_it_is_submitted_and_lacks_a_langkah():
    found = findings(SHIPPED["pengukuran-kinerja-dinas"])

    assert {
        (7, K.KOLOM_TIDAK_TERCETAK),
        (9, K.KEPUTUSAN_TANPA_TIDAK),
        (9, K.KEPUTUSAN_SEBELUM_DIAJUKAN),
        (9, K.LANGKAH_TERSIRAT),
    } <= set(found)
    assert not {K.DAERAH_LAIN, K.OPD_LAIN, K.KOLOM_OPD_LAIN} & {kode for _, kode in found}


def test_tarakan_cites_tegal_and_swaps_two_mutu_baku():
    found = check(SHIPPED["pengumpulan-data-capaian"])
    by_kode = {t.kode: t for t in found}

    assert by_kode[K.DAERAH_LAIN].fakta == {"tertulis": "Tegal", "daerah": "Kota Tarakan"}
    assert by_kode[K.MUTU_BAKU_TERTUKAR].langkah == 10
    assert by_kode[K.MUTU_BAKU_TERTUKAR].fakta == {"dengan": "11"}
    assert by_kode[K.KEPUTUSAN_TANPA_TIDAK].langkah == 8
    assert by_kode[K.KOLOM_TIDAK_TERCETAK].fakta["tertulis"] == "penanggung jawab"


def test_the_mechanism_has_a_time_without_a_unit_and_a_post_without_a_column():
    found = check(SHIPPED["mekanisme-pengukuran-kinerja"])
    cacat = {t.langkah: t for t in found if t.kode is K.CACAT_TERCATAT}
    scan = {t.langkah: t for t in found if t.kode is K.DERAU_PINDAIAN}

    assert cacat.keys() == {None, 4}
    assert cacat[4].fakta["tercetak"] == "120"
    assert "“faenit” = menit" in scan[9].fakta["derau"]
    assert (6, K.KOLOM_TIDAK_TERCETAK) in findings(SHIPPED["mekanisme-pengukuran-kinerja"])
    assert (6, K.KEPUTUSAN_TANPA_TIDAK) not in findings(SHIPPED["mekanisme-pengukuran-kinerja"])


def test_every_pelaksana_that_is_not_certain_is_named():
    unsure = [t for sop in SHIPPED.values() for t in check(sop) if t.kunci == "keyakinan"]

    assert len(unsure) == 23
    assert {t.fakta["keyakinan"] for t in unsure} == {"M", "L"}


@pytest.mark.parametrize("kode", SHIPPED)
def test_every_shipped_sop_can_run(kode: str):
    assert {t.parah for t in check(SHIPPED[kode])} == {Parah.PERINGATAN}


# What cannot run


def tahap(minta: str = "kerjakan", **facts: Any) -> dict[str, Any]:
    if minta == "undangan":
        moments = [("tanggal", "tanggal"), ("pukul", "pukul")]
        facts = {"isian": [{"kode": k, "label": k, "jenis": j} for k, j in moments]} | facts
    return {"nama": minta, "minta": minta} | facts


FORM = tahap("formulir", sebar="per_unit")


def sop(*rows: Mapping[str, Any] | list[dict[str, Any]], **facts: Any) -> Sop:
    """Return an SOP whose langkah are those tahap, or those rows."""
    langkah = [
        {
            "no": no,
            "kegiatan": "Menyusun laporan",
            "singkat": "Menyusun",
            "pelaksana": ["staf"],
            "mutu_baku": {"waktu": "1 hari", "kelengkapan": ["Laporan"], "output": ["Laporan"]},
        }
        | ({"tahap": row} if isinstance(row, list) else dict(row))
        for no, row in enumerate(rows, start=1)
    ]
    given = {
        "kode": "contoh",
        "versi": 1,
        "nama": "Contoh",
        "pemrakarsa": "staf",
        "identitas": {},
        "kolom": [{"id": "staf", "nama": "Staf"}],
        "langkah": langkah,
    }
    return Sop.model_validate(given | facts)


def back(ke: int, **facts: Any) -> dict[str, Any]:
    return tahap("keputusan", kembali=[{"ke": ke, "asal": "lembar"} | facts])


RELAY = tahap("teruskan")
CHOICE = tahap("disposisi", penerima="dipilih")
STAFF = {"id": "staf", "nama": "Staf"}
ANSWER = {"kode": "nomor", "label": "Nomor", "jenis": "nomor"}
SIFAT = {"kode": "sifat", "label": "Sifat surat", "jenis": "pilihan"}
CANNOT = {
    "pemrakarsa": (sop([tahap()], pemrakarsa="camat"), None, K.KOLOM_TAK_DIKENAL),
    "penerima": (sop({"penerima": ["x"], "tahap": [tahap()]}), 1, K.KOLOM_TAK_DIKENAL),
    "nobody": (sop({"pelaksana": [], "tahap": [tahap()]}), 1, K.KOLOM_TAK_DIKENAL),
    "untuk": (sop([tahap(untuk=["x"])]), 1, K.KOLOM_TAK_DIKENAL),
    "pengawas": (
        sop([tahap(pengawas="x", sebar="per_pegawai")]),
        1,
        K.KOLOM_TAK_DIKENAL,
    ),
    "two columns of one id": (sop([tahap()], kolom=[STAFF, STAFF]), None, K.KODE_GANDA),
    "two answers of one kode": (sop([tahap(isian=[ANSWER, ANSWER])]), 1, K.KODE_GANDA),
    "two answers at the start": (sop([tahap()], mulai=[ANSWER, ANSWER]), None, K.KODE_GANDA),
    "a choice of nothing": (sop([tahap(isian=[SIFAT])]), 1, K.PILIHAN_TIDAK_JELAS),
    "a choice at the start that has one answer twice": (
        sop([tahap()], mulai=[SIFAT | {"pilihan": ["Segera", "segera"]}]),
        None,
        K.PILIHAN_TIDAK_JELAS,
    ),
    "choices for what is typed": (
        sop([tahap(isian=[ANSWER | {"pilihan": ["1"]}])]),
        1,
        K.PILIHAN_TIDAK_JELAS,
    ),
    "a relay alone": (sop([RELAY]), 1, K.TAHAP_HANYA_PENERUS),
    "a return forward": (sop([back(2)], [tahap()]), 1, K.KEMBALI_BUKAN_MUNDUR),
    "a return to itself": (sop([back(1)]), 1, K.KEMBALI_BUKAN_MUNDUR),
    "a return to nowhere": (sop([back(0)]), 1, K.KEMBALI_BUKAN_MUNDUR),
    "through a missing langkah": (
        sop([tahap()], [back(1, lewat=7)]),
        2,
        K.LEWAT_TANPA_PENERUS,
    ),
    "through one who cannot": (sop([tahap()], [back(1, lewat=1)]), 2, K.LEWAT_TANPA_PENERUS),
    "per unit without a form": (
        sop([tahap()], [back(1, per_unit=True)]),
        2,
        K.PER_UNIT_TANPA_FORMULIR,
    ),
    "per unit to a form that comes second": (
        sop([tahap(), FORM], [back(1, per_unit=True)]),
        2,
        K.PER_UNIT_TANPA_FORMULIR,
    ),
    "per unit to a relay alone": (
        sop([RELAY], [back(1, per_unit=True)]),
        2,
        K.PER_UNIT_TANPA_FORMULIR,
    ),
    "a return from what runs beside": (
        sop([tahap()], [back(1) | {"gabung_di": 3}, tahap()], [tahap()]),
        2,
        K.KEMBALI_DI_SAMPING,
    ),
    "joins an earlier langkah": (
        sop([tahap()], [tahap(gabung_di=1)]),
        2,
        K.GABUNG_BUKAN_MAJU,
    ),
    "joins a missing langkah": (sop([tahap(gabung_di=9)]), 1, K.GABUNG_BUKAN_MAJU),
    "a return that overtakes a form": (
        sop([tahap(), FORM | {"gabung_di": 3}], [back(1)], [tahap()]),
        2,
        K.KEMBALI_MENDAHULUI_FORMULIR,
    ),
    "a supervisor of nobody": (sop([tahap(pengawas="staf")]), 1, K.PENGAWAS_TANPA_PEGAWAI),
    "notulen of no rapat": (sop([tahap(notulis="staf")]), 1, K.NOTULIS_TANPA_RAPAT),
    "a form without a unit": (sop([tahap("formulir")]), 1, K.FORMULIR_TANPA_UNIT),
    "one unit for all": (
        sop([FORM | {"selesai_bila": "salah_satu"}]),
        1,
        K.FORMULIR_TIDAK_SEMUA,
    ),
    "nothing to gather": (sop([tahap("himpun")]), 1, K.HIMPUN_TANPA_FORMULIR),
    "nothing to send": (sop([FORM], [tahap("sebar")]), 2, K.SEBAR_TANPA_FORMULIR),
    "nothing to ask about": (
        sop([tahap(boleh_tanya=True)], [FORM]),
        1,
        K.TANYA_TANPA_FORMULIR,
    ),
    "compared with a later langkah": (
        sop([tahap(bukan_pelaku=[2])], [tahap()]),
        1,
        K.PELAKU_BUKAN_SEBELUMNYA,
    ),
    "a choice that is not a disposisi": (
        sop([tahap(penerima="dipilih")], [FORM]),
        1,
        K.DIPILIH_TANPA_UNIT,
    ),
    "a choice without units": (sop([CHOICE], [tahap()]), 1, K.DIPILIH_TANPA_UNIT),
    "a choice within the langkah": (sop([CHOICE, tahap()], [FORM]), 1, K.DIPILIH_TANPA_UNIT),
    "a choice at the end": (sop([CHOICE]), 1, K.DIPILIH_TANPA_UNIT),
    "a choice before a relay alone": (sop([CHOICE], [RELAY]), 1, K.DIPILIH_TANPA_UNIT),
    "an undangan without a time": (
        sop([tahap("undangan", isian=[])]),
        1,
        K.UNDANGAN_TANPA_WAKTU,
    ),
}


@pytest.mark.parametrize("name", CANNOT)
def test_what_cannot_run_is_refused(name: str):
    broken, langkah, kode = CANNOT[name]
    found = check(broken)

    assert (langkah, kode) in [(t.langkah, t.kode) for t in found]
    assert {t.parah for t in found} == {Parah.TOLAK}


@pytest.mark.parametrize(
    "sound",
    [
        sop([CHOICE], [FORM], [tahap("himpun", boleh_tanya=True)], [back(2, per_unit=True)]),
        sop([tahap("undangan"), tahap("rapat")], [back(1)]),
        sop([tahap("sebar"), FORM | {"gabung_di": 2}], [tahap("himpun")], [back(2)]),
        sop([FORM], [tahap("himpun"), RELAY], [back(1, lewat=2, per_unit=True)]),
        sop([tahap("tanda_tangan", sebar="per_pegawai", pengawas="staf")]),
        sop([tahap()], [tahap(bukan_pelaku=[1])]),
    ],
    ids=["choice", "rapat", "beside", "relay", "signatures", "other hands"],
)
def test_what_can_run_is_let_pass(sound: Sop):
    assert check(sound) == ()


# What is odd


def office(opd: str = "", daerah: str = "", *basis: str, **facts: Any) -> Sop:
    identitas = {"opd": opd, "daerah": daerah, "dasar_hukum": list(basis)}
    return sop([tahap()], identitas=identitas, **facts)


@pytest.mark.parametrize(
    ("daerah", "basis", "is_odd"),
    [
        ("Kota Tarakan", "Peraturan Walikota Tegal Nomor 1 Tahun 2020", True),
        ("Kota Tarakan", "Peraturan Wali Kota Tarakan Nomor 1 Tahun 2020", False),
        ("Kota Tarakan", "Peraturan Daerah Kota Tarakan Nomor 1 Tahun 2020", False),
        ("Kota Tarakan", "Peraturan Gubernur Jambi Nomor 1 Tahun 2020", False),
        ("Provinsi Jambi", "Peraturan Gubernur Riau Nomor 1 Tahun 2020", True),
        ("Kabupaten Aceh Barat", "Peraturan Bupati Aceh Barat tentang SOP", False),
        ("Kota Pematangsiantar", "Peraturan Walikota Nomor 27 tentang Tata Kerja", False),
        ("", "Peraturan Walikota Tegal Nomor 1 Tahun 2020", False),
    ],
)
def test_a_regulation_of_another_region_is_odd(daerah: str, basis: str, is_odd: bool):
    found = findings(office("", daerah, basis))

    assert found == ([(None, K.DAERAH_LAIN)] if is_odd else [])


@pytest.mark.parametrize(
    ("basis", "is_odd"),
    [
        ("Perbup Nomor 1 tentang Uraian Tugas Badan Keuangan Daerah", True),
        ("Perbup Nomor 1 tentang Tata Kerja Dinas Sosial", False),
        ("Perbup Nomor 1 tentang Tata Kerja Perangkat Daerah", False),
        ("Perbup Nomor 1 tentang Jam Kerja Badan Keuangan Daerah", False),
    ],
)
def test_tasks_of_another_office_are_odd(basis: str, is_odd: bool):
    found = findings(office("Dinas Sosial Kota Bitung", "", basis))

    assert found == ([(None, K.OPD_LAIN)] if is_odd else [])


@pytest.mark.parametrize(
    ("basis", "is_odd"),
    [
        ("Peraturan MenPAN-RB Nomor 12 Tahun 2015 tentang Evaluasi", True),
        ("Peraturan Menteri PANRB Nomor 88 Tahun 2021 tentang Evaluasi", False),
        ("Peraturan Menteri Dalam Negeri Nomor 54 Tahun 2010", True),
        ("Peraturan Menteri Keuangan Nomor 25 Tahun 2012", False),
        ("Peraturan Menteri PANRB tentang Evaluasi", False),
    ],
)
def test_a_replaced_regulation_is_odd(basis: str, is_odd: bool):
    found = findings(office("", "", basis))

    assert found == ([(None, K.PERATURAN_DIGANTI)] if is_odd else [])


def test_a_relay_that_no_return_goes_through_is_odd():
    assert findings(sop([tahap(), RELAY])) == [(1, K.PENERUS_MENGANGGUR)]


def test_a_post_that_is_no_column_at_all_is_odd():
    [found] = check(sop({"kegiatan": "Kabid menyusun laporan", "tahap": [tahap()]}))

    assert found.kode is K.KOLOM_TIDAK_TERCETAK
    assert found.fakta == {"tertulis": "kabid", "dibaca": ""}


HEAD, OFFICE = {"id": "kepala", "nama": "Kepala"}, {"id": "staf", "nama": "Staf"}


def two(first: Mapping[str, Any], second: Mapping[str, Any]) -> Sop:
    """Return an SOP of a head and a staff, with those two langkah."""
    return sop(first, second, kolom=[HEAD, OFFICE])


@pytest.mark.parametrize(
    ("first", "second", "odd"),
    [
        ({"penerima": ["kepala"]}, {}, True),
        ({"penerima": ["kepala"]}, {"pelaksana": ["kepala"]}, False),
        ({"penerima": ["staf"], "tahap": [tahap("disposisi")]}, {}, False),
        (
            {"penerima": ["kepala"], "tahap": [tahap("disposisi")]},
            {"tahap": [tahap(), tahap(untuk=["kepala"])]},
            True,
        ),
        (
            {
                "penerima": ["kepala"],
                "tahap": [tahap("disposisi"), tahap("disposisi", untuk=["kepala"])],
            },
            {"penerima": [], "pelaksana": ["kepala"]},
            False,
        ),
    ],
    ids=["never acts", "acts", "is routed to", "acts after another", "passes it on"],
)
def test_a_penerima_who_does_not_act_is_odd(
    first: dict[str, Any], second: dict[str, Any], odd: bool
):
    plain_row: dict[str, Any] = {"tahap": [tahap()]}
    found = [t.kode for t in check(two(plain_row | first, plain_row | second))]

    assert (K.PENERIMA_TAK_BERTINDAK in found) == odd


SIGNER = {"kode": "penandatangan", "label": "Penanda tangan", "jenis": "teks"}


@pytest.mark.parametrize(
    ("rows", "odd"),
    [
        ([[tahap(dokumen=["surat pengantar"])]], True),
        ([[tahap("undangan", dokumen=["undangan rapat"])]], True),
        ([[tahap(dokumen=["surat pengantar"], isian=[SIGNER])]], False),
        (
            [
                [tahap(dokumen=["surat pengantar"])],
                [tahap("tanda_tangan", dokumen=["surat pengantar"])],
            ],
            False,
        ),
        ([[tahap(dokumen=["draf laporan"])]], False),
    ],
    ids=["surat", "undangan", "asked", "signed", "no letter"],
)
def test_a_letter_that_nobody_signs_is_odd(rows: list[list[dict[str, Any]]], odd: bool):
    assert (K.SURAT_TANPA_PENANDATANGAN in [t.kode for t in check(sop(*rows))]) == odd


@pytest.mark.parametrize(
    ("output", "odd"),
    [("Linimasa", True), ("Berita acara", False), ("Laporan akhir", False), ("Disposisi", False)],
)
def test_an_output_that_nobody_makes_is_odd(output: str, odd: bool):
    mutu = {"waktu": "1 hari", "kelengkapan": ["Laporan"], "output": [output]}
    made = sop({"mutu_baku": mutu, "tahap": [tahap(dokumen=["berita acara"])]})

    assert (K.KELUARAN_TANPA_PEMBUAT in [t.kode for t in check(made)]) == odd
