"""Taking an excuse back, from the board: who was excused is asked again, and hears of it."""

from sop_flows.engine.aksi import Kerja, Pelaku
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.excuse import reinstate
from sop_flows.errors import NotYourTugas, TugasChanged
from sop_flows.ports.ditanya import Kecualikan
from sop_flows.ports.layar.pengecualian import BagianKecualikan, DiikutkanLagi
from sop_flows.ports.records import Actor, Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.berkas.steer import visible
from sop_flows.use_cases.jabatan.holders import recipients_of
from sop_flows.use_cases.jabatan.who import colleague, local_date, office_named
from sop_flows.use_cases.say import ask, say
from sop_flows.use_cases.tugas.access import load, pelaku_of
from sop_flows.use_cases.tugas.act import owe_cards
from sop_flows.use_cases.tugas.excused import excused_name, view_excused


def begin_reinstating(uow: UnitOfWork, actor: Actor, *, berkas_id: int) -> None:
    """Ask on the board whose excuse is taken back.

    Raises:
        TugasChanged: None stands that this person could take back.
    """
    berkas, sop_id = visible(uow, actor.user_id, berkas_id)
    orang = colleague(uow, actor.user_id, berkas.kantor_id)
    posts = {post.jabatan_id for post in orang.jabatan}
    found = view_excused(uow, (berkas, sop_id), posts)
    if not any(one.can_reinstate for one in found):
        raise TugasChanged(tugas_id=0)
    isi = Kecualikan(berkas=berkas_id, bagian=BagianKecualikan.URUNGKAN)
    ask(uow, actor.chat_id, isi)
    uow.kartu.owe_board_again(berkas_id, actor.chat_id)


def take_back(uow: UnitOfWork, actor: Actor, *, berkas_id: int, tugas_id: int) -> None:
    """Take an excuse back; who is asked again gets the card anew, and its witness is told.

    Raises:
        NotFound: The user sees no such berkas; said the same way of a foreign office's.
        NotYourTugas: It is of another berkas, or not for the user to take back.
        TugasChanged: The excuse stands no more.
        ExcuseStands: Something that rests on it was signed.
    """
    visible(uow, actor.user_id, berkas_id)
    loaded = load(uow, tugas_id)
    pelaku = pelaku_of(uow, actor.user_id, loaded, Kerja.KECUALIKAN)
    berkas, sop_id, kantor_id = loaded.berkas, loaded.sop_id, loaded.berkas.kantor_id
    if berkas.id != berkas_id:
        raise NotYourTugas
    peta = uow.sop.peta(kantor_id, sop_id, berkas, local_date(uow, kantor_id))
    semua = uow.berkas.tugas_of(berkas_id)
    made = reinstate(uow.sop.get(sop_id), berkas, loaded.tugas, pelaku, uow.now, peta, semua)
    outcome = uow.berkas.store(made)
    uow.percakapan.drop(actor.chat_id)
    owe_cards(uow, outcome, first_chat=actor.chat_id)
    tell_reinstated(uow, loaded, pelaku)


def tell_reinstated(uow: UnitOfWork, loaded: Loaded, pelaku: Pelaku) -> None:
    """Tell who is asked again, with the card as a new message, and who had witnessed the excuse."""
    tugas, berkas = loaded.tugas, loaded.berkas
    kantor_id, today = berkas.kantor_id, local_date(uow, berkas.kantor_id)
    asked = {p.chat_id for p in recipients_of(uow, kantor_id, tugas, today) if p.chat_id}
    for chat_id in asked | witness_chat(uow, kantor_id, tugas):
        told = DiikutkanLagi(
            berkas=berkas.nomor,
            judul=berkas.judul,
            periode=berkas.periode,
            siapa=excused_name(uow, kantor_id, tugas),
            is_unit=tugas.unit_id is not None,
            oleh=pelaku.nama,
            jabatan=pelaku.jabatan,
            kantor=office_named(uow, chat_id, kantor_id),
            is_saksi=chat_id not in asked,
        )
        say(uow, chat_id, kantor_id, told)
    for chat_id in asked:
        uow.kartu.send_anew(tugas.id, chat_id)


def witness_chat(uow: UnitOfWork, kantor_id: int, tugas: Tugas) -> set[int]:
    """Return the chat of who witnessed an excuse, where they have one."""
    hasil = tugas.facts.hasil
    if hasil is None or hasil.saksi_id is None:
        return set()
    chat_id = uow.pegawai.chats(kantor_id).get(hasil.saksi_id)
    return set() if chat_id is None else {chat_id}
