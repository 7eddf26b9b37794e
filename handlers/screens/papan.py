"""The board of a berkas: where every langkah stands, who has it, who is late."""

from collections.abc import Mapping
from functools import partial
from typing import Literal

from handlers.screens.buttons import Gaya, Keyboard, berkas_button, in_rows, named
from handlers.screens.ditunggu import all_row
from handlers.screens.dokumen import board_row
from handlers.screens.halaman import choice_rows, choices
from handlers.screens.moments import hari_ke
from handlers.screens.papers import arsip_row
from handlers.screens.screen import Screen, Tombol
from handlers.screens.wording import render
from sop_flows.deferred import dataclass
from sop_flows.engine.berkas import StatusBerkas
from sop_flows.kantor.kantor import told_apart
from sop_flows.ports.ditanya import Kecualikan, YakinKecualikan
from sop_flows.ports.halaman import Halaman
from sop_flows.ports.layar.pengecualian import BagianKecualikan
from sop_flows.ports.views import BerkasView, LangkahStatus, SampinganView, TugasTerbuka
from sop_flows.sop.place import Samping
from sop_flows.use_cases.berkas.papan import NAMED

REASONS = ("cuti", "dinas", "tanpa")
Part = BagianKecualikan | Literal["yakin"]
"""A part of the conversation on a board; "yakin" is the one that only a "Ya" goes on from."""


@dataclass(frozen=True, slots=True)
class BarisPapan:
    """One langkah on the board."""

    status: LangkahStatus
    terbuka: tuple[TugasTerbuka, ...]
    belum: tuple[str, ...]
    """Who has not signed yet, where everybody signs."""
    waktu: str
    """The waktu that the sheet prints."""


def draw_papan(view: BerkasView) -> Screen:
    """Return the board of a berkas, with the conversation on it if there is one."""
    if view.is_ended:
        text = render("papan_berakhir.j2", kantor=view.kantor, berkas=view.berkas)
        return Screen(text, is_over=True)
    part = asked_part(view)
    page, names = choice_of(view, part), dict(view.belum)
    text = render(
        "papan.j2",
        kantor=view.kantor,
        berkas=view.berkas,
        baris=tuple(line_of(status, names) for status in view.langkah),
        bernama=NAMED,
        selesai=view.selesai,
        hari=hari_ke(view.berkas.dibuka_at, view.now, view.kantor.zona),
        now=view.now,
        terlambat=view.terlambat,
        bagian=part,
        siapa=signer_name(view),
        alasan=excusing(view).alasan,
        saksi=view.saksi,
        is_unit=excused_id(view) is None,
        tergantikan=view.tergantikan,
        dikecualikan=view.dikecualikan,
        tindak_lanjut=[outliving(view, s) for s in view.sampingan if is_decision(s)],
        tanda_terima=[s for s in view.sampingan if not is_decision(s)],
        halaman_pilihan=page,
        belum_terima=[s.jabatan for s in view.sampingan if s.tugas.is_open and not is_decision(s)],
    )
    keyboard = conversation(view, part, page) if part else own_keyboard(view)
    is_over = view.berkas.status is not StatusBerkas.BERJALAN
    return Screen(text, keyboard, is_over=is_over)


def line_of(status: LangkahStatus, names: Mapping[int, str]) -> BarisPapan:
    """Return one langkah with those who have it, and whose signature is missing by these names."""
    return BarisPapan(
        status=status,
        terbuka=tuple(p for p in status.terbuka if p.tugas.pegawai_id is None),
        belum=tuple(
            names.get(p.tugas.id, "") for p in status.terbuka if p.tugas.pegawai_id is not None
        ),
        waktu=str(status.langkah.mutu_baku.waktu),
    )


def is_decision(sampingan: SampinganView) -> bool:
    """Tell a tindak lanjut from a tanda terima."""
    return sampingan.tugas.tahap == Samping.TINDAK_LANJUT


def outliving(view: BerkasView, sampingan: SampinganView) -> dict[str, object]:
    """Return one tindak lanjut as the board lists it."""
    tugas = sampingan.tugas
    return {"tugas": tugas, "jabatan": sampingan.jabatan, "is_late": tugas.is_late_at(view.now)}


