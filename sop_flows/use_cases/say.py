"""What a chat is owed (an answer to who waits for it, in the fast lane, or news) and what it is being asked."""

from collections.abc import Iterable
from datetime import datetime
from enum import Enum

from sop_flows.errors import Refusal
from sop_flows.kinerja.unggahan import SheetRefused
from sop_flows.ports.ditanya import Ditanya
from sop_flows.ports.kiriman import Kiriman, answer_to
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.tugas import Penolakan
from sop_flows.ports.records import Percakapan
from sop_flows.ports.unit_of_work import UnitOfWork


def say(uow: UnitOfWork, chat_id: int, kantor_id: int | None, isi: Isi) -> None:
    """Owe a chat what a message says."""
    uow.outbox.add(answer_to(chat_id, isi, kantor_id=kantor_id))


def ask(uow: UnitOfWork, chat_id: int, isi: Ditanya) -> None:
    """Let a chat be asked that from now on, and nothing else."""
    uow.percakapan.put(Percakapan(chat_id=chat_id, isi=isi, dimulai_at=uow.now))


def is_silent(uow: UnitOfWork, kantor_id: int, *, segera: bool = False) -> bool:
    """Tell whether what nobody asked for has no sound now: outside of the hours of the office, unless urgent."""
    return not (segera or uow.kantor.jam_kerja(kantor_id).is_open(uow.now))


def tell(
    uow: UnitOfWork,
    kantor_id: int,
    news: Iterable[tuple[int, Isi]],
    *,
    segera: bool = False,
    once: str = "",
) -> None:
    """Owe chats, by their ids, the news of an office: without a sound outside of its hours.

    Args:
        segera: Whether it has a sound at any hour.
        once: What it is, for ever: with that, no chat is told it again.
    """
    senyap = is_silent(uow, kantor_id, segera=segera)
    uow.outbox.add(
        *(
            Kiriman(
                chat_id=chat_id,
                kantor_id=kantor_id,
                isi=isi,
                senyap=senyap,
                dedup=f"{once}:{chat_id}" if once else None,
            )
            for chat_id, isi in news
        )
    )


def told_of(refusal: Refusal) -> Penolakan:
    """Return what is said of a refusal: its code, and its facts as plain JSON."""
    code = type(refusal).__name__
    if isinstance(refusal, SheetRefused):
        return Penolakan(kode=code, fakta={"sebab": refusal.sebab.value})
    names = getattr(refusal, "__dataclass_fields__", {})
    fakta = {name: plain(getattr(refusal, name)) for name in names}
    return Penolakan(kode=code, fakta=fakta)


def plain(value: object) -> object:
    """Return a fact as JSON has it."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return value.value if isinstance(value, Enum) else value
