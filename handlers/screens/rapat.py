"""Who attends a rapat, as the card of who keeps its notulen shows it."""

from collections.abc import Iterable

from sop_flows.deferred import dataclass
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.facts import Hadir, Kabar, has_come
from sop_flows.engine.undangan import Saat, saat_of
from sop_flows.ports.views import KartuView


@dataclass(frozen=True, slots=True, kw_only=True)
class Kehadiran:
    """Who was there, and what the others said beforehand; only ``hadir`` is attendance."""

    saat: Saat
    is_noted: bool
    """Whether who looks at the card was."""
    hadir: tuple[str, ...]
    akan: tuple[str, ...]
    berhalangan: tuple[Kabar, ...]
    diwakili: tuple[Kabar, ...]
    belum: tuple[str, ...]
    """The posts that said nothing yet."""


def summarise_rapat(view: KartuView) -> Kehadiran:
    """Return where everybody stands who is invited to the rapat of a card."""
    invited = [t for t in view.berkas.terbuka if t.place == view.tugas.place]
    said = [t.facts.kabar for t in invited if t.facts.kabar and not t.facts.hadir]
    silent = [t for t in invited if not (t.facts.kabar or t.facts.hadir or is_own(view, t))]
    posts = dict(view.pilihan)
    return Kehadiran(
        saat=saat_of(view.tugas, view.now, view.kantor.zona),
        is_noted=has_attended(view),
        hadir=tuple(one.nama for one in everybody_at((view.tugas, *invited))),
        akan=tuple(kabar.nama for kabar in said if kabar.kerja is Kerja.AKAN_HADIR),
        berhalangan=tuple(kabar for kabar in said if kabar.kerja is Kerja.BERHALANGAN),
        diwakili=tuple(kabar for kabar in said if kabar.kerja is Kerja.DIWAKILI),
        belum=tuple(posts[t.jabatan_id] for t in silent if t.jabatan_id in posts),
    )


def is_own(view: KartuView, tugas: Tugas) -> bool:
    """Tell whether a tugas is that of the card, or of somebody who attends for another."""
    return tugas.id == view.tugas.id or tugas.pegawai_id is not None


def everybody_at(invited: Iterable[Tugas]) -> list[Hadir]:
    """Return who was there, each once, in the order in which they came."""
    found: list[Hadir] = []
    for one in (one for tugas in invited for one in tugas.facts.hadir):
        if not any(one.is_same(other) for other in found):
            found.append(one)
    return found


def has_attended(view: KartuView) -> bool:
    """Tell whether the attendance of who looks at the card is noted on it."""
    return has_come(view.tugas.facts.hadir, view.pemirsa.pegawai_id, view.pemirsa.nama)
