"""Where the rows of a berkas say something else than its history.

1. Told by the lines, and compared: what the berkas is, which tugas are done, by whom and when, the state and the
   values of every formulir, every dokumen. Of a tugas that was called off they tell the moment alone, of one that
   the line of another closed not who did it.
2. A berkas that began before its lines said all this (no ``bentuk`` in the first one) only has to be told of:
   nothing is guessed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import UTC, datetime
from enum import StrEnum

from sop_flows.deferred import dataclass
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.engine.excuse import BACK
from sop_flows.engine.formulir import Formulir, Nilai
from sop_flows.engine.line import CLOSED, is_beginning
from sop_flows.jejak import JejakLine
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.naskah.canonical import write_decimal
from sop_flows.naskah.rebuild import Form, Run, done


class Perihal(StrEnum):
    """What a row is about."""

    BERKAS = "berkas"
    TUGAS = "tugas"
    FORMULIR = "formulir"
    NILAI = "nilai"
    DOKUMEN = "dokumen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selisih:
    """What is stored and what the history tells of it; empty where there is no such thing."""

    berkas: int
    """The number of the berkas."""
    perihal: Perihal
    nama: str
    tersimpan: str
    riwayat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tersimpan:
    """The rows of one berkas."""

    berkas: Berkas
    tugas: tuple[Tugas, ...]
    formulir: tuple[Formulir, ...]
    """With the values that have a row, as they are stored."""
    lampiran: tuple[Lampiran, ...]


Kunci = tuple[Perihal, str]
"""What a fact is about, and its name there."""


@dataclass(slots=True)
class Told:
    """One berkas as far as its lines have been played."""

    run: Run | None = None
    done: dict[int, Tugas] = field(default_factory=dict)
    unnamed: set[int] = field(default_factory=set)
    """The tugas that the line of another closed, such as the undangan of a rapat."""
    status: str = ""
    moments: set[datetime] = field(default_factory=set)
    """When something was done that closes tugas."""

    def take(self, line: JejakLine) -> None:
        """Take in what a line says."""
        said = line.rincian
        if line.berkas_id is not None and is_beginning(line):
            self.run = Run(line.berkas_id, line)
        if self.run is not None:
            self.run.take(line)
        if line.aksi in (Kerja.TARIK, BACK) and line.tugas_id is not None:
            self.done.pop(line.tugas_id, None)
        for name, status in CLOSED.items():
            for one in said.get(name, ()):
                self.done[one["tugas"]] = done(line, one, status)
                if "aksi" in one:
                    self.unnamed.add(one["tugas"])
        if "status" in said:
            self.status = said["status"]
            self.moments.add(line.at)


def play(riwayat: Iterable[JejakLine]) -> dict[int, Told]:
    """Return what the lines of an office, oldest first, tell of each berkas."""
    found: dict[int, Told] = {}
    for line in riwayat:
        if line.berkas_id is not None:
            found.setdefault(line.berkas_id, Told()).take(line)
    return found


def compare(told: Told | None, stored: Tersimpan) -> Iterator[Selisih]:
    """Yield where the rows of a berkas say something else than its lines."""
    nomor = stored.berkas.nomor
    if told is None:
        status = stored.berkas.status.value
        yield Selisih(berkas=nomor, perihal=Perihal.BERKAS, nama="", tersimpan=status, riwayat="")
        return
    if told.run is None:
        return
    kode = codes_of(told.run, stored)
    said, kept = dict(told_facts(told, told.run, kode)), dict(stored_facts(stored, told, kode))
    for key in dict.fromkeys((*said, *kept)):
        if said.get(key) != kept.get(key):
            perihal, nama = key
            yield Selisih(
                berkas=nomor,
                perihal=perihal,
                nama=nama,
                tersimpan=kept.get(key, ""),
                riwayat=said.get(key, ""),
            )


def codes_of(run: Run, stored: Tersimpan) -> Mapping[int, str]:
    """Return the kode of every indikator that has a value, as the rows or else the lines have it."""
    given = (one for form in run.forms.values() for one in form.nilai.values())
    kept = (one for form in stored.formulir for one in form.nilai)
    return {one.indikator_id: one.kode for one in (*given, *kept) if one.kode}


def told_facts(told: Told, run: Run, kode: Mapping[int, str]) -> Iterator[tuple[Kunci, str]]:
    """Yield every fact of a berkas as its lines tell it."""
    yield from facts_of_berkas(run.berkas, told.status)
    for tugas in told.done.values():
        # A line has one moment.
        yield (
            named(tugas),
            said_done(tugas, tugas.dibuka_at, is_named=tugas.id not in told.unnamed),
        )
    for unit_id, form in run.forms.items():
        yield from facts_of_form(unit_id, form, form.nilai.values(), kode)
    for lampiran in run.lampiran:
        yield fact_of_dokumen(lampiran)


def stored_facts(
    stored: Tersimpan, told: Told, kode: Mapping[int, str]
) -> Iterator[tuple[Kunci, str]]:
    """Yield every fact of a berkas as its rows have it, as far as lines can tell it."""
    yield from facts_of_berkas(stored.berkas, stored.berkas.status.value)
    for tugas in stored.tugas:
        if tugas.status in CLOSED.values():
            is_named = tugas.id not in told.unnamed
            yield named(tugas), said_done(tugas, tugas.selesai_at, is_named=is_named)
        elif tugas.id in told.done or not (tugas.is_open or tugas.selesai_at in told.moments):
            yield named(tugas), tugas.status.value
    for form in stored.formulir:
        yield from facts_of_form(form.unit_id, form, form.nilai, kode)
    for lampiran in stored.lampiran:
        yield fact_of_dokumen(lampiran)


def facts_of_berkas(berkas: Berkas, status: str) -> Iterator[tuple[Kunci, str]]:
    """Yield what a berkas is, and what became of it."""
    periode = berkas.periode
    yield (Perihal.BERKAS, "nomor"), str(berkas.nomor)
    yield (Perihal.BERKAS, "judul"), berkas.judul
    yield (Perihal.BERKAS, "periode"), f"{periode.jenis.value} {periode.ke} {periode.tahun}"
    yield (Perihal.BERKAS, "status"), status
    yield (Perihal.BERKAS, "perjanjian"), str(berkas.perjanjian)


def named(tugas: Tugas) -> Kunci:
    """Return a tugas by its number."""
    return Perihal.TUGAS, f"#{tugas.nomor}"


def said_done(tugas: Tugas, at: datetime | None, *, is_named: bool) -> str:
    """Return how a tugas was done: its status, the aksi, who if it is told, and when."""
    hasil = tugas.facts.hasil
    who = (hasil.aksi.value, *([hasil.nama] if is_named else [])) if hasil else ()
    when = (f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC",) if at else ()
    return ", ".join((tugas.status.value, *who, *when))


def facts_of_form(
    unit_id: int, form: Form | Formulir, nilai: Iterable[Nilai], kode: Mapping[int, str]
) -> Iterator[tuple[Kunci, str]]:
    """Yield the state of a formulir, and its values."""
    yield (Perihal.FORMULIR, f"unit {unit_id}"), f"{form.status.value}, ronde {form.ronde}"
    for one in nilai:
        if one.is_filled:
            name = kode.get(one.indikator_id, "") or str(one.indikator_id)
            yield (Perihal.NILAI, name), said_value(one)


def said_value(nilai: Nilai) -> str:
    """Return a value, or why there is none."""
    return f"n/a: {nilai.alasan}" if nilai.nilai is None else write_decimal(nilai.nilai)


def fact_of_dokumen(lampiran: Lampiran) -> tuple[Kunci, str]:
    """Return what was handed in: its name and the sha256 of its content."""
    return (Perihal.DOKUMEN, str(lampiran.id)), f"{lampiran.nama}, sha256 {lampiran.sha256}"
