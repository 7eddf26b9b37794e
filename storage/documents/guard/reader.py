"""The near side of the process that reads workbooks: started once, used by one request at a time."""

import atexit
import json
import os
import select
import signal
import subprocess
from dataclasses import field
from datetime import datetime, time
from enum import StrEnum
from threading import Lock
from time import monotonic
from typing import IO, Any, Final, Self

from sop_flows.deferred import dataclass
from sop_flows.kinerja.unggahan import SebabLembar, SheetRefused
from sop_flows.teks import clean_teks
from sop_flows.waktu.cetak import printed
from storage.documents.apart.process import started
from storage.documents.guard.upload import Unggahan
from storage.documents.guard.wire import LENGTH, LENGTHS, Batas, over

MEGABYTE: Final = 1024 * 1024
START: Final = 60.0
"""Seconds that the child may take to start."""


class JenisSel(StrEnum):
    """What kind of value a cell holds."""

    ANGKA = "n"
    PERSEN = "p"
    """A number shown as a percentage: 85 where the cell holds 0.85."""
    TERSAMAR = "x"
    """A number that the format of its cell does not show as it is."""
    TEKS = "s"
    TANGGAL = "d"
    WAKTU = "t"
    LOGIKA = "b"
    GALAT = "e"
    """One of Excel's own errors, or a number beyond all bounds."""
    RUMUS = "f"
    """A formula that nothing has calculated."""


KINDS: Final = {kind.value: kind for kind in JenisSel}


@dataclass(frozen=True, slots=True)
class SelMentah:
    """One cell as it was found: numbers with a dot, times in ISO 8601."""

    baris: int
    kolom: int
    jenis: JenisSel
    teks: str

    @property
    def nama(self) -> str:
        """The address as people say it, such as ``I7``."""
        return f"{column_letters(self.kolom)}{self.baris}"

    @property
    def tampil(self) -> str:
        """What people see in it, where that is no number."""
        match self.jenis:
            case JenisSel.TANGGAL:
                at = datetime.fromisoformat(self.teks)
                form = "d MMMM y" if at.time() == time() else "d MMMM y HH.mm"
                return printed(at, form)
            case JenisSel.WAKTU:
                return self.teks.removesuffix(":00").replace(":", ".")
            case JenisSel.PERSEN:
                return comma(self.teks) + "%"
            case JenisSel.LOGIKA:
                return self.teks.upper()
        return self.teks.strip()


@dataclass(frozen=True, slots=True)
class Gabungan:
    """Cells that were merged into one: only the first of them holds what all of them show."""

    atas: int
    kiri: int
    bawah: int
    kanan: int

    @property
    def nama(self) -> str:
        """The range as people say it, such as ``I7:I8``."""
        return f"{column_letters(self.kiri)}{self.atas}:{column_letters(self.kanan)}{self.bawah}"


@dataclass(frozen=True, slots=True)
class LembarMentah:
    """One sheet as it was found: only the cells that hold something, row by row."""

    nama: str
    sel: tuple[SelMentah, ...]
    gabungan: tuple[Gabungan, ...] = ()
    is_tersembunyi: bool = False
    """Nobody sees the sheet."""
    baris_tersembunyi: frozenset[int] = frozenset()
    kolom_tersembunyi: tuple[tuple[int, int], ...] = ()
    """The rows, and the spans of columns, that nobody sees."""

    def rows(self) -> dict[int, dict[int, SelMentah]]:
        """Return the cells by row and column."""
        found: dict[int, dict[int, SelMentah]] = {}
        for cell in self.sel:
            found.setdefault(cell.baris, {})[cell.kolom] = cell
        return found


def comma(number: str) -> str:
    """Return a number with a dot as people here write it."""
    return number.replace(".", ",")


