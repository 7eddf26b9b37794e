"""The wall of the gallery: screens by name, and how one is drawn."""

from collections.abc import Callable
from contextvars import ContextVar
from functools import cache
from typing import Any

from handlers.screens.notices import Pesan, draw
from handlers.screens.screen import Screen
from sop_flows.ports.kiriman import Kiriman
from sop_flows.ports.layar import LAYAR, Isi
from storage.codec import decode


def draw_layar(layar: str, isi: Any = None, **facts: Any) -> Screen:
    """Return the screen of a message that says these facts, as it is kept, or shows what was loaded.

    A fact that such a message does not say, or that is missing, is refused.
    """
    said = decode(LAYAR[layar], facts or ASKED.get(layar, {}))
    DRAWN.add(type(said))
    typed = TYPED.get()
    return draw(Pesan(Kiriman(chat_id=70, isi=typed(said)), typed(isi)), ambigu=False)


def as_it_is(value: Any) -> Any:
    return value


TYPED: ContextVar[Callable[[Any], Any]] = ContextVar("typed", default=as_it_is)
"""What is done to all that a screen shows before it is drawn."""
DRAWN: set[type[Isi]] = set()
"""The types that were drawn so far."""
ASKED: dict[str, dict[str, Any]] = {
    **{
        layar: {"user_id": 70}
        for layar in ("daftar_tugas", "menunggu", "daftar_berkas", "anggota", "bantuan")
    },
    "pegawai": {"user_id": 70, "pegawai_id": 7},
    "tautan": {"user_id": 70, "pegawai_id": 7, "bot": "tapak_bot"},
    "pilihan_mulai": {"user_id": 70},
    "pilihan_rencana": {"user_id": 70},
    "rencana": {"user_id": 70, "sop": 3, "arah": "sampai", "hari": "2026-10-16"},
    "pilihan_periode": {"user_id": 70, "periode": None},
    "naskah": {"user_id": 70, "kode": "ACDEFGHJ"},
    "ditandatangani": {"user_id": 70},
    "riwayat": {"user_id": 70, "berkas_id": 12},
    "alur": {"user_id": 70, "berkas_id": 12},
    "ditunggu": {"user_id": 70, "berkas_id": 12},
    "kenapa_batas": {"tugas": 77},
    "libur": {"user_id": 70, "kantor": 1, "tahun": 2026},
    "dokumen": {"tugas": 77, "lampiran": 5},
    "rekap": {"tugas": 77},
    "paper": {"tugas": 77, "ke": 1},
    "arsip": {"berkas": 12},
    "nilai": {"user_id": 70, "berkas_id": 12, "kode": "ACDEFGHJ"},
    **{
        layar: {"user_id": 70, "kantor": 1, "periode": [2026, 3]}
        for layar in ("capaian", "bagan", "buku_rekap")
    },
    "lembar": {"tugas": 77, "revisi": 3},
}
"""What a message says that is loaded when it is sent."""


def on_card(view: Any) -> Screen:
    """Return the card or board."""
    return draw_layar("kartu", view)


Draw = Callable[[], Screen]
GALLERY: dict[str, Draw] = {}


def show(name: str, screen: Draw) -> None:
    """Hang a screen in the gallery; where nothing is done to what it shows, it is drawn once."""
    assert name not in GALLERY, name
    once = cache(screen)
    GALLERY[name] = lambda: once() if TYPED.get() is as_it_is else screen()
