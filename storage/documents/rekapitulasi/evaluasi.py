"""The Formulir E.81 of Permendagri 86/2017, and the monitoring of the Rencana Aksi by official."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Context, Decimal
from typing import Final

from sop_flows.kinerja.capaian import Sifat, accumulate
from sop_flows.naskah.rekap import Baris
from storage.documents.cells import DIGITS, number_format
from storage.documents.papers.paper import group_nip
from storage.documents.rekap.lembar import Lembar
from storage.documents.rekap.rekap import as_number
from storage.documents.rekap.table import Isi, Kolom, Nilai, Rumus
from storage.documents.rekapitulasi import rumus
from storage.documents.rekapitulasi.analisis import (
    helped,
    hindered,
    next_steps,
    plans,
    proof,
    why,
)
from storage.documents.rekapitulasi.facts import (
    DOTS,
    EXCUSED,
    NOT_YET,
    Facts,
    note,
    put_by_sasaran,
    put_signatures,
    told,
)
from storage.documents.rekapitulasi.perhitungan import (
    MEAN_DESIMAL,
    PERHITUNGAN,
    Hitungan,
    Terhitung,
)

RUPIAH: Final = "Rp"
KINERJA: Final = "K"
QUARTERS: Final = 4
RENSTRA: Final = 5  # years
PAIRS: Final = (
    "(5) Target akhir Renstra",
    "(6) Realisasi s.d. Renja tahun lalu",
    "(7) Target dan anggaran tahun berjalan",
    "(8) Realisasi TW I",
    "(9) Realisasi TW II",
    "(10) Realisasi TW III",
    "(11) Realisasi TW IV",
    "(12) Realisasi tahun yang dievaluasi",
    "(13) Realisasi Renstra s.d. tahun ini",
    "(14) Tingkat capaian (%)",
)
KOLOM: Final = (
    Kolom("(1) No", 5),
    Kolom("(2) Sasaran", 22),
    Kolom("(3) Program/ Kegiatan", 16),
    Kolom("(4) Indikator", 30),
    *(Kolom(nama, lebar) for _ in PAIRS for nama, lebar in ((KINERJA, 10), (RUPIAH, 12))),
    Kolom("(15) PD penanggung jawab", 18),
)
KOLOM_AKSI: Final = (
    Kolom("No", 6),
    Kolom("Kinerja", 30),
    Kolom("Indikator", 36),
    Kolom("Rencana Aksi", 24),
    Kolom("Target", 12),
    Kolom("Realisasi", 13),
    Kolom("Capaian %", 11),
    Kolom("Catatan Monev", 28),
    Kolom("Tindak Lanjut", 28),
    Kolom("Bukti Pendukung", 28),
)
FOOT: Final[tuple[tuple[str, Callable[[Facts], Iterable[str]]], ...]] = (
    ("Faktor pendorong keberhasilan kinerja:", helped),
    ("Faktor penghambat pencapaian kinerja:", hindered),
    ("Tindak lanjut yang diperlukan dalam triwulan berikutnya*):", next_steps),
    ("Tindak lanjut yang diperlukan dalam Renja Perangkat Daerah berikutnya*):", lambda _: ()),
)
"""What stands below the table, and what Tapak knows of it."""


def put_e81(lembar: Lembar, facts: Facts) -> None:
    """Write the evaluation of the Renja: what Tapak does not know stays a dash."""
    rekap = facts.view.rekap
    lembar.title(
        (
            "FORMULIR E.81 EVALUASI TERHADAP HASIL RENJA PERANGKAT DAERAH",
            f"Renja {rekap.kantor.nama} {rekap.kantor.daerah}, Tahun {rekap.periode.tahun}",
            f"Keadaan {facts.judul}",
            "Indikator dan target kinerja Perangkat Daerah yang mengacu pada sasaran RKPD:",
        )
    )
    lembar.header(*((5 + 2 * at, 6 + 2 * at, nama) for at, nama in enumerate(PAIRS)))
    put_by_sasaran(lembar, facts, lambda no, one: row_of_e81(lembar, facts, no, one))
    for no, one in enumerate(rekap.anggaran, start=1):
        lembar.line(row_of_program(facts, no, one))
    put_foot(lembar, facts)
    note(
        lembar,
        "*) Dilengkapi oleh Perangkat Daerah. Kolom (13): kolom 6 + kolom 12 bagi yang diakumulasi; bagi yang lain,"
        " realisasi terakhir. Kolom (14): kolom 13 / kolom 5 x 100. Tanda - berarti tidak dicatat di Tapak.",
    )
    put_signatures(
        lembar,
        (3, 8, "Disusun, ..................", facts.view.pimpinan),
        (17, 24, "Dievaluasi, ..................\nKepala Bappeda", None),
    )
    lembar.close()


def put_foot(lembar: Lembar, facts: Facts) -> None:
    """Write what all of it comes to, and why, as far as that was said."""
    at = 5 + 2 * PAIRS.index("(14) Tingkat capaian (%)")
    cells: list[Isi] = [""] * len(KOLOM)
    cells[1] = "Rata-rata capaian kinerja terhadap target tahun (%)"
    cells[at - 1] = facts.rata.tahun.ref
    row = lembar.line(cells, bold=True)
    lembar.merge(row, 2, row, 4)
    cells[1], cells[at - 1] = (
        f"Predikat kinerja ({facts.view.rekap.periode.jenis.value})",
        facts.rata.kategori.ref,
    )
    row = lembar.line(cells, bold=True)
    lembar.merge(row, 2, row, 4)
    for teks, known in FOOT:
        for line in (teks, *known(facts)):
            row = lembar.line([line, *[""] * (len(KOLOM) - 1)])
            lembar.merge(row, 1, row, len(KOLOM))


def row_of_e81(lembar: Lembar, facts: Facts, no: int, one: Baris) -> list[Isi]:
    """Return the row of an indikator in the evaluation."""
    isi, found = one.isi, facts.counted(one)
    if found is None:
        return [no, NOT_YET, isi.nama, EXCUSED, *[""] * 19, one.unit.nama]
    known = one.indikator
    target = as_number(known.target_renstra) if known and known.target_renstra else NOT_YET
    before = reached_before(one)
    pairs: list[Isi] = [target, before, found.tahun.target, *quarters_of(found)]
    so_far, level = so_far_of(found, lembar.row, before), level_of(lembar.row, target)
    pairs += [found.sampai.ref(rumus.REALISASI), so_far]
    pairs.append(level(so_far.nilai))
    both: list[Isi] = [cell for pair in pairs for cell in (pair, NOT_YET)]
    if known and known.pagu is not None:
        both[5] = known.pagu
    responsible = known.penanggung_jawab if known else ""
    return [no, NOT_YET, isi.nama, *both, responsible or one.unit.nama]


def row_of_program(facts: Facts, no: int, one: Baris) -> list[Isi]:
    """Return the row of what a program spends in the evaluation."""
    found = facts.hitungan[one.isi.kode]
    spent: list[Isi] = [NOT_YET, NOT_YET, found.tahun.ref(rumus.TARGET), *quarters_of(found)]
    spent += [found.sampai.ref(rumus.REALISASI), NOT_YET, NOT_YET]
    both = [cell for pair in spent for cell in (NOT_YET, pair)]
    known = one.indikator
    responsible = known.penanggung_jawab if known else ""
    return [no, one.sasaran, one.isi.nama, "Serapan anggaran", *both, responsible or one.unit.nama]


def quarters_of(found: Terhitung) -> list[Isi]:
    """Return what was reached in each triwulan, also those to come; of longer periode none is known."""
    length = len(found.baris.periode.of_year) // QUARTERS
    parts = [found.periode[length * no : length * (no + 1)] for no in range(QUARTERS)]
    return [reached_in(found, part) if part else NOT_YET for part in parts]


def reached_in(found: Terhitung, part: Sequence[Hitungan]) -> Rumus:
    """Return what the periode of one triwulan reached together, by the sifat."""
    sifat = Sifat(found.baris.isi.sifat)
    if len(part) == 1 or sifat not in rumus.JUMLAH:
        filled = [one for one in part if one.is_filled]
        return (filled or part)[-1].ref(rumus.REALISASI)
    cells = f"{PERHITUNGAN}!L{part[0].baris}:L{part[-1].baris}"
    numbers = [one.realisasi for one in part if isinstance(one.realisasi, Decimal)]
    together = accumulate(sifat, numbers)
    formula = rumus.JUMLAH[sifat].format(cells=cells)
    if together is None:
        return Rumus(formula, "n/a")
    shown = number_format(round(together, MEAN_DESIMAL))
    return Rumus(formula, Context(prec=DIGITS).plus(together), shown)


def reached_before(one: Baris) -> Decimal | str:
    """Return column 6: what was reached of the Renstra before this year, in years of which all are known.

    A Renstra is of five years. Of what is not added up, it is the figure of last year.
    """
    known = one.indikator
    if known is None or known.tahun_renstra is None:
        return NOT_YET
    years = one.periode.tahun - (known.tahun_renstra - RENSTRA + 1)
    values = [as_number(teks) for teks in known.tahun_lalu]
    counted = values[: years if Sifat(one.isi.sifat) is Sifat.AKUMULASI else 1]
    numbers = [one for one in counted if isinstance(one, Decimal)]
    if not 0 < years <= len(values) or len(numbers) < len(counted):
        return NOT_YET
    return sum(numbers, Decimal(0))


def so_far_of(found: Terhitung, row: int, before: Decimal | str) -> Rumus:
    """Return column 13: what was reached of the Renstra."""
    reached = found.sampai
    if Sifat(found.baris.isi.sifat) is not Sifat.AKUMULASI:
        return Rumus(f"S{row}", reached.realisasi, reached.formats[0])
    both = isinstance(before, Decimal) and isinstance(reached.realisasi, Decimal)
    total = before + reached.realisasi if both else NOT_YET  # type: ignore[operator]
    formula = f'IF(AND(ISNUMBER(G{row}),ISNUMBER(S{row})),G{row}+S{row},"{NOT_YET}")'
    return Rumus(formula, total, reached.formats[0])


def level_of(row: int, target: Decimal | str) -> Callable[[Nilai], Rumus]:
    """Return what gives column 14: column 13 against column 5."""

    def of(reached: Nilai) -> Rumus:
        level: Decimal | str = NOT_YET
        if isinstance(reached, Decimal) and isinstance(target, Decimal) and target > 0:
            level = 100 * reached / target
        formula = f'IF(E{row}>0,100*U{row}/E{row},"{NOT_YET}")'
        formula = f'IF(AND(ISNUMBER(E{row}),ISNUMBER(U{row})),{formula},"{NOT_YET}")'
        return Rumus(formula, level, "0.00")

    return of


def put_rencana_aksi(lembar: Lembar, facts: Facts) -> None:
    """Write the monitoring: each official who answers for a unit on pages of their own."""
    rekap = facts.view.rekap
    lembar.title(
        (
            rekap.kantor.nama,
            "MONITORING DAN EVALUASI RENCANA AKSI PENCAPAIAN KINERJA",
            facts.judul.upper(),
        )
    )
    lembar.header()
    for at, (kode, nama) in enumerate(rekap.unit.items()):
        if at:
            lembar.break_page()
        put_official(lembar, facts, kode, nama)
    lembar.close()


def put_official(lembar: Lembar, facts: Facts, kode: str, unit: str) -> None:
    """Write the part of one official."""
    who = facts.view.kepala.get(kode)
    for label, value in (
        ("Nama", who.nama if who else DOTS),
        ("NIP", group_nip(who.nip) if who and who.nip else DOTS),
        ("Pangkat/Gol.", who.pangkat if who and who.pangkat else DOTS),
        ("Jabatan", who.sebutan if who else DOTS),
        ("Unit Kerja", unit),
    ):
        lembar.text(f"{label}: {value}")
    baris = facts.view.rekap.baris
    rows = [one for one in baris if one.unit.kode == kode and not one.is_anggaran]
    lembar.table(row_of_aksi(facts, no, one) for no, one in enumerate(rows, start=1))
    put_signatures(
        lembar,
        (2, 3, "Atasan Langsung", facts.view.pimpinan),
        (8, 9, "", who),
    )


def row_of_aksi(facts: Facts, no: int, one: Baris) -> list[Isi]:
    """Return the row of an indikator in the monitoring."""
    found = facts.counted(one)
    head: list[Isi] = [no, one.sasaran, one.isi.nama, NOT_YET]
    if found is None:
        return [*head, "", "", "", EXCUSED, "", ""]
    return [
        *head,
        found.kini.target,
        found.kini.ref(rumus.REALISASI),
        found.kini.ref(rumus.CAPAIAN),
        "\n".join(filter(None, (told(one), why(one)))),
        plans(facts, one),
        proof(one),
    ]
