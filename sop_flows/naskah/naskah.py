"""A naskah as it is kept: its content in one form for ever, known by its sha256 and its kode."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sop_flows.jejak import JejakLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Naskah:
    """What was decided on; ``isi`` is canonical JSON, ``langkah`` the first that decided on it."""

    berkas_id: int
    langkah: int
    versi: int
    """Counts from 1 within the berkas, in the order in which contents came to be decided on."""
    sha256: str
    kode: str
    isi: str
    dibuat_at: datetime


def decisions_on(sha256: str, riwayat: Iterable[JejakLine]) -> tuple[JejakLine, ...]:
    """Return the decisions on the naskah with that sha256, oldest first."""
    return tuple(line for line in riwayat if line.rincian.get("naskah") == sha256)


def is_newest(sha256: str, riwayat: Iterable[JejakLine]) -> bool:
    """Tell whether nothing else of the same units was decided on since.

    The last decision says it, not the versi: a change that was taken back makes an older one new.
    """
    named: dict[int | None, str] = {}
    scope: int | None = None
    for line in riwayat:
        if found := line.rincian.get("naskah"):
            named[line.rincian.get("untuk_unit")] = found
            scope = line.rincian.get("untuk_unit") if found == sha256 else scope
    return named.get(scope) == sha256
