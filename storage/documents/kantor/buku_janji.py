"""What the office workbook promises: versi of the Perjanjian Kinerja, and targets that can be measured."""

from itertools import pairwise
from typing import Final

from sop_flows.kantor.identitas import fold_kode
from sop_flows.kinerja.angka import (
    Ambigu,
    Terbaca,
    either_persen,
    is_persen,
    print_angka,
    read_angka,
    says_persen,
)
from sop_flows.kinerja.janji import read_janji, read_tertulis, tulisan_of
from sop_flows.kinerja.target import TargetUnreadable, is_belum_ada
from storage.documents.kantor.buku import KodeGalat
from storage.documents.kantor.buku_baris import BarisBuku, BukuTerbuka
from storage.documents.kantor.buku_nilai import shown

INDIKATOR: Final = "Indikator"
PERJANJIAN: Final = "Perjanjian"
PROGRAM: Final = "Program"
TARGETS: Final = ("target", "tw1", "tw2", "tw3", "tw4")
BEFORE: Final = ("realisasi_tw1", "realisasi_tw2", "realisasi_tw3")
YEARS_BEFORE: Final = ("realisasi_n1", "realisasi_n2", "realisasi_n3", "realisasi_n4")
RENSTRA: Final = "target_renstra"


def check_perjanjian(buku: BukuTerbuka, rows: list[BarisBuku]) -> None:
    """Note every versi that is dated before the one that it follows."""
    dated = [baris for baris in rows if baris.is_whole and baris.nilai["tanggal"]]
    in_order = sorted(dated, key=lambda one: (one.nilai["tahun"], one.nilai["versi"]))
    for one, other in pairwise(in_order):
        first, then = one.nilai["tanggal"], other.nilai["tanggal"]
        if one.nilai["tahun"] == other.nilai["tahun"] and then < first:
            where = other.sel["tanggal"]
            buku.blame(PERJANJIAN, where, KodeGalat.RENTANG_TERBALIK, shown(then), shown(first))


def check_indikator(buku: BukuTerbuka, rows: list[BarisBuku]) -> None:
    """Note everything that an indikator promises or reached and that cannot be measured."""
    _check_targets(buku, rows)
    _check_before(buku, rows)
    _check_persen(buku, rows)


def check_program(buku: BukuTerbuka, rows: list[BarisBuku], indikator: list[BarisBuku]) -> None:
    """Note what a program is to spend in a triwulan and that is no amount, and a kode that an indikator has."""
    taken = {_kunci(baris): baris.sel["kode"] for baris in indikator if baris.is_whole}
    for baris in rows:
        if not baris.is_whole:
            continue
        kode, tahun = baris.nilai["kode"], baris.nilai["tahun"]
        if (where := taken.get(_kunci(baris))) is not None:
            clash = f"{INDIKATOR}!{where}"
            buku.blame(PROGRAM, baris.sel["kode"], KodeGalat.KUNCI_GANDA, kode, clash)
        for column in TARGETS[1:]:
            teks = baris.nilai[column]
            wrong = unmeasurable(teks, tahun, "") if teks else None
            if wrong is not None:
                buku.blame(PROGRAM, baris.sel[column], wrong[0], teks[:80], *wrong[1])


def _kunci(baris: BarisBuku) -> tuple[str, int]:
    return fold_kode(baris.nilai["kode"]), baris.nilai["tahun"]


def _check_before(buku: BukuTerbuka, rows: list[BarisBuku]) -> None:
    """Want a source for what was reached before, and a value that reads as its targets do."""
    for baris in rows:
        said = baris.nilai
        target = tuple(said[name] for name in TARGETS)
        tulisan = tulisan_of(target, said["desimal"], said["peringkat"])
        for name in (*BEFORE, *YEARS_BEFORE):
            teks = said[name]
            if teks and not isinstance(read_tertulis(teks, tulisan), Terbaca):
                wrong = KodeGalat.ANGKA_TIDAK_TERBACA
                buku.blame(INDIKATOR, baris.sel[name], wrong, teks)
        for name in BEFORE:
            if said[name] and not said["sumber_realisasi"]:
                where = baris.sel.get("sumber_realisasi") or baris.sel[name]
                buku.blame(INDIKATOR, where, KodeGalat.WAJIB_DIISI)
                break


def _check_targets(buku: BukuTerbuka, rows: list[BarisBuku]) -> None:
    """Note every target that cannot be measured; a triwulan may have none yet (``n/a``), a year may not."""
    for baris in rows:
        if not baris.is_whole:
            continue
        said, peringkat = baris.nilai, baris.nilai["peringkat"]
        for column in (*TARGETS, RENSTRA):
            teks = said[column]
            tahun = said["tahun_renstra"] if column == RENSTRA else None
            wrong = unmeasurable(teks, tahun or said["tahun"], peringkat) if teks else None
            if teks and column in ("target", RENSTRA) and is_belum_ada(teks):
                wrong = KodeGalat.TARGET_TIDAK_TERUKUR, ()
            if wrong is not None:
                kode, readings = wrong
                where = baris.sel[column]
                buku.blame(INDIKATOR, where, kode, teks[:80], *readings)


def _check_persen(buku: BukuTerbuka, rows: list[BarisBuku]) -> None:
    """Note every percentage that may be a fraction: 0,85 where 85 is meant would make every value good."""
    for baris in rows:
        if not is_persen(baris.nilai["satuan"]):
            continue
        for column in (*TARGETS, *BEFORE, RENSTRA, *YEARS_BEFORE):
            teks = baris.nilai[column]
            if (wrong := fraction_in(teks)) is not None:
                buku.blame(INDIKATOR, baris.sel[column], wrong[0], teks, *wrong[1])


Wrong = tuple[KodeGalat, tuple[str, ...]]
"""What is wrong with a promise, and what it may mean."""


def fraction_in(teks: str) -> Wrong | None:
    """Return both readings of a percentage that may be a fraction; None where it says which it is."""
    bacaan = read_angka(teks)
    if not isinstance(bacaan, Terbaca) or not 0 < bacaan.nilai <= 1 or says_persen(teks):
        return None
    return KodeGalat.PERSEN_BERMAKNA_GANDA, tuple(
        map(print_angka, either_persen(bacaan.nilai).pilihan)
    )


def unmeasurable(teks: str, tahun: int, peringkat: str) -> Wrong | None:
    """Return why a text promises nothing that can be measured; None where it does."""
    try:
        read_janji(teks, tahun, peringkat)
    except TargetUnreadable as odd:
        if isinstance(odd.bacaan, Ambigu):
            return KodeGalat.TARGET_BERMAKNA_GANDA, tuple(map(print_angka, odd.bacaan.pilihan))
        return KodeGalat.TARGET_TIDAK_TERUKUR, ()
    return None
