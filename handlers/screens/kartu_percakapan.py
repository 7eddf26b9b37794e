"""What a card asks its person before an aksi is done: to confirm, to choose, to give words."""

from dataclasses import dataclass

from handlers.screens.buttons import Keyboard, in_rows, tick_names
from handlers.screens.kartu_tombol import button
from handlers.screens.screen import Tombol
from sop_flows.engine.aksi import Kerja
from sop_flows.ports.ditanya import (
    AlasanTetap,
    BagianAksi,
    BagianTindakLanjut,
    Catatan,
    CatatHadir,
    Disiapkan,
    Kembalikan,
    Konsep,
    Penerima,
    PilihWakil,
    TanyaIsian,
    TanyaUnit,
    TentangNilai,
    TindakLanjut,
    Tunda,
    Yakin,
)
from sop_flows.ports.views import KartuView
from sop_flows.sop.definition import Kembali
from sop_flows.use_cases.tugas.tindak_lanjut import HARI

MAX_TICKS = 80  # units on one card
MAX_CALON = 12  # who may attend instead, on one card; more are found by typing
MAX_INDIKATOR = 24  # indicators on one card; more are left to the reason


@dataclass(frozen=True, slots=True)
class Pertanyaan:
    """What the card asks, its buttons, and the units chosen so far by name."""

    tahap: str
    keyboard: Keyboard
    terpilih: tuple[str, ...] = ()


def draw_percakapan(view: KartuView) -> Pertanyaan | None:
    """Return what this card is asking; None where it asks nothing, or what it asked is stale."""
    match view.percakapan.isi if view.percakapan else None:
        case Disiapkan(revisi=revisi) | TentangNilai(revisi=revisi) if revisi != view.tugas.revisi:
            return None
        case Catatan() | AlasanTetap() | Konsep() | TanyaIsian() | Tunda():
            return Pertanyaan("kata", (leave_row(view),))
        case Yakin(kerja=kerja):
            return draw_yakin(view, kerja)
        case Penerima(penerima=chosen):
            return draw_penerima(view, chosen or ())
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
        case PilihWakil(cari=cari):
            return draw_wakil(view, cari)
        case CatatHadir():
            return draw_hadir(view)
    return None


def leave_row(view: KartuView) -> tuple[Tombol, ...]:
    """Return the row that leaves the conversation."""
    return (button(view, "batal", "batal"),)


def draw_yakin(view: KartuView, kerja: Kerja) -> Pertanyaan:
    """Return the last question before what cannot be undone."""
    go = button(view, f"ya_{kerja}", kerja, gaya="success")
    return Pertanyaan("yakin", ((go, *leave_row(view)),))


def unit_rows(view: KartuView, asked: Disiapkan) -> Keyboard:
    """Return a tick for each unit that has a formulir."""
    units = [form.unit for form in view.formulir][:MAX_TICKS]
    ticked = asked.unit or ()
    return in_rows(
        button(view, "pilihan", "pilih_unit", str(unit.id), dipilih=unit.id in ticked, nama=nama)
        for unit, nama in zip(units, tick_names([u.nama for u in units]), strict=True)
    )


def draw_penerima(view: KartuView, ticked: tuple[int, ...]) -> Pertanyaan:
    """Return the choice of the posts that a disposisi goes to."""
    posts = view.pilihan[:MAX_TICKS]
    rows = in_rows(
        button(view, "pilihan", "pilih_penerima", str(id), dipilih=id in ticked, nama=nama)
        for (id, _), nama in zip(posts, tick_names([n for _, n in posts]), strict=True)
    )
    go = button(view, "disposisikan", "kirim_penerima", gaya="success") if ticked else None
    names = tuple(nama for id, nama in view.pilihan if id in ticked)
    return Pertanyaan("penerima", (*rows, *in_rows([go]), leave_row(view)), names)


def draw_tanya(view: KartuView, asked: TanyaUnit) -> Pertanyaan:
    """Return the choice of the units that a question goes to."""
    go = button(view, "lanjut", "alasan_lain") if asked.unit else None
    rows = (*unit_rows(view, asked), *in_rows([go]), leave_row(view))
    return Pertanyaan("tanya_unit", rows, chosen_names(view, asked))


