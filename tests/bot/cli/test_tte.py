"""The authorities whose certificates are trusted under signed PDFs, as ``tapak check`` tells them."""

from tests.bot.cli.conftest import Tapak
from tests.support.tte import PENERBIT, root_pem

ABOUT = "Penerbit TTE"


def test_check_names_whom_the_office_trusts_and_says_how_to_mend_what_it_cannot_read(
    office: Tapak,
):
    akar, empty = office.folder / "akar.pem", office.folder / "kosong.pem"
    akar.write_text(root_pem() + root_pem("Akar Lain"))
    empty.write_text("bukan sertifikat")

    _, facts = office.ask("check", tte_akar=str(akar))
    found = [one for one in facts["temuan"] if one["perihal"] == ABOUT]
    assert [one["tingkat"] for one in found] == ["ok", "ok"]
    assert PENERBIT in found[0]["keadaan"]
    for akar, why in ((empty, "tidak berisi sertifikat"), ("tidak-ada.pem", "tidak-ada.pem")):
        code, facts = office.ask("check", tte_akar=str(akar))
        (found,) = (one for one in facts["temuan"] if one["perihal"] == ABOUT)
        assert (code, found["tingkat"]) == (1, "gagal")
        assert why in found["keadaan"]
        assert "TAPAK_TTE_AKAR" in found["perbaikan"]
    _, facts = office.ask("check")
    assert ABOUT not in {one["perihal"] for one in facts["temuan"]}
