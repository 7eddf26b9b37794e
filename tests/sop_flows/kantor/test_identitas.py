"""One key in many spellings, and the keys that are not the same."""

import pytest

from sop_flows.kantor.identitas import (
    KejanggalanNip,
    examine_nip,
    fold_kode,
    fold_kunci,
    fold_nama,
    tidy_kunci,
)

NIP = "197105121992031004"


@pytest.mark.parametrize(
    "written",
    [
        "19710512 199203 1 004",
        "19710512\u00a0199203\u00a01\u00a0004",
        "19710512.199203.1.004",
        "19710512-199203-1-004",
        "19710512\u2013199203\u20131\u2013004",
        "\u200e19710512199203\u200b1004\ufeff",
        "'197105121992031004",
        " 1971/0512/1992031004 ",
    ],
)
def test_a_nip_is_one_key_however_its_digits_are_grouped(written):
    assert fold_kunci(written) == fold_kunci(NIP)
    assert tidy_kunci(written) == NIP


@pytest.mark.parametrize(
    "written",
    ["0812-3456-7890", "+62 812 3456 7890", "62812 34567890", "(0812) 3456.7890", "81234567890"],
)
def test_a_telephone_is_one_key_with_and_without_the_country(written):
    assert fold_kunci(written) == "081234567890"
    assert tidy_kunci(written) == written


@pytest.mark.parametrize(
    ("one", "other"),
    [("IK-1.11", "IK-11.1"), ("1.1", "11"), ("PTT-1 A", "PTT-1 B"), ("1.2.3.4", "123.4")],
)
def test_marks_tell_short_keys_apart(one, other):
    assert fold_kunci(one) != fold_kunci(other)
    assert fold_kode(one) != fold_kode(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IK-01", "ik - 01"),
        ("IK\u201301", "IK-01"),
        ("Camat", "CAMAT\u200b"),
        ("Kasi Jum\u2019at", "kasi  jum'at"),
        ("Staff / Pelaksana", "Staff/Pelaksana"),
        ("HONORER 1", "honorer\u00a01"),
    ],
)
def test_case_spaces_and_the_kind_of_dash_tell_no_keys_apart(one, other):
    assert fold_kode(one) == fold_kode(other)
    assert fold_kunci(one) == fold_kunci(other)


def test_titles_make_no_other_name():
    assert fold_nama("Drs. H. Suharyanto, M.Si.") == fold_nama("SUHARYANTO")
    assert fold_nama("St. M.") == fold_nama("st.m.")


@pytest.mark.parametrize(
    ("kunci", "odd"),
    [
        (NIP, None),
        ("19710512 199203 1 004", None),
        ("199901142024211007", None),
        ("19710512199203104", KejanggalanNip.PANJANG),
        ("1971051219920310044", KejanggalanNip.PANJANG),
        ("1971O5121992031004", KejanggalanNip.BUKAN_ANGKA),
        ("197113121992031004", KejanggalanNip.SUSUNAN),
        ("197105121992131004", KejanggalanNip.SUSUNAN),
        ("197105121992033004", KejanggalanNip.SUSUNAN),
        ("3304011205710001", None),
        ("HONORER-01", None),
        ("0812-3456-7890", None),
        ("pegawai-kecamatan-1", None),
    ],
)
def test_a_nip_with_a_digit_lost_or_mistaken_is_odd(kunci, odd):
    assert examine_nip(kunci) == odd
