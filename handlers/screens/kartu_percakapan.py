"""What a card asks its person before an aksi is done: to confirm, to choose, to give words."""

from collections.abc import Collection, Iterable, Iterator
from functools import partial

from handlers.screens.buttons import Keyboard, in_rows, named, tick_names
from handlers.screens.halaman import choice_rows, choices
from handlers.screens.kartu_tombol import button
from handlers.screens.screen import Tombol
from sop_flows.deferred import dataclass
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.kerja import KERJA
from sop_flows.kantor.kantor import told_apart
from sop_flows.ports.ditanya import (
    AlasanTetap,
    Catatan,
    CatatHadir,
    Disiapkan,
    Kembalikan,
    Konsep,
    Penerima,
    PilihWakil,
    TandaBasah,
    TanyaIsian,
    TanyaUnit,
    TentangNilai,
    TindakLanjut,
    Tunda,
    Yakin,
)
from sop_flows.ports.halaman import Halaman
from sop_flows.ports.layar.tugas import BagianAksi, BagianTindakLanjut
from sop_flows.ports.views import KartuView
from sop_flows.sop.definition import Kembali
from sop_flows.use_cases.tugas.tindak_lanjut import HARI

Choices = Halaman[Tombol]
"""A page of what can be chosen."""


@dataclass(frozen=True, slots=True)
class Pertanyaan:
    """What the card asks, its buttons, and what is chosen so far by name."""

    tahap: str
    keyboard: Keyboard
    terpilih: tuple[str, ...] = ()
    pilihan: Choices | None = None


def draw_percakapan(view: KartuView) -> Pertanyaan | None:
    """Return what this card is asking; None where it asks nothing, or what it asked is stale."""
    match view.percakapan.isi if view.percakapan else None:
        case Catatan(teks=teks) as asked if teks:
            send = button(view, "kirim_tulisan", "tulisan", gaya="success")
            return Pertanyaan("tulisan", ((send,), leave_row(view)), chosen_names(view, asked))
        case Disiapkan(revisi=revisi) | TentangNilai(revisi=revisi) if revisi != view.tugas.revisi:
            return None
        case Catatan() | AlasanTetap() | Konsep() | TanyaIsian() | Tunda():
            return Pertanyaan("kata", (leave_row(view),))
        case Yakin() | TandaBasah() as asked:
            return draw_deciding(view, asked)
        case Penerima() as asked:
            return draw_penerima(view, asked)
        case TanyaUnit() as asked:
            return draw_tanya(view, asked)
        case Kembalikan() as asked if view.tahap is not None and view.tahap.kembali:
            return draw_kembalikan(view, view.tahap.kembali[0], asked)
    return draw_rapat(view)


def draw_rapat(view: KartuView) -> Pertanyaan | None:
    """Return what the card of a rapat is asking: what it decided, or who attends."""
    match view.percakapan.isi if view.percakapan else None:
        case TindakLanjut() as asked:
            return draw_tindak_lanjut(view, asked)
        case PilihWakil() as asked:
            return draw_wakil(view, asked)
        case CatatHadir(halaman=ke):
            return draw_hadir(view, ke)
    return None


def leave_row(view: KartuView) -> tuple[Tombol, ...]:
    """Return the row that leaves the conversation."""
    return (button(view, "batal", "batal"),)


def draw_deciding(view: KartuView, asked: Yakin | TandaBasah) -> Pertanyaan:
    """Return what is asked of whoever decides: whether they mean it, or by which sheet in ink."""
    return draw_yakin(view, asked) if isinstance(asked, Yakin) else draw_basah(view, asked)


def draw_yakin(view: KartuView, asked: Yakin) -> Pertanyaan:
    """Return the last question before what cannot be undone; whoever decides may have signed in ink."""
    kerja, signed = asked.kerja, asked.dibubuhkan
    meant = (signed.sidik,) if signed else ()
    go = button(view, f"ya_{kerja}", kerja, *meant, gaya="success")
    may_be_ink = signed is None and KERJA[kerja].is_signed
    ink = button(view, "basah", "basah", kerja.value) if may_be_ink else None
    return Pertanyaan("yakin", ((go, *leave_row(view)), *in_rows([ink])))


def draw_basah(view: KartuView, asked: TandaBasah) -> Pertanyaan:
    """Return the question for a scan; once there is one, the choice of who saw it being signed."""
    if not asked.dokumen:
        return Pertanyaan("pindaian", (leave_row(view),))
    people = (button(view, "orang", "saksi", id, nama=nama) for id, nama in named(view.calon))
    return draw_choice(view, "saksi", choices(people, asked.halaman), terpilih=(asked.cari,))


def draw_choice(
    view: KartuView,
    tahap: str,
    page: Choices,
    go: Tombol | None = None,
    terpilih: tuple[str, ...] = (),
) -> Pertanyaan:
    """Return a choice: a page of it, what turns it, what goes on with it, and the way out."""
    rows = choice_rows(page, partial(turn_button, view))
    return Pertanyaan(tahap, (*rows, *in_rows([go]), leave_row(view)), terpilih, page)


def turn_button(view: KartuView, kode: str, ke: int) -> Tombol:
    """Return a button that turns a choice on this card to a page."""
    return button(view, kode, "halaman", str(ke), ke=ke)


def unit_page(view: KartuView, asked: Disiapkan) -> Choices:
    """Return a tick for each unit that has a formulir."""
    units = [(form.unit.id, form.unit.nama) for form in view.formulir]
    return choices(tick_buttons(view, "pilih_unit", units, asked.unit or ()), asked.halaman)