def draw_tindak_lanjut(view: KartuView, asked: TindakLanjut) -> Pertanyaan:
    """Return the part of a decision that is asked now: what, who, or until when."""
    match asked.bagian:
        case BagianTindakLanjut.JABATAN:
            posts = view.pilihan[:MAX_TICKS]
            rows = in_rows(
                button(view, "jabatan", "pilih_jabatan", str(id), nama=nama)
                for (id, _), nama in zip(posts, tick_names([n for _, n in posts]), strict=True)
            )
            return Pertanyaan("tindak_lanjut_jabatan", (*rows, leave_row(view)))
        case BagianTindakLanjut.BATAS:
            days = in_rows(button(view, "hari_kerja", "batas", str(n), n=n) for n in HARI)
            name = dict(view.pilihan).get(asked.jabatan, "")
            return Pertanyaan("tindak_lanjut_batas", (*days, leave_row(view)), (name,))
    return Pertanyaan("kata", (leave_row(view),))


def draw_wakil(view: KartuView, cari: str) -> Pertanyaan:
    """Return the choice of who attends a rapat instead; a part of a name narrows it."""
    people = view.calon[:MAX_CALON]
    rows = in_rows(
        button(view, "orang", "wakil", str(id), nama=nama)
        for (id, _), nama in zip(people, tick_names([n for _, n in people]), strict=True)
    )
    return Pertanyaan("wakil", (*rows, leave_row(view)), (cari,))


def draw_hadir(view: KartuView) -> Pertanyaan:
    """Return everybody who is invited, ticked where they attend."""
    people = view.undangan[:MAX_TICKS]
    rows = in_rows(
        button(
            view,
            "pilihan",
            (Kerja.HAPUS_HADIR if one.is_hadir else Kerja.CATAT_HADIR).value,
            str(one.tugas_id),
            str(one.pegawai_id),
            dipilih=one.is_hadir,
            nama=nama,
        )
        for one, nama in zip(people, tick_names([one.nama for one in people]), strict=True)
    )
    return Pertanyaan("daftar_hadir", (*rows, (button(view, "tutup_daftar", "batal"),)))


def chosen_names(view: KartuView, asked: Disiapkan) -> tuple[str, ...]:
    """Return the names of the chosen units."""
    return tuple(view.unit_names.get(id, str(id)) for id in asked.unit or ())


def draw_kembalikan(view: KartuView, target: Kembali, asked: Kembalikan) -> Pertanyaan:
    """Return the part of a return that is asked now: units, indicators, or the reason."""
    begin = BagianAksi.UNIT if target.per_unit else BagianAksi.ALASAN
    match asked.bagian or begin:
        case BagianAksi.UNIT:
            go = button(view, "lanjut", "lanjut", "indikator") if asked.unit else None
            rows = (*unit_rows(view, asked), *in_rows([go]), leave_row(view))
            return Pertanyaan("kembalikan_unit", rows, chosen_names(view, asked))
        case BagianAksi.INDIKATOR:
            go = button(view, "lanjut", "lanjut", "alasan")
            rows = (*indikator_rows(view, asked), (go,), leave_row(view))
            return Pertanyaan("kembalikan_indikator", rows, chosen_names(view, asked))
    return Pertanyaan("kembalikan_alasan", reason_rows(view, target), chosen_names(view, asked))


def indikator_rows(view: KartuView, asked: Kembalikan) -> Keyboard:
    """Return a tick for each indicator of the chosen units, where they fit on one card."""
    units, ticked = asked.unit or (), asked.indikator or ()
    rows = [b for form in view.formulir if form.unit.id in units for b in form.baris]
    if len(rows) > MAX_INDIKATOR:
        return ()
    return in_rows(
        button(
            view,
            "pilihan",
            "pilih_indikator",
            str(row.indikator.id),
            dipilih=row.indikator.id in ticked,
            nama=f"{row.indikator.kode} {row.indikator.nama}",
        )
        for row in rows
    )


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
