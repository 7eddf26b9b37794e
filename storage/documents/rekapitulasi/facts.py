"""What every sheet of the workbook is written from, and what several of them say alike."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.naskah.kode import print_kode
from sop_flows.naskah.rekap import Baris
from sop_flows.papers.isi import Pejabat
from sop_flows.ports.rekap import RekapKantor
from sop_flows.waktu.cetak import printed_day
from storage.documents.cells import dress
from storage.documents.lembar.periods import print_bagian, print_periode
from storage.documents.papers.paper import group_nip
from storage.documents.rekap.kolom import DECIDED, TANPA_BUKTI
from storage.documents.rekap.lembar import Lembar
from storage.documents.rekap.rekap import basis_of, keterangan
from storage.documents.rekap.table import BOLD, QUIET, Isi, print_moment
from storage.documents.rekapitulasi.perhitungan import Terhitung
from storage.documents.rekapitulasi.ringkasan import Rata
from storage.documents.rekapitulasi.ukur import BELUM

NOT_YET: Final = "-"
EXCUSED: Final = "dikecualikan"
DOTS: Final = "......................................"
PARAF: Final = ("Paraf", "Nama", "Keputusan", "Tanggal dan jam", "Kode verifikasi")
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

    def day(self, at: datetime) -> str:
        """Return the day of a moment where the office is."""
        return printed_day(at.astimezone(self.view.kantor.zona).date())

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
    )
    return "; ".join(filter(None, said))


def remarked(baris: Baris) -> str:
    """Return what has to be known of a value of the periode, also that nothing proves it: for a form that has no column for proof."""
    return "; ".join(filter(None, (told(baris), TANPA_BUKTI if baris.is_tanpa_bukti else "")))


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
            who.sebutan if who else DOTS,
            "",
            "",
            "",
            who.nama if who else DOTS,
            (who.pangkat if who else "") or "Pangkat/golongan: ..................",
            f"NIP. {group_nip(who.nip) if who and who.nip else DOTS}",
        )
        for at, teks in enumerate(lines):
            cell = lembar.put(top + at, first, teks)
            if at == NAME:
                dress(cell, font=BOLD)
            lembar.merge(top + at, first, top + at, last)
        lembar.row = top + len(lines)


def put_paraf(lembar: Lembar, facts: Facts, spans: Sequence[tuple[int, int]]) -> None:
    """Write who let the values through before they are signed, each word in its span of columns."""
    if not facts.view.paraf:
        return
    zona, last = facts.view.kantor.zona, spans[-1][-1]
    lembar.row += 1
    lembar.subheader(spread(PARAF, spans, last))
    rows = [lembar.row - 1]
    for one in facts.view.paraf:
        at, kode = one.at.astimezone(zona), print_kode(one.kode) if one.kode else NOT_YET
        said = (
            one.jabatan,
            one.nama,
            DECIDED[one.kerja],
            f"{print_moment(at)} {at.tzname()}",
            kode,
        )
        rows.append(lembar.line(spread(said, spans, last)))
    for row in rows:
        for first, end in spans:
            lembar.merge(row, first, row, end)


def spread(words: Sequence[str], spans: Sequence[tuple[int, int]], last: int) -> list[str]:
    """Return words as the cells of a row, each at the beginning of its span."""
    cells = [""] * last
    for word, (first, _) in zip(words, spans, strict=True):
        cells[first - 1] = word
    return cells


def note(lembar: Lembar, *lines: str) -> None:
    """Write remarks below a table."""
    lembar.row += 1
    for line in lines:
        lembar.text(line, font=QUIET)
