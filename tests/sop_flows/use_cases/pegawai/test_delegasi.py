"""Who stands in for a post, and what follows it: cards, decisions, signatures."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from typing import Any

import pytest

from bot.trial.kantor.pejawaran import KASI, SAMPLE
from handlers.screens.loading import load_kartu
from handlers.screens.notices import Pesan, draw
from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.berkas import Tugas
from sop_flows.errors import (
    NotAllowed,
    NotYourTugas,
    OwnWork,
    PenugasanOverlaps,
    QuestionOver,
    RentangUnreadable,
    SuratPerintahUnreadable,
)
from sop_flows.ports.kiriman import QueuedKiriman
from sop_flows.ports.layar.daftar import LayarKartu
from sop_flows.ports.layar.delegasi import Kiprah
from sop_flows.sop.catalog import read_template
from sop_flows.use_cases.formulir.typed import type_lines
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.pegawai.delegasi import (
    ask_end,
    begin_delegation,
    choose_dates,
    choose_kind,
    choose_person,
    choose_post,
    confirm_delegation,
    confirm_end,
)
from sop_flows.use_cases.pegawai.joining import revoke_member
from sop_flows.use_cases.tick import next_moment, run_tick
from sop_flows.use_cases.tugas.nomor import perform_by_number
from tests.support.office import Pejawaran, plain
from tests.support.screen import labels_of
from tests.support.story import (
    CAMAT,
    DEWI,
    KASUBBAG,
    LINES,
    PM,
    SEKCAM,
    TAPEM,
    all_at,
    at,
    begin_signing,
    go_to,
    jejak,
    post,
    said,
    signature_of,
)

MONDAY = date(2026, 10, 5)


def hold(kantor: Pejawaran, nama: str, jabatan: str, *, jenis: Penugasan, until: int = 30) -> None:
    """Let somebody hold a further post from today on."""
    jabatan_id = post(kantor, jabatan)
    kantor.run(
        lambda uow: uow.penugasan.add(
            kantor_id=kantor.kantor_id,
            pegawai_id=kantor.pegawai[nama],
            jabatan_id=jabatan_id,
            penugasan=jenis,
            sk="",
            mulai_on=MONDAY,
            selesai_on=MONDAY + timedelta(days=until),
        )
    )


def vacate(kantor: Pejawaran, jabatan: str) -> None:
    """Let nobody hold a post any more."""

    def work(uow: Any) -> None:
        for one in uow.penugasan.since(kantor.kantor_id, MONDAY):
            if one.jabatan == jabatan:
                uow.penugasan.end(one, MONDAY)

    kantor.run(work)


def write(kantor: Pejawaran, nama: str, teks: str) -> None:
    kantor.say(nama, take_text, teks=teks, message_id=1)


def prepare(kantor: Pejawaran, by: str, jabatan: str, who: str, days: str) -> dict[str, Any]:
    """Answer the questions of /delegasi up to the confirmation; return what it shows."""
    kantor.say(by, begin_delegation)
    kantor.say(by, choose_post, jabatan_id=post(kantor, jabatan))
    kantor.say(by, choose_person, pegawai_id=kantor.pegawai[who])
    write(kantor, by, days)
    write(kantor, by, "094/51/2026")
    return said(kantor, by, "delegasi_yakin")


def test_a_stand_in_who_has_not_joined_is_said_to_be_unreachable_before_and_after(
    kantor: Pejawaran,
):
    kantor.say(SEKCAM, revoke_member, pegawai_id=kantor.pegawai[DEWI])
    shown = prepare(kantor, SEKCAM, "Camat", DEWI, "5-7 Okt 2026")
    assert shown["belum_bergabung"]
    text = screen_of(kantor, SEKCAM, "delegasi_yakin")
    assert f"{DEWI} belum bergabung" in text
    assert "akan disampaikan kepadanya" not in text

    kantor.say(SEKCAM, confirm_delegation, sidik=shown["sidik"])
    for nama in (SEKCAM, CAMAT):
        told = screen_of(kantor, nama, "delegasi_kabar")
        assert "belum bergabung" in told
        assert "sudah diberi tahu" not in told


def test_one_who_has_joined_is_not(kantor: Pejawaran):
    assert "belum_bergabung" not in prepare(kantor, SEKCAM, "Camat", DEWI, "5-7 Okt 2026")
    assert "belum bergabung" not in screen_of(kantor, SEKCAM, "delegasi_yakin")


def screen_of(kantor: Pejawaran, nama: str, layar: str) -> str:
    """Return what somebody reads in the last message of that kind."""
    return plain(draw(Pesan(kiriman=kantor.owed(nama, layar)[-1]), ambigu=False).text)


def delegate(
    kantor: Pejawaran, by: str, jabatan: str, who: str, days: str = "5-7 Okt 2026"
) -> None:
    kantor.say(by, confirm_delegation, sidik=prepare(kantor, by, jabatan, who, days)["sidik"])


def card(kantor: Pejawaran, tugas: Tugas, nama: str, *, is_sent: bool = True) -> str:
    """Return what somebody's card of a tugas shows, with its buttons."""

    def work(uow: Any) -> str:
        found = [k for k in uow.kartu.of_tugas(tugas.id) if k.chat_id == kantor.user[nama]]
        assert found, f"{nama} has no card of #{tugas.nomor}"
        if is_sent:
            uow.connection.exec_driver_sql(
                f"UPDATE kartu SET message_id = 1 WHERE id = {found[0].id}"
            )
        kiriman = QueuedKiriman(
            id=1, chat_id=found[0].chat_id, isi=LayarKartu(), kartu_id=found[0].id
        )
        view = load_kartu(uow, kiriman, None)
        if view is None:
            return ""
        screen = draw(Pesan(kiriman, view), ambigu=False)
        labels = labels_of(screen)
        return plain(screen.text) + "".join(f" [{label}]" for label in labels)

    return kantor.run(work)


