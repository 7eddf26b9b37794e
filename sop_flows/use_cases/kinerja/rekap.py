"""The recap of an office for a periode, out of its berkas: see ``sop_flows.naskah.rekap``.

1. A berkas that runs is signed once nothing of its flow is open but what comes after its last judgement.
2. What ended before anything was frozen counts as its rows stand.
3. What should be frozen and is lost, or altered, is no reason to compute it anew: it is refused.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.berkas import Berkas, Keadaan, StatusBerkas
from sop_flows.engine.formulir import UNSTORED, Formulir, StatusFormulir, gap_of
from sop_flows.engine.handing import goes_out
from sop_flows.errors import NaskahLost
from sop_flows.kinerja.bentuk import BENTUK
from sop_flows.kinerja.indikator import Indikator
from sop_flows.naskah.canonical import sha256_of, write_canonical
from sop_flows.naskah.compose import Sources, compose
from sop_flows.naskah.isi import Isi, IsiSop
from sop_flows.naskah.kode import kode_of
from sop_flows.naskah.reading import Parsed, parse, read_isi
from sop_flows.naskah.recapping import count, recap
from sop_flows.naskah.rekap import Laporan, Rekap, Sumber, Terhitung
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Sop
from sop_flows.use_cases.tugas.sources import sources_of
from sop_flows.waktu.periode import Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A berkas that may count, before its values are read."""

    berkas: Berkas
    sop: Sop
    kode: str = ""
    """The kode verifikasi of what was signed."""
    signed: Parsed | None = None
    """What was signed; None where the rows say what counts."""
    is_frozen: bool = False
    """Whether something was frozen for all units."""


def rekap_of(
    uow: UnitOfWork, kantor_id: int, periode: Periode, units: Collection[int] | None = None
) -> Rekap:
    """Return the recap of an office for a periode.

    Args:
        units: By id, those that are wanted; None for all.

    Raises:
        NaskahLost: What was signed was lost or altered since.
    """
    sumber = sources_for(uow, kantor_id, periode, units)
    return rekap_from(uow, kantor_id, periode, sumber, units)


def rekap_from(
    uow: UnitOfWork,
    kantor_id: int,
    periode: Periode,
    sumber: Sequence[Sumber],
    units: Collection[int] | None = None,
) -> Rekap:
    """Return the recap that some berkas make."""
    known, counted = uow.kantor.unit(kantor_id), count(sumber)
    return recap(
        periode,
        sumber,
        listed_for(uow, kantor_id, periode, counted, units),
        handed_in=handed_in(uow, kantor_id, counted.get(periode, {}).values()),
        indikator=uow.kinerja.indikator(kantor_id, periode.tahun),
        units=None if units is None else {known[id].kode for id in units},
    )


def handed_in(uow: UnitOfWork, kantor_id: int, reported: Collection[Laporan]) -> Iterator[Isi]:
    """Yield what the units that were given their formulir back have handed in, oldest first."""
    again = {one.unit.kode for one in reported if one.unit.ronde > 1}
    if again:
        berkas = {one.sumber.berkas.id for one in reported}
        ids = [one.id for one in uow.kantor.unit(kantor_id).values() if one.kode in again]
        for naskah in uow.naskah.of_units(berkas, ids):
            yield read_isi(naskah.isi)


def sources_for(
    uow: UnitOfWork, kantor_id: int, periode: Periode, units: Collection[int] | None = None
) -> tuple[Sumber, ...]:
    """Return the berkas that may count for a recap: see ``recap``.

    Args:
        units: By id, those whose values are wanted; of the others as little as possible is read.
    """
    found = tuple(candidates_for(uow, kantor_id, periode))
    kode = None if units is None else frozenset(measured_by(uow, kantor_id, periode, units, found))
    return tuple(source_of(uow, one, kode) for one in found)


def candidates_for(uow: UnitOfWork, kantor_id: int, periode: Periode) -> Iterator[Candidate]:
    """Yield the berkas of which something may count for the recap of a periode.

    Raises:
        NaskahLost: One was signed, and what was is lost or altered.
    """
    tahun = periode.tahun
    last_year = replace(periode, tahun=tahun - 1)
    wanted = {*periode.so_far, last_year, last_year.last_of_year}
    measured = uow.berkas.measured(kantor_id, periode.jenis, (tahun - 1, tahun))
    found = {one.id: (one, sop_id) for one, sop_id in measured if one.periode in wanted}
    frozen = uow.naskah.last_of(found)
    for berkas, sop_id in found.values():
        sop, is_frozen = uow.sop.get(sop_id), berkas.id in frozen
        if not is_frozen or not is_signed(sop, berkas):
            yield Candidate(berkas=berkas, sop=sop, is_frozen=is_frozen)
            continue
        sha256, naskah = frozen[berkas.id]
        if naskah is None or sha256_of(naskah.isi) != sha256:
            raise NaskahLost(naskah=kode_of(sha256))
        yield Candidate(berkas=berkas, sop=sop, kode=naskah.kode, signed=parse(naskah.isi))


