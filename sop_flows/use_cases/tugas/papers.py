"""Handing out the papers that hang on the card of a tugas, and those of a whole berkas.

1. Who may see one is read at the tap, and again when it is sent.
2. A paper is put together within a unit of work and set outside of it; what was set once is kept, and
   the same content is the same file for everybody and for ever.
"""

from collections.abc import Sequence

from sop_flows.deferred import replace
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.engine.formulir import gap_of
from sop_flows.errors import NotFound
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.naskah.canonical import sha256_of, write_canonical
from sop_flows.naskah.compose import compose
from sop_flows.naskah.isi import Isi
from sop_flows.naskah.reading import read_isi
from sop_flows.papers.compose import compose_paper
from sop_flows.papers.nama import last_correction
from sop_flows.papers.sources import Sumber, SumberBerkas, sumber_for
from sop_flows.papers.when import MEASURED, Dibuat, hanging_on
from sop_flows.ports.layar.papers import LayarPaper
from sop_flows.ports.papers import Koreksi, Paper, PaperView
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Sop
from sop_flows.sop.paper import JenisPaper
from sop_flows.use_cases.jabatan.pejabat import each_post, first_post
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.say import say
from sop_flows.use_cases.tugas.access import load_own
from sop_flows.use_cases.tugas.nilai import compose_now, frozen_for
from sop_flows.use_cases.tugas.sources import sources_of
from sop_flows.use_cases.tugas.tertanda import signed_instead


def request_paper(uow: UnitOfWork, actor: Actor, *, tugas_id: int, ke: int) -> None:
    """Owe somebody a paper on the card of a tugas of theirs: the *ke*-th, from 1.

    Raises:
        NotYourTugas: The tugas is not theirs, or there is none.
        NotFound: It has no such paper.
    """
    owe_paper(uow, actor, LayarPaper(tugas=tugas_id, ke=ke, bot=actor.bot))


def request_word(uow: UnitOfWork, actor: Actor, *, tugas_id: int, ke: int) -> None:
    """Owe somebody the same paper as a Word document: see ``request_paper``."""
    owe_paper(uow, actor, LayarPaper(tugas=tugas_id, ke=ke, word=True, bot=actor.bot))


def owe_paper(uow: UnitOfWork, actor: Actor, paper: LayarPaper) -> None:
    """Owe somebody a paper, if it is on the card of a tugas of theirs, which they have seen then."""
    loaded = load_own(uow, actor.user_id, paper.tugas)
    paper_on(uow.sop.get(loaded.sop_id), loaded.tugas, paper.ke)
    if loaded.tugas.is_open and loaded.tugas.dilihat_at is None:
        uow.berkas.see(loaded.tugas.id, uow.now)
    say(uow, actor.chat_id, loaded.berkas.kantor_id, paper)


def paper_on(sop: Sop, tugas: Tugas, ke: int) -> Dibuat:
    """Return the *ke*-th paper on the card of a tugas.

    Raises:
        NotFound: There is none.
    """
    found = hanging_on(sop, tugas)
    if not 1 <= ke <= len(found):
        raise NotFound
    return found[ke - 1]


def view_paper(
    uow: UnitOfWork, *, user_id: int, tugas_id: int, ke: int, bot: str = ""
) -> PaperView:
    """Return a paper on the card of a tugas, for whoever has that now.

    Raises:
        NotYourTugas: The tugas is not theirs, or there is none.
        NotFound: It has no such paper.
    """
    loaded = load_own(uow, user_id, tugas_id)
    sop = uow.sop.get(loaded.sop_id)
    dibuat = paper_on(sop, loaded.tugas, ke)
    sumber, kept = sumber_of(uow, sop, loaded.berkas, bot), frozen_for(uow, loaded)
    isi = read_isi(kept.isi) if kept else compose_now(uow, loaded, sumber.found)
    return put_together(uow, showing(sumber, dibuat, isi), dibuat)


