"""The measurement rules: realisasi against target, in percent.

Laws:
1. Numbers are Decimal throughout; a capaian is finite and unrounded, or None.
2. A division by zero is None with the reason. Only nought promised, nought reached and
   polaritas turun is 100, by the rule of the target nol.
3. The capaian is raw: no cap above, no floor below. Only the display starts at zero.
4. A predikat is reached or not: 100, or None. A day is on time or so many days late, never a percentage.
   What was promised to stay below a number, or above it, is not reached by the number itself.
"""

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from enum import StrEnum
from typing import Final

from sop_flows.deferred import dataclass, replace
from sop_flows.kinerja.angka import PERSEN_DESIMAL, print_angka, print_persen, round_half_up
from sop_flows.kinerja.janji import (
    Janji,
    TargetPeringkat,
    TargetTanggal,
    as_day,
    as_number,
)
from sop_flows.kinerja.kategori import PERMENDAGRI, Skala
from sop_flows.kinerja.target import Batas, Target

HUNDRED: Final = Decimal(100)
PERIKSA_DI_ATAS: Final = Decimal(150)  # percent
STRICT: Final = frozenset({Batas.KURANG_DARI, Batas.LEBIH_DARI})
"""Of these the number itself does not keep the promise."""

FINEST: Final = 30  # decimals: more than a ratio keeps

_EXACT: Final = Context(prec=120)  # digits: sums and products of numbers as typed
_RATIO: Final = Context(prec=28)  # digits kept of a ratio that does not end


class Polaritas(StrEnum):
    """Whether more is better (naik) or less is (turun)."""

    NAIK = "naik"
    TURUN = "turun"


class Formula(StrEnum):
    """How turun is measured: A mirrors the ratio around 100, B turns it over.

    Source:
        A: PermenPANRB 8/2021, kondisi khusus, (1 + (1 - R/T)) x 100. B: T/R x 100.
    """

    A = "A"
    B = "B"


class Sifat(StrEnum):
    """How the periode of one indikator make the figure of the year."""

    AKUMULASI = "akumulasi"
    POSISI_AKHIR = "posisi akhir"
    RATA_RATA = "rata-rata"
    TETAP = "tetap"
    TAHUNAN = "tahunan"


LAST: Final = frozenset({Sifat.POSISI_AKHIR, Sifat.TETAP, Sifat.TAHUNAN})
"""Of these the last periode filled is the figure of the year."""


class Catatan(StrEnum):
    """What a reader of a capaian has to know; worded elsewhere."""

    REALISASI_BELUM_ADA = "realisasi belum ada"
    TARGET_BELUM_ADA = "target belum ada"
    TARGET_NOL = "target nol"
    TARGET_NOL_TERPENUHI = "target nol terpenuhi"
    TARGET_NEGATIF = "target negatif"
    REALISASI_TAK_TERBAGI = "realisasi tak terbagi"
    DALAM_RENTANG = "dalam rentang"
    BATAS_BAWAH_DIPAKAI = "batas bawah dipakai"
    BATAS_ATAS_DIPAKAI = "batas atas dipakai"
    TARGET_BERBATAS = "target berbatas"
    DI_BAWAH_NOL = "di bawah nol"
    PERIKSA_TARGET = "periksa target"
    DI_CELAH_SKALA = "di celah skala"
    AKHIR_TAHUN = "dinilai akhir tahun"
    BELUM_LENGKAP = "periode belum lengkap"
    PERINGKAT_TERCAPAI = "peringkat tercapai"
    PERINGKAT_TIDAK_TERCAPAI = "peringkat tidak tercapai"
    BATAS_TIDAK_TERCAPAI = "batas tidak tercapai"
    TARGET_TANGGAL = "target tanggal"


TIDAK_TERDEFINISI: Final = "tidak terdefinisi"
BELUM_ADA: Final = "n/a"
DINILAI_AKHIR_TAHUN: Final = "dinilai akhir tahun"
BELUM_LENGKAP: Final = "belum lengkap"
TIDAK_TERCAPAI: Final = "tidak tercapai"
TEPAT_WAKTU: Final = "tepat waktu"


@dataclass(frozen=True, slots=True, kw_only=True)
class HasilCapaian:
    """A capaian as computed, as shown, and with what has to be said about it."""

    capaian: Decimal | None  # percent
    tampil: str
    kategori: str | None
    catatan: tuple[Catatan, ...]
    formula: Formula
    acuan: Decimal | None
    """The number of the target that was used; differs from the target for a range."""
    hari_terlambat: int | None = None
    """By how many days of the calendar a promised day was missed; None where no day was promised."""

    @property
    def is_said(self) -> bool:
        """Whether it says how a value did, be it no percentage."""
        return self.tampil not in (BELUM_ADA, TIDAK_TERDEFINISI)


