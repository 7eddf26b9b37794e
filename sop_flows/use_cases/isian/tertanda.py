"""A paper that comes back as a signed PDF: which one it says it is, and whose tugas it would close.

1. Its mark only says which paper to compare it with; that it is one, and intact, was verified elsewhere.
2. It counts for the paper that hangs on an open card of whoever sends it, as it would be decided on now.
3. What is signed and closes nothing is a dokumen like any other, where one is asked for.
"""

from collections.abc import Iterable, Iterator

from sop_flows.deferred import dataclass
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Berkas
from sop_flows.engine.offer import decision_of
from sop_flows.engine.tanda_tangan import Tte, is_named_as
from sop_flows.errors import NotJoined, NoTugasWaits
from sop_flows.kantor.dokumen import TERTANDA, Lampiran
from sop_flows.papers.tanda import FileSeen, Tanda
from sop_flows.papers.tte import SebabTte, Terperiksa, TteRefused
from sop_flows.papers.when import Dibuat, hanging_on
from sop_flows.ports.dibubuhkan import Dibubuhkan
from sop_flows.ports.papers import Paper
from sop_flows.ports.records import Actor, Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.isian.answers import asks_dokumen, expect_dokumen
from sop_flows.use_cases.isian.koreksi import correcting
from sop_flows.use_cases.jabatan.who import employee_in, people_of
from sop_flows.use_cases.tugas.bubuhan import ask_about_signed
from sop_flows.use_cases.tugas.lampiran import kept_of
from sop_flows.use_cases.tugas.listing import open_own
from sop_flows.use_cases.tugas.naskah import asked_about
from sop_flows.use_cases.tugas.nilai import compose_now
from sop_flows.use_cases.tugas.papers import put_together, showing, sumber_of
from sop_flows.use_cases.tugas.tertanda import is_of, signed_files


@dataclass(frozen=True, slots=True, kw_only=True)
class Diminta:
    """A paper that an open tugas of somebody decides on, by which aksi, and the files that it went out as."""

    loaded: Loaded
    kerja: Kerja
    paper: Paper
    files: tuple[str, ...]
    """Their sha256: what we made, and what others signed of it since."""


def may_be_signed(uow: UnitOfWork, actor: Actor, *, nama: str) -> bool:
    """Tell whether a PDF of somebody may be a signed paper, so that it is worth a look inside."""
    if not people_of(uow, actor.user_id):
        return False
    is_asked = any(True for _ in signable(uow, actor.user_id))
    return is_asked or not takes_dokumen(uow, actor, nama)


def takes_dokumen(uow: UnitOfWork, actor: Actor, nama: str) -> bool:
    """Tell whether somebody is asked for a dokumen."""
    try:
        expect_dokumen(uow, actor, nama=nama)
    except (NotJoined, NoTugasWaits):
        return False
    return True


def signable(uow: UnitOfWork, user_id: int) -> Iterator[tuple[Loaded, Kerja]]:
    """Yield the open tugas of somebody that decide on a paper, each with the aksi that does."""
    for loaded in open_own(uow, user_id):
        sop = uow.sop.get(loaded.sop_id)
        kerja = decision_of(sop, loaded.tugas)
        if kerja is not None and hanging_on(sop, loaded.tugas):
            yield loaded, kerja


def find_signing(uow: UnitOfWork, actor: Actor, *, seen: FileSeen, nama: str) -> Diminta | None:
    """Return what a PDF would decide on; None where it is no paper of ours, or is handed in for something else.

    Raises:
        TteRefused: It is a paper of ours that decides on nothing now; says why.
    """
    said = berkas_in(uow, actor.user_id, seen.tanda)
    if said is None:
        return None
    tanda, berkas = said
    waiting = tuple(signable(uow, actor.user_id))
    mine = [(loaded, kerja) for loaded, kerja in waiting if loaded.berkas.id == berkas.id]
    if not seen.is_signed and (not mine or is_handed_in(uow, actor, nama)):
        return None
    if not mine and takes_dokumen(uow, actor, nama):
        return None
    if seen.sha256 in signed_files(uow.berkas.tugas_of(berkas.id)):
        raise TteRefused(SebabTte.SUDAH, berkas=berkas.nomor)
    if not mine:
        raise out_of_place(berkas, [loaded for loaded, _ in waiting])
    if not seen.is_signed:
        raise TteRefused(SebabTte.TANPA_TANDA, berkas=berkas.nomor)
    return asked_to_sign(uow, mine, tanda, berkas)


