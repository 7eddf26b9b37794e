"""Telling that a berkas has ended: who started it, who decided on it, and the head of the office.

1. Each of them is told once, in however many roles; who they are is read in the transaction that
   ends it. Who has left the office, or never joined, is told nothing.
2. What is told is the result of the naskah that counts: the last one decided on. An SOP that
   decides on nothing is told as it stands at its end.
"""

from collections.abc import Iterable, Sequence

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.berkas import Berkas, StatusBerkas
from sop_flows.engine.kerja import kerja_that
from sop_flows.engine.line import BATALKAN
from sop_flows.jejak import JejakLine
from sop_flows.naskah.compose import compose
from sop_flows.naskah.hasil import result_of
from sop_flows.naskah.naskah import Naskah, decisions_on, last_decided, last_for_all
from sop_flows.naskah.reading import read_isi
from sop_flows.ports.layar.berakhir import BerkasBerakhir, NaskahBerkas, Penanda
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.holders import heads_of
from sop_flows.use_cases.jabatan.who import local_date, offices_named
from sop_flows.use_cases.say import tell
from sop_flows.use_cases.tugas.sources import sources_of

SIGNED = frozenset(kerja_that(lambda one: one.is_signed))


def tell_ended(uow: UnitOfWork, berkas: Berkas) -> None:
    """Tell everybody concerned that a berkas has ended: its result, or why it was given up."""
    _, sop_id = uow.berkas.get(berkas.id)
    found = uow.jejak.checked(berkas.kantor_id, berkas.id)
    riwayat = found.baris
    if berkas.status is StatusBerkas.DIBATALKAN:
        told = given_up(uow, berkas, riwayat)
    else:
        told = finished(uow, berkas, sop_id, riwayat)
    if not found.is_whole:
        told = replace(told, is_whole=False, hasil=None, naskah=None, penanda=())
    chats = chats_concerned(uow, berkas, sop_id, riwayat)
    kantor = offices_named(uow, chats, berkas.kantor_id)
    news = ((chat_id, replace(told, kantor=kantor[chat_id])) for chat_id in chats)
    tell(uow, berkas.kantor_id, news, once=f"berakhir:{berkas.id}")


# Whom


def chats_concerned(
    uow: UnitOfWork, berkas: Berkas, sop_id: int, riwayat: Iterable[JejakLine]
) -> tuple[int, ...]:
    """Return the chats of who started, decided and heads, each once."""
    kantor_id = berkas.kantor_id
    deciders = (one.pelaku["pegawai_id"] for one in riwayat if one.aksi in SIGNED)
    starters = uow.sop.kolom_of(kantor_id, sop_id, uow.sop.get(sop_id).pemrakarsa)
    people = (
        *(uow.pegawai.person(kantor_id, id) for id in (berkas.dimulai_oleh, *deciders)),
        *heads_of(uow, kantor_id, starters, local_date(uow, kantor_id)),
    )
    return tuple(dict.fromkeys(p.chat_id for p in people if p.chat_id is not None))


# What


def given_up(uow: UnitOfWork, berkas: Berkas, riwayat: Sequence[JejakLine]) -> BerkasBerakhir:
    """Return that a berkas was given up, by whom and why, and what had been decided on."""
    line = next(line for line in reversed(riwayat) if line.aksi == BATALKAN)
    return replace(
        ended(uow, berkas, riwayat), oleh=line.pelaku["nama"], alasan=line.rincian["catatan"]
    )


def finished(
    uow: UnitOfWork, berkas: Berkas, sop_id: int, riwayat: Sequence[JejakLine]
) -> BerkasBerakhir:
    """Return that a berkas is done, with what it came to."""
    naskah = counting(uow, berkas, riwayat)
    if naskah is not None:
        isi = read_isi(naskah.isi)
    else:
        isi = compose(sources_of(uow, uow.sop.get(sop_id), berkas))
    hasil = result_of(isi)
    return replace(ended(uow, berkas, riwayat), hasil=hasil if hasil.indikator else None)


def ended(uow: UnitOfWork, berkas: Berkas, riwayat: Sequence[JejakLine]) -> BerkasBerakhir:
    """Return that a berkas has ended, with the naskah that counts and who decided on it."""
    naskah = counting(uow, berkas, riwayat)
    return BerkasBerakhir(
        nomor=berkas.nomor,
        judul=berkas.judul,
        status=berkas.status,
        berkas_id=berkas.id,
        periode=berkas.periode,
        zona=uow.kantor.get(berkas.kantor_id).zona.key,
        naskah=NaskahBerkas(versi=naskah.versi, kode=naskah.kode) if naskah else None,
        penanda=tuple(map(decider, decisions_on(naskah.sha256, riwayat))) if naskah else (),
    )


def counting(uow: UnitOfWork, berkas: Berkas, riwayat: Sequence[JejakLine]) -> Naskah | None:
    """Return the naskah of a berkas that was decided on last; where nothing was, handed on last."""
    sha256 = last_decided(riwayat) or last_for_all(riwayat)
    return uow.naskah.get(berkas.id, sha256) if sha256 else None


def decider(line: JejakLine) -> Penanda:
    """Return who decided, as what, how and when."""
    return Penanda(
        nama=line.pelaku["nama"],
        jabatan=line.pelaku["jabatan"],
        penugasan=Penugasan(line.pelaku["penugasan"]),
        kerja=Kerja(line.aksi),
        at=line.at,
    )
