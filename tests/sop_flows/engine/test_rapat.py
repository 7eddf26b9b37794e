from datetime import datetime, time

import pytest

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import StatusTugas, Tugas
from sop_flows.engine.engine import aksi_of
from sop_flows.engine.facts import TindakLanjut
from sop_flows.errors import AksiNotAllowed, IsianIncomplete, RapatNotToday
from sop_flows.waktu.pukul import read_pukul
from tests.sop_flows.engine.dunia import Dunia, wib

MEKANISME = "mekanisme-pengukuran-kinerja"
DINAS = "pengukuran-kinerja-dinas"
RAPAT = wib(24, 9)
"""When the rapat of these tests begins."""


@pytest.mark.parametrize("teks", ["09.00", "9:00", " 9.00 ", "pukul 09.00 WIB", "09.00 wita"])
def test_a_time_is_read_as_people_write_it(teks: str):
    assert read_pukul(teks) == time(9)


@pytest.mark.parametrize("teks", ["", "pagi", "24.00", "09.60", "9", "sembilan"])
def test_what_names_no_time_of_day_is_no_time(teks: str):
    assert read_pukul(teks) is None


def test_a_rapat_ends_at_its_start_plus_the_waktu():
    dunia = Dunia(MEKANISME).start()
    dunia.finish_langkah(1, 2)
    dunia.finish("3.0")
    dunia.do(
        Kerja.KIRIM, "4.0", isian={"tanggal": "2026-11-25", "pukul": "09.00", "tempat": "Aula"}
    )

    rapat = [t for t in dunia.open if t.place == (4, 1)]
    assert {t.tenggat for t in rapat} == {wib(25, 11)}
    assert {t.jabatan_id for t in rapat} == {
        p for k in dunia.sop.kolom for p in dunia.peta.posts[k.id]
    }
    assert rapat[0].facts.rapat.tempat == "Aula"


def test_a_rapat_that_was_held_before_it_was_called_is_not_late_at_once():
    dunia = Dunia(MEKANISME, at=wib(26, 8)).start()
    dunia.finish_langkah(1, 2)
    dunia.finish("3.0")
    dunia.finish("4.0")

    assert dunia.at("4.1").tenggat == wib(26, 10)


def test_a_rapat_that_is_called_in_one_langkah_is_held_in_the_next():
    dunia = Dunia(DINAS).start()
    dunia.finish_langkah(1, 2)
    dunia.finish("3.0")
    dunia.finish("4.0")

    assert dunia.at("5.0").tenggat == wib(24, 11)


@pytest.mark.parametrize("wrong", [{"tanggal": "besok"}, {"pukul": "25.00"}, {"pukul": "pagi"}])
def test_an_undangan_says_when_the_rapat_is(wrong: dict[str, str]):
    dunia = Dunia(MEKANISME).start()
    dunia.finish_langkah(1, 2)
    dunia.finish("3.0")
    isian = {"tanggal": "2026-11-25", "pukul": "09.00", "tempat": "Aula"} | wrong

    with pytest.raises(IsianIncomplete) as refused:
        dunia.do(Kerja.KIRIM, "4.0", isian=isian)

    assert refused.value.kurang == ("Tanggal rapat", "Pukul mulai")


def at_rapat() -> tuple[Dunia, Tugas, Tugas]:
    """Return an office whose rapat is open, the card of the Kepala and that of the notulis."""
    dunia = Dunia(MEKANISME).start()
    dunia.finish_langkah(1, 2)
    dunia.finish("3.0")
    dunia.finish("4.0")
    kepala, perencana = (
        dunia.at("4.1", jabatan=dunia.post("kepala")),
        dunia.at("4.1", jabatan=dunia.post("perencana")),
    )
    return dunia, kepala, perencana


