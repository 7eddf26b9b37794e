"""The buttons under the card of an open tugas, by what its tahap asks."""

from collections.abc import Callable, Mapping
from functools import partial

from handlers.screens.buttons import Gaya, Keyboard, Row, beside, in_rows, page_row, tugas_button
from handlers.screens.halaman import filled_pages
from handlers.screens.rapat import has_attended
from handlers.screens.screen import Tombol
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.kerja import KERJA
from sop_flows.engine.undangan import Saat, saat_of
from sop_flows.ports.views import KartuView
from sop_flows.sop.definition import Isian, JenisIsian, Minta, Sebar
from sop_flows.sop.place import Samping

NUMBERS_PER_ROW = 5


def draw_tombol(view: KartuView, *, is_barred: bool) -> Keyboard:
    """Return the buttons; ``is_barred``: the person may look but not decide."""
    if view.tahap is None:
        return SAMPING[view.tugas.samping](view)
    if is_barred:
        return ()
    return TOMBOL.get(view.tahap.minta, plain_tombol)(view)


def button(
    view: KartuView,
    kode: str,
    aksi: str,
    *args: str,
    gaya: Gaya | None = None,
    **facts: object,
) -> Tombol:
    """Return a button of this card."""
    return tugas_button(view.tugas.id, view.tugas.revisi, kode, aksi, *args, gaya=gaya, **facts)


def note_buttons(view: KartuView) -> tuple[Tombol, ...]:
    """Return the button that adds a note to what will be sent; of one that is there, to change it
    and to take it off.
    """
    if not view.tugas.facts.konsep:
        return (button(view, "catatan", "catatan"),)
    change, drop = ("ubah_catatan", "catatan"), ("hapus_catatan", "hapus_catatan")
    return button(view, *change), button(view, *drop)


def isian_rows(view: KartuView) -> Keyboard:
    """Return a button for each answer that the tahap asks for."""
    given = view.tugas.facts.answers
    asked = view.tahap.isian if view.tahap else ()
    return in_rows(
        isian_button(view, isian, is_given=bool(given.get(isian.kode))) for isian in asked
    )


def isian_button(view: KartuView, isian: Isian, *, is_given: bool) -> Tombol:
    """Return the button of one answer."""
    kinds = {JenisIsian.CENTANG: "centang", JenisIsian.DOKUMEN: "dokumen"}
    kode = kinds.get(isian.jenis, "isian")
    return button(view, kode, "isian", isian.kode, ada=is_given, nama=isian.label)


def number_rows(view: KartuView) -> Keyboard:
    """Return a tiny button for each value of the page that can be corrected, and what turns it.

    Where the formulir has several pages, a value can be given there too.
    """
    keyboard: Keyboard = ()
    for page in filled_pages(view):
        wanted = [row for row in page.baris if row.nilai.is_filled or page.jumlah > 1]
        numbers = (
            button(view, "nomor", "isi", str(row.indikator.id), no=row.no) for row in wanted
        )
        turning = page_row(page.jumlah, beside(page.ke), partial(page_button, view))
        keyboard += (*in_rows(numbers, NUMBERS_PER_ROW), *turning)
    return keyboard


def page_button(view: KartuView, kode: str, ke: int, nama: str = "") -> Tombol:
    """Return a button that turns the card to a page, perhaps that of a unit."""
    return button(view, kode, "nilai", str(ke), ke=ke, nama=nama)


def fill_button(view: KartuView) -> Tombol | None:
    """Return the button that asks value by value, while something is missing or marked."""
    rows = [row for form in view.formulir for row in form.baris]
    missing = [row for row in rows if not row.nilai.is_filled]
    marked = [row for row in rows if row.nilai.ditandai]
    if not (missing or marked):
        return None
    facts = {"ditandai": bool(marked) and not missing, "terisi": len(missing) < len(rows)}
    return button(view, "isi", "isi", gaya="primary", **facts)


def proof_button(view: KartuView) -> Tombol | None:
    """Return the button that asks for data dukung of the values without any, where the office wants them."""
    lacking = [row for form in view.formulir for row in form.baris if row.is_unproved]
    if not lacking:
        return None
    first = str(lacking[0].indikator.id)
    return button(view, "lengkapi_bukti", "bukti", first, n=len(lacking))


def why_button(view: KartuView) -> Tombol | None:
    """Return the button that asks for the analisis of the values that need one, where the office wants it."""
    lacking = [row for form in view.formulir for row in form.unexplained]
    if not lacking:
        return None
    first = str(lacking[0].indikator.id)
    return button(view, "lengkapi_analisis", "analisis", first, n=len(lacking))


def formulir_tombol(view: KartuView) -> Keyboard:
    """Return the buttons of a unit's own formulir."""
    rows = [row for form in view.formulir for row in form.baris]
    is_complete = bool(rows) and all(row.nilai.is_filled for row in rows)
    ke = view.penerima[0] if len(view.penerima) == 1 else ""
    send = button(view, "kirim", "kirim", gaya="success", ke=ke) if is_complete else None
    return (
        *in_rows([send], 1),
        *in_rows([fill_button(view), button(view, "excel", "excel")]),
        *in_rows([proof_button(view), why_button(view)]),
        *number_rows(view),
        *isian_rows(view),
        *in_rows(note_buttons(view) if view.tugas.facts.konsep else ()),
    )


def question_tombol(view: KartuView) -> Keyboard:
    """Return the buttons of a question put to a unit."""
    answer = button(view, "jawab", "jawab", gaya="primary")
    return (*in_rows([answer, fill_button(view)]), *number_rows(view))


def follow_up_tombol(view: KartuView) -> Keyboard:
    """Return the buttons of a tindak lanjut: done, and how."""
    return in_rows([button(view, "selesai", "selesai", gaya="success"), *note_buttons(view)])


