"""One person asked for the values of one unit's formulir: what is asked next, and what the chat is told."""

from typing import TypedDict

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.formulir import StatusFormulir
from sop_flows.errors import (
    AksiNotAllowed,
    IndikatorGone,
    IndikatorRenamed,
    NotFound,
    NothingToFill,
    TugasChanged,
)
from sop_flows.kinerja.analisis import FIRST, BagianAnalisis, Jenis, Perlu, why_needed
from sop_flows.ports import ditanya
from sop_flows.ports.formulir import FormulirView, NilaiView
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.formulir import (
    Dimengerti,
    TanyaAnalisis,
    TanyaBukti,
    TanyaNilai,
)
from sop_flows.ports.layar.isi import Tempat
from sop_flows.ports.layar.tugas import Penolakan
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.formulir.baris import describe
from sop_flows.use_cases.formulir.lanjut import days_for, plans_about, posts_for
from sop_flows.use_cases.jabatan.who import office_named
from sop_flows.use_cases.say import ask, say
from sop_flows.use_cases.tugas.access import load, pelaku_of
from sop_flows.use_cases.tugas.formulir import renumber
from sop_flows.use_cases.tugas.look import view_formulir


class Tentang(TypedDict):
    """Which value a question is about, and as what it asks for it."""

    tugas: int
    revisi: int
    indikator: int
    nama: str
    satuan: str
    setelah: int | None


