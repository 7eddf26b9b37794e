"""The laws of a berkas, watched while people do what they like, and the comparison with the model."""

from collections.abc import Callable
from itertools import chain, count
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from sop_flows.engine.account import JenisPenyesuaian, account_for
from sop_flows.engine.aksi import Kerja, Pelaku
from sop_flows.engine.berkas import StatusBerkas, StatusTugas, Tugas
from sop_flows.engine.engine import aksi_of
from sop_flows.engine.excuse import BACK
from sop_flows.engine.formulir import StatusFormulir
from sop_flows.engine.kerja import KERJA
from sop_flows.errors import NoLongerWithdrawable, OwnWork, Refusal
from sop_flows.sop.definition import Sebar, Sop
from tests.sop_flows.engine.dunia import JAM_KERJA, Dunia, answers
from tests.sop_flows.engine.model import Card, Fault, Model
from tests.support.akun import adds_up

ENOUGH = 2000  # aksi within which every berkas ends when everybody just goes on
ATASAN = 900  # the first of those above, who check when a holder would check the own work


class Laws(RuleBasedStateMachine):
    """A berkas under way, in the engine and in the model, and everything that must hold of it.

    Every tap says beforehand whether it is refused, and with what; afterwards the work, the forms
    and the state of the berkas are compared with the model.
    """

    def open_berkas(self, sop: Sop, shared: str = "") -> None:
        """Start a berkas; a column that is shared has one more post."""
        self.dunia = Dunia(sop)
        if shared:
            self.dunia.peta.posts[shared] += (90,)
        self.dunia.start()
        self.model = Model(sop, self.dunia.peta)
        self.card_of: dict[int, Card] = {}
        self.stale: list[Tugas] = []
        self.history: list[object] = []
        self.done: dict[int, int] = {}
        self.ronde: dict[tuple[int, int | None], int] = {}
        self.compare()

    def walk_to(self, langkah: int) -> None:
        """Let everybody just go on until that langkah."""
        while early := [t for t in self.ready() if (self.joins(t) or t.langkah) < langkah]:
            self.go_on(early[0])

    # What always holds

    @invariant()
    def cards_lie_on_phones(self) -> None:
        drawn = {(t.id, t.revisi) for t in self.stale}
        new = [t for t in self.work if (t.id, t.revisi) not in drawn]
        self.stale = [*self.stale, *new][-30:]

    @invariant()
    def an_open_berkas_has_an_open_tugas(self) -> None:
        berkas = self.dunia.berkas
        in_flow = [t for t in self.work if not t.is_beside]
        assert bool(in_flow) is (berkas.status is StatusBerkas.BERJALAN)
        assert (berkas.ditutup_at is None) is (berkas.status is StatusBerkas.BERJALAN)

    @invariant()
    def every_tenggat_explains_itself(self) -> None:
        everything = list(self.dunia.tugas.values())
        for tugas in self.work:
            asked_again = [
                line.at
                for line in self.dunia.jejak
                if line.aksi == BACK and line.tugas_id == tugas.id
            ]
            own = [one for one in everything if one.langkah == tugas.langkah]
            since = max(asked_again, default=tugas.dibuka_at)
            account = account_for(self.dunia.sop, tugas, JAM_KERJA, since, own)
            if account is None:
                assert tugas.tenggat is None
                continue
            assert account.tenggat == tugas.tenggat
            adds_up(account, JAM_KERJA)
            kinds = {step.jenis for step in account.penyesuaian}
            assert JenisPenyesuaian.KALENDER not in kinds

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
    def a_question_has_somebody_who_asks(self) -> None:
        places = {t.place for t in self.work}
        assert all(t.asal in places for t in self.work if t.is_question)

    @invariant()
    def nobody_has_the_same_work_twice(self) -> None:
        keys = [(t.place, t.jabatan_id, t.unit_id, t.pegawai_id) for t in self.work]
        assert len(keys) == len(set(keys))

    @invariant()
    def only_what_runs_beside_the_flow_leaves_the_langkah_under_way(self) -> None:
        main = {t.langkah for t in self.work if not (t.is_beside or self.joins(t))}
        assert len(main) <= 1
        assert all(self.joins(t) >= min(main) for t in self.work if self.joins(t))

    @invariant()
    def reminders_are_looked_for_as_long_as_a_tugas_is_open(self) -> None:
        for id, tugas in self.dunia.tugas.items():
            assert (self.dunia.ingat[id] is not None) is tugas.is_open

    @invariant()
    def every_tugas_has_its_tenggat(self) -> None:
        for tugas in self.work:
            assert tugas.tenggat is not None
            assert tugas.tenggat > tugas.dibuka_at

    def teardown(self) -> None:
        """Every berkas can end: whoever has a card just goes on."""
        if not hasattr(self, "model"):
            return
        self.compare()
        for _ in range(ENOUGH):
            ready = self.ready()
            if not ready:
                break
            self.go_on(ready[0])
        assert not self.work
        assert self.dunia.berkas.status is not StatusBerkas.BERJALAN
        if self.dunia.berkas.status is StatusBerkas.SELESAI:
            part = {
                t.unit_id for t in self.dunia.tugas.values() if t.status is not StatusTugas.DITARIK
            }
            sheets = [self.dunia.peta.sheets[unit] for unit in part if unit]
            assert not any(sheet.status is StatusFormulir.TERBUKA for sheet in sheets)

    # Acting, and comparing

    def tap_it(
        self,
        tap: Callable[[], object],
        refusal: type[Refusal] | None = None,
        after: Callable[[], None] = lambda: None,
    ) -> bool:
        """Tap, as foreseen: refused, and nothing has changed; or done, and the model agrees."""
        before = self.snapshot() if refusal else ()
        refused = refusal_of(tap)
        if refusal is not None:
            assert isinstance(refused, refusal), f"{refused!r} instead of {refusal}"
            assert self.snapshot() == before
            return False
        assert refused is None, repr(refused)
        after()
        self.compare()
        return True

    def compare(self) -> None:
        """The same work lies on the same desks as in the model, and the same forms are open."""
        dunia = self.dunia
        work = {key_of(t): t for t in self.work}
        cards = {card.key: card for card in self.model.open}
        assert work.keys() == cards.keys()
        assert len(self.work) == len(self.model.open)
        self.card_of |= {tugas.id: cards[key] for key, tugas in work.items()}
        marked = {c.unit for c in self.model.open if c.is_question or (c.fault and c.fault.marks)}
        for unit, form in self.model.forms.items():
            sheet = dunia.peta.sheets[unit]
            marks = {n.indikator_id for n in sheet.nilai if n.ditandai}
            assert (sheet.status is StatusFormulir.TERBUKA, sheet.ronde) == form[:2]
            assert unit not in marked or marks == form.marks
        assert (dunia.berkas.status is not StatusBerkas.BERJALAN) is self.model.is_over

    def go_on(self, tugas: Tugas, data: st.DataObject | None = None) -> None:
        """Finish a tugas, as somebody who may."""
        card, by = self.card(tugas), self.checker(tugas)
        posts = self.choosable(tugas)
        penerima = tuple(data.draw(subset(posts)) if data and posts else posts)
        before = dict(self.dunia.peta.sheets)

        self.tap_it(
            lambda: self.dunia.finish(tugas, by=by, penerima=penerima),
            after=lambda: self.model.finish(card, by.pegawai_id, penerima),
        )

        if card.fault and not tugas.is_beside and self.dunia.tahap_of(tugas).is_relay:
            self.others_keep_their_work(card.fault, before)

    def take_it_back(self, tugas: Tugas) -> bool:
        card, holder, by = self.card_of[tugas.id], self.holder(tugas), self.checker(tugas)
        refusal = None if self.model.may_take_back(card) else NoLongerWithdrawable
        if refusal is None and by != holder:
            self.tap_it(lambda: self.dunia.do(Kerja.TARIK, tugas, by=holder), OwnWork)
        is_back = self.tap_it(
            lambda: self.dunia.do(Kerja.TARIK, tugas, by=by),
            refusal,
            after=lambda: self.model.take_back(card),
        )
        if is_back:
            self.done.pop(tugas.id, None)
            self.ronde = dict(self.dunia.berkas.keadaan.ronde)
        return is_back

    def others_keep_their_work(self, fault: Fault, before: dict[int, Any]) -> None:
        """Units that a return does not name keep their work."""
        if fault.unit:
            assert {t.unit_id for t in self.work} <= {None, *fault.unit}
            for unit, old in before.items():
                sheet = self.dunia.peta.sheets[unit]
                if unit not in fault.unit:
                    assert (sheet.ronde, sheet.nilai) == (old.ronde, old.nilai)
                    assert sheet.status in (old.status, StatusFormulir.TERKIRIM)

    # Looking

    def pick(self, data: st.DataObject, of: list[Tugas]) -> Tugas:
        """Draw one by its place in the list: that is what a failure prints."""
        return of[data.draw(st.integers(0, len(of) - 1))]

    @property
    def work(self) -> list[Tugas]:
        """The open tugas of the flow and the questions; what else lies beside outlives a berkas."""
        return self.dunia.in_flow

    def card(self, tugas: Tugas) -> Card:
        return self.card_of[tugas.id]

    def holder(self, tugas: Tugas) -> Pelaku:
        return self.dunia.person(tugas.jabatan_id, tugas.pegawai_id)

    def checker(self, tugas: Tugas) -> Pelaku:
        """Return who holds the post, or else somebody above who may check what the holder did."""
        above = (self.dunia.person(tugas.jabatan_id, id) for id in count(ATASAN))
        people = chain([self.holder(tugas)], above)
        card = self.card(tugas)
        return next(p for p in people if not self.model.is_own_work(card, p.pegawai_id))

    def outdated(self) -> list[Tugas]:
        """Return cards as somebody still has them, though their tugas has moved on."""
        now = self.dunia.tugas
        moved = [t for t in self.stale if now[t.id].revisi != t.revisi]
        closed = [t for t in now.values() if not t.is_open and t.id in self.card_of]
        return [*closed[-1:], *moved, *[t for t in moved if now[t.id].is_open] * 3]

    def decides(self, card: Tugas) -> list[Kerja]:
        """Return what a card offers that holds for what it shows; who attends a rapat does not."""
        is_open = self.dunia.tugas[card.id].is_open
        return [k for k in aksi_of(self.dunia.sop, card) if not (is_open and KERJA[k].holds_later)]

    def answers(self, tugas: Tugas) -> dict[str, str]:
        return {} if tugas.is_question else answers(self.dunia.tahap_of(tugas).isian)

    def choosable(self, tugas: Tugas) -> list[int]:
        """Return the posts that a disposisi may choose: those that what follows is for."""
        if tugas.is_beside or self.dunia.tahap_of(tugas).penerima != "dipilih":
            return []
        following = self.model.route[self.model.route.index((tugas.langkah, tugas.tahap)) + 1]
        posts = self.dunia.peta.posts
        kolom = self.model.tahap[following].untuk
        return [post for k in kolom for post in posts[k] if post in self.dunia.peta.heads.values()]

    def filling_kolom(self) -> str:
        return next(
            kolom
            for tahap in self.model.tahap.values()
            if tahap.sebar is Sebar.PER_UNIT
            for kolom in tahap.untuk
        )

    def ready(self) -> list[Tugas]:
        """Return what can be finished now."""
        cards = [(t, self.card(t)) for t in self.work]
        return [t for t, c in cards if not (self.model.only_attends(c) or self.model.waits(c))]

    def joins(self, tugas: Tugas) -> int:
        return self.model.joins(self.card(tugas))

    def state(self) -> tuple[object, ...]:
        """What matters of a berkas: the open work, the forms, the ronde."""
        sheets = self.dunia.peta.sheets.items()
        return (
            sorted((t.place, t.jabatan_id, t.unit_id or 0, t.ronde) for t in self.work),
            [(unit, sheet.status, sheet.ronde) for unit, sheet in sheets],
            {key: ronde for key, ronde in self.dunia.berkas.keadaan.ronde.items() if ronde},
        )

    def snapshot(self) -> tuple[object, ...]:
        dunia = self.dunia
        return dict(dunia.tugas), list(dunia.jejak), dunia.berkas, dict(dunia.peta.sheets)


def refusal_of(tap: Callable[[], object]) -> Refusal | None:
    try:
        tap()
    except Refusal as refused:
        return refused
    return None


def key_of(tugas: Tugas) -> tuple[object, ...]:
    """Return what the model says of a card: where, whose, which ronde, who may not act."""
    seat = tugas.jabatan_id, tugas.unit_id, tugas.pegawai_id
    barred = frozenset(tugas.facts.bukan_pelaku)
    return (tugas.langkah, tugas.tahap), seat, tugas.ronde, barred


def subset(of: list[int]) -> st.SearchStrategy[list[int]]:
    return st.lists(st.sampled_from(of), min_size=1, unique=True)
