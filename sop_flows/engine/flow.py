"""One outcome in the making: what opens, what closes, and what follows what."""

from datetime import datetime
from typing import NamedTuple

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Aksi, Pelaku
from sop_flows.engine.berkas import (
    Berkas,
    NewTugas,
    Outcome,
    Peta,
    StatusBerkas,
    StatusTugas,
    Tugas,
    looked_at_again,
)
from sop_flows.engine.facts import Dari, Facts, Gelombang, Pengembalian, Semula, hasil_of
from sop_flows.engine.formulir import FormulirChange, StatusFormulir
from sop_flows.engine.line import brought_about
from sop_flows.engine.tenggat import reckon, shared
from sop_flows.errors import NobodyTakesPart
from sop_flows.jejak import JejakLine, Record
from sop_flows.sop.definition import Langkah, Minta, Sebar, Sop, Tahap
from sop_flows.sop.place import Place, Samping


class Addressee(NamedTuple):
    """Whom a tugas is for: a post, there perhaps for a unit, or one of its people."""

    jabatan_id: int
    unit_id: int | None = None
    pegawai_id: int | None = None


def begins_ronde(langkah: Langkah, index: int) -> bool:
    """Tell whether a new ronde begins where that tahap opens: the first, or the first per unit."""
    if langkah.tahap[index].sebar is not Sebar.PER_UNIT:
        return index == langkah.flow[0]
    return index == next(i for i in langkah.flow if langkah.tahap[i].sebar is Sebar.PER_UNIT)