def measured_by(
    uow: UnitOfWork,
    kantor_id: int,
    periode: Periode,
    units: Collection[int],
    found: Iterable[Candidate],
) -> Iterator[str]:
    """Yield the kode of all that some units measure, or did in a berkas: in another it may be of another unit."""
    known = uow.kantor.unit(kantor_id)
    names = {known[id].kode for id in units}
    lists = [uow.kinerja.indikator(kantor_id, periode.tahun)]
    for one in found:
        if one.signed is None:
            lists.append(uow.kinerja.promised(one.berkas))
        else:
            yield from one.signed.kode_of(names)
    yield from (one.kode for listed in lists for one in listed if one.unit_id in units)


def source_of(uow: UnitOfWork, candidate: Candidate, kode: Collection[str] | None) -> Sumber:
    """Return a berkas with the content by which it counts.

    Args:
        kode: Of the indikator whose values are wanted; None for all. What is not whole has no kode verifikasi.
    """
    berkas = candidate.berkas
    if candidate.signed is not None:
        signed = candidate.signed if kode is None else candidate.signed.only(kode)
        return Sumber(berkas=berkas, isi=signed.read(Isi), kode=candidate.kode, is_sementara=False)
    ids = None if kode is None else {o.id for o in uow.kinerja.promised(berkas) if o.kode in kode}
    found = sources_of(uow, candidate.sop, berkas, ids)
    sent = tuple(one for one in found.formulir if one.status is not StatusFormulir.TERBUKA)
    isi = compose(replace(found, formulir=sent))
    is_known = candidate.is_frozen and kode is None
    kept = uow.naskah.get(berkas.id, sha256_of(write_canonical(isi))) if is_known else None
    return Sumber(
        berkas=berkas,
        isi=isi,
        kode=kept.kode if kept else "",
        is_sementara=berkas.status is StatusBerkas.BERJALAN,
        diperbaiki=frozenset(
            found.unit[one.unit_id].kode
            for one in found.formulir
            if one.status is StatusFormulir.TERBUKA and one.ronde > 1
        ),
    )


def is_signed(sop: Sop, berkas: Berkas) -> bool:
    """Tell whether nothing of a berkas is judged any more."""
    flow = [one for one in berkas.terbuka if not one.is_beside]
    return berkas.status is StatusBerkas.SELESAI or all(goes_out(sop, one) for one in flow)


def listed_for(
    uow: UnitOfWork,
    kantor_id: int,
    periode: Periode,
    counted: Terhitung,
    units: Collection[int] | None,
) -> Isi:
    """Return what units measure in a year and have not reported, with what was reported of it before the periode."""
    now, ever = counted.get(periode, {}), {kode for each in counted.values() for kode in each}
    gaps = [
        one
        for one in uow.kinerja.indikator(kantor_id, periode.tahun)
        if one.kode not in now and (units is None or one.unit_id in units or one.kode in ever)
    ]
    found = Sources(
        kantor=uow.kantor.get(kantor_id),
        sop=IsiSop(kode="", versi=0, nama=""),
        berkas=Berkas(
            id=UNSTORED,
            kantor_id=kantor_id,
            nomor=0,
            judul="",
            periode=periode,
            dibuka_at=uow.now,
            keadaan=Keadaan(bentuk=BENTUK),
        ),
        unit=uow.kantor.unit(kantor_id),
        indikator={one.id: one for one in gaps},
        formulir=tuple(empty_forms(gaps, periode)),
        lalu={one.id: before(one, periode, counted) for one in gaps},
        tugas=(),
        lampiran=(),
    )
    return compose(found)


def empty_forms(gaps: Sequence[Indikator], periode: Periode) -> Iterator[Formulir]:
    """Yield a formulir of each unit that has reported none of these."""
    for unit_id in dict.fromkeys(one.unit_id for one in gaps):
        empty = tuple(gap_of(one, periode) for one in gaps if one.unit_id == unit_id)
        yield Formulir(id=UNSTORED, berkas_id=UNSTORED, unit_id=unit_id, nilai=empty)


def before(
    indikator: Indikator, periode: Periode, counted: Terhitung
) -> dict[int, Decimal | None]:
    """Return what counts of an indikator in the periode before, by their numbers."""
    reported = ((one.ke, counted.get(one, {}).get(indikator.kode)) for one in periode.so_far[:-1])
    return {
        ke: said.isi.realisasi for ke, said in reported if said is not None and said.is_reported
    }
