"""What the content of a naskah comes to, at a glance."""

from decimal import Decimal

from sop_flows.deferred import dataclass
from sop_flows.kinerja.anggaran import Serapan, absorb, efficiency
from sop_flows.kinerja.bentuk import aturan_in
from sop_flows.kinerja.capaian import print_capaian
from sop_flows.kinerja.kategori import Kelas, Skala, reaches
from sop_flows.kinerja.rangkuman import RENDAH, Aturan, Rangkuman, is_without_data
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
    dinilai: int = 0
    """How many indikator have a capaian."""
    sasaran: int = 0
    sasaran_dinilai: int = 0
    rerata: Decimal | None
    """The mean capaian of the periode in percent, of the indikator that have one; None of none."""
    kategori: str = ""
    """Of that mean, by the scale of the naskah; empty where there is none."""
    tahun: Decimal | None
    """The mean of the same against the targets of the year."""
    tampil: str = ""
    """That mean as it is shown, with the digits that its kategori needs."""
    di_luar: tuple[TanpaData, ...] = ()
    """What has a value and no percentage, and how it did."""
    tanpa_data: tuple[TanpaData, ...] = ()
    """What is n/a, with its reason."""
    anggaran: Serapan | None = None
    """What its programs have spent; None where there are none."""
    efisiensi: Decimal | None = None
    """In percent, of the means against the year; None where that is not reached."""
    belum: int = 0
    """How many are not filled yet."""
    isian: int = 0
    """How many there are to fill, what programs spend among them."""


def result_of(isi: Isi) -> Hasil:
    """Return what a content comes to."""
    units = [unit for unit in isi.unit if not unit.dikecualikan]
    everything = [(unit, one) for unit in units for one in unit.indikator]
    found = Rangkuman(tuple(one for _, one in everything), aturan_of(isi))
    tahun = found.rerata_of(lambda one: one.tahun.persen)
    anggaran = absorb(found.semua)
    return Hasil(
        unit=len(units),
        indikator=found.jumlah,
        dinilai=found.dinilai,
        sasaran=len(found.per_sasaran),
        sasaran_dinilai=found.sasaran_dinilai,
        rerata=found.rerata,
        kategori=kategori_of(isi.skala, found.rerata),
        tampil="" if found.rerata is None else print_by(isi.skala, found.rerata),
        tahun=tahun,
        anggaran=anggaran,
        efisiensi=efficiency(tahun, anggaran.persen if anggaran else None),
        di_luar=tuple(
            TanpaData(unit=unit.nama, nama=one.nama, alasan=one.capaian.tampil)
            for unit, one in everything
            if one in found.di_luar
        ),
        tanpa_data=tuple(
            TanpaData(unit=unit.nama, nama=one.nama, alasan=one.alasan)
            for unit, one in everything
            if is_without_data(one)
        ),
        belum=len(found.semua) - found.terisi,
        isian=len(found.semua),
    )


def aturan_of(isi: Isi) -> Aturan:
    """Return how the values of a content are summed up."""
    aturan = Aturan(rendah=isi.batas_rendah or RENDAH, batas=isi.batas_rerata)
    return aturan_in(isi.bentuk, aturan)


def print_by(skala: IsiSkala, capaian: Decimal) -> str:
    """Return a capaian as it is shown beside its kategori."""
    kelas = tuple(Kelas(row.mulai, None, row.nama) for row in skala.kelas)
    return print_capaian(capaian, Skala(skala.nama, skala.sumber, kelas, skala.eksklusif))


def kategori_of(skala: IsiSkala, capaian: Decimal | None) -> str:
    """Return the name of the class that a capaian falls in; empty where there is none."""
    if capaian is None:
        return ""
    fits = (
        row.nama for row in skala.kelas if reaches(capaian, row.mulai, eksklusif=skala.eksklusif)
    )
    return next(fits, "")
