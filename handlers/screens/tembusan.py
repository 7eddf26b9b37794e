"""A copy for information: where it can be sent from, the questions before, and what its reader gets."""

from collections.abc import Callable, Mapping
from typing import Any

from handlers.screens.buttons import berkas_button, in_rows, tick_names, tugas_button
from handlers.screens.screen import Screen, Tombol
from handlers.screens.told import told
from sop_flows.deferred import replace
from sop_flows.engine.tembusan import is_copied
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.tembusan import TanyaTembusan, TembusanMasuk
from sop_flows.ports.layar.tugas import ArahanTerkirim
from sop_flows.ports.views import KartuView


def copy_on_card(view: KartuView) -> Tombol | None:
    """Return the button of a card that routes the work of others, to send a copy of it."""
    return copy_button(view.tugas.id) if is_copied(view.tahap) else None


def copy_button(tugas_id: int) -> Tombol:
    """Return the button that asks to which post a copy of a tugas goes; it needs no revisi."""
    return tugas_button(tugas_id, 0, "tembusan", "tembusan")


def draw_tanya(isi: TanyaTembusan) -> Screen:
    """Return the choice of the post, or the question whether a copy really goes there."""
    tugas_id = isi.satu.tugas
    if isi.jabatan:
        post = str(isi.jabatan)
        sure = tugas_button(tugas_id, 0, "ya_tembusan", "tembusan_ya", post, gaya="success")
        leave = tugas_button(tugas_id, 0, "batal", "batal")
        return replace(told(isi), keyboard=((sure, leave),), is_passing=True)
    names = tick_names([one.nama for one in isi.pilihan])
    posts = (
        tugas_button(tugas_id, 0, "jabatan", "tembusan_ke", str(one.id), nama=nama)
        for one, nama in zip(isi.pilihan, names, strict=True)
    )
    return replace(told(isi), keyboard=in_rows(posts, 1), is_passing=True)


def draw_masuk(isi: TembusanMasuk) -> Screen:
    """Return a copy, with the ways to look at its berkas."""
    ways = (berkas_button(isi.berkas_id, kode, kode) for kode in ("alur", "riwayat"))
    board = berkas_button(isi.berkas_id, "buka_papan", "papan", nomor=isi.satu.berkas)
    return replace(told(isi), keyboard=(*in_rows(ways), (board,)))


def draw_arahan(isi: ArahanTerkirim) -> Screen:
    """Return whom an arahan reached, with the button that sends a copy of it."""
    return replace(told(isi), keyboard=((copy_button(isi.tugas),),) if isi.tugas else ())


DRAW: Mapping[type[Isi], Callable[[Any], Screen]] = {
    TanyaTembusan: draw_tanya,
    TembusanMasuk: draw_masuk,
    ArahanTerkirim: draw_arahan,
}
"""Which message about a copy is drawn how, by its type."""
