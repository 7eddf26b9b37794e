"""Messages that carry their facts along: questions, receipts, reminders, notices."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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

Facts = Mapping[str, Any]

MAX_PROBLEMS = 8  # problems of a batch that get buttons of their own
MAX_REMINDED = 10  # tugas of a reminder that get buttons of their own
UNDERSTOOD = "👌"


@dataclass(frozen=True, slots=True, kw_only=True)
class LembarTerlampir:
    """The sheet of a formulir, written, with what it is about."""

    lembar: LembarFormulir
    dokumen: Dokumen


Draw = Callable[[Facts], Screen]


def told(layar: str) -> Draw:
    """Return how a message is drawn that is only told."""
    return lambda isi: Screen(render(f"pesan/{layar}.j2", isi=isi))


def offered(layar: str, keyboard: Callable[[Facts], Keyboard]) -> Draw:
    """Return how a message with these buttons is drawn."""
    return lambda isi: Screen(render(f"pesan/{layar}.j2", isi=isi), keyboard(isi))


def asked(layar: str, kode: str) -> Draw:
    """Return how a question is drawn that is answered in words; ``kode`` names its field."""
    return lambda isi: Screen(
        render(f"pesan/{layar}.j2", isi=isi),
        force_reply=placeholder(kode, satuan=isi.get("satuan", "")),
    )


# Values


def reading_buttons(isi: Facts) -> Keyboard:
    """Return one button for each number that a text may mean."""
    return in_rows(value_button(isi, isi, "baca", "pakai", n) for n in isi["pilihan"])


def value_button(isi: Facts, about: Facts, kode: str, aksi: str, nilai: str) -> Tombol | None:
    """Return the button of one number for the indicator that it is about."""
    tampil = exact_angka(nilai)
    apa = about.get("sel") or about.get("kunci") or ""
    text = label(kode, nilai=tampil, apa=apa)
    return number_button(isi["tugas"], isi["revisi"], aksi, about["indikator"], nilai, text)


def sure_buttons(isi: Facts) -> Keyboard:
    """Return yes for an odd number, and typing it again."""
    again = tugas_button(isi["tugas"], isi["revisi"], "ketik_ulang", "isi", str(isi["indikator"]))
    return in_rows([value_button(isi, isi, "ya_nilai", "benar", isi["nilai"]), again])


def batch_buttons(isi: Facts) -> Keyboard:
    """Return for each problem of a batch: the numbers it may mean, and mending it by hand."""
    rows: list[tuple[Tombol, ...]] = []
    for masalah in [m for m in isi["masalah"] if m.get("indikator")][:MAX_PROBLEMS]:
        is_odd = masalah["sebab"] == "janggal"
        kode, aksi = ("ya_untuk", "benar") if is_odd else ("pakai", "pakai")
        picks = [value_button(isi, masalah, kode, aksi, n) for n in masalah["pilihan"]]
        mend = tugas_button(
            isi["tugas"],
            isi["revisi"],
            "perbaiki",
            "isi",
            str(masalah["indikator"]),
            apa=masalah.get("sel") or masalah["kunci"],
        )
        rows.extend(in_rows([*picks, mend], 3))
    return tuple(rows)


def draw_reaksi(isi: Facts) -> Screen:
    """Return the light sign that a message was understood."""
    return Screen(reaction=Reaksi(isi["message_id"], UNDERSTOOD))


def draw_lembar(isi: LembarTerlampir) -> Screen:
    """Return the sheet of a formulir, to be filled and sent back."""
    caption = render("pesan/lembar.j2", limit=CAPTION, lembar=isi.lembar)
    return Screen(caption, document=isi.dokumen)


# Words and answers


def draw_catatan(isi: Facts) -> Screen:
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
    what = "konsep" if isi.get("jenis") == "konsep" else isi["kerja"]
    text = render("pesan/tanya_catatan.j2", isi=isi, apa=what)
    return Screen(text, force_reply=placeholder(fields.get(what, "catatan")))


def draw_isian(isi: Facts) -> Screen:
    """Return the question for one answer of a tahap; a dokumen is sent, not typed."""
    text = render("pesan/tanya_isian.j2", isi=isi)
    if isi["jenis"] == "dokumen":
        return Screen(text, is_passing=True)
    return Screen(text, force_reply=placeholder("teks", contoh=isi.get("contoh", "")))


def draw_tanya_mulai(isi: Facts) -> Screen:
    """Return one question before a start; a dokumen or a tick has buttons, the rest is typed."""
    text = render("pesan/tanya_mulai.j2", isi=isi)
    if isi["jenis"] not in ("dokumen", "centang"):
        return Screen(text, force_reply=placeholder("teks", contoh=isi.get("contoh", "")))
    given = isi["jenis"] == "centang"
    tick = awal(isi, "centang_awal", "ada", gaya="success", nama=isi["label"]) if given else None
    without = None if isi["wajib"] else awal(isi, "lewati", "lewati")
    rows = in_rows([tick, without, awal(isi, "batal", "batal")], 1)
    return Screen(text, rows, is_passing=True)


def draw_ringkasan_mulai(isi: Facts) -> Screen:
    """Return what a berkas is about to start with: to confirm, to change, or to leave."""
    names = tick_names([baris[0] for baris in isi["baris"]])
    changes = (awal(isi, "ubah", "ubah", str(ke), nama=nama) for ke, nama in enumerate(names))
    go = awal(isi, "ya_mulai", "ya", gaya="success")
    text = render("pesan/ringkasan_mulai.j2", isi=isi)
    return Screen(text, ((go, awal(isi, "batal", "batal")), *in_rows(changes)))


def draw_pilihan_sumber(isi: Facts) -> Screen:
    """Return the question whether a berkas begins with what another one gathered."""
    start = (isi["sop"], isi["tahun"], isi["triwulan"])
    buttons = [sumber_button(*start, nomor, "success") for nomor in isi["sumber"]]
    text = render("pesan/pilihan_sumber.j2", isi=isi)
    return Screen(text, in_rows([*buttons, sumber_button(*start, 0)], 1))


def draw_tawaran_mulai(isi: Facts) -> Screen:
    """Return the offer to start an SOP for the triwulan that is over."""
    go = mulai_button(isi["sop"], isi["tahun"], isi["triwulan"], word("tawaran", "mulai"))
    later = awal_button(isi["sop"], 0, "nanti", "nanti")
    return Screen(render("pesan/tawaran_mulai.j2", isi=isi), ((go, later),))


def awal(
    isi: Facts, kode: str, aksi: str, *args: str, gaya: Gaya | None = None, **facts: object
) -> Tombol:
    """Return a button of a question before a start."""
    return awal_button(isi["sop"], isi["revisi"], kode, aksi, *args, gaya=gaya, **facts)


# Membership


def welcome_buttons(_: Facts) -> Keyboard:
    """Return yes and no to being the person of a link."""
    return ((anggota_button("ya_saya", "ya"), anggota_button("bukan_saya", "bukan")),)


def revoke_buttons(isi: Facts) -> Keyboard:
    """Return the button that ends the access of who just joined."""
    return ((anggota_button("cabut", "cabut", str(isi["pegawai"]), gaya="danger"),),)


def confirm_buttons(isi: Facts) -> Keyboard:
    """Return whether an account is the employee's: yes, or leave it out."""
    who = (str(isi["pegawai"]), str(isi["user"]))
    yes = anggota_button("ya_benar", "terima", *who, gaya="success")
    return ((yes, anggota_button("batal", "tolak", *who)),)


