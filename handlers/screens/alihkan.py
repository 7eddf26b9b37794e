"""A tugas that is handed on: to which post, why, and the news of it."""

from collections.abc import Callable, Mapping
from typing import Any

from handlers.screens.buttons import in_rows, tick_names, tugas_button
from handlers.screens.notes import ask_office
from handlers.screens.screen import Screen, Tombol
from handlers.screens.tembusan import copy_button
from handlers.screens.told import told
from handlers.screens.wording import placeholder
from sop_flows.deferred import replace
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.alihkan import (
    AlihkanSenomor,
    BagianAlihkan,
    TanyaAlihkan,
    TugasDialihkan,
)


def draw_tanya(isi: TanyaAlihkan) -> Screen:
    """Return the choice of the post, or of one of its holders, or the question why."""
    if isi.bagian is BagianAlihkan.ALASAN:
        return replace(told(isi), force_reply=placeholder("alasan"))
    made = holder_button if isi.bagian is BagianAlihkan.ORANG else post_button
    names = tick_names([one.nama for one in isi.pilihan])
    found = [made(isi, one.id, nama) for one, nama in zip(isi.pilihan, names, strict=True)]
    if isi.bersama:
        found.append(tugas_button(isi.satu.tugas, 0, "semua_pemegang", "alihkan_orang", "0"))
    return replace(told(isi), keyboard=in_rows(found, 1), is_passing=True)


def holder_button(isi: TanyaAlihkan, pegawai_id: int, nama: str) -> Tombol:
    """Return the button of one of the holders of a post."""
    return tugas_button(isi.satu.tugas, 0, "orang", "alihkan_orang", str(pegawai_id), nama=nama)


def post_button(isi: TanyaAlihkan, jabatan_id: int, nama: str) -> Tombol:
    """Return the button of a post; the reader's own says that they do it themselves."""
    kode = "kerjakan_sendiri" if jabatan_id == isi.sendiri else "jabatan"
    return tugas_button(isi.satu.tugas, 0, kode, "alihkan_ke", str(jabatan_id), nama=nama)


def draw_senomor(isi: AlihkanSenomor) -> Screen:
    """Return the question in which office a tugas is meant; what is tapped asks for the post there."""
    return ask_office(
        isi, isi.pilihan, lambda one, nama: tugas_button(one.id, 0, "kantor", "alihkan", nama=nama)
    )


def draw_dialihkan(isi: TugasDialihkan) -> Screen:
    """Return where a tugas went, with the button by which who handed it on sends a copy of that."""
    return replace(told(isi), keyboard=((copy_button(isi.satu.tugas),),) if isi.sendiri else ())


DRAW: Mapping[type[Isi], Callable[[Any], Screen]] = {
    TanyaAlihkan: draw_tanya,
    AlihkanSenomor: draw_senomor,
    TugasDialihkan: draw_dialihkan,
}
"""Which message about what is handed on is drawn how, by its type."""
