"""What an aksi freezes: a judgement what stands before it, a handing on what stands after it.

1. Who judges adds nothing to what is judged; who hands on adds the note and the answers.
2. What goes out after the last judgement is what was judged, with the work that was done since.
"""

from collections.abc import Callable
from typing import NamedTuple, Self, TypeVar

from sop_flows.deferred import replace
from sop_flows.engine.berkas import Outcome, Tugas
from sop_flows.engine.formulir import UNSTORED, Formulir, FormulirChange, gap_of
from sop_flows.jejak import Record, Written
from sop_flows.naskah.canonical import rewrite_with, sha256_of, write_canonical
from sop_flows.naskah.compose import FrameSources
from sop_flows.naskah.isi import Isi

Found = TypeVar("Found", bound=FrameSources)
LATER = ("kerja", "dokumen")
"""What may come to a naskah after it was judged."""


class Frozen(NamedTuple):
    """A content in canonical form, and what it is known by; both are empty where nothing is frozen."""

    isi: str = ""
    sha256: str = ""

    @classmethod
    def of(cls, isi: str) -> Self:
        """Return a content in canonical form with its sha256."""
        return cls(isi, sha256_of(isi))


class Dirujuk(NamedTuple):
    """The office's facts that a naskah uses, as they stand: what they are known by, and what writes them."""

    sha256: str
    write: Callable[[], str]


def go_out(judged: str, isi: Isi) -> str:
    """Return what was judged, with the work and the dokumen of now."""
    return rewrite_with(judged, **{name: write_canonical(getattr(isi, name)) for name in LATER})


def tugas_after(found: Found, outcome: Outcome) -> Found:
    """Return what stands once an outcome is stored, but for the formulir."""
    tugas = {one.id: one for one in found.tugas} | {one.id: one for one in outcome.changed}
    return replace(found, tugas=tuple(tugas[id] for id in sorted(tugas)))


def new_formulir(found: FrameSources, change: FormulirChange) -> Formulir:
    """Return a formulir as it is made: the values that it begins with, and gaps."""
    given = {one.indikator_id: one for one in change.bawaan}
    return Formulir(
        id=UNSTORED,
        berkas_id=found.berkas.id,
        unit_id=change.unit_id,
        nilai=tuple(
            given.get(one.id, gap_of(one, found.berkas.periode))
            for one in found.indikator.values()
            if one.unit_id == change.unit_id
        ),
    )


def changed_formulir(known: Formulir, change: FormulirChange) -> Formulir:
    """Return a formulir after its change: its state, and what is marked."""
    marks = {one.indikator_id: one.ditandai for one in change.nilai}
    nilai = tuple(
        replace(one, ditandai=marks.get(one.indikator_id, one.ditandai)) for one in known.nilai
    )
    return replace(known, status=change.status, ronde=change.ronde, nilai=nilai)


def name_naskah(
    outcome: Outcome, tugas: Tugas, dirujuk: Dirujuk, sha256: str, *, goes_out: bool = False
) -> Outcome:
    """Return the outcome that names what it froze, and gives the office's facts if they are new.

    Args:
        tugas: On which the aksi is.
        dirujuk: The office's facts that it uses.
        sha256: Of its content in canonical form.
        goes_out: Whether it is judged no more.
    """
    keadaan = outcome.berkas.keadaan
    facts: Record = {"naskah": sha256, **({"keluar": True} if goes_out else {})}
    if dirujuk.sha256 != keadaan.rujukan:
        facts["rujukan"] = Written(dirujuk.write())
    for_all = sha256 if tugas.unit_id is None else keadaan.naskah
    keadaan = replace(keadaan, naskah=for_all, rujukan=dirujuk.sha256)
    line, *others = outcome.jejak
    return replace(
        outcome,
        berkas=replace(outcome.berkas, keadaan=keadaan),
        changed=tuple(
            named(one, sha256) if one.id == tugas.id else one for one in outcome.changed
        ),
        jejak=(replace(line, rincian=line.rincian | facts), *others),
    )


def named(tugas: Tugas, sha256: str) -> Tugas:
    """Return a tugas whose card names what was frozen by the aksi that closed it."""
    hasil = tugas.facts.hasil
    if hasil is None:
        return tugas
    return replace(tugas, facts=replace(tugas.facts, hasil=replace(hasil, naskah=sha256)))
