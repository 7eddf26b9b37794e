"""Looking at what an office reached, on a card and as a chart, by whoever may see it now.

1. What is looked at says office, periode, unit and page, never a right: that is read when it is asked for, and
   again when it is drawn.
2. Without a word it is the newest periode for which units were asked.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from sop_flows.errors import NotAllowed, NotFound, PeriodeUnreadable
from sop_flows.kantor.kantor import Pegawai
from sop_flows.kinerja.anggaran import absorb
from sop_flows.kinerja.rangkuman import Rangkuman
from sop_flows.naskah.batang import Batang, Per, bar_of, bars_of, pages_of
from sop_flows.naskah.rekap import Baris, Laporan, Rekap
from sop_flows.naskah.renstra import kemajuan_of
from sop_flows.ports.capaian import Banding, CapaianView, Pandangan
from sop_flows.ports.halaman import Halaman, page_of
from sop_flows.ports.layar.capaian import (
    LayarBagan,
    LayarBukuRekap,
    LayarCapaian,
    PilihanCapaian,
)
from sop_flows.ports.records import Actor
from sop_flows.ports.rekap import RekapKantor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.who import colleague, local_date, people_of
from sop_flows.use_cases.kinerja.buku import view_buku
from sop_flows.use_cases.kinerja.rekap import rekap_of
from sop_flows.use_cases.kinerja.terlihat import units_seen
from sop_flows.use_cases.say import say
from sop_flows.waktu.periode import LENGTH, JenisPeriode, Periode
from sop_flows.waktu.periode_tertulis import Tertulis, read_tertulis

MOST_INDIKATOR: Final = 12
"""Indikator that stand on one page without being summed up."""
YEARS: Final = range(2000, 2200)
MONTHS: Final = 12


def begin_capaian(uow: UnitOfWork, actor: Actor, *, teks: str = "") -> None:
    """Show somebody what their office reached in the periode that they wrote; where they serve several, ask which.

    Raises:
        NotAllowed: Their posts see no unit anywhere.
        PeriodeUnreadable: They wrote no periode.
    """
    wanted = read_tertulis(teks)
    if wanted is None:
        raise PeriodeUnreadable(teks=teks)
    offices = [one for one in people_of(uow, actor.user_id) if units_seen(uow, one) != frozenset()]
    if not offices:
        raise NotAllowed
    found = [(uow.kantor.get(one.kantor_id), periode_meant(uow, one, wanted)) for one in offices]
    if any(periode is None for _, periode in found):
        raise PeriodeUnreadable(teks=teks)
    chosen = [(one.nama, Pandangan(kantor=one.id, periode=at)) for one, at in found if at]
    if len(chosen) > 1:
        say(uow, actor.chat_id, None, PilihanCapaian(pilihan=tuple(chosen)))
        return
    show_capaian(uow, actor, pandangan=chosen[0][1])


def show_capaian(uow: UnitOfWork, actor: Actor, *, pandangan: Pandangan) -> None:
    """Show somebody what they look at.

    Raises:
        NotFound: They may not see it, or there is none.
    """
    owe(uow, actor, pandangan, LayarCapaian)


def request_bagan(uow: UnitOfWork, actor: Actor, *, pandangan: Pandangan) -> None:
    """Owe somebody the chart of what they look at.

    Raises:
        NotFound: They may not see it, or there is none.
    """
    owe(uow, actor, pandangan, LayarBagan)


def owe(
    uow: UnitOfWork,
    actor: Actor,
    pandangan: Pandangan,
    layar: type[LayarCapaian] | type[LayarBagan],
) -> None:
    """Owe somebody what they look at, in that form, if they may see it."""
    units_looked_at(uow, actor.user_id, pandangan)
    isi = layar(user_id=actor.user_id, pandangan=pandangan)
    say(uow, actor.chat_id, pandangan.kantor, isi)


def request_buku(uow: UnitOfWork, actor: Actor, *, pandangan: Pandangan) -> None:
    """Owe somebody the workbook of all that the office reached so far in a year.

    Raises:
        NotFound: They may not see the whole office, or there is none.
    """
    check_whole(uow, actor.user_id, pandangan)
    isi = LayarBukuRekap(user_id=actor.user_id, pandangan=pandangan)
    say(uow, actor.chat_id, pandangan.kantor, isi)


def read_buku(uow: UnitOfWork, *, user_id: int, pandangan: Pandangan) -> RekapKantor:
    """Return what the workbook of the office is made of.

    Raises:
        NotFound: They may not see the whole office, or there is none; said the same way.
        NaskahLost: What was signed was lost or altered since.
    """
    check_whole(uow, user_id, pandangan)
    return view_buku(uow, pandangan.kantor, pandangan.periode)


def check_whole(uow: UnitOfWork, user_id: int, pandangan: Pandangan) -> None:
    """Refuse what only those may have who see the whole office, and what has no workbook: an occasion."""
    is_whole = units_seen(uow, colleague(uow, user_id, pandangan.kantor)) is None
    if not is_whole or pandangan.periode.jenis not in LENGTH:
        raise NotFound


def view_capaian(uow: UnitOfWork, *, user_id: int, pandangan: Pandangan) -> CapaianView:
    """Return what somebody looks at.

    Raises:
        NotFound: They may not see it, or there is none; said the same way.
        NaskahLost: What was signed was lost or altered since.
    """
    kantor_id, periode = pandangan.kantor, pandangan.periode
    wanted, allowed = units_looked_at(uow, user_id, pandangan)
    units = uow.kantor.unit(kantor_id)
    rekap = rekap_of(uow, kantor_id, periode, wanted)
    pilihan = tuple(kinds_of(rekap))
    per = pandangan.per if pandangan.per in pilihan else fitting(rekap, pilihan)
    is_summed = per is not Per.INDIKATOR
    return CapaianView(
        kantor=uow.kantor.get(kantor_id),
        pandangan=pandangan,
        per=per,
        rekap=rekap,
        unit=None if pandangan.unit is None else units[pandangan.unit],
        is_seluruh=allowed is None,
        tahun=rekap.semua.rerata_of(lambda one: one.isi.tahun.persen if one.is_reported else None),
        renstra=kemajuan_of(rekap),
        banding=tuple(compare(rekap)),
        serapan=absorb(one.isi for one in rekap.anggaran),
        batang=page_at(pages_of(bars_of(rekap, per)), pandangan.halaman),
        rendah=tuple(bar_of(rekap, one) for one in rekap.rendah) if is_summed else (),
        pilihan=pilihan,
        unit_id={
            unit.kode: unit.id for unit in units.values() if allowed is None or unit.id in allowed
        },
        lain=tuple(others(uow.berkas.periods(kantor_id), periode)),
    )


def units_looked_at(
    uow: UnitOfWork, user_id: int, pandangan: Pandangan
) -> tuple[Collection[int] | None, Collection[int] | None]:
    """Return the units that somebody looks at, and those that they may see; None for the whole office.

    Raises:
        NotFound: They may not see what they look at, or there is none; said the same way.
    """
    allowed = units_seen(uow, colleague(uow, user_id, pandangan.kantor))
    if pandangan.unit is None and allowed != frozenset():
        return allowed, allowed
    known = uow.kantor.unit(pandangan.kantor) if allowed is None else allowed
    if pandangan.unit is None or pandangan.unit not in known:
        raise NotFound
    return (pandangan.unit,), allowed


def page_at(pages: Sequence[tuple[Batang, ...]], ke: int) -> Halaman[Batang]:
    """Return that page of bars; the nearest one where there is none."""
    page = page_of(pages, ke, 1)
    return Halaman(baris=page.baris[0], ke=page.ke, jumlah=page.jumlah)


def kinds_of(rekap: Rekap) -> Iterator[Per]:
    """Yield of what the bars of a recap may be."""
    yield Per.INDIKATOR
    if len(rekap.unit) > 1:
        yield Per.UNIT
    if len(rekap.per_sasaran) > 1:
        yield Per.SASARAN


def fitting(rekap: Rekap, pilihan: Sequence[Per]) -> Per:
    """Return of what the bars are best: of the indikator, unless there are many."""
    return pilihan[0] if rekap.semua.jumlah <= MOST_INDIKATOR else pilihan[:2][-1]


def compare(rekap: Rekap) -> Iterator[Banding]:
    """Yield the means of the periode before and of the same a year before, beside that of now."""
    now = rekap.semua.rerata
    for earlier in (before, a_year_before) if now is not None else ():
        found = [said for one in rekap.semua.semua if (said := earlier(one))]
        means = Rangkuman(tuple(said.isi for said in found), rekap.aturan)
        if now is not None and means.rerata is not None:
            yield Banding(
                periode=found[0].periode,
                rerata=means.rerata,
                dinilai=means.dinilai,
                selisih=now - means.rerata,
            )


def before(one: Baris) -> Laporan | None:
    """Return what was reported of the periode before; of the first in a year, the last of the one before."""
    return one.akhir_tahun_lalu if one.periode.ke == 1 else one.lalu


def a_year_before(one: Baris) -> Laporan | None:
    """Return what was reported of the same periode a year before; of a year that is the one before."""
    return None if one.periode.jenis is JenisPeriode.TAHUN else one.tahun_lalu


# Which periode


def periode_meant(uow: UnitOfWork, orang: Pegawai, wanted: Tertulis) -> Periode | None:
    """Return the newest periode that a text means in an office; None where there is no such periode."""
    fits = [one for one in uow.berkas.periods(orang.kantor_id) if is_meant(wanted, one)]
    if fits:
        return fits[-1]
    today = local_date(uow, orang.kantor_id)
    if wanted == Tertulis():
        return Periode.reported_at(JenisPeriode.TRIWULAN, today)
    jenis, tahun = wanted.jenis or JenisPeriode.TRIWULAN, wanted.tahun or today.year
    last = MONTHS // LENGTH[jenis]
    if tahun not in YEARS or not 1 <= (ke := wanted.ke or last) <= last:
        return None
    return Periode(jenis, tahun, ke)


def is_meant(wanted: Tertulis, periode: Periode) -> bool:
    """Tell whether a text means a periode: a number alone is that of a triwulan."""
    jenis = wanted.jenis or (JenisPeriode.TRIWULAN if wanted.ke else periode.jenis)
    return (jenis, wanted.ke or periode.ke, wanted.tahun or periode.tahun) == (
        periode.jenis,
        periode.ke,
        periode.tahun,
    )


def others(reported: Sequence[Periode], periode: Periode) -> Iterator[Periode]:
    """Yield the nearest periode before and after one, and the newest of every other kind."""
    same = [one for one in reported if one.jenis is periode.jenis]
    yield from [one for one in same if one < periode][-1:]
    yield from [one for one in same if one > periode][:1]
    newest = {one.jenis: one for one in reported if one.jenis is not periode.jenis}
    yield from newest.values()
