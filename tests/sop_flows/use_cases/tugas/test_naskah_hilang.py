"""Nothing is decided on, handed on or sent whose naskah was lost or altered past the triggers."""

from collections.abc import Callable

import pytest

from sop_flows.engine.aksi import Kerja
from sop_flows.errors import NaskahLost
from sop_flows.naskah.kode import kode_of
from tests.support.office import Pejawaran
from tests.support.story import (
    AGUS,
    KASUBBAG,
    LINES,
    SEKCAM,
    SENT,
    TAPEM,
    at,
    fill,
    go_to,
    go_to_last,
    jejak,
    naskah_named,
    tugas,
)
from tests.support.tamper import ALTERED, LOST, tamper

GONE = {"lost": LOST, "altered": ALTERED["what"].replace("88.5", "100")}


def decision(kantor: Pejawaran) -> Callable[[], object]:
    """Return an approval of what was handed on and approved before."""
    card = at(kantor, go_to(kantor, 7), 7)
    return lambda: kantor.act(SEKCAM, Kerja.SETUJUI, card)


def sending_again(kantor: Pejawaran) -> Callable[[], object]:
    """Return the sending of a form as it was sent before it was taken back."""
    go_to(kantor, 4)
    fill(kantor, TAPEM, LINES[TAPEM])
    sent = kantor.only(TAPEM)
    kantor.act(TAPEM, Kerja.KIRIM, sent)
    kantor.act(TAPEM, Kerja.TARIK, tugas(kantor, sent.id))
    return lambda: kantor.act(TAPEM, Kerja.KIRIM)


def sending_out(kantor: Pejawaran) -> Callable[[], object]:
    """Return the last langkah, which sends what everybody has signed."""
    card = go_to_last(kantor)
    return lambda: kantor.act(AGUS, Kerja.SELESAI, card, isian=SENT)


@pytest.mark.parametrize("how", GONE)
@pytest.mark.parametrize("begun", [decision, sending_again, sending_out])
def test_it_is_refused_and_nothing_is_recorded(
    kantor: Pejawaran, begun: Callable[[Pejawaran], Callable[[], object]], how: str
):
    act = begun(kantor)
    before = kantor.run(lambda uow: list(uow.jejak.of_kantor(kantor.kantor_id)))
    named = [line.rincian["naskah"] for line in before if "naskah" in line.rincian][-1]
    kantor.database.run_now(lambda c: tamper(c, GONE[how]))
    kept = kantor.run(lambda uow: uow.naskah.of_kantor(kantor.kantor_id))

    with pytest.raises(NaskahLost) as refused:
        act()

    assert refused.value.naskah == kode_of(named)
    assert kantor.run(lambda uow: list(uow.jejak.of_kantor(kantor.kantor_id))) == before
    assert kantor.run(lambda uow: uow.naskah.of_kantor(kantor.kantor_id)) == kept


def test_what_was_taken_back_is_sent_again_under_the_kode_that_it_had(kantor: Pejawaran):
    sending_again(kantor)()

    berkas_id = kantor.run(lambda uow: uow.berkas.find(kantor.kantor_id, 1001))
    first, again = jejak(kantor, berkas_id or 0, "kirim")[-2:]
    assert first.rincian["naskah"] == again.rincian["naskah"]
    assert [one.versi for one in naskah_named(kantor, again)] == [1]


def test_another_naskah_of_the_berkas_is_decided_on_although_one_is_lost(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    kantor.database.run_now(
        lambda c: tamper(c, f"{LOST} WHERE unit_id IS NOT NULL")  # what the units sent
    )
    kantor.act(KASUBBAG, Kerja.SETUJUI, at(kantor, berkas_id, 6))

    assert len(jejak(kantor, berkas_id, "setujui")) == 1