class Flow:
    """One outcome in the making."""

    def __init__(self, sop: Sop, berkas: Berkas, pelaku: Pelaku, at: datetime, peta: Peta) -> None:
        self.sop = sop
        self.berkas = berkas
        self.pelaku = pelaku
        self.at = at
        self.peta = peta
        self.changed: dict[int, Tugas] = {}
        self.opened: list[NewTugas] = []
        self.formulir: list[FormulirChange] = []

    # What is open now

    def still_open(self, place: Place) -> tuple[Tugas, ...]:
        """Return the tugas of a tahap that are open after what was done so far."""
        return tuple(
            tugas
            for tugas in self.berkas.terbuka
            if tugas.place == place and tugas.id not in self.closed_ids
        )

    @property
    def closed_ids(self) -> frozenset[int]:
        return frozenset(id for id, tugas in self.changed.items() if not tugas.is_open)

    def tahap_of(self, tugas: Tugas) -> Tahap:
        """Return the tahap that a tugas belongs to."""
        return self.sop.langkah_of(tugas.langkah).tahap[tugas.tahap]

    # Closing

    def finish(
        self,
        tugas: Tugas,
        aksi: Aksi,
        status: StatusTugas = StatusTugas.SELESAI,
        *,
        menutup: int = 0,
    ) -> None:
        """Close the tugas by the aksi of a person, and remember who did the langkah.

        ``menutup`` says how many tugas of others the aksi closes with it: it is final then.
        """
        hasil = replace(hasil_of(aksi, self.pelaku), menutup=menutup)
        self.close(replace(tugas, facts=replace(tugas.facts, hasil=hasil)), status)
        if not tugas.is_beside:
            keadaan = self.berkas.keadaan.with_pelaku(tugas.langkah, self.pelaku.pegawai_id)
            self.berkas = replace(self.berkas, keadaan=keadaan)

    def close_question(self, question: Tugas) -> None:
        """Close a question that was not answered, and the formulir that it had opened."""
        self.close_formulir(question)
        self.close(question, StatusTugas.DIBATALKAN)

    def close_formulir(self, question: Tugas) -> None:
        """Close the formulir that a question had opened for corrections."""
        if question.unit_id is not None:
            ronde = self.peta.formulir(question.unit_id).ronde
            self.change_formulir(question.unit_id, StatusFormulir.TERKIRIM, ronde)

    def change_formulir(
        self,
        unit_id: int | None,
        status: StatusFormulir,
        ronde: int,
        ditandai: tuple[int, ...] = (),
    ) -> None:
        """Open or close the formulir of a unit; one that is opened again marks what is named."""
        if unit_id is None:
            return
        opens_again = status is StatusFormulir.TERBUKA and (ronde > 1 or ditandai)
        nilai = self.peta.formulir(unit_id).reopened(ronde, ditandai) if opens_again else ()
        change = FormulirChange(unit_id=unit_id, status=status, ronde=ronde, nilai=nilai)
        self.formulir.append(change)

    def open_for_correction(self, unit_id: int, ditandai: tuple[int, ...]) -> None:
        """Open the formulir of a unit that is asked about it; what it had sent is remembered."""
        formulir = self.peta.formulir(unit_id)
        change = FormulirChange(
            unit_id=unit_id,
            status=StatusFormulir.TERBUKA,
            ronde=formulir.ronde,
            nilai=formulir.reopened(formulir.ronde, ditandai, is_correction=True),
        )
        self.formulir.append(change)

    def close(self, tugas: Tugas, status: StatusTugas) -> None:
        """Close a stored tugas; its cards owe the new state."""
        self.change(replace(tugas, status=status, selesai_at=self.at))

    def change(self, tugas: Tugas) -> None:
        """Store a new state of a stored tugas under the next revisi."""
        self.changed[tugas.id] = replace(tugas, revisi=tugas.revisi + 1)

    def touch(self, langkah: int) -> None:
        """Redraw the open cards of a langkah: they show what just changed."""
        for tugas in self.berkas.terbuka:
            if tugas.langkah == langkah and tugas.id not in self.changed:
                self.change(tugas)

    # Opening

    def open_langkah(
        self, no: int, *, asal: Place, facts: Facts, only: frozenset[int] | None = None
    ) -> None:
        """Open a langkah at its first tahap; ``only`` restricts it to those units."""
        self.open_from(self.sop.langkah_of(no), -1, asal=asal, facts=facts, only=only)

    def open_from(
        self,
        langkah: Langkah,
        after: int,
        *,
        asal: Place,
        facts: Facts,
        only: frozenset[int] | None = None,
    ) -> None:
        """Open what follows a tahap: the next one, and past those that run beside the flow."""
        for index in langkah.flow:
            if index > after:
                self.open_tahap(langkah, index, asal=asal, facts=facts, only=only)
                if langkah.tahap[index].gabung_di is None:
                    return
        if langkah.no < len(self.sop.langkah):
            self.open_langkah(langkah.no + 1, asal=asal, facts=facts, only=only)
            return
        self.berkas = replace(self.berkas, status=StatusBerkas.SELESAI, ditutup_at=self.at)

    def open_tahap(
        self,
        langkah: Langkah,
        index: int,
        *,
        asal: Place,
        facts: Facts,
        only: frozenset[int] | None = None,
    ) -> None:
        """Open the tugas of one tahap, with their tenggat and ronde."""
        tahap = langkah.tahap[index]
        targets = self.chosen(langkah.no, index, self.spread(tahap, only))
        if not targets:
            raise NobodyTakesPart(langkah=langkah.no)
        tenggat = self.tenggat_of(langkah, index, facts)
        keepers = self.peta.jabatan(tahap.notulis) if tahap.notulis else ()
        for jabatan_id, unit_id, pegawai_id in targets:
            semula = self.formulir_now(unit_id) if tahap.minta is Minta.FORMULIR else None
            ronde = self.count_ronde(langkah, index, unit_id)
            self.opened.append(
                NewTugas(
                    langkah=langkah.no,
                    tahap=index,
                    jabatan_id=jabatan_id,
                    unit_id=unit_id,
                    pegawai_id=pegawai_id,
                    ronde=ronde,
                    asal=asal,
                    facts=replace(
                        facts,
                        notulis=jabatan_id in keepers if tahap.notulis else facts.notulis,
                        semula=semula or facts.semula,
                    ),
                    dibuka_at=self.at,
                    tenggat=tenggat,
                )
            )
            if tahap.minta is Minta.FORMULIR:
                self.open_formulir(unit_id, semula, ronde, facts.kembali)

    def formulir_now(self, unit_id: int | None) -> Semula | None:
        """Return what the formulir of a unit is until it opens again; None where it is new."""
        if unit_id is None or not self.berkas.keadaan.has_begun(unit_id):
            return None
        changed = [change for change in self.formulir if change.unit_id == unit_id]
        now = changed[-1] if changed else self.peta.formulir(unit_id)
        return Semula(status=now.status, ronde=now.ronde)

    def open_formulir(
        self,
        unit_id: int | None,
        semula: Semula | None,
        ronde: int,
        kembali: Pengembalian | None,
    ) -> None:
        """Open a unit's formulir; its ronde never falls, a return begins a new one and marks it."""
        if semula is None:
            self.change_formulir(unit_id, StatusFormulir.TERBUKA, ronde)
            return
        ronde = max(ronde, semula.ronde + bool(kembali))
        marks = kembali.indikator if kembali else ()
        self.change_formulir(unit_id, StatusFormulir.TERBUKA, ronde, marks)

    def tenggat_of(self, langkah: Langkah, index: int, facts: Facts) -> datetime:
        """Return until when a tahap is asked."""
        begun = shared(langkah, index, self.changed.values(), self.at)
        if begun is not None and begun.tenggat is not None:
            return begun.tenggat
        return reckon(self.peta.jam_kerja, langkah, index, facts, self.at)

    def open_beside(
        self,
        tugas: Tugas,
        jenis: Samping,
        jabatan_id: int,
        facts: Facts,
        *,
        unit_id: int | None = None,
        tenggat: datetime | None = None,
    ) -> None:
        """Open a tugas of that kind beside the flow, which another one asks for."""
        waktu = self.sop.langkah_of(tugas.langkah).waktu_of(jenis)
        self.opened.append(
            NewTugas(
                langkah=tugas.langkah,
                tahap=jenis,
                jabatan_id=jabatan_id,
                unit_id=unit_id,
                ronde=tugas.ronde,
                asal=tugas.place,
                facts=facts,
                dibuka_at=self.at,
                tenggat=tenggat or self.peta.jam_kerja.tenggat(self.at, waktu),
            )
        )

    def count_ronde(self, langkah: Langkah, index: int, unit_id: int | None) -> int:
        """Return the ronde of a tugas about to open, counting a new one where it begins."""
        is_counted = any(t.langkah == langkah.no and t.unit_id == unit_id for t in self.opened)
        if begins_ronde(langkah, index) and not is_counted:
            keadaan = self.berkas.keadaan.with_ronde(langkah.no, unit_id)
            self.berkas = replace(self.berkas, keadaan=keadaan)
        return max(1, self.berkas.keadaan.ronde_of(langkah.no, unit_id))

    def undo_ronde(self, langkah: int, index: int, unit_id: int | None) -> None:
        """Forget a ronde that a withdrawn tugas had begun."""
        if begins_ronde(self.sop.langkah_of(langkah), index):
            keadaan = self.berkas.keadaan.without_ronde(langkah, unit_id)
            self.berkas = replace(self.berkas, keadaan=keadaan)

    def spread(self, tahap: Tahap, only: frozenset[int] | None) -> list[Addressee]:
        """Return whom every tugas that a tahap opens is for."""
        if tahap.sebar is Sebar.PER_UNIT:
            return [
                Addressee(peserta.jabatan_id, unit_id=peserta.unit_id)
                for peserta in self.peta.unit(tahap.untuk)
                if only is None or peserta.unit_id in only
            ]
        if tahap.sebar is Sebar.PER_PEGAWAI:
            return [Addressee(p.jabatan_id, pegawai_id=p.pegawai_id) for p in self.peta.pegawai()]
        posts = dict.fromkeys(j for kolom in tahap.untuk for j in self.peta.jabatan(kolom))
        return [Addressee(jabatan_id) for jabatan_id in posts]

    def chosen(self, no: int, index: int, targets: list[Addressee]) -> list[Addressee]:
        """Return those of the targets that the disposisi before a tahap chose, where it chose."""
        place = self.sop.choice_before(no, index)
        if place is None:
            return targets
        posts = self.berkas.keadaan.penerima.get(place, ())
        return [target for target in targets if target.jabatan_id in posts]

    # Going on

    def go_on(self, tugas: Tugas, facts: Facts) -> None:
        """Open what comes after a tugas that was done, unless others of its tahap are out."""
        tahap = self.tahap_of(tugas)
        if tahap.selesai_bila == "salah_satu":
            for other in self.still_open(tugas.place):
                self.close(other, StatusTugas.DIBATALKAN)
        if tahap.gabung_di is not None:
            self.touch(tahap.gabung_di)
            return
        if self.still_open(tugas.place):
            return
        langkah = self.sop.langkah_of(tugas.langkah)
        self.open_from(langkah, tugas.tahap, asal=tugas.place, facts=facts)

    def handed_over(self, aksi: Aksi) -> Dari:
        """Return what the next card says of who handed the work over, and with what note."""
        return Dari(
            aksi=aksi.kerja,
            nama=self.pelaku.nama,
            jabatan=self.pelaku.jabatan,
            penugasan=self.pelaku.penugasan,
            catatan=aksi.catatan,
        )

    def on_behalf_of(self, tugas: Tugas | None) -> dict[str, int]:
        """Return whose own tugas somebody else acted on, as the history keeps it."""
        owner = tugas.pegawai_id if tugas else None
        return {} if owner in (None, self.pelaku.pegawai_id) else {"untuk_pegawai": owner}

    def outcome(self, kerja: str, tugas: Tugas | None, rincian: Record) -> Outcome:
        """Return everything that has come about, with its line of history."""
        line = JejakLine(
            at=self.at,
            berkas_id=self.berkas.id,
            tugas_id=tugas.id if tugas else None,
            langkah=tugas.langkah if tugas else None,
            aksi=kerja,
            pelaku=self.pelaku.as_record(),
            rincian={
                **rincian,
                **({"ronde": tugas.ronde} if tugas else {}),
                **({"untuk_unit": tugas.unit_id} if tugas and tugas.unit_id else {}),
                **self.on_behalf_of(tugas),
                **brought_about(kerja, self.changed.values(), self.formulir),
                "membuka": sorted({str(t.place) for t in self.opened}),
                "status": self.berkas.status.value,
            },
        )
        return Outcome(
            berkas=replace(self.berkas, revisi=self.berkas.revisi + 1),
            changed=tuple(self.changed.values()),
            opened=self.mark(tugas),
            formulir=tuple(self.formulir),
            ingat=looked_at_again(self.berkas, self.changed, self.at),
            jejak=(line,),
        )

    def mark(self, tugas: Tugas | None) -> tuple[NewTugas, ...]:
        """Return what was opened, each knowing the outcome that opened it, and what it follows."""
        wave = Gelombang(
            nomor=self.berkas.revisi + 1,
            dari=tugas.facts.gelombang.nomor if tugas else None,
            bersama=len([t for t in self.opened if not t.is_beside]),
        )
        return tuple(replace(t, facts=self.marked(t, wave)) for t in self.opened)

    def marked(self, tugas: NewTugas, wave: Gelombang) -> Facts:
        """Return the facts of a tugas with its outcome, unless it joins those of another one."""
        facts = tugas.facts
        return replace(
            facts,
            gelombang=wave if facts.gelombang.nomor is None else facts.gelombang,
            bukan_pelaku=self.barred(tugas) or facts.bukan_pelaku,
        )

    def barred(self, tugas: NewTugas) -> tuple[int, ...]:
        """Return who did what a tugas checks: they may not act on it, whatever post they hold."""
        tahap = self.sop.tahap_at(tugas.langkah, tugas.tahap)
        doers = self.berkas.keadaan.pelaku
        checked = tahap.bukan_pelaku if tahap else ()
        return tuple(sorted({id for no in checked for id in doers.get(no, ())}))
