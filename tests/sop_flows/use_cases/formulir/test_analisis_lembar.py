"""The analisis of a value by sheet: prefilled, read with the checks of the chat, the same naskah whichever way it comes."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.trial.kantor.pejawaran import SAMPLE
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.kinerja.analisis import Analisis, BagianAnalisis, Jenis
from sop_flows.kinerja.lembar import KOLOM_ANALISIS
from sop_flows.ports.ditanya import TanyaAnalisis
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.formulir.analisis import (
    begin_analisis,
    choose_day,
    choose_kind,
    choose_post,
    skip_part,
    type_analisis,
)
from sop_flows.use_cases.formulir.lembar import accept_sheet, describe_sheet
from sop_flows.use_cases.tugas.act import perform_aksi
from storage.documents.lembar.reading import read_lembar
from storage.documents.lembar.sheets import write_lembar
from tests.sop_flows.use_cases.formulir.test_ganda import answer, copied
from tests.support.office import Pejawaran, office_in
from tests.support.story import TAPEM, fill, go_to, nilai, said

B = BagianAnalisis
ASKING = replace(SAMPLE, kantor=replace(SAMPLE.kantor, minta_analisis=True))
KASI_TAPEM, CAMAT = "Kasi Tata Pemerintahan", "Camat"
HEADER = 6
WHOLE = {
    B.PENGHAMBAT: "Tiga desa terlambat",
    B.LANJUT: "Pendampingan LPPD tiga desa\nUsulan anggaran pendampingan",
    B.JENIS: "aktivitas\nanggaran",
    B.JABATAN: f"{KASI_TAPEM}\n{CAMAT}",
    B.BATAS: "31 Desember 2026\n27/11/2026",
}


@pytest.fixture
def kantor(tmp_path: Path) -> Iterator[Pejawaran]:
    """The office that asks for an analisis, where the units fill."""
    with office_in(tmp_path, ASKING) as office:
        go_to(office, 4)
        yield office


def column(sheet: Worksheet, nama: str) -> int:
    (found,) = [cell.column for cell in sheet[HEADER] if cell.value == nama]
    return found


def put(book: Workbook, row: int, said_of_it: Mapping[BagianAnalisis, object]) -> None:
    """Write an analisis beside the indikator of a row, from 1."""
    sheet = book["Realisasi"]
    for bagian, teks in said_of_it.items():
        sheet.cell(HEADER + row, column(sheet, KOLOM_ANALISIS[bagian])).value = teks


def sheet_now(kantor: Pejawaran) -> Workbook:
    lembar = kantor.say(TAPEM, describe_sheet, tugas_id=kantor.only(TAPEM).id)
    return openpyxl.load_workbook(io.BytesIO(write_lembar(lembar)))


def send(kantor: Pejawaran, change: Callable[[Workbook], object]) -> str:
    """Send the formulir as it stands and was then changed; return what is answered."""
    book, out = sheet_now(kantor), io.BytesIO()
    change(book)
    book.save(out)
    kantor.say(TAPEM, accept_sheet, bacaan=read_lembar(out.getvalue()))
    return answer(kantor, "lembar_diterima")


def kept(kantor: Pejawaran, kode: str = "IK-01") -> Analisis | None:
    return nilai(kantor, kantor.tugas(TAPEM)[0].berkas_id)[kode].analisis


def low(book: Workbook) -> None:
    book["Realisasi"]["I7"] = 50


def explained(book: Workbook) -> None:
    low(book)
    put(book, 1, WHOLE)


def test_value_and_analisis_come_in_one_sheet_with_several_tindak_lanjut(kantor: Pejawaran):
    told = send(kantor, explained)

    assert "1 nilai disimpan sebagai draf. 1 analisis disimpan." in told
    found = kept(kantor)
    assert found is not None
    assert (found.pendorong, found.penghambat) == ("", "Tiga desa terlambat")
    zona = kantor.now.tzinfo
    assert [
        (one.teks, one.jenis, one.nama_jabatan, one.batas.astimezone(zona).date())
        for one in found.lanjut
    ] == [
        ("Pendampingan LPPD tiga desa", Jenis.AKTIVITAS, KASI_TAPEM, date(2026, 12, 31)),
        ("Usulan anggaran pendampingan", Jenis.ANGGARAN, CAMAT, date(2026, 11, 27)),
    ]


def test_the_sheet_has_what_was_said_and_the_same_sheet_again_changes_nothing(kantor: Pejawaran):
    send(kantor, explained)
    before = kept(kantor)

    sheet = sheet_now(kantor)["Realisasi"]
    row = {
        bagian: sheet.cell(HEADER + 1, column(sheet, KOLOM_ANALISIS[bagian])).value for bagian in B
    }
    assert row == {**WHOLE, B.PENDORONG: None, B.BATAS: "31 Desember 2026\n27 November 2026"}
    kantor.wait(days=60)  # one of the two is over by now
    told = send(kantor, lambda _book: None)
    assert "sama dengan yang sudah tersimpan" in told
    assert kept(kantor) == before


def test_a_blank_cell_says_nothing_and_a_new_word_stands_instead(kantor: Pejawaran):
    send(kantor, explained)
    plans = kept(kantor).lanjut  # type: ignore[union-attr]
    blank = dict.fromkeys(B)
    told = send(
        kantor, lambda book: put(book, 1, {**blank, B.PENGHAMBAT: "Jaringan sering putus"})
    )

    assert "tidak ada nilai baru yang disimpan. 1 analisis disimpan." in told
    assert (kept(kantor).penghambat, kept(kantor).lanjut) == ("Jaringan sering putus", plans)  # type: ignore[union-attr]
    told = send(
        kantor,
        lambda book: put(book, 1, {one: str(WHOLE[one]).split("\n")[0] for one in tuple(B)[2:]}),
    )
    assert kept(kantor).lanjut == plans[:1]  # type: ignore[union-attr]


WRONG: Mapping[str, tuple[Mapping[BagianAnalisis, object], str]] = {
    "no words": ({B.PENGHAMBAT: "-"}, "S7 Persentase desa yang menyampaikan LPPD tepat waktu: “-” faktor penghambat: mohon menuliskannya dengan kata-kata"),
    "a number for words": ({B.LANJUT: "1234567\n12345"}, "T7 Persentase desa yang menyampaikan LPPD tepat waktu: “1234567 12345” tindak lanjut: mohon menuliskannya"),
    "no such jenis": ({B.JENIS: "aktivitas\ndana"}, "“aktivitas dana” jenis tindak lanjut: mohon memilih strategi, kebijakan"),
    "another unit's post": ({B.JABATAN: f"{KASI_TAPEM}\nKasi Kesejahteraan Rakyat"}, "penanggung jawab: mohon memilih jabatan dari daftar"),
    "a day that is over": ({B.BATAS: "31 Desember 2026\n1 Januari 2020"}, "W7 Persentase desa yang menyampaikan LPPD tepat waktu: “31 Desember 2026 1 Januari 2020” batas tindak lanjut: mohon menulis tanggal"),
    "one line too few": ({B.JENIS: "aktivitas"}, "U7 Persentase desa yang menyampaikan LPPD tepat waktu: “aktivitas” jenis tindak lanjut: barisnya tidak berpasangan"),
    "a plan without its facts": ({B.JENIS: None, B.JABATAN: None, B.BATAS: None}, "jenis tindak lanjut: barisnya tidak berpasangan"),
    "an error of Excel": ({B.PENGHAMBAT: "#REF!"}, "“#REF!” faktor penghambat: mohon menuliskannya dengan kata-kata"),
    "too long": ({B.PENGHAMBAT: "kata " * 1000}, "faktor penghambat: terlalu panjang"),
}  # fmt: skip


def test_what_is_no_answer_is_told_by_its_cell_and_its_value_stays(kantor: Pejawaran):
    for kind, (parts, expected) in WRONG.items():

        def change(book: Workbook, parts: Mapping[BagianAnalisis, object] = parts) -> None:
            explained(book)
            put(book, 1, parts)

        told = send(kantor, change)
        assert expected in told, (kind, told)
        assert kept(kantor) is None, kind
        assert nilai(kantor, kantor.tugas(TAPEM)[0].berkas_id)["IK-01"].nilai == 50
    button = said(kantor, TAPEM, "lembar_diterima")["masalah"][0]
    assert button["bagian"] == "penghambat"


def test_a_day_of_excel_is_a_day(kantor: Pejawaran):
    one = {part: str(teks).split("\n")[0] for part, teks in WHOLE.items()}
    send(kantor, lambda book: (low(book), put(book, 1, {**one, B.BATAS: date(2026, 12, 31)})))
    (plan,) = kept(kantor).lanjut  # type: ignore[union-attr]
    assert plan.batas.astimezone(kantor.now.tzinfo).date() == date(2026, 12, 31)


def test_copies_that_differ_and_one_cell_for_several_are_not_guessed(kantor: Pejawaran):
    told = send(kantor, lambda book: (explained(book), copied(book, "Salinan", S7="Hujan deras")))
    assert "Realisasi “Tiga desa terlambat”" in told
    assert "isiannya berbeda" in told
    assert kept(kantor) is None

    def merged(book: Workbook) -> None:
        explained(book)
        book["Realisasi"]["I8"], book["Realisasi"]["I9"] = 12, 8
        book["Realisasi"].merge_cells("S7:S9")

    assert "faktor penghambat: sel gabungan" in send(kantor, merged)
    assert kept(kantor) is None


def test_an_office_that_does_not_ask_has_no_such_columns_and_reads_none(tmp_path: Path):
    with office_in(tmp_path) as office:
        go_to(office, 4)
        names = [cell.value for cell in sheet_now(office)["Realisasi"][HEADER]]
        assert not set(KOLOM_ANALISIS.values()) & set(names)

        def change(book: Workbook) -> None:
            low(book)
            book["Realisasi"].cell(HEADER, 18).value = KOLOM_ANALISIS[B.PENGHAMBAT]
            book["Realisasi"].cell(HEADER + 1, 18).value = "-"

        assert "1 nilai disimpan" in send(office, change)
        assert kept(office) is None


def test_another_units_sheet_explains_nothing(kantor: Pejawaran):
    """A foreign kode is told, also where it has an analisis alone."""
    told = send(
        kantor, lambda book: (put(book, 1, WHOLE), book["Realisasi"].__setitem__("B7", "IK-11"))
    )
    assert "kode indikator tidak dikenal" in told


# Whichever way it comes


class Undone(Exception):
    """What was done is taken back: its content is all that is wanted."""


WORDS = st.text("abcdefghij klm-,.()%'\u00e9", min_size=8, max_size=40).filter(
    lambda teks: len({c for c in teks if c.isalpha()}) >= 5
)
PLANS = st.tuples(
    WORDS,
    st.sampled_from(Jenis),
    st.sampled_from((KASI_TAPEM, CAMAT)),
    st.dates(date(2026, 11, 2), date(2027, 6, 30)),
)
SAID = st.tuples(
    st.one_of(st.just(""), WORDS), st.one_of(st.just(""), WORDS), st.lists(PLANS, max_size=2)
)
Said = tuple[str, str, list[tuple[str, Jenis, str, date]]]


class Filling:
    """One unit of work in which the Kasi explains values, one way or the other."""

    def __init__(self, kantor: Pejawaran, uow: UnitOfWork, tugas: Tugas) -> None:
        self.uow = uow
        self.user = kantor.user[TAPEM]
        self.tugas = tugas
        self.about: dict[str, Any] = {"actor": Actor.private(self.user), "tugas_id": self.tugas.id}
        self.posts = {one.nama: one.id for one in uow.kantor.jabatan(kantor.kantor_id).values()}

    def asked(self) -> TanyaAnalisis:
        talk = self.uow.percakapan.get(self.user)
        assert talk is not None
        assert isinstance(talk.isi, TanyaAnalisis)
        return talk.isi

    def write(self, teks: str, about: dict[str, Any]) -> None:
        """Answer the part that is asked, or leave it out."""
        if teks:
            type_analisis(self.uow, about["actor"], self.asked(), teks)
        else:
            skip_part(self.uow, **about)

    def by_chat(self, indikator_id: int, one: Said) -> None:
        pendorong, penghambat, plans = one
        about = {**self.about, "indikator_id": indikator_id}
        begin_analisis(self.uow, **about)
        self.write(pendorong, about)
        self.write(penghambat, about)
        for teks, jenis, post, hari in plans:
            while not isinstance(self.now(), TanyaAnalisis) or self.asked().bagian is not B.LANJUT:
                begin_analisis(self.uow, **about)
                skip_part(self.uow, **about)
                skip_part(self.uow, **about)
            type_analisis(self.uow, about["actor"], self.asked(), teks)
            choose_kind(self.uow, **about, jenis=jenis)
            choose_post(self.uow, **about, jabatan_id=self.posts[post])
            choose_day(self.uow, **about, hari=hari)

    def now(self) -> object:
        talk = self.uow.percakapan.get(self.user)
        return talk.isi if talk else None

    def by_sheet(self, said_of: Mapping[int, Said]) -> None:
        book = openpyxl.load_workbook(
            io.BytesIO(write_lembar(describe_sheet(self.uow, **self.about)))
        )
        for row, (pendorong, penghambat, plans) in said_of.items():
            parts = [*zip(*plans, strict=True)] or [()] * 4
            days = [f"{hari:%d-%m-%Y}" for hari in parts[3]]
            cells = (pendorong, penghambat, *map("\n".join, (*parts[:3], days)))
            put(book, row, dict(zip(B, cells, strict=True)))
        out = io.BytesIO()
        book.save(out)
        accept_sheet(self.uow, self.about["actor"], bacaan=read_lembar(out.getvalue()))


def naskah_after(kantor: Pejawaran, said_of: Mapping[int, Said], chat: set[int]) -> bytes:
    """Return the naskah that the unit hands in, with some analisis by chat and the others by sheet."""

    (line,) = kantor.tugas(TAPEM)
    mine, berkas_id = line.tugas, line.berkas_id

    def work(uow: UnitOfWork) -> None:
        filling = Filling(kantor, uow, mine)
        ids = nilai_ids(uow, berkas_id, mine)
        for row in sorted(chat):
            filling.by_chat(ids[row - 1], said_of[row])
        filling.by_sheet({row: one for row, one in said_of.items() if row not in chat})
        loaded = uow.berkas.load_tugas(filling.tugas.id)
        assert loaded is not None
        tugas = loaded.tugas
        aksi = Aksi(kerja=Kerja.KIRIM, revisi=tugas.revisi, at=kantor.now)
        perform_aksi(uow, **filling.about, aksi=aksi)
        raise Undone(uow.naskah.of_units([berkas_id], [mine.unit_id])[-1].isi)

    with pytest.raises(Undone) as found:
        kantor.run(work)
    (isi,) = found.value.args
    assert isinstance(isi, bytes | str)
    return isi if isinstance(isi, bytes) else isi.encode()


def nilai_ids(uow: UnitOfWork, berkas_id: int, tugas: Tugas) -> list[int]:
    assert tugas.unit_id is not None
    formulir = uow.kinerja.formulir(berkas_id, tugas.unit_id)
    assert formulir is not None
    return [one.indikator_id for one in formulir.nilai]


def test_sheet_chat_and_both_mixed_come_to_the_same_naskah(kantor: Pejawaran):
    fill(kantor, TAPEM, "IK-01=50\nIK-02=2\nIK-03=20")

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.tuples(SAID, SAID, SAID), st.sets(st.sampled_from((1, 2, 3))))
    def law(said_of: tuple[Said, Said, Said], some: set[int]) -> None:
        rows = dict(enumerate(said_of, start=1))
        by_chat = naskah_after(kantor, rows, {1, 2, 3})
        assert naskah_after(kantor, rows, set()) == by_chat
        assert naskah_after(kantor, rows, some) == by_chat

    law()
