"""One person filling one unit's formulir: what is typed is judged, stored and answered."""

from collections.abc import Iterable
from decimal import Decimal

from sop_flows.deferred import replace
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.facts import Facts
from sop_flows.engine.formulir import Konfirmasi, Nilai
from sop_flows.engine.line import value_line, value_record
from sop_flows.engine.reason import Alasan, is_reason
from sop_flows.kinerja.angka import Ambigu, Ditolak, Janggal
from sop_flows.ports import ditanya
from sop_flows.ports.formulir import NilaiView
from sop_flows.ports.kiriman import Lane
from sop_flows.ports.layar.formulir import (
    AngkaDitolak,
    NilaiTercatat,
    PilihAngka,
    TanyaAlasanNa,
    YakinNilai,
)
from sop_flows.teks import excerpt
from sop_flows.use_cases.formulir.baris import describe
from sop_flows.use_cases.formulir.bertanya import Bertanya
from sop_flows.use_cases.formulir.odd import find_janggal
from sop_flows.use_cases.formulir.tulisan import (
    filled,
    read_nilai,
    reason_without_data,
    split_satuan,
    without,
)
from sop_flows.use_cases.tugas.formulir import with_nilai


class Pengisian(Bertanya):
    """One person filling one unit's formulir, in one unit of work."""

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
            self.explain(stored)

    def without_data(self, row: NilaiView, alasan: str) -> None:
        """Store that there is no data, with its reason; ask for the reason where it is missing."""
        if not is_reason(alasan, Alasan.NILAI):
            self.converse(ditanya.AlasanNa(**self.about(row)))
            self.say(TanyaAlasanNa(tempat=self.tempat, baris=describe(row, self.formulir)))
            return
        self.store(without(row.nilai, alasan))
        self.acknowledge()
        self.tell_stored(row)
