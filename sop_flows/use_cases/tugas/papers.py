"""Handing out the papers that hang on the card of a tugas, and those of a whole berkas.

1. Who may see one is read at the tap, and again when it is sent.
2. A paper is put together within a unit of work and set outside of it; what was set once is kept, and
   the same content is the same file for everybody and for ever.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.engine.formulir import gap_of
from sop_flows.errors import NotFound
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.kantor.kantor import Pegawai
from sop_flows.naskah.canonical import sha256_of, write_canonical
from sop_flows.naskah.compose import compose
from sop_flows.naskah.isi import Isi
from sop_flows.naskah.kode import kode_of
from sop_flows.papers.compose import compose_paper
from sop_flows.papers.isi import Pejabat
from sop_flows.papers.nama import last_correction
from sop_flows.papers.sources import Sumber, appointed
from sop_flows.papers.when import MEASURED, Dibuat, hanging_on
from sop_flows.ports.layar.papers import LayarPaper
from sop_flows.ports.papers import Koreksi, Paper, PaperView
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Sop
from sop_flows.sop.paper import JenisPaper
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.say import say
from sop_flows.use_cases.tugas.act import load_own
from sop_flows.use_cases.tugas.naskah import sources_of
from sop_flows.use_cases.tugas.nilai import look_at


def request_paper(
    uow: UnitOfWork,
    actor: Actor,
    *,
    tugas_id: int,
    ke: int,
    word: bool = False,
    bot: str = "",
) -> None:
    """Owe somebody a paper on the card of a tugas of theirs: the *ke*-th, from 1.

    Raises:
        NotYourTugas: The tugas is not theirs, or there is none.
        NotFound: It has no such paper.
    """
    loaded = load_own(uow, actor.user_id, tugas_id)
    paper_on(uow.sop.get(loaded.sop_id), loaded.tugas, ke)
    if loaded.tugas.is_open and loaded.tugas.dilihat_at is None:
        uow.berkas.see(tugas_id, uow.now)
    say(
        uow,
        actor.chat_id,
        loaded.berkas.kantor_id,
        LayarPaper(tugas=tugas_id, ke=ke, word=word, bot=bot),
    )


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
    sumber, isi = sumber_of(uow, sop, loaded.berkas, bot), look_at(uow, loaded).isi
    return put_together(uow, showing(sumber, dibuat, isi), dibuat)


def sumber_of(uow: UnitOfWork, sop: Sop, berkas: Berkas, bot: str = "") -> Sumber:
    """Return what the papers of a berkas are put together from, as it stands."""
    kantor_id, found = berkas.kantor_id, sources_of(uow, sop, berkas)
    people = uow.pegawai.all(kantor_id, local_date(uow, kantor_id))
    return Sumber(
        langkah=1,
        sop=sop,
        found=found,
        isi=compose(found),
        bot=bot,
        jabatan=uow.kantor.jabatan(kantor_id),
        pegawai={one.id: next(in_posts(one)) for one in people},
        pemegang=holders_in(people),
        jam_kerja=uow.kantor.jam_kerja(kantor_id),
        lanjut_lalu=uow.berkas.plans_before(berkas),
    )


def showing(sumber: Sumber, dibuat: Dibuat, isi: Isi, *, is_known: bool = True) -> Sumber:
    """Return the sources of one paper that shows a content, and by which kode it is known.

    A form that goes out before any value shows what was promised.

    Args:
        is_known: Whether that content is frozen, or would be by whoever decides on it now.
    """
    if dibuat.jenis is JenisPaper.FORMULIR and not isi.unit:
        isi, is_known = unfilled(sumber, dibuat), False
    is_shown = is_known and dibuat.jenis in MEASURED and bool(isi.unit)
    shown = sha256_of(write_canonical(isi)) if is_shown else ""
    return replace(
        sumber,
        isi=isi,
        langkah=dibuat.place.langkah,
        unit_id=dibuat.unit_id,
        naskah=shown,
        kode=kode_of(shown) if shown else "",
    )


def unfilled(sumber: Sumber, dibuat: Dibuat) -> Isi:
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


def holders_in(people: Sequence[Pegawai]) -> Mapping[int, Pejabat]:
    """Return who holds each post today, by its id, for good before for a time."""
    held = [
        (bool(pejabat.penugasan), post.jabatan_id, pejabat)
        for one in people
        for post, pejabat in zip(one.jabatan, in_posts(one), strict=False)
    ]
    temporary = sorted(held, key=lambda each: each[0])
    return {jabatan_id: pejabat for _, jabatan_id, pejabat in temporary}


def in_posts(one: Pegawai) -> Iterator[Pejabat]:
    """Yield somebody in each of their posts; who holds none, without one."""
    alone = Pejabat(nama=one.nama, jabatan="", pangkat=one.pangkat, nip=one.nip)
    for post in one.jabatan:
        yield replace(alone, jabatan=post.nama, penugasan=appointed(post.penugasan))
    if not one.jabatan:
        yield alone


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
        koreksi=corrected(uow, sumber, dibuat),
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
