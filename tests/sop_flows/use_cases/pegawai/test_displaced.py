"""One person's join on another's phone: said before, told afterwards, and nothing vanishes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from bot.trial.kantor.pejawaran import SAMPLE
from handlers.screens.loading import load
from handlers.screens.notices import draw
from handlers.screens.screen import Screen
from sop_flows.engine.aksi import Kerja
from sop_flows.errors import NotYourTugas, QuestionOver
from sop_flows.ports.ditanya import Yakin
from sop_flows.ports.kiriman import Kiriman, QueuedKiriman
from sop_flows.ports.layar.daftar import LayarKartu
from sop_flows.ports.layar.keanggotaan import NOBODY
from sop_flows.ports.records import Actor, Ikatan
from sop_flows.ports.reminders import SebabPutus
from sop_flows.use_cases.formulir.typed import begin_filling
from sop_flows.use_cases.jabatan.who import people_of
from sop_flows.use_cases.nudge import remind_late
from sop_flows.use_cases.pegawai.joining import (
    accept_member,
    confirm_identity,
    decline_identity,
    invite,
    list_roles,
    present_link,
    revoke_member,
)
from sop_flows.use_cases.tick import next_moment, run_tick
from sop_flows.use_cases.tugas.nomor import perform_by_number
from storage.database.carrier_tables import KartuRow, OutboxRow, StatusKiriman
from storage.database.insert import table
from storage.kantor_import import import_kantor
from storage.unit_of_work import SqlUnitOfWork
from tests.support.office import Pejawaran
from tests.support.screen import labels_of
from tests.support.story import CAMAT, KASUBBAG, SEKCAM, TAPEM, at, go_to, said

EKO = "Eko Purnomo"
PHONE, OTHER = 7001, 7002


def open_link(kantor: Pejawaran, nama: str, user: int) -> None:
    """Open somebody's new link on an account."""
    token = f"{nama}-{user}-{kantor.now}"
    kantor.run(invite, kantor_id=kantor.kantor_id, pegawai_id=kantor.pegawai[nama], token=token)
    kantor.run(present_link, chat_id=user, token=token)


def join(kantor: Pejawaran, nama: str, user: int) -> None:
    open_link(kantor, nama, user)
    kantor.run(confirm_identity, actor=Actor.private(user), username="akun")


def confirm(kantor: Pejawaran, question: Kiriman, **facts: Any) -> Ikatan | None:
    """Let the Sekcam tap "Ya, benar" under a question; its button says whom it has named."""
    isi = question.isi
    who = {"pegawai_id": isi.pegawai, "calon": isi.user, "disebut": isi.disebut, **facts}
    return kantor.run(accept_member, user_id=kantor.user[SEKCAM], **who)


def owner_of_phone(kantor: Pejawaran, user: int) -> str:
    """Return who uses an account now."""
    (owner,) = kantor.run(lambda uow: people_of(uow, user))
    return owner.nama


def text_of(kantor: Pejawaran, kiriman: QueuedKiriman) -> str:
    """Return what a message says on the phone."""
    pesan = kantor.run(lambda uow: load(uow, kiriman))
    assert pesan is not None
    return draw(pesan, ambigu=False).text


def test_the_owner_of_the_account_is_named_before_the_yes(kantor: Pejawaran):
    go_to(kantor, 4)
    open_link(kantor, EKO, kantor.user[TAPEM])

    asked = kantor.owed(TAPEM, "sambutan")[-1]
    assert (asked.isi.pemilik.nama, asked.isi.jumlah) == (TAPEM, 1)
    text = text_of(kantor, asked)
    assert "Akun Telegram ini sekarang dipakai oleh <b>Pak Slamet Riyadi</b>" in text
    assert "Jika dilanjutkan" in text
    assert len(kantor.tugas(TAPEM)) == 1, "nothing has happened yet"


