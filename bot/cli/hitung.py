"""``tapak hitung``: the rules of measuring, of time and of numbers, explained line by line."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import MAXYEAR, MINYEAR, date, datetime
from decimal import Decimal
from typing import IO, Any, Final
from zoneinfo import available_timezones

import click

from bot.cli.answer import TEKS, json_option, tell
from sop_flows.kinerja.angka import (
    Ambigu,
    Ditolak,
    SebabTolak,
    Terbaca,
    print_angka,
    read_angka,
)
from sop_flows.kinerja.capaian import (
    Catatan,
    Formula,
    HasilCapaian,
    Polaritas,
    Sifat,
    compute_capaian,
    not_yet,
)
from sop_flows.kinerja.janji import (
    TANGGAL,
    Janji,
    TargetPeringkat,
    TargetTanggal,
    print_nilai,
    read_deadline,
    read_janji,
    read_tertulis,
    tulisan_of,
)
from sop_flows.kinerja.kategori import Skala, find_skala
from sop_flows.kinerja.kategori import names as skala_names
from sop_flows.kinerja.pengukuran import is_tahunan
from sop_flows.kinerja.target import Batas, Target, TargetUnreadable, is_belum_ada
from sop_flows.waktu.cetak import HARI, print_clock, printed_day
from sop_flows.waktu.jam_kerja import JamKerja, JamKerjaExhausted, Penjelasan
from sop_flows.waktu.periode import JenisPeriode, Periode
from sop_flows.waktu.tanggal import Hari, nearest, read_hari
from sop_flows.waktu.waktu import Waktu, WaktuUnreadable
from storage.offices.kalender import compile_jam_kerja

KantorLookup = Callable[[str], JamKerja]
"""Finds the working calendar of an office by its kode; raises LookupError when there is none."""

ANY_YEAR: Final = 2026  # where two days say none, any year does

ZONA_DEFAULT: Final = "Asia/Jakarta"
HARI_KERJA_DEFAULT: Final = 5

_NUMBERS: Final = {"ignore_unknown_options": True}  # so that -33,33% is an argument

_SEBAB: Final = {
    SebabTolak.KOSONG: "tidak ada angka yang ditulis",
    SebabTolak.TERLALU_PANJANG: "tulisan terlalu panjang untuk sebuah angka",
    SebabTolak.DIGIT_ASING: "gunakan angka 0 sampai 9",
    SebabTolak.RUMUS: "rumus tidak dihitung; tulis hasilnya",
    SebabTolak.PEMISAH: "letak titik, koma, spasi, atau tanda minus tidak lazim",
    SebabTolak.BUKAN_ANGKA: "bukan angka",
    SebabTolak.BUKAN_TANGGAL: "bukan tanggal lengkap, misalnya 15 Desember 2026",
    SebabTolak.BUKAN_PILIHAN: "bukan predikat dari tingkatan yang sama dengan target",
}

_CATATAN: Final = {
    Catatan.REALISASI_BELUM_ADA: "Realisasi belum tersedia.",
    Catatan.TARGET_BELUM_ADA: "Target belum tersedia.",
    Catatan.TARGET_NOL: "Target nol tidak dapat menjadi pembagi; mohon keputusan pimpinan.",
    Catatan.TARGET_NOL_TERPENUHI: "Target nol dan realisasi nol dengan polaritas turun bernilai 100%.",
    Catatan.TARGET_NEGATIF: "Target negatif tidak diatur dalam rumus; mohon keputusan pimpinan.",
    Catatan.REALISASI_TAK_TERBAGI: "Formula B membagi dengan realisasi, yang harus lebih dari nol.",
    Catatan.DALAM_RENTANG: "Realisasi berada di dalam rentang target: 100%.",
    Catatan.BATAS_BAWAH_DIPAKAI: "Realisasi di bawah rentang: batas bawah yang dipakai.",
    Catatan.BATAS_ATAS_DIPAKAI: "Realisasi di atas rentang: batas atas yang dipakai.",
    Catatan.TARGET_BERBATAS: "Target berupa batas: angkanya yang dipakai dalam rumus.",
    Catatan.DI_BAWAH_NOL: "Hasil di bawah nol ditampilkan 0%; nilai asli tetap disimpan.",
    Catatan.PERIKSA_TARGET: "Capaian lebih dari 150%: mohon periksa targetnya.",
    Catatan.AKHIR_TAHUN: "Indikator tahunan: dinilai akhir tahun.",
    Catatan.BELUM_LENGKAP: "Triwulan sebelumnya belum dilaporkan.",
    Catatan.PERINGKAT_TERCAPAI: "Predikat yang dijanjikan tercapai: 100%.",
    Catatan.PERINGKAT_TIDAK_TERCAPAI: "Predikatnya di bawah yang dijanjikan: tidak tercapai.",
    Catatan.BATAS_TIDAK_TERCAPAI: "Angka batasnya sendiri belum memenuhi target: tidak tercapai.",
    Catatan.TARGET_TANGGAL: "Target berupa tanggal: tepat waktu atau terlambat, tanpa persentase.",
    Catatan.DI_CELAH_SKALA: "Nilai jatuh di antara dua kategori; batas bawah yang menentukan.",
}

_BATAS: Final = {
    Batas.KURANG_DARI: "kurang dari ",
    Batas.PALING_BANYAK: "paling banyak ",
    Batas.LEBIH_DARI: "lebih dari ",
    Batas.PALING_SEDIKIT: "paling sedikit ",
    None: "",
}


class Refused(click.ClickException):
    """A question that has no answer: exit 1, the reason worded, with ``--json`` as a field."""

    def __init__(self, sentence: str, **more: object) -> None:
        super().__init__(sentence)
        self._fields = {"ditolak": sentence, **more}
        self._as_json = click.get_current_context().params["as_json"]

    def show(self, file: IO[Any] | None = None) -> None:
        if self._as_json:
            click.echo(json.dumps(self._fields, ensure_ascii=False), file=file)
        else:
            click.echo(self.message, file=file, err=True)


@click.group()
def hitung() -> None:
    """Menghitung capaian, batas waktu, dan membaca angka, dengan penjelasan."""


@hitung.command(context_settings=_NUMBERS)
@click.argument("teks", type=TEKS)
@json_option
def angka(teks: str, *, as_json: bool) -> None:
    """Menjelaskan bagaimana TEKS dibaca sebagai angka."""
    match read_angka(teks):
        case Terbaca(nilai):
            tell({"nilai": str(nilai)}, [f"Dibaca: {print_angka(nilai)}"], as_json=as_json)
        case Ambigu(pilihan):
            lines = [f"Dapat berarti {_either(pilihan)}. Mohon pilih salah satu."]
            tell({"pilihan": [str(nilai) for nilai in pilihan]}, lines, as_json=as_json)
        case Ditolak(sebab):
            raise Refused(f"Ditolak: {_SEBAB[sebab]}.")


@hitung.command(context_settings=_NUMBERS)
@click.argument("realisasi", type=TEKS)
@click.argument("target", type=TEKS)
@click.argument("polaritas", type=click.Choice(Polaritas, case_sensitive=False))
@click.option(
    "--formula",
    type=click.Choice(Formula, case_sensitive=False),
    default=Formula.A,
    show_default=True,
    help="Cara mengukur polaritas turun.",
)
@click.option("--skala", default="", help=f"Skala kategori: {', '.join(skala_names())}.")
@click.option(
    "--peringkat", default="", help='Tingkatan predikat, misalnya "Kurang < Cukup < Baik".'
)
@click.option("--tahun", type=click.IntRange(1, 9999), help="Tahun dari target berupa tanggal.")
@click.option(
    "--sifat",
    type=click.Choice(Sifat, case_sensitive=False),
    default=Sifat.POSISI_AKHIR,
    help="Sifat indikator; tahunan dinilai pada akhir tahun.",
)
@click.option("--triwulan", type=click.IntRange(1, 4), default=4, help="Triwulan yang diukur.")
@json_option
def capaian(
    realisasi: str,
    target: str,
    polaritas: Polaritas,
    *,
    as_json: bool,
    **chosen: Any,  # noqa: ANN401 -- options
) -> None:
    """Menghitung capaian REALISASI terhadap TARGET, dijelaskan baris demi baris.

    Target boleh angka, rentang, batas ("kurang dari 49"), rasio ("1:32"), predikat (WTP, BB), atau
    tanggal ("paling lambat 31 Desember").
    """
    skala = _skala(chosen["skala"])
    promised, reached = _both(realisasi, target, chosen["tahun"], chosen["peringkat"])
    formula, sifat = chosen["formula"], chosen["sifat"]
    is_early = is_tahunan(sifat, Periode(JenisPeriode.TRIWULAN, ANY_YEAR, chosen["triwulan"]))
    hasil = (
        not_yet(formula)
        if is_early
        else compute_capaian(reached, promised, polaritas, formula, skala)
    )
    catatan = [_CATATAN[note] for note in hasil.catatan]
    fields = {
        **_fields(hasil, catatan),
        "tahunan": sifat is Sifat.TAHUNAN,
        "ordinal": isinstance(promised, TargetPeringkat),
        "hari_terlambat": hasil.hari_terlambat,
        "skala": skala.nama,
    }
    lines = [
        f"Realisasi  {'n/a' if reached is None else _written(reached, promised)}",
        f"Target     {_target(promised)}",
        f"Polaritas  {polaritas}",
        *_rumus(hasil, promised, reached, polaritas),
        f"Capaian    {hasil.tampil}",
        *([] if hasil.kategori is None else [f"Kategori   {hasil.kategori}"]),
        *(f"Catatan    {sentence}" for sentence in catatan),
    ]
    tell(fields, lines, as_json=as_json)


@hitung.command()
@click.argument("mulai", type=TEKS)
@click.argument("waktu", type=TEKS)
@click.option("--kantor", type=TEKS, help="Kode kantor; memakai jam kerja dan hari liburnya.")
@click.option("--zona", help=f"Zona waktu bila tanpa kantor; bawaan: {ZONA_DEFAULT}.")
@json_option
@click.pass_context
def tenggat(
    context: click.Context,
    mulai: str,
    waktu: str,
    kantor: str | None,
    zona: str | None,
    *,
    as_json: bool,
) -> None:
    """Menghitung kapan WAKTU habis bila pekerjaan diterima pada MULAI (ISO 8601)."""
    if kantor is not None and zona is not None:
        raise click.UsageError("Pilih salah satu: --kantor atau --zona.")
    received, long = _moment(mulai), _waktu(waktu)
    if kantor is None:
        jam_kerja = _default_jam_kerja(zona or ZONA_DEFAULT, received.year)
    else:
        jam_kerja = _jam_kerja_of(context.obj, kantor)
    if received.tzinfo is None:
        received = received.replace(tzinfo=jam_kerja.zona)
    try:
        told = jam_kerja.explain(received, long)
    except (JamKerjaExhausted, OverflowError):
        raise Refused("Batas waktunya di luar kalender.") from None
    tell({"tenggat": told.tenggat.isoformat()}, _path(told, long), as_json=as_json)


def _fields(hasil: HasilCapaian, catatan: Sequence[str]) -> dict[str, object]:
    return {
        "capaian": None if hasil.capaian is None else format(hasil.capaian, "f"),
        "tampil": hasil.tampil,
        "kategori": hasil.kategori,
        "catatan": catatan,
    }


def _skala(nama: str) -> Skala:
    found = find_skala(nama)
    if found is None:
        raise Refused(f"Skala {nama} tidak dikenal. Yang ada: {', '.join(skala_names())}.")
    return found


def _both(
    realisasi: str, target: str, tahun: int | None, peringkat: str
) -> tuple[Janji | None, Decimal | None]:
    """What was promised and what was reached, read as the promise asks; days in the nearest year."""
    due, done = read_deadline(target), read_hari(realisasi)
    if due is not None and done is not None and done.month is not None:
        tahun = tahun or due.year or (_nearest(due, done) if done.year else ANY_YEAR)
        realisasi = realisasi if done.year else f"{realisasi} {tahun}"
    try:
        promised = read_janji(target, tahun or ANY_YEAR, peringkat)
    except TargetUnreadable as refusal:
        raise _unread("Target", refusal.bacaan) from None
    if is_belum_ada(realisasi):
        return promised, None
    bacaan = read_tertulis(realisasi, tulisan_of((target,), None, peringkat))
    if isinstance(bacaan, Terbaca):
        return promised, bacaan.nilai
    raise _unread("Realisasi", bacaan)


def _nearest(due: Hari, done: Hari) -> int | None:
    """The year in which a day that says none lies nearest to another."""
    reached = done.on(done.year or ANY_YEAR, done.month or 0)
    day = None if reached is None else nearest(due, due.month or 0, reached)
    return None if day is None else day.year


def _unread(what: str, bacaan: Ambigu | Ditolak) -> Refused:
    if isinstance(bacaan, Ditolak):
        return Refused(f"{what} ditolak: {_SEBAB[bacaan.sebab]}.")
    return Refused(
        f"{what} dapat berarti {_either(bacaan.pilihan)}. Mohon tulis salah satu.",
        pilihan=[str(nilai) for nilai in bacaan.pilihan],
    )


def _moment(teks: str) -> datetime:
    try:
        return datetime.fromisoformat(teks)
    except ValueError:
        raise click.BadParameter(
            f"{teks!r} bukan waktu ISO 8601, misalnya 2026-11-23T08:00.", param_hint="MULAI"
        ) from None


def _waktu(teks: str) -> Waktu:
    try:
        return Waktu.parse(teks)
    except WaktuUnreadable:
        raise click.BadParameter(
            f'{teks!r} bukan waktu seperti "15 menit", "2 jam", atau "3 hari".',
            param_hint="WAKTU",
        ) from None


def _default_jam_kerja(zona: str, year: int) -> JamKerja:
    if zona not in available_timezones():
        raise click.BadParameter(f"{zona!r} bukan nama zona waktu.", param_hint="--zona")
    years = range(max(year - 1, MINYEAR), min(year + 2, MAXYEAR) + 1)
    return compile_jam_kerja(zona, HARI_KERJA_DEFAULT, years=tuple(years))


def _jam_kerja_of(obj: Mapping[str, KantorLookup] | None, kantor: str) -> JamKerja:
    if not obj or "jam_kerja_of" not in obj:
        raise Refused("Belum ada kantor dalam basis data.")
    try:
        return obj["jam_kerja_of"](kantor)
    except LookupError:
        raise Refused(f"Kantor {kantor} tidak ditemukan.") from None


def _target(target: Janji | None) -> str:
    match target:
        case None:
            return "n/a"
        case TargetPeringkat(peringkat, nilai):
            return f"{peringkat.name(nilai)}, menurut {' < '.join(peringkat.jenjang)}"
        case TargetTanggal(hari):
            return f"paling lambat {_day(hari)}"
        case Target() if target.is_rentang:
            return f"{print_angka(target.bawah)} - {print_angka(target.atas)}"
        case Target():
            return _BATAS[target.batas] + print_angka(target.bawah)


def _written(reached: Decimal, target: Janji | None) -> str:
    match target:
        case TargetPeringkat(peringkat):
            return peringkat.name(reached)
        case TargetTanggal():
            return print_nilai(reached, TANGGAL)
    return print_angka(reached)


def _rumus(
    hasil: HasilCapaian, target: Janji | None, reached: Decimal | None, polaritas: Polaritas
) -> list[str]:
    """The formula with its numbers, where there is something to divide."""
    if not isinstance(target, Target) or hasil.capaian is None or reached is None:
        return []
    if not hasil.acuan:
        return []
    r, t = print_angka(reached), print_angka(hasil.acuan)
    if polaritas is Polaritas.NAIK:
        form, filled = "realisasi / target x 100", f"{r} / {t} x 100"
    elif hasil.formula is Formula.A:
        form = "(2 x target - realisasi) / target x 100"
        filled = f"(2 x {t} - {r}) / {t} x 100"
    else:
        form, filled = "target / realisasi x 100", f"{t} / {r} x 100"
    return [f"Rumus      {form}", f"           {filled} = {print_angka(hasil.capaian)}"]


def _path(told: Penjelasan, waktu: Waktu) -> list[str]:
    lines = [f"Diterima   {_at(told.diterima)}", f"Waktu      {waktu}"]
    if told.mulai != told.diterima:
        lines.append(f"Dihitung   mulai {_at(told.mulai)}, saat jam kerja berikutnya dibuka")
    lines += [
        f"Terpakai   {_day(mulai)} pukul {mulai:%H.%M}-{selesai:%H.%M}"
        for mulai, selesai in told.sesi
    ]
    lines += [f"Hari ke-{n:<3}{_day(day)}" for n, day in enumerate(told.hari, start=1)]
    lines += [
        f"Dilewati   {_day(day.tanggal)}: {day.libur.nama if day.libur else 'bukan hari kerja'}"
        for day in told.dilewati
    ]
    return [*lines, f"Batas      {_at(told.tenggat)}"]


def _day(day: date) -> str:
    return printed_day(day, HARI)


def _at(at: datetime) -> str:
    return f"{_day(at)} pukul {print_clock(at)}"


def _either(pilihan: tuple[Decimal, Decimal]) -> str:
    return " atau ".join(print_angka(nilai) for nilai in pilihan)
