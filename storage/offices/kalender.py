"""The calendar of an office: national hari libur and Ramadan, with the office's own rows on top."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from sop_flows.kantor.kalender import KalenderTahun
from sop_flows.waktu.jam_kerja import (
    AsalLibur,
    BerlakuSesi,
    HariKhusus,
    JamKerja,
    JenisHari,
    Libur,
    Sesi,
    SesiKerja,
    load_jam_kerja_default,
)
from storage.offices.libur_nasional import hari_hukum, national_libur

_RAMADAN_SHIFT: Final = timedelta(days=15)
"""An office's date for the beginning or end of Ramadan moves the default one this far at most."""

_SKB: Final = {
    2025: "Nomor 1017 Tahun 2024, Nomor 2 Tahun 2024, dan Nomor 2 Tahun 2024",
    2026: "Nomor 1497 Tahun 2025, Nomor 2 Tahun 2025, dan Nomor 5 Tahun 2025",
}
"""By which SKB tiga menteri libur nasional and cuti bersama of a year are set, where that is known for certain."""

_LIBUR: Final = {
    JenisHari.LIBUR: AsalLibur.KANTOR,
    JenisHari.CUTI_BERSAMA: AsalLibur.CUTI_BERSAMA,
}


@lru_cache(maxsize=256)
def compile_jam_kerja(
    zona: str,
    hari_kerja: int,
    sesi_overrides: tuple[SesiKerja, ...] = (),
    libur_overrides: tuple[HariKhusus, ...] = (),
    years: tuple[int, ...] = (),
) -> JamKerja:
    """Return the working calendar of an office; offices with equal rows share one.

    Args:
        zona: A name such as ``Asia/Jakarta``.
        hari_kerja: 5 or 6, the default timetable to begin with.
        sesi_overrides: Replace the default sessions of the weekdays that they name.
        libur_overrides: Add to the national days; *masuk* wins over every libur.
        years: For which the national days are looked up.

    Raises:
        JamKerjaOdd: The office's own sessions overlap, or none is left.
        KeyError: There is no default timetable for so many days.
    """
    jadwal = load_jam_kerja_default()[hari_kerja]
    biasa = jadwal.pekan(BerlakuSesi.BIASA)
    ramadan = jadwal.pekan(BerlakuSesi.RAMADAN)
    own = _by_weekday(sesi_overrides, BerlakuSesi.BIASA)
    for hari, sesi in own.items():
        biasa[hari] = sesi
        if not sesi or not ramadan.get(hari):  # a day the default does not know in Ramadan
            ramadan[hari] = sesi
    return JamKerja(
        zona=ZoneInfo(zona),
        biasa=biasa,
        ramadan=ramadan | _by_weekday(sesi_overrides, BerlakuSesi.RAMADAN),
        libur=national_libur(years) | _own_libur(libur_overrides),
        masuk=frozenset(_dates(libur_overrides, JenisHari.MASUK)),
        bulan_ramadan=_bulan_ramadan(years, libur_overrides),
    )


def _own_libur(rows: tuple[HariKhusus, ...]) -> dict[date, Libur]:
    return {
        row.tanggal: Libur(row.dasar or row.jenis, _LIBUR[row.jenis])
        for row in rows
        if row.jenis in _LIBUR
    }


def year_of(tahun: int, own: tuple[HariKhusus, ...]) -> KalenderTahun:
    """Return one year of the calendar of an office with these rows of its own."""
    table, counted = _bulan_ramadan((tahun,), ()), _bulan_ramadan((tahun,), own)
    here = [at for at, (first, _) in enumerate(table) if first.year == tahun]
    return KalenderTahun(
        tahun=tahun,
        nasional=national_libur((tahun,)),
        sendiri=own,
        ramadan=tuple(counted[at] for at in here),
        ramadan_tabel=tuple(table[at] for at in here),
        skb=_SKB.get(tahun, ""),
    )


def _by_weekday(rows: tuple[SesiKerja, ...], berlaku: BerlakuSesi) -> dict[int, tuple[Sesi, ...]]:
    week: dict[int, tuple[Sesi, ...]] = {}
    for row in sorted(rows, key=lambda row: (row.hari, row.mulai)):
        if row.berlaku is berlaku:
            sesi = ((row.mulai, row.selesai),) if row.mulai != row.selesai else ()
            week[row.hari] = week.get(row.hari, ()) + sesi
    return week


def _dates(rows: tuple[HariKhusus, ...], jenis: JenisHari) -> list[date]:
    return [row.tanggal for row in rows if row.jenis is jenis]


def _bulan_ramadan(
    years: tuple[int, ...], rows: tuple[HariKhusus, ...]
) -> tuple[tuple[date, date], ...]:
    """The Ramadans touching *years*, each end moved to the office's own date near it."""
    awal, akhir = _dates(rows, JenisHari.AWAL_RAMADAN), _dates(rows, JenisHari.AKHIR_RAMADAN)
    touching = sorted({y for year in years for y in (year - 1, year)})
    return tuple(
        (_near(first, awal), _near(last, akhir))
        for year in touching
        for first, last in hari_hukum(year).ramadan
    )


def _near(default: date, own: list[date]) -> date:
    return next((day for day in own if abs(day - default) <= _RAMADAN_SHIFT), default)
