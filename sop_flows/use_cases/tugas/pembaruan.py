"""What changes under open cards: seen before and after, recorded and told where it is made.

1. Whoever writes what cards show (an import, an appointment, the posts of a column) does it within
   ``noting``, or looks before and follows after, in the same unit of work.
2. A tugas whose card shows something else stands at its next revisi: no button that was drawn before
   decides anything. The card says what changed; so does the history of its berkas, but of holders: who
   was appointed is a line of the office, and in what capacity somebody acted is in that of the aksi.
3. A calendar moves the tenggat of open tugas. Whoever has them is told once, of all of them together.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from sop_flows.engine.berkas import Tugas
from sop_flows.engine.formulir import numbers_of
from sop_flows.engine.pembaruan import JenisPembaruan, Pembaruan, Shown, add, compare
from sop_flows.engine.tenggat import Kalender, move, reason_of
from sop_flows.jejak import JejakLine, Record
from sop_flows.ports.kiriman import Lane
from sop_flows.ports.records import Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.holders import follow_kantor
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.tugas.act import load
from sop_flows.use_cases.tugas.kalender import Bergeser, tell_calendar
from sop_flows.use_cases.tugas.shown import Cards
from sop_flows.waktu.jam_kerja import JamKerja

OFFICES = 50  # brought up to date in one tick, at most
Show = Callable[[Cards, Loaded], Shown]
"""How far cards are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An open tugas, with what its card showed."""

    loaded: Loaded
    shown: Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """The open cards of an office before something changes."""

    kantor_id: int
    jam_kerja: JamKerja
    show: Show
    cards: tuple[Seen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """A tugas as it was, and as it is stored now; its card shows something else."""

    dulu: Loaded
    tugas: Tugas
    news: tuple[Pembaruan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """What became of the open tugas of an office."""

    kantor_id: int
    kalender: Kalender
    tugas: tuple[Renewed, ...]

    @property
    def moved(self) -> tuple[Bergeser, ...]:
        """Those whose tenggat is another one."""
        return tuple(
            Bergeser(
                dulu=one.dulu,
                tugas=one.tugas,
                sebab=reason_of(one.dulu.tugas, one.tugas, self.kalender),
            )
            for one in self.tugas
            if one.tugas.tenggat != one.dulu.tugas.tenggat
        )

    @property
    def disturbed(self) -> tuple[Loaded, ...]:
        """Those whose rapat is on a day that is worked no more."""
        return tuple(
            replace(one.dulu, tugas=one.tugas)
            for one in self.tugas
            if one.tugas.facts.rapat is not None
            and any(n.jenis is JenisPembaruan.RAPAT_LIBUR and n.ke for n in one.news)
        )


@contextmanager
def noting(uow: UnitOfWork, kantor_id: int, oleh: Record) -> Iterator[None]:
    """Note what is changed within under the open cards of an office, by whom, and owe it to people."""
    before = look(uow, kantor_id)
    yield
    renewal = follow(uow, before)
    record(uow, renewal, oleh)
    tell(uow, renewal)


@contextmanager
def noting_holders(uow: UnitOfWork, kantor_id: int) -> Iterator[None]:
    """Note who has the open tugas of an office otherwise than before, and owe their cards."""
    before = look_on(uow, kantor_id, local_date(uow, kantor_id), Cards.show_holders)
    yield
    tell(uow, follow(uow, before))


def look(uow: UnitOfWork, kantor_id: int) -> Sight:
    """Return what the open cards of an office show now."""
    return look_on(uow, kantor_id, local_date(uow, kantor_id), Cards.show)


def look_on(uow: UnitOfWork, kantor_id: int, day: date, show: Show) -> Sight:
    """Return what the open cards of an office show, with the holders of that day."""
    cards = Cards(uow, kantor_id, day)
    found = (load(uow, tugas.id) for tugas in uow.berkas.open_of(kantor_id))
    return Sight(
        kantor_id=kantor_id,
        jam_kerja=uow.kantor.jam_kerja(kantor_id),
        show=show,
        cards=tuple(Seen(loaded=one, shown=show(cards, one)) for one in found),
    )


def follow(uow: UnitOfWork, before: Sight) -> Renewal:
    """Store what changed under the open cards since they were looked at."""
    kantor_id = before.kantor_id
    kalender = Kalender(dulu=before.jam_kerja, kini=uow.kantor.jam_kerja(kantor_id))
    cards = Cards(uow, kantor_id, local_date(uow, kantor_id))
    renewed = [renew(uow, cards, before.show, seen, kalender) for seen in before.cards]
    renewal = Renewal(
        kantor_id=kantor_id,
        kalender=kalender,
        tugas=tuple(one for one in renewed if one is not None),
    )
    if kalender.is_changed:  # every rung of every ladder may come at another moment
        uow.pengingat.remind_at(
            dict.fromkeys((one.loaded.tugas.id for one in before.cards), uow.now)
        )
    return renewal


def record(uow: UnitOfWork, renewal: Renewal, oleh: Record) -> None:
    """Add to the history what changed under open cards.

    Args:
        oleh: Who changed it, as the history keeps it; empty for an operator at a terminal.
    """
    uow.jejak.append(renewal.kantor_id, tuple(lines_of(uow, renewal, oleh)))


def renew(
    uow: UnitOfWork, cards: Cards, show: Show, seen: Seen, kalender: Kalender
) -> Renewed | None:
    """Store a tugas anew if its card shows something else; None where it shows the same."""
    loaded = seen.loaded
    before = loaded.tugas
    moved = before
    if kalender.is_changed:
        moved = move(uow.sop.get(loaded.sop_id), before, kalender, uow.now)
    shown = show(cards, replace(loaded, tugas=moved))
    news = compare(seen.shown, shown)
    facts = replace(
        moved.facts,
        pembaruan=add(moved.facts.pembaruan, news),
        urutan=kept_numbers(before, listed(seen.shown), listed(shown)),
    )
    renewed = replace(moved, facts=facts)
    if renewed == before:
        return None
    return Renewed(dulu=loaded, tugas=uow.berkas.change(renewed), news=news)


def kept_numbers(
    tugas: Tugas, before: tuple[str, ...], now: tuple[str, ...]
) -> tuple[str, ...] | None:
    """Return the indikator that a card has numbered, where they are not those that it lists."""
    if tugas.unit_id is None:
        return None
    numbered = numbers_of(now, numbers_of(before, tugas.facts.urutan))
    return None if tugas.facts.urutan is None and numbered == now else numbered


def listed(shown: Shown) -> tuple[str, ...]:
    """Return the kode of the indikator that a card lists, in its order."""
    return tuple(apa for jenis, apa in shown if jenis is JenisPembaruan.INDIKATOR)


def lines_of(uow: UnitOfWork, renewal: Renewal, oleh: Record) -> Iterator[JejakLine]:
    """Yield what the history keeps: of each berkas what changed, and of each tugas its new tenggat."""
    by_berkas: dict[int, dict[Pembaruan, None]] = {}
    for one in renewal.tugas:
        said_here = (n for n in one.news if n.jenis is not JenisPembaruan.BATAS)
        by_berkas.setdefault(one.dulu.berkas.id, {}).update(dict.fromkeys(said_here))
    for berkas_id, news in by_berkas.items():
        if news:
            said = [
                {"jenis": n.jenis.value, "apa": n.apa, "dari": n.dari, "ke": n.ke} for n in news
            ]
            yield JejakLine(
                at=uow.now,
                berkas_id=berkas_id,
                aksi="perbarui",
                pelaku=oleh,
                rincian={"pembaruan": said},
            )
    for moved in renewal.moved:
        yield JejakLine(
            at=uow.now,
            berkas_id=moved.dulu.berkas.id,
            tugas_id=moved.tugas.id,
            langkah=moved.tugas.langkah,
            aksi="geser_batas",
            pelaku=oleh,
            rincian=moved.as_record(),
        )


def tell(uow: UnitOfWork, renewal: Renewal) -> None:
    """Owe people what became of their open tugas: the cards, the boards, and a word of new tenggat."""
    if not renewal.tugas:
        return
    tugas = [one.tugas for one in renewal.tugas]
    uow.kartu.owe(tugas, {}, renewal.kantor_id, lane=Lane.BIASA, senyap=True)
    uow.kartu.owe_all_again(
        (), boards=list(dict.fromkeys(o.dulu.berkas.id for o in renewal.tugas))
    )
    tell_calendar(uow, renewal.kantor_id, renewal.moved, renewal.disturbed)


# Holders


def follow_posts(uow: UnitOfWork) -> None:
    """Bring the cards of every office whose holders may have changed to the holders of today.

    Who has a tugas only since today is on its card for everybody who had it before.
    """
    for kantor_id, since, today in uow.kantor.unsettled(OFFICES):
        if since is not None and holders_turned(uow, kantor_id, since, today):
            before = look_on(uow, kantor_id, since, Cards.show_holders)
            tell(uow, follow(uow, before))
        follow_kantor(uow, kantor_id, today)


def holders_turned(uow: UnitOfWork, kantor_id: int, since: date, today: date) -> bool:
    """Tell whether an appointment of an office began or ended after a day, up to another."""
    if since >= today:
        return False
    turns = uow.penugasan.turning_points(since)
    return any(office == kantor_id and since < day <= today for office, day in turns)
