"""A formulir by spreadsheet: sent out, taken back, mended in the chat."""

from datetime import tzinfo
from decimal import Decimal
from operator import attrgetter

from sop_flows.deferred import replace
from sop_flows.engine.formulir import Nilai
from sop_flows.errors import NotJoined, NoTugasWaits
from sop_flows.kinerja.analisis import Analisis
from sop_flows.kinerja.angka import Ditolak, SebabTolak, Terbaca, read_angka
from sop_flows.kinerja.capaian import Catatan
from sop_flows.kinerja.janji import TANGGAL
from sop_flows.kinerja.lembar import (
    BacaanLembar,
    BarisLembar,
    Kata,
    LembarFormulir,
    MasalahSel,
    SelTerbaca,
)
from sop_flows.kinerja.pengukuran import Pengukuran
from sop_flows.kinerja.target import Target, is_belum_ada
from sop_flows.kinerja.unggahan import SebabLembar, SheetRefused
from sop_flows.ports.formulir import NilaiView
from sop_flows.ports.layar.formulir import (
    Berubah,
    LayarLembar,
    LembarDiterima,
    Masalah,
    SebabMasalah,
)
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.teks import LONGEST
from sop_flows.use_cases.formulir.analisis_lembar import judge_analisis, request_of, written
from sop_flows.use_cases.formulir.filling import Pengisian
from sop_flows.use_cases.formulir.ganda import by_indikator, judge_cells, value_in
from sop_flows.use_cases.formulir.tulisan import read_nilai
from sop_flows.use_cases.formulir.typed import (
    finish_many,
    judge_reason,
    judge_text,
    problem,
    unknown,
)
from sop_flows.use_cases.tugas.listing import list_tugas

WORDS = frozenset({Catatan.AKHIR_TAHUN, Catatan.BELUM_LENGKAP})
"""Of these a capaian is none, whatever the value will be."""


def request_sheet(uow: UnitOfWork, actor: Actor, *, tugas_id: int) -> None:
    """Owe the person the sheet of their unit's formulir."""
    pengisian = Pengisian(uow, actor, tugas_id)
    uow.percakapan.drop(actor.chat_id)
    pengisian.say(LayarLembar(tempat=pengisian.tempat))


def describe_sheet(uow: UnitOfWork, actor: Actor, *, tugas_id: int) -> LembarFormulir:
    """Return the sheet of a formulir as it stands, to be written by whoever can."""
    pengisian = Pengisian(uow, actor, tugas_id)
    berkas = pengisian.berkas
    kantor = uow.kantor.get(berkas.kantor_id)
    kembali = pengisian.tugas.facts.kembali
    return LembarFormulir(
        kantor=kantor.nama,
        judul_sop=berkas.judul,
        periode=berkas.periode,
        unit=pengisian.formulir.unit.nama,
        berkas_nomor=berkas.nomor,
        formulir_id=pengisian.formulir.formulir_id,
        ronde=pengisian.formulir.ronde,
        formula_turun=kantor.formula_turun,
        minta_analisis=request_of(pengisian),
        rows=tuple(
            row_of(row, kembali.alasan if kembali else None, kantor.zona)
            for row in pengisian.formulir.baris
        ),
    )


def row_of(row: NilaiView, alasan_kembali: str | None, zona: tzinfo) -> BarisLembar:
    """Return one row of a sheet.

    Args:
        alasan_kembali: Why the formulir was returned, if it was.
        zona: Where the office is.
    """
    indikator, ukuran = row.indikator, row.ukuran
    return BarisLembar(
        kode=indikator.kode,
        sasaran=indikator.sasaran,
        indikator=indikator.nama,
        satuan=indikator.satuan,
        polaritas=indikator.polaritas,
        sifat=indikator.sifat,
        is_anggaran=indikator.is_anggaran,
        target_tahun=plain_target(indikator.target),
        target_periode=plain_target(row.target),
        target_sampai=plain_sampai(row),
        sebelumnya=tuple(n for n in ukuran.realisasi[:-1] if n is not None),
        dari_luar=tuple(map(ukuran.periode.sibling, ukuran.dari_luar)),
        sumber=indikator.sumber_sebelum,
        belum=ukuran.belum,
        tulisan=indikator.tulisan,
        kata=words_of(filled(row)),
        nilai=row.nilai.nilai,
        alasan_na=row.nilai.alasan or None,
        ditandai=row.nilai.ditandai,
        alasan_kembali=alasan_kembali if row.nilai.ditandai else None,
        analisis=written(row.nilai.analisis, zona),
    )


