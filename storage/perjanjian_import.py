"""The lampiran of a Perjanjian Kinerja and a Rencana Aksi, laid over the indikator of an office: all of it or nothing.

1. An indikator is known by its kode, or by its name, with its sasaran and its unit where several have that name.
   Of a year that has none yet, those of the year before are taken over under their kode.
2. What the file does not say stays. An indikator that it does not name stays too: a Perjanjian is of one official.
3. A new one needs all that cannot be guessed. What nearly has the name of another one is asked about.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, select

from sop_flows.deferred import dataclass, replace
from sop_flows.jejak import JejakLine
from sop_flows.kinerja.perjanjian import FIRST, JenisPerjanjian, Perjanjian, newest
from sop_flows.use_cases.tugas.renewal import Renewed
from storage.documents.kantor.buku import (
    BarisIndikator,
    BarisPerjanjian,
    BukuKantor,
)
from storage.documents.perjanjian.cocok import Berubah, Kantor, lay_over
from storage.documents.perjanjian.lampiran import Lampiran
from storage.kantor_import import BukuFaulty, bots_of, note_open, sight_of
from storage.offices.indikator import LISTED, SAID, I, read_perjanjian
from storage.offices.kantor import KantorRepo
from storage.offices.workbook_writer import WorkbookWriter


@dataclass(frozen=True, slots=True, kw_only=True)
class Perintah:
    """What an operator wants a file to be taken for."""

    kode: str
    """Of the office, as it is stored."""
    tahun: int
    is_perubahan: bool = False
    tanggal: date | None = None
    nomor: str = ""
    unit: str = ""
    """Of new indikator that name none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HasilPerjanjian:
    """What an import did."""

    perjanjian: Perjanjian
    is_baru: bool
    """Whether it began a versi."""
    berubah: tuple[Berubah, ...]
    tetap: int
    """How many indikator and programs of the year are as they were."""
    terbuka: tuple[Renewed, ...] = ()


class PerjanjianDigantikan(Exception):
    """The year has a perubahan; what is imported must say which one it is."""

    def __init__(self, kini: Perjanjian) -> None:
        super().__init__(kini)
        self.kini = kini


def import_perjanjian(
    connection: Connection, perintah: Perintah, lampiran: Lampiran, at: datetime
) -> HasilPerjanjian:
    """Bring the indikator of a year to what a lampiran says, within one unit of work.

    Raises:
        BukuFaulty: A cell is wrong, or cannot be understood beside what the office has.
        PerjanjianDigantikan: A perubahan has followed the one that is meant, or it is dated before that.
    """
    if lampiran.galat:
        raise BukuFaulty(lampiran.galat)
    bots = bots_of(connection, perintah.kode, at)
    before = sight_of(bots[0], perintah.kode)
    if before is None:
        raise LookupError(perintah.kode)
    kantor_id = before.kantor_id
    known = read_perjanjian(connection, kantor_id, perintah.tahun)
    meant = versi_of(perintah, known)
    kantor = office_of(bots[0].kantor, connection, kantor_id, perintah)
    rows, berubah, galat = lay_over(kantor, lampiran)
    if galat:
        raise BukuFaulty(galat)
    buku = BukuKantor(kantor=None, indikator=tuple(rows), perjanjian=tuple(rows_of(meant)))
    today = at.astimezone(bots[0].kantor.get(kantor_id).zona).date()
    bots[0].kantor.changed(kantor_id)
    written = WorkbookWriter(connection, kantor_id, today)
    written.put_perjanjian(buku)
    written.put_indikator(buku, kantor.unit_id)
    hasil = HasilPerjanjian(
        perjanjian=meant,
        is_baru=meant.versi > newest(known),
        berubah=berubah,
        tetap=len(kantor.terukur) - len({one.kode for one in berubah} & set(kantor.terukur)),
    )
    if not any(written.hitungan.values()):
        return hasil
    line = JejakLine(at=at, aksi="impor", rincian=describe(written))
    bots[0].jejak.append(kantor_id, [line])
    return replace(hasil, terbuka=note_open(bots, before, [()] * len(bots)))


