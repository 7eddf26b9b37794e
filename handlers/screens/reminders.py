"""Reminders, another calendar, and the end of a berkas."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from handlers.screens.buttons import (
    berkas_button,
    in_rows,
    naskah_button,
    open_button,
    tugas_button,
)
from handlers.screens.screen import Screen, Tombol
from handlers.screens.told import told
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.berakhir import BerkasBerakhir
from sop_flows.ports.layar.kalender import KalenderBerubah
from sop_flows.ports.layar.pengingat import Eskalasi, Pekanan, PesanPengingat
from sop_flows.waktu.pengingat import JenisPengingat

MAX_REMINDED = 10  # tugas of a reminder that get buttons of their own


def draw_pengingat(isi: PesanPengingat) -> Screen:
    """Return a reminder, with a button for each tugas: open it, or be reminded tomorrow."""
    buttons: list[Tombol] = []
    for line in isi.tugas[:MAX_REMINDED]:
        buttons.append(open_button(line.tugas, line.nomor, line.unit or line.singkat))
        if line.jenis is not JenisPengingat.MENDEKATI and not isi.diminta:
            buttons.append(tugas_button(line.tugas, 0, "tunda", "tunda", nomor=line.nomor))
    return replace(told(isi, lebih=len(isi.tugas[MAX_REMINDED:])), keyboard=in_rows(buttons))


def draw_eskalasi(isi: Eskalasi | Pekanan) -> Screen:
    """Return what is late, with two buttons for each tugas whose holder can be reached from here."""
    reached = [line for line in isi.tugas if not line.tanpa_akun]
    buttons = (
        tugas_button(line.tugas, 0, kode, aksi, nomor=line.nomor)
        for line in reached[:MAX_REMINDED]
        for kode, aksi in (("ingatkan_satu", "ingatkan"), ("tulis_arahan", "arahan"))
    )
    return replace(told(isi, lebih=len(reached[MAX_REMINDED:])), keyboard=in_rows(buttons))


def draw_berakhir(isi: BerkasBerakhir) -> Screen:
    """Return what came of a berkas, with the buttons that open its naskah and its history."""
    kept, history = isi.naskah, berkas_button(isi.berkas_id, "riwayat", "riwayat")
    opened = naskah_button(isi.berkas_id, kept.kode, "lihat_naskah", "buka") if kept else None
    return replace(told(isi), keyboard=in_rows([opened, history]))


def draw_kalender(isi: KalenderBerubah) -> Screen:
    """Return what another calendar means for somebody, with a button for each tugas."""
    named = [*(one.satu for one in isi.batas), *(one.satu for one in isi.rapat)]
    found = list({one.tugas: one for one in named}.values())[:MAX_REMINDED]
    buttons = (open_button(one.tugas, one.nomor, one.unit or one.singkat) for one in found)
    return replace(told(isi), keyboard=in_rows(buttons))


DRAW: Mapping[type[Isi], Callable[[Any], Screen]] = {
    PesanPengingat: draw_pengingat,
    Eskalasi: draw_eskalasi,
    Pekanan: draw_eskalasi,
    KalenderBerubah: draw_kalender,
    BerkasBerakhir: draw_berakhir,
}
"""Which message about time and ends is drawn how, by its type."""