# Reminders and ends


def reminder_buttons(isi: Facts) -> Keyboard:
    """Return for each tugas of a reminder: open it, or be reminded tomorrow."""
    lines = isi["tugas"][:MAX_REMINDED]
    buttons: list[Tombol] = []
    for line in lines:
        buttons.append(open_button(line["tugas"], line["nomor"]))
        if line["jenis"] != "mendekati" and not isi.get("diminta"):
            buttons.append(tugas_button(line["tugas"], 0, "tunda", "tunda", nomor=line["nomor"]))
    return in_rows(buttons)


def ended_buttons(isi: Facts) -> Keyboard:
    """Return the button that shows the history of a berkas that ended."""
    return ((berkas_button(isi["berkas_id"], "riwayat", "riwayat"),),)


def draw_penolakan(isi: Facts) -> Screen:
    """Return a refusal, in words that say what to do."""
    return Screen(render("pesan/penolakan.j2", teks=word_refusal(isi["kode"], isi)))


def draw_lembar_ditolak(isi: Facts) -> Screen:
    """Return why a workbook was refused as a whole."""
    sebab = str(isi["sebab"])
    kode = "SheetRefused" if has_word("lembar", sebab) else "Refusal"
    return Screen(
        render("pesan/lembar_ditolak.j2", teks=word_refusal(kode, {"sebab": sebab}), isi=isi)
    )


