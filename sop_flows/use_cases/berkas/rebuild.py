"""Holding every naskah of an office against what its history alone gives.

1. A naskah is the same where its row, the line that names it and what the lines rebuild agree to the
   last byte.
2. Of a berkas that began before the history said so much nothing is rebuilt: that is told, and is no fault.
3. A history that is not whole gives nothing to hold anything against.
"""

from enum import StrEnum

from sop_flows.deferred import dataclass
from sop_flows.jejak import Verification
from sop_flows.kantor.kantor import Kantor
from sop_flows.naskah.naskah import Naskah, Pembekuan, frozen_in
from sop_flows.naskah.rebuild import rebuild, told_whole
from sop_flows.ports.unit_of_work import UnitOfWork


class Kesesuaian(StrEnum):
    """How a naskah stands to the history."""

    SAMA = "sama"
    MENDAHULUI = "mendahului"
    BEDA = "beda"
    """The history rebuilds something else."""
    BERUBAH = "berubah"
    """Its row is not what the history names."""
    HILANG = "hilang"
    """The history names it, and there is no row."""
    TERSISIP = "tersisip"
    """There is a row that the history never named."""

    @property
    def is_fault(self) -> bool:
        return self not in (Kesesuaian.SAMA, Kesesuaian.MENDAHULUI)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pencocokan:
    """One naskah, and how it stands to the history."""

    kantor: Kantor
    berkas_id: int
    sha256: str
    hasil: Kesesuaian
    dari_riwayat: Naskah | None = None
    """What the history alone gives; None where that is nothing."""


@dataclass(eq=False)
class RiwayatBroken(Exception):
    """The history of the office is not whole."""

    kantor: Kantor
    found: Verification


def compare_with_history(uow: UnitOfWork, kantor: Kantor) -> tuple[Pencocokan, ...]:
    """Return how every naskah of an office stands to its history, in the order of the lines.

    Raises:
        RiwayatBroken: The chain does not hold; nothing is compared.
    """
    found = uow.jejak.verify(kantor.id)
    if not found.ok:
        raise RiwayatBroken(kantor, found)
    lines = tuple(uow.jejak.of_kantor(kantor.id))
    rows = {(one.berkas_id, one.sha256): one for one in uow.naskah.of_kantor(kantor.id)}
    rebuilt = {(one.berkas_id, one.sha256): one for one in rebuild(lines)}
    whole, named = told_whole(lines), frozen_in(lines)
    return tuple(
        Pencocokan(
            kantor=kantor,
            berkas_id=key[0],
            sha256=key[1],
            hasil=compare(named[key], rows.get(key), rebuilt.get(key), is_whole=key[0] in whole)
            if key in named
            else Kesesuaian.TERSISIP,
            dari_riwayat=rebuilt.get(key),
        )
        for key in dict.fromkeys((*named, *rows))
    )


def compare(
    frozen: Pembekuan, row: Naskah | None, rebuilt: Naskah | None, *, is_whole: bool
) -> Kesesuaian:
    """Return how a naskah that the history names stands to it."""
    if row is None:
        return Kesesuaian.HILANG
    if not row.is_as_frozen(frozen):
        return Kesesuaian.BERUBAH
    if not is_whole:
        return Kesesuaian.MENDAHULUI
    return Kesesuaian.SAMA if rebuilt == row else Kesesuaian.BEDA
