"""What one version of an SOP changes against another, as facts."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum

from sop_flows.deferred import dataclass
from sop_flows.sop.definition import Langkah, Sop


class JenisPerubahan(StrEnum):
    """What changed."""

    NAMA = "nama"
    MULAI = "mulai"
    """What is asked before a start."""
    PERIODE = "periode"
    MASUKAN = "masukan"
    """Whose result it may begin with."""
    KOLOM_BARU = "kolom_baru"
    KOLOM_HILANG = "kolom_hilang"
    LANGKAH_BARU = "langkah_baru"
    LANGKAH_HILANG = "langkah_hilang"
    KEGIATAN = "kegiatan"
    PELAKSANA = "pelaksana"
    PENERIMA = "penerima"
    WAKTU = "waktu"
    MUTU_BAKU = "mutu_baku"
    TAHAP = "tahap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Perubahan:
    """One change; ``langkah`` is the number in the version that has it, 0 for the sheet."""

    jenis: JenisPerubahan
    langkah: int = 0
    dari: str = ""
    ke: str = ""


def compare(old: Sop, new: Sop) -> tuple[Perubahan, ...]:
    """Return what the new version changes, the sheet first, then langkah by langkah."""
    return (*compare_sheets(old, new), *compare_tables(old, new))


def compare_sheets(old: Sop, new: Sop) -> Iterator[Perubahan]:
    """Yield what changes beside the table."""
    if old.nama != new.nama:
        yield Perubahan(jenis=JenisPerubahan.NAMA, dari=old.nama, ke=new.nama)
    if old.mulai != new.mulai:
        labels = [", ".join(isian.label for isian in sop.mulai) for sop in (old, new)]
        yield Perubahan(jenis=JenisPerubahan.MULAI, dari=labels[0], ke=labels[1])
    if old.periode != new.periode:
        yield Perubahan(jenis=JenisPerubahan.PERIODE, dari=old.periode.value, ke=new.periode.value)
    if old.masukan != new.masukan:
        sources = [", ".join(sop.masukan) for sop in (old, new)]
        yield Perubahan(jenis=JenisPerubahan.MASUKAN, dari=sources[0], ke=sources[1])
    before = {kolom.id: kolom.nama for kolom in old.kolom}
    after = {kolom.id: kolom.nama for kolom in new.kolom}
    for id in before.keys() - after.keys():
        yield Perubahan(jenis=JenisPerubahan.KOLOM_HILANG, dari=before[id])
    for id in after.keys() - before.keys():
        yield Perubahan(jenis=JenisPerubahan.KOLOM_BARU, ke=after[id])


def compare_tables(old: Sop, new: Sop) -> Iterator[Perubahan]:
    """Yield what changes in the table; a langkah is known by its short name."""
    before, after = ([row.singkat for row in sop.langkah] for sop in (old, new))
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, start, end, start_new, end_new in matcher.get_opcodes():
        if tag == "equal":
            pairs = zip(old.langkah[start:end], new.langkah[start_new:end_new], strict=True)
            for row, row_new in pairs:
                yield from compare_langkah(old, row, new, row_new)
            continue
        for row in old.langkah[start:end]:
            yield Perubahan(jenis=JenisPerubahan.LANGKAH_HILANG, langkah=row.no, dari=row.singkat)
        for row in new.langkah[start_new:end_new]:
            yield Perubahan(jenis=JenisPerubahan.LANGKAH_BARU, langkah=row.no, ke=row.singkat)


def compare_langkah(old: Sop, row: Langkah, new: Sop, row_new: Langkah) -> Iterator[Perubahan]:
    """Yield what changes in one langkah; its number alone is no change."""
    facts = (
        (JenisPerubahan.KEGIATAN, row.kegiatan, row_new.kegiatan),
        (JenisPerubahan.PELAKSANA, names(old, row.pelaksana), names(new, row_new.pelaksana)),
        (JenisPerubahan.PENERIMA, names(old, row.penerima), names(new, row_new.penerima)),
        (JenisPerubahan.WAKTU, str(row.mutu_baku.waktu), str(row_new.mutu_baku.waktu)),
    )
    for jenis, dari, ke in facts:
        if dari != ke:
            yield Perubahan(jenis=jenis, langkah=row_new.no, dari=dari, ke=ke)
    mutu, mutu_new = row.mutu_baku, row_new.mutu_baku
    if (mutu.kelengkapan, mutu.output) != (mutu_new.kelengkapan, mutu_new.output):
        yield Perubahan(jenis=JenisPerubahan.MUTU_BAKU, langkah=row_new.no)
    if row.tahap != row_new.tahap:
        yield Perubahan(jenis=JenisPerubahan.TAHAP, langkah=row_new.no)


def names(sop: Sop, kolom: tuple[str, ...]) -> str:
    """Return some columns by name."""
    return ", ".join(sop.kolom_of(id).nama for id in kolom)
