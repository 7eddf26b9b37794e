"""An indikator: a performance measure of one unit for one year."""

from decimal import Decimal
from enum import StrEnum

from sop_flows.deferred import dataclass
from sop_flows.kinerja.capaian import Polaritas, Sifat
from sop_flows.kinerja.janji import Tulisan, tulisan_of


class JenisIndikator(StrEnum):
    """Whether its capaian counts, or it is what a program may spend."""

    KINERJA = "kinerja"
    ANGGARAN = "anggaran"
    """Its target of the year is the pagu, its realisasi what was spent: it is in no mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indikator:
    """A performance measure of one unit for one year; targets as people write them."""

    id: int
    kode: str
    nama: str
    satuan: str
    polaritas: Polaritas
    sifat: Sifat
    unit_id: int
    sasaran: str = ""
    target: str = ""
    triwulan: tuple[str, str, str, str] = ("", "", "", "")
    desimal: int | None = None
    pagu: Decimal | None = None
    definisi: str = ""
    peringkat: str = ""
    """The ordinal scale of its values, named or written out; empty: found by its targets."""
    sebelum: tuple[str, str, str] = ("", "", "")
    """What it reached in TW I to III before the office measured here, as written."""
    sumber_sebelum: str = ""
    """Where that comes from."""
    sumber_data: str = ""
    jenis: JenisIndikator = JenisIndikator.KINERJA
    cara_ukur: str = ""
    penanggung_jawab: str = ""
    target_renstra: str = ""
    """What is promised for the end of the Renstra, as written."""
    tahun_renstra: int | None = None
    """The year in which that ends."""
    tahun_lalu: tuple[str, str, str, str] = ("", "", "", "")
    """What it reached in the years before, as written: last year's first."""

    @property
    def is_anggaran(self) -> bool:
        """Whether it is what a program spends: its capaian counts nowhere."""
        return self.jenis is JenisIndikator.ANGGARAN

    @property
    def tulisan(self) -> Tulisan:
        """How its values are written, by what was promised of it."""
        return tulisan_of((self.target, *self.triwulan), self.desimal, self.peringkat)


Rincian = tuple[tuple[str, str], ...]
"""What explains an indikator: each kind of it, and its text."""


def explain(one: Indikator, tahun: int) -> Rincian:
    """Return what is said of an indikator beside its targets, for whoever fills or checks it.

    Args:
        tahun: Of its targets; earlier years are counted from it.
    """
    ends = f" ({one.tahun_renstra})" if one.tahun_renstra else ""
    years = (f"{tahun - no}: {teks}" for no, teks in enumerate(one.tahun_lalu, start=1) if teks)
    found = (
        ("cara_ukur", one.cara_ukur),
        ("penanggung_jawab", one.penanggung_jawab),
        ("target_renstra", one.target_renstra and one.target_renstra + ends),
        ("tahun_lalu", "; ".join(years)),
    )
    return tuple((jenis, teks) for jenis, teks in found if teks)
