"""The tables of what an office promised: its indikator, and the versi of its Perjanjian Kinerja.

1. An indikator is one row for ever: its id is on buttons, and values refer to it. What it says is what the newest
   versi says of it.
2. What a versi said that another one followed is kept in ``janji``, and never changes again.
"""

from datetime import date
from decimal import Decimal

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from storage.database.fields import Row
from storage.database.tables import OwnedRow
from storage.database.types import ExactDecimal


class PromisedRow(Row):
    """What is said of an indikator. Targets, and what was reached before, are kept as people write them."""

    jenis: str = "kinerja"
    sasaran: str = ""
    nama: str
    satuan: str = ""
    polaritas: str = "naik"
    sifat: str = "posisi akhir"
    target: str = ""
    tw1: str = ""
    tw2: str = ""
    tw3: str = ""
    tw4: str = ""
    desimal: int | None = None
    pagu: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    definisi: str = ""
    cara_ukur: str = ""
    sumber_data: str = ""
    penanggung_jawab: str = ""
    peringkat: str = ""
    realisasi_tw1: str = ""
    realisasi_tw2: str = ""
    realisasi_tw3: str = ""
    sumber_realisasi: str = ""
    target_renstra: str = ""
    tahun_renstra: int | None = None
    realisasi_n1: str = ""
    realisasi_n2: str = ""
    realisasi_n3: str = ""
    realisasi_n4: str = ""


class IndikatorRow(OwnedRow, PromisedRow, table=True):
    """A performance measure of one unit for one year.

    ``dihapus``: the workbook dropped it before any value was given. The row stays, so that its id, which
    buttons and questions carry, never comes to mean another one.
    """

    __tablename__ = "indikator"
    __table_args__ = (UniqueConstraint("kantor_id", "tahun", "kode"),)
    kode: str
    unit_id: int = Field(foreign_key="unit.id", index=True)
    tahun: int
    dihapus: bool = False


class PerjanjianRow(OwnedRow, table=True):
    """A versi of what an office promised for a year; one that nobody has registered is the first, without a date."""

    __tablename__ = "perjanjian"
    __table_args__ = (UniqueConstraint("kantor_id", "tahun", "versi"),)
    tahun: int
    versi: int
    jenis: str = "awal"
    nomor: str = ""
    tanggal: date | None = None


class JanjiRow(OwnedRow, PromisedRow, table=True):
    """What a versi of the Perjanjian Kinerja said of an indikator until another versi followed it."""

    __tablename__ = "janji"
    __table_args__ = (UniqueConstraint("kantor_id", "tahun", "versi", "indikator_id"),)
    tahun: int
    versi: int
    indikator_id: int = Field(foreign_key="indikator.id")
    unit_id: int = Field(foreign_key="unit.id")