class Bertanya:
    """One person being asked for the values of one unit's formulir, in one unit of work."""

    def __init__(self, uow: UnitOfWork, actor: Actor, tugas_id: int) -> None:
        loaded = load(uow, tugas_id)
        tugas, berkas = loaded.tugas, loaded.berkas
        self.uow = uow
        self.chat_id = actor.chat_id
        self.user_id = actor.user_id
        self.message_id = actor.message_id
        self.pelaku = pelaku_of(uow, actor.user_id, loaded, Kerja.KIRIM)
        self.tugas = tugas
        self.berkas = berkas
        if not tugas.is_open:
            raise TugasChanged(tugas_id=tugas_id, at=tugas.selesai_at)
        if tugas.unit_id is None:
            raise AksiNotAllowed(aksi="isi")
        self.kantor = uow.kantor.get(berkas.kantor_id)
        found = view_formulir(uow, self.kantor, berkas, {tugas.unit_id})
        if not found:
            raise NothingToFill
        (own,) = found
        self.formulir: FormulirView = renumber(own, tugas.facts.urutan)
        if self.formulir.status is not StatusFormulir.TERBUKA:
            raise TugasChanged(tugas_id=tugas_id)
        if tugas.dilihat_at is None:
            uow.berkas.see(tugas_id, uow.now)

    def listed(self, indikator_id: int) -> NilaiView | None:
        """Return the row of an indicator; None where the list has it no more."""
        rows = self.formulir.baris
        return next((row for row in rows if row.indikator.id == indikator_id), None)

    def row(self, indikator_id: int) -> NilaiView:
        """Return the row of an indicator of this formulir.

        Raises:
            IndikatorGone: The list has it no more.
            NotFound: It never had it; said the same way of another unit's.
        """
        found = self.listed(indikator_id)
        if found is not None:
            return found
        gone = self.uow.kinerja.named(self.berkas.kantor_id, indikator_id)
        if gone is None or gone.kode not in (self.tugas.facts.urutan or ()):
            raise NotFound
        raise IndikatorGone(indikator=gone.kode, nama=gone.nama)

    def find(self, kunci: str) -> NilaiView | None:
        """Return the row that a number of the list names, as the card has given it, or a kode."""
        wanted = kunci.strip().rstrip(".")
        numbered = (row for row in self.formulir.baris if str(row.no) == wanted)
        return next(numbered, None) or self.find_kode(wanted)

    def find_kode(self, kode: str) -> NilaiView | None:
        """Return the row that a kode names."""
        wanted = kode.strip().rstrip(".").casefold()
        rows = self.formulir.baris
        return next((row for row in rows if row.indikator.kode.casefold() == wanted), None)

    def gone(self, kunci: str) -> str:
        """Return the kode that a number or kode named on this card until the list lost it; or nothing."""
        wanted = kunci.strip().rstrip(".").casefold()
        listed = {row.indikator.kode for row in self.formulir.baris}
        named = enumerate(self.tugas.facts.urutan or (), start=1)
        found = (k for no, k in named if wanted in (str(no), k.casefold()) and k not in listed)
        return next(found, "")

    def next_row(self, after: int = 0) -> NilaiView | None:
        """Return the next row to ask: marked by a return first, then empty ones, in order."""
        empty = [r for r in self.formulir.baris if not r.nilai.is_filled]
        marked = [r for r in self.formulir.baris if r.nilai.ditandai and r.nilai.is_filled]
        rows = [r for r in (*marked, *empty) if r.no > after] or [
            r for r in empty if r.no != after
        ]
        return rows[0] if rows else None

    def ask(self, row: NilaiView) -> None:
        """Ask for the value of one indicator."""
        self.converse(ditanya.TanyaNilai(**self.about(row)))
        plans = plans_about(self.uow, self.kantor, self.berkas, row)
        baris = replace(describe(row, self.formulir), lanjut=plans)
        self.say(TanyaNilai(tempat=self.tempat, baris=baris))

    def ask_next(self, after: int) -> None:
        """Ask for the next value, or show the card when the formulir is complete."""
        row = self.next_row(after)
        if row is not None:
            self.ask(row)
            return
        self.uow.percakapan.drop(self.chat_id, (self.tugas.id,))
        self.uow.kartu.send_anew(self.tugas.id, self.chat_id)

    def go_on(self, row: NilaiView) -> None:
        """Ask for the next value; once all are filled, for what proves one further down the list."""
        lacking = (one for one in self.formulir.baris if one.no > row.no and self.lacks_bukti(one))
        unproved = next(lacking, None) if self.next_row(row.no) is None else None
        if unproved is None:
            self.ask_next(row.no)
        else:
            self.ask_bukti(unproved)

    def ask_bukti(
        self, row: NilaiView, *, album: str = "", diterima: str = "", ditolak: str = ""
    ) -> None:
        """Ask for data dukung of a value, after what was sent or written."""
        self.converse(ditanya.TanyaBukti(**self.about(row), album=album))
        asked = TanyaBukti(
            tempat=self.tempat,
            baris=describe(row, self.formulir),
            ada=self.count_bukti(row),
            diterima=diterima,
            ditolak=ditolak,
        )
        self.say(asked)

    def lacks_bukti(self, row: NilaiView) -> bool:
        """Tell whether the office asks for proof of a number that has none."""
        is_asked = self.kantor.minta_bukti and row.nilai.nilai is not None
        return is_asked and not self.count_bukti(row)

    def count_bukti(self, row: NilaiView) -> int:
        """Return how many data dukung a value has."""
        kept = self.uow.lampiran.of_berkas(self.berkas.id)
        own = (one for one in kept if one.unit_id == self.tugas.unit_id)
        return sum(one.indikator_id == row.indikator.id for one in own)

    def about(self, row: NilaiView) -> Tentang:
        """Return which value a question is about."""
        return {
            "tugas": self.tugas.id,
            "revisi": self.tugas.revisi,
            "indikator": row.indikator.id,
            "nama": row.indikator.nama,
            "satuan": row.indikator.satuan,
            "setelah": self.message_id,
        }

    def asks_anew(self, row: NilaiView) -> bool:
        """Ask once more for what this chat was asked for by another name; tell whether it was."""
        asked, one = self.uow.percakapan.get(self.chat_id), row.indikator
        match asked.isi if asked else None:
            case ditanya.TentangNilai(tugas=self.tugas.id, indikator=one.id) as isi if isi.nama:
                if (isi.nama, isi.satuan) == (one.nama, one.satuan):
                    return False
            case _:
                return False
        fakta = {"indikator": one.kode, "nama": one.nama, "satuan": one.satuan}
        self.say(Penolakan(kode=IndikatorRenamed.__name__, fakta=fakta))
        self.ask(row)
        return True

    def converse(self, isi: ditanya.TentangNilai) -> None:
        """Set what this chat is being asked."""
        ask(self.uow, self.chat_id, isi)

    @property
    def tempat(self) -> Tempat:
        """What a message about the formulir is about."""
        return Tempat(tugas=self.tugas.id, revisi=self.tugas.revisi)

    def say(self, isi: Isi) -> None:
        """Owe this chat a message about the formulir, in the fast lane."""
        say(self.uow, self.chat_id, self.berkas.kantor_id, isi)

    def office_named(self) -> str:
        """Return whose formulir it is, where the person serves several offices."""
        return office_named(self.uow, self.user_id, self.berkas.kantor_id)

    def acknowledge(self) -> None:
        """Owe the person's own message a light sign that it was understood."""
        if self.message_id is not None:
            self.say(Dimengerti(tempat=self.tempat, message_id=self.message_id))

    def explain(self, row: NilaiView) -> None:
        """Ask why a value is as it is, where the office wants to know; else go on."""
        perlu = self.lacks_analisis(row)
        if perlu is None:
            self.go_on(row)
        else:
            self.ask_analisis(row, FIRST[perlu])

    def lacks_analisis(self, row: NilaiView) -> Perlu | None:
        """Return why the office wants an analisis of a value that has none."""
        is_asked = row in self.formulir.unexplained
        return why_needed(row, self.formulir.aturan.rendah) if is_asked else None

    def ask_analisis(
        self,
        row: NilaiView,
        bagian: BagianAnalisis,
        *,
        teks: str = "",
        jenis: Jenis | None = None,
        jabatan: int = 0,
        kurang: bool = False,
    ) -> None:
        """Ask for one part of the analisis of a value; what was said of a tindak lanjut so far stays."""
        about = self.about(row)
        self.converse(
            ditanya.TanyaAnalisis(**about, bagian=bagian, teks=teks, jenis=jenis, jabatan=jabatan)
        )
        perlu, analisis = why_needed(row, self.formulir.aturan.rendah), row.nilai.analisis
        posts, days = bagian is BagianAnalisis.JABATAN, bagian is BagianAnalisis.BATAS
        asked = TanyaAnalisis(
            tempat=self.tempat,
            baris=describe(row, self.formulir),
            bagian=bagian,
            teks=teks,
            jenis=jenis,
            pelaksana=jabatan,
            perlu=perlu.value if perlu else "",
            ada=len(analisis.lanjut) if analisis else 0,
            jabatan=posts_for(self.uow, self.berkas, self.tugas) if posts else (),
            tanggal=days_for(self.uow, self.berkas) if days else (),
            kurang=kurang,
        )
        self.say(asked)
