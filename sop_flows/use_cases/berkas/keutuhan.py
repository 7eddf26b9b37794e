"""Whether the history of an office is whole, and whether what is stored agrees with it."""

import hashlib

from sop_flows.deferred import dataclass
from sop_flows.jejak import Head, Verification
from sop_flows.kantor.kantor import Kantor
from sop_flows.naskah.selisih import Selisih
from sop_flows.ports.layar.riwayat import RiwayatRusak
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.berkas.selisih import find_selisih
from sop_flows.use_cases.jabatan.anggota import tell_all_admins


@dataclass(frozen=True, slots=True, kw_only=True)
class Pemeriksaan:
    """What was found of one office."""

    kantor: Kantor
    rantai: Verification
    ujung: Head
    selisih: tuple[Selisih, ...] = ()

    @property
    def is_well(self) -> bool:
        """Whether the chain holds and nothing differs from it."""
        return self.rantai.ok and not self.selisih


def examine(uow: UnitOfWork, kantor: Kantor) -> Pemeriksaan:
    """Look at the history of an office, and hold its rows against it where it is whole."""
    rantai = uow.jejak.verify(kantor.id)
    selisih = find_selisih(uow, kantor) if rantai.ok else ()
    ujung = uow.jejak.head(kantor.id)
    return Pemeriksaan(kantor=kantor, rantai=rantai, ujung=ujung, selisih=selisih)


def tell_broken(uow: UnitOfWork, found: Pemeriksaan, unguarded: tuple[str, ...]) -> None:
    """Owe the admins of an office the news that its history is not as it was written: once, until more is found.

    Args:
        uow: The unit of work.
        found: What was found of the office.
        unguarded: The guards of the history that the database lacks.
    """
    kantor, baris = found.kantor, found.rantai.first_bad_seq
    told = RiwayatRusak(kantor=kantor.nama, baris=baris, selisih=len(found.selisih))
    sidik = hashlib.sha256(repr((baris, found.selisih, unguarded)).encode()).hexdigest()
    tell_all_admins(uow, kantor.id, told, once=f"{told.layar}:{kantor.id}:{sidik}")
