"""A periode as people write it: ``TW III 2026``, ``triwulan 3``, ``semester II``, ``Oktober 2026``, ``2026``."""

from typing import Final

from sop_flows.deferred import dataclass, pattern
from sop_flows.waktu.periode import JenisPeriode
from sop_flows.waktu.tanggal import BULAN

_JENIS: Final = {
    "tw": JenisPeriode.TRIWULAN,
    "triwulan": JenisPeriode.TRIWULAN,
    "semester": JenisPeriode.SEMESTER,
    "smt": JenisPeriode.SEMESTER,
    "tahun": JenisPeriode.TAHUN,
}
_ROMAWI: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_WORD: Final = pattern(r"[a-z]+|[0-9]+")
_BETWEEN: Final = pattern(r"[ .,/-]*")
YEAR_DIGITS, NUMBER_DIGITS = 4, 2


@dataclass(frozen=True, slots=True)
class Tertulis:
    """As much of a periode as is written."""

    jenis: JenisPeriode | None = None
    ke: int | None = None
    tahun: int | None = None


def read_tertulis(teks: str) -> Tertulis | None:
    """Return what a text says of a periode, in any order, each once; None where it says anything else."""
    text = teks.casefold()
    said = [_meant(word) for word in _WORD.findall(text)]
    jenis = [one.jenis for one in said if one.jenis]
    ke = [one.ke for one in said if one.ke is not None]
    tahun = [one.tahun for one in said if one.tahun is not None]
    is_plain = _BETWEEN.fullmatch(_WORD.sub("", text)) and Tertulis() not in said
    if not is_plain or any(len(one) > 1 for one in (jenis, ke, tahun)):
        return None
    return Tertulis(
        jenis=next(iter(jenis), None), ke=next(iter(ke), None), tahun=next(iter(tahun), None)
    )


def _meant(word: str) -> Tertulis:
    """Return what one word says; nothing where it is no word of a periode."""
    if word in BULAN:
        return Tertulis(jenis=JenisPeriode.BULAN, ke=BULAN[word])
    if word.isdigit() and len(word) == YEAR_DIGITS:
        return Tertulis(tahun=int(word))
    number = int(word) if word.isdigit() and len(word) <= NUMBER_DIGITS else _ROMAWI.get(word)
    return Tertulis(jenis=_JENIS.get(word), ke=number)
