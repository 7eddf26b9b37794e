"""More time for a tugas: the questions, the request before who may give it, and the way to all that."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from handlers.screens.buttons import Keyboard, in_rows, open_button, tugas_button
from handlers.screens.kartu_tombol import button
from handlers.screens.moments import print_hari
from handlers.screens.screen import Screen, Tombol
from handlers.screens.told import told
from handlers.screens.wording import placeholder, render
from sop_flows.deferred import replace
from sop_flows.engine.tambahan import SebabWaktu
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.waktu import (
    BagianWaktu,
    KerjaWaktu,
    PermintaanWaktu,
    TanyaWaktu,
    WaktuDiberi,
    WaktuDitolak,
)
from sop_flows.ports.views import KartuView
from sop_flows.use_cases.tugas.tambahan import may_ask


def waktu_row(view: KartuView) -> Keyboard:
    """Return the buttons of an open card about its time: to ask for more, and to say who is at it."""
    ask = None
    if may_ask(view.sop, view.tugas, view.now):
        ask = button(view, "minta_waktu", "minta_waktu")
    return in_rows([take_up_button(view), ask], 1)


def take_up_button(view: KartuView) -> Tombol | None:
    """Return the button that says that this person is at it, where others have the tugas too."""
    known = view.tugas.facts.dikerjakan
    is_at_it = known is not None and known.pegawai_id == view.pemirsa.pegawai_id
    if len(view.pemegang) < 2 or is_at_it:
        return None
    return button(view, "sedang", "sedang")


def draw_tanya(isi: TanyaWaktu) -> Screen:
    """Return a question about the time of a tugas: buttons, or a field for words."""
    match isi.bagian:
        case BagianWaktu.SEBAB:
            found = [waktu_button(isi, f"waktu_{s}", "sebab_waktu", s.value) for s in SebabWaktu]
            return replace(told(isi), keyboard=in_rows(found), is_passing=True)
        case BagianWaktu.SAMPAI:
            days = (
                waktu_button(
                    isi, "tanggal", "sampai_waktu", day.isoformat(), kapan=print_hari(day)
                )
                for day in isi.pilihan
            )
            return replace(told(isi), keyboard=in_rows(days), is_passing=True)
    if isi.kerja is KerjaWaktu.TOLAK:
        plain = tugas_button(isi.satu.tugas, isi.permintaan, "tolak_saja", "tolak_saja")
        return replace(told(isi), keyboard=((plain,),), is_passing=True)
    return replace(told(isi), force_reply=placeholder("alasan"))


def waktu_button(isi: TanyaWaktu, kode: str, aksi: str, arg: str, **facts: object) -> Tombol:
    """Return a button that answers a question about time; it needs no revisi."""
    return tugas_button(isi.satu.tugas, 0, kode, aksi, arg, gaya=None, **facts)


def draw_permintaan(isi: PermintaanWaktu) -> Screen:
    """Return a request for time, with the buttons that answer it."""
    at = (isi.satu.tugas, isi.permintaan)
    give = tugas_button(*at, "beri_waktu", "beri_waktu", gaya="success")
    other = tugas_button(*at, "beri_hari", "beri_hari")
    refuse = tugas_button(*at, "tolak_waktu", "tolak_waktu")
    text = render("pesan/permintaan_waktu.j2", isi=isi, terlambat=timedelta(minutes=isi.terlambat))
    hand_on = tugas_button(isi.satu.tugas, 0, "alihkan", "alihkan")
    return Screen(text, in_rows([give, refuse, other, hand_on]))


def draw_putusan(isi: WaktuDiberi | WaktuDitolak) -> Screen:
    """Return what came of a request, with the button that opens the tugas."""
    satu = isi.satu
    opened = open_button(satu.tugas, satu.nomor, satu.unit or satu.singkat)
    return replace(told(isi), keyboard=((opened,),))


DRAW: Mapping[type[Isi], Callable[[Any], Screen]] = {
    TanyaWaktu: draw_tanya,
    PermintaanWaktu: draw_permintaan,
    WaktuDiberi: draw_putusan,
    WaktuDitolak: draw_putusan,
}
"""Which message about time is drawn how, by its type."""
