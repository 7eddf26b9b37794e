"""The recap of an office with what its workbook says beside the values: who signs, and who sent when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sop_flows.kantor.kantor import Kantor
from sop_flows.naskah.rekap import Rekap


@dataclass(frozen=True, slots=True, kw_only=True)
class Pejabat:
    """Who signs a sheet, or answers for a unit, as the office has it today."""

    nama: str
    jabatan: str
    pangkat: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pengiriman:
    """How a unit sent its values: dates where the office is."""

    batas: date | None = None
    dikirim: date | None = None
    """When it sent them first."""
    dikoreksi: date | None = None
    """When it last sent them again."""
    selisih: int | None = None
    """Working days after the batas, negative before it."""
    perbaikan: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RekapKantor:
    """What the workbook of a recap is made of."""

    kantor: Kantor
    rekap: Rekap
    pengiriman: Mapping[str, Pengiriman]
    """By the kode of the unit."""
    kepala: Mapping[str, Pejabat]
    """Of units, by their kode; none of one whose post is vacant."""
    pimpinan: Pejabat | None
    """Of the office."""
