"""The mark that a paper carries in its own file: which paper of which berkas it says it is.

Whoever alters or merely saves a file again gives it another sha256; by its mark it can still be named.
It proves nothing: anybody can write one.
"""

import hashlib
from typing import Final
from urllib.parse import quote, unquote

from sop_flows.deferred import dataclass, pattern

SIGNED: Final = b"/ByteRange"
"""Stands in every signature of a PDF, and is never packed: it says which bytes are signed."""
_FORM: Final = "tapak;kantor={kantor};berkas={berkas};kode={kode};isi={isi_sha256}"
_WRITTEN: Final = pattern(
    rb"tapak;kantor=([\w.~%-]{1,300});berkas=([0-9]{1,9});kode=([0-9A-Z]{0,8});isi=([0-9a-f]{64})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tanda:
    """Office (its kode), berkas (its short number), kode verifikasi, sha256 of all that stands on the paper."""

    kantor: str
    berkas: int
    kode: str
    isi_sha256: str

    def __str__(self) -> str:
        return _FORM.format(
            kantor=quote(self.kantor, safe=""),
            berkas=self.berkas,
            kode=self.kode,
            isi_sha256=self.isi_sha256,
        )


@dataclass(frozen=True, slots=True)
class FileSeen:
    """What is looked at of a file that somebody holds."""

    sha256: str
    tanda: tuple[Tanda, ...]
    is_signed: bool = False
    """Whether it has a place for a signature; whose, and of what, has to be verified."""


def see_file(content: bytes) -> FileSeen:
    """Return what is looked at of a file."""
    return FileSeen(hashlib.sha256(content).hexdigest(), find_tanda(content), SIGNED in content)


def find_tanda(file: bytes) -> tuple[Tanda, ...]:
    """Return the marks in a file, as far as they can be read without unpacking anything."""
    return tuple(map(read_tanda, dict.fromkeys(_WRITTEN.findall(file))))


def read_tanda(parts: tuple[bytes, ...]) -> Tanda:
    """Return a mark by its parts as they were written."""
    kantor, berkas, kode, isi_sha256 = (one.decode("ascii") for one in parts)
    return Tanda(kantor=unquote(kantor), berkas=int(berkas), kode=kode, isi_sha256=isi_sha256)
