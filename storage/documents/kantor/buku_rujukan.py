"""What must hold between the rows of the office workbook: references, keys, overlaps."""

from collections.abc import Callable, Iterable
from itertools import combinations
from typing import Any, Final

from sop_flows.engine.aksi import Penugasan
from sop_flows.kantor.identitas import examine_nip, fold_kode, fold_kunci
from sop_flows.kantor.masa import Masa, find_contradictions
from storage.documents.kantor.buku import KodeGalat
from storage.documents.kantor.buku_baris import BarisBuku, BukuTerbuka
from storage.documents.kantor.buku_janji import check_indikator, check_perjanjian, check_program
from storage.documents.kantor.buku_kolom import LEMBAR_BUKU, JenisKolom
from storage.documents.kantor.buku_nilai import shown
from storage.documents.kantor.buku_sop import check_sop

Rows = dict[str, list[BarisBuku]]
NAMES: Final = {lembar.isi: lembar.nama for lembar in LEMBAR_BUKU}
KEYS: Final[dict[str, tuple[str, ...]]] = {
    "unit": ("kode",),
    "libur": ("tanggal", "jenis"),
    "sop": ("kode", "versi", "kolom", "jabatan"),
    "perjanjian": ("tahun", "versi"),
    "indikator": ("kode", "tahun"),
    "program": ("kode", "tahun"),
}
"""The columns that together may occur once."""


def check_rows(buku: BukuTerbuka, rows: Rows) -> None:
    """Resolve every reference to the spelling of its own row, and note all that clashes."""
    posts = _names_of_posts(buku, rows["jabatan"])
    units = _names_of_units(buku, rows["unit"])
    for lembar in LEMBAR_BUKU:
        for kolom in lembar.kolom:
            if kolom.jenis is JenisKolom.JABATAN:
                wrong = KodeGalat.JABATAN_TIDAK_DIKENAL
                _resolve(buku, lembar.nama, rows[lembar.isi], kolom.nama, posts, wrong)
            if kolom.jenis is JenisKolom.UNIT:
                wrong = KodeGalat.UNIT_TIDAK_DIKENAL
                _resolve(buku, lembar.nama, rows[lembar.isi], kolom.nama, units, wrong)
    for isi, columns in KEYS.items():
        _check_unique(buku, isi, rows[isi], columns)
    _check_chain(buku, rows["jabatan"])
    _check_people(buku, rows)
    _check_sessions(buku, rows["sesi"])
    check_sop(buku, rows["sop"])
    check_perjanjian(buku, rows["perjanjian"])
    check_indikator(buku, rows["indikator"])
    check_program(buku, rows["program"], rows["indikator"])


def _names_of_posts(buku: BukuTerbuka, rows: list[BarisBuku]) -> dict[str, str]:
    found: dict[str, str] = {}
    for baris in rows:
        name = baris.nilai["jabatan"]
        if fold_kode(name) in found:
            other = found[fold_kode(name)]
            buku.blame(NAMES["jabatan"], baris.sel["jabatan"], KodeGalat.KUNCI_GANDA, name, other)
        elif name:
            found[fold_kode(name)] = name
    for baris in rows:
        for alias in baris.nilai["alias"]:
            _claim(buku, "jabatan", baris, "alias", alias, baris.nilai["jabatan"], found)
    return found


def _names_of_units(buku: BukuTerbuka, rows: list[BarisBuku]) -> dict[str, str]:
    found = {fold_kode(baris.nilai["kode"]): baris.nilai["kode"] for baris in rows}
    for baris in rows:
        _claim(buku, "unit", baris, "nama", baris.nilai["nama"], baris.nilai["kode"], found)
    return found


def _claim(
    buku: BukuTerbuka,
    isi: str,
    baris: BarisBuku,
    column: str,
    name: str,
    meaning: str,
    found: dict[str, str],
) -> None:
    """Let a name stand for a row, unless it stands for another already."""
    other = found.setdefault(fold_kode(name), meaning)
    if fold_kode(other) != fold_kode(meaning):
        buku.blame(NAMES[isi], baris.sel[column], KodeGalat.KUNCI_GANDA, name, other)


def _resolve(
    buku: BukuTerbuka,
    sheet: str,
    rows: list[BarisBuku],
    column: str,
    names: dict[str, str],
    wrong: KodeGalat,
) -> None:
    for baris in rows:
        name = baris.nilai[column]
        if not name:
            continue
        if fold_kode(name) in names:
            baris.nilai[column] = names[fold_kode(name)]
        else:
            buku.blame(sheet, baris.sel[column], wrong, name)


