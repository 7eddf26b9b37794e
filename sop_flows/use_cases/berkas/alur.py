"""The way of a berkas through its SOP, drawn: where it stands, who did what, who has it now."""

from collections.abc import Iterable, Mapping, Sequence

from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.kerja import KERJA
from sop_flows.engine.tembusan import TEMBUSAN
from sop_flows.jejak import JejakLine
from sop_flows.ports.alur import AlurView, Cap, LangkahAlur
from sop_flows.ports.halaman import page_of
from sop_flows.ports.layar.daftar import LayarAlur
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.ports.views import StatusLangkah
from sop_flows.use_cases.berkas.papan import view_berkas
from sop_flows.use_cases.berkas.steer import visible
from sop_flows.use_cases.say import say

PER_PICTURE = 10
"""Langkah on one picture at most: Telegram makes a taller one too small to read."""


def show_alur(
    uow: UnitOfWork, actor: Actor, *, berkas_id: int, halaman: int | None = None
) -> None:
    """Send somebody a picture of the way of a berkas: that page, or the one with the langkah that is open."""
    visible(uow, actor.user_id, berkas_id)
    isi = LayarAlur(user_id=actor.user_id, berkas_id=berkas_id, halaman=halaman)
    say(uow, actor.chat_id, None, isi)


def view_alur(
    uow: UnitOfWork, *, user_id: int, berkas_id: int, halaman: int | None = None
) -> AlurView:
    """Return the way of a berkas for one of its office's people.

    Raises:
        NotFound: It is none of the user's offices', or there is none.
    """
    board = view_berkas(uow, user_id=user_id, berkas_id=berkas_id)
    riwayat = uow.jejak.checked(board.kantor.id, berkas_id)
    done, copies = finishing(riwayat.baris), copied(riwayat.baris)
    everything = [
        LangkahAlur(
            status=one,
            kolom=tuple(board.sop.kolom_of(k).nama for k in one.langkah.pelaksana),
            cap=stamp(done.get(one.langkah.no, ()))
            if one.status is StatusLangkah.SELESAI
            else None,
            tembusan=copies.get(one.langkah.no, ()),
        )
        for one in board.langkah
    ]
    pictures = -(-len(everything) // PER_PICTURE)
    size = -(-len(everything) // pictures)
    at = next((no for no, one in enumerate(everything) if one.status.terbuka), 0)
    return AlurView(
        kantor=board.kantor,
        berkas=board.berkas,
        sop=board.sop,
        langkah=page_of(everything, at // size + 1 if halaman is None else halaman, size),
        selesai=board.selesai,
        terlambat=board.terlambat,
        now=board.now,
        is_whole=riwayat.is_whole,
    )


def finishing(lines: Iterable[JejakLine]) -> Mapping[int, tuple[JejakLine, ...]]:
    """Return the lines that finished a tugas of each langkah: of each tugas the last, in their order."""
    found: dict[int, dict[int, JejakLine]] = {}
    for line in lines:
        traits = KERJA.get(line.aksi)
        if line.langkah is None or line.tugas_id is None or traits is None:
            continue
        if traits.finishes or traits.is_signed or line.aksi == Kerja.HADIR:
            of = found.setdefault(line.langkah, {})
            of.pop(line.tugas_id, None)
            of[line.tugas_id] = line
    return {no: tuple(of.values()) for no, of in found.items()}


def copied(lines: Iterable[JejakLine]) -> Mapping[int, tuple[str, ...]]:
    """Return the posts that copies of the tugas of each langkah went to, in their order."""
    found: dict[int, dict[str, None]] = {}
    for line in lines:
        if line.aksi == TEMBUSAN and line.langkah is not None:
            found.setdefault(line.langkah, {})[line.rincian["ke_jabatan"]] = None
    return {no: tuple(posts) for no, posts in found.items()}


def stamp(lines: Sequence[JejakLine]) -> Cap | None:
    """Return who did a langkah, the last of them by name; None where nobody had to."""
    if not lines:
        return None
    *others, last = lines
    who = last.pelaku
    names = {line.pelaku["nama"] for line in others} - {who["nama"]}
    return Cap(
        nama=who["nama"],
        jabatan=who["jabatan"],
        penugasan=Penugasan(who["penugasan"]),
        at=last.at,
        lain=len(names),
    )
