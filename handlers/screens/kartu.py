"""The card of a tugas: what it asks, of whom, until when, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from handlers.screens.buttons import Keyboard, tugas_button
from handlers.screens.dokumen import dokumen_row
from handlers.screens.kartu_percakapan import draw_percakapan
from handlers.screens.kartu_tombol import draw_tombol
from handlers.screens.screen import Screen
from handlers.screens.summary import Butir, Ringkasan, summarise
from handlers.screens.wording import has_word, render, word
from sop_flows.engine import facts
from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.berkas import Berkas, StatusBerkas, StatusTugas, Tugas
from sop_flows.engine.facts import Facts, Hasil, TindakLanjut
from sop_flows.engine.kerja import KERJA
from sop_flows.kantor.kantor import Kantor, Unit, sapa
from sop_flows.ports.views import FormulirBeku, FormulirView, KartuView
from sop_flows.sop.definition import Isian, JenisIsian, Langkah, Minta

PIKTOGRAM: Mapping[Minta, str] = {
    Minta.DISPOSISI: "📥",
    Minta.SEBAR: "📨",
    Minta.FORMULIR: "📝",
    Minta.HIMPUN: "🗂",
    Minta.KEPUTUSAN: "🗳",
    Minta.PARAF: "🖋",
    Minta.TANDA_TANGAN: "✍️",
    Minta.UNDANGAN: "📅",
    Minta.RAPAT: "👥",
    Minta.KERJAKAN: "📌",
    Minta.TERUSKAN: "📤",
}
PIKTOGRAM_SAMPING: Mapping[str, str] = {
    "tanya": "❓",
    "tindak_lanjut": "📌",
    "tanda_terima": "📬",
}
BODY: Mapping[Minta, str] = {Minta.PARAF: "keputusan", Minta.TANDA_TANGAN: "keputusan"}
"""Which body draws what a tahap asks, where it is not the one of the same name."""


@dataclass(frozen=True, slots=True)
class Jawaban:
    """One isian of a tahap, with its answer if there is one."""

    kode: str
    label: str
    wajib: bool
    jawaban: str
    at: str
    """For a tick: when it was set, ISO 8601; else empty."""

    @property
    def ada(self) -> bool:
        return bool(self.jawaban)


def draw_kartu(view: KartuView) -> Screen:
    """Return the card of a tugas as its person sees it now."""
    if view.is_moved:
        return draw_moved(view)
    return draw_open(view) if view.tugas.is_open else draw_closed(view)


def draw_struck() -> Screen:
    """Return what stays of a card or board that was sent anew further down."""
    return Screen(render("kartu_turun.j2"))


class Head(TypedDict):
    """What the template of every card is given for its top."""

    piktogram: str
    judul: str
    tugas: Tugas
    berkas: Berkas
    kantor: Kantor
    unit: Unit | None
    langkah: Langkah
    jumlah_langkah: int
    formulir: tuple[FormulirView, ...] | tuple[FormulirBeku, ...]


class Body(TypedDict):
    """What the template of an open card is given for what the tahap asks."""

    minta: str
    fakta: Facts
    penerima: tuple[str, ...]
    pilihan: tuple[tuple[int, str], ...]
    surat: list[tuple[str, str]]
    waktu_unit: str
    lama_rapat: str
    isian: tuple[Jawaban, ...]
    ringkasan: Ringkasan
    progres: tuple[int, int] | None
    pertanyaan: list[tuple[str, str]]
    jawaban: list[tuple[str, facts.Jawaban]]
    unit_kembali: list[str]
    ditandai: list[Butir]
    is_lewat_hari: bool
    keputusan: Sequence[tuple[TindakLanjut, str]]


def head(view: KartuView) -> Head:
    """Return what stands at the top of every card."""
    return {
        "piktogram": pictograph(view),
        "judul": view.tahap.nama if view.tahap else heading(view),
        "tugas": view.tugas,
        "berkas": view.berkas,
        "kantor": view.kantor,
        "unit": view.unit,
        "langkah": view.langkah,
        "jumlah_langkah": len(view.sop.langkah),
        "formulir": view.dibekukan or view.formulir,
    }


def heading(view: KartuView) -> str:
    """Return the title of what stands beside the flow; a question has that of its langkah."""
    kind = view.tugas.samping
    return word("samping", kind) if has_word("samping", kind) else view.langkah.singkat


def pictograph(view: KartuView) -> str:
    """Return the sign at the head of a card."""
    if view.tahap is None:
        return PIKTOGRAM_SAMPING[view.tugas.samping]
    return PIKTOGRAM[view.tahap.minta]


# Open


def draw_open(view: KartuView) -> Screen:
    """Return the card of an open tugas, with the conversation on it if there is one."""
    obstacle = find_obstacle(view)
    asked = draw_percakapan(view)
    own = draw_tombol(view, is_barred=bool(obstacle))
    keyboard = asked.keyboard if asked else (*own, *dokumen_row(view))
    text = render(
        "kartu.j2",
        **head(view),
        **body(view),
        jabatan=view.jabatan,
        pemirsa=view.pemirsa,
        wakil=standing(view),
        rangkap=view.rangkap,
        sisa=view.sisa,
        is_late=view.is_late,
        halangan=obstacle,
        percakapan=view.percakapan if asked else None,
        tahap_tanya=asked.tahap if asked else "",
        terpilih=asked.terpilih if asked else (),
        ketik=typed_way(view, is_barred=bool(obstacle)),
        kode=view.naskah,
    )
    return Screen(text, keyboard)


def body(view: KartuView) -> Body:
    """Return the facts of what the tahap asks, for all of the bodies."""
    carried = view.tugas.facts
    kembali = carried.kembali
    asked = view.tahap.minta if view.tahap else None
    return {
        "minta": BODY.get(asked, asked.value) if asked else view.tugas.samping,
        "fakta": carried,
        "penerima": view.penerima,
        "pilihan": view.pilihan,
        "surat": given_at_start(view),
        "waktu_unit": time_of(view, Minta.FORMULIR) if asked is Minta.SEBAR else "",
        "lama_rapat": time_of(view, Minta.RAPAT) if asked is Minta.UNDANGAN else "",
        "isian": list_isian(view, carried.answers),
        "ringkasan": summarise(view.formulir),
        "progres": view.progres,
        "pertanyaan": open_questions(view),
        "jawaban": [(unit_name(view, one.unit), one) for one in carried.jawaban],
        "unit_kembali": [unit_name(view, u) for u in (kembali.unit if kembali else ())],
        "ditandai": marked(view),
        "is_lewat_hari": ends_on_another_day(view),
        "keputusan": decisions(view) if asked is Minta.RAPAT else (),
    }


def ends_on_another_day(view: KartuView) -> bool:
    """Tell whether a rapat ends on another day than it begins, as the hours of work run."""
    rapat, tenggat = view.tugas.facts.rapat, view.tugas.tenggat
    if rapat is None or tenggat is None:
        return False
    zona = view.kantor.zona
    return rapat.mulai.astimezone(zona).date() != tenggat.astimezone(zona).date()


def decisions(view: KartuView) -> list[tuple[TindakLanjut, str]]:
    """Return what a rapat has decided so far, with the names of the posts."""
    posts = dict(view.pilihan)
    noted = view.tugas.facts.keputusan or ()
    return [(one, posts.get(one.jabatan, "")) for one in noted]


def find_obstacle(view: KartuView) -> str:
    """Return why this person may not decide here, in words; empty if they may."""
    if view.tahap is None:
        return ""
    if view.pemirsa.penugasan is Penugasan.PLH and not view.tahap.plh_boleh:
        return word("halangan", "plh")
    for no in view.tahap.bukan_pelaku:
        if view.pemirsa.pegawai_id in view.berkas.keadaan.pelaku.get(no, ()):
            return word("halangan", "sendiri", langkah=no)
    return ""


def standing(view: KartuView) -> str:
    """Return how the person stands for the post, where it is not their own."""
    if view.pemirsa.is_pemeriksa:
        return "pemeriksa"
    if view.pemirsa.is_wakil:
        return "kosong"
    penugasan = view.pemirsa.penugasan
    return "" if penugasan is Penugasan.DEFINITIF else penugasan.value


def typed_way(view: KartuView, *, is_barred: bool) -> str:
    """Return how the same is done by typing."""
    if is_barred:
        return ""
    if any(KERJA[kerja].is_signed for kerja in view.aksi):
        kembali = Kerja.KEMBALIKAN in view.aksi
        back = view.tahap.kembali if view.tahap is not None else ()
        unit = bool(back) and back[0].per_unit
        return word("ketik", "setujui", nomor=view.tugas.nomor, kembali=kembali, unit=unit)
    if view.tahap is not None and view.tahap.minta is Minta.FORMULIR:
        return word("ketik", "formulir")
    finishes = any(KERJA[kerja].finishes for kerja in view.aksi)
    return word("ketik", "selesai", nomor=view.tugas.nomor) if finishes else ""


def given_at_start(view: KartuView) -> list[tuple[str, str]]:
    """Return the facts that were given when the berkas was started, with their labels.

    A berkas of one occasion is that letter on every card; of a triwulan, where it is disposed of.
    """
    is_disposed = view.tahap is not None and view.tahap.minta is Minta.DISPOSISI
    if not (view.sop.is_bebas or is_disposed):
        return []
    given = view.berkas.keadaan.mulai
    return [(i.label, given[i.kode]) for i in view.sop.mulai if given.get(i.kode)]


def time_of(view: KartuView, minta: Minta) -> str:
    """Return the waktu of what this langkah leads to: of each unit's form, or of the rapat."""
    for langkah in view.sop.langkah[view.tugas.langkah - 1 :]:
        for index, tahap in enumerate(langkah.tahap):
            if tahap.minta is minta:
                return str(langkah.waktu_of(index))
    return ""


