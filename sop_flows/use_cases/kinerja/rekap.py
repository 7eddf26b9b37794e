"""The recap of an office for a periode, out of its berkas: see ``sop_flows.naskah.rekap``.

1. A berkas that runs is signed once nothing of its flow is open but what comes after its last judgement.
2. What ended before anything was frozen counts as its rows stand.
3. What should be frozen and is lost, or altered, is no reason to compute it anew: it is refused.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sop_flows.engine.berkas import Berkas, Keadaan, StatusBerkas
from sop_flows.engine.formulir import UNSTORED, Formulir, Nilai, StatusFormulir, gap_of
from sop_flows.engine.handing import goes_out
from sop_flows.errors import NaskahLost
from sop_flows.kinerja.bentuk import BENTUK
from sop_flows.kinerja.indikator import Indikator
from sop_flows.naskah.canonical import sha256_of, write_canonical
from sop_flows.naskah.compose import Sources, compose
from sop_flows.naskah.isi import Isi, IsiSop
from sop_flows.naskah.kode import kode_of
from sop_flows.naskah.naskah import Naskah
from sop_flows.naskah.reading import read_isi
from sop_flows.naskah.rekap import Rekap, Sumber, Terhitung, count, recap
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Sop
from sop_flows.use_cases.tugas.naskah import sources_of
from sop_flows.waktu.periode import Periode


def rekap_of(
    uow: UnitOfWork, kantor_id: int, periode: Periode, units: Collection[int] | None = None
) -> Rekap:
    """Return the recap of an office for a periode.

    Args:
        units: By id, those that are wanted; None for all.

    Raises:
        NaskahLost: What was signed was lost or altered since.
    """
    return rekap_from(uow, kantor_id, periode, sources_for(uow, kantor_id, periode), units)


def rekap_from(
    uow: UnitOfWork,
    kantor_id: int,
    periode: Periode,
    sumber: Sequence[Sumber],
    units: Collection[int] | None = None,
) -> Rekap:
    """Return the recap that some berkas make."""
    own = [one.berkas.id for one in sumber if one.berkas.periode == periode]
    known = uow.kantor.unit(kantor_id)
    return recap(
        periode,
        sumber,
        listed_for(uow, kantor_id, periode, count(sumber)),
        handed_in=[read_isi(one.isi) for one in uow.naskah.of_units(own)] if own else (),
        indikator=uow.kinerja.indikator(kantor_id, periode.tahun),
        units=None if units is None else {known[id].kode for id in units},
    )


def sources_for(uow: UnitOfWork, kantor_id: int, periode: Periode) -> tuple[Sumber, ...]:
    """Return the berkas that may count for a recap: see ``recap``."""
    tahun = periode.tahun
    last_year = replace(periode, tahun=tahun - 1)
    wanted = {*periode.so_far, last_year, last_year.last_of_year}
    measured = uow.berkas.measured(kantor_id, periode.jenis, (tahun - 1, tahun))
    found = {one.id: (one, sop_id) for one, sop_id in measured if one.periode in wanted}
    frozen = uow.naskah.last_of(found)
    return tuple(
        source_of(uow, uow.sop.get(sop_id), one, frozen) for one, sop_id in found.values()
    )


def source_of(
    uow: UnitOfWork, sop: Sop, berkas: Berkas, frozen: Mapping[int, tuple[str, Naskah | None]]
) -> Sumber:
    """Return a berkas with the content by which it counts.

    Raises:
        NaskahLost: It was signed, and what was is lost or altered.
    """
    if berkas.id in frozen and is_signed(sop, berkas):
        sha256, naskah = frozen[berkas.id]
        if naskah is None or sha256_of(naskah.isi) != sha256:
            raise NaskahLost(naskah=kode_of(sha256))
        return Sumber(
            berkas=berkas, isi=read_isi(naskah.isi), kode=naskah.kode, is_sementara=False
        )
    found = sources_of(uow, sop, berkas)
    sent = tuple(one for one in found.formulir if one.status is not StatusFormulir.TERBUKA)
    isi = compose(replace(found, formulir=sent))
    kept = uow.naskah.get(berkas.id, sha256_of(write_canonical(isi)))
    return Sumber(
        berkas=berkas,
        isi=isi,
        kode=kept.kode if kept else "",
        is_sementara=berkas.status is StatusBerkas.BERJALAN,
    )


def is_signed(sop: Sop, berkas: Berkas) -> bool:
    """Tell whether nothing of a berkas is judged any more."""
    flow = [one for one in berkas.terbuka if not one.is_beside]
    return berkas.status is StatusBerkas.SELESAI or all(goes_out(sop, one) for one in flow)


def listed_for(uow: UnitOfWork, kantor_id: int, periode: Periode, counted: Terhitung) -> Isi:
    """Return all that an office measures in a year, with what was reported of it before the periode."""
    indikator = {one.id: one for one in uow.kinerja.indikator(kantor_id, periode.tahun)}
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
        indikator=indikator,
        formulir=[
            Formulir(
                id=UNSTORED,
                berkas_id=UNSTORED,
                unit_id=unit_id,
                nilai=tuple(
                    gap_of(one, periode) for one in indikator.values() if one.unit_id == unit_id
                ),
            )
            for unit_id in dict.fromkeys(one.unit_id for one in indikator.values())
        ],
        lalu={one.id: tuple(before(one, periode, counted)) for one in indikator.values()},
        tugas=(),
        lampiran=(),
    )
    return compose(found)


def before(indikator: Indikator, periode: Periode, counted: Terhitung) -> list[tuple[int, Nilai]]:
    """Return what counts of an indikator in the periode before, by their numbers."""
    reported = ((one.ke, counted.get(one, {}).get(indikator.kode)) for one in periode.so_far[:-1])
    return [
        (ke, Nilai(indikator_id=indikator.id, kode=indikator.kode, nilai=said.isi.realisasi))
        for ke, said in reported
        if said is not None and said.is_reported
    ]
