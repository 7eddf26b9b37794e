"""A message that is only told, and a question that is answered in words."""

from handlers.screens.screen import Screen
from handlers.screens.wording import (
    placeholder,
    render,
)
from sop_flows.deferred import replace
from sop_flows.ports.layar import Isi


def told(isi: Isi, *, lebih: int = 0) -> Screen:
    """Return a message that is only told, in the words of its layar.

    Args:
        lebih: How many of those that it lists have no button of their own.
    """
    return Screen(render(f"pesan/{isi.layar}.j2", isi=isi, lebih=lebih))


def asked(isi: Isi, kode: str, **facts: object) -> Screen:
    """Return a question that is answered in words; ``kode`` names its field."""
    return replace(told(isi), force_reply=placeholder(kode, **facts))
