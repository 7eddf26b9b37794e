"""What the workbook of a recap says beside the values: who signs it, how the units sent, what became of their plans."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.engine.decisions import standing_decisions
from sop_flows.errors import NaskahLost
from sop_flows.naskah.isi import IsiIndikator, as_listed
from sop_flows.naskah.kode import kode_of
from sop_flows.naskah.pengiriman import Pengiriman, sendings_in
from sop_flows.naskah.reading import read_isi
from sop_flows.naskah.rekap import Laporan, Rekap, Sumber
from sop_flows.ports.rekap import Lanjut, Paraf, RekapKantor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.ports.views import IsiView
from sop_flows.sop.place import Samping
from sop_flows.use_cases.jabatan.pejabat import each_post
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.kinerja.rekap import rekap_from, rekap_of, sources_for
from sop_flows.use_cases.tugas.naskah import last_naskah
from sop_flows.use_cases.tugas.nilai import describe_isi, find_seen, last_judged, look_at
from sop_flows.waktu.periode import LENGTH, JenisPeriode, Periode

PARAF: Final = frozenset({Kerja.SETUJUI, Kerja.PARAF})
"""By what a paper is let through on its way to who signs it."""


def view_buku(uow: UnitOfWork, kantor_id: int, periode: Periode) -> RekapKantor:
    """Return what the workbook of a recap is made of.

    Raises:
        NaskahLost: What was signed was lost or altered since.
    """
    return buku_of(uow, kantor_id, rekap_of(uow, kantor_id, periode))


def view_rekap(uow: UnitOfWork, *, user_id: int, tugas_id: int) -> IsiView:
    """Return what the sheet of a tugas holds, for somebody who may look at it now.

    Who looks at all units of a periode that comes again sees them over the year too.

    Raises:
        NotYourTugas: They may not look at this tugas, or there is none.
        NotFound: It has no values to be looked at.
    """
    loaded = find_seen(uow, user_id, tugas_id)
    seen = look_at(uow, loaded)
    return seen if loaded.tugas.unit_id else with_year(uow, seen)


def with_year(uow: UnitOfWork, seen: IsiView) -> IsiView:
    """Return what somebody looks at of all units with what they reached over the year, where that is told."""
    is_said = any(said(one) for unit in seen.isi.unit for one in unit.indikator)
    if seen.berkas.periode.jenis not in LENGTH or not is_said:
        return seen
    try:
        return replace(seen, rekap=recap_around(uow, seen))
    except NaskahLost:  # of another periode: what is looked at is whole without it
        return seen


def final_rekap(uow: UnitOfWork, berkas: Berkas) -> IsiView | None:
    """Return what the sheet of a berkas holds for its archive: what was judged or handed on last.

    None where nothing was, or where it was lost or altered since.
    """
    naskah = last_judged(uow, berkas) or last_naskah(uow, berkas)
    if naskah is None or not (isi := read_isi(naskah.isi)).unit:
        return None
    listed = as_listed(isi)
    seen = describe_isi(uow, berkas, listed, naskah.sha256, naskah=naskah, unit_id=None)
    return with_year(uow, seen)


def recap_around(uow: UnitOfWork, seen: IsiView) -> RekapKantor:
    """Return the recap of the units of a content, which counts for its periode whatever else there is.

    Raises:
        NaskahLost: What was signed of another periode was lost or altered since.
    """
    berkas = seen.berkas
    looked_at = Sumber(
        berkas=berkas, isi=seen.isi, kode=seen.kode, is_sementara=seen.naskah is None
    )
    sources = sources_for(uow, berkas.kantor_id, berkas.periode)
    others = [one for one in sources if one.berkas.periode != berkas.periode]
    shown = {unit.kode for unit in seen.isi.unit}
    units = [one.id for one in uow.kantor.unit(berkas.kantor_id).values() if one.kode in shown]
    rekap = rekap_from(uow, berkas.kantor_id, berkas.periode, [*others, looked_at], units)
    return buku_of(uow, berkas.kantor_id, rekap)


def said(one: IsiIndikator) -> bool:
    """Tell whether a value was given, or why there is none."""
    return one.realisasi is not None or bool(one.alasan)


def buku_of(uow: UnitOfWork, kantor_id: int, rekap: Rekap) -> RekapKantor:
    """Return a recap with what its workbook says beside the values."""
    people = uow.pegawai.all(kantor_id, local_date(uow, kantor_id))
    holders = dict(each_post(people))
    units, posts = uow.kantor.unit(kantor_id), uow.kantor.jabatan(kantor_id)
    highest = (holders[id] for id, post in posts.items() if post.heads_office and id in holders)
    return RekapKantor(
        kantor=uow.kantor.get(kantor_id),
        rekap=rekap,
        pengiriman=sendings_of(uow, kantor_id, rekap),
        kepala={
            unit.kode: holders[unit.kepala_id]
            for unit in units.values()
            if unit.kepala_id in holders
        },
        pimpinan=next(highest, None),
        lanjut=plans_of(uow, rekap),
        paraf=tuple(paraf_of(uow, rekap)),
    )


def last_reported(uow: UnitOfWork, kantor_id: int, tahun: int) -> Periode:
    """Return the last triwulan of a year of which a berkas has something; where none has, the last of another kind.

    Of a year without any it is the first triwulan.
    """
    found = [one for one in uow.berkas.periods(kantor_id) if one.tahun == tahun]
    of_triwulan = [one for one in found if one.jenis is JenisPeriode.TRIWULAN]
    return (of_triwulan or found or [Periode(JenisPeriode.TRIWULAN, tahun)])[-1]


def plans_of(uow: UnitOfWork, rekap: Rekap) -> Mapping[str, tuple[Lanjut, ...]]:
    """Return what values of the year so far asked to be done, by the kode of their indikator."""
    berkas = {one.sumber.berkas.id for each in rekap.baris for one in each.laporan if one}
    opened: dict[tuple[int, str, str], list[Tugas]] = defaultdict(list)
    for id in berkas:
        for tugas in uow.berkas.beside_of(id):
            if tugas.tahap == Samping.TINDAK_LANJUT:
                opened[id, tugas.facts.tentang, tugas.facts.tindak_lanjut].append(tugas)
    return {
        each.isi.kode: tuple(plan for one in each.laporan if one for plan in plans_in(one, opened))
        for each in rekap.baris
    }


def plans_in(
    laporan: Laporan, opened: Mapping[tuple[int, str, str], list[Tugas]]
) -> Iterator[Lanjut]:
    """Yield what one value asked to be done, each with the tugas that it became."""
    asked = laporan.isi.analisis.lanjut if laporan.isi.analisis else ()
    taken: dict[str, int] = defaultdict(int)
    for rencana in asked:
        became = opened.get((laporan.sumber.berkas.id, laporan.isi.kode, rencana.teks), [])
        tugas = became[taken[rencana.teks] :][:1]
        taken[rencana.teks] += 1
        yield Lanjut(
            periode=laporan.periode,
            rencana=rencana,
            is_dibuka=bool(tugas),
            selesai_at=tugas[0].selesai_at if tugas else None,
        )


def paraf_of(uow: UnitOfWork, rekap: Rekap) -> Iterator[Paraf]:
    """Yield the paraf and persetujuan that stand of what counts for the periode, oldest first."""
    for sumber in rekap.sumber:
        for tugas in standing_decisions(uow.berkas.tugas_of(sumber.berkas.id)):
            hasil, at = tugas.facts.hasil, tugas.selesai_at
            if tugas.unit_id is not None or hasil is None or at is None or hasil.aksi not in PARAF:
                continue
            yield Paraf(
                berkas=sumber.berkas.nomor,
                kerja=hasil.aksi,
                nama=hasil.nama,
                jabatan=hasil.sebutan,
                at=at,
                kode=kode_of(hasil.naskah) if hasil.naskah else "",
            )


def sendings_of(uow: UnitOfWork, kantor_id: int, rekap: Rekap) -> Mapping[str, Pengiriman]:
    """Return how the units sent what counts for the periode, by their kode."""
    units, jam_kerja = uow.kantor.unit(kantor_id), uow.kantor.jam_kerja(kantor_id)
    found: dict[str, Pengiriman] = {}
    for sumber in rekap.sumber:
        counting = {one.unit.kode for one in rekap.baris if one.kini and one.kini.sumber == sumber}
        sent = sendings_in(uow.berkas.tugas_of(sumber.berkas.id), units, jam_kerja)
        found |= {kode: one for kode, one in sent.items() if kode in counting}
    return found
