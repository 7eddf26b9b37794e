"""An office as it stands, as the workbook that would bring it there: importing that changes nothing.

1. Who has left is not in it; of those who are in, the appointments that still count, or the last one.
2. Of a year it has what the newest versi of the Perjanjian Kinerja promises.
3. An SOP from a file of the office's own has no row: an import leaves it as it is.
"""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

from sqlalchemy import Connection, Row, select

from sop_flows.kinerja.indikator import JenisIndikator
from sop_flows.sop.catalog import SopUnknown, load_catalog
from storage.database.insert import table
from storage.database.kinerja_tables import IndikatorRow, PerjanjianRow
from storage.database.tables import (
    JabatanRow,
    JamKerjaRow,
    KantorRow,
    LiburRow,
    PegawaiRow,
    SopRow,
    UnitRow,
)
from storage.documents.kantor.buku import (
    BarisIndikator,
    BarisJabatan,
    BarisKantor,
    BarisLibur,
    BarisPegawai,
    BarisPerjanjian,
    BarisProgram,
    BarisSesi,
    BarisSop,
    BarisUnit,
    BukuKantor,
)
from storage.offices.activation import read_columns
from storage.offices.masa import Held

MINUTES = 5  # letters of an hour with its minutes


def read_office(connection: Connection, kantor_id: int, today: date) -> BukuKantor:
    """Return an office as the workbook that would bring it where it stands on a day."""
    return WorkbookReader(connection, kantor_id, today).read()


class WorkbookReader:
    """One office, read table by table in the order in which its rows were made."""

    def __init__(self, connection: Connection, kantor_id: int, today: date) -> None:
        self._connection = connection
        self._kantor_id = kantor_id
        self._today = today
        self._posts = {row.id: row for row in self._rows(JabatanRow)}
        self._units = {row.id: row for row in self._rows(UnitRow)}

    def read(self) -> BukuKantor:
        """Return all of it."""
        kantor = table(KantorRow)
        own = self._connection.execute(select(kantor).where(kantor.c.id == self._kantor_id)).one()
        measured = [row for row in self._rows(IndikatorRow) if not row.dihapus]
        return BukuKantor(
            kantor=BarisKantor(**same(BarisKantor, own)),
            unit=tuple(
                BarisUnit(kode=row.kode, nama=row.nama, kepala=self._post(row.kepala_id))
                for row in self._units.values()
            ),
            jabatan=tuple(
                BarisJabatan(
                    jabatan=row.nama,
                    atasan=self._post(row.atasan_id),
                    unit=self._unit(row.unit_id),
                    alias=tuple(row.alias),
                )
                for row in self._posts.values()
            ),
            sesi=tuple(map(sesi_of, self._rows(JamKerjaRow))),
            libur=tuple(BarisLibur(**same(BarisLibur, row)) for row in self._rows(LiburRow)),
            pegawai=tuple(self._pegawai()),
            sop=tuple(self._sop()),
            perjanjian=tuple(
                BarisPerjanjian(**same(BarisPerjanjian, row)) for row in self._rows(PerjanjianRow)
            ),
            indikator=tuple(
                self._indikator(row) for row in measured if row.jenis != JenisIndikator.ANGGARAN
            ),
            program=tuple(
                self._program(row) for row in measured if row.jenis == JenisIndikator.ANGGARAN
            ),
        )

    def _pegawai(self) -> Iterator[BarisPegawai]:
        shown = Held.read(self._connection, self._kantor_id).by_person(self._today)
        for one in self._rows(PegawaiRow):
            for row in shown.get(one.id, ()):
                yield BarisPegawai(
                    kunci=one.kunci,
                    nama=one.nama,
                    sapaan=one.sapaan,
                    pangkat=one.pangkat,
                    jabatan=self._post(row.jabatan_id),
                    unit=self._unit(one.unit_id),
                    penugasan=row.jenis,
                    sk=row.sk,
                    mulai=row.mulai_on,
                    selesai=row.selesai_on,
                    admin=one.admin,
                )

    def _sop(self) -> Iterator[BarisSop]:
        """Yield the columns of the SOPs that ship, by the names that their sheets print."""
        for row in self._rows(SopRow):
            try:
                sop = load_catalog().get(row.kode, row.versi).sop
            except SopUnknown:
                continue
            names = {one.id: one.nama for one in sop.kolom}
            held = read_columns(self._connection, self._kantor_id, row.id) if row.aktif else {}
            for kolom, posts in held.items():
                for post in posts if kolom in names else ():
                    yield BarisSop(
                        kode=row.kode,
                        versi=row.versi,
                        kolom=names[kolom],
                        jabatan=self._post(post),
                    )

    def _indikator(self, row: Row[Any]) -> BarisIndikator:
        facts = same(BarisIndikator, row) | {
            "indikator": row.nama,
            "unit": self._unit(row.unit_id),
        }
        return BarisIndikator(**facts)

    def _program(self, row: Row[Any]) -> BarisProgram:
        facts = same(BarisProgram, row) | {"program": row.nama, "unit": self._unit(row.unit_id)}
        return BarisProgram(**facts)

    def _post(self, id: int | None) -> str:
        return self._posts[id].nama if id is not None else ""

    def _unit(self, id: int | None) -> str:
        return self._units[id].kode if id is not None else ""

    def _rows(self, model: type[Any]) -> list[Row[Any]]:
        own = table(model)
        found = select(own).where(own.c.kantor_id == self._kantor_id).order_by(own.c.id)
        return list(self._connection.execute(found))


def same(baris: type[Any], row: Row[Any]) -> dict[str, Any]:
    """Return what a row of a table and one of a sheet both call so."""
    return {name: value for name, value in row._asdict().items() if name in fields_of(baris)}


def fields_of(baris: type[Any]) -> frozenset[str]:
    """Return the columns of a sheet."""
    return frozenset(baris.__dataclass_fields__) - {"sel"}


def sesi_of(row: Row[Any]) -> BarisSesi:
    """Return a session; days are counted from Monday as 1 on the sheet."""
    first, last = (time.fromisoformat(one[:MINUTES]) for one in (row.mulai, row.selesai))
    return BarisSesi(hari=row.hari + 1, mulai=first, selesai=last, berlaku=row.berlaku)