def test_nobody_is_named_on_an_account_of_ones_own_or_a_new_one(kantor: Pejawaran):
    kantor.user["baru"] = PHONE
    for nama, user in ((TAPEM, kantor.user[TAPEM]), (EKO, PHONE)):
        open_link(kantor, nama, user)
    for nama, is_pindah in ((TAPEM, False), ("baru", True)):
        asked = kantor.owed(nama, "sambutan")[-1].isi
        assert (asked.pemilik, asked.is_pindah) == (None, is_pindah)


def test_who_loses_the_account_and_the_admin_are_told_with_the_tugas_that_nobody_sees(
    kantor: Pejawaran,
):
    go_to(kantor, 4)
    tugas = kantor.only(TAPEM)
    join(kantor, EKO, kantor.user[TAPEM])

    told = said(kantor, TAPEM, "akses_berakhir")
    assert (told["nama"], told["sebab"], told["oleh"]) == (TAPEM, "dipakai", EKO)
    assert said(kantor, SEKCAM, "kabar_bergabung")["pemilik"]["nama"] == TAPEM
    news = said(kantor, SEKCAM, "tanpa_akun")
    assert (news["nama"], news["oleh"], news["jumlah"]) == (TAPEM, EKO, 1)
    assert [one["nomor"] for one in news["tugas"]] == [tugas.nomor]
    person = kantor.pegawai[EKO]
    lines = kantor.run(lambda u: u.jejak.of_pelaku(kantor.kantor_id, person, kantor.now))
    assert ("ambil_akun", TAPEM) in [(x.aksi, x.rincian.get("nama")) for x in lines]


def succeed(kantor: Pejawaran) -> None:
    """Let somebody else have the post of the Kasubbag, who leaves the office and the phone."""
    post = next(row.jabatan for row in SAMPLE.pegawai if row.nama == KASUBBAG)
    stay = (row for row in SAMPLE.pegawai if row.nama != KASUBBAG)
    rows = tuple(replace(row, jabatan=post) if row.nama == TAPEM else row for row in stay)
    changed = replace(SAMPLE, pegawai=rows)
    kantor.run(lambda uow: import_kantor(uow.connection, changed, kantor.now))


def revoke(kantor: Pejawaran) -> None:
    """Let the Kasubbag lose the account."""
    kantor.say(SEKCAM, revoke_member, pegawai_id=kantor.pegawai[KASUBBAG])


def move(kantor: Pejawaran) -> None:
    """Let the Kasubbag join by another account."""
    join(kantor, KASUBBAG, OTHER)


def lend(kantor: Pejawaran) -> None:
    """Let a colleague join on the account of the Kasubbag."""
    join(kantor, EKO, kantor.user[KASUBBAG])


@pytest.mark.parametrize(
    ("leave", "words"),
    [
        (succeed, "Akses lewat akun Telegram ini sudah berakhir"),
        (revoke, "Akses lewat akun Telegram ini sudah berakhir"),
        (move, "Akses lewat akun Telegram ini sudah berakhir"),
        (lend, "Tugas ini mengikuti jabatannya"),
    ],
)
def test_however_an_access_ends_the_card_on_that_phone_says_so_and_has_no_button(
    kantor: Pejawaran, leave: Callable[[Pejawaran], None], words: str
):
    decision = at(kantor, go_to(kantor, 6), 6)
    kantor.run(run_tick)
    kantor.deliver()
    before = len(kantor.owed(KASUBBAG))
    leave(kantor)

    owed = next(one for one in kantor.owed(KASUBBAG)[before:] if one.layar == "kartu")
    cards = kantor.run(lambda uow: uow.kartu.of_tugas(decision.id))
    (mine,) = [one.id for one in cards if one.chat_id == kantor.user[KASUBBAG]]
    pesan = kantor.run(lambda uow: load(uow, replace(owed, kartu_id=mine)))
    assert pesan is not None
    screen = draw(pesan, ambigu=False)
    assert words in screen.text
    assert screen.keyboard == ()


def drop_starter(kantor: Pejawaran) -> None:
    """Import a workbook without the Sekcam."""
    stay = tuple(row for row in SAMPLE.pegawai if row.nama != SEKCAM)
    changed = replace(SAMPLE, pegawai=stay)
    kantor.run(lambda uow: import_kantor(uow.connection, changed, kantor.now))