def versi_of(perintah: Perintah, known: Sequence[Perjanjian]) -> Perjanjian:
    """Return the versi that is meant: the one that holds, or the one that begins.

    Raises:
        PerjanjianDigantikan: Neither.
    """
    tahun, last = perintah.tahun, newest(known)
    kini = next((one for one in known if one.versi == last), Perjanjian(tahun=tahun))
    if not perintah.is_perubahan:
        if last > FIRST:
            raise PerjanjianDigantikan(kini)
        return told(kini, perintah)
    if kini.jenis is JenisPerjanjian.PERUBAHAN and kini.tanggal == perintah.tanggal:
        return told(kini, perintah)
    if kini.tanggal and perintah.tanggal and perintah.tanggal < kini.tanggal:
        raise PerjanjianDigantikan(kini)
    made = Perjanjian(tahun=tahun, versi=last + 1, jenis=JenisPerjanjian.PERUBAHAN)
    return told(made, perintah)


def told(perjanjian: Perjanjian, perintah: Perintah) -> Perjanjian:
    """Return a versi with what was said of it now."""
    return replace(
        perjanjian,
        tanggal=perintah.tanggal or perjanjian.tanggal,
        nomor=perintah.nomor or perjanjian.nomor,
    )


def rows_of(perjanjian: Perjanjian) -> Iterator[BarisPerjanjian]:
    """Yield the row of a versi in the workbook; none for a first versi of which nothing was said."""
    if perjanjian == Perjanjian(tahun=perjanjian.tahun):
        return
    yield BarisPerjanjian(
        tahun=perjanjian.tahun,
        versi=perjanjian.versi,
        jenis=perjanjian.jenis.value,
        nomor=perjanjian.nomor,
        tanggal=perjanjian.tanggal,
    )


def office_of(
    offices: KantorRepo, connection: Connection, kantor_id: int, perintah: Perintah
) -> Kantor:
    """Return what a lampiran is held against: units, posts, and the indikator of its year and the one before."""
    unit = {one.kode: one for one in offices.unit(kantor_id).values()}
    kode = {one.id: one.kode for one in unit.values()}
    posts = offices.jabatan(kantor_id).values()
    now, before = (
        dict(rows_in(connection, kantor_id, tahun, kode))
        for tahun in (perintah.tahun, perintah.tahun - 1)
    )
    return Kantor(
        tahun=perintah.tahun,
        unit_id={one.kode: one.id for one in unit.values()},
        disebut={
            **{nama: kode[p.unit_id] for p in posts if p.unit_id for nama in (p.nama, *p.alias)},
            **{one.nama: one.kode for one in unit.values()},
            **{one: one for one in unit},
        },
        terukur=now,
        terpakai=kode_in(connection, kantor_id, perintah.tahun),
        sebelumnya=before,
        unit=perintah.unit,
    )


def rows_in(
    connection: Connection, kantor_id: int, tahun: int, unit: Mapping[int, str]
) -> Iterator[tuple[str, BarisIndikator]]:
    """Yield the indikator of a year by kode, as rows of the workbook."""
    found = (
        select(I).where(I.c.kantor_id == kantor_id, I.c.tahun == tahun, LISTED).order_by(I.c.id)
    )
    for row in connection.execute(found).mappings():
        said = {name: row[name] for name in SAID if name != "nama"}
        yield (
            row["kode"],
            BarisIndikator(
                kode=row["kode"],
                indikator=row["nama"],
                unit=unit[row["unit_id"]],
                tahun=tahun,
                **said,
            ),
        )


def kode_in(connection: Connection, kantor_id: int, tahun: int) -> frozenset[str]:
    """Return every kode of a year, of indikator that no list has any more too."""
    found = select(I.c.kode).where(I.c.kantor_id == kantor_id, I.c.tahun == tahun)
    return frozenset(connection.execute(found).scalars())


def describe(written: WorkbookWriter) -> dict[str, dict[str, int]]:
    """Return what was written, as the history keeps it."""
    return {
        name: {"dibuat": one.dibuat, "diubah": one.diubah, "dihapus": one.dihapus}
        for name, one in written.hitungan.items()
        if one
    }
