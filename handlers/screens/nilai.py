"""The values behind a card, in its place: a list of the units, then the values of each, page by page.

They are drawn from the content of a naskah alone, as it is frozen or would be; from the card come only
the number that an indikator has on its formulir, and what became of it since it was returned.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Final

from handlers.screens.buttons import (
    Keyboard,
    Row,
    beside,
    in_rows,
    naskah_button,
    page_row,
    tick_names,
)
from handlers.screens.kartu_tombol import button, page_button
from handlers.screens.screen import Dokumen, Screen, Tombol
from handlers.screens.wording import CAPTION, render
from sop_flows.deferred import dataclass, replace
from sop_flows.engine.facts import Pengembalian
from sop_flows.engine.formulir import Sebelum
from sop_flows.kinerja.rangkuman import Aturan, Rangkuman
from sop_flows.naskah.hasil import aturan_of
from sop_flows.naskah.isi import Isi, IsiIndikator, IsiUnit
from sop_flows.ports.formulir import NilaiView
from sop_flows.ports.halaman import page_of
from sop_flows.ports.layar.daftar import LayarNilai
from sop_flows.ports.views import IsiView, KartuView, NilaiKembali, Perbaikan

PER_PAGE: Final = 8  # indikator, each of several lines
LETTERS_PER_PAGE: Final = 1_600  # two screens of a phone hold them, and nothing is cut
LETTERS_BESIDE: Final = 160  # of the figures of one indikator, beside its names and reason
LETTERS_OF_PLAN: Final = 60  # of a tindak lanjut beside what it is and whose
UNITS_PER_PAGE: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Koreksi:
    """What a value was when it was sent before, and why it was looked at again."""

    semula: Sebelum
    is_tetap: bool = False
    is_only_explained: bool = False
    """Whether nothing of it changed but its analisis."""
    is_marked: bool = False
    kembali: Pengembalian | None = None
    """Who returned it; None where it changed without being named."""
    jawaban: str = ""
    """Why it came back as it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PadaKartu:
    """What the card of an open tugas knows of an indikator beside its content."""

    no: int
    koreksi: Koreksi | None = None


