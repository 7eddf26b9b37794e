"""Loading what a card shows: the tugas, its formulir, and the conversation about it."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Final

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.engine.decisions import decided_before
from sop_flows.engine.engine import aksi_of, choosable
from sop_flows.engine.excuse import is_told_of
from sop_flows.engine.kerja import KERJA
from sop_flows.engine.withdrawal import is_withdrawable
from sop_flows.kantor.dokumen import Lampiran, concerning, is_dikoreksi
from sop_flows.kantor.kantor import Pegawai, Pemegang, told_apart
from sop_flows.kinerja.rangkuman import Aturan, Rangkuman
from sop_flows.naskah.hasil import aturan_of
from sop_flows.naskah.isi import Isi, IsiUnit, as_listed
from sop_flows.naskah.reading import read_isi
from sop_flows.papers.compose import BENTUK
from sop_flows.papers.when import hanging_on
from sop_flows.ports.ditanya import (
    CatatHadir,
    Ditanya,
    PadaKartu,
    PilihWakil,
    TandaBasah,
    Tembusan,
    Yakin,
)
from sop_flows.ports.formulir import FormulirBeku
from sop_flows.ports.lampiran import Dikoreksi
from sop_flows.ports.pengecualian import Pengecualian
from sop_flows.ports.records import KartuTugas, Loaded, Percakapan
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.ports.views import KartuView
from sop_flows.sop.definition import Langkah, Minta, Sebar, Sop
from sop_flows.sop.place import Place
from sop_flows.use_cases.jabatan.holders import recipients_of
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.tugas.access import load
from sop_flows.use_cases.tugas.act import is_same_request
from sop_flows.use_cases.tugas.bahan import work_before
from sop_flows.use_cases.tugas.bubuhan import ink_witnesses
from sop_flows.use_cases.tugas.excused import view_excused
from sop_flows.use_cases.tugas.formulir import SHOWS_ALL, formulir_for
from sop_flows.use_cases.tugas.konfirmasi import is_over
from sop_flows.use_cases.tugas.naskah import office_of
from sop_flows.use_cases.tugas.nilai import has_done, has_values, is_judging, look_at, sums_up
from sop_flows.use_cases.tugas.perbaikan import corrections
from sop_flows.use_cases.tugas.percakapan import leave
from sop_flows.use_cases.tugas.tindak_lanjut import invited
from sop_flows.use_cases.tugas.undangan import candidates, invited_by_name
from sop_flows.waktu.jam_kerja import JamKerja

PER_FORMULIR: Final = 400
"""Bytes, about, that a formulir takes as it was frozen."""


def view_kartu(uow: UnitOfWork, kartu: KartuTugas) -> KartuView:
    """Return what the card of a tugas shows to the person whose card it is."""
    loaded = load(uow, kartu.tugas_id)
    tugas, berkas, sop_id = loaded.tugas, loaded.berkas, loaded.sop_id
    sop = uow.sop.get(sop_id)
    langkah = sop.langkah_of(tugas.langkah)
    kantor, units = office_of(uow, berkas)
    posts, today = uow.kantor.jabatan(kantor.id), local_date(uow, kantor.id)
    people = recipients_of(uow, kantor.id, tugas, today)
    pemirsa = next((p for p in people if p.pegawai_id == kartu.pegawai_id), None)
    aksi = aksi_of(sop, tugas) if tugas.is_open else ()
    choice = choice_of(uow, berkas, sop_id, sop, tugas)
    view = KartuView(
        kantor=kantor,
        berkas=berkas,
        sop=sop,
        langkah=langkah,
        tahap=sop.tahap_at(tugas.langkah, tugas.tahap),
        tugas=tugas,
        aksi=aksi,
        jabatan=posts[tugas.jabatan_id].nama,
        pemirsa=pemirsa or uow.pegawai.person(kantor.id, kartu.pegawai_id),
        now=uow.now,
        penerima=next_names(uow, kartu.kantor_id, sop_id, sop, tugas),
        unit=units[tugas.unit_id] if tugas.unit_id else None,
        formulir=formulir_for(uow, kantor, berkas, sop, tugas),
        dibekukan=frozen_forms(uow, tugas, berkas),
        dikecualikan=excused_for(uow, loaded),
        progres=signatures(uow, berkas, langkah, tugas),
        sisa=time_left(tugas, uow.kantor.jam_kerja(kantor.id), uow.now),
        can_withdraw=is_withdrawable(berkas, tugas),
        bahan=work_before(uow, loaded),
        unit_names={unit.id: unit.nama for unit in units.values()},
        pilihan=tuple((post, posts[post].nama) for post in choice),
        rangkap=further_posts(uow, berkas, tugas, pemirsa, aksi, today),
        is_moved=tugas.is_open and pemirsa is None,
        pemegang=people,
    )
    judged = with_judged(uow, loaded, kartu, with_access(kartu, view))
    return with_values(uow, loaded, kartu, with_others(uow, judged))


def with_access(kartu: KartuTugas, view: KartuView) -> KartuView:
    """Return a card as its chat may see it: gone where that is its person's no more."""
    is_ended = view.pemirsa.chat_id != kartu.chat_id
    is_moved = view.is_moved or (view.tugas.is_open and is_ended)
    return replace(view, is_ended=is_ended, is_moved=is_moved)