def move_starter(kantor: Pejawaran) -> None:
    """Let the Sekcam join by another account."""
    join(kantor, SEKCAM, OTHER)


def board_owed(kantor: Pejawaran) -> Screen:
    """Return what is owed to the board on the phone of the Sekcam, and let it be sent."""
    card, outbox = table(KartuRow), table(OutboxRow)
    mine = (card.c.chat_id == kantor.user[SEKCAM], card.c.berkas_id.is_not(None))
    owed = (
        select(outbox.c.id, card.c.id)
        .join(card, card.c.id == outbox.c.kartu_id)
        .where(*mine, outbox.c.status == StatusKiriman.BARU)
    )

    def work(uow: SqlUnitOfWork) -> Screen:
        uow.connection.execute(update(card).where(*mine).values(message_id=1))
        row, kartu_id = uow.connection.execute(owed).all()[-1]
        chat_id, isi = kantor.user[SEKCAM], LayarKartu()
        pesan = load(uow, QueuedKiriman(id=row, chat_id=chat_id, isi=isi, kartu_id=kartu_id))
        assert pesan is not None
        return draw(pesan, ambigu=False)

    screen = kantor.run(work)
    kantor.deliver()
    return screen


@pytest.mark.parametrize("leave", [drop_starter, move_starter])
def test_however_an_access_ends_the_board_on_that_phone_says_so_until_its_person_is_back(
    kantor: Pejawaran, leave: Callable[[Pejawaran], None]
):
    kantor.start()
    assert "Batalkan" in str(labels_of(board_owed(kantor)))
    leave(kantor)
    ended = board_owed(kantor)
    kantor.run(import_sample)
    join(kantor, SEKCAM, kantor.user[SEKCAM])
    back = board_owed(kantor)

    assert "Akses lewat akun Telegram ini sudah berakhir" in ended.text
    assert ended.keyboard == ()
    assert "Batalkan" in str(labels_of(back))


def import_sample(uow: SqlUnitOfWork) -> None:
    import_kantor(uow.connection, SAMPLE, uow.now)


def test_the_board_on_an_account_that_is_lent_steers_no_more(kantor: Pejawaran):
    kantor.start()
    kantor.deliver()
    join(kantor, EKO, kantor.user[SEKCAM])

    assert labels_of(board_owed(kantor)) == ["🔄 Segarkan", "🧭 Alur", "📜 Riwayat"]


@pytest.mark.parametrize(("leave", "nama"), [(succeed, TAPEM), (revoke, KASUBBAG)])
def test_who_joins_on_a_phone_of_the_post_gets_its_cards_and_types_what_they_have_seen(
    kantor: Pejawaran, leave: Callable[[Pejawaran], None], nama: str
):
    decision = at(kantor, go_to(kantor, 6), 6)
    facts = {"nomor": decision.nomor, "kerja": (Kerja.SETUJUI,)}
    kantor.deliver()
    leave(kantor)
    kantor.run(run_tick)
    kantor.deliver()
    join(kantor, nama, kantor.user[KASUBBAG])

    _, card = kantor.owed(KASUBBAG)[-2:]
    assert card.baru
    cards = kantor.run(lambda uow: uow.kartu.of_tugas(decision.id))
    (mine,) = [one.id for one in cards if one.chat_id == kantor.user[KASUBBAG]]
    assert nama in text_of(kantor, replace(card, kartu_id=mine))
    kantor.say(KASUBBAG, perform_by_number, **facts)
    assert said(kantor, KASUBBAG, "kartu_dahulu")
    kantor.command(KASUBBAG, **facts)
    asked = kantor.run(lambda uow: uow.percakapan.get(kantor.user[KASUBBAG]))
    assert asked is not None
    assert isinstance(asked.isi, Yakin)


