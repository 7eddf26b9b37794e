"""The people of an office on their phones: each answers what the bot asks, with what a careful official would."""

import random
from dataclasses import dataclass
from datetime import date

from handlers.screens.callback import TugasTap
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.engine import aksi_of
from sop_flows.engine.tambahan import SebabWaktu
from sop_flows.ports.ditanya import (
    AlasanTetap,
    Catatan,
    Ditanya,
    Kembalikan,
    Penerima,
    TanyaIsian,
    TanyaUnit,
    TanyaWaktu,
    Yakin,
)
from sop_flows.ports.layar.tugas import BagianAksi
from sop_flows.ports.layar.waktu import BagianWaktu
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Isian, JenisIsian, Sop
from sop_flows.use_cases.jabatan.holders import recipients_of
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.waktu.cetak import printed_day
from tests.tahun.ponsel import Button, Ponsel

SEBAB = (SebabWaktu.PEKERJAAN, SebabWaktu.DINAS_LUAR, SebabWaktu.CUTI)
NOTULEN = "notulen"
WHY = "Sudah diperiksa kembali bersama bidang."


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
    def is_asked_elsewhere(self) -> bool:
        """Whether the chat is still being asked about another tugas."""
        return getattr(self.asked, "tugas", self.tugas.id) != self.tugas.id

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
        if now.is_asked_elsewhere:
            self._say(now, "/batal")
        elif now.asked is not None:
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
                return printed_day(self._today)
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

        return next(
            (
                one
                for one in self._ponsel.buttons(now.chat_id, now.tugas.id)
                if isinstance(one.tap, TugasTap)
                and one.tap.revisi in (0, now.tugas.revisi)
                and (one.tap.aksi, *one.tap.args)[: len(aksi)] == aksi
            ),
            None,
        )

    def tell(self, now: Keadaan, wanted: str) -> str:
        assert now.chat_id is not None
        return f"{now.sop.kode} {now.tugas.place} {now.asked}: no button for {wanted}: {self._ponsel.tail(now.chat_id)}"


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