def with_others(uow: UnitOfWork, view: KartuView) -> KartuView:
    """Return a card with what there is beside it: papers, dokumen, answers to returns, who is invited."""
    berkas, tugas = view.berkas, view.tugas
    asked = view.percakapan.isi if view.percakapan else None
    calon = offered(uow, view, asked)
    names = told_apart((orang.nama, orang.nama_jabatan) for orang in calon)
    is_listed = isinstance(asked, CatatHadir)
    seen = concerning(view.sop, (tugas,), uow.lampiran.of_berkas(berkas.id))
    return replace(
        view,
        tergantikan=uow.kinerja.superseded(berkas) if view.formulir else None,
        dokumen=len(seen),
        dikoreksi=corrected(uow, view, seen),
        calon=tuple(zip((orang.id for orang in calon), names, strict=True)),
        papers=tuple(one.jenis for one in hanging_on(view.sop, tugas) if one.jenis in BENTUK),
        undangan=tuple(invited_by_name(uow, berkas, tugas)) if is_listed else (),
        perbaikan=corrections(uow, berkas, tugas, view.formulir) if tugas.unit_id is None else (),
    )


def offered(uow: UnitOfWork, view: KartuView, asked: Ditanya | None) -> tuple[Pegawai, ...]:
    """Return the colleagues whom a question on a card offers: to attend instead, or as witnesses."""
    match asked:
        case PilihWakil(cari=cari):
            return candidates(uow, view.tugas, cari)
        case TandaBasah(cari=cari, dokumen=scans) if scans:
            return ink_witnesses(uow, load(uow, view.tugas.id), view.pemirsa.pegawai_id, cari)
    return ()


def corrected(uow: UnitOfWork, view: KartuView, seen: Iterable[Lampiran]) -> tuple[Dikoreksi, ...]:
    """Return what was made of the values and handed in, the newest first."""
    return tuple(
        Dikoreksi(
            nama=one.nama,
            oleh=uow.pegawai.person(view.kantor.id, one.oleh).nama,
            at=one.diterima_at,
        )
        for one in sorted(seen, key=lambda each: each.id, reverse=True)
        if is_dikoreksi(view.sop, one)
    )


def with_judged(uow: UnitOfWork, loaded: Loaded, kartu: KartuTugas, view: KartuView) -> KartuView:
    """Return a card with what is decided on with it, and what its person is being asked there."""
    judged = look_at(uow, loaded) if is_judging(view.sop, view.tugas) else None
    naskah = judged.sha256 if judged else ""
    asked = asked_on(uow, kartu.chat_id, loaded, naskah)
    earlier = decided_before(judged.keputusan if judged else (), view.tugas, kartu.pegawai_id)
    return replace(view, isi=judged, naskah=naskah, percakapan=asked, putusan=earlier)


def with_values(uow: UnitOfWork, loaded: Loaded, kartu: KartuTugas, view: KartuView) -> KartuView:
    """Return a card with the values that its person may look at, and without them to others.

    A page that it was turned to is over when the tugas changes, but for the formulir that is filled.
    """
    is_holder = any(one.pegawai_id == kartu.pegawai_id for one in view.pemegang)
    may_look = is_holder or has_done(uow, loaded, kartu.pegawai_id)
    if view.is_moved or not may_look or not has_values(uow, loaded):
        return replace(view, isi=None)
    fills = view.tugas.is_open and (view.tahap is None or view.tahap.minta is Minta.FORMULIR)
    halaman = kartu.halaman if fills or kartu.dibalik == view.tugas.revisi else 0
    is_shown = (bool(halaman) and not fills) or sums_up(view.sop, view.tugas)
    isi = look_at(uow, loaded) if is_shown and view.isi is None else view.isi
    return replace(view, isi=isi, has_nilai=not fills, halaman=halaman)


