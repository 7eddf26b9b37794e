"""How a screen addresses its reader: as Bapak or Ibu once that is known."""

from dataclasses import replace

import pytest

from handlers.screens.notices import Pesan, draw
from handlers.screens.sapaan import addressing
from handlers.screens.screen import plain
from handlers.screens.wording import popup
from sop_flows.engine.facts import Facts
from sop_flows.ports.kiriman import Kiriman
from sop_flows.ports.layar.daftar import LayarKartu
from sop_flows.ports.views import KartuView
from sop_flows.sop.definition import Minta
from tests.support.views import PEMIRSA, converse, make_kartu


def read_by(sapaan: str, view: KartuView) -> str:
    """Return what that reader sees on a card."""
    pesan = Pesan(Kiriman(chat_id=70, isi=LayarKartu()), view, sapaan)
    return plain(draw(pesan, ambigu=False).text)


@pytest.mark.parametrize(("sapaan", "seen"), [("Pak", "Bapak"), ("Bu", "Ibu"), ("", "Bapak/Ibu")])
def test_a_card_addresses_its_reader(sapaan: str, seen: str):
    text = read_by(sapaan, make_kartu(Minta.DISPOSISI))

    assert f"Mohon perkenan {seen} mendisposisikan" in text


def test_what_people_wrote_is_not_changed():
    note = "Mohon Bapak/Ibu Kasi melengkapi."

    assert note in read_by("Pak", make_kartu(tugas={"facts": Facts(konsep=note)}))


def test_a_pop_up_addresses_who_tapped():
    with addressing("Bu"):
        assert "untuk jabatan Ibu saat ini" in popup("NotYourTugas")
        assert "mencakup menu ini" in popup("NotAllowed")
    assert "untuk jabatan Bapak/Ibu saat ini" in popup("NotYourTugas")


def test_the_last_question_says_who_decides_and_as_what():
    camat = replace(PEMIRSA, jabatan="Camat")
    asked = converse(make_kartu(Minta.KEPUTUSAN, pemirsa=camat), "yakin", kerja="setujui")

    assert "Yakin? Dokumen disetujui oleh Bapak selaku Camat." in read_by("Pak", asked)


def test_a_signing_card_says_that_it_is_no_certified_signature():
    signing = make_kartu(Minta.TANDA_TANGAN, tugas={"facts": Facts()})

    assert "bukan tanda tangan elektronik tersertifikasi" in read_by("Bu", signing)
    assert "tersertifikasi" not in read_by("Bu", make_kartu(Minta.PARAF))
