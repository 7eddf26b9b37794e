"""The archive of a berkas: the board offers it to exactly those who get it."""

from contextlib import suppress

from sop_flows.engine.aksi import Kerja
from sop_flows.errors import NotFound
from sop_flows.papers.compose import read_paper
from sop_flows.sop.paper import JenisPaper
from sop_flows.use_cases.berkas.arsip import view_arsip
from sop_flows.use_cases.berkas.papan import view_berkas
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.tugas.alihkan import move
from sop_flows.use_cases.tugas.arahan import ask_arahan
from sop_flows.use_cases.tugas.tembusan import copy_to
from tests.support.kertas import printed
from tests.support.office import Pejawaran
from tests.support.story import (
    CAMAT,
    DEWI,
    KASUBBAG,
    SEKCAM,
    TAPEM,
    at,
    go_to,
    post,
    tugas,
)
from tests.support.tamper import tamper


def offered(kantor: Pejawaran, berkas_id: int) -> set[str]:
    """Return to whom the board of a berkas offers its archive."""
    return {
        nama
        for nama, user in kantor.user.items()
        if kantor.run(view_berkas, user_id=user, berkas_id=berkas_id).has_arsip
    }


def given(kantor: Pejawaran, berkas_id: int) -> set[str]:
    """Return who gets the archive of a berkas when they ask for it."""
    found = set()
    for nama, user in kantor.user.items():
        with suppress(NotFound):
            kantor.run(view_arsip, user_id=user, berkas_id=berkas_id)
            found.add(nama)
    return found


def test_the_board_offers_the_archive_to_exactly_those_who_get_it(kantor: Pejawaran):
    berkas_id = kantor.start()

    assert {CAMAT, SEKCAM} <= offered(kantor, berkas_id) == given(kantor, berkas_id)


def test_who_heads_a_post_of_their_own_beside_the_camat_is_not_offered_it(kantor: Pejawaran):
    berkas_id = kantor.start()
    kantor.database.run_now(
        lambda c: tamper(
            c,
            "UPDATE jabatan SET atasan_id = NULL WHERE nama = 'Kasi Tata Pemerintahan'",
            "UPDATE kantor SET versi = versi + 1",
        )
    )

    assert TAPEM not in offered(kantor, berkas_id)
    assert offered(kantor, berkas_id) == given(kantor, berkas_id)


WHY = "Sedang dinas luar sampai Jumat."


def test_its_history_on_paper_has_what_was_said_without_closing_a_tugas(kantor: Pejawaran):
    berkas_id = go_to(kantor, 5)
    work = at(kantor, berkas_id, 5)
    kantor.say(CAMAT, ask_arahan, tugas_id=work.id)
    kantor.say(CAMAT, take_text, teks="Mohon selesai hari ini.", message_id=1)
    kantor.say(
        SEKCAM,
        move,
        tugas_id=work.id,
        jabatan_id=work.jabatan_id,
        alasan=WHY,
        pegawai_id=kantor.pegawai[DEWI],
    )
    staf = kantor.run(lambda uow: uow.kantor.jabatan(kantor.kantor_id))[work.jabatan_id].nama
    kantor.wait(minutes=1)
    kasubbag = post(kantor, "Kasubbag Perencana")
    kantor.say(SEKCAM, move, tugas_id=work.id, jabatan_id=kasubbag, alasan=WHY)
    kantor.wait(minutes=1)
    to = post(kantor, "Kasi Tata Pemerintahan")
    kantor.say(CAMAT, copy_to, tugas_id=work.id, jabatan_id=to)
    kantor.wait(minutes=1)
    kantor.act(KASUBBAG, Kerja.SELESAI, tugas(kantor, work.id))

    papers = kantor.run(view_arsip, user_id=kantor.user[SEKCAM], berkas_id=berkas_id).papers
    (made,) = (one.paper for one in papers if one.paper.jenis is JenisPaper.RIWAYAT)
    history = read_paper(made.isi)

    assert [one.aksi for one in history.baris][-5:] == [
        "arahan", "tunjuk", "alihkan", "tembusan", "selesai",
    ]  # fmt: skip
    page = " ".join(printed(history))
    for said in (
        f"{CAMAT} Camat Diberi arahan Mohon selesai hari ini.",
        f"Ditunjuk yang mengerjakan: {staf} ({DEWI}) {WHY}",
        f"{SEKCAM} Sekretaris Kecamatan Dialihkan dari {staf} kepada Kasubbag Perencana {WHY}",
        f"Tembusan dikirim kepada Kasi Tata Pemerintahan ({TAPEM})",
    ):
        assert said in page, said
