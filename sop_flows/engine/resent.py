"""What comes again after a return: which of it is as it was, and why.

1. A form is compared value by value, each with its analisis: those that the return marked, or all where it
   marked none. Data dukung that is new answers for all of them.
2. What is no form is compared as a whole, by the sha256 of what was returned.
3. What is as it was needs a reason: the note of the aksi, which whoever returned it reads.
"""

from typing import Final

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.flow import Flow
from sop_flows.engine.formulir import Formulir, Sebelum
from sop_flows.engine.offer import CLOSING
from sop_flows.engine.reason import LEAST_SAID, Alasan, is_reason
from sop_flows.errors import ResentUnchanged
from sop_flows.jejak import Record

HANDING_ON: Final = frozenset(CLOSING.values()) - {Kerja.TERUSKAN}
"""What hands something in again; a relay only passes the return on."""


@dataclass(frozen=True, slots=True)
class Tetap:
    """What is as it was when it was returned: these marked values, or all of it where none is named."""

    kode: tuple[str, ...] = ()

    def as_record(self) -> Record:
        """Return what the history keeps."""
        return {"tidak_berubah": list(self.kode)}


def check_resent(flow: Flow, tugas: Tugas, aksi: Aksi) -> Tugas:
    """Return a tugas about to be handed in, which knows whether it comes again as it was.

    Raises:
        ResentUnchanged: It does, and the note does not say why.
    """
    tetap = find_tetap(flow, tugas, aksi)
    if tetap is not None and not is_reason(aksi.catatan, Alasan.TETAP):
        raise ResentUnchanged(huruf=LEAST_SAID[Alasan.TETAP], tetap=tetap.kode)
    return replace(tugas, facts=replace(tugas.facts, tetap=tetap is not None))


def find_tetap(flow: Flow, tugas: Tugas, aksi: Aksi) -> Tetap | None:
    """Return what of the answer to a return is as it was; None where it answers none."""
    kembali = tugas.facts.kembali
    if kembali is None or aksi.kerja not in HANDING_ON:
        return None
    if tugas.unit_id is not None:
        return compare(tugas, flow.peta.formulir(tugas.unit_id))
    return Tetap() if kembali.isi and kembali.isi == aksi.isi else None


def compare(tugas: Tugas, formulir: Formulir) -> Tetap | None:
    """Return which returned values of a unit are as they were; None if none, or not all need be."""
    before, kembali = tugas.facts.sebelum, tugas.facts.kembali
    if tugas.facts.dukung or not before or kembali is None:
        return None
    now = {Sebelum.of(one) for one in formulir.nilai}
    same = [one for one in before if one in now]
    if any(one.indikator in kembali.indikator for one in before):
        return Tetap(tuple(one.kode for one in same)) if same else None
    return Tetap() if len(same) == len(before) else None


def resent(flow: Flow, tugas: Tugas, aksi: Aksi) -> Record:
    """Return what the history keeps of what came again as it was."""
    tetap = find_tetap(flow, tugas, aksi)
    return tetap.as_record() if tetap is not None else {}
