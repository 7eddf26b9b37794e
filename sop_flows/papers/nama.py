"""The name of the file of a paper, and what a file that comes back under such a name corrects.

1. ``1042-08-laporan-pengukuran-kinerja.pdf``: berkas, langkah, kind, and the unit of a paper that is one unit's.
2. Who hands a file in under that name, as .pdf or .docx, hands in a corrected one: no question is needed.
3. What one unit hands in corrects no paper of all of them.
"""

import re
from collections.abc import Iterable
from typing import Final

from sop_flows.deferred import pattern
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.sop.paper import JenisPaper

_NAMED: Final = pattern(
    r"(\d{1,9})-(\d\d)-([a-z][a-z-]*[a-z])\b[^/\\]*\.(?:pdf|docx)", re.IGNORECASE
)


def slug(nama: str) -> str:
    """Return a name as a file may have it."""
    return "-".join("".join(c if c.isalnum() else " " for c in nama.lower()).split())


def name_of(jenis: JenisPaper, langkah: int, unit: str = "") -> str:
    """Return the name of the file of a paper, such as ``08-laporan-pengukuran-kinerja``, without its ending."""
    tail = f"-{slug(unit)[:60]}" if unit else ""
    return f"{langkah:02}-{slug(jenis.value)}{tail}"


def is_named_as(nama: str, nomor: int | None = None, jenis: JenisPaper | None = None) -> bool:
    """Tell whether a file is named as a paper of all units: of any berkas, or of that one and kind."""
    found = _NAMED.fullmatch(nama.strip())
    if found is None or nomor is None or jenis is None:
        return found is not None
    return (int(found[1]), found[3].lower()) == (nomor, slug(jenis.value))


def last_correction(
    kept: Iterable[Lampiran], nomor: int, jenis: JenisPaper, langkah: int
) -> tuple[int, Lampiran] | None:
    """Return the last corrected version of a paper with its versi, of which ours is the first.

    None where none had come by that langkah.
    """
    found = [
        one
        for one in kept
        if one.unit_id is None
        and not one.is_tertanda
        and one.langkah <= langkah
        and is_named_as(one.nama, nomor, jenis)
    ]
    return (len(found) + 1, max(found, key=lambda one: one.id)) if found else None
