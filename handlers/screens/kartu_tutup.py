"""The card of a tugas that is closed, or went elsewhere: what became of it."""

from handlers.screens.buttons import Keyboard, in_rows, tugas_button
from handlers.screens.kartu_isi import list_isian
from handlers.screens.kartu_kepala import find_obstacle, head
from handlers.screens.nilai import nilai_row
from handlers.screens.papers import paper_rows
from handlers.screens.screen import Screen
from handlers.screens.tembusan import copy_on_card
from handlers.screens.wording import render
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import StatusBerkas, StatusTugas
from sop_flows.engine.facts import Hasil
from sop_flows.kantor.kantor import sapa
from sop_flows.ports.views import KartuView
from sop_flows.sop.definition import Minta


def draw_moved(view: KartuView) -> Screen:
    """Return where an open tugas went when its post got another holder, or that the access has ended."""
    text = render(
        "kartu_pindah.j2",
        **head(view),
        is_berakhir=view.is_ended,
        jabatan=view.jabatan,
        pemegang=[sapa(p.sapaan, p.nama) for p in view.pemegang],
    )
    return Screen(text)


def draw_closed(view: KartuView) -> Screen:
    """Return what became of a tugas, and whether it can be taken back."""
    hasil = view.tugas.facts.hasil
    answers = list_isian(view, hasil.isian) if hasil else ()
    text = render(
        "kartu_tutup.j2",
        **head(view),
        status=fate(view, hasil),
        waktu=view.tugas.selesai_at,
        hasil=hasil,
        is_sendiri=hasil is not None and hasil.nama == view.pemirsa.nama,
        isian=[answer for answer in answers if answer.ada],
        penerima=[nama for _, nama in view.pilihan],
        kembali_kepada=view.penerima if hasil and hasil.aksi is Kerja.KEMBALIKAN else (),
        bisa_urungkan=may_withdraw(view),
    )
    return Screen(text, (*withdraw_button(view), *rows_of_done(view), *nilai_row(view)))


def rows_of_done(view: KartuView) -> Keyboard:
    """Return the buttons of what was done: to send a copy of it, and its papers; of what was called off none."""
    is_done = view.tugas.status is StatusTugas.SELESAI
    if not is_done or view.berkas.status is StatusBerkas.DIBATALKAN:
        return ()
    return (*in_rows([copy_on_card(view)]), *paper_rows(view))


def fate(view: KartuView, hasil: Hasil | None) -> str:
    """Return what became of a closed tugas."""
    match view.tugas.status:
        case StatusTugas.DITARIK:
            return "ditarik"
        case StatusTugas.DIKECUALIKAN if hasil:
            return "dikecualikan"
        case StatusTugas.SELESAI if hasil:
            return "selesai"
        case _ if view.berkas.status is StatusBerkas.DIBATALKAN:
            return "berkas_batal"
        case StatusTugas.DIBATALKAN if hasil and hasil.aksi is Kerja.UNDANG_ULANG:
            return "rapat_ditunda"
        case StatusTugas.DIBATALKAN if hasil and view.tugas.pegawai_id is not None:
            return "wakil_lepas"
        case _ if view.tahap is not None and view.tahap.minta is Minta.RAPAT:
            return "rapat_usai"
    return "tidak_diperlukan"


def may_withdraw(view: KartuView) -> bool:
    """Tell whether this person may take back what was done here."""
    return view.can_withdraw and not find_obstacle(view)


def withdraw_button(view: KartuView) -> Keyboard:
    """Return the button that takes an aksi back, while that is possible."""
    if not may_withdraw(view):
        return ()
    return ((tugas_button(view.tugas.id, view.tugas.revisi, "urungkan", "tarik"),),)
