"""What was answered and noted before, for who works on with it: an analysis, a notulen, a number.

1. It is the last word of each post and unit at each earlier tahap; what was taken back is not there.
2. A unit's own is seen by that unit, and by who works for all units. Who only attends a rapat sees none.
3. Time and place of a rapat are over with it; a tick says nothing to who comes after.
"""

from sop_flows.engine.berkas import StatusTugas, Tugas
from sop_flows.engine.facts import Hasil
from sop_flows.engine.kerja import KERJA
from sop_flows.ports.records import Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.ports.views import HasilKerja
from sop_flows.sop.definition import JenisIsian, Minta, Sop, Tahap
from sop_flows.sop.place import Place

FIRST = Place(1, 0)
"""Nothing was done before it."""


def work_before(uow: UnitOfWork, loaded: Loaded) -> tuple[HasilKerja, ...]:
    """Return what earlier langkah left for who has an open tugas, the latest first."""
    tugas, sop = loaded.tugas, uow.sop.get(loaded.sop_id)
    if not tugas.is_open or tugas.facts.only_attends or tugas.place <= FIRST:
        return ()
    units = uow.kantor.unit(loaded.berkas.kantor_id)
    left = (one for one in uow.berkas.last_words(loaded.berkas.id) if is_before(one, tugas))
    found = (
        describe(sop, one, hasil, tugas, units[one.unit_id].nama if one.unit_id else "")
        for one in sorted(left, key=lambda one: (one.place, one.nomor), reverse=True)
        if (hasil := one.facts.hasil) is not None and KERJA[hasil.aksi].finishes
    )
    return tuple(one for one in found if one.jawaban or one.catatan)


def is_before(one: Tugas, tugas: Tugas) -> bool:
    """Tell whether a tugas was done before another one whose person may see what came of it."""
    if one.status is not StatusTugas.SELESAI or one.is_beside or not one.place < tugas.place:
        return False
    return one.unit_id is None or tugas.unit_id in (None, one.unit_id)


def describe(sop: Sop, one: Tugas, hasil: Hasil, tugas: Tugas, unit: str) -> HasilKerja:
    """Return what a tugas left: its answers by their labels, and its note unless that is handed on."""
    langkah, tahap = sop.langkah_of(one.langkah), sop.tahap_at(one.langkah, one.tahap)
    asked = () if tahap is None or is_told(tahap, tugas) else tahap.isian
    handed = tugas.facts.dari
    is_handed = handed is not None and handed.catatan == hasil.catatan
    return HasilKerja(
        langkah=one.langkah,
        singkat=langkah.singkat,
        jabatan=hasil.jabatan,
        unit=unit,
        jawaban=tuple(
            (isian.label, answer)
            for isian in asked
            if isian.jenis is not JenisIsian.CENTANG and (answer := hasil.isian.get(isian.kode))
        ),
        catatan="" if is_handed else hasil.catatan,
    )


def is_told(tahap: Tahap, tugas: Tugas) -> bool:
    """Tell whether the answers of a tahap are on the card already, or over: those about a rapat."""
    if tahap.minta is Minta.RAPAT:
        return tugas.facts.notulen is not None
    return tahap.minta is Minta.UNDANGAN