def list_isian(view: KartuView, given: Mapping[str, str]) -> tuple[Jawaban, ...]:
    """Return what the tahap asks for, with the answers so far."""
    asked = view.tahap.isian if view.tahap else ()
    return tuple(answer_of(isian, given.get(isian.kode, "")) for isian in asked)


def answer_of(isian: Isian, jawaban: str) -> Jawaban:
    """Return one isian with its answer."""
    at = jawaban if isian.jenis is JenisIsian.CENTANG and is_moment(jawaban) else ""
    return Jawaban(isian.kode, isian.label, isian.wajib, jawaban, at)


def is_moment(text: str) -> bool:
    """Tell whether a text is an aware moment in ISO 8601."""
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def unit_name(view: KartuView, unit_id: int) -> str:
    """Return the name of a unit; its id if the office no longer has it."""
    return view.unit_names.get(unit_id, str(unit_id))


def open_questions(view: KartuView) -> list[tuple[str, str]]:
    """Return the questions of this card that wait for an answer: unit and question."""
    return [
        (unit_name(view, t.unit_id), t.facts.tanya)
        for t in view.berkas.terbuka
        if t.unit_id is not None and t.is_question and t.asal == view.tugas.place
    ]


def marked(view: KartuView) -> list[Butir]:
    """Return the values that a return names."""
    kembali = view.tugas.facts.kembali
    wanted = kembali.indikator if kembali else ()
    return [
        Butir(form.unit.nama, baris)
        for form in view.formulir
        for baris in form.baris
        if baris.indikator.id in wanted
    ]


# Closed, or gone elsewhere


def draw_moved(view: KartuView) -> Screen:
    """Return where an open tugas went when its post got another holder."""
    text = render(
        "kartu_pindah.j2",
        **head(view),
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
        bisa_urungkan=may_withdraw(view),
    )
    return Screen(text, withdraw_button(view))


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
