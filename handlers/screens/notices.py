"""From a message owed to the screen that a person sees: one dispatch, by what it says; pure."""

from collections.abc import Callable, Mapping
from typing import Any

from handlers.screens import (
    alihkan,
    alur,
    berhalangan,
    capaian,
    delegasi,
    dokumen,
    libur,
    lists,
    membership,
    nilai,
    notes,
    papers,
    reminders,
    rencana,
    sekaligus,
    sop,
    start,
    tembusan,
    values,
    waktu,
)
from handlers.screens.alur import AlurTerlampir
from handlers.screens.capaian import BaganTerlampir, BukuTerlampir
from handlers.screens.dokumen import DokumenTerlampir
from handlers.screens.kartu import draw_kartu
from handlers.screens.nilai import RekapTerlampir
from handlers.screens.papan import draw_papan
from handlers.screens.papers import ArsipTerlampir, PaperTerlampir
from handlers.screens.sapaan import addressing
from handlers.screens.screen import Screen
from handlers.screens.told import told
from handlers.screens.values import LembarTerlampir
from handlers.screens.wording import mark_repeated
from sop_flows.deferred import dataclass, replace
from sop_flows.kinerja.lembar import LembarFormulir
from sop_flows.ports import layar
from sop_flows.ports.alur import AlurView
from sop_flows.ports.batas import BatasView
from sop_flows.ports.capaian import CapaianView
from sop_flows.ports.halaman import Halaman
from sop_flows.ports.kiriman import Kiriman
from sop_flows.ports.lampiran import DokumenView
from sop_flows.ports.layar.tugas import Penolakan, TinggalkanGrup
from sop_flows.ports.papers import ArsipView, PaperView
from sop_flows.ports.pilihan import PilihanMulai, PilihanPeriode
from sop_flows.ports.rekap import RekapKantor
from sop_flows.ports.reminders import BarisMenunggu, PengingatView
from sop_flows.ports.rencana import PilihanRencana, RencanaView
from sop_flows.ports.riwayat import RiwayatView
from sop_flows.ports.sekaligus import SekaligusView
from sop_flows.ports.tawaran import TawaranView
from sop_flows.ports.tertanda import DaftarTertanda, NaskahView
from sop_flows.ports.views import BerkasView, DaftarTugas, IsiView, KartuView
from sop_flows.use_cases.kantor.libur import LiburView
from sop_flows.use_cases.pegawai.joining import Keanggotaan
from sop_flows.use_cases.pegawai.tautan import PegawaiView, TautanView

Isi = (
    KartuView
    | BerkasView
    | PengingatView
    | TawaranView
    | SekaligusView
    | DaftarTugas
    | RiwayatView
    | BatasView
    | LiburView
    | tuple[NaskahView, ...]
    | LembarFormulir
    | LembarTerlampir
    | IsiView
    | RekapTerlampir
    | CapaianView
    | AlurView
    | BaganTerlampir
    | AlurTerlampir
    | RekapKantor
    | BukuTerlampir
    | Penolakan
    | DokumenView
    | DokumenTerlampir
    | PaperView
    | PaperTerlampir
    | ArsipView
    | ArsipTerlampir
    | Halaman[BerkasView]
    | DaftarTertanda
    | tuple[BarisMenunggu, ...]
    | tuple[PilihanMulai, ...]
    | PilihanPeriode
    | tuple[PilihanRencana, ...]
    | RencanaView
    | tuple[int, ...]
    | tuple[Keanggotaan, ...]
    | PegawaiView
    | TautanView
    | frozenset[str]
    | None
)
"""What was loaded for a message; None where its own facts are enough."""


@dataclass(frozen=True, slots=True)
class Pesan:
    """A message owed, with what it shows."""

    kiriman: Kiriman
    isi: Isi = None
    sapaan: str = ""
    """How its reader is addressed; empty where that is not known."""

    @property
    def revisi(self) -> int:
        """The revisi that a card or board is drawn at; 0 for other messages."""
        match self.isi:
            case KartuView(tugas=tugas):
                return tugas.revisi
            case BerkasView(berkas=berkas):
                return berkas.revisi
        return 0


def draw(view: Pesan, *, ambigu: bool) -> Screen:
    """Return the screen; ``ambigu``: it may have been sent before and says so."""
    with addressing(view.sapaan):
        screen = draw_plainly(view)
    if not ambigu or not screen.text:
        return screen
    return replace(screen, text=mark_repeated(screen.text))


def draw_plainly(view: Pesan) -> Screen:
    """Return the screen of a message."""
    said = view.kiriman.isi
    if view.isi is None:
        return DRAW.get(type(said), told)(said)
    if type(said) in lists.DRAW:
        return lists.DRAW[type(said)](view.isi, said)
    return OF_VIEW[type(view.isi)](view.isi)


OF_VIEW: Mapping[type[Any], Callable[[Any], Screen]] = {
    KartuView: draw_kartu,
    BerkasView: draw_papan,
    PengingatView: reminders.draw_reminder,
    TawaranView: start.draw_tawaran,
    SekaligusView: sekaligus.draw_several,
    LembarTerlampir: values.draw_lembar,
    RekapTerlampir: nilai.draw_rekap,
    CapaianView: capaian.draw_capaian,
    BaganTerlampir: capaian.draw_bagan,
    AlurTerlampir: alur.draw_alur,
    BukuTerlampir: capaian.draw_buku,
    Penolakan: notes.DRAW[Penolakan],
    DokumenTerlampir: dokumen.draw_dokumen,
    PaperTerlampir: papers.draw_paper,
    ArsipTerlampir: papers.draw_arsip,
    PegawaiView: membership.draw_pegawai,
    TautanView: membership.draw_tautan,
    frozenset: membership.draw_bantuan,
}
"""Of what is no list: cards, boards, reminders, what is handed out, an employee, and the roles that a help is for."""
DRAW: Mapping[type[layar.Isi], Callable[[Any], Screen]] = {
    TinggalkanGrup: lambda _: Screen(leaves=True),
    **membership.DRAW,
    **values.DRAW,
    **start.DRAW,
    **notes.DRAW,
    **reminders.DRAW,
    **tembusan.DRAW,
    **delegasi.DRAW,
    **berhalangan.DRAW,
    **rencana.DRAW,
    **sekaligus.DRAW,
    **libur.DRAW,
    **dokumen.DRAW,
    **sop.DRAW,
    **capaian.DRAW,
    **waktu.DRAW,
    **alihkan.DRAW,
}
"""How a message is drawn that is more than told, by what it says."""
