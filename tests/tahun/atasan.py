"""Whoever oversees others: they answer requests for time, and hand work on."""

from collections.abc import Iterator

from handlers.screens.callback import TugasTap
from sop_flows.ports.ditanya import Alihkan, Ditanya, TanyaWaktu
from sop_flows.ports.layar.alihkan import BagianAlihkan
from sop_flows.ports.layar.waktu import BagianWaktu
from tests.tahun.orang import WHY, Stuck
from tests.tahun.ponsel import Button, Ponsel


class Atasan:
    """An atasan at the phone."""

    def __init__(self, ponsel: Ponsel, chat_id: int) -> None:
        self._ponsel = ponsel
        self.chat_id = chat_id
        self._read = 0
        self._seen: set[tuple[int, str]] = set()

    def look(self) -> list[Button]:
        """Return each button about a tugas that came since the last look, those of the newest message first."""
        log, self._read = self._ponsel.log[self._read :], len(self._ponsel.log)
        new = {
            (one.message_id, one.data): one
            for shown in sorted(log, key=lambda shown: -shown.message_id)
            if shown.chat_id == self.chat_id
            for one in shown.buttons
            if isinstance(one.tap, TugasTap)
        }
        found = [one for key, one in new.items() if key not in self._seen]
        self._seen.update(new)
        return found

    def offered(self, buttons: list[Button], *aksi: str) -> Iterator[Button]:
        """Yield those that do one of these, as long as they stand when it is their turn."""
        for one in buttons:
            assert isinstance(one.tap, TugasTap)
            if one.tap.aksi in aksi and self._ponsel.stands(one):
                yield one

    async def tap(self, button: Button) -> None:
        """Tap a button."""
        await self._ponsel.tap(self.chat_id, button)

    async def go_on(self, asked: Ditanya | None) -> bool:
        """Answer what is asked about a tugas that is handed on, or refused time; tell whether that is asked."""
        match asked:
            case Alihkan(bagian=BagianAlihkan.ALASAN):
                self._ponsel.write(self.chat_id, WHY)
            case Alihkan(bagian=BagianAlihkan.ORANG, tugas=tugas_id):
                await self._first(tugas_id, "alihkan_orang")
            case Alihkan(tugas=tugas_id):
                await self._first(tugas_id, "alihkan_ke")
            case TanyaWaktu(tugas=tugas_id, bagian=BagianWaktu.ALASAN):
                await self._first(tugas_id, "tolak_saja")
            case _:
                return False
        return True

    async def _first(self, tugas_id: int, aksi: str) -> None:
        for button in self._ponsel.buttons(self.chat_id, tugas_id):
            if isinstance(button.tap, TugasTap) and button.tap.aksi == aksi:
                await self.tap(button)
                return
        raise Stuck(f"no button for {aksi}: {self._ponsel.tail(self.chat_id)}")
