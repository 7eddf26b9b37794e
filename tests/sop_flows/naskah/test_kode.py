"""The kode verifikasi: one for each content, and the same however it is typed."""

from hypothesis import given
from hypothesis import strategies as st

from sop_flows.naskah.canonical import sha256_of
from sop_flows.naskah.kode import ALPHABET, LENGTH, is_kode_of, kode_of, print_kode, read_kode

SHA256 = st.text().map(lambda content: sha256_of(repr(content)))


def test_no_character_of_a_kode_is_taken_for_another():
    assert len(set(ALPHABET)) == len(ALPHABET)
    for alike in ("0OQ", "1IL", "2Z", "5S", "8B"):
        assert not set(alike) & set(ALPHABET)


@given(SHA256)
def test_a_kode_has_eight_characters_in_two_groups(sha256: str):
    kode = kode_of(sha256)

    assert (len(kode), set(kode) <= set(ALPHABET)) == (LENGTH, True)
    assert print_kode(kode) == f"{kode[:4]}-{kode[4:]}"


@given(
    SHA256,
    st.booleans(),
    st.lists(st.integers(0, LENGTH)),
    st.sampled_from(" -\u2013\u2011\u00a0"),
)
def test_a_kode_is_read_whatever_its_case_spaces_and_hyphens(
    sha256: str, is_lower: bool, places: list[int], between: str
):
    typed = kode = kode_of(sha256)
    for place in sorted(places, reverse=True):
        typed = typed[:place] + between + typed[place:]

    assert read_kode(typed.lower() if is_lower else typed) == kode
    assert read_kode(print_kode(kode)) == kode


def test_what_is_no_kode_is_not_read():
    for teks in ("", "ACDE-FGH", "ACDE-FGHJK", "ACDE-FGH0", "ACDE_FGHJ", "ACDEFGHJ/"):
        assert read_kode(teks) is None


def test_one_digit_more_or_less_is_another_kode():
    assert kode_of(sha256_of("87.75")) != kode_of(sha256_of("87.76"))


def test_what_is_no_sha256_has_no_kode():
    sha256 = "ab" * 32

    assert is_kode_of(kode_of(sha256), sha256)
    assert not is_kode_of(kode_of(sha256), '{"bukan":"sha256"}')
