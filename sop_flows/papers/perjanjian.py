"""The annex of the Perjanjian Kinerja: the targets that a berkas is measured against, as the office has them."""

from collections.abc import Iterable, Sequence
from dataclasses import field
from decimal import Decimal

from sop_flows.deferred import dataclass
from sop_flows.kinerja.anggaran import read_pagu
from sop_flows.kinerja.angka import print_angka
from sop_flows.kinerja.indikator import Indikator
from sop_flows.kinerja.janji import print_promised
from sop_flows.naskah.canonical import UNSAID_IF_EMPTY
from sop_flows.naskah.isi import IsiPerjanjian
from sop_flows.papers.isi import Kepala, Pejabat
from sop_flows.papers.sources import Sumber, kepala_of
from sop_flows.sop.paper import JenisPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisJanji:
    """What is promised of one indikator: of the year, and of each triwulan of it."""

    kode: str
    nama: str
    unit: str
    satuan: str
    target: str
    triwulan: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SasaranJanji:
    """A sasaran with its indikator."""

    nama: str
    baris: tuple[BarisJanji, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramJanji:
    """What a program may spend in the year."""

    nama: str
    sasaran: str
    pagu: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LampiranPerjanjian:
    """The targets of a year."""

    kepala: Kepala
    sasaran: tuple[SasaranJanji, ...]
    program: tuple[ProgramJanji, ...]
    jumlah: str
    """Of all pagu."""
    pihak_pertama: Pejabat
    perjanjian: IsiPerjanjian | None = field(default=None, metadata=UNSAID_IF_EMPTY)


def perjanjian(sumber: Sumber) -> LampiranPerjanjian:
    """Return the annex of the Perjanjian Kinerja that a berkas keeps."""
    names = {id: (unit.kode, unit.nama) for id, unit in sumber.found.unit.items()}
    listed = sorted(
        sumber.found.indikator.values(),
        key=lambda one: (names.get(one.unit_id, ("", "")), one.kode),
    )
    programs = [one for one in listed if one.is_anggaran]
    return LampiranPerjanjian(
        kepala=kepala_of(sumber, JenisPaper.PERJANJIAN),
        sasaran=tuple(sasaran_in(sumber, [one for one in listed if not one.is_anggaran])),
        program=tuple(
            ProgramJanji(
                nama=one.nama, sasaran=one.sasaran, pagu=print_angka(read_pagu(one.target))
            )
            for one in programs
        ),
        jumlah=print_angka(sum((read_pagu(one.target) for one in programs), Decimal(0))),
        pihak_pertama=sumber.head(),
        perjanjian=sumber.isi.perjanjian,
    )


def sasaran_in(sumber: Sumber, listed: Sequence[Indikator]) -> Iterable[SasaranJanji]:
    """Yield the sasaran in the order in which they first stand."""
    for nama in dict.fromkeys(one.sasaran for one in listed):
        own = (one for one in listed if one.sasaran == nama)
        yield SasaranJanji(nama=nama, baris=tuple(promised(sumber, one) for one in own))


def promised(sumber: Sumber, one: Indikator) -> BarisJanji:
    """Return what is promised of one indikator."""
    unit = sumber.found.unit.get(one.unit_id)
    return BarisJanji(
        kode=one.kode,
        nama=one.nama,
        unit=unit.nama if unit else "",
        satuan=one.satuan,
        target=print_promised(one.target, one.tulisan),
        triwulan=tuple(print_promised(teks, one.tulisan) for teks in one.triwulan),
    )
