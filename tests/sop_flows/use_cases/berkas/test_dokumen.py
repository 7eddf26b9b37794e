"""Dokumen handed in, several for one isian, and looked at again by who decides on them."""

from collections.abc import Iterator

import pytest

from handlers.screens.loading import load
from handlers.screens.screen import plain
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.errors import NotFound, NoTugasWaits, NotYourTugas
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.naskah.reading import read_isi
from sop_flows.ports.kiriman import Kiriman
from sop_flows.ports.lampiran import DokumenView
from sop_flows.ports.records import Actor
from sop_flows.use_cases.berkas.dokumen import request_board_dokumen, request_dokumen, view_dokumen
from sop_flows.use_cases.berkas.start import start_berkas
from sop_flows.use_cases.formulir.typed import begin_filling
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.isian.answers import begin_isian, expect_dokumen
from sop_flows.use_cases.isian.start import accept_dokumen
from sop_flows.use_cases.pegawai.joining import revoke_member
from tests.support.office import Pejawaran
from tests.support.periode import triwulan
from tests.support.story import (
    AGUS,
    KASUBBAG,
    KESRA,
    LINES,
    PM,
    SEKCAM,
    STEPS,
    TAPEM,
    all_at,
    at,
    card_of,
    fill,
    go_to,
    go_to_last,
    jejak,
    naskah_named,
    said,
    signature_of,
    tugas,
)
from tests.support.wall import on_card


def hand_in(kantor: Pejawaran, nama: str, *files: str, album: str = "", **facts: object) -> None:
    """Let somebody send files, an hour after one another unless they are an album."""
    for file in files:
        kantor.wait(hours=0 if album else 1)
        lampiran = Lampiran(
            berkas_id=0,
            tugas_id=0,
            sha256="ab" * 32,
            nama=file,
            oleh=0,
            diterima_at=kantor.now,
            **facts,
        )
        kantor.say(nama, expect_dokumen, album=album)
        kantor.say(nama, accept_dokumen, lampiran=lampiran, album=album, message_id=7)


def isian(kantor: Pejawaran, one: Tugas) -> str:
    return str(tugas(kantor, one.id).facts.answers.get("bukti", ""))


def owed(kantor: Pejawaran, nama: str) -> list[Kiriman]:
    return kantor.owed(nama, "dokumen")


def drawn(kantor: Pejawaran, nama: str) -> Iterator[DokumenView]:
    """Yield what would be drawn now of the dokumen that somebody is owed."""
    for kiriman in owed(kantor, nama):
        found = kantor.run(lambda uow, k=kiriman: load(uow, k))
        if found is not None:
            assert isinstance(found.isi, DokumenView)
            yield found.isi


@pytest.fixture
def himpun(kantor: Pejawaran) -> Tugas:
    """Two Kasi have handed in data dukung; the formulir are being gathered."""
    berkas_id = go_to(kantor, 4)
    hand_in(kantor, KESRA, "kesra.pdf")
    hand_in(kantor, TAPEM, "tapem-1.jpg", foto=True, file_id="F-1")
    hand_in(kantor, TAPEM, "tapem-2.pdf")
    for one in all_at(kantor, berkas_id, 4):
        kasi = next(n for n in kantor.user if one.id in {x.tugas.id for x in kantor.tugas(n)})
        fill(kantor, kasi)
        kantor.act(kasi, Kerja.KIRIM)
    return at(kantor, berkas_id, 5)


# Looking again


def test_who_gathers_is_handed_all_data_dukung_oldest_first_with_whose_it_is(
    kantor: Pejawaran, himpun: Tugas
):
    kantor.say(AGUS, request_dokumen, tugas_id=himpun.id)

    views = list(drawn(kantor, AGUS))
    assert [(v.lampiran.nama, v.unit, v.pengirim.nama) for v in views] == [
        ("kesra.pdf", "Seksi Kesejahteraan Sosial", KESRA),
        ("tapem-1.jpg", "Seksi Tata Pemerintahan", TAPEM),
        ("tapem-2.pdf", "Seksi Tata Pemerintahan", TAPEM),
    ]
    assert [v.lampiran.foto for v in views] == [False, True, False]
    assert not kantor.owed(AGUS, "dokumen_lagi")


