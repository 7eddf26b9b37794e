"""The sheet on which everything is computed: every other one refers to its cells.

1. A row is one capaian of one indikator: of a periode, of all so far, or against the year.
2. Target and realisasi of a periode stand in yellow: a change of them runs through the workbook.
3. Where a formula would not come to what was signed, what was signed stands there, and says so.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Context, Decimal
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.kinerja.capaian import Formula, Polaritas, Sifat
from sop_flows.kinerja.janji import RASIO, Janji, TargetPeringkat, TargetTanggal, as_day
from sop_flows.kinerja.peringkat import Peringkat
from sop_flows.kinerja.target import Target
from sop_flows.naskah.isi import IsiCapaian, IsiIndikator
from sop_flows.naskah.rekap import Baris, Rekap
from sop_flows.waktu.periode import Periode
from storage.documents.cells import DIGITS, YELLOW, number_format
from storage.documents.rekap.lembar import Lembar
from storage.documents.rekap.table import TANGGAL, Isi, Kolom, Nilai, Persen, Rumus
from storage.documents.rekapitulasi import rumus
from storage.documents.rekapitulasi.skala import TempatSkala
from storage.documents.rekapitulasi.ukur import Pengukur, Ukur, promised_for_year, tulisan_in

PERHITUNGAN: Final = "Perhitungan"
MENURUT: Final = "angka menurut naskah"
KOLOM: Final = (
    Kolom("No unit", 6),
    Kolom("Unit", 22),
    Kolom("Kode", 10),
    Kolom("No sasaran", 8),
    Kolom("Indikator", 36),
    Kolom("Satuan", 10),
    Kolom("Cara", 10),
    Kolom("Untuk", 12),
    Kolom("Batas target", 12),
    Kolom("Target", 13),
    Kolom("Target, ujung atas", 13),
    Kolom("Realisasi", 13),
    Kolom("Acuan", 11),
    Kolom("Capaian (%)", 11),
    Kolom("Dihitung dalam rata-rata (%)", 11),
    Kolom("Kategori", 15),
    Kolom("Sumber", 34),
)
MEAN_DESIMAL: Final = 4
INPUT: Final = (10, 11, 12)


@dataclass(frozen=True, slots=True)
class Hitungan:
    """A row of the sheet: where it is, and what stands in it."""

    baris: int
    target: Nilai
    """As the office writes it."""
    realisasi: Nilai
    persen: Decimal | str
    kategori: str
    formats: tuple[str, str]
    """How its realisasi and its capaian are shown."""
    is_filled: bool
    """Whether there is a realisasi, and no words instead."""

    def ref(self, kolom: str) -> Rumus:
        """Return a reference to a cell of the row."""
        of: dict[str, tuple[Nilai, str]] = {
            rumus.TARGET: (self.target, format_of(self.target)),
            rumus.REALISASI: (self.realisasi, self.formats[0]),
            rumus.CAPAIAN: (self.persen, self.formats[1]),
            rumus.KATEGORI: (self.kategori, "General"),
        }
        value, shown = of[kolom]
        cell = f"{PERHITUNGAN}!{kolom}{self.baris}"
        return Rumus(f'{cell}&""' if kolom == rumus.KATEGORI else cell, value, shown)


@dataclass(frozen=True, slots=True)
class Terhitung:
    """All rows of one indikator."""

    baris: Baris
    no_unit: int
    no_sasaran: int
    periode: tuple[Hitungan, ...]
    sampai: Hitungan
    tahun: Hitungan

    @property
    def kini(self) -> Hitungan:
        """That of the periode of the recap."""
        return self.periode[-1]


class Penghitung:
    """What writes the sheet, row by row."""

    def __init__(self, lembar: Lembar, rekap: Rekap, skala: TempatSkala) -> None:
        self._lembar = lembar
        self._rekap = rekap
        self._skala = skala
        self._pengukur = Pengukur(rekap.skala)

    def write(self, judul: str) -> Mapping[str, Terhitung]:
        """Write all rows; return them by the kode of their indikator."""
        self._lembar.title(
            (
                self._rekap.kantor.nama,
                f"Perhitungan capaian: {judul}",
                "Sel kuning adalah masukan; semua lembar lain merujuk ke lembar ini.",
            )
        )
        self._lembar.header()
        units = {kode: no for no, kode in enumerate(self._rekap.unit, start=1)}
        sasaran = {nama: no for no, nama in enumerate(self._rekap.per_sasaran, start=1)}
        found = {
            one.isi.kode: self._indikator(one, units[one.unit.kode], sasaran.get(one.sasaran, 0))
            for one in self._rekap.semua.semua
        }
        self._lembar.close()
        return found

    def _indikator(self, baris: Baris, no_unit: int, no_sasaran: int) -> Terhitung:
        each = list(self._pengukur.periods_of(baris))
        head = head_of(baris, no_unit, no_sasaran)
        first = self._lembar.row
        periode = tuple(self._line(baris, head, one) for one in each)
        sampai, tahun, counting = self._pengukur.so_far_of(baris, each)
        cells = [f"L{first + at}" for at in range(len(each))]
        targets = target_rows(baris, counting, first)
        jenjang = self._jenjang(tahun.target)
        reached = together(Sifat(baris.isi.sifat), cells, jenjang) if sampai.is_live else None
        together_row = self._line(baris, head, sampai, reached, targets)
        from_above = f"L{together_row.baris}" if sampai.is_live else None
        of_year = self._line(baris, head, tahun, from_above)
        return Terhitung(baris, no_unit, no_sasaran, periode, together_row, of_year)

    def _jenjang(self, target: Janji | None) -> str:
        """Where the ordinal scale of a target stands; empty where it has none."""
        if isinstance(target, TargetPeringkat):
            return self._skala.peringkat[target.peringkat.nama]
        return ""

    def _line(
        self,
        baris: Baris,
        head: tuple[Isi, ...],
        one: Ukur,
        reached: str | None = None,
        targets: tuple[str, str] | None = None,
    ) -> Hitungan:
        row = self._lembar.row
        value, shown = written(baris, one)
        low, high = ends_of(one)
        cells: list[Isi] = [low, high, value if reached is None else Rumus(reached, value, shown)]
        if targets is not None and one.is_live and one.target is not None:
            cells[:2] = (
                Rumus(t, v, format_of(v)) for t, v in zip(targets, (low, high), strict=True)
            )
        as_signed = "" if one.is_live or one.is_words else MENURUT
        cara = cara_of(baris.isi, one.target)
        computed = self._computed(one, cara, row)
        if baris.is_anggaran:  # its serapan is in no mean, and has no kategori
            computed = (*computed[:2], "", "")
        sumber = "; ".join(filter(None, (one.sumber, as_signed)))
        self._lembar.line((*head, cara, one.untuk, bound_of(one), *cells, *computed, sumber))
        if reached is None:
            for column in INPUT:
                self._lembar.fill(row, column, YELLOW)
        capaian = one.capaian
        return Hitungan(
            baris=row,
            target=target_shown(one, low),
            realisasi=value,
            persen=capaian.tampil if capaian.persen is None else capaian.persen,
            kategori=capaian.kategori or "",
            formats=(shown, Persen(capaian.persen, capaian.tampil).format),
            is_filled=one.realisasi is not None,
        )

    def _computed(self, one: Ukur, cara: str, row: int) -> tuple[Isi, ...]:
        """Acuan, capaian, what counts in a mean, kategori."""
        capaian, skala = one.capaian, self._skala
        persen, kategori = capaian.persen, capaian.kategori or ""
        counted = self._rekap.aturan.counted(persen)
        dihitung = Rumus(
            rumus.DIHITUNG_ANGKA.format(r=row, batas=skala.batas),
            "" if counted is None else counted,
            "0.00",
        )
        if one.is_words or not one.is_live:
            return "", capaian_cell(capaian), dihitung, kategori
        result = Rumus(
            formula_of(one.target, row, skala),
            capaian.tampil if persen is None else persen,
            Persen(persen, capaian.tampil).format,
        )
        acuan = acuan_of(one, row, skala)
        return acuan, result, dihitung, self._kategori(cara, row, kategori)

    def _kategori(self, cara: str, row: int, kategori: str) -> Rumus:
        """By the scale; where it reverses turun, that of realisasi / acuan."""
        rekap, skala = self._rekap, self._skala
        value = f"N{row}"
        plain = rumus.kategori(value, skala.mulai, skala.nama, eksklusif=rekap.skala.eksklusif)
        if rekap.skala.terbalik and cara.startswith("turun"):
            other = rumus.kategori(
                f"(100*L{row}/M{row})",
                skala.mulai,
                skala.terbalik,
                eksklusif=rekap.skala.eksklusif,
            )
            plain = f'IF(N(M{row})>0,IF(ISNUMBER({value}),{other},""),{plain})'
        return Rumus(plain, kategori)


def head_of(baris: Baris, no_unit: int, no_sasaran: int) -> tuple[Isi, ...]:
    """Return what every row of an indikator begins with."""
    isi = baris.isi
    no = None if baris.is_anggaran else no_sasaran
    return no_unit, baris.unit.nama, isi.kode, no, isi.nama, isi.satuan


def cara_of(isi: IsiIndikator, target: Janji | None) -> str:
    """Return by which formula an indikator is measured, in the words that the formulas know."""
    match target:
        case TargetPeringkat():
            return "peringkat"
        case TargetTanggal():
            return "tanggal"
    if Polaritas(isi.polaritas) is Polaritas.NAIK:
        return "naik"
    return f"turun {Formula(isi.formula).value}"


def together(sifat: Sifat, cells: list[str], jenjang: str) -> str:
    """Return the formula of the realisasi of several periode together."""
    if sifat in rumus.JUMLAH:
        return rumus.JUMLAH[sifat].format(cells=f"{cells[0]}:{cells[-1]}")
    return rumus.last_filled(cells, jenjang)


def target_rows(baris: Baris, counting: Iterable[Periode], first: int) -> tuple[str, str]:
    """Return the formulas of the target of all so far: of the rows that count, or of the year's."""
    so_far = baris.periode.so_far
    rows = [first + so_far.index(one) for one in counting]
    sifat = Sifat(baris.isi.sifat)
    if not rows:
        year = first + len(so_far) + 1
        return f"J{year}", f"K{year}"
    if sifat not in rumus.JUMLAH:
        return f"J{rows[-1]}", f"K{rows[-1]}"
    joined = [(f"J{row}", f"K{row}") for row in rows]
    low, high = (list(side) for side in zip(*joined, strict=True))
    if sifat is Sifat.RATA_RATA:
        return f"AVERAGE({','.join(low)})", f"AVERAGE({','.join(high)})"
    return "+".join(low), "+".join(high)


