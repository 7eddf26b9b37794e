"""Steering a berkas: finding it, showing its board and history, giving it up."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from sop_flows.engine.berkas import Berkas, StatusBerkas, Stored
from sop_flows.engine.engine import cancel
from sop_flows.engine.line import BATALKAN
from sop_flows.errors import NotAllowed, NotFound
from sop_flows.kantor.kantor import Pegawai
from sop_flows.ports.ditanya import Batalkan
from sop_flows.ports.kartu import KartuPort
from sop_flows.ports.layar.daftar import LayarBerkas, LayarDitunggu, LayarRiwayat
from sop_flows.ports.layar.tugas import BerkasBernomor, BerkasSenomor, TanyaCatatan
from sop_flows.ports.records import Actor, Daftar, SopAktif
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.berkas.start import may_start, starter
from sop_flows.use_cases.jabatan.who import (
    colleague,
    local_date,
    numbered,
    office_named,
    people_of,
)
from sop_flows.use_cases.say import ask, say
from sop_flows.use_cases.tugas.act import owe_cards
from sop_flows.use_cases.tugas.later import noting_later

BOARDS = 10  # that one command sends


def cancel_berkas(uow: UnitOfWork, actor: Actor, *, berkas_id: int, alasan: str) -> Stored:
    """Give a berkas up, with a reason; those who may start it may do so.

    Raises:
        ReasonRequired: The reason is too short to help anybody.
    """
    berkas, sop_id = visible(uow, actor.user_id, berkas_id)
    orang = steerer(uow, actor.user_id, berkas, sop_id)
    if berkas.status is not StatusBerkas.BERJALAN:
        raise NotFound
    sop = uow.sop.get(sop_id)
    peta = uow.sop.peta(berkas.kantor_id, sop_id, berkas, local_date(uow, berkas.kantor_id))
    cancelled = cancel(sop, berkas, starter(orang), uow.now, peta, alasan)
    uow.percakapan.drop(actor.chat_id)
    with noting_later(uow, berkas, cancelled):
        outcome = uow.berkas.store(cancelled)
        owe_cards(uow, outcome, first_chat=actor.chat_id)
        uow.reminders.owe_list_again(berkas.kantor_id, Daftar.TAWARAN)
    return outcome


def steerer(uow: UnitOfWork, user_id: int, berkas: Berkas, sop_id: int) -> Pegawai:
    """Return the user as somebody who may start such a berkas, by the versi that it runs on.

    Raises:
        NotAllowed: The user may not.
    """
    aktif = SopAktif(id=sop_id, sop=uow.sop.get(sop_id))
    for orang in people_of(uow, user_id):
        if orang.kantor_id == berkas.kantor_id and may_start(uow.sop, orang, aktif):
            return orang
    raise NotAllowed


def visible(uow: UnitOfWork, user_id: int, berkas_id: int) -> tuple[Berkas, int]:
    """Return a berkas of one of the user's offices, and its sop_id.

    Raises:
        NotFound: There is none there; said the same way of a foreign office's.
    """
    offices = {o.kantor_id for o in people_of(uow, user_id)}
    try:
        berkas, sop_id = uow.berkas.get(berkas_id)
    except LookupError:
        raise NotFound from None
    if berkas.kantor_id not in offices:
        raise NotFound
    return berkas, sop_id


def find_berkas(uow: UnitOfWork, *, user_id: int, nomor: int | None) -> tuple[Berkas, ...]:
    """Return the user's berkas of that number, one per office; without one, the newest of each.

    Raises:
        NotFound: None of the user's offices has it.
    """

    def find(kantor_id: int) -> int | None:
        if nomor is not None:
            return uow.berkas.find(kantor_id, nomor)
        return next(iter(uow.berkas.latest(kantor_id)), None)

    found = numbered(uow, user_id, find)
    if not found:
        raise NotFound
    return tuple(uow.berkas.get(berkas_id)[0] for berkas_id in found)


def ask_whose(uow: UnitOfWork, actor: Actor, *, berkas: Sequence[int], aksi: str) -> None:
    """Ask of which office a berkas is meant, where several of the user's have one so numbered."""
    found = [visible(uow, actor.user_id, berkas_id)[0] for berkas_id in berkas]
    pilihan = tuple(
        BerkasBernomor(
            id=one.id,
            nomor=one.nomor,
            kantor=uow.kantor.get(one.kantor_id).nama,
            judul=one.judul,
            periode=one.periode,
        )
        for one in found
    )
    say(uow, actor.chat_id, None, BerkasSenomor(aksi=aksi, pilihan=pilihan))


