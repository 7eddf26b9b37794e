"""Several tugas with one "Ya": each as a single tap would do it, or refused by name."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.trial.kantor.pejawaran import SAMPLE
from handlers.screens.riwayat import draw_riwayat
from handlers.screens.screen import plain
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import StatusTugas, Tugas
from sop_flows.engine.sekaligus import NothingChosen, SekaligusNotAllowed, SekaligusOver
from sop_flows.errors import AksiNotAllowed, ConfirmationOver, NotFound, Refusal
from sop_flows.jejak import JejakLine
from sop_flows.ports.ditanya import PilihSekaligus, SebabSendiri, Sekaligus, YakinSekaligus
from sop_flows.ports.layar.daftar import LayarRiwayat
from sop_flows.ports.layar.sekaligus import SekaligusTercatat
from sop_flows.ports.records import Actor, Daftar, KartuDaftar
from sop_flows.ports.sekaligus import SekaligusView
from sop_flows.use_cases.berkas.riwayat import view_riwayat
from sop_flows.use_cases.berkas.start import start_berkas
from sop_flows.use_cases.formulir.typed import choose_reading
from sop_flows.use_cases.tick import run_tick
from sop_flows.use_cases.tugas.act import perform_aksi
from sop_flows.use_cases.tugas.calon_sekaligus import offer_several
from sop_flows.use_cases.tugas.daftar_sekaligus import view_several
from sop_flows.use_cases.tugas.pilihan_sekaligus import (
    MOST_BUTIR,
    ask_several,
    begin_choice,
    choose_again,
    leave_choice,
    look_at_one,
    toggle_one,
)
from sop_flows.use_cases.tugas.sekaligus import perform_several
from sop_flows.waktu.periode import JenisPeriode, Periode
from storage.database.carrier_tables import KartuRow
from storage.database.insert import table
from storage.kantor_import import import_kantor
from tests.support.office import Pejawaran, office_in
from tests.support.story import (
    AGUS,
    CAMAT,
    KASUBBAG,
    LINES,
    SEKCAM,
    STEPS,
    TAPEM,
    appoint_plh,
    at,
    fill,
    jejak,
    nilai,
    post,
    tugas,
)
from tests.support.surat_keluar import ALLOWING, TEKS, activate, initial, write_letter

KARTU = table(KartuRow)


class Kantor:
    """The office with letters that wait for the paraf of the Sekretaris."""

    def __init__(self, kantor: Pejawaran) -> None:
        self.kantor = kantor
        self.sop = kantor.run(activate, kantor_id=kantor.kantor_id)
        self.surat: list[Tugas] = []

    def write(self, banyak: int) -> list[Tugas]:
        user = self.kantor.user[KASUBBAG]
        for ke in range(banyak):
            facts = {"user_id": user, "sop_id": self.sop, "perihal": f"Undangan {ke}"}
            self.surat.append(self.kantor.run(write_letter, **facts))
        return self.surat

    def say(self, work: Any, siapa: str = SEKCAM, **facts: Any) -> Any:
        return self.kantor.say(siapa, work, **facts)

    def open(self, siapa: str = SEKCAM, kerja: Kerja = Kerja.PARAF, halaman: int = 1) -> Sekaligus:
        self.say(
            begin_choice,
            siapa,
            kantor_id=self.kantor.kantor_id,
            kerja=kerja,
            halaman=halaman,
        )
        return self.asked(siapa)

    def asked(self, siapa: str = SEKCAM) -> Sekaligus:
        asked = self.kantor.run(lambda uow: uow.percakapan.get(self.kantor.user[siapa]))
        assert asked is not None
        assert isinstance(asked.isi, Sekaligus)
        return asked.isi

    def ask(self, siapa: str = SEKCAM, kerja: Kerja = Kerja.PARAF) -> Sekaligus:
        """Open the list and say that all of it is meant: the last question stands."""
        self.say(ask_several, siapa, sidik=self.open(siapa, kerja).sidik)
        return self.asked(siapa)

    def yes(self, siapa: str = SEKCAM) -> SekaligusTercatat:
        return self.say(perform_several, siapa, sidik=self.asked(siapa).sidik_dipilih)

    def done(self) -> list[int]:
        """Return the places of the letters that were initialled."""
        return [
            at
            for at, one in enumerate(self.surat)
            if tugas(self.kantor, one.id).status is StatusTugas.SELESAI
        ]

    def view(self, siapa: str = SEKCAM) -> SekaligusView:
        whose = (KARTU.c.chat_id == self.kantor.user[siapa], KARTU.c.daftar == Daftar.SEKALIGUS)
        card = select(KARTU.c.id).where(*whose)
        kartu_id = self.kantor.database.run_now(lambda c: c.execute(card).scalar_one())
        return self.kantor.run(lambda uow: view_several(uow, uow.kartu.get(kartu_id)))

    def paraf(self, one: Tugas) -> JejakLine:
        """Return the line of history by which a letter was initialled."""
        berkas_id = self.kantor.run(lambda uow: uow.berkas.berkas_of(one.id))
        (line,) = jejak(self.kantor, berkas_id, "paraf")
        return line

    def history(self, one: Tugas) -> str:
        """Return what the Sekretaris reads of the history of a letter."""
        berkas_id = self.kantor.run(lambda uow: uow.berkas.berkas_of(one.id))
        who = {"user_id": self.kantor.user[SEKCAM], "berkas_id": berkas_id}
        view = self.kantor.run(view_riwayat, **who)
        return plain(draw_riwayat(view, LayarRiwayat(**who)).text).replace(
            "\N{NO-BREAK SPACE}", " "
        )

    def rearrange(self, buku: Any) -> None:
        k = self.kantor
        k.database.run_now(lambda c: import_kantor(c, buku, k.now))


@pytest.fixture
def meja(tmp_path: Path) -> Iterator[Kantor]:
    with office_in(tmp_path, ALLOWING) as kantor:
        yield Kantor(kantor)


def test_all_that_wait_for_the_same_are_recorded_singly_each_with_its_naskah(meja: Kantor):
    meja.write(3)
    shown = [one.naskah for one in meja.ask().butir]
    told = meja.yes()

    assert meja.done() == [0, 1, 2]
    assert [one.naskah for one in told.tercatat] == shown
    assert told.tidak == ()
    for one, naskah in zip(meja.surat, shown, strict=True):
        berkas = meja.kantor.run(lambda uow, id=one.id: uow.berkas.berkas_of(id))
        line = meja.paraf(one)
        assert (line.rincian["naskah"], line.pelaku["nama"]) == (naskah, SEKCAM)
        kept = meja.kantor.run(lambda uow, b=berkas, n=naskah: uow.naskah.get(b, n))
        assert kept is not None


def test_the_history_says_of_how_many_one_yes_was_meant_and_of_a_single_tap_nothing(meja: Kantor):
    alone, *others = meja.write(3)
    meja.kantor.run(initial, user_id=meja.kantor.user[SEKCAM], tugas=alone)
    meja.ask()
    meja.yes()

    for one in others:
        assert meja.paraf(one).rincian["sekaligus"] == 2
        assert "(sekaligus, satu dari 2 tugas)" in meja.history(one)
    assert "sekaligus" not in meja.paraf(alone).rincian  # hashed as such lines ever were
    assert "sekaligus" not in meja.history(alone)


def test_the_list_is_redrawn_once_by_its_answer(meja: Kantor):
    meja.write(2)
    meja.ask()
    before = meja.kantor.redrawn(SEKCAM, KartuDaftar)
    meja.yes()

    assert meja.kantor.redrawn(SEKCAM, KartuDaftar) == before + 1


def test_what_was_taken_out_is_left_alone(meja: Kantor):
    meja.write(3)
    listed = meja.open()
    meja.say(toggle_one, sidik=listed.sidik, tugas_id=meja.surat[1].id)
    meja.say(ask_several, sidik=listed.sidik)
    meja.yes()

    assert meja.done() == [0, 2]


def test_a_tick_comes_back_with_another_tap(meja: Kantor):
    meja.write(2)
    sidik = meja.open().sidik
    for _ in range(2):
        meja.say(toggle_one, sidik=sidik, tugas_id=meja.surat[0].id)

    assert len(meja.asked().dipilih) == 2


def test_a_card_is_opened_from_the_list_without_ending_it_however_late_it_is(meja: Kantor):
    meja.write(2)
    meja.kantor.wait(days=10)
    listed = meja.open()
    meja.say(look_at_one, sidik=listed.sidik, tugas_id=meja.surat[0].id)

    assert meja.kantor.owed(SEKCAM, "kartu")[-1].baru
    assert tugas(meja.kantor, meja.surat[0].id).dilihat_at == meja.kantor.now
    meja.say(ask_several, sidik=listed.sidik)
    meja.yes()
    assert meja.done() == [0, 1]


def test_one_that_changed_since_it_was_listed_is_refused_by_name_and_the_others_go_on(
    meja: Kantor,
):
    meja.write(3)
    meja.ask()
    second = tugas(meja.kantor, meja.surat[1].id)
    meja.kantor.run(
        lambda uow: uow.berkas.change(
            replace(second, facts=replace(second.facts, konsep="Mohon dipercepat"))
        )
    )
    told = meja.yes()

    assert meja.done() == [0, 2]
    assert [(one.baris.nomor, one.kode) for one in told.tidak] == [(second.nomor, "TugasChanged")]
    assert told.sisa == 1


def test_one_of_which_the_content_changed_is_refused_although_its_revisi_stands(meja: Kantor):
    meja.write(2)
    meja.ask()
    isi = meja.asked()
    other = replace(isi.butir[0], naskah="ab" * 32)
    changed = replace(isi, butir=(other, isi.butir[1]))
    put_list(meja, changed)
    told = meja.yes()

    assert meja.done() == [1]
    assert [one.kode for one in told.tidak] == ["NaskahChanged"]


def put_list(meja: Kantor, isi: Sekaligus, siapa: str = SEKCAM, **facts: Any) -> None:
    """Let somebody be asked about another list; facts: what else is so of the question."""

    def work(uow: Any) -> None:
        asked = uow.percakapan.get(meja.kantor.user[siapa])
        uow.percakapan.put(replace(asked, isi=isi, **facts))

    meja.kantor.run(work)


def test_a_single_decision_of_the_same_person_ends_the_list(meja: Kantor):
    meja.write(2)
    sidik = meja.ask().sidik_dipilih
    meja.kantor.act(SEKCAM, Kerja.PARAF, meja.surat[0])
    with pytest.raises(SekaligusOver):
        meja.say(perform_several, sidik=sidik)

    assert meja.done() == [0]


def test_one_that_another_holder_did_is_refused_by_name(meja: Kantor):
    meja.write(2)
    stand_in(meja, AGUS, "Sekretaris Kecamatan")
    meja.ask()
    meja.kantor.wait(seconds=5)
    meja.kantor.act(AGUS, Kerja.PARAF, tugas(meja.kantor, meja.surat[0].id))
    told = meja.yes()

    assert [one.nomor for one in told.tercatat] == [meja.surat[1].nomor]
    (refused,) = told.tidak
    assert (refused.kode, refused.fakta["oleh"]) == ("TugasChanged", AGUS)


def stand_in(meja: Kantor, nama: str, jabatan: str) -> None:
    today = meja.kantor.now.date()
    appoint_plh(meja.kantor, nama, post(meja.kantor, jabatan), today, today)


def test_authority_that_was_lost_since_the_question_refuses_each_by_name(meja: Kantor):
    meja.write(2)
    stand_in(meja, AGUS, "Sekretaris Kecamatan")
    meja.ask(AGUS)
    meja.kantor.wait(days=2)
    listed = meja.asked(AGUS)
    put_list(meja, listed, AGUS, dimulai_at=meja.kantor.now)
    told = meja.yes(AGUS)

    assert meja.done() == []
    assert {one.kode for one in told.tidak} == {"NotYourTugas"}


def test_what_a_plh_may_not_decide_is_not_offered_and_said_to_be_so(meja: Kantor):
    meja.write(2)
    user = meja.kantor.user[SEKCAM]
    for one in meja.surat:
        meja.kantor.run(lambda uow, one=one: initial(uow, user, one))
    stand_in(meja, SEKCAM, "Camat")
    listed = meja.open(SEKCAM, Kerja.TANDA_TANGANI)

    assert listed.butir == ()
    assert {one.sebab for one in listed.sendiri} == {SebabSendiri.PLH}
    with pytest.raises(NothingChosen):
        meja.say(ask_several, sidik=listed.sidik)


def test_an_office_that_does_not_allow_it_offers_nothing_and_refuses_every_step(meja: Kantor):
    meja.write(2)
    isi = meja.ask()
    user = meja.kantor.user[SEKCAM]
    assert meja.kantor.run(offer_several, user_id=user) != ()
    meja.rearrange(SAMPLE)

    assert meja.kantor.run(offer_several, user_id=user) == ()
    sidik = isi.sidik
    for work, facts in (
        (begin_choice, {"kantor_id": meja.kantor.kantor_id, "kerja": Kerja.PARAF}),
        (perform_several, {"sidik": isi.sidik_dipilih}),
        (toggle_one, {"sidik": sidik, "tugas_id": meja.surat[0].id}),
        (ask_several, {"sidik": sidik}),
        (choose_again, {"sidik": sidik}),
        (look_at_one, {"sidik": sidik, "tugas_id": meja.surat[0].id}),
    ):
        with pytest.raises(SekaligusNotAllowed):
            meja.say(work, **facts)
    assert meja.done() == []
    assert meja.view().is_over


def test_a_second_yes_records_nothing_more(meja: Kantor):
    meja.write(2)
    sidik = meja.ask().sidik_dipilih
    meja.say(perform_several, sidik=sidik)
    lines = len(history(meja))
    with pytest.raises(SekaligusOver):
        meja.say(perform_several, sidik=sidik)

    assert len(history(meja)) == lines


def history(meja: Kantor) -> list[Any]:
    ids = [meja.kantor.run(lambda uow, id=t.id: uow.berkas.berkas_of(id)) for t in meja.surat]
    return [line for id in ids for line in jejak(meja.kantor, id)]


def test_a_button_of_an_older_list_or_of_another_choice_does_nothing(meja: Kantor):
    meja.write(2)
    old = meja.open()
    meja.write(1)
    new = meja.open()
    assert old.sidik != new.sidik
    steps: list[tuple[Any, dict[str, Any]]] = [
        (toggle_one, {"sidik": old.sidik, "tugas_id": meja.surat[0].id}),
        (toggle_one, {"sidik": new.sidik, "tugas_id": 987_654}),
        (look_at_one, {"sidik": old.sidik, "tugas_id": meja.surat[0].id}),
        (ask_several, {"sidik": old.sidik}),
        (choose_again, {"sidik": old.sidik}),
        (perform_several, {"sidik": new.sidik}),
    ]
    for work, facts in steps:
        with pytest.raises(SekaligusOver):
            meja.say(work, **facts)
    meja.say(ask_several, sidik=new.sidik)
    with pytest.raises(SekaligusOver):
        meja.say(perform_several, sidik=old.sidik)
    with pytest.raises(SekaligusOver):
        meja.say(toggle_one, sidik=new.sidik, tugas_id=meja.surat[0].id)

    assert meja.done() == []


def test_another_person_does_nothing_with_the_buttons_of_a_list(meja: Kantor):
    meja.write(2)
    isi = meja.ask()
    for siapa in (CAMAT, KASUBBAG, AGUS):
        with pytest.raises(SekaligusOver):
            meja.say(perform_several, siapa, sidik=isi.sidik_dipilih)
        with pytest.raises(NothingChosen):
            meja.open(siapa)
    with pytest.raises(NotFound):
        meja.kantor.run(
            begin_choice,
            actor=Actor.private(424_242),
            kantor_id=meja.kantor.kantor_id,
            kerja=Kerja.PARAF,
        )

    assert meja.done() == []


def test_what_is_no_decision_is_not_done_to_several(meja: Kantor):
    with pytest.raises(AksiNotAllowed):
        meja.open(kerja=Kerja.KEMBALIKAN)


def test_a_yes_after_two_minutes_records_nothing_and_the_list_stands_again(meja: Kantor):
    meja.write(2)
    sidik = meja.ask().sidik_dipilih
    meja.kantor.wait(minutes=2)
    with pytest.raises(ConfirmationOver):
        meja.say(perform_several, sidik=sidik)
    meja.kantor.run(run_tick)

    assert meja.done() == []
    assert isinstance(meja.asked(), PilihSekaligus)


def test_the_last_question_leads_back_to_the_choice(meja: Kantor):
    meja.write(2)
    isi = meja.ask()
    assert isinstance(isi, YakinSekaligus)
    meja.say(choose_again, sidik=isi.sidik)

    assert isinstance(meja.asked(), PilihSekaligus)
    assert meja.asked().butir == isi.butir


def test_nothing_is_asked_where_all_were_taken_out(meja: Kantor):
    meja.write(2)
    sidik = meja.open().sidik
    for one in meja.surat:
        meja.say(toggle_one, sidik=sidik, tugas_id=one.id)
    with pytest.raises(NothingChosen):
        meja.say(ask_several, sidik=sidik)


def test_of_forty_each_page_is_decided_by_itself(meja: Kantor):
    meja.write(40)
    first, second = meja.open(), meja.open(halaman=2)

    assert (first.halaman, first.jumlah, len(first.butir)) == (1, 4, MOST_BUTIR)
    assert not {b.tugas for b in first.butir} & {b.tugas for b in second.butir}
    meja.say(ask_several, sidik=second.sidik)
    told = meja.yes()
    assert len(told.tercatat) == MOST_BUTIR
    assert told.sisa == 40 - MOST_BUTIR
    assert len(meja.done()) == MOST_BUTIR


def test_a_list_says_which_of_it_no_longer_is_what_it_was(meja: Kantor):
    meja.write(2)
    meja.open()
    one = tugas(meja.kantor, meja.surat[0].id)
    meja.kantor.run(lambda uow: uow.berkas.change(one))

    assert [line.gugur for line in meja.view().baris] == [True, False]


def test_a_list_that_was_left_is_over(meja: Kantor):
    meja.write(2)
    meja.open()
    meja.say(leave_choice)

    assert meja.view().is_over
    with pytest.raises(SekaligusOver):
        meja.say(leave_choice)


def test_what_a_single_tap_would_refuse_is_refused_in_a_list(meja: Kantor):
    """The same aksi, tugas by tugas, comes to the same words by both ways."""
    meja.write(2)
    meja.ask()
    aksi = Aksi(kerja=Kerja.PARAF, revisi=meja.surat[0].revisi + 7, at=meja.kantor.now)
    with pytest.raises(Refusal) as single:
        meja.say(perform_aksi, tugas_id=meja.surat[0].id, aksi=aksi)
    isi = meja.asked()
    put_list(meja, replace(isi, butir=(replace(isi.butir[0], revisi=aksi.revisi), isi.butir[1])))
    told = meja.yes()

    assert [one.kode for one in told.tidak] == [type(single.value).__name__]


def test_a_list_of_which_everything_is_refused_is_over_all_the_same(meja: Kantor):
    meja.write(2)
    sidik = meja.ask().sidik_dipilih
    for one in meja.surat:
        meja.kantor.run(lambda uow, one=one: uow.berkas.change(one))
    told = meja.yes()

    assert (len(told.tercatat), len(told.tidak)) == (0, 2)
    with pytest.raises(SekaligusOver):
        meja.say(perform_several, sidik=sidik)


def test_what_comes_again_as_it_was_needs_its_own_reason_and_is_not_offered(meja: Kantor):
    meja.write(2)
    user, k = meja.kantor.user[SEKCAM], meja.kantor
    signing = k.run(lambda uow: initial(uow, user, meja.surat[0]))
    returned = k.act(CAMAT, Kerja.KEMBALIKAN, signing, catatan="Belum lengkap betul").opened
    listed = meja.open()

    assert [one.tugas for one in listed.butir] == [meja.surat[1].id]
    assert [(one.nomor, one.sebab) for one in listed.sendiri] == [
        (returned[0].nomor, SebabSendiri.ALASAN)
    ]


def test_values_that_looked_odd_are_decided_on_by_themselves(meja: Kantor):
    k = meja.kantor
    berkas_id = k.start()
    for no, nama, kerja in STEPS[:3]:
        k.act(nama, kerja, at(k, berkas_id, no))
    for kasi in LINES:
        fill(k, kasi, "IK-02=999" if kasi == TAPEM else "")
        if kasi == TAPEM:
            odd = nilai(k, berkas_id)["IK-02"].indikator_id
            meant: dict[str, Any] = {"nilai": Decimal(999), "is_confirmed": True}
            k.say(kasi, choose_reading, tugas_id=k.only(kasi).id, indikator_id=odd, **meant)
            fill(k, kasi, "IK-01=100\nIK-03=6")
        k.act(kasi, Kerja.KIRIM)
    k.act(AGUS, Kerja.SELESAI, at(k, berkas_id, 5))
    listed = meja.open(KASUBBAG, Kerja.SETUJUI)

    assert listed.butir == ()
    assert [one.sebab for one in listed.sendiri] == [SebabSendiri.JANGGAL]


BOTH = (
    TEKS.replace("versi = 1", "versi = 2")
    .replace('pelaksana = ["sekretaris"]', 'pelaksana = ["sekretaris", "kasi"]')
    .replace("kolom = [", 'kolom = [\n    { id = "kasi", nama = "Kasi Tata Pemerintahan" },')
)


def test_who_is_asked_the_same_in_two_posts_has_both_recorded_with_one_yes(tmp_path: Path):
    with office_in(tmp_path, ALLOWING) as kantor:
        meja = Kantor(kantor)
        sop = kantor.run(activate, kantor_id=kantor.kantor_id, teks=BOTH)
        stand_in(meja, SEKCAM, "Kasi Tata Pemerintahan")
        begun = kantor.run(
            start_berkas,
            actor=Actor.private(kantor.user[KASUBBAG]),
            sop_id=sop,
            periode=Periode.at(JenisPeriode.BEBAS, kantor.now.date()),
            isian={"perihal": "Undangan"},
        )
        meja.surat = list(
            kantor.act(KASUBBAG, Kerja.SELESAI, begun.opened[0], isian={"isi": "Rapat"}).opened
        )
        assert len(meja.ask().butir) == 2
        told = meja.yes()

        assert meja.done() == [0, 1]
        assert [one.nomor for one in told.tercatat] == [one.nomor for one in meja.surat]
        assert told.tidak == ()
        assert len(jejak(kantor, begun.berkas.id, "paraf")) == 2
