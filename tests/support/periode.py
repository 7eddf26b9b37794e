"""The periode that most tests are about."""

from sop_flows.waktu.periode import JenisPeriode, Periode


def triwulan(tahun: int, ke: int) -> Periode:
    """Return a triwulan, such as the third of 2026."""
    return Periode(JenisPeriode.TRIWULAN, tahun, ke)


TW_III = triwulan(2026, 3)
