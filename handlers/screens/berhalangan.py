"""A holder who is away: what is asked, the proposal of a Plh., and that it was taken back."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from handlers.screens.buttons import in_rows, tick_names, tugas_button
from handlers.screens.delegasi import leave_row, quick, tombol
from handlers.screens.screen import Screen, Tombol
from handlers.screens.told import told
from handlers.screens.wording import placeholder
from sop_flows.deferred import replace
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.berhalangan import (
    BerhalanganTercatat,
    TanyaBerhalangan,
    TugasDitinggal,
    UsulPlh,
)


def draw_tanya(isi: TanyaBerhalangan) -> Screen:
    """Return the choice of the days, or the question why."""
    if isi.mulai is not None:
        return replace(told(isi), force_reply=placeholder("alasan"))
    return replace(told(isi), keyboard=(*quick(isi.pilihan, "halang"), leave_row()))


def draw_tercatat(isi: BerhalanganTercatat) -> Screen:
    """Return who has heard of it, with the button that takes it back."""
    about = isi.absence
    back = tombol("tarik_berhalangan", "tarik", str(about.kantor_id), str(about.dicatat))
    return replace(told(isi), keyboard=((back,),))


def draw_usul(isi: UsulPlh) -> Screen:
    """Return the proposal: a button for each post that the reader may appoint for, and for each tugas."""
    posts = [one for one in isi.jabatan if one.boleh]
    names = tick_names([one.nama for one in posts])
    who = (str(isi.absence.pegawai_id), str(isi.absence.dicatat))
    appoint = (
        tombol("usul_plh", "usul", str(one.id), *who, nama=nama, gaya="success")
        for one, nama in zip(posts, names, strict=True)
    )
    left = tuple(row for one in isi.tugas for row in in_rows(deeds(one)))
    return replace(told(isi), keyboard=(*in_rows(appoint, 1), *left))


def deeds(one: TugasDitinggal) -> Iterable[Tombol | None]:
    """Yield what who oversees a tugas can do about it while its holder is away."""
    at, nomor = (one.satu.tugas, 0), one.satu.nomor
    if one.can_move:
        yield tugas_button(*at, "alihkan_satu", "alihkan", nomor=nomor)
    if one.can_lend:
        yield tugas_button(*at, "beri_waktu_satu", "beri_hari", nomor=nomor)


DRAW: Mapping[type[Isi], Callable[[Any], Screen]] = {
    TanyaBerhalangan: draw_tanya,
    BerhalanganTercatat: draw_tercatat,
    UsulPlh: draw_usul,
}
"""Which message about who is away is drawn how, by its type."""
