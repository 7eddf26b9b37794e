"""The tables of an office, on one page; those that carry messages stand in ``carrier_tables``,
what it promised in ``kinerja_tables``.

1. Every business table carries ``kantor_id``; what people name is looked up within one of them.
2. Moments are ``UtcDateTime``; numbers of measurement are ``ExactDecimal``.
3. ``jejak`` and ``naskah`` only grow: triggers made by the migrations forbid update, delete and replace.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, Text, UniqueConstraint
from sqlmodel import Field

from storage.database.fields import Row, document, moment
from storage.database.open_rows import partial_index
from storage.database.types import ExactDecimal


class OwnedRow(Row):
    """A row that belongs to one office."""

    id: int | None = Field(default=None, primary_key=True)
    kantor_id: int = Field(foreign_key="kantor.id")


CHANGED = "(pemegang_versi IS NULL OR pemegang_versi <> versi)"
"""Which offices changed since every card was brought to the holders of its post."""


UNREPORTED = "lapor_at IS NULL AND selesai_on IS NOT NULL AND jenis IN ('Plh.', 'Plt.')"
"""Which appointments of stand-ins end, or ended, without anybody having been told how they went."""


class KantorRow(Row, table=True):
    """An office, with its counters: short numbers, the head of its history, and ``versi``.

    ``versi`` is raised by every change to the office's shape (settings, units, posts, columns,
    calendar, indicators, appointments): what a process has read holds as long as this stands.
    ``pemegang_versi`` and ``pemegang_on`` say at which ``versi`` and local date every card was last
    brought to the holders of its post. While they are being brought to those of ``pemegang_menuju``,
    ``pemegang_setelah`` is the tugas up to which they were. ``tawaran_at`` says when it is looked at for SOPs to start again.
    """

    __tablename__ = "kantor"
    __table_args__ = (
        Index("ix_kantor_pemegang", "zona", "pemegang_on"),
        partial_index("ix_kantor_berubah", "id", where=CHANGED),
        partial_index("ix_kantor_tawaran", "tawaran_at", where="tawaran_at IS NOT NULL"),
    )
    id: int | None = Field(default=None, primary_key=True)
    kode: str = Field(unique=True)
    nama: str
    jenis: str = ""
    daerah: str = ""
    alamat: str = ""
    telepon: str = ""
    laman: str = ""
    surel: str = ""
    kertas: str = "A4"
    logo: str = ""
    tempat: str = ""
    zona: str = "Asia/Jakarta"
    hari_kerja: int = 5
    formula_turun: str = "A"
    skala_kategori: str = ""
    batas_rendah: int | None = None
    batas_rerata: int | None = None
    klasifikasi_surat: str = ""
    format_nomor: str = ""
    ketat: bool = False
    minta_bukti: bool = False
    minta_analisis: bool = False
    setujui_sekaligus: bool = False
    batas_laporan: int | None = None
    nomor: int = 1000
    versi: int = 0
    jejak_seq: int = 0
    jejak_hash: str = ""
    pemegang_versi: int | None = None
    pemegang_on: date | None = None
    pemegang_menuju: date | None = None
    pemegang_setelah: int = 0
    tawaran_at: datetime | None = moment(nullable=True)


class TemplatRow(OwnedRow, table=True):
    """The Word template that an office gave for a kind of paper, by the sha256 of what is kept."""

    __tablename__ = "templat"
    __table_args__ = (UniqueConstraint("kantor_id", "jenis"),)
    jenis: str
    sha256: str


class JabatanRow(OwnedRow, table=True):
    """A position; its holders come and go."""

    __tablename__ = "jabatan"
    __table_args__ = (UniqueConstraint("kantor_id", "nama"),)
    nama: str
    atasan_id: int | None = Field(default=None, foreign_key="jabatan.id")
    unit_id: int | None = Field(default=None)
    alias: list[str] = Field(default_factory=list, sa_type=JSON)


class UnitRow(OwnedRow, table=True):
    """A part of the office, headed by a position."""

    __tablename__ = "unit"
    __table_args__ = (UniqueConstraint("kantor_id", "kode"),)
    kode: str
    nama: str
    kepala_id: int | None = Field(default=None, foreign_key="jabatan.id")


class PegawaiRow(OwnedRow, table=True):
    """An employee of one office."""

    __tablename__ = "pegawai"
    __table_args__ = (UniqueConstraint("kantor_id", "kunci"),)
    kunci: str
    nama: str
    sapaan: str = ""
    pangkat: str = ""
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    admin: bool = False
    keluar_on: date | None = None


class PenugasanRow(OwnedRow, table=True):
    """An appointment: who holds which post, as what, from when to when (both inclusive).

    ``lapor_at``: when it was told how a Plh. or Plt. went.
    """

    __tablename__ = "penugasan"
    __table_args__ = (
        Index("ix_penugasan_kantor_id", "kantor_id"),
        partial_index("ix_penugasan_lapor", "selesai_on", where=UNREPORTED),
    )
    pegawai_id: int = Field(foreign_key="pegawai.id", index=True)
    jabatan_id: int = Field(foreign_key="jabatan.id", index=True)
    jenis: str = "definitif"
    sk: str = ""
    mulai_on: date | None = None
    selesai_on: date | None = None
    lapor_at: datetime | None = moment(nullable=True)


class JamKerjaRow(OwnedRow, table=True):
    """A session of work that overrides the default timetable."""

    __tablename__ = "jam_kerja"
    __table_args__ = (Index("ix_jam_kerja_kantor_id", "kantor_id"),)
    hari: int
    mulai: str
    selesai: str
    berlaku: str = "biasa"


class LiburRow(OwnedRow, table=True):
    """A date that the office adds to, or takes from, the national calendar."""

    __tablename__ = "libur"
    __table_args__ = (UniqueConstraint("kantor_id", "tanggal", "jenis"),)
    tanggal: date
    jenis: str = "libur"
    dasar: str = ""


class SopRow(OwnedRow, table=True):
    """An SOP version that the office activated: the text itself, not a reference to a file."""

    __tablename__ = "sop"
    __table_args__ = (UniqueConstraint("kantor_id", "kode", "versi"),)
    kode: str
    versi: int
    teks: str = Field(sa_type=Text)
    sha256: str
    aktif: bool = True


class SopKolomRow(OwnedRow, table=True):
    """Which posts stand in a column of an activated SOP."""

    __tablename__ = "sop_kolom"
    sop_id: int = Field(foreign_key="sop.id", index=True)
    kolom: str
    jabatan_id: int = Field(foreign_key="jabatan.id")


class BerkasRow(OwnedRow, table=True):
    """One run of one SOP for one periode: the *ke*-th of its kind in a year.

    ``keadaan`` is the engine's own small state; ``perjanjian`` the versi of the promises that it keeps.
    """

    __tablename__ = "berkas"
    __table_args__ = (
        UniqueConstraint("kantor_id", "nomor"),
        Index("ix_berkas_periode", "kantor_id", "tahun", "periode", "ke"),
    )
    nomor: int
    sop_id: int = Field(foreign_key="sop.id")
    judul: str
    periode: str = "triwulan"
    tahun: int
    ke: int
    perjanjian: int = 1
    status: str = "berjalan"
    revisi: int = 0
    keadaan: dict[str, Any] = document()
    dimulai_oleh: int = Field(foreign_key="pegawai.id")
    dibuka_at: datetime = moment()
    ditutup_at: datetime | None = moment(nullable=True)


class TugasRow(OwnedRow, table=True):
    """One piece of work for one post; see ``sop_flows.engine.berkas.Tugas``."""

    __tablename__ = "tugas"
    __table_args__ = (
        UniqueConstraint("kantor_id", "nomor"),
        Index("ix_tugas_berkas", "berkas_id", "unit_id"),
        partial_index(
            "ix_tugas_place",
            *("berkas_id", "langkah", "tahap", "unit_id"),
            where="status = 'terbuka'",
        ),
        partial_index("ix_tugas_ingat", "ingat_at", where="status = 'terbuka'"),
        partial_index("ix_tugas_kantor", "kantor_id", "ingat_at", where="status = 'terbuka'"),
    )
    nomor: int
    berkas_id: int = Field(foreign_key="berkas.id")
    langkah: int
    tahap: int
    jabatan_id: int = Field(foreign_key="jabatan.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    pegawai_id: int | None = Field(default=None, foreign_key="pegawai.id")
    ronde: int = 1
    revisi: int = 0
    status: str = "terbuka"
    asal: str = ""
    isi: dict[str, Any] = document()
    dibuka_at: datetime = moment()
    dilihat_at: datetime | None = moment(nullable=True)
    selesai_at: datetime | None = moment(nullable=True)
    tenggat: datetime | None = moment(nullable=True)
    ingat_at: datetime | None = moment(nullable=True)


class FormulirRow(OwnedRow, table=True):
    """One unit's sheet of realisasi in one berkas; it lives through all rounds. Its ``stamp``: see ``stamp_anew``."""

    __tablename__ = "formulir"
    __table_args__ = (UniqueConstraint("berkas_id", "unit_id"),)
    berkas_id: int = Field(foreign_key="berkas.id")
    unit_id: int = Field(foreign_key="unit.id")
    status: str = "terbuka"
    ronde: int = 1
    stamp: int = Field(default=0, sa_type=BigInteger)