def plain_target(teks: str) -> Decimal | str | None:
    """Return a target as a number where it is one, else as it is written."""
    bacaan = read_angka(teks) if teks else None
    return bacaan.nilai if isinstance(bacaan, Terbaca) else teks or None


def plain_sampai(row: NilaiView) -> Decimal | None:
    """Return what is promised for the filled periode once this one is filled, if one number."""
    promised = filled(row).target_sampai
    if not isinstance(promised, Target) or promised != Target.exactly(promised.bawah):
        return None
    return promised.bawah


def filled(row: NilaiView) -> Pengukuran:
    """Return a row's pengukuran as if its value were given: what is asked for once it is."""
    return replace(row.ukuran, realisasi=(*row.ukuran.realisasi[:-1], Decimal(0)))


def words_of(ukuran: Pengukuran) -> Kata:
    """Return what stands instead of the three percentages where there will be none."""
    said = (
        one.tampil if WORDS.intersection(one.catatan) else ""
        for one in (ukuran.capaian, ukuran.sampai, ukuran.tahun)
    )
    capaian, sampai, tahun = said
    return capaian, sampai, tahun


def expect_sheet(uow: UnitOfWork, *, user_id: int) -> None:
    """Refuse a sheet of somebody who fills no formulir now, before it is fetched and read.

    Raises:
        NotJoined: It comes from a stranger.
        NoTugasWaits: The person fills no formulir.
    """
    mine = list_tugas(uow, user_id=user_id)
    if not mine.pegawai:
        raise NotJoined
    if all(line.tugas.unit_id is None for line in mine.baris):
        raise NoTugasWaits(jumlah=0)


def accept_sheet(uow: UnitOfWork, actor: Actor, *, bacaan: BacaanLembar) -> None:
    """Store what a sheet says: good rows at once, the others told by cell, nothing half sent.

    Raises:
        SheetRefused: The sheet is of a formulir or ronde that this person does not fill now.
    """
    pengisian = Pengisian(uow, actor, find_tugas_of(uow, actor.user_id, bacaan.formulir_id))
    if bacaan.ronde != pengisian.formulir.ronde:
        raise SheetRefused(SebabLembar.RONDE_LAIN, tugas=pengisian.tugas.id)
    good: list[Nilai] = []
    explained: list[Nilai] = []
    bad: list[Masalah] = []
    changed: list[Berubah] = []
    remarks: list[str] = []
    for row, cells in by_indikator(bacaan.baris, attrgetter("kode"), pengisian.find_kode):
        if row is None:
            bad += [
                unknown(pengisian, c.kode, said, c.sel) for c in cells if (said := words_of_row(c))
            ]
            continue
        judged = judge_cells(row, cells, value_in) or judge_cell(row, cells[0])
        why = judge_analisis(pengisian, row, cells)
        bad += [one for one in (judged, why) if isinstance(one, Masalah)]
        if not isinstance(judged, Masalah) and has_lost_remark(row, cells[0]):
            remarks.append(row.indikator.kode)
        if isinstance(judged, Nilai):
            good.append(with_analisis(judged, why))
            changed += describe_change(row, judged)
        elif isinstance(why, Analisis):
            explained.append(with_analisis(row.nilai, why))
    finish_many(
        pengisian,
        LembarDiterima,
        good,
        bad,
        explained=explained,
        changed=changed,
        remarks=remarks,
    )


def words_of_row(cell: SelTerbaca) -> str:
    """Return what a row says that names no indikator: its value, or else of its analisis."""
    said = (cell.teks, *(part.teks for part in cell.analisis.values()))
    return next(filter(None, said), "")


