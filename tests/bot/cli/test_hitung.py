import json
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from bot.cli.hitung import hitung
from storage.offices.kalender import compile_jam_kerja


def run(*args, obj=None):
    return CliRunner().invoke(hitung, args, obj=obj)


def answer(*args, obj=None):
    result = run(*args, "--json", obj=obj)
    return result.exit_code, json.loads(result.stdout)


@pytest.mark.parametrize(
    ("teks", "fields", "code"),
    [
        ("1.234,5", {"nilai": "1234.5"}, 0),
        ("-33,33%", {"nilai": "-33.33"}, 0),
        ("71.5", {"pilihan": ["71.5", "715"]}, 0),
    ],
)
def test_a_typed_number_is_explained_to_scripts(teks, fields, code):
    assert answer("angka", teks) == (code, fields)


def test_a_typed_number_is_explained_to_people():
    assert run("angka", "1,5 juta").output == "Dibaca: 1.500.000\n"
    assert (
        run("angka", "101.31").output
        == "Dapat berarti 101,31 atau 10.131. Mohon pilih salah satu.\n"
    )


@pytest.mark.parametrize("teks", ["", "1e5", "--5", "=1+1", "enam puluh"])
def test_a_refused_number_leaves_with_one_and_the_reason(teks):
    result = run("angka", teks)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Ditolak: ")
    code, fields = answer("angka", teks)
    assert (code, list(fields)) == (1, ["ditolak"])


@pytest.mark.parametrize(
    ("args", "capaian", "tampil", "kategori"),
    [
        (("4,88", "32", "turun"), "184.75", "184,75%", "Sangat Tinggi"),
        (("103.980", "103.980", "naik"), "100", "100%", "Sangat Tinggi"),
        (("-33,33%", "100", "naik"), "-33.33", "0%", "Sangat Rendah"),
        (("--", "-33,33%", "100", "naik"), "-33.33", "0%", "Sangat Rendah"),
        (("7,5", "7 - 8", "turun"), "100", "100%", "Sangat Tinggi"),
        (("40", "80 - 90%", "naik"), "50", "50%", "Sangat Rendah"),
        (("n/a", "80", "naik"), None, "n/a", None),
        (("1", "0", "naik"), None, "tidak terdefinisi", None),
        (("0", "0", "turun"), "100", "100%", "Sangat Tinggi"),
        (("WTP", "WTP", "naik"), "100", "100%", "Sangat Tinggi"),
        (("WDP", "WTP", "naik"), None, "tidak tercapai", None),
        (("82,5", "80,00 (BB)", "naik"), "103.125", "103,13%", "Sangat Tinggi"),
        (("1:30", "1:32", "turun"), "106.25", "106,25%", "Sangat Tinggi"),
        (("49", "kurang dari 49", "turun"), None, "tidak tercapai", None),
        (("90,999", "100", "naik"), "90.999", "90,999%", "Tinggi"),
        (("90,999", "100", "naik", "--skala", "lke"), "90.999", "91%", "AA"),
        (("90", "100", "naik", "--skala", "lke"), "90", "90%", "A"),
        (("90", "100", "naik", "--skala", "trenggalek"), "90", "90%", "AA"),
        (("40", "80", "turun", "--skala", "bkd sumbar"), "150", "150%", "Sangat Baik"),
        (("64", "80", "turun", "--skala", "bkd sumbar"), "120", "120%", "Cukup"),
        (
            ("20", "80", "naik", "--sifat", "tahunan", "--triwulan", "3"),
            None,
            "dinilai akhir tahun",
            None,
        ),
    ],
)
def test_a_capaian_is_computed_for_scripts(args, capaian, tampil, kategori):
    flag_first = ("--json", *args)
    result = run("capaian", *flag_first)
    fields = json.loads(result.stdout)

    assert result.exit_code == 0
    assert [*fields] == [
        *("capaian", "tampil", "kategori", "catatan"),
        *("tahunan", "ordinal", "hari_terlambat", "skala"),
    ]
    assert (fields["capaian"], fields["tampil"], fields["kategori"]) == (capaian, tampil, kategori)


