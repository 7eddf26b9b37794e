"""The archive of a berkas: every paper that its tahap make, every dokumen, its naskah and its history.

1. Who sees all of a berkas may have it: who starts such, an admin, and the head.
2. A paper shows what was frozen where it was made; what came of a later perbaikan is on later papers.
"""

from collections.abc import Iterable

from sop_flows.deferred import replace
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.engine.decisions import standing_decisions
from sop_flows.errors import NotFound
from sop_flows.jejak import JejakLine
from sop_flows.naskah.naskah import Naskah, frozen_in
from sop_flows.naskah.reading import read_isi
from sop_flows.papers.sources import SumberBerkas
from sop_flows.papers.when import Dibuat, made_in
from sop_flows.ports.layar.papers import LayarArsip
from sop_flows.ports.papers import ArsipView, PaperView
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Minta, Sop
from sop_flows.sop.paper import JenisPaper
from sop_flows.sop.place import Place
from sop_flows.use_cases.berkas.riwayat import oversees
from sop_flows.use_cases.berkas.steer import visible
from sop_flows.use_cases.jabatan.who import colleague
from sop_flows.use_cases.say import say
from sop_flows.use_cases.tugas.naskah import last_named
from sop_flows.use_cases.tugas.nilai import frozen_with
from sop_flows.use_cases.tugas.papers import put_together, showing, sumber_of, unfilled


def request_arsip(uow: UnitOfWork, actor: Actor, *, berkas_id: int) -> None:
    """Owe somebody everything of a berkas in one file.

    Raises:
        NotFound: They may not see all of it, or there is none; said the same way.
    """
    berkas, _ = overseen(uow, actor.user_id, berkas_id)
    say(uow, actor.chat_id, berkas.kantor_id, LayarArsip(berkas=berkas_id, bot=actor.bot))


def view_arsip(uow: UnitOfWork, *, user_id: int, berkas_id: int, bot: str = "") -> ArsipView:
    """Return everything of a berkas, for whoever may see all of it now.

    Raises:
        NotFound: They may not, or there is none; said the same way.
    """
    berkas, sop_id = overseen(uow, user_id, berkas_id)
    return arsip_of(uow, uow.sop.get(sop_id), berkas, bot)


def overseen(uow: UnitOfWork, user_id: int, berkas_id: int) -> tuple[Berkas, int]:
    """Return a berkas all of which a user may see, and the id of its SOP.

    Raises:
        NotFound: They may not, or there is none; said the same way.
    """
    berkas, sop_id = visible(uow, user_id, berkas_id)
    if not oversees(uow, colleague(uow, user_id, berkas.kantor_id), sop_id):
        raise NotFound
    return berkas, sop_id


def arsip_of(uow: UnitOfWork, sop: Sop, berkas: Berkas, bot: str = "") -> ArsipView:
    """Return everything of a berkas."""
    riwayat = uow.jejak.of_berkas(berkas.id)
    naskah = naskah_of(uow, berkas, riwayat)
    sumber = replace(sumber_of(uow, sop, berkas, bot), riwayat=riwayat)
    papers = tuple(papers_of(uow, sumber, naskah))
    shown = {one.tertanda.lampiran.sha256 for one in papers if one.tertanda}
    return ArsipView(
        kantor=uow.kantor.get(berkas.kantor_id),
        berkas=berkas,
        sop=sop.kode,
        papers=papers,
        dokumen=tuple(one for one in uow.lampiran.of_berkas(berkas.id) if one.sha256 not in shown),
        naskah=naskah,
        riwayat=riwayat,
        ujung=uow.jejak.head(berkas.kantor_id),
    )


def naskah_of(uow: UnitOfWork, berkas: Berkas, riwayat: Iterable[JejakLine]) -> tuple[Naskah, ...]:
    """Return what was frozen of a berkas, oldest first; what was lost or altered since is not among it."""
    named = (sha256 for _, sha256 in frozen_in(riwayat))
    found = (uow.naskah.get(berkas.id, sha256) for sha256 in named)
    return tuple(one for one in found if one is not None)


def papers_of(
    uow: UnitOfWork, sumber: SumberBerkas, naskah: Iterable[Naskah]
) -> Iterable[PaperView]:
    """Yield the papers of a berkas in the order of the sheet, each with what was frozen where it was made."""
    kept = {one.sha256: one for one in naskah}
    sop, last = sumber.sop, last_named(uow, sumber.found.berkas)
    tugas = sumber.found.tugas
    decided = [one for one in standing_decisions(tugas) if one.unit_id is None]
    signed = decided[-1] if decided else None
    riwayat = Dibuat(place=Place(sop.langkah[-1].no, 0), jenis=JenisPaper.RIWAYAT)
    for dibuat in (*made_in(sop, tugas), riwayat):
        named = frozen_where(tugas, dibuat)
        if signed is not None and dibuat.place > signed.place:
            named = frozen_with(signed)
        elif not named and is_after_values(sop, dibuat):
            named = last
        frozen = kept.get(named)
        isi = read_isi(frozen.isi) if frozen else unfilled(sumber, dibuat)
        yield put_together(uow, showing(sumber, dibuat, isi, is_known=frozen is not None), dibuat)


def frozen_where(tugas: Iterable[Tugas], dibuat: Dibuat) -> str:
    """Return the sha256 of what was last frozen where a paper is made; empty where nothing was."""
    closed = [
        hasil.naskah
        for one in tugas
        if one.place == dibuat.place
        and dibuat.unit_id in (None, one.unit_id)
        and (hasil := one.facts.hasil)
        and hasil.naskah
    ]
    return closed[-1] if closed else ""


def is_after_values(sop: Sop, dibuat: Dibuat) -> bool:
    """Tell whether a paper is made once units were asked to fill: what came later is not on earlier ones."""
    if dibuat.unit_id is not None:
        return False
    filled = next((one for one in sop.places if asks_values(sop, one)), None)
    return filled is None or dibuat.place > filled


def asks_values(sop: Sop, place: Place) -> bool:
    """Tell whether a tahap asks units to fill."""
    tahap = sop.tahap_at(*place)
    return tahap is not None and tahap.minta is Minta.FORMULIR
