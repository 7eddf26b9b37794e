"""Lists: somebody's tugas, the office's berkas, what may be started, who has joined.

A list that is longer than a page is turned: nothing of it is out of reach.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from handlers.screens.batas import draw_batas
from handlers.screens.buttons import (
    Keyboard,
    anggota_button,
    berkas_button,
    beside,
    in_rows,
    list_button,
    mulai_button,
    named,
    open_button,
    page_row,
    periode_button,
    several_rows,
    tick_names,
)
from handlers.screens.callback import PeriodeTap
from handlers.screens.ditunggu import draw_ditunggu
from handlers.screens.libur import draw_libur
from handlers.screens.nilai import draw_kept
from handlers.screens.reminders import nudge
from handlers.screens.rencana import draw_rencana, rencana_button
from handlers.screens.riwayat import draw_ditandatangani, draw_naskah, draw_riwayat
from handlers.screens.screen import Screen, Tombol
from handlers.screens.told import told
from handlers.screens.wording import label, render
from sop_flows.ports.halaman import Halaman, page_of
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.daftar import (
    HapusTanya,
    LayarAnggota,
    LayarBerkas,
    LayarDitandatangani,
    LayarDitunggu,
    LayarMenunggu,
    LayarNaskah,
    LayarNaskahBerkas,
    LayarNilai,
    LayarRiwayat,
    LayarTugas,
)
from sop_flows.ports.layar.kalender import LayarBatas
from sop_flows.ports.layar.keanggotaan import BergabungMenunggu, SambutanOrangAsing
from sop_flows.ports.layar.libur import LayarLibur
from sop_flows.ports.layar.mulai import LayarMulai, LayarPeriode
from sop_flows.ports.layar.rencana import LayarPilihanRencana, LayarRencana
from sop_flows.ports.pilihan import PilihanMulai, PilihanPeriode
from sop_flows.ports.reminders import BarisMenunggu
from sop_flows.ports.rencana import PilihanRencana
from sop_flows.ports.views import BerkasView, DaftarTugas, StatusLangkah
from sop_flows.use_cases.pegawai.joining import Keanggotaan
from sop_flows.waktu.periode import LENGTH

TUGAS, PEOPLE, SOPS = 12, 24, 24  # on one page of their lists


def draw_daftar_tugas(view: DaftarTugas, said: LayarTugas) -> Screen:
    """Return a page of somebody's open tugas, each with the button that opens it; or a welcome."""
    if not view.pegawai:
        return told(BergabungMenunggu(orang=None) if view.is_waiting else SambutanOrangAsing())
    kantor = {line.kantor.id for line in view.baris}
    person = view.pegawai[0]
    page = page_of(view.baris, said.halaman, TUGAS)
    text = render(
        "daftar_tugas.j2",
        halaman=page,
        jumlah=len(view.baris),
        orang=person,
        banyak_kantor=len(kantor),
    )
    buttons = (
        open_button(line.tugas.id, line.tugas.nomor, line.unit or line.singkat)
        for line in page.baris
    )
    others = list_button(LayarMenunggu.layar, "menunggu", 1, jumlah=view.menunggu)
    waiting = in_rows([others if view.menunggu else None])
    several = several_rows(view.sekaligus)
    return Screen(text, (*several, *in_rows(buttons), *turn_row(page, said), *waiting))


def draw_menunggu(view: tuple[BarisMenunggu, ...], said: LayarMenunggu) -> Screen:
    """Return a page of what somebody waits for, with a button for each whose holder they may remind."""
    page = page_of(view, said.halaman, TUGAS)
    text = render("menunggu.j2", halaman=page, jumlah=len(view))
    buttons = (nudge(one.baris) for one in page.baris if one.can_remind)
    return Screen(text, (*in_rows(buttons), *turn_row(page, said)))


def draw_daftar_berkas(view: Halaman[BerkasView], said: LayarBerkas) -> Screen:
    """Return a page of the berkas of somebody's offices: each with its board and its history."""
    text = render("daftar_berkas.j2", halaman=view.each(lambda one: (one, summary(one))))
    found = [(each.berkas.id, each.berkas.nomor) for each in view.baris]
    buttons = (
        berkas_button(id, kode, aksi, nomor=nomor)
        for id, nomor in found
        for kode, aksi in (("buka_papan", "papan"), ("riwayat_berkas", "riwayat"))
    )
    return Screen(text, (*in_rows(buttons), *turn_row(view, said)))


def turn_row(page: Halaman[Any], said: Isi) -> Keyboard:
    """Return the buttons that turn to the page before and after one of a list."""
    pages = beside(page.ke, "sebelumnya", "berikutnya")
    return page_row(page.jumlah, pages, partial(turn_button, said))


