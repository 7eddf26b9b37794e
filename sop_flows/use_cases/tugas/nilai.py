"""Looking at the values of a berkas on the card of a tugas: who may, and which content they see.

1. Who may look is read at the tap, and again when the card is drawn or the sheet is written.
2. What was decided or handed on is shown as it was frozen; what is to be decided, as a "Ya" would
   freeze it now.
3. What a unit handed in is seen by that unit and by who works for all units; what somebody decided
   on or handed on they see for ever, whatever post they hold now.
"""

from collections.abc import Iterator
from typing import Final

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Berkas, StatusTugas, Tugas
from sop_flows.engine.decisions import standing_decisions
from sop_flows.engine.handing import goes_out
from sop_flows.engine.offer import decision_of
from sop_flows.errors import NotFound, NotYourTugas
from sop_flows.kantor.dokumen import is_for_all_units
from sop_flows.naskah.canonical import sha256_of
from sop_flows.naskah.compose import Sources, compose
from sop_flows.naskah.isi import Isi, as_listed
from sop_flows.naskah.naskah import Naskah
from sop_flows.naskah.reading import read_isi
from sop_flows.ports.layar.daftar import LayarRekap
from sop_flows.ports.records import Actor, Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.ports.views import IsiView
from sop_flows.sop.definition import Minta, Sebar, Sop, Tahap
from sop_flows.sop.place import Samping
from sop_flows.use_cases.jabatan.who import employee_in, local_date
from sop_flows.use_cases.say import say
from sop_flows.use_cases.tugas.access import load, pelaku_of
from sop_flows.use_cases.tugas.naskah import last_naskah
from sop_flows.use_cases.tugas.sources import facts_of
from sop_flows.use_cases.tugas.standing import promised_parts, stand

MOST_PAGES: Final = 9_999
PREPARES: Final = frozenset({Minta.KERJAKAN, Minta.SEBAR})
"""Who is asked these before the units are asked needs what they promised."""
WORKS: Final = PREPARES | {Minta.DISPOSISI}
"""Who is asked these works on with the values: their cards sum them up."""


def turn_page(uow: UnitOfWork, actor: Actor, *, tugas_id: int, halaman: int) -> None:
    """Let somebody's card show a page of the values, or its front (0).

    Raises:
        NotYourTugas: They may not look at this tugas, or there is none.
        NotFound: It has no values to be looked at.
    """
    tugas = open_seen(uow, actor.user_id, tugas_id).tugas
    uow.kartu.turn(tugas, actor.chat_id, min(halaman, MOST_PAGES))


def request_rekap(uow: UnitOfWork, actor: Actor, *, tugas_id: int) -> None:
    """Owe somebody the sheet of all values that they may look at on a tugas.

    Raises:
        NotYourTugas: They may not look at this tugas, or there is none.
        NotFound: It has no values to be looked at.
    """
    loaded = open_seen(uow, actor.user_id, tugas_id)
    say(uow, actor.chat_id, loaded.berkas.kantor_id, LayarRekap(tugas=tugas_id))


def find_seen(uow: UnitOfWork, user_id: int, tugas_id: int) -> Loaded:
    """Return a tugas on which a user may look at values now.

    Raises:
        NotYourTugas: They may not, or there is none.
        NotFound: It has no values to be looked at.
    """
    loaded = load(uow, tugas_id)
    try:
        pelaku_of(uow, user_id, loaded, Kerja.SELESAI)
    except NotYourTugas:
        orang = employee_in(uow, user_id, loaded.berkas.kantor_id)
        if orang is None or not has_done(uow, loaded, orang.id):
            raise
    if not has_values(uow, loaded):
        raise NotFound
    return loaded


def open_seen(uow: UnitOfWork, user_id: int, tugas_id: int) -> Loaded:
    """Return a tugas whose values somebody looks at, as ``find_seen`` does, and note that its holder has opened it."""
    loaded = find_seen(uow, user_id, tugas_id)
    if loaded.tugas.is_open and loaded.tugas.dilihat_at is None:
        uow.berkas.see(tugas_id, uow.now)
    return loaded


def has_done(uow: UnitOfWork, loaded: Loaded, pegawai_id: int) -> bool:
    """Tell whether somebody decided or handed on with a tugas, whatever post they hold now."""
    tugas = loaded.tugas
    return bool(frozen_with(tugas)) and any(
        line.tugas_id == tugas.id
        and "naskah" in line.rincian
        and line.pelaku.get("pegawai_id") == pegawai_id
        for line in uow.jejak.of_berkas(loaded.berkas.id)
    )


def has_values(uow: UnitOfWork, loaded: Loaded) -> bool:
    """Tell whether a tugas has values to be looked at, or targets: open, or as they were frozen."""
    tugas, sop = loaded.tugas, uow.sop.get(loaded.sop_id)
    if not tugas.is_open:
        return bool(frozen_with(tugas))
    if tugas.tahap == Samping.TANDA_TERIMA:
        return frozen_for(uow, loaded) is not None
    if tugas.unit_id is None and not is_for_all_units(sop, tugas):
        return False
    covers = uow.kinerja.covers(loaded.berkas)
    asked = [one.unit_id for one in covers] or asked_next(uow, loaded)
    return bool(asked) and tugas.unit_id in (None, *asked)


