"""/verifikasi: what a kode stands for, told to the people of its office and to nobody else."""

import re
from dataclasses import replace

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from handlers.screens.loading import load
from handlers.screens.notices import draw
from handlers.screens.screen import plain
from sop_flows.engine.aksi import Kerja
from sop_flows.errors import KodeUnknown
from sop_flows.jejak import Head
from sop_flows.naskah.kode import kode_of, print_kode
from sop_flows.ports.records import Actor
from sop_flows.use_cases.berkas.naskah import show_naskah, view_naskah
from sop_flows.use_cases.pegawai.joining import confirm_identity, invite, present_link
from tests.support.office import Pejawaran
from tests.support.story import AGUS, KASUBBAG, SEKCAM, TAPEM, at, go_to, jejak
from tests.support.tamper import ALTERED, BROKEN, LOST, tamper

NEXT_DOOR = 5001


def kode_after(kantor: Pejawaran, langkah: int) -> tuple[int, str]:
    """Bring a berkas to a langkah; return it with the kode of the last decision."""
    berkas_id = go_to(kantor, langkah)
    line = jejak(kantor, berkas_id, "setujui")[-1]
    return berkas_id, print_kode(kode_of(line.rincian["naskah"]))


def told(kantor: Pejawaran, nama: str, teks: str) -> str:
    """Return what somebody reads who asks about a kode."""
    kantor.say(nama, show_naskah, teks=teks)
    owed = kantor.owed(nama, "naskah")[-1]
    pesan = kantor.run(lambda uow: load(uow, owed))
    assert pesan is not None
    return plain(draw(pesan, ambigu=False).text)


def test_a_kode_tells_berkas_versi_and_who_decided_as_what_and_when(kantor: Pejawaran):
    _, kode = kode_after(kantor, 8)

    for typed in (kode, kode.lower(), kode.replace("-", " ")):
        text = told(kantor, TAPEM, typed)
        assert f"Kode verifikasi {kode}" in text
        assert "berkas 1001" in text
        assert "Naskah versi 1" in text
        assert "terbaru" in text
        assert f"({KASUBBAG}) menyetujui: 6." in text
        assert f"({SEKCAM}) menyetujui: 7." in text
        assert "5 Okt" in text


def test_an_older_naskah_says_that_there_is_a_newer_one(kantor: Pejawaran):
    berkas_id, kode = kode_after(kantor, 7)
    changed = tuple(replace(row, tw3="120") for row in SAMPLE.indikator)
    buku = replace(SAMPLE, indikator=changed)
    kantor.take_over(buku)
    kantor.act(SEKCAM, Kerja.SETUJUI, at(kantor, berkas_id, 7))

    text = told(kantor, SEKCAM, kode)
    assert "naskah lama" in text
    assert f"({KASUBBAG})" in text
    assert f"({SEKCAM})" not in text


@pytest.mark.parametrize("how", ALTERED)
def test_a_row_that_is_not_what_the_history_named_is_told_to_be_no_naskah(
    kantor: Pejawaran, how: str
):
    _, kode = kode_after(kantor, 7)
    kantor.database.run_now(lambda c: tamper(c, ALTERED[how]))

    text = told(kantor, KASUBBAG, kode)
    assert "Naskah yang tersimpan bukan yang dicatat riwayat" in text
    assert "terbaru" not in text
    assert "Naskah versi" not in text
    assert "indikator" not in text


@pytest.mark.parametrize("how", BROKEN)
def test_nothing_is_told_of_who_decided_on_the_word_of_a_history_that_is_not_whole(
    kantor: Pejawaran, how: str
):
    _, kode = kode_after(kantor, 7)
    kantor.database.run_now(lambda c: tamper(c, BROKEN[how]))

    text = told(kantor, KASUBBAG, kode)
    assert text.count("Riwayatnya tidak utuh") == 1
    for word in ("terbaru", "menyetujui", "Naskah versi", "indikator"):
        assert word not in text


def test_a_naskah_that_was_lost_is_told_to_be_lost_with_who_decided_on_it(kantor: Pejawaran):
    _, kode = kode_after(kantor, 7)
    kantor.database.run_now(lambda c: tamper(c, LOST))

    text = told(kantor, TAPEM, kode)
    assert f"Kode verifikasi {kode}" in text
    assert "berkas 1001" in text
    assert "naskahnya tidak tersimpan lagi" in text
    assert f"({KASUBBAG}) menyetujui: 6." in text
    assert "terbaru" not in text


@pytest.fixture
def neighbour(kantor: Pejawaran) -> int:
    """Return somebody of a second office with the same workbook."""
    assert SAMPLE.kantor is not None
    twin = replace(SAMPLE, kantor=replace(SAMPLE.kantor, kode="PAGENTAN", nama="Kec. Pagentan"))
    lain_id = kantor.take_over(twin).kantor_id
    everybody = kantor.run(lambda uow: uow.pegawai.all(lain_id, kantor.now.date()))
    (pegawai,) = [p.id for p in everybody if p.nama == SEKCAM]
    kantor.run(invite, kantor_id=lain_id, pegawai_id=pegawai, token="lain")
    kantor.run(present_link, chat_id=NEXT_DOOR, token="lain")
    kantor.run(confirm_identity, actor=Actor.private(NEXT_DOOR), username="")
    return NEXT_DOOR


def test_an_unknown_kode_a_foreign_one_and_no_kode_get_the_same_answer(
    kantor: Pejawaran, neighbour: int
):
    _, kode = kode_after(kantor, 7)
    another = kode[:-1] + ("3" if kode[-1] != "3" else "4")

    for user, teks in (
        (kantor.user[SEKCAM], another),
        (kantor.user[SEKCAM], "bukan kode"),
        (kantor.user[SEKCAM], ""),
        (neighbour, kode),
        (9_999, kode),
    ):
        with pytest.raises(KodeUnknown):
            kantor.run(show_naskah, actor=Actor.private(user), teks=teks)
        with pytest.raises(KodeUnknown):
            kantor.run(view_naskah, user_id=user, kode=teks)


def test_who_asks_is_told_where_the_history_ends_by_which_a_cut_is_seen_later(kantor: Pejawaran):
    berkas_id, kode = kode_after(kantor, 8)
    noted = re.search(r"Ujung riwayat kantor saat ini: (\S+)", told(kantor, TAPEM, kode))
    assert noted
    ujung = Head.read(noted[1])
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 8))

    def is_held(uow) -> bool:
        return uow.jejak.has(kantor.kantor_id, ujung)

    assert kantor.run(is_held)
    cut = f"DELETE FROM jejak WHERE seq >= {ujung.seq}"
    kantor.run(lambda uow: tamper(uow.connection, cut))
    assert not kantor.run(is_held)
