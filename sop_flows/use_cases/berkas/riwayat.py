"""The history of a berkas, as far as it concerns whoever reads it.

1. Everybody of the office reads what was done, by whom and when.
2. Which values and dokumen a unit gave is read by that unit, by who works for all units, by who
   watches the berkas and by the head: as on cards, so in the history.
"""

from collections.abc import Iterable

from sop_flows.deferred import replace
from sop_flows.engine.berkas import Berkas
from sop_flows.jejak import JejakLine
from sop_flows.kantor.dokumen import is_for_all_units
from sop_flows.kantor.kantor import Pegawai
from sop_flows.ports.riwayat import RiwayatView
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.berkas.steer import visible
from sop_flows.use_cases.jabatan.holders import heads_of
from sop_flows.use_cases.jabatan.who import colleague, local_date
from sop_flows.use_cases.tugas.naskah import office_of

GIVEN = ("nilai", "lampiran")
"""Facts of a line that only those read whom its unit concerns."""


def view_riwayat(uow: UnitOfWork, *, user_id: int, berkas_id: int) -> RiwayatView:
    """Return the history of a berkas for one of its office's people.

    Raises:
        NotFound: It is none of the user's offices', or there is none.
    """
    berkas, sop_id = visible(uow, user_id, berkas_id)
    orang = colleague(uow, user_id, berkas.kantor_id)
    kantor, units = office_of(uow, berkas)
    listed = uow.kinerja.promised(berkas)
    riwayat = uow.jejak.checked(kantor.id, berkas_id)
    return RiwayatView(
        kantor=kantor,
        berkas=berkas,
        sop=uow.sop.get(sop_id),
        baris=conceal(riwayat.baris, units_read(uow, orang, berkas, sop_id)),
        indikator={one.kode: one for one in listed},
        unit_names={unit.id: unit.nama for unit in units.values()},
        pegawai_names={
            id: uow.pegawai.person(kantor.id, id).nama for id in people_in(riwayat.baris)
        },
        is_whole=riwayat.is_whole,
    )


def people_in(baris: Iterable[JejakLine]) -> frozenset[int]:
    """Return the ids of those whom lines of history name beside who acted; some have left since."""
    named = (line.rincian.get(name) for line in baris for name in ("untuk_pegawai", "saksi_id"))
    return frozenset(id for id in named if id)


def conceal(baris: Iterable[JejakLine], units: frozenset[int] | None) -> tuple[JejakLine, ...]:
    """Return lines without what other units than these gave; with everything for None."""
    return tuple(
        line
        if units is None or line.rincian.get("untuk_unit") in (None, *units)
        else replace(line, rincian={k: v for k, v in line.rincian.items() if k not in GIVEN})
        for line in baris
    )


def units_read(
    uow: UnitOfWork, orang: Pegawai, berkas: Berkas, sop_id: int
) -> frozenset[int] | None:
    """Return the units whose values in a berkas somebody may read; None for all of them."""
    if oversees(uow, orang, sop_id):
        return None
    sop = uow.sop.get(sop_id)
    posts = [post.jabatan_id for post in orang.jabatan]
    units: set[int] = set()
    for tugas in uow.berkas.tugas_for(berkas.id, posts, orang.id):
        if tugas.unit_id is not None:
            units.add(tugas.unit_id)
        elif is_for_all_units(sop, tugas):
            return None
    return frozenset(units)


def oversees(uow: UnitOfWork, orang: Pegawai, sop_id: int) -> bool:
    """Tell whether somebody sees all of the berkas of an SOP: who starts such, an admin, and the head."""
    kantor_id = orang.kantor_id
    starters = uow.sop.kolom_of(kantor_id, sop_id, uow.sop.get(sop_id).pemrakarsa)
    if orang.watches(starters):
        return True
    heads = heads_of(uow, kantor_id, starters, local_date(uow, kantor_id))
    return any(one.pegawai_id == orang.id for one in heads)
