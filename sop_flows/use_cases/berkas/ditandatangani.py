"""What somebody approved, initialled or signed, to be opened again for ever, as it was then.

1. Who decided on a naskah may read it as long as they are an employee of its office, whatever
   post they hold now and whatever has become of its berkas. To who has left, it is the office's.
2. So may who starts such a berkas, the admins, and the head of the office: they are told its end.
3. The right is read at the tap, and once more when the screen is drawn.
"""

from collections.abc import Iterable

from sop_flows.errors import NotFound, NotJoined
from sop_flows.jejak import JejakLine
from sop_flows.kantor.kantor import Pegawai
from sop_flows.naskah.putusan import judge
from sop_flows.ports.halaman import page_of
from sop_flows.ports.layar.daftar import LayarDitandatangani, LayarNaskahBerkas
from sop_flows.ports.records import Actor
from sop_flows.ports.tertanda import DaftarTertanda, NaskahView, Tertanda
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.berkas.naskah import describe_naskah
from sop_flows.use_cases.berkas.steer import visible
from sop_flows.use_cases.berkas.verify import find_naskah
from sop_flows.use_cases.jabatan.who import people_of
from sop_flows.use_cases.say import say

PER_PAGE = 8  # naskah on one page


def show_signed(uow: UnitOfWork, actor: Actor, *, halaman: int = 1) -> None:
    """Send somebody a page of what they decided on.

    Raises:
        NotJoined: Whoever this is, they are no employee.
    """
    if not people_of(uow, actor.user_id):
        raise NotJoined
    isi = LayarDitandatangani(user_id=actor.user_id, halaman=halaman)
    say(uow, actor.chat_id, None, isi)


def list_signed(uow: UnitOfWork, *, user_id: int, halaman: int) -> DaftarTertanda:
    """Return a page of what a user decided on in all of their offices, the newest first."""
    people = people_of(uow, user_id)
    found = sorted(
        (line for orang in people for line in decided_by(uow, orang)),
        key=lambda line: line.at,
        reverse=True,
    )
    page = page_of(found, halaman, PER_PAGE)
    return DaftarTertanda(
        halaman=page.each(lambda line: describe(uow, line)), banyak_kantor=len(people) > 1
    )


def decided_by(uow: UnitOfWork, orang: Pegawai) -> Iterable[JejakLine]:
    """Return the last decision of an employee on each naskah, newest first."""
    lines = uow.jejak.decisions_of(orang.kantor_id, orang.id)
    last = {(line.berkas_id, line.rincian["naskah"]): line for line in reversed(lines)}
    return sorted(last.values(), key=lambda line: line.at, reverse=True)


def describe(uow: UnitOfWork, line: JejakLine) -> Tertanda:
    """Return a naskah that was decided on, as a list has it."""
    berkas, _ = uow.berkas.get(berkas_of(line))
    sha256 = line.rincian["naskah"]
    riwayat = uow.jejak.checked(berkas.kantor_id, berkas.id)
    return Tertanda(
        kantor=uow.kantor.get(berkas.kantor_id),
        berkas=berkas,
        putusan=judge(berkas.id, sha256, uow.naskah.kept(berkas.id, sha256), riwayat),
        keputusan=line,
    )


def berkas_of(line: JejakLine) -> int:
    """Return the berkas that a line of its history is about."""
    if line.berkas_id is None:
        raise LookupError(line.aksi)
    return line.berkas_id


# One of them


def open_naskah(uow: UnitOfWork, actor: Actor, *, berkas_id: int, kode: str) -> None:
    """Send somebody a naskah as it was decided on.

    Raises:
        NotFound: They may not read it, or there is none; said the same way.
    """
    found = read_naskah(uow, user_id=actor.user_id, berkas_id=berkas_id, kode=kode)
    isi = LayarNaskahBerkas(user_id=actor.user_id, berkas_id=berkas_id, kode=kode)
    say(uow, actor.chat_id, found.keputusan.kantor.id, isi)


def read_naskah(uow: UnitOfWork, *, user_id: int, berkas_id: int, kode: str) -> NaskahView:
    """Return a naskah, with its content if it is genuine, to somebody who may read it now.

    Raises:
        NotFound: They may not, or there is none; said the same way.
    """
    berkas, _ = visible(uow, user_id, berkas_id)
    for of, sha256 in find_naskah(uow, berkas.kantor_id, kode):
        if of == berkas_id:
            view = describe_naskah(uow, user_id, berkas_id, sha256)
            if view.may_read:
                return view
    raise NotFound
