"""A naskah as it is kept: its content in one form for ever, known by its sha256 and its kode."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from sop_flows.deferred import dataclass
from sop_flows.engine.kerja import KERJA
from sop_flows.jejak import JejakLine
from sop_flows.naskah.canonical import sha256_of
from sop_flows.naskah.kode import kode_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Naskah:
    """What was decided or handed on; ``isi`` is canonical JSON, ``langkah`` where that was first."""

    berkas_id: int
    langkah: int
    versi: int
    """Counts from 1 within the berkas, or within what one unit has in it, in the order they came."""
    sha256: str
    kode: str
    isi: str
    dibuat_at: datetime

    def is_as_frozen(self, frozen: "Pembekuan") -> bool:
        """Tell whether its row is what was frozen: content and kode are those of its sha256, the rest the line's."""
        return (
            sha256_of(self.isi) == self.sha256
            and kode_of(self.sha256) == self.kode
            and Pembekuan(langkah=self.langkah, versi=self.versi, dibuat_at=self.dibuat_at)
            == frozen
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pembekuan:
    """What the history says of how a naskah came about; no sha256 is of that."""

    langkah: int
    versi: int
    dibuat_at: datetime


def frozen_in(riwayat: Iterable[JejakLine]) -> dict[tuple[int, str], Pembekuan]:
    """Return how each naskah that lines name came about, by berkas and sha256, in their order."""
    found: dict[tuple[int, str], Pembekuan] = {}
    versi: Counter[tuple[int, int | None]] = Counter()
    for line in riwayat:
        berkas_id, sha256 = line.berkas_id, line.rincian.get("naskah")
        if berkas_id is None or sha256 is None or (berkas_id, sha256) in found:
            continue
        of = (berkas_id, line.rincian.get("untuk_unit"))
        versi[of] += 1
        found[berkas_id, sha256] = Pembekuan(
            langkah=line.langkah or 0, versi=versi[of], dibuat_at=line.at
        )
    return found


def named_by(sha256: str, riwayat: Iterable[JejakLine]) -> tuple[JejakLine, ...]:
    """Return the lines that decided on the naskah with that sha256 or handed it on, oldest first."""
    return tuple(line for line in riwayat if line.rincian.get("naskah") == sha256)


def decisions_on(sha256: str, riwayat: Iterable[JejakLine]) -> tuple[JejakLine, ...]:
    """Return the decisions on the naskah with that sha256, oldest first."""
    return tuple(line for line in named_by(sha256, riwayat) if is_decision(line))


def is_decision(line: JejakLine) -> bool:
    """Tell whether a line judges what it names, or only hands it on."""
    return line.aksi in KERJA and KERJA[line.aksi].is_signed


def is_newest(sha256: str, riwayat: Iterable[JejakLine]) -> bool:
    """Tell whether nothing else of the same units was decided or handed on since.

    The last line that names one says it, not the versi: a change that was taken back makes an older one
    new. What goes out after the last judgement takes nothing from what was judged: both are the newest.
    """
    named: dict[tuple[int | None, bool], str] = {}
    scope: tuple[int | None, bool] | None = None
    for line in riwayat:
        if found := line.rincian.get("naskah"):
            here = (line.rincian.get("untuk_unit"), "keluar" in line.rincian)
            named[here] = found
            scope = here if found == sha256 else scope
    return scope is not None and named[scope] == sha256


def last_decided(riwayat: Iterable[JejakLine]) -> str:
    """Return the sha256 of what was last decided on for all units together, or nothing."""
    return last_for_all(filter(is_decision, riwayat))


def last_for_all(riwayat: Iterable[JejakLine]) -> str:
    """Return the sha256 of what was last decided or handed on for all units together, or nothing."""
    named = (
        line.rincian["naskah"]
        for line in riwayat
        if "naskah" in line.rincian and "untuk_unit" not in line.rincian
    )
    return next(reversed(tuple(named)), "")