def frozen_forms(uow: UnitOfWork, tugas: Tugas, berkas: Berkas) -> tuple[FormulirBeku, ...]:
    """Return the formulir in the naskah that closed a tugas: what its card tells of them stays so."""
    hasil = tugas.facts.hasil
    if tugas.is_open or hasil is None or not hasil.naskah:
        return ()
    naskah = uow.naskah.get(berkas.id, hasil.naskah)
    if naskah is None:
        return ()
    key = ("beku", naskah.sha256)  # which says all of it
    return uow.kept.derive(
        {key: None},
        lambda _: {key: frozen_in(read_isi(naskah.isi))},
        lambda forms: PER_FORMULIR * len(forms),
    )[key]


def frozen_in(isi: Isi) -> tuple[FormulirBeku, ...]:
    """Return the formulir as a naskah has them."""
    return tuple(frozen_formulir(unit, aturan_of(isi)) for unit in as_listed(isi).unit)


def frozen_formulir(unit: IsiUnit, aturan: Aturan) -> FormulirBeku:
    """Return a formulir as a naskah has it."""
    found = Rangkuman(unit.indikator, aturan)
    return FormulirBeku(
        is_excused=unit.dikecualikan,
        terisi=found.terisi,
        total=len(found.semua),
        diukur=found.jumlah,
        rerata=found.rerata,
        dinilai=found.dinilai,
    )


def asked_on(uow: UnitOfWork, chat_id: int, loaded: Loaded, about: str) -> Percakapan | None:
    """Return what a chat is being asked on the card of this tugas, if it still is.

    A confirmation is over too when what it was asked about has changed since.

    Args:
        about: The sha256 of what is decided on now.
    """
    percakapan = uow.percakapan.get(chat_id)
    if percakapan is None or is_over(percakapan, uow.now):
        return None
    match percakapan.isi:
        case Yakin(tugas=loaded.tugas.id, kerja=kerja, naskah=naskah):
            now = about if KERJA[kerja].is_signed else ""
            return percakapan if naskah == now else None
        case PadaKartu(tugas=loaded.tugas.id):
            return percakapan
    return None


def time_left(tugas: Tugas, jam_kerja: JamKerja, now: datetime) -> timedelta | None:
    """Return the working time until the tenggat; None where none runs, or none is left."""
    if not tugas.is_open or tugas.is_waiting or tugas.tenggat is None or now >= tugas.tenggat:
        return None
    return jam_kerja.between(now, tugas.tenggat)


def further_posts(
    uow: UnitOfWork,
    berkas: Berkas,
    tugas: Tugas,
    pemirsa: Pemegang | None,
    aksi: Collection[Kerja],
    today: date,
) -> tuple[str, ...]:
    """Return the further posts of somebody that are asked the same: one aksi answers for all."""
    if not any(KERJA[kerja].is_shared for kerja in aksi):
        return ()
    if pemirsa is None or tugas.pegawai_id is not None or tugas.unit_id is not None:
        return ()
    others = [t for t in berkas.terbuka if t.id != tugas.id and is_same_request(t, tugas)]
    if not others:
        return ()
    posts = uow.kantor.jabatan(berkas.kantor_id)
    held = uow.pegawai.posts_held(berkas.kantor_id, today).get(pemirsa.pegawai_id, ())
    return tuple(
        posts[other.jabatan_id].nama
        for other in others
        if other.jabatan_id in held
        for one in recipients_of(uow, berkas.kantor_id, other, today)
        if one.pegawai_id == pemirsa.pegawai_id and not one.is_wakil
    )


def choice_of(
    uow: UnitOfWork, berkas: Berkas, sop_id: int, sop: Sop, tugas: Tugas
) -> tuple[int, ...]:
    """Return the posts that a disposisi may choose among; those it chose, once it is done.

    Of a rapat, those that its decisions may be given to.
    """
    tahap = sop.tahap_at(tugas.langkah, tugas.tahap)
    if tahap is not None and tahap.minta is Minta.RAPAT and tugas.is_open:
        return invited(uow, tugas)
    if tahap is None or not tahap.is_choice:
        return ()
    if not tugas.is_open:
        return berkas.keadaan.penerima.get(tugas.place, ())
    today = local_date(uow, berkas.kantor_id)
    return choosable(sop, uow.sop.peta(berkas.kantor_id, sop_id, berkas, today), tugas)


