"""A sheet that comes back: good rows stored, bad ones told, the wrong sheet refused."""

import io
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from handlers.screens.notices import Pesan, draw
from handlers.screens.screen import plain
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.kinerja.angka import print_angka
from sop_flows.kinerja.lembar import BacaanLembar, LembarFormulir, MasalahSel, SelTerbaca
from sop_flows.kinerja.unggahan import SebabLembar, SheetRefused
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.formulir.lembar import accept_sheet, describe_sheet, request_sheet
from sop_flows.use_cases.formulir.typed import begin_filling, type_lines
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.tugas.act import perform_aksi
from storage.documents.lembar.reading import read_lembar
from storage.documents.lembar.sheets import write_lembar
from tests.support.office import Pejawaran
from tests.support.periode import TW_III
from tests.support.story import PM, TAPEM, fill, go_to, nilai, said, tugas


@pytest.fixture
def berkas_id(kantor: Pejawaran) -> int:
    return go_to(kantor, 4)


def sheet_of(kantor: Pejawaran, nama: str) -> LembarFormulir:
    return kantor.say(nama, describe_sheet, tugas_id=kantor.only(nama).id)


def came_back(lembar: LembarFormulir, *cells: SelTerbaca) -> BacaanLembar:
    """Return the sheet as it was read, with these cells filled."""
    return BacaanLembar(
        formulir_id=lembar.formulir_id,
        berkas_nomor=lembar.berkas_nomor,
        ronde=lembar.ronde,
        periode=lembar.periode,
        kantor=lembar.kantor,
        unit=lembar.unit,
        versi=1,
        baris=cells,
    )


def text_of(kantor: Pejawaran) -> str:
    """Return what the person reads who sent the sheet."""
    pesan = Pesan(kiriman=kantor.owed(TAPEM, "lembar_diterima")[-1])
    return plain(draw(pesan, ambigu=False).text)


def cell(kode: str, teks: str | None, sel: str = "I7", **facts: object) -> SelTerbaca:
    return SelTerbaca(kode=kode, sel=sel, teks=teks, **facts)  # type: ignore[arg-type]


def test_the_sheet_holds_the_units_own_rows_with_target_and_period(
    kantor: Pejawaran, berkas_id: int
):
    kantor.say(TAPEM, request_sheet, tugas_id=kantor.only(TAPEM).id)
    assert kantor.owed(TAPEM, "lembar")
    lembar = sheet_of(kantor, TAPEM)

    assert [row.kode for row in lembar.rows] == ["IK-01", "IK-02", "IK-03"]
    assert lembar.rows[0].target_periode == Decimal("88.24")
    assert (lembar.periode, lembar.ronde) == (TW_III, 1)


def test_good_rows_are_stored_and_bad_ones_told_by_cell(kantor: Pejawaran, berkas_id: int):
    bacaan = came_back(
        sheet_of(kantor, TAPEM),
        cell("IK-01", "100", "I7"),
        cell("IK-02", None, "I8", masalah=MasalahSel.GALAT_EXCEL),
        cell("IK-03", "999", "I9"),
        cell("IK-88", "4", "I10"),
    )
    kantor.say(TAPEM, accept_sheet, bacaan=bacaan)

    told = said(kantor, TAPEM, "lembar_diterima")
    assert told["tersimpan"] == 1
    assert [(m["sel"], m["sebab"]) for m in told["masalah"]] == [
        ("I8", "galat_excel"),
        ("I9", "janggal"),
        ("I10", "kode"),
    ]
    assert nilai(kantor, berkas_id)["IK-01"].nilai == 100
    assert nilai(kantor, berkas_id)["IK-03"].nilai is None


def test_a_value_that_is_overwritten_is_told_before_and_after(kantor: Pejawaran, berkas_id: int):
    fill(kantor, TAPEM, "IK-01=100\nIK-02=12")
    kantor.say(
        TAPEM,
        accept_sheet,
        bacaan=came_back(sheet_of(kantor, TAPEM), cell("IK-01", "100"), cell("IK-02", "15")),
    )

    told = said(kantor, TAPEM, "lembar_diterima")
    assert told["berubah"] == [
        {"kunci": "IK-02", "dari": "12", "ke": "15", "desimal": 0, "satuan": "Desa"}
    ]
    assert told["tersimpan"] == 1


def test_no_data_needs_its_reason_in_the_sheet_too(kantor: Pejawaran, berkas_id: int):
    bacaan = came_back(
        sheet_of(kantor, TAPEM),
        cell("IK-01", "n/a"),
        cell("IK-02", "n/a", keterangan="Menunggu berita acara"),
    )
    kantor.say(TAPEM, accept_sheet, bacaan=bacaan)

    assert [m["sebab"] for m in said(kantor, TAPEM, "lembar_diterima")["masalah"]] == ["alasan"]
    assert nilai(kantor, berkas_id)["IK-02"].alasan == "Menunggu berita acara"


