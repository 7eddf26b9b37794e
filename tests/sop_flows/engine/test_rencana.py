"""A plan is what comes about when everybody is done as their waktu runs out; the engine says so too."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sop_flows.engine.berkas import Tugas
from sop_flows.engine.rencana import (
    MINUTE,
    Butir,
    Rencana,
    as_before,
    break_down,
    latest_start,
    plan_from,
)
from sop_flows.sop.catalog import load_catalog
from sop_flows.sop.definition import Asal, JenisIsian, Minta
from sop_flows.waktu.jadwal import BerlakuSesi, load_jam_kerja_default
from sop_flows.waktu.jam_kerja import JamKerja, Libur
from sop_flows.waktu.waktu import Satuan, Waktu
from tests.sop_flows.engine.dunia import WIB, Dunia, answers

SOPS = {one.sop.kode: one.sop for one in load_catalog().all()}
MEKANISME, KECAMATAN = "mekanisme-pengukuran-kinerja", "pengukuran-kinerja-kecamatan"
CAPAIAN, DINAS = "pengumpulan-data-capaian", "pengukuran-kinerja-dinas"
DATA = "pengumpulan-data-kinerja"
JADWAL = load_jam_kerja_default()[5]
BUSY = JamKerja(
    zona=WIB,
    biasa=JADWAL.pekan(BerlakuSesi.BIASA),
    ramadan=JADWAL.pekan(BerlakuSesi.RAMADAN),
    libur={
        date(2026, 3, 18): Libur("Cuti Bersama Hari Suci Nyepi"),
        date(2026, 3, 19): Libur("Hari Suci Nyepi"),
        date(2026, 3, 20): Libur("Cuti Bersama Idulfitri"),
        date(2026, 3, 23): Libur("Cuti Bersama Idulfitri"),
        date(2026, 3, 24): Libur("Cuti Bersama Idulfitri"),
    },
    bulan_ramadan=((date(2026, 2, 19), date(2026, 3, 20)),),
)
"""A calendar around Idulfitri 2026."""
QUIET = JamKerja(zona=WIB, biasa=JADWAL.pekan(BerlakuSesi.BIASA))
MOMENTS = st.datetimes(datetime(2026, 2, 1), datetime(2026, 4, 30)).map(
    lambda at: at.replace(second=0, microsecond=0, tzinfo=WIB)
)


def wib(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


def plan(*kode: str, mulai: datetime, jam_kerja: JamKerja = QUIET) -> Rencana:
    return plan_from(break_down(SOPS[one] for one in kode), jam_kerja, mulai)


class Tepat(Dunia):
    """A berkas of which everybody is done exactly when their waktu runs out."""

    def __init__(self, sop: str, at: datetime, jam_kerja: JamKerja) -> None:
        super().__init__(sop, at)
        self.peta = replace(self.peta, jam_kerja=jam_kerja)

    def play(self) -> None:
        while ready := [one for one in self.in_flow if not self.waits(one)]:
            tugas = min(ready, key=lambda one: (self.due(one), one.id))
            self.now = max(self.now, self.due(tugas))
            self.finish(tugas, isian=self.answered(tugas))

    def waits(self, tugas: Tugas) -> bool:
        return tugas.facts.only_attends or any(self.joins(o, tugas.langkah) for o in self.in_flow)

    def due(self, tugas: Tugas) -> datetime:
        """Return when somebody acts: at once where the rest of the waktu is others' too."""
        following = self.sop.after(tugas.langkah, tugas.tahap)
        row = self.sop.langkah_of(tugas.langkah)
        mine = self.tahap_of(tugas)
        if following in row.tahap and not {mine.waktu, following.waktu} - {None}:
            return tugas.dibuka_at
        assert tugas.tenggat is not None
        return tugas.tenggat

    def answered(self, tugas: Tugas) -> dict[str, str]:
        """Return the answers to what is asked: a rapat is held as soon as the office is open."""
        hour = self.peta.jam_kerja.next_open(self.now + MINUTE)
        said = {JenisIsian.TANGGAL: f"{hour:%Y-%m-%d}", JenisIsian.PUKUL: f"{hour:%H.%M}"}
        asked = self.tahap_of(tugas).isian
        given = {one.kode: said[one.jenis] for one in asked if one.jenis in said}
        return {
            kode: teks
            for kode, teks in (answers(asked) | given).items()
            if kode not in {one.kode for one in asked if one.jenis is JenisIsian.BATAS}
        }


@pytest.mark.parametrize("kode", SOPS)
@pytest.mark.parametrize("jam_kerja", [QUIET, BUSY], ids=["quiet", "lebaran"])
def test_the_plan_is_what_the_engine_does_when_everybody_is_done_at_their_tenggat(kode, jam_kerja):
    at = wib("2026-03-16T07:30")
    dunia = Tepat(kode, at, jam_kerja)
    dunia.start().play()
    planned = plan(kode, mulai=at, jam_kerja=jam_kerja)
    # The one minute between an undangan and its rapat is the only liberty that the play takes.
    calls = sum(t.minta is Minta.UNDANGAN for row in dunia.sop.langkah for t in row.tahap)
    for piece in planned.butir:
        places = {(piece.butir.langkah.no, index) for index in piece.butir.tahap}
        closed = [one.selesai_at for one in dunia.tugas.values() if one.place in places]
        assert piece.selesai <= max(closed) <= piece.selesai + calls * MINUTE, (
            piece.butir.langkah.no
        )
    assert planned.selesai <= dunia.berkas.ditutup_at <= planned.selesai + calls * MINUTE


