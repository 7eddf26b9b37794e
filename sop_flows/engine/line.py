"""The line of history that an outcome leaves: what was said, and what became of tugas and formulir.

1. It holds whatever of an outcome is shown later, so that a berkas can be told from its lines alone:
   who closed which tugas, what was opened or marked, which values a formulir began with.
2. A fact that is empty has no key. Lines from before these facts stay as they are.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Pelaku
from sop_flows.engine.berkas import Berkas, Outcome, StatusTugas, Tugas
from sop_flows.engine.formulir import FormulirChange, Nilai
from sop_flows.jejak import JejakLine, Record
from sop_flows.kinerja.perjanjian import FIRST
from sop_flows.sop.definition import Sop
from sop_flows.waktu.periode import write_by_name

MULAI: Final = "mulai"
"""The aksi of the first line of a berkas."""
BATALKAN: Final = "batalkan"
"""The aksi of a line that says that a berkas was given up."""
TAMBAH_UNIT: Final = "tambah_unit"
"""The aksi of a line that says which units joined a form."""
PERBARUI: Final = "perbarui"
"""The aksi of a line that says what changed under the open cards of a berkas."""
GESER_BATAS: Final = "geser_batas"
"""The aksi of a line that says that another calendar moved a tenggat."""
NILAI: Final = "nilai"
"""The aksi of a line that says which values somebody gave."""
LAMPIRKAN: Final = "lampirkan"
"""The aksi of a line that says which dokumen somebody handed in."""
ARAHAN: Final = "arahan"
"""The aksi of a line that says what who oversees a tugas had to say about it."""


def begun(sop: Sop, berkas: Berkas) -> Record:
    """Return what the first line of a berkas says that it is."""
    periode = write_by_name(berkas.periode)
    later = {"perjanjian": berkas.perjanjian} if berkas.perjanjian > FIRST else {}
    return {
        "bentuk": berkas.keadaan.bentuk,
        "berkas": {"nomor": berkas.nomor, "judul": berkas.judul, **periode, **later},
        "sop": {"kode": sop.kode, "versi": sop.versi, "nama": sop.nama},
    }


def is_beginning(line: JejakLine) -> bool:
    """Tell whether a line begins a berkas and says what it is; those of the first versions did not."""
    return line.aksi == MULAI and "bentuk" in line.rincian


def brought_about(
    kerja: str, changed: Iterable[Tugas], formulir: Iterable[FormulirChange]
) -> Record:
    """Return what became of tugas that are done now, and of formulir, as the history keeps it."""
    became = list(changed)
    facts = {
        name: [done_record(kerja, one) for one in became if one.status is status]
        for name, status in CLOSED.items()
    }
    facts["formulir"] = formulir_records(formulir)
    return {name: fact for name, fact in facts.items() if fact}


CLOSED: Final = {"selesai": StatusTugas.SELESAI, "dikecualikan": StatusTugas.DIKECUALIKAN}
"""The facts of a line that list tugas which it closed for good."""


def done_record(kerja: str, tugas: Tugas) -> Record:
    """Return a tugas that is done; what its card says of that is said by the line, unless noted."""
    hasil = tugas.facts.hasil
    facts = {
        "tugas": tugas.id,
        "nomor": tugas.nomor,
        "langkah": tugas.langkah,
        "tahap": tugas.tahap,
        "jabatan": tugas.jabatan_id,
        "unit": tugas.unit_id,
        "pegawai": tugas.pegawai_id,
        "aksi": hasil.aksi.value if hasil and hasil.aksi != kerja else None,
    }
    return {name: fact for name, fact in facts.items() if fact is not None}


def formulir_records(formulir: Iterable[FormulirChange]) -> list[Record]:
    """Return what became of formulir; the last word on a unit counts."""
    last = {change.unit_id: change for change in formulir}
    return [formulir_record(change) for change in last.values()]


def formulir_record(change: FormulirChange) -> Record:
    """Return what became of one formulir: its state, the marks that changed, what it began with."""
    facts = {
        "ditandai": [one.indikator_id for one in change.nilai if one.ditandai],
        "dilepas": [one.indikator_id for one in change.nilai if not one.ditandai],
        "bawaan": [value_record(one) for one in change.bawaan],
    }
    return {
        "unit": change.unit_id,
        "status": change.status.value,
        "ronde": change.ronde,
        **{name: fact for name, fact in facts.items() if fact},
    }


def value_record(nilai: Nilai, before: Nilai | None = None) -> Record:
    """Return a value as the history keeps it: a number as text, or why there is none."""
    old = before if before is not None and before.is_filled else None
    facts = {
        "nilai": written(nilai.nilai),
        "alasan": nilai.alasan,
        "nilai_lama": written(old.nilai) if old else "",
        "alasan_lama": old.alasan if old else "",
        "konfirmasi": nilai.konfirmasi.as_record() if nilai.konfirmasi else None,
        "analisis": nilai.analisis.as_record() if nilai.analisis else None,
    }
    said = {name: fact for name, fact in facts.items() if fact}
    return {"indikator": nilai.indikator_id, "kode": nilai.kode, **said}


def written(number: Decimal | None) -> str:
    """Return a number as the history keeps it: whole, without exponent; empty for none."""
    return "" if number is None else f"{number:f}"


def value_line(
    berkas: Berkas, tugas: Tugas, pelaku: Pelaku, at: datetime, nilai: Sequence[Record]
) -> JejakLine:
    """Return the line of values that somebody gave, changed or took back in a formulir."""
    return JejakLine(
        at=at,
        berkas_id=berkas.id,
        tugas_id=tugas.id,
        langkah=tugas.langkah,
        aksi=NILAI,
        pelaku=pelaku.as_record(),
        rincian={"untuk_unit": tugas.unit_id, "ronde": tugas.ronde, "nilai": list(nilai)},
    )


def bring(outcome: Outcome, given: Mapping[int, tuple[Nilai, ...]], source: str) -> Outcome:
    """Return the outcome with the values that formulir begin with, by unit, also in its line.

    Args:
        source: The sha256 of the naskah that they come from; empty where there was none yet.
    """
    formulir = tuple(replace(one, bawaan=given.get(one.unit_id, ())) for one in outcome.formulir)
    line, *others = outcome.jejak
    said: Record = {"formulir": formulir_records(formulir)}
    if source:
        said["naskah_sumber"] = source
    told = replace(line, rincian=line.rincian | said)
    return replace(outcome, formulir=formulir, jejak=(told, *others))
