"""The timetables an office may have: the shipped ones, and its own rows over them."""

import tomllib
from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from sop_flows.deferred import dataclass
from sop_flows.waktu.sesi import Sesi

_HARI: Final = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")


class BerlakuSesi(StrEnum):
    """When a row of the timetable holds."""

    BIASA = "biasa"
    RAMADAN = "ramadan"


class JenisHari(StrEnum):
    """What an office says of one date."""

    LIBUR = "libur"
    CUTI_BERSAMA = "cuti bersama"
    MASUK = "masuk"
    AWAL_RAMADAN = "awal ramadan"
    AKHIR_RAMADAN = "akhir ramadan"


class AsalLibur(StrEnum):
    """Who made a day libur."""

    NASIONAL = "nasional"
    CUTI_BERSAMA = "cuti bersama"
    KANTOR = "kantor"


@dataclass(frozen=True, slots=True)
class Libur:
    """Why a day is not worked: what it is called, and by whose word."""

    nama: str
    asal: AsalLibur = AsalLibur.KANTOR


@dataclass(frozen=True, slots=True)
class SesiKerja:
    """A row of an office's own timetable; *mulai* equal to *selesai* closes the day."""

    hari: int  # Monday is 0
    mulai: time
    selesai: time
    berlaku: BerlakuSesi = BerlakuSesi.BIASA


@dataclass(frozen=True, slots=True)
class HariKhusus:
    """A date that an office or region sets by its own decree."""

    tanggal: date
    jenis: JenisHari
    dasar: str = ""


class _Baris(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    hari: tuple[Literal["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"], ...]
    sesi: tuple[Sesi, ...]


class JadwalDefault(BaseModel):
    """One default timetable with its source."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hari_kerja: int
    sumber: str
    sumber_ramadan: str
    asal: str
    biasa: tuple[_Baris, ...]
    ramadan: tuple[_Baris, ...]

    def pekan(self, berlaku: BerlakuSesi) -> dict[int, tuple[Sesi, ...]]:
        """Return the sessions by weekday, in ordinary weeks or in Ramadan."""
        rows = self.ramadan if berlaku is BerlakuSesi.RAMADAN else self.biasa
        return {_HARI.index(hari): row.sesi for row in rows for hari in row.hari}


@lru_cache(maxsize=1)
def load_jam_kerja_default() -> Mapping[int, JadwalDefault]:
    """Return the default timetables by their number of working days, 5 and 6."""
    data = files("sop_flows").joinpath("data/jam_kerja.toml").read_text(encoding="utf-8")
    rows = [JadwalDefault.model_validate(row) for row in tomllib.loads(data)["jadwal"]]
    return {row.hari_kerja: row for row in rows}