def _check_unique(
    buku: BukuTerbuka, isi: str, rows: list[BarisBuku], columns: tuple[str, ...]
) -> None:
    seen: dict[tuple[str, ...], BarisBuku] = {}
    for baris in rows:
        if not baris.is_whole:
            continue
        values = tuple(shown(baris.nilai[column]) for column in columns)
        first = seen.setdefault(tuple(fold_kode(value) for value in values), baris)
        if first is not baris:
            where = baris.sel[columns[0]]
            said = " / ".join(values)
            buku.blame(NAMES[isi], where, KodeGalat.KUNCI_GANDA, said, first.sel[columns[0]])


def _check_chain(buku: BukuTerbuka, rows: list[BarisBuku]) -> None:
    above = {baris.nilai["jabatan"]: baris.nilai["atasan"] for baris in rows}
    for baris in rows:
        start = baris.nilai["jabatan"]
        at, steps = above[start], 0
        while at and at != start and steps <= len(rows):
            at, steps = above.get(at, ""), steps + 1
        if start and at == start:
            buku.blame(NAMES["jabatan"], baris.sel["atasan"], KodeGalat.ATASAN_MELINGKAR, start)


def _check_people(buku: BukuTerbuka, rows: Rows) -> None:
    first: dict[str, BarisBuku] = {}
    for baris in rows["pegawai"]:
        known = first.setdefault(fold_kunci(baris.nilai["kunci"]), baris).nilai
        if known is baris.nilai:
            _check_nip(buku, baris)
        baris.nilai["kunci"] = known["kunci"]
        nama = baris.nilai["nama"]
        if known["kunci"] and nama and fold_kode(known["nama"]) != fold_kode(nama):
            where, clash = baris.sel["nama"], KodeGalat.NAMA_BERBEDA
            buku.blame(NAMES["pegawai"], where, clash, nama, known["nama"])
        _check_span(buku, "pegawai", baris)
    leading = {baris.nilai["kepala"] for baris in rows["unit"]}
    leading |= {baris.nilai["atasan"] for baris in rows["jabatan"]}
    whole = [baris for baris in rows["pegawai"] if baris.is_whole]
    masa = (
        Masa(
            pegawai=baris.nilai["kunci"],
            jabatan=baris.nilai["jabatan"],
            penugasan=Penugasan(baris.nilai["penugasan"]),
            mulai=baris.nilai["mulai"],
            selesai=baris.nilai["selesai"],
        )
        for baris in whole
    )
    for earlier, later in find_contradictions(masa, leading):
        one, other = whole[earlier], whole[later]
        buku.blame(
            NAMES["pegawai"],
            other.sel["jabatan"],
            KodeGalat.PENUGASAN_TUMPANG_TINDIH,
            other.nilai["jabatan"],
            one.sel["jabatan"],
        )


def _check_nip(buku: BukuTerbuka, baris: BarisBuku) -> None:
    kunci = baris.nilai["kunci"]
    odd = examine_nip(kunci)
    if odd is not None:
        kode, digits = KodeGalat(f"nip_{odd}"), str(sum(map(str.isdigit, kunci)))
        buku.warn(NAMES["pegawai"], baris.sel["kunci"], kode, kunci, digits)


def _check_sessions(buku: BukuTerbuka, rows: list[BarisBuku]) -> None:
    for baris in rows:
        _check_span(buku, "sesi", baris)
    for one, other in _pairs(rows, lambda row: (row.nilai["hari"], row.nilai["berlaku"])):
        if (
            one.nilai["mulai"] < other.nilai["selesai"]
            and other.nilai["mulai"] < one.nilai["selesai"]
        ):
            where = other.sel["mulai"]
            clash = KodeGalat.SESI_TUMPANG_TINDIH
            buku.blame(NAMES["sesi"], where, clash, shown(other.nilai["mulai"]), one.sel["mulai"])


def _check_span(buku: BukuTerbuka, isi: str, baris: BarisBuku) -> None:
    first, last = baris.nilai["mulai"], baris.nilai["selesai"]
    if first and last and last < first:
        where = baris.sel["selesai"]
        buku.blame(NAMES[isi], where, KodeGalat.RENTANG_TERBALIK, shown(last), shown(first))


def _pairs(
    rows: list[BarisBuku], place: Callable[[BarisBuku], tuple[Any, ...]]
) -> Iterable[tuple[BarisBuku, BarisBuku]]:
    """Yield every two whole rows of the same place."""
    groups: dict[tuple[Any, ...], list[BarisBuku]] = {}
    for baris in rows:
        if baris.is_whole:
            groups.setdefault(place(baris), []).append(baris)
    for group in groups.values():
        yield from combinations(group, 2)
