"""Messages that carry their facts along: questions, receipts, reminders, notices."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from handlers.screens.buttons import (
    Gaya,
    Keyboard,
    anggota_button,
    awal_button,
    berkas_button,
    in_rows,
    mulai_button,
    number_button,
    open_button,
    sumber_button,
    tick_names,
    tugas_button,
)
from handlers.screens.screen import Dokumen, Reaksi, Screen, Tombol
from handlers.screens.wording import (
    CAPTION,
    exact_angka,
    has_word,
    label,
    menu,
    placeholder,
    render,
    word,
    word_refusal,
)
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
    TanyaAlasanNa,
    TanyaNilai,
    YakinNilai,
)
from sop_flows.ports.layar.isi import Tempat
from sop_flows.ports.layar.keanggotaan import (
    BergabungMenunggu,
    KabarBergabung,
    KonfirmasiBergabung,
    Sambutan,
    SambutanOrangAsing,
)
from sop_flows.ports.layar.mulai import (
    PilihanSumber,
    RingkasanMulai,
    Rintisan,
    TanyaMulai,
    TawaranMulai,
)
from sop_flows.ports.layar.pengingat import PesanPengingat
from sop_flows.ports.layar.tugas import (
    BerkasBerakhir,
    Penolakan,
    TanyaAlasanKecuali,
    TanyaAlasanUnit,
    TanyaCatatan,
    TanyaIsian,
)
from sop_flows.sop.definition import JenisIsian
from sop_flows.waktu.pengingat import JenisPengingat

MAX_PROBLEMS = 8  # problems of a batch that get buttons of their own
MAX_REMINDED = 10  # tugas of a reminder that get buttons of their own
UNDERSTOOD = "👌"


@dataclass(frozen=True, slots=True, kw_only=True)
class LembarTerlampir:
    """The sheet of a formulir, written, with what it is about."""

    lembar: LembarFormulir
    dokumen: Dokumen


def told(isi: Isi) -> Screen:
    """Return a message that is only told, in the words of its layar."""
    return Screen(render(f"pesan/{isi.layar}.j2", isi=isi))


def asked(isi: Isi, kode: str, **facts: object) -> Screen:
    """Return a question that is answered in words; ``kode`` names its field."""
    return replace(told(isi), force_reply=placeholder(kode, **facts))


# Values


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
    tempat: Tempat, indikator: int, kode: str, aksi: str, nilai: Decimal, apa: str = ""
) -> Tombol | None:
    """Return the button of one number for the indicator that it is about."""
    text = label(kode, nilai=exact_angka(nilai), apa=apa)
    return number_button(tempat.tugas, tempat.revisi, aksi, indikator, str(nilai), text)


def draw_yakin_nilai(isi: YakinNilai) -> Screen:
    """Return the question for an odd number: yes, or typing it again."""
    at, indikator = isi.tempat, isi.baris.indikator
    again = tugas_button(at.tugas, at.revisi, "ketik_ulang", "isi", str(indikator))
    yes = value_button(at, indikator, "ya_nilai", "benar", isi.nilai)
    return replace(told(isi), keyboard=in_rows([yes, again]))


def draw_borongan(isi: Borongan) -> Screen:
    """Return what came of a batch, with buttons under its first problems."""
    known = [m for m in isi.masalah if m.indikator is not None][:MAX_PROBLEMS]
    rows = (row for masalah in known for row in problem_rows(isi.tempat, masalah))
    return replace(told(isi), keyboard=tuple(rows))


def problem_rows(at: Tempat, masalah: Masalah) -> Keyboard:
    """Return the numbers that one value of a batch may mean, and mending it by hand."""
    indikator, apa = masalah.indikator or 0, masalah.sel or masalah.kunci
    is_odd = masalah.sebab == "janggal"
    kode, aksi = ("ya_untuk", "benar") if is_odd else ("pakai", "pakai")
    picks = [value_button(at, indikator, kode, aksi, n, apa) for n in masalah.pilihan or ()]
    mend = tugas_button(at.tugas, at.revisi, "perbaiki", "isi", str(indikator), apa=apa)
    return in_rows([*picks, mend], 3)


def draw_reaksi(isi: Dimengerti) -> Screen:
    """Return the light sign that a message was understood."""
    return Screen(reaction=Reaksi(isi.message_id, UNDERSTOOD))


def draw_lembar(isi: LembarTerlampir) -> Screen:
    """Return the sheet of a formulir, to be filled and sent back."""
    caption = render("pesan/lembar.j2", limit=CAPTION, lembar=isi.lembar)
    return Screen(caption, document=isi.dokumen)


# Words and answers


def draw_catatan(isi: TanyaCatatan) -> Screen:
    """Return the question for words: a reason, a question, an answer, or a note."""
    fields = {
        "kembalikan": "alasan_kembali",
        "tanya": "pertanyaan",
        "jawab": "jawaban",
        "batalkan": "batalkan",
        "tunda": "tunda",
        "undang_ulang": "undang_ulang",
        "tindak_lanjut": "tindak_lanjut",
    }
    what = "konsep" if isi.jenis == "konsep" else isi.kerja
    text = render("pesan/tanya_catatan.j2", isi=isi, apa=what)
    return Screen(text, force_reply=placeholder(fields.get(what, "catatan")))


def draw_isian(isi: TanyaIsian) -> Screen:
    """Return the question for one answer of a tahap; a dokumen is sent, not typed."""
    if isi.isian.jenis is JenisIsian.DOKUMEN:
        return replace(told(isi), is_passing=True)
    return asked(isi, "teks", contoh=isi.isian.contoh)


def draw_tanya_mulai(isi: TanyaMulai) -> Screen:
    """Return one question before a start; a dokumen or a tick has buttons, the rest is typed."""
    isian, at = isi.isian, isi.rintisan
    if isian.jenis not in (JenisIsian.DOKUMEN, JenisIsian.CENTANG):
        return asked(isi, "teks", contoh=isian.contoh)
    given = isian.jenis is JenisIsian.CENTANG
    tick = awal(at, "centang_awal", "ada", gaya="success", nama=isian.label) if given else None
    without = None if isian.wajib else awal(at, "lewati", "lewati")
    rows = in_rows([tick, without, awal(at, "batal", "batal")], 1)
    return replace(told(isi), keyboard=rows, is_passing=True)


def draw_ringkasan_mulai(isi: RingkasanMulai) -> Screen:
    """Return what a berkas is about to start with: to confirm, to change, or to leave."""
    at = isi.rintisan
    names = tick_names([label for label, _, _ in isi.baris])
    changes = (awal(at, "ubah", "ubah", str(ke), nama=nama) for ke, nama in enumerate(names))
    go = awal(at, "ya_mulai", "ya", gaya="success")
    return replace(told(isi), keyboard=((go, awal(at, "batal", "batal")), *in_rows(changes)))


def draw_pilihan_sumber(isi: PilihanSumber) -> Screen:
    """Return the question whether a berkas begins with what another one gathered."""
    start = (isi.sop, isi.tahun, isi.triwulan)
    buttons = [sumber_button(*start, nomor, "success") for nomor in isi.sumber]
    return replace(told(isi), keyboard=in_rows([*buttons, sumber_button(*start, 0)], 1))


def draw_tawaran_mulai(isi: TawaranMulai) -> Screen:
    """Return the offer to start an SOP for the triwulan that is over."""
    go = mulai_button(isi.sop, isi.tahun, isi.triwulan, word("tawaran", "mulai"))
    later = awal_button(isi.sop, 0, "nanti", "nanti")
    return replace(told(isi), keyboard=((go, later),))


def awal(
    at: Rintisan, kode: str, aksi: str, *args: str, gaya: Gaya | None = None, **facts: object
) -> Tombol:
    """Return a button of a question before a start."""
    return awal_button(at.sop, at.revisi, kode, aksi, *args, gaya=gaya, **facts)


# Membership


def draw_sambutan(isi: Sambutan) -> Screen:
    """Return the question whether somebody is the person of a link: yes and no."""
    buttons = (anggota_button("ya_saya", "ya"), anggota_button("bukan_saya", "bukan"))
    return replace(told(isi), keyboard=(buttons,))


def draw_kabar_bergabung(isi: KabarBergabung) -> Screen:
    """Return the news of who just joined, with the button that ends their access."""
    revoke = anggota_button("cabut", "cabut", str(isi.pegawai), gaya="danger")
    return replace(told(isi), keyboard=((revoke,),))


def draw_konfirmasi(isi: KonfirmasiBergabung) -> Screen:
    """Return the question whether an account is the employee's: yes, or leave it out."""
    who = (str(isi.pegawai), str(isi.user))
    yes = anggota_button("ya_benar", "terima", *who, gaya="success")
    return replace(told(isi), keyboard=((yes, anggota_button("batal", "tolak", *who)),))


