"""What who oversees a tugas says about it: to whoever has it, by name and post, and to the history.

A tugas is overseen by the atasan of its post, at any height, and by who started its berkas: those
who hear that it is late. The right is read at every tap, and again when the words come.
"""

from sop_flows.engine.aksi import Pelaku, Penugasan
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.engine import changed
from sop_flows.engine.line import ARAHAN
from sop_flows.engine.reason import Alasan, check_reason
from sop_flows.errors import NotYourTugas
from sop_flows.jejak import JejakLine, Record
from sop_flows.kantor.kantor import Pemegang
from sop_flows.ports.ditanya import TulisArahan
from sop_flows.ports.layar.isi import Pejabat
from sop_flows.ports.layar.tugas import ArahanAtasan, ArahanTerkirim, TanyaCatatan
from sop_flows.ports.records import Actor, Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.holders import above, recipients_now
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.say import ask, say, tell
from sop_flows.use_cases.tugas.access import load


def overseer_of(uow: UnitOfWork, user_id: int, loaded: Loaded) -> Pelaku:
    """Return the user as who oversees a tugas today, in the post nearest to it.

    Raises:
        NotYourTugas: They do not.
    """
    berkas, kantor_id = loaded.berkas, loaded.berkas.kantor_id
    today = local_date(uow, kantor_id)
    for post in above(uow.kantor.jabatan(kantor_id), loaded.tugas.jabatan_id):
        pelaku = uow.pegawai.pelaku(user_id, kantor_id, post, today)
        if pelaku is not None:
            return pelaku
    starter = uow.pegawai.pelaku_self(user_id, kantor_id, today)
    if starter is not None and starter.pegawai_id == berkas.dimulai_oleh:
        return starter
    raise NotYourTugas


def name_of(pelaku: Pelaku) -> Pejabat:
    """Return who acts, as a message names one."""
    return Pejabat(nama=pelaku.nama, jabatan=pelaku.jabatan, penugasan=pelaku.penugasan)


def name_in(line: JejakLine) -> Pejabat:
    """Return who acted by a line of the history, as a message names one."""
    said = line.pelaku
    return Pejabat(
        nama=said["nama"], jabatan=said["jabatan"], penugasan=Penugasan(said["penugasan"])
    )


def ask_arahan(uow: UnitOfWork, actor: Actor, *, tugas_id: int) -> None:
    """Ask who oversees an open tugas what they have to say to its holder.

    Raises:
        NotYourTugas: The user does not oversee it, or there is none.
        TugasChanged: It is closed.
    """
    loaded = load(uow, tugas_id)
    check_open(uow, actor.user_id, loaded)
    isi = TulisArahan(tugas=tugas_id)
    ask(uow, actor.chat_id, isi)
    say(
        uow,
        actor.chat_id,
        loaded.berkas.kantor_id,
        TanyaCatatan(kerja=ARAHAN, jenis=ARAHAN, nomor=loaded.tugas.nomor),
    )


def check_open(uow: UnitOfWork, user_id: int, loaded: Loaded) -> Pelaku:
    """Return who oversees a tugas, unless it is closed."""
    pelaku = overseer_of(uow, user_id, loaded)
    if not loaded.tugas.is_open:
        raise changed(loaded.tugas)
    return pelaku


def write_arahan(uow: UnitOfWork, actor: Actor, asked: TulisArahan, teks: str) -> None:
    """Bring the words to whoever has the tugas, keep them in the history, and say whom they reached.

    Raises:
        NotYourTugas: The user does not oversee it any more.
        TugasChanged: It was closed meanwhile.
        ReasonRequired: These are no words.
    """
    loaded = load(uow, asked.tugas)
    pelaku = check_open(uow, actor.user_id, loaded)
    check_reason(teks, Alasan.ARAHAN)
    tugas, berkas = loaded.tugas, loaded.berkas
    note(uow, loaded, ARAHAN, pelaku, {"catatan": teks.strip()})
    people = recipients_now(uow, berkas.kantor_id, tugas)
    told = describe_arahan(uow, loaded, pelaku, teks.strip())
    tell(uow, berkas.kantor_id, ((p.chat_id, told) for p in people if p.chat_id is not None))
    uow.percakapan.drop(actor.chat_id)
    say(uow, actor.chat_id, berkas.kantor_id, receipt(tugas, people))


def note(uow: UnitOfWork, loaded: Loaded, aksi: str, pelaku: Pelaku, said: Record) -> None:
    """Add to the history of a berkas what who oversees a tugas, or has it, said about it."""
    tugas = loaded.tugas
    unit = {"untuk_unit": tugas.unit_id} if tugas.unit_id is not None else {}
    line = JejakLine(
        at=uow.now,
        berkas_id=loaded.berkas.id,
        tugas_id=tugas.id,
        langkah=tugas.langkah,
        aksi=aksi,
        pelaku=pelaku.as_record(),
        rincian={**said, "ronde": tugas.ronde, **unit},
    )
    uow.jejak.append(loaded.berkas.kantor_id, (line,))


def describe_arahan(uow: UnitOfWork, loaded: Loaded, pelaku: Pelaku, teks: str) -> ArahanAtasan:
    """Return the message that brings the words."""
    tugas, berkas = loaded.tugas, loaded.berkas
    units = uow.kantor.unit(berkas.kantor_id)
    return ArahanAtasan(
        oleh=name_of(pelaku),
        arahan=teks,
        tugas=tugas.id,
        nomor=tugas.nomor,
        singkat=uow.sop.get(loaded.sop_id).langkah_of(tugas.langkah).singkat,
        samping=tugas.samping_word,
        tindak_lanjut=tugas.facts.tindak_lanjut,
        unit=units[tugas.unit_id].nama if tugas.unit_id else "",
        berkas_id=berkas.id,
        berkas=berkas.nomor,
        judul=berkas.judul,
        periode=berkas.periode,
        kantor=uow.kantor.get(berkas.kantor_id).nama,
    )


def receipt(tugas: Tugas, people: tuple[Pemegang, ...]) -> ArahanTerkirim:
    """Return whom the words reached, and whom they did not."""
    return ArahanTerkirim(
        tugas=tugas.id,
        nomor=tugas.nomor,
        kepada=tuple(p.nama for p in people if p.can_read),
        belum=tuple(p.nama for p in people if p.chat_id is None),
        ditahan=tuple(p.nama for p in people if p.chat_id is not None and not p.can_read),
    )
