"""What became of what was returned, for whoever checks it again, and for those above them.

A card shows the returns since its tahap was last decided: of a first decision, all there were.
"""

from collections.abc import Iterator, Mapping, Sequence

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Berkas, StatusTugas, Tugas
from sop_flows.engine.facts import Pengembalian
from sop_flows.engine.formulir import Sebelum
from sop_flows.ports.formulir import FormulirView
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.ports.views import NilaiKembali, Perbaikan


def corrections(
    uow: UnitOfWork, berkas: Berkas, tugas: Tugas, formulir: Sequence[FormulirView]
) -> tuple[Perbaikan, ...]:
    """Return what became of the returns that a card has to show.

    Args:
        formulir: Those of all units, as they are now.
    """
    if not tugas.is_open or not formulir or max(berkas.keadaan.ronde.values(), default=1) < 2:
        return ()
    everything = uow.berkas.tugas_of(berkas.id)
    since = last_decision(everything, tugas)
    forms = {form.unit.id: form for form in formulir}
    later = [t for t in everything if since is None or t.id > since]
    done = [t for t in later if t.id != tugas.id and is_done_itself(t)]
    return tuple(one for t in done for one in describe(t, everything, forms))


def last_decision(everything: Sequence[Tugas], tugas: Tugas) -> int | None:
    """Return the id of the last tugas of an earlier ronde at the same place; None if there is none."""
    wave = tugas.facts.gelombang.nomor
    before = (
        t.id
        for t in everything
        if t.place == tugas.place and t.id < tugas.id and t.facts.gelombang.nomor != wave
    )
    return max(before, default=None)


def is_done_itself(tugas: Tugas) -> bool:
    """Tell whether a tugas was done, not only relayed."""
    hasil, is_done = tugas.facts.hasil, tugas.status is StatusTugas.SELESAI
    return is_done and hasil is not None and hasil.aksi is not Kerja.TERUSKAN


def describe(
    tugas: Tugas, everything: Sequence[Tugas], forms: Mapping[int, FormulirView]
) -> Iterator[Perbaikan]:
    """Yield what one tugas handed in again; nothing where it answers no return."""
    kembali, hasil = tugas.facts.kembali, tugas.facts.hasil
    if kembali is None or hasil is None:
        return
    form = None if tugas.unit_id is None else forms.get(tugas.unit_id)
    nilai = values_of(tugas, kembali, everything, form) if form else ()
    marked = tuple(one for one in nilai if one.is_marked)
    yield Perbaikan(
        kembali=kembali,
        langkah=tugas.langkah,
        hasil=hasil,
        unit=form.unit.nama if form else "",
        nilai=marked or tuple(one for one in nilai if not one.is_tetap),
        dukung=len(tugas.facts.dukung),
        is_tetap=tugas.facts.tetap,
    )


def values_of(
    tugas: Tugas, kembali: Pengembalian, everything: Sequence[Tugas], form: FormulirView
) -> tuple[NilaiKembali, ...]:
    """Return the returned values of a unit with what came back: what the next return found, or now."""
    later = (t for t in everything if t.id > tugas.id and t.unit_id == tugas.unit_id)
    found = next((t.facts.sebelum for t in later if t.facts.sebelum), ())
    came = {one.indikator: one for one in found}
    rows = {row.indikator.id: row for row in form.baris}
    return tuple(
        NilaiKembali(
            baris=rows[before.indikator],
            semula=before,
            kini=came.get(before.indikator) or Sebelum.of(rows[before.indikator].nilai),
            is_marked=before.indikator in kembali.indikator,
        )
        for before in tugas.facts.sebelum
        if before.indikator in rows
    )