def ends_of(one: Ukur) -> tuple[Nilai, Nilai]:
    """Return the ends of a target as cells: numbers, a day, a predikat, or what is written."""
    match one.target:
        case Target(bawah=bawah, atas=atas):
            return bawah, atas
        case TargetTanggal(hari=hari):
            return hari, hari
        case TargetPeringkat(peringkat=peringkat, nilai=nilai):
            return peringkat.name(nilai), peringkat.name(nilai)
    return one.target_teks, ""


def target_shown(one: Ukur, low: Nilai) -> Nilai:
    """Return a target as forms have it: a number where it is one, else as it is written."""
    if isinstance(one.target, Target) and not one.target.is_rentang and one.target.batas is None:
        return low
    return low if isinstance(one.target, TargetTanggal) else one.target_teks


def bound_of(one: Ukur) -> str:
    """Return on which side of its target a promise lies, where it says so."""
    batas = one.target.batas if isinstance(one.target, Target) else None
    return batas.value if batas else ""


def written(baris: Baris, one: Ukur) -> tuple[Nilai, str]:
    """Return a realisasi as a cell, and how it is shown: where nothing is promised for it, as its year's."""
    realisasi = one.realisasi
    if realisasi is None:
        return one.kata, "General"
    match one.target or promised_for_year(baris):
        case TargetTanggal():
            day: date | None = as_day(realisasi)
            return (day, TANGGAL) if day else (realisasi, number_format(realisasi))
        case TargetPeringkat(peringkat=peringkat):
            return peringkat.name(realisasi), "General"
    ratio = '"1:"' if tulisan_in(baris) == RASIO else ""
    if not one.is_mean:
        return realisasi, ratio + number_format(realisasi)
    mean = Context(prec=DIGITS).plus(realisasi)
    return mean, ratio + number_format(round(mean, MEAN_DESIMAL))


