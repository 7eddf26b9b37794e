"""The history of an office: lines chained by hash, verifiable by anyone without a key.

1. A line is hashed as ``sha256(sebelum + "\\n" + canonical)`` in lower-case hex, where ``sebelum``
   is the hash of the line before and ``canonical`` the line as JSON in UTF-8: keys sorted, no
   spaces, non-ASCII written out.
2. The keys are seq, at (UTC, microseconds, ``2026-11-23T01:00:00.000000Z``), berkas_id, tugas_id,
   langkah, aksi, pelaku, rincian. ``seq`` counts from 1 within the office, without gaps.
3. The line before the first is ``sha256("tapak jejak <kantor_id>")``.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import UTC, datetime
from typing import Any, Final, Self

from sop_flows.deferred import dataclass, pattern

NOTED: Final = pattern(r"([0-9]{1,18})-([0-9a-f]{64})")
"""A head as it is told to people."""
Record = dict[str, Any]
"""Facts as the history keeps them: plain JSON, in a form that never changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JejakLine:
    """One thing that happened. ``pelaku`` keeps name and post; both hold plain JSON only.

    What ``rincian`` says at length may be ``Written`` until it is stored.
    """

    at: datetime
    aksi: str
    berkas_id: int | None = None
    tugas_id: int | None = None
    langkah: int | None = None
    pelaku: Record = field(default_factory=dict)
    rincian: Record = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends: its number of lines and the hash of the last."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}-{self.hash}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the head that somebody noted down; None where it is not whole."""
        found = NOTED.fullmatch("".join(text.split()).lower())
        return cls(int(found[1]), found[2]) if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainedLine:
    """A line in its place."""

    seq: int
    sebelum: str
    hash: str
    line: JejakLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Riwayat:
    """The lines about one berkas, oldest first, and whether the chain of the office holds them."""

    baris: tuple[JejakLine, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Whether a chain is whole; if not, the first place at fault and what is wrong there."""

    ok: bool
    lines: int
    first_bad_seq: int | None = None
    reason: str = ""


def genesis(kantor_id: int) -> Head:
    """Return the head of a chain without lines."""
    return Head(0, hashlib.sha256(f"tapak jejak {kantor_id}".encode()).hexdigest())


dump: Final[Callable[[object], str]] = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
).encode
"""Returns plain JSON as canonical JSON: what is hashed, here and in a naskah."""


@dataclass(frozen=True, slots=True)
class Written:
    """A fact in canonical JSON already: it is hashed and stored as it stands."""

    text: str


def join(members: Mapping[str, str]) -> str:
    """Return a record as canonical JSON, of members that are written already."""
    return f"{{{','.join(f'{dump(name)}:{members[name]}' for name in sorted(members))}}}"


def write_record(record: Record) -> str:
    """Return a record of plain JSON as canonical JSON; a member of it may be written already."""
    if not any(isinstance(one, Written) for one in record.values()):
        return dump(record)
    return join(
        {name: one.text if isinstance(one, Written) else dump(one) for name, one in record.items()}
    )


def facts(seq: int, line: JejakLine) -> Record:
    """Return what is hashed of a line, and exported."""
    return {
        "seq": seq,
        "at": line.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "berkas_id": line.berkas_id,
        "tugas_id": line.tugas_id,
        "langkah": line.langkah,
        "aksi": line.aksi,
        "pelaku": line.pelaku,
        "rincian": line.rincian,
    }


def hash_line(sebelum: str, seq: int, line: JejakLine) -> str:
    """Return the hash that chains a line to the one before it."""
    return hashlib.sha256(f"{sebelum}\n{write_record(facts(seq, line))}".encode()).hexdigest()


def chain(head: Head, lines: Iterable[JejakLine]) -> list[ChainedLine]:
    """Return the lines in their places after the head."""
    seq, before = head.seq, head.hash
    chained = []
    for line in lines:
        seq += 1
        after = hash_line(before, seq, line)
        chained.append(ChainedLine(seq=seq, sebelum=before, hash=after, line=line))
        before = after
    return chained


def verify_chain(kantor_id: int, lines: Iterable[ChainedLine], head: Head) -> Verification:
    """Check every line against the one before it, and the last against the head.

    Args:
        lines: In the order of ``seq``.
        head: As the office keeps it, or better: as somebody outside noted it down.
    """
    last = genesis(kantor_id)
    for one in lines:
        reason = _fault(last, one)
        if reason:
            return Verification(
                ok=False, lines=last.seq, first_bad_seq=last.seq + 1, reason=reason
            )
        last = Head(one.seq, one.hash)
    if last == head:
        return Verification(ok=True, lines=last.seq)
    return Verification(
        ok=False,
        lines=last.seq,
        first_bad_seq=min(last.seq, head.seq) + (last.seq != head.seq),
        reason=f"the head names line {head.seq}, the chain ends at {last.seq}"
        if last.seq != head.seq
        else "the last line is not the one that the head names",
    )


def is_held(one: ChainedLine, before: str, after: str) -> bool:
    """Tell whether a line stands between its neighbours, without the rest of the chain.

    Args:
        before: The hash of the line before it.
        after: What the line after it says to follow, or the head where it is the last.
    """
    return one.hash == after and not _fault(Head(one.seq - 1, before), one)


def _fault(last: Head, one: ChainedLine) -> str:
    if one.seq != last.seq + 1:
        return f"line {last.seq + 1} is missing"
    if one.sebelum != last.hash:
        return "it does not follow the line before it"
    if one.hash != hash_line(one.sebelum, one.seq, one.line):
        return "its content is not what was hashed"
    return ""
