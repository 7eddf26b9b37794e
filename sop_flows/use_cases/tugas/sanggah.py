"""The witness of a signature in ink: told what they are said to have seen, and heard if they did not.

1. It is a word of theirs in the history, once, at any time. It undoes nothing by itself: who signed may
   have the work returned, as ever.
2. Told of it are who sent the scan and the admins; whoever looks at the decision later reads it there.
"""

from collections.abc import Iterable

from sop_flows.engine.aksi import Pelaku
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.tanda_tangan import Basah
from sop_flows.errors import NotYourTugas
from sop_flows.jejak import JejakLine
from sop_flows.ports.layar.tanda_tangan import SaksiBasah, SaksiMenyanggah
from sop_flows.ports.records import Actor, Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.anggota import admin_chats
from sop_flows.use_cases.jabatan.who import local_date, office_named
from sop_flows.use_cases.say import say
from sop_flows.use_cases.tugas.access import load

SANGGAH = "sanggah"
"""What the history calls the word of a witness that they saw nothing."""


def tell_witness(uow: UnitOfWork, loaded: Loaded, pelaku: Pelaku, tanda: Basah) -> None:
    """Tell the witness of a signature in ink what they are named for."""
    berkas, kantor_id = loaded.berkas, loaded.berkas.kantor_id
    chat_id = uow.pegawai.chats(kantor_id)[tanda.saksi_id]
    told = SaksiBasah(
        tugas=loaded.tugas.id,
        berkas=berkas.nomor,
        judul=berkas.judul,
        periode=berkas.periode,
        oleh=pelaku.nama,
        jabatan=pelaku.jabatan,
        kantor=office_named(uow, chat_id, kantor_id),
    )
    say(uow, chat_id, kantor_id, told)


def object_to(uow: UnitOfWork, actor: Actor, *, tugas_id: int) -> None:
    """Note that whoever is named as the witness of a signature in ink saw nothing; twice is once.

    Raises:
        NotYourTugas: They are not, or there is no such signature; said the same way.
    """
    loaded = load(uow, tugas_id)
    berkas, tugas, tanda = loaded.berkas, loaded.tugas, ink_on(loaded.tugas)
    today = local_date(uow, berkas.kantor_id)
    saksi = uow.pegawai.pelaku_self(actor.user_id, berkas.kantor_id, today)
    if saksi is None or tanda is None or tanda.saksi_id != saksi.pegawai_id:
        raise NotYourTugas
    if any(line.aksi == SANGGAH for line in about(uow, tugas, berkas.id)):
        return
    line = JejakLine(
        at=uow.now,
        berkas_id=berkas.id,
        tugas_id=tugas.id,
        langkah=tugas.langkah,
        aksi=SANGGAH,
        pelaku=saksi.as_record(),
        rincian={"pindaian": list(tanda.pindaian)},
    )
    uow.jejak.append(berkas.kantor_id, (line,))
    tell_objection(uow, loaded, saksi)


def tell_objection(uow: UnitOfWork, loaded: Loaded, saksi: Pelaku) -> None:
    """Tell who sent the scan, the admins and the witness that the witness saw nothing."""
    berkas, kantor_id, hasil = loaded.berkas, loaded.berkas.kantor_id, loaded.tugas.facts.hasil
    chats = uow.pegawai.chats(kantor_id)
    people = (hasil.pegawai_id if hasil else None, saksi.pegawai_id)
    concerned = {chats[one] for one in people if one is not None and one in chats}
    for chat_id in sorted(concerned | set(admin_chats(uow.pegawai, kantor_id))):
        told = SaksiMenyanggah(
            berkas=berkas.nomor,
            judul=berkas.judul,
            periode=berkas.periode,
            oleh=hasil.nama if hasil else "",
            jabatan=hasil.jabatan if hasil else "",
            saksi=saksi.nama,
            is_saksi=chat_id == chats.get(saksi.pegawai_id),
            kantor=office_named(uow, chat_id, kantor_id),
        )
        say(uow, chat_id, kantor_id, told)


def ink_on(tugas: Tugas) -> Basah | None:
    """Return the signature in ink by which a tugas was decided; None where there is none."""
    hasil = tugas.facts.hasil
    return hasil.tanda if hasil and isinstance(hasil.tanda, Basah) else None


def about(uow: UnitOfWork, tugas: Tugas, berkas_id: int) -> Iterable[JejakLine]:
    """Yield the lines of history about a tugas."""
    return (line for line in uow.jejak.of_berkas(berkas_id) if line.tugas_id == tugas.id)
