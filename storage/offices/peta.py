"""The office as the engine needs it: who takes part in a berkas, read as far as it asks."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date

from sop_flows.deferred import dataclass
from sop_flows.engine.berkas import Berkas, PegawaiPeserta, UnitPeserta
from sop_flows.engine.formulir import Formulir
from sop_flows.waktu.jam_kerja import JamKerja
from storage.offices.kantor import KantorRepo
from storage.offices.kinerja import KinerjaRepo
from storage.offices.pegawai import PegawaiRepo


@dataclass(frozen=True, slots=True, kw_only=True)
class KantorPeta:
    """One office, seen from one berkas on one day.

    1. A unit takes part in a column when its head's post stands in that column, or else another
       of its posts (a team's, laid over the structure), and it measures something that year.
    2. Who must sign is every employee who holds a post that day, once, in the first post held (a
       definitive one before Plt. and Plh.). Whose first post has no atasan does not: the head of
       the office ratifies afterwards. Who only stands in for the head signs in the own post.
    """

    kantor: KantorRepo
    orang: PegawaiRepo
    kinerja: KinerjaRepo
    kolom: Mapping[str, tuple[int, ...]]
    berkas: Berkas
    today: date
    read: dict[int, Formulir] = field(default_factory=dict)
    """The formulir that were asked for, by unit."""

    @property
    def jam_kerja(self) -> JamKerja:
        """The office's calendar."""
        return self.kantor.jam_kerja(self.berkas.kantor_id)

    def jabatan(self, kolom: str) -> tuple[int, ...]:
        """Return the posts in a column."""
        return self.kolom.get(kolom, ())

    def unit(self, kolom: tuple[str, ...]) -> tuple[UnitPeserta, ...]:
        """Return the units that take part in some columns, by kode."""
        posts = self.kantor.jabatan(self.berkas.kantor_id)
        named = dict.fromkeys(post for one in kolom for post in self.jabatan(one))
        speaks = {posts[post].unit_id: post for post in reversed(named)}
        measured = self.kinerja.measured_units(self.berkas)
        found = (
            (unit.id, unit.kepala_id if unit.kepala_id in named else speaks.get(unit.id))
            for unit in self.kantor.unit(self.berkas.kantor_id).values()
            if unit.id in measured
        )
        return tuple(UnitPeserta(unit_id, post) for unit_id, post in found if post is not None)

    def pegawai(self) -> tuple[PegawaiPeserta, ...]:
        """Return who must sign, each under the first post held, in the order of the posts."""
        posts = self.kantor.jabatan(self.berkas.kantor_id)
        held = self.orang.posts_held(self.berkas.kantor_id, self.today)
        return tuple(
            PegawaiPeserta(pegawai_id, first(own))
            for pegawai_id, own in held.items()
            if posts[first(own)].atasan_id is not None
        )

    def formulir(self, unit_id: int) -> Formulir:
        """Return a unit's formulir with a value, perhaps empty, for each of its indikator.

        The first one that is asked for is read alone, the second with those of all units.
        """
        if unit_id not in self.read:
            others = self.kinerja.measured_units(self.berkas) if self.read else ()
            asked = {unit_id, *others} - self.read.keys()
            self.read.update(self.kinerja.formulir_with_gaps(self.berkas, asked))
        return self.read[unit_id]


def first(posts: Iterable[int]) -> int:
    """Return the first of some posts."""
    return next(iter(posts))
