"""One small kecamatan in a database, its people, and one berkas."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import insert, select, update

from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import Stored, Tugas
from sop_flows.engine.engine import advance, start
from storage.database.insert import table
from storage.database.session import Database
from storage.database.tables import JabatanRow, PegawaiRow, PenugasanRow, UnitRow
from storage.documents.kantor.buku import BukuKantor
from storage.documents.kantor.buku_contoh import CONTOH
from storage.kantor_import import import_kantor
from storage.unit_of_work import SqlUnitOfWork, in_unit
from tests.support.periode import TW_III

BOT = 7_000_000_001
NOW = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)  # Monday, 09.00 in Jakarta
TODAY = date(2026, 10, 5)
T = TypeVar("T")


class StoredOffice:
    """An office in a database, asked as a unit of work would be."""

    def __init__(self, database: Database, buku: BukuKantor = CONTOH) -> None:
        self.database = database
        self.bot_id = BOT
        self.id = database.run_now(lambda c: import_kantor(c, buku, NOW)).kantor_id
        self.posts = self._ids(JabatanRow, "nama")
        self.people = self._ids(PegawaiRow, "nama")
        self.units = self._ids(UnitRow, "kode")

    def run(self, work: Callable[[SqlUnitOfWork], T], at: datetime = NOW) -> T:
        return self.database.run_now(lambda c: in_unit(work, SqlUnitOfWork(c, BOT, at)))

    def rows(self, model: type[Any]) -> list[Any]:
        statement = select(table(model)).order_by(*table(model).primary_key)
        return self.database.run_now(lambda c: list(c.execute(statement).all()))

    def _ids(self, model: type[Any], name: str) -> dict[str, int]:
        rows = self.rows(model)
        return {getattr(row, name): row.id for row in rows if row.kantor_id == self.id}

    def post(self, nama: str) -> int:
        return self.posts[nama]

    def person(self, nama: str) -> int:
        return self.people[nama]

    def unit(self, kode: str) -> int:
        return self.units[kode]

    def join(self, nama: str, user_id: int) -> None:
        def work(unit: SqlUnitOfWork) -> None:
            token = f"{nama} {user_id}"
            pegawai_id = self.people[nama]
            unit.ikatan.add_undangan(self.id, pegawai_id, token, NOW, NOW + timedelta(days=7))
            assert unit.ikatan.redeem(token, user_id, user_id, "", NOW)

        self.run(work)

    def appoint(self, nama: str, jabatan: str, jenis: str, **dates: date) -> None:
        row = {
            "kantor_id": self.id,
            "pegawai_id": self.person(nama),
            "jabatan_id": self.post(jabatan),
            "jenis": jenis,
            **dates,
        }
        self.database.run_now(lambda c: c.execute(insert(table(PenugasanRow)).values(**row)))

    def vacate(self, jabatan: str) -> None:
        statement = (
            update(table(PenugasanRow))
            .where(table(PenugasanRow).c.jabatan_id == self.post(jabatan))
            .values(selesai_on=TODAY - timedelta(days=1))
        )
        self.database.run_now(lambda c: c.execute(statement))

    def start(self) -> Stored:
        return self.run(self.started)

    def started(self, unit: SqlUnitOfWork) -> Stored:
        aktif = unit.sop.active(self.id)[0]
        pelaku = unit.pegawai.pelaku_self(1, self.id, TODAY)
        assert pelaku is not None
        berkas = unit.berkas.new(
            kantor_id=self.id,
            sop_id=aktif.id,
            judul=aktif.sop.nama,
            periode=TW_III,
            pegawai_id=pelaku.pegawai_id,
            at=NOW,
        )
        peta = unit.sop.peta(self.id, aktif.id, berkas, TODAY)
        return unit.berkas.store(start(aktif.sop, berkas, pelaku, NOW, peta))

    def act(self, user_id: int, kerja: Kerja, **facts: Any) -> Stored:
        """Do an aksi on the first open tugas of the only berkas that the user may do it on."""

        def work(unit: SqlUnitOfWork) -> Stored:
            berkas_id = unit.berkas.latest(self.id)[0]
            for tugas in unit.berkas.get(berkas_id)[0].terbuka:
                if unit.pegawai.pelaku(user_id, self.id, tugas.jabatan_id, TODAY) is not None:
                    return self.advanced(unit, user_id, tugas, kerja, **facts)
            raise AssertionError("nothing to do")

        return self.run(work)

    def advanced(
        self, unit: SqlUnitOfWork, user_id: int, tugas: Tugas, kerja: Kerja, **facts: Any
    ) -> Stored:
        found = unit.berkas.load_tugas(tugas.id)
        assert found is not None
        tugas, berkas, sop_id = found.tugas, found.berkas, found.sop_id
        pelaku = unit.pegawai.pelaku(user_id, self.id, tugas.jabatan_id, TODAY)
        assert pelaku is not None
        aksi = Aksi(kerja=kerja, revisi=tugas.revisi, at=unit.now, **facts)
        peta = unit.sop.peta(self.id, sop_id, berkas, TODAY)
        outcome = advance(unit.sop.get(sop_id), berkas, tugas, aksi, pelaku, peta)
        return unit.berkas.store(outcome)
