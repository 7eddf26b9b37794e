"""Runs of SOPs and their tugas: one aksi is one ``store``, or nothing."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Select,
    bindparam,
    case,
    insert,
    or_,
    select,
    update,
)

from sop_flows.deferred import replace
from sop_flows.engine.berkas import (
    Berkas,
    Keadaan,
    Outcome,
    StatusBerkas,
    StatusTugas,
    Stored,
    Tugas,
)
from sop_flows.errors import TugasChanged
from sop_flows.ports.records import Loaded, OpenPart, Penandatangan
from sop_flows.waktu.periode import JenisPeriode, Periode
from storage.berkas.formulir import FormulirWriter
from storage.berkas.jejak import JejakRepo
from storage.berkas.loading import load_berkas, load_sending, load_tugas, load_whole
from storage.berkas.measured import measured_in, periods_in
from storage.berkas.rencana import read_plans
from storage.berkas.several import (
    load_about,
    load_after,
    load_last_words,
    load_open,
    load_part,
)
from storage.berkas.signers import signers_in
from storage.berkas.tugas import (
    IS_OPEN,
    OF_PERIODE,
    TUGAS,
    WAS_GIVEN,
    B,
    T,
    TugasWriter,
    columns_of,
    read_tugas,
    write_keadaan,
)
from storage.database.insert import table
from storage.database.kept import raised_on
from storage.database.open_rows import stands
from storage.database.prepared import Prepared
from storage.database.remembered import UnitMemory
from storage.database.tables import KantorRow, SopRow
from storage.offices.indikator import newest_versi
from storage.offices.kantor import KantorRepo

_S = table(SopRow)
_K = table(KantorRow)
_kantor = bindparam("kantor", type_=Integer)
_all_tugas = select(T).where(T.c.berkas_id == bindparam("berkas")).order_by(T.c.id)
_of_berkas = Prepared(lambda: _all_tugas, tugas=TUGAS)
_of_langkah = Prepared(lambda: _all_tugas.where(T.c.langkah == bindparam("langkah")), tugas=TUGAS)
_beside = Prepared(lambda: _all_tugas.where(or_(T.c.tahap < 0, WAS_GIVEN)), tugas=TUGAS)
_has_excused = (
    select(T.c.id)
    .where(T.c.berkas_id == bindparam("berkas"), stands(T, StatusTugas.DIKECUALIKAN))
    .limit(1)
)
_number = update(_K).where(_K.c.id == _kantor).values(nomor=_K.c.nomor + 1).returning(_K.c.nomor)
_newest = newest_versi(bindparam("of_kantor", type_=Integer), bindparam("of_tahun", type_=Integer))
_new = insert(B).values(perjanjian=_newest).returning(B.c.id, B.c.perjanjian)
_find = select(B.c.id).where(B.c.kantor_id == _kantor, B.c.nomor == bindparam("nomor"))
_find_tugas = select(T.c.id).where(T.c.kantor_id == _kantor, T.c.nomor == bindparam("nomor"))
_started = _S.alias("started")
_kode = select(_started.c.kode).where(_started.c.id == bindparam("sop")).scalar_subquery()
_running = (
    select(B.c.nomor)
    .join(_S, _S.c.id == B.c.sop_id)
    .where(
        B.c.kantor_id == _kantor,
        _S.c.kode == _kode,
        *OF_PERIODE,
        B.c.status == StatusBerkas.BERJALAN.value,
    )
    .order_by(B.c.id)
    .limit(1)
)
_finished = (
    select(_S.c.kode, B.c.nomor)
    .join(_S, _S.c.id == B.c.sop_id)
    .where(
        B.c.kantor_id == _kantor,
        _S.c.kode.in_(bindparam("sources", expanding=True)),
        *OF_PERIODE,
        B.c.status == StatusBerkas.SELESAI.value,
    )
    .order_by(_S.c.kode, B.c.id)
)
_latest = (
    select(B.c.id)
    .where(B.c.kantor_id == _kantor)
    .order_by(case((B.c.status == StatusBerkas.BERJALAN.value, 0), else_=1), B.c.id.desc())
)
_is_theirs = or_(
    T.c.pegawai_id == bindparam("pegawai"),
    T.c.pegawai_id.is_(None) & T.c.jabatan_id.in_(bindparam("posts", expanding=True)),
)
_open_for = select(T).where(T.c.kantor_id == _kantor, IS_OPEN, _is_theirs).order_by(T.c.id)
_theirs = _all_tugas.where(_is_theirs)
_open_of = select(T).where(T.c.kantor_id == _kantor, IS_OPEN).order_by(T.c.id)
_berkas_of = select(T.c.berkas_id).where(T.c.id == bindparam("this"))
_store = Prepared(
    lambda: (
        update(B)
        .where(B.c.id == bindparam("this"), B.c.revisi == bindparam("seen_revisi"))
        .values(
            status=bindparam("status_"),
            revisi=bindparam("seen_revisi", type_=Integer) + 1,
            keadaan=bindparam("keadaan_"),
            ditutup_at=bindparam("ditutup_"),
        )
    )
)


class BerkasRepo:
    """The berkas and tugas of offices, within one unit of work."""

    def __init__(
        self,
        connection: Connection,
        memory: UnitMemory,
        kantor: KantorRepo,
        jejak: JejakRepo,
    ) -> None:
        self._connection = connection
        self._memory = memory
        self._kantor = kantor
        self._jejak = jejak
        self._tugas = TugasWriter(connection)
        self._formulir = FormulirWriter(connection)

    def new(
        self,
        *,
        kantor_id: int,
        sop_id: int,
        judul: str,
        periode: Periode,
        pegawai_id: int,
        at: datetime,
    ) -> Berkas:
        """See ``BerkasPort.new``."""
        counters = self._kantor.counters(kantor_id)
        counters.nomor = self._connection.execute(_number, {"kantor": kantor_id}).scalar_one()
        facts: dict[str, Any] = {
            "kantor_id": kantor_id,
            "nomor": counters.nomor,
            "judul": judul,
            "dimulai_oleh": pegawai_id,
            "dibuka_at": at,
        }
        row = {
            "sop_id": sop_id,
            "status": StatusBerkas.BERJALAN.value,
            "revisi": 0,
            "keadaan": write_keadaan(Keadaan()),
            **columns_of(periode),
        }
        of_year = {"of_kantor": kantor_id, "of_tahun": periode.tahun}
        made = self._connection.execute(_new, facts | row | of_year).one()
        return Berkas(id=made.id, periode=periode, perjanjian=made.perjanjian, **facts)

    def get(self, berkas_id: int) -> tuple[Berkas, int]:
        """See ``BerkasPort.get``."""
        found = load_berkas(self._connection, self._memory, berkas_id)
        if found is None:
            raise LookupError(berkas_id)
        return found

    def find(self, kantor_id: int, nomor: int) -> int | None:
        """See ``BerkasPort.find``."""
        return self._scalar(_find, kantor=kantor_id, nomor=nomor)

    def running(self, kantor_id: int, sop_id: int, periode: Periode) -> int | None:
        """See ``BerkasPort.running``."""
        return self._scalar(_running, kantor=kantor_id, sop=sop_id, **columns_of(periode))

    def finished(self, kantor_id: int, kode: Collection[str], periode: Periode) -> tuple[int, ...]:
        """See ``BerkasPort.finished``."""
        facts = {"kantor": kantor_id, "sources": list(kode), **columns_of(periode)}
        newest = {row.kode: row.nomor for row in self._connection.execute(_finished, facts)}
        return tuple(newest.values())

    def latest(self, kantor_id: int) -> tuple[int, ...]:
        """See ``BerkasPort.latest``."""
        return tuple(self._connection.execute(_latest, {"kantor": kantor_id}).scalars())

    def measured(
        self, kantor_id: int, jenis: JenisPeriode, tahun: Collection[int]
    ) -> tuple[tuple[Berkas, int], ...]:
        """See ``BerkasPort.measured``."""
        return measured_in(self._connection, kantor_id, jenis, tahun)

    def periods(self, kantor_id: int) -> tuple[Periode, ...]:
        """See ``BerkasPort.periods``."""
        return periods_in(self._connection, kantor_id)

    def signers(self, kantor_id: int) -> tuple[Penandatangan, ...]:
        """See ``BerkasPort.signers``."""
        return signers_in(self._connection, kantor_id)

    def load_tugas(self, tugas_id: int) -> Loaded | None:
        """See ``BerkasPort.load_tugas``; it is read once in a unit as long as that writes none."""
        return load_tugas(self._connection, self._memory, tugas_id)

    def load_whole(self, tugas_id: int) -> Loaded | None:
        """See ``BerkasPort.load_whole``; all of it is read at once."""
        return load_whole(self._connection, self._memory, tugas_id)

    def load_sending(self, tugas_id: int) -> Loaded | None:
        """See ``BerkasPort.load_sending``."""
        return load_sending(self._connection, self._memory, tugas_id)

    def find_tugas(self, kantor_id: int, nomor: int) -> int | None:
        """See ``BerkasPort.find_tugas``."""
        return self._scalar(_find_tugas, kantor=kantor_id, nomor=nomor)

    def tugas_of(self, berkas_id: int, langkah: int | None = None) -> tuple[Tugas, ...]:
        """See ``BerkasPort.tugas_of``."""
        if langkah is not None:
            return self._tugas_of(_of_langkah, berkas_id, langkah=langkah)
        if berkas_id not in self._memory.tugas:
            self._memory.tugas[berkas_id] = self._tugas_of(_of_berkas, berkas_id)
        return self._memory.tugas[berkas_id]

    def tugas_about(self, berkas_id: int, unit_id: int) -> tuple[Tugas, ...]:
        """See ``BerkasPort.tugas_about``."""
        return load_about(self._connection, berkas_id, unit_id)

    def last_words(self, berkas_id: int) -> tuple[Tugas, ...]:
        """See ``BerkasPort.last_words``."""
        read = partial(load_last_words, self._connection, berkas_id)
        return self._memory.as_it_stands(berkas_id, "kata terakhir", read)

    def beside_of(self, berkas_id: int) -> tuple[Tugas, ...]:
        """See ``BerkasPort.beside_of``."""
        return self._tugas_of(_beside, berkas_id)

    def plans_before(self, berkas: Berkas) -> tuple[Tugas, ...]:
        """See ``BerkasPort.plans_before``."""
        return read_plans(self._connection, berkas)

    def tugas_for(
        self, berkas_id: int, jabatan: Collection[int], pegawai_id: int
    ) -> tuple[Tugas, ...]:
        """See ``BerkasPort.tugas_for``."""
        facts = {"berkas": berkas_id, "posts": list(jabatan), "pegawai": pegawai_id}
        return tuple(map(read_tugas, self._connection.execute(_theirs, facts)))

    def has_excused(self, berkas_id: int) -> bool:
        """See ``BerkasPort.has_excused``."""
        read = partial(self._scalar, _has_excused, berkas=berkas_id)
        return bool(self._memory.as_it_stands(berkas_id, "dikecualikan", read))

    def open_for(
        self, kantor_id: int, jabatan: Collection[int], pegawai_id: int
    ) -> tuple[Tugas, ...]:
        """See ``BerkasPort.open_for``."""
        facts = {"kantor": kantor_id, "posts": list(jabatan), "pegawai": pegawai_id}
        return tuple(map(read_tugas, self._connection.execute(_open_for, facts)))

    def open_of(self, kantor_id: int) -> tuple[Tugas, ...]:
        """See ``BerkasPort.open_of``."""
        rows = self._connection.execute(_open_of, {"kantor": kantor_id})
        return tuple(map(read_tugas, rows))

    def load_open(self, kantor_id: int) -> tuple[Loaded, ...]:
        """See ``BerkasPort.load_open``; read at two statements."""
        return load_open(self._connection, self._memory, kantor_id)

    def load_part(self, kantor_id: int, after: int, room: int) -> OpenPart:
        """See ``BerkasPort.load_part``."""
        return load_part(self._connection, self._memory, kantor_id, after, room)

    def load_after(self, berkas: Berkas, units: Collection[int]) -> tuple[Loaded, ...]:
        """See ``BerkasPort.load_after``."""
        return load_after(self._connection, self._memory, berkas, units)

    def berkas_of(self, tugas_id: int) -> int:
        """See ``BerkasPort.berkas_of``."""
        berkas_id = self._scalar(_berkas_of, this=tugas_id)
        if berkas_id is None:
            raise LookupError(tugas_id)
        return berkas_id

    def see(self, tugas_id: int, at: datetime) -> None:
        """See ``BerkasPort.see``."""
        self._memory.forget_tugas()
        self._tugas.see(tugas_id, at)

    def store(self, outcome: Outcome) -> Stored:
        """See ``BerkasPort.store``."""
        self._memory.forget_tugas()
        berkas, line = outcome.berkas, outcome.jejak[0]
        raised_on(self._connection).add(berkas.id)
        self._tugas.change(outcome.changed, outcome.ingat, seen=line.tugas_id, at=line.at)
        after = self._kantor.counters(berkas.kantor_id).nomor
        opened = self._tugas.open(berkas.kantor_id, berkas.id, outcome.opened, after)
        self._store_berkas(berkas, line.tugas_id)
        self._formulir.apply(berkas, outcome.formulir)
        self._jejak.append(berkas.kantor_id, outcome.jejak, numbers=len(opened))
        current = {one.id: one for one in (*berkas.terbuka, *outcome.changed, *opened)}
        terbuka = tuple(one for one in current.values() if one.is_open)
        return Stored(
            berkas=replace(berkas, terbuka=terbuka),
            changed=outcome.changed,
            opened=opened,
            anew=tuple(id for id, looked_at in outcome.ingat.items() if looked_at is not None),
            kerja=line.aksi,
        )

    def change(self, tugas: Tugas) -> Tugas:
        """See ``BerkasPort.change``."""
        return self.change_all((tugas,))[0]

    def change_all(self, tugas: Sequence[Tugas]) -> tuple[Tugas, ...]:
        """See ``BerkasPort.change_all``."""
        self._memory.forget_tugas()
        changed = tuple(replace(one, revisi=one.revisi + 1) for one in tugas)
        self._tugas.change(changed, {})
        return changed

    def _store_berkas(self, berkas: Berkas, tugas_id: int | None) -> None:
        written = _store.write(
            self._connection,
            {
                "this": berkas.id,
                "seen_revisi": berkas.revisi - 1,
                "status_": berkas.status.value,
                "keadaan_": write_keadaan(berkas.keadaan),
                "ditutup_": berkas.ditutup_at,
            },
        )
        if written != 1:
            raise TugasChanged(tugas_id=tugas_id)

    def _tugas_of(
        self, statement: Prepared, berkas_id: int, **facts: int | str
    ) -> tuple[Tugas, ...]:
        rows = statement.all(self._connection, {"berkas": berkas_id, **facts})
        return tuple(row.tugas for row in rows)

    def _scalar(self, statement: Select[Any], **facts: int | str) -> int | None:
        found: int | None = self._connection.execute(statement, facts).scalar_one_or_none()
        return found
