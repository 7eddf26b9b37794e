"""The Perjanjian Kinerja of an office: which versi holds, and what an earlier one said is kept.

1. What comes under the versi that holds corrects it. What comes under a later one begins a new versi: what
   the indikator said until then is kept for the berkas that began with it.
2. What comes under an earlier one is refused, and so is what does not say under which, once there was a perubahan:
   older targets would silently take the place of newer ones.
"""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection, func, insert, literal, select

from sop_flows.kinerja.perjanjian import FIRST
from storage.database.insert import table
from storage.database.tables import KantorRow
from storage.documents.kantor.buku import BukuKantor, GalatSel, KodeGalat
from storage.documents.kantor.buku_janji import INDIKATOR, PERJANJIAN
from storage.offices.indikator import LISTED, SAID, I, J, P

_K = table(KantorRow)
_KEPT = ("unit_id", *SAID)


def newest_by_year(connection: Connection, kode: str) -> dict[int, int]:
    """Return the newest versi that an office has registered, by its year."""
    found = (
        select(P.c.tahun, func.max(P.c.versi).label("versi"))
        .join(_K, _K.c.id == P.c.kantor_id)
        .where(_K.c.kode == kode)
        .group_by(P.c.tahun)
    )
    return {row.tahun: row.versi for row in connection.execute(found)}


def find_outdated(connection: Connection, buku: BukuKantor, kode: str) -> Iterator[GalatSel]:
    """Yield what a workbook says of a year under an earlier versi than the office has, or under none."""
    known, said = newest_by_year(connection, kode), newest_said(buku)
    for row in buku.perjanjian:
        if row.versi == said[row.tahun] < known.get(row.tahun, FIRST):
            yield GalatSel(
                lembar=PERJANJIAN,
                sel=row.sel,
                kode=KodeGalat.PERJANJIAN_LEBIH_LAMA,
                nilai=str(row.versi),
                pilihan=(str(known[row.tahun]),),
            )
    for tahun in sorted({row.tahun for row in buku.terukur} - said.keys()):
        if (versi := known.get(tahun, FIRST)) > FIRST:
            yield GalatSel(
                lembar=INDIKATOR,
                sel="",
                kode=KodeGalat.PERJANJIAN_TIDAK_DISEBUT,
                nilai=str(tahun),
                pilihan=(str(versi),),
            )


def newest_said(buku: BukuKantor) -> Mapping[int, int]:
    """Return the newest versi that a workbook names, by its year."""
    said: dict[int, int] = {}
    for row in buku.perjanjian:
        said[row.tahun] = max(row.versi, said.get(row.tahun, FIRST))
    return said


def keep_promised(connection: Connection, kantor_id: int, tahun: int, versi: int) -> None:
    """Keep what the indikator of a year say as that of a versi: another one follows it."""
    kept = ("kantor_id", "tahun", "versi", "indikator_id", *_KEPT)
    said = select(I.c.kantor_id, I.c.tahun, literal(versi), I.c.id, *(I.c[n] for n in _KEPT))
    rows = said.where(I.c.kantor_id == kantor_id, I.c.tahun == tahun, LISTED)
    connection.execute(insert(J).from_select(kept, rows, include_defaults=False))


def begin_versi(
    connection: Connection, kantor_id: int, stored: Iterable[tuple[int, int]], buku: BukuKantor
) -> None:
    """Keep what is promised of each year of which a workbook names a later versi.

    Args:
        stored: (year, versi) of what the office has registered.
    """
    known: dict[int, int] = {}
    for tahun, versi in stored:
        known[tahun] = max(versi, known.get(tahun, FIRST))
    for tahun, versi in newest_said(buku).items():
        if versi > (now := known.get(tahun, FIRST)):
            keep_promised(connection, kantor_id, tahun, now)
