"""An SOP file may come from anybody: whatever it holds, it is read or refused at once, with what to mend."""

import tomllib
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.screens.findings import describe_salah
from sop_flows.sop.catalog import Salah, load_catalog
from sop_flows.sop.examine import examine
from sop_flows.sop.form import LANGKAH
from sop_flows.sop.toml import DEEPEST, LONGEST, TomlBroken, read_toml

SHEET = load_catalog().get("pengukuran-kinerja-kecamatan").teks
HARM = {
    "a key of as many parts as there is room for": ("a" + ".a" * 99_000 + " = 1", Salah.TOML),
    "such a key in quotes": ('"a"' + '."\\"a"' * 33_000 + " = 1", Salah.TOML),
    "such a key between spaces": ("a" + " . a" * 49_000 + " = 1", Salah.TOML),
    "such a key in a table of one line": ("x = {a" + ".a" * 99_000 + " = 1}", Salah.TOML),
    "such a key of a table": ("[a" + ".a" * 99_000 + "]", Salah.TOML),
    "a number of 5,000 digits": ("a = " + "9" * 5_000, Salah.TOML),
    "a day that there is not": ("a = 2026-02-30", Salah.TOML),
    "brackets in brackets": ("a = " + "[" * 99_000, Salah.TOML),
    "tables in tables": ("a = " + "{a = " * 30_000, Salah.TOML),
    "a text that is never closed": ('a = "' + '\\"' * 99_000, Salah.TOML),
    "more than a sheet": ("#" * (LONGEST + 1), Salah.BESAR),
}


@pytest.mark.parametrize("how", HARM)
def test_what_would_cost_more_than_its_size_is_refused_at_once(how):
    teks, why = HARM[how]
    begun = process_time()

    (found,) = examine(teks.encode(), "kirim.toml").masalah

    assert found.problem is why
    assert process_time() - begun < 5


def test_the_line_is_named_where_it_is_known():
    teks = SHEET + "\n" + "a" + ".a" * 1_000 + " = 1\n"

    (found,) = examine(teks.encode(), "kirim.toml").masalah

    line = SHEET.count("\n") + 2
    assert describe_salah(found.problem, found.nilai) == f"bukan TOML yang benar (baris {line})"


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ("versi = 1\n", f"versi = {10**20}\n", "versi"),
        ("versi = 1\n", "versi = 0x" + "f" * 100_000 + "\n", "versi"),
        ("\nno = 1\n", "\nno = 0x" + "f" * 100_000 + "\n", "no"),
        ("\nno = 1\n", f"\nno = {LANGKAH + 1}\n", "no"),
    ],
)
def test_a_number_that_no_sheet_has_is_named_at_its_key(before, after, key):
    assert before in SHEET

    found = examine(SHEET.replace(before, after, 1).encode(), "kirim.toml").masalah

    assert [(one.key, one.problem) for one in found if one.key == key] == [(key, Salah.PANJANG)]
    assert all(len(one.nilai) <= 60 and (one.langkah or 0) <= LANGKAH for one in found)


@pytest.mark.parametrize("versi", ["true", "1.0", "'1'"])
def test_a_versi_is_a_whole_number(versi):
    found = examine(SHEET.replace("versi = 1\n", f"versi = {versi}\n", 1).encode(), "kirim.toml")

    assert [(one.key, one.problem) for one in found.masalah] == [("versi", Salah.JENIS)]


@given(st.text(st.sampled_from("ab.\"' =[]{}\n\\#1-"), max_size=60))
def test_what_is_no_harm_is_read_as_ever(teks):
    try:
        expected = tomllib.loads(teks)
    except ValueError:
        with pytest.raises(TomlBroken):
            read_toml(teks)
    else:
        parts = max(map(len, teks.split("\n")), default=0) // 2
        assert parts > DEEPEST or read_toml(teks) == expected


def test_every_sheet_that_ships_is_far_from_these_limits():
    for template in load_catalog().all():
        assert len(template.teks) < LONGEST // 2
        assert len(template.sop.langkah) < LANGKAH // 2