def show_status(uow: UnitOfWork, actor: Actor) -> int:
    """Send the user the boards of what runs, the newest first; return how many run.

    Where none runs, or more than there are boards for, the list of all berkas is owed as well.
    """
    running = [
        (orang, berkas)
        for orang in people_of(uow, actor.user_id)
        for berkas in running_of(uow, orang.kantor_id)
    ]
    for orang, berkas in running[:BOARDS]:
        give_board(uow.kartu, berkas, orang, actor.chat_id)
    if not 0 < len(running) <= BOARDS:
        say(uow, actor.chat_id, None, LayarBerkas(user_id=actor.user_id))
    return len(running)


def running_of(uow: UnitOfWork, kantor_id: int) -> Iterator[Berkas]:
    """Yield the berkas of an office that run, the newest first."""
    everything = (uow.berkas.get(berkas_id)[0] for berkas_id in uow.berkas.latest(kantor_id))
    return takewhile(lambda berkas: berkas.status is StatusBerkas.BERJALAN, everything)


def give_board(cards: KartuPort, berkas: Berkas, orang: Pegawai, chat_id: int) -> None:
    """Send somebody the board of a berkas as a new message."""
    cards.add_board(berkas.id, berkas.kantor_id, orang.id, chat_id, revisi=berkas.revisi)


def refresh_board(uow: UnitOfWork, actor: Actor, *, berkas_id: int) -> None:
    """Draw a person's board anew."""
    visible(uow, actor.user_id, berkas_id)
    uow.kartu.owe_board_again(berkas_id, actor.chat_id)


def redraw_board(uow: UnitOfWork, *, chat_id: int, berkas_id: int) -> None:
    """Owe a chat the present state of its board; who may see it is read when it is drawn."""
    uow.kartu.owe_board_again(berkas_id, chat_id)


def open_board(uow: UnitOfWork, actor: Actor, *, berkas_id: int) -> None:
    """Send somebody the board of one berkas.

    Raises:
        NotFound: It is none of their offices', or there is none.
    """
    berkas, _ = visible(uow, actor.user_id, berkas_id)
    orang = colleague(uow, actor.user_id, berkas.kantor_id)
    give_board(uow.kartu, berkas, orang, actor.chat_id)


def show_riwayat(
    uow: UnitOfWork, actor: Actor, *, berkas_id: int, halaman: int | None = None
) -> None:
    """Send somebody a page of the history of a berkas; the newest one where none is named."""
    visible(uow, actor.user_id, berkas_id)
    isi = LayarRiwayat(user_id=actor.user_id, berkas_id=berkas_id, halaman=halaman)
    say(uow, actor.chat_id, None, isi)


def show_waiting(uow: UnitOfWork, actor: Actor, *, berkas_id: int, halaman: int) -> None:
    """Send somebody a page of all whom a berkas waits for."""
    visible(uow, actor.user_id, berkas_id)
    isi = LayarDitunggu(user_id=actor.user_id, berkas_id=berkas_id, halaman=halaman)
    say(uow, actor.chat_id, None, isi)


def ask_cancel(uow: UnitOfWork, actor: Actor, *, berkas_id: int) -> None:
    """Ask why a berkas is to be given up.

    Raises:
        NotAllowed: The user does not start this SOP.
        NotFound: It has ended.
    """
    berkas, sop_id = visible(uow, actor.user_id, berkas_id)
    steerer(uow, actor.user_id, berkas, sop_id)
    if berkas.status is not StatusBerkas.BERJALAN:
        raise NotFound
    isi = Batalkan(berkas=berkas_id)
    ask(uow, actor.chat_id, isi)
    question = TanyaCatatan(
        kerja=BATALKAN,
        jenis=BATALKAN,
        berkas=berkas.nomor,
        kantor=office_named(uow, actor.user_id, berkas.kantor_id),
    )
    say(uow, actor.chat_id, berkas.kantor_id, question)
