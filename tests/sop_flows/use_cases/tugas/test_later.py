"""What an earlier triwulan changes under the open cards of a later one, which show what it reached."""

from datetime import timedelta

import pytest

from bot.trial.kantor.pejawaran import START
from handlers.screens.riwayat import draw_riwayat
from sop_flows.engine.aksi import Kerja
from sop_flows.errors import TugasChanged
from sop_flows.ports.layar.daftar import LayarRiwayat
from sop_flows.use_cases.berkas.riwayat import view_riwayat
from sop_flows.use_cases.berkas.steer import cancel_berkas
from sop_flows.use_cases.tugas.konfirmasi import perform_tapped
from tests.sop_flows.use_cases.formulir.test_sampai_triwulan import TW_I
from tests.sop_flows.use_cases.tugas.test_pembaruan import ask
from tests.support.office import Pejawaran, plain
from tests.support.story import (
    AGUS,
    KASUBBAG,
    LINES,
    SEKCAM,
    TAPEM,
    at,
    berkas,
    fill,
    go_to,
    jejak,
    read_card,
    tugas,
)


@pytest.fixture
def triwulan(kantor: Pejawaran) -> tuple[int, int]:
    """TW I and TW III, both before the Kasubbag."""
    kantor.now = START - timedelta(days=182)
    first = go_to(kantor, 4)
    for kasi in LINES:
        fill(kantor, kasi, TW_I.get(kasi, ""))
        kantor.act(kasi, Kerja.KIRIM)
    kantor.act(AGUS, Kerja.SELESAI)
    kantor.now = START
    return first, go_to(kantor, 6)


def send_back(kantor: Pejawaran, berkas_id: int, kasi: str) -> None:
    """Let the Kasubbag return the form of a unit, and it be relayed."""
    unit = next(
        t.unit_id
        for t in kantor.run(lambda uow: uow.berkas.tugas_of(berkas_id, 4))
        if t.facts.hasil is not None and t.facts.hasil.nama == kasi
    )
    decision = at(kantor, berkas_id, 6)
    alasan = "Mohon diperiksa ulang"
    kantor.act(KASUBBAG, Kerja.KEMBALIKAN, decision, catatan=alasan, unit=(unit,))
    (relay,) = (t for t in berkas(kantor, berkas_id).terbuka if t.langkah == 5)
    kantor.act(AGUS, Kerja.TERUSKAN, relay)


def test_a_yes_to_a_later_triwulan_is_refused_once_what_it_shows_of_an_earlier_one_is_corrected(
    kantor: Pejawaran, triwulan: tuple[int, int]
):
    first, third = triwulan
    send_back(kantor, first, TAPEM)
    decision = at(kantor, third, 6)
    assert "Realisasi sebelumnya IK-01 berubah: 41,00 → tidak ada" in read_card(
        kantor, decision.id, KASUBBAG
    )

    yes = ask(kantor, KASUBBAG, decision)
    fill(kantor, TAPEM, "IK-01=40")
    assert (
        tugas(kantor, decision.id).revisi == decision.revisi
    )  # a form that is not sent is a draft
    kantor.act(TAPEM, Kerja.KIRIM)

    with pytest.raises(TugasChanged):
        kantor.run(perform_tapped, **yes)
    shown = read_card(kantor, decision.id, KASUBBAG)
    assert "Realisasi sebelumnya IK-01 berubah: 41,00 → 40,00" in shown
    assert "IK-02" not in shown.split("Berubah sejak")[1].split("\n\n")[0]
    kantor.run(perform_tapped, **ask(kantor, KASUBBAG, tugas(kantor, decision.id)))
    assert len(jejak(kantor, third, "setujui")) == 1


def test_the_history_of_the_later_triwulan_says_who_changed_what_in_which_berkas(
    kantor: Pejawaran, triwulan: tuple[int, int]
):
    first, third = triwulan
    send_back(kantor, first, TAPEM)

    (line,) = jejak(kantor, third, "perbarui")
    assert line.pelaku["nama"] == AGUS
    view = kantor.run(view_riwayat, user_id=kantor.user[SEKCAM], berkas_id=third)
    asked = LayarRiwayat(user_id=kantor.user[SEKCAM], berkas_id=third)
    nomor = berkas(kantor, first).nomor
    assert (
        f"mengubah nilai periode sebelumnya dengan data berkas {nomor}"
        " · Realisasi sebelumnya IK-01 berubah: 41,00 → tidak ada"
    ) in plain(draw_riwayat(view, asked).text)


def test_an_earlier_triwulan_that_is_given_up_is_told_and_a_later_one_changes_nothing_before_it(
    kantor: Pejawaran, triwulan: tuple[int, int]
):
    first, third = triwulan
    before = at(kantor, first, 6)
    send_back(kantor, third, TAPEM)
    assert tugas(kantor, before.id) == before

    form = next(t for t in berkas(kantor, third).terbuka if t.langkah == 4)
    kantor.say(SEKCAM, cancel_berkas, berkas_id=first, alasan="Dibuka dua kali")

    shown = read_card(kantor, form.id, TAPEM)
    assert "Realisasi sebelumnya IK-01 berubah: 41,00 → tidak ada" in shown
    assert "IK-06" not in shown