Known = Mapping[tuple[str, str], PadaKartu]
"""By the kode of the unit and that of the indikator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Butir:
    """One indikator of a page."""

    no: int | None
    koreksi: Koreksi | None
    isi: IsiIndikator
    dokumen: int
    """How many dokumen were handed in for it."""
    sasaran: str
    """Its sasaran, where another stood above it; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSekilas:
    """One unit of the list: how much it gave, how it did, and on which page it begins."""

    unit: IsiUnit
    hasil: Rangkuman[IsiIndikator]
    halaman: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lembar:
    """One page: units to choose among, or values of one unit."""

    unit: IsiUnit | None = None
    daftar: tuple[UnitSekilas, ...] = ()
    butir: tuple[Butir, ...] = ()
    dari: int = 0
    """The place of its first indikator in the unit, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RekapTerlampir:
    """The sheet of all values, with what it is of."""

    view: IsiView
    dokumen: Dokumen


def draw_rekap(isi: RekapTerlampir) -> Screen:
    """Return the sheet of all values, with its kode verifikasi."""
    caption = render("pesan/rekap.j2", limit=CAPTION, isi=isi.view)
    return Screen(caption, document=isi.dokumen)


def draw_nilai(view: KartuView, seen: IsiView) -> Screen:
    """Return the page of the values that a card was turned to; the nearest there is."""
    pages = bind_pages(seen.isi, known_on(view))
    ke = min(max(view.halaman, 1), len(pages))
    rows = page_tombol(pages, ke, partial(page_button, view), rekap_button(view))
    back = (page_button(view, "kembali_kartu", 0),)
    return Screen(draw_page(seen, pages, ke, nomor=view.tugas.nomor), (*rows, back))


def draw_kept(seen: IsiView, said: LayarNilai) -> Screen:
    """Return a page of the values of a naskah that is kept; the nearest there is."""
    pages = bind_pages(seen.isi, {})
    ke = min(max(said.halaman, 1), len(pages))
    at = (seen.berkas.id, seen.kode)
    _, rekap = kept_row(*at)
    return Screen(
        draw_page(seen, pages, ke), page_tombol(pages, ke, partial(kept_button, *at), rekap)
    )


def draw_page(seen: IsiView, pages: Sequence[Lembar], ke: int, nomor: int | None = None) -> str:
    """Return what a page says; ``nomor`` is that of the tugas whose card it stands on."""
    return render(
        "nilai.j2",
        seen=seen,
        berkas=seen.berkas,
        kantor=seen.kantor,
        nomor=nomor,
        page=pages[ke - 1],
        ke=ke,
        jumlah=len(pages),
    )


def bind_pages(isi: Isi, known: Known) -> Sequence[Lembar]:
    """Return all pages: the units, where there are several, and then the values of each."""
    units = [unit for unit in isi.unit if unit.indikator and not unit.dikecualikan]
    sheets = [list(sheets_of(isi, unit, known)) for unit in units]
    lists = -(-len(units) // UNITS_PER_PAGE) if len(units) > 1 else 0
    if not lists:
        return sheets[0] if sheets else [Lembar()]
    begins = [lists + 1 + sum(map(len, sheets[:at])) for at in range(len(units))]
    aturan = aturan_of(isi)
    seen = [glance(unit, page, aturan) for unit, page in zip(units, begins, strict=True)]
    daftar = (page_of(seen, ke, UNITS_PER_PAGE).baris for ke in range(1, lists + 1))
    return [*(Lembar(daftar=some) for some in daftar), *(one for many in sheets for one in many)]


def sheets_of(isi: Isi, unit: IsiUnit, known: Known) -> Iterable[Lembar]:
    """Yield the pages of one unit, in the order of its formulir."""
    dokumen = [one.indikator for one in isi.dokumen if one.unit == unit.kode]
    rows = [
        butir_of(one, known.get((unit.kode, one.kode)), dokumen.count(one.kode))
        for one in unit.indikator
    ]
    begin = 0
    for page in split(sorted(rows, key=lambda one: (one.no is None, one.no or 0))):
        above = ("", *(one.isi.sasaran for one in page))
        butir = tuple(
            replace(one, sasaran=one.isi.sasaran if one.isi.sasaran != before else "")
            for before, one in zip(above, page, strict=False)
        )
        yield Lembar(unit=unit, butir=butir, dari=begin + 1)
        begin += len(page)


def butir_of(isi: IsiIndikator, known: PadaKartu | None, dokumen: int) -> Butir:
    """Return one indikator with what the card knows of it."""
    no, koreksi = (known.no, known.koreksi) if known else (None, None)
    return Butir(no=no, koreksi=koreksi, isi=isi, dokumen=dokumen, sasaran="")


def split(rows: Iterable[Butir]) -> Iterable[list[Butir]]:
    """Yield as many rows at a time as one page holds; at least one, however long it is."""
    page: list[Butir] = []
    letters = 0
    for one in rows:
        length = length_of(one)
        if page and (len(page) == PER_PAGE or letters + length > LETTERS_PER_PAGE):
            yield page
            page, letters = [], 0
        page.append(one)
        letters += length
    if page:
        yield page


def length_of(one: Butir) -> int:
    """Return about how many letters an indikator takes."""
    isi, koreksi = one.isi, one.koreksi
    length = LETTERS_BESIDE + len(isi.nama) + len(isi.sasaran) + len(isi.alasan)
    if isi.analisis is not None:
        said = (isi.analisis.pendorong, isi.analisis.penghambat)
        length += sum(map(len, said)) + sum(
            len(one.teks + one.jabatan) + LETTERS_OF_PLAN for one in isi.analisis.lanjut
        )
    if koreksi is None:
        return length
    alasan = koreksi.kembali.alasan if koreksi.kembali else ""
    return length + LETTERS_BESIDE + len(alasan) + len(koreksi.semula.alasan + koreksi.jawaban)


def glance(unit: IsiUnit, halaman: int, aturan: Aturan) -> UnitSekilas:
    """Return one unit of the list."""
    return UnitSekilas(unit=unit, hasil=Rangkuman(unit.indikator, aturan), halaman=halaman)


def known_on(view: KartuView) -> Known:
    """Return what a card knows of the indikator: their numbers now, and what became of returns."""
    returned = {n.baris.indikator.id: (one, n) for one in view.perbaikan for n in one.nilai}
    return {
        (form.unit.kode, row.indikator.kode): PadaKartu(
            no=row.no, koreksi=koreksi_of(row, *returned.get(row.indikator.id, (None, None)))
        )
        for form in view.formulir
        for row in form.baris
    }


def koreksi_of(
    row: NilaiView, perbaikan: Perbaikan | None, nilai: NilaiKembali | None
) -> Koreksi | None:
    """Return what became of a value since it was sent before; None where nothing did."""
    if perbaikan is None or nilai is None:
        if not row.is_changed:
            return None
        return Koreksi(
            semula=replace(Sebelum.of(row.nilai), nilai=row.nilai.sebelumnya, alasan="")
        )
    return Koreksi(
        semula=nilai.semula,
        is_tetap=nilai.is_tetap,
        is_only_explained=nilai.is_only_explained,
        is_marked=nilai.is_marked,
        kembali=perbaikan.kembali,
        jawaban=perbaikan.hasil.catatan if nilai.is_tetap else "",
    )


# Buttons


def nilai_row(view: KartuView) -> Keyboard:
    """Return the buttons that show the values behind a card, and hand them out as a sheet."""
    if not view.has_nilai:
        return ()
    return ((page_button(view, "lihat_nilai", 1), rekap_button(view)),)


def rekap_button(view: KartuView) -> Tombol:
    """Return the button that hands out all values as a sheet."""
    return button(view, "lihat_rekap", "rekap")


def kept_row(berkas_id: int, verifikasi: str) -> Row:
    """Return the buttons that show the values of a naskah that is kept, and hand them out."""
    shown = kept_button(berkas_id, verifikasi, "lihat_nilai", 1)
    return (shown, naskah_button(berkas_id, verifikasi, "lihat_rekap", "rekap"))


def kept_button(berkas_id: int, verifikasi: str, kode: str, ke: int, nama: str = "") -> Tombol:
    """Return a button that shows a page of a naskah, perhaps that of a unit."""
    return naskah_button(berkas_id, verifikasi, kode, "nilai", str(ke), ke=ke, nama=nama)


def page_tombol(
    pages: Sequence[Lembar], ke: int, turn_to: Callable[..., Tombol], rekap: Tombol
) -> Keyboard:
    """Return the buttons under a page: the units, back and on, the list of units, and the sheet."""
    page = pages[ke - 1]
    names = tick_names([one.unit.nama for one in page.daftar])
    units = (
        turn_to("unit_nilai", one.halaman, nama=nama)
        for one, nama in zip(page.daftar, names, strict=True)
    )
    is_chosen = bool(pages[0].daftar) and page.unit is not None
    choose = turn_to("pilih_unit", 1) if is_chosen else None
    return (
        *in_rows(units),
        *page_row(len(pages), beside(ke), turn_to),
        *in_rows([choose, rekap]),
    )
