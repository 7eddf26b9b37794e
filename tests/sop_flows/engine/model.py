"""What is open in a berkas, worked out a second time from the SOP file and the decisions alone.

Nothing here asks the engine. A berkas is a heap of cards on the desks of posts; whoever is done puts
the next ones down. What a card led to is remembered with the cards that it was dealt with, so that
taking something back is putting things where they lay.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

from sop_flows.engine.berkas import PegawaiPeserta
from sop_flows.sop.definition import Kembali, Minta, Sebar, Sop, Tahap

ASKED = -1
MAY_BE_TAKEN_BACK = {Minta.DISPOSISI, Minta.SEBAR, Minta.FORMULIR, Minta.UNDANGAN}

Place = tuple[int, int]
"""Langkah and index of the tahap."""
Seat = tuple[int, int | None, int | None]
"""Post, and where work spreads the unit or the employee."""


class Office(Protocol):
    """Who stands where, as the test made it up."""

    posts: dict[str, tuple[int, ...]]
    heads: dict[int, int]
    employees: tuple[PegawaiPeserta, ...]


class Form(NamedTuple):
    """A unit's form: may it be changed, in which ronde, which indikator are marked."""

    is_open: bool = True
    ronde: int = 1
    marks: frozenset[int] = frozenset()

    def again(self, ronde: int, marks: frozenset[int]) -> "Form":
        """Return the form opened again; old marks stay until a new ronde, if none are new."""
        kept = self.marks if ronde <= self.ronde else frozenset()
        return Form(True, ronde, marks or kept)


class Fault(NamedTuple):
    """What a return says: where it goes, for which units, which indikator."""

    ke: int
    unit: tuple[int, ...] = ()
    marks: tuple[int, ...] = ()


@dataclass(eq=False)
class Card:
    """One piece of work on a desk."""

    place: Place
    seat: Seat
    ronde: int
    barred: frozenset[int]
    batch: "Batch"
    fault: Fault | None = None
    is_seen: bool = False
    is_sent: bool = False
    """Done in a way that may be taken back."""

    @property
    def langkah(self) -> int:
        return self.place[0]

    @property
    def unit(self) -> int | None:
        return self.seat[1]

    @property
    def is_question(self) -> bool:
        return self.place[1] == ASKED

    @property
    def key(self) -> tuple[object, ...]:
        return self.place, self.seat, self.ronde, self.barred


@dataclass(eq=False)
class Batch:
    """The cards of one place that were dealt together, and what they led to once they were in."""

    cards: list[Card] = field(default_factory=list)
    came_from: "Batch | None" = None
    led_to: list[Card] = field(default_factory=list)
    ronde_before: dict[Place, int] = field(default_factory=dict)
    forms_before: dict[int, Form] = field(default_factory=dict)


