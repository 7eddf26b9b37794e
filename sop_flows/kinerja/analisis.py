"""Why a value is low, far above, or missing: what helped, what hindered, and what is to be done about it.

It is asked where it matters: below the office's bound, far above the target, or where there is no number.
"""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final, Self

from sop_flows.deferred import dataclass, replace
from sop_flows.jejak import Record
from sop_flows.kinerja.capaian import DINILAI_AKHIR_TAHUN
from sop_flows.kinerja.rangkuman import Terukur, is_without_data

FAR_ABOVE: Final = Decimal(150)  # percent


class Jenis(StrEnum):
    """What a tindak lanjut adjusts.

    Source:
        PermenPANRB 88/2021, LKE component 2.c: refocusing organisasi, strategi, kebijakan, aktivitas, anggaran.
    """

    STRATEGI = "strategi"
    KEBIJAKAN = "kebijakan"
    AKTIVITAS = "aktivitas"
    ANGGARAN = "anggaran"
    ORGANISASI = "organisasi"


class Perlu(StrEnum):
    """Why a value needs an analisis."""

    RENDAH = "rendah"
    TINGGI = "tinggi"
    TANPA_DATA = "tanpa data"


class BagianAnalisis(StrEnum):
    """What is asked of the analisis of a value."""

    PENDORONG = "pendorong"
    PENGHAMBAT = "penghambat"
    LANJUT = "lanjut"
    JENIS = "jenis"
    JABATAN = "jabatan"
    BATAS = "batas"


@dataclass(frozen=True, slots=True, kw_only=True)
class RencanaLanjut:
    """What is to be done about a value: of which kind, by which post (as it was called), until when."""

    teks: str
    jenis: Jenis
    jabatan: int
    nama_jabatan: str
    batas: datetime

    def as_record(self) -> Record:
        """Return what the history keeps."""
        return {
            "teks": self.teks,
            "jenis": self.jenis.value,
            "jabatan": self.jabatan,
            "nama_jabatan": self.nama_jabatan,
            "batas": self.batas.isoformat(),
        }

    @classmethod
    def of_record(cls, said: Record) -> Self:
        """Return what a line of the history says."""
        facts = {**said, "jenis": Jenis(said["jenis"])}
        return cls(**{**facts, "batas": datetime.fromisoformat(said["batas"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Analisis:
    """What helped, what hindered, and what is to be done; each may be empty."""

    pendorong: str = ""
    penghambat: str = ""
    lanjut: tuple[RencanaLanjut, ...] = ()

    def add(self, rencana: RencanaLanjut) -> Self:
        """Return the analisis with one thing more to be done."""
        return replace(self, lanjut=(*self.lanjut, rencana))

    def as_record(self) -> Record:
        """Return what the history keeps; what is empty has no key."""
        facts = {
            "pendorong": self.pendorong,
            "penghambat": self.penghambat,
            "lanjut": [one.as_record() for one in self.lanjut],
        }
        return {name: fact for name, fact in facts.items() if fact}

    @classmethod
    def of_record(cls, said: Record) -> Self:
        """Return what a line of the history says."""
        lanjut = tuple(map(RencanaLanjut.of_record, said.get("lanjut", ())))
        return cls(
            pendorong=said.get("pendorong", ""),
            penghambat=said.get("penghambat", ""),
            lanjut=lanjut,
        )


FIRST: Final = {
    Perlu.RENDAH: BagianAnalisis.PENGHAMBAT,
    Perlu.TANPA_DATA: BagianAnalisis.PENGHAMBAT,
    Perlu.TINGGI: BagianAnalisis.PENDORONG,
}
"""What is asked first, by why it is asked."""


def why_needed(one: Terukur, rendah: int) -> Perlu | None:
    """Return why a value needs an analisis; None where it needs none.

    Args:
        rendah: Below which capaian in percent the office points one out.
    """
    if is_without_data(one) and one.alasan != DINILAI_AKHIR_TAHUN:
        return Perlu.TANPA_DATA
    if one.persen is None:
        return None
    if one.persen < rendah:
        return Perlu.RENDAH
    return Perlu.TINGGI if one.persen > FAR_ABOVE else None
