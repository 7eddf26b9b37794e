"""Which dokumen of a berkas concern whom, and which isian each of them answers.

1. The letter that a berkas began with concerns everybody.
2. What a unit handed in concerns that unit, and who works for all units; never another unit.
3. A later dokumen stands beside the earlier one: nothing that was handed in is taken away.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from sop_flows.deferred import dataclass, pattern
from sop_flows.engine.berkas import Tugas
from sop_flows.jejak import Record
from sop_flows.sop.definition import Isian, JenisIsian, Minta, Sop

FIRST = (1, 0)
"""Langkah and tahap of the tugas that the letter is kept with."""
TAUTAN: Final = "text/uri-list"
"""The kind of a link that was handed in: its text is its content, and nobody follows it."""
TERTANDA: Final = "~tanda-tangan"
"""What stands for the kode of a dokumen by which something was signed: no isian can be called so."""
_TAUTAN: Final = pattern(r"(?:https?://|www\.)[^\s<>\"./]+\.[^\s<>\"]{2,2000}", re.IGNORECASE)


def read_tautan(teks: str) -> str:
    """Return the link that a text is, as it was written; empty where it is none, or more than one."""
    one = teks.strip()
    return one if _TAUTAN.fullmatch(one) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lampiran:
    """A dokumen that somebody handed in, kept under its sha256.

    ``isian`` is the kode of what it answers; empty for the data dukung of a unit. ``langkah``,
    ``tahap`` and ``unit_id`` are those of its tugas, read back with it.
    """

    berkas_id: int
    tugas_id: int
    sha256: str
    nama: str
    oleh: int
    diterima_at: datetime
    mime: str = ""
    ukuran: int = 0
    file_id: str = ""
    isian: str = ""
    foto: bool = False
    """Whether it came as a photo, which Telegram does not send again as a document."""
    indikator_id: int | None = None
    id: int = 0
    langkah: int = 0
    tahap: int = 0
    unit_id: int | None = None

    @property
    def is_tautan(self) -> bool:
        return self.mime == TAUTAN

    @property
    def is_tertanda(self) -> bool:
        """Whether something was signed by it: it says how that was decided, and is no part of what."""
        return self.isian == TERTANDA

    def as_record(self) -> Record:
        """Return what the history keeps of it."""
        facts = {"indikator": self.indikator_id} if self.indikator_id is not None else {}
        return {
            "id": self.id,
            "tugas": self.tugas_id,
            "nama": self.nama,
            "sha256": self.sha256,
            "isian": self.isian,
            **facts,
        }


def concerning(
    sop: Sop, tugas: Iterable[Tugas], found: Sequence[Lampiran]
) -> tuple[Lampiran, ...]:
    """Return the dokumen of a berkas that concern whoever has one of these tugas of it."""
    mine = tuple(tugas)
    if any(one.unit_id is None and is_for_all_units(sop, one) for one in mine):
        return tuple(found)
    return tuple(
        lampiran
        for lampiran in found
        if is_letter(sop, lampiran) or any(concerns(sop, one, lampiran) for one in mine)
    )


def concerns(sop: Sop, tugas: Tugas, lampiran: Lampiran) -> bool:
    """Tell whether a dokumen that is no letter belongs to what a tugas is about."""
    if tugas.unit_id is not None:
        return lampiran.unit_id == tugas.unit_id
    return lampiran.unit_id is None or is_for_all_units(sop, tugas)


def is_for_all_units(sop: Sop, tugas: Tugas) -> bool:
    """Tell whether a tugas is for all units together; who only attends a rapat sees none of them."""
    tahap = sop.tahap_at(tugas.langkah, tugas.tahap)
    return tahap is not None and tahap.minta is not Minta.RAPAT


# What it is


def is_dikoreksi(sop: Sop, lampiran: Lampiran) -> bool:
    """Tell whether a dokumen is what was made of the values: of no unit, and the answer to nothing."""
    is_made = lampiran.unit_id is None and not lampiran.is_tertanda
    return is_made and isian_of(sop, lampiran) is None


def is_letter(sop: Sop, lampiran: Lampiran) -> bool:
    """Tell whether a dokumen was handed in before the berkas was started."""
    return isian_of(sop, lampiran) in asked_at_start(sop, lampiran)


def isian_of(sop: Sop, lampiran: Lampiran) -> Isian | None:
    """Return the isian that a dokumen answers; None for the data dukung of a unit."""
    tahap = sop.tahap_at(lampiran.langkah, lampiran.tahap)
    asked = (*asked_at_start(sop, lampiran), *(tahap.isian if tahap else ()))
    return next((isian for isian in takers(asked) if lampiran.isian in ("", isian.kode)), None)


def asked_at_start(sop: Sop, lampiran: Lampiran) -> tuple[Isian, ...]:
    """Return what is asked before a start, where a dokumen may have answered that."""
    return tuple(sop.mulai) if (lampiran.langkah, lampiran.tahap) == FIRST else ()


def takers(asked: Iterable[Isian]) -> tuple[Isian, ...]:
    """Return the isian that a dokumen answers."""
    return tuple(isian for isian in asked if isian.jenis is JenisIsian.DOKUMEN)


# The answer that several dokumen give


def choose_taker(asked: Iterable[Isian], given: Mapping[str, str], kode: str) -> Isian | None:
    """Return the isian that a dokumen answers: the one asked for, else the first still empty."""
    found = takers(asked)
    wanted = [isian for isian in found if isian.kode == kode]
    empty = [isian for isian in found if not given.get(isian.kode)]
    return next(iter((*wanted, *empty, *found)), None)


def add_name(answer: str, nama: str) -> str:
    """Return the answer with one more dokumen: the names of all of them, one on each line."""
    return f"{answer}\n{nama}" if answer else nama