def test_those_who_attend_are_noted_until_the_notulen_closes_the_rapat():
    dunia, kepala, perencana = at_rapat()
    absent = dunia.at("4.1", jabatan=dunia.post("sekretaris"))

    dunia.now = RAPAT
    dunia.do(Kerja.HADIR, kepala)
    dunia.do(Kerja.HADIR, dunia.tugas[kepala.id])
    dunia.do(Kerja.HADIR, dunia.tugas[perencana.id])
    dunia.finish(dunia.tugas[perencana.id])

    come = [dunia.person(post.jabatan_id).nama for post in (kepala, perencana)]
    assert [one.nama for one in dunia.tugas[kepala.id].facts.hadir] == come[:1]
    assert [one.nama for one in dunia.tugas[perencana.id].facts.hadir] == come
    assert dunia.tugas[kepala.id].status is StatusTugas.SELESAI
    assert dunia.tugas[absent.id].status is StatusTugas.DIBATALKAN
    assert dunia.tugas[perencana.id].status is StatusTugas.SELESAI
    assert dunia.places == ["3.1", "5.0"]


def test_only_who_keeps_the_notulen_closes_the_rapat():
    dunia, kepala, perencana = at_rapat()

    own = {Kerja.HADIR, Kerja.AKAN_HADIR}
    assert set(aksi_of(dunia.sop, kepala)) == {*own, Kerja.BERHALANGAN, Kerja.DIWAKILI}
    notes = {Kerja.CATAT_HADIR, Kerja.HAPUS_HADIR}
    closes = {Kerja.SELESAI, Kerja.UNDANG_ULANG}
    assert set(aksi_of(dunia.sop, perencana)) == {*own, *notes, *closes}
    assert aksi_of(dunia.sop, perencana)[0] is Kerja.SELESAI
    with pytest.raises(AksiNotAllowed):
        dunia.do(Kerja.SELESAI, kepala, isian={"notulen": "Sepakat"})


@pytest.mark.parametrize("at", [wib(23, 16), wib(24, 8, 59)])
def test_a_rapat_is_not_closed_before_its_hour_whatever_was_noted(at: datetime):
    dunia, _, perencana = at_rapat()
    decided = TindakLanjut(teks="Perbaiki", jabatan=dunia.post("kepala"), batas=wib(27, 16))
    card, lines = dunia.hold(perencana, keputusan=(decided,)), len(dunia.jejak)
    dunia.now = at
    with pytest.raises(RapatNotToday) as refused:
        dunia.do(Kerja.SELESAI, card, isian={"notulen": "Sepakat"})

    assert (refused.value.kapan, refused.value.mulai) == ("selesai", RAPAT)
    assert (dunia.tugas[card.id], len(dunia.jejak)) == (card, lines)
    dunia.now = RAPAT
    dunia.do(Kerja.SELESAI, card, isian={"notulen": "Sepakat"})
    assert [t.facts.tindak_lanjut for t in dunia.open if t.outlives] == ["Perbaiki"]


def test_a_rapat_that_was_held_earlier_is_closed_once_it_is_called_for_that_day():
    dunia, _, perencana = at_rapat()
    dunia.do(Kerja.UNDANG_ULANG, perencana, catatan="Dimajukan sehari")
    called = {"tanggal": "2026-11-23", "pukul": "08.00", "tempat": "Aula"}
    dunia.do(Kerja.KIRIM, "4.0", isian=called)
    dunia.do(Kerja.SELESAI, "4.1", isian={"notulen": "Sepakat"})

    assert dunia.places == ["3.1", "5.0"]


@pytest.mark.parametrize("kode", ["notulen", "dokumen_notulen"])
def test_notulen_are_typed_or_handed_in_and_the_next_card_has_them(kode: str):
    dunia = Dunia(MEKANISME).start()
    dunia.finish_langkah(1, 2)
    dunia.finish("3.0")
    dunia.finish("4.0")
    perencana = dunia.at("4.1", jabatan=dunia.post("perencana"))

    dunia.now = RAPAT
    with pytest.raises(IsianIncomplete):
        dunia.do(Kerja.SELESAI, perencana)
    dunia.do(Kerja.SELESAI, perencana, isian={kode: "Target tetap"})

    assert list(dunia.at("5.0").facts.notulen.values()) == ["Target tetap"]
