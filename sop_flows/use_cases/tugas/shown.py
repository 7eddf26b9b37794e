"""What the open cards of an office show of it, as facts that can be compared without being drawn.

Whoever looks at a card may tell from these all that an import, an appointment or a calendar can make
another; values that people give, and what they do, raise the revisi where they are stored.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from sop_flows.engine.aksi import Penugasan
from sop_flows.engine.engine import aksi_of
from sop_flows.engine.pembaruan import JenisPembaruan, Shown
from sop_flows.engine.rapat import start_of_rapat
from sop_flows.kantor.kantor import Pemegang, sapa
from sop_flows.kinerja.angka import print_angka
from sop_flows.kinerja.pengukuran import target_of
from sop_flows.ports.records import Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.ports.views import FormulirView, NilaiView
from sop_flows.sop.definition import Minta
from sop_flows.sop.place import Place
from sop_flows.use_cases.jabatan.holders import recipients_of
from sop_flows.use_cases.tugas.kartu import choice_of, formulir_for, further_posts, next_names

J = JenisPembaruan
Fact = tuple[tuple[JenisPembaruan, str], str]
Request = tuple[int, int | None, Place]
"""The berkas, unit and place of a tugas: those that have the same show the same formulir."""


class Cards:
    """The open cards of one office on one day, as its rows stand when they are asked for."""

    def __init__(self, uow: UnitOfWork, kantor_id: int, today: date) -> None:
        self._uow = uow
        self._today = today
        self._kantor = uow.kantor.get(kantor_id)
        self._posts = uow.kantor.jabatan(kantor_id)
        self._formulir: dict[Request, tuple[FormulirView, ...]] = {}
        uow.pegawai.look_up(kantor_id, None, today)

    def show(self, loaded: Loaded) -> Shown:
        """Return everything of the office that a card shows."""
        parts = (self._office, self._formulir_facts, self._holders, self._posts_named, self._time)
        return {key: value for part in parts for key, value in part(loaded)}

    def show_holders(self, loaded: Loaded) -> Shown:
        """Return who has a tugas: what an appointment, or the day, makes another."""
        return dict(self._holders(loaded))

    def _formulir_of(self, loaded: Loaded) -> tuple[FormulirView, ...]:
        tugas, berkas = loaded.tugas, loaded.berkas
        key = (berkas.id, tugas.unit_id, tugas.place)
        if key not in self._formulir:
            sop = self._uow.sop.get(loaded.sop_id)
            self._formulir[key] = formulir_for(self._uow, self._kantor, berkas, sop, tugas)
        return self._formulir[key]

    def _office(self, loaded: Loaded) -> Iterator[Fact]:
        kantor, units = self._kantor, self._uow.kantor.unit(self._kantor.id)
        yield (J.KANTOR, ""), kantor.nama
        if loaded.tugas.unit_id is not None:
            unit = units[loaded.tugas.unit_id]
            yield (J.UNIT, unit.kode), unit.nama

    def _formulir_facts(self, loaded: Loaded) -> Iterator[Fact]:
        found = self._formulir_of(loaded)
        if not found:
            return
        kantor = self._kantor
        for name in ("jenis", "daerah", "alamat"):
            yield (J.IDENTITAS, name), getattr(kantor, name)
        yield (J.FORMULA, ""), kantor.formula_turun.value
        yield (J.SKALA, ""), kantor.skala.nama
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


def of_row(row: NilaiView) -> Iterator[Fact]:
    """Yield what a card shows of one indikator beside its value."""
    one = row.indikator
    yield (J.INDIKATOR, one.kode), one.nama
    yield (J.SASARAN, one.kode), one.sasaran
    yield (J.SATUAN, one.kode), one.satuan
    yield (J.POLARITAS, one.kode), one.polaritas.value
    yield (J.SIFAT, one.kode), one.sifat.value
    yield (J.DESIMAL, one.kode), "" if one.desimal is None else str(one.desimal)
    yield (J.TARGET, one.kode), row.target
    yield (J.TARGET_TAHUN, one.kode), one.target
    so_far = zip(row.ukuran.periode.so_far[:-1], row.ukuran.realisasi, strict=False)
    before = [(periode, nilai) for periode, nilai in so_far if nilai is not None]
    yield (J.TARGET_LALU, one.kode), "; ".join(target_of(one, periode) for periode, _ in before)
    yield (J.LALU, one.kode), "; ".join(print_angka(nilai) for _, nilai in before)


def list_people(people: Iterable[Pemegang]) -> str:
    """Return who has a tugas, each with how they hold its post."""
    return ", ".join(
        sapa(one.sapaan, one.nama)
        + ("" if one.penugasan is Penugasan.DEFINITIF else f" ({one.penugasan.value})")
        for one in people
    )
