"""The gallery of what a group is told."""

from tests.support.wall import draw_layar, show


def grup() -> None:
    """Hang the hint, and that the bot leaves."""
    show("petunjuk_grup", lambda: draw_layar("petunjuk_grup", bot="tapak_bot"))
    show("tinggalkan_grup", lambda: draw_layar("tinggalkan_grup"))
