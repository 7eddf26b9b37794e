"""Every way to decide is the same way: by button and by command, cell by cell of the tables of authority."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy import select

from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.engine.formulir import Formulir
from sop_flows.engine.kerja import KERJA, kerja_that
from sop_flows.jejak import JejakLine
from sop_flows.ports.ditanya import AlasanTetap, Yakin
from sop_flows.ports.records import Actor
from sop_flows.sop.definition import Tahap
from sop_flows.sop.place import Place
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.tugas.konfirmasi import perform_tapped
from sop_flows.use_cases.tugas.nomor import perform_by_number
from sop_flows.use_cases.tugas.percakapan import Ketukan, converse
from storage.database.insert import table
from storage.database.tables import NaskahRow, NomorSuratRow
from storage.unit_of_work import SqlUnitOfWork
from tests.keamanan.kantor import Kantor
from tests.keamanan.kebijakan import Kebijakan, by_length
from tests.keamanan.perjalanan import stages
from tests.keamanan.test_wewenang import perkara_of, promised

WORDS = "Mohon diperiksa sekali lagi."
COMMANDS: Mapping[str, tuple[Kerja, ...]] = {
    "setuju": kerja_that(lambda one: one.is_signed),
    "selesai": kerja_that(lambda one: one.finishes),
    "kirim": (Kerja.KIRIM,),
    "kembalikan": (Kerja.KEMBALIKAN,),
}
"""What each command does, whichever of them the card offers."""
BESIDE = (table(NaskahRow), table(NomorSuratRow))
"""What a decision writes beside the berkas."""
STRANGERS = 4  # of the last ones: former employees, the office next door, nobody at all
Try = tuple[Tugas, str, str]
"""A tugas, who types, and which command."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Somebody's command about a tugas, and the button of the same."""

    actor: Actor
    tugas: Tugas
    kerja: Kerja
    meant: tuple[Kerja, ...]
    """What the command does, whichever of them the card offers."""
    unit: tuple[int, ...]
    is_choice: bool
    """Whether its recipients are ticked on the card: no command names them."""
    lines: int
    """Of history, before either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What a berkas is after a decision, in rows and in history."""

    berkas: Berkas
    tugas: tuple[Tugas, ...]
    formulir: tuple[Formulir, ...]
    jejak: tuple[JejakLine, ...]
    beside: tuple[tuple[Any, ...], ...]


@pytest.mark.parametrize("nama", by_length())
def test_button_and_command_end_in_the_same_state_and_the_same_history(
    nama: str, kantor_of: Callable[[str], Kantor]
):
    k, faults, seen, known = kantor_of(nama), [], set[tuple[str, str]](), set[tuple[int, int]]()
    chosen: set[str] = set()
    for stage, berkas_id in stages(k):
        answer_cards(k, berkas_id)
        k.deliver()
        tries, about = list(new_tries(k, berkas_id, known)), perkara_of(k, berkas_id)
        tahap, lines = seen_of(k, berkas_id)
        cells = [cell_of(k, *one, tahap[one[0].place], lines) for one in tries]
        tapped, _ = k.attempts((by_button, {"cell": one}) for one in cells)
        typed, is_same = k.attempts((by_command, {"cell": one}) for one in cells)
        if not is_same:
            faults.append(f"{stage}: a refusal changed something")
        for (tugas, siapa, command), cell, (one, _), (other, _) in zip(
            tries, cells, tapped, typed, strict=True
        ):
            kerja, where = cell.kerja, f"{stage}: {tugas.place} {siapa} /{command}"
            if isinstance(other, Ended):
                seen.add((str(tugas.place), kerja.value))
            if said(one) != said(other):
                faults.append(f"{where}: {one!r} or {other!r}")
            allowed = k.kebijakan.answers(siapa, about[tugas.id], kerja)
            if cell.is_choice and "done" in allowed:  # whom it goes to is ticked on the card
                chosen.add(str(tugas.place))
                allowed = {"PenerimaRequired"}
            if answer(other) not in allowed:
                faults.append(f"{where}: {other!r}")

    assert not faults, "\n".join(faults)
    only_tapped = typed_lines(k.kebijakan) - seen
    assert {di for di, _ in only_tapped} <= chosen, "every other line of the policy can be typed"


def typed_lines(kebijakan: Kebijakan) -> set[tuple[str, str]]:
    """Return the places and words of a policy that a command can say, if no line of it is dead."""
    words = {kerja.value for commands in COMMANDS.values() for kerja in commands}
    done = ((di, word) for di, word, outcome in promised(kebijakan) if outcome == "done")
    return {(di, word) for di, word in done if word in words}


def answer_cards(k: Kantor, berkas_id: int) -> None:
    """Let the open cards have the answers that they ask for, as their people would give them."""

    def give(uow: SqlUnitOfWork) -> None:
        berkas, sop_id = uow.berkas.get(berkas_id)
        for tugas in berkas.terbuka:
            tahap = uow.sop.get(sop_id).tahap_at(tugas.langkah, tugas.tahap)
            isian = k.aksi(Kerja.SELESAI, tugas).isian
            asked = [one.kode for one in (tahap.isian if tahap else ()) if one.kode in isian]
            given = {kode: isian[kode] for kode in asked}
            if given and tugas.facts.answers != given:
                uow.berkas.change(replace(tugas, facts=replace(tugas.facts, isian=given)))

    k.run(give)


