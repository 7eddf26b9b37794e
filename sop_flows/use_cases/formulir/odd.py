"""Whether a value is believable beside its target and its past; asked, never refused."""

from decimal import Decimal

from sop_flows.kinerja.angka import Janggal, is_persen
from sop_flows.kinerja.capaian import Sifat
from sop_flows.kinerja.janji import Janji
from sop_flows.kinerja.pengukuran import readable
from sop_flows.kinerja.target import Target
from sop_flows.ports.views import NilaiView
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
    is_counted_up = view.indikator.sifat is Sifat.POSISI_AKHIR and not is_persen(
        view.indikator.satuan
    )
    if is_counted_up and view.lalu is not None and nilai * FAR < view.lalu[1]:
        is_triwulan = view.lalu[0].jenis is JenisPeriode.TRIWULAN
        return Janggal.DI_BAWAH_TRIWULAN_LALU if is_triwulan else Janggal.DI_BAWAH_PERIODE_LALU
    return None


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
