"""Membership: the welcome, the news of who joined, and the help."""

from collections.abc import Callable, Mapping
from typing import Any

from handlers.screens.buttons import anggota_button, in_rows
from handlers.screens.menu import menu
from handlers.screens.screen import Screen
from handlers.screens.told import told
from handlers.screens.wording import render
from sop_flows.deferred import replace
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.keanggotaan import (
    BergabungMenunggu,
    KabarBergabung,
    KonfirmasiBergabung,
    Sambutan,
    SambutanOrangAsing,
)
from sop_flows.use_cases.pegawai.tautan import PegawaiView, TautanView


def draw_sambutan(isi: Sambutan) -> Screen:
    """Return the question whether somebody is the person of a link: yes and no."""
    who = (str(isi.pegawai),) if isi.pegawai else ()
    buttons = (anggota_button("ya_saya", "ya", *who), anggota_button("bukan_saya", "bukan", *who))
    return replace(told(isi), keyboard=(buttons,))


def draw_kabar_bergabung(isi: KabarBergabung) -> Screen:
    """Return the news of who just joined, with the button that ends their access."""
    revoke = anggota_button("cabut", "cabut", str(isi.pegawai), gaya="danger")
    return replace(told(isi), keyboard=((revoke,),))


def draw_konfirmasi(isi: KonfirmasiBergabung) -> Screen:
    """Return the question whether an account is the employee's: yes, or leave it out."""
    who = (str(isi.pegawai), str(isi.user))
    out = (str(isi.disebut.pemilik), str(isi.disebut.akun_lama))
    yes = anggota_button("ya_benar", "terima", *who, *out, gaya="success")
    return replace(told(isi), keyboard=((yes, anggota_button("batal", "tolak", *who)),))


def draw_pegawai(view: PegawaiView) -> Screen:
    """Return an employee, with what an admin can do: make a link, revoke those that are out, end access."""
    who = str(view.pegawai)
    buttons = (
        anggota_button("tautan", "tautan", who),
        anggota_button("cabut_tautan", "cabut_tautan", who) if view.undangan else None,
        anggota_button("cabut", "cabut", who, gaya="danger") if view.has_joined else None,
    )
    return Screen(render("pegawai.j2", satu=view), in_rows(buttons, 1))


def draw_tautan(view: TautanView) -> Screen:
    """Return a link as it is handed to its person, with the button that revokes it."""
    revoke = anggota_button("cabut_tautan", "cabut_tautan", str(view.pegawai))
    return Screen(render("tautan.j2", satu=view), ((revoke,),))


def draw_bantuan(roles: frozenset[str]) -> Screen:
    """Return how this is used, with the commands of these roles; strangers are told how to join."""
    if roles == {"menunggu"}:
        return told(BergabungMenunggu(orang=None))
    if not roles:
        return told(SambutanOrangAsing())
    return Screen(render("pesan/bantuan.j2", perintah=menu(roles), peran=roles))


DRAW: Mapping[type[Isi], Callable[[Any], Screen]] = {
    Sambutan: draw_sambutan,
    KabarBergabung: draw_kabar_bergabung,
    KonfirmasiBergabung: draw_konfirmasi,
}
"""Which message about membership is drawn how, by its type."""
