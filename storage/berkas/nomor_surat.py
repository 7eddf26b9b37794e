"""Numbers of letters: each is used once per office and year."""

from sqlalchemy import Connection, Integer, bindparam, select

from sop_flows.kantor.nomor_surat import NomorSurat, fold
from storage.database.insert import NewRows, table
from storage.database.tables import NomorSuratRow

_T = table(NomorSuratRow)
_of_year = (_T.c.kantor_id == bindparam("kantor", type_=Integer)) & (
    _T.c.tahun == bindparam("tahun", type_=Integer)
)
_used = select(_T.c.nomor).where(_of_year).order_by(_T.c.id)
_add = NewRows(NomorSuratRow, "id")
_find = select(_T).where(_of_year, _T.c.kunci == bindparam("kunci"))


class NomorSuratRepo:
    """The numbers that offices have used, within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def used(self, kantor_id: int, tahun: int) -> tuple[str, ...]:
        """See ``NomorSuratPort.used``."""
        rows = self._connection.execute(_used, {"kantor": kantor_id, "tahun": tahun})
        return tuple(rows.scalars())

    def find(self, kantor_id: int, tahun: int, nomor: str) -> NomorSurat | None:
        """See ``NomorSuratPort.find``."""
        facts = {"kantor": kantor_id, "tahun": tahun, "kunci": fold(nomor)}
        row = self._connection.execute(_find, facts).one_or_none()
        if row is None:
            return None
        return NomorSurat(
            nomor=row.nomor,
            berkas_id=row.berkas_id,
            tugas_id=row.tugas_id,
            kode=row.kode,
            pegawai_id=row.pegawai_id,
            at=row.at,
        )

    def add(self, kantor_id: int, tahun: int, nomor: NomorSurat) -> bool:
        """See ``NomorSuratPort.add``."""
        row = {
            "kantor_id": kantor_id,
            "tahun": tahun,
            "kunci": fold(nomor.nomor),
            "nomor": nomor.nomor,
            "berkas_id": nomor.berkas_id,
            "tugas_id": nomor.tugas_id,
            "kode": nomor.kode,
            "pegawai_id": nomor.pegawai_id,
            "at": nomor.at,
        }
        return bool(_add.insert(self._connection, [row]))
