"""What the content of a naskah comes to, at a glance."""

from dataclasses import dataclass
from decimal import Decimal

from sop_flows.kinerja.capaian import mean
from sop_flows.kinerja.kategori import reaches
from sop_flows.kinerja.rangkuman import Rangkuman, is_without_data
from sop_flows.naskah.isi import Isi, IsiSkala


@dataclass(frozen=True, slots=True, kw_only=True)
class TanpaData:
    """An indikator without a number, of which unit, and why."""

    unit: str
    nama: str
    alasan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hasil:
    """The result of a berkas: every indikator of the units that were not excused."""

    unit: int
    indikator: int
    rerata: Decimal | None
    """The mean capaian of the periode in percent, of the indikator that have one; None of none."""
    kategori: str = ""
    """Of that mean, by the scale of the naskah; empty where there is none."""
    tahun: Decimal | None
    """The mean of the same against the targets of the year."""
    tanpa_data: tuple[TanpaData, ...] = ()
    """What is n/a, with its reason."""
    belum: int = 0
    """How many are not filled yet."""


def result_of(isi: Isi) -> Hasil:
    """Return what a content comes to."""
    units = [unit for unit in isi.unit if not unit.dikecualikan]
    everything = [(unit, one) for unit in units for one in unit.indikator]
    found = Rangkuman(tuple(one for _, one in everything))
    return Hasil(
        unit=len(units),
        indikator=found.jumlah,
        rerata=found.rerata,
        kategori=kategori_of(isi.skala, found.rerata),
        tahun=mean(one.tahun.persen for _, one in everything),
        tanpa_data=tuple(
            TanpaData(unit=unit.nama, nama=one.nama, alasan=one.alasan)
            for unit, one in everything
            if is_without_data(one)
        ),
        belum=found.jumlah - found.terisi,
    )


def kategori_of(skala: IsiSkala, capaian: Decimal | None) -> str:
    """Return the name of the class that a capaian falls in; empty where there is none."""
    if capaian is None:
        return ""
    fits = (row.nama for row in skala.kelas if reaches(capaian, row.mulai, skala.eksklusif))
    return next(fits, "")
