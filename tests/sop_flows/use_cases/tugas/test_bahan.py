"""A work card brings what the work needs: the letter, the targets, the values, and what was answered before."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from bot.trial.kantor import disdukcapil, jambi, pejawaran, pematangsiantar, tarakan
from handlers.screens.kartu import draw_kartu
from handlers.screens.screen import Screen, plain
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import StatusTugas, Tugas
from sop_flows.engine.engine import aksi_of
from sop_flows.engine.facts import Facts
from sop_flows.ports.records import KartuTugas
from sop_flows.ports.views import KartuView
from sop_flows.sop.definition import JenisIsian, Minta
from sop_flows.sop.place import Samping
from sop_flows.use_cases.berkas.start import list_startable, start_berkas
from sop_flows.use_cases.formulir.typed import type_lines
from sop_flows.use_cases.tugas.bahan import describe, is_before, work_before
from sop_flows.use_cases.tugas.kartu import view_kartu
from storage.documents.kantor.buku import BukuKantor
from tests.sop_flows.use_cases.tugas.test_tanya import unit_of
from tests.support.office import Pejawaran, office_in
from tests.support.story import AGUS, KASUBBAG, TAPEM, at, go_to
from tests.support.views import DARI, HASIL, KECAMATAN, SOPS, make_tugas, place_of

OFFICES: Mapping[str, BukuKantor] = {
    "000": pematangsiantar.OFFICE,
    "001": pejawaran.SAMPLE,
    "002": jambi.OFFICE,
    "003": disdukcapil.OFFICE,
    "004": tarakan.OFFICE,
}
ANSWER: Mapping[JenisIsian, str] = {
    JenisIsian.TEKS: "Sesuai Perjanjian Kinerja",
    JenisIsian.NOMOR: "005/17/2026",
    JenisIsian.TANGGAL: "7 Oktober 2026",
    JenisIsian.PUKUL: "09.00",
    JenisIsian.DOKUMEN: "bukti.pdf",
    JenisIsian.CENTANG: "2026-10-05T01:00:00+00:00",
    JenisIsian.BATAS: "",
    JenisIsian.PILIHAN: "Biasa",
}
WHY = "survei belum selesai"


class Walk:
    """A berkas that goes through its whole SOP; what each card showed when it was open."""

    def __init__(self, kantor: Pejawaran) -> None:
        self.kantor = kantor
        self.cards: dict[str, Screen] = {}
        pemrakarsa, pilihan = next(
            (nama, one)
            for nama, user in kantor.user.items()
            for one in kantor.run(list_startable, user_id=user)
        )
        self.sop = pilihan.sop
        letter = {isian.kode: ANSWER[isian.jenis] for isian in self.sop.mulai}
        where = {"sop_id": pilihan.sop_id, "periode": pilihan.periode}
        stored = kantor.say(pemrakarsa, start_berkas, **where, isian=letter)
        self.berkas_id = stored.berkas.id
        while tugas := self.next():
            self.work(tugas)

    def next(self) -> Tugas | None:
        berkas = self.kantor.run(lambda uow: uow.berkas.get(self.berkas_id)[0])
        waiting = [one for one in berkas.terbuka if not one.facts.only_attends]
        found = sorted(waiting, key=lambda one: (one.unit_id is None, one.place))
        return next(iter(found), None)

    def work(self, tugas: Tugas) -> None:
        """Let whoever has a tugas do it, after a look at the card."""
        card, view = self.look(tugas)
        self.cards.setdefault(str(tugas.place), draw_kartu(view))
        nama = next(n for n, user in self.kantor.user.items() if user == card.chat_id)
        kerja = aksi_of(self.sop, tugas)[0]
        if view.tahap is not None and view.tahap.minta is Minta.FORMULIR:
            lines = "\n".join(f"{row.no}=n/a {WHY}" for row in view.formulir[0].baris)
            self.kantor.say(nama, type_lines, teks=lines, tugas_id=tugas.id)
            _, view = self.look(tugas)
        asked = view.tahap.isian if view.tahap else ()
        asked = [i for i in asked if i.wajib or i.jenis is not JenisIsian.NOMOR]  # one letter
        facts = {"isian": {i.kode: ANSWER[i.jenis] for i in asked if ANSWER[i.jenis]}}
        if view.tahap is not None and view.tahap.is_choice:
            facts["penerima"] = tuple(post for post, _ in view.pilihan)
        self.kantor.wait_for_rapat(tugas)
        self.kantor.act(nama, kerja, view.tugas, **facts)

    def look(self, tugas: Tugas) -> tuple[KartuTugas, KartuView]:
        return self.kantor.run(lambda uow: first_card(uow, tugas.id))


def first_card(uow, tugas_id: int) -> tuple[KartuTugas, KartuView]:
    card = uow.kartu.of_tugas(tugas_id)[0]
    return card, view_kartu(uow, card)


@cache
def walked(sop: str) -> dict[str, Screen]:
    with TemporaryDirectory() as folder, office_in(Path(folder), OFFICES[sop]) as kantor:
        return Walk(kantor).cards


def text(sop: str, place: str) -> str:
    return plain(walked(sop)[place].text)


def labels(sop: str, place: str) -> str:
    return " ".join(button.label for row in walked(sop)[place].keyboard for button in row)


WITH_VALUES = [
    ("000", "5.0"), ("000", "6.0"), ("000", "7.0"), ("000", "8.0"), ("000", "9.0"),
    ("001", "5.0"), ("001", "6.0"), ("001", "7.0"), ("001", "8.0"), ("001", "9.0"), ("001", "10.0"),
    ("002", "4.0"), ("002", "5.0"),
    ("003", "6.0"), ("003", "9.0"), ("003", "10.0"), ("003", "11.0"), ("003", "12.0"),
    ("003", "13.0"), ("003", "14.0"),
    ("004", "5.0"), ("004", "6.0"), ("004", "7.0"), ("004", "8.0"), ("004", "9.0"),
    ("004", "10.0"), ("004", "11.0"), ("004", "12.0"),
]  # fmt: skip


@pytest.mark.parametrize(("sop", "place"), WITH_VALUES)
def test_who_works_on_with_the_values_has_them_in_hand(sop: str, place: str):
    assert "tanpa data (n/a)" in text(sop, place)
    assert WHY in text(sop, place)
    assert "Lihat nilai" in labels(sop, place)
    assert "Lihat rekap" in labels(sop, place)


@pytest.mark.parametrize(
    ("sop", "place"),
    [("000", "2.0"), ("001", "3.0"), ("002", "2.0"), ("003", "2.0"), ("004", "3.0")],
)
def test_who_prepares_what_the_units_fill_has_the_targets(sop: str, place: str):
    first = next(row for row in OFFICES[sop].indikator if row.tw3)
    told = text(sop, place)

    assert "Target Triwulan III 2026" in told
    assert f"{first.kode} " in told
    assert f"target {first.tw3}" in told.replace(".", "")
    assert "Lihat rekap" in labels(sop, place)


@pytest.mark.parametrize("place", ["1.0", "2.0", "3.0", "4.0", "5.0"])
def test_every_card_brings_the_letter_that_began_it(place: str):
    assert "Nomor Surat Sekda: 005/17/2026" in text("002", place)


@pytest.mark.parametrize("place", ["7.0", "8.0", "9.0", "10.0"])
def test_the_analysis_goes_on_to_who_writes_checks_and_signs(place: str):
    assert "Hasil analisis: Sesuai Perjanjian Kinerja" in text("004", place)


@pytest.mark.parametrize(("sop", "place"), [("003", "13.0"), ("003", "14.0"), ("004", "12.0")])
def test_the_number_of_the_letter_goes_on_to_who_sends_and_files(sop: str, place: str):
    assert "Nomor surat pengantar: 005/17/2026" in text(sop, place)


@pytest.mark.parametrize(("sop", "place"), [("001", "10.0"), ("003", "12.0"), ("004", "12.0")])
def test_what_goes_out_is_what_was_signed(sop: str, place: str):
    told = text(sop, place)

    assert "menandatangani" in told
    assert "isinya berubah" not in told


@pytest.mark.parametrize(("sop", "place"), [("000", "1.0"), ("001", "1.0"), ("004", "1.0")])
def test_who_disposes_of_the_work_first_is_not_shown_targets(sop: str, place: str):
    assert "Target Triwulan" not in text(sop, place)
    assert "Lihat nilai" not in labels(sop, place)


def test_a_unit_sees_nothing_of_another_unit():
    for sop, place in (("001", "4.0"), ("002", "3.0"), ("003", "7.0"), ("004", "4.1")):
        told = text(sop, place)
        named = [unit.nama for unit in OFFICES[sop].unit if unit.nama in told]
        assert len(named) == 1, (sop, place, named)


# Piece by piece: whose, whether it stands, and whether it is told elsewhere

UNDANGAN = SOPS["pengukuran-kinerja-dinas"]


def done(langkah: int = 4, tahap: int = 0, **facts: Any) -> Tugas:
    """Return a tugas of a unit that was done with a note."""
    hasil = replace(HASIL, catatan="Angka dari BPS")
    plain = {"unit_id": 1, "status": StatusTugas.SELESAI, "facts": Facts(hasil=hasil)}
    return make_tugas(langkah, tahap, **(plain | facts))


@pytest.mark.parametrize(
    ("earlier", "later", "is_seen"),
    [
        (done(), make_tugas(6, 0, unit_id=1), True),
        (done(), make_tugas(6, 0), True),
        (done(unit_id=None), make_tugas(6, 0, unit_id=2), True),
        (done(), make_tugas(6, 0, unit_id=2), False),
        (done(status=StatusTugas.TERBUKA), make_tugas(6, 0), False),
        (done(status=StatusTugas.DITARIK), make_tugas(6, 0), False),
        (done(6), make_tugas(6, 0), False),
        (done(tahap=Samping.TANYA), make_tugas(6, 0), False),
    ],
    ids=["own", "all", "office", "foreign", "open", "taken back", "same place", "beside"],
)
def test_what_was_done_before_is_seen_by_whom_it_concerns(
    earlier: Tugas, later: Tugas, is_seen: bool
):
    assert is_before(earlier, later) is is_seen


def test_a_note_that_is_handed_on_is_told_once():
    earlier = done()
    hasil = earlier.facts.hasil
    for catatan, told in (("Angka dari BPS", ""), ("Mohon segera", "Angka dari BPS")):
        later = make_tugas(6, 0, facts=Facts(dari=replace(DARI, catatan=catatan)))
        assert describe(KECAMATAN, earlier, hasil, later, "").catatan == told


def test_when_and_where_a_rapat_was_is_over_with_it():
    no, tahap = place_of(UNDANGAN, Minta.UNDANGAN)
    asked = UNDANGAN.tahap_at(no, tahap).isian
    hasil = replace(HASIL, isian={isian.kode: "Aula" for isian in asked})
    earlier = make_tugas(no, tahap, status=StatusTugas.SELESAI, facts=Facts(hasil=hasil))

    assert asked
    assert describe(UNDANGAN, earlier, hasil, make_tugas(no + 2, 0), "").jawaban == ()


def test_the_last_word_of_a_langkah_counts_and_who_only_attends_is_told_none(kantor: Pejawaran):
    berkas_id = go_to(kantor, 5)
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 5), catatan="Draf yang pertama")
    facts = {"catatan": "Mohon diperiksa lagi.", "unit": (unit_of(kantor, "TAPEM"),)}
    kantor.act(KASUBBAG, Kerja.KEMBALIKAN, at(kantor, berkas_id, 6), **facts)
    kantor.act(AGUS, Kerja.TERUSKAN, at(kantor, berkas_id, 5, 1))
    kantor.act(TAPEM, Kerja.KIRIM, catatan="Angkanya memang demikian.")
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 5), catatan="Draf yang kedua")
    kantor.act(KASUBBAG, Kerja.SETUJUI, at(kantor, berkas_id, 6))
    checking = at(kantor, berkas_id, 7)
    _, view = kantor.run(lambda uow: first_card(uow, checking.id))

    assert [one.catatan for one in view.bahan if one.langkah == 5] == ["Draf yang kedua"]
    attending = replace(checking, facts=replace(checking.facts, notulis=False))
    loaded = kantor.run(lambda uow: replace(uow.berkas.load_tugas(checking.id), tugas=attending))
    assert kantor.run(work_before, loaded=loaded) == ()
