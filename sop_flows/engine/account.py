"""How the tenggat of a tugas came about, as facts that add up.

1. It is a day that somebody set, or a waktu counted session by session from a moment.
2. Each adjustment begins where the one before it ended, the first at what was counted; the last ends at
   the tenggat. So whoever follows them comes to it, and to nothing else.
3. What was moved by another calendar is counted by the calendar of now, like everything else. Where that
   does not lead to the tenggat, because it had run out or was kept, the difference is an adjustment.
4. A snooze puts off reminders, never a tenggat: it is not among them.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.tambahan import Tambahan
from sop_flows.engine.tenggat import is_decided, is_filled_until, shared
from sop_flows.sop.definition import Asal, Minta, Sop
from sop_flows.waktu.jam_kerja import JamKerja, Penjelasan
from sop_flows.waktu.waktu import Waktu


class Dasar(StrEnum):
    """What a tenggat rests on."""

    WAKTU = "waktu"
    """A waktu, from the receipt of the work."""
    BERSAMA = "bersama"
    """The same, from the receipt of a tahap before it in the same langkah."""
    RAPAT = "rapat"
    """The same, from the hour of a rapat."""
    DISEBUT = "disebut"
    """The day until which whoever sent a form out wants it."""
    DITETAPKAN = "ditetapkan"
    """The day that was set for a tindak lanjut."""


class JenisPenyesuaian(StrEnum):
    """Why a tenggat is another one than what was counted."""

    MENUNGGU = "menunggu"
    """It stood still until units had answered."""
    TAMBAHAN = "tambahan"
    """More time was given, until the close of a day."""
    JEDA = "jeda"
    """It stood still while its holder was away."""
    KALENDER = "kalender"
    """An earlier calendar had its way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Penyesuaian:
    """One step from what was counted towards the tenggat."""

    jenis: JenisPenyesuaian
    dari: datetime
    ke: datetime
    lama: timedelta
    """The working time between both, by the calendar of now; negative where it became sooner."""
    tambahan: Tambahan | None = None
    """What was given, and by whom; None where nobody gave anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How a tenggat came about."""

    dasar: Dasar
    tenggat: datetime
    waktu: Waktu | None = None
    """What is counted; None where a day was set."""
    is_printed: bool = False
    """Whether the sheet prints that waktu."""
    jalan: Penjelasan | None = None
    penyesuaian: tuple[Penyesuaian, ...] = ()

    def until(
        self,
        jenis: JenisPenyesuaian,
        tenggat: datetime,
        jam_kerja: JamKerja,
        tambahan: Tambahan | None = None,
    ) -> "Account":
        """Return it with one step more."""
        step = Penyesuaian(
            jenis=jenis,
            dari=self.tenggat,
            ke=tenggat,
            lama=jam_kerja.between(self.tenggat, tenggat),
            tambahan=tambahan,
        )
        return replace(self, tenggat=tenggat, penyesuaian=(*self.penyesuaian, step))


def account_for(
    sop: Sop,
    tugas: Tugas,
    jam_kerja: JamKerja,
    since: datetime,
    langkah: Collection[Tugas] = (),
) -> Account | None:
    """Return how the tenggat of a tugas came about; None where it has none.

    Args:
        since: From when its waktu runs: when it opened, or was asked for again.
        langkah: All tugas of its langkah, open or closed.
    """
    tenggat = tugas.tenggat
    if tenggat is None:
        return None
    account = begin(sop, tugas, jam_kerja, since, langkah)
    for given in tugas.facts.tambahan:
        jenis = JenisPenyesuaian.JEDA if given.jeda else JenisPenyesuaian.TAMBAHAN
        account = bridge(account, tugas, given.dari, jam_kerja)
        account = account.until(jenis, given.ke, jam_kerja, given)
    return bridge(account, tugas, tenggat, jam_kerja)


def begin(
    sop: Sop, tugas: Tugas, jam_kerja: JamKerja, since: datetime, langkah: Collection[Tugas]
) -> Account:
    """Return what a tenggat rests on, before anything was added to it."""
    given = tugas.facts.tambahan
    named = given[0].dari if given else tugas.tenggat
    if named is not None and is_filled_until(sop, tugas):
        return Account(dasar=Dasar.DISEBUT, tenggat=named)
    if named is not None and tugas.outlives and is_decided(tugas, named, jam_kerja):
        return Account(dasar=Dasar.DITETAPKAN, tenggat=named)
    opened = tugas.dibuka_at
    closed = [one for one in langkah if one.selesai_at == opened]
    before = shared(sop.langkah_of(tugas.langkah), tugas.tahap, closed, opened)
    counted = before and account_for(sop, before, jam_kerja, before.dibuka_at, langkah)
    if counted:
        return replace(counted, dasar=Dasar.BERSAMA)
    return count(sop, tugas, jam_kerja, since)


def bridge(account: Account, tugas: Tugas, tenggat: datetime, jam_kerja: JamKerja) -> Account:
    """Return an account that leads to a moment: by a wait for units, or else by an earlier calendar."""
    if account.tenggat == tenggat:
        return account
    has_waited = tenggat > account.tenggat and tugas.facts.jawaban
    jenis = JenisPenyesuaian.MENUNGGU if has_waited else JenisPenyesuaian.KALENDER
    return account.until(jenis, tenggat, jam_kerja)


def count(sop: Sop, tugas: Tugas, jam_kerja: JamKerja, since: datetime) -> Account:
    """Return until when a tugas is asked by its own waktu."""
    langkah, rapat = sop.langkah_of(tugas.langkah), tugas.facts.rapat
    tahap = sop.tahap_at(tugas.langkah, tugas.tahap)
    is_rapat = tahap is not None and tahap.minta is Minta.RAPAT and rapat is not None
    begins = max(since, rapat.mulai) if is_rapat and rapat else since
    waktu = langkah.waktu_of(tugas.tahap)
    jalan = jam_kerja.explain(begins, waktu)
    return Account(
        dasar=Dasar.RAPAT if is_rapat else Dasar.WAKTU,
        tenggat=jalan.tenggat,
        waktu=waktu,
        is_printed=tahap is not None and (tahap.waktu is None or tahap.asal is Asal.LEMBAR),
        jalan=jalan,
    )
