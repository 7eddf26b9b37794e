"""What the open cards of an office show of it, as facts that can be compared without being drawn.

Whoever looks at a card may tell from these all that an import, an appointment or a calendar can make
another; values that people give, and what they do, raise the revisi where they are stored.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from sop_flows.engine.engine import aksi_of
from sop_flows.engine.pembaruan import Fact, JenisPembaruan, Shown
from sop_flows.engine.rapat import start_of_rapat
from sop_flows.kantor.kantor import Pemegang, sapa
from sop_flows.kinerja.perjanjian import Perjanjian
from sop_flows.ports.records import Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Minta
from sop_flows.use_cases.jabatan.holders import recipients_of
from sop_flows.use_cases.tugas.formulir import Forms, of_row
from sop_flows.use_cases.tugas.kartu import choice_of, further_posts, next_names
from sop_flows.use_cases.tugas.sources import perjanjian_of

J = JenisPembaruan


class Cards:
    """The open cards of one office on one day, as its rows stand when they are asked for."""

    def __init__(self, uow: UnitOfWork, kantor_id: int, today: date) -> None:
        self._uow = uow
        self._today = today
        self._kantor = uow.kantor.get(kantor_id)
        self._posts = uow.kantor.jabatan(kantor_id)
        self._forms = Forms(uow, self._kantor)
        uow.pegawai.look_up(kantor_id, None, today)

    def show(self, loaded: Loaded) -> Shown:
        """Return everything of the office that a card shows."""
        parts = (self._office, self._formulir_facts, self._holders, self._posts_named, self._time)
        return {key: value for part in parts for key, value in part(loaded)}

    def show_holders(self, loaded: Loaded) -> Shown:
        """Return who has a tugas: what an appointment, or the day, makes another."""
        return dict(self._holders(loaded))

    def _office(self, loaded: Loaded) -> Iterator[Fact]:
        kantor, units = self._kantor, self._uow.kantor.unit(self._kantor.id)
        yield (J.KANTOR, ""), kantor.nama
        if loaded.tugas.unit_id is not None:
            unit = units[loaded.tugas.unit_id]
            yield (J.UNIT, unit.kode), unit.nama

    def _formulir_facts(self, loaded: Loaded) -> Iterator[Fact]:
        found = self._forms.of(loaded)
        if not found:
            return
        kantor = self._kantor
        for name in ("jenis", "daerah", "alamat"):
            yield (J.IDENTITAS, name), getattr(kantor, name)
        yield (J.FORMULA, ""), kantor.formula_turun.value
        yield (J.SKALA, ""), kantor.skala.nama
        yield (J.BATAS_RENDAH, ""), f"{kantor.aturan.rendah}%"
        newer = self._uow.kinerja.superseded(loaded.berkas)
        yield (J.PERJANJIAN, ""), str(newer.kini.versi) if newer else ""
        yield from perjanjian_facts(perjanjian_of(self._uow, loaded.berkas))
        yield (J.BATAS_RERATA, ""), f"{kantor.aturan.batas}%" if kantor.aturan.batas else ""
        yield (J.MINTA_BUKTI, ""), "ya" if kantor.minta_bukti else ""
        yield (J.MINTA_ANALISIS, ""), "ya" if kantor.minta_analisis else ""
        for form in found:
            yield (J.UNIT, form.unit.kode), form.unit.nama
            for row in form.baris:
                yield from of_row(row)
                yield (J.UNIT_INDIKATOR, row.indikator.kode), form.unit.kode

    def _holders(self, loaded: Loaded) -> Iterator[Fact]:
        tugas, berkas = loaded.tugas, loaded.berkas
        people = recipients_of(self._uow, berkas.kantor_id, tugas, self._today)
        yield (J.PEMEGANG, self._posts[tugas.jabatan_id].nama), list_people(people)
        aksi = aksi_of(self._uow.sop.get(loaded.sop_id), tugas)
        further = (
            further_posts(self._uow, berkas, tugas, one, aksi, self._today) for one in people
        )
        yield (J.RANGKAP, ""), ", ".join(dict.fromkeys(post for own in further for post in own))

    def _posts_named(self, loaded: Loaded) -> Iterator[Fact]:
        tugas, berkas, sop_id = loaded.tugas, loaded.berkas, loaded.sop_id
        sop = self._uow.sop.get(sop_id)
        if tugas.is_beside:
            return
        names = next_names(self._uow, berkas.kantor_id, sop_id, sop, tugas)
        yield (J.PENERIMA, ""), ", ".join(names)
        chosen = choice_of(self._uow, berkas, sop_id, sop, tugas)
        yield (J.PILIHAN, ""), ", ".join(self._posts[post].nama for post in chosen)

    def _time(self, loaded: Loaded) -> Iterator[Fact]:
        tugas = loaded.tugas
        if tugas.tenggat is not None:
            yield (J.BATAS, ""), tugas.tenggat.astimezone(self._kantor.zona).isoformat()
        for one in tugas.facts.keputusan or ():
            batas = one.batas.astimezone(self._kantor.zona).isoformat()
            yield (J.BATAS_TINDAK_LANJUT, one.teks), batas
        day = self._day_of_rapat(loaded)
        if day is not None and not self._uow.kantor.jam_kerja(self._kantor.id).sesi_of(day):
            yield (J.RAPAT_LIBUR, ""), day.isoformat()

    def _day_of_rapat(self, loaded: Loaded) -> date | None:
        """The day of the rapat that a card is about, or that its undangan is going to say."""
        facts, zona = loaded.tugas.facts, self._kantor.zona
        if facts.rapat is not None:
            return facts.rapat.mulai.astimezone(zona).date()
        tahap = self._uow.sop.get(loaded.sop_id).tahap_at(*loaded.tugas.place)
        if tahap is None or tahap.minta is not Minta.UNDANGAN:
            return None
        mulai = start_of_rapat(tahap, facts.answers, zona)
        return None if mulai is None else mulai.date()


def perjanjian_facts(kept: Perjanjian | None) -> Iterator[Fact]:
    """Yield what a naskah says of the Perjanjian Kinerja that its berkas keeps."""
    if kept is not None:
        yield (J.JENIS_PERJANJIAN, ""), kept.jenis.value
        yield (J.NOMOR_PERJANJIAN, ""), kept.nomor
        yield (J.TANGGAL_PERJANJIAN, ""), kept.tanggal.isoformat() if kept.tanggal else ""


def list_people(people: Iterable[Pemegang]) -> str:
    """Return who has a tugas, each with how they hold its post."""
    return ", ".join(
        sapa(one.sapaan, one.nama) + (f" ({awalan})" if (awalan := one.penugasan.awalan) else "")
        for one in people
    )
