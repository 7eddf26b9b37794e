"""The people of an office on their phones: each answers what the bot asks, with what a careful official would."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.trial import people
from bot.trial.calls import Upload
from bot.trial.messenger import Messenger
from bot.trial.store import Message, Phone
from handlers.screens.arguments import CallbackUnreadable
from handlers.screens.callback import Tap, TugasTap, decode
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.engine import aksi_of
from sop_flows.engine.tambahan import SebabWaktu
from sop_flows.ports.ditanya import (
    AlasanTetap,
    Alihkan,
    Catatan,
    Ditanya,
    Kembalikan,
    Penerima,
    TanyaIsian,
    TanyaUnit,
    TanyaWaktu,
    Yakin,
)
from sop_flows.ports.layar.alihkan import BagianAlihkan
from sop_flows.ports.layar.tugas import BagianAksi
from sop_flows.ports.layar.waktu import BagianWaktu
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Isian, JenisIsian, Sop
from sop_flows.use_cases.jabatan.holders import recipients_of
from sop_flows.use_cases.jabatan.who import local_date

SEBAB = (SebabWaktu.PEKERJAAN, SebabWaktu.DINAS_LUAR, SebabWaktu.CUTI)
NOTULEN = "notulen"
WHY = "Sudah diperiksa kembali bersama bidang."
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
BULAN = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


@dataclass(frozen=True, slots=True)
class Button:
    """A button as it is on a phone now."""

    message_id: int
    label: str
    data: str
    tap: Tap


@dataclass(frozen=True, slots=True, kw_only=True)
class Keadaan:
    """What somebody who is to work on a tugas finds."""

    sop: Sop
    berkas_id: int
    tugas: Tugas
    chat_id: int | None
    """Of the first who may act and has an account."""
    asked: Ditanya | None
    kurang: tuple[str, ...]
    """The kode of the values that their formulir still lacks."""

    @property
    def missing(self) -> Isian | None:
        """The first answer that the tahap insists on and nobody gave; of a rapat what was discussed."""
        tahap = self.sop.tahap_at(self.tugas.langkah, self.tugas.tahap)
        given = self.tugas.facts.answers
        asked = tahap.isian if tahap else ()
        wanted = (one for one in asked if one.wajib or one.kode == NOTULEN)
        return next((one for one in wanted if not given.get(one.kode)), None)

    @property
    def kerja(self) -> tuple[Kerja, ...]:
        """What may be done."""
        return tuple(aksi_of(self.sop, self.tugas))


def look(uow: UnitOfWork, tugas_id: int) -> Keadaan:
    """Return what is to be done about a tugas, and by whom."""
    loaded = uow.berkas.load_tugas(tugas_id)
    assert loaded is not None
    tugas, kantor_id = loaded.tugas, loaded.berkas.kantor_id
    holders = recipients_of(uow, kantor_id, tugas, local_date(uow, kantor_id))
    chat_id = next((one.chat_id for one in holders if one.chat_id is not None), None)
    asked = uow.percakapan.get(chat_id) if chat_id is not None else None
    formulir = uow.kinerja.formulir(loaded.berkas.id, tugas.unit_id) if tugas.unit_id else None
    return Keadaan(
        sop=uow.sop.get(loaded.sop_id),
        berkas_id=loaded.berkas.id,
        tugas=tugas,
        chat_id=chat_id,
        asked=asked.isi if asked else None,
        kurang=tuple(formulir.kurang) if formulir else (),
    )


class Ponsel:
    """All phones of an office."""

    def __init__(self, messenger: Messenger) -> None:
        self._messenger = messenger
        self.taps = 0
        self.acted: set[tuple[int, datetime]] = set()
        """When whose phone was used."""
        self.sent: list[tuple[int, datetime, str]] = []
        """Every message of the bot: to whom, when, and what it said at first."""
        self._listen()

    def _listen(self) -> None:
        store = self._messenger.store
        add = store.add_message

        def add_message(chat_id: int, body: Any, extra: Any, *, from_bot: bool) -> Message:
            message = add(chat_id, body, extra, from_bot=from_bot)
            if from_bot:
                text = body.get("text") or body.get("caption") or ""
                self.sent.append((chat_id, self._messenger.clock.now(), text))
            return message

        store.add_message = add_message  # type: ignore[method-assign]

    def _use(self, chat_id: int) -> Phone:
        self.acted.add((chat_id, self._messenger.clock.now()))
        return people.find_phone(self._messenger, chat_id)

    def messages(self, chat_id: int) -> list[Message]:
        """Return a chat, oldest first."""
        return self._messenger.store.messages(chat_id)

    def buttons(self, chat_id: int) -> Iterator[Button]:
        """Yield the buttons in a chat, those of the newest message first."""
        for message in reversed(self.messages(chat_id)):
            yield from buttons_of(message)

    def find(self, chat_id: int, fits: Callable[[Button], bool]) -> Button | None:
        """Return the newest button that fits."""
        return next((one for one in self.buttons(chat_id) if fits(one)), None)

    async def tap(self, chat_id: int, button: Button) -> dict[str, Any] | None:
        """Tap a button; return the pop-up."""
        self.taps += 1
        return await people.tap(
            self._messenger, self._use(chat_id), button.message_id, button.data
        )

    def write(self, chat_id: int, teks: str, quoted: int | None = None) -> None:
        """Write a text, in answer to a message if one is quoted."""
        phone = self._use(chat_id)
        reply = people.AUTOMATIC if quoted is None else quoted
        people.write_text(self._messenger, phone, teks, reply)

    def hand_in(self, chat_id: int, nama: str) -> None:
        """Send a PDF."""
        phone = self._use(chat_id)
        people.write_file(self._messenger, phone, Upload(nama, "application/pdf", PDF))


def buttons_of(message: Message) -> Iterator[Button]:
    """Yield what can be tapped under a message."""
    for row in message.body.get("reply_markup", {}).get("inline_keyboard", []):
        for one in row:
            if data := one.get("callback_data"):
                try:
                    yield Button(message.message_id, one["text"], data, decode(data))
                except CallbackUnreadable:
                    continue


class Stuck(AssertionError):
    """Somebody does not know how to go on."""


class Pejabat:
    """Whoever works on a tugas, one step at a time: a tap, a text or a file."""

    def __init__(self, ponsel: Ponsel, chance: random.Random, today: date) -> None:
        self._ponsel = ponsel
        self._chance = chance
        self._today = today

    async def go_on(self, now: Keadaan, besides: Kerja | None = None) -> None:
        """Do the next thing that a tugas needs; ``besides``: that is done in its place, where it may be."""
        assert now.chat_id is not None
        if now.asked is not None:
            await self.answer(now, now.asked)
        elif now.missing is not None:
            await self._press(now, "isian", now.missing.kode)
        elif now.kurang and Kerja.KIRIM in now.kerja:
            await self._fill(now)
        elif besides in now.kerja and (button := self._find(now, str(besides))):
            await self._tap(now, button)
        else:
            await self._close(now)

    async def ask_for_time(self, now: Keadaan) -> bool:
        """Ask for more time, if the card offers it; tell whether it does."""
        button = self._find(now, "minta_waktu")
        if button is not None:
            await self._tap(now, button)
        return button is not None

    async def answer(self, now: Keadaan, asked: Ditanya) -> None:
        """Answer what the chat is asked."""
        match asked:
            case Yakin(kerja=kerja):
                await self._press(now, kerja.value)
            case TanyaIsian(kode=kode):
                tahap = now.sop.tahap_at(now.tugas.langkah, now.tugas.tahap)
                assert tahap is not None
                self._give(now, next(one for one in tahap.isian if one.kode == kode))
            case AlasanTetap() | Catatan() | TanyaWaktu(bagian=BagianWaktu.ALASAN):
                self._say(now, WHY)
            case TanyaWaktu(bagian=BagianWaktu.SEBAB):
                await self._press(now, "sebab_waktu", self._chance.choice(SEBAB).value)
            case TanyaWaktu():
                await self._press(now, "sampai_waktu")
            case Penerima():
                await self._press(now, "kirim_penerima")
            case Kembalikan() | TanyaUnit(bagian=BagianAksi.UNIT):
                await self._press(now, step_of(asked))
            case _:
                self._say(now, "/batal")

    def _give(self, now: Keadaan, isian: Isian) -> None:
        assert now.chat_id is not None
        if isian.jenis is JenisIsian.DOKUMEN:
            self._ponsel.hand_in(now.chat_id, f"{isian.kode}-{now.tugas.nomor}.pdf")
        else:
            self._say(now, self.words(isian, now.tugas.nomor))

    def words(self, isian: Isian, nomor: int) -> str:
        """Return what somebody writes where this is asked."""
        match isian.jenis:
            case JenisIsian.TANGGAL | JenisIsian.BATAS:
                return spell(self._today)
            case JenisIsian.PUKUL:
                return "14.00"
            case JenisIsian.CENTANG:
                return "ya"
            case JenisIsian.NOMOR:
                return f"005/{nomor}/{self._today.year}"
            case JenisIsian.PILIHAN:
                return isian.pilihan[0]
        return "Sesuai ketentuan"

    async def _fill(self, now: Keadaan) -> None:
        """Write the values that are missing, in answer to the card: several may ask for the same.

        What the bot thinks odd is meant.
        """
        assert now.chat_id is not None
        card = self._find(now, "isi")
        if odd := self._find(now, "benar"):
            await self._tap(now, odd)
            return
        if card is None:
            raise Stuck(self.tell(now, "its card"))
        lines = "\n".join(f"{kode}={self._chance.randint(5, 60)}" for kode in now.kurang)
        self._ponsel.write(now.chat_id, lines, card.message_id)

    def _say(self, now: Keadaan, teks: str) -> None:
        assert now.chat_id is not None
        self._ponsel.write(now.chat_id, teks)

    async def _close(self, now: Keadaan) -> None:
        for kerja in now.kerja:
            for aksi in ((kerja.value,), ("yakin", kerja.value)):
                if button := self._find(now, *aksi):
                    await self._tap(now, button)
                    return
        if Kerja.DISPOSISIKAN in now.kerja and (button := self._find(now, "penerima")):
            await self._tap(now, button)
            return
        raise Stuck(self.tell(now, "closes it"))

    async def _press(self, now: Keadaan, *aksi: str) -> None:
        button = self._find(now, *aksi)
        if button is None:
            raise Stuck(self.tell(now, " ".join(aksi)))
        await self._tap(now, button)

    async def _tap(self, now: Keadaan, button: Button) -> None:
        assert now.chat_id is not None
        await self._ponsel.tap(now.chat_id, button)

    def _find(self, now: Keadaan, *aksi: str) -> Button | None:
        assert now.chat_id is not None

        def fits(button: Button) -> bool:
            tap = button.tap
            return (
                isinstance(tap, TugasTap)
                and tap.tugas_id == now.tugas.id
                and tap.revisi in (0, now.tugas.revisi)
                and (tap.aksi, *tap.args)[: len(aksi)] == aksi
            )

        return self._ponsel.find(now.chat_id, fits)

    def tell(self, now: Keadaan, wanted: str) -> str:
        assert now.chat_id is not None
        tail = self._ponsel.messages(now.chat_id)[-3:]
        shown = [(m.body.get("text"), [b.data for b in buttons_of(m)]) for m in tail]
        return f"{now.sop.kode} {now.tugas.place} {now.asked}: no button for {wanted}: {shown}"


def step_of(asked: Kembalikan | TanyaUnit) -> str:
    """Return the button of the next step of a return or a question: about one unit, for a prepared reason."""
    match asked.bagian:
        case BagianAksi.UNIT if not asked.unit:
            return "pilih_unit"
        case BagianAksi.UNIT if isinstance(asked, TanyaUnit):
            return "alasan_lain"
        case BagianAksi.UNIT | BagianAksi.INDIKATOR:
            return "lanjut"
    return "alasan"


def spell(day: date) -> str:
    """Return a day as people write it."""
    return f"{day.day} {BULAN[day.month - 1]} {day.year}"


class Atasan:
    """Whoever oversees others: answers requests for time, and hands work on."""

    def __init__(self, ponsel: Ponsel, chat_id: int) -> None:
        self._ponsel = ponsel
        self.chat_id = chat_id
        self._seen: set[tuple[int, str]] = set()

    def offered(self, *aksi: str) -> Iterator[Button]:
        """Yield each button of that kind that came since the last look."""
        for button in list(self._ponsel.buttons(self.chat_id)):
            tap, key = button.tap, (button.message_id, button.data)
            if isinstance(tap, TugasTap) and tap.aksi in aksi and key not in self._seen:
                self._seen.add(key)
                yield button

    async def tap(self, button: Button) -> None:
        """Tap a button."""
        await self._ponsel.tap(self.chat_id, button)

    async def go_on(self, asked: Ditanya | None) -> bool:
        """Answer what is asked about a tugas that is handed on, or refused time; tell whether that is asked."""
        match asked:
            case Alihkan(bagian=BagianAlihkan.ALASAN):
                self._ponsel.write(self.chat_id, WHY)
            case Alihkan():
                await self._first("alihkan_ke")
            case TanyaWaktu(bagian=BagianWaktu.ALASAN):
                await self._first("tolak_saja")
            case _:
                return False
        return True

    async def _first(self, aksi: str) -> None:
        def fits(button: Button) -> bool:
            return isinstance(button.tap, TugasTap) and button.tap.aksi == aksi

        button = self._ponsel.find(self.chat_id, fits)
        assert button is not None, aksi
        await self.tap(button)
