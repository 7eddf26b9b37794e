"""What happens in a year besides work: triwulan that end, a day that becomes a libur, a head who is away, a restart."""

import datetime as dt
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from bot.units import MachineUnit
from storage.documents.kantor.buku import BarisLibur, BukuKantor
from storage.kantor_import import import_kantor
from tests.tahun.kantor import BUKU, KADIS, SEKRETARIS
from tests.tahun.tahun import Peristiwa, Tahun

SOPS: Final = (
    "pengumpulan-data-kinerja",
    "pengumpulan-data-capaian",
    "pengukuran-kinerja-kecamatan",
    "pengukuran-kinerja-dinas",
    "mekanisme-pengukuran-kinerja",
)
TRIWULAN: Final = (
    dt.date(2026, 4, 1),
    dt.date(2026, 7, 1),
    dt.date(2026, 10, 1),
    dt.date(2027, 1, 4),
)
"""The first working day after each triwulan."""
LIBUR: Final = BarisLibur(
    tanggal=dt.date(2026, 4, 14), jenis="libur", dasar="Hari berkabung daerah"
)
AWAY: Final = (dt.date(2026, 4, 20), dt.date(2026, 4, 24))
END: Final = dt.datetime(2027, 6, 1, tzinfo=dt.UTC)


def moment(day: dt.date, hour: int = 9) -> dt.datetime:
    """Return an hour of a day, WIB."""
    return dt.datetime.combine(day, dt.time(hour - 7), dt.UTC)


def starting(sop: str) -> Callable[[Tahun], Awaitable[None]]:
    """Let the Sekretaris start an SOP."""
    (sekretaris,) = (row.nama for row in BUKU.pegawai if row.jabatan == SEKRETARIS)
    return lambda tahun: tahun.begin(sop, sekretaris)


def importing(buku: BukuKantor) -> Callable[[Tahun], Awaitable[None]]:
    """Let the workbook of the office be imported anew."""

    def work(uow: MachineUnit, now: dt.datetime) -> None:
        import_kantor(uow.connection, buku, now)

    return lambda tahun: tahun.read(partial(work, now=tahun.now))


async def restart(tahun: Tahun) -> None:
    """Stop the bot and start it again."""
    await tahun.close()
    await tahun.open()


def with_libur() -> BukuKantor:
    """Return the workbook in which a day that was worked has become a libur."""
    return replace(BUKU, libur=(*BUKU.libur, LIBUR))


def with_plh() -> BukuKantor:
    """Return the workbook in which the Sekretaris also stands in for the head who is away."""
    (his,) = (row for row in BUKU.pegawai if row.jabatan == SEKRETARIS)
    plh = replace(
        his, jabatan=KADIS, penugasan="Plh.", mulai=AWAY[0], selesai=AWAY[1], admin=False
    )
    return replace(with_libur(), pegawai=(*BUKU.pegawai, plh))


def year(days: Sequence[dt.date] = TRIWULAN, sops: Sequence[str] = SOPS) -> list[Peristiwa]:
    """Return what happens in a year, or in the part of it that begins on those days, by its moment."""
    return sorted(_everything(days, sops), key=lambda one: one[0])


def _everything(days: Sequence[dt.date], sops: Sequence[str]) -> Iterator[Peristiwa]:
    for day in days:
        for no, sop in enumerate(sops):
            yield moment(day) + dt.timedelta(hours=no), starting(sop)
    yield moment(LIBUR.tanggal - dt.timedelta(days=1), 10), importing(with_libur())
    yield moment(dt.date(2026, 4, 17), 11), importing(with_plh())
    yield moment(dt.date(2026, 4, 21), 10), restart