def sumber_of(uow: UnitOfWork, sop: Sop, berkas: Berkas, bot: str = "") -> SumberBerkas:
    """Return what the papers of a berkas are put together from, as it stands."""
    kantor_id, found = berkas.kantor_id, sources_of(uow, sop, berkas)
    people = uow.pegawai.all(kantor_id, local_date(uow, kantor_id))
    return SumberBerkas(
        sop=sop,
        found=found,
        bot=bot,
        jabatan=uow.kantor.jabatan(kantor_id),
        pegawai={one.id: first_post(one) for one in people},
        pemegang=dict(each_post(people)),
        jam_kerja=uow.kantor.jam_kerja(kantor_id),
        lanjut_lalu=uow.berkas.plans_before(berkas),
    )


def showing(sumber: SumberBerkas, dibuat: Dibuat, isi: Isi, *, is_known: bool = True) -> Sumber:
    """Return the sources of one paper that shows a content, and by which kode it is known.

    A form that goes out before any value shows what was promised.

    Args:
        is_known: Whether that content is frozen, or would be by whoever decides on it now.
    """
    if dibuat.jenis is JenisPaper.FORMULIR and not isi.unit:
        isi, is_known = unfilled(sumber, dibuat), False
    is_shown = is_known and dibuat.jenis in MEASURED and bool(isi.unit)
    return sumber_for(
        sumber,
        langkah=dibuat.place.langkah,
        unit_id=dibuat.unit_id,
        isi=isi,
        naskah=sha256_of(write_canonical(isi)) if is_shown else "",
    )


def unfilled(sumber: SumberBerkas, dibuat: Dibuat) -> Isi:
    """Return the content of a form as it is handed out: with what was promised, and without a value."""
    found, periode = sumber.found, sumber.found.berkas.periode
    blank = [
        replace(
            form,
            nilai=tuple(gap_of(found.indikator[one.indikator_id], periode) for one in form.nilai),
        )
        for form in found.formulir
    ]
    return compose(replace(found, formulir=blank), dibuat.unit_id)


def put_together(uow: UnitOfWork, sumber: Sumber, dibuat: Dibuat) -> PaperView:
    """Return a paper, as it was made where its content was made before."""
    berkas = sumber.found.berkas
    isi = compose_paper(dibuat.jenis, sumber)
    canonical = write_canonical(isi)
    sha256 = sha256_of(canonical)
    paper = uow.papers.made(berkas.id, sha256) or Paper(
        kantor_id=berkas.kantor_id,
        berkas_id=berkas.id,
        jenis=dibuat.jenis,
        langkah=dibuat.place.langkah,
        unit_id=dibuat.unit_id,
        kode=sumber.kode,
        naskah=sumber.naskah,
        isi_sha256=sha256,
        isi=canonical,
    )
    unit = sumber.found.unit.get(dibuat.unit_id) if dibuat.unit_id is not None else None
    unit_name = unit.nama if unit else ""
    return PaperView(
        kantor=sumber.kantor,
        berkas=berkas,
        paper=paper,
        is_konsep=isi.kepala.is_konsep,
        unit=unit_name,
        templat=uow.kantor.templat(berkas.kantor_id).get(dibuat.jenis, ""),
        koreksi=corrected(uow, sumber, dibuat),
        tertanda=signed_instead(uow, sumber, dibuat),
    )


def corrected(uow: UnitOfWork, sumber: Sumber, dibuat: Dibuat) -> Koreksi | None:
    """Return what somebody handed in instead of a paper, where that was done."""
    berkas, langkah = sumber.found.berkas, dibuat.place.langkah
    if dibuat.unit_id is not None:
        return None
    found = last_correction(sumber.found.lampiran, berkas.nomor, dibuat.jenis, langkah)
    if found is None:
        return None
    versi, lampiran = found
    if not is_of_last_ronde(lampiran, sumber.found.tugas):
        return None
    oleh = uow.pegawai.person(berkas.kantor_id, lampiran.oleh)
    return Koreksi(lampiran=lampiran, versi=versi, oleh=oleh)


def is_of_last_ronde(lampiran: Lampiran, tugas: Sequence[Tugas]) -> bool:
    """Tell whether a dokumen came in the last ronde of its langkah: a return asks for a new one."""
    ronde = {
        one.id: one.ronde
        for one in tugas
        if one.langkah == lampiran.langkah and one.unit_id is None and not one.is_beside
    }
    return ronde.get(lampiran.tugas_id) == max(ronde.values(), default=0)
