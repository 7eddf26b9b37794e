"""The sheet of the means: of each sasaran, of all sasaran, and of each unit."""

from decimal import Decimal
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.kinerja.capaian import mean
from sop_flows.kinerja.rangkuman import Rangkuman
from sop_flows.naskah.hasil import kategori_of, print_by
from sop_flows.naskah.rekap import Baris, Rekap
from storage.documents.rekap.lembar import Lembar
from storage.documents.rekap.table import Isi, Kolom, Persen, Rumus
from storage.documents.rekapitulasi import rumus
from storage.documents.rekapitulasi.perhitungan import PERHITUNGAN, Terhitung
from storage.documents.rekapitulasi.skala import TempatSkala
from storage.documents.rekapitulasi.ukur import said_of

RATA_RATA: Final = "Rata-rata"
KOLOM: Final = (
    Kolom("No", 6),
    Kolom("Sasaran", 64),
    Kolom("Jumlah indikator", 11),
    Kolom("Dinilai", 10),
    Kolom("Rata-rata TW (%)", 13),
    Kolom("Kategori", 18),
    Kolom("Rata-rata terhadap target tahun (%)", 16),
)
UNDEFINED: Final = "n/a"


@dataclass(frozen=True, slots=True)
class Rerata:
    """A mean that other sheets refer to."""

    sel: str
    nilai: Decimal | str
    format: str = "0.00"

    @property
    def ref(self) -> Rumus:
        """A reference to it."""
        return Rumus(f"'{RATA_RATA}'!{self.sel}", self.nilai, self.format)


@dataclass(frozen=True, slots=True)
class Rata:
    """What the sheet has for the others: by sasaran, and of all."""

    sasaran: dict[str, Rerata]
    sasaran_tahun: dict[str, Rerata]
    """Against the targets of the year."""
    semua: Rerata
    kategori: Rerata
    tahun: Rerata


