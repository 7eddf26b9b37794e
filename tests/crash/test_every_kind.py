"""Every kind of message that may be owed is on its way when the bot dies, and is refused once more after that.

The kinds are the product's own list. What each says is its row in the golden file, or what there is to show in an office.
"""

import json
import shutil
import threading
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.trial.faults import Fault, Faults
from bot.trial.kantor.pejawaran import SAMPLE
from bot.trial.messenger import phone_of
from sop_flows.engine.aksi import Kerja
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.naskah.kode import kode_of
from sop_flows.ports.kiriman import Kiriman, answer_to
from sop_flows.ports.layar import LAYAR
from sop_flows.ports.layar.daftar import HapusTanya, LayarKartu
from sop_flows.ports.layar.formulir import Dimengerti
from sop_flows.ports.layar.tugas import TanyaCatatan, TinggalkanGrup
from sop_flows.use_cases.isian.answers import keep_dokumen
from storage.codec import decode
from storage.database.session import Database
from storage.files import kept_files
from tests.crash.batas import Crash
from tests.crash.bots import ThreadBot
from tests.crash.kantor import Kantor, first_of
from tests.crash.pemeriksaan import AGAIN, OVER, check_order, check_repetitions
from tests.support import office
from tests.support.office import Pejawaran
from tests.support.story import (
    AGUS,
    CAMAT,
    DEWI,
    KASUBBAG,
    KESRA,
    PM,
    SEKCAM,
    TAPEM,
    TRANTIB,
    YANUM,
    fill,
    go_to,
    jejak,
)

GOLDEN = Path(__file__).parents[1] / "storage" / "carriers" / "golden" / "outbox.json"
OURS = {layar for layar, isi in LAYAR.items() if isi.__module__.startswith("sop_flows.")}
GESTURES = {
    HapusTanya.layar: "deleteMessages",
    Dimengerti.layar: "setMessageReaction",
    TinggalkanGrup.layar: "leaveChat",
}
"""What shows no message of its own, and the call that it is."""
STRANGERS = range(900_001, 900_001 + len(OURS))
"""Chats of which nobody knows anything."""
GROUP = -900_001
AT_ONCE = 16
"""As many messages as are on their way together."""
TRIED_S = 3
ROWS = "SELECT chat_id, layar, status, message_id FROM outbox ORDER BY id"
CARD = "SELECT id FROM kartu WHERE chat_id = ?"


class Breaking(Faults):
    """Lets a bot die over what it sends to some chats for the first time, and later refuses each of them once."""

    def __init__(self) -> None:
        super().__init__()
        self.untried: set[int] = set()
        self.unrefused: set[int] = set()
        self._has_tried = False
        self._all_out = threading.Event()

    def expect(self, chats: set[int]) -> None:
        """Let these chats be sent something for the first time."""
        self._all_out.clear()
        self.untried |= chats

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        if chat_id in self.untried:
            self.untried.remove(chat_id)
            self._has_tried = True
            if not self.untried:
                self._all_out.set()
        elif chat_id in self.unrefused:
            self.unrefused.remove(chat_id)
            return Fault(method=method, status=502)
        return super().take(method, chat_id)

    def at(self, name: str) -> None:
        """Die at the first commit after a message has left, once all have: nothing of them is noted."""
        if self._has_tried and name == "before commit":
            self._all_out.wait(TRIED_S)
            self._has_tried = False
            raise Crash(name)