class Model:
    """A berkas that was just started."""

    def __init__(self, sop: Sop, office: Office) -> None:
        self.office = office
        rows = {row.no: row.tahap for row in sop.langkah}
        self.tahap = {(no, i): tahap for no in rows for i, tahap in enumerate(rows[no])}
        self.route = [here for here, tahap in self.tahap.items() if not is_relay(tahap)]
        self.pemrakarsa = sop.pemrakarsa
        self.open: list[Card] = []
        self.forms = {unit: Form() for unit in office.heads}
        self.ronde: Counter[tuple[int, int | None]] = Counter()
        self.doers: defaultdict[int, set[int]] = defaultdict(set)
        self.chosen: dict[Place, Collection[int]] = {}
        self.is_over = False
        self.enter(self.route[0], Batch())

    # What people do

    def finish(self, card: Card, who: int, chosen: Collection[int] = ()) -> None:
        """Somebody does the one thing that a card asks; at a choice, ``chosen`` are to go on."""
        if card.is_question:
            self.reply(card)
        elif is_relay(self.tahap[card.place]):
            self.relay(card, who)
        else:
            self.chosen[card.place] = chosen
            self.complete(card, who)

    def complete(self, card: Card, who: int) -> None:
        minta = self.tahap[card.place].minta
        self.done(card, who, is_sent=minta in MAY_BE_TAKEN_BACK)
        if card.unit and minta is Minta.FORMULIR:
            self.forms[card.unit] = Form(False, self.forms[card.unit].ronde)
        first = self.tahap[card.place].selesai_bila == "salah_satu"
        if first or not any(c.place == card.place for c in self.open):
            self.drop(c for c in self.open if c.is_question and c.langkah == card.langkah)
        self.go_on(card)

    def excuse(self, card: Card, who: int) -> None:
        self.done(card, who)
        self.shut(card)
        self.go_on(card)

    def send_back(self, card: Card, who: int, kembali: Kembali, fault: Fault) -> None:
        """The berkas goes back; whatever else lies at this langkah is swept away with the card."""
        others = [c for c in self.open if c.langkah == card.langkah and c is not card]
        self.done(card, who, is_sent=not others)
        self.drop(others)
        self.remember(card.batch)
        if kembali.lewat is None:
            self.enter((fault.ke, self.first(fault.ke)), card.batch, fault)
        else:
            relay = next(i for i in self.stages(kembali.lewat) if is_relay(self.tahap[i]))
            self.deal(relay, card.batch, fault)

    def relay(self, card: Card, who: int) -> None:
        assert card.fault
        self.done(card, who)
        self.drop(c for c in self.open if c.place == card.place)
        self.enter((card.fault.ke, self.first(card.fault.ke)), card.batch, card.fault)

    def ask(self, card: Card, unit: int, marks: frozenset[int]) -> None:
        card.is_seen = True
        place, seat = (card.langkah, ASKED), (self.office.heads[unit], unit, None)
        if (place, seat) not in [(c.place, c.seat) for c in self.open]:
            self.open.append(Card(place, seat, card.ronde, frozenset(), Batch()))
            self.forms[unit] = self.forms[unit]._replace(is_open=True, marks=marks)

    def reply(self, card: Card) -> None:
        self.open.remove(card)
        self.shut(card)

    def put_off(self, card: Card, who: int) -> None:
        """A rapat is called anew: everybody's card goes, and its undangan is asked for again."""
        self.done(card, who)
        self.drop(c for c in self.open if c.place == card.place)
        self.deal(self.route[self.route.index(card.place) - 1], card.batch)

    def take_back(self, card: Card) -> None:
        batch = card.batch
        for follower in batch.led_to:
            self.open.remove(follower)
            key = follower.langkah, follower.unit
            self.ronde[key] = batch.ronde_before.get(key, 0)
            if follower.unit and self.tahap[follower.place].minta is Minta.FORMULIR:
                self.forms[follower.unit] = batch.forms_before[follower.unit]
        batch.led_to = []
        card.is_sent = False
        self.open.append(card)
        if self.tahap[card.place].selesai_bila == "salah_satu":
            again = [replace(c, is_seen=False) for c in batch.cards if c is not card]
            batch.cards = [card, *again]
            self.open += again
        if card.unit and self.tahap[card.place].minta is Minta.FORMULIR:
            self.forms[card.unit] = Form(ronde=self.forms[card.unit].ronde)

    def join(self, unit: int) -> None:
        """One more unit fills; what let the others fill is acted on by that."""
        beside = next(c for c in self.open if self.fills(c))
        batch, before = beside.batch, self.before(beside.place)
        if self.tahap[before].penerima == "dipilih":
            self.chosen[before] = [*self.chosen[before], self.office.heads[unit]]
        (card,) = self.deal(beside.place, batch.came_from, Fault(0, (unit,)))
        card.is_seen, card.batch = True, batch
        batch.cards.append(card)

    def appear(self, unit: int) -> None:
        self.forms[unit] = Form()

    def cancel(self) -> None:
        self.open, self.is_over = [], True

    # What people may do

    def waits(self, card: Card) -> bool:
        """Tell whether a card has to wait for forms that run beside the flow."""
        joins = [self.joins(other) for other in self.open]
        return not card.is_question and any(no <= card.langkah for no in joins if no)

    def only_attends(self, card: Card) -> bool:
        notulis = None if card.is_question else self.tahap[card.place].notulis
        return notulis is not None and card.seat[0] not in self.office.posts[notulis]

    def is_own_work(self, card: Card, who: int) -> bool:
        checks = () if card.is_question else self.tahap[card.place].bukan_pelaku
        return any(who in self.doers[langkah] for langkah in checks)

    def may_take_back(self, card: Card) -> bool:
        if self.is_over or not card.is_sent:
            return False
        own = [c for c in self.open if c.unit and c.unit == card.unit]
        if any(c.is_question or c.place == card.place for c in own):
            return False
        if card.batch.led_to:
            return all(c in self.open and not c.is_seen for c in card.batch.led_to)
        return any(c in self.open for c in card.batch.cards)

    def may_join(self, unit: int) -> bool:
        """Tell whether a unit may fill beside the others: it does not fill, and is not asked."""
        filling = [c for c in self.open if self.fills(c)]
        busy = [c.unit for c in self.open]
        reached = [s[1] for s in self.reach(filling[0].place, is_let_in=True)] if filling else []
        return unit in reached and unit not in busy

    def joins(self, card: Card) -> int:
        """Return the langkah that a card has to be in for, 0 if it lies in the flow."""
        return 0 if card.is_question else self.tahap[card.place].gabung_di or 0

    def fills(self, card: Card) -> bool:
        return not card.is_question and self.tahap[card.place].minta is Minta.FORMULIR

    # Putting cards down, and taking them away

    def enter(self, place: Place, after: Batch, fault: Fault | None = None) -> None:
        """Deal a place, and past what runs beside the flow the next one too."""
        for here in self.route[self.route.index(place) :]:
            self.deal(here, after, fault)
            if self.tahap[here].gabung_di is None:
                return
        self.is_over = True

    def deal(self, place: Place, after: Batch | None, fault: Fault | None = None) -> list[Card]:
        """Put down the cards of one place."""
        tahap, batch = self.tahap[place], Batch(came_from=after)
        only = fault.unit if fault and tahap.sebar is Sebar.PER_UNIT else ()
        seats = [seat for seat in self.reach(place) if not only or seat[1] in only]
        begun = {unit for (_, unit), times in self.ronde.items() if times}
        if place == self.entrance(place[0], tahap.sebar is Sebar.PER_UNIT):
            self.ronde.update({(place[0], unit) for _, unit, _ in seats})
        barred = frozenset(p for langkah in tahap.bukan_pelaku for p in self.doers[langkah])
        for seat in seats:
            unit, ronde = seat[1], max(1, self.ronde[place[0], seat[1]])
            batch.cards.append(Card(place, seat, ronde, barred, batch, fault))
            if unit and tahap.minta is Minta.FORMULIR:
                old, is_return = self.forms[unit], fault is not None and fault.ke > 0
                least = old.ronde + is_return if unit in begun else 1
                marks = own(unit, fault) if unit in begun else frozenset()
                self.forms[unit] = old.again(max(ronde, least), marks)
        self.open += batch.cards
        if after:
            after.led_to += batch.cards
        return batch.cards

    def reach(self, place: Place, *, is_let_in: bool = False) -> list[Seat]:
        """Return everybody whom the file sends the cards of a place to, or may be let in there."""
        tahap, office = self.tahap[place], self.office
        posts = list(dict.fromkeys(p for kolom in tahap.untuk for p in office.posts[kolom]))
        before = self.before(place)
        if self.tahap[before].penerima == "dipilih" and before != place and not is_let_in:
            posts = [post for post in posts if post in self.chosen[before]]
        if tahap.sebar is Sebar.PER_UNIT:
            return [(post, unit, None) for unit, post in office.heads.items() if post in posts]
        if tahap.sebar is Sebar.PER_PEGAWAI:
            return [(p.jabatan_id, None, p.pegawai_id) for p in office.employees]
        return [(post, None, None) for post in posts]

    def before(self, place: Place) -> Place:
        return max((here for here in self.route if here < place), default=place)

    def go_on(self, card: Card) -> None:
        """Deal what follows, unless others of the same place are still at it."""
        tahap = self.tahap[card.place]
        if tahap.selesai_bila == "salah_satu":
            self.drop(c for c in self.open if c.place == card.place)
        if tahap.gabung_di or any(c.place == card.place for c in self.open):
            return
        following = self.route[self.route.index(card.place) + 1 :]
        self.remember(card.batch)
        if following:
            self.enter(following[0], card.batch)
        else:
            self.is_over = True

    def done(self, card: Card, who: int, *, is_sent: bool = False) -> None:
        self.doers[card.langkah].add(who)
        card.is_seen, card.is_sent = True, is_sent
        self.open.remove(card)

    def drop(self, cards: Iterable[Card]) -> None:
        for card in list(cards):
            self.open.remove(card)
            if card.is_question:
                self.shut(card)

    def shut(self, card: Card) -> None:
        if card.unit:
            self.forms[card.unit] = self.forms[card.unit]._replace(is_open=False)

    def remember(self, batch: Batch) -> None:
        batch.ronde_before, batch.forms_before = dict(self.ronde), dict(self.forms)

    # The file

    def stages(self, langkah: int) -> list[Place]:
        return [place for place in self.tahap if place[0] == langkah]

    def entrance(self, langkah: int, is_per_unit: bool) -> Place | None:
        """Return where a ronde of a langkah begins, for its units or for everybody else."""
        places = [place for place in self.route if place[0] == langkah]
        units = [place for place in places if self.tahap[place].sebar is Sebar.PER_UNIT]
        return next(iter(units if is_per_unit else places), None)

    def first(self, langkah: int) -> int:
        return next(index for no, index in self.route if no == langkah)


def is_relay(tahap: Tahap) -> bool:
    return tahap.minta is Minta.TERUSKAN


def own(unit: int, fault: Fault | None) -> frozenset[int]:
    """Return those of the indikator at fault that are this unit's."""
    return frozenset(mark for mark in (fault.marks if fault else ()) if mark // 10 == unit)