def compute_capaian(
    realisasi: Decimal | None,
    target: Janji | Decimal | None,
    polaritas: Polaritas,
    formula: Formula = Formula.A,
    skala: Skala = PERMENDAGRI,
) -> HasilCapaian:
    """Return the capaian of *realisasi* against *target*, with kategori and notes.

    Args:
        realisasi: In the satuan of the indikator; None while there is no data.
        target: In the same satuan. Of a range, the end nearest to realisasi counts.
            Of a predikat or a day, realisasi is kept as ``janji`` says.
        polaritas: ``NAIK`` is R/T; ``TURUN`` follows *formula*.
        formula: The office's choice for turun.
        skala: The scale of the office, applied to the unrounded capaian.

    Raises:
        ValueError: A number is not finite; no reader of ours returns such a number.

    Source:
        PermenPANRB 8/2021, lampiran; Permendagri 86/2017 for the scale.
    """
    if realisasi is not None and not realisasi.is_finite():
        raise ValueError(realisasi)
    if isinstance(target, Decimal):
        target = Target.exactly(target)
    if realisasi is None or target is None:
        return _without(BELUM_ADA, formula, *_missing(realisasi, target))
    match target:
        case TargetTanggal():
            return _by_day(realisasi, target, formula)
        case TargetPeringkat():
            return _by_rank(realisasi, target, formula, skala)
    return _by_number(realisasi, target, polaritas, formula, skala)


def _by_number(
    realisasi: Decimal, target: Target, polaritas: Polaritas, formula: Formula, skala: Skala
) -> HasilCapaian:
    """A number against a number, a range or a bound."""
    acuan = target.nearest(realisasi)
    if target.batas in STRICT and acuan == realisasi:
        return _without(TIDAK_TERCAPAI, formula, Catatan.BATAS_TIDAK_TERCAPAI, acuan=acuan)
    capaian, why = _percent(realisasi, target, polaritas, formula)
    if capaian is None:
        return _without(TIDAK_TERDEFINISI, formula, *why, acuan=acuan)
    return HasilCapaian(
        capaian=capaian,
        tampil=print_capaian(capaian, skala),
        kategori=_kategori(capaian, realisasi, acuan, polaritas, skala),
        catatan=(*why, *_remarks(capaian, target, skala)),
        formula=formula,
        acuan=acuan,
    )


def print_capaian(capaian: Decimal, skala: Skala) -> str:
    """Return a capaian as ``93,75%``, from zero up; with the digits that its kategori needs to be seen.

    90,999 is no 91%: what is printed falls into the same kelas as what was measured.
    """
    shown = max(capaian, Decimal(0))
    kelas = skala.kelas_of(shown)
    for desimal in range(PERSEN_DESIMAL, FINEST):
        if skala.kelas_of(round_half_up(shown, desimal)) == kelas:
            return print_persen(shown, desimal)
    return f"{print_angka(shown)}%"


def _kategori(
    capaian: Decimal, realisasi: Decimal, acuan: Decimal, polaritas: Polaritas, skala: Skala
) -> str:
    """The name of the kelas; where a scale reverses turun, that of realisasi / target."""
    if skala.terbalik and polaritas is Polaritas.TURUN and acuan > 0:
        return skala.reversed.kelas_of(_hundredfold(realisasi, acuan)).nama
    return skala.kelas_of(capaian).nama


def _by_rank(
    place: Decimal, target: TargetPeringkat, formula: Formula, skala: Skala
) -> HasilCapaian:
    """A predikat at least as high as the promised one is a hundred; a lower one is no percentage."""
    if place < target.nilai:
        note = Catatan.PERINGKAT_TIDAK_TERCAPAI
        return _without(TIDAK_TERCAPAI, formula, note, acuan=target.nilai)
    return HasilCapaian(
        capaian=HUNDRED,
        tampil=print_persen(HUNDRED),
        kategori=skala.kelas_of(HUNDRED).nama,
        catatan=(Catatan.PERINGKAT_TERCAPAI,),
        formula=formula,
        acuan=target.nilai,
    )


def _by_day(reached: Decimal, target: TargetTanggal, formula: Formula) -> HasilCapaian:
    """On time, or late by so many days of the calendar: no office's own calendar moves a promise."""
    day = as_day(reached)
    if day is None:
        return _without(TIDAK_TERDEFINISI, formula, Catatan.TARGET_TANGGAL)
    late = max((day - target.hari).days, 0)
    told = f"terlambat {late} hari" if late else TEPAT_WAKTU
    found = _without(told, formula, Catatan.TARGET_TANGGAL, acuan=as_number(target.hari))
    return replace(found, hari_terlambat=late)