def in_the_middle(k: Pejawaran, content: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """Bring an office to where there is something of everything to show; return to whom, and by which facts."""
    berkas = go_to(k, 4)
    for kasi in (TAPEM, PM):
        fill(k, kasi)
        k.act(kasi, Kerja.KIRIM)
    sent, *_ = jejak(k, berkas, "kirim")[1:]
    kode = kode_of(sent.rincian["naskah"])
    open_, with_file = k.only(YANUM), k.only(KESRA)
    dokumen = Lampiran(
        berkas_id=0, tugas_id=0, sha256=content, nama="kesra.pdf", oleh=0, diterima_at=k.now
    )
    k.say(KESRA, keep_dokumen, lampiran=dokumen)
    (kept,) = k.run(lambda uow: uow.lampiran.of_berkas(berkas))
    for statement in ("UPDATE pegawai SET admin = 1", "UPDATE outbox SET status = 'terkirim'"):
        k.database.run_now(lambda c, s=statement: c.exec_driver_sql(s))
    return {
        "lembar": (YANUM, {"tugas": open_.id, "revisi": open_.revisi}),
        "paper": (YANUM, {"tugas": open_.id, "ke": 1}),
        "arsip": (SEKCAM, {"berkas": berkas}),
        "dokumen": (KESRA, {"tugas": with_file.id, "lampiran": kept.id}),
        "rekap": (TAPEM, {"tugas": sent.tugas_id}),
        "nilai": (TAPEM, {"user_id": k.user[TAPEM], "berkas_id": berkas, "kode": kode}),
        "naskah_berkas": (TAPEM, {"user_id": k.user[TAPEM], "berkas_id": berkas, "kode": kode}),
        "naskah": (PM, {"user_id": k.user[PM], "kode": kode}),
        "ditandatangani": (PM, {"user_id": k.user[PM]}),
        "daftar_tugas": (AGUS, {"user_id": k.user[AGUS]}),
        "menunggu": (SEKCAM, {"user_id": k.user[SEKCAM]}),
        "daftar_berkas": (DEWI, {"user_id": k.user[DEWI]}),
        "pilihan_mulai": (SEKCAM, {"user_id": k.user[SEKCAM]}),
        "pilihan_periode": (SEKCAM, {"user_id": k.user[SEKCAM], "periode": None}),
        "anggota": (CAMAT, {"user_id": k.user[CAMAT]}),
        "pegawai": (KASUBBAG, {"user_id": k.user[KASUBBAG], "pegawai_id": k.pegawai[DEWI]}),
        "tautan": (
            CAMAT,
            {"user_id": k.user[CAMAT], "pegawai_id": k.pegawai[DEWI], "bot": "tapak_bot"},
        ),
        "bantuan": (KASUBBAG, {"user_id": k.user[KASUBBAG]}),
        "riwayat": (KASUBBAG, {"user_id": k.user[KASUBBAG], "berkas_id": berkas}),
        "alur": (SEKCAM, {"user_id": k.user[SEKCAM], "berkas_id": berkas}),
        "libur": (KASUBBAG, {"user_id": k.user[KASUBBAG], "kantor": k.kantor_id, "tahun": 2026}),
        "kenapa_batas": (YANUM, {"tugas": open_.id}),
        "ditunggu": (SEKCAM, {"user_id": k.user[SEKCAM], "berkas_id": berkas}),
    }


def everything(k: Pejawaran, folder: Path, own: int) -> list[Kiriman]:
    """Return a message of every kind: about what there is, or to somebody whom nobody knows.

    Args:
        k: An office that has just been founded.
        folder: Where its dokumen are kept.
        own: A message that TRANTIB wrote.
    """
    shown = in_the_middle(k, kept_files(folder).put(b"%PDF"))
    golden = json.loads(GOLDEN.read_text())
    facts = {layar: first for layar, (first, *_) in golden.items()}
    facts |= {layar: said for layar, (_, said) in shown.items()}
    facts[Dimengerti.layar] = {"message_id": own}
    chats = dict(zip(facts, STRANGERS, strict=False))
    chats |= {layar: k.user[nama] for layar, (nama, _) in shown.items()}
    chats |= dict.fromkeys((LayarKartu.layar, Dimengerti.layar), k.user[TRANTIB])
    chats[HapusTanya.layar] = chats[TanyaCatatan.layar]
    chats[TinggalkanGrup.layar] = GROUP
    (kartu,) = k.database.run_now(lambda c: c.exec_driver_sql(CARD, (k.user[TRANTIB],)).one())
    return [
        replace(
            answer_to(chats[layar], decode(LAYAR[layar], said), kantor_id=k.kantor_id),
            kartu_id=kartu if layar == LayarKartu.layar else None,
            baru=layar == LayarKartu.layar,
        )
        for layar, said in sorted(facts.items(), key=lambda one: one[0] == HapusTanya.layar)
    ]


def groups_of(messages: Iterable[Kiriman]) -> list[dict[int, Kiriman]]:
    """Return the messages in groups, each by its chat: what one chat gets comes in this order."""
    groups: list[dict[int, Kiriman]] = []
    for each in messages:
        fits = (one for one in groups if len(one) < AT_ONCE and each.chat_id not in one)
        group = next(fits, None)
        if group is None:
            groups.append(group := {})
        group[each.chat_id] = each
    return groups


async def test_every_kind_survives_a_death_and_a_refusal_on_its_way(founded: Path, tmp_path: Path):
    kantor = Kantor(founded, tmp_path)
    shutil.copy(office.founded(SAMPLE), kantor.database)
    store, breaking = kantor.server.messenger.store, Breaking()
    for chat_id in (*STRANGERS, GROUP):
        phone = phone_of({"user_id": chat_id, "name": str(chat_id)})
        phone.started = True
        store.save_phone(phone)
    with closing(Database.open(f"sqlite:///{kantor.database}")) as database:
        k = Pejawaran(database)
        own = next(m for m in store.messages(k.user[TRANTIB]) if not m.from_bot)
        owed = everything(k, kantor.folder / "bot", own.message_id)
        assert {one.layar for one in owed} == OURS
        async with kantor:
            kantor.server.messenger.faults = breaking
            bot = ThreadBot(kantor, failpoint=breaking.at)
            for group in groups_of(owed):
                k.run(lambda uow, group=group: uow.outbox.add(*group.values()))
                await deliver(kantor, bot, breaking, set(group))
            check_came(kantor, owed)
            check_repetitions(kantor)
            check_order(kantor)


async def deliver(kantor: Kantor, bot: ThreadBot, breaking: Breaking, chats: set[int]) -> None:
    """Let what is owed to these chats come to the end of its way, broken twice."""
    breaking.expect(chats)
    while breaking.untried:  # again where not all got a connection in time, on a busy machine
        await bot.start()
        if await first_of(bot.died.wait(), kantor.settle()) == 1:
            raise AssertionError(f"nothing is sent to {breaking.untried}")
        await bot.bury()
    breaking.unrefused |= chats
    await bot.start()
    await kantor.settle()
    await bot.kill()


def check_came(kantor: Kantor, owed: Iterable[Kiriman]) -> None:
    """Each message is on its phone, marked as one that was sent before, or is a gesture that was made."""
    rows = {(row["chat_id"], row["layar"]): row for row in kantor.select(ROWS)}
    text = {(sent.chat_id, sent.message_id): sent.text for sent in kantor.sent}
    made = {call.method for call in kantor.server.messenger.calls if call.status == 200}
    for each in owed:
        row = rows[each.chat_id, each.layar]
        assert row["status"] in OVER, f"{each.layar} is {row['status']}"
        if each.layar in GESTURES:
            assert GESTURES[each.layar] in made, f"{each.layar} was never made"
        else:
            assert row["message_id"] is not None, f"{each.layar} had nothing to show"
            came = text[each.chat_id, row["message_id"]]
            assert came.startswith(AGAIN), f"{each.layar} came as {came[:60]!r}"