def new_tries(k: Kantor, berkas_id: int, known: set[tuple[int, int]]) -> Iterator[Try]:
    """Yield what is tried: what is new at a stage, two of a kind, every command.

    Everybody types what the policy knows there; what it does not know, whoever may act there and some
    who may not: to a stranger a command says the same whatever it is.
    """
    alike = Counter[tuple[Place, bool]]()
    for tugas in k.probed(berkas_id):
        kind = (tugas.place, tugas.facts.only_attends)
        if (tugas.id, tugas.revisi) in known or alike[kind] == 2:
            continue
        known.add((tugas.id, tugas.revisi))
        alike[kind] += 1
        perkara = k.perkara(tugas)
        known_words = k.kebijakan.words(perkara)
        for command, meant in COMMANDS.items():
            people = k.actors()
            if not set(meant) & set(known_words):
                may = [p for p in people if k.kebijakan.recorded(p, perkara, meant[0])]
                people = [*may, *people[-STRANGERS:]]
            yield from ((tugas, siapa, command) for siapa in people)


def cell_of(
    k: Kantor, tugas: Tugas, siapa: str, command: str, tahap: Tahap | None, lines: int
) -> Cell:
    """Return one cell: the command, and the button of the same."""
    offered = k.kebijakan.words(k.perkara(tugas))
    meant = COMMANDS[command]
    kerja = next((each for each in meant if each in offered), meant[0])
    back = tahap.kembali if tahap is not None and kerja is Kerja.KEMBALIKAN else ()
    return Cell(
        actor=Actor.private(k.user[siapa]),
        tugas=tugas,
        kerja=kerja,
        meant=meant,
        unit=k.aksi(kerja, tugas).unit if back and back[0].per_unit else (),
        is_choice=kerja is Kerja.DISPOSISIKAN and tahap is not None and tahap.is_choice,
        lines=lines,
    )


def seen_of(k: Kantor, berkas_id: int) -> tuple[dict[Place, Tahap | None], int]:
    """Return what the file of the SOP says of every place of a berkas, and its lines of history.

    The file says nothing of what stands beside the flow.
    """

    def look(uow: SqlUnitOfWork) -> tuple[dict[Place, Tahap | None], int]:
        sop = uow.sop.get(uow.berkas.get(berkas_id)[1])
        tahap = {t.place: sop.tahap_at(*t.place) for t in uow.berkas.tugas_of(berkas_id)}
        return tahap, len(uow.jejak.of_berkas(berkas_id))

    return k.run(look)


def by_button(uow: SqlUnitOfWork, *, cell: Cell) -> Ended:
    """Tap what the card offers, and its "Ya"."""
    revisi = cell.tugas.revisi
    if KERJA[cell.kerja].is_confirmed:
        tap = Ketukan(actor=cell.actor, tugas_id=cell.tugas.id, revisi=cell.tugas.revisi)
        converse(uow, tap=tap, kerja=cell.kerja, kind=Yakin)
        revisi = answer_why(uow, cell)
    tap_it(uow, cell, revisi)
    answer_why(uow, cell)
    return ended(uow, cell.tugas)


def answer_why(uow: SqlUnitOfWork, cell: Cell) -> int:
    """Say why what was returned comes again as it was, if that is asked; return the revisi then."""
    asked = uow.percakapan.get(cell.actor.chat_id)
    if asked is not None and isinstance(asked.isi, AlasanTetap):
        take_text(uow, cell.actor, teks=WORDS, message_id=1)
    loaded = uow.berkas.load_tugas(cell.tugas.id)
    assert loaded is not None
    return loaded.tugas.revisi


def by_command(uow: SqlUnitOfWork, *, cell: Cell) -> Ended:
    """Type its number, and tap "Ya" where that is asked."""
    tugas, catatan = cell.tugas, words_of(cell)
    if cell.unit:
        units = uow.kantor.unit(uow.berkas.get(uow.berkas.berkas_of(tugas.id))[0].kantor_id)
        catatan = f"{', '.join(units[id].nama for id in cell.unit)}: {catatan}"
    perform_by_number(uow, cell.actor, nomor=tugas.nomor, kerja=cell.meant, catatan=catatan)
    answer_why(uow, cell)
    if KERJA[cell.kerja].is_confirmed:
        lines = uow.jejak.of_berkas(uow.berkas.berkas_of(tugas.id))
        assert len(lines) == cell.lines, "decided before it was confirmed"
        asked = uow.percakapan.get(cell.actor.chat_id)
        assert asked is not None
        assert isinstance(asked.isi, Yakin)
        tap_it(uow, cell, asked.isi.revisi)
    return ended(uow, tugas)


def words_of(cell: Cell) -> str:
    return WORDS if cell.kerja is Kerja.KEMBALIKAN else ""


def tap_it(uow: SqlUnitOfWork, cell: Cell, revisi: int) -> None:
    aksi = Aksi(
        kerja=cell.kerja, revisi=revisi, at=uow.now, catatan=words_of(cell), unit=cell.unit
    )
    perform_tapped(uow, cell.actor, tugas_id=cell.tugas.id, aksi=aksi)


def ended(uow: SqlUnitOfWork, tugas: Tugas) -> Ended:
    berkas_id = uow.berkas.berkas_of(tugas.id)
    return Ended(
        berkas=uow.berkas.get(berkas_id)[0],
        tugas=uow.berkas.tugas_of(berkas_id),
        formulir=uow.kinerja.formulir_of(berkas_id),
        jejak=uow.jejak.of_berkas(berkas_id),
        beside=tuple(
            tuple(row) for rows in BESIDE for row in uow.connection.execute(select(rows))
        ),
    )


def said(outcome: Any) -> object:
    """Return what counts of an outcome: the end, or the kind of refusal, said alike to strangers."""
    return answer(outcome) if isinstance(outcome, Exception) else outcome


def answer(outcome: Any) -> str:
    """Return an outcome in the words of a policy."""
    if isinstance(outcome, Exception):
        return type(outcome).__name__.replace("NotFound", "NotYourTugas")
    return "done"
