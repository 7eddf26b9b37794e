"""An undangan answered before the rapat, by others instead, and noted by who keeps the notulen."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.trial.kantor import pematangsiantar
from handlers.screens.kartu import draw_kartu
from sop_flows.engine.aksi import Aksi, Kerja, Penugasan
from sop_flows.engine.berkas import StatusTugas, Tugas
from sop_flows.engine.facts import Hadir
from sop_flows.errors import (
    AksiNotAllowed,
    NotFound,
    NotYourTugas,
    RapatNotToday,
    ReasonRequired,
    TugasChanged,
    WakilUnfit,
)
from sop_flows.ports.ditanya import CatatHadir, PilihWakil
from sop_flows.ports.records import Actor
from sop_flows.sop.definition import Minta
from sop_flows.use_cases.berkas.papan import view_berkas
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.tick import next_moment, run_tick
from sop_flows.use_cases.tugas.kartu import view_kartu
from sop_flows.use_cases.tugas.konfirmasi import perform_tapped
from sop_flows.use_cases.tugas.pembaruan import noting_holders
from sop_flows.use_cases.tugas.percakapan import Ketukan, ask_words, turn_choice
from sop_flows.use_cases.tugas.undangan import (
    begin_attendance,
    begin_wakil,
    choose_wakil,
    mark_hadir,
)
from storage.unit_of_work import SqlUnitOfWork
from tests.support.office import Pejawaran, office_in, plain
from tests.support.rapat import (
    KASUBBAG,
    KEPALA,
    at_minta,
    go_to_rapat,
    holder,
    keeper,
    name_of,
)
from tests.support.screen import labels_of
from tests.support.story import berkas, jejak, post, tugas

INVITATION = "📄 Undangan rapat"
BEGINS = datetime.fromisoformat("2026-10-14T09:00+07:00")


@pytest.fixture
def dinas(tmp_path: Path) -> Iterator[Pejawaran]:
    with office_in(tmp_path, pematangsiantar.OFFICE) as office:
        yield office


@pytest.fixture
def berkas_id(dinas: Pejawaran) -> int:
    """A berkas whose rapat is open."""
    return go_to_rapat(dinas)


def mine(dinas: Pejawaran, berkas_id: int, jabatan: str = "Kabid Kearsipan") -> Tugas:
    """Return the invitation of a post as it stands now."""
    wanted = post(dinas, jabatan)
    found = at_minta(dinas, berkas_id, Minta.RAPAT)
    return next(t for t in found if t.jabatan_id == wanted and t.pegawai_id is None)


def tap(dinas: Pejawaran, card: Tugas, nama: str) -> Ketukan:
    actor = Actor.private(dinas.user[nama])
    return Ketukan(actor=actor, tugas_id=card.id, revisi=card.revisi)


def say(dinas: Pejawaran, nama: str, kerja: Kerja, card: Tugas) -> str:
    """Tap an aksi as a button carries it; return the word that was recorded."""
    aksi = Aksi(kerja=kerja, revisi=card.revisi, at=dinas.now)
    stored = dinas.say(nama, perform_tapped, tugas_id=card.id, aksi=aksi)
    return str(stored.kerja)


def shown(dinas: Pejawaran, nama: str, card: Tugas) -> tuple[str, list[str]]:
    """Return what somebody reads on their card, and the labels under it."""
    cards = dinas.run(lambda uow: uow.kartu.of_tugas(card.id))
    (own,) = [one for one in cards if one.chat_id == dinas.user[nama]]
    screen = draw_kartu(dinas.run(view_kartu, kartu=own))
    return plain(screen.text), labels_of(screen)


def outsider(dinas: Pejawaran) -> str:
    """Return somebody of the office who is not invited."""
    invited = {name_of(dinas, t) for t in at_minta(dinas, 1, Minta.RAPAT)}
    return next(p.nama for p in pematangsiantar.OFFICE.pegawai if p.nama not in invited)


def test_an_old_button_hadir_before_the_day_is_told_as_akan_hadir(
    dinas: Pejawaran, berkas_id: int
):
    kabid, card = holder(dinas, "Kabid Kearsipan"), mine(dinas, berkas_id)

    assert say(dinas, kabid, Kerja.HADIR, card) == "akan_hadir"
    text, labels = shown(dinas, kabid, card)
    assert f"Akan hadir: {kabid}" in text
    assert "sudah tercatat" not in text
    assert labels == ["🚫 Berhalangan…", "👤 Diwakili…", INVITATION]
    assert "Hadir 0 orang" in shown(dinas, KASUBBAG, keeper(dinas, berkas_id))[0]


def test_the_card_offers_answers_before_and_attendance_at_the_rapat(
    dinas: Pejawaran, berkas_id: int
):
    kabid, card = holder(dinas, "Kabid Kearsipan"), mine(dinas, berkas_id)
    before = ["✋ Akan hadir", "🚫 Berhalangan…", "👤 Diwakili…", INVITATION]
    assert shown(dinas, kabid, card)[1] == before
    dinas.now = BEGINS - timedelta(minutes=1)
    assert shown(dinas, kabid, card)[1] == before
    dinas.now = BEGINS
    assert shown(dinas, kabid, card)[1] == ["✋ Hadir", INVITATION]
    dinas.now = BEGINS + timedelta(days=1)
    text, labels = shown(dinas, kabid, card)
    assert labels == [INVITATION]
    assert "Hari rapat sudah lewat" in text


def test_the_cards_are_drawn_anew_when_the_rapat_begins(dinas: Pejawaran, berkas_id: int):
    dinas.run(run_tick)
    kabid = holder(dinas, "Kabid Kearsipan")
    while (then := dinas.run(next_moment)) < BEGINS:
        dinas.now = then
        dinas.run(run_tick)
    before = len(dinas.owed(kabid, "kartu"))
    assert then == BEGINS
    dinas.now = then
    dinas.run(run_tick)

    assert len(dinas.owed(kabid, "kartu")) == before + 1


def test_who_is_kept_away_says_why_and_the_notulis_reads_it(dinas: Pejawaran, berkas_id: int):
    kabid, card = holder(dinas, "Kabid Kearsipan"), mine(dinas, berkas_id)
    dinas.run(ask_words, tap=tap(dinas, card, kabid), kerja=Kerja.BERHALANGAN)
    with pytest.raises(ReasonRequired):
        dinas.say(kabid, take_text, teks="-", message_id=1)
    dinas.say(kabid, take_text, teks="Cuti", message_id=1)

    assert f"Berhalangan: {kabid}, Cuti" in shown(dinas, kabid, card)[0]
    assert f"{kabid} berhalangan: Cuti" in shown(dinas, KASUBBAG, keeper(dinas, berkas_id))[0]
    (line,) = jejak(dinas, berkas_id, "berhalangan")
    assert line.rincian["catatan"] == "Cuti"


def test_a_wakil_is_typed_and_gets_the_card_of_the_rapat(dinas: Pejawaran, berkas_id: int):
    kabid, card = holder(dinas, "Kabid Kearsipan"), mine(dinas, berkas_id)
    staf = outsider(dinas)
    dinas.run(begin_wakil, tap=tap(dinas, card, kabid))
    dinas.say(kabid, take_text, teks=staf.upper(), message_id=1)

    sent = next(t for t in berkas(dinas, berkas_id).terbuka if t.pegawai_id == dinas.pegawai[staf])
    assert [line.tugas.id for line in dinas.tugas(staf)] == [sent.id]
    text, labels = shown(dinas, staf, sent)
    assert f"mewakili Kabid Kearsipan ({kabid})" in text
    assert labels == ["✋ Akan hadir", "🚫 Berhalangan…", INVITATION]
    assert f"Diwakili oleh {staf}" in shown(dinas, kabid, card)[0]
    assert f"{kabid} diwakili oleh {staf}" in shown(dinas, KASUBBAG, keeper(dinas, berkas_id))[0]
    dinas.now = BEGINS
    assert say(dinas, staf, Kerja.HADIR, sent) == "hadir"
    assert (
        f"Hadir 1 orang dari 7 jabatan yang diundang: {staf}"
        in (shown(dinas, KASUBBAG, keeper(dinas, berkas_id))[0])
    )


def test_a_part_of_a_name_that_several_have_is_asked_and_one_that_nobody_has_is_told(
    dinas: Pejawaran, berkas_id: int
):
    kabid, card = holder(dinas, "Kabid Kearsipan"), mine(dinas, berkas_id)
    dinas.run(begin_wakil, tap=tap(dinas, card, kabid))
    dinas.say(kabid, take_text, teks="a", message_id=1)
    assert "ada beberapa “a”" in shown(dinas, kabid, card)[0]
    dinas.say(kabid, take_text, teks="Zainuddin", message_id=2)

    assert "tidak ada pegawai bernama “Zainuddin”" in shown(dinas, kabid, card)[0]
    asked = dinas.run(lambda uow: uow.percakapan.get(dinas.user[kabid])).isi
    assert asked == PilihWakil(tugas=card.id, cari="Zainuddin")
    assert mine(dinas, berkas_id).facts.kabar is None


def test_a_wakil_who_is_let_go_reads_so_and_keeps_no_tugas(dinas: Pejawaran, berkas_id: int):
    kabid, card, staf = holder(dinas, "Kabid Kearsipan"), mine(dinas, berkas_id), outsider(dinas)
    dinas.run(choose_wakil, tap=tap(dinas, card, kabid), pegawai_id=dinas.pegawai[staf])
    (sent,) = [line.tugas for line in dinas.tugas(staf)]
    say(dinas, kabid, Kerja.AKAN_HADIR, mine(dinas, berkas_id))

    assert tugas(dinas, sent.id).status is StatusTugas.DIBATALKAN
    assert f"Tidak lagi mewakili Kabid Kearsipan ({kabid})" in shown(dinas, staf, sent)[0]
    assert dinas.tugas(staf) == []


def test_only_employees_of_the_office_attend_for_others(dinas: Pejawaran, berkas_id: int):
    kabid, card = holder(dinas, "Kabid Kearsipan"), mine(dinas, berkas_id)
    for nobody in (999_999, dinas.pegawai[kabid]):
        with pytest.raises(WakilUnfit):
            dinas.run(choose_wakil, tap=tap(dinas, card, kabid), pegawai_id=nobody)
    with pytest.raises(NotYourTugas):
        dinas.run(choose_wakil, tap=tap(dinas, card, KEPALA), pegawai_id=dinas.pegawai[kabid])
    own = keeper(dinas, berkas_id)
    with pytest.raises(AksiNotAllowed):
        dinas.run(begin_wakil, tap=tap(dinas, own, KASUBBAG))


def test_a_wakil_on_the_board_is_nobody_who_has_to_sign(dinas: Pejawaran, berkas_id: int):
    kabid, card, staf = holder(dinas, "Kabid Kearsipan"), mine(dinas, berkas_id), outsider(dinas)
    dinas.run(choose_wakil, tap=tap(dinas, card, kabid), pegawai_id=dinas.pegawai[staf])

    view = dinas.run(view_berkas, user_id=dinas.user[KEPALA], berkas_id=berkas_id)
    assert view.belum == ()


def test_who_has_not_joined_is_told_by_who_sends_them(dinas: Pejawaran, berkas_id: int):
    kabid, card, staf = holder(dinas, "Kabid Kearsipan"), mine(dinas, berkas_id), outsider(dinas)
    dinas.run(lambda uow: uow.ikatan.revoke(dinas.pegawai[staf], dinas.now))
    dinas.run(choose_wakil, tap=tap(dinas, card, kabid), pegawai_id=dinas.pegawai[staf])

    (told,) = dinas.owed(kabid, "wakil_diundang")
    assert told.isi.nama == staf


def test_a_further_post_that_the_same_answer_is_for_is_said_on_the_card(
    dinas: Pejawaran, berkas_id: int
):
    kabid, card = holder(dinas, "Kabid Kearsipan"), mine(dinas, berkas_id)
    further = post(dinas, "Kabid Perpustakaan")

    def appoint(uow: SqlUnitOfWork) -> None:
        with noting_holders(uow, dinas.kantor_id):
            uow.penugasan.add(
                kantor_id=dinas.kantor_id,
                pegawai_id=dinas.pegawai[kabid],
                jabatan_id=further,
                penugasan=Penugasan.PLH,
                sk="094/51",
                mulai_on=dinas.now.date(),
                selesai_on=dinas.now.date() + timedelta(days=2),
            )

    dinas.run(appoint)

    assert mine(dinas, berkas_id).revisi == card.revisi + 1
    text = shown(dinas, kabid, card)[0]
    assert "Berlaku juga untuk jabatan Bapak/Ibu yang lain: Kabid Perpustakaan" in text
    assert "Jabatan lain yang ikut terjawab" in text.split("Berubah sejak")[1]


# Who was there


def mark(
    dinas: Pejawaran, berkas_id: int, card: Tugas, kerja: Kerja, nama: str = KASUBBAG
) -> None:
    """Tick somebody on the list of the notulis."""
    dinas.run(
        mark_hadir,
        tap=tap(dinas, keeper(dinas, berkas_id), nama),
        undangan_id=card.id,
        pegawai_id=dinas.pegawai[name_of(dinas, card)],
        kerja=kerja,
    )


def test_the_notulis_ticks_who_was_there_and_can_strike_it(dinas: Pejawaran, berkas_id: int):
    kabid, card = holder(dinas, "Kabid Kearsipan"), mine(dinas, berkas_id)
    with pytest.raises(RapatNotToday):
        dinas.run(begin_attendance, tap=tap(dinas, keeper(dinas, berkas_id), KASUBBAG))
    dinas.now = BEGINS - timedelta(hours=1)
    dinas.run(begin_attendance, tap=tap(dinas, keeper(dinas, berkas_id), KASUBBAG))
    listing = tap(dinas, keeper(dinas, berkas_id), KASUBBAG)
    dinas.run(turn_choice, tap=listing, halaman=2)
    mark(dinas, berkas_id, card, Kerja.CATAT_HADIR)
    labels = shown(dinas, KASUBBAG, keeper(dinas, berkas_id))[1]
    assert f"☑ {kabid}" in labels
    assert "✔️ Tutup daftar" in labels
    assert mine(dinas, berkas_id).facts.hadir == (
        Hadir(pegawai_id=dinas.pegawai[kabid], nama=kabid),
    )
    mark(dinas, berkas_id, card, Kerja.HAPUS_HADIR)

    assert f"▫️ {kabid}" in shown(dinas, KASUBBAG, keeper(dinas, berkas_id))[1]
    assert mine(dinas, berkas_id).facts.hadir == keeper(dinas, berkas_id).facts.hadir == ()
    asked = dinas.run(lambda uow: uow.percakapan.get(dinas.user[KASUBBAG])).isi
    assert asked == CatatHadir(tugas=keeper(dinas, berkas_id).id, halaman=2)
    done = [(line.aksi, line.rincian["siapa"]) for line in jejak(dinas, berkas_id)[-2:]]
    assert done == [("catat_hadir", kabid), ("hapus_hadir", kabid)]


def test_nobody_but_the_notulis_ticks_and_only_who_is_invited_is_ticked(
    dinas: Pejawaran, berkas_id: int
):
    dinas.now = BEGINS
    card = mine(dinas, berkas_id)
    with pytest.raises(NotYourTugas):
        mark(dinas, berkas_id, card, Kerja.CATAT_HADIR, KEPALA)
    own = tap(dinas, card, holder(dinas, "Kabid Kearsipan"))
    with pytest.raises(AksiNotAllowed):
        dinas.run(begin_attendance, tap=own)
    who = {"tap": tap(dinas, keeper(dinas, berkas_id), KASUBBAG), "kerja": Kerja.CATAT_HADIR}
    for wrong in ((card.id, 999_999), (1, dinas.pegawai[KEPALA])):
        with pytest.raises(NotFound):
            dinas.run(mark_hadir, **who, undangan_id=wrong[0], pegawai_id=wrong[1])

    assert keeper(dinas, berkas_id).facts.hadir == ()


def test_a_list_of_a_rapat_that_is_over_ticks_nobody(dinas: Pejawaran, berkas_id: int):
    dinas.now = BEGINS
    card, listing = mine(dinas, berkas_id), tap(dinas, keeper(dinas, berkas_id), KASUBBAG)
    closing = keeper(dinas, berkas_id)
    dinas.act(KASUBBAG, Kerja.SELESAI, closing, isian={"notulen": "Sepakat"})
    kabid = dinas.pegawai[holder(dinas, "Kabid Kearsipan")]
    with pytest.raises(TugasChanged):
        dinas.run(
            mark_hadir,
            tap=listing,
            undangan_id=card.id,
            pegawai_id=kabid,
            kerja=Kerja.CATAT_HADIR,
        )
