"""The scales that put a capaian into a kategori; their bounds are data (``data/skala.toml``) with a source."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from sop_flows.deferred import dataclass, replace
from sop_flows.teks import plain


@dataclass(frozen=True, slots=True)
class Kelas:
    """One row of a scale as it is printed: from, up to, name."""

    mulai: Decimal | None
    sampai: Decimal | None
    nama: str


@dataclass(frozen=True, slots=True)
class Skala:
    """A scale, highest kelas first. Its lower bounds decide, on the unrounded capaian."""

    nama: str
    sumber: str
    kelas: tuple[Kelas, ...]
    eksklusif: bool = False
    """Whether a bound itself belongs to the kelas below it."""
    terbalik: bool = False
    """Whether of polaritas turun the names are reversed, and read against realisasi / target."""

    def kelas_of(self, capaian: Decimal) -> Kelas:
        """Return the kelas of *capaian*."""
        return next(
            row for row in self.kelas if reaches(capaian, row.mulai, eksklusif=self.eksklusif)
        )

    def is_gap(self, capaian: Decimal) -> bool:
        """Whether *capaian* lies between two printed kelas, where the text is silent."""
        sampai = self.kelas_of(capaian).sampai
        return sampai is not None and capaian > sampai

    @property
    def reversed(self) -> "Skala":
        """The same bounds with the names the other way round."""
        names = [row.nama for row in self.kelas][::-1]
        kelas = (replace(row, nama=nama) for row, nama in zip(self.kelas, names, strict=True))
        return replace(self, kelas=tuple(kelas))


def reaches(capaian: Decimal, mulai: Decimal | None, *, eksklusif: bool) -> bool:
    """Tell whether a capaian belongs to a kelas that begins there, or to one above it."""
    return mulai is None or capaian > mulai or (capaian == mulai and not eksklusif)


def read_skala() -> Iterator[tuple[str, Skala]]:
    """Yield the shipped scales by each of their names."""
    text = files("sop_flows").joinpath("data/skala.toml").read_text(encoding="utf-8")
    for nama, one in tomllib.loads(text).items():
        skala = Skala(
            nama,
            one["sumber"],
            tuple(kelas_in(one["batas"], one.get("celah", ()), one["sebutan"])),
            eksklusif=not one["inklusif"],
            terbalik=one.get("terbalik", False),
        )
        for name in (nama, *one.get("alias", ())):
            yield plain(name), skala


def kelas_in(
    batas: Sequence[int], celah: Sequence[int], sebutan: Sequence[str]
) -> Iterator[Kelas]:
    """Yield the kelas of a scale, highest first; ``celah`` are the printed ends of all but the first."""
    begins = (*map(Decimal, batas), None)
    ends = (None, *map(Decimal, celah)) if celah else (None,) * len(begins)
    for mulai, sampai, nama in zip(begins, ends, sebutan, strict=True):
        yield Kelas(mulai, sampai, nama)


SKALA: Final[Mapping[str, Skala]] = MappingProxyType(dict(read_skala()))
"""The scales an office may choose, by their names."""
PERMENDAGRI: Final = SKALA["permendagri"]


def find_skala(nama: str) -> Skala | None:
    """Return the scale of that name; that of Permendagri for none; None where there is no such scale."""
    return SKALA.get(plain(nama)) if nama.strip() else PERMENDAGRI


def skala_of(nama: str) -> Skala:
    """Return the scale that an office named; that of Permendagri where an older release took another name."""
    return find_skala(nama) or PERMENDAGRI


def names() -> tuple[str, ...]:
    """Return the name of each scale, once."""
    return tuple(dict.fromkeys(skala.nama for skala in SKALA.values()))