class RealisasiRow(OwnedRow, table=True):
    """One value of a formulir: a number, or n/a with its reason."""

    __tablename__ = "realisasi"
    __table_args__ = (UniqueConstraint("formulir_id", "indikator_id"),)
    formulir_id: int = Field(foreign_key="formulir.id")
    indikator_id: int = Field(foreign_key="indikator.id", index=True)
    nilai: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    alasan: str = ""
    sebelumnya: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    ditandai: bool = False
    dikonfirmasi: bool = False
    konfirmasi: dict[str, Any] = document()
    analisis: dict[str, Any] = document()
    ronde: int = 1
    oleh: int | None = Field(default=None, foreign_key="pegawai.id")
    diisi_at: datetime | None = moment(nullable=True)


class LampiranRow(OwnedRow, table=True):
    """A dokumen that somebody handed in, kept in the data folder under its sha256."""

    __tablename__ = "lampiran"
    berkas_id: int = Field(foreign_key="berkas.id", index=True)
    tugas_id: int = Field(foreign_key="tugas.id")
    indikator_id: int | None = Field(default=None, foreign_key="indikator.id")
    sha256: str
    nama: str
    mime: str = ""
    ukuran: int = 0
    file_id: str = ""
    isian: str = ""
    foto: bool = False
    oleh: int = Field(foreign_key="pegawai.id")
    diterima_at: datetime = moment()


