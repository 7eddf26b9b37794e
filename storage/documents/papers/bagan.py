"""The chart of capaian: a picture as wide as a phone, which says in words whatever it shows."""

from decimal import Decimal
from typing import Final

from sop_flows.naskah.kode import print_kode
from sop_flows.ports.capaian import CapaianView
from storage.documents.lembar.periods import print_periode
from storage.documents.papers.press import Bentuk, typeset
from storage.documents.papers.source import fill

LONGEST: Final = 1200
"""In thousandths of the target: a longer bar is broken, for it would run out of the picture."""


def write_bagan(view: CapaianView) -> bytes:
    """Return the chart of a page of bars as PNG, the same bytes for the same bars."""
    return typeset(source_of(view), Bentuk.PNG)


def source_of(view: CapaianView) -> str:
    """Return the chart of a page of bars as typst has it."""
    return fill(
        "bagan.typ",
        view=view,
        aturan=view.rekap.aturan,
        semua=view.rekap.semua,
        periode=print_periode(view.pandangan.periode),
        kode=[print_kode(one.kode) for one in view.rekap.sumber if one.kode],
        permil=permil,
        longest=LONGEST,
    )


def permil(persen: Decimal | None) -> int | None:
    """Return the length of a bar in thousandths of the target; None where there is no capaian."""
    return None if persen is None else min(max(0, int(persen * 10)), LONGEST + 1)
