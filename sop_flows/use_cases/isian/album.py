"""Several dokumen sent at once: Telegram brings an album as one message for each of them.

The first of an album finds the tugas and the isian that it answers; the others follow it there,
each acknowledged by a light sign instead of a receipt and a new card.
"""

from sop_flows.ports.ditanya import Album, TanyaMulai
from sop_flows.ports.layar.formulir import Dimengerti
from sop_flows.ports.records import Percakapan
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.say import ask, say


def asked_now(uow: UnitOfWork, chat_id: int, album: str) -> Percakapan | None:
    """Return what the chat is being asked; what an album was sent for counts for that album only."""
    asked = uow.percakapan.get(chat_id)
    is_album = asked is not None and isinstance(asked.isi, Album)
    return None if is_album and not follows(asked, album) else asked


def follows(asked: Percakapan | None, album: str) -> bool:
    """Tell whether a dokumen belongs to an album whose first one has been kept."""
    match asked.isi if asked else None:
        case Album(album=kept) | TanyaMulai(album=kept):
            return bool(album) and kept == album
    return False


def remember(uow: UnitOfWork, chat_id: int, tugas_id: int, kode: str, album: str) -> None:
    """Let the rest of an album follow its first dokumen."""
    if album:
        isi = Album(tugas=tugas_id, kode=kode, album=album)
        ask(uow, chat_id, isi)


def acknowledge(uow: UnitOfWork, chat_id: int, kantor_id: int, message_id: int) -> None:
    """Owe the light sign that one dokumen of an album was kept."""
    say(uow, chat_id, kantor_id, Dimengerti(tempat=None, message_id=message_id))