def test_a_capaian_is_explained_line_by_line():
    assert run("capaian", "56,23", "46", "turun").output.splitlines() == [
        "Realisasi  56,23",
        "Target     46",
        "Polaritas  turun",
        "Rumus      (2 x target - realisasi) / target x 100",
        "           (2 x 46 - 56,23) / 46 x 100 = 77,76086956521739130434782609",
        "Capaian    77,76%",
        "Kategori   Tinggi",
    ]


@pytest.mark.parametrize(
    ("args", "lines"),
    [
        (("56,23", "46", "turun", "--formula", "B"), ["           46 / 56,23 x 100 = 81,80"]),
        (("75", "80", "naik"), ["           75 / 80 x 100 = 93,75"]),
        (("n/a", "n/a", "naik"), ["Realisasi  n/a", "Target     n/a", "Capaian    n/a"]),
        (("92", "80 - 90%", "naik"), ["Target     80 - 90", "Catatan    Realisasi di atas"]),
        (("40", "kurang dari 49", "turun"), ["Target     kurang dari 49"]),
        (("0", "0", "turun"), ["Catatan    Target nol dan realisasi nol"]),
        (("1", "0", "naik"), ["Capaian    tidak terdefinisi", "Catatan    Target nol tidak"]),
    ],
)
def test_the_explanation_names_what_was_used(args, lines):
    printed = run("capaian", *args).output

    assert all(line in printed for line in lines)


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (("71.5", "80", "naik"), "Realisasi dapat berarti 71,5 atau 715."),
        (("70", "71.5", "naik"), "Target dapat berarti 71,5 atau 715."),
        (("abc", "80", "naik"), "Realisasi ditolak: bukan angka."),
        (("80", "delapan puluh", "naik"), "Target ditolak: bukan angka."),
        (("80", "WTP", "naik"), "Realisasi ditolak: bukan predikat"),
        (("31", "31 Desember", "naik"), "Realisasi ditolak: bukan tanggal"),
        (
            ("90", "80", "naik", "--skala", "entah"),
            "Skala entah tidak dikenal. Yang ada: permendagri",
        ),
    ],
)
def test_numbers_that_cannot_be_measured_are_refused(args, reason):
    result = run("capaian", *args)

    assert result.exit_code == 1
    assert result.stderr.startswith(reason)


def test_the_two_readings_are_given_to_scripts():
    code, fields = answer("capaian", "71.5", "80", "naik")

    assert (code, fields["pilihan"]) == (1, ["71.5", "715"])


@pytest.mark.parametrize(
    ("args", "tenggat"),
    [
        (("2026-11-23T08:00", "1 hari"), "2026-11-24T16:00:00+07:00"),
        (("2026-11-20T15:30+07:00", "120 menit"), "2026-11-23T08:30:00+07:00"),
        (("2026-11-20T08:30Z", "60 menit"), "2026-11-20T16:30:00+07:00"),
        (("2026-12-23T15:30", "1 jam", "--zona", "Asia/Makassar"), "2026-12-28T08:00:00+08:00"),
        (("2026-02-19T14:30", "1 jam"), "2026-02-20T08:30:00+07:00"),
    ],
)
def test_a_tenggat_is_computed_for_scripts(args, tenggat):
    assert answer("tenggat", *args) == (0, {"tenggat": tenggat})


def test_a_tenggat_is_explained_line_by_line():
    assert run("tenggat", "2026-12-23T15:30", "60 menit").output.splitlines() == [
        "Diterima   Rabu, 23 Desember 2026 pukul 15.30 WIB",
        "Waktu      60 menit",
        "Terpakai   Rabu, 23 Desember 2026 pukul 15.30-16.00",
        "Terpakai   Senin, 28 Desember 2026 pukul 07.30-08.00",
        "Dilewati   Kamis, 24 Desember 2026: Cuti Bersama Hari Raya Natal",
        "Dilewati   Jumat, 25 Desember 2026: Hari Raya Natal",
        "Dilewati   Sabtu, 26 Desember 2026: bukan hari kerja",
        "Dilewati   Minggu, 27 Desember 2026: bukan hari kerja",
        "Batas      Senin, 28 Desember 2026 pukul 08.00 WIB",
    ]