def column_letters(number: int) -> str:
    """Return the letters of a column, 1 being ``A``."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True, kw_only=True)
class BatasBaca:
    """What reading one workbook may cost."""

    memori: int = 512
    """Megabytes."""
    balasan: int = 64
    """Megabytes of what was read."""
    prosesor: int = 10
    """Seconds of processor time."""
    dinding: float = 15.0
    """Seconds on the wall."""
    kelonggaran: float = 15.0
    """Seconds that the child is given beyond its own limits to say which one was reached."""


@dataclass(slots=True, kw_only=True)
class Reader:
    """Reads workbooks in a child process that no workbook can harm."""

    batas: BatasBaca = BatasBaca()
    asked: int = field(default=0, init=False)
    """How many workbooks the child was asked to read."""
    _lock: Lock = field(default_factory=Lock, init=False)
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, unggahan: Unggahan) -> tuple[LembarMentah, ...]:
        """Return the sheets of a workbook that passed the guard.

        Raises:
            SheetRefused: It is damaged, or needs more than the limits.
        """
        with self._lock:
            self.asked += 1
            reply = self._exchange(unggahan)
        if "gagal" in reply:
            raise SheetRefused(SebabLembar(reply["gagal"]), rincian=str(reply["rincian"]))
        return tuple(
            LembarMentah(
                sheet["nama"],
                tuple(
                    SelMentah(row, column, KINDS[kind], clean_teks(text))
                    for row, column, kind, text in sheet["sel"]
                ),
                gabungan=tuple(Gabungan(*merged) for merged in sheet["gabungan"]),
                is_tersembunyi=sheet["tersembunyi"],
                baris_tersembunyi=frozenset(sheet["baris_tersembunyi"]),
                kolom_tersembunyi=tuple(
                    (first, last) for first, last in sheet["kolom_tersembunyi"]
                ),
            )
            for sheet in reply["lembar"]
        )

    def close(self) -> None:
        """End the child; the next workbook starts another."""
        with self._lock:
            self._end()

    def _exchange(self, unggahan: Unggahan) -> dict[str, Any]:
        header = json.dumps(
            {
                "uncalculated": unggahan.is_uncalculated,
                "memori": self.batas.memori,
                "balasan": self.batas.balasan * MEGABYTE,
                "prosesor": self.batas.prosesor,
                "dinding": self.batas.dinding,
            }
        ).encode()
        request = LENGTHS.pack(len(header), len(unggahan.content)) + header + unggahan.content
        try:
            return self._ask(request)
        except OSError:  # late, or gone
            self._end()
            return over(Batas.PROSES)
        except BaseException:  # what it would still say is the answer to another request
            self._end()
            raise

    def _ask(self, request: bytes) -> dict[str, Any]:
        process = self._started()
        deadline = monotonic() + self.batas.dinding + self.batas.kelonggaran
        _give(_pipe(process.stdin), request, deadline)
        reply: dict[str, Any] = json.loads(_take(_pipe(process.stdout), deadline))
        return reply

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self._end()
        if self._process is None:
            self._process = started(
                "storage.documents.guard.reader_child", errors=subprocess.DEVNULL
            )
            os.set_blocking(_pipe(self._process.stdin).fileno(), False)
            _take(_pipe(self._process.stdout), monotonic() + START)
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with process:  # its pipes are closed, and it is waited for
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)  # with the fork that may be reading


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe  # noqa: S101  # both were asked for
    return pipe


def _give(pipe: IO[bytes], request: bytes, deadline: float) -> None:
    left = memoryview(request)
    while left:
        if not select.select([], [pipe], [], max(0.0, deadline - monotonic()))[1]:
            raise TimeoutError
        left = left[os.write(pipe.fileno(), left) :]


def _take(pipe: IO[bytes], deadline: float) -> bytes:
    (length,) = LENGTH.unpack(_exactly(pipe, LENGTH.size, deadline))
    return _exactly(pipe, length, deadline)


def _exactly(pipe: IO[bytes], size: int, deadline: float) -> bytes:
    taken = bytearray()
    while len(taken) < size:
        if not select.select([pipe], [], [], max(0.0, deadline - monotonic()))[0]:
            raise TimeoutError
        part = os.read(pipe.fileno(), size - len(taken))
        if not part:
            raise BrokenPipeError
        taken += part
    return bytes(taken)


READER: Final = Reader()
atexit.register(READER.close)
