"""The last question before something is done: on the card or board, and over after two minutes.

1. The office's clock measures it, as it dates whatever people do. Where that was set back, a question
   from later than now is over: nobody can tell how long it has been asking.
2. A "Ya" that comes without its question, or after it, does nothing: the card is shown again.
3. Nor does one to a question about what has changed since: the question stands no more.
4. In which office a command is meant is such a question too: what was typed is not done hours later.
"""

from datetime import datetime, timedelta

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Aksi
from sop_flows.engine.berkas import Stored
from sop_flows.engine.kerja import KERJA
from sop_flows.errors import ConfirmationOver, NaskahChanged, ResentUnchanged
from sop_flows.ports.dibubuhkan import Dibubuhkan
from sop_flows.ports.ditanya import (
    Ditanya,
    PilihKantor,
    PilihSekaligus,
    Yakin,
    YakinKecualikan,
    YakinSekaligus,
)
from sop_flows.ports.layar.tugas import KantorTakDipilih
from sop_flows.ports.records import Actor, Percakapan
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.say import say
from sop_flows.use_cases.tugas.act import decide, perform_decided
from sop_flows.use_cases.tugas.bubuhan import keep_signed, signed_with
from sop_flows.use_cases.tugas.percakapan import leave
from sop_flows.use_cases.tugas.pilihan_sekaligus import as_kind, ask_about
from sop_flows.use_cases.tugas.resent import ask_why

LIFE = timedelta(minutes=2)
BATCH = 200
ENDING: tuple[type[Ditanya], ...] = (Yakin, YakinKecualikan, YakinSekaligus, PilihKantor)
"""What a chat is asked that ends by itself: its answer does something at once."""


def is_over(asked: Percakapan, now: datetime) -> bool:
    """Tell whether a question that ends by itself was left alone for too long."""
    is_asking = asked.dimulai_at <= now < asked.dimulai_at + LIFE
    return isinstance(asked.isi, ENDING) and not is_asking


def perform_tapped(
    uow: UnitOfWork, actor: Actor, *, tugas_id: int, aksi: Aksi, sidik: str = ""
) -> Stored | None:
    """Do what a button says; what cannot be undone, only while it is being confirmed.

    What answers a return, and is as it was, is asked about instead: None then.

    Args:
        sidik: Of what was signed outside of the bot, where the button decides by that.

    Raises:
        ConfirmationOver: It asked longer than two minutes ago, or does not ask. Who may not do
            this, or comes after somebody else, is told that instead.
        NaskahChanged: What is decided on is not what was asked about, such as after an import.
    """
    signed = signed_with(uow.percakapan.get(actor.chat_id), tugas_id, sidik) if sidik else None
    aksi = replace(aksi, tanda=signed.tanda if signed else None)
    try:
        decided = decide(uow, actor, tugas_id, aksi)
    except ResentUnchanged as same:
        ask_why(uow, actor, tugas_id=tugas_id, kerja=aksi.kerja, same=same)
        return None
    if KERJA[aksi.kerja].is_confirmed:
        asked = uow.percakapan.get(actor.chat_id)
        check_confirmed(asked, tugas_id, decided.aksi, signed)
    if sidik and signed is None:  # it means a file, and the chat is asked about none, or another
        raise ConfirmationOver
    if signed is not None:
        keep_signed(uow, decided, signed)
    return perform_decided(uow, actor, decided)


def check_confirmed(
    asked: Percakapan | None, tugas_id: int, aksi: Aksi, signed: Dibubuhkan | None
) -> None:
    """Refuse an aksi unless a conversation asks for exactly this, still does, and of the same."""
    if asked is None or is_over(asked, aksi.at) or not isinstance(asked.isi, Yakin):
        raise ConfirmationOver
    wanted = Yakin(
        tugas=tugas_id,
        revisi=aksi.revisi,
        kerja=aksi.kerja,
        naskah=aksi.naskah,
        dibubuhkan=signed,
    )
    if replace(asked.isi, naskah=aksi.naskah) != wanted:
        raise ConfirmationOver
    if asked.isi != wanted:
        raise NaskahChanged


def end_confirmations(uow: UnitOfWork) -> None:
    """Put the ordinary buttons back where a question was left alone, and say what was not done."""
    for asked in uow.percakapan.begun_outside(ENDING, uow.now - LIFE, uow.now, BATCH):
        if isinstance(asked.isi, YakinSekaligus):
            ask_about(uow, asked.chat_id, as_kind(asked.isi, PilihSekaligus))
            continue
        leave(uow, chat_id=asked.chat_id)
        if isinstance(asked.isi, PilihKantor):
            say(uow, asked.chat_id, None, KantorTakDipilih(nomor=asked.isi.nomor))


def next_confirmation_end(uow: UnitOfWork) -> datetime | None:
    """Return when the oldest confirmation is over."""
    oldest = uow.percakapan.oldest(ENDING)
    return None if oldest is None else oldest + LIFE
