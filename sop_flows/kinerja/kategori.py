"""The scales that put a capaian into a kategori; the boundaries are data."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final


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

    def kelas_of(self, capaian: Decimal) -> Kelas:
        """Return the kelas of *capaian*."""
        return next(row for row in self.kelas if row.mulai is None or capaian >= row.mulai)

    def is_gap(self, capaian: Decimal) -> bool:
        """Whether *capaian* lies between two printed kelas, where the text is silent."""
        sampai = self.kelas_of(capaian).sampai
        return sampai is not None and capaian > sampai


def _skala(nama: str, sumber: str, names: tuple[str, ...]) -> Skala:
    bounds = ((91, None), (76, 90), (66, 75), (51, 65), (None, 50))
    rows = (
        Kelas(
            None if mulai is None else Decimal(mulai),
            None if sampai is None else Decimal(sampai),
            name,
        )
        for (mulai, sampai), name in zip(bounds, names, strict=True)
    )
    return Skala(nama, sumber, tuple(rows))


PERMENDAGRI: Final = _skala(
    "permendagri",
    "Permendagri 54/2010 dan 86/2017",
    ("Sangat Tinggi", "Tinggi", "Sedang", "Rendah", "Sangat Rendah"),
)
SANGAT_BAIK: Final = _skala(
    "sangat baik",
    "Batas Permendagri 86/2017 dengan sebutan baik dan kurang",
    ("Sangat Baik", "Baik", "Cukup", "Kurang", "Sangat Kurang"),
)

#: The scales an office may choose by name.
SKALA: Final[Mapping[str, Skala]] = MappingProxyType(
    {skala.nama: skala for skala in (PERMENDAGRI, SANGAT_BAIK)}
)


def skala_of(nama: str) -> Skala:
    """Return the scale that an office named; that of Permendagri where it named none of ours."""
    return SKALA.get(nama.casefold().replace("-", " ").strip(), PERMENDAGRI)
