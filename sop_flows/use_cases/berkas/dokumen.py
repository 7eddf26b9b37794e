"""Looking at the dokumen of a berkas again: those that concern a tugas, or a person.

1. Who may see one is read when it is asked for, and once more when it is sent.
2. They go out oldest first, a few at a time; the line after them leads on.
"""

from collections.abc import Collection

from sop_flows.deferred import dataclass
from sop_flows.engine.berkas import Berkas
from sop_flows.errors import NotFound
from sop_flows.kantor.dokumen import Lampiran, concerning, isian_of
from sop_flows.kantor.kantor import Pegawai
from sop_flows.ports.lampiran import DokumenView
from sop_flows.ports.layar.daftar import DokumenLagi, LayarDokumen
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Sop
from sop_flows.use_cases.berkas.steer import visible
from sop_flows.use_cases.jabatan.who import colleague
from sop_flows.use_cases.say import say
from sop_flows.use_cases.tugas.access import load_own
from sop_flows.use_cases.tugas.naskah import office_of

MOST_DOKUMEN = 10  # dokumen that one tap sends


@dataclass(frozen=True, slots=True)
class Terlihat:
    """The dokumen of a berkas that somebody may see, in the order they came."""

    berkas: Berkas
    sop: Sop
    dokumen: tuple[Lampiran, ...]


def seen_on_tugas(uow: UnitOfWork, user_id: int, tugas_id: int) -> Terlihat:
    """Return what concerns a tugas of the user.

    Raises:
        NotYourTugas: It is not the user's, or there is none.
    """
    loaded = load_own(uow, user_id, tugas_id)
    berkas, sop = loaded.berkas, uow.sop.get(loaded.sop_id)
    found = uow.lampiran.of_berkas(berkas.id)
    return Terlihat(berkas, sop, concerning(sop, (loaded.tugas,), found))


def seen_on_board(uow: UnitOfWork, user_id: int, berkas_id: int) -> Terlihat:
    """Return what the user may see on the board of a berkas.

    Raises:
        NotFound: It is none of the user's offices', or there is none.
    """
    berkas, sop_id = visible(uow, user_id, berkas_id)
    orang = colleague(uow, user_id, berkas.kantor_id)
    sop = uow.sop.get(sop_id)
    starters = uow.sop.kolom_of(berkas.kantor_id, sop_id, sop.pemrakarsa)
    return Terlihat(berkas, sop, concerning_person(uow, sop, berkas_id, orang, starters))


def concerning_person(
    uow: UnitOfWork, sop: Sop, berkas_id: int, orang: Pegawai, starters: Collection[int]
) -> tuple[Lampiran, ...]:
    """Return the dokumen of a berkas that somebody may see on its board.

    Who starts such a berkas, and an admin, sees all; others what concerns the tugas in it, open or
    closed, of the posts that they hold today.
    """
    found = uow.lampiran.of_berkas(berkas_id)
    if orang.watches(starters) or not found:
        return found
    posts = [post.jabatan_id for post in orang.jabatan]
    return concerning(sop, uow.berkas.tugas_for(berkas_id, posts, orang.id), found)


def request_dokumen(uow: UnitOfWork, actor: Actor, *, tugas_id: int, sesudah: int = 0) -> None:
    """Owe somebody the dokumen that concern a tugas of theirs: the first few after ``sesudah``."""
    seen = seen_on_tugas(uow, actor.user_id, tugas_id)
    owe_dokumen(uow, actor.chat_id, seen, sesudah, tugas=tugas_id)


def request_board_dokumen(
    uow: UnitOfWork, actor: Actor, *, berkas_id: int, sesudah: int = 0
) -> None:
    """Owe somebody the dokumen that they may see of a berkas: the first few after ``sesudah``."""
    seen = seen_on_board(uow, actor.user_id, berkas_id)
    owe_dokumen(uow, actor.chat_id, seen, sesudah, berkas=berkas_id)


def owe_dokumen(
    uow: UnitOfWork,
    chat_id: int,
    seen: Terlihat,
    sesudah: int,
    *,
    tugas: int | None = None,
    berkas: int | None = None,
) -> None:
    """Owe the first few dokumen after one of them, and the line that leads to the others."""
    waiting = [lampiran for lampiran in seen.dokumen if lampiran.id > sesudah]
    kantor_id = seen.berkas.kantor_id
    for lampiran in waiting[:MOST_DOKUMEN]:
        handed = LayarDokumen(tugas=tugas, berkas=berkas, lampiran=lampiran.id)
        say(uow, chat_id, kantor_id, handed)
    left = len(waiting[MOST_DOKUMEN:])
    if left or not waiting:
        last = waiting[MOST_DOKUMEN - 1].id if left else sesudah
        more = DokumenLagi(tugas=tugas, berkas=berkas, sisa=left, sesudah=last)
        say(uow, chat_id, kantor_id, more)


def view_dokumen(
    uow: UnitOfWork,
    *,
    user_id: int,
    lampiran_id: int,
    tugas_id: int | None = None,
    berkas_id: int | None = None,
) -> DokumenView:
    """Return one dokumen to somebody who may see it now, by a tugas or by the board.

    Raises:
        NotYourTugas: The tugas is not the user's.
        NotFound: The user may not see such a dokumen, or there is none.
    """
    if tugas_id is not None:
        seen = seen_on_tugas(uow, user_id, tugas_id)
    elif berkas_id is not None:
        seen = seen_on_board(uow, user_id, berkas_id)
    else:
        raise NotFound
    for lampiran in seen.dokumen:
        if lampiran.id == lampiran_id:
            return describe_dokumen(uow, seen, lampiran)
    raise NotFound


def describe_dokumen(uow: UnitOfWork, seen: Terlihat, lampiran: Lampiran) -> DokumenView:
    """Return a dokumen with what it is and who handed it in."""
    kantor_id = seen.berkas.kantor_id
    kantor, units = office_of(uow, seen.berkas)
    isian = isian_of(seen.sop, lampiran)
    unit_id = lampiran.unit_id
    return DokumenView(
        kantor=kantor,
        berkas=seen.berkas,
        lampiran=lampiran,
        label=isian.label if isian else "",
        unit=units[unit_id].nama if unit_id is not None else "",
        pengirim=uow.pegawai.person(kantor_id, lampiran.oleh),
        indikator=indikator_of(uow, kantor_id, lampiran),
    )


def indikator_of(uow: UnitOfWork, kantor_id: int, lampiran: Lampiran) -> str:
    """Return the kode and name of the indikator that a dokumen proves; empty where it is of none alone."""
    found = lampiran.indikator_id and uow.kinerja.named(kantor_id, lampiran.indikator_id)
    return f"{found.kode} {found.nama}" if found else ""
