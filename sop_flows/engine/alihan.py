"""Handing an open tugas on to another post: what may be handed on, and what becomes of it.

1. Work may be handed on. What the sheet gives a post to decide may not: who cannot is stood in for (Plh., Plt.).
   Nor may what is asked of a person or reserved for the definitive holder, or a rapat.
2. It is this one tugas. What opens later, a return too, opens for the posts that the sheet names.
3. Of several holders one may be named. The tugas is their post's all the same: any of them may do it, and the
   named one is a word to the others, as if they had said it themselves.
4. What was prepared on it, and its tenggat, go along; what its holder asked or was granted for being
   away does not.
"""

from typing import Final

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.facts import Alihan, Dikerjakan
from sop_flows.engine.tambahan import end_jeda
from sop_flows.errors import Refusal
from sop_flows.sop.definition import Minta, Sop
from sop_flows.sop.place import Samping

WORK: Final = frozenset(
    {Minta.SEBAR, Minta.FORMULIR, Minta.HIMPUN, Minta.UNDANGAN, Minta.KERJAKAN, Minta.TERUSKAN}
)
"""What a tahap may ask that another post can do as well."""
ALIHKAN, TUNJUK = "alihkan", "tunjuk"
"""The aksi of the lines of history: it went to another post, or one of its holders was named."""
BESIDE: Final = frozenset({Samping.TANYA, Samping.TINDAK_LANJUT})
"""What stands beside the flow and can be handed on."""


@dataclass(eq=False)
class NotHandedOn(Refusal):
    """A tugas stays with its post: the sheet gives it to that, or there is no other post for it."""


def may_hand_on(sop: Sop, tugas: Tugas) -> bool:
    """Tell whether an open tugas may be handed on to another post."""
    if not tugas.is_open or tugas.pegawai_id is not None:
        return False
    tahap = sop.tahap_at(*tugas.place)
    if tahap is None:
        return tugas.tahap in BESIDE
    return tahap.minta in WORK and tahap.plh_boleh and not tahap.bukan_pelaku


def point_out(tugas: Tugas, dikerjakan: Dikerjakan) -> Tugas:
    """Return a tugas whose doer is named among those who hold its post; nothing is stored."""
    return replace(tugas, facts=replace(tugas.facts, dikerjakan=dikerjakan))


def hand_on(tugas: Tugas, jabatan_id: int, alihan: Alihan) -> Tugas:
    """Return a tugas as another post has it; nothing is stored."""
    facts = replace(
        tugas.facts.unanswered(),
        alihan=(*tugas.facts.alihan, alihan),
        tambahan=end_jeda(tugas.facts.tambahan, alihan.at),
        permintaan=None,
        dikerjakan=None,
    )
    return replace(tugas, jabatan_id=jabatan_id, dilihat_at=None, facts=facts)
