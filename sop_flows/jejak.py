"""A line of history: what somebody did, where, when and as whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class JejakLine:
    """One line of an office's history, before it is chained to the line in front of it."""

    at: datetime
    aksi: str
    berkas_id: int | None = None
    tugas_id: int | None = None
    langkah: int | None = None
    pelaku: Mapping[str, Any] = field(default_factory=dict)
    rincian: Mapping[str, Any] = field(default_factory=dict)
