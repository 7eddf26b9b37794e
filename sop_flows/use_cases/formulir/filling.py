"""One person filling one unit's formulir: what is asked, judged, stored and answered."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import TypedDict

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.engine.facts import Facts
from sop_flows.engine.formulir import Konfirmasi, Nilai, StatusFormulir
from sop_flows.engine.line import value_line, value_record
from sop_flows.engine.reason import is_reason
from sop_flows.errors import (
    AksiNotAllowed,
    IndikatorGone,
    IndikatorRenamed,
    NotFound,
    NothingToFill,
    TugasChanged,
)
from sop_flows.kinerja.angka import Ambigu, Ditolak, Janggal
from sop_flows.ports import ditanya
from sop_flows.ports.formulir import FormulirView, NilaiView
from sop_flows.ports.kiriman import Lane
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.formulir import (
    AngkaDitolak,
    Dimengerti,
    NilaiTercatat,
    PilihAngka,
    TanyaAlasanNa,
    TanyaBukti,
    TanyaNilai,
    YakinNilai,
)
from sop_flows.ports.layar.isi import Tempat
from sop_flows.ports.layar.tugas import Penolakan
from sop_flows.ports.records import Actor, Percakapan
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.teks import excerpt
from sop_flows.use_cases.formulir.baris import describe
from sop_flows.use_cases.formulir.odd import find_janggal
from sop_flows.use_cases.formulir.tulisan import (
    filled,
    read_nilai,
    reason_without_data,
    split_satuan,
    without,
)
from sop_flows.use_cases.jabatan.who import office_named
from sop_flows.use_cases.say import say
from sop_flows.use_cases.tugas.act import load, pelaku_of
from sop_flows.use_cases.tugas.formulir import renumber, view_formulir, with_nilai

REASON = 5  # letters that a reason for n/a has at least


class Tentang(TypedDict):
    """Which value a question is about, and as what it asks for it."""

    tugas: int
    revisi: int
    indikator: int
    nama: str
    satuan: str
    setelah: int | None


class Pengisian:
    """One person filling one unit's formulir, in one unit of work."""

    def __init__(self, uow: UnitOfWork, actor: Actor, tugas_id: int) -> None:
        loaded = load(uow, tugas_id)
        tugas, berkas = loaded.tugas, loaded.berkas
        self.uow = uow
        self.chat_id = actor.chat_id
        self.user_id = actor.user_id
        self.message_id = actor.message_id
        self.pelaku = pelaku_of(uow, actor.user_id, loaded, Kerja.KIRIM)
        self.tugas = tugas
        self.berkas: Berkas = berkas
        if not tugas.is_open:
            raise TugasChanged(tugas_id=tugas_id, at=tugas.selesai_at)
        if tugas.unit_id is None:
            raise AksiNotAllowed(aksi="isi")
        self.kantor = uow.kantor.get(berkas.kantor_id)
        found = view_formulir(uow, self.kantor, berkas, {tugas.unit_id})
        if not found:
            raise NothingToFill
        self.formulir: FormulirView = with_year_before(
            uow, berkas, renumber(found[0], tugas.facts.urutan)
        )
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

    def store(self, *nilai: Nilai) -> None:
        """Store values; everything that shows them is owed its new state, this chat first."""
        self.uow.kinerja.save(
            self.formulir.formulir_id, nilai, self.pelaku.pegawai_id, self.uow.now
        )
        self.record(nilai)
        self.redraw(self.tugas.facts)
        given = {n.indikator_id: replace(n, ronde=self.formulir.ronde) for n in nilai}
        baris = (
            with_nilai(row, given.get(row.indikator.id, row.nilai)) for row in self.formulir.baris
        )
        self.formulir = replace(self.formulir, baris=tuple(baris))

    def redraw(self, facts: Facts) -> None:
        """Store what the tugas carries; everything that shows the formulir is owed its new state."""
        shown = [replace(self.tugas, facts=facts), *self.gathering()]
        stored = tuple(self.uow.berkas.change(t) for t in shown)
        self.tugas = stored[0]
        self.uow.kartu.owe(
            stored,
            {},
            self.berkas.kantor_id,
            lane=Lane.MASSAL,
            first_chat=self.chat_id,
            senyap=True,
        )

    def record(self, nilai: Iterable[Nilai]) -> None:
        """Add who gave which values to the history, each with what stood there before."""
        before = {row.indikator.id: row.nilai for row in self.formulir.baris}
        said = [value_record(one, before.get(one.indikator_id)) for one in nilai]
        line = value_line(self.berkas, self.tugas, self.pelaku, self.uow.now, said)
        self.uow.jejak.append(self.berkas.kantor_id, (line,))

    def gathering(self) -> list[Tugas]:
        """Return the open tugas whose cards show the formulir of all units."""
        return [
            t
            for t in self.berkas.terbuka
            if t.unit_id is None and t.pegawai_id is None and t.id != self.tugas.id
        ]

    def ask(self, row: NilaiView) -> None:
        """Ask for the value of one indicator."""
        self.converse(ditanya.TanyaNilai(**self.about(row)))
        self.say(TanyaNilai(tempat=self.tempat, baris=describe(row, self.formulir)))

    def ask_next(self, after: int) -> None:
        """Ask for the next value, or show the card when the formulir is complete."""
        row = self.next_row(after)
        if row is not None:
            self.ask(row)
            return
        self.uow.percakapan.drop(self.chat_id)
        self.uow.kartu.owe_again(self.tugas.id, self.chat_id, new=True)

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
        asked = Percakapan(chat_id=self.chat_id, isi=isi, dimulai_at=self.uow.now)
        self.uow.percakapan.put(asked)

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

    def judge(self, row: NilaiView, teks: str) -> None:
        """Read a typed value: store it, ask which reading was meant, or say what is wrong."""
        alasan = reason_without_data(teks)
        if alasan is not None:
            self.without_data(row, alasan)
            return
        angka, satuan_lain = split_satuan(row, teks)
        bacaan = read_nilai(row, angka)
        if isinstance(bacaan, Ambigu):
            pilihan = tuple(bacaan.pilihan)
            self.converse(ditanya.PilihAngka(**self.about(row), pilihan=pilihan))
            baris = describe(row, self.formulir)
            self.say(PilihAngka(tempat=self.tempat, baris=baris, pilihan=pilihan, teks=teks))
        elif isinstance(bacaan, Ditolak):
            self.converse(ditanya.TanyaNilai(**self.about(row)))
            baris = describe(row, self.formulir)
            sebab = bacaan.sebab
            self.say(
                AngkaDitolak(tempat=self.tempat, baris=baris, sebab=sebab, teks=excerpt(teks))
            )
        else:
            self.accept(row, bacaan.nilai, Janggal.SATUAN_LAIN if satuan_lain else None)

    def accept(self, row: NilaiView, nilai: Decimal, janggal: Janggal | None = None) -> None:
        """Store a number, unless it looks odd: then ask first.

        Args:
            janggal: What was odd about how it was typed.
        """
        janggal = janggal or find_janggal(row, nilai)
        if janggal is not None:
            self.converse(ditanya.YakinNilai(**self.about(row), nilai=nilai))
            baris = describe(row, self.formulir)
            self.say(YakinNilai(tempat=self.tempat, baris=baris, nilai=nilai, janggal=janggal))
            return
        self.fill(row, filled(row.nilai, nilai))

    def confirm(self, row: NilaiView, nilai: Decimal, janggal: Janggal | None) -> None:
        """Store a number that somebody was asked about, with what was odd about it, who said yes, and when.

        Args:
            janggal: What was odd about how it was typed.
        """
        odd, who = janggal or find_janggal(row, nilai), self.pelaku
        konfirmasi = (
            None
            if odd is None
            else Konfirmasi(janggal=odd, nama=who.nama, jabatan=who.jabatan, at=self.uow.now)
        )
        self.fill(row, filled(row.nilai, nilai, is_confirmed=True, konfirmasi=konfirmasi))

    def fill(self, row: NilaiView, nilai: Nilai) -> None:
        """Store a number and ask for the next one."""
        self.store(nilai)
        self.acknowledge()
        self.tell_stored(row)

    def tell_stored(self, row: NilaiView) -> None:
        """Say what stands there now, and ask for the next one."""
        stored = self.row(row.indikator.id)
        self.say(NilaiTercatat(tempat=self.tempat, baris=describe(stored, self.formulir)))
        if self.lacks_bukti(stored):
            self.ask_bukti(stored)
        else:
            self.go_on(stored)

    def without_data(self, row: NilaiView, alasan: str) -> None:
        """Store that there is no data, with its reason; ask for the reason where it is missing."""
        if not is_reason(alasan, REASON):
            self.converse(ditanya.AlasanNa(**self.about(row)))
            self.say(TanyaAlasanNa(tempat=self.tempat, baris=describe(row, self.formulir)))
            return
        self.store(without(row.nilai, alasan))
        self.acknowledge()
        self.tell_stored(row)


def with_year_before(uow: UnitOfWork, berkas: Berkas, form: FormulirView) -> FormulirView:
    """Return a formulir whose rows know what the same periode of the year before reached."""
    reached = uow.kinerja.year_before(berkas)
    if not reached:
        return form
    rows = (replace(r, tahun_lalu=reached.get(r.indikator.kode)) for r in form.baris)
    return replace(form, baris=tuple(rows))