def cards_owed(kantor: Pejawaran, nama: str) -> int:
    return len(kantor.owed(nama, "kartu"))


# The conversation


def test_the_head_appoints_a_plh_for_the_own_post_and_the_cards_follow_at_once(kantor: Pejawaran):
    berkas_id = kantor.start()
    disposisi = at(kantor, berkas_id, 1)

    shown = prepare(kantor, CAMAT, "Camat", SEKCAM, "5 s.d. 7 Oktober 2026")
    kantor.say(CAMAT, confirm_delegation, sidik=shown["sidik"])

    assert (shown["penugasan"], shown["jumlah"], shown["tidak_boleh"]) == ("Plh.", 1, [])
    assert "Bu Endang Lestari (Plh.)" in card(kantor, disposisi, SEKCAM)
    assert "[📨 Disposisikan]" in card(kantor, disposisi, CAMAT)
    assert said(kantor, SEKCAM, "delegasi_kabar")["untuk"] == "ditunjuk"
    assert said(kantor, CAMAT, "delegasi_kabar")["untuk"] == "pejabat"
    kantor.act(SEKCAM, Kerja.DISPOSISIKAN, at(kantor, berkas_id, 1))
    (line,) = jejak(kantor, berkas_id, "disposisikan")
    assert line.pelaku["nama"] == SEKCAM
    assert (line.pelaku["jabatan"], line.pelaku["penugasan"]) == ("Camat", "Plh.")


def test_the_appointment_is_a_line_of_history_with_its_letter(kantor: Pejawaran):
    delegate(kantor, SEKCAM, "Camat", SEKCAM)

    lines = kantor.run(
        lambda uow: uow.jejak.of_pelaku(kantor.kantor_id, kantor.pegawai[SEKCAM], kantor.now)
    )
    (line,) = [line for line in lines if line.aksi == "delegasi"]
    assert line.rincian["sk"] == "094/51/2026"
    assert (line.rincian["mulai"], line.rincian["selesai"]) == ("2026-10-05", "2026-10-07")


def test_admins_hear_of_it_once_though_they_did_it_themselves(kantor: Pejawaran):
    delegate(kantor, SEKCAM, KASI["PM"], TAPEM)

    assert len(kantor.owed(SEKCAM, "delegasi_kabar")) == 1
    assert said(kantor, PM, "delegasi_kabar")["untuk"] == "pejabat"


def test_others_may_not_delegate_and_a_kasi_only_the_own_post(kantor: Pejawaran):
    with pytest.raises(NotAllowed):
        kantor.say(DEWI, begin_delegation)
    kantor.say(TAPEM, begin_delegation)

    assert [one["nama"] for one in said(kantor, TAPEM, "delegasi_jabatan")["pilihan"]] == [
        KASI["TAPEM"]
    ]
    with pytest.raises(NotAllowed):
        kantor.say(TAPEM, choose_post, jabatan_id=post(kantor, "Camat"))


