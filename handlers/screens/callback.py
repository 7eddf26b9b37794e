"""What a button carries: plain words, versioned, within 64 bytes; never any authority.

``v1:t:<tugas>:<revisi>:<aksi>[:<arg>…]`` a tap on the card of a tugas;
``v1:b:<berkas>:<aksi>[:<arg>…]`` a tap on the board of a berkas;
``v1:m:<sop>:<tahun>:<ke>[:<sumber>]`` starting a berkas, perhaps with another's values;
``v1:p[:<jenis>]`` another periode, ``v1:p:<tahun>:<ke>`` this one: of a triwulan ``<ke>`` is its
number, of another kind its letter too, such as ``b10``; ``v1:p:<tahun>:<ke>:<halaman>`` a further page;
``v1:a:<sop>:<revisi>:<aksi>[:<arg>]`` the questions before a start;
``v1:s:<aksi>:<kantor>:<sidik>`` an SOP file that was sent;
``v1:g:<aksi>[:<arg>]`` joining and membership; ``v1:d:<aksi>[:<arg>…]`` who stands in for a post;
``v1:h:<aksi>[:<arg>…]`` the calendar of an office; ``v1:k:<aksi>[:<arg>…]`` several tugas at once;
``v1:l:<daftar>:<halaman>`` a page of a list; ``v1:n:<berkas>:<kode>:<aksi>[:<arg>…]`` a naskah;
``v1:r:<sop>`` until when an SOP is to be done, ``v1:r:<sop>:batal`` not asked any more,
``v1:r:<sop>:<arah>:<tanggal>:<rantai>:<halaman>`` a page of its plan: until a day (``s``) or from it (``m``);
``v1:c:<kantor>:<tahun>:<ke>:<unit>:<per>:<halaman>:<aksi>`` what an office reached: of all units ``0``,
of each indikator, unit or sasaran its letter, ``-`` as it fits.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import ClassVar, Final

from handlers.screens.arguments import (
    YEARS,
    CallbackUnreadable,
    WithArgs,
    number,
    read_periode,
    spell,
)
from sop_flows.deferred import dataclass
from sop_flows.naskah.batang import Per
from sop_flows.ports.capaian import Pandangan
from sop_flows.ports.rencana import Arah, Maksud
from sop_flows.waktu.periode import LENGTH, JenisPeriode, Periode

VERSION = "v1"
TYPED = "s"
"""What stands behind a number that was typed with words of another satuan."""
PER: Final[Mapping[str, Per]] = {per.value[0]: per for per in Per}
"""Of what bars are, by the letter that a button carries."""

ARAH: Final[Mapping[str, Arah]] = {arah.value[0]: arah for arah in Arah}
"""In which direction a plan is made, by the letter that a button carries."""
LEAVE = "batal"


@dataclass(frozen=True, slots=True)
class TugasTap(WithArgs):
    """A tap on the card of a tugas, at the revisi that the card was drawn at."""

    tugas_id: int
    revisi: int
    aksi: str
    args: tuple[str, ...] = ()

    def encode(self) -> str:
        """Return the data of the button."""
        return ":".join(
            (VERSION, "t", str(self.tugas_id), str(self.revisi), self.aksi, *self.args)
        )


@dataclass(frozen=True, slots=True)
class BerkasTap(WithArgs):
    """A tap on the board of a berkas."""

    berkas_id: int
    aksi: str
    args: tuple[str, ...] = ()

    def encode(self) -> str:
        """Return the data of the button."""
        return ":".join((VERSION, "b", str(self.berkas_id), self.aksi, *self.args))


@dataclass(frozen=True, slots=True)
class MulaiTap:
    """A tap that starts a berkas; with ``sumber``, from the values of that berkas, or of none (0)."""

    sop_id: int
    periode: Periode
    sumber: int | None = None

    def encode(self) -> str:
        """Return the data of the button."""
        sumber = () if self.sumber is None else (self.sumber,)
        start = (self.sop_id, *spell(self.periode), *sumber)
        return ":".join((VERSION, "m", *map(str, start)))


@dataclass(frozen=True, slots=True)
class PeriodeTap:
    """A tap that shows which periode of a kind there are, or a page of the SOPs to start for one."""

    periode: Periode | JenisPeriode = JenisPeriode.TRIWULAN
    halaman: int = 1

    def encode(self) -> str:
        """Return the data of the button."""
        if isinstance(self.periode, Periode):
            page = () if self.halaman == 1 else (str(self.halaman),)
            return ":".join((VERSION, "p", *spell(self.periode), *page))
        is_plain = self.periode is JenisPeriode.TRIWULAN
        return ":".join((VERSION, "p") if is_plain else (VERSION, "p", self.periode.value))


@dataclass(frozen=True, slots=True)
class AwalTap(WithArgs):
    """A tap on a question before a start, or on its summary, as it stood at that revisi."""

    sop_id: int
    revisi: int
    aksi: str
    args: tuple[str, ...] = ()

    def encode(self) -> str:
        """Return the data of the button."""
        return ":".join((VERSION, "a", str(self.sop_id), str(self.revisi), self.aksi, *self.args))


@dataclass(frozen=True, slots=True)
class SopTap:
    """A tap under the summary of an SOP file: for which office, and of which text."""

    aksi: str
    kantor_id: int
    sidik: str

    def encode(self) -> str:
        """Return the data of the button."""
        return f"{VERSION}:s:{self.aksi}:{self.kantor_id}:{self.sidik}"


@dataclass(frozen=True, slots=True)
class KantorTap(WithArgs):
    """A tap about an office itself; what it is about has a letter."""

    huruf: ClassVar[str]
    aksi: str
    args: tuple[str, ...] = ()

    def encode(self) -> str:
        """Return the data of the button."""
        return ":".join((VERSION, self.huruf, self.aksi, *self.args))


class AnggotaTap(KantorTap):
    """A tap about joining or membership: ``ya``, ``bukan``, ``cabut:<pegawai>`` …"""

    __slots__ = ()
    huruf = "g"


class DelegasiTap(KantorTap):
    """A tap about who stands in for a post: ``jabatan:<id>``, ``orang:<id>``, ``ya:<sidik>`` …"""

    __slots__ = ()
    huruf = "d"


class LiburTap(KantorTap):
    """A tap about the calendar of an office: ``lihat:<kantor>:<tahun>``, ``tambah:<kantor>:<jenis>`` …"""

    __slots__ = ()
    huruf = "h"


class SekaligusTap(KantorTap):
    """A tap about several tugas at once: ``buka:<kantor>:<kerja>:<halaman>``, ``ya:<kantor>:<sidik>`` …"""

    __slots__ = ()
    huruf = "k"


@dataclass(frozen=True, slots=True)
class DaftarTap:
    """A tap that shows a page of a list, counted from 1."""

    daftar: str
    halaman: int

    def encode(self) -> str:
        """Return the data of the button."""
        return f"{VERSION}:l:{self.daftar}:{self.halaman}"


@dataclass(frozen=True, slots=True)
class NaskahTap(WithArgs):
    """A tap on a naskah, which a berkas has under its kode verifikasi."""

    berkas_id: int
    kode: str
    aksi: str
    args: tuple[str, ...] = ()

    def encode(self) -> str:
        """Return the data of the button."""
        return ":".join((VERSION, "n", str(self.berkas_id), self.kode, self.aksi, *self.args))


@dataclass(frozen=True, slots=True)
class CapaianTap:
    """A tap about what an office reached: what of it is looked at, and how."""

    pandangan: Pandangan
    aksi: str

    def encode(self) -> str:
        """Return the data of the button."""
        at = self.pandangan
        per = at.per.value[0] if at.per else "-"
        where = (at.kantor, *spell(at.periode), 0 if at.unit is None else at.unit)
        return ":".join((VERSION, "c", *map(str, where), per, str(at.halaman), self.aksi))


@dataclass(frozen=True, slots=True)
class RencanaTap:
    """A tap about planning an SOP: a page of a plan; without one, the question for its day, or its end."""

    sop_id: int
    maksud: Maksud | None = None
    leaves: bool = False

    def encode(self) -> str:
        """Return the data of the button."""
        parts = [VERSION, "r", str(self.sop_id)]
        if self.leaves:
            parts.append(LEAVE)
        elif self.maksud is not None:
            one = self.maksud
            day = f"{one.hari:%Y%m%d}"
            parts += [one.arah.value[0], day, str(int(one.rantai)), str(one.halaman)]
        return ":".join(parts)


Tap = (
    TugasTap
    | BerkasTap
    | MulaiTap
    | PeriodeTap
    | AwalTap
    | SopTap
    | AnggotaTap
    | DelegasiTap
    | LiburTap
    | SekaligusTap
    | DaftarTap
    | NaskahTap
    | CapaianTap
    | RencanaTap
)


OF_OFFICE: Final[Mapping[str, type[AnggotaTap | DelegasiTap | LiburTap | SekaligusTap]]] = {
    kind.huruf: kind for kind in (AnggotaTap, DelegasiTap, LiburTap, SekaligusTap)
}
"""Taps about an office itself, by their letter."""


def decode(data: str) -> Tap:
    """Return what a button meant.

    Raises:
        CallbackUnreadable: It is not of this version's form; a modified client can send anything.
    """
    version, *parts = data.split(":")
    match version, *parts:
        case "v1", "t", tugas, revisi, str(aksi), *args:
            return TugasTap(number(tugas), number(revisi), aksi, tuple(args))
        case "v1", "b", berkas, str(aksi), *args:
            return BerkasTap(number(berkas), aksi, tuple(args))
        case "v1", "p", *rest:
            return decode_periode(*rest)
        case "v1", ("m" | "a" | "s") as kind, *rest:
            return decode_start(kind, *rest)
        case "v1", "r", *rest:
            return decode_rencana(*rest)
        case "v1", ("l" | "n" | "c") as kind, *rest:
            return decode_look(kind, *rest)
        case "v1", ("g" | "d" | "h" | "k") as kind, str(aksi), *args:
            return OF_OFFICE[kind](aksi, tuple(args))
    raise CallbackUnreadable(data[:64])


def decode_periode(*parts: str) -> PeriodeTap:
    """Return what a button about a periode meant."""
    match parts:
        case ():
            return PeriodeTap()
        case (jenis,) if jenis in LENGTH:
            return PeriodeTap(JenisPeriode(jenis))
        case tahun, ke:
            return PeriodeTap(read_periode(tahun, ke))
        case tahun, ke, halaman:
            return PeriodeTap(read_periode(tahun, ke), number(halaman))
    raise CallbackUnreadable(":".join(parts)[:64])


def decode_look(*parts: str) -> DaftarTap | NaskahTap | CapaianTap:
    """Return what a button meant that shows a list, a naskah, or what an office reached."""
    match parts:
        case "l", str(daftar), halaman:
            return DaftarTap(daftar, number(halaman))
        case "n", berkas, str(kode), str(aksi), *args:
            return NaskahTap(number(berkas), kode, aksi, tuple(args))
        case "c", kantor, tahun, ke, unit, per, halaman, str(aksi) if per in PER or per == "-":
            pandangan = Pandangan(
                kantor=number(kantor),
                periode=read_periode(tahun, ke),
                unit=number(unit) or None,
                per=PER.get(per),
                halaman=number(halaman),
            )
            return CapaianTap(pandangan, aksi)
    raise CallbackUnreadable(":".join(parts)[:64])


def decode_rencana(*parts: str) -> RencanaTap:
    """Return what a button about planning an SOP meant."""
    match parts:
        case (sop,):
            return RencanaTap(number(sop))
        case sop, word if word == LEAVE:
            return RencanaTap(number(sop), leaves=True)
        case sop, arah, tanggal, ("0" | "1") as rantai, halaman if arah in ARAH:
            maksud = Maksud(
                sop=number(sop),
                arah=ARAH[arah],
                hari=read_day(tanggal),
                rantai=rantai == "1",
                halaman=number(halaman),
            )
            return RencanaTap(maksud.sop, maksud)
    raise CallbackUnreadable(":".join(parts)[:64])


def read_day(text: str) -> date:
    """Return the day that a button carries as ``20270410``."""
    with suppress(ValueError):
        day = date(number(text[:4]), number(text[4:6]), number(text[6:]))
        if day.year in YEARS:
            return day
    raise CallbackUnreadable(text[:64])


def decode_start(*parts: str) -> Tap:
    """Return what a button on the way to a start meant, or one about an SOP file."""
    match parts:
        case "m", sop, tahun, ke:
            return MulaiTap(number(sop), read_periode(tahun, ke))
        case "m", sop, tahun, ke, sumber:
            return MulaiTap(number(sop), read_periode(tahun, ke), number(sumber))
        case "a", sop, revisi, str(aksi), *args:
            return AwalTap(number(sop), number(revisi), aksi, tuple(args))
        case "s", str(aksi), kantor, str(sidik):
            return SopTap(aksi, number(kantor), sidik)
    raise CallbackUnreadable(":".join(parts)[:64])