def berkas_in(
    uow: UnitOfWork, user_id: int, marks: Iterable[Tanda]
) -> tuple[Tanda, Berkas] | None:
    """Return the first mark that names a berkas of an office of somebody, with that berkas."""
    offices = {
        uow.kantor.get(orang.kantor_id).kode: orang.kantor_id for orang in people_of(uow, user_id)
    }
    for tanda in marks:
        kantor_id = offices.get(tanda.kantor)
        found = None if kantor_id is None else uow.berkas.find(kantor_id, tanda.berkas)
        if found is not None:
            return tanda, uow.berkas.get(found)[0]
    return None


def is_handed_in(uow: UnitOfWork, actor: Actor, nama: str) -> bool:
    """Tell whether an unsigned paper is a corrected one, or what a question asks for."""
    is_correction = bool(correcting(uow, actor.user_id, nama))
    return is_correction or asks_dokumen(uow, chat_id=actor.chat_id)


def out_of_place(berkas: Berkas, waiting: Iterable[Loaded]) -> TteRefused:
    """Return why a paper of a berkas of which nothing waits closes no tugas."""
    others = [str(loaded.berkas.nomor) for loaded in waiting]
    if others:
        return TteRefused(SebabTte.BERKAS_LAIN, berkas=berkas.nomor, diminta=others[0])
    return TteRefused(SebabTte.TERTUTUP, berkas=berkas.nomor)


def asked_to_sign(
    uow: UnitOfWork, mine: Iterable[tuple[Loaded, Kerja]], tanda: Tanda, berkas: Berkas
) -> Diminta:
    """Return which of the tugas of somebody a paper is of.

    Raises:
        TteRefused: It never was one of ours, hangs on no card of theirs, or not as it is now.
    """
    paper = uow.papers.made(berkas.id, tanda.isi_sha256)
    if paper is None or not paper.sha256:
        raise TteRefused(SebabTte.BUKAN_KAMI, berkas=berkas.nomor)
    others: list[str] = []
    for loaded, kerja in mine:
        for dibuat in hanging_on(uow.sop.get(loaded.sop_id), loaded.tugas):
            if is_of(paper, dibuat):
                check_current(uow, loaded, kerja, paper, dibuat)
                files = signed_files(uow.berkas.tugas_of(berkas.id), paper.isi_sha256)
                return Diminta(
                    loaded=loaded, kerja=kerja, paper=paper, files=(paper.sha256, *files)
                )
            others.append(dibuat.jenis.value)
    raise TteRefused(SebabTte.PAPER_LAIN, berkas=berkas.nomor, diminta=others[0])


def check_current(
    uow: UnitOfWork, loaded: Loaded, kerja: Kerja, paper: Paper, dibuat: Dibuat
) -> None:
    """Refuse a paper that is not what would be decided on now.

    Raises:
        TteRefused: It shows something older, or a corrected one stands for it.
    """
    sop, nomor = uow.sop.get(loaded.sop_id), loaded.berkas.nomor
    sumber = sumber_of(uow, sop, loaded.berkas)
    isi = compose_now(uow, loaded, sumber.found)
    hanging = put_together(uow, showing(sumber, dibuat, isi), dibuat)
    if hanging.koreksi is not None:
        raise TteRefused(SebabTte.DIKOREKSI, berkas=nomor)
    is_current = paper.isi_sha256 == hanging.paper.isi_sha256
    if paper.naskah:
        is_current = paper.naskah == asked_about(uow, loaded, kerja)
    if not is_current:
        raise TteRefused(SebabTte.ISI_LAMA, berkas=nomor)


def ask_signed(
    uow: UnitOfWork,
    actor: Actor,
    *,
    seen: FileSeen,
    nama: str,
    found: Terperiksa,
    lampiran: Lampiran,
) -> None:
    """Ask whoever sent a signed paper whether it is to be decided by that, as a tap is asked.

    Raises:
        TteRefused: It decides on nothing any more.
        Refusal: Or they may not decide.
    """
    diminta = find_signing(uow, actor, seen=seen, nama=nama)
    if diminta is None:
        raise TteRefused(SebabTte.TERTUTUP)
    orang = employee_in(uow, actor.user_id, diminta.loaded.berkas.kantor_id)
    tanda = Tte(
        sha256=seen.sha256,
        paper=diminta.paper.isi_sha256,
        subjek=found.subjek,
        penerbit=found.penerbit,
        seri=found.seri,
        pada=found.pada,
        dikenal=found.dikenal,
        senama=orang is not None and is_named_as(found.subjek, orang.nama),
    )
    signed = Dibubuhkan(dokumen=(kept_of(lampiran, TERTANDA),), tanda=tanda)
    ask_about_signed(uow, actor, diminta.loaded, diminta.kerja, signed)
