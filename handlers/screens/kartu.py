"""The card of a tugas: what it asks, of whom, until when, and what became of it."""

from typing import Final

from handlers.screens.batas import batas_button
from handlers.screens.buttons import in_rows
from handlers.screens.dokumen import dokumen_button
from handlers.screens.kartu_isi import body
from handlers.screens.kartu_kepala import find_obstacle, head, standing
from handlers.screens.kartu_percakapan import draw_percakapan
from handlers.screens.kartu_tombol import draw_tombol
from handlers.screens.kartu_tutup import draw_closed, draw_moved
from handlers.screens.nilai import draw_nilai, nilai_row
from handlers.screens.papers import paper_rows
from handlers.screens.screen import Screen
from handlers.screens.tembusan import copy_on_card
from handlers.screens.waktu import waktu_row
from handlers.screens.wording import render, word
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.kerja import KERJA
from sop_flows.naskah.hasil import result_of
from sop_flows.ports.views import KartuView
from sop_flows.sop.definition import Minta
from sop_flows.use_cases.tugas.nilai import sums_up

LINES: Final = 74  # that two screens of a phone have, buttons included
LEAST_LINES: Final = 44  # however many buttons there are
LINES_PER_ROW: Final = 2  # that a row of buttons is as tall as


def draw_kartu(view: KartuView) -> Screen:
    """Return the card of a tugas as its person sees it now."""
    if view.is_moved:
        return draw_moved(view)
    if view.halaman and view.isi is not None and draw_percakapan(view) is None:
        return draw_nilai(view, view.isi)
    return draw_open(view) if view.tugas.is_open else draw_closed(view)


def draw_struck() -> Screen:
    """Return what stays of a card or board that was sent anew further down."""
    return Screen(render("kartu_turun.j2"))


def draw_open(view: KartuView) -> Screen:
    """Return the card of an open tugas, with the conversation on it if there is one."""
    obstacle = find_obstacle(view)
    asked = draw_percakapan(view)
    own = draw_tombol(view, is_barred=bool(obstacle))
    time = () if obstacle else waktu_row(view)
    beside = in_rows([copy_on_card(view), dokumen_button(view), batas_button(view)])
    keyboard = (
        asked.keyboard if asked else (*own, *time, *paper_rows(view), *nilai_row(view), *beside)
    )
    text = render(
        "kartu.j2",
        lines=max(LEAST_LINES, LINES - LINES_PER_ROW * len(keyboard)),
        **head(view),
        **body(view),
        jabatan=view.jabatan,
        pemirsa=view.pemirsa,
        wakil=standing(view),
        rangkap=view.rangkap,
        putusan=view.putusan,
        tergantikan=view.tergantikan,
        dikoreksi=view.dikoreksi,
        bahan=view.bahan,
        bekal=result_of(view.isi.isi) if view.isi and sums_up(view.sop, view.tugas) else None,
        sisa=view.sisa,
        now=view.now,
        is_late=view.is_late,
        halangan=obstacle,
        percakapan=view.percakapan if asked else None,
        tahap_tanya=asked.tahap if asked else "",
        terpilih=asked.terpilih if asked else (),
        halaman_pilihan=asked.pilihan if asked else None,
        ada_calon=bool(view.calon),
        terima_hasil=view.takes_result,
        ketik=typed_way(view, is_barred=bool(obstacle)),
        kode=view.naskah,
    )
    return Screen(text, keyboard)


def typed_way(view: KartuView, *, is_barred: bool) -> str:
    """Return how the same is done by typing."""
    if is_barred:
        return ""
    if any(KERJA[kerja].is_signed for kerja in view.aksi):
        kembali = Kerja.KEMBALIKAN in view.aksi
        back = view.tahap.kembali if view.tahap is not None else ()
        unit = bool(back) and back[0].per_unit
        return word("ketik", "setujui", nomor=view.tugas.nomor, kembali=kembali, unit=unit)
    if view.tahap is not None and view.tahap.minta is Minta.FORMULIR:
        return word("ketik", "formulir")
    finishes = any(KERJA[kerja].finishes for kerja in view.aksi)
    return word("ketik", "selesai", nomor=view.tugas.nomor) if finishes else ""
