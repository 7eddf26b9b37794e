"""Telling what a kode verifikasi stands for, to the people of that office and nobody else."""

from sop_flows.deferred import replace
from sop_flows.errors import KodeAskedOutside, KodeMissing, KodeUnknown
from sop_flows.jejak import Head, Riwayat
from sop_flows.naskah.kode import read_kode
from sop_flows.naskah.naskah import is_decision, named_by
from sop_flows.naskah.putusan import judge
from sop_flows.naskah.reading import read_isi
from sop_flows.ports.layar.daftar import LayarNaskah
from sop_flows.ports.records import Actor
from sop_flows.ports.riwayat import RiwayatView
from sop_flows.ports.tertanda import NaskahView
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.berkas.riwayat import oversees, view_riwayat
from sop_flows.use_cases.berkas.ujung import check_ujung
from sop_flows.use_cases.berkas.verify import find_naskah
from sop_flows.use_cases.jabatan.who import employee_in, people_of
from sop_flows.use_cases.say import say


def show_naskah(uow: UnitOfWork, actor: Actor, *, teks: str) -> None:
    """Send somebody what a kode stands for that they typed, or whether an end of the history stands.

    Raises:
        KodeMissing: Nothing was typed.
        KodeUnknown: It is none, or none of their offices'.
    """
    if not teks:
        raise KodeMissing
    if ujung := Head.read(teks):
        check_ujung(uow, actor, ujung)
        return
    kode = read_kode(teks) or ""
    found_by(uow, actor.user_id, kode)
    say(uow, actor.chat_id, None, LayarNaskah(user_id=actor.user_id, kode=kode))


def found_by(uow: UnitOfWork, user_id: int, kode: str) -> tuple[tuple[int, str], ...]:
    """Return berkas and sha256 of the naskah of that kode in the offices of a user.

    Raises:
        KodeUnknown: There is none.
        KodeAskedOutside: They are of no office.
    """
    people = people_of(uow, user_id)
    if not people:
        raise KodeAskedOutside
    offices = [orang.kantor_id for orang in people]
    found = tuple(one for kantor_id in offices for one in find_naskah(uow, kantor_id, kode))
    if not found:
        raise KodeUnknown
    return found


def view_naskah(uow: UnitOfWork, *, user_id: int, kode: str) -> tuple[NaskahView, ...]:
    """Return what a kode stands for: of which berkas, who decided on it, whether it is genuine."""
    return tuple(describe_naskah(uow, user_id, *one) for one in found_by(uow, user_id, kode))


def describe_naskah(uow: UnitOfWork, user_id: int, berkas_id: int, sha256: str) -> NaskahView:
    """Return one naskah with who decided on it or handed it on, and whether it is what they did."""
    naskah = uow.naskah.kept(berkas_id, sha256)
    riwayat = view_riwayat(uow, user_id=user_id, berkas_id=berkas_id)
    named = replace(riwayat, baris=named_by(sha256, riwayat.baris))
    putusan = judge(
        berkas_id, sha256, naskah, Riwayat(baris=riwayat.baris, is_whole=riwayat.is_whole)
    )
    view = NaskahView(
        sha256=sha256,
        putusan=putusan,
        keputusan=named,
        naskah=naskah,
        ujung=uow.jejak.head(named.kantor.id),
        may_read=may_read(uow, user_id, named),
    )
    if naskah is None or not (putusan.is_ours and view.may_read):
        return view
    return replace(view, isi=read_isi(naskah.isi))


def may_read(uow: UnitOfWork, user_id: int, named: RiwayatView) -> bool:
    """Tell whether a user may read a naskah: who decided on it, watches its berkas, or is the head."""
    kantor_id = named.kantor.id
    orang = employee_in(uow, user_id, kantor_id)
    if orang is None:
        return False
    if any(is_decision(line) and line.pelaku["pegawai_id"] == orang.id for line in named.baris):
        return True
    _, sop_id = uow.berkas.get(named.berkas.id)
    return oversees(uow, orang, sop_id)
