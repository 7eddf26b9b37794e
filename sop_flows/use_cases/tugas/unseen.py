"""What is typed is done to what the phone shows: a card that it does not show as it is now comes first.

A button lies under what it decides on, and carries its revisi; a number that is typed does neither.
"""

from sop_flows.ports.layar.tugas import KartuDahulu
from sop_flows.ports.records import Actor, Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.holders import recipients_now
from sop_flows.use_cases.jabatan.who import office_named
from sop_flows.use_cases.say import say


def show_first(uow: UnitOfWork, actor: Actor, loaded: Loaded) -> bool:
    """Send somebody the card of a tugas unless they have it as it is now; tell whether it was sent.

    Who is owed no card of it gets none: they are about to be refused, and hear why.
    """
    tugas, kantor_id = loaded.tugas, loaded.berkas.kantor_id
    cards = (card for card in uow.kartu.of_tugas(tugas.id) if card.chat_id == actor.chat_id)
    own = next(cards, None)
    if own is not None and own.shows(tugas):
        return False
    people = recipients_now(uow, kantor_id, tugas)
    if all(person.chat_id != actor.chat_id for person in people):
        return False
    told = KartuDahulu(
        nomor=tugas.nomor,
        kantor=office_named(uow, actor.user_id, kantor_id),
        berubah=own is not None and own.is_drawn,
    )
    say(uow, actor.chat_id, kantor_id, told)
    uow.kartu.send_anew(tugas.id, actor.chat_id)
    return True