def format_of(value: Nilai) -> str:
    """Return how a value that a formula comes to is shown."""
    match value:
        case Decimal():
            return number_format(value)
        case date():
            return TANGGAL
    return "General"


def acuan_of(one: Ukur, row: int, skala: TempatSkala) -> Isi:
    """Return what a realisasi is measured against: a number, or the place of a predikat."""
    match one.target:
        case TargetPeringkat(peringkat=peringkat, nilai=nilai):
            jenjang = skala.peringkat[peringkat.nama]
            return Rumus(rumus.ACUAN_PERINGKAT.format(r=row, jenjang=jenjang), int(nilai))
        case TargetTanggal():
            return ""
    found = (
        one.target.nearest(one.realisasi)
        if isinstance(one.target, Target) and one.realisasi is not None
        else ""
    )
    return Rumus(rumus.ACUAN_ANGKA.format(r=row), found, format_of(found))


def formula_of(target: Janji | None, row: int, skala: TempatSkala) -> str:
    """Return the formula of a capaian."""
    match target:
        case TargetPeringkat(peringkat=peringkat):
            jenjang = skala.peringkat[peringkat.nama]
            return rumus.CAPAIAN_PERINGKAT.format(r=row, jenjang=jenjang)
        case TargetTanggal():
            return rumus.CAPAIAN_TANGGAL.format(r=row)
    return rumus.CAPAIAN_ANGKA.format(r=row)


def ordinals_in(rekap: Rekap) -> dict[str, Peringkat]:
    """Return the ordinal scales by which something is measured, by name."""
    pengukur = Pengukur(rekap.skala)
    targets = (
        one.target
        for baris in rekap.semua.semua
        for each in (list(pengukur.periods_of(baris)),)
        for one in (*each, *pengukur.so_far_of(baris, each)[:2])
    )
    return {t.peringkat.nama: t.peringkat for t in targets if isinstance(t, TargetPeringkat)}


def capaian_cell(capaian: IsiCapaian) -> Persen | str:
    """Return a capaian as it was signed."""
    return capaian.tampil if capaian.persen is None else Persen(capaian.persen, capaian.tampil)