# Reminders and ends


def draw_pengingat(isi: PesanPengingat) -> Screen:
    """Return a reminder, with a button for each tugas: open it, or be reminded tomorrow."""
    buttons: list[Tombol] = []
    for line in isi.tugas[:MAX_REMINDED]:
        buttons.append(open_button(line.tugas, line.nomor))
        if line.jenis is not JenisPengingat.MENDEKATI and not isi.diminta:
            buttons.append(tugas_button(line.tugas, 0, "tunda", "tunda", nomor=line.nomor))
    return replace(told(isi), keyboard=in_rows(buttons))


def draw_berakhir(isi: BerkasBerakhir) -> Screen:
    """Return that a berkas has ended, with the button that shows its history."""
    return replace(told(isi), keyboard=((berkas_button(isi.berkas_id, "riwayat", "riwayat"),),))


def draw_penolakan(isi: Penolakan) -> Screen:
    """Return a refusal, in words that say what to do."""
    return Screen(render("pesan/penolakan.j2", teks=word_refusal(isi.kode, isi.fakta)))


def draw_lembar_ditolak(isi: LembarDitolak) -> Screen:
    """Return why a workbook was refused as a whole."""
    kode = "SheetRefused" if has_word("lembar", isi.sebab) else "Refusal"
    teks = word_refusal(kode, {"sebab": isi.sebab.value})
    return Screen(render("pesan/lembar_ditolak.j2", teks=teks, isi=isi))


