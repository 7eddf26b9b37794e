"""The history of a berkas, page by page, and what was decided on, as it was then.

1. A page of history is as long as a message may be. Pages are counted from the oldest line, so
   that what was on one of them stays there while the history grows.
2. No word of a line is shortened: it gets a page of its own rather.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from functools import partial

from markupsafe import Markup

from handlers.screens.buttons import (
    Keyboard,
    berkas_button,
    by_age,
    in_rows,
    list_button,
    naskah_button,
    page_row,
)
from handlers.screens.nilai import kept_row
from handlers.screens.screen import Screen, Tombol, parsed_length
from handlers.screens.wording import TEXT, has_word, render, render_part, word
from sop_flows.deferred import replace
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.alihan import ALIHKAN, TUNJUK
from sop_flows.engine.line import GESER_BATAS, NILAI, PERBARUI
from sop_flows.engine.tembusan import TEMBUSAN
from sop_flows.jejak import JejakLine, Record
from sop_flows.kinerja.indikator import Indikator
from sop_flows.naskah.hasil import result_of
from sop_flows.naskah.kode import print_kode
from sop_flows.ports.layar.daftar import LayarDitandatangani, LayarRiwayat
from sop_flows.ports.riwayat import RiwayatView
from sop_flows.ports.tertanda import DaftarTertanda, NaskahView, Tertanda
from sop_flows.use_cases.tugas.tambahan import BERI, MINTA, TOLAK

HEAD = 400  # UTF-16 units that are kept for what stands above the lines of a page
MOST_VALUES = 20  # values or changes that one line tells
LONG = ("nilai", "pembaruan")
MINUTE = timedelta(minutes=1)


def draw_riwayat(view: RiwayatView, said: LayarRiwayat) -> Screen:
    """Return a page of the history of a berkas, the newest line last."""
    pages = pack(
        render_part(
            "baris_riwayat.j2", satu=describe(view, line), zona=view.kantor.zona, mundur=is_back
        )
        for line, is_back in set_back(split_long(together(view.baris)))
    )
    at = min(max(said.halaman or len(pages), 1), len(pages))
    text = render(
        "riwayat.j2",
        kantor=view.kantor,
        berkas=view.berkas,
        baris=pages[at - 1],
        halaman=at,
        jumlah=len(pages),
        is_whole=view.is_whole,
    )
    berkas_id = view.berkas.id
    return Screen(
        text,
        page_row(
            len(pages),
            by_age(at, len(pages), -1),
            lambda kode, page: berkas_button(berkas_id, kode, "riwayat", str(page)),
        ),
    )


def pack(lines: Iterable[Markup]) -> list[list[Markup]]:
    """Return lines on as few pages as hold them, in their order; no lines are one empty page."""
    pages: list[list[Markup]] = [[]]
    left = TEXT - HEAD
    for line in lines:
        length = parsed_length(line) + 1
        if pages[-1] and length > left:
            pages.append([])
            left = TEXT - HEAD
        pages[-1].append(line)
        left -= length
    return pages


def together(baris: Iterable[JejakLine]) -> Iterator[JejakLine]:
    """Yield lines of history; values that one person gave one after another make one of them.

    A line tells no values where its reader may not read them.
    """
    last: JejakLine | None = None
    for line in baris:
        if last is not None and is_continued(last, line):
            both = [one for each in (last, line) for one in each.rincian.get("nilai", ())]
            last = replace(line, rincian={**line.rincian, "nilai": both})
            continue
        if last is not None:
            yield last
        last = line
    if last is not None:
        yield last


def set_back(baris: Iterable[JejakLine]) -> Iterator[tuple[JejakLine, bool]]:
    """Yield each line of history, and whether the clock was set back between it and the one before.

    Moments are the clock's; what came first is told by the order of the lines.
    """
    last: JejakLine | None = None
    for line in baris:
        yield line, last is not None and last.at - line.at >= MINUTE
        last = line


def is_continued(before: JejakLine, line: JejakLine) -> bool:
    """Tell whether a line gives further values of the same work as the one before it."""
    return before.aksi == line.aksi == NILAI and (before.tugas_id, before.pelaku) == (
        line.tugas_id,
        line.pelaku,
    )


def split_long(baris: Iterable[JejakLine]) -> Iterator[JejakLine]:
    """Yield lines of history; one that tells very many values or changes as several of them."""
    for line in baris:
        told = {name: line.rincian[name] for name in LONG if line.rincian.get(name)}
        longest = max(map(len, told.values()), default=1)
        for at in range(0, longest, MOST_VALUES):
            some = {name: every[at : at + MOST_VALUES] for name, every in told.items()}
            yield replace(line, rincian={**line.rincian, **some})


def describe(view: RiwayatView, line: JejakLine) -> dict[str, object]:
    """Return one line of history: when, who, what exactly, where, and with which words."""
    rincian = line.rincian
    again = line.aksi == Kerja.KIRIM.value and rincian.get("ronde", 1) > 1
    verb = "kirim_ulang" if again else line.aksi
    if line.aksi == PERBARUI and line.pelaku:
        verb = "perbarui_lalu" if "sumber" in rincian else "perbarui_oleh"
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
        "siapa": rincian.get("siapa")
        or view.pegawai_names.get(rincian.get("untuk_pegawai", 0), ""),
        "saksi": rincian.get("saksi") or view.pegawai_names.get(rincian.get("saksi_id", 0), ""),
        "cara": rincian.get("tanda", {}).get("cara", ""),
        "tanda": rincian.get("tanda", {}),
        "sekaligus": rincian.get("sekaligus", 0),
        "catatan": rincian.get("catatan", ""),
        "tindak_lanjut": decided(rincian.get("tindak_lanjut", ())),
        "tidak_berubah": rincian.get("tidak_berubah"),
        "sumber": rincian.get("sumber"),
        "sudah": rincian.get("sudah", ()),
        "nilai": [given(one, view.indikator.get(one["kode"])) for one in rincian.get("nilai", ())],
        "dokumen": rincian.get("lampiran", {}).get("nama", ""),
        "pembaruan": rincian.get("pembaruan", ()),
        **moved(line),
        "waktu": of_time(line),
        **went(line),
    }


def moved(line: JejakLine) -> dict[str, object]:
    """Return from when to when the tenggat of a tugas moved, and because of which days."""
    rincian = line.rincian
    is_moved = line.aksi == GESER_BATAS
    return {
        "batas": (rincian["dari"], rincian["ke"]) if is_moved else None,
        "libur": rincian.get("libur", ()),
        "masuk": rincian.get("masuk", ()),
    }


def went(line: JejakLine) -> dict[str, object]:
    """Return from which post, to which, and to whom of it a tugas went, or a copy of it."""
    said = line.rincian
    if line.aksi not in (ALIHKAN, TUNJUK, TEMBUSAN):
        return {"tujuan": None}
    return {"tujuan": (said.get("dari_jabatan", ""), said["ke_jabatan"], said.get("nama", ()))}


def of_time(line: JejakLine) -> Record | None:
    """Return what was asked, given or refused of the time of a tugas; None where nothing was."""
    if line.aksi not in (MINTA, BERI, TOLAK):
        return None
    said = {
        name: line.rincian.get(name, "") for name in ("sebab", "diminta", "dari", "ke", "sampai")
    }
    return {**said, "terlambat": timedelta(minutes=line.rincian.get("terlambat", 0))}


def given(one: Record, indikator: Indikator | None) -> dict[str, object]:
    """Return a value that somebody gave, and what stood there before."""
    return {
        "kode": one["kode"],
        "desimal": indikator.tulisan if indikator else None,
        "satuan": indikator.satuan if indikator else "",
        "nilai": number_in(one, "nilai"),
        "alasan": one.get("alasan", ""),
        "lama": number_in(one, "nilai_lama"),
        "alasan_lama": one.get("alasan_lama", ""),
        "janggal": one.get("konfirmasi", {}).get("janggal", ""),
        "analisis": "analisis" in one,
    }


def number_in(one: Record, name: str) -> Decimal | None:
    """Return a number of a line; None where it has none."""
    return Decimal(one[name]) if name in one else None


def decided(told: str | list[Record]) -> list[str]:
    """Return what a rapat decided, or which decision was carried out."""
    return [told] if isinstance(told, str) else [one["teks"] for one in told]


# What was decided on


def draw_naskah(view: tuple[NaskahView, ...], _: object) -> Screen:
    """Return what a kode verifikasi stands for: what it came to, and who decided on it."""
    naskah = [
        {
            "satu": one,
            "kantor": one.keputusan.kantor,
            "berkas": one.keputusan.berkas,
            "hasil": result_of(one.isi) if one.isi else None,
            "keputusan": [describe(one.keputusan, line) for line in one.keputusan.baris],
        }
        for one in view
    ]
    rows = tuple(row for one in view for row in naskah_rows(one))
    return Screen(render("naskah.j2", naskah=naskah), rows)


def naskah_rows(view: NaskahView) -> Keyboard:
    """Return the buttons under a naskah: its values for who may read it, the history of its berkas."""
    berkas_id = view.keputusan.berkas.id
    values = (kept_row(berkas_id, view.kode),) if view.isi else ()
    return (*values, *in_rows([berkas_button(berkas_id, "riwayat", "riwayat")]))


def draw_ditandatangani(view: DaftarTertanda, said: LayarDitandatangani) -> Screen:
    """Return a page of what somebody decided on, each with the button that opens it."""
    page = view.halaman
    text = render(
        "ditandatangani.j2",
        halaman=page,
        banyak_kantor=view.banyak_kantor,
        baris=[(one, decision(one)) for one in page.baris],
    )
    pages = by_age(page.ke, page.jumlah, 1)
    turn = page_row(page.jumlah, pages, partial(list_button, said.layar))
    return Screen(text, (*in_rows(map(open_naskah_button, page.baris)), *turn))


def decision(one: Tertanda) -> dict[str, object]:
    """Return how somebody decided on a naskah: as what, how, and when."""
    line = one.keputusan
    return {
        "kerja": word("riwayat", line.aksi),
        "jabatan": line.pelaku["jabatan"],
        "penugasan": line.pelaku["penugasan"],
        "at": line.at,
    }


def open_naskah_button(one: Tertanda) -> Tombol:
    """Return the button that opens a naskah."""
    teks = print_kode(one.kode)
    return naskah_button(one.berkas.id, one.kode, "buka_naskah", "buka", teks=teks)