class NomorSuratRow(OwnedRow, table=True):
    """A number of a letter that was used: once per office and year, whatever its spaces and case."""

    __tablename__ = "nomor_surat"
    __table_args__ = (UniqueConstraint("kantor_id", "tahun", "kunci"),)
    tahun: int
    kunci: str
    nomor: str
    berkas_id: int = Field(foreign_key="berkas.id")
    tugas_id: int = Field(foreign_key="tugas.id")
    kode: str
    pegawai_id: int = Field(foreign_key="pegawai.id")
    at: datetime = moment()


class NaskahRow(OwnedRow, table=True):
    """A naskah: what was decided or handed on, in its canonical form; never written again.

    ``unit_id``: of which unit it is alone; NULL where it is of the whole berkas.
    """

    __tablename__ = "naskah"
    __table_args__ = (
        UniqueConstraint("berkas_id", "sha256"),
        Index("ix_naskah_kantor_id_kode", "kantor_id", "kode"),
    )
    berkas_id: int = Field(foreign_key="berkas.id")
    unit_id: int | None = None
    langkah: int
    versi: int
    sha256: str
    kode: str
    isi: str = Field(sa_type=Text)
    dibuat_at: datetime = moment()


class PaperRow(OwnedRow, table=True):
    """A paper as it was made: what stands on it in canonical form, and the sha256 of its file.

    ``unit_id``: of which unit it is alone; ``naskah`` and ``kode`` are of the content that it shows.
    """

    __tablename__ = "paper"
    __table_args__ = (
        UniqueConstraint("berkas_id", "isi_sha256"),
        Index("ix_paper_kantor_id_sha256", "kantor_id", "sha256"),
    )
    berkas_id: int = Field(foreign_key="berkas.id")
    unit_id: int | None = None
    jenis: str
    langkah: int
    kode: str
    naskah: str
    isi_sha256: str
    isi: str = Field(sa_type=Text)
    sha256: str
    dibuat_at: datetime = moment()


class JejakRow(OwnedRow, table=True):
    """One line of history, chained by hash within its office."""

    __tablename__ = "jejak"
    __table_args__ = (UniqueConstraint("kantor_id", "seq"),)
    seq: int
    at: datetime = moment()
    berkas_id: int | None = Field(default=None, foreign_key="berkas.id", index=True)
    tugas_id: int | None = Field(default=None, foreign_key="tugas.id")
    langkah: int | None = None
    aksi: str
    pelaku: dict[str, Any] = document()
    rincian: dict[str, Any] = document()
    sebelum: str
    hash: str


class UndanganRow(Row, table=True):
    """A one-time link to join; only the hash of its token is kept."""

    __tablename__ = "undangan"
    token_hash: str = Field(primary_key=True)
    kantor_id: int = Field(foreign_key="kantor.id", index=True)
    pegawai_id: int = Field(foreign_key="pegawai.id", index=True)
    dibuat_at: datetime = moment()
    kedaluwarsa_at: datetime = moment()
    dipakai_at: datetime | None = moment(nullable=True)
    dipakai_oleh: int | None = Field(default=None, sa_type=BigInteger)


class PengingatRow(Row, table=True):
    """A rung of the reminder ladder that was said: exactly once per tugas, rung and slot."""

    __tablename__ = "pengingat"
    tugas_id: int = Field(primary_key=True, foreign_key="tugas.id")
    jenis: str = Field(primary_key=True)
    slot: str = Field(primary_key=True)
    kantor_id: int = Field(foreign_key="kantor.id", index=True)
    dikirim_at: datetime = moment()
