"""Telling whether a paper is what was decided on: newest, older, altered, unproven, lost, or foreign.

1. Ours is what is kept under the same sha256, to the last byte of its canonical form, and what a line
   of the history names: the row alone proves nothing, since it could have been put there.
2. Altered is what says that it is of a berkas of ours, and is nothing that was decided on there.
3. Lost is what the history names and nobody keeps any more.
4. Nothing is ours on the word of a history that is not whole: who signed could have been written into it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from sop_flows.jejak import JejakLine
from sop_flows.kantor.kantor import Kantor
from sop_flows.naskah.kode import kode_of
from sop_flows.naskah.naskah import Naskah, is_decision, is_newest, named_by
from sop_flows.naskah.paper import Paper
from sop_flows.ports.unit_of_work import UnitOfWork


class Putusan(StrEnum):
    """What was found of a paper or a kode."""

    TERBARU = "terbaru"
    LAMA = "lama"
    BERUBAH = "berubah"
    RETAK = "retak"
    HILANG = "hilang"
    ASING = "asing"

    @property
    def is_ours(self) -> bool:
        """Whether somebody decided on exactly this."""
        return self in (Putusan.TERBARU, Putusan.LAMA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found; of what is ours also what it is, and who decided on it."""

    putusan: Putusan
    kantor: Kantor | None = None
    naskah: Naskah | None = None
    keputusan: tuple[JejakLine, ...] = ()
    penyerahan: tuple[JejakLine, ...] = ()
    """Who handed it on without judging it."""


def verify_kode(uow: UnitOfWork, offices: Iterable[Kantor], kode: str) -> Verdict:
    """Return what a kode stands for in these offices."""
    known = tuple(offices)
    for kantor in known:
        for naskah in uow.naskah.find(kantor.id, kode):
            return judge(uow, kantor, naskah)
    return lost(uow, known, lambda sha256: kode_of(sha256) == kode)


def verify_paper(uow: UnitOfWork, offices: Iterable[Kantor], paper: Paper) -> Verdict:
    """Return what a paper is that somebody holds."""
    known = tuple(offices)
    for kantor in known:
        for naskah in uow.naskah.find(kantor.id, kode_of(paper.sha256)) if paper.sha256 else ():
            if naskah.sha256 == paper.sha256:
                return judge(uow, kantor, naskah)
    found = lost(uow, known, lambda sha256: sha256 == paper.sha256)
    if found.putusan is Putusan.HILANG:
        return found
    for kantor in known:
        if kantor.kode == paper.kantor and has_decisions(uow, kantor, paper.berkas):
            return Verdict(putusan=Putusan.BERUBAH, kantor=kantor)
    return Verdict(putusan=Putusan.ASING)


def judge(uow: UnitOfWork, kantor: Kantor, naskah: Naskah) -> Verdict:
    """Return what a naskah that is kept is: its row could have been altered as well, or put there."""
    riwayat = uow.jejak.of_berkas(naskah.berkas_id)
    named = named_by(naskah.sha256, riwayat)
    if not (naskah.is_intact and named):
        return Verdict(putusan=Putusan.BERUBAH, kantor=kantor, naskah=naskah)
    if not uow.jejak.verify(kantor.id).ok:
        return Verdict(putusan=Putusan.RETAK, kantor=kantor, naskah=naskah)
    newest = is_newest(naskah.sha256, riwayat)
    return Verdict(
        putusan=Putusan.TERBARU if newest else Putusan.LAMA,
        kantor=kantor,
        naskah=naskah,
        keputusan=tuple(line for line in named if is_decision(line)),
        penyerahan=tuple(line for line in named if not is_decision(line)),
    )


def lost(uow: UnitOfWork, offices: Iterable[Kantor], is_meant: Callable[[str], bool]) -> Verdict:
    """Return what the history says of a naskah that is kept nowhere; foreign if it says nothing."""
    for kantor in offices:
        lines = uow.jejak.naming(kantor.id)
        if found := tuple(line for line in lines if is_meant(line.rincian["naskah"])):
            return Verdict(
                putusan=Putusan.HILANG,
                kantor=kantor,
                keputusan=tuple(line for line in found if is_decision(line)),
                penyerahan=tuple(line for line in found if not is_decision(line)),
            )
    return Verdict(putusan=Putusan.ASING)


def has_decisions(uow: UnitOfWork, kantor: Kantor, nomor: int) -> bool:
    """Tell whether a berkas of that number was decided on."""
    berkas_id = uow.berkas.find(kantor.id, nomor)
    if berkas_id is None:
        return False
    return any("naskah" in line.rincian for line in uow.jejak.of_berkas(berkas_id))
