"""Data dukung of single values: asked for where the office says so, kept with their indikator, missed aloud."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.trial.kantor.pejawaran import SAMPLE, START
from handlers.screens.nilai import draw_nilai
from handlers.screens.screen import plain
from sop_flows.engine.aksi import Kerja
from sop_flows.kantor.dokumen import TAUTAN, Lampiran, read_tautan
from sop_flows.naskah.reading import read_isi
from sop_flows.ports.ditanya import TentangNilai
from sop_flows.use_cases.berkas.dokumen import seen_on_tugas, view_dokumen
from sop_flows.use_cases.berkas.rebuild import Kesesuaian
from sop_flows.use_cases.formulir.bukti import begin_bukti, leave_bukti
from sop_flows.use_cases.formulir.typed import begin_filling
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.isian.answers import awaits_tautan, keep_dokumen
from sop_flows.use_cases.kinerja.buku import view_rekap
from storage.kantor_import import import_kantor
from tests.support.office import Pejawaran, office_in
from tests.support.screen import labels_of
from tests.support.story import (
    AGUS,
    LINES,
    PM,
    TAPEM,
    agreement,
    at,
    card_of,
    fill,
    go_to,
    jejak,
    naskah_named,
    nilai,
    said,
    tugas,
)
from tests.support.wall import draw_layar, on_card

ASKING = replace(SAMPLE, kantor=replace(SAMPLE.kantor, minta_bukti=True))
FOTO = Lampiran(
    berkas_id=0, tugas_id=0, sha256="a" * 64, nama="foto.jpg", oleh=0, diterima_at=START, foto=True
)
DRIVE = "https://drive.google.com/file/d/1abc/view?usp=sharing"


@pytest.fixture
def kantor(tmp_path: Path) -> Iterator[Pejawaran]:
    """The office that asks for data dukung, where the units fill."""
    with office_in(tmp_path, ASKING) as office:
        go_to(office, 4)
        yield office


def write(kantor: Pejawaran, teks: str) -> None:
    kantor.say(TAPEM, take_text, teks=teks, message_id=7)


def send(kantor: Pejawaran, **facts: Any) -> None:
    album = facts.pop("album", "")
    lampiran = replace(FOTO, diterima_at=kantor.now, **facts)
    kantor.say(TAPEM, keep_dokumen, lampiran=lampiran, album=album, message_id=9)


def asked(kantor: Pejawaran) -> tuple[str, int]:
    """Return what the chat of the Kasi is asked, and about which indikator."""
    talk = kantor.run(lambda uow: uow.percakapan.get(kantor.user[TAPEM]))
    assert talk is not None
    assert isinstance(talk.isi, TentangNilai)
    return talk.isi.kind, talk.isi.indikator


def kept(kantor: Pejawaran) -> list[tuple[str, int | None]]:
    """Return what was handed in, and for which indikator."""
    berkas_id = kantor.tugas(TAPEM)[0].berkas_id
    found = kantor.run(lambda uow: uow.lampiran.of_berkas(berkas_id))
    return [(one.nama, one.indikator_id) for one in found]


def tap(kantor: Pejawaran, use_case: Any, layar: str = "tanya_bukti") -> None:
    told = said(kantor, TAPEM, layar)
    kantor.say(TAPEM, use_case, tugas_id=told["tugas"], indikator_id=told["indikator"])


def labels(kantor: Pejawaran, layar: str = "tanya_bukti") -> list[str]:
    screen = draw_layar(layar, **said(kantor, TAPEM, layar))
    return labels_of(screen)


def test_after_a_number_its_proof_is_asked_for_and_an_album_is_one_set(kantor: Pejawaran):
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    write(kantor, "100")
    first = said(kantor, TAPEM, "tanya_bukti")["indikator"]
    assert asked(kantor) == ("bukti", first)
    assert labels(kantor) == ["🕘 Nanti", "⏸ Berhenti dulu"]

    for page in "abc":
        send(kantor, nama=f"{page}.jpg", sha256=page * 64, album="12")
    assert kept(kantor) == [("a.jpg", first), ("b.jpg", first), ("c.jpg", first)]
    assert len(kantor.owed(TAPEM, "tanya_bukti")) == 2  # the question, and one for the set
    assert labels(kantor) == ["➡️ Lanjut", "⏸ Berhenti dulu"]
    tap(kantor, leave_bukti)
    assert asked(kantor)[0] == "nilai"
    assert said(kantor, TAPEM, "tanya_nilai")["kode"] == "IK-02"


def test_what_is_left_for_later_is_missed_until_it_is_there(kantor: Pejawaran):
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    for teks in ("100", "15", "6"):
        write(kantor, teks)
        tap(kantor, leave_bukti)

    card = card_of(kantor, kantor.only(TAPEM).id, TAPEM)
    shown = on_card(card)
    assert plain(shown.text).count("tanpa bukti") == 3
    buttons = {b.label: b.data for row in shown.keyboard for b in row}
    assert buttons["📎 Lengkapi bukti (3)"].split(":")[4] == "bukti"
    tap(kantor, begin_bukti, "nilai_tercatat")  # of the last
    send(kantor)
    tap(kantor, leave_bukti)
    assert (
        plain(on_card(card_of(kantor, kantor.only(TAPEM).id, TAPEM)).text).count("tanpa bukti")
        == 2
    )


def test_the_values_without_proof_are_gone_through_once_all_are_filled(kantor: Pejawaran):
    fill(kantor, TAPEM)
    first = card_of(kantor, kantor.only(TAPEM).id, TAPEM).formulir[0].baris[0].indikator.id
    kantor.say(TAPEM, begin_bukti, tugas_id=kantor.only(TAPEM).id, indikator_id=first)
    for kode in ("IK-01", "IK-02", "IK-03"):
        assert said(kantor, TAPEM, "tanya_bukti")["kode"] == kode
        tap(kantor, leave_bukti)

    assert kantor.run(lambda uow: uow.percakapan.get(kantor.user[TAPEM])) is None


def test_no_data_needs_no_proof(kantor: Pejawaran):
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    write(kantor, "n/a survei belum selesai")

    assert said(kantor, TAPEM, "tanya_nilai")["kode"] == "IK-02"
    assert "tanpa bukti" not in plain(on_card(card_of(kantor, kantor.only(TAPEM).id, TAPEM)).text)


def test_a_link_is_kept_as_it_was_written_and_other_words_are_told(kantor: Pejawaran):
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    write(kantor, "100")
    user = kantor.user[TAPEM]
    assert kantor.run(awaits_tautan, chat_id=user, quoted=None)
    assert not kantor.run(awaits_tautan, chat_id=user, quoted=4)  # of something else

    write(kantor, "15")
    again = said(kantor, TAPEM, "tanya_bukti")
    assert again["ditolak"] == "15"
    assert "“15” belum terbaca sebagai tautan" in plain(draw_layar("tanya_bukti", **again).text)
    assert nilai(kantor, kantor.tugas(TAPEM)[0].berkas_id)["IK-02"].nilai is None
    send(kantor, nama=DRIVE, mime=TAUTAN, foto=False)
    assert kept(kantor) == [(DRIVE, again["indikator"])]

    mine = kantor.only(TAPEM).id
    (one,) = kantor.run(seen_on_tugas, user_id=user, tugas_id=mine).dokumen
    view = kantor.run(view_dokumen, user_id=user, lampiran_id=one.id, tugas_id=mine)
    assert view.indikator.startswith("IK-01 Persentase desa")
    assert view.lampiran.is_tautan


@pytest.mark.parametrize(
    ("teks", "is_link"),
    [
        (DRIVE, True),
        (f"  {DRIVE}\n", True),
        ("www.bps.go.id/publikasi", True),
        ("http://10.1.2.3/berkas.pdf", True),
        (f"Ini tautannya: {DRIVE}", False),
        (f"{DRIVE} {DRIVE}", False),
        ("drive", False),
        ("javascript:alert(1)", False),
        ("https://", False),
    ],
)
def test_what_is_a_link(teks: str, is_link: bool):
    assert read_tautan(teks) == (teks.strip() if is_link else "")


def test_words_that_leave_the_question_and_lines_of_values_are_understood(kantor: Pejawaran):
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    write(kantor, "100")
    write(kantor, "nanti")
    assert said(kantor, TAPEM, "tanya_nilai")["kode"] == "IK-02"
    write(kantor, "15")
    write(kantor, "3=6")
    assert said(kantor, TAPEM, "baris_diterima")["tersimpan"] == 1


def test_proof_that_was_left_for_later_is_asked_for_again_by_its_button(kantor: Pejawaran):
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    write(kantor, "100")
    tap(kantor, leave_bukti)
    assert asked(kantor)[0] == "nilai"
    tap(kantor, begin_bukti)
    assert asked(kantor) == ("bukti", said(kantor, TAPEM, "tanya_bukti")["indikator"])


def test_who_checks_reads_what_has_no_proof_and_the_naskah_says_that_it_was_asked_for(
    kantor: Pejawaran,
):
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    write(kantor, "100")
    send(kantor)
    berkas_id = kantor.tugas(TAPEM)[0].berkas_id
    for kasi in LINES:
        fill(kantor, kasi)
        kantor.act(kasi, Kerja.KIRIM)

    gathering = at(kantor, berkas_id, 5)
    view = card_of(kantor, gathering.id, AGUS)
    assert "11 nilai tanpa bukti" in plain(on_card(view).text)
    seen = kantor.run(view_rekap, user_id=kantor.user[AGUS], tugas_id=gathering.id)
    pages = [plain(draw_nilai(replace(view, halaman=ke), seen).text) for ke in range(1, 7)]
    assert "".join(pages).count("Tanpa bukti") == 11
    assert "".join(pages).count("1 data dukung") == 1
    sent = jejak(kantor, berkas_id, "kirim")
    (naskah,) = naskah_named(kantor, next(one for one in sent if one.pelaku["nama"] == PM))
    assert read_isi(naskah.isi).minta_bukti
    assert agreement(kantor) == {Kesesuaian.SAMA}


def test_an_office_that_does_not_ask_is_asked_nothing_and_can_prove_any_value_all_the_same(
    tmp_path: Path,
):
    with office_in(tmp_path) as office:
        go_to(office, 4)
        office.say(TAPEM, begin_filling, tugas_id=office.only(TAPEM).id)
        write(office, "100")
        assert office.owed(TAPEM, "tanya_bukti") == []
        told = said(office, TAPEM, "nilai_tercatat")
        about = {"tugas_id": told["tugas"], "indikator_id": told["indikator"]}
        office.say(TAPEM, begin_filling, **about)
        assert "📎 Data dukung" in labels(office, "tanya_nilai")
        office.say(TAPEM, begin_bukti, **about)
        send(office)
        assert kept(office) == [("foto.jpg", told["indikator"])]
        shown = plain(on_card(card_of(office, office.only(TAPEM).id, TAPEM)).text)
        assert "bukti" not in shown


def test_an_office_that_begins_to_ask_says_so_on_open_cards(tmp_path: Path):
    with office_in(tmp_path) as office:
        go_to(office, 4)
        mine = office.only(TAPEM)
        office.wait(minutes=1)
        office.database.run_now(lambda c: import_kantor(c, ASKING, office.now))

        facts = tugas(office, mine.id).facts
        assert [(one.jenis.value, one.ke) for one in facts.pembaruan] == [("minta_bukti", "ya")]