def draw_bantuan(roles: frozenset[str]) -> Screen:
    """Return how this is used, with the commands of these roles; strangers are told how to join."""
    if roles == {"menunggu"}:
        return Screen(render("pesan/bergabung_menunggu.j2", isi={}))
    if not roles:
        return Screen(render("pesan/sambutan_orang_asing.j2", isi={}))
    return Screen(render("pesan/bantuan.j2", perintah=menu(roles), peran=roles))


DRAW: Mapping[str, Draw] = {
    "sambutan": offered("sambutan", welcome_buttons),
    "bergabung": told("bergabung"),
    "bukan_saya": told("bukan_saya"),
    "kabar_bergabung": offered("kabar_bergabung", revoke_buttons),
    "bergabung_menunggu": told("bergabung_menunggu"),
    "bergabung_ditolak": told("bergabung_ditolak"),
    "konfirmasi_bergabung": offered("konfirmasi_bergabung", confirm_buttons),
    "kabar_bukan_saya": told("kabar_bukan_saya"),
    "dicabut": told("dicabut"),
    "tanya_nilai": asked("tanya_nilai", "angka"),
    "pilih_angka": offered("pilih_angka", reading_buttons),
    "yakin_nilai": offered("yakin_nilai", sure_buttons),
    "angka_ditolak": asked("angka_ditolak", "angka"),
    "tanya_alasan_na": asked("tanya_alasan_na", "alasan_na"),
    "nilai_tercatat": told("nilai_tercatat"),
    "baris_diterima": offered("baris_diterima", batch_buttons),
    "lembar_diterima": offered("lembar_diterima", batch_buttons),
    "lembar_ditolak": draw_lembar_ditolak,
    "reaksi": draw_reaksi,
    "tanya_catatan": draw_catatan,
    "tanya_isian": draw_isian,
    "tanya_mulai": draw_tanya_mulai,
    "ringkasan_mulai": draw_ringkasan_mulai,
    "pilihan_sumber": draw_pilihan_sumber,
    "tawaran_mulai": draw_tawaran_mulai,
    "tanya_alasan_kecuali": asked("tanya_alasan_kecuali", "alasan"),
    "tanya_alasan_unit": asked("tanya_alasan_unit", "alasan"),
    "pengingat": offered("pengingat", reminder_buttons),
    "diingatkan": told("diingatkan"),
    "eskalasi": told("eskalasi"),
    "pekanan": told("pekanan"),
    "sempat_mati": told("sempat_mati"),
    "tidak_terjangkau": told("tidak_terjangkau"),
    "terblokir": told("terblokir"),
    "terjangkau_lagi": told("terjangkau_lagi"),
    "berkas_berakhir": offered("berkas_berakhir", ended_buttons),
    "gangguan": told("gangguan"),
    "sambutan_orang_asing": told("sambutan_orang_asing"),
    "penolakan": draw_penolakan,
    "arahan": told("arahan"),
    "ditinggalkan": told("ditinggalkan"),
    "tercatat": told("tercatat"),
    "dokumen_terlalu_besar": told("dokumen_terlalu_besar"),
    "tidak_terbaca": told("tidak_terbaca"),
    "dokumen_diterima": told("dokumen_diterima"),
    "pesan_disunting": told("pesan_disunting"),
    "pesan_terusan": told("pesan_terusan"),
}
"""Which message is drawn how, by its layar."""
