"""How the units of a berkas sent their values: by when they should have, when they did, and how often again."""

from collections.abc import Iterable, Mapping
from datetime import date

from sop_flows.deferred import dataclass
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import StatusTugas, Tugas
from sop_flows.kantor.kantor import Unit
from sop_flows.waktu.jam_kerja import JamKerja


@dataclass(frozen=True, slots=True, kw_only=True)
class Pengiriman:
    """How a unit sent its values: dates where the office is."""

    batas: date | None = None
    dikirim: date | None = None
    """When it sent them first."""
    dikoreksi: date | None = None
    """When it last sent them again."""
    selisih: int | None = None
    """Working days after the batas, negative before it."""
    perbaikan: int = 0


def sendings_in(
    tugas: Iterable[Tugas], units: Mapping[int, Unit], jam_kerja: JamKerja
) -> Mapping[str, Pengiriman]:
    """Return how the units sent their values, by their kode.

    Args:
        tugas: Of one berkas, oldest first.
    """
    by_unit: dict[str, list[Tugas]] = {}
    for one in tugas:
        if one.unit_id is not None and not one.is_beside:
            by_unit.setdefault(units[one.unit_id].kode, []).append(one)
    return {kode: sending_in(given, jam_kerja) for kode, given in by_unit.items()}


def sending_in(given: Iterable[Tugas], jam_kerja: JamKerja) -> Pengiriman:
    """Return how a unit sent its values with those tugas, oldest first."""
    asked = [one for one in given if one.status is not StatusTugas.DITARIK]
    if not asked:
        return Pengiriman()
    first = min(one.place for one in asked)
    forms = [one for one in asked if one.place == first]
    sent = [
        one.selesai_at.astimezone(jam_kerja.zona).date()
        for one in asked
        if one.selesai_at and one.facts.hasil and one.facts.hasil.aksi is Kerja.KIRIM
    ]
    due = forms[0].tenggat
    batas = due.astimezone(jam_kerja.zona).date() if due else None
    return Pengiriman(
        batas=batas,
        dikirim=sent[0] if sent else None,
        dikoreksi=sent[-1] if len(sent) > 1 else None,
        selisih=working_days(jam_kerja, batas, sent[0]) if batas and sent else None,
        perbaikan=max(one.ronde for one in forms) - 1,
    )


def working_days(jam_kerja: JamKerja, since: date, until: date) -> int:
    """Return how many working days one day is after another, negative before it."""
    if until < since:
        return -working_days(jam_kerja, until, since)
    days = range(since.toordinal() + 1, until.toordinal() + 1)
    return sum(bool(jam_kerja.sesi_of(date.fromordinal(day))) for day in days)
