"""Kecamatan Pejawaran with people in every relation to its posts, and a second office beside it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Connection, func, select

from bot.trial.kantor.pejawaran import KASI, KASUBBAG, SAMPLE, SEKCAM, STAF
from sop_flows.berkas import Aksi, Berkas, Kerja, Tugas
from sop_flows.use_cases.bergabung import confirm_identity, invite, present_link, revoke_member
from sop_flows.use_cases.isian import type_lines
from storage.documents.buku import BarisPegawai, BukuKantor
from storage.insert import table
from storage.kantor_import import import_kantor
from storage.session import Database
from storage.tables import JabatanRow, PegawaiRow, UnitRow
from storage.unit_of_work import SqlUnitOfWork
from tests.pejawaran import BOT, Pejawaran

T = TypeVar("T")

PLH = "Hari Santoso"
PLH_LAMA = "Tri Wibowo"
MANTAN_KASI = "Karno Utomo"
ADMIN_TANPA_JABATAN = "Ratna Dewanti"
DICABUT = "Rina Astuti"
ORANG_ASING = "orang asing"
KANTOR_LAIN = " (Pagentan)"
"""Said after the name of the namesakes who serve the other office."""

BEFORE, UNTIL = date(2026, 9, 30), date(2026, 12, 31)


def _row(kunci: str, nama: str, jabatan: str, **facts: Any) -> BarisPegawai:
    return BarisPegawai(kunci=kunci, nama=nama, jabatan=jabatan, **facts)


def _pejawaran() -> BukuKantor:
    joko = SAMPLE.pegawai[8]
    extra = (
        _row("A1", PLH, KASUBBAG, penugasan="Plh.", mulai=date(2026, 10, 1), selesai=UNTIL),
        _row("A2", PLH_LAMA, KASUBBAG, penugasan="Plh.", mulai=BEFORE, selesai=date(2026, 10, 4)),
        _row("A3", MANTAN_KASI, KASI["TAPEM"], mulai=date(2020, 1, 1), selesai=BEFORE),
        _row("A4", ADMIN_TANPA_JABATAN, STAF, selesai=BEFORE, admin=True),
        _row("A5", DICABUT, STAF, mulai=date(2026, 1, 1)),
    )
    people = (*SAMPLE.pegawai[:8], replace(joko, selesai=BEFORE), *SAMPLE.pegawai[9:], *extra)
    return replace(SAMPLE, pegawai=people)


def _pagentan() -> BukuKantor:
    return replace(
        SAMPLE, kantor=replace(SAMPLE.kantor, kode="PAGENTAN", nama="Kecamatan Pagentan")
    )


HOLDERS = {
    "Camat": {"Suharyanto"},
    SEKCAM: {"Endang Lestari"},
    KASUBBAG: {"Retno Wulandari", PLH},
    STAF: {"Agus Prasetyo", "Dewi Anggraeni"},
    KASI["TAPEM"]: {"Slamet Riyadi"},
    KASI["PM"]: {"Siti Khotimah"},
    KASI["KESRA"]: {"Budi Hartono"},
    KASI["YANUM"]: {"Nur Aini Rahmawati"},
    KASI["TRANTIB"]: {"Suharyanto"},  # vacant: its atasan acts
}
"""Who may act for which post, written down by hand."""

LINES = {
    KASI["TAPEM"]: "IK-01=100\nIK-02=15\nIK-03=6",
    KASI["PM"]: "IK-04=35\nIK-05=15",
    KASI["KESRA"]: "IK-06=335\nIK-07=14,3",
    KASI["YANUM"]: "IK-08=88,5\nIK-09=15\nIK-10=100",
    KASI["TRANTIB"]: "IK-11=2\nIK-12=9",
}
"""What each Kasi types."""


class Undone(Exception):
    """Carries the outcome of a trial out of its transaction, which is rolled back."""

    def __init__(self, outcome: object, changes: int) -> None:
        super().__init__()
        self.outcome = outcome
        self.changes = changes


class Kecamatan(Pejawaran):
    """Two offices in one database; the first one's people act, the second one's look on."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, join=False)
        self.kantor_id = database.run_now(
            lambda c: import_kantor(c, _pejawaran(), self.now)
        ).kantor_id
        self.lain_id = database.run_now(
            lambda c: import_kantor(c, _pagentan(), self.now)
        ).kantor_id
        rows = database.run_now(lambda c: list(c.execute(select(table(PegawaiRow)))))
        self.pegawai = {
            row.nama + ("" if row.kantor_id == self.kantor_id else KANTOR_LAIN): row.id
            for row in rows
        }
        self.user = {nama: 1000 + id for nama, id in self.pegawai.items()}
        for nama, id in self.pegawai.items():
            kantor_id = self.lain_id if nama.endswith(KANTOR_LAIN) else self.kantor_id
            self.bind(nama, kantor_id, id)
        self.run(
            revoke_member,
            user_id=self.user["Endang Lestari"],
            chat_id=self.user["Endang Lestari"],
            pegawai_id=self.pegawai[DICABUT],
        )
        self.user[ORANG_ASING] = 9_999
        posts = database.run_now(lambda c: list(c.execute(select(table(JabatanRow)))))
        self.jabatan = {row.id: row.nama for row in posts}
        units = database.run_now(lambda c: list(c.execute(select(table(UnitRow)))))
        self.unit = {row.kode: row.id for row in units if row.kantor_id == self.kantor_id}

    def bind(self, nama: str, kantor_id: int, pegawai_id: int) -> None:
        """Let somebody join by a link."""
        user, token = self.user[nama], f"tautan-{nama}"
        self.run(invite, kantor_id=kantor_id, pegawai_id=pegawai_id, token=token)
        self.run(present_link, chat_id=user, token=token)
        self.run(confirm_identity, user_id=user, chat_id=user, username="")

    # Looking

    def berkas(self, berkas_id: int) -> Berkas:
        """Return a berkas with its open tugas."""
        return self.run(lambda uow: uow.berkas.get(berkas_id)[0])

    def open_at(self, berkas_id: int, place: str) -> list[Tugas]:
        """Return the open tugas at ``langkah.tahap``."""
        return [t for t in self.berkas(berkas_id).terbuka if t.place == place]

    def attempt(self, work: Callable[..., object], **facts: Any) -> tuple[object, int]:
        """Run a use case, undo it, and return its outcome or refusal and how much it wrote."""

        def trial(connection: Connection) -> None:
            before = writes(connection)
            try:
                outcome = work(SqlUnitOfWork(connection, BOT, self.now), **facts)
            except Exception as refusal:  # noqa: BLE001 -- the outcome is what is asked for
                outcome = refusal
            raise Undone(outcome, writes(connection) - before)

        try:
            self.database.run_now(trial)
        except Undone as undone:
            return undone.outcome, undone.changes
        raise AssertionError("a trial is always undone")

    # Going on

    def holder(self, tugas: Tugas) -> str:
        """Return somebody who may act on a tugas."""
        if tugas.pegawai_id is not None:
            return next(nama for nama, id in self.pegawai.items() if id == tugas.pegawai_id)
        return min(HOLDERS[self.jabatan[tugas.jabatan_id]])

    def do(self, berkas_id: int, place: str, kerja: Kerja, **facts: Any) -> None:
        """Let somebody do an aksi on every open tugas at a place."""
        for tugas in self.open_at(berkas_id, place):
            self.act(self.holder(tugas), kerja, tugas, **facts)

    def fill(self, berkas_id: int) -> None:
        """Let every Kasi type the values of the own unit."""
        for tugas in self.open_at(berkas_id, "4.0"):
            self.say(
                self.holder(tugas),
                type_lines,
                teks=LINES[self.jabatan[tugas.jabatan_id]],
                tugas_id=tugas.id,
            )

    def aksi(self, kerja: Kerja, tugas: Tugas, **facts: Any) -> Aksi:
        """Return a well-formed aksi on a tugas, as a card or a modified client could send it."""
        saksi = self.pegawai["Wahyu Hidayat"]
        if tugas.pegawai_id == saksi:
            saksi = self.pegawai["Eko Purnomo"]
        words = {"catatan": "Mohon diperiksa sekali lagi.", "unit": (self.unit["TAPEM"],)}
        given: dict[Kerja, dict[str, Any]] = {
            Kerja.KEMBALIKAN: words,
            Kerja.TANYA: words,
            Kerja.JAWAB: {"catatan": "Sudah sesuai register."},
            Kerja.KECUALIKAN: {"catatan": "Cuti", "saksi_id": saksi},
            Kerja.SELESAI: {"isian": ISIAN if tugas.langkah == 10 else {}},
        }
        return Aksi(
            kerja=kerja,
            revisi=facts.pop("revisi", tugas.revisi),
            at=self.now,
            **(given.get(kerja, {}) | facts),
        )


ISIAN = {
    "nomor_surat": "000.8.6.3/12/2026",
    "tujuan": "Bupati",
    "dikirim": "ya",
    "digandakan": "ya",
    "diarsipkan": "ya",
    "bukti": "bukti.pdf",
}


def writes(connection: Connection) -> int:
    """Return how many rows this connection has written since it was opened."""
    return int(connection.execute(select(func.total_changes())).scalar_one())
