"""What stands beside the flow: questions, tindak lanjut of a rapat, tanda terima."""

import pytest

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import StatusBerkas, StatusTugas, Tugas
from sop_flows.engine.engine import aksi_of
from sop_flows.engine.facts import TindakLanjut
from sop_flows.errors import AksiNotAllowed, IsianUnreadable, ReasonRequired
from sop_flows.sop.catalog import load_catalog
from sop_flows.sop.definition import Minta
from tests.sop_flows.engine.dunia import A, B, Dunia, wib

MEKANISME = "mekanisme-pengukuran-kinerja"
DINAS = "pengukuran-kinerja-dinas"
DATA_KINERJA = "pengumpulan-data-kinerja"
DATA_CAPAIAN = "pengumpulan-data-capaian"


# Questions


@pytest.fixture
def asking() -> Dunia:
    """The Kasubbag PEP has put a question to two units, an hour after the forms were in."""
    dunia = Dunia(DATA_KINERJA).start()
    dunia.finish_langkah(1, 2, 3)
    dunia.wait(hours=1)
    dunia.do(Kerja.TANYA, "4.0", catatan="Mengapa turun?", unit=(A, B))
    return dunia


def test_a_question_is_to_be_answered_within_a_working_day(asking: Dunia):
    assert {t.tenggat for t in asking.open if t.is_question} == {wib(24, 16)}


def test_the_waktu_of_who_asks_stands_still_until_the_last_unit_has_answered(asking: Dunia):
    before = asking.at("4.0").tenggat
    asking.wait(hours=2)
    asking.do(Kerja.JAWAB, asking.at("4.-1", A), catatan="Data baru")
    assert asking.at("4.0").is_waiting
    assert asking.at("4.0").tenggat == before
    asking.wait(hours=3)  # one of them is the midday pause
    asking.do(Kerja.JAWAB, asking.at("4.-1", B), catatan="Data baru")

    assert before == wib(25, 16)
    assert not asking.at("4.0").is_waiting
    assert asking.at("4.0").tenggat == wib(26, 11, 30)


def test_a_colleague_who_may_do_the_same_work_waits_along():
    dunia = Dunia(MEKANISME)
    dunia.peta.posts["perencana"] = (*dunia.peta.posts["perencana"], 99)
    dunia.start()
    dunia.finish_langkah(*range(1, 5))
    for tugas in [t for t in dunia.open if t.unit_id is not None]:
        dunia.finish(tugas)
    mine, other = (t for t in dunia.open if t.place == (5, 0))
    dunia.do(Kerja.TANYA, mine, catatan="Mengapa turun?", unit=(A,))

    assert dunia.tugas[other.id].is_waiting
    assert dunia.tugas[other.id].revisi == other.revisi + 1


def test_who_was_late_before_asking_stays_late():
    dunia = Dunia(DATA_KINERJA).start()
    dunia.finish_langkah(1, 2, 3)
    dunia.now = wib(26, 9)
    dunia.do(Kerja.TANYA, "4.0", catatan="Mengapa turun?", unit=(A,))
    dunia.wait(hours=2)
    dunia.do(Kerja.JAWAB, dunia.at("4.-1", A), catatan="Data baru")

    assert dunia.at("4.0").tenggat == wib(25, 16)


def test_a_second_question_while_one_waits_does_not_count_the_wait_twice(asking: Dunia):
    asking.wait(hours=1)
    asking.do(Kerja.JAWAB, asking.at("4.-1", A), catatan="Data baru")
    asking.do(Kerja.TANYA, "4.0", catatan="Satu pertanyaan lagi", unit=(A,))
    asking.wait(hours=1)
    asking.do(Kerja.JAWAB, asking.at("4.-1", A), catatan="Ini mengapa?")
    asking.do(Kerja.JAWAB, asking.at("4.-1", B), catatan="Ini mengapa?")

    assert asking.at("4.0").tenggat == wib(26, 9, 30)


def test_who_answers_is_no_doer_of_the_langkah_that_asks(asking: Dunia):
    asking.do(Kerja.JAWAB, asking.at("4.-1", A), catatan="Data baru")

    assert 4 not in asking.berkas.keadaan.pelaku


# Tindak lanjut


