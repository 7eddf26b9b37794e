"""Starting a berkas: its questions, its summary, and the offer to start anew."""

from collections.abc import Callable, Mapping
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
from handlers.screens.wording import render, word
from sop_flows.deferred import replace
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.mulai import (
    PilihanSumber,
    RingkasanMulai,
    Rintisan,
    TanyaMulai,
    TawaranMulai,
)
from sop_flows.ports.tawaran import BarisTawaran, TawaranView
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


def draw_tawaran(view: TawaranView) -> Screen:
    """Return what somebody is offered to start: a button for each, until it is started."""
    text = render("tawaran_mulai.j2", view=view)
    lines = [one for _, some in view.per_periode for one in some if one.berkas is None]
    names = tick_names([word("tawaran", "mulai", nama=one.nama) for one in lines])
    starts = (
        mulai_button(one.sop_id, one.periode, nama) for one, nama in zip(lines, names, strict=True)
    )
    later = awal_button(0, 0, "nanti", "nanti") if lines else None
    return Screen(text, (*in_rows(starts, 1), *in_rows([later])))


def draw_tawaran_mulai(isi: TawaranMulai) -> Screen:
    """Return the offer of one SOP."""
    line = BarisTawaran(sop_id=isi.sop, nama=isi.nama, periode=isi.periode, prospek=isi.prospek)
    return draw_tawaran(TawaranView(kantor=isi.kantor, baris=(line,)))


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