def own_keyboard(view: BerkasView) -> Keyboard:
    """Return the buttons of a board that asks nothing."""
    is_running = view.berkas.status is StatusBerkas.BERJALAN
    may_steer = is_running and view.can_cancel
    remind = (
        button(view, "ingatkan", "ingatkan", n=view.terlambat)
        if may_steer and view.terlambat
        else None
    )
    excuse = button(view, "kecualikan", "kecualikan") if is_running and view.kecualikan else None
    may_undo = is_running and any(one.can_reinstate for one in view.dikecualikan)
    undo = button(view, "urungkan_kecuali", "ikutkan") if may_undo else None
    add = button(view, "tambah_unit", "tambah") if is_running and view.tambah else None
    cancel = button(view, "batalkan", "batalkan", gaya="danger") if may_steer else None
    return (
        *in_rows([button(view, kode, kode) for kode in ("segar", "alur", "riwayat")], 3),
        *all_row(view),
        *board_row(view),
        *arsip_row(view),
        *in_rows([remind, excuse, undo, add], 1),
        *in_rows([cancel], 1),
    )


def button(
    view: BerkasView, kode: str, aksi: str, *args: str, gaya: Gaya | None = None, **facts: object
) -> Tombol:
    """Return a button of this board."""
    return berkas_button(view.berkas.id, kode, aksi, *args, gaya=gaya, **facts)


# The conversation on a board


def asked_part(view: BerkasView) -> Part | None:
    """Return what the board asks now; None where it asks nothing."""
    asked = view.percakapan
    if asked is None or view.berkas.status is not StatusBerkas.BERJALAN:
        return None
    return "yakin" if isinstance(asked.isi, YakinKecualikan) else excusing(view).bagian


def excusing(view: BerkasView) -> Kecualikan:
    """Return what is asked of who takes part; as if in words where something else is asked."""
    match view.percakapan.isi if view.percakapan else None:
        case Kecualikan() as asked:
            return asked
        case YakinKecualikan(siapa=siapa, alasan=alasan):
            bagian = BagianKecualikan.SAKSI
            return Kecualikan(berkas=view.berkas.id, bagian=bagian, siapa=siapa, alasan=alasan)
    return Kecualikan(berkas=view.berkas.id, bagian=BagianKecualikan.KATA)


def choice_of(view: BerkasView, part: Part | None) -> Halaman[Tombol] | None:
    """Return a page of the people or units that a part of the conversation asks to choose among."""
    match part:
        case BagianKecualikan.PEGAWAI:
            aksi, found = "siapa", view.kecualikan
        case BagianKecualikan.UNIT:
            aksi, found = "unit", view.tambah
        case BagianKecualikan.URUNGKAN:
            aksi = "ikut"
            found = tuple((o.tugas.id, o.siapa) for o in view.dikecualikan if o.can_reinstate)
        case BagianKecualikan.SAKSI:
            told = told_apart((one.nama, one.nama_jabatan) for one in view.pegawai)
            aksi, found = "saksi", tuple(zip((o.id for o in view.pegawai), told, strict=True))
        case _:
            return None
    people = (button(view, "orang", aksi, id, nama=nama) for id, nama in named(found))
    return choices(people, excusing(view).halaman)


def turn_button(view: BerkasView, kode: str, ke: int) -> Tombol:
    """Return a button that turns a choice on this board to a page."""
    return button(view, kode, "halaman", str(ke), ke=ke)


def conversation(view: BerkasView, part: Part, page: Halaman[Tombol] | None) -> Keyboard:
    """Return the choices of a part of the conversation, and the way out."""
    leave = (button(view, "batal", "batal"),)
    if page is not None:
        return (*choice_rows(page, partial(turn_button, view)), leave)
    match part:
        case BagianKecualikan.ALASAN if excused_id(view) is None:
            return ((button(view, "tulis_alasan", "sebab", "lain"),), leave)
        case BagianKecualikan.ALASAN:
            quick = (button(view, f"sebab_{kode}", "sebab", kode) for kode in REASONS)
            other = button(view, "alasan_lain", "sebab", "lain")
            return (*in_rows([*quick, other]), leave)
        case "yakin":
            return ((sure_button(view), *leave),)
    return (leave,)


def sure_button(view: BerkasView) -> Tombol:
    """Return the "Ya" to an excuse: it names whom and before whom, so that it speaks for no other."""
    match view.percakapan.isi if view.percakapan else None:
        case YakinKecualikan(siapa=siapa, saksi=saksi):
            who = (str(siapa), str(saksi))
            return button(view, "ya_kecualikan", "ya_kecualikan", *who, gaya="success")
    raise TypeError("nothing is being confirmed on this board")


def excused_id(view: BerkasView) -> int | None:
    """Return who is being excused: nobody witnesses for themselves."""
    chosen = excusing(view).siapa
    return next((t.pegawai_id for t in view.berkas.terbuka if t.id == chosen), None)


def signer_name(view: BerkasView) -> str:
    """Return the name of whoever is being excused."""
    return dict(view.kecualikan).get(excusing(view).siapa, "")
