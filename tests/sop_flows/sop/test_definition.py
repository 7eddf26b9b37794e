from pathlib import Path

import pytest

from sop_flows.sop.catalog import export_schema, load_catalog
from sop_flows.sop.definition import JenisIsian, Langkah, Minta, Sebar
from sop_flows.waktu.waktu import Satuan, Waktu

SHIPPED = {t.sop.kode: t.sop for t in load_catalog().all()}
SCHEMA = Path(__file__).parents[3] / "docs" / "sop.schema.json"


@pytest.mark.parametrize(
    ("kode", "langkah", "menit"),
    [
        ("mekanisme-pengukuran-kinerja", 9, 2655),
        ("pengukuran-kinerja-kecamatan", 10, 1020),
        ("pengumpulan-data-kinerja", 5, 3285),
        ("pengukuran-kinerja-dinas", 14, 795),
        ("pengumpulan-data-capaian", 12, 2715),
    ],
)
def test_the_printed_times_add_up(kode: str, langkah: int, menit: int):
    sop = SHIPPED[kode]

    assert len(sop.langkah) == langkah
    assert sum(row.mutu_baku.waktu.menit for row in sop.langkah) == menit


@pytest.mark.parametrize(
    ("kode", "kembali"),
    [
        ("mekanisme-pengukuran-kinerja", {6: (5,), 7: (5,), 8: (7,)}),
        ("pengukuran-kinerja-kecamatan", {6: (4,), 7: (6,), 8: (7,)}),
        ("pengumpulan-data-kinerja", {}),
        ("pengukuran-kinerja-dinas", {9: (8,), 10: (8,), 11: (10,)}),
        ("pengumpulan-data-capaian", {8: (7,), 9: (7,), 10: (9,)}),
    ],
)
def test_returns_go_where_the_office_decided(kode: str, kembali: dict[int, tuple[int, ...]]):
    assert {row.no: row.kembali for row in SHIPPED[kode].langkah if row.kembali} == kembali


def test_only_three_returns_are_printed():
    printed = [
        (sop.kode, row.no)
        for sop in SHIPPED.values()
        for row in sop.langkah
        for tahap in row.tahap
        if any(k.asal == "lembar" for k in tahap.kembali)
    ]

    assert printed == [
        ("mekanisme-pengukuran-kinerja", 6),
        ("pengukuran-kinerja-kecamatan", 6),
        ("pengukuran-kinerja-kecamatan", 7),
    ]


@pytest.mark.parametrize(
    ("kode", "no", "gabung_di", "waktu"),
    [
        ("mekanisme-pengukuran-kinerja", 3, 5, "1 hari"),
        ("pengumpulan-data-capaian", 4, 5, "3 hari"),
        ("pengukuran-kinerja-dinas", 3, 6, "1 hari"),
    ],
)
def test_forms_that_run_beside_the_flow_are_ours(kode: str, no: int, gabung_di: int, waktu: str):
    second = SHIPPED[kode].langkah_of(no).tahap[1]

    assert (second.minta, second.sebar) == (Minta.FORMULIR, Sebar.PER_UNIT)
    assert (second.gabung_di, str(second.waktu), second.asal) == (gabung_di, waktu, "tapak")


def test_the_actors_that_the_sheets_leave_open_are_marked():
    doubtful = [row for sop in SHIPPED.values() for row in sop.langkah if row.keyakinan != "H"]

    assert len(doubtful) == 23


def test_every_kind_of_work_is_used_by_the_five_files():
    stages = [t for sop in SHIPPED.values() for row in sop.langkah for t in row.tahap]

    assert {t.minta for t in stages} == set(Minta)
    assert {t.sebar for t in stages} == set(Sebar)
    asked = {i.jenis for t in stages for i in t.isian}
    asked |= {i.jenis for sop in SHIPPED.values() for i in sop.mulai}
    assert asked == set(JenisIsian)


def test_what_is_ours_never_counts_as_printed_time():
    stages = [(row, t) for s in SHIPPED.values() for row in s.langkah for t in row.tahap]

    assert all(t.asal == "tapak" for _, t in stages if t.waktu is not None)


def test_a_tahap_of_its_own_time_uses_it():
    row = SHIPPED["mekanisme-pengukuran-kinerja"].langkah_of(4)

    assert row.waktu_of(0) == Waktu(1, Satuan.HARI)
    assert row.waktu_of(1) == Waktu(120, Satuan.MENIT)


def test_the_widest_spread_is_shown_and_a_relay_is_not():
    kecamatan = SHIPPED["pengukuran-kinerja-kecamatan"]

    assert [row.sebar for row in kecamatan.langkah if row.sebar is not Sebar.SEKALI] == [
        Sebar.PER_UNIT,
        Sebar.PER_PEGAWAI,
    ]
    assert kecamatan.langkah_of(5).relay == 1
    assert kecamatan.langkah_of(5).flow == (0,)
    assert kecamatan.kolom_of("kasi").nama == "Kasi"


def test_a_tahap_without_untuk_is_for_the_pelaksana():
    row = {
        "no": 1,
        "kegiatan": "",
        "singkat": "",
        "pelaksana": ["staf"],
        "mutu_baku": {"waktu": Waktu(1, Satuan.JAM)},
        "tahap": [
            {"nama": "a", "minta": "kerjakan"},
            {"nama": "b", "minta": "kerjakan", "untuk": ["camat"]},
        ],
    }
    langkah = Langkah.model_validate(row)

    assert [tahap.untuk for tahap in langkah.tahap] == [("staf",), ("camat",)]


def test_the_schema_for_editors_is_in_step():
    assert SCHEMA.read_text() == export_schema(), "tapak sop schema > docs/sop.schema.json"
