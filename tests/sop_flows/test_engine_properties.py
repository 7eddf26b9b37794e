"""Whatever people do, in any order, with any of the five SOPs: the laws of a berkas hold."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from sop_flows.berkas import Kerja, StatusBerkas, StatusFormulir, StatusTugas, Tugas
from sop_flows.catalog import load_catalog
from sop_flows.definition import Minta, Sebar
from sop_flows.engine import WITHDRAWABLE, aksi_of
from sop_flows.errors import NoLongerWithdrawable, Refusal, StillOut, TugasChanged
from tests.sop_flows.dunia import Dunia, answers

CODES = [template.sop.kode for template in load_catalog().all()]
ENOUGH = 2000  # aksi within which every berkas ends when everybody just goes on


Move = Callable[[st.DataObject, Tugas], None]


class Kantor(RuleBasedStateMachine):
    """An office whose people may do anything that their cards offer, and some things they do not."""

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        """Meet a berkas somewhere on its way, often where more than the next langkah may follow."""
        self.dunia = Dunia(data.draw(st.sampled_from(CODES))).start()
        self.stale: list[Tugas] = []
        self.history: list[object] = []
        self.done: dict[int, int] = {}
        self.ronde: dict[str, int] = {}
        rows = self.dunia.sop.langkah
        busy = [row.no - 1 for row in rows if row.kembali or any(t.gabung_di for t in row.tahap)]
        ahead = [*range(len(rows)), *busy, *busy]
        self.dunia.finish_langkah(*range(1, data.draw(st.sampled_from(ahead)) + 1))

    # What people do

    @rule(data=st.data())
    def tap(self, data: st.DataObject) -> None:
        """Somebody does one of the things that a card offers, or that people do beside it."""
        if not self.dunia.open:
            self.begin(data)
        tugas = data.draw(st.sampled_from(self.dunia.open))
        move = data.draw(st.sampled_from(self.moves(tugas)))
        move(data, tugas)

    @rule(data=st.data(), size=st.integers(1, 3))
    def work_on(self, data: st.DataObject, size: int) -> None:
        """Let some hours of ordinary work pass."""
        for _ in range(size):
            if self.dunia.in_flow:
                self.finish(data.draw(st.sampled_from(self.ready())))

    def moves(self, tugas: Tugas) -> list[Move]:
        special = {
            Kerja.KEMBALIKAN: self.send_back,
            Kerja.TANYA: self.ask,
            Kerja.HADIR: self.attend,
            Kerja.UNDANG_ULANG: self.put_off,
        }
        offered = aksi_of(self.dunia.sop, tugas)
        moves = [move for kerja, move in special.items() if kerja in offered]
        moves += [self.excuse] if tugas.pegawai_id is not None else []
        if not self.only_attends(tugas):
            moves += [self.hurry] if self.waits(tugas) else [self.go_on, self.change_ones_mind]
        return [*moves, self.see, self.tap_what_is_not_offered]

    def go_on(self, data: st.DataObject, tugas: Tugas) -> None:
        self.finish(tugas)

    def send_back(self, data: st.DataObject, tugas: Tugas) -> None:
        units = sorted(self.dunia.peta.heads)
        named = data.draw(st.lists(st.sampled_from(units), min_size=1, unique=True))

        self.return_to(tugas, tuple(named))

        assert self.dunia.tugas[tugas.id or 0].status is StatusTugas.SELESAI

    def change_ones_mind(self, data: st.DataObject, tugas: Tugas) -> None:
        """What is taken back at once leaves everything as it was."""
        before = self.state()
        if Kerja.KEMBALIKAN in aksi_of(self.dunia.sop, tugas):
            self.return_to(tugas, (1,))
        else:
            self.finish(tugas)
        closed = self.dunia.tugas[tugas.id or 0]
        hasil = closed.isi["hasil"]
        try:
            self.dunia.do(Kerja.TARIK, closed)
        except NoLongerWithdrawable:
            is_over = self.dunia.berkas.status is not StatusBerkas.BERJALAN
            is_final = hasil["aksi"] not in WITHDRAWABLE or hasil.get("menutup")
            assert is_final or is_over or self.beside(tugas)
            return
        assert self.state() == before

    def hurry(self, data: st.DataObject, tugas: Tugas) -> None:
        """What forms still have to join is not finished before they do."""
        before = self.snapshot()

        with pytest.raises(StillOut):
            self.dunia.finish(tugas)

        assert self.snapshot() == before

    def ask(self, data: st.DataObject, tugas: Tugas) -> None:
        unit = data.draw(st.sampled_from(sorted(self.dunia.peta.heads)))
        filling = {t.unit_id for t in self.dunia.open if not t.is_question}
        try:
            self.dunia.do(Kerja.TANYA, tugas, catatan="Mengapa?", unit=(unit,))
        except StillOut:
            assert unit in filling
            return
        assert unit not in filling
        assert self.dunia.tugas[tugas.id or 0].is_open

    def excuse(self, data: st.DataObject, tugas: Tugas) -> None:
        tahap = self.dunia.sop.langkah_of(tugas.langkah).tahap[tugas.tahap]
        watcher = self.dunia.person(self.dunia.post(tahap.pengawas or ""))
        self.dunia.do(Kerja.KECUALIKAN, tugas, by=watcher, catatan="Cuti", saksi_id=9)

    def attend(self, data: st.DataObject, tugas: Tugas) -> None:
        self.dunia.do(Kerja.HADIR, tugas)

    def put_off(self, data: st.DataObject, tugas: Tugas) -> None:
        self.dunia.do(Kerja.UNDANG_ULANG, tugas, catatan="Ruang dipakai")

        assert not [t for t in self.dunia.in_flow if t.place == tugas.place]

    def see(self, data: st.DataObject, tugas: Tugas) -> None:
        self.dunia.tugas[tugas.id or 0] = replace(tugas, dilihat_at=self.dunia.now)
        self.dunia.collect()

    def tap_what_is_not_offered(self, data: st.DataObject, tugas: Tugas) -> None:
        offered = aksi_of(self.dunia.sop, tugas)
        kerja = data.draw(st.sampled_from([kerja for kerja in Kerja if kerja not in offered]))
        before = self.snapshot()

        with pytest.raises(Refusal):
            self.dunia.do(kerja, tugas)

        assert self.snapshot() == before

    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        """Take something back: what it opened goes, nobody else's work does."""
        closed = [t for t in self.dunia.tugas.values() if not t.is_open]
        if not closed:
            return
        tugas = data.draw(st.sampled_from(closed))
        before = dict(self.dunia.tugas)
        opened_by = self.dunia.opened_by
        try:
            self.dunia.do(Kerja.TARIK, tugas)
        except NoLongerWithdrawable:
            assert self.dunia.tugas == before
            return
        assert self.dunia.tugas[tugas.id or 0].is_open
        self.done.pop(tugas.id or 0)
        for id, other in before.items():
            now = self.dunia.tugas[id]
            if now != other and id != tugas.id:
                assert (other.is_open, now.status) == (True, StatusTugas.DITARIK)
                assert other.dilihat_at is None
                beside = opened_by[id] or 0
                assert before[beside].place == tugas.place
                assert opened_by[beside] == opened_by[tugas.id or 0]
        self.ronde = dict(self.dunia.berkas.keadaan.ronde)

    @rule(minutes=st.integers(1, 600))
    def wait(self, minutes: int) -> None:
        self.dunia.wait(minutes=minutes)

    @rule(data=st.data())
    def tap_an_old_button(self, data: st.DataObject) -> None:
        """A keyboard stays clickable for ever; what it was drawn for is gone."""
        outdated = [(card, kerja) for card in self.outdated() for kerja in self.decides(card)]
        if not outdated:
            return
        card, kerja = data.draw(st.sampled_from(outdated))
        before = self.snapshot()

        with pytest.raises(TugasChanged):
            self.dunia.do(kerja, card, catatan="alasan", unit=(1,), isian=self.answers(card))

        assert self.snapshot() == before

    # What always holds

    @invariant()
    def cards_lie_on_phones(self) -> None:
        drawn = {(t.id, t.revisi) for t in self.stale}
        new = [t for t in self.dunia.open if (t.id, t.revisi) not in drawn]
        self.stale = [*self.stale, *new][-30:]

    @invariant()
    def an_open_berkas_has_an_open_tugas(self) -> None:
        berkas = self.dunia.berkas
        assert bool(self.dunia.in_flow) is (berkas.status is StatusBerkas.BERJALAN)
        assert (berkas.ditutup_at is None) is (berkas.status is StatusBerkas.BERJALAN)

    @invariant()
    def history_only_grows(self) -> None:
        lines = self.dunia.jejak
        assert lines[: len(self.history)] == self.history
        assert len(lines) == self.dunia.berkas.revisi
        self.history = list(lines)

    @invariant()
    def no_tugas_is_done_twice(self) -> None:
        for id, tugas in self.dunia.tugas.items():
            if tugas.status in (StatusTugas.SELESAI, StatusTugas.DIKECUALIKAN):
                assert self.done.setdefault(id, tugas.revisi) == tugas.revisi

    @invariant()
    def ronde_only_grows(self) -> None:
        now = dict(self.dunia.berkas.keadaan.ronde)
        assert all(now[key] >= ronde for key, ronde in self.ronde.items())
        assert all(ronde >= 0 for ronde in now.values())
        self.ronde = now

    @invariant()
    def a_form_is_open_where_somebody_may_fill_it(self) -> None:
        filling = {t.unit_id for t in self.dunia.open if self.fills(t)}
        keadaan = self.dunia.berkas.keadaan
        for unit, sheet in self.dunia.peta.sheets.items():
            has_begun = any(keadaan.ronde_of(row.no, unit) for row in self.dunia.sop.langkah)
            is_open = sheet.status is StatusFormulir.TERBUKA
            assert is_open is (unit in filling or not has_begun)

    @invariant()
    def a_question_has_somebody_who_asks(self) -> None:
        places = set(self.dunia.places)
        assert all(t.asal in places for t in self.dunia.open if t.is_question)

    @invariant()
    def nobody_has_the_same_work_twice(self) -> None:
        keys = [(t.place, t.jabatan_id, t.unit_id, t.pegawai_id) for t in self.dunia.open]
        assert len(keys) == len(set(keys))

    @invariant()
    def only_what_runs_beside_the_flow_leaves_the_langkah_under_way(self) -> None:
        main = {t.langkah for t in self.dunia.open if not t.is_beside and not self.beside(t)}
        assert len(main) <= 1
        assert all(self.beside(t) >= min(main) for t in self.dunia.open if self.beside(t))

    @invariant()
    def every_tugas_has_its_tenggat(self) -> None:
        for tugas in self.dunia.open:
            assert tugas.tenggat is not None
            assert tugas.tenggat > tugas.dibuka_at

    def teardown(self) -> None:
        """Every berkas can end: whoever has a card just goes on."""
        if not hasattr(self, "dunia"):
            return
        for _ in range(ENOUGH):
            ready = self.ready()
            if not ready:
                break
            self.dunia.finish(ready[0])
        assert self.dunia.berkas.status is StatusBerkas.SELESAI
        assert all(s.status is StatusFormulir.TERKIRIM for s in self.dunia.peta.sheets.values())

    # Looking

    def outdated(self) -> list[Tugas]:
        """Return cards as somebody still has them, though their tugas has moved on."""
        now = self.dunia.tugas
        closed = [t for t in now.values() if not t.is_open]
        return [*closed[-3:], *(t for t in self.stale if now[t.id or 0].revisi != t.revisi)]

    def decides(self, card: Tugas) -> list[Kerja]:
        """Return what a card offers that holds for what it shows; to attend a rapat does not."""
        is_open = self.dunia.tugas[card.id or 0].is_open
        return [k for k in aksi_of(self.dunia.sop, card) if not (is_open and k is Kerja.HADIR)]

    def answers(self, tugas: Tugas) -> dict[str, str]:
        if tugas.is_beside:
            return {}
        return answers(self.dunia.sop.langkah_of(tugas.langkah).tahap[tugas.tahap].isian)

    def ready(self) -> list[Tugas]:
        return [t for t in self.dunia.in_flow if not (self.waits(t) or self.only_attends(t))]

    def only_attends(self, tugas: Tugas) -> bool:
        """Tell whether a tugas waits for the notulen that another holder keeps."""
        return aksi_of(self.dunia.sop, tugas) == (Kerja.HADIR,)

    def finish(self, tugas: Tugas) -> None:
        """Close a tugas; a relay reaches the units that the return named, and no other."""
        before = dict(self.dunia.peta.sheets)
        self.dunia.finish(tugas)
        if tugas.is_beside or "kembali" not in tugas.isi or not self.is_relay(tugas):
            return
        named = tugas.isi["kembali"]["unit"]
        assert sorted(t.unit_id or 0 for t in self.dunia.open) == sorted(named)
        for unit, sheet in self.dunia.peta.sheets.items():
            if unit not in named:
                assert sheet == before[unit]
            else:
                assert sheet.status is StatusFormulir.TERBUKA
                assert sheet.ronde == before[unit].ronde + 1

    def return_to(self, tugas: Tugas, named: tuple[int, ...]) -> None:
        """Return a tugas where its file lets it go, for those units if it goes to units."""
        target = self.dunia.sop.langkah_of(tugas.langkah).tahap[tugas.tahap].kembali[0]
        unit = named if target.per_unit else ()
        self.dunia.do(Kerja.KEMBALIKAN, tugas, catatan="alasan", unit=unit)

    def is_relay(self, tugas: Tugas) -> bool:
        return self.dunia.sop.langkah_of(tugas.langkah).tahap[tugas.tahap].is_relay

    def waits(self, tugas: Tugas) -> bool:
        """Tell whether a card is kept waiting for forms that run beside the flow."""
        return not tugas.is_beside and any(
            self.beside(other) and self.beside(other) <= tugas.langkah for other in self.dunia.open
        )

    def beside(self, tugas: Tugas) -> int:
        """Return the langkah that a tugas joins, 0 for one in the flow."""
        if tugas.is_beside:
            return 0
        return self.dunia.sop.langkah_of(tugas.langkah).tahap[tugas.tahap].gabung_di or 0

    def fills(self, tugas: Tugas) -> bool:
        if tugas.is_beside:
            return tugas.is_question
        tahap = self.dunia.sop.langkah_of(tugas.langkah).tahap[tugas.tahap]
        return tahap.minta is Minta.FORMULIR and tahap.sebar is Sebar.PER_UNIT

    def state(self) -> tuple[object, ...]:
        """What matters of a berkas: the open work, the forms, the ronde."""
        sheets = self.dunia.peta.sheets.items()
        return (
            [(t.id, t.place, t.ronde) for t in self.dunia.open],
            [(unit, sheet.status, sheet.ronde) for unit, sheet in sheets],
            {key: ronde for key, ronde in self.dunia.berkas.keadaan.ronde.items() if ronde},
        )

    def snapshot(self) -> tuple[object, ...]:
        dunia = self.dunia
        return dict(dunia.tugas), list(dunia.jejak), dunia.berkas, dict(dunia.peta.sheets)


Kantor.TestCase.settings = settings(max_examples=600, stateful_step_count=40)
test_whatever_people_do_the_laws_hold = Kantor.TestCase


def test_an_answer_is_known_for_every_isian():
    asked = [
        i for t in load_catalog().all() for r in t.sop.langkah for s in r.tahap for i in s.isian
    ]

    assert all(answers(asked).values())
