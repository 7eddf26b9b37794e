"""The key that papers are sealed with, as ``tapak check`` tells it."""

import pytest

from tests.bot.cli.conftest import Tapak
from tests.support.sertifikat import NAMA, SANDI, make_segel


def told(office: Tapak, **settings: str) -> tuple[str, str]:
    """Return how grave what `tapak check` says of the seal is, and what it says."""
    _, facts = office.ask("check", **settings)
    (found,) = (one for one in facts["temuan"] if one["perihal"] == "Segel")
    return found["tingkat"], f"{found['keadaan']} {found['perbaikan']}"


@pytest.mark.parametrize(
    ("days", "sandi", "tingkat", "said"),
    [
        (365, SANDI, "ok", f"{NAMA}, berlaku sampai"),
        (10, SANDI, "peringatan", "segera kedaluwarsa"),
        (-2, SANDI, "gagal", "kedaluwarsa"),
        (365, "sandi-lain", "gagal", "Periksa TAPAK_SEGEL_SANDI"),
    ],
)
def test_check_says_whether_the_key_can_be_used_and_how_to_mend_it(
    office: Tapak, days: int, sandi: str, tingkat: str, said: str
):
    segel = make_segel(office.folder, days=days)

    found, text = told(office, segel_p12=str(segel.p12), segel_sandi=sandi)
    assert found == tingkat
    assert said in text
    assert sandi not in text


def test_a_key_that_is_not_there_is_told_and_without_one_nothing_is(office: Tapak):
    found, text = told(office, segel_p12="tidak-ada.p12")

    assert found == "gagal"
    assert "tidak-ada.p12" in text
    _, facts = office.ask("check")
    assert "Segel" not in {one["perihal"] for one in facts["temuan"]}
    result = office.run("config", segel_p12="a.p12", segel_sandi=SANDI)
    assert SANDI not in result.output
