"""Open cards seen before and after: those that show something else are stored anew, recorded and told.

It does not know what cards show: that is said by whoever looks.
"""

from collections.abc import Callable, Iterable, Iterator

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.formulir import numbers_of
from sop_flows.engine.line import GESER_BATAS, PERBARUI
from sop_flows.engine.pembaruan import JenisPembaruan, Pembaruan, Shown, add, compare
from sop_flows.engine.tenggat import Kalender, move, reason_of
from sop_flows.jejak import JejakLine, Record
from sop_flows.ports.kiriman import Lane
from sop_flows.ports.records import Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.tugas.kalender import Bergeser, tell_calendar
from sop_flows.waktu.jam_kerja import JamKerja

Show = Callable[[Loaded], Shown]
"""What a card shows, as far as it is looked at."""


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
    cards: tuple[Seen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """A tugas as it was, and as it is now; its card shows something else."""

    dulu: Loaded
    tugas: Tugas
    news: tuple[Pembaruan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """What became of the open tugas of an office."""

    kantor_id: int
    tugas: tuple[Renewed, ...]
    moved: tuple[Bergeser, ...]
    """Those whose tenggat is another one."""

    @property
    def disturbed(self) -> tuple[Loaded, ...]:
        """Those whose rapat is on a day that is worked no more."""
        return tuple(
            replace(one.dulu, tugas=one.tugas)
            for one in self.tugas
            if one.tugas.facts.rapat is not None
            and any(n.jenis is JenisPembaruan.RAPAT_LIBUR and n.ke for n in one.news)
        )


def see(uow: UnitOfWork, kantor_id: int, found: Iterable[Loaded], show: Show) -> Sight:
    """Return what open cards of an office show now."""
    return Sight(
        kantor_id=kantor_id,
        jam_kerja=uow.kantor.jam_kerja(kantor_id),
        cards=tuple(Seen(loaded=one, shown=show(one)) for one in found),
    )


def see_again(uow: UnitOfWork, before: Sight, show: Show) -> Renewal:
    """Store what changed under open cards since they were seen."""
    kantor_id = before.kantor_id
    kalender = Kalender(dulu=before.jam_kerja, kini=uow.kantor.jam_kerja(kantor_id))
    renewed = [one for seen in before.cards if (one := renew(uow, show, seen, kalender))]
    stored = uow.berkas.change_all([one.tugas for one in renewed])
    tugas = tuple(replace(one, tugas=t) for one, t in zip(renewed, stored, strict=True))
    if kalender.is_changed:  # every rung of every ladder may come at another moment
        uow.pengingat.remind_at(
            dict.fromkeys((one.loaded.tugas.id for one in before.cards), uow.now)
        )
    return Renewal(kantor_id=kantor_id, tugas=tugas, moved=tuple(moved_of(tugas, kalender)))


def moved_of(renewed: Iterable[Renewed], kalender: Kalender) -> Iterator[Bergeser]:
    """Yield those whose tenggat is another one, each with what in the calendar moved it."""
    for one in renewed:
        before, now = one.dulu.tugas, one.tugas
        if now.tenggat != before.tenggat:
            yield Bergeser(dulu=one.dulu, tugas=now, sebab=reason_of(before, now, kalender))


def record(uow: UnitOfWork, renewal: Renewal, oleh: Record, sumber: int | None = None) -> None:
    """Add to the history what changed under open cards.

    Args:
        oleh: Who changed it, as the history keeps it; empty for an operator at a terminal.
        sumber: The number of the berkas in which it was changed; None where that was in none.
    """
    uow.jejak.append(renewal.kantor_id, tuple(lines_of(uow, renewal, oleh, sumber)))


def renew(uow: UnitOfWork, show: Show, seen: Seen, kalender: Kalender) -> Renewed | None:
    """Return a tugas as it is to be stored if its card shows something else; None where it shows the same."""
    loaded = seen.loaded
    before = loaded.tugas
    moved = before
    if kalender.is_changed:
        moved = move(uow.sop.get(loaded.sop_id), before, kalender, uow.now)
    shown = show(replace(loaded, tugas=moved))
    news = compare(seen.shown, shown)
    facts = replace(
        moved.facts,
        pembaruan=add(moved.facts.pembaruan, news),
        urutan=kept_numbers(before, listed(seen.shown), listed(shown)),
    )
    renewed = replace(moved, facts=facts)
    if renewed == before:
        return None
    return Renewed(dulu=loaded, tugas=renewed, news=news)


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


def lines_of(
    uow: UnitOfWork, renewal: Renewal, oleh: Record, sumber: int | None
) -> Iterator[JejakLine]:
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
                aksi=PERBARUI,
                pelaku=oleh,
                rincian={"pembaruan": said, **({"sumber": sumber} if sumber is not None else {})},
            )
    for moved in renewal.moved:
        yield JejakLine(
            at=uow.now,
            berkas_id=moved.dulu.berkas.id,
            tugas_id=moved.tugas.id,
            langkah=moved.tugas.langkah,
            aksi=GESER_BATAS,
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
    uow.reminders.owe_again([one.tugas.id for one in renewal.moved])
    tell_calendar(uow, renewal.kantor_id, renewal.moved, renewal.disturbed)