def at_rapat(sop: str = MEKANISME) -> tuple[Dunia, Tugas]:
    """Return an office whose rapat is open, and the card of who keeps its notulen."""
    dunia = Dunia(sop).start()
    rapat = next(row.no for row in dunia.sop.langkah for t in row.tahap if t.minta is Minta.RAPAT)
    while not any(minta_of(dunia, t) is Minta.RAPAT for t in dunia.open):
        dunia.finish(next(t for t in dunia.open if t.langkah <= rapat and t.unit_id is None))
    keeper = next(t for t in dunia.open if t.facts.notulis)
    return dunia, keeper


def minta_of(dunia: Dunia, tugas: Tugas) -> Minta:
    return dunia.sop.langkah_of(tugas.langkah).tahap[tugas.tahap].minta


def note(dunia: Dunia, tugas: Tugas, *decided: tuple[str, str]) -> Tugas:
    """Note decisions on the card of the notulis: (what, column), until 27 November."""
    noted = tuple(
        TindakLanjut(teks=teks, jabatan=dunia.post(kolom), batas=wib(27, 16, 30))
        for teks, kolom in decided
    )
    return dunia.hold(tugas, keputusan=noted)


def test_what_a_rapat_decides_becomes_tugas_when_it_closes():
    dunia, keeper = at_rapat()
    keeper = note(dunia, keeper, ("Lengkapi SK", "kepala"), ("Perbarui target", "perencana"))
    dunia.finish(keeper)

    follow_up = [t for t in dunia.open if t.outlives]
    assert [(t.facts.tindak_lanjut, t.jabatan_id) for t in follow_up] == [
        ("Lengkapi SK", dunia.post("kepala")),
        ("Perbarui target", dunia.post("perencana")),
    ]
    assert {t.tenggat for t in follow_up} == {wib(27, 16, 30)}
    assert aksi_of(dunia.sop, follow_up[0]) == (Kerja.SELESAI,)


def test_a_tindak_lanjut_outlives_its_berkas_and_is_closed_by_its_post():
    dunia, keeper = at_rapat()
    dunia.finish(note(dunia, keeper, ("Lengkapi SK", "kepala")))
    dunia.finish_langkah(*range(4, 10))
    assert dunia.berkas.status is StatusBerkas.SELESAI
    ended = dunia.berkas.ditutup_at
    decided = dunia.at("4.-2")
    dunia.wait(hours=1)

    dunia.do(Kerja.SELESAI, decided, catatan="SK terbit")

    assert dunia.tugas[decided.id].status is StatusTugas.SELESAI
    assert dunia.tugas[decided.id].facts.hasil.catatan == "SK terbit"
    assert (dunia.berkas.status, dunia.berkas.ditutup_at) == (StatusBerkas.SELESAI, ended)


def test_a_return_past_the_rapat_leaves_what_it_decided():
    dunia, keeper = at_rapat()
    dunia.finish(note(dunia, keeper, ("Lengkapi SK", "kepala")))
    dunia.finish_langkah(4, 5)
    dunia.do(Kerja.KEMBALIKAN, "6.0", catatan="Belum sesuai")

    assert dunia.places == ["4.-2", "5.0"]


def test_a_berkas_that_is_given_up_takes_its_tindak_lanjut_along():
    dunia, keeper = at_rapat()
    dunia.finish(note(dunia, keeper, ("Lengkapi SK", "kepala")))
    dunia.cancel("Salah periode")

    assert dunia.open == []


def test_a_decision_whose_day_has_passed_when_the_rapat_closes_gets_a_working_day():
    dunia, keeper = at_rapat()
    keeper = note(dunia, keeper, ("Lengkapi SK", "kepala"))
    dunia.now = wib(30, 9)
    dunia.finish(keeper)

    assert dunia.at("4.-2").tenggat == wib(30, 9).replace(month=12, day=1, hour=16)


def test_a_tindak_lanjut_is_neither_returned_nor_taken_back():
    dunia, keeper = at_rapat()
    dunia.finish(note(dunia, keeper, ("Lengkapi SK", "kepala")))

    for kerja in set(Kerja) - {Kerja.SELESAI, Kerja.TARIK}:
        with pytest.raises(AksiNotAllowed):
            dunia.do(kerja, "4.-2", catatan="alasan panjang")


# A rapat that is put off