def not_yet(formula: Formula) -> HasilCapaian:
    """Return what stands for a capaian that says something only at the end of its year."""
    return _without(DINILAI_AKHIR_TAHUN, formula, Catatan.AKHIR_TAHUN)


def incomplete(formula: Formula) -> HasilCapaian:
    """Return what stands for a capaian that a periode not reported would make look better."""
    return _without(BELUM_LENGKAP, formula, Catatan.BELUM_LENGKAP)


def _missing(realisasi: Decimal | None, target: Janji | None) -> tuple[Catatan, ...]:
    return _holding(
        (
            (Catatan.REALISASI_BELUM_ADA, realisasi is None),
            (Catatan.TARGET_BELUM_ADA, target is None),
        )
    )


def _remarks(capaian: Decimal, target: Target, skala: Skala) -> tuple[Catatan, ...]:
    return _holding(
        (
            (Catatan.TARGET_BERBATAS, target.batas is not None),
            (Catatan.DI_BAWAH_NOL, capaian < 0),
            (Catatan.PERIKSA_TARGET, capaian > PERIKSA_DI_ATAS),
            (Catatan.DI_CELAH_SKALA, skala.is_gap(capaian)),
        )
    )


def _holding(remarks: Iterable[tuple[Catatan, bool]]) -> tuple[Catatan, ...]:
    return tuple(note for note, holds in remarks if holds)


def accumulate(sifat: Sifat, values: Sequence[Decimal | None]) -> Decimal | None:
    """Return the figure up to the last periode filled; zero is filled, None is not."""
    filled = [value for value in values if value is not None]
    if not filled:
        return None
    if sifat in LAST:
        return filled[-1]
    total = Decimal(0)
    for value in filled:
        total = _EXACT.add(total, value)
    return total if sifat is Sifat.AKUMULASI else _RATIO.divide(total, Decimal(len(filled)))


def accumulate_target(sifat: Sifat, target: Sequence[Janji | None]) -> Janji | None:
    """Return the target to lay beside ``accumulate``; None where one that counts is missing.

    Only numbers are added up.

    Args:
        sifat: How the periode make one figure.
        target: Of the periode that are filled, in their order. Of ranges both ends count.
    """
    if sifat in LAST:
        return target[-1] if target else None
    counting = target
    known = [one for one in counting if isinstance(one, Target)]
    if not known or len(known) < len(counting):
        return None
    bawah, atas = (
        accumulate(sifat, ends) for ends in zip(*((t.bawah, t.atas) for t in known), strict=True)
    )
    return None if bawah is None or atas is None else Target(bawah, atas, known[-1].batas)


def mean(capaian: Iterable[Decimal | None]) -> Decimal | None:
    """Return the mean of those capaian that there are, in percent, unrounded; None of none."""
    found = [one for one in capaian if one is not None]
    return sum(found, Decimal(0)) / len(found) if found else None


def _percent(
    realisasi: Decimal, target: Target, polaritas: Polaritas, formula: Formula
) -> tuple[Decimal | None, tuple[Catatan, ...]]:
    """The capaian with what explains it, or None with what forbids it."""
    acuan = target.nearest(realisasi)
    if target.is_rentang and acuan == realisasi:
        return HUNDRED, (Catatan.DALAM_RENTANG,)
    if acuan == realisasi == 0 and polaritas is Polaritas.TURUN:
        return HUNDRED, (Catatan.TARGET_NOL_TERPENUHI,)
    if acuan <= 0:
        return None, (Catatan.TARGET_NEGATIF if acuan else Catatan.TARGET_NOL,)
    end = Catatan.BATAS_ATAS_DIPAKAI if acuan == target.atas else Catatan.BATAS_BAWAH_DIPAKAI
    why = (end,) if target.is_rentang else ()
    if polaritas is Polaritas.NAIK:
        return _hundredfold(realisasi, acuan), why
    if formula is Formula.A:
        twice = _EXACT.multiply(acuan, Decimal(2))
        return _hundredfold(_EXACT.subtract(twice, realisasi), acuan), why
    if realisasi <= 0:
        return None, (Catatan.REALISASI_TAK_TERBAGI,)
    return _hundredfold(acuan, realisasi), why


def _hundredfold(part: Decimal, whole: Decimal) -> Decimal:
    return _RATIO.divide(_EXACT.multiply(HUNDRED, part), whole)


def _without(
    tampil: str, formula: Formula, *catatan: Catatan, acuan: Decimal | None = None
) -> HasilCapaian:
    return HasilCapaian(
        capaian=None, tampil=tampil, kategori=None, catatan=catatan, formula=formula, acuan=acuan
    )
