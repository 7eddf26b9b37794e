"""Starting a berkas: its questions, its summary, and the offer to start anew."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from handlers.screens.buttons import (
    Gaya,
    awal_button,
    in_rows,
    mulai_button,
    offered_rows,
    sumber_button,
    tick_names,
)
from handlers.screens.screen import Screen, Tombol
from handlers.screens.told import asked, told
from handlers.screens.wording import (
    word,
)
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.mulai import (
    PilihanSumber,
    RingkasanMulai,
    Rintisan,
    TanyaMulai,
    TawaranMulai,
)
from sop_flows.sop.definition import JenisIsian


def draw_tanya_mulai(isi: TanyaMulai) -> Screen:
    """Return one question before a start; what can be tapped has buttons, the rest is typed."""
    isian, at = isi.isian, isi.rintisan
    if isian.jenis not in (JenisIsian.DOKUMEN, JenisIsian.CENTANG) and not isian.tawaran:
        return asked(isi, "teks", contoh=isian.contoh)
    offered = offered_rows(
        isian, lambda kode, sidik, **facts: awal(at, kode, "pilih", sidik, **facts)
    )
    given = isian.jenis is JenisIsian.CENTANG
    tick = awal(at, "centang_awal", "ada", gaya="success", nama=isian.label) if given else None
    without = None if isian.wajib else awal(at, "lewati", "lewati")
    rows = in_rows([tick, without, awal(at, "batal", "batal")], 1)
    return replace(told(isi), keyboard=(*offered, *rows), is_passing=True)


def draw_ringkasan_mulai(isi: RingkasanMulai) -> Screen:
    """Return what a berkas is about to start with: to confirm, to change, or to leave."""
    at = isi.rintisan
    names = tick_names([label for label, _, _ in isi.baris])
    changes = (awal(at, "ubah", "ubah", str(ke), nama=nama) for ke, nama in enumerate(names))
    go = awal(at, "ya_mulai", "ya", gaya="success")
    return replace(told(isi), keyboard=((go, awal(at, "batal", "batal")), *in_rows(changes)))


def draw_pilihan_sumber(isi: PilihanSumber) -> Screen:
    """Return the question whether a berkas begins with what another one gathered."""
    start = (isi.sop, isi.periode)
    buttons = [sumber_button(*start, nomor, "success") for nomor in isi.sumber]
    return replace(told(isi), keyboard=in_rows([*buttons, sumber_button(*start, 0)], 1))


def draw_tawaran_mulai(isi: TawaranMulai) -> Screen:
    """Return the offer to start an SOP for the periode that is over."""
    go = mulai_button(isi.sop, isi.periode, word("tawaran", "mulai"))
    later = awal_button(isi.sop, 0, "nanti", "nanti")
    return replace(told(isi), keyboard=((go, later),))


def awal(
    at: Rintisan, kode: str, aksi: str, *args: str, gaya: Gaya | None = None, **facts: object
) -> Tombol:
    """Return a button of a question before a start."""
    return awal_button(at.sop, at.revisi, kode, aksi, *args, gaya=gaya, **facts)


DRAW: Mapping[type[Isi], Callable[[Any], Screen]] = {
    TanyaMulai: draw_tanya_mulai,
    RingkasanMulai: draw_ringkasan_mulai,
    PilihanSumber: draw_pilihan_sumber,
    TawaranMulai: draw_tawaran_mulai,
}
"""Which message about a start is drawn how, by its type."""