def redraw(uow: UnitOfWork, *, chat_id: int, tugas_id: int) -> int | None:
    """Owe a chat the present state of its card; return the message that shows it, if any."""
    for kartu in uow.kartu.of_tugas(tugas_id):
        if kartu.chat_id == chat_id:
            uow.kartu.owe_again(tugas_id, chat_id)
            return kartu.message_id
    return None


def leave_tugas(uow: UnitOfWork, *, chat_id: int, tugas_id: int) -> None:
    """End what a chat is being asked about a tugas; a question about another one stays.

    A card that still shows a question which is over goes back to its own state.
    """
    asked = uow.percakapan.get(chat_id)
    match asked.isi if asked else None:
        case PadaKartu(tugas=about) | Tembusan(tugas=about) if about == tugas_id:
            leave(uow, chat_id=chat_id)
        case _:
            redraw(uow, chat_id=chat_id, tugas_id=tugas_id)


def signatures(
    uow: UnitOfWork, berkas: Berkas, langkah: Langkah, tugas: Tugas
) -> tuple[int, int] | None:
    """Return how many signed or were excused before this tahap, and how many there are."""
    before = langkah.tahap[: max(tugas.tahap, 0)]
    if not any(tahap.sebar is Sebar.PER_PEGAWAI for tahap in before):
        return None
    own = uow.berkas.tugas_of(berkas.id, langkah.no)
    return progress(langkah, [t for t in own if t.pegawai_id is not None])


def next_names(
    uow: UnitOfWork, kantor_id: int, sop_id: int, sop: Sop, tugas: Tugas
) -> tuple[str, ...]:
    """Return the posts that a langkah hands over to, as the office calls them.

    Who fills for a unit that they head is named with it.
    """
    posts, tahap = uow.kantor.jabatan(kantor_id), sop.tahap_at(tugas.langkah, tugas.tahap)
    units = uow.kantor.unit(kantor_id) if tahap and tahap.minta is Minta.SEBAR else {}
    headed = {unit.kepala_id: unit.nama for unit in units.values()}
    return tuple(
        f"{headed[jabatan_id]} ({posts[jabatan_id].nama})"
        if jabatan_id in headed
        else posts[jabatan_id].nama
        for kolom in next_kolom(sop, tugas)
        for jabatan_id in uow.sop.kolom_of(kantor_id, sop_id, kolom)
    )


def next_kolom(sop: Sop, tugas: Tugas) -> tuple[str, ...]:
    """Return the columns that a tahap hands over to; of an undangan, those whom it invites.

    Of what was returned, those that it went back to.
    """
    if tugas.facts.hasil and tugas.facts.hasil.aksi is Kerja.KEMBALIKAN:
        return sop.returned_to(tugas.langkah, tugas.tahap)
    tahap = sop.tahap_at(tugas.langkah, tugas.tahap)
    if tahap is not None and tahap.minta is Minta.UNDANGAN:
        rapat = sop.after(tugas.langkah, tugas.tahap)
        return rapat.untuk if rapat else ()
    return sop.penerima_of(tugas.langkah, tugas.tahap)


def excused_for(uow: UnitOfWork, loaded: Loaded) -> tuple[Pengecualian, ...]:
    """Return whose excuses a tugas gathers for or rests on, where it is about all of the berkas."""
    tugas, sop = loaded.tugas, uow.sop.get(loaded.sop_id)
    tahap = sop.tahap_at(tugas.langkah, tugas.tahap)
    if tahap is None or tahap.minta not in SHOWS_ALL:
        return ()
    berkas = loaded.berkas
    if not uow.berkas.has_excused(berkas.id):
        return ()
    excused = view_excused(uow, (berkas, loaded.sop_id))
    return tuple(one for one in excused if is_told_of(sop, one.tugas, tugas))


def spread_of(langkah: Langkah) -> tuple[Place, ...]:
    """Return the places at which a langkah spreads over units or employees."""
    return tuple(
        Place(langkah.no, tahap)
        for tahap, row in enumerate(langkah.tahap)
        if row.sebar is not Sebar.SEKALI
    )


def progress(langkah: Langkah, own: list[Tugas]) -> tuple[int, int] | None:
    """Return how many of the latest spread of a langkah are in, and how many there are."""
    spread = spread_of(langkah)
    latest: dict[tuple[int | None, int | None], Tugas] = {}
    for tugas in own:
        if tugas.place in spread:
            latest[tugas.unit_id, tugas.pegawai_id] = tugas
    if not latest:
        return None
    return sum(not t.is_open for t in latest.values()), len(latest)
