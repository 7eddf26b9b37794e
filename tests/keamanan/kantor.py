"""An office with people in every relation to its posts, and a second office beside it."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from bot.trial.kantor.pejawaran import START
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.errors import Refusal
from sop_flows.ports.records import Actor
from sop_flows.use_cases.berkas.start import list_startable, start_berkas
from sop_flows.use_cases.formulir.typed import type_lines
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.pegawai.joining import (
    confirm_identity,
    invite,
    present_link,
    revoke_member,
)
from sop_flows.use_cases.sop.activation import activate, plan_activation
from sop_flows.use_cases.tugas.act import perform_aksi
from sop_flows.use_cases.tugas.percakapan import Ketukan
from sop_flows.use_cases.tugas.tindak_lanjut import begin_decision, choose_days, choose_doer
from storage.database.carrier_tables import OutboxRow
from storage.database.insert import table
from storage.database.session import Database
from storage.database.tables import (
    BerkasRow,
    FormulirRow,
    JabatanRow,
    JejakRow,
    PegawaiRow,
    RealisasiRow,
    TugasRow,
    UnitRow,
)
from storage.kantor_import import import_kantor
from storage.unit_of_work import SqlUnitOfWork, in_unit
from tests.keamanan.kebijakan import Kebijakan, Perkara
from tests.keamanan.susunan import furnish, neighbour, template_of
from tests.support.office import BOT, Pejawaran

T = TypeVar("T")
Call = tuple[Callable[..., object], dict[str, Any]]

PLH = "Hari Santoso"
PLH_LAMA = "Tri Wibowo"
MANTAN = "Karno Utomo"
ADMIN_TANPA_JABATAN = "Ratna Dewanti"
DICABUT = "Rina Astuti"
ORANG_ASING = "orang asing"
KANTOR_LAIN = " (kantor lain)"
"""Said after the name of the namesakes who serve the other office."""
NEIGHBOURS = 3
"""How many of them are tried, the leading ones."""

TRUTH = tuple(
    table(row) for row in (BerkasRow, TugasRow, FormulirRow, RealisasiRow, JejakRow, OutboxRow)
)
"""What nobody without authority changes; the count of writes stands for everything else."""


class Undone(Exception):
    """Carries what came of a trial out of its transaction, which is rolled back."""

    def __init__(self, result: Any) -> None:
        super().__init__()
        self.result = result


class Kantor(Pejawaran):
    """Two offices in one database; the first one's people act, the second one's look on."""

    def __init__(self, database: Database, kebijakan: Kebijakan) -> None:
        own = furnish(kebijakan)
        database.run_now(lambda c: import_kantor(c, own, START))
        super().__init__(database, buku=own)
        self.kebijakan = kebijakan
        self.lain_id = database.run_now(
            lambda c: import_kantor(c, neighbour(kebijakan), self.now)
        ).kantor_id
        rows = database.run_now(lambda c: list(c.execute(select(table(PegawaiRow)))))
        self.pegawai = {
            row.nama + ("" if row.kantor_id == self.kantor_id else KANTOR_LAIN): row.id
            for row in rows
        }
        self.nama = {id: nama for nama, id in self.pegawai.items()}
        self.user = {nama: 1000 + id for nama, id in self.pegawai.items()}
        for nama, id in self.pegawai.items():
            kantor_id = self.lain_id if nama.endswith(KANTOR_LAIN) else self.kantor_id
            self.bind(nama, kantor_id, id)
        admin = next(row.nama for row in rows if row.admin)
        self.say(admin, revoke_member, pegawai_id=self.pegawai[DICABUT])
        self.user[ORANG_ASING] = 9_999
        posts = database.run_now(lambda c: list(c.execute(select(table(JabatanRow)))))
        self.jabatan = {row.id: row.nama for row in posts}
        units = database.run_now(lambda c: list(c.execute(select(table(UnitRow)))))
        self.unit = {row.kode: row.id for row in units if row.kantor_id == self.kantor_id}
        self.kode = {row.id: row.kode for row in units}
        if kebijakan.berkas or kebijakan.tambahan:
            self.run(self.activate_own)

    def activate_own(self, uow: SqlUnitOfWork) -> None:
        """Activate the SOP that the policy is about, where it is not one that ships."""
        kolom = tuple((k, post) for k, posts in self.kebijakan.kolom.items() for post in posts)
        plan = plan_activation(
            uow, kantor_id=self.kantor_id, template=template_of(self.kebijakan), kolom=kolom
        )
        activate(uow, plan)

    def bind(self, nama: str, kantor_id: int, pegawai_id: int) -> None:
        """Let somebody join by a link."""
        user, token = self.user[nama], f"tautan-{nama}"
        self.run(invite, kantor_id=kantor_id, pegawai_id=pegawai_id, token=token)
        self.run(present_link, chat_id=user, token=token)
        self.run(confirm_identity, actor=Actor.private(user), username="")

    # Looking

    def actors(self) -> list[str]:
        """Return everybody of the office, some of the office next door, and a stranger."""
        foreign = [nama for nama in self.user if nama.endswith(KANTOR_LAIN)]
        return [nama for nama in self.user if nama not in foreign[NEIGHBOURS:]]

    def berkas(self, berkas_id: int) -> Berkas:
        """Return a berkas with its open tugas."""
        return self.run(lambda uow: uow.berkas.get(berkas_id)[0])

    def probed(self, berkas_id: int) -> list[Tugas]:
        """Return the tugas that was closed last, and every open one."""
        everything = self.run(lambda uow: uow.berkas.tugas_of(berkas_id))
        closed = [t for t in everything if not t.is_open]
        return closed[-1:] + [t for t in everything if t.is_open]

    def open_at(self, berkas_id: int, place: str) -> list[Tugas]:
        """Return the open tugas at ``langkah.tahap``."""
        return [t for t in self.berkas(berkas_id).terbuka if str(t.place) == place]

    def perkara(self, tugas: Tugas, terbuka: Iterable[Tugas] = ()) -> Perkara:
        """Return a tugas in the words of a policy."""
        return Perkara(
            di=str(tugas.place),
            jabatan=self.jabatan.get(tugas.jabatan_id, ""),
            unit=self.kode.get(tugas.unit_id or 0, ""),
            pegawai=self.nama.get(tugas.pegawai_id or 0, ""),
            is_open=tugas.is_open,
            terbuka=frozenset(str(one.place) for one in terbuka),
        )

    def undone(self, work: Callable[[Connection], T]) -> T:
        """Return what comes of some work in a transaction that is rolled back."""

        def trial(connection: Connection) -> None:
            raise Undone(work(connection))

        try:
            self.database.run_now(trial)
        except Undone as undone:
            result: T = undone.result
            return result
        raise AssertionError("a trial is always undone")

    def attempts(self, calls: Iterable[Call]) -> tuple[list[tuple[object, int]], bool]:
        """Run use cases that are all undone.

        Returns:
            The outcome or refusal of each, with how many rows it wrote; and whether the refused
            ones, none of which was undone before the end, have left the truth as it was.
        """

        def trial(connection: Connection) -> tuple[list[tuple[object, int]], bool]:
            before = truth(connection)
            outcomes = [self.try_one(connection, *call) for call in calls]
            return outcomes, before == truth(connection)

        return self.undone(trial)

    def attempt(self, work: Callable[..., object], **facts: Any) -> tuple[object, int]:
        """Run one use case, undo it, and return its outcome or refusal and how much it wrote."""
        return self.each_alone([(work, facts)])[0]

    def each_alone(self, calls: Iterable[Call]) -> list[tuple[object, int]]:
        """Do so with several, none of which sees what another left."""

        def trial(connection: Connection) -> list[tuple[object, int]]:
            driver: Any = connection.connection.driver_connection
            outcomes = []
            for work, facts in calls:
                driver.execute("SAVEPOINT alone")
                outcomes.append(self.try_one(connection, work, facts))
                driver.execute("ROLLBACK TO alone")
                driver.execute("RELEASE alone")
            return outcomes

        return self.undone(trial)

    def try_one(
        self, connection: Connection, work: Callable[..., object], facts: dict[str, Any]
    ) -> tuple[object, int]:
        """Run a use case within a transaction; what a refusal left behind is not undone."""
        driver: Any = connection.connection.driver_connection
        driver.execute("SAVEPOINT trial")
        before = driver.total_changes
        try:
            outcome = in_unit(work, SqlUnitOfWork(connection, BOT, self.now), **facts)
        except Exception as refusal:  # noqa: BLE001 -- the outcome is what is asked for
            outcome = refusal.with_traceback(None)  # which keeps every frame alive
        written = driver.total_changes - before
        if not isinstance(outcome, Refusal):
            driver.execute("ROLLBACK TO trial")
        driver.execute("RELEASE trial")
        return outcome, written

    # Going on

    def begin(self) -> int:
        """Start the SOP of the policy; return the id of the berkas."""
        user = self.user[self.kebijakan.mulai]
        offered = self.run(list_startable, user_id=user)
        pilihan = next(one for one in offered if one.sop.kode == self.kebijakan.kode)
        outcome = self.run(
            start_berkas,
            actor=Actor.private(user),
            sop_id=pilihan.sop_id,
            periode=pilihan.periode,
            isian=self.kebijakan.isian if pilihan.sop.mulai else {},
        )
        return outcome.berkas.id

    def holder(self, tugas: Tugas) -> str:
        """Return somebody who may act on a tugas, as the policy says."""
        perkara = self.perkara(tugas)
        baris = self.kebijakan.line_of(perkara)
        assert baris is not None, perkara
        return next(
            nama
            for nama in self.user
            if self.kebijakan.recorded(nama, perkara, Kerja.SELESAI)
            and not self.kebijakan.barred(baris, nama)
        )

    def do(
        self,
        berkas_id: int,
        place: str,
        kerja: Kerja,
        *,
        untuk: str = "",
        oleh: str = "",
        **facts: Any,
    ) -> None:
        """Let somebody do an aksi on the open tugas at a place, until a colleague's closes them.

        Who closes a rapat waits for its hour.
        """
        for wanted in self.open_at(berkas_id, place):
            seen = self.perkara(wanted)
            if untuk not in ("", seen.unit, seen.jabatan, seen.pegawai):
                continue
            for tugas in self.open_at(berkas_id, place):
                if tugas.id == wanted.id:
                    if kerja is Kerja.SELESAI:
                        self.wait_for_rapat(tugas)
                    aksi = self.aksi(kerja, tugas, **facts)
                    user = self.user[oleh or self.holder(tugas)]
                    self.run(perform_aksi, actor=Actor.private(user), tugas_id=tugas.id, aksi=aksi)

    def decide(self, berkas_id: int, place: str, post: str) -> None:
        """Let who keeps the notulen of a rapat note that a post is to do something."""
        tugas = next(t for t in self.open_at(berkas_id, place) if t.facts.notulis)
        user = self.user[self.holder(tugas)]
        tap = Ketukan(actor=Actor.private(user), tugas_id=tugas.id, revisi=tugas.revisi)
        ids = {nama: id for id, nama in reversed(self.jabatan.items())}
        self.run(begin_decision, tap=tap)
        self.run(take_text, actor=Actor.private(user), teks="Lengkapi data dukung", message_id=1)
        self.run(choose_doer, tap=tap, jabatan_id=ids[post])
        self.run(choose_days, tap=tap, hari=3)

    def fill(self, berkas_id: int) -> None:
        """Let whoever has an empty formulir type its values."""
        for tugas in self.berkas(berkas_id).terbuka:
            formulir = self.run(
                lambda uow, t=tugas: uow.kinerja.formulir(berkas_id, t.unit_id or 0)
            )
            if tugas.is_question or formulir is None or not formulir.kurang:
                continue
            teks = self.kebijakan.nilai[self.kode[tugas.unit_id or 0]]
            self.say(self.holder(tugas), type_lines, teks=teks, tugas_id=tugas.id)

    def aksi(self, kerja: Kerja, tugas: Tugas, **facts: Any) -> Aksi:
        """Return a well-formed aksi on a tugas, as a card or a modified client could send it."""
        policy = self.kebijakan
        own = [id for nama, id in self.pegawai.items() if not nama.endswith(KANTOR_LAIN)]
        saksi = next(id for id in reversed(own) if id != tugas.pegawai_id)
        words = {
            "catatan": "Mohon diperiksa sekali lagi.",
            "unit": tuple(self.unit[kode] for kode in [*policy.unit][:1]),
        }
        isian = {kode: teks.format(nomor=tugas.nomor) for kode, teks in policy.isian.items()}
        posts = {nama: id for id, nama in reversed(self.jabatan.items())}
        own = [id for nama, id in self.pegawai.items() if not nama.endswith(KANTOR_LAIN)]
        why = {"catatan": "Sudah sesuai register."} if tugas.facts.kembali else {}
        given: dict[Kerja, dict[str, Any]] = {
            Kerja.KEMBALIKAN: words,
            Kerja.TANYA: words,
            Kerja.UNDANG_ULANG: words,
            Kerja.BERHALANGAN: {"catatan": "Dinas luar"},
            Kerja.DIWAKILI: {"pegawai_id": own[-1], "siapa": self.nama[own[-1]]},
            Kerja.CATAT_HADIR: {"undangan_id": tugas.id, "pegawai_id": 1, "siapa": "Karno"},
            Kerja.HAPUS_HADIR: {"undangan_id": tugas.id, "pegawai_id": 1, "siapa": "Karno"},
            Kerja.JAWAB: {"catatan": "Sudah sesuai register."},
            Kerja.KECUALIKAN: {"catatan": "Cuti", "saksi_id": saksi},
            Kerja.DISPOSISIKAN: {"penerima": tuple(posts[nama] for nama in policy.penerima)},
            Kerja.KIRIM: {"isian": isian},
            Kerja.SELESAI: {"isian": isian},
        }
        return Aksi(
            kerja=kerja,
            revisi=facts.pop("revisi", tugas.revisi),
            at=self.now,
            **(why | given.get(kerja, {}) | facts),
        )


def truth(connection: Connection) -> list[list[tuple[Any, ...]]]:
    """Return what nobody without authority may change, as the database holds it."""
    driver: Any = connection.connection.driver_connection
    return [list(driver.execute(f"SELECT * FROM {rows.name}")) for rows in TRUTH]
