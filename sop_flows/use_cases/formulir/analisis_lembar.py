"""The analisis of values as a sheet has it: written into its cells, read back with the checks of the chat.

1. A line of *Tindak lanjut* is one of several: its jenis, its post and its day stand on the same line of their cells.
2. A blank cell says nothing. What is written stands instead of what was said before.
3. A tindak lanjut that stands as it was is as it was, also where its day is over or its post has another name.
"""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Final

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.reason import Alasan, is_reason
from sop_flows.kinerja.analisis import Analisis, BagianAnalisis, Jenis, RencanaLanjut
from sop_flows.kinerja.angka import SebabTolak
from sop_flows.kinerja.lembar import MasalahSel, PermintaanAnalisis, SelTerbaca
from sop_flows.ports.formulir import NilaiView
from sop_flows.ports.layar.formulir import Masalah, Sebab, SebabMasalah
from sop_flows.teks import LONGEST, excerpt, fold
from sop_flows.use_cases.formulir.filling import Pengisian
from sop_flows.use_cases.formulir.ganda import judge_cells
from sop_flows.use_cases.formulir.lanjut import posts_for
from sop_flows.waktu.cetak import printed_day
from sop_flows.waktu.rentang import read_batas

B = BagianAnalisis
RENCANA: Final = (B.LANJUT, B.JENIS, B.JABATAN, B.BATAS)
"""The parts of a tindak lanjut, in the order of their cells."""
AS_TOLD: Final = frozenset({MasalahSel.GABUNGAN, MasalahSel.RUMUS_TANPA_NILAI})
"""What is mended in a cell for words as it is in one for a number."""
Cells = Mapping[BagianAnalisis, SelTerbaca]


def request_of(pengisian: Pengisian) -> PermintaanAnalisis | None:
    """Return what an office wants explained on a sheet; None where it asks for nothing."""
    if not pengisian.formulir.minta_analisis:
        return None
    posts = posts_for(pengisian.uow, pengisian.berkas, pengisian.tugas)
    return PermintaanAnalisis(
        rendah=pengisian.formulir.aturan.rendah, jabatan=tuple(nama for _, nama in posts)
    )


def written(analisis: Analisis | None, zona: tzinfo) -> Mapping[BagianAnalisis, str]:
    """Return an analisis as its cells have it; days are those of the office."""
    known = analisis or Analisis()
    lines = [plan_written(one, zona) for one in known.lanjut]
    plans = {part: "\n".join(line[at] for line in lines) for at, part in enumerate(RENCANA)}
    return {B.PENDORONG: known.pendorong, B.PENGHAMBAT: known.penghambat, **plans}


def plan_written(rencana: RencanaLanjut, zona: tzinfo) -> tuple[str, ...]:
    """Return a tindak lanjut by its parts."""
    day = printed_day(rencana.batas.astimezone(zona).date())
    return rencana.teks, rencana.jenis.value, rencana.nama_jabatan, day


def judge_analisis(
    pengisian: Pengisian, row: NilaiView, cells: Sequence[SelTerbaca]
) -> Analisis | Masalah | None:
    """Return what the cells about one indikator explain, what is wrong with it, or None where nothing changes."""
    if not pengisian.formulir.minta_analisis:
        return None
    for bagian in B:
        parts = [cell.analisis[bagian] for cell in cells if bagian in cell.analisis]
        found = judge_cells(row, parts, words_in)
        if found is not None:
            return replace(found, bagian=bagian)
    own = next((cell.analisis for cell in cells if cell.analisis), {})
    return Penjelasan(pengisian, row, own).judge()


def words_in(_row: NilaiView, cell: SelTerbaca) -> tuple[str, ...] | None:
    """Return what a cell of an analisis says, for comparing."""
    said = fold(cell.teks or "")
    return (said,) if said or cell.masalah is not None else None


