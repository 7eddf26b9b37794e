"""Values: how a number was read, what is odd, and the sheet of a formulir."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from handlers.screens.buttons import (
    Keyboard,
    in_rows,
    named,
    number_button,
    tugas_button,
)
from handlers.screens.callback import TYPED
from handlers.screens.moments import print_rentang
from handlers.screens.screen import Dokumen, Reaksi, Screen, Tombol
from handlers.screens.told import told
from handlers.screens.wording import (
    CAPTION,
    has_word,
    label,
    render,
    word_refusal,
)
from sop_flows.deferred import dataclass, replace
from sop_flows.kinerja.analisis import BagianAnalisis, Jenis
from sop_flows.kinerja.angka import Janggal, print_exact
from sop_flows.kinerja.lembar import LembarFormulir
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.formulir import (
    AngkaDitolak,
    BarisDiterima,
    Borongan,
    Dimengerti,
    LembarDiterima,
    LembarDitolak,
    Masalah,
    PilihAngka,
    SebabMasalah,
    TanyaAlasanNa,
    TanyaAnalisis,
    TanyaBukti,
    TanyaNilai,
    YakinNilai,
)
from sop_flows.ports.layar.isi import Tempat

MAX_PROBLEMS = 8  # problems of a batch that get buttons of their own
MAX_PICKS = 6  # numbers that one of them may be given
MAX_POSTS = 20  # that a tindak lanjut is offered to
CHOICES_PER_ROW = 4  # of a predikat, which is short


UNDERSTOOD = "👌"


@dataclass(frozen=True, slots=True, kw_only=True)
class LembarTerlampir:
    """The sheet of a formulir, written, with what it is about."""

    lembar: LembarFormulir
    dokumen: Dokumen


def draw_tanya_nilai(isi: TanyaNilai | AngkaDitolak) -> Screen:
    """Return the question for one value: what it may be, and what can be done instead of typing it."""
    at, baris = isi.tempat, isi.baris
    offered = (
        number_button(at.tugas, at.revisi, "pakai", baris.indikator, (str(nilai),), nama)
        for nama, nilai in baris.pilihan_bernilai
    )
    has_value = baris.sekarang is not None or bool(baris.alasan_na)
    leave = fill_button(isi, "biarkan" if has_value else "lewati", "lewati")
    proof = None if baris.sekarang is None else fill_button(isi, "data_dukung", "bukti")
    why = fill_button(isi, "analisis", "analisis") if isi.baris.is_explained else None
    none = fill_button(isi, "belum_ada_data", "na")
    rows = in_rows([none, leave, *way_rows(isi), proof, why])
    return replace(
        told(isi), keyboard=(*in_rows(offered, CHOICES_PER_ROW), *rows), is_passing=True
    )


def draw_alasan_na(isi: TanyaAlasanNa) -> Screen:
    """Return the question why there is no value: it is typed, or the number after all."""
    number = fill_button(isi, "ketik_angka", "isi")
    rows = in_rows([number, fill_button(isi, "lewati", "lewati"), *way_rows(isi)])
    return replace(told(isi), keyboard=rows, is_passing=True)


def draw_tanya_bukti(isi: TanyaBukti) -> Screen:
    """Return the question for what proves a value: it is sent, or left for later."""
    leave = fill_button(isi, "lanjut" if isi.ada else "nanti", "nanti")
    stop = tugas_button(isi.tempat.tugas, isi.tempat.revisi, "berhenti", "berhenti")
    return replace(told(isi), keyboard=in_rows([leave, stop]), is_passing=True)


def draw_tanya_analisis(isi: TanyaAnalisis) -> Screen:
    """Return the question for one part of an analisis: written, or chosen by a button."""
    at, about = isi.tempat, str(isi.baris.indikator)

    choose = partial(tugas_button, at.tugas, at.revisi)
    offered: list[Tombol] = []
    match isi.bagian:
        case BagianAnalisis.JENIS:
            offered = [choose("jenis_lanjut", "jenis", about, one, jenis=one) for one in Jenis]
        case BagianAnalisis.JABATAN:
            posts = named(isi.jabatan[:MAX_POSTS])
            offered = [choose("jabatan", "pelaksana", about, id, nama=name) for id, name in posts]
        case BagianAnalisis.BATAS:
            days = ((one, date.fromisoformat(one)) for one in isi.tanggal)
            offered = [
                choose("tanggal", "sampai", about, one, kapan=print_rentang(day, day))
                for one, day in days
            ]
    has_plans = isi.bagian is BagianAnalisis.LANJUT and isi.ada
    drop = fill_button(isi, "hapus_lanjut", "hapus_lanjut") if has_plans else None
    leave = fill_button(isi, "lewati", "lewat")
    stop = tugas_button(at.tugas, at.revisi, "berhenti", "berhenti")
    rows = (*in_rows(offered), *in_rows([drop], 1), (leave, stop))
    return replace(told(isi), keyboard=rows, is_passing=True)


def way_rows(isi: TanyaNilai | AngkaDitolak | TanyaAlasanNa) -> tuple[Tombol | None, ...]:
    """Return the buttons that lead to the value before, where there is one, and out of the filling."""
    before = fill_button(isi, "sebelumnya", "mundur") if isi.baris.tempat_ke > 1 else None
    return before, tugas_button(isi.tempat.tugas, isi.tempat.revisi, "berhenti", "berhenti")


def fill_button(
    isi: TanyaNilai | AngkaDitolak | TanyaAlasanNa | TanyaBukti | TanyaAnalisis,
    kode: str,
    aksi: str,
) -> Tombol:
    """Return a button about the value that is asked for."""
    at = isi.tempat
    return tugas_button(at.tugas, at.revisi, kode, aksi, str(isi.baris.indikator))


def draw_pilih_angka(isi: PilihAngka) -> Screen:
    """Return the question for a number, with one button for each that a text may mean."""
    indikator = isi.baris.indikator
    return replace(
        told(isi),
        keyboard=in_rows(
            value_button(isi.tempat, indikator, "baca", "pakai", n) for n in isi.pilihan
        ),
    )


def value_button(
    tempat: Tempat,
    indikator: int,
    kode: str,
    aksi: str,
    nilai: Decimal,
    apa: str = "",
    cara: str = "",
) -> Tombol | None:
    """Return the button of one number for the indicator that it is about.

    Args:
        cara: How it was typed, where that was odd.
    """
    text = label(kode, nilai=print_exact(nilai), apa=apa)
    number = (str(nilai), cara) if cara else (str(nilai),)
    return number_button(tempat.tugas, tempat.revisi, aksi, indikator, number, text)


def draw_yakin_nilai(isi: YakinNilai) -> Screen:
    """Return the question for an odd number: yes, or typing it again."""
    at, indikator = isi.tempat, isi.baris.indikator
    again = tugas_button(at.tugas, at.revisi, "ketik_ulang", "isi", str(indikator))
    typed = TYPED if isi.janggal is Janggal.SATUAN_LAIN else ""
    yes = value_button(at, indikator, "ya_nilai", "benar", isi.nilai, cara=typed)
    return replace(told(isi), keyboard=in_rows([yes, again]))


def draw_borongan(isi: Borongan) -> Screen:
    """Return what came of a batch, with buttons under its first problems."""
    known = [(m.indikator, m) for m in isi.masalah if m.indikator is not None][:MAX_PROBLEMS]
    rows = (row for id, masalah in known for row in problem_rows(isi.tempat, id, masalah))
    return replace(told(isi), keyboard=tuple(rows))


def problem_rows(at: Tempat, indikator: int, masalah: Masalah) -> Keyboard:
    """Return the numbers that one value of a batch may mean for an indikator, and mending it by hand."""
    sel = masalah.sel or ""  # one with the name of its sheet is too long for a button
    apa = masalah.kunci if "!" in sel else sel or masalah.kunci
    typed = TYPED if masalah.sebab is SebabMasalah.SATUAN_LAIN else ""
    is_odd = masalah.sebab in (SebabMasalah.JANGGAL, SebabMasalah.SATUAN_LAIN)
    kode, aksi = ("ya_untuk", "benar") if is_odd else ("pakai", "pakai")
    picks = [
        value_button(at, indikator, kode, aksi, n, apa, typed)
        for n in (masalah.pilihan or ())[:MAX_PICKS]
    ]
    by_hand = "analisis" if masalah.bagian else "isi"
    mend = tugas_button(at.tugas, at.revisi, "perbaiki", by_hand, str(indikator), apa=apa)
    return in_rows([*picks, mend], 3)


def draw_reaksi(isi: Dimengerti) -> Screen:
    """Return the light sign that a message was understood."""
    return Screen(reaction=Reaksi(isi.message_id, UNDERSTOOD))


def draw_lembar(isi: LembarTerlampir) -> Screen:
    """Return the sheet of a formulir, to be filled and sent back."""
    caption = render("pesan/lembar.j2", limit=CAPTION, lembar=isi.lembar)
    return Screen(caption, document=isi.dokumen)


def draw_lembar_ditolak(isi: LembarDitolak) -> Screen:
    """Return why a workbook was refused as a whole."""
    kode = "SheetRefused" if has_word("lembar", isi.sebab) else "Refusal"
    teks = word_refusal(kode, {"sebab": isi.sebab.value})
    return Screen(render("pesan/lembar_ditolak.j2", teks=teks, isi=isi))


DRAW: Mapping[type[Isi], Callable[[Any], Screen]] = {
    TanyaNilai: draw_tanya_nilai,
    AngkaDitolak: draw_tanya_nilai,
    TanyaAlasanNa: draw_alasan_na,
    TanyaBukti: draw_tanya_bukti,
    TanyaAnalisis: draw_tanya_analisis,
    PilihAngka: draw_pilih_angka,
    YakinNilai: draw_yakin_nilai,
    BarisDiterima: draw_borongan,
    LembarDiterima: draw_borongan,
    LembarDitolak: draw_lembar_ditolak,
    Dimengerti: draw_reaksi,
}
"""Which message about values is drawn how, by its type."""
