"""What every sheet of the workbook is written from, and what several of them say alike."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sop_flows.naskah.rekap import Baris
from sop_flows.ports.rekap import Pejabat, RekapKantor
from storage.documents.cells import dress
from storage.documents.lembar.periods import print_bagian, print_periode
from storage.documents.rekap.lembar import Lembar
from storage.documents.rekap.rekap import basis_of, keterangan
from storage.documents.rekap.table import BOLD, QUIET, Isi
from storage.documents.rekapitulasi.perhitungan import Terhitung
from storage.documents.rekapitulasi.ringkasan import Rata
from storage.documents.rekapitulasi.ukur import BELUM

NOT_YET: Final = "-"
EXCUSED: Final = "dikecualikan"
DOTS: Final = "......................................"
NAME: Final = 5
"""On which line of a signature the name stands."""
RowOf = Callable[[int, Baris], Sequence[Isi]]
"""What gives the row of an indikator by its number, without its sasaran."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A recap as it is computed on the sheets before."""

    view: RekapKantor
    hitungan: Mapping[str, Terhitung]
    rata: Rata

    @property
    def judul(self) -> str:
        """The periode, and whether something can still change."""
        rekap = self.view.rekap
        said = print_periode(rekap.periode)
        return f"{said} (SEMENTARA: belum semua ditandatangani)" if rekap.is_sementara else said

    @property
    def kini(self) -> str:
        """The periode in short."""
        return print_bagian(self.view.rekap.periode)

    def heading(self, judul: str, *more: str) -> tuple[str, ...]:
        """Return the lines above a sheet, with the Perjanjian Kinerja that is measured by."""
        basis = basis_of(self.view.rekap.perjanjian)
        return (self.view.rekap.kantor.nama, f"{judul}: {self.judul}", *basis, *more)

    def groups(self) -> Iterator[tuple[str, list[Baris]]]:
        """Yield the sasaran in their order, each with its rows, those of excused units too."""
        found: dict[str, list[Baris]] = {}
        for one in self.view.rekap.baris:
            if not one.is_anggaran:
                found.setdefault(one.sasaran, []).append(one)
        yield from found.items()

    def counted(self, baris: Baris) -> Terhitung | None:
        """Return what is computed of an indikator; of an excused unit nothing."""
        return self.hitungan.get(baris.isi.kode)


def told(baris: Baris) -> str:
    """Return what has to be known of a value of the periode."""
    if baris.is_excused:
        return EXCUSED
    said = (
        f"{print_bagian(baris.periode)} {BELUM}" if not baris.is_reported else "",
        keterangan(baris.periode, baris.isi) if baris.kini else "",
        "tanpa bukti" if baris.is_tanpa_bukti else "",
    )
    return "; ".join(filter(None, said))


def put_by_sasaran(
    lembar: Lembar, facts: Facts, row_of: RowOf, sasaran_column: int = 2
) -> tuple[int, int]:
    """Write the rows of all sasaran, numbered; the cells of one sasaran are one."""
    first, no = lembar.row, 0
    for nama, baris in facts.groups():
        top = lembar.row
        for one in baris:
            no += 1
            row: list[Isi] = list(row_of(no, one))
            row.insert(sasaran_column - 1, nama if lembar.row == top else "")
            lembar.line(row)
        lembar.merge(top, sasaran_column, lembar.row - 1, sasaran_column)
    return first, lembar.row - 1


def put_signatures(lembar: Lembar, *people: tuple[int, int, str, Pejabat | None]) -> None:
    """Leave room for signatures side by side: first and last column, what is signed, and by whom."""
    lembar.row += 1
    top = lembar.row
    for first, last, what, who in people:
        lines = (
            what,
            who.jabatan if who else DOTS,
            "",
            "",
            "",
            who.nama if who else DOTS,
            (who.pangkat if who else "") or "Pangkat/golongan: ..................",
            "NIP. ......................................",
        )
        for at, teks in enumerate(lines):
            cell = lembar.put(top + at, first, teks)
            if at == NAME:
                dress(cell, font=BOLD)
            lembar.merge(top + at, first, top + at, last)
        lembar.row = top + len(lines)


def note(lembar: Lembar, *lines: str) -> None:
    """Write remarks below a table."""
    lembar.row += 1
    for line in lines:
        lembar.text(line, font=QUIET)