@pytest.mark.parametrize("keterangan", [".", "-", "2026", "ok"])
@pytest.mark.parametrize("teks", [None, "n/a"])
def test_a_remark_that_is_no_reason_leaves_the_value_empty_and_is_told(
    kantor: Pejawaran, berkas_id: int, teks: str | None, keterangan: str
):
    bacaan = came_back(sheet_of(kantor, TAPEM), cell("IK-01", teks, keterangan=keterangan))
    kantor.say(TAPEM, accept_sheet, bacaan=bacaan)

    assert [m["sebab"] for m in said(kantor, TAPEM, "lembar_diterima")["masalah"]] == ["alasan"]
    assert "IK-01" not in nilai(kantor, berkas_id) or not nilai(kantor, berkas_id)["IK-01"].alasan


def test_a_remark_beside_a_number_is_not_dropped_without_a_word(kantor: Pejawaran, berkas_id: int):
    bacaan = came_back(
        sheet_of(kantor, TAPEM),
        cell("IK-01", "100", keterangan="Sesuai berita acara"),
        cell("IK-02", "n/a", keterangan="Menunggu berita acara"),
    )
    kantor.say(TAPEM, accept_sheet, bacaan=bacaan)

    told = said(kantor, TAPEM, "lembar_diterima")
    assert (told["tersimpan"], told["keterangan"]) == (2, ["IK-01"])


def test_the_same_sheet_twice_changes_nothing_the_second_time(kantor: Pejawaran, berkas_id: int):
    bacaan = came_back(sheet_of(kantor, TAPEM), cell("IK-01", "100"))
    kantor.say(TAPEM, accept_sheet, bacaan=bacaan)
    before = tugas(kantor, kantor.only(TAPEM).id)
    kantor.say(TAPEM, accept_sheet, bacaan=bacaan)

    assert said(kantor, TAPEM, "lembar_diterima")["tersimpan"] == 0
    assert tugas(kantor, before.id).revisi == before.revisi


def test_another_units_sheet_and_an_older_rondes_are_refused(kantor: Pejawaran, berkas_id: int):
    theirs = came_back(sheet_of(kantor, PM), cell("IK-04", "35"))
    older = replace(came_back(sheet_of(kantor, TAPEM), cell("IK-01", "100")), ronde=0)
    for bacaan, sebab in (
        (theirs, SebabLembar.FORMULIR_LAIN),
        (older, SebabLembar.RONDE_LAIN),
    ):
        with pytest.raises(SheetRefused) as refused:
            kantor.say(TAPEM, accept_sheet, bacaan=bacaan)
        assert refused.value.sebab is sebab
    assert all(n.nilai is None for n in nilai(kantor, berkas_id).values())


def test_a_sheet_after_sending_is_refused(kantor: Pejawaran, berkas_id: int):
    bacaan = came_back(sheet_of(kantor, TAPEM), cell("IK-01", "50"))
    fill(kantor, TAPEM)
    kantor.act(TAPEM, Kerja.KIRIM)

    with pytest.raises(SheetRefused):
        kantor.say(TAPEM, accept_sheet, bacaan=bacaan)
    assert nilai(kantor, berkas_id)["IK-01"].nilai == 100


def test_as_many_foreign_kode_as_a_sheet_holds_leave_a_row_of_a_few_lines(
    kantor: Pejawaran, berkas_id: int
):
    foreign = (cell(f"ASING-{no}", "5", f"I{no}") for no in range(19_000))
    wrong = cell("IK-02", "lima belas", "I19001")
    kantor.say(TAPEM, accept_sheet, bacaan=came_back(sheet_of(kantor, TAPEM), *foreign, wrong))

    told = said(kantor, TAPEM, "lembar_diterima")
    assert (len(told["masalah"]), told["lagi"]) == (41, 18_960)
    assert told["masalah"][-1]["kunci"] == "IK-02"
    assert len(json.dumps(told)) < 10_000
    read = text_of(kantor)
    assert "19001 perlu diperbaiki" in read
    assert "dan 18961 lagi" in read


def test_as_many_cells_that_contradict_each_other_are_counted(kantor: Pejawaran, berkas_id: int):
    cells = [cell("IK-01", str(no), f"I{no}") for no in range(1, 5_001)]
    kantor.say(TAPEM, accept_sheet, bacaan=came_back(sheet_of(kantor, TAPEM), *cells))

    (bad,) = said(kantor, TAPEM, "lembar_diterima")["masalah"]
    assert (len(bad["tawaran"]), bad["tawaran_lagi"]) == (6, 4_994)
    assert "“6” dan 4994 lagi" in text_of(kantor)