def test_what_the_account_was_asked_ends_and_its_cards_say_that_they_are_gone(kantor: Pejawaran):
    go_to(kantor, 4)
    tugas = kantor.only(TAPEM)
    kantor.say(TAPEM, begin_filling, tugas_id=tugas.id)
    join(kantor, EKO, kantor.user[TAPEM])

    assert kantor.run(lambda uow: uow.percakapan.get(kantor.user[TAPEM])) is None
    (card,) = kantor.run(lambda uow: uow.kartu.of_tugas(tugas.id))
    assert card.pegawai_id == kantor.pegawai[EKO]
    with pytest.raises(NotYourTugas):
        kantor.act(TAPEM, Kerja.KIRIM, tugas)


def test_the_post_is_not_vacant_but_its_reminders_go_to_the_atasan(kantor: Pejawaran):
    go_to(kantor, 4)
    tugas = kantor.only(TAPEM)
    join(kantor, EKO, kantor.user[TAPEM])
    with pytest.raises(NotYourTugas):
        kantor.act(CAMAT, Kerja.KIRIM, tugas)
    until = kantor.now + timedelta(days=2)
    while kantor.now < until:
        kantor.run(run_tick)
        kantor.carry_reminders()
        following = kantor.run(next_moment)
        kantor.now = max(following or until, kantor.now + timedelta(seconds=1))

    told = [line for one in kantor.reminded(CAMAT) for line in one.view.diawasi]
    own = [line for line in told if line.nomor == tugas.nomor]
    assert {line.jenis.value for line in own} >= {"tenggat", "harian"}
    assert {line.siapa for line in own} == {(TAPEM,)}
    assert all(line.putus is SebabPutus.BELUM_BERGABUNG for line in own)
    assert "belum bergabung; mohon disampaikan langsung" in kantor.reminded(CAMAT)[-1].text


