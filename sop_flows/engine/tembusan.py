"""A copy for information of a tugas: it asks nothing, and what was sent cannot be taken back."""

from collections.abc import Iterable
from typing import Final

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.facts import Facts, Tembusan
from sop_flows.errors import Refusal
from sop_flows.jejak import JejakLine
from sop_flows.sop.definition import Minta, Tahap

MOST_TEMBUSAN: Final = 10
"""To how many posts copies of one tugas go."""
TEMBUSAN: Final = "tembusan"
"""The aksi of the line of history."""


@dataclass(eq=False)
class TembusanSent(Refusal):
    """That post has a copy already."""

    kepada: str


@dataclass(eq=False)
class TembusanFull(Refusal):
    """Copies went to as many posts as they may."""

    banyak: int = MOST_TEMBUSAN


@dataclass(eq=False)
class NobodyToCopy(Refusal):
    """No other post of the office is held by somebody who has joined."""


def is_copied(tahap: Tahap | None) -> bool:
    """Tell whether a card of this tahap offers to send a copy: it routes the work of others."""
    return tahap is not None and tahap.minta in (Minta.DISPOSISI, Minta.TERUSKAN)


def add_copy(tugas: Tugas, tembusan: Tembusan) -> Facts:
    """Return what a tugas carries once a copy went out.

    Raises:
        TembusanSent: The post has one.
        TembusanFull: There are too many.
    """
    sent = tugas.facts.tembusan
    if tembusan.jabatan_id in {one.jabatan_id for one in sent}:
        raise TembusanSent(kepada=tembusan.kepada)
    if len(sent) >= MOST_TEMBUSAN:
        raise TembusanFull
    return replace(tugas.facts, tembusan=(*sent, tembusan))


def last_said(lines: Iterable[JejakLine], tugas: Tugas, said: Iterable[str]) -> JejakLine | None:
    """Return the line by which a tugas was last done or spoken of in these ways; None where that was taken back."""
    wanted = {*said, Kerja.TARIK.value}
    about = [one for one in lines if one.tugas_id == tugas.id and one.aksi in wanted]
    return about[-1] if about and about[-1].aksi != Kerja.TARIK else None
