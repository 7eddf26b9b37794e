"""Policies of authority: who may do what, written by hand in ``wewenang/*.toml``, and read here.

1. A policy is written from the printed sheet and the office's own list of posts, never from the
   engine: it names places of the run, columns, posts and people.
2. Who is not in a line of it may do nothing there, whatever word they send.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
from _pytest.mark.structures import ParameterSet

from sop_flows.engine.aksi import Kerja

FOLDER = Path(__file__).parent / "wewenang"


@dataclass(frozen=True, slots=True, kw_only=True)
class Baris:
    """One line of the table: what the posts of some columns may do at a place."""

    di: str
    """``langkah.tahap``; tahap -1 is a question put to a unit."""
    aksi: Sequence[str]
    kolom: Sequence[str] = ()
    jabatan: Sequence[str] = ()
    """Instead of columns: the posts that a disposisi chose."""
    sendiri: bool = False
    """Every tugas is one employee's own, whatever post they hold."""
    kecualikan: str = ""
    """The column that excuses whoever is awaited here."""
    hari_rapat: Sequence[str] = ()
    """The aksi of a rapat that wait for its day, before which the run stops."""
    menunggu: str = ""
    """The place whose tugas must all be in before."""
    bukan_plh: Sequence[str] = ()
    """Who stands in as a Plh. where the SOP wants the holder."""
    bukan_pelaku: Sequence[str] = ()
    """Who would check their own work."""
    pemeriksa: str = ""
    """The post that checks where every holder would check their own work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tindakan:
    """One step of the run, taken on every open tugas at a place, or on those that it names."""

    di: str
    aksi: str
    nama: str = ""
    untuk: str = ""
    """Only the tugas of this unit, post or employee."""
    oleh: str = ""
    lalui: bool = False
    """Passed without a stop."""
    unit: Sequence[str] = ()
    putusan: Sequence[str] = ()
    """The posts to which a rapat gives something to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Perkara:
    """A tugas as a policy speaks of it."""

    di: str
    jabatan: str
    unit: str
    pegawai: str
    is_open: bool
    terbuka: frozenset[str]
    """The places where something is open in its berkas."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kebijakan:
    """The policy of one SOP in one office, and a run through all of it."""

    nama: str
    kode: str
    kantor: str
    mulai: str
    boleh: tuple[Baris, ...]
    jalan: tuple[Tindakan, ...]
    kolom: Mapping[str, Sequence[str]]
    pejabat: Mapping[str, Sequence[str]]
    """Who holds each post on the day of the run, and may still enter."""
    kosong: Mapping[str, str] = field(default_factory=dict)
    """Vacant posts, and the post above that acts for each."""
    hak: Mapping[str, Any] = field(default_factory=dict)
    """Who may do what lies outside of any tugas."""
    unit: Mapping[str, str] = field(default_factory=dict)
    nilai: Mapping[str, str] = field(default_factory=dict)
    isian: Mapping[str, str] = field(default_factory=dict)
    penerima: Sequence[str] = ()
    lepas: Sequence[tuple[str, str]] = ()
    """Who held which post until the month before."""
    orang: Sequence[Mapping[str, Any]] = ()
    """People in odd relations to posts, added to those of the sample office."""
    berkas: str = ""
    """The office's own SOP file, beside this one; the shipped file of that kode if empty."""
    tambahan: Mapping[str, str] = field(default_factory=dict)
    """Rules that the office's own versi adds at a place."""

    def posts_of(self, baris: Baris) -> set[str]:
        """Return the posts that a line speaks of."""
        return {*baris.jabatan, *(post for kolom in baris.kolom for post in self.kolom[kolom])}

    def line_of(self, perkara: Perkara) -> Baris | None:
        """Return the line that a tugas falls under; a unit's is its own post's and nobody else's."""
        post = self.unit[perkara.unit] if perkara.unit else perkara.jabatan
        is_own = post == perkara.jabatan
        for baris in self.boleh:
            if baris.di == perkara.di and (
                baris.sendiri or (is_own and post in self.posts_of(baris))
            ):
                return baris
        return None

    def words(self, perkara: Perkara) -> tuple[Kerja, ...]:
        """Return the words that somebody may say about a tugas."""
        baris = self.line_of(perkara)
        if baris is None:
            return ()
        excusing = (Kerja.KECUALIKAN,) if baris.kecualikan else ()
        return *map(Kerja, baris.aksi), *excusing

    def acting(self, posts: set[str], siapa: str) -> set[str]:
        """Return the posts in which somebody acts for some posts: their own, or one above them."""
        effective = {self.kosong.get(post, post) for post in posts}
        return {post for post in effective if siapa in self.pejabat[post]}

    def recorded(self, siapa: str, perkara: Perkara, kerja: Kerja) -> set[str]:
        """Return the posts in which somebody may do an aksi on a tugas; nobody else may touch it."""
        baris = self.line_of(perkara)
        if baris is None:
            return set()
        if kerja is Kerja.KECUALIKAN:
            kolom = self.kolom[baris.kecualikan] if baris.kecualikan else ()
            return self.acting(set(kolom), siapa)
        if baris.sendiri:
            can_enter = any(siapa in people for people in self.pejabat.values())
            return {perkara.jabatan} if siapa == perkara.pegawai and can_enter else set()
        return self.acting({perkara.jabatan} | ({baris.pemeriksa} - {""}), siapa)

    def answers(self, siapa: str, perkara: Perkara, kerja: Kerja) -> set[str]:
        """Return what may come of it: ``done``, or the names of refusals."""
        baris = self.line_of(perkara)
        if baris is None or not self.recorded(siapa, perkara, kerja):
            return {"NotYourTugas"}
        barred = self.barred(baris, siapa)
        if kerja is Kerja.TARIK:
            withdrawn = set() if perkara.is_open else barred or {"done"}
            return {"NoLongerWithdrawable"} | withdrawn
        if not perkara.is_open:
            return {"TugasChanged"}
        if kerja is Kerja.KECUALIKAN:
            return {"OwnExcuse"} if siapa == perkara.pegawai else {"done"}
        if kerja.value not in baris.aksi:
            return {"AksiNotAllowed"}
        if barred or kerja.value in baris.hari_rapat:
            return barred or {"RapatNotToday"}
        if baris.menunggu in perkara.terbuka:
            return {"StillOut", "done"} if kerja is Kerja.TANYA else {"StillOut"}
        return {"done"}

    def barred(self, baris: Baris, siapa: str) -> set[str]:
        """Return why a holder may not act where the line makes an exception."""
        if siapa in baris.bukan_plh:
            return {"NotForPlh"}
        return {"OwnWork"} if siapa in baris.bukan_pelaku else set()


def read_kebijakan(nama: str) -> Kebijakan:
    """Return the policy of that name."""
    teks = (FOLDER / f"{nama}.toml").read_text("utf-8")
    facts = tomllib.loads(teks)
    boleh = tuple(Baris(**row) for row in facts.pop("boleh"))
    jalan = tuple(Tindakan(**row) for row in facts.pop("jalan"))
    return Kebijakan(nama=nama, boleh=boleh, jalan=jalan, **facts)


LONGEST: Final = ("mekanisme-pengukuran-kinerja", "pengukuran-kinerja-dinas")
"""The offices whose SOP have most cells, of kinds that the others have too."""


def by_length() -> tuple[ParameterSet, ...]:
    """Return the names of all policies; the longest are plays."""
    return tuple(
        pytest.param(nama, marks=[pytest.mark.plays] if nama in LONGEST else [])
        for nama in list_kebijakan()
    )


def list_kebijakan() -> tuple[str, ...]:
    """Return the names of all policies."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))
