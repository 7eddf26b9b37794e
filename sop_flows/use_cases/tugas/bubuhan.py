"""Deciding by what was signed outside of the bot: the same question, the same "Ya", and what was signed is kept."""

from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.tanda_tangan import Basah, InkWitnessUnfit
from sop_flows.kantor.kantor import Pegawai
from sop_flows.ports.dibubuhkan import Dibubuhkan
from sop_flows.ports.ditanya import Yakin
from sop_flows.ports.records import Actor, Loaded, Percakapan
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.teks import fold
from sop_flows.use_cases.say import ask
from sop_flows.use_cases.tugas.access import load
from sop_flows.use_cases.tugas.act import Decided, decide
from sop_flows.use_cases.tugas.excused import fit_witnesses
from sop_flows.use_cases.tugas.lampiran import hand_in, lampiran_of
from sop_flows.use_cases.tugas.sanggah import tell_witness


def ask_about_signed(
    uow: UnitOfWork, actor: Actor, loaded: Loaded, kerja: Kerja, signed: Dibubuhkan
) -> None:
    """Ask on a card, as a new message, whether it is to be decided by what was signed.

    Raises:
        Refusal: It may not be decided so, or not by them: said before anything is asked.
    """
    tugas = loaded.tugas
    aksi = Aksi(kerja=kerja, revisi=tugas.revisi, at=uow.now, tanda=signed.tanda)
    decided = decide(uow, actor, tugas.id, aksi)
    yakin = Yakin(
        tugas=tugas.id,
        revisi=tugas.revisi,
        kerja=kerja,
        naskah=decided.aksi.naskah,
        dibubuhkan=signed,
    )
    ask(uow, actor.chat_id, yakin)
    uow.kartu.send_anew(tugas.id, actor.chat_id)


def signed_with(asked: Percakapan | None, tugas_id: int, sidik: str) -> Dibubuhkan | None:
    """Return what a "Ya" decides by, where its button means what the chat is being asked about."""
    match asked.isi if asked else None:
        case Yakin(tugas=asked_id, dibubuhkan=Dibubuhkan() as signed):
            return signed if (asked_id, signed.sidik) == (tugas_id, sidik) else None
    return None


def keep_signed(uow: UnitOfWork, decided: Decided, signed: Dibubuhkan) -> None:
    """Keep what was signed with the tugas that it closes; who saw ink is told.

    Raises:
        InkWitnessUnfit: Whoever was named may not witness that any more.
    """
    if isinstance(signed.tanda, Basah):
        loaded = load(uow, decided.tugas.id)
        check_witness(uow, loaded, decided.pelaku.pegawai_id, signed.tanda.saksi_id)
        tell_witness(uow, loaded, decided.pelaku, signed.tanda)
    for one in signed.dokumen:
        hand_in(uow, decided.berkas, decided.tugas, decided.pelaku, lampiran_of(one, uow.now))


def check_witness(uow: UnitOfWork, loaded: Loaded, oleh: int, saksi_id: int) -> None:
    """Refuse a witness of ink who may not be one.

    Raises:
        InkWitnessUnfit: It is so.
    """
    if saksi_id not in {orang.id for orang in ink_witnesses(uow, loaded, oleh)}:
        raise InkWitnessUnfit


def ink_witnesses(
    uow: UnitOfWork, loaded: Loaded, oleh: int, cari: str = ""
) -> tuple[Pegawai, ...]:
    """Return who may witness that somebody signed in ink: colleagues who can be told, by name.

    Args:
        oleh: Who signs.
        cari: A part of the name.
    """
    told = uow.pegawai.chats(loaded.berkas.kantor_id)
    fit = fit_witnesses(uow, loaded, oleh)
    return tuple(one for one in fit if one.id in told and fold(cari) in fold(one.nama))