def receipt_tombol(view: KartuView) -> Keyboard:
    """Return the one button of a tanda terima."""
    return in_rows([button(view, "terima", "terima", gaya="success")])


def decision_tombol(view: KartuView) -> Keyboard:
    """Return the buttons of a decision: the safe one left, the return in its own row.

    Who decides again after a return may answer it with a note; a note that was typed can be changed.
    """
    kerja = next(kerja for kerja in view.aksi if KERJA[kerja].is_signed)
    go = button(view, kerja.value, "yakin", kerja.value, gaya="success")
    facts = view.tugas.facts
    answer = note_buttons(view) if facts.kembali or facts.konsep else ()
    back: tuple[Row, ...] = ()
    if Kerja.KEMBALIKAN in view.aksi:
        back = ((button(view, "kembalikan", "kembalikan"),),)
    return (*isian_rows(view), *in_rows([go, *answer]), *back)


def himpun_tombol(view: KartuView) -> Keyboard:
    """Return the buttons of gathering: done, ask a unit, note."""
    ask = button(view, "tanya", "tanya") if Kerja.TANYA in view.aksi else None
    back = button(view, "kembalikan", "kembalikan") if Kerja.KEMBALIKAN in view.aksi else None
    done = button(view, "selesai", "selesai", gaya="success")
    return (*isian_rows(view), *in_rows([done, ask, *note_buttons(view), back]))


def rapat_tombol(view: KartuView) -> Keyboard:
    """Return the buttons of a rapat: who attends, what was discussed, done."""
    own = answer_rows(view)
    if Kerja.SELESAI not in view.aksi:
        return own
    done = button(view, "selesai", "selesai", gaya="success")
    anew = (
        button(view, "undang_ulang", "undang_ulang") if Kerja.UNDANG_ULANG in view.aksi else None
    )
    listing = button(view, "daftar_hadir", "daftar_hadir")
    decide = button(view, "tindak_lanjut", "tindak_lanjut")
    return (
        *own,
        *isian_rows(view),
        *in_rows([listing, decide]),
        *drop_rows(view),
        *in_rows([done, anew]),
    )


def answer_rows(view: KartuView) -> Keyboard:
    """Return how somebody says for themselves whether they attend: before a rapat, or at it."""
    facts, saat = view.tugas.facts, saat_of(view.tugas, view.now, view.kantor.zona)
    if saat is Saat.SEBELUM or (saat is Saat.HARI and not facts.notulis):
        said = facts.kabar.kerja if facts.kabar else None
        offered = [k for k in ANSWERS if k in view.aksi]
        wanted = [k for k in offered if k is not Kerja.AKAN_HADIR or k is not said]
        return in_rows(button(view, k.value, k.value, gaya=ANSWERS[k]) for k in wanted)
    if has_attended(view) or (saat is Saat.LEWAT and facts.only_attends):
        return ()
    return in_rows([button(view, "hadir", "hadir", gaya="primary")])


ANSWERS: Mapping[Kerja, Gaya | None] = {
    Kerja.AKAN_HADIR: "primary",
    Kerja.BERHALANGAN: None,
    Kerja.DIWAKILI: None,
}
"""What can be said before a rapat, and how its button stands out."""


def drop_rows(view: KartuView) -> Keyboard:
    """Return a tiny button for each decision that was noted, to take it off again."""
    noted = view.tugas.facts.keputusan or ()
    return in_rows(
        button(view, "hapus_tindak_lanjut", "hapus_tindak_lanjut", str(no), no=no)
        for no in range(1, len(noted) + 1)
    )


def undangan_tombol(view: KartuView) -> Keyboard:
    """Return the buttons of an undangan: time and place, then send."""
    return (
        *isian_rows(view),
        (button(view, "kirim_undangan", "kirim", gaya="success"),),
    )


def kerjakan_tombol(view: KartuView) -> Keyboard:
    """Return the buttons of work without a decision."""
    kode = "mulai_tanda_tangan" if begins_signing(view) else "selesai"
    done = button(view, kode, "selesai", gaya="success")
    return (*isian_rows(view), *in_rows([done, *note_buttons(view)]))


def begins_signing(view: KartuView) -> bool:
    """Tell whether everybody is asked to sign once this is done."""
    after = view.langkah.tahap[view.tugas.tahap + 1 :]
    return bool(after) and after[0].sebar is Sebar.PER_PEGAWAI


def plain_tombol(view: KartuView) -> Keyboard:
    """Return the one button that moves the tahap on, and the note beside it."""
    kerja = view.aksi[0]
    is_sebar = view.tahap is not None and view.tahap.minta is Minta.SEBAR
    kode = "kirim_formulir" if is_sebar else kerja.value
    is_choice = view.tahap is not None and view.tahap.is_choice
    go = button(view, kode, "penerima" if is_choice else kerja.value, gaya="success")
    return (*isian_rows(view), *in_rows([go, *note_buttons(view)]))


TOMBOL: Mapping[Minta, Callable[[KartuView], Keyboard]] = {
    Minta.FORMULIR: formulir_tombol,
    Minta.HIMPUN: himpun_tombol,
    Minta.KEPUTUSAN: decision_tombol,
    Minta.PARAF: decision_tombol,
    Minta.TANDA_TANGAN: decision_tombol,
    Minta.UNDANGAN: undangan_tombol,
    Minta.RAPAT: rapat_tombol,
    Minta.KERJAKAN: kerjakan_tombol,
}

SAMPING: Mapping[Samping | None, Callable[[KartuView], Keyboard]] = {
    Samping.TANYA: question_tombol,
    Samping.TINDAK_LANJUT: follow_up_tombol,
    Samping.TANDA_TERIMA: receipt_tombol,
}
