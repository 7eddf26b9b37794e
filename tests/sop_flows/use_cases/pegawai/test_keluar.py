"""Who is missing from an imported workbook is told so, once, and so are the admins."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Select, select

from bot.trial.kantor.pejawaran import SAMPLE
from handlers.screens.loading import load
from handlers.screens.notices import draw
from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.errors import NotYourTugas, UndanganInvalid
from sop_flows.ports.kiriman import QueuedKiriman
from sop_flows.ports.records import Actor
from sop_flows.use_cases.formulir.typed import begin_filling
from sop_flows.use_cases.jabatan.who import people_of
from sop_flows.use_cases.pegawai.joining import confirm_identity, invite, present_link
from sop_flows.use_cases.tick import run_tick
from storage.database.carrier_tables import OutboxRow
from storage.database.insert import table
from storage.documents.kantor.buku import BarisPegawai
from storage.kantor_import import import_kantor
from storage.unit_of_work import SqlUnitOfWork, in_unit
from tests.sop_flows.use_cases.pegawai.test_delegasi import hold, post
from tests.support.office import BOT, Pejawaran, plain
from tests.support.story import (
    AGUS,
    CAMAT,
    DEWI,
    SEKCAM,
    TAPEM,
    begin_signing,
    go_to,
    said,
    signature_of,
)

EKO, EKOS_POST = "Eko Purnomo", "Pengadministrasi Ketertiban"
Row = Callable[[BarisPegawai], BarisPegawai | None]


def bring_in(kantor: Pejawaran, row: Row, without_post: str = "") -> None:
    """Import the workbook of the office with its rows of people as they are now."""
    people = tuple(new for new in map(row, SAMPLE.pegawai) if new is not None)
    posts = tuple(one for one in SAMPLE.jabatan if one.jabatan != without_post)
    buku = replace(SAMPLE, pegawai=people, jabatan=posts)
    kantor.database.run_now(lambda c: import_kantor(c, buku, kantor.now))


def without(*names: str) -> Row:
    return lambda row: None if row.nama in names else row


def told(kantor: Pejawaran, nama: str, layar: str) -> list[str]:
    """Return what somebody reads in the messages of that kind."""
    return [text_of(kantor, one) for one in kantor.owed(nama, layar)]


def text_of(kantor: Pejawaran, kiriman: QueuedKiriman) -> str:
    pesan = kantor.run(lambda uow: load(uow, kiriman))
    assert pesan is not None
    return plain(draw(pesan, ambigu=False).text)


def test_who_is_missing_is_told_once_and_the_post_is_told_as_vacant(kantor: Pejawaran):
    go_to(kantor, 4)
    tugas = kantor.only(TAPEM)
    kantor.say(TAPEM, begin_filling, tugas_id=tugas.id)
    for _ in range(2):
        bring_in(kantor, without(TAPEM))

    assert told(kantor, TAPEM, "akses_berakhir") == [
        "🛑 Akses Pak Slamet Riyadi (Kasi Tata Pemerintahan, Kecamatan Pejawaran) lewat akun "
        "Telegram ini berakhir: data kantor yang diperbarui tidak lagi memuatnya.\n"
        "Tugasnya tidak lagi disampaikan di sini. Bila masih bertugas di kantor ini, misalnya "
        "karena NIP-nya diperbaiki, mohon meminta tautan baru kepada admin kantor."
    ]
    (news,) = told(kantor, SEKCAM, "tanpa_akun")
    assert "Slamet Riyadi (Kasi Tata Pemerintahan, Kecamatan Pejawaran)" in news
    assert "1 tugas terbuka yang sampai saat itu padanya tidak lagi sampai kepadanya" in news
    assert f"#{tugas.nomor} " in news
    assert kantor.run(lambda uow: uow.percakapan.get(kantor.user[TAPEM])) is None
    with pytest.raises(NotYourTugas):
        kantor.act(TAPEM, Kerja.KIRIM, tugas)
    kantor.run(run_tick)
    (vacant,) = said(kantor, SEKCAM, "tidak_terjangkau")["tugas"]
    assert (vacant["nomor"], vacant["nama"], vacant["kosong"]) == (tugas.nomor, [CAMAT], True)
    assert tugas.id in [line.tugas.id for line in kantor.tugas(CAMAT)]


def test_what_waits_for_the_name_of_who_is_missing_is_named_to_the_admin(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    waiting = signature_of(kantor, berkas_id, EKO)
    bring_in(kantor, without(EKO))

    (news,) = told(kantor, SEKCAM, "tanpa_akun")
    assert "1 tugas terbuka yang sampai saat itu padanya" in news
    assert "pengingat tugas atas namanya sendiri disampaikan kepada atasannya" in news
    assert f"#{waiting.nomor} " in news


def test_of_whom_nothing_waits_the_admin_reads_so(kantor: Pejawaran):
    bring_in(kantor, without(EKO))

    (news,) = told(kantor, SEKCAM, "tanpa_akun")
    assert "Saat ini tidak ada tugas terbuka padanya." in news


def test_who_is_in_a_later_workbook_again_needs_the_new_link_that_they_were_told_of(
    kantor: Pejawaran,
):
    go_to(kantor, 4)
    kantor.deliver()
    facts = {"kantor_id": kantor.kantor_id, "pegawai_id": kantor.pegawai[TAPEM]}
    kantor.run(invite, **facts, token="lama")
    bring_in(kantor, without(TAPEM))
    before = kantor.owed(SEKCAM)
    bring_in(kantor, lambda row: row)
    kantor.run(run_tick)

    user = kantor.user[TAPEM]
    assert kantor.run(people_of, user_id=user) == ()
    assert not any(one.baru for one in kantor.owed(TAPEM, "kartu"))
    assert kantor.owed(SEKCAM) == before
    with pytest.raises(UndanganInvalid):
        kantor.run(present_link, chat_id=user, token="lama")
    kantor.run(invite, **facts, token="baru")
    kantor.run(present_link, chat_id=user, token="baru")
    kantor.say(TAPEM, confirm_identity, username="")
    assert len(kantor.tugas(TAPEM)) == 1
    assert kantor.owed(TAPEM, "kartu")[-1].baru


def test_several_are_told_each_and_nobody_who_stays(kantor: Pejawaran):
    bring_in(kantor, without(AGUS, DEWI))

    assert [nama for nama in kantor.user if kantor.owed(nama, "akses_berakhir")] == [AGUS, DEWI]
    assert [one.isi.orang.nama for one in kantor.owed(SEKCAM, "tanpa_akun")] == [AGUS, DEWI]


def test_whose_nip_is_another_now_is_told_to_ask_for_a_link(kantor: Pejawaran):
    bring_in(kantor, lambda row: replace(row, kunci="1") if row.nama == EKO else row)

    (text,) = told(kantor, EKO, "akses_berakhir")
    assert "misalnya karena NIP-nya diperbaiki, mohon meminta tautan baru" in text
    (news,) = told(kantor, SEKCAM, "tanpa_akun")
    assert "mohon membuat tautan bergabung yang baru untuknya" in news
    assert kantor.run(people_of, user_id=kantor.user[EKO]) == ()


def test_whose_post_is_missing_loses_access_only_where_they_are_missing_too(kantor: Pejawaran):
    moved = "Pengadministrasi Umum"
    bring_in(
        kantor,
        lambda row: replace(row, jabatan=moved) if row.nama == EKO else row,
        without_post=EKOS_POST,
    )
    assert kantor.owed(EKO, "akses_berakhir") == []
    bring_in(kantor, without(EKO), without_post=EKOS_POST)

    (text,) = told(kantor, EKO, "akses_berakhir")
    assert f"({moved}, Kecamatan Pejawaran)" in text


def test_where_the_only_admin_is_missing_who_leads_the_post_is_told(kantor: Pejawaran):
    bring_in(kantor, without(SEKCAM))

    assert said(kantor, SEKCAM, "akses_berakhir")["sebab"] == "keluar"
    assert said(kantor, CAMAT, "tanpa_akun")["nama"] == SEKCAM
    assert kantor.owed(SEKCAM, "tanpa_akun") == []


def test_who_administers_no_more_but_stays_keeps_the_access(kantor: Pejawaran):
    bring_in(kantor, lambda row: replace(row, admin=row.nama == CAMAT))

    assert [nama for nama in kantor.user if kantor.owed(nama, "akses_berakhir")] == []


def test_by_which_bot_somebody_joined_they_are_told_though_no_card_was_ever_sent(
    kantor: Pejawaran,
):
    user, eko, of = kantor.user[EKO], kantor.pegawai[EKO], BOT + 1
    kantor.run(lambda uow: uow.ikatan.revoke(eko, kantor.now))

    def join(uow: SqlUnitOfWork) -> None:
        invite(uow, kantor_id=kantor.kantor_id, pegawai_id=eko, token="tautan")
        present_link(uow, chat_id=user, token="tautan")
        confirm_identity(uow, Actor.private(user), username="")

    kantor.database.run_now(lambda c: in_unit(join, SqlUnitOfWork(c, of, kantor.now)))
    bring_in(kantor, without(EKO))

    owing = kantor.database.run_now(lambda c: c.execute(owed_of(user)).scalars().all())
    assert owing == [of]


def owed_of(chat_id: int) -> Select[tuple[int]]:
    """Select the bots that owe a chat the word that its access has ended."""
    outbox = table(OutboxRow)
    wanted = (outbox.c.chat_id == chat_id, outbox.c.layar == "akses_berakhir")
    return select(outbox.c.bot_id).where(*wanted)


def test_who_has_not_joined_is_told_nothing_and_the_admins_neither(kantor: Pejawaran):
    kantor.run(lambda uow: uow.ikatan.revoke(kantor.pegawai[EKO], kantor.now))
    bring_in(kantor, without(EKO))

    assert kantor.owed(EKO, "akses_berakhir") == kantor.owed(SEKCAM, "tanpa_akun") == []


def test_who_has_left_stands_in_for_nobody_any_more(kantor: Pejawaran):
    hold(kantor, DEWI, "Camat", jenis=Penugasan.PLH)
    camat, today = post(kantor, "Camat"), kantor.now.date()

    def standing() -> list[str]:
        return [
            one.nama
            for one in kantor.run(lambda uow: uow.pegawai.pemegang(kantor.kantor_id, camat, today))
        ]

    assert DEWI in standing()
    bring_in(kantor, without(DEWI))

    assert standing() == [CAMAT]
