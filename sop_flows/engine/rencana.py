"""The plan of SOPs that follow each other: when each langkah begins, and when it has to be done.

1. A plan and the engine reckon alike: it holds what becomes of a berkas of which everybody is done
   when their waktu runs out. Tahap that share the waktu of their langkah end with it together.
2. A tahap that runs beside the flow ends by its own waktu; the langkah that it joins waits for it.
   A rapat is planned for the first hour after its undangan. An SOP begins when all are done whose
   result it begins with. A return is not planned.
3. Backward, every langkah is as late as what follows allows; the start is as late as its first one.
4. Decisive (``menentukan``) is the longest way to the end: what is late there makes everything late.
   What is not on it has its ``longgar``: the working time by which it may be late.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sop_flows.deferred import dataclass, replace
from sop_flows.sop.definition import Asal, Langkah, Minta, Sop, Tahap
from sop_flows.sop.place import Place
from sop_flows.waktu.jam_kerja import JamKerja
from sop_flows.waktu.waktu import Satuan, Waktu

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Butir:
    """One piece of a plan: the tahap of a langkah that share a waktu."""

    sop: Sop
    langkah: Langkah
    tahap: tuple[int, ...]
    waktu: Waktu
    asal: Asal
    """Whether the sheet prints the waktu."""
    menunggu: tuple[int, ...]
    """After which others it begins, by their places in the plan."""
    bergabung: tuple[int, ...] = ()
    """Which others that run beside the flow have to be in before it ends."""

    @property
    def stages(self) -> tuple[Tahap, ...]:
        """Its tahap themselves."""
        return tuple(self.langkah.tahap[index] for index in self.tahap)

    @property
    def nama(self) -> str:
        """What it is called: as its langkah, or as its tahap where others of the langkah are apart."""
        is_all = len(self.tahap) == len(self.langkah.flow)
        return self.langkah.singkat if is_all else self.stages[0].nama

    @property
    def is_beside(self) -> bool:
        """Whether it runs on beside the flow."""
        return self.stages[0].gabung_di is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terjadwal:
    """A piece of a plan with its times, in the zone of the office."""

    butir: Butir
    mulai: datetime
    selesai: datetime
    paling_lambat: datetime
    """When it has to be done for the end to stay."""
    longgar: timedelta
    """How much later than planned that is, in working time."""
    is_menentukan: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rencana:
    """A plan, from its start to its end."""

    mulai: datetime
    selesai: datetime
    butir: tuple[Terjadwal, ...]


def break_down(sops: Iterable[Sop]) -> tuple[Butir, ...]:
    """Return the pieces of SOPs, each SOP after those whose result it begins with."""
    found: list[Butir] = []
    last: dict[str, int] = {}
    for sop in sops:
        menunggu = tuple(last[kode] for kode in sop.masukan if kode in last)
        last[sop.kode] = add_pieces(found, sop, menunggu)
    return tuple(found)


def add_pieces(found: list[Butir], sop: Sop, menunggu: tuple[int, ...]) -> int:
    """Add the pieces of an SOP that begins after some others; return the place of its last one."""
    beside: dict[int, tuple[int, ...]] = {}
    for no, index in sop.places:
        langkah = sop.langkah_of(no)
        tahap = langkah.tahap[index]
        if (
            menunggu
            and (before := found[menunggu[0]]).langkah is langkah
            and shares(before, tahap)
        ):
            found[menunggu[0]] = replace(before, tahap=(*before.tahap, index))
            continue
        is_added = tahap.waktu is not None and tahap.asal is Asal.TAPAK
        piece = Butir(
            sop=sop,
            langkah=langkah,
            tahap=(index,),
            waktu=langkah.waktu_of(index),
            asal=Asal.TAPAK if is_added else Asal.LEMBAR,
            menunggu=menunggu,
            bergabung=() if tahap.gabung_di else due_in(beside, no),
        )
        found.append(piece)
        if tahap.gabung_di is None:
            menunggu = (len(found) - 1,)
        else:
            beside[tahap.gabung_di] = (*beside.get(tahap.gabung_di, ()), len(found) - 1)
    return menunggu[0]


def remaining(butir: Sequence[Butir], place: Place) -> tuple[Butir, ...]:
    """Return the pieces of one SOP after a place of its flow; what they waited for up to there is done."""
    kept = [at for at, one in enumerate(butir) if Place(one.langkah.no, one.tahap[0]) > place]
    places = {at: no for no, at in enumerate(kept)}
    return tuple(
        replace(
            butir[at],
            menunggu=tuple(places[one] for one in butir[at].menunggu if one in places),
            bergabung=tuple(places[one] for one in butir[at].bergabung if one in places),
        )
        for at in kept
    )


def shares(before: Butir, tahap: Tahap) -> bool:
    """Tell whether a tahap has what is left of the waktu of the one before it."""
    is_plain = tahap.waktu is None and tahap.minta is not Minta.RAPAT and tahap.gabung_di is None
    return is_plain and before.stages[0].waktu is None


def due_in(beside: dict[int, tuple[int, ...]], no: int) -> tuple[int, ...]:
    """Take out and return what runs beside the flow until that langkah."""
    return tuple(at for join in sorted(beside) if join <= no for at in beside.pop(join))


def plan_from(butir: Sequence[Butir], jam_kerja: JamKerja, mulai: datetime) -> Rencana:
    """Return the plan of pieces of which the first is received at *mulai*."""
    begins: list[datetime] = []
    ends: list[datetime] = []
    for one in butir:
        received = max((ends[at] for at in one.menunggu), default=mulai)
        begins.append(jam_kerja.next_open(received))
        own = jam_kerja.tenggat(received, one.waktu)
        ends.append(max([own, *(ends[at] for at in one.bergabung)]))
    selesai = ends[-1]
    latest = latest_ends(butir, jam_kerja, selesai)
    decisive = longest_way(butir, jam_kerja, begins, ends)
    return Rencana(
        mulai=begins[0],
        selesai=selesai,
        butir=tuple(
            Terjadwal(
                butir=one,
                mulai=begins[at],
                selesai=ends[at],
                paling_lambat=latest[at],
                longgar=max(timedelta(0), jam_kerja.between(ends[at], latest[at])),
                is_menentukan=at in decisive,
            )
            for at, one in enumerate(butir)
        ),
    )


def latest_start(butir: Sequence[Butir], jam_kerja: JamKerja, selesai: datetime) -> datetime:
    """Return the latest minute at which the first of the pieces may be received to be done by *selesai*."""
    latest = latest_ends(butir, jam_kerja, selesai)
    first = (at for at, one in enumerate(butir) if not one.menunggu)
    return min(jam_kerja.latest(latest[at], butir[at].waktu) for at in first)


def latest_ends(
    butir: Sequence[Butir], jam_kerja: JamKerja, selesai: datetime
) -> tuple[datetime, ...]:
    """Return when each piece has to be done for the last one to be done by *selesai*."""
    latest = [selesai] * len(butir)
    for at in reversed(range(len(butir))):
        one = butir[at]
        begin = jam_kerja.latest(latest[at], one.waktu)
        for before in one.menunggu:
            latest[before] = min(latest[before], begin)
        for joins in one.bergabung:
            latest[joins] = min(latest[joins], latest[at])
    return tuple(latest)


def longest_way(
    butir: Sequence[Butir],
    jam_kerja: JamKerja,
    begins: Sequence[datetime],
    ends: Sequence[datetime],
) -> frozenset[int]:
    """Return the places of those pieces that the end of a plan follows from."""
    found: set[int] = set()
    ahead = [len(butir) - 1]
    while ahead:
        at = ahead.pop()
        one = butir[at]
        found.add(at)
        ahead += (joins for joins in one.bergabung if ends[joins] == ends[at])
        if jam_kerja.tenggat(begins[at], one.waktu) == ends[at] and one.menunggu:
            last = max(ends[before] for before in one.menunggu)
            ahead += (before for before in one.menunggu if ends[before] == last)
    return frozenset(found)


def as_before(
    butir: Iterable[Butir], lama: Mapping[tuple[str, int], timedelta]
) -> tuple[Butir, ...]:
    """Return pieces with the time that their langkah took before, by kode and number, where it is known.

    What has a waktu of its own is not measured against its langkah, and stays as it is.
    """
    return tuple(
        replace(one, waktu=Waktu(max(1, round(took / MINUTE)), Satuan.MENIT))
        if one.stages[0].waktu is None
        and (took := lama.get((one.sop.kode, one.langkah.no))) is not None
        else one
        for one in butir
    )
