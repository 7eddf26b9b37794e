"""Whether a value is believable beside its target and its past; asked, never refused."""

from decimal import Decimal

from sop_flows.kinerja.angka import Janggal, is_persen
from sop_flows.kinerja.capaian import Polaritas, Sifat
from sop_flows.kinerja.janji import Janji
from sop_flows.kinerja.pengukuran import readable
from sop_flows.kinerja.target import Target
from sop_flows.ports.formulir import NilaiView
from sop_flows.waktu.periode import JenisPeriode

FAR = 3  # times the target
TEN, HUNDRED = Decimal(10), Decimal(100)


def find_janggal(view: NilaiView, nilai: Decimal) -> Janggal | None:
    """Return what looks odd about a value for that indicator, the gravest first."""
    if isinstance(view.indikator.tulisan, str):  # a day, a predikat, a ratio: no quantity
        return None
    if nilai < 0:
        return Janggal.NEGATIF
    if is_persen(view.indikator.satuan) and nilai > HUNDRED:
        return Janggal.PERSEN_LEBIH_SERATUS
    target = promised(view)
    if isinstance(target, Target) and target.atas > 0 and nilai > FAR * target.atas:
        return Janggal.JAUH_DI_ATAS_TARGET
    if falls_behind(view, nilai):
        is_triwulan = view.ukuran.periode.jenis is JenisPeriode.TRIWULAN
        return Janggal.DI_BAWAH_TRIWULAN_LALU if is_triwulan else Janggal.DI_BAWAH_PERIODE_LALU
    if nilai == view.tahun_lalu and target != Target.exactly(nilai):
        return Janggal.SAMA_DENGAN_TAHUN_LALU
    return None


def falls_behind(view: NilaiView, nilai: Decimal) -> bool:
    """Tell whether a number that only grows within a year stands lower than in the periode before.

    Where less is better it may fall, but seldom to a third.
    """
    one = view.indikator
    if view.lalu is None or one.sifat is not Sifat.POSISI_AKHIR or is_persen(one.satuan):
        return False
    return nilai * (1 if one.polaritas is Polaritas.NAIK else FAR) < view.lalu[1]


def may_be_fraction(view: NilaiView, nilai: Decimal) -> bool:
    """Tell whether a number may be a fraction meant as percent, as Excel keeps it: 0,85 beside a target of 88,24.

    Of both readings, that in percent lies nearer to the target.
    """
    target = promised(view)
    is_nearer = isinstance(target, Target) and nilai * TEN < target.bawah
    return is_persen(view.indikator.satuan) and 0 < nilai <= 1 and is_nearer


def promised(view: NilaiView) -> Janji | None:
    """Return what was promised for the periode, where it can be measured."""
    return readable(view.target, view.ukuran.periode.tahun)
