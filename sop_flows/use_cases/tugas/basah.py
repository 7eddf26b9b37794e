"""A signature in ink on the printed sheet: its scan, who saw it, and then the question that any decision asks.

1. Who signed sends the scan, from their own account: a scan does not say who held the pen, so nobody
   decides for another by handing one in. Who is away has a Plh.
2. The witness is somebody else of the office, who is told at once and may object (``sanggah``).
"""

from pathlib import PurePath
from typing import Final

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.tanda_tangan import Basah, InkWitnessUnfit, ScanUnfit
from sop_flows.errors import WitnessUnclear
from sop_flows.kantor.dokumen import TERTANDA, Lampiran
from sop_flows.kantor.kantor import Pegawai
from sop_flows.ports.dibubuhkan import Dibubuhkan
from sop_flows.ports.ditanya import TandaBasah
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.teks import fold
from sop_flows.use_cases.say import ask
from sop_flows.use_cases.tugas.access import load, load_own, pelaku_of
from sop_flows.use_cases.tugas.bubuhan import ask_about_signed, ink_witnesses
from sop_flows.use_cases.tugas.lampiran import kept_of
from sop_flows.use_cases.tugas.percakapan import Ketukan, converse_anew, guard_tap

SCANS: Final = frozenset((".pdf", ".jpg", ".jpeg", ".png", ".webp", ".heic", ".tif", ".tiff"))
MOST_SCANS: Final = 20
"""Scans of one sheet."""


def begin_ink(uow: UnitOfWork, *, tap: Ketukan, kerja: Kerja) -> None:
    """Ask on a card for the scan of the sheet that was signed."""
    converse_anew(uow, tap=tap, kerja=kerja, kind=TandaBasah)


def take_scan(uow: UnitOfWork, actor: Actor, asked: TandaBasah, lampiran: Lampiran) -> None:
    """Keep a scan until it is decided by it; the card asks next who saw it being signed.

    Raises:
        ScanUnfit: It is no picture and no PDF, or one too many.
    """
    guard_tap(uow, place_of(actor, asked), asked.kerja)
    if PurePath(lampiran.nama).suffix.lower() not in SCANS:
        raise ScanUnfit(nama=lampiran.nama)
    if len(asked.dokumen) >= MOST_SCANS:
        raise ScanUnfit(nama=lampiran.nama, banyak=MOST_SCANS)
    kept = kept_of(lampiran, TERTANDA)
    known = {one.sha256 for one in asked.dokumen}
    dokumen = asked.dokumen if kept.sha256 in known else (*asked.dokumen, kept)
    ask_on_card(uow, actor, replace(asked, dokumen=dokumen))


def ask_on_card(uow: UnitOfWork, actor: Actor, asked: TandaBasah) -> None:
    """Set what the card asks, and send it anew."""
    ask(uow, actor.chat_id, asked)
    uow.kartu.send_anew(asked.tugas, actor.chat_id)


def place_of(actor: Actor, asked: TandaBasah) -> Ketukan:
    """Return where a conversation stands."""
    return Ketukan(actor=actor, tugas_id=asked.tugas, revisi=asked.revisi)


def choose_ink_witness(uow: UnitOfWork, *, tap: Ketukan, pegawai_id: int) -> None:
    """Take who saw it being signed, and ask whether it is really meant.

    Raises:
        NotYourTugas: It is not the person's tugas, whether or not it asks anything.
        InkWitnessUnfit: They may not be the witness, or there is no scan.
    """
    load_own(uow, tap.actor.user_id, tap.tugas_id)
    asked = uow.percakapan.get(tap.actor.chat_id)
    match asked.isi if asked else None:
        case TandaBasah(tugas=tap.tugas_id, revisi=tap.revisi) as isi if isi.dokumen:
            name_witness(uow, tap.actor, isi, pegawai_id)
        case _:
            raise InkWitnessUnfit


def type_ink_witness(uow: UnitOfWork, actor: Actor, asked: TandaBasah, teks: str) -> None:
    """Take who saw it being signed by a part of their name; several are offered.

    Raises:
        WitnessUnclear: Nobody who may witness is called so.
    """
    found = candidates(uow, actor, replace(asked, cari=teks))
    exact = [orang for orang in found if fold(orang.nama) == fold(teks)]
    if len(exact or found) == 1:
        name_witness(uow, actor, asked, (exact or found)[0].id)
        return
    if not found:
        raise WitnessUnclear(teks=teks, nama=())
    ask_on_card(uow, actor, replace(asked, cari=teks, halaman=0))


def name_witness(uow: UnitOfWork, actor: Actor, asked: TandaBasah, pegawai_id: int) -> None:
    """Ask whether it is to be decided by the scan, before that witness."""
    for orang in candidates(uow, actor, replace(asked, cari="")):
        if orang.id == pegawai_id:
            pindaian = tuple(one.sha256 for one in asked.dokumen)
            tanda = Basah(pindaian=pindaian, saksi_id=orang.id, saksi=orang.nama)
            signed = Dibubuhkan(dokumen=asked.dokumen, tanda=tanda)
            guard_tap(uow, place_of(actor, asked), asked.kerja)
            ask_about_signed(uow, actor, load(uow, asked.tugas), asked.kerja, signed)
            return
    raise InkWitnessUnfit


def candidates(uow: UnitOfWork, actor: Actor, asked: TandaBasah) -> tuple[Pegawai, ...]:
    """Return who may have seen it being signed, by the part of a name that was typed."""
    loaded = load(uow, asked.tugas)
    oleh = pelaku_of(uow, actor.user_id, loaded, asked.kerja).pegawai_id
    return ink_witnesses(uow, loaded, oleh, asked.cari)
