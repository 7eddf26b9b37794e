"""The wall of the gallery: screens by name, and how one is drawn."""

from collections.abc import Callable
from typing import Any

from handlers.screens.notices import Pesan, draw
from handlers.screens.screen import Screen
from sop_flows.ports.kiriman import Kiriman


def draw_layar(layar: str, isi: Any = None, **facts: Any) -> Screen:
    """Return the screen of a message with these facts."""
    return draw(Pesan(Kiriman(chat_id=70, layar=layar, isi=facts), isi), ambigu=False)


def on_card(view: Any) -> Screen:
    """Return the card or board."""
    return draw_layar("kartu", view)


Draw = Callable[[], Screen]
GALLERY: dict[str, Draw] = {}


def show(name: str, screen: Draw) -> None:
    """Hang a screen in the gallery."""
    assert name not in GALLERY, name
    GALLERY[name] = screen