def turn_button(said: Isi, kode: str, ke: int) -> Tombol:
    """Return the button that leads to a page of a list; of what is started for a periode, of its."""
    if isinstance(said, LayarMulai) and said.periode is not None:
        return Tombol(label(kode), PeriodeTap(said.periode, ke).encode())
    return list_button(said.layar, kode, ke)


def summary(view: BerkasView) -> dict[str, object]:
    """Return where a berkas stands, in one line of facts."""
    running = [s.langkah for s in view.langkah if s.status is StatusLangkah.BERJALAN]
    return {
        "selesai": view.selesai,
        "jumlah": len(view.langkah),
        "berjalan": [f"{langkah.no}. {langkah.singkat}" for langkah in running],
    }


def draw_pilihan_mulai(view: tuple[PilihanMulai, ...], said: LayarMulai) -> Screen:
    """Return a page of the SOPs that somebody may start; those under way are told, not offered."""
    page = page_of(view, said.halaman, SOPS)
    text = render("pilihan_mulai.j2", halaman=page)
    free = [one for one in page.baris if one.berjalan is None]
    names = tick_names([one.sop.nama for one in free])
    starts = (
        mulai_button(one.sop_id, one.periode, nama) for one, nama in zip(free, names, strict=True)
    )
    kinds = {one.sop.periode for one in view}
    others = (periode_button(jenis) for jenis in LENGTH if jenis in kinds)
    return Screen(text, (*in_rows(starts, 1), *turn_row(page, said), *in_rows(others, 1)))


def draw_pilihan_rencana(view: tuple[PilihanRencana, ...], said: LayarPilihanRencana) -> Screen:
    """Return a page of the SOPs that somebody may plan."""
    page = page_of(view, said.halaman, SOPS)
    names = tick_names([one.sop.nama for one in page.baris])
    buttons = (
        rencana_button(one.sop_id, "rencanakan", nama=nama)
        for one, nama in zip(page.baris, names, strict=True)
    )
    text = render("pilihan_rencana.j2", halaman=page)
    return Screen(text, (*in_rows(buttons, 1), *turn_row(page, said)))


def draw_pilihan_periode(view: PilihanPeriode, _: object) -> Screen:
    """Return the periode of a kind that a berkas can be started for."""
    text = render("pilihan_periode.j2", pilihan=view)
    under_way = (view.berlangsung,) if view.berlangsung else ()
    return Screen(text, in_rows(map(periode_button, (*view.periode, *under_way)), 1))


def draw_anggota(view: tuple[Keanggotaan, ...], said: LayarAnggota) -> Screen:
    """Return a page of who of each office has joined, and who has not: those first; each opens."""
    people = [
        (at, joined, person)
        for at, one in enumerate(view)
        for joined in (False, True)
        for person, has_joined in one.pegawai
        if has_joined is joined
    ]
    page = page_of(people, said.halaman, PEOPLE)
    kantor = [
        {
            "nama": one.kantor.nama,
            "jumlah": len(one.pegawai),
            "bergabung": sum(joined for _, joined in one.pegawai),
            "sudah": [who.nama for of, joined, who in page.baris if of == at and joined],
            "belum": [who.nama for of, joined, who in page.baris if of == at and not joined],
        }
        for at, one in enumerate(view)
        if any(of == at for of, _, _ in page.baris) or not one.pegawai
    ]
    text = render("anggota.j2", kantor=kantor, halaman=page)
    names = named((who.id, who.nama) for _, _, who in page.baris)
    buttons = (anggota_button("orang", "orang", id, nama=nama) for id, nama in names)
    return Screen(text, (*in_rows(buttons), *turn_row(page, said)))


def draw_hapus_tanya(view: tuple[int, ...], _: object) -> Screen:
    """Return that the questions which were answered or left go away."""
    return Screen(deletion=view)


DRAW: Mapping[type[Isi], Callable[[Any, Any], Screen]] = {
    LayarTugas: draw_daftar_tugas,
    LayarMenunggu: draw_menunggu,
    LayarBerkas: draw_daftar_berkas,
    LayarRiwayat: draw_riwayat,
    LayarDitunggu: draw_ditunggu,
    LayarBatas: draw_batas,
    LayarLibur: draw_libur,
    LayarNaskah: draw_naskah,
    LayarNaskahBerkas: draw_naskah,
    LayarNilai: draw_kept,
    LayarDitandatangani: draw_ditandatangani,
    LayarMulai: draw_pilihan_mulai,
    LayarPeriode: draw_pilihan_periode,
    LayarPilihanRencana: draw_pilihan_rencana,
    LayarRencana: draw_rencana,
    LayarAnggota: draw_anggota,
    HapusTanya: draw_hapus_tanya,
}
"""How what was loaded for a message is drawn, by what the message says: of both."""
