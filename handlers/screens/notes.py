"""Questions for words and answers, and refusals."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from handlers.screens.buttons import (
    berkas_button,
    in_rows,
    offered_rows,
    open_button,
    tick_names,
    tugas_button,
)
from handlers.screens.screen import Screen, Tombol
from handlers.screens.told import asked, told
from handlers.screens.wording import (
    placeholder,
    render,
    word_refusal,
)
from sop_flows.deferred import replace
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.pengecualian import TanyaAlasanKecuali, TanyaAlasanUnit
from sop_flows.ports.layar.tanda_tangan import SaksiBasah
from sop_flows.ports.layar.tugas import (
    ArahanAtasan,
    BerkasBernomor,
    BerkasSenomor,
    Penolakan,
    TanyaAlasanTetap,
    TanyaCatatan,
    TanyaIsian,
    Terjawab,
    TugasBernomor,
    TugasSenomor,
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
        "berhalangan": "berhalangan",
        "tindak_lanjut": "tindak_lanjut",
        "arahan": "arahan",
    }
    what = "konsep" if isi.jenis == "konsep" else isi.kerja
    text = render("pesan/tanya_catatan.j2", isi=isi, apa=what)
    return Screen(text, force_reply=placeholder(fields.get(what, "catatan")))


def draw_isian(isi: TanyaIsian) -> Screen:
    """Return the question for one answer of a tahap; a dokumen is sent, an offered one tapped."""
    if isi.isian.jenis is JenisIsian.DOKUMEN or isi.isian.tawaran:
        offered = offered_rows(
            isi.isian,
            lambda kode, sidik, **facts: tugas_button(
                isi.tugas, 0, kode, "pilih_isian", sidik, **facts
            ),
        )
        return replace(told(isi), keyboard=offered, is_passing=True)
    return asked(isi, "teks", contoh=isi.isian.contoh)


def draw_penolakan(isi: Penolakan) -> Screen:
    """Return a refusal, in words that say what to do."""
    teks = word_refusal(isi.kode, isi.fakta, is_typed=True)
    return Screen(render("pesan/penolakan.j2", teks=teks))


def draw_tugas_senomor(isi: TugasSenomor) -> Screen:
    """Return the question in which office a tugas is meant; it goes away once it is answered."""
    kerja = isi.kerja.value
    asked = ask_office(
        isi,
        isi.pilihan,
        lambda one, nama: tugas_button(one.id, one.revisi, "kantor", "nomor", kerja, nama=nama),
    )
    return replace(asked, is_passing=True)


def draw_berkas_senomor(isi: BerkasSenomor) -> Screen:
    """Return the question of which office a berkas is meant."""
    return ask_office(
        isi, isi.pilihan, lambda one, nama: berkas_button(one.id, "kantor", isi.aksi, nama=nama)
    )


Bernomor = TypeVar("Bernomor", TugasBernomor, BerkasBernomor)


def ask_office(
    isi: Isi, pilihan: Sequence[Bernomor], button: Callable[[Bernomor, str], Tombol]
) -> Screen:
    """Return the question in which of several offices something so numbered is meant."""
    names = tick_names([one.kantor for one in pilihan])
    buttons = (button(one, nama) for one, nama in zip(pilihan, names, strict=True))
    return replace(told(isi), keyboard=in_rows(buttons, 1))


def draw_kabar(isi: Terjawab | ArahanAtasan) -> Screen:
    """Return news about a tugas, with the buttons that open it, and the history, where all words are whole."""
    opens = open_button(isi.tugas, isi.nomor, isi.unit or isi.singkat)
    history = berkas_button(isi.berkas_id, "riwayat", "riwayat")
    return replace(told(isi), keyboard=in_rows((opens, history)))


def draw_saksi(isi: SaksiBasah) -> Screen:
    """Return what somebody is named as a witness for, with the button by which they say that they were none."""
    objects = tugas_button(isi.tugas, 0, "sanggah", "sanggah")
    return replace(told(isi), keyboard=((objects,),))


DRAW: Mapping[type[Isi], Callable[[Any], Screen]] = {
    TanyaCatatan: draw_catatan,
    TanyaIsian: draw_isian,
    TanyaAlasanTetap: lambda isi: asked(isi, "alasan_tetap"),
    SaksiBasah: draw_saksi,
    TanyaAlasanKecuali: lambda isi: asked(isi, "alasan"),
    TanyaAlasanUnit: lambda isi: asked(isi, "alasan"),
    Penolakan: draw_penolakan,
    TugasSenomor: draw_tugas_senomor,
    BerkasSenomor: draw_berkas_senomor,
    Terjawab: draw_kabar,
    ArahanAtasan: draw_kabar,
}
"""Which question or refusal is drawn how, by its type."""