@dataclass(frozen=True, slots=True)
class Penjelasan:
    """The cells of one analisis, being judged."""

    pengisian: Pengisian
    row: NilaiView
    cells: Cells

    def judge(self) -> Analisis | Masalah | None:
        """Return the analisis as it is now, the first thing wrong with it, or None where it is as it was."""
        wrong = next(filter(None, map(self._unreadable, self.cells)), None)
        lanjut = wrong or self._plans()
        if isinstance(lanjut, Masalah):
            return lanjut
        known = self.row.nilai.analisis or Analisis()
        told = Analisis(
            pendorong=self._words(B.PENDORONG) or known.pendorong,
            penghambat=self._words(B.PENGHAMBAT) or known.penghambat,
            lanjut=lanjut or known.lanjut,
        )
        return None if told == known else told

    def _unreadable(self, bagian: BagianAnalisis) -> Masalah | None:
        cell, words = self.cells[bagian], self._words(bagian)
        if cell.masalah in AS_TOLD:
            return self._wrong(bagian, cell.masalah)
        if len(cell.teks or "") > LONGEST:
            return self._wrong(bagian, SebabTolak.TERLALU_PANJANG)
        is_dated = bagian is B.BATAS and cell.masalah is MasalahSel.TANGGAL
        if cell.masalah is not None and not is_dated:
            return self._wrong(bagian, SebabMasalah.ANALISIS)
        is_unsaid = bagian not in RENCANA and bool(words) and not is_reason(words, Alasan.NILAI)
        return self._wrong(bagian, SebabMasalah.ANALISIS) if is_unsaid else None

    def _words(self, bagian: BagianAnalisis) -> str:
        return " ".join(self._teks(bagian).split())

    def _teks(self, bagian: BagianAnalisis) -> str:
        cell = self.cells.get(bagian)
        return (cell.teks if cell else None) or ""

    def _plans(self) -> tuple[RencanaLanjut, ...] | Masalah:
        """Return every tindak lanjut that is written, or the first thing wrong with one."""
        lines = {part: lines_of(self._teks(part)) for part in RENCANA}
        count = len(lines[B.LANJUT])
        for part in RENCANA:
            if len(lines[part]) != count:
                return self._wrong(part, SebabMasalah.BARIS_ANALISIS)
        found: list[RencanaLanjut] = []
        for parts in zip(*lines.values(), strict=True):
            one = self._plan(dict(zip(RENCANA, parts, strict=True)))
            if isinstance(one, BagianAnalisis):
                return self._wrong(one, SebabMasalah.ANALISIS)
            found.append(one)
        return tuple(found)

    def _plan(self, said: Mapping[BagianAnalisis, str]) -> RencanaLanjut | BagianAnalisis:
        """Return one tindak lanjut, or the part of it that is no answer."""
        uow, kantor = self.pengisian.uow, self.pengisian.kantor
        before = self.row.nilai.analisis or Analisis()
        wanted = tuple(map(fold, said.values()))
        for one in before.lanjut:
            if tuple(map(fold, plan_written(one, kantor.zona))) == wanted:
                return one
        posts = posts_for(uow, self.pengisian.berkas, self.pengisian.tugas)
        post = next(
            ((id, nama) for id, nama in posts if fold(nama) == fold(said[B.JABATAN])), None
        )
        jenis = next((one for one in Jenis if one == fold(said[B.JENIS])), None)
        batas = read_batas(said[B.BATAS], uow.kantor.jam_kerja(kantor.id), uow.now)
        if not is_reason(said[B.LANJUT], Alasan.NILAI):
            return B.LANJUT
        if jenis is None:
            return B.JENIS
        if post is None:
            return B.JABATAN
        if batas is None:
            return B.BATAS
        return RencanaLanjut(
            teks=said[B.LANJUT], jenis=jenis, jabatan=post[0], nama_jabatan=post[1], batas=batas
        )

    def _wrong(self, bagian: BagianAnalisis, sebab: Sebab) -> Masalah:
        """Return that a cell has to be mended; of a column that is missing, the one of the tindak lanjut."""
        cell = self.cells.get(bagian) or next(iter(self.cells.values()))
        one = self.row.indikator
        return Masalah(
            kunci=one.kode,
            indikator=one.id,
            nama=one.nama,
            satuan=one.satuan,
            teks=excerpt(cell.teks or ""),
            sebab=sebab,
            sel=cell.sel,
            bagian=bagian,
        )


def lines_of(teks: str) -> list[str]:
    """Return the lines of a cell that say something."""
    lines = (" ".join(line.split()) for line in teks.split("\n"))
    return [line for line in lines if line]
