"""What an open card says of what its tahap asks: the facts for all of the bodies."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypedDict

from handlers.screens.halaman import filled_pages
from handlers.screens.rapat import Kehadiran, summarise_rapat
from handlers.screens.summary import Butir, Ringkasan, summarise
from sop_flows.deferred import dataclass
from sop_flows.engine import facts
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.facts import Facts, TindakLanjut
from sop_flows.ports.formulir import NilaiView
from sop_flows.ports.halaman import Halaman
from sop_flows.ports.pengecualian import Pengecualian
from sop_flows.ports.views import IsiView, KartuView, Perbaikan
from sop_flows.sop.definition import Isian, JenisIsian, Minta

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
    dikecualikan: tuple[Pengecualian, ...]
    dilihat: IsiView | None
    lembar: tuple[Halaman[NilaiView], ...]
    progres: tuple[int, int] | None
    pertanyaan: list[tuple[str, str]]
    jawaban: list[tuple[str, facts.Jawaban]]
    unit_kembali: list[str]
    ditandai: list[Butir]
    is_lewat_hari: bool
    keputusan: Sequence[tuple[TindakLanjut, str]]
    kehadiran: Kehadiran | None
    perbaikan: Sequence[Perbaikan]
    aksi: Sequence[Kerja]


def body(view: KartuView) -> Body:
    """Return the facts of what the tahap asks, for all of the bodies."""
    carried = view.tugas.facts
    kembali = carried.kembali
    asked = view.tahap.minta if view.tahap else None
    return {
        "minta": BODY.get(asked, asked.value) if asked else view.tugas.samping_word,
        "fakta": carried,
        "penerima": view.penerima,
        "pilihan": view.pilihan,
        "surat": given_at_start(view),
        "waktu_unit": time_of(view, Minta.FORMULIR) if asked is Minta.SEBAR else "",
        "lama_rapat": time_of(view, Minta.RAPAT) if asked is Minta.UNDANGAN else "",
        "isian": list_isian(view, carried.answers),
        "ringkasan": summarise(view.formulir, told=told_of(view)),
        "dikecualikan": view.dikecualikan,
        "dilihat": view.isi,
        "lembar": filled_pages(view),
        "progres": view.progres,
        "pertanyaan": open_questions(view),
        "jawaban": [(unit_name(view, one.unit), one) for one in carried.jawaban],
        "unit_kembali": [unit_name(view, u) for u in (kembali.unit if kembali else ())],
        "ditandai": marked(view),
        "is_lewat_hari": ends_on_another_day(view),
        "keputusan": decisions(view) if asked is Minta.RAPAT else (),
        "kehadiran": summarise_rapat(view) if asked is Minta.RAPAT else None,
        "perbaikan": view.perbaikan,
        "aksi": view.aksi,
    }


def told_of(view: KartuView) -> frozenset[int]:
    """Return the indikator of which a card says what came back after a return."""
    return frozenset(n.baris.indikator.id for one in view.perbaikan for n in one.nilai)


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


def given_at_start(view: KartuView) -> list[tuple[str, str]]:
    """Return the facts that were given when the berkas was started, with their labels."""
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