def tick_buttons(
    view: KartuView, aksi: str, found: Iterable[tuple[int, str]], ticked: Collection[int]
) -> Iterator[Tombol]:
    """Yield a button for each of what can be chosen by id and name, ticked where it is."""
    for id, nama in named(found):
        yield button(view, "pilihan", aksi, id, dipilih=int(id) in ticked, nama=nama)


def draw_penerima(view: KartuView, asked: Penerima) -> Pertanyaan:
    """Return the choice of the posts that a disposisi goes to."""
    posts, ticked = view.pilihan, asked.penerima or ()
    page = choices(tick_buttons(view, "pilih_penerima", posts, ticked), asked.halaman)
    go = button(view, "disposisikan", "kirim_penerima", gaya="success") if ticked else None
    names = tuple(nama for id, nama in posts if id in ticked)
    return draw_choice(view, "penerima", page, go, names)


def draw_tanya(view: KartuView, asked: TanyaUnit) -> Pertanyaan:
    """Return the choice of the units that a question goes to."""
    go = button(view, "lanjut", "alasan_lain") if asked.unit else None
    return draw_choice(view, "tanya_unit", unit_page(view, asked), go, chosen_names(view, asked))


def draw_tindak_lanjut(view: KartuView, asked: TindakLanjut) -> Pertanyaan:
    """Return the part of a decision that is asked now: what, who, or until when."""
    match asked.bagian:
        case BagianTindakLanjut.JABATAN:
            posts = (
                button(view, "jabatan", "pilih_jabatan", id, nama=nama)
                for id, nama in named(view.pilihan)
            )
            return draw_choice(view, "tindak_lanjut_jabatan", choices(posts, asked.halaman))
        case BagianTindakLanjut.BATAS:
            days = in_rows(button(view, "hari_kerja", "batas", str(n), n=n) for n in HARI)
            name = dict(view.pilihan).get(asked.jabatan, "")
            return Pertanyaan("tindak_lanjut_batas", (*days, leave_row(view)), (name,))
    return Pertanyaan("kata", (leave_row(view),))


def draw_wakil(view: KartuView, asked: PilihWakil) -> Pertanyaan:
    """Return the choice of who attends a rapat instead; a part of a name narrows it."""
    people = (button(view, "orang", "wakil", id, nama=nama) for id, nama in named(view.calon))
    page = choices(people, asked.halaman)
    return draw_choice(view, "wakil", page, terpilih=(asked.cari,))


def draw_hadir(view: KartuView, ke: int) -> Pertanyaan:
    """Return everybody who is invited, ticked where they attend."""
    names = tick_names(told_apart((one.nama, one.jabatan) for one in view.undangan))
    people = (
        button(
            view,
            "pilihan",
            (Kerja.HAPUS_HADIR if one.is_hadir else Kerja.CATAT_HADIR).value,
            str(one.tugas_id),
            str(one.pegawai_id),
            dipilih=one.is_hadir,
            nama=nama,
        )
        for one, nama in zip(view.undangan, names, strict=True)
    )
    page = choices(people, ke)
    rows = choice_rows(page, partial(turn_button, view))
    close = (button(view, "tutup_daftar", "batal"),)
    return Pertanyaan("daftar_hadir", (*rows, close), pilihan=page)


def chosen_names(view: KartuView, asked: Disiapkan) -> tuple[str, ...]:
    """Return the names of the chosen units."""
    return tuple(view.unit_names.get(id, str(id)) for id in asked.unit or ())


def draw_kembalikan(view: KartuView, target: Kembali, asked: Kembalikan) -> Pertanyaan:
    """Return the part of a return that is asked now: units, indicators, or the reason."""
    begin = BagianAksi.UNIT if target.per_unit else BagianAksi.ALASAN
    match asked.bagian or begin:
        case BagianAksi.UNIT:
            go = button(view, "lanjut", "lanjut", "indikator") if asked.unit else None
            page, names = unit_page(view, asked), chosen_names(view, asked)
            return draw_choice(view, "kembalikan_unit", page, go, names)
        case BagianAksi.INDIKATOR:
            return draw_indikator(view, asked)
    return Pertanyaan("kembalikan_alasan", reason_rows(view, target), chosen_names(view, asked))


def draw_indikator(view: KartuView, asked: Kembalikan) -> Pertanyaan:
    """Return a tick for each indicator of the chosen units."""
    units, ticked = asked.unit or (), asked.indikator or ()
    rows = [b.indikator for form in view.formulir if form.unit.id in units for b in form.baris]
    ticks = (
        button(
            view,
            "pilihan",
            "pilih_indikator",
            str(one.id),
            dipilih=one.id in ticked,
            nama=f"{one.kode} {one.nama}",
        )
        for one in rows
    )
    go = button(view, "lanjut", "lanjut", "alasan")
    marked = tuple(one.kode for one in rows if one.id in ticked)
    return draw_choice(view, "kembalikan_indikator", choices(ticks, asked.halaman), go, marked)


def reason_rows(view: KartuView, target: Kembali) -> Keyboard:
    """Return the quick reasons of the SOP file, and a reason in one's own words."""
    quick = (
        button(view, "alasan", "alasan", str(index), teks=alasan)
        for index, alasan in enumerate(target.alasan)
        if alasan.strip()
    )
    return (
        *in_rows(quick, 1),
        (button(view, "alasan_lain", "alasan_lain"),),
        leave_row(view),
    )