def test_a_reminder_that_is_asked_for_reaches_the_atasan_too(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    join(kantor, EKO, kantor.user[TAPEM])
    kantor.now = datetime(2026, 10, 5, 14, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
    before = len(kantor.reminded(CAMAT))
    kantor.run(remind_late, user_id=kantor.user[SEKCAM], berkas_id=berkas_id)

    (line,) = kantor.reminded(CAMAT)[before].view.diawasi
    assert line.siapa == (TAPEM,)


def test_who_became_the_owner_after_the_question_is_named_before_anything_is_done(
    kantor: Pejawaran,
):
    kantor.user["baru"] = PHONE
    open_link(kantor, EKO, PHONE)
    asked = kantor.run(lambda uow: uow.percakapan.get(PHONE))
    join(kantor, TAPEM, PHONE)
    kantor.run(lambda uow: uow.percakapan.put(asked))
    kantor.run(confirm_identity, actor=Actor.private(PHONE), username="")

    assert kantor.owed("baru", "sambutan")[-1].isi.pemilik.nama == TAPEM
    assert (
        kantor.run(lambda uow: uow.pegawai.chats(kantor.kantor_id))[kantor.pegawai[TAPEM]] == PHONE
    )
    kantor.run(confirm_identity, actor=Actor.private(PHONE), username="")
    assert (
        kantor.run(lambda uow: uow.pegawai.chats(kantor.kantor_id))[kantor.pegawai[EKO]] == PHONE
    )


def test_bukan_saya_leaves_the_owner_as_they_were(kantor: Pejawaran):
    go_to(kantor, 4)
    open_link(kantor, EKO, kantor.user[TAPEM])
    kantor.run(decline_identity, chat_id=kantor.user[TAPEM])

    assert len(kantor.tugas(TAPEM)) == 1
    assert kantor.owed(TAPEM, "akses_berakhir") == []


def test_a_second_phone_of_the_same_person_is_said_before_and_the_first_is_told(
    kantor: Pejawaran,
):
    go_to(kantor, 4)
    kantor.user["baru"] = PHONE
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    join(kantor, TAPEM, PHONE)

    assert kantor.owed("baru", "sambutan")[-1].isi.is_pindah
    assert said(kantor, TAPEM, "akses_berakhir")["sebab"] == "pindah"
    assert kantor.run(lambda uow: uow.percakapan.get(kantor.user[TAPEM])) is None
    assert said(kantor, SEKCAM, "kabar_bergabung")["is_pindah"]
    assert kantor.owed(SEKCAM, "tanpa_akun") == []
    assert len(kantor.tugas("baru")) == 1


def test_who_is_revoked_is_told_and_the_admin_which_tugas_nobody_sees(kantor: Pejawaran):
    go_to(kantor, 4)
    kantor.say(SEKCAM, revoke_member, pegawai_id=kantor.pegawai[TAPEM])

    told = said(kantor, TAPEM, "akses_berakhir")
    assert (told["sebab"], told["oleh"]) == ("dicabut", SEKCAM)
    assert said(kantor, SEKCAM, "tanpa_akun")["jumlah"] == 1


def test_an_account_that_passes_on_with_the_post_shows_its_cards_to_the_successor(
    kantor: Pejawaran,
):
    go_to(kantor, 4)
    tugas = kantor.only(TAPEM)
    people = tuple(
        replace(row, jabatan="Kasi Tata Pemerintahan") if row.nama == EKO else row
        for row in SAMPLE.pegawai
        if row.nama != TAPEM
    )
    kantor.take_over(replace(SAMPLE, pegawai=people))
    kantor.wait(days=1)
    join(kantor, EKO, kantor.user[TAPEM])

    (card,) = [
        k
        for k in kantor.run(lambda u: u.kartu.of_tugas(tugas.id))
        if k.chat_id == kantor.user[TAPEM]
    ]
    assert card.pegawai_id == kantor.pegawai[EKO]


@pytest.fixture
def ketat(kantor: Pejawaran) -> Pejawaran:
    buku = replace(SAMPLE, kantor=replace(SAMPLE.kantor, ketat=True))
    kantor.take_over(buku)
    return kantor


def test_where_an_admin_confirms_the_owner_is_named_to_the_admin_and_stays_until_then(
    ketat: Pejawaran,
):
    go_to(ketat, 4)
    join(ketat, EKO, ketat.user[TAPEM])
    question = ketat.owed(SEKCAM, "konfirmasi_bergabung")[-1]
    assert question.isi.pemilik.nama == TAPEM
    assert "sekarang dipakai oleh <b>Slamet Riyadi</b>" in text_of(ketat, question)
    assert len(ketat.tugas(TAPEM)) == 1
    assert ketat.owed(TAPEM, "akses_berakhir") == []

    assert confirm(ketat, question) is not None
    assert said(ketat, TAPEM, "akses_berakhir")["oleh"] == EKO
    assert said(ketat, SEKCAM, "tanpa_akun")["jumlah"] == 1


def test_an_owner_whom_the_question_did_not_name_is_named_to_the_admin_before_anything_is_done(
    ketat: Pejawaran,
):
    ketat.user["baru"] = PHONE
    join(ketat, EKO, PHONE)
    first = ketat.owed(SEKCAM, "konfirmasi_bergabung")[-1]
    assert first.isi.pemilik is None
    join(ketat, TAPEM, PHONE)
    assert confirm(ketat, ketat.owed(SEKCAM, "konfirmasi_bergabung")[-1]) is not None

    assert confirm(ketat, first) is None
    assert ketat.owed("baru", "akses_berakhir") == []
    assert owner_of_phone(ketat, PHONE) == TAPEM
    again = ketat.owed(SEKCAM, "konfirmasi_bergabung")[-1]
    assert (again.isi.orang.nama, again.isi.pemilik.nama) == (EKO, TAPEM)

    assert confirm(ketat, again) is not None
    assert owner_of_phone(ketat, PHONE) == EKO
    assert said(ketat, "baru", "akses_berakhir")["nama"] == TAPEM


def test_an_owner_who_has_left_the_account_by_then_is_not_named_any_more(ketat: Pejawaran):
    join(ketat, EKO, ketat.user[TAPEM])
    first = ketat.owed(SEKCAM, "konfirmasi_bergabung")[-1]
    ketat.say(SEKCAM, revoke_member, pegawai_id=ketat.pegawai[TAPEM])

    assert confirm(ketat, first) is None
    again = ketat.owed(SEKCAM, "konfirmasi_bergabung")[-1]
    assert again.isi.pemilik is None
    assert confirm(ketat, again) is not None


def test_another_account_that_was_confirmed_after_the_question_is_named_to_the_admin(
    ketat: Pejawaran,
):
    ketat.user["baru"] = OTHER
    join(ketat, EKO, PHONE)
    first = ketat.owed(SEKCAM, "konfirmasi_bergabung")[-1]
    join(ketat, EKO, OTHER)
    assert confirm(ketat, ketat.owed(SEKCAM, "konfirmasi_bergabung")[-1]) is not None

    assert confirm(ketat, first) is None
    assert owner_of_phone(ketat, OTHER) == EKO
    again = ketat.owed(SEKCAM, "konfirmasi_bergabung")[-1]
    assert again.isi.is_pindah
    assert "sudah bergabung dari akun lain" in text_of(ketat, again)

    assert confirm(ketat, again) is not None
    assert owner_of_phone(ketat, PHONE) == EKO
    assert said(ketat, "baru", "akses_berakhir")["sebab"] == "pindah"


def test_a_confirmation_that_named_nobody_asks_again_where_somebody_is_pushed_out(
    ketat: Pejawaran,
):
    join(ketat, EKO, ketat.user[TAPEM])
    question = ketat.owed(SEKCAM, "konfirmasi_bergabung")[-1]

    assert confirm(ketat, question, disebut=NOBODY) is None
    assert owner_of_phone(ketat, ketat.user[TAPEM]) == TAPEM
    with pytest.raises(QuestionOver):
        confirm(ketat, question, calon=ketat.user[KASUBBAG], disebut=NOBODY)


def test_who_has_joined_by_another_account_meanwhile_reads_of_it_before_the_yes_counts(
    ketat: Pejawaran,
):
    ketat.user["baru"] = PHONE
    ketat.say(SEKCAM, revoke_member, pegawai_id=ketat.pegawai[EKO])
    join(ketat, EKO, OTHER)
    open_link(ketat, EKO, PHONE)
    assert not ketat.owed("baru", "sambutan")[-1].isi.is_pindah
    assert confirm(ketat, ketat.owed(SEKCAM, "konfirmasi_bergabung")[-1]) is not None

    yes = {"actor": Actor.private(PHONE), "username": ""}
    assert not ketat.run(confirm_identity, **yes)
    assert ketat.owed("baru", "sambutan")[-1].isi.is_pindah
    assert ketat.run(list_roles, user_id=PHONE) == frozenset(), (
        "nothing is asked of the admins yet"
    )
    assert ketat.run(confirm_identity, **yes)
    assert ketat.run(list_roles, user_id=PHONE) == {"menunggu"}


def test_where_the_admin_loses_the_account_the_atasan_is_told(kantor: Pejawaran):
    join(kantor, EKO, kantor.user[SEKCAM])

    assert said(kantor, CAMAT, "tanpa_akun")["nama"] == SEKCAM
    assert "admin" not in kantor.run(list_roles, user_id=kantor.user[SEKCAM])


def test_an_account_of_another_office_is_nobodys_here(kantor: Pejawaran):
    twin = replace(SAMPLE, kantor=replace(SAMPLE.kantor, kode="LAIN", nama="Kec. Lain"))
    lain_id = kantor.take_over(twin).kantor_id
    everybody = kantor.run(lambda uow: uow.pegawai.all(lain_id, kantor.now.date()))
    (other,) = [one.id for one in everybody if one.nama == KASUBBAG]
    kantor.run(invite, kantor_id=lain_id, pegawai_id=other, token="lain")
    kantor.run(present_link, chat_id=kantor.user[TAPEM], token="lain")

    assert kantor.owed(TAPEM, "sambutan")[-1].isi.pemilik is None
