"""Lists: somebody's tugas, the office's berkas, a history, what may be started, who has joined."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from handlers.screens.buttons import (
    berkas_button,
    in_rows,
    mulai_button,
    open_button,
    periode_button,
    tick_names,
)
from handlers.screens.screen import Screen
from handlers.screens.told import told
from handlers.screens.wording import has_word, render, word
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.line import NILAI
from sop_flows.jejak import JejakLine, Record
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.daftar import (
    HapusTanya,
    LayarAnggota,
    LayarBerkas,
    LayarNaskah,
    LayarRiwayat,
    LayarTugas,
)
from sop_flows.ports.layar.keanggotaan import BergabungMenunggu, SambutanOrangAsing
from sop_flows.ports.layar.mulai import LayarMulai, LayarPeriode
from sop_flows.ports.views import (
    BerkasView,
    DaftarTugas,
    NaskahView,
    PilihanMulai,
    PilihanPeriode,
    RiwayatView,
)
from sop_flows.use_cases.pegawai.joining import Keanggotaan
from sop_flows.waktu.periode import LENGTH

MAX_OPEN = 30  # buttons that open a tugas


def draw_daftar_tugas(view: DaftarTugas) -> Screen:
    """Return somebody's open tugas, each with the button that opens it; a stranger's welcome."""
    if not view.pegawai:
        return told(BergabungMenunggu(orang=None) if view.is_waiting else SambutanOrangAsing())
    kantor = {line.kantor.id for line in view.baris}
    person = view.pegawai[0]
    text = render("daftar_tugas.j2", baris=view.baris, orang=person, banyak_kantor=len(kantor))
    found = [(line.tugas.id, line.tugas.nomor) for line in view.baris[:MAX_OPEN]]
    return Screen(text, in_rows(open_button(id, nomor) for id, nomor in found))


def draw_daftar_berkas(view: tuple[BerkasView, ...]) -> Screen:
    """Return the berkas of somebody's offices, each with the button that shows its history."""
    text = render("daftar_berkas.j2", berkas=[(each, summary(each)) for each in view])
    found = [(each.berkas.id, each.berkas.nomor) for each in view[:MAX_OPEN]]
    buttons = (berkas_button(id, "riwayat_berkas", "riwayat", nomor=nomor) for id, nomor in found)
    return Screen(text, in_rows(buttons))


def summary(view: BerkasView) -> dict[str, object]:
    """Return where a berkas stands, in one line of facts."""
    running = [s.langkah for s in view.langkah if s.status == "berjalan"]
    return {
        "selesai": sum(s.status == "selesai" for s in view.langkah),
        "jumlah": len(view.langkah),
        "berjalan": [f"{langkah.no}. {langkah.singkat}" for langkah in running],
    }


def draw_riwayat(view: RiwayatView) -> Screen:
    """Return the history of a berkas, the newest line last."""
    text = render(
        "riwayat.j2",
        kantor=view.kantor,
        berkas=view.berkas,
        baris=[describe(view, line) for line in together(view.baris)],
    )
    return Screen(text)


def together(baris: Iterable[JejakLine]) -> Iterator[JejakLine]:
    """Yield lines of history; values that one person gave one after another make one of them."""
    last: JejakLine | None = None
    for line in baris:
        if last is not None and is_continued(last, line):
            both = [*last.rincian["nilai"], *line.rincian["nilai"]]
            last = replace(line, rincian={**line.rincian, "nilai": both})
            continue
        if last is not None:
            yield last
        last = line
    if last is not None:
        yield last


def is_continued(before: JejakLine, line: JejakLine) -> bool:
    """Tell whether a line gives further values of the same work as the one before it."""
    return before.aksi == line.aksi == NILAI and (before.tugas_id, before.pelaku) == (
        line.tugas_id,
        line.pelaku,
    )


