"""What stands at the top of every card: what it is, where in which berkas, for whom, who may decide."""

from collections.abc import Mapping
from typing import TypedDict

from handlers.screens.wording import has_word, word
from sop_flows.engine.aksi import Penugasan
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.kantor.kantor import Kantor, Unit
from sop_flows.ports.formulir import FormulirBeku, FormulirView
from sop_flows.ports.views import KartuView
from sop_flows.sop.definition import Asal, Langkah, Minta
from sop_flows.sop.place import Samping

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
PIKTOGRAM_SAMPING: Mapping[Samping | None, str] = {
    Samping.TANYA: "❓",
    Samping.TINDAK_LANJUT: "📌",
    Samping.TANDA_TERIMA: "📬",
}


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
    tambahan: str
    formulir: tuple[FormulirView, ...] | tuple[FormulirBeku, ...]


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
        "tambahan": addition(view),
        "formulir": view.dibekukan or view.formulir,
    }


def addition(view: KartuView) -> str:
    """Return what of this card the sheet does not print, in a word; empty where it prints it."""
    if view.tahap is None or view.tahap.asal is Asal.LEMBAR:
        return ""
    minta = view.tahap.minta.value
    return word("tambahan", minta if has_word("tambahan", minta) else "lain")


def heading(view: KartuView) -> str:
    """Return the title of what stands beside the flow; a question has that of its langkah."""
    kind = view.tugas.samping_word
    return word("samping", kind) if has_word("samping", kind) else view.langkah.singkat


def pictograph(view: KartuView) -> str:
    """Return the sign at the head of a card."""
    if view.tahap is None:
        return PIKTOGRAM_SAMPING[view.tugas.samping]
    return PIKTOGRAM[view.tahap.minta]


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
    return view.pemirsa.penugasan.awalan