@pytest.mark.parametrize("sop", [MEKANISME, DINAS])
def test_a_rapat_that_is_put_off_asks_for_its_undangan_anew(sop: str):
    dunia, keeper = at_rapat(sop)
    guests = [t for t in dunia.open if minta_of(dunia, t) is Minta.RAPAT and t.id != keeper.id]
    dunia.do(Kerja.UNDANG_ULANG, keeper, catatan="Ruang rapat dipakai")

    undangan = next(t for t in dunia.open if minta_of(dunia, t) is Minta.UNDANGAN)
    assert undangan.facts.isian["pukul"] == "09.00"
    assert undangan.facts.dari.catatan == "Ruang rapat dipakai"
    for guest in guests:
        told = dunia.tugas[guest.id]
        assert told.status is StatusTugas.DIBATALKAN
        assert told.facts.hasil.catatan == "Ruang rapat dipakai"
    dunia.finish(undangan, isian={**undangan.facts.isian, "tanggal": "25 November 2026"})
    again = next(t for t in dunia.open if minta_of(dunia, t) is Minta.RAPAT)
    assert again.tenggat == wib(25, 11)


def test_a_rapat_is_put_off_with_a_reason_by_who_called_it_only():
    dunia, keeper = at_rapat()
    guest = dunia.at("4.1", jabatan=dunia.post("kepala"))

    with pytest.raises(ReasonRequired):
        dunia.do(Kerja.UNDANG_ULANG, keeper, catatan=" ")
    with pytest.raises(AksiNotAllowed):
        dunia.do(Kerja.UNDANG_ULANG, guest, catatan="Berhalangan")


# Tanda terima


def test_what_is_distributed_is_received_by_each_post_with_a_tap():
    dunia = Dunia(MEKANISME).start()
    dunia.finish_langkah(*range(1, 10))

    receipts = [t for t in dunia.open if t.outlives]
    assert [t.jabatan_id for t in receipts] == list(dunia.peta.posts["kabid"])
    assert dunia.berkas.status is StatusBerkas.SELESAI
    for receipt in receipts:
        assert aksi_of(dunia.sop, receipt) == (Kerja.TERIMA,)
        dunia.do(Kerja.TERIMA, receipt)
    assert dunia.open == []
    assert [line.aksi for line in dunia.jejak[-3:]] == ["terima"] * 3


def test_who_hands_out_needs_no_receipt_from_themselves():
    sop = load_catalog().get(MEKANISME).sop
    last = sop.langkah_of(9)
    tahap = last.tahap[0].model_copy(update={"distribusi": ("kepala", "perencana")})
    langkah = (*sop.langkah[:-1], last.model_copy(update={"tahap": (tahap,)}))
    dunia = Dunia(sop.model_copy(update={"langkah": langkah})).start()
    dunia.finish_langkah(*range(1, 10))

    assert [t.jabatan_id for t in dunia.open] == [dunia.post("kepala")]


# Until when the units fill


def test_the_sender_of_the_form_says_until_when_the_units_fill():
    dunia = Dunia(DATA_CAPAIAN).start()
    dunia.finish_langkah(1, 2, 3)
    dunia.finish("4.0", isian={"batas": "27-11-2026"})

    assert {t.tenggat for t in dunia.open if t.place == (4, 1)} == {wib(27, 16, 30)}
    assert dunia.at("5.0").tenggat == dunia.peta.jam_kerja.add(dunia.now, 120)


def test_without_a_batas_the_units_have_the_waktu_of_the_file():
    dunia = Dunia(DATA_CAPAIAN).start()
    dunia.finish_langkah(1, 2, 3)
    dunia.finish("4.0", isian={})

    assert {t.tenggat for t in dunia.open if t.place == (4, 1)} == {wib(26, 16)}


def test_a_batas_on_a_day_off_is_the_next_working_day_and_one_that_passed_is_refused():
    dunia = Dunia(DATA_CAPAIAN).start()
    dunia.finish_langkah(1, 2, 3)
    with pytest.raises(IsianUnreadable):
        dunia.finish("4.0", isian={"batas": "20 November 2026"})

    dunia.finish("4.0", isian={"batas": "28 November 2026"})

    assert {t.tenggat for t in dunia.open if t.place == (4, 1)} == {wib(30, 16)}
