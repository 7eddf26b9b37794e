"""The flow of an SOP as symbols and arrows, before either has a place.

1. The first and the last work are a capsule; a diamond stands where one approves or returns, and nowhere else.
2. A joint step has a symbol in each of its columns. Every employee who signs: each column of the sheet.
3. What Tapak added is marked as such, whether a stage, an arrow or the shape of a symbol.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from typing import Final

from sop_flows.deferred import dataclass, replace
from sop_flows.drawing.bentuk import Jawaban, Simbol
from sop_flows.sop.definition import Asal, Langkah, Minta, Sebar, Sop, Tahap
from sop_flows.teks import fold

MULAI: Final = -1
SELESAI: Final = 1000
"""The tahap of a capsule that stands by itself, before or after a decision: above, or below, all of its langkah."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Simpul:
    """A step of the flow: one symbol, or one in each column of a joint step."""

    id: int
    langkah: int
    tahap: int
    kolom: tuple[str, ...]
    simbol: Simbol
    asal: Asal
    nama: str = ""
    kata: str = ""
    """What the sheet prints in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alir:
    """A way from one simpul to another."""

    dari: int
    ke: int
    asal: Asal = Asal.LEMBAR
    jawaban: Jawaban | None = None
    asal_kata: Asal = Asal.LEMBAR
    """Whether the sheet prints the word of the answer too."""


@dataclass(frozen=True)
class Bagan:
    """The flow: its simpul from above to below, and the ways between them."""

    simpul: tuple[Simpul, ...]
    alir: tuple[Alir, ...]

    @cached_property
    def of_langkah(self) -> dict[int, tuple[Simpul, ...]]:
        """The simpul of each langkah, from above to below."""
        ordered = sorted(self.simpul, key=lambda one: (one.langkah, one.tahap))
        return {no: tuple(rows) for no, rows in groupby(ordered, lambda one: one.langkah)}


def read_bagan(sop: Sop) -> Bagan:
    """Return the flow of an SOP."""
    return with_ends(sop, Bagan(*flow_of(sop)))


def flow_of(sop: Sop) -> tuple[tuple[Simpul, ...], tuple[Alir, ...]]:
    """Return simpul and ways, the ends still drawn as the work that they are."""
    simpul = tuple(
        simpul_of(sop, row, index, no)
        for no, (row, index) in enumerate((r, i) for r in sop.langkah for i in range(len(r.tahap)))
    )
    at = {(one.langkah, one.tahap): one for one in simpul}
    first = {row.no: at[row.no, (*row.flow, 0)[0]] for row in sop.langkah}
    alir: list[Alir] = []
    before: Simpul | None = None
    for one in simpul:
        tahap = sop.langkah_of(one.langkah).tahap[one.tahap]
        if tahap.is_relay:
            continue
        if before is not None:
            alir.append(forward(sop, before, one))
        if tahap.gabung_di is None:
            before = one
        else:
            alir.append(Alir(dari=one.id, ke=first[tahap.gabung_di].id, asal=one.asal))
    for one in simpul:
        alir += returns_from(sop, one, at, first)
    return simpul, tuple(dict.fromkeys(alir))


def simpul_of(sop: Sop, row: Langkah, index: int, no: int) -> Simpul:
    """Return the simpul of a tahap."""
    tahap = row.tahap[index]
    decides = is_decision(tahap)
    is_ours = is_added(row, index) or (decides and not decides_on_sheet(tahap))
    everybody = tuple(k.id for k in sop.kolom if k.asal is Asal.LEMBAR)
    return Simpul(
        id=no,
        langkah=row.no,
        tahap=index,
        kolom=everybody if tahap.sebar is Sebar.PER_PEGAWAI else in_order(sop, tahap.untuk),
        simbol=Simbol.BELAH_KETUPAT if decides else Simbol.KOTAK,
        asal=Asal.TAPAK if is_ours else Asal.LEMBAR,
        nama=tahap.nama,
    )


def in_order(sop: Sop, kolom: tuple[str, ...]) -> tuple[str, ...]:
    """Return columns as they stand on the sheet."""
    return tuple(k.id for k in sop.kolom if k.id in kolom)


def is_decision(tahap: Tahap) -> bool:
    """Tell whether a tahap approves or returns."""
    return tahap.minta is Minta.KEPUTUSAN or bool(tahap.kembali)


def decides_on_sheet(tahap: Tahap) -> bool:
    """Tell whether the sheet prints that a tahap decides."""
    return tahap.minta is Minta.KEPUTUSAN or any(k.asal is Asal.LEMBAR for k in tahap.kembali)


def is_added(row: Langkah, index: int) -> bool:
    """Tell whether a tahap is work that the sheet does not print; of each langkah it prints some."""
    is_printed = any(one.asal is Asal.LEMBAR for one in row.tahap)
    return row.tahap[index].asal is Asal.TAPAK and (is_printed or index > 0)


def forward(sop: Sop, one: Simpul, other: Simpul) -> Alir:
    """Return the way that the normal flow takes."""
    is_ours = any(is_added(sop.langkah_of(end.langkah), end.tahap) for end in (one, other))
    asal = Asal.TAPAK if is_ours else Asal.LEMBAR
    if one.simbol is not Simbol.BELAH_KETUPAT:
        return Alir(dari=one.id, ke=other.id, asal=asal)
    return answer(sop, one, other, Jawaban.YA, asal)


def answer(sop: Sop, one: Simpul, other: Simpul, jawaban: Jawaban, asal: Asal) -> Alir:
    """Return the way of an answer, with its word."""
    words = sop.langkah_of(one.langkah).lembar
    is_printed = words is None or fold(jawaban) in fold(words.bagan).split(", ")
    return Alir(
        dari=one.id,
        ke=other.id,
        asal=asal,
        jawaban=jawaban,
        asal_kata=Asal.LEMBAR if is_printed else Asal.TAPAK,
    )


def returns_from(
    sop: Sop, one: Simpul, at: dict[tuple[int, int], Simpul], first: dict[int, Simpul]
) -> Iterator[Alir]:
    """Yield the ways back from a simpul: by the relay, where a langkah passes returns on."""
    for kembali in sop.langkah_of(one.langkah).tahap[one.tahap].kembali:
        target = first[kembali.ke]
        relay = sop.langkah_of(kembali.lewat).relay if kembali.lewat else None
        if kembali.lewat and relay is not None:
            through = at[kembali.lewat, relay]
            yield answer(sop, one, through, Jawaban.TIDAK, kembali.asal)
            yield Alir(dari=through.id, ke=target.id, asal=kembali.asal)
        else:
            yield answer(sop, one, target, Jawaban.TIDAK, kembali.asal)


def with_ends(sop: Sop, bagan: Bagan) -> Bagan:
    """Return the flow with its capsules: the ends themselves, or one beyond an end that decides."""
    passed = [one for one in bagan.simpul if not is_beside(sop, one)]
    simpul, alir = list(bagan.simpul), list(bagan.alir)
    for end, tahap in ((passed[0], MULAI), (passed[-1], SELESAI)):
        if end.simbol is Simbol.KOTAK:
            simpul[end.id] = replace(end, simbol=Simbol.KAPSUL, kata=words_in(sop, end))
            continue
        fresh = replace(end, id=len(simpul), tahap=tahap, simbol=Simbol.KAPSUL, nama="")
        simpul.append(fresh)
        if tahap == MULAI:
            alir.append(Alir(dari=fresh.id, ke=end.id, asal=end.asal))
        else:
            alir.append(answer(sop, end, fresh, Jawaban.YA, end.asal))
    return Bagan(tuple(simpul), tuple(alir))


def words_in(sop: Sop, end: Simpul) -> str:
    """Return what the sheet prints in a capsule, such as *SELESAI*; no answers, which stand at arrows."""
    words = sop.langkah_of(end.langkah).lembar
    printed = words.bagan.split(", ") if words else []
    return ", ".join(one for one in printed if fold(one) not in map(fold, Jawaban))


def is_beside(sop: Sop, one: Simpul) -> bool:
    """Tell whether the normal flow passes a simpul by: a relay, or what runs beside it."""
    tahap = sop.langkah_of(one.langkah).tahap[one.tahap]
    return tahap.is_relay or tahap.gabung_di is not None
