"""Telling who asked a unit that it has answered.

Their card shows the answer as well, but a card that is redrawn in its place makes no sound, and is
not looked for by who does not know that something has come.
"""

from sop_flows.deferred import replace
from sop_flows.engine.berkas import Berkas, Stored, Tugas
from sop_flows.ports.layar.tugas import Terjawab
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Sop
from sop_flows.use_cases.jabatan.holders import recipients_of
from sop_flows.use_cases.jabatan.who import local_date, offices_named
from sop_flows.use_cases.say import tell


def tell_answered(
    uow: UnitOfWork, sop: Sop, outcome: Stored, question: Tugas, *, but: int
) -> None:
    """Tell who has the tugas that asked what the unit answered; ``but`` the chat that did."""
    berkas = outcome.berkas
    today = local_date(uow, berkas.kantor_id)
    for asking in outcome.changed:
        if not asking.is_open or asking.place != question.asal:
            continue
        told = describe_answer(uow, sop, berkas, asking)
        people = recipients_of(uow, berkas.kantor_id, asking, today)
        chats = {p.chat_id: None for p in people if p.chat_id is not None and p.chat_id != but}
        kantor = offices_named(uow, chats, berkas.kantor_id)
        news = ((chat_id, replace(told, kantor=kantor[chat_id])) for chat_id in chats)
        tell(uow, berkas.kantor_id, news, segera=berkas.keadaan.segera)


def describe_answer(uow: UnitOfWork, sop: Sop, berkas: Berkas, asking: Tugas) -> Terjawab:
    """Return the newest answer on a tugas that asked, and how many are still awaited."""
    answer = asking.facts.jawaban[-1]
    waiting = [t for t in berkas.terbuka if t.is_question and t.langkah == asking.langkah]
    return Terjawab(
        tugas=asking.id,
        nomor=asking.nomor,
        singkat=sop.langkah_of(asking.langkah).singkat,
        unit=uow.kantor.unit(berkas.kantor_id)[answer.unit].nama,
        nama=answer.nama,
        tanya=answer.tanya,
        jawab=answer.jawab,
        menunggu=len(waiting),
        berkas_id=berkas.id,
        berkas=berkas.nomor,
        judul=berkas.judul,
        periode=berkas.periode,
    )
