"""An SOP, drawn: the official table with its flowchart, page by page.

1. Text is the sheet's, letter for letter; what Tapak adds is marked (``asal``).
2. No arrow runs through a symbol or through words, and no two lie upon each other but where they come from the
   same answer or lead to the same step.
3. The same file gives the same drawing on every machine: all of it is reckoned in whole numbers.

Source:
    PermenPANRB 35/2012, lampiran: SOP AP, bagian flowchart.
"""

from typing import Final

from sop_flows.drawing.alir import read_bagan
from sop_flows.drawing.baris import rows_of
from sop_flows.drawing.bentuk import Gambar, Halaman, Sebab, TooLarge
from sop_flows.drawing.huruf import TITIK
from sop_flows.drawing.kepala import read_kepala
from sop_flows.drawing.kepala_tabel import KepalaTabel, draw_kepala
from sop_flows.drawing.kertas import LEGENDA, Kertas, Tabel, share_out
from sop_flows.drawing.lintasan import lay
from sop_flows.drawing.pagination import Lembaran, paginate
from sop_flows.drawing.tempat import joint_lines, lines_of, place
from sop_flows.sop.definition import Sop

SELA: Final = tuple(TITIK * one for one in (12, 18, 26, 40))
"""How much room is left between symbols: more, where arrows find no way."""


def draw_sop(sop: Sop, kertas: Kertas = Kertas.A4) -> Gambar:
    """Return the table of an SOP on that paper.

    Raises:
        TooLarge: It would not be legible.
    """
    tabel = share_out(len(sop.kolom), kertas)
    kepala = read_kepala(sop)
    head = draw_kepala(sop, kepala, tabel)
    bagan = read_bagan(sop)
    kolom = [k.id for k in sop.kolom]
    room = tabel.tinggi - head.tinggi - LEGENDA
    for sela in SELA:
        rows = rows_of(sop, bagan, tabel, kepala, sela)
        try:
            pages = paginate(bagan, rows, kolom, room, sela)
        except TooLarge:
            if sela == SELA[0]:
                raise
            break  # it is the room for arrows that no page holds
        drawn = [draw_page(sop, tabel, head, page, sela) for page in pages]
        if all(drawn):
            halaman = tuple(one for one in drawn if one)
            return Gambar(lebar=tabel.lebar, tinggi=tabel.tinggi, halaman=halaman)
    raise TooLarge(Sebab.PANAH)


def draw_page(
    sop: Sop, tabel: Tabel, head: KepalaTabel, page: Lembaran, sela: int
) -> Halaman | None:
    """Return one page; None where an arrow finds no way."""
    tempat = place(sop, tabel, head, page, sela)
    laid = lay(tabel, tempat, page.alir)
    if laid is None:
        return None
    panah, words = laid
    garis = (*lines_of(sop, tabel, head, tempat), *joint_lines(tempat.lambang))
    return Halaman(
        garis=garis,
        tulisan=(*tempat.tulisan, *words),
        lambang=tempat.lambang,
        panah=panah,
        sambungan=page.sambungan,
    )
