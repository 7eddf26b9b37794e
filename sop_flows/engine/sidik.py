"""The sidik (fingerprint) of what was shown when a decision was made: sha256 over canonical JSON.

1. Hashed are the SOP and version, berkas, period, langkah, and for each formulir shown its unit,
   ronde and values by kode: a plain decimal, or ``null`` with the reason. An excused unit's
   formulir is not shown.
2. The JSON is UTF-8, keys sorted, no spaces, non-ASCII written out; decimals have no exponent and
   no trailing zeros. Anyone who holds the values can compute it again.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from sop_flows.engine.berkas import Berkas, Formulir, Tugas
from sop_flows.sop.definition import Sop


def compute_sidik(
    sop: Sop,
    berkas: Berkas,
    tugas: Tugas,
    formulir: Iterable[Formulir],
    unit_kode: Mapping[int, str],
) -> str:
    """Return the sidik of the values that the card of a tugas shows, in lower-case hex.

    Args:
        unit_kode: The kode of each unit that has a formulir.
    """
    facts = {
        "sop": [sop.kode, sop.versi],
        "berkas": berkas.nomor,
        "periode": [berkas.tahun, berkas.triwulan],
        "langkah": tugas.langkah,
        "formulir": sorted(
            (describe(one, unit_kode[one.unit_id]) for one in formulir if not one.is_excused),
            key=lambda shown: str(shown["unit"]),
        ),
    }
    canonical = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def describe(formulir: Formulir, unit_kode: str) -> dict[str, Any]:
    """Return what is hashed of one formulir."""
    return {
        "unit": unit_kode,
        "ronde": formulir.ronde,
        "nilai": sorted([n.kode, plain(n.nilai), n.alasan] for n in formulir.nilai),
    }


def plain(nilai: Decimal | None) -> str | None:
    """Return a number written in one way only: ``71.5``, never ``71.50``, ``7.15E+1`` or ``-0``."""
    if nilai is None:
        return None
    whole, _, part = f"{nilai or Decimal(0):f}".partition(".")
    part = part.rstrip("0")
    return f"{whole}.{part}" if part else whole
