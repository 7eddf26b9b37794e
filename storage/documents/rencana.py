"""A plan as a workbook: one row for each piece, and what it runs into on a sheet of its own."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from openpyxl import Workbook

from sop_flows.ports.rencana import BagianRencana, LangkahRencana, RencanaView
from sop_flows.sop.definition import Asal
from storage.documents.rekap.lembar import BukuRumus
from storage.documents.rekap.table import Isi, Kolom

RENCANA: Final = "Rencana"
PERHATIAN: Final = "Perlu Diperhatikan"
KOLOM: Final = (
    Kolom("SOP", 26),
    Kolom("No", 6),
    Kolom("Kegiatan", 40),
    Kolom("Pelaksana", 30),
    Kolom("Waktu", 12),
    Kolom("Menurut lembar SOP", 12),
    Kolom("Mulai", 18),
    Kolom("Selesai", 18),
    Kolom("Paling lambat selesai", 18),
    Kolom("Menentukan", 12),
    Kolom("Lalu (menit kerja)", 12),
)
KOLOM_PERHATIAN: Final = (Kolom("SOP", 26), Kolom("Keterangan", 90))


def write_rencana(view: RencanaView, perhatian: Iterable[tuple[str, str]]) -> bytes:
    """Return the workbook of a plan of one page.

    Args:
        perhatian: What it runs into, in words, by the name of the SOP.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    buku = BukuRumus(book)
    rencana = buku.sheet(RENCANA, KOLOM)
    rencana.title((view.kantor.nama, f"RENCANA {view.sop.nama.upper()}"))
    rencana.header()
    rencana.table([row_of(part, one) for part in view.bagian.baris for one in part.langkah])
    rencana.close()
    sheet = buku.sheet(PERHATIAN, KOLOM_PERHATIAN)
    sheet.title(
        (view.kantor.nama, f"YANG PERLU DIPERHATIKAN PADA RENCANA {view.sop.nama.upper()}")
    )
    sheet.header()
    sheet.table([[nama, teks] for nama, teks in perhatian])
    sheet.close()
    return buku.saved()


def row_of(part: BagianRencana, one: LangkahRencana) -> list[Isi]:
    """Return a piece of a plan; its moments as the clock of the office shows them."""
    at = one.terjadwal
    return [
        part.sop.nama,
        at.butir.langkah.no,
        at.butir.nama,
        ", ".join(one.kolom),
        str(at.butir.waktu),
        "ya" if at.butir.asal is Asal.LEMBAR else "tidak",
        clock(at.mulai),
        clock(at.selesai),
        clock(at.paling_lambat),
        "ya" if at.is_menentukan else "",
        one.lalu // timedelta(minutes=1) if one.lalu is not None else None,
    ]


def clock(moment: datetime) -> str:
    """Return a moment as text that sorts, to the minute."""
    return f"{moment:%Y-%m-%d %H.%M}"
