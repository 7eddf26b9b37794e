"""Telling whether a paper is what was decided on: the newest, an older one, altered, or not ours.

1. Ours is what is kept under the same sha256, to the last byte of its canonical form.
2. Altered is what says that it is of a berkas of ours, and is nothing that was decided on there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sop_flows.jejak import JejakLine
from sop_flows.kantor.kantor import Kantor
from sop_flows.naskah.canonical import sha256_of
from sop_flows.naskah.kode import kode_of
from sop_flows.naskah.naskah import Naskah, decisions_on, is_newest
from sop_flows.naskah.paper import Paper
from sop_flows.ports.unit_of_work import UnitOfWork


class Putusan(StrEnum):
    """What was found of a paper or a kode."""

    TERBARU = "terbaru"
    LAMA = "lama"
    BERUBAH = "berubah"
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


def verify_kode(uow: UnitOfWork, offices: Iterable[Kantor], kode: str) -> Verdict:
    """Return what a kode stands for in these offices."""
    found = ((kantor, one) for kantor in offices for one in uow.naskah.find(kantor.id, kode))
    for kantor, naskah in found:
        return judge(uow, kantor, naskah)
    return Verdict(putusan=Putusan.ASING)


def verify_paper(uow: UnitOfWork, offices: Iterable[Kantor], paper: Paper) -> Verdict:
    """Return what a paper is that somebody holds."""
    for kantor in offices:
        for naskah in uow.naskah.find(kantor.id, kode_of(paper.sha256)) if paper.sha256 else ():
            if naskah.sha256 == paper.sha256:
                return judge(uow, kantor, naskah)
        if kantor.kode == paper.kantor and has_decisions(uow, kantor, paper.berkas):
            return Verdict(putusan=Putusan.BERUBAH, kantor=kantor)
    return Verdict(putusan=Putusan.ASING)


def judge(uow: UnitOfWork, kantor: Kantor, naskah: Naskah) -> Verdict:
    """Return what a naskah that is kept is: its row could have been altered as well."""
    if sha256_of(naskah.isi) != naskah.sha256:
        return Verdict(putusan=Putusan.BERUBAH, kantor=kantor, naskah=naskah)
    riwayat = uow.jejak.of_berkas(naskah.berkas_id)
    newest = is_newest(naskah.sha256, riwayat)
    return Verdict(
        putusan=Putusan.TERBARU if newest else Putusan.LAMA,
        kantor=kantor,
        naskah=naskah,
        keputusan=decisions_on(naskah.sha256, riwayat),
    )


def has_decisions(uow: UnitOfWork, kantor: Kantor, nomor: int) -> bool:
    """Tell whether a berkas of that number was decided on."""
    berkas_id = uow.berkas.find(kantor.id, nomor)
    if berkas_id is None:
        return False
    return any("naskah" in line.rincian for line in uow.jejak.of_berkas(berkas_id))
