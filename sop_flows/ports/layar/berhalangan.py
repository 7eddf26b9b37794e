"""Messages about a holder who is away: the questions, the proposal of a Plh., and that it was taken back."""

from datetime import date, datetime

from sop_flows.deferred import dataclass
from sop_flows.ports.layar.delegasi import Hari
from sop_flows.ports.layar.isi import Flat, Isi, Pejabat
from sop_flows.ports.layar.kalender import TugasKalender


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaBerhalangan(Isi):
    """From when to when somebody is away (``pilihan`` is what one tap answers); once it is known, why."""

    layar = "tanya_berhalangan"
    pilihan: tuple[Hari, ...] = ()
    mulai: date | None = None
    selesai: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """That somebody is away; in seconds since 1970, ``dicatat`` is when they said so and names it."""

    kantor_id: int
    kantor: str
    pegawai_id: int
    oleh: Pejabat
    mulai: date
    selesai: date
    alasan: str
    dicatat: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BerhalanganTercatat(Isi):
    """Who has heard that the reader is away from these posts; nobody where ``kepada`` is empty.

    ``mandiri``: the reader may appoint who stands in for one of them.
    """

    layar = "berhalangan_tercatat"
    absence: Flat[Absence]
    jabatan: tuple[str, ...]
    kepada: tuple[str, ...]
    mandiri: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JabatanDitinggal:
    """A post whose holder is away; ``boleh``: the reader may appoint who stands in."""

    id: int
    nama: str
    boleh: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TugasDitinggal:
    """An open tugas of who is away, and what who oversees it can do about it."""

    satu: Flat[TugasKalender]
    tenggat: datetime | None = None
    can_lend: bool
    can_move: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UsulPlh(Isi):
    """The proposal to appoint a Plh. for the posts of who is away, with the tugas that wait there.

    ``jumlah`` counts the tugas, of which not all are named.
    """

    layar = "usul_plh"
    absence: Flat[Absence]
    jabatan: tuple[JabatanDitinggal, ...]
    jumlah: int
    tugas: tuple[TugasDitinggal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BerhalanganDitarik(Isi):
    """That somebody is not away after all; told to themselves too."""

    layar = "berhalangan_ditarik"
    absence: Flat[Absence]
    sendiri: bool