@dataclass(frozen=True, slots=True)
class Peringkas:
    """What writes the sheet."""

    lembar: Lembar
    rekap: Rekap
    skala: TempatSkala
    hitungan: tuple[Terhitung, ...]

    def write(self, judul: str) -> Rata:
        """Write the tables; return what others refer to."""
        lembar = self.lembar
        lembar.title((self.rekap.kantor.nama, f"Rata-rata capaian: {judul}"))
        lembar.header()
        first = lembar.row
        parts = self.rekap.per_sasaran
        for no, (nama, part) in enumerate(parts.items(), start=1):
            lembar.line((no, nama or "Tanpa sasaran", *self._part(part, f"A{lembar.row}", "D")))
        found = {
            nama: self._mean(part, first + at) for at, (nama, part) in enumerate(parts.items())
        }
        row = self._all(first, lembar.row - 1)
        lembar.row += 1
        self._units()
        lembar.close()
        semua = self.rekap.semua
        return Rata(
            sasaran=found,
            sasaran_tahun={
                nama: Rerata(f"G{first + at}", shown(of_year(part)))
                for at, (nama, part) in enumerate(parts.items())
            },
            semua=self._mean(semua, row),
            kategori=Rerata(f"F{row}", kategori_of(self.rekap.skala, semua.rerata), "General"),
            tahun=Rerata(f"G{row}", shown(of_year(semua))),
        )

    def _all(self, first: int, last: int) -> int:
        """The mean of all: of the sasaran, or of a berkas of the first form of its indikator."""
        semua, row = self.rekap.semua, self.lembar.row
        if self.rekap.aturan.is_per_sasaran and last >= first:
            mean_of = tuple(f'IFERROR(AVERAGE({c}{first}:{c}{last}),"n/a")' for c in "EG")
        else:
            mean_of = (self._average("", self._kini), self._average("", self._tahun))
        counted = tuple(f"SUM({c}{first}:{c}{last})" for c in "CD")
        return self.lembar.line(
            (
                "",
                "Rata-rata seluruh sasaran"
                if self.rekap.aturan.is_per_sasaran
                else "Rata-rata seluruh indikator",
                *(
                    Rumus(t, v, "0")
                    for t, v in zip(counted, (semua.jumlah, semua.dinilai), strict=True)
                ),
                Rumus(mean_of[0], shown(semua.rerata), self._format(semua.rerata)),
                self._kategori(row, semua.rerata),
                Rumus(mean_of[1], shown(of_year(semua)), "0.00"),
            ),
            bold=True,
        )

    def _units(self) -> None:
        """Each unit: the mean of its sasaran."""
        self.lembar.subheader(("No unit", "Unit dan sasarannya", *(k.nama for k in KOLOM[2:])))
        for no, (kode, part) in enumerate(self.rekap.per_unit.items(), start=1):
            nama, top = self.rekap.unit[kode], self.lembar.row
            rows = [top + 1 + at for at in range(len(part.per_sasaran))]
            if not rows:
                self.lembar.line((no, nama, 0, 0, UNDEFINED, "dikecualikan", UNDEFINED), bold=True)
                continue
            self.lembar.line((no, nama, *self._unit(part, rows)), bold=True)
            for sasaran, own in part.per_sasaran.items():
                self.lembar.line(
                    (
                        self._no_of(sasaran),
                        sasaran,
                        *self._part(own, f"A{self.lembar.row}", "D", top),
                    )
                )

    def _no_of(self, sasaran: str) -> int:
        return list(self.rekap.per_sasaran).index(sasaran) + 1

    def _unit(self, part: Rangkuman[Baris], rows: list[int]) -> tuple[Isi, ...]:
        first, last, row = rows[0], rows[-1], self.lembar.row
        if self.rekap.aturan.is_per_sasaran:
            means = [f'IFERROR(AVERAGE({c}{first}:{c}{last}),"n/a")' for c in "EG"]
        else:
            means = [self._average(f"A{row}", untuk, "A") for untuk in (self._kini, self._tahun)]
        return (
            Rumus(f"SUM(C{first}:C{last})", part.jumlah, "0"),
            Rumus(f"SUM(D{first}:D{last})", part.dinilai, "0"),
            Rumus(means[0], shown(part.rerata), self._format(part.rerata)),
            self._kategori(row, part.rerata),
            Rumus(means[1], shown(of_year(part)), "0.00"),
        )

    def _part(
        self, part: Rangkuman[Baris], no: str, kolom: str, unit_row: int = 0
    ) -> tuple[Isi, ...]:
        """One sasaran, of all units or of one: what counts of it, and its mean."""
        unit = f"$A${unit_row}" if unit_row else ""
        same = [self._is(kolom, no), self._is("H", f'"{self._kini}"')]
        same += [self._is("A", unit)] if unit else []
        counted = "*".join(same)
        each = [one.persen for one in part.semua]
        tahun = [one.isi.tahun.persen for one in part.semua]
        counting = self.rekap.aturan.counted
        rerata, of_tahun = mean(map(counting, each)), mean(map(counting, tahun))
        row = self.lembar.row
        return (
            Rumus(f"SUMPRODUCT({counted})", part.jumlah, "0"),
            Rumus(f"SUMPRODUCT({counted}*ISNUMBER({self._cells('O')}))", part.dinilai, "0"),
            Rumus(self._average(no, self._kini, kolom, unit), shown(rerata), self._format(rerata)),
            self._kategori(row, rerata),
            Rumus(self._average(no, self._tahun, kolom, unit), shown(of_tahun), "0.00"),
        )

    def _average(self, no: str, untuk: str, kolom: str = "", unit: str = "") -> str:
        which = [self._cells("H"), f'"{untuk}"']
        which += [self._cells(kolom), no] if no else []
        which += [self._cells("A"), unit] if unit else []
        return f'IFERROR(AVERAGEIFS({self._cells("O")},{",".join(which)}),"n/a")'

    def _is(self, kolom: str, value: str) -> str:
        return f"({self._cells(kolom)}={value})"

    def _cells(self, kolom: str) -> str:
        first = self.hitungan[0].periode[0].baris if self.hitungan else 1
        last = self.hitungan[-1].tahun.baris if self.hitungan else 1
        return f"{PERHITUNGAN}!${kolom}${first}:${kolom}${last}"

    def _kategori(self, row: int, rerata: Decimal | None) -> Rumus:
        skala = self.rekap.skala
        formula = rumus.kategori(
            f"E{row}", self.skala.mulai, self.skala.nama, eksklusif=skala.eksklusif
        )
        return Rumus(formula, kategori_of(skala, rerata))

    def _mean(self, part: Rangkuman[Baris], row: int) -> Rerata:
        return Rerata(f"E{row}", shown(part.rerata), self._format(part.rerata))

    def _format(self, rerata: Decimal | None) -> str:
        return Persen(rerata, "" if rerata is None else print_by(self.rekap.skala, rerata)).format

    @property
    def _kini(self) -> str:
        return said_of(self.rekap.periode)

    @property
    def _tahun(self) -> str:
        return f"Tahun {self.rekap.periode.tahun}"


def of_year(part: Rangkuman[Baris]) -> Decimal | None:
    """Return the mean against the targets of the year."""
    return part.rerata_of(lambda one: one.isi.tahun.persen)


def shown(rerata: Decimal | None) -> Decimal | str:
    """Return a mean as a cell has it."""
    return UNDEFINED if rerata is None else rerata
