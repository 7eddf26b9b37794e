"""Choosing several tugas that wait for the same kerja: a list of them, from which each can be taken out.

1. A list names each with the kode of its naskah and opens its card: nobody decides blind. What it shows
   is kept with it, and nothing else is decided later.
2. What needs a question of its own is not chosen from: the list says which, and why.
3. A page is a list by itself: more than a person reads before one "Ya" is not decided with it.
"""

from dataclasses import fields
from typing import Final

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.kerja import KERJA
from sop_flows.engine.sekaligus import NothingChosen, SekaligusOver
from sop_flows.errors import AksiNotAllowed, Refusal
from sop_flows.ports.ditanya import (
    Butir,
    PilihSekaligus,
    Sekaligus,
    Sendiri,
    YakinSekaligus,
)
from sop_flows.ports.halaman import page_of
from sop_flows.ports.records import Actor, Daftar
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.who import colleague
from sop_flows.use_cases.say import ask
from sop_flows.use_cases.tugas.access import load_own
from sop_flows.use_cases.tugas.calon_sekaligus import (
    butir_of,
    candidates,
    check_allowed,
    examine,
    sebab_of,
)
from sop_flows.use_cases.tugas.percakapan import leave

MOST_BUTIR: Final = 10
"""Tugas of one list: as many as somebody reads before they answer for all of them."""


def begin_choice(
    uow: UnitOfWork, actor: Actor, *, kantor_id: int, kerja: Kerja, halaman: int = 1
) -> None:
    """Send somebody the list of what they may decide at once: a page of it, all chosen.

    Raises:
        AksiNotAllowed: The kerja is no decision.
        NotFound: They are nobody in that office.
        SekaligusNotAllowed: The office does not allow it.
        NothingChosen: Nothing waits for that.
    """
    if not KERJA[kerja].is_signed:
        raise AksiNotAllowed(aksi=kerja.value)
    orang = colleague(uow, actor.user_id, kantor_id)
    check_allowed(uow, kantor_id)
    found = candidates(uow, actor.user_id, kantor_id, kerja)
    if not found:
        raise NothingChosen
    page = page_of(found, halaman, MOST_BUTIR)
    butir: list[Butir] = []
    alone: list[Sendiri] = []
    for loaded in page.baris:
        try:
            butir.append(butir_of(examine(uow, actor, loaded, kerja)))
        except Refusal as refusal:
            alone.append(Sendiri(nomor=loaded.tugas.nomor, sebab=sebab_of(refusal)))
    isi = PilihSekaligus(
        kantor=kantor_id,
        kerja=kerja,
        butir=tuple(butir),
        sendiri=tuple(alone),
        halaman=page.ke,
        jumlah=page.jumlah,
    )
    ask(uow, actor.chat_id, isi)
    uow.kartu.send_list(Daftar.SEKALIGUS, kantor_id, orang.id, actor.chat_id)


def current(uow: UnitOfWork, actor: Actor) -> Sekaligus:
    """Return the list that stands in a chat, for who still may decide on several at once.

    Raises:
        SekaligusOver: None does.
        NotFound: The person is nobody in that office any more.
        SekaligusNotAllowed: The office does not allow it any more.
    """
    asked = uow.percakapan.get(actor.chat_id)
    match asked.isi if asked else None:
        case Sekaligus() as isi:
            colleague(uow, actor.user_id, isi.kantor)
            check_allowed(uow, isi.kantor)
            return isi
    raise SekaligusOver


def chosen_from(uow: UnitOfWork, actor: Actor, sidik: str) -> PilihSekaligus:
    """Return the list from which a button chooses.

    Raises:
        SekaligusOver: Another one stands, or it is being confirmed.
    """
    isi = current(uow, actor)
    if not isinstance(isi, PilihSekaligus) or isi.sidik != sidik:
        raise SekaligusOver
    return isi


def toggle_one(uow: UnitOfWork, actor: Actor, *, sidik: str, tugas_id: int) -> None:
    """Take a tugas out of the choice, or back into it.

    Raises:
        SekaligusOver: It is not in the list that stands.
    """
    isi = chosen_from(uow, actor, sidik)
    if tugas_id not in {one.tugas for one in isi.butir}:
        raise SekaligusOver
    others = tuple(id for id in isi.tidak if id != tugas_id)
    tidak = others if tugas_id in isi.tidak else (*others, tugas_id)
    ask_about(uow, actor.chat_id, replace(isi, tidak=tidak))


def look_at_one(uow: UnitOfWork, actor: Actor, *, sidik: str, tugas_id: int) -> None:
    """Send the card of a tugas in the list, with what would be decided on; the list goes on standing.

    Raises:
        SekaligusOver: It is not in the list that stands.
        NotYourTugas: It is not theirs any more.
    """
    isi = current(uow, actor)
    if sidik != isi.sidik or tugas_id not in {one.tugas for one in isi.butir}:
        raise SekaligusOver
    tugas = load_own(uow, actor.user_id, tugas_id).tugas
    if tugas.is_open and tugas.dilihat_at is None:
        uow.berkas.see(tugas_id, uow.now)
    uow.kartu.send_anew(tugas_id, actor.chat_id)


def ask_several(uow: UnitOfWork, actor: Actor, *, sidik: str) -> None:
    """Ask whether those that are chosen are really meant, naming each.

    Raises:
        SekaligusOver: The button is of another list.
        NothingChosen: All were taken out.
    """
    isi = chosen_from(uow, actor, sidik)
    if not isi.dipilih:
        raise NothingChosen
    ask_about(uow, actor.chat_id, as_kind(isi, YakinSekaligus))


def choose_again(uow: UnitOfWork, actor: Actor, *, sidik: str) -> None:
    """Go back from the last question to the list.

    Raises:
        SekaligusOver: The button is of another list.
    """
    isi = current(uow, actor)
    if isi.sidik != sidik:
        raise SekaligusOver
    ask_about(uow, actor.chat_id, as_kind(isi, PilihSekaligus))


def leave_choice(uow: UnitOfWork, actor: Actor) -> None:
    """End the list that stands in a chat: nothing is decided.

    Raises:
        SekaligusOver: None does.
    """
    asked = uow.percakapan.get(actor.chat_id)
    if asked is None or not isinstance(asked.isi, Sekaligus):
        raise SekaligusOver
    leave(uow, chat_id=actor.chat_id)


def as_kind(isi: Sekaligus, kind: type[PilihSekaligus | YakinSekaligus]) -> Sekaligus:
    """Return the same list as another question about it."""
    return kind(**{each.name: getattr(isi, each.name) for each in fields(Sekaligus)})


def ask_about(uow: UnitOfWork, chat_id: int, isi: Sekaligus) -> None:
    """Set what the list asks, and owe it a redraw."""
    ask(uow, chat_id, isi)
    uow.kartu.owe_list_again(Daftar.SEKALIGUS, isi.kantor, chat_id)


def redraw_list(uow: UnitOfWork, *, chat_id: int, kantor_id: int) -> int | None:
    """Owe a chat the present state of its list; return the message that shows it, if any."""
    return uow.kartu.owe_list_again(Daftar.SEKALIGUS, kantor_id, chat_id)
