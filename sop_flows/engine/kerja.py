"""What each kerja is: the one table that everybody asks, instead of keeping lists of their own."""

from collections.abc import Callable, Mapping

from sop_flows.deferred import dataclass
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.reason import Alasan


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What holds of one kerja, on whatever tugas it is done."""

    finishes: bool = False
    """Its tugas is done and handed on without a judgement; a card offers one such at most."""
    hands_on: bool = False
    """It may hand on what others judge, sign or get: that is frozen as it stands after it."""
    is_signed: bool = False
    """It judges what the card shows: it is recorded with the naskah of that."""
    is_confirmed: bool = False
    """It cannot be undone: a tap on it is asked once more."""
    is_shared: bool = False
    """Who is asked the same in several posts does it once, and is recorded for each of them."""
    is_withdrawable: bool = False
    """It can be taken back while nobody has opened or acted on what it opened."""
    is_prepared: bool = True
    """It takes along the answers and the note that were prepared on the card."""
    alasan: Alasan | None = None
    """What the reason is for that is typed for it; None where other words are."""
    holds_later: bool = False
    """It decides on nothing shown, so it counts at an older revisi too."""
    is_watchers: bool = False
    """It is done by who watches over the tugas, not by who has it."""


_DECIDES = Traits(is_signed=True, is_confirmed=True, is_shared=True)
_ANSWERS = Traits(is_prepared=False, is_shared=True, holds_later=True)
_NOTES = Traits(is_prepared=False, holds_later=True)

KERJA: Mapping[str, Traits] = {
    Kerja.DISPOSISIKAN: Traits(finishes=True, is_withdrawable=True),
    Kerja.KIRIM: Traits(finishes=True, hands_on=True, is_withdrawable=True),
    Kerja.SELESAI: Traits(finishes=True, hands_on=True),
    Kerja.TERUSKAN: Traits(finishes=True),
    Kerja.TERIMA: Traits(finishes=True, is_shared=True),
    Kerja.SETUJUI: _DECIDES,
    Kerja.PARAF: _DECIDES,
    Kerja.TANDA_TANGANI: _DECIDES,
    Kerja.KEMBALIKAN: Traits(is_withdrawable=True, is_prepared=False, alasan=Alasan.PENGEMBALIAN),
    Kerja.TANYA: Traits(is_prepared=False, alasan=Alasan.PERTANYAAN),
    Kerja.JAWAB: Traits(hands_on=True, is_prepared=False),
    Kerja.UNDANG_ULANG: Traits(is_prepared=False, alasan=Alasan.UNDANG_ULANG),
    Kerja.TARIK: Traits(is_prepared=False),
    Kerja.HADIR: Traits(is_shared=True, holds_later=True),
    Kerja.AKAN_HADIR: _ANSWERS,
    Kerja.BERHALANGAN: _ANSWERS,
    Kerja.DIWAKILI: _ANSWERS,
    Kerja.CATAT_HADIR: _NOTES,
    Kerja.HAPUS_HADIR: _NOTES,
    Kerja.KECUALIKAN: Traits(is_watchers=True),
}
"""Every kerja, by its word: what a row or a card remembers of an aksi is asked here as well."""


def kerja_that(is_meant: Callable[[Traits], bool]) -> tuple[Kerja, ...]:
    """Return the kerja of which something holds, in the order of their declaration."""
    return tuple(kerja for kerja in Kerja if is_meant(KERJA[kerja]))