def test_a_card_says_how_many_dokumen_its_person_would_be_handed(kantor: Pejawaran, himpun: Tugas):
    def shown(nama: str, tugas_id: int) -> int:
        return card_of(kantor, tugas_id, nama).dokumen

    assert shown(AGUS, himpun.id) == 3


def test_a_unit_is_handed_its_own_and_no_other_units(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    hand_in(kantor, KESRA, "kesra.pdf")
    hand_in(kantor, TAPEM, "tapem.pdf")
    mine = kantor.only(TAPEM)

    kantor.say(TAPEM, request_dokumen, tugas_id=mine.id)
    assert [v.lampiran.nama for v in drawn(kantor, TAPEM)] == ["tapem.pdf"]
    kantor.say(TAPEM, request_board_dokumen, berkas_id=berkas_id)
    assert [k.isi.lampiran for k in owed(kantor, TAPEM)] == [2, 2]
    kantor.say(PM, request_dokumen, tugas_id=kantor.only(PM).id)
    assert said(kantor, PM, "dokumen_lagi")["sisa"] == 0
    with pytest.raises(NotYourTugas):
        kantor.say(PM, request_dokumen, tugas_id=mine.id)


def test_ten_come_with_one_tap_and_the_next_tap_goes_on(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    hand_in(kantor, TAPEM, *(f"{no}.pdf" for no in range(1, 14)), album="A")
    mine = kantor.only(TAPEM)

    kantor.say(TAPEM, request_dokumen, tugas_id=mine.id)
    first = [k.isi.lampiran for k in owed(kantor, TAPEM)]
    more = said(kantor, TAPEM, "dokumen_lagi")
    assert (len(first), more["sisa"]) == (10, 3)

    kantor.say(TAPEM, request_dokumen, tugas_id=mine.id, sesudah=more["sesudah"])
    assert [v.lampiran.nama for v in drawn(kantor, TAPEM)] == [f"{no}.pdf" for no in range(1, 14)]
    assert len(kantor.owed(TAPEM, "dokumen_lagi")) == 1
    kantor.say(SEKCAM, request_board_dokumen, berkas_id=berkas_id, sesudah=first[-1])
    assert len(owed(kantor, SEKCAM)) == 3


def test_who_was_revoked_before_it_was_sent_is_shown_nothing(kantor: Pejawaran, himpun: Tugas):
    kantor.say(AGUS, request_dokumen, tugas_id=himpun.id)
    assert len(list(drawn(kantor, AGUS))) == 3

    kantor.say(SEKCAM, revoke_member, pegawai_id=kantor.pegawai[AGUS])

    assert list(drawn(kantor, AGUS)) == []


def test_a_dokumen_of_another_berkas_is_not_reached_through_ones_own_tugas(
    kantor: Pejawaran, himpun: Tugas
):
    other = begin_another(kantor)
    kantor.say(PM, begin_filling, tugas_id=kantor.only(PM).id)
    hand_in(kantor, PM, "pm.pdf")
    (foreign,) = kantor.run(lambda uow: uow.lampiran.of_berkas(other))

    for unknown in (foreign.id, 99, 0, -1):
        facts = {"lampiran_id": unknown, "tugas_id": himpun.id}
        with pytest.raises(NotFound):
            kantor.run(view_dokumen, user_id=kantor.user[AGUS], **facts)


def begin_another(kantor: Pejawaran) -> int:
    """Start a berkas for the triwulan before and bring it to where the units fill."""
    who = {"actor": Actor.private(kantor.user[SEKCAM])}
    period = {"sop_id": 1, "periode": triwulan(2026, 2)}
    other = kantor.run(start_berkas, **who, **period).berkas.id
    for no, nama, kerja in STEPS[:3]:
        kantor.act(nama, kerja, at(kantor, other, no))
    return other


# Several for one isian


@pytest.fixture
def last(kantor: Pejawaran) -> Tugas:
    return go_to_last(kantor)


def test_a_second_dokumen_stands_beside_the_first(kantor: Pejawaran, last: Tugas):
    hand_in(kantor, AGUS, "bukti.pdf", "foto.jpg")

    assert isian(kantor, last) == "bukti.pdf\nfoto.jpg"
    kantor.say(AGUS, begin_isian, **asking(kantor, last))
    assert said(kantor, AGUS, "tanya_isian")["sekarang"] == "bukti.pdf\nfoto.jpg"
    kantor.say(AGUS, request_dokumen, tugas_id=last.id)
    assert [v.label for v in drawn(kantor, AGUS)] == ["Foto atau dokumen bukti kirim"] * 2


def asking(kantor: Pejawaran, one: Tugas) -> dict[str, object]:
    return {"tugas_id": one.id, "revisi": tugas(kantor, one.id).revisi, "kode": "bukti"}


def test_an_album_follows_its_first_dokumen_with_one_receipt(kantor: Pejawaran, last: Tugas):
    hand_in(kantor, AGUS, "1.jpg", "2.jpg", "3.jpg", album="A")

    assert isian(kantor, last) == "1.jpg\n2.jpg\n3.jpg"
    assert len(kantor.owed(AGUS, "dokumen_diterima")) == 1
    assert [k.isi.message_id for k in kantor.owed(AGUS, "reaksi")] == [7, 7]
    rows = kantor.run(lambda uow: uow.lampiran.of_berkas(uow.berkas.berkas_of(last.id)))
    assert {row.isian for row in rows} == {"bukti"}


def test_an_album_goes_where_it_was_asked_for_though_several_tugas_wait(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    mine = kantor.only(TAPEM)
    begin_another(kantor)
    with pytest.raises(NoTugasWaits):
        hand_in(kantor, TAPEM, "a.jpg", album="A")

    kantor.say(TAPEM, begin_filling, tugas_id=mine.id)
    hand_in(kantor, TAPEM, "a.jpg", "b.jpg", "c.jpg", album="A")
    kantor.say(TAPEM, take_text, teks="berhenti", message_id=8)
    with pytest.raises(NoTugasWaits):
        hand_in(kantor, TAPEM, "d.jpg", album="B")

    rows = kantor.run(lambda uow: uow.lampiran.of_berkas(berkas_id))
    assert [(row.nama, row.tugas_id) for row in rows] == [
        ("a.jpg", mine.id),
        ("b.jpg", mine.id),
        ("c.jpg", mine.id),
    ]


def test_what_comes_after_an_album_is_no_part_of_it(kantor: Pejawaran, last: Tugas):
    hand_in(kantor, AGUS, "1.jpg", album="A")
    kantor.say(AGUS, request_dokumen, tugas_id=last.id)
    hand_in(kantor, AGUS, "2.jpg", album="B")
    hand_in(kantor, AGUS, "3.jpg")

    assert len(kantor.owed(AGUS, "dokumen_diterima")) == 3
    with pytest.raises(NoTugasWaits):
        hand_in(kantor, KASUBBAG, "4.jpg", album="B")


def test_who_decides_after_a_corrected_recap_reads_that_it_is_there_by_whom_and_opens_it(
    kantor: Pejawaran,
):
    berkas_id = go_to(kantor, 8)
    hand_in(kantor, AGUS, "rekap.xlsx", "rekap-dikoreksi.xlsx")
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 8))

    mine = signature_of(kantor, berkas_id, SEKCAM)
    view = card_of(kantor, mine.id, SEKCAM)
    card = plain(on_card(view).text)
    (naskah,) = naskah_named(kantor, jejak(kantor, berkas_id, "selesai")[-1])

    assert view.dokumen == 2
    last, first = card.partition("Hasil yang dikoreksi")[2].splitlines()[1:3]
    assert last.startswith("• rekap-dikoreksi.xlsx – Agus Prasetyo")  # noqa: RUF001 -- as it is printed
    assert first.startswith("• rekap.xlsx")
    assert [one.nama for one in read_isi(naskah.isi).dokumen] == [
        "rekap.xlsx",
        "rekap-dikoreksi.xlsx",
    ]


def test_the_letter_and_what_units_prove_are_no_corrected_recap(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    hand_in(kantor, TAPEM, "BAST.pdf")
    for kasi in LINES:
        fill(kantor, kasi)
        kantor.act(kasi, Kerja.KIRIM)

    view = card_of(kantor, at(kantor, berkas_id, 5).id, AGUS)

    assert view.dokumen == 1
    assert not view.dikoreksi