def test_who_only_stands_in_does_not_pass_the_post_on(kantor: Pejawaran):
    delegate(kantor, SEKCAM, KASI["PM"], TAPEM)

    with pytest.raises(NotAllowed):
        kantor.say(TAPEM, choose_post, jabatan_id=post(kantor, KASI["PM"]))


@pytest.mark.parametrize("days", ["kemarin", "1-3 Okt 2026", "8 Okt 2026 - 8 Okt 2028"])
def test_days_that_cannot_be_are_refused_and_asked_again(kantor: Pejawaran, days: str):
    kantor.say(SEKCAM, choose_post, jabatan_id=post(kantor, "Camat"))
    kantor.say(SEKCAM, choose_person, pegawai_id=kantor.pegawai[SEKCAM])

    with pytest.raises(RentangUnreadable):
        write(kantor, SEKCAM, days)
    write(kantor, SEKCAM, "besok")
    assert said(kantor, SEKCAM, "delegasi_sk")["mulai"] == "2026-10-06"


def test_the_letter_needs_a_number_and_a_part_of_a_name_narrows_the_choice(kantor: Pejawaran):
    kantor.say(SEKCAM, choose_post, jabatan_id=post(kantor, "Camat"))
    write(kantor, SEKCAM, "lestari")
    assert [one["nama"] for one in said(kantor, SEKCAM, "delegasi_orang")["pilihan"]] == [SEKCAM]
    kantor.say(SEKCAM, choose_person, pegawai_id=kantor.pegawai[SEKCAM])
    kantor.say(SEKCAM, choose_dates, mulai=MONDAY, selesai=MONDAY)

    with pytest.raises(SuratPerintahUnreadable):
        write(kantor, SEKCAM, "-")


def test_a_confirmation_confirms_what_it_showed_and_once(kantor: Pejawaran):
    first = prepare(kantor, SEKCAM, "Camat", SEKCAM, "5-7 Okt 2026")
    second = prepare(kantor, SEKCAM, "Camat", SEKCAM, "5-8 Okt 2026")

    with pytest.raises(QuestionOver):
        kantor.say(SEKCAM, confirm_delegation, sidik=first["sidik"])
    kantor.say(SEKCAM, confirm_delegation, sidik=second["sidik"])
    with pytest.raises(QuestionOver):
        kantor.say(SEKCAM, confirm_delegation, sidik=second["sidik"])


def test_a_leading_post_has_one_plh_at_a_time(kantor: Pejawaran):
    delegate(kantor, SEKCAM, "Camat", SEKCAM, "5-7 Okt 2026")

    kantor.say(CAMAT, choose_post, jabatan_id=post(kantor, "Camat"))
    kantor.say(CAMAT, choose_person, pegawai_id=kantor.pegawai[TAPEM])
    with pytest.raises(PenugasanOverlaps) as refused:
        write(kantor, CAMAT, "7-9 Okt 2026")
    write(kantor, CAMAT, "8-9 Okt 2026")

    assert refused.value.nama == SEKCAM


def test_only_for_a_vacant_post_it_is_asked_whether_a_plt_is_meant(kantor: Pejawaran):
    vacate(kantor, KASI["PM"])
    kantor.say(SEKCAM, choose_post, jabatan_id=post(kantor, KASI["PM"]))
    kantor.say(SEKCAM, choose_person, pegawai_id=kantor.pegawai[TAPEM])
    kantor.say(SEKCAM, choose_dates, mulai=MONDAY, selesai=MONDAY)
    assert not kantor.owed(SEKCAM, "delegasi_sk")

    kantor.say(SEKCAM, choose_kind, penugasan=Penugasan.PLT)

    assert said(kantor, SEKCAM, "delegasi_sk")["penugasan"] == "Plt."


def test_what_the_sop_keeps_from_a_plh_is_told_before_it_is_confirmed(kantor: Pejawaran):
    activate(kantor, 1, "plh_boleh = false")

    shown = prepare(kantor, CAMAT, "Camat", SEKCAM, "besok")

    assert [out["langkah"] for out in shown["tidak_boleh"]] == [1]


# Following the post


