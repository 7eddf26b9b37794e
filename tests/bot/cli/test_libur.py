"""``tapak libur``: the calendar of an office at a terminal, changed as in the chat and only with --ya."""

import pytest

KODE = ("--kantor", "pejawaran")


def test_a_year_is_listed_with_its_skb_and_what_nobody_knows_yet(office):
    _, known = office.ask("libur", "lihat", *KODE, "--tahun", "2026")
    _, unknown = office.ask("libur", "lihat", *KODE, "--tahun", "2028")

    assert known["skb"].startswith("Nomor 1497 Tahun 2025")
    assert {"tanggal": "2026-12-25", "nama": "Hari Raya Natal", "asal": "nasional"} in known[
        "nasional"
    ]
    assert (known["cuti_bersama_diketahui"], unknown["cuti_bersama_diketahui"]) == (True, False)
    said = office.run("libur", "lihat", *KODE, "--tahun", "2028").stdout
    assert "cuti bersama belum diketahui" in said


def test_nothing_is_stored_that_is_not_meant(office):
    added = ("libur", "tambah", "12-13 Okt 2026", *KODE, "--dasar", "Hari jadi daerah")
    told = office.run(*added)

    assert "Belum ada yang disimpan; ulangi dengan --ya." in told.stdout
    assert own(office) == []
    assert office.ask(*added, "--ya")[1]["disimpan"]
    assert own(office) == [("2026-10-12", "2026-10-13", "Hari jadi daerah")]


def test_what_was_added_is_taken_back(office):
    office.run("libur", "tambah", "12 Okt 2026", *KODE, "--dasar", "Hari jadi", "--ya")
    code, _ = office.ask("libur", "hapus", "12 Okt 2026", *KODE, "--ya")

    assert (code, own(office)) == (0, [])


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("tambah", "kapan-kapan", "--dasar", "Hari jadi"), "Tanggalnya belum terbaca"),
        (("tambah", "1 Mei 2027", "--jenis", "ramadan", "--dasar", "KMA"), "bukan bulan Ramadan"),
        (("hapus", "12 Okt 2026"), "Tidak ada catatan kantor"),
    ],
)
def test_what_cannot_be_is_refused_in_words(office, args, words):
    result = office.run("libur", args[0], *args[1:], *KODE)

    assert result.exit_code == 1
    assert words in result.output


def own(office) -> list[tuple[str, str, str]]:
    _, told = office.ask("libur", "lihat", *KODE, "--tahun", "2026")
    return [
        (one["mulai"], one["selesai"], one["dasar"])
        for one in told["kantor"]
        if one["mulai"].startswith("2026-10")
    ]