def test_a_tenggat_in_days_names_the_days():
    assert run("tenggat", "2026-11-26T17:00", "2 hari").output.splitlines()[2:5] == [
        "Dihitung   mulai Jumat, 27 November 2026 pukul 07.30 WIB, saat jam kerja berikutnya dibuka",
        "Hari ke-1  Senin, 30 November 2026",
        "Hari ke-2  Selasa, 1 Desember 2026",
    ]


def test_an_office_brings_its_own_hours():
    six_days = compile_jam_kerja("Asia/Jayapura", 6, years=(2026,))
    asked = ("tenggat", "2026-11-27T14:30", "1 jam", "--kantor", "KEC-01")

    code, fields = answer(*asked, obj={"jam_kerja_of": {"KEC-01": six_days}.__getitem__})

    assert six_days.zona == ZoneInfo("Asia/Jayapura")
    assert (code, fields) == (0, {"tenggat": "2026-11-28T08:00:00+09:00"})


@pytest.mark.parametrize("obj", [None, {}, {"jam_kerja_of": {}.__getitem__}])
def test_an_unknown_office_is_refused(obj):
    result = run("tenggat", "2026-11-27T14:30", "1 jam", "--kantor", "X", obj=obj)

    assert result.exit_code == 1
    assert "antor" in result.stderr


def test_a_tenggat_beyond_the_calendar_is_refused():
    assert run("tenggat", "9999-12-31T15:30", "90 menit").exit_code == 1


@pytest.mark.parametrize(
    "args",
    [
        ("tenggat", "besok", "1 hari"),
        ("tenggat", "2026-11-23T08:00", "1 minggu"),
        ("tenggat", "2026-11-23T08:00", "1 hari", "--zona", "Asia/Pejawaran"),
        ("tenggat", "2026-11-23T08:00", "1 hari", "--zona", "Asia/Jakarta", "--kantor", "K"),
        ("capaian", "1", "2", "datar"),
        ("capaian", "1", "2"),
        ("angka",),
    ],
)
def test_wrong_usage_leaves_with_two(args):
    assert run(*args).exit_code == 2


@pytest.mark.parametrize(
    ("realisasi", "target", "tampil", "late"),
    [
        ("31 Desember 2026", "paling lambat 31 Desember", "tepat waktu", 0),
        ("20 Desember 2026", "31 Desember", "tepat waktu", 0),
        ("3 Januari 2027", "paling lambat 31 Desember", "terlambat 3 hari", 3),
        ("3 Januari 2027", "paling lambat 31 Desember 2026", "terlambat 3 hari", 3),
        ("31 Desember", "31 Desember", "tepat waktu", 0),
        ("2027-01-10", "selambat-lambatnya tanggal 31-12-2026", "terlambat 10 hari", 10),
    ],
)
def test_a_promised_day_is_kept_or_missed_by_days_and_never_a_percentage(
    realisasi, target, tampil, late
):
    code, fields = answer("capaian", realisasi, target, "naik")

    assert (code, fields["capaian"], fields["kategori"]) == (0, None, None)
    assert (fields["tampil"], fields["hari_terlambat"]) == (tampil, late)


def test_scripts_are_told_of_what_kind_a_target_is():
    _, opini = answer("capaian", "WDP", "WTP", "naik")
    _, akip = answer("capaian", "n/a", "80", "naik", "--sifat", "tahunan", "--skala", "Ponorogo")

    assert (opini["ordinal"], opini["tahunan"], opini["skala"]) == (True, False, "permendagri")
    assert (akip["ordinal"], akip["tahunan"], akip["skala"]) == (False, True, "ponorogo")