def test_the_cards_come_on_the_first_day_and_go_after_the_last(kantor: Pejawaran):
    berkas_id = kantor.start()
    disposisi = at(kantor, berkas_id, 1)
    delegate(kantor, SEKCAM, "Camat", TAPEM, "6-7 Okt 2026")
    assert not cards_owed(kantor, TAPEM)

    kantor.wait(hours=16)  # midnight in Pejawaran
    kantor.run(run_tick)
    assert "(Plh.)" in card(kantor, disposisi, TAPEM)
    kantor.wait(days=2)
    kantor.run(run_tick)

    moved = card(kantor, disposisi, TAPEM)
    assert "mengikuti jabatannya: Camat, sekarang pada Pak Suharyanto" in moved
    assert "[" not in moved
    with pytest.raises(NotYourTugas):
        kantor.act(TAPEM, Kerja.DISPOSISIKAN, disposisi)


def test_a_card_that_was_never_seen_does_not_come_as_one_that_moved(kantor: Pejawaran):
    berkas_id = kantor.start()
    delegate(kantor, SEKCAM, "Camat", TAPEM, "5 Okt 2026")
    kantor.wait(days=1)
    kantor.run(run_tick)

    assert card(kantor, at(kantor, berkas_id, 1), TAPEM, is_sent=False) == ""


def test_an_import_moves_the_cards_at_the_next_tick(kantor: Pejawaran):
    berkas_id = kantor.start()
    disposisi = at(kantor, berkas_id, 1)
    kantor.run(run_tick)
    people = tuple(replace(row, jabatan=swap(row.jabatan)) for row in SAMPLE.pegawai)
    changed = replace(SAMPLE, pegawai=people)

    kantor.take_over(changed)
    kantor.run(run_tick)

    assert "[📨 Disposisikan]" in card(kantor, disposisi, TAPEM)
    assert "sekarang pada Pak Slamet Riyadi" in card(kantor, disposisi, CAMAT)


def swap(jabatan: str) -> str:
    return {"Camat": KASI["TAPEM"], KASI["TAPEM"]: "Camat"}.get(jabatan, jabatan)


def test_an_idle_tick_owes_nothing_and_who_has_a_post_back_gets_the_card_anew(kantor: Pejawaran):
    kantor.start()
    delegate(kantor, SEKCAM, "Camat", TAPEM, "5 Okt 2026")
    once = cards_owed(kantor, TAPEM)
    kantor.run(run_tick)
    kantor.run(run_tick)
    assert cards_owed(kantor, TAPEM) == once

    kantor.wait(days=1)
    kantor.run(run_tick)
    delegate(kantor, SEKCAM, "Camat", TAPEM, "6 Okt 2026")

    assert kantor.owed(TAPEM, "kartu")[-1].baru


def test_the_tick_knows_when_holders_change_next(kantor: Pejawaran):
    delegate(kantor, SEKCAM, "Camat", TAPEM, "7-8 Okt 2026")

    assert kantor.run(next_moment) == datetime(2026, 10, 6, 17, tzinfo=UTC)  # midnight there


def test_a_vacant_post_is_on_its_atasans_list_and_the_admin_is_told(kantor: Pejawaran):
    go_to(kantor, 4)
    vacate(kantor, KASI["PM"])
    kantor.run(run_tick)

    (line,) = kantor.tugas(CAMAT)
    assert (line.sebagai, line.unit) == (KASI["PM"], "Seksi Pemberdayaan Masyarakat")
    (told,) = said(kantor, SEKCAM, "tidak_terjangkau")["tugas"]
    assert (told["kosong"], told["nama"]) == (True, [CAMAT])


# Ending


def test_ending_early_takes_the_post_away_at_once_and_tells_how_it_went(kantor: Pejawaran):
    berkas_id = kantor.start()
    delegate(kantor, SEKCAM, "Camat", TAPEM, "5-9 Okt 2026")
    kantor.act(TAPEM, Kerja.DISPOSISIKAN, at(kantor, berkas_id, 1))
    kantor.wait(days=1)
    kantor.say(SEKCAM, begin_delegation)
    (berlaku,) = said(kantor, SEKCAM, "delegasi_jabatan")["berlaku"]

    kantor.say(SEKCAM, ask_end, penugasan_id=berlaku["penugasan_id"])
    kantor.say(SEKCAM, confirm_end, penugasan_id=berlaku["penugasan_id"])

    news = said(kantor, CAMAT, "delegasi_kabar")
    assert (news["kabar"], news["hasil"]["lainnya"]) == ("akhir", 1)
    assert [line for line in kantor.tugas(TAPEM) if line.sebagai == "Camat"] == []
    kantor.wait(days=1)
    kantor.run(run_tick)
    assert len(kantor.owed(CAMAT, "delegasi_kabar")) == 2