def test_tahap_that_share_a_waktu_are_one_piece():
    pieces = break_down([SOPS[KECAMATAN]])
    assert [(one.langkah.no, one.tahap) for one in pieces][7:] == [
        (8, (0, 1, 2)),
        (9, (0,)),
        (10, (0,)),
    ]


def test_a_relay_of_a_return_is_not_planned():
    assert all(one.stages[0].minta is not Minta.TERUSKAN for one in break_down([SOPS[KECAMATAN]]))


def test_what_the_sheet_does_not_print_is_marked():
    marked = {
        (one.langkah.no, one.tahap[0])
        for one in break_down([SOPS[MEKANISME]])
        if one.asal is Asal.TAPAK
    }
    assert marked == {(1, 1), (3, 1), (4, 0)}


def test_a_form_beside_the_flow_holds_up_the_langkah_that_it_joins():
    planned = plan(CAPAIAN, mulai=wib("2026-11-23T08:00"))
    form, compare = planned.butir[4], planned.butir[5]
    assert form.butir.is_beside
    assert (form.butir.langkah.no, compare.butir.langkah.no) == (4, 5)
    assert form.selesai == compare.selesai == wib("2026-11-26T16:00")
    assert [one.is_menentukan for one in planned.butir] == [True] * 13


def test_a_form_that_is_in_long_before_it_is_needed_is_not_decisive_and_says_by_how_much():
    planned = plan(MEKANISME, mulai=wib("2026-11-23T08:00"))
    form = next(one for one in planned.butir if one.butir.is_beside)
    assert form.selesai == wib("2026-11-24T16:00")
    assert not form.is_menentukan
    assert form.paling_lambat == wib(
        "2026-11-27T16:29"
    )  # the 3 hari of langkah 6 run from a Friday
    assert form.longgar == timedelta(minutes=3 * 450 - 1)
    assert all(one.is_menentukan for one in planned.butir if one is not form)


def test_an_sop_begins_when_all_are_done_whose_result_it_begins_with():
    planned = plan(DATA, CAPAIAN, MEKANISME, mulai=wib("2026-11-02T08:00"))
    ends = {one.butir.sop.kode: one.selesai for one in planned.butir}
    first = next(one for one in planned.butir if one.butir.sop.kode == MEKANISME)
    assert ends[DATA] != ends[CAPAIAN]
    assert first.mulai == QUIET.next_open(max(ends[DATA], ends[CAPAIAN]))
    loose = {one.butir.sop.kode for one in planned.butir if not one.is_menentukan}
    assert min((DATA, CAPAIAN), key=lambda kode: ends[kode]) in loose


@settings(max_examples=60, deadline=None)
@given(kode=st.sampled_from([*SOPS]), selesai=MOMENTS)
def test_the_latest_start_is_in_time_and_a_minute_later_is_not(kode, selesai):
    pieces = break_down([SOPS[kode]])
    mulai = latest_start(pieces, BUSY, selesai)
    assert plan_from(pieces, BUSY, mulai).selesai <= selesai
    assert plan_from(pieces, BUSY, BUSY.next_open(mulai + MINUTE)).selesai > selesai


@settings(max_examples=100, deadline=None)
@given(kode=st.sampled_from([*SOPS]), mulai=MOMENTS, data=st.data())
def test_whoever_is_done_by_the_latest_moment_moves_nothing_and_a_minute_later_moves_the_end(
    kode, mulai, data
):
    pieces = break_down([SOPS[kode]])
    planned = plan_from(pieces, BUSY, mulai)
    at = data.draw(st.integers(0, len(pieces) - 1))
    one = planned.butir[at]
    assert one.mulai <= one.selesai <= one.paling_lambat
    worked = BUSY.between(one.mulai, one.paling_lambat) // MINUTE
    assert [delayed(pieces, at, worked + more, mulai) > planned.selesai for more in (0, 1)] == [
        False,
        True,
    ]


def delayed(pieces: tuple[Butir, ...], at: int, menit: int, mulai: datetime) -> datetime:
    """Return when it all ends if one of the pieces takes that long."""
    slow = replace(pieces[at], waktu=Waktu(menit, Satuan.MENIT))
    return plan_from((*pieces[:at], slow, *pieces[at + 1 :]), BUSY, mulai).selesai


def test_what_langkah_took_before_takes_the_place_of_their_waktu_where_it_is_known():
    pieces = as_before(
        break_down([SOPS[KECAMATAN]]), {(KECAMATAN, 8): timedelta(hours=2, minutes=5)}
    )
    assert [str(one.waktu) for one in pieces][6:9] == ["60 menit", "125 menit", "60 menit"]


def test_what_has_a_waktu_of_its_own_is_not_measured_against_its_langkah():
    pieces = as_before(break_down([SOPS[MEKANISME]]), {(MEKANISME, 4): timedelta(hours=3)})
    fourth = [str(one.waktu) for one in pieces if one.langkah.no == 4]
    assert fourth == ["1 hari", "180 menit"]
