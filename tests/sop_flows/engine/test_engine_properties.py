"""Whatever people do, in any order, with any SOP: the laws of a berkas hold, and the model agrees."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule, run_state_machine_as_test

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.engine import aksi_of
from sop_flows.errors import (
    AksiNotAllowed,
    OwnExcuse,
    OwnWork,
    RapatNotToday,
    Refusal,
    StillOut,
    TugasChanged,
)
from sop_flows.sop.catalog import load_catalog
from sop_flows.sop.check import Parah, check
from sop_flows.sop.definition import Kembali, Minta, Sop, Tahap
from tests.sop_flows.engine.dunia import answers
from tests.sop_flows.engine.laws import Laws, subset
from tests.sop_flows.engine.model import Fault

Move = Callable[[st.DataObject, Tugas], None]


def altered(kode: str, changes: dict[tuple[int, int], dict[str, Any]]) -> Sop:
    """Return a shipped SOP with some tahap changed."""
    sop = load_catalog().get(kode).sop
    rows = [
        row.model_copy(
            update={
                "tahap": tuple(
                    tahap.model_copy(update=changes.get((row.no, index), {}))
                    for index, tahap in enumerate(row.tahap)
                )
            }
        )
        for row in sop.langkah
    ]
    return sop.model_copy(update={"langkah": tuple(rows)})


CHECKED = altered(
    "pengukuran-kinerja-kecamatan",
    {(6, 0): {"bukan_pelaku": (4, 5)}, (7, 0): {"bukan_pelaku": (6,)}},
)
CHOSEN = altered(
    "pengukuran-kinerja-kecamatan",
    {(3, 0): {"minta": Minta.DISPOSISI, "penerima": "dipilih"}, (9, 0): {"bukan_pelaku": (7, 8)}},
)
PARTIAL = altered(
    "pengukuran-kinerja-dinas",
    {
        (9, 0): {"kembali": (Kembali(ke=8, per_unit=True),), "boleh_tanya": True},
        (10, 0): {"kembali": (Kembali(ke=9), Kembali(ke=8, per_unit=True))},
        (11, 0): {"bukan_pelaku": (3, 10)},
    },
)
BESIDE = altered("mekanisme-pengukuran-kinerja", {(5, 0): {"bukan_pelaku": (3,)}})
SOPS = {template.sop.kode: template.sop for template in load_catalog().all()} | {
    "checked": CHECKED,
    "chosen": CHOSEN,
    "partial": PARTIAL,
    "beside": BESIDE,
}


class Kantor(Laws):
    """An office whose people may do anything that their cards offer, and some things they do not."""

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        """Meet a berkas somewhere on its way, often where more than the next langkah may follow."""
        sop = SOPS[data.draw(st.sampled_from([*SOPS]))]
        self.open_berkas(sop, data.draw(st.sampled_from(["", *(k.id for k in sop.kolom)])))
        busy = [row.no for row in sop.langkah if any(map(is_busy, row.tahap))]
        self.walk_to(data.draw(st.sampled_from([*range(1, len(sop.langkah) + 1), *busy, *busy])))

    # What people do

    @rule(data=st.data(), size=st.integers(1, 6))
    def tap(self, data: st.DataObject, size: int) -> None:
        """People do what a card offers, or what people do beside it."""
        if not self.work:
            self.begin(data)
        for _ in range(size):
            if self.work:
                tugas = self.pick(data, self.work)
                moves = {move.__name__: move for move in self.moves(tugas)}
                moves[data.draw(st.sampled_from([*moves]))](data, tugas)

    @rule(data=st.data(), size=st.integers(1, 3))
    def work_on(self, data: st.DataObject, size: int) -> None:
        """Let some hours of ordinary work pass."""
        for _ in range(size):
            if self.work:
                able = [t for t in self.work if not self.model.only_attends(self.card(t))]
                self.do_it(data, self.pick(data, able))

    def moves(self, tugas: Tugas) -> list[Move]:
        moves: list[Move] = [self.see, self.tap_what_is_not_offered]
        tahap = None if tugas.is_beside else self.dunia.tahap_of(tugas)
        if tahap and (tahap.pengawas or tahap.minta is Minta.FORMULIR):
            moves.append(self.excuse)
        if self.model.only_attends(self.card(tugas)):
            return [*moves, self.attend, self.answer]
        calls = {self.model.tahap[here].minta for here in self.model.route}
        further = {
            self.put_off: tahap and tahap.minta is Minta.RAPAT and Minta.UNDANGAN in calls,
            self.send_back: tahap and tahap.kembali,
            self.ask: tahap and tahap.boleh_tanya,
            self.attend: tahap and tahap.minta is Minta.RAPAT,
            self.answer: tahap and tahap.minta is Minta.RAPAT,
        }
        moves += [move for move, is_offered in further.items() if is_offered]
        return [*moves, self.do_it, self.change_ones_mind]

    def do_it(self, data: st.DataObject, tugas: Tugas) -> None:
        """Finish: not what checks the own work, and not before the forms are in or a rapat begins."""
        card, holder, by = self.card(tugas), self.holder(tugas), self.checker(tugas)
        if self.model.is_own_work(card, holder.pegawai_id):
            self.tap_it(lambda: self.dunia.finish(tugas, by=holder), OwnWork)
        if self.dunia.now < self.starts(tugas):
            self.tap_it(lambda: self.dunia.do(Kerja.SELESAI, tugas, by=by), RapatNotToday)
        if self.model.waits(card):
            self.tap_it(lambda: self.dunia.finish(tugas, by=by), StillOut)
        else:
            self.go_on(tugas, data)

    def send_back(self, data: st.DataObject, tugas: Tugas) -> None:
        """Return to where the file lets it go, for some units if it goes to units."""
        card, by = self.card(tugas), self.checker(tugas)
        kembali = data.draw(st.sampled_from(self.dunia.tahap_of(tugas).kembali))
        fault = Fault(kembali.ke)
        if kembali.per_unit:
            place = kembali.ke, self.model.first(kembali.ke)
            unit = data.draw(subset([unit for _, unit, _ in self.model.reach(place)]))
            marks = data.draw(
                st.lists(st.sampled_from([10 * u + n for u in unit for n in (1, 2)]))
            )
            fault = Fault(kembali.ke, tuple(unit), tuple(marks))
        facts = {"ke": kembali.ke, "unit": fault.unit, "indikator": fault.marks}
        before = dict(self.dunia.peta.sheets)

        self.tap_it(
            lambda: self.dunia.do(
                Kerja.KEMBALIKAN, tugas, by=by, catatan="Perlu penjelasan", **facts
            ),
            after=lambda: self.model.send_back(card, by.pegawai_id, kembali, fault),
        )

        self.others_keep_their_work(fault, before)

    def change_ones_mind(self, data: st.DataObject, tugas: Tugas) -> None:
        """What is taken back leaves everything as it was; unless what it opened was seen at once."""
        if tugas.is_question:
            return
        before = self.state()
        if data.draw(st.booleans()) and self.send_back in self.moves(tugas):
            self.send_back(data, tugas)
        elif self.model.waits(self.card(tugas)):
            return
        else:
            self.go_on(tugas, data)
        opened = [t for t in self.work if self.card(t) in self.card(tugas).batch.led_to]
        if opened and data.draw(st.booleans()):
            self.see(data, opened[-1])
        if self.take_it_back(self.dunia.tugas[tugas.id]):
            assert self.state() == before

    def ask(self, data: st.DataObject, tugas: Tugas) -> None:
        """Ask a unit about two of its values, unless it still fills its form."""
        unit = data.draw(st.sampled_from(sorted(self.dunia.peta.heads)))
        marks = frozenset({10 * unit + 1, 10 * unit + 2})
        card, by = self.card(tugas), self.checker(tugas)
        is_filling = unit in [c.unit for c in self.model.open if not c.is_question]
        facts: dict[str, Any] = {
            "catatan": "Mengapa turun?",
            "unit": (unit,),
            "indikator": tuple(marks),
        }

        self.tap_it(
            lambda: self.dunia.do(Kerja.TANYA, tugas, by=by, **facts),
            StillOut if is_filling else None,
            after=lambda: self.model.ask(card, unit, marks),
        )

    def excuse(self, data: st.DataObject, tugas: Tugas) -> None:
        """Excuse an employee from signing, or a unit from filling."""
        kolom = self.dunia.tahap_of(tugas).pengawas or self.dunia.sop.pemrakarsa
        by = self.dunia.person(self.dunia.post(kolom))
        facts: dict[str, Any] = {"catatan": "Cuti", "saksi_id": 9}

        self.tap_it(
            lambda: self.dunia.do(Kerja.KECUALIKAN, tugas, by=by, **facts),
            OwnExcuse if tugas.pegawai_id == by.pegawai_id else None,
            after=lambda: self.model.excuse(self.card(tugas), by.pegawai_id),
        )

    def attend(self, data: st.DataObject, tugas: Tugas) -> None:
        """Say that one attends: before the rapat, at it, and too late."""
        begins = self.starts(tugas)
        last = max(begins, tugas.tenggat or begins)  # one that begins late ends on another day
        is_over = self.dunia.now.date() > last.date() and tugas.facts.only_attends
        self.tap_it(lambda: self.dunia.do(Kerja.HADIR, tugas), RapatNotToday if is_over else None)
        self.card(tugas).is_seen |= not is_over

    def answer(self, data: st.DataObject, tugas: Tugas) -> None:
        """Answer the undangan, which is possible until the rapat begins."""
        kerja = data.draw(st.sampled_from([Kerja.AKAN_HADIR, Kerja.BERHALANGAN]))
        if kerja not in aksi_of(self.dunia.sop, tugas):
            return
        has_begun = self.dunia.now >= self.starts(tugas)
        self.tap_it(
            lambda: self.dunia.do(kerja, tugas, catatan="Dinas luar"),
            RapatNotToday if has_begun else None,
        )
        self.card(tugas).is_seen |= not has_begun

    def starts(self, tugas: Tugas) -> datetime:
        """Return when the rapat of a tugas begins; what was not called is always on."""
        return tugas.facts.rapat.mulai if tugas.facts.rapat else self.dunia.now

    def put_off(self, data: st.DataObject, tugas: Tugas) -> None:
        card, by = self.card(tugas), self.checker(tugas)
        self.tap_it(
            lambda: self.dunia.do(Kerja.UNDANG_ULANG, tugas, by=by, catatan="Ruang dipakai"),
            after=lambda: self.model.put_off(card, by.pegawai_id),
        )

    def see(self, data: st.DataObject, tugas: Tugas) -> None:
        self.dunia.tugas[tugas.id] = replace(tugas, dilihat_at=self.dunia.now)
        self.dunia.collect()
        self.card(tugas).is_seen = True

    def tap_what_is_not_offered(self, data: st.DataObject, tugas: Tugas) -> None:
        offered = aksi_of(self.dunia.sop, tugas)
        kerja = data.draw(st.sampled_from([kerja for kerja in Kerja if kerja not in offered]))
        self.tap_it(lambda: self.dunia.do(kerja, tugas), Refusal)

    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        """Take something back, perhaps long after it was done."""
        closed = [t for t in self.dunia.tugas.values() if not t.is_open and t.id in self.card_of]
        if closed:
            sent = [t for t in closed if self.card(t).is_sent]
            self.take_it_back(self.pick(data, [*closed, *sent, *sent[-2:] * 5]))

    @rule(data=st.data())
    def tap_an_old_button(self, data: st.DataObject) -> None:
        """A keyboard stays clickable for ever; what it was drawn for is gone."""
        outdated = [card for card in self.outdated() if self.decides(card)]
        if outdated:
            card = self.pick(data, outdated)
            kerja = data.draw(st.sampled_from(self.decides(card)))
            facts = {"catatan": "alasan", "unit": (1,), "isian": self.answers(card)}
            self.tap_it(lambda: self.dunia.do(kerja, card, **facts), TugasChanged)

    @rule(minutes=st.integers(1, 600))
    def wait(self, minutes: int) -> None:
        self.dunia.wait(minutes=minutes)

    # What the office does

    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        """Something changes around the work."""
        is_filling = any(self.model.fills(card) for card in self.model.open)
        chance = data.draw(st.integers(0, 11))
        if chance == 11:
            self.give_up(data)
        elif chance > (8 if is_filling else 1):
            self.hand_over(data)
        else:
            self.let_a_unit_join(data)

    def hand_over(self, data: st.DataObject) -> None:
        """A post gets another holder: somebody new, or somebody who holds another post already."""
        posts = sorted({post for group in self.dunia.peta.posts.values() for post in group})
        post, of = data.draw(st.sampled_from(posts)), data.draw(st.sampled_from([0, *posts]))
        newcomer = 300 + len(self.dunia.holders)
        self.dunia.hand_over(post, self.dunia.person(of).pegawai_id if of else newcomer)

    def let_a_unit_join(self, data: st.DataObject) -> None:
        """One more unit is let in beside those that fill, perhaps one that is new in the office."""
        units = sorted(self.dunia.peta.heads)
        unit = data.draw(st.sampled_from([*units, *[0] * (len(units) < 6)]))
        if unit == 0:
            unit = self.dunia.peta.grow(self.filling_kolom())
            self.model.appear(unit)
        self.tap_it(
            lambda: self.dunia.join(unit, "Baru dibentuk"),
            None if self.model.may_join(unit) else Refusal,
            after=lambda: self.model.join(unit),
        )

    def give_up(self, data: st.DataObject) -> None:
        """Give the whole berkas up, whatever is open."""
        refusal = AksiNotAllowed if self.model.is_over else None
        self.tap_it(
            lambda: self.dunia.cancel("Dobel dengan berkas 2"), refusal, after=self.model.cancel
        )


def is_busy(tahap: Tahap) -> bool:
    """Tell whether more than the next langkah may follow a tahap."""
    return bool(tahap.kembali or tahap.gabung_di or tahap.boleh_tanya or tahap.notulis)


Kantor.TestCase.settings = settings(max_examples=150, stateful_step_count=40)
test_whatever_people_do_the_laws_hold = Kantor.TestCase


@pytest.mark.soak
def test_whatever_people_do_for_long_the_laws_hold():
    run_state_machine_as_test(Kantor, settings=settings(max_examples=4000, stateful_step_count=60))


def test_every_sop_that_is_walked_can_run():
    assert not [t for sop in SOPS.values() for t in check(sop) if t.parah is Parah.TOLAK]


def test_an_answer_is_known_for_every_isian():
    asked = [
        i for t in load_catalog().all() for r in t.sop.langkah for s in r.tahap for i in s.isian
    ]

    assert all(answers(asked).values())