def describe(view: RiwayatView, line: JejakLine) -> dict[str, object]:
    """Return one line of history: when, who, what exactly, where, and with which words."""
    rincian = line.rincian
    again = line.aksi == Kerja.KIRIM.value and rincian.get("ronde", 1) > 1
    verb = "kirim_ulang" if again else line.aksi
    if line.aksi == "perbarui" and line.pelaku:
        verb = "perbarui_oleh"
    unit_id = rincian.get("untuk_unit")
    langkah = view.sop.langkah_of(line.langkah).singkat if line.langkah else ""
    return {
        "at": line.at,
        "nama": line.pelaku.get("nama", ""),
        "jabatan": line.pelaku.get("jabatan", ""),
        "penugasan": line.pelaku.get("penugasan", "definitif"),
        "kerja": word("riwayat", verb) if has_word("riwayat", verb) else verb,
        "no": line.langkah,
        "langkah": langkah,
        "unit": view.unit_names.get(unit_id, "") if unit_id else "",
        "ronde": rincian.get("ronde", 1),
        "ke": rincian.get("ke"),
        "unit_kembali": [view.unit_names.get(id, str(id)) for id in rincian.get("unit", ())],
        "siapa": view.pegawai_names.get(rincian.get("untuk_pegawai", 0), ""),
        "saksi": view.pegawai_names.get(rincian.get("saksi_id", 0), ""),
        "catatan": rincian.get("catatan", ""),
        "tindak_lanjut": decided(rincian.get("tindak_lanjut", ())),
        "sumber": rincian.get("sumber"),
        "nilai": [given(one) for one in rincian.get("nilai", ())],
        "dokumen": rincian.get("lampiran", {}).get("nama", ""),
        "pembaruan": rincian.get("pembaruan", ()),
        **moved(line),
    }


def moved(line: JejakLine) -> dict[str, object]:
    """Return from when to when the tenggat of a tugas moved, and because of which days."""
    rincian = line.rincian
    is_moved = line.aksi == "geser_batas"
    return {
        "batas": (rincian["dari"], rincian["ke"]) if is_moved else None,
        "libur": rincian.get("libur", ()),
        "masuk": rincian.get("masuk", ()),
    }


def given(one: Record) -> dict[str, object]:
    """Return a value that somebody gave, and what stood there before."""
    return {
        "kode": one["kode"],
        "nilai": number_in(one, "nilai"),
        "alasan": one.get("alasan", ""),
        "lama": number_in(one, "nilai_lama"),
        "alasan_lama": one.get("alasan_lama", ""),
    }


def number_in(one: Record, name: str) -> Decimal | None:
    """Return a number of a line; None where it has none."""
    return Decimal(one[name]) if name in one else None


def draw_naskah(view: tuple[NaskahView, ...]) -> Screen:
    """Return what a kode verifikasi stands for, and who decided on it."""
    naskah = [
        {
            "satu": one.naskah,
            "is_newest": one.is_newest,
            "is_whole": one.is_whole,
            "kantor": one.keputusan.kantor,
            "berkas": one.keputusan.berkas,
            "keputusan": [describe(one.keputusan, line) for line in one.keputusan.baris],
        }
        for one in view
    ]
    return Screen(render("naskah.j2", naskah=naskah))


def decided(told: str | list[Record]) -> list[str]:
    """Return what a rapat decided, or which decision was carried out."""
    return [told] if isinstance(told, str) else [one["teks"] for one in told]


def draw_pilihan_mulai(view: tuple[PilihanMulai, ...]) -> Screen:
    """Return the SOPs that somebody may start; those under way are told, not offered."""
    text = render("pilihan_mulai.j2", pilihan=view)
    free = [one for one in view if one.berjalan is None][:MAX_OPEN]
    names = tick_names([one.sop.nama for one in free])
    starts = (
        mulai_button(one.sop_id, one.periode, nama) for one, nama in zip(free, names, strict=True)
    )
    kinds = {one.sop.periode for one in view}
    others = (periode_button(jenis) for jenis in LENGTH if jenis in kinds)
    return Screen(text, in_rows([*starts, *others], 1))


def draw_pilihan_periode(view: PilihanPeriode) -> Screen:
    """Return the periode of a kind that a berkas can be started for."""
    text = render("pilihan_periode.j2", jenis=view.jenis, pilihan=view.periode)
    return Screen(text, in_rows(map(periode_button, view.periode), 1))


def draw_anggota(view: tuple[Keanggotaan, ...]) -> Screen:
    """Return who of each office has joined, and who has not."""
    kantor = [
        {
            "nama": one.kantor.nama,
            "sudah": [p.nama for p, joined in one.pegawai if joined],
            "belum": [p.nama for p, joined in one.pegawai if not joined],
        }
        for one in view
    ]
    return Screen(render("anggota.j2", kantor=kantor))


def draw_hapus_tanya(view: tuple[int, ...]) -> Screen:
    """Return that the questions which were answered or left go away."""
    return Screen(deletion=view)


DRAW: Mapping[type[Isi], Callable[[Any], Screen]] = {
    LayarTugas: draw_daftar_tugas,
    LayarBerkas: draw_daftar_berkas,
    LayarRiwayat: draw_riwayat,
    LayarNaskah: draw_naskah,
    LayarMulai: draw_pilihan_mulai,
    LayarPeriode: draw_pilihan_periode,
    LayarAnggota: draw_anggota,
    HapusTanya: draw_hapus_tanya,
}
"""How what was loaded for a message is drawn, by what the message says."""
