"""An office brought, table by table, to what its workbook says."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import CompoundSelect, Connection, insert, select, union, update

from storage.database.insert import table
from storage.database.kinerja_tables import IndikatorRow, PerjanjianRow
from storage.database.tables import (
    BerkasRow,
    FormulirRow,
    JabatanRow,
    JamKerjaRow,
    KantorRow,
    LampiranRow,
    LiburRow,
    PegawaiRow,
    PenugasanRow,
    RealisasiRow,
    UnitRow,
)
from storage.documents.kantor.buku import (
    BarisIndikator,
    BarisKantor,
    BarisPegawai,
    BukuKantor,
    GalatSel,
)
from storage.offices.activation import Columns
from storage.offices.indikator import keeps_newest
from storage.offices.masa import KEY, Held
from storage.offices.owned_rows import Hitungan, Key, OwnedRows
from storage.offices.perjanjian import begin_versi
from storage.offices.sop_import import put_columns_of

if TYPE_CHECKING:
    from storage.offices.endings import Berakhir

_K = table(KantorRow)
_R = table(RealisasiRow)
_L = table(LampiranRow)
_F = table(FormulirRow)
_B = table(BerkasRow)
_SETTINGS = tuple(name for name in BarisKantor.__dataclass_fields__ if name != "sel")
_MEASURES = tuple(
    name
    for name in BarisIndikator.__dataclass_fields__
    if name not in ("indikator", "unit", "sel")
)


def put_kantor(connection: Connection, baris: BarisKantor) -> tuple[int, Hitungan]:
    """Create or update the row of the office; return its id and what that took."""
    values = {name: getattr(baris, name) for name in _SETTINGS}
    row = connection.execute(select(_K).where(_K.c.kode == baris.kode)).mappings().one_or_none()
    if row is None:
        made = connection.execute(insert(_K).values(**values).returning(_K.c.id))
        return made.scalar_one(), Hitungan(dibuat=1)
    if all(row[name] == value for name, value in values.items()):
        return row["id"], Hitungan()
    connection.execute(update(_K).where(_K.c.id == row["id"]).values(**values))
    return row["id"], Hitungan(diubah=1)


class WorkbookWriter:
    """One office about to become what its workbook says."""

    def __init__(self, connection: Connection, kantor_id: int, today: date) -> None:
        self._connection = connection
        self._kantor_id = kantor_id
        self._today = today
        self.hitungan: dict[str, Hitungan] = {}
        self.sop_tetap: tuple[str, ...] = ()
        self.galat: tuple[GalatSel, ...] = ()
        """What of the workbook cannot be true of this office."""
        self.dipersingkat: tuple[Berakhir, ...] = ()

    def put(self, buku: BukuKantor, columns: Columns) -> None:
        """Store all that the workbook says."""
        posts, units = self.put_shape(buku)
        self.put_people(buku, posts, units)
        self.put_calendar(buku)
        self.put_sop(columns, posts)
        self.put_perjanjian(buku)
        self.put_indikator(buku, units)

    def put_shape(self, buku: BukuKantor) -> tuple[dict[str, int], dict[str, int]]:
        """Store posts and units, which refer to each other; return their ids by name and kode."""
        jabatan = self._rows(JabatanRow, "nama")
        jabatan.put({"nama": row.jabatan, "alias": list(row.alias)} for row in buku.jabatan)
        posts = _single(jabatan.ids)
        unit = self._rows(UnitRow, "kode")
        unit.put(
            {"kode": row.kode, "nama": row.nama, "kepala_id": posts.get(row.kepala)}
            for row in buku.unit
        )
        units = _single(unit.ids)
        jabatan.put(
            {
                "nama": row.jabatan,
                "atasan_id": posts.get(row.atasan),
                "unit_id": units.get(row.unit),
            }
            for row in buku.jabatan
        )
        return posts, units

    def put_people(
        self, buku: BukuKantor, posts: Mapping[str, int], units: Mapping[str, int]
    ) -> None:
        """Store people and appointments; who is missing has left."""
        people: dict[str, list[BarisPegawai]] = {}
        for row in buku.pegawai:
            people.setdefault(row.kunci, []).append(row)
        pegawai = self._rows(PegawaiRow, "kunci")
        pegawai.put(
            {
                "kunci": kunci,
                "nama": own[0].nama,
                "sapaan": next((row.sapaan for row in own if row.sapaan), ""),
                "pangkat": next((row.pangkat for row in own if row.pangkat), ""),
                "unit_id": next((units[row.unit] for row in own if row.unit), None),
                "admin": any(row.admin for row in own),
                "keluar_on": None,
            }
            for kunci, own in people.items()
        )
        for key, known in list(pegawai.stored.items()):
            stays = known["keluar_on"] is not None and known["keluar_on"] <= self._today
            if key[0] not in people and not stays:
                pegawai.end(key, keluar_on=self._today)
        ids = _single(pegawai.ids)
        self._put_penugasan(
            buku,
            posts,
            {
                (ids[row.kunci], posts[row.jabatan], row.penugasan, row.mulai): row
                for own in people.values()
                for row in own
            },
        )

    def _put_penugasan(
        self, buku: BukuKantor, posts: Mapping[str, int], said: Mapping[Key, BarisPegawai]
    ) -> None:
        rows = self._rows(PenugasanRow, *KEY)
        rows.put(
            {**dict(zip(KEY, key, strict=True)), "sk": row.sk, "selesai_on": row.selesai}
            for key, row in said.items()
        )
        held = Held.read(self._connection, self._kantor_id)
        led = {row.kepala for row in buku.unit} | {row.atasan for row in buku.jabatan} - {""}
        self.galat = held.find_crowded(said, {posts[nama] for nama in led})
        self.dipersingkat = held.end_unsaid(rows, said, self._today)

    def put_calendar(self, buku: BukuKantor) -> None:
        """Store sessions and dates exactly as they are written."""
        sesi = self._rows(JamKerjaRow, "hari", "mulai", "selesai", "berlaku")
        self._replace(
            sesi,
            [
                {
                    "hari": row.hari - 1,
                    "mulai": row.mulai.isoformat("minutes"),
                    "selesai": row.selesai.isoformat("minutes"),
                    "berlaku": row.berlaku,
                }
                for row in buku.sesi
            ],
            ("hari", "mulai", "selesai", "berlaku"),
        )
        self._replace(
            self._rows(LiburRow, "tanggal", "jenis"),
            [
                {"tanggal": row.tanggal, "jenis": row.jenis, "dasar": row.dasar}
                for row in buku.libur
            ],
            ("tanggal", "jenis"),
        )

    def put_sop(self, columns: Columns, posts: Mapping[str, int]) -> None:
        """Activate the SOPs of the workbook; other ones that ship are started no more."""
        written = put_columns_of(self._connection, self._kantor_id, columns, posts)
        self.hitungan["sop"], self.hitungan["sop_kolom"] = written.sop, written.kolom
        self.sop_tetap = written.tetap

    def put_perjanjian(self, buku: BukuKantor) -> None:
        """Store the versi of the Perjanjian Kinerja; what a new one follows is kept before it is changed."""
        rows = self._rows(PerjanjianRow, "tahun", "versi")
        begin_versi(self._connection, self._kantor_id, rows.stored, buku)
        rows.put(
            {name: getattr(row, name) for name in ("tahun", "versi", "jenis", "nomor", "tanggal")}
            for row in buku.perjanjian
        )

    def put_indikator(self, buku: BukuKantor, units: Mapping[str, int]) -> None:
        """Store the indicators of the years that the workbook is about."""
        rows = self._rows(IndikatorRow, "tahun", "kode")
        rows.put(
            {
                **{name: getattr(row, name) for name in _MEASURES},
                "nama": row.indikator,
                "unit_id": units[row.unit],
                "dihapus": False,
            }
            for row in buku.terukur
        )
        wanted = {(row.tahun, row.kode) for row in buku.terukur}
        years = {tahun for tahun, _ in wanted}
        gone = {
            known["id"]: key
            for key, known in rows.stored.items()
            if key[0] in years and key not in wanted and not known["dihapus"]
        }
        kept = set(self._connection.execute(used_of(gone)).scalars())
        for id, key in gone.items():
            if id not in kept:
                rows.end(key, dihapus=True)

    def _replace(
        self, rows: OwnedRows, wanted: list[dict[str, Any]], names: tuple[str, ...]
    ) -> None:
        kept = {tuple(row[name] for name in names) for row in wanted}
        rows.remove([key for key in rows.stored if key not in kept])
        rows.put(wanted)

    def _rows(self, model: type[Any], *key: str) -> OwnedRows:
        rows = OwnedRows(self._connection, model, self._kantor_id, key)
        self.hitungan[str(model.__tablename__)] = rows.hitungan
        return rows


def used_of(indikator: Collection[int]) -> CompoundSelect[Any]:
    """Find those of some indikator of which a berkas of the newest versi has a value or a dokumen."""
    given = select(_R.c.indikator_id).join(_F, _F.c.id == _R.c.formulir_id)
    values = given.join(_B, _B.c.id == _F.c.berkas_id).where(_R.c.indikator_id.in_(indikator))
    files = select(_L.c.indikator_id).join(_B, _B.c.id == _L.c.berkas_id)
    dokumen = files.where(_L.c.indikator_id.in_(indikator))
    return union(*(one.where(keeps_newest(_B)) for one in (values, dokumen)))


def _single(ids: Mapping[Key, int]) -> dict[str, int]:
    return {key[0]: id for key, id in ids.items()}
