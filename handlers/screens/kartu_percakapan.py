"""What a card asks its person before an aksi is done: to confirm, to choose, to give words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handlers.screens.buttons import Keyboard, in_rows, tick_names
from handlers.screens.kartu_tombol import button
from handlers.screens.screen import Tombol
from sop_flows.ports.views import KartuView
from sop_flows.sop.definition import Kembali
from sop_flows.use_cases.tugas.tindak_lanjut import HARI, TINDAK_LANJUT

MAX_TICKS = 80  # units on one card
MAX_INDIKATOR = 24  # indicators on one card; more are left to the reason

WORDS = frozenset({"catatan", "konsep", "isian", "tunda"})
"""Conversations that wait for words in the chat."""


@dataclass(frozen=True, slots=True)
class Pertanyaan:
    """What the card asks, its buttons, and the units chosen so far by name."""

    tahap: str
    keyboard: Keyboard
    terpilih: tuple[str, ...] = ()


def draw_percakapan(view: KartuView) -> Pertanyaan | None:
    """Return what this card is asking; None where it asks nothing, or what it asked is stale."""
    asked = view.percakapan
    if asked is None or asked.isi.get("revisi", view.tugas.revisi) != view.tugas.revisi:
        return None
    if asked.jenis in WORDS:
        return Pertanyaan("kata", (leave_row(view),))
    if asked.jenis == "yakin":
        return draw_yakin(view, asked.isi["kerja"])
    if asked.jenis == "penerima":
        return draw_penerima(view)
    if asked.jenis == "tanya":
        return draw_tanya(view)
    if asked.jenis == TINDAK_LANJUT:
        return draw_tindak_lanjut(view, asked.isi)
    if asked.jenis == "kembalikan" and view.tahap is not None and view.tahap.kembali:
        return draw_kembalikan(view, view.tahap.kembali[0])
    return None


def leave_row(view: KartuView) -> tuple[Tombol, ...]:
    """Return the row that leaves the conversation."""
    return (button(view, "batal", "batal"),)


def draw_yakin(view: KartuView, kerja: str) -> Pertanyaan:
    """Return the last question before what cannot be undone."""
    go = button(view, f"ya_{kerja}", kerja, gaya="success")
    return Pertanyaan("yakin", ((go, *leave_row(view)),))


def chosen(view: KartuView, daftar: str) -> tuple[int, ...]:
    """Return the ids that are ticked in a list of the conversation."""
    return tuple(view.percakapan.isi.get(daftar, ())) if view.percakapan else ()


def unit_rows(view: KartuView) -> Keyboard:
    """Return a tick for each unit that has a formulir."""
    units = [form.unit for form in view.formulir][:MAX_TICKS]
    ticked = chosen(view, "unit")
    return in_rows(
        button(view, "pilihan", "pilih_unit", str(unit.id), dipilih=unit.id in ticked, nama=nama)
        for unit, nama in zip(units, tick_names([u.nama for u in units]), strict=True)
    )


def draw_penerima(view: KartuView) -> Pertanyaan:
    """Return the choice of the posts that a disposisi goes to."""
    ticked, posts = chosen(view, "penerima"), view.pilihan[:MAX_TICKS]
    rows = in_rows(
        button(view, "pilihan", "pilih_penerima", str(id), dipilih=id in ticked, nama=nama)
        for (id, _), nama in zip(posts, tick_names([n for _, n in posts]), strict=True)
    )
    go = button(view, "disposisikan", "kirim_penerima", gaya="success") if ticked else None
    names = tuple(nama for id, nama in view.pilihan if id in ticked)
    return Pertanyaan("penerima", (*rows, *in_rows([go]), leave_row(view)), names)


def draw_tanya(view: KartuView) -> Pertanyaan:
    """Return the choice of the units that a question goes to."""
    go = button(view, "lanjut", "alasan_lain") if chosen(view, "unit") else None
    rows = (*unit_rows(view), *in_rows([go]), leave_row(view))
    return Pertanyaan("tanya_unit", rows, chosen_names(view))


def draw_tindak_lanjut(view: KartuView, isi: Mapping[str, Any]) -> Pertanyaan:
    """Return the part of a decision that is asked now: what, who, or until when."""
    match isi["bagian"]:
        case "jabatan":
            posts = view.pilihan[:MAX_TICKS]
            rows = in_rows(
                button(view, "jabatan", "pilih_jabatan", str(id), nama=nama)
                for (id, _), nama in zip(posts, tick_names([n for _, n in posts]), strict=True)
            )
            return Pertanyaan("tindak_lanjut_jabatan", (*rows, leave_row(view)))
        case "batas":
            days = in_rows(button(view, "hari_kerja", "batas", str(n), n=n) for n in HARI)
            name = dict(view.pilihan).get(isi["jabatan"], "")
            return Pertanyaan("tindak_lanjut_batas", (*days, leave_row(view)), (name,))
    return Pertanyaan("kata", (leave_row(view),))


def chosen_names(view: KartuView) -> tuple[str, ...]:
    """Return the names of the chosen units."""
    return tuple(view.unit_names.get(id, str(id)) for id in chosen(view, "unit"))


def draw_kembalikan(view: KartuView, target: Kembali) -> Pertanyaan:
    """Return the part of a return that is asked now: units, indicators, or the reason."""
    begin = "unit" if target.per_unit else "alasan"
    match view.percakapan.isi.get("bagian", begin) if view.percakapan else begin:
        case "unit":
            go = button(view, "lanjut", "lanjut", "indikator") if chosen(view, "unit") else None
            rows = (*unit_rows(view), *in_rows([go]), leave_row(view))
            return Pertanyaan("kembalikan_unit", rows, chosen_names(view))
        case "indikator":
            go = button(view, "lanjut", "lanjut", "alasan")
            rows = (*indikator_rows(view), (go,), leave_row(view))
            return Pertanyaan("kembalikan_indikator", rows, chosen_names(view))
    return Pertanyaan("kembalikan_alasan", reason_rows(view, target), chosen_names(view))


def indikator_rows(view: KartuView) -> Keyboard:
    """Return a tick for each indicator of the chosen units, where they fit on one card."""
    units, ticked = chosen(view, "unit"), chosen(view, "indikator")
    rows = [b for form in view.formulir if form.unit.id in units for b in form.baris]
    if len(rows) > MAX_INDIKATOR:
        return ()
    return in_rows(
        button(
            view,
            "pilihan",
            "pilih_indikator",
            str(row.indikator.id),
            dipilih=row.indikator.id in ticked,
            nama=f"{row.indikator.kode} {row.indikator.nama}",
        )
        for row in rows
    )


def reason_rows(view: KartuView, target: Kembali) -> Keyboard:
    """Return the quick reasons of the SOP file, and a reason in one's own words."""
    quick = (
        button(view, "alasan", "alasan", str(index), teks=alasan)
        for index, alasan in enumerate(target.alasan)
        if alasan.strip()
    )
    return (
        *in_rows(quick, 1),
        (button(view, "alasan_lain", "alasan_lain"),),
        leave_row(view),
    )