def with_analisis(nilai: Nilai, why: Analisis | Masalah | None) -> Nilai:
    """Return a value with what now explains it."""
    return replace(nilai, analisis=why) if isinstance(why, Analisis) else nilai


def find_tugas_of(uow: UnitOfWork, user_id: int, formulir_id: int) -> int:
    """Return the user's open tugas that fills that formulir.

    Raises:
        SheetRefused: The user fills no such formulir now.
    """
    for line in list_tugas(uow, user_id=user_id).baris:
        unit_id = line.tugas.unit_id
        if unit_id is None:
            continue
        formulir = uow.kinerja.formulir(line.berkas_id, unit_id)
        if formulir is not None and formulir.id == formulir_id:
            return line.tugas.id
    raise SheetRefused(SebabLembar.FORMULIR_LAIN)


def judge_cell(row: NilaiView, cell: SelTerbaca) -> Nilai | Masalah | None:
    """Return the value of a cell, what is wrong with it, or None where nothing changes."""
    cell = as_promised(row, cell)
    alasan = (cell.keterangan or "").strip()
    if cell.masalah is not None:
        ditolak = Ditolak(SebabTolak.BUKAN_ANGKA)
        return problem(row, cell.teks or "", cell.masalah, ditolak, cell.sel)
    if max(len(alasan), len(cell.teks or "")) > LONGEST:
        ditolak = Ditolak(SebabTolak.TERLALU_PANJANG)
        return problem(row, cell.teks or alasan, ditolak.sebab, ditolak, cell.sel)
    if alasan and (cell.teks is None or is_belum_ada(cell.teks)):
        judged = judge_reason(row, alasan, cell.teks or "", cell.sel)
    elif cell.teks is None:
        return None
    else:
        judged = judge_text(row, cell.teks, cell.sel)
    if isinstance(judged, Masalah):
        return judged
    if is_of_another(row, cell):
        bacaan = read_nilai(row, cell.teks or "")
        return problem(row, cell.teks or alasan, SebabMasalah.BERGANTI, bacaan, cell.sel)
    if row.nilai.ditandai:
        return judged
    is_same = (judged.nilai, judged.alasan) == (row.nilai.nilai, row.nilai.alasan)
    return None if is_same else judged


def as_promised(row: NilaiView, cell: SelTerbaca) -> SelTerbaca:
    """Return a cell that holds a day as its text, where a day was promised."""
    if cell.masalah is not MasalahSel.TANGGAL or row.indikator.tulisan != TANGGAL:
        return cell
    return replace(cell, masalah=None, teks=(cell.teks or "").replace("T", " ").split(" ")[0])


def has_lost_remark(row: NilaiView, cell: SelTerbaca) -> bool:
    """Tell whether a remark stands beside a number: only a reason for n/a has a place in a formulir."""
    remark = (cell.keterangan or "").strip()
    has_number = cell.teks is not None and not is_belum_ada(cell.teks)
    return bool(remark) and has_number and remark != row.nilai.alasan


def is_of_another(row: NilaiView, cell: SelTerbaca) -> bool:
    """Tell whether a row of a sheet was about something else when its kode was given to it."""
    said = ((cell.indikator, row.indikator.nama), (cell.satuan, row.indikator.satuan))
    return any(then and plain(then) != plain(now) for then, now in said)


def plain(text: str) -> str:
    """Return a text for comparing: only letters and digits count, whatever a spreadsheet made of it."""
    return "".join(char for char in text.casefold() if char.isalnum())


def describe_change(row: NilaiView, nilai: Nilai) -> list[Berubah]:
    """Return before and after of a value that was overwritten."""
    before = row.nilai.nilai
    if before is None or nilai.nilai == before:
        return []
    return [
        Berubah(
            kunci=row.indikator.kode,
            dari=before,
            ke=nilai.nilai,
            desimal=row.indikator.tulisan,
            satuan=row.indikator.satuan,
        )
    ]
