"""What changed under an open card: facts of the office, as it showed them before and shows them now.

1. What a card shows is a mapping, so that it can be compared without being drawn.
2. What came and went away again is no change.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from sop_flows.deferred import dataclass, replace


class JenisPembaruan(StrEnum):
    """What kind of fact became another."""

    KANTOR = "kantor"
    IDENTITAS = "identitas"
    """Of the office, as its letterhead says it."""
    UNIT = "unit"
    PEMEGANG = "pemegang"
    RANGKAP = "rangkap"
    """The further posts of a holder for which one answer counts."""
    PENERIMA = "penerima"
    PILIHAN = "pilihan"
    """The posts that may be chosen."""
    FORMULA = "formula"
    SKALA = "skala"
    BATAS_RENDAH = "batas_rendah"
    BATAS_RERATA = "batas_rerata"
    MINTA_BUKTI = "minta_bukti"
    MINTA_ANALISIS = "minta_analisis"
    INDIKATOR = "indikator"
    UNIT_INDIKATOR = "unit_indikator"
    """Whose indikator it is."""
    SASARAN = "sasaran"
    SATUAN = "satuan"
    POLARITAS = "polaritas"
    SIFAT = "sifat"
    DESIMAL = "desimal"
    PERINGKAT = "peringkat"
    TARGET = "target"
    TARGET_TAHUN = "target_tahun"
    TARGET_LALU = "target_lalu"
    """What was promised for an earlier periode of the year that has a value."""
    SUMBER_LALU = "sumber_lalu"
    LALU = "lalu"
    """What an earlier periode of the year reached."""
    PERJANJIAN = "perjanjian"
    """The newest versi of the Perjanjian Kinerja, where the berkas keeps an earlier one."""
    JENIS_PERJANJIAN = "jenis_perjanjian"
    """Of the one that the berkas keeps; so are its number and date."""
    NOMOR_PERJANJIAN = "nomor_perjanjian"
    TANGGAL_PERJANJIAN = "tanggal_perjanjian"
    BATAS = "batas"
    BATAS_TINDAK_LANJUT = "batas_tindak_lanjut"
    RAPAT_LIBUR = "rapat_libur"
    """The day of a rapat that is not worked."""


OF_INDIKATOR = frozenset(
    {
        JenisPembaruan.UNIT_INDIKATOR,
        JenisPembaruan.SASARAN,
        JenisPembaruan.SATUAN,
        JenisPembaruan.POLARITAS,
        JenisPembaruan.SIFAT,
        JenisPembaruan.DESIMAL,
        JenisPembaruan.TARGET,
        JenisPembaruan.TARGET_TAHUN,
        JenisPembaruan.TARGET_LALU,
        JenisPembaruan.LALU,
    }
)
"""What goes without saying where the indikator itself is new, or gone."""

Fact = tuple[tuple[JenisPembaruan, str], str]
Shown = Mapping[tuple[JenisPembaruan, str], str]
"""What a card shows: the value of each fact, by its kind and of what it is (such as a kode)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pembaruan:
    """One fact that became another; empty is what was not there.

    Moments and dates are ISO 8601; everything else stands as the office writes it.
    """

    jenis: JenisPembaruan
    apa: str
    dari: str
    ke: str


def compare(before: Shown, after: Shown) -> tuple[Pembaruan, ...]:
    """Return what a card shows otherwise than before, in the order in which it shows it."""
    keys = dict.fromkeys((*after, *before))
    found = (
        Pembaruan(jenis=key[0], apa=key[1], dari=before.get(key, ""), ke=after.get(key, ""))
        for key in keys
        if not _is_implied(key, before, after)
    )
    return tuple(one for one in found if one.dari != one.ke)


def _is_implied(key: tuple[JenisPembaruan, str], before: Shown, after: Shown) -> bool:
    jenis, apa = key
    is_promise = jenis is JenisPembaruan.TARGET_LALU  # said only beside what was reached
    itself = (JenisPembaruan.LALU if is_promise else JenisPembaruan.INDIKATOR, apa)
    return jenis in OF_INDIKATOR and (itself in before) != (itself in after)


def add(known: Iterable[Pembaruan], news: Iterable[Pembaruan]) -> tuple[Pembaruan, ...]:
    """Return all that changed since the card was opened, each fact once."""
    found = {(one.jenis, one.apa): one for one in known}
    for one in news:
        first = found.pop((one.jenis, one.apa), one)
        found[one.jenis, one.apa] = replace(one, dari=first.dari)
    return tuple(one for one in found.values() if one.dari != one.ke)
