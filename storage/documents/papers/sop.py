"""An SOP as the office prints it: its identity page, then the official table with its flowchart."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from sop_flows.drawing.baris import TANDA
from sop_flows.drawing.bentuk import Gambar, Sambungan
from sop_flows.drawing.gambar import draw_sop
from sop_flows.drawing.identitas import read_identitas
from sop_flows.drawing.kertas import KAKI, TEPI, UKURAN, Kertas
from sop_flows.sop.definition import Asal, Sop
from sop_flows.sop.form import Form
from sop_flows.waktu.tanggal import print_tanggal
from storage.documents.papers.glyphs import readable
from storage.documents.papers.press import Bentuk, typeset
from storage.documents.papers.source import fill

FIELDS: Final = {
    "Nomor SOP": "nomor",
    "Tgl. Pembuatan": "tanggal_pembuatan",
    "Tgl. Revisi": "tanggal_revisi",
    "Tgl. Efektif": "tanggal_efektif",
    "Disahkan oleh": "disahkan_oleh",
}


def write_sop(sop: Sop, bentuk: Bentuk, kertas: Kertas = Kertas.A4) -> bytes:
    """Return an SOP as PDF, or as one picture with its pages below each other.

    Raises:
        TooLarge: It would not be legible on that paper.
    """
    return typeset(source_of(sop, bentuk, kertas), bentuk)


def source_of(sop: Sop, bentuk: Bentuk, kertas: Kertas = Kertas.A4) -> str:
    """Return an SOP as typst has it."""
    sop = shown(sop)
    gambar = draw_sop(sop, kertas)
    return fill(
        "sop.typ",
        sop=sop,
        gambar=gambar,
        halaman=halaman_of(gambar),
        identitas=read_identitas(sop),
        identifikasi=sop.lembar.identifikasi.strip().splitlines() if sop.lembar else (),
        kolom=tuple((judul, printed(sop, name)) for judul, name in FIELDS.items()),
        catatan=tuple(remarks(sop)),
        kertas=UKURAN[kertas],
        tepi=TEPI,
        kaki=KAKI,
        is_picture=bentuk is Bentuk.PNG,
        tanda=TANDA,
    )


def shown(value: Any) -> Any:  # noqa: ANN401  # whatever an SOP is made of
    """Return an SOP, or a part of it, with its words as they can be set: that is what is measured."""
    if isinstance(value, Form):
        own = {name: shown(getattr(value, name)) for name in type(value).model_fields}
        return value.model_copy(update=own)
    if isinstance(value, tuple):
        return type(value)(map(shown, value))
    return readable(value) if type(value) is str else value


def halaman_of(gambar: Gambar) -> list[dict[str, object]]:
    """Return what each page draws, as rows of plain values."""
    return [
        {
            "garis": [
                (*g.dari, *g.ke, g.asal is Asal.TAPAK, g.simpul is not None) for g in one.garis
            ],
            "panah": [(p.titik, p.asal is Asal.TAPAK) for p in one.panah],
            "lambang": [
                (
                    str(s.simbol),
                    s.kotak.x,
                    s.kotak.y,
                    s.kotak.lebar,
                    s.kotak.tinggi,
                    s.asal is Asal.TAPAK,
                    s.teks,
                )
                for s in one.lambang
            ],
            "tulisan": [
                (
                    t.teks,
                    t.kotak.x,
                    t.kotak.y,
                    t.kotak.lebar,
                    t.kotak.tinggi,
                    t.ukuran,
                    t.is_bold,
                    t.is_centred,
                    t.is_upright,
                    t.asal is Asal.TAPAK,
                )
                for t in one.tulisan
            ],
            "sambungan": [(describe(s), s.halaman) for s in one.sambungan],
        }
        for one in gambar.halaman
    ]


def describe(one: Sambungan) -> str:
    """Return where an arrow goes on that a page break parts, in words that end before its page."""
    where = "lanjut ke" if one.is_out else "dari"
    return f"{one.nama}: langkah {one.dari} ke {one.ke}, {where}"


def printed(sop: Sop, name: str) -> str:
    """Return a field of the identity page; empty where the office has to fill it."""
    value = getattr(sop.identitas, name)
    return print_tanggal(value) if isinstance(value, date) else value or ""


def remarks(sop: Sop) -> Iterator[str]:
    """Yield what Tapak has to say of the sheet as a whole."""
    if sop.catatan:
        yield sop.catatan
    for cacat in sop.cacat:
        yield f"“{cacat.tercetak}”: {cacat.catatan}" if cacat.tercetak else cacat.catatan
