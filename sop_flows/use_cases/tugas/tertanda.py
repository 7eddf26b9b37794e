"""The signed PDF that stands for a paper of ours, once a tugas was closed by it."""

from collections.abc import Iterable, Iterator

from sop_flows.engine.berkas import Tugas
from sop_flows.engine.decisions import standing_decisions
from sop_flows.engine.tanda_tangan import Tte
from sop_flows.papers.sources import Sumber
from sop_flows.papers.when import Dibuat
from sop_flows.ports.papers import Paper, Tertanda
from sop_flows.ports.unit_of_work import UnitOfWork


def signed_by(tugas: Iterable[Tugas]) -> Iterator[Tte]:
    """Yield the signatures in PDFs by which tugas of a berkas were closed."""
    for one in tugas:
        hasil = one.facts.hasil
        if hasil is not None and isinstance(hasil.tanda, Tte):
            yield hasil.tanda


def signed_files(tugas: Iterable[Tugas], paper: str = "") -> tuple[str, ...]:
    """Return the sha256 of the signed PDFs of a berkas; of one paper where it is said by its sha256."""
    return tuple(tte.sha256 for tte in signed_by(tugas) if paper in ("", tte.paper))


def is_of(paper: Paper, dibuat: Dibuat) -> bool:
    """Tell whether a paper is what a tahap makes: of that kind, langkah and unit."""
    wanted = (dibuat.jenis, dibuat.place.langkah, dibuat.unit_id)
    return (paper.jenis, paper.langkah, paper.unit_id) == wanted


def signed_instead(uow: UnitOfWork, sumber: Sumber, dibuat: Dibuat) -> Tertanda | None:
    """Return what was signed last of a paper that shows the same; None where nothing was."""
    for tte in reversed(tuple(signed_by(standing_decisions(sumber.found.tugas)))):
        paper = uow.papers.made(sumber.found.berkas.id, tte.paper)
        if paper is None or not is_of(paper, dibuat):
            continue
        kept = [one for one in sumber.found.lampiran if one.sha256 == tte.sha256]
        if kept and paper.naskah == sumber.naskah:
            return Tertanda(lampiran=kept[-1], tte=tte)
    return None