# Whichever way it comes


class Undone(Exception):
    """What was done is taken back: its naskah is all that is wanted."""


WAYS = ("chat", "lines", "number", "text")
WITHOUT = st.sampled_from(("n/a survei belum selesai", "n/a menunggu data BPS"))
REALISASI = st.tuples(
    st.decimals(60, 100, places=2) | WITHOUT,
    st.integers(1, 36).map(Decimal) | WITHOUT,
    st.integers(1, 24).map(Decimal) | WITHOUT,
)
"""What Tapem reaches of IK-01, IK-02 and IK-03; nothing of it is asked about."""
Given = Decimal | str


class Filling:
    """One unit of work in which Tapem gives its values, each in its own way, and hands them in."""

    def __init__(self, kantor: Pejawaran, uow: UnitOfWork, tugas: Tugas) -> None:
        self.uow = uow
        self.now = kantor.now
        self.actor = Actor.private(kantor.user[TAPEM])
        self.about: dict[str, Any] = {"actor": self.actor, "tugas_id": tugas.id}

    def by_chat(self, indikator_id: int, given: Given) -> None:
        begin_filling(self.uow, **self.about, indikator_id=indikator_id)
        take_text(self.uow, self.actor, teks=as_typed(given), message_id=7)

    def by_lines(self, given: Mapping[str, Given]) -> None:
        teks = "\n".join(f"{kode}={as_typed(one)}" for kode, one in given.items())
        type_lines(self.uow, **self.about, teks=teks)

    def by_sheet(self, given: Mapping[str, Given], texts: Collection[str]) -> None:
        """Fill a sheet as Excel does, with numbers or with what was typed as text, and send it."""
        blank = write_lembar(describe_sheet(self.uow, **self.about))
        book = load_workbook(io.BytesIO(blank))
        rows = {row[1].value: row for row in book["Realisasi"].iter_rows()}
        for kode, one in given.items():
            rows[kode][8].value = as_typed(one) if kode in texts else one
        sent = io.BytesIO()
        book.save(sent)
        accept_sheet(self.uow, self.actor, bacaan=read_lembar(sent.getvalue()))

    def hand_in(self) -> None:
        aksi = Aksi(kerja=Kerja.KIRIM, revisi=self.revisi(), at=self.now)
        perform_aksi(self.uow, **self.about, aksi=aksi)

    def revisi(self) -> int:
        loaded = self.uow.berkas.load_tugas(self.about["tugas_id"])
        assert loaded is not None
        return loaded.tugas.revisi


def as_typed(given: Given) -> str:
    return given if isinstance(given, str) else print_angka(given)


def naskah_of(
    kantor: Pejawaran, berkas_id: int, values: Sequence[Given], ways: Sequence[str]
) -> str:
    """Return what Tapem hands in, each value given in its way, and take all of it back."""
    mine, ids = kantor.only(TAPEM), nilai(kantor, berkas_id)
    chosen = dict(zip(("IK-01", "IK-02", "IK-03"), zip(values, ways, strict=True), strict=True))

    def by(*wanted: str) -> dict[str, Given]:
        return {kode: one for kode, (one, way) in chosen.items() if way in wanted}

    def work(uow: UnitOfWork) -> None:
        filling = Filling(kantor, uow, mine)
        for kode, one in by("chat").items():
            filling.by_chat(ids[kode].indikator_id, one)
        if by("lines"):
            filling.by_lines(by("lines"))
        if by("number", "text"):
            filling.by_sheet(by("number", "text"), by("text"))
        filling.hand_in()
        raise Undone(uow.naskah.of_units([berkas_id], [mine.unit_id])[-1].isi)

    with pytest.raises(Undone) as found:
        kantor.run(work)
    return str(found.value)


def test_sheet_chat_lines_and_all_of_them_mixed_come_to_the_same_naskah(
    kantor: Pejawaran, berkas_id: int
):
    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(REALISASI, st.tuples(*[st.sampled_from(WAYS)] * 3))
    def law(realisasi: tuple[Given, ...], mixed: tuple[str, ...]) -> None:
        by_chat = naskah_of(kantor, berkas_id, realisasi, ["chat"] * 3)
        assert "realisasi" in by_chat
        assert naskah_of(kantor, berkas_id, realisasi, mixed) == by_chat
        for way in WAYS[1:]:
            assert naskah_of(kantor, berkas_id, realisasi, [way] * 3) == by_chat

    law()