def asked_next(uow: UnitOfWork, loaded: Loaded) -> tuple[int, ...]:
    """Return the units that are going to be asked for what they reached, for who prepares that.

    Whoever disposes of the work sees nothing of it.
    """
    tugas, berkas, sop = loaded.tugas, loaded.berkas, uow.sop.get(loaded.sop_id)
    tahap = sop.tahap_at(tugas.langkah, tugas.tahap)
    if tahap is None or tahap.minta not in PREPARES:
        return ()
    asked = next((one for one in ahead_of(sop, tugas) if one.minta is Minta.FORMULIR), None)
    if asked is None or asked.sebar is not Sebar.PER_UNIT:
        return ()
    today = local_date(uow, berkas.kantor_id)
    peta = uow.sop.peta(berkas.kantor_id, loaded.sop_id, berkas, today)
    return tuple(peserta.unit_id for peserta in peta.unit(asked.untuk))


def ahead_of(sop: Sop, tugas: Tugas) -> Iterator[Tahap]:
    """Yield the tahap after that of a tugas, in the order of the sheet."""
    for row in sop.langkah[tugas.langkah - 1 :]:
        for index, tahap in enumerate(row.tahap):
            if (row.no, index) > tugas.place:
                yield tahap


def look_at(uow: UnitOfWork, loaded: Loaded) -> IsiView:
    """Return the content that a tugas is about: as it was frozen, or as it would be now."""
    berkas, tugas = loaded.berkas, loaded.tugas
    kept = frozen_for(uow, loaded)
    if kept is None:  # the same for all who sign it side by side
        of = ("isi", tugas.place, tugas.unit_id)
        return uow.kept.as_it_stands(berkas.id, of, lambda: look_at_now(uow, loaded))
    listed = as_listed(read_isi(kept.isi))
    return describe_isi(uow, berkas, listed, kept.sha256, naskah=kept, unit_id=tugas.unit_id)


def look_at_now(uow: UnitOfWork, loaded: Loaded) -> IsiView:
    """Return the content that a tugas is about as it would be now."""
    berkas, unit_id = loaded.berkas, loaded.tugas.unit_id
    found = facts_of(uow, uow.sop.get(loaded.sop_id), berkas, unit_id)
    standing = stand(uow, found, unit_id)
    if not standing.parts and not uow.kinerja.covers(berkas):
        asked = (id for id in asked_next(uow, loaded) if unit_id in (None, id))
        standing = standing.with_parts(promised_parts(uow, found, asked))
    sha256 = sha256_of(standing.write())
    kept = uow.naskah.get(berkas.id, sha256)
    return describe_isi(uow, berkas, standing.listed, sha256, naskah=kept, unit_id=unit_id)


def compose_now(uow: UnitOfWork, loaded: Loaded, found: Sources) -> Isi:
    """Return the content of a tugas of what stands in its berkas: with what was promised before any formulir."""
    if found.formulir:
        return compose(found, loaded.tugas.unit_id)
    forms = uow.kinerja.formulir_with_gaps(found.berkas, asked_next(uow, loaded))
    return compose(replace(found, formulir=tuple(forms.values())), loaded.tugas.unit_id)


def describe_isi(
    uow: UnitOfWork,
    berkas: Berkas,
    isi: Isi,
    sha256: str,
    *,
    naskah: Naskah | None,
    unit_id: int | None,
) -> IsiView:
    """Return a content of a berkas, as it is listed, with what is said beside it; of one unit, or for None of all."""
    decided = standing_decisions(uow.berkas.tugas_of(berkas.id))
    return IsiView(
        kantor=uow.kantor.get(berkas.kantor_id),
        berkas=berkas,
        isi=isi,
        sha256=sha256,
        naskah=naskah,
        keputusan=tuple(one for one in decided if one.unit_id == unit_id),
        desimal=uow.kinerja.written(berkas),
        rincian=uow.kinerja.explained(berkas),
    )


def frozen_for(uow: UnitOfWork, loaded: Loaded) -> Naskah | None:
    """Return the naskah that a tugas relies on; None where it judges, fills or gathers.

    A closed one relies on what was frozen with it; what goes out after the last judgement, on what
    was judged.
    """
    berkas, tugas = loaded.berkas, loaded.tugas
    if not tugas.is_open:
        return uow.naskah.get(berkas.id, frozen_with(tugas))
    if goes_out(uow.sop.get(loaded.sop_id), tugas):
        return last_judged(uow, berkas) or last_naskah(uow, berkas)
    return None


def last_judged(uow: UnitOfWork, berkas: Berkas) -> Naskah | None:
    """Return what the last decision that stands is on, of all units of a berkas together."""
    decided = standing_decisions(uow.berkas.tugas_of(berkas.id))
    named = [sha256 for one in decided if one.unit_id is None and (sha256 := frozen_with(one))]
    return uow.naskah.get(berkas.id, named[-1]) if named else None


def sums_up(sop: Sop, tugas: Tugas) -> bool:
    """Tell whether the card of an open tugas sums up the values that are worked on with it."""
    tahap = sop.tahap_at(tugas.langkah, tugas.tahap)
    is_work = tugas.tahap == Samping.TANDA_TERIMA if tahap is None else tahap.minta in WORKS
    return tugas.is_open and is_work


def is_judging(sop: Sop, tugas: Tugas) -> bool:
    """Tell whether an open tugas approves, initials or signs what it shows."""
    return tugas.is_open and decision_of(sop, tugas) is not None


def frozen_with(tugas: Tugas) -> str:
    """Return the sha256 of what was frozen when a tugas closed; empty where nothing was."""
    hasil = tugas.facts.hasil
    return hasil.naskah if hasil is not None and tugas.status is StatusTugas.SELESAI else ""
