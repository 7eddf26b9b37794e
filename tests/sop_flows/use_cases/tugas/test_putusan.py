"""One person who judges the same berkas for two posts is not refused, but it is said before and after."""

import pytest

from handlers.screens.riwayat import draw_riwayat
from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.ports.layar.daftar import LayarRiwayat
from sop_flows.use_cases.berkas.riwayat import view_riwayat
from tests.sop_flows.use_cases.pegawai.test_delegasi import hold
from tests.support.office import Pejawaran, plain
from tests.support.story import (
    AGUS,
    KASUBBAG,
    SEKCAM,
    at,
    go_to,
    jejak,
    read_card,
    signature_of,
)

REMARK = "Bapak/Ibu sudah menyetujui berkas ini selaku Kasubbag Perencana (langkah 6)."


@pytest.mark.parametrize("jenis", [Penugasan.PLT, Penugasan.DEFINITIF])
def test_who_judges_again_for_another_post_reads_it_on_the_card_and_all_in_the_history(
    kantor: Pejawaran, jenis: Penugasan
):
    berkas_id = go_to(kantor, 7)
    hold(kantor, KASUBBAG, "Sekretaris Kecamatan", jenis=jenis)
    second = at(kantor, berkas_id, 7)
    assert REMARK in read_card(kantor, second.id, KASUBBAG)
    assert "Bapak/Ibu sudah" not in read_card(kantor, second.id, SEKCAM)
    kantor.act(KASUBBAG, Kerja.SETUJUI, second)

    first_line, line = jejak(kantor, berkas_id, "setujui")
    said = {"langkah": 6, "aksi": "setujui", "jabatan": "Kasubbag Perencana"}
    assert line.rincian["sudah"] == [said]
    assert "sudah" not in first_line.rincian
    who = {"user_id": kantor.user[SEKCAM], "berkas_id": berkas_id}
    history = plain(draw_riwayat(kantor.run(view_riwayat, **who), LayarRiwayat(**who)).text)
    assert history.count("sebelumnya menyetujui selaku Kasubbag Perencana (langkah 6)") == 1


def test_what_everybody_signs_for_themselves_is_no_second_judgement(kantor: Pejawaran):
    berkas_id = go_to(kantor, 7)
    hold(kantor, KASUBBAG, "Sekretaris Kecamatan", jenis=Penugasan.PLT)
    kantor.act(KASUBBAG, Kerja.SETUJUI, at(kantor, berkas_id, 7))
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 8))
    signing = signature_of(kantor, berkas_id, KASUBBAG)
    assert "Bapak/Ibu sudah" not in read_card(kantor, signing.id, KASUBBAG)
    kantor.act(KASUBBAG, Kerja.TANDA_TANGANI, signing)

    (line,) = jejak(kantor, berkas_id, "tanda_tangani")
    assert "sudah" not in line.rincian


def test_a_judgement_behind_which_the_flow_went_back_is_not_remarked(kantor: Pejawaran):
    berkas_id = go_to(kantor, 7)
    alasan = {"catatan": "Mohon diperiksa kembali."}
    kantor.act(SEKCAM, Kerja.KEMBALIKAN, at(kantor, berkas_id, 7), **alasan)
    hold(kantor, SEKCAM, "Kasubbag Perencana", jenis=Penugasan.PLT)
    kantor.act(
        SEKCAM, Kerja.SETUJUI, at(kantor, berkas_id, 6), catatan="Sudah sesuai dengan data."
    )
    text = read_card(kantor, at(kantor, berkas_id, 7).id, SEKCAM)

    assert text.count("Bapak/Ibu sudah") == 1
    assert REMARK in text
