"""The values behind a card, in its place: a list of the units, then the values of each, page by page.

They are drawn from the content of a naskah alone, as it is frozen or would be; only the number that
an indikator has on the formulir comes from the card.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
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
from handlers.screens.summary import RENDAH
from handlers.screens.wording import CAPTION, render
from sop_flows.kinerja.capaian import mean
from sop_flows.naskah.isi import Isi, IsiIndikator, IsiUnit
from sop_flows.ports.halaman import page_of
from sop_flows.ports.layar.daftar import LayarNilai
from sop_flows.ports.views import IsiView, KartuView

PER_PAGE: Final = 8  # indikator, each of several lines
LETTERS_PER_PAGE: Final = 1_600  # two screens of a phone hold them, and nothing is cut
LETTERS_BESIDE: Final = 160  # of the figures of one indikator, beside its names and reason
UNITS_PER_PAGE: Final = 20
Numbers = Mapping[tuple[str, str], int]
"""(kode of the unit, kode of the indikator) -> the number on its formulir."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Butir:
    """One indikator of a page."""

    no: int | None
    isi: IsiIndikator
    dokumen: int
    """How many dokumen were handed in for it."""
    sasaran: str
    """Its sasaran, where another stood above it; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSekilas:
    """One unit of the list: how much it gave, how it did, and on which page it begins."""

    unit: IsiUnit
    terisi: int
    rerata: Decimal | None
    rendah: int
    tanpa_data: int
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
    pages = bind_pages(seen.isi, numbers_on(view))
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


def bind_pages(isi: Isi, numbers: Numbers) -> Sequence[Lembar]:
    """Return all pages: the units, where there are several, and then the values of each."""
    units = [unit for unit in isi.unit if unit.indikator and not unit.dikecualikan]
    sheets = [list(sheets_of(isi, unit, numbers)) for unit in units]
    lists = -(-len(units) // UNITS_PER_PAGE) if len(units) > 1 else 0
    if not lists:
        return sheets[0] if sheets else [Lembar()]
    begins = [lists + 1 + sum(map(len, sheets[:at])) for at in range(len(units))]
    seen = [glance(unit, page) for unit, page in zip(units, begins, strict=True)]
    daftar = (page_of(seen, ke, UNITS_PER_PAGE).baris for ke in range(1, lists + 1))
    return [*(Lembar(daftar=some) for some in daftar), *(one for many in sheets for one in many)]


def sheets_of(isi: Isi, unit: IsiUnit, numbers: Numbers) -> Iterable[Lembar]:
    """Yield the pages of one unit, in the order of its formulir."""
    known = {one.kode: numbers.get((unit.kode, one.kode)) for one in unit.indikator}
    rows = sorted(unit.indikator, key=lambda one: (known[one.kode] is None, known[one.kode] or 0))
    dokumen = [one.indikator for one in isi.dokumen if one.unit == unit.kode]
    begin = 0
    for page in split(rows):
        above = ("", *(one.sasaran for one in page))
        butir = tuple(
            Butir(
                no=known[one.kode],
                isi=one,
                dokumen=dokumen.count(one.kode),
                sasaran=one.sasaran if one.sasaran != before else "",
            )
            for before, one in zip(above, page, strict=False)
        )
        yield Lembar(unit=unit, butir=butir, dari=begin + 1)
        begin += len(page)


def split(rows: Iterable[IsiIndikator]) -> Iterable[list[IsiIndikator]]:
    """Yield as many rows at a time as one page holds; at least one, however long it is."""
    page: list[IsiIndikator] = []
    letters = 0
    for one in rows:
        length = LETTERS_BESIDE + len(one.nama) + len(one.sasaran) + len(one.alasan)
        if page and (len(page) == PER_PAGE or letters + length > LETTERS_PER_PAGE):
            yield page
            page, letters = [], 0
        page.append(one)
        letters += length
    if page:
        yield page


def glance(unit: IsiUnit, halaman: int) -> UnitSekilas:
    """Return one unit of the list."""
    capaian = [one.capaian.persen for one in unit.indikator if one.capaian.persen is not None]
    return UnitSekilas(
        unit=unit,
        terisi=sum(one.realisasi is not None or bool(one.alasan) for one in unit.indikator),
        rerata=mean(capaian),
        rendah=sum(one < RENDAH for one in capaian),
        tanpa_data=sum(one.realisasi is None and bool(one.alasan) for one in unit.indikator),
        halaman=halaman,
    )


def numbers_on(view: KartuView) -> Numbers:
    """Return the numbers that the indikator have on their formulir now."""
    return {
        (form.unit.kode, row.indikator.kode): row.no
        for form in view.formulir
        for row in form.baris
    }


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
