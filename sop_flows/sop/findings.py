"""What a check of an SOP file finds: facts without wording."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from sop_flows.deferred import dataclass


class Parah(StrEnum):
    """How bad it is."""

    TOLAK = "tolak"
    """The SOP cannot run."""
    PERINGATAN = "peringatan"
    """The SOP runs, but the sheet is odd."""


class KodeTemuan(StrEnum):
    """What is wrong, or odd."""

    # The SOP cannot run
    KOLOM_TAK_DIKENAL = "kolom_tak_dikenal"
    KODE_GANDA = "kode_ganda"
    TAHAP_HANYA_PENERUS = "tahap_hanya_penerus"
    KEMBALI_BUKAN_MUNDUR = "kembali_bukan_mundur"
    KEMBALI_DI_SAMPING = "kembali_di_samping"
    KEMBALI_MENDAHULUI_FORMULIR = "kembali_mendahului_formulir"
    LEWAT_TANPA_PENERUS = "lewat_tanpa_penerus"
    PER_UNIT_TANPA_FORMULIR = "per_unit_tanpa_formulir"
    GABUNG_BUKAN_MAJU = "gabung_bukan_maju"
    PENGAWAS_TANPA_PEGAWAI = "pengawas_tanpa_pegawai"
    NOTULIS_TANPA_RAPAT = "notulis_tanpa_rapat"
    FORMULIR_TANPA_UNIT = "formulir_tanpa_unit"
    FORMULIR_TIDAK_SEMUA = "formulir_tidak_semua"
    HIMPUN_TANPA_FORMULIR = "himpun_tanpa_formulir"
    SEBAR_TANPA_FORMULIR = "sebar_tanpa_formulir"
    TANYA_TANPA_FORMULIR = "tanya_tanpa_formulir"
    PELAKU_BUKAN_SEBELUMNYA = "pelaku_bukan_sebelumnya"
    DIPILIH_TANPA_UNIT = "dipilih_tanpa_unit"
    UNDANGAN_TANPA_WAKTU = "undangan_tanpa_waktu"
    DISTRIBUSI_SEBELUM_SELESAI = "distribusi_sebelum_selesai"
    BATAS_TANPA_SEBAR = "batas_tanpa_sebar"
    PILIHAN_TIDAK_JELAS = "pilihan_tidak_jelas"
    DOKUMEN_TAK_DIKENAL = "dokumen_tak_dikenal"

    # The sheet is odd
    CACAT_TERCATAT = "cacat_tercatat"
    DERAU_PINDAIAN = "derau_pindaian"
    """No fault of the sheet: its scan is not clear."""
    DAERAH_LAIN = "daerah_lain"
    OPD_LAIN = "opd_lain"
    KOLOM_OPD_LAIN = "kolom_opd_lain"
    PERATURAN_DIGANTI = "peraturan_diganti"
    KOLOM_MENGANGGUR = "kolom_menganggur"
    KOLOM_TIDAK_TERCETAK = "kolom_tidak_tercetak"
    KEPUTUSAN_TANPA_TIDAK = "keputusan_tanpa_tidak"
    KEPUTUSAN_SEBELUM_DIAJUKAN = "keputusan_sebelum_diajukan"
    LANGKAH_TERSIRAT = "langkah_tersirat"
    MASUKAN_TANPA_ASAL = "masukan_tanpa_asal"
    KELUARAN_TAK_TERPAKAI = "keluaran_tak_terpakai"
    MUTU_BAKU_TERTUKAR = "mutu_baku_tertukar"
    PENERUS_MENGANGGUR = "penerus_menganggur"
    PELAKSANA_KURANG_PASTI = "pelaksana_kurang_pasti"
    PENERIMA_TAK_BERTINDAK = "penerima_tak_bertindak"
    SURAT_TANPA_PENANDATANGAN = "surat_tanpa_penandatangan"
    KELUARAN_TANPA_PEMBUAT = "keluaran_tanpa_pembuat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Temuan:
    """One finding: where it is, what it is, and the facts of it."""

    parah: Parah
    langkah: int | None
    kunci: str
    kode: KodeTemuan
    fakta: Mapping[str, str] = field(default_factory=dict)
