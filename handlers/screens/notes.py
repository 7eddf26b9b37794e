"""Questions for words and answers, and refusals."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from handlers.screens.screen import Screen
from handlers.screens.told import asked, told
from handlers.screens.wording import (
    placeholder,
    render,
    word_refusal,
)
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.tugas import (
    Penolakan,
    TanyaAlasanKecuali,
    TanyaAlasanUnit,
    TanyaCatatan,
    TanyaIsian,
)
from sop_flows.sop.definition import JenisIsian


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


def draw_penolakan(isi: Penolakan) -> Screen:
    """Return a refusal, in words that say what to do."""
    return Screen(render("pesan/penolakan.j2", teks=word_refusal(isi.kode, isi.fakta)))


DRAW: Mapping[type[Isi], Callable[[Any], Screen]] = {
    TanyaCatatan: draw_catatan,
    TanyaIsian: draw_isian,
    TanyaAlasanKecuali: lambda isi: asked(isi, "alasan"),
    TanyaAlasanUnit: lambda isi: asked(isi, "alasan"),
    Penolakan: draw_penolakan,
}
"""Which question or refusal is drawn how, by its type."""