def test_the_morning_after_the_last_day_tells_the_holder_how_it_went_once(kantor: Pejawaran):
    go_to(kantor, 7)
    hold(kantor, TAPEM, "Sekretaris Kecamatan", jenis=Penugasan.PLH, until=4)
    (decision,) = [line.tugas for line in kantor.tugas(SEKCAM) if line.tugas.langkah == 7]
    kantor.act(TAPEM, Kerja.SETUJUI, decision)
    kantor.wait(days=4)
    kantor.run(run_tick)
    assert not kantor.owed(SEKCAM, "delegasi_kabar")

    for _ in range(3):  # Friday was the last day: Saturday, Sunday, Monday 08.00
        kantor.wait(days=1)
        kantor.run(run_tick)

    (news,) = kantor.owed(SEKCAM, "delegasi_kabar")
    assert news.isi.hasil == Kiprah(disetujui=1, dikembalikan=0, lainnya=0)
    assert not news.senyap


# One person, two posts


def test_two_kasi_posts_have_two_cards_that_name_post_and_unit(kantor: Pejawaran):
    vacate(kantor, KASI["PM"])
    hold(kantor, TAPEM, KASI["PM"], jenis=Penugasan.PLT)
    go_to(kantor, 4)
    forms = {line.unit: line for line in kantor.tugas(TAPEM)}

    assert {line.sebagai for line in forms.values()} == {KASI["TAPEM"], KASI["PM"]}
    second = forms["Seksi Pemberdayaan Masyarakat"].tugas
    text = card(kantor, second, TAPEM)
    assert f"{KASI['PM']} \u2013 Pak {TAPEM} (Plt.)" in text
    assert "Seksi Pemberdayaan Masyarakat" in text
    write(kantor, TAPEM, LINES[PM])  # which formulir is meant is not guessed
    assert kantor.owed(TAPEM)[-1].layar == "arahan"


def test_what_each_post_sends_is_recorded_for_that_post(kantor: Pejawaran):
    vacate(kantor, KASI["PM"])
    hold(kantor, TAPEM, KASI["PM"], jenis=Penugasan.PLT)
    berkas_id = go_to(kantor, 4)
    for line in kantor.tugas(TAPEM):
        lines = LINES[PM] if line.sebagai == KASI["PM"] else LINES[TAPEM]
        kantor.say(TAPEM, type_lines, teks=lines, tugas_id=line.tugas.id)
        current = next(x.tugas for x in kantor.tugas(TAPEM) if x.tugas.id == line.tugas.id)
        kantor.act(TAPEM, Kerja.KIRIM, current)

    sent = [
        line.pelaku for line in jejak(kantor, berkas_id, "kirim") if line.pelaku["nama"] == TAPEM
    ]
    assert {(p["jabatan"], p["penugasan"]) for p in sent} == {
        (KASI["TAPEM"], "definitif"),
        (KASI["PM"], "Plt."),
    }


def test_who_holds_two_posts_signs_once_in_the_definitive_one(kantor: Pejawaran):
    hold(kantor, KASUBBAG, KASI["PM"], jenis=Penugasan.PLH)
    berkas_id = begin_signing(kantor)

    own = [
        tugas
        for tugas in all_at(kantor, berkas_id, 8, 1)
        if tugas.pegawai_id == kantor.pegawai[KASUBBAG]
    ]
    assert [tugas.jabatan_id for tugas in own] == [post(kantor, "Kasubbag Perencana")]


def test_the_plh_of_the_head_signs_in_the_own_post_and_the_head_does_not(kantor: Pejawaran):
    hold(kantor, SEKCAM, "Camat", jenis=Penugasan.PLH)
    berkas_id = begin_signing(kantor)

    signing = {tugas.pegawai_id for tugas in all_at(kantor, berkas_id, 8, 1)}
    assert kantor.pegawai[SEKCAM] in signing
    assert kantor.pegawai[CAMAT] not in signing


