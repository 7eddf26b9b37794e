from hashlib import sha256

import pytest

from sop_flows.sop.catalog import (
    Catalog,
    Masalah,
    Salah,
    SopUnknown,
    SopUnreadable,
    load_catalog,
    parse_sop,
    parse_stored,
    read_template,
)

KECAMATAN = load_catalog().get("pengukuran-kinerja-kecamatan")


def broken(old: str, new: str, times: int = 1) -> tuple[Masalah, ...]:
    """Return what is said of the kecamatan's file after a change of its text."""
    assert old in KECAMATAN.teks
    with pytest.raises(SopUnreadable) as refused:
        parse_sop(KECAMATAN.teks.replace(old, new, times), "sop.toml")
    return refused.value.masalah


def test_the_five_sops_ship():
    assert [(t.sop.kode, t.sop.versi) for t in load_catalog().all()] == [
        ("mekanisme-pengukuran-kinerja", 1),
        ("pengukuran-kinerja-dinas", 1),
        ("pengukuran-kinerja-kecamatan", 1),
        ("pengumpulan-data-capaian", 1),
        ("pengumpulan-data-kinerja", 1),
    ]
    assert all(t.sha256 == sha256(t.teks.encode()).hexdigest() for t in load_catalog().all())


def test_the_newest_versi_is_found_and_every_other_one_too():
    second = read_template(KECAMATAN.teks.replace("versi = 1", "versi = 2"), "b.toml")
    catalog = Catalog((second, KECAMATAN))

    assert catalog.get(KECAMATAN.sop.kode) is second
    assert catalog.get(KECAMATAN.sop.kode, 1) is KECAMATAN


@pytest.mark.parametrize("versi", [None, 1, 9])
def test_an_sop_that_does_not_ship_is_said(versi: int | None):
    with pytest.raises(SopUnknown) as refused:
        load_catalog().get("tidak-ada", versi)

    assert (refused.value.kode, refused.value.versi) == ("tidak-ada", versi)


def test_a_stored_text_is_parsed_once():
    first = parse_stored(KECAMATAN.sha256, KECAMATAN.teks)

    assert first is KECAMATAN.sop
    assert parse_stored(KECAMATAN.sha256, "".join(KECAMATAN.teks)) is first
    assert parse_sop(KECAMATAN.teks, "another.toml") is first


def test_the_line_where_toml_ends_is_named():
    [problem] = broken('kode = "peng', "kode = peng")

    assert (problem.file, problem.problem, problem.nilai) == ("sop.toml", Salah.TOML, "5")


def test_toml_that_just_stops_names_no_line():
    with pytest.raises(SopUnreadable) as refused:
        parse_sop("kode = [", "sop.toml")

    assert refused.value.masalah[0].problem is Salah.TOML


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('singkat = "Periksa draf"', "", (6, "singkat", Salah.HILANG, "")),
        ('singkat = "Periksa draf"', "singkat = 3", (6, "singkat", Salah.JENIS, "3")),
        ('waktu = "120 menit"', 'waktu = "dua jam"', (4, "mutu_baku.waktu", Salah.WAKTU, "dua jam")),
        ('waktu = "120 menit"', "waktu = 120", (4, "mutu_baku.waktu", Salah.JENIS, "120")),
        ('id = "camat"', 'id = "Pak Camat"', (None, "kolom.1.id", Salah.BENTUK, "Pak Camat")),
        ('nama = "Camat"', 'nama = ""', (None, "kolom.1.nama", Salah.PANJANG, "")),
        ("versi = 1", "versi = 0", (None, "versi", Salah.PANJANG, "0")),
        ('boleh_tanya = true', "boleh_tanyakan = true", (5, "tahap.1.boleh_tanyakan", Salah.TAK_DIKENAL, "True")),
        ("no = 3\n", "no = 7\n", (None, "", Salah.URUTAN, "")),
    ],
)  # fmt: skip
def test_a_mistake_is_named_by_langkah_and_key(
    old: str, new: str, expected: tuple[int | None, str, Salah, str]
):
    [problem] = broken(old, new)

    assert (problem.langkah, problem.key, problem.problem, problem.nilai) == expected


def test_a_word_that_the_key_does_not_know_is_answered_with_those_it_does():
    [problem] = broken('minta = "sebar"', 'minta = "kirimkan"')

    assert (problem.langkah, problem.key, problem.problem) == (3, "tahap.1.minta", Salah.PILIHAN)
    assert problem.nilai.startswith("kirimkan ('disposisi', 'sebar'")


def test_every_mistake_is_named_at_once():
    text = KECAMATAN.teks.replace('singkat = "', 'singkatan = "')
    with pytest.raises(SopUnreadable) as refused:
        parse_sop(text, "sop.toml")

    assert len(refused.value.masalah) == 20
    assert {m.langkah for m in refused.value.masalah} == set(range(1, 11))


@pytest.mark.parametrize("rows", ["3", '["satu"]', "[{ tahap = 3 }]", "[{ tahap = ['a'] }]"])
def test_langkah_of_another_kind_are_named_not_a_crash(rows: str):
    head = KECAMATAN.teks.partition("[identitas]")[0]
    with pytest.raises(SopUnreadable) as refused:
        parse_sop(f"{head}langkah = {rows}\n", "sop.toml")

    assert any(m.langkah == 1 or m.key == "langkah" for m in refused.value.masalah)
