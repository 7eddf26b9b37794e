"""A rapat in a Dinas: what it decides becomes tugas, and what is distributed is received."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.trial.kantor import pematangsiantar
from handlers.errors import popup_of
from handlers.screens.kartu import draw_kartu
from handlers.screens.notices import Pesan, draw
from sop_flows.engine.aksi import Aksi, Kerja, Penugasan
from sop_flows.engine.berkas import StatusBerkas, StatusTugas, Tugas
from sop_flows.errors import (
    AksiNotAllowed,
    IsianUnreadable,
    NotFound,
    NotYourTugas,
    RapatNotToday,
    ReasonRequired,
    TugasChanged,
)
from sop_flows.ports.ditanya import Yakin
from sop_flows.ports.records import Actor
from sop_flows.ports.views import BerkasView
from sop_flows.sop.definition import Minta
from sop_flows.sop.place import Samping
from sop_flows.use_cases.berkas.excuse import begin_excuse, choose_reason, choose_witness
from sop_flows.use_cases.berkas.papan import view_berkas
from sop_flows.use_cases.berkas.steer import ask_cancel
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.isian.answers import asks_dokumen, begin_isian
from sop_flows.use_cases.tick import run_tick
from sop_flows.use_cases.tugas.kartu import view_kartu
from sop_flows.use_cases.tugas.konfirmasi import perform_tapped
from sop_flows.use_cases.tugas.nomor import perform_by_number
from sop_flows.use_cases.tugas.percakapan import Ketukan, ask_words, converse
from sop_flows.use_cases.tugas.tindak_lanjut import (
    begin_decision,
    choose_days,
    choose_doer,
    drop_decision,
)
from storage.documents.kantor.buku import BarisLibur, BukuKantor
from storage.kantor_import import import_kantor
from tests.support.office import Pejawaran, office_in, plain
from tests.support.rapat import (
    KASUBBAG,
    KEPALA,
    at_minta,
    first,
    go_on,
    go_to_rapat,
    holder,
    keeper,
    name_of,
)
from tests.support.story import berkas, jejak, post, tugas

WIB = ZoneInfo("Asia/Jakarta")


@pytest.fixture
def dinas(tmp_path: Path) -> Iterator[Pejawaran]:
    with office_in(tmp_path, pematangsiantar.OFFICE) as office:
        yield office


@pytest.fixture
def berkas_id(dinas: Pejawaran) -> int:
    """A berkas whose rapat is open."""
    return go_to_rapat(dinas)


def tap(dinas: Pejawaran, berkas_id: int, nama: str = KASUBBAG) -> Ketukan:
    user, card = dinas.user[nama], keeper(dinas, berkas_id)
    return Ketukan(actor=Actor.private(user), tugas_id=card.id, revisi=card.revisi)


def decide(dinas: Pejawaran, berkas_id: int, teks: str, jabatan: str, hari: int) -> None:
    """Let Marlina note a decision by the buttons of her card."""
    dinas.run(begin_decision, tap=tap(dinas, berkas_id))
    dinas.say(KASUBBAG, take_text, teks=teks, message_id=1)
    dinas.run(choose_doer, tap=tap(dinas, berkas_id), jabatan_id=post(dinas, jabatan))
    dinas.run(choose_days, tap=tap(dinas, berkas_id), hari=hari)


def board(dinas: Pejawaran, berkas_id: int) -> BerkasView:
    return dinas.run(view_berkas, user_id=dinas.user[KEPALA], berkas_id=berkas_id)


def beside(dinas: Pejawaran, berkas_id: int, tahap: int) -> list[Tugas]:
    return [t for t in berkas(dinas, berkas_id).terbuka if t.tahap == tahap]


# Noting


def test_a_decision_is_noted_on_the_card_and_opens_nothing_until_the_rapat_closes(
    dinas: Pejawaran, berkas_id: int
):
    decide(dinas, berkas_id, "Usulkan perbaikan pemindai", "Kabid Kearsipan", 3)

    (noted,) = keeper(dinas, berkas_id).facts.keputusan
    assert (noted.teks, noted.jabatan) == (
        "Usulkan perbaikan pemindai",
        post(dinas, "Kabid Kearsipan"),
    )
    assert beside(dinas, berkas_id, Samping.TINDAK_LANJUT) == []


def test_the_closing_rapat_gives_each_decision_to_its_post(dinas: Pejawaran, berkas_id: int):
    decide(dinas, berkas_id, "Usulkan perbaikan pemindai", "Kabid Kearsipan", 3)
    decide(dinas, berkas_id, "Perbarui target kunjungan", "Kabid Perpustakaan", 5)
    go_on(dinas, keeper(dinas, berkas_id))

    opened = beside(dinas, berkas_id, Samping.TINDAK_LANJUT)
    assert [name_of(dinas, t) for t in opened] == [
        holder(dinas, "Kabid Kearsipan"),
        holder(dinas, "Kabid Perpustakaan"),
    ]
    (closing,) = jejak(dinas, berkas_id, "selesai")[-1:]
    assert [one["teks"] for one in closing.rincian["tindak_lanjut"]] == [
        "Usulkan perbaikan pemindai",
        "Perbarui target kunjungan",
    ]


def test_a_colleague_who_attends_meanwhile_does_not_end_the_conversation(
    dinas: Pejawaran, berkas_id: int
):
    dinas.run(begin_decision, tap=tap(dinas, berkas_id))
    guest = next(t for t in at_minta(dinas, berkas_id, Minta.RAPAT) if not t.facts.notulis)
    dinas.act(name_of(dinas, guest), Kerja.HADIR, guest)
    dinas.say(KASUBBAG, take_text, teks="Usulkan perbaikan pemindai", message_id=1)
    dinas.run(choose_doer, tap=tap(dinas, berkas_id), jabatan_id=post(dinas, "Kabid Kearsipan"))
    dinas.say(KASUBBAG, take_text, teks="16 Oktober 2026", message_id=2)

    (noted,) = keeper(dinas, berkas_id).facts.keputusan
    assert noted.batas.isoformat().startswith("2026-10-16T16:30")


def test_a_decision_can_be_taken_off_the_card(dinas: Pejawaran, berkas_id: int):
    decide(dinas, berkas_id, "Usulkan perbaikan pemindai", "Kabid Kearsipan", 3)
    decide(dinas, berkas_id, "Perbarui target kunjungan", "Kabid Perpustakaan", 5)
    dinas.run(drop_decision, tap=tap(dinas, berkas_id), nomor=1)

    (left,) = keeper(dinas, berkas_id).facts.keputusan
    assert left.teks == "Perbarui target kunjungan"


def test_what_cannot_be_read_is_asked_again_and_nothing_is_noted(dinas: Pejawaran, berkas_id: int):
    dinas.run(begin_decision, tap=tap(dinas, berkas_id))
    with pytest.raises(ReasonRequired):
        dinas.say(KASUBBAG, take_text, teks="SK", message_id=1)
    dinas.say(KASUBBAG, take_text, teks="Usulkan perbaikan pemindai", message_id=2)
    with pytest.raises(NotFound):
        dinas.run(choose_doer, tap=tap(dinas, berkas_id), jabatan_id=999)
    dinas.run(choose_doer, tap=tap(dinas, berkas_id), jabatan_id=post(dinas, "Kabid Kearsipan"))
    for teks in ("kapan-kapan", "1 Oktober 2026"):
        with pytest.raises(IsianUnreadable):
            dinas.say(KASUBBAG, take_text, teks=teks, message_id=3)
    with pytest.raises(NotFound):
        dinas.run(choose_days, tap=tap(dinas, berkas_id), hari=7)

    assert keeper(dinas, berkas_id).facts.keputusan is None


def test_only_who_keeps_the_notulen_decides(dinas: Pejawaran, berkas_id: int):
    with pytest.raises(NotYourTugas):
        dinas.run(begin_decision, tap=tap(dinas, berkas_id, KEPALA))
    guest = next(t for t in at_minta(dinas, berkas_id, Minta.RAPAT) if not t.facts.notulis)
    user = dinas.user[name_of(dinas, guest)]
    mine = Ketukan(actor=Actor.private(user), tugas_id=guest.id, revisi=guest.revisi)
    with pytest.raises(AksiNotAllowed):
        dinas.run(begin_decision, tap=mine)


def test_a_button_of_a_conversation_that_is_over_changes_nothing(dinas: Pejawaran, berkas_id: int):
    with pytest.raises(TugasChanged):
        dinas.run(choose_days, tap=tap(dinas, berkas_id), hari=3)


# Closing


@pytest.mark.parametrize("is_typed", [False, True])
def test_before_its_hour_a_rapat_is_closed_by_no_button_and_no_command(
    dinas: Pejawaran, berkas_id: int, is_typed: bool
):
    decide(dinas, berkas_id, "Usulkan perbaikan pemindai", "Kabid Kearsipan", 3)
    card = keeper(dinas, berkas_id)
    isian = {"notulen": "Sepakat"}
    dinas.wait_for_rapat(card)
    dinas.wait(minutes=-1)
    aksi = Aksi(kerja=Kerja.SELESAI, revisi=card.revisi, at=dinas.now, isian=isian)
    done = len(jejak(dinas, berkas_id))
    dinas.deliver(KASUBBAG)
    way, facts = (
        (perform_by_number, {"nomor": card.nomor, "kerja": (Kerja.KIRIM, Kerja.SELESAI)})
        if is_typed
        else (perform_tapped, {"tugas_id": card.id, "aksi": aksi})
    )
    with pytest.raises(RapatNotToday) as refused:
        dinas.say(KASUBBAG, way, **facts)

    assert popup_of(refused.value) == (
        "Rapat baru dapat diselesaikan sejak waktunya, yang tertera pada kartu. Bila sudah "
        "dilaksanakan lebih awal, mohon menekan Undang ulang dan mengisi waktu yang sebenarnya."
    )
    assert len(jejak(dinas, berkas_id)) == done
    assert beside(dinas, berkas_id, Samping.TINDAK_LANJUT) == []


# Afterwards


def test_a_tindak_lanjut_is_reminded_and_closed_after_its_berkas_has_ended(
    dinas: Pejawaran, berkas_id: int
):
    decide(dinas, berkas_id, "Usulkan perbaikan pemindai", "Kabid Kearsipan", 1)
    while berkas(dinas, berkas_id).status is StatusBerkas.BERJALAN:
        go_on(dinas, first(dinas, berkas_id))
    (decided,) = beside(dinas, berkas_id, Samping.TINDAK_LANJUT)
    kabid = name_of(dinas, decided)
    dinas.wait(days=8)
    dinas.run(run_tick)

    (line,) = [t for t in dinas.reminded(kabid)[-1].view.tugas if t.tugas == decided.id]
    assert line.tindak_lanjut == "Usulkan perbaikan pemindai"
    assert line.waktu == ""
    dinas.act(kabid, Kerja.SELESAI, decided, catatan="Sudah diusulkan")
    assert tugas(dinas, decided.id).status is StatusTugas.SELESAI
    assert len(dinas.owed(holder(dinas, "Sekretaris"), "berkas_berakhir")) == 1


def test_every_bidang_receives_what_was_distributed_and_the_board_counts(
    dinas: Pejawaran, berkas_id: int
):
    while berkas(dinas, berkas_id).status is StatusBerkas.BERJALAN:
        go_on(dinas, first(dinas, berkas_id))

    receipts = beside(dinas, berkas_id, Samping.TANDA_TERIMA)
    assert len(receipts) == 3
    dinas.act(name_of(dinas, receipts[0]), Kerja.TERIMA, receipts[0])
    shown = [one.tugas.is_open for one in board(dinas, berkas_id).sampingan]
    assert shown == [False, True, True]
    assert [line.aksi for line in jejak(dinas, berkas_id)[-1:]] == ["terima"]


# Put off


def test_a_rapat_that_is_put_off_is_told_to_all_who_were_invited(dinas: Pejawaran, berkas_id: int):
    guests = [t for t in at_minta(dinas, berkas_id, Minta.RAPAT) if not t.facts.notulis]
    dinas.run(ask_words, tap=tap(dinas, berkas_id), kerja=Kerja.UNDANG_ULANG)
    with pytest.raises(ReasonRequired):
        dinas.say(KASUBBAG, take_text, teks="Batal", message_id=1)
    dinas.say(KASUBBAG, take_text, teks="Ruang rapat dipakai Inspektorat", message_id=2)

    (undangan,) = [
        t
        for t in at_minta(dinas, berkas_id, Minta.UNDANGAN)
        if t.jabatan_id == post(dinas, "Kasubbag Penyusunan Program")
    ]
    assert undangan.facts.isian["tempat"] == "Aula"
    for guest in guests:
        closed = tugas(dinas, guest.id)
        assert closed.facts.hasil.catatan == "Ruang rapat dipakai Inspektorat"
        anew = [k for k in dinas.owed(name_of(dinas, guest), "kartu") if k.baru]
        assert anew


# Waiting for an answer


def test_while_a_unit_is_asked_nobody_is_reminded_of_the_card_that_asks(
    dinas: Pejawaran, berkas_id: int
):
    while not at_minta(dinas, berkas_id, Minta.HIMPUN):
        go_on(dinas, first(dinas, berkas_id))
    asking = at_minta(dinas, berkas_id, Minta.HIMPUN)[0]
    units = dinas.run(lambda uow: uow.kantor.unit(dinas.kantor_id))
    unit = next(id for id, one in units.items() if one.nama == "Bidang Kearsipan")
    dinas.act(KASUBBAG, Kerja.TANYA, asking, catatan="Mengapa turun?", unit=(unit,))
    dinas.wait(days=2)
    dinas.run(run_tick)

    lines = [t for one in dinas.reminded(KASUBBAG) for t in one.view.tugas]
    assert [t for t in lines if t.tugas == asking.id] == []
    kabid = holder(dinas, "Kabid Kearsipan")
    assert [t.samping for t in dinas.reminded(kabid)[-1].view.tugas] == ["tanya"]
    (waited,) = [s.tunggu for s in board(dinas, berkas_id).langkah if s.tunggu]
    assert waited[0][0] == "Bidang Kearsipan"
    assert waited[0][1].total_seconds() > 0
    (question,) = beside(dinas, berkas_id, -1)
    dinas.act(kabid, Kerja.JAWAB, question, catatan="Pemindai rusak")
    later = tugas(dinas, asking.id)
    assert (later.tenggat or dinas.now) > dinas.now
    assert not later.is_waiting


# Notulen as a sheet


def test_a_sheet_is_a_dokumen_while_a_card_asks_for_one(dinas: Pejawaran, berkas_id: int):
    chat = dinas.user[KASUBBAG]
    assert not dinas.run(asks_dokumen, chat_id=chat)
    for kode, is_dokumen in (("notulen", False), ("dokumen_notulen", True)):
        card = keeper(dinas, berkas_id)
        dinas.say(KASUBBAG, begin_isian, tugas_id=card.id, revisi=card.revisi, kode=kode)

        assert dinas.run(asks_dokumen, chat_id=chat) is is_dokumen


# Several posts of one person


def also(dinas: Pejawaran, nama: str, jabatan: str) -> None:
    """Let somebody hold a further post from now on, beside its holder."""
    further = post(dinas, jabatan)
    dinas.run(
        lambda uow: uow.penugasan.add(
            kantor_id=dinas.kantor_id,
            pegawai_id=dinas.pegawai[nama],
            jabatan_id=further,
            penugasan=Penugasan.PLT,
            sk="821/7/2026",
            mulai_on=dinas.now.date(),
            selesai_on=dinas.now.date() + timedelta(days=90),
        )
    )


def test_who_holds_two_posts_is_asked_once_and_recorded_in_each(dinas: Pejawaran, berkas_id: int):
    kabid = holder(dinas, "Kabid Perpustakaan")
    also(dinas, kabid, "Kabid Kearsipan")
    while not at_minta(dinas, berkas_id, Minta.KEPUTUSAN):
        go_on(dinas, first(dinas, berkas_id))
    mine = post(dinas, "Kabid Perpustakaan")
    card = next(t for t in at_minta(dinas, berkas_id, Minta.KEPUTUSAN) if t.jabatan_id == mine)
    dinas.act(kabid, Kerja.SETUJUI, card)

    approved = [
        (line.pelaku["nama"], line.pelaku["jabatan"], line.pelaku["penugasan"])
        for line in jejak(dinas, berkas_id, "setujui")
    ]
    assert approved == [
        (kabid, "Kabid Perpustakaan", "definitif"),
        (kabid, "Kabid Kearsipan", "Plt."),
    ]
    left = at_minta(dinas, berkas_id, Minta.KEPUTUSAN)
    assert [t.jabatan_id for t in left] == [post(dinas, "Koordinator JF Pustakawan")]


def test_a_post_that_somebody_else_holds_decides_for_itself(dinas: Pejawaran, berkas_id: int):
    while not at_minta(dinas, berkas_id, Minta.KEPUTUSAN):
        go_on(dinas, first(dinas, berkas_id))
    card = at_minta(dinas, berkas_id, Minta.KEPUTUSAN)[0]
    dinas.act(name_of(dinas, card), Kerja.SETUJUI, card)

    assert len(at_minta(dinas, berkas_id, Minta.KEPUTUSAN)) == 2


def test_the_card_says_for_which_further_posts_it_counts(dinas: Pejawaran, berkas_id: int):
    kabid = holder(dinas, "Kabid Perpustakaan")
    also(dinas, kabid, "Kabid Kearsipan")
    while not at_minta(dinas, berkas_id, Minta.KEPUTUSAN):
        go_on(dinas, first(dinas, berkas_id))
    mine = post(dinas, "Kabid Perpustakaan")
    asked = at_minta(dinas, berkas_id, Minta.KEPUTUSAN)
    cards = dinas.run(
        lambda uow: [
            view_kartu(uow, kartu)
            for tugas in asked
            for kartu in uow.kartu.of_tugas(tugas.id)
            if tugas.jabatan_id == mine
        ]
    )

    assert [view.rangkap for view in cards] == [("Kabid Kearsipan",)]


# What careless hands have found


def beside_keeper(dinas: Pejawaran, berkas_id: int) -> Tugas:
    """Return the card of the colleague who keeps the notulen as well."""
    other = post(dinas, "Perencana Ahli Pertama")
    return next(t for t in at_minta(dinas, berkas_id, Minta.RAPAT) if t.jabatan_id == other)


def test_what_one_notulis_noted_is_opened_when_the_other_closes(dinas: Pejawaran, berkas_id: int):
    mine = keeper(dinas, berkas_id)
    dinas.say(KASUBBAG, begin_isian, tugas_id=mine.id, revisi=mine.revisi, kode="notulen")
    dinas.say(KASUBBAG, take_text, teks="Target kunjungan tetap", message_id=1)
    decide(dinas, berkas_id, "Usulkan perbaikan pemindai", "Kabid Kearsipan", 3)
    other = beside_keeper(dinas, berkas_id)
    dinas.wait_for_rapat(other)
    dinas.act(name_of(dinas, other), Kerja.SELESAI, other)

    (opened,) = beside(dinas, berkas_id, Samping.TINDAK_LANJUT)
    assert opened.facts.tindak_lanjut == "Usulkan perbaikan pemindai"
    closed = tugas(dinas, mine.id)
    assert closed.facts.hasil.jabatan == "Perencana Ahli Pertama"
    assert closed.facts.hasil.aksi == "selesai"


@pytest.mark.parametrize("teks", ["besok", "Jumat", "16 Okt"])
def test_a_batas_is_understood_as_people_say_it(dinas: Pejawaran, berkas_id: int, teks: str):
    dinas.run(begin_decision, tap=tap(dinas, berkas_id))
    dinas.say(KASUBBAG, take_text, teks="Usulkan perbaikan pemindai", message_id=1)
    dinas.run(choose_doer, tap=tap(dinas, berkas_id), jabatan_id=post(dinas, "Kabid Kearsipan"))
    dinas.say(KASUBBAG, take_text, teks=teks, message_id=2)

    assert len(keeper(dinas, berkas_id).facts.keputusan) == 1


def test_a_rapat_of_another_century_is_asked_again(dinas: Pejawaran, berkas_id: int):
    dinas.run(ask_words, tap=tap(dinas, berkas_id), kerja=Kerja.UNDANG_ULANG)
    dinas.say(KASUBBAG, take_text, teks="Ruang rapat dipakai Inspektorat", message_id=1)
    (undangan,) = [
        t
        for t in at_minta(dinas, berkas_id, Minta.UNDANGAN)
        if t.jabatan_id == post(dinas, "Kasubbag Penyusunan Program")
    ]
    for year in ("2020", "9999"):
        isian = {"tanggal": f"31 Desember {year}", "pukul": "23.30", "tempat": "Aula"}
        with pytest.raises(IsianUnreadable):
            dinas.act(KASUBBAG, Kerja.KIRIM, undangan, isian=isian)


def test_what_needs_no_confirmation_is_not_confirmed(dinas: Pejawaran, berkas_id: int):
    for kerja in (Kerja.HADIR, Kerja.UNDANG_ULANG):
        with pytest.raises(AksiNotAllowed):
            dinas.run(converse, tap=tap(dinas, berkas_id), kerja=kerja, kind=Yakin)


def test_steps_of_an_excuse_out_of_their_order_are_refused(dinas: Pejawaran):
    sekretaris = holder(dinas, "Sekretaris")
    berkas_id = dinas.start(sekretaris)
    while not at_minta(dinas, berkas_id, Minta.FORMULIR):
        go_on(dinas, first(dinas, berkas_id))
    dinas.say(sekretaris, begin_excuse, berkas_id=berkas_id)
    with pytest.raises(TugasChanged):
        dinas.say(sekretaris, choose_witness, berkas_id=berkas_id, saksi_id=1)
    with pytest.raises(TugasChanged):
        dinas.say(sekretaris, choose_reason, berkas_id=berkas_id, alasan="Cuti")


def test_a_berkas_is_not_cancelled_by_a_value_that_was_meant_for_a_form(
    dinas: Pejawaran, berkas_id: int
):
    sekretaris = holder(dinas, "Sekretaris")
    dinas.say(sekretaris, ask_cancel, berkas_id=berkas_id)
    with pytest.raises(ReasonRequired):
        dinas.say(sekretaris, take_text, teks="1=70,15", message_id=1)

    assert berkas(dinas, berkas_id).status is StatusBerkas.BERJALAN


# A day of rapat that is made libur


def with_libur(day: date) -> BukuKantor:
    libur = (
        *pematangsiantar.OFFICE.libur,
        BarisLibur(tanggal=day, jenis="libur", dasar="HUT kota"),
    )
    return replace(pematangsiantar.OFFICE, libur=libur)


def test_a_rapat_on_a_day_made_libur_is_told_to_who_can_put_it_off_and_is_not_moved(
    dinas: Pejawaran, berkas_id: int
):
    before = {t.id: t for t in at_minta(dinas, berkas_id, Minta.RAPAT)}
    buku = with_libur(date(2026, 10, 14))
    dinas.database.run_now(lambda c: import_kantor(c, buku, dinas.now))
    dinas.database.run_now(lambda c: import_kantor(c, buku, dinas.now))
    after = at_minta(dinas, berkas_id, Minta.RAPAT)

    assert {t.id: t.facts.rapat for t in after} == {id: t.facts.rapat for id, t in before.items()}
    told = [k for n in dinas.user for k in dinas.owed(n, "kalender_berubah") if k.isi.rapat]
    doers = berkas(dinas, berkas_id).keadaan.pelaku[keeper(dinas, berkas_id).asal.langkah]
    senders = {dinas.user[n] for n, id in dinas.pegawai.items() if id in doers}
    keepers = {dinas.user[name_of(dinas, t)] for t in after if not t.facts.only_attends}
    assert len(after) > len(keepers)
    assert sorted(k.chat_id for k in told) == sorted(senders | keepers)
    text = plain(
        draw(Pesan(kiriman=dinas.owed(KASUBBAG, "kalender_berubah")[-1]), ambigu=False).text
    )
    assert "Rapat Rabu, 14 Okt 09.00 WIB jatuh pada hari libur (HUT kota)" in text
    shown = plain(on_phone(dinas, keeper(dinas, berkas_id)))
    assert "Hari rapat, Rabu, 14 Okt, kini hari libur; jadwalnya tidak diubah" in shown


def on_phone(dinas: Pejawaran, card: Tugas) -> str:
    """Return the card of Marlina as it is drawn."""
    cards = dinas.run(lambda uow: uow.kartu.of_tugas(card.id))
    mine = next(one for one in cards if one.chat_id == dinas.user[KASUBBAG])
    return draw_kartu(dinas.run(lambda uow: view_kartu(uow, mine))).text


def test_what_a_rapat_decided_until_a_day_made_libur_is_due_on_the_next(
    dinas: Pejawaran, berkas_id: int
):
    decide(dinas, berkas_id, "Usulkan perbaikan pemindai", "Kabid Kearsipan", 3)
    (noted,) = keeper(dinas, berkas_id).facts.keputusan
    buku = with_libur(noted.batas.astimezone(WIB).date())
    dinas.database.run_now(lambda c: import_kantor(c, buku, dinas.now))

    (moved,) = keeper(dinas, berkas_id).facts.keputusan
    assert moved.batas > noted.batas
    assert "Batas tindak lanjut “Usulkan perbaikan pemindai” bergeser" in plain(
        on_phone(dinas, keeper(dinas, berkas_id))
    )
