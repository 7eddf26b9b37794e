"""What ``tapak sop draw`` and ``tapak sop export`` write: an SOP as the office prints it, and as others read it."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from bot.cli.answer import Refused, opened, tell
from sop_flows.drawing.bentuk import Sebab, TooLarge
from sop_flows.drawing.kertas import Kertas
from sop_flows.sop.definition import Sop
from storage.documents.bpmn import write_bpmn
from storage.documents.papers.press import Bentuk, PaperNotSet
from storage.documents.papers.sop import write_sop

LARGER: Final = "Pakai kertas yang lebih besar, misalnya --kertas a3"
UNSET: Final = {
    True: ("SOP ini terlalu besar untuk satu gambar.", "Tulis sebagai .pdf."),
    False: (
        "SOP ini tidak dapat dicetak dalam batas memori dan waktunya.",
        "Bagi SOP itu menjadi dua.",
    ),
}
"""What is said of what needs more than a paper may cost, a picture or not."""
TERLALU: Final = {
    Sebab.KOLOM: ("Kolom pelaksananya terlalu banyak untuk kertas ini.", "gabungkan kolom"),
    Sebab.NAMA: ("Nama sebuah kolom terlalu panjang untuk kepala tabel.", "persingkat namanya"),
    Sebab.TEKS: ("Teksnya lebih panjang daripada satu halaman.", "persingkat teksnya"),
    Sebab.PANAH: ("Panahnya terlalu banyak untuk kertas ini.", "bagi SOP itu menjadi dua"),
}
"""What makes an SOP illegible, and what helps beside larger paper."""


def bentuk_of(out: Path) -> Bentuk:
    """Return what the name of a file asks for.

    Raises:
        Refused: It is neither a PDF nor a picture.
    """
    try:
        return Bentuk(out.suffix.lower().removeprefix("."))
    except ValueError:
        raise Refused(
            f"{out.name} bukan nama PDF atau gambar.",
            where="--out",
            mend="Akhiri dengan .pdf atau .png.",
        ) from None


def draw_to(sop: Sop, out: Path, kertas: Kertas, *, as_json: bool) -> None:
    """Write an SOP as PDF or picture, and say so.

    Raises:
        Refused: It would not be legible, or cannot be written there.
    """
    bentuk = bentuk_of(out)
    write(sop, out, lambda: write_sop(sop, bentuk, kertas))
    facts = {"kode": sop.kode, "versi": sop.versi, "berkas": str(out), "kertas": str(kertas)}
    tell(facts, [f"SOP {sop.nama} (versi {sop.versi}) digambar: {out}"], as_json=as_json)


def export_to(sop: Sop, out: Path, bentuk: str, *, as_json: bool) -> None:
    """Write an SOP as other applications read it, and say so.

    Raises:
        Refused: It has too many ways, or cannot be written there.
    """
    write(sop, out, lambda: write_bpmn(sop))
    facts = {"kode": sop.kode, "versi": sop.versi, "berkas": str(out), "format": bentuk}
    tell(
        facts,
        [f"SOP {sop.nama} (versi {sop.versi}) ditulis sebagai BPMN 2.0: {out}"],
        as_json=as_json,
    )


def write(sop: Sop, out: Path, make: Callable[[], bytes]) -> None:
    """Write what is made of an SOP.

    Raises:
        Refused: It cannot be made, or not be written there.
    """
    try:
        with opened(out) as file:
            file.write(make())
    except TooLarge as too:
        what, mend = TERLALU[too.sebab]
        where = f"{sop.kode}, langkah {too.langkah}" if too.langkah else sop.kode
        raise Refused(what, where=where, mend=f"{LARGER}, atau {mend}.") from None
    except PaperNotSet:
        what, mend = UNSET[out.suffix.lower() == ".png"]
        raise Refused(what, where=sop.kode, mend=mend) from None
