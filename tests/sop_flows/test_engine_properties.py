"""Whatever people do, in any order, with any of the five SOPs: the laws of a berkas hold."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from sop_flows.berkas import Kerja, StatusBerkas, StatusFormulir, StatusTugas, Tugas
from sop_flows.catalog import load_catalog
from sop_flows.definition import Minta, Sebar
from sop_flows.engine import aksi_of
from sop_flows.errors import NoLongerWithdrawable, Refusal, TugasChanged
from tests.sop_flows.dunia import Dunia, answers

CODES = [template.sop.kode for template in load_catalog().all()]
ENOUGH = 2000  # aksi within which every berkas ends when everybody just goes on


class Kantor(RuleBasedStateMachine):
    """An office whose people may do anything that their cards offer, and some things they do not."""

    def __init__(self) -> None:
        super().__init__()
        self.stale: list[Tugas] = []
        self.history: list[object] = []
        self.done: dict[int, int] = {}
        self.ronde: dict[str, int] = {}

    @initialize(kode=st.sampled_from(CODES), data=st.data())
    def begin(self, kode: str, data: st.DataObject) -> None:
        """Meet a berkas somewhere on its way."""
        self.dunia = Dunia(kode).start()
        ahead = data.draw(st.integers(0, len(self.dunia.sop.langkah) - 1))
        self.dunia.finish_langkah(*range(1, ahead + 1))

    # What people do

    @precondition(lambda self: self.dunia.open)
    @rule(data=st.data())
    def go_on(self, data: st.DataObject) -> None:
        """Do the closing aksi of any open card that is not kept waiting."""
        self.act(data, lambda tugas: self.dunia.finish(tugas))

    @precondition(lambda self: self.dunia.open)
    @rule(data=st.data(), size=st.integers(2, 12))
    def work_on(self, data: st.DataObject, size: int) -> None:
        """Let a day of ordinary work pass."""
        for _ in range(size):
            if self.dunia.open:
                self.act(data, lambda tugas: self.dunia.finish(tugas))

    @precondition(lambda self: self.offering(Kerja.KEMBALIKAN))
    @rule(data=st.data())
    def send_back(self, data: st.DataObject) -> None:
        tugas = data.draw(st.sampled_from(self.offering(Kerja.KEMBALIKAN)))
        tahap = self.dunia.sop.langkah_of(tugas.langkah).tahap[tugas.tahap]
        target = tahap.kembali[0]
        units = sorted(self.dunia.peta.heads)
        named = data.draw(st.lists(st.sampled_from(units), min_size=1, unique=True))
        before = dict(self.dunia.peta.sheets)

        self.dunia.do(
            Kerja.KEMBALIKAN,
            tugas,
            catatan="alasan",
            unit=tuple(named) if target.per_unit else (),
        )

        assert self.dunia.tugas[tugas.id or 0].status is StatusTugas.SELESAI
        if target.per_unit:
            self.fault = set(named)
            for unit in set(units) - self.fault:
                assert self.dunia.sheet(unit) == before[unit]

    @precondition(lambda self: self.offering(Kerja.KEMBALIKAN))
    @rule(data=st.data())
    def change_ones_mind(self, data: st.DataObject) -> None:
        """A return that is taken back at once leaves everything as it was."""
        tugas = data.draw(st.sampled_from(self.offering(Kerja.KEMBALIKAN)))
        target = self.dunia.sop.langkah_of(tugas.langkah).tahap[tugas.tahap].kembali[0]
        unit = (1,) if target.per_unit else ()
        before = self.state()
        self.dunia.do(Kerja.KEMBALIKAN, tugas, catatan="alasan", unit=unit)
        colleagues = self.dunia.tugas[tugas.id or 0].isi["hasil"].get("menutup", 0)
        try:
            self.dunia.do(Kerja.TARIK, self.dunia.tugas[tugas.id or 0])
        except NoLongerWithdrawable:
            assert colleagues
            return
        assert not colleagues
        assert self.state() == before

    @precondition(lambda self: self.relays())
    @rule(data=st.data())
    def relay(self, data: st.DataObject) -> None:
        """A relay reaches the units that the return named, and no other."""
        tugas = data.draw(st.sampled_from(self.relays()))
        named = tugas.isi["kembali"]["unit"]
        before = dict(self.dunia.peta.sheets)

        self.dunia.finish(tugas)

        assert sorted(t.unit_id for t in self.dunia.open) == sorted(named)
        for unit, sheet in self.dunia.peta.sheets.items():
            if unit in named:
                assert sheet.status is StatusFormulir.TERBUKA
                assert sheet.ronde > before[unit].ronde
            else:
                assert sheet == before[unit]

    @precondition(lambda self: self.offering(Kerja.TANYA))
    @rule(data=st.data())
    def ask(self, data: st.DataObject) -> None:
        tugas = data.draw(st.sampled_from(self.offering(Kerja.TANYA)))
        unit = data.draw(st.sampled_from(sorted(self.dunia.peta.heads)))
        asked = {t.unit_id for t in self.dunia.open}
        try:
            self.dunia.do(Kerja.TANYA, tugas, catatan="Mengapa?", unit=(unit,))
        except Refusal:
            assert unit in asked
            return
        assert self.dunia.tugas[tugas.id or 0].is_open

    @precondition(lambda self: any(not t.is_open for t in self.dunia.tugas.values()))
    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        """Take something back: what it opened goes, nobody else's work does."""
        closed = [t for t in self.dunia.tugas.values() if not t.is_open]
        tugas = data.draw(st.sampled_from(closed[-4:]))
        before = dict(self.dunia.tugas)
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
        self.ronde = dict(self.dunia.berkas.keadaan.ronde)

    @precondition(lambda self: self.excusable())
    @rule(data=st.data())
    def excuse(self, data: st.DataObject) -> None:
        tugas = data.draw(st.sampled_from(self.excusable()))
        tahap = self.dunia.sop.langkah_of(tugas.langkah).tahap[tugas.tahap]
        watcher = self.dunia.person(self.dunia.post(tahap.pengawas or ""))
        self.dunia.do(Kerja.KECUALIKAN, tugas, by=watcher, catatan="Cuti", saksi_id=9)

    @precondition(lambda self: self.offering(Kerja.HADIR))
    @rule(data=st.data())
    def attend(self, data: st.DataObject) -> None:
        tugas = data.draw(st.sampled_from(self.offering(Kerja.HADIR)))
        self.dunia.do(Kerja.HADIR, tugas)

    @precondition(lambda self: self.dunia.open)
    @rule(data=st.data())
    def see(self, data: st.DataObject) -> None:
        tugas = data.draw(st.sampled_from(self.dunia.open))
        self.dunia.tugas[tugas.id or 0] = replace(tugas, dilihat_at=self.dunia.now)
        self.dunia.collect()

    @rule(minutes=st.integers(1, 600))
    def wait(self, minutes: int) -> None:
        self.dunia.wait(minutes=minutes)

    @precondition(lambda self: self.stale)
    @rule(data=st.data(), kerja=st.sampled_from(Kerja))
    def tap_an_old_button(self, data: st.DataObject, kerja: Kerja) -> None:
        """A keyboard stays clickable for ever; what it was drawn for is gone."""
        card = data.draw(st.sampled_from(self.stale))
        now = self.dunia.tugas[card.id or 0]
        assume(now.revisi != card.revisi or (not now.is_open and kerja is not Kerja.TARIK))
        before = self.snapshot()

        with pytest.raises(TugasChanged):
            self.dunia.do(kerja, card, catatan="alasan", unit=(1,), isian={})

        assert self.snapshot() == before

    @precondition(lambda self: self.dunia.open)
    @rule(data=st.data(), kerja=st.sampled_from(Kerja))
    def tap_what_is_not_offered(self, data: st.DataObject, kerja: Kerja) -> None:
        tugas = data.draw(st.sampled_from(self.dunia.open))
        assume(kerja not in aksi_of(self.dunia.sop, tugas))
        before = self.snapshot()

        with pytest.raises(Refusal):
            self.dunia.do(kerja, tugas)

        assert self.snapshot() == before

    # What always holds

    @invariant()
    def an_open_berkas_has_an_open_tugas(self) -> None:
        berkas = self.dunia.berkas
        assert bool(self.dunia.open) is (berkas.status is StatusBerkas.BERJALAN)
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
    def nobody_has_the_same_work_twice(self) -> None:
        keys = [(t.place, t.jabatan_id, t.unit_id, t.pegawai_id) for t in self.dunia.open]
        assert len(keys) == len(set(keys))

    @invariant()
    def only_what_runs_beside_the_flow_leaves_the_langkah_under_way(self) -> None:
        main = {t.langkah for t in self.dunia.open if not t.is_question and not self.beside(t)}
        assert len(main) <= 1
        assert all(self.beside(t) >= min(main) for t in self.dunia.open if self.beside(t))

    @invariant()
    def every_tugas_has_its_tenggat(self) -> None:
        for tugas in self.dunia.open:
            assert tugas.is_question is (tugas.tenggat is None)
            assert tugas.tenggat is None or tugas.tenggat > tugas.dibuka_at

    def teardown(self) -> None:
        """Every berkas can end: whoever has a card just goes on."""
        if not hasattr(self, "dunia"):
            return
        for _ in range(ENOUGH):
            ready = [t for t in self.dunia.open if not self.waits(t)]
            if not ready:
                break
            self.dunia.finish(ready[0])
        assert self.dunia.berkas.status is StatusBerkas.SELESAI
        assert all(s.status is StatusFormulir.TERKIRIM for s in self.dunia.peta.sheets.values())

    # Looking

    def act(self, data: st.DataObject, do: object) -> None:
        ready = [t for t in self.dunia.open if not self.waits(t)]
        tugas = data.draw(st.sampled_from(ready))
        self.stale = [*self.stale[-5:], tugas]
        do(tugas)  # type: ignore[operator]

    def waits(self, tugas: Tugas) -> bool:
        """Tell whether a card is kept waiting for forms that run beside the flow."""
        return not tugas.is_question and any(
            self.beside(other) and self.beside(other) <= tugas.langkah for other in self.dunia.open
        )

    def beside(self, tugas: Tugas) -> int:
        """Return the langkah that a tugas joins, 0 for one in the flow."""
        if tugas.is_question:
            return 0
        return self.dunia.sop.langkah_of(tugas.langkah).tahap[tugas.tahap].gabung_di or 0

    def fills(self, tugas: Tugas) -> bool:
        if tugas.is_question:
            return True
        tahap = self.dunia.sop.langkah_of(tugas.langkah).tahap[tugas.tahap]
        return tahap.minta is Minta.FORMULIR and tahap.sebar is Sebar.PER_UNIT

    def offering(self, kerja: Kerja) -> list[Tugas]:
        return [t for t in self.dunia.open if kerja in aksi_of(self.dunia.sop, t)]

    def relays(self) -> list[Tugas]:
        return self.offering(Kerja.TERUSKAN)

    def excusable(self) -> list[Tugas]:
        return [t for t in self.dunia.open if t.pegawai_id is not None]

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


Kantor.TestCase.settings = settings(
    max_examples=400,
    stateful_step_count=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
test_whatever_people_do_the_laws_hold = Kantor.TestCase


def test_an_answer_is_known_for_every_isian():
    asked = [
        i for t in load_catalog().all() for r in t.sop.langkah for s in r.tahap for i in s.isian
    ]

    assert all(answers(asked).values())
