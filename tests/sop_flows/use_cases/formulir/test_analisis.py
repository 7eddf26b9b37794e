"""Why a value is low, far above or missing, and what is done about it: asked, kept, shown, frozen, followed."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.trial.kantor.pejawaran import SAMPLE, START
from handlers.screens.nilai import draw_nilai
from handlers.screens.screen import plain
from sop_flows.engine.aksi import Kerja
from sop_flows.errors import NotFound, QuestionOver, ResentUnchanged
from sop_flows.kinerja.analisis import BagianAnalisis, Jenis
from sop_flows.naskah.reading import read_isi
from sop_flows.ports.ditanya import TanyaAnalisis
from sop_flows.ports.rekap import RekapKantor
from sop_flows.sop.place import Samping
from sop_flows.use_cases.berkas.rebuild import Kesesuaian
from sop_flows.use_cases.formulir.analisis import (
    begin_analisis,
    choose_day,
    choose_kind,
    choose_post,
    drop_plans,
    skip_part,
)
from sop_flows.use_cases.formulir.typed import begin_filling
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.kinerja.buku import view_buku, view_rekap
from storage.documents.rekapitulasi.buku import write_buku_rekap
from tests.sop_flows.use_cases.tugas.test_resent import send_back
from tests.support.office import Pejawaran, office_in
from tests.support.story import (
    AGUS,
    CAMAT,
    LINES,
    PM,
    SEKCAM,
    SENT,
    TAPEM,
    agreement,
    all_at,
    at,
    berkas,
    card_of,
    fill,
    go_to,
    jejak,
    naskah_named,
    nilai,
    said,
)
from tests.support.wall import draw_layar, on_card

ASKING = replace(SAMPLE, kantor=replace(SAMPLE.kantor, minta_analisis=True))
LATER = START + timedelta(days=92)
KASI_TAPEM = "Kasi Tata Pemerintahan"


@pytest.fixture
def kantor(tmp_path: Path) -> Iterator[Pejawaran]:
    """The office that asks for an analisis, where the units fill."""
    with office_in(tmp_path, ASKING) as office:
        go_to(office, 4)
        office.say(TAPEM, begin_filling, tugas_id=office.only(TAPEM).id)
        yield office


def write(kantor: Pejawaran, *teks: str) -> None:
    for one in teks:
        kantor.say(TAPEM, take_text, teks=one, message_id=7)


def asked(kantor: Pejawaran) -> TanyaAnalisis | None:
    """Return which part of an analisis the chat of the Kasi is asked for."""
    talk = kantor.run(lambda uow: uow.percakapan.get(kantor.user[TAPEM]))
    return talk.isi if talk and isinstance(talk.isi, TanyaAnalisis) else None


def bagian(kantor: Pejawaran) -> BagianAnalisis | None:
    now = asked(kantor)
    return now.bagian if now else None


def tap(kantor: Pejawaran, use_case: Any, **chosen: Any) -> None:
    now = asked(kantor)
    assert now is not None
    kantor.say(TAPEM, use_case, tugas_id=now.tugas, indikator_id=now.indikator, **chosen)


def post(kantor: Pejawaran, nama: str = KASI_TAPEM) -> int:
    offered = said(kantor, TAPEM, "tanya_analisis")["jabatan"]
    return next(id for id, name in offered if name == nama)


def explain(kantor: Pejawaran) -> None:
    """Say why the value that is asked about is low, and what is done about it."""
    write(kantor, "Tiga desa terlambat", "Pendampingan LPPD tiga desa")
    tap(kantor, choose_kind, jenis=Jenis.AKTIVITAS)
    tap(kantor, choose_post, jabatan_id=post(kantor))
    tap(kantor, choose_day, hari=date(2026, 12, 31))


def test_a_low_value_is_explained_in_five_answers_and_the_next_value_is_asked(kantor: Pejawaran):
    write(kantor, "50")
    assert bagian(kantor) is BagianAnalisis.PENGHAMBAT
    screen = draw_layar("tanya_analisis", **said(kantor, TAPEM, "tanya_analisis"))
    assert "di bawah batas kantor" in plain(screen.text)
    write(kantor, "Tiga desa terlambat")
    assert bagian(kantor) is BagianAnalisis.LANJUT
    write(kantor, "Pendampingan LPPD tiga desa")
    screen = draw_layar("tanya_analisis", **said(kantor, TAPEM, "tanya_analisis"))
    kinds = [button.label for row in screen.keyboard[:-1] for button in row]
    assert kinds == ["Strategi", "Kebijakan", "Aktivitas", "Anggaran", "Organisasi"]
    tap(kantor, choose_kind, jenis=Jenis.AKTIVITAS)
    tap(kantor, choose_post, jabatan_id=post(kantor))
    screen = draw_layar("tanya_analisis", **said(kantor, TAPEM, "tanya_analisis"))
    assert "31 Oktober 2026" in screen.keyboard[0][0].label
    tap(kantor, choose_day, hari=date(2026, 12, 31))

    kept = nilai(kantor, kantor.tugas(TAPEM)[0].berkas_id)["IK-01"]
    assert kept.nilai == 50
    assert kept.analisis is not None
    (rencana,) = kept.analisis.lanjut
    assert (kept.analisis.penghambat, rencana.teks) == (
        "Tiga desa terlambat",
        "Pendampingan LPPD tiga desa",
    )
    assert (rencana.jenis, rencana.nama_jabatan) == (Jenis.AKTIVITAS, KASI_TAPEM)
    assert rencana.batas.astimezone(kantor.now.tzinfo).date() == date(2026, 12, 31)
    assert said(kantor, TAPEM, "tanya_nilai")["kode"] == "IK-02"


@pytest.mark.parametrize(
    ("teks", "first"),
    [
        ("88,24", None),  # as promised
        ("50", BagianAnalisis.PENGHAMBAT),
        ("n/a survei belum selesai", BagianAnalisis.PENGHAMBAT),
    ],
)
def test_only_what_stands_out_is_asked_about(
    kantor: Pejawaran, teks: str, first: BagianAnalisis | None
):
    write(kantor, teks)
    assert bagian(kantor) is first


def test_what_is_far_above_is_asked_for_what_helped(kantor: Pejawaran):
    write(kantor, "88,24", "24")  # of 12
    assert bagian(kantor) is BagianAnalisis.PENDORONG
    write(kantor, "Dana desa bertambah")
    assert bagian(kantor) is BagianAnalisis.LANJUT


def test_each_part_can_be_left_out_and_what_is_no_answer_is_asked_again(kantor: Pejawaran):
    write(kantor, "50", "...")
    assert said(kantor, TAPEM, "tanya_analisis")["kurang"]
    tap(kantor, skip_part)
    assert bagian(kantor) is BagianAnalisis.LANJUT
    write(kantor, "Pendampingan desa", "anggaran")
    assert bagian(kantor) is BagianAnalisis.JENIS
    tap(kantor, choose_kind, jenis=Jenis.ANGGARAN)
    with pytest.raises(QuestionOver):
        tap(kantor, choose_day, hari=date(2026, 12, 31))
    with pytest.raises(QuestionOver):
        tap(kantor, choose_post, jabatan_id=9_999)
    tap(kantor, choose_post, jabatan_id=post(kantor))
    write(kantor, "1 Januari 2020")
    assert said(kantor, TAPEM, "tanya_analisis")["kurang"]
    write(kantor, "lewati")
    assert bagian(kantor) is None
    assert nilai(kantor, kantor.tugas(TAPEM)[0].berkas_id)["IK-01"].analisis is None


def test_it_can_be_changed_until_it_is_sent_and_a_corrected_number_keeps_it(kantor: Pejawaran):
    write(kantor, "50")
    explain(kantor)
    berkas_id = kantor.tugas(TAPEM)[0].berkas_id
    fill(kantor, TAPEM, "IK-01=55")
    (kept,) = nilai(kantor, berkas_id)["IK-01"].analisis.lanjut
    about = {
        "tugas_id": kantor.only(TAPEM).id,
        "indikator_id": said(kantor, TAPEM, "tanya_analisis")["indikator"],
    }
    kantor.say(TAPEM, begin_analisis, **about)
    write(kantor, "Pendamping desa bertambah", "Anggaran terlambat")
    tap(kantor, drop_plans)

    now = nilai(kantor, berkas_id)["IK-01"].analisis
    assert kept.teks == "Pendampingan LPPD tiga desa"
    assert (now.pendorong, now.penghambat, now.lanjut) == (
        "Pendamping desa bertambah",
        "Anggaran terlambat",
        (),
    )


def test_who_checks_reads_it_the_naskah_holds_it_and_the_plan_becomes_a_tugas(kantor: Pejawaran):
    write(kantor, "50")
    explain(kantor)
    berkas_id = kantor.tugas(TAPEM)[0].berkas_id
    fill(kantor, TAPEM, "IK-02=12\nIK-03=8")
    own = plain(on_card(card_of(kantor, kantor.only(TAPEM).id, TAPEM)).text)
    assert "Lengkapi analisis" not in own
    for kasi in LINES:
        if kasi != TAPEM:
            fill(kantor, kasi, "IK-04=10\nIK-05=15" if kasi == PM else "")
        kantor.act(kasi, Kerja.KIRIM)

    gathering = at(kantor, berkas_id, 5)
    view = card_of(kantor, gathering.id, AGUS)
    assert "nilai belum dianalisis" in plain(on_card(view).text)  # of other units
    seen = kantor.run(view_rekap, user_id=kantor.user[AGUS], tugas_id=gathering.id)
    pages = "".join(plain(draw_nilai(replace(view, halaman=ke), seen).text) for ke in range(1, 7))
    assert "Penghambat: Tiga desa terlambat" in pages
    assert f"Tindak lanjut (aktivitas): Pendampingan LPPD tiga desa – {KASI_TAPEM}" in pages  # noqa: RUF001 -- as it is printed
    sent = jejak(kantor, berkas_id, "kirim")
    (planned,) = buku_of(kantor, berkas_id).lanjut["IK-01"]
    assert (planned.rencana.teks, planned.is_dibuka) == ("Pendampingan LPPD tiga desa", False)
    (naskah,) = naskah_named(kantor, next(one for one in sent if one.pelaku["nama"] == TAPEM))
    frozen = next(i for u in read_isi(naskah.isi).unit for i in u.indikator if i.kode == "IK-01")
    assert frozen.analisis is not None
    assert frozen.analisis.lanjut[0].jenis == "aktivitas"

    finish(kantor, berkas_id)
    (plan,) = [
        one
        for one in kantor.run(lambda uow: uow.berkas.beside_of(berkas_id))
        if one.tahap == Samping.TINDAK_LANJUT
    ]
    assert (plan.facts.tindak_lanjut, plan.facts.tentang) == (
        "Pendampingan LPPD tiga desa",
        "IK-01",
    )
    card = plain(on_card(card_of(kantor, plan.id, TAPEM)).text)
    assert "Tindak lanjut aktivitas atas capaian IK-01" in card
    for is_done, said_of_it in ((False, "belum selesai, batas 31 Des"), (True, "selesai 5 Jan")):
        if is_done:
            kantor.now = LATER
            kantor.act(TAPEM, Kerja.SELESAI, plan)
        (told,) = buku_of(kantor, berkas_id).lanjut["IK-01"]
        assert (told.is_dibuka, told.selesai_at is not None) == (True, is_done)
        question = ask_next(kantor, berkas_id, is_done=is_done)
        assert f"Tindak lanjut “Pendampingan LPPD tiga desa”: {said_of_it}" in question
    assert agreement(kantor) == {Kesesuaian.SAMA}


def buku_of(kantor: Pejawaran, berkas_id: int) -> RekapKantor:
    """Return the recap of the office for the periode of a berkas."""
    periode = berkas(kantor, berkas_id).periode
    return kantor.run(view_buku, kantor_id=kantor.kantor_id, periode=periode)


def ask_next(kantor: Pejawaran, berkas_id: int, *, is_done: bool) -> str:
    """Return how the next triwulan asks for the same indikator."""
    if not is_done:
        kantor.now = LATER
        go_to(kantor, 4)
    mine = next(one for one in kantor.tugas(TAPEM) if one.tugas.unit_id is not None)
    kantor.say(TAPEM, begin_filling, tugas_id=mine.tugas.id)
    return plain(draw_layar("tanya_nilai", **said(kantor, TAPEM, "tanya_nilai")).text)


def finish(kantor: Pejawaran, berkas_id: int) -> None:
    """Bring a berkas that the units have filled to its end."""
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 5))
    kantor.act("Retno Wulandari", Kerja.SETUJUI, at(kantor, berkas_id, 6))
    kantor.act(SEKCAM, Kerja.SETUJUI, at(kantor, berkas_id, 7))
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 8))
    for one in all_at(kantor, berkas_id, 8, 1):
        nama = next(n for n, id in kantor.pegawai.items() if id == one.pegawai_id)
        kantor.act(nama, Kerja.TANDA_TANGANI, one)
    kantor.act(CAMAT, Kerja.TANDA_TANGANI, at(kantor, berkas_id, 8, 2))
    kantor.act(SEKCAM, Kerja.DISPOSISIKAN, at(kantor, berkas_id, 9))
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 10), isian=SENT)


def test_an_office_that_does_not_ask_is_asked_nothing(tmp_path: Path):
    with office_in(tmp_path) as office:
        go_to(office, 4)
        office.say(TAPEM, begin_filling, tugas_id=office.only(TAPEM).id)
        write(office, "50")
        assert asked(office) is None
        assert said(office, TAPEM, "tanya_nilai")["kode"] == "IK-02"


def test_another_units_value_cannot_be_explained(kantor: Pejawaran):
    foreign = nilai(kantor, kantor.tugas(TAPEM)[0].berkas_id)["IK-04"].indikator_id
    with pytest.raises(NotFound):
        kantor.say(TAPEM, begin_analisis, tugas_id=kantor.only(TAPEM).id, indikator_id=foreign)


def test_a_return_for_the_analisis_alone_is_answered_by_another_analisis(kantor: Pejawaran):
    write(kantor, "50")
    explain(kantor)
    berkas_id = kantor.tugas(TAPEM)[0].berkas_id
    fill(kantor, TAPEM, "IK-02=12\nIK-03=8")
    for kasi in LINES:
        if kasi != TAPEM:
            fill(kantor, kasi)
        kantor.act(kasi, Kerja.KIRIM)
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 5))
    send_back(kantor, at(kantor, berkas_id, 6), "IK-01")
    with pytest.raises(ResentUnchanged):
        kantor.act(TAPEM, Kerja.KIRIM)

    about = {"tugas_id": kantor.only(TAPEM).id}
    about["indikator_id"] = nilai(kantor, berkas_id)["IK-01"].indikator_id
    kantor.say(TAPEM, begin_analisis, **about)
    write(kantor, "Pendamping desa bertambah")
    kantor.act(TAPEM, Kerja.KIRIM)

    checking = at(kantor, berkas_id, 5)
    view = card_of(kantor, checking.id, AGUS)
    seen = kantor.run(view_rekap, user_id=kantor.user[AGUS], tugas_id=checking.id)
    pages = "".join(plain(draw_nilai(replace(view, halaman=ke), seen).text) for ke in range(1, 7))
    found = kantor.run(view_buku, kantor_id=kantor.kantor_id, periode=view.berkas.periode)
    compared = load_workbook(io.BytesIO(write_buku_rekap(found)))["Perbandingan"]
    assert "50,00%, analisisnya diubah" in plain(on_card(view).text)
    assert "Sesudah dikembalikan: analisisnya diubah" in pages
    assert "Perlu diperbaiki" not in pages
    assert [one.value for one in compared["G"]].count("50,00 (analisis diubah)") == 1
    assert agreement(kantor) == {Kesesuaian.SAMA}
