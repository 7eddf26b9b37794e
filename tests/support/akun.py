"""What must hold of how a tenggat came about: its parts make up the whole, and lead there."""

from datetime import timedelta

from sop_flows.engine.account import Account
from sop_flows.waktu.jam_kerja import JamKerja
from sop_flows.waktu.waktu import Satuan

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def adds_up(account: Account, jam_kerja: JamKerja) -> None:
    """Follow an account step by step, and day by day, with another piece of arithmetic than its own."""
    steps = account.penyesuaian
    counted = account.jalan.tenggat if account.jalan else account.tenggat
    at = counted if account.jalan or not steps else steps[0].dari
    for step in account.penyesuaian:
        assert step.dari == at
        assert step.lama == jam_kerja.between(step.dari, step.ke)
        at = step.ke
    assert at == account.tenggat
    if account.jalan is None or account.waktu is None:
        assert (account.waktu, account.jalan) == (None, None)
        return
    jalan, waktu = account.jalan, account.waktu
    worked = [selesai - mulai for mulai, selesai in jalan.sesi]
    if waktu.satuan is Satuan.HARI:
        assert (len(jalan.hari), jalan.sesi) == (waktu.jumlah, ())
        assert jalan.tenggat == jam_kerja.close_of(
            jalan.hari[-1] if jalan.hari else jalan.mulai.date()
        )
    else:
        assert sum(worked, timedelta(0)) == waktu.menit * MINUTE
        assert not jalan.sesi or jalan.sesi[-1][1] == jalan.tenggat
        assert not jalan.sesi or jalan.sesi[0][0] == jalan.mulai
    counted = {mulai.date() for mulai, _ in jalan.sesi} | set(jalan.hari) | {jalan.mulai.date()}
    passed = [one.tanggal for one in jalan.dilewati]
    last = max(jalan.mulai, jalan.tenggat).date()
    days = [
        jalan.diterima.date() + n * DAY for n in range((last - jalan.diterima.date()).days + 1)
    ]
    off_duty = [day for day in days if day not in counted and day not in passed]
    assert [day for day in days if not jam_kerja.sesi_of(day)] == passed
    assert off_duty in ([], [jalan.diterima.date()])  # it came after hours
    assert set(jalan.ramadan) <= counted
