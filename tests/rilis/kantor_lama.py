"""An office as an earlier release left it, brought to the tables of today, and its people going on."""

import lzma
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from bot.press import PaperPress
from bot.product import load
from handlers.screens.notices import draw
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.engine import aksi_of, choosable
from sop_flows.errors import Refusal
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.ports.records import Actor
from sop_flows.sop.definition import JenisIsian, Sop, Tahap
from sop_flows.use_cases.formulir.typed import type_lines
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.isian.answers import keep_dokumen
from sop_flows.use_cases.jabatan.holders import recipients_of
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.tugas.act import perform_aksi
from storage.carriers.outbox import Outbox
from storage.database.schema import migrate
from storage.database.session import Connection, Database
from storage.database.sqlite import sqlite3
from storage.files import kept_files
from storage.unit_of_work import SqlUnitOfWork, in_unit
from tests.sop_flows.engine.dunia import answers

HERE = Path(__file__).parent
RELEASED = sorted(path.name.partition(".")[0] for path in HERE.glob("*.sql.xz"))
WHY = "Sudah diperiksa kembali bersama"
STEPS = 500  # aksi within which every berkas ends
EVERYBODY_JOINS = """
    INSERT INTO ikatan_chat (bot_id, user_id, chat_id, pegawai_id, username, status, terjangkau, bergabung_at)
    SELECT (SELECT bot_id FROM detak), 900000 + id, 900000 + id, id, '', 'aktif', 1, '2026-10-05 00:00:00'
    FROM pegawai WHERE id NOT IN (SELECT pegawai_id FROM ikatan_chat WHERE status = 'aktif')
"""
OWE_EVERY_CARD = """
    INSERT INTO outbox (bot_id, chat_id, kantor_id, lane, layar, kartu_id, isi, senyap, baru, paksa,
                        sematkan, status, attempts, ambigu, due_at, lease_until, error)
    SELECT bot_id, chat_id, kantor_id, 1, 'kartu', id, '{}', 0, 0, 1, 0, 'baru', 0, 0, 0, 0, '' FROM kartu
"""
T = TypeVar("T")


def unpack(name: str, path: Path) -> None:
    """Make the database of a release again."""
    text = lzma.decompress((HERE / f"{name}.sql.xz").read_bytes()).decode()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(text)


@contextmanager
def upgraded(name: str, folder: Path) -> Iterator["KantorLama"]:
    """Yield the office of a release, with the tables of today."""
    path = folder / "tapak.sqlite"
    unpack(name, path)
    migrate(f"sqlite:///{path}")
    with closing(Database.open(f"sqlite:///{path}")) as database:
        yield KantorLama(database, folder)