def test_who_changed_posts_while_everybody_signs_still_signs(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    mine = signature_of(kantor, berkas_id, PM)
    vacate(kantor, KASI["PM"])
    hold(kantor, PM, "Kasubbag Perencana", jenis=Penugasan.PLH)

    kantor.act(PM, Kerja.TANDA_TANGANI, mine)

    (line,) = jejak(kantor, berkas_id, "tanda_tangani")
    assert (line.pelaku["nama"], line.pelaku["jabatan"]) == (PM, "Kasubbag Perencana")


# Nobody checks the own work


def activate(kantor: Pejawaran, langkah: int, rule: str) -> None:
    """Let the office's SOP say something more about the first tahap of a langkah."""
    name = "data/sop/pengukuran-kinerja-kecamatan.toml"
    teks = files("sop_flows").joinpath(name).read_text("utf-8")
    head, tail = teks.split(f"\nno = {langkah}\n")
    place = tail.index("minta = ")
    changed = f"{head}\nno = {langkah}\n{tail[:place]}{rule}\n{tail[place:]}"

    def work(uow: Any) -> None:
        (aktif,) = uow.sop.active(kantor.kantor_id)
        kolom = {k.id: uow.sop.kolom_of(kantor.kantor_id, aktif.id, k.id) for k in aktif.sop.kolom}
        uow.sop.activate(kantor.kantor_id, read_template(changed, "sop"), kolom)

    kantor.run(work)


def test_where_every_holder_did_the_work_the_atasan_checks_it(kantor: Pejawaran):
    activate(kantor, 6, "bukan_pelaku = [3]")
    berkas_id = go_to(kantor, 6)
    decision = at(kantor, berkas_id, 6)

    with pytest.raises(OwnWork):
        kantor.act(KASUBBAG, Kerja.SETUJUI, decision)
    with pytest.raises(OwnWork):  # who is owed no card is not sent to look at it
        kantor.say(KASUBBAG, perform_by_number, nomor=decision.nomor, kerja=(Kerja.SETUJUI,))
    assert "mengerjakan sendiri yang diperiksa" in card(kantor, decision, SEKCAM)
    assert decision.id in [line.tugas.id for line in kantor.tugas(SEKCAM)]
    assert decision.id not in [line.tugas.id for line in kantor.tugas(KASUBBAG)]
    (told,) = said(kantor, SEKCAM, "tidak_terjangkau")["tugas"]
    assert (told["sendiri"], told["nama"]) == (True, [SEKCAM])
    kantor.act(SEKCAM, Kerja.SETUJUI, decision)
    (line,) = jejak(kantor, berkas_id, "setujui")
    assert line.pelaku["jabatan"] == "Sekretaris Kecamatan"


def test_where_another_holder_did_not_do_the_work_that_one_checks_it(kantor: Pejawaran):
    activate(kantor, 6, "bukan_pelaku = [3]")
    hold(kantor, TAPEM, "Kasubbag Perencana", jenis=Penugasan.PLH)
    berkas_id = go_to(kantor, 6)
    decision = at(kantor, berkas_id, 6)

    shown = card(kantor, decision, KASUBBAG)
    assert "[📋 Lihat nilai] [📊 Lihat rekap]" in shown
    assert not any(word in shown for word in ("[✅", "[↩️", "/setuju"))
    with pytest.raises(NotYourTugas):
        kantor.act(SEKCAM, Kerja.SETUJUI, decision)
    kantor.act(TAPEM, Kerja.SETUJUI, decision)
    (line,) = jejak(kantor, berkas_id, "setujui")
    assert line.pelaku["penugasan"] == "Plh."


def test_a_part_of_the_name_of_a_post_narrows_the_choice_of_posts(kantor: Pejawaran):
    kantor.say(SEKCAM, begin_delegation)
    everything = said(kantor, SEKCAM, "delegasi_jabatan")["pilihan"]
    write(kantor, SEKCAM, "kasi tata")
    found = said(kantor, SEKCAM, "delegasi_jabatan")["pilihan"]
    assert [one["nama"] for one in found] == ["Kasi Tata Pemerintahan"]
    assert len(everything) > len(found)

    write(kantor, SEKCAM, "walikota")
    assert "Tidak ada jabatan dengan nama itu" in screen_of(kantor, SEKCAM, "delegasi_jabatan")
    kantor.say(SEKCAM, choose_post, jabatan_id=post(kantor, "Camat"))
    assert said(kantor, SEKCAM, "delegasi_orang")["jabatan"] == "Camat"
