"""The gallery of what a group is told."""

from tests.support.wall import draw_layar, show


def tak_dibaca() -> None:
    """Hang what is said to who is not answered."""
    show("petunjuk_grup", lambda: draw_layar("petunjuk_grup", bot="tapak_bot"))
    show("tinggalkan_grup", lambda: draw_layar("tinggalkan_grup"))
