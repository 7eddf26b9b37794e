"""Where the history of an office ends, told to people: what a database cannot say of itself.

The message of a bot bears its name and its date in Telegram, also where it is forwarded. So whoever has
yesterday's sees that lines were cut since, whatever the database says by then.
"""

from datetime import date, datetime, time

from sop_flows.jejak import Head
from sop_flows.ports.kiriman import Kiriman, Lane
from sop_flows.ports.layar.riwayat import UjungDiperiksa, UjungHarian
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.anggota import admin_chats
from sop_flows.use_cases.jabatan.who import people_of
from sop_flows.use_cases.say import say


def tell_ujung(uow: UnitOfWork, kantor_id: int, since: date) -> None:
    """Owe the admins of an office the end of its history, silently, if a berkas moved since that local date began.

    Who joins or is appointed is in the history too, but a day of that alone asks nobody's attention.
    """
    zona = uow.kantor.jam_kerja(kantor_id).zona
    last = uow.jejak.last_at(kantor_id)
    if last is None or last < datetime.combine(since, time(), zona):
        return
    told = UjungHarian(
        kantor=uow.kantor.get(kantor_id).nama,
        zona=zona.key,
        at=uow.now,
        ujung=str(uow.jejak.head(kantor_id)),
    )
    uow.outbox.add(
        *(
            Kiriman(chat_id=chat_id, kantor_id=kantor_id, isi=told, lane=Lane.MASSAL, senyap=True)
            for chat_id in admin_chats(uow.pegawai, kantor_id)
        )
    )


def check_ujung(uow: UnitOfWork, actor: Actor, ujung: Head) -> None:
    """Tell somebody whether the history of one of their offices still has an end that they noted."""
    found = UjungDiperiksa(baris=ujung.seq)
    for orang in people_of(uow, actor.user_id):
        if uow.jejak.has(orang.kantor_id, ujung):
            kantor = uow.kantor.get(orang.kantor_id).nama
            more = uow.jejak.head(orang.kantor_id).seq - ujung.seq
            found = UjungDiperiksa(baris=ujung.seq, kantor=kantor, bertambah=more)
    say(uow, actor.chat_id, None, found)