def draw_bantuan(roles: frozenset[str]) -> Screen:
    """Return how this is used, with the commands of these roles; strangers are told how to join."""
    if roles == {"menunggu"}:
        return told(BergabungMenunggu(orang=None))
    if not roles:
        return told(SambutanOrangAsing())
    return Screen(render("pesan/bantuan.j2", perintah=menu(roles), peran=roles))


DRAW: Mapping[type[Isi], Callable[[Any], Screen]] = {
    Sambutan: draw_sambutan,
    KabarBergabung: draw_kabar_bergabung,
    KonfirmasiBergabung: draw_konfirmasi,
    TanyaNilai: lambda isi: asked(isi, "angka", satuan=isi.baris.satuan),
    AngkaDitolak: lambda isi: asked(isi, "angka", satuan=isi.baris.satuan),
    TanyaAlasanNa: lambda isi: asked(isi, "alasan_na"),
    PilihAngka: draw_pilih_angka,
    YakinNilai: draw_yakin_nilai,
    BarisDiterima: draw_borongan,
    LembarDiterima: draw_borongan,
    LembarDitolak: draw_lembar_ditolak,
    Dimengerti: draw_reaksi,
    TanyaCatatan: draw_catatan,
    TanyaIsian: draw_isian,
    TanyaMulai: draw_tanya_mulai,
    RingkasanMulai: draw_ringkasan_mulai,
    PilihanSumber: draw_pilihan_sumber,
    TawaranMulai: draw_tawaran_mulai,
    TanyaAlasanKecuali: lambda isi: asked(isi, "alasan"),
    TanyaAlasanUnit: lambda isi: asked(isi, "alasan"),
    PesanPengingat: draw_pengingat,
    BerkasBerakhir: draw_berakhir,
    Penolakan: draw_penolakan,
}
"""How a message is drawn that is more than told, by its type."""