class KantorLama:
    """The offices of a release, all of whose people have joined."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.press = PaperPress(kept_files(folder))
        self.sql(EVERYBODY_JOINS)
        [(self.bot_id,)] = self.sql("SELECT bot_id FROM detak")
        [(last,)] = self.sql("SELECT max(at) FROM jejak")
        self.now = datetime.fromisoformat(last).replace(tzinfo=UTC) + timedelta(minutes=1)
        self.kantor = self.run(lambda uow: uow.kantor.all())

    def sql(self, statement: str) -> list[Any]:
        """Return what a statement finds."""

        def work(connection: Connection) -> list[Any]:
            found = connection.exec_driver_sql(statement)
            return list(found) if found.returns_rows else []

        return self.database.run_now(work)

    def run(self, work: Callable[..., T], **facts: Any) -> T:
        """Run one use case in one transaction."""
        return self.database.run_now(
            lambda c: in_unit(work, SqlUnitOfWork(c, self.bot_id, self.now), **facts)
        )

    def deliver(self) -> int:
        """Draw all that is owed as it is sent, and count it."""
        count = 0
        while sent := self.database.run_now(self._send):
            count += sent
        return count

    def _send(self, connection: Connection) -> int:
        outbox = Outbox(connection, self.bot_id)
        rows = outbox.claim(now_s=1.0, limit=100)
        assert outbox.unreadable == []
        for row in rows:
            view = in_unit(
                lambda uow, row=row: load(self.press, uow, row, None),
                SqlUnitOfWork(connection, self.bot_id, self.now),
            )
            if view is not None:
                draw(view, ambigu=False)
        outbox.mark_sent([(row.id, 10_000 + row.id) for row in rows])
        return len(rows)

    def answer(self) -> int:
        """Let everybody who is being asked something write an answer; return how many are."""
        chats = [chat_id for (chat_id,) in self.sql("SELECT chat_id FROM percakapan")]
        for chat_id in chats:
            assert self.run(lambda uow, chat_id=chat_id: uow.percakapan.get(chat_id)) is not None
            said = {"actor": Actor.private(chat_id), "teks": WHY, "message_id": 1_000_000}
            with suppress(Refusal):
                self.run(take_text, **said)
        return len(chats)

    def open(self) -> list[Tugas]:
        """Return what is open in all offices."""
        return [
            one
            for kantor in self.kantor
            for one in self.run(lambda uow, kantor=kantor: uow.berkas.open_of(kantor.id))
        ]

    def play_on(self) -> None:
        """Let everybody go on until nothing is open any more."""
        for _ in range(STEPS):
            if not (found := self.open()):
                return
            moved = [one for one in found if self.go_on(one.id)]
            assert moved, [(one.langkah, one.tahap, one.jabatan_id) for one in found]
        raise AssertionError(self.open())

    def go_on(self, tugas_id: int) -> bool:
        """Let somebody who may go on with a tugas, if it is still open."""
        loaded = self.run(lambda uow: uow.berkas.load_tugas(tugas_id))
        tugas, berkas = loaded.tugas, loaded.berkas
        if not tugas.is_open:
            return False
        self.now += timedelta(minutes=1)
        if tugas.facts.rapat:
            self.now = max(self.now, tugas.facts.rapat.mulai)
        sop = self.run(lambda uow: uow.sop.get(loaded.sop_id))
        people = self.run(
            lambda uow: recipients_of(
                uow, berkas.kantor_id, tugas, local_date(uow, berkas.kantor_id)
            )
        )
        return any(self._try(sop, tugas_id, Actor.private(one.chat_id)) for one in people)

    def _try(self, sop: Sop, tugas_id: int, actor: Actor) -> bool:
        loaded = self.run(lambda uow: uow.berkas.load_tugas(tugas_id))
        kerja, *_ = aksi_of(sop, loaded.tugas)
        tahap = sop.tahap_at(loaded.tugas.langkah, loaded.tugas.tahap)
        if kerja is Kerja.KIRIM and loaded.tugas.unit_id is not None:
            self._fill(loaded.tugas, actor)
        if tahap is not None:
            self._hand_in(tahap, actor)
        peta = self.run(
            lambda uow: uow.sop.peta(
                loaded.berkas.kantor_id,
                loaded.sop_id,
                loaded.berkas,
                local_date(uow, loaded.berkas.kantor_id),
            )
        )
        now = self.run(lambda uow: uow.berkas.load_tugas(tugas_id)).tugas
        aksi = Aksi(
            kerja=kerja,
            revisi=now.revisi,
            at=self.now,
            catatan=WHY,
            isian=answers(tahap.isian) if tahap else {},
            penerima=choosable(sop, peta, now),
        )
        try:
            self.run(perform_aksi, actor=actor, tugas_id=tugas_id, aksi=aksi)
        except Refusal as refused:
            self.refused = (now, refused)
            return False
        return True

    def _fill(self, tugas: Tugas, actor: Actor) -> None:
        def missing(uow: SqlUnitOfWork) -> tuple[str, ...]:
            form = uow.kinerja.formulir(uow.berkas.berkas_of(tugas.id), tugas.unit_id)
            return tuple(form.kurang)

        if lines := "\n".join(f"{kode}=n/a {WHY}" for kode in self.run(missing)):
            self.run(type_lines, actor=actor, teks=lines, tugas_id=tugas.id)

    def _hand_in(self, tahap: Tahap, actor: Actor) -> None:
        if not any(one.jenis is JenisIsian.DOKUMEN for one in tahap.isian):
            return
        bukti = Lampiran(
            berkas_id=0,
            tugas_id=0,
            sha256="ab" * 32,
            nama="bukti.pdf",
            oleh=0,
            diterima_at=self.now,
        )
        self.run(keep_dokumen, actor=actor, lampiran=bukti)
