"""Which papers there are: what SOP files name for each tahap, and which of them hang on a card.

1. A tahap makes the papers that its ``dokumen`` names; who has its tugas has them at hand.
2. Who checks or signs and makes none of their own has those of the last tahap before that makes some.
3. Who only attends a rapat has what invited to it, not what is noted there.
4. A tahap that spreads over units makes the paper of each unit.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.engine.berkas import StatusTugas, Tugas
from sop_flows.sop.definition import Minta, Sebar, Sop, Tahap
from sop_flows.sop.paper import JenisPaper, read_jenis
from sop_flows.sop.place import Place

JUDGES: Final = frozenset({Minta.KEPUTUSAN, Minta.PARAF, Minta.TANDA_TANGAN})
MEASURED: Final = frozenset(
    {
        JenisPaper.FORMULIR,
        JenisPaper.DRAF,
        JenisPaper.DOKUMEN,
        JenisPaper.REKAPITULASI,
        JenisPaper.LAPORAN,
        JenisPaper.TANDA_TANGAN,
        JenisPaper.BERITA_ACARA,
        JenisPaper.SURAT_PENGANTAR,
    }
)
"""What shows a naskah, or stands for one: its kode verifikasi is on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dibuat:
    """A paper that a tahap of a berkas makes, of one unit or of all of them."""

    place: Place
    jenis: JenisPaper
    unit_id: int | None = None


def named_by(tahap: Tahap) -> tuple[JenisPaper, ...]:
    """Return the papers that a tahap makes; a name that means none is passed over here."""
    found = (read_jenis(nama) for nama in tahap.dokumen)
    return tuple(dict.fromkeys(one for one in found if one is not None))


def hanging_on(sop: Sop, tugas: Tugas) -> tuple[Dibuat, ...]:
    """Return the papers that hang on the card of a tugas."""
    tahap = sop.tahap_at(tugas.langkah, tugas.tahap)
    if tahap is None:
        return ()
    place, named = named_at(sop, tugas.place)
    if tugas.facts.only_attends:
        place, named = last_before(sop, tugas.place)
    return tuple(
        Dibuat(place=place, jenis=one, unit_id=tugas.unit_id if one in MEASURED else None)
        for one in named
    )


def named_at(sop: Sop, place: Place) -> tuple[Place, tuple[JenisPaper, ...]]:
    """Return the papers at hand in a tahap of the flow, with where they are made."""
    tahap = sop.tahap_at(*place)
    named = named_by(tahap) if tahap else ()
    if tahap and not named and tahap.minta in JUDGES:
        return last_before(sop, place)
    return place, named


def last_before(sop: Sop, place: Place) -> tuple[Place, tuple[JenisPaper, ...]]:
    """Return the last tahap of the flow before a place that makes papers, with what it makes."""
    for earlier in reversed([one for one in sop.places if one < place]):
        tahap = sop.tahap_at(*earlier)
        if tahap is not None and (named := named_by(tahap)):
            return earlier, named
    return place, ()


def made_in(sop: Sop, tugas: Iterable[Tugas]) -> tuple[Dibuat, ...]:
    """Return the papers of a berkas with those tugas, in the order of the sheet.

    A langkah makes one of each kind: where several of its tahap do, the last.
    """
    found = sorted((one for each in tugas for one in made_with(sop, each)), key=order)
    last = {(one.place.langkah, one.jenis, one.unit_id): one for one in found}
    return tuple(sorted(last.values(), key=order))


def order(one: Dibuat) -> tuple[Place, str, int]:
    """Return by what papers are put in order."""
    return (one.place, one.jenis.value, -1 if one.unit_id is None else one.unit_id)


def made_with(sop: Sop, tugas: Tugas) -> Iterator[Dibuat]:
    """Yield the papers that a tugas which was not withdrawn makes."""
    tahap = sop.tahap_at(tugas.langkah, tugas.tahap)
    if tahap is None or tugas.status in (StatusTugas.DITARIK, StatusTugas.DIKECUALIKAN):
        return
    unit_id = tugas.unit_id if tahap.sebar is Sebar.PER_UNIT else None
    for jenis in named_by(tahap):
        yield Dibuat(place=tugas.place, jenis=jenis, unit_id=unit_id)
