"""Telling whether a paper is what was decided on: newest, older, altered, unproven, lost, or foreign.

Altered is also what says that it is of a berkas of ours, and is nothing that was decided on there.
"""

from collections.abc import Callable, Iterable

from sop_flows.deferred import dataclass
from sop_flows.jejak import JejakLine, Riwayat
from sop_flows.kantor.kantor import Kantor
from sop_flows.naskah.kode import is_kode_of, kode_of
from sop_flows.naskah.naskah import Naskah, frozen_in, is_decision, named_by
from sop_flows.naskah.paper import Paper
from sop_flows.naskah.putusan import Putusan, judge
from sop_flows.ports.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found; of what is ours also what it is, and who decided on it."""

    putusan: Putusan
    kantor: Kantor | None = None
    naskah: Naskah | None = None
    keputusan: tuple[JejakLine, ...] = ()
    penyerahan: tuple[JejakLine, ...] = ()
    """Who handed it on without judging it."""


FOREIGN = Verdict(putusan=Putusan.ASING)


def verify_kode(uow: UnitOfWork, offices: Iterable[Kantor], kode: str) -> Verdict:
    """Return what a kode stands for in these offices."""
    return first_of(uow, offices, kode, lambda _: True)


def verify_paper(uow: UnitOfWork, offices: Iterable[Kantor], paper: Paper) -> Verdict:
    """Return what a paper is that somebody holds."""
    known, sha256 = tuple(offices), paper.sha256
    if sha256:
        found = first_of(uow, known, kode_of(sha256), lambda one: one == sha256)
        if found is not FOREIGN:
            return found
    for kantor in known:
        if kantor.kode == paper.kantor and has_decisions(uow, kantor, paper.berkas):
            return Verdict(putusan=Putusan.BERUBAH, kantor=kantor)
    return FOREIGN


def first_of(
    uow: UnitOfWork, offices: Iterable[Kantor], kode: str, is_meant: Callable[[str], bool]
) -> Verdict:
    """Return what the first naskah of that kode is whose sha256 is meant; foreign if there is none."""
    for kantor in offices:
        for berkas_id, sha256 in find_naskah(uow, kantor.id, kode):
            if is_meant(sha256):
                return verdict_on(uow, kantor, berkas_id, sha256)
    return FOREIGN


def find_naskah(uow: UnitOfWork, kantor_id: int, kode: str) -> tuple[tuple[int, str], ...]:
    """Return berkas and sha256 of the office's naskah of that kode: one, but for a rare chance.

    Where none is kept, the history still names what was.
    """
    kept = tuple((one.berkas_id, one.sha256) for one in uow.naskah.find(kantor_id, kode))
    return of_kode(kode, kept) or of_kode(kode, uow.jejak.named(kantor_id))


def of_kode(kode: str, naskah: Iterable[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
    """Return those whose sha256 gives that kode, whatever their rows say."""
    return tuple(one for one in naskah if is_kode_of(kode, one[1]))


def verdict_on(uow: UnitOfWork, kantor: Kantor, berkas_id: int, sha256: str) -> Verdict:
    """Return what a naskah is by the whole history of its office."""
    naskah = uow.naskah.kept(berkas_id, sha256)
    riwayat = Riwayat(
        baris=uow.jejak.of_berkas(berkas_id), is_whole=uow.jejak.verify(kantor.id).ok
    )
    named = named_by(sha256, riwayat.baris)
    return Verdict(
        putusan=judge(berkas_id, sha256, naskah, riwayat),
        kantor=kantor,
        naskah=naskah,
        keputusan=tuple(line for line in named if is_decision(line)),
        penyerahan=tuple(line for line in named if not is_decision(line)),
    )


def find_faulty(uow: UnitOfWork, kantor: Kantor) -> tuple[str, ...]:
    """Return the sha256 of every naskah of an office that is not kept as its history names it.

    It is lost, altered, or was never named. The history is taken at its word.
    """
    named = frozen_in(uow.jejak.of_kantor(kantor.id))
    kept = {(one.berkas_id, one.sha256): one for one in uow.naskah.of_kantor(kantor.id)}
    return tuple(
        key[1]
        for key in dict.fromkeys((*named, *kept))
        if key not in named or key not in kept or not kept[key].is_as_frozen(named[key])
    )


def has_decisions(uow: UnitOfWork, kantor: Kantor, nomor: int) -> bool:
    """Tell whether a berkas of that number was decided on."""
    berkas_id = uow.berkas.find(kantor.id, nomor)
    if berkas_id is None:
        return False
    return any("naskah" in line.rincian for line in uow.jejak.of_berkas(berkas_id))
