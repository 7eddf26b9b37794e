"""Answering an undangan for somebody else: who attends instead, and who was there."""

from collections.abc import Iterator

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import Berkas, Stored, Tugas
from sop_flows.engine.engine import changed
from sop_flows.engine.facts import has_come
from sop_flows.engine.undangan import Saat, saat_of, untimely
from sop_flows.errors import NotFound, WakilUnfit
from sop_flows.kantor.kantor import Pegawai
from sop_flows.ports.ditanya import CatatHadir, PilihWakil
from sop_flows.ports.layar.tugas import WakilDiundang
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.ports.views import Undangan
from sop_flows.use_cases.jabatan.holders import recipients_of
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.say import ask, say
from sop_flows.use_cases.tugas.access import load, load_own
from sop_flows.use_cases.tugas.act import perform_aksi
from sop_flows.use_cases.tugas.percakapan import Ketukan, guard_tap

# Who attends instead


def begin_wakil(uow: UnitOfWork, *, tap: Ketukan) -> None:
    """Ask on the card who attends the rapat instead: chosen, or typed."""
    tugas, _ = guard_tap(uow, tap, Kerja.DIWAKILI)
    ask(uow, tap.actor.chat_id, PilihWakil(tugas=tugas.id))
    uow.kartu.owe_again(tugas.id, tap.actor.chat_id)


def type_wakil(uow: UnitOfWork, actor: Actor, asked: PilihWakil, teks: str) -> None:
    """Take a name that was typed: it is the one who has it; several or none are shown to choose."""
    tugas = load_own(uow, actor.user_id, asked.tugas, Kerja.DIWAKILI).tugas
    cari = " ".join(teks.split())
    found = candidates(uow, tugas, cari)
    exact = tuple(orang for orang in found if orang.nama.casefold() == cari.casefold())
    wanted = exact or found
    if len(wanted) != 1:
        ask(uow, actor.chat_id, replace(asked, cari=cari, halaman=0))
        uow.kartu.send_anew(tugas.id, actor.chat_id)
        return
    send(uow, actor, tugas, wanted[0])


def choose_wakil(uow: UnitOfWork, *, tap: Ketukan, pegawai_id: int) -> Stored:
    """Let the chosen employee attend instead.

    Raises:
        WakilUnfit: It is nobody of this office who could.
    """
    tugas, _ = guard_tap(uow, tap, Kerja.DIWAKILI)
    for orang in candidates(uow, tugas):
        if orang.id == pegawai_id:
            return send(uow, tap.actor, tugas, orang)
    raise WakilUnfit


def send(uow: UnitOfWork, actor: Actor, tugas: Tugas, orang: Pegawai) -> Stored:
    """Let an employee attend instead; the sender hears if they have to tell it themselves."""
    aksi = Aksi(
        kerja=Kerja.DIWAKILI,
        revisi=tugas.revisi,
        at=uow.now,
        pegawai_id=orang.id,
        siapa=orang.nama,
    )
    stored = perform_aksi(uow, actor, tugas_id=tugas.id, aksi=aksi)
    kantor_id = stored.berkas.kantor_id
    if uow.pegawai.person(kantor_id, orang.id).chat_id is None:
        told = WakilDiundang(nama=orang.nama, nomor=tugas.nomor)
        say(uow, actor.chat_id, kantor_id, told)
    return stored


def candidates(uow: UnitOfWork, tugas: Tugas, cari: str = "") -> tuple[Pegawai, ...]:
    """Return who may attend instead, those of early posts first: anybody but who is asked."""
    kantor_id = load(uow, tugas.id).berkas.kantor_id
    today = local_date(uow, kantor_id)
    asked = {person.pegawai_id for person in recipients_of(uow, kantor_id, tugas, today)}
    found = (orang for orang in uow.pegawai.all(kantor_id, today) if orang.id not in asked)
    wanted = (orang for orang in found if cari.casefold() in orang.nama.casefold())
    return tuple(sorted(wanted, key=rank_of))


def rank_of(orang: Pegawai) -> tuple[int, str]:
    """Return where somebody stands in a choice: holders of early posts first, then by name."""
    return min((post.jabatan_id for post in orang.jabatan), default=1 << 30), orang.nama


# Who was there


def begin_attendance(uow: UnitOfWork, *, tap: Ketukan) -> None:
    """Show on the card of who keeps the notulen everybody who is invited, to be ticked.

    Raises:
        RapatNotToday: Its day is not there yet.
    """
    tugas, kantor_id = guard_tap(uow, tap, Kerja.CATAT_HADIR)
    if saat_of(tugas, uow.now, uow.kantor.get(kantor_id).zona) is Saat.SEBELUM:
        raise untimely(tugas, "belum")
    keep_listing(uow, tap, 0)


def keep_listing(uow: UnitOfWork, tap: Ketukan, halaman: int) -> None:
    """Let the card show a page of the list, also after a name on it was ticked."""
    isi = CatatHadir(tugas=tap.tugas_id, halaman=halaman)
    ask(uow, tap.actor.chat_id, isi)
    uow.kartu.owe_again(tap.tugas_id, tap.actor.chat_id)


def mark_hadir(
    uow: UnitOfWork, *, tap: Ketukan, undangan_id: int, pegawai_id: int, kerja: Kerja
) -> None:
    """Note that somebody invited attends, or strike it again; the list stays on the card.

    What others say meanwhile raises the revisi of the card, and does not matter here.

    Raises:
        NotFound: Nobody is invited by that tugas.
    """
    loaded = load_own(uow, tap.actor.user_id, tap.tugas_id, kerja)
    tugas = loaded.tugas
    if not tugas.is_open:
        raise changed(tugas)
    wanted = (undangan_id, pegawai_id)
    people = invited_by_name(uow, loaded.berkas, tugas)
    found = {(one.tugas_id, one.pegawai_id): one for one in people}
    if wanted not in found:
        raise NotFound
    aksi = Aksi(
        kerja=kerja,
        revisi=tugas.revisi,
        at=uow.now,
        undangan_id=undangan_id,
        pegawai_id=pegawai_id,
        siapa=found[wanted].nama,
    )
    halaman = page_listed(uow, tap)
    perform_aksi(uow, tap.actor, tugas_id=tugas.id, aksi=aksi)
    keep_listing(uow, tap, halaman)


def page_listed(uow: UnitOfWork, tap: Ketukan) -> int:
    """Return the page of the list that a card shows."""
    asked = uow.percakapan.get(tap.actor.chat_id)
    match asked.isi if asked else None:
        case CatatHadir(tugas=tap.tugas_id, halaman=halaman):
            return halaman
    return 0


def invited_by_name(uow: UnitOfWork, berkas: Berkas, tugas: Tugas) -> Iterator[Undangan]:
    """Yield everybody who is invited to the rapat of a tugas, and who attends for them."""
    today = local_date(uow, berkas.kantor_id)
    posts = uow.kantor.jabatan(berkas.kantor_id)
    for other in berkas.terbuka:
        if other.place != tugas.place:
            continue
        for person in recipients_of(uow, berkas.kantor_id, other, today):
            yield Undangan(
                tugas_id=other.id,
                pegawai_id=person.pegawai_id,
                nama=person.nama,
                jabatan=posts[other.jabatan_id].nama,
                is_hadir=has_come(other.facts.hadir, person.pegawai_id, person.nama),
            )
