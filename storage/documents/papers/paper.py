"""A paper of a berkas in the form of naskah dinas: its content, a template and how values are printed."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from sop_flows.kinerja.angka import print_angka
from sop_flows.naskah.kode import print_kode
from sop_flows.papers.isi import IsiPaper, Kepala, Pejabat
from sop_flows.papers.tanda import Tanda
from sop_flows.waktu.cetak import HARI, print_clock, printed_day
from storage.documents.lembar.periods import print_periode
from storage.documents.papers.kata import print_aksi, print_cara, spell_day
from storage.documents.papers.press import Bentuk, PaperNotSet, typeset
from storage.documents.papers.source import fill, literal
from storage.documents.papers.ukur import wording_of

PICTURES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
PIXELS: Final = 4_000_000
"""Of a PNG, which is unpacked for every paper that shows it."""
WIDE: Final = 2
"""How many times its height a logo is wide at most: the letterhead stands beside it."""
NIP: Final = (8, 14, 15)
"""Where the groups of a NIP end: date of birth, month of the TMT, sex, serial."""


def write_paper(paper: IsiPaper, isi_sha256: str, logo: bytes = b"") -> bytes:
    """Return a paper as PDF, the same bytes for the same content.

    Args:
        isi_sha256: That of its content as it is kept, which the file names.
        logo: The picture of which the letterhead names the sha256.
    """
    return typeset(source_of_paper(paper, isi_sha256, logo), Bentuk.PDF)


def is_picture(content: bytes) -> bool:
    """Tell whether a paper can show a picture as its logo; not on the event loop.

    It is a whole PNG or JPEG, not too wide for a letterhead and not too big to unpack.
    """
    if not content.startswith(PICTURES):
        return False
    if content.startswith(PICTURES[0]):
        width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
        if width * height > PIXELS:
            return False
    shown = f"image(bytes({literal(list(content))}), height: 20mm)"
    try:
        typeset(f"#context assert(measure({shown}).width <= {WIDE} * 20mm)\n#{shown}", Bentuk.PDF)
    except PaperNotSet:
        return False
    return True


def source_of_paper(paper: IsiPaper, isi_sha256: str, logo: bytes = b"") -> str:
    """Return a paper as typst has it."""
    kepala = paper.kepala
    return fill(
        f"{kepala.jenis.replace(' ', '_')}.typ",
        p=paper,
        k=kepala,
        periode=print_periode(kepala.periode),
        angka=angka,
        kode=print_kode,
        logo=list(logo),
        nip=group_nip,
        roman=roman,
        aksi=print_aksi,
        cara=print_cara,
        pejabat=signature_of,
        tanda=str(tanda_of(kepala, isi_sha256)),
        qr=draw_qr(kepala.tautan) if kepala.tautan else "",
        **wording_of(kepala.periode),
        **in_zone(ZoneInfo(kepala.zona)),
    )


def tanda_of(kepala: Kepala, isi_sha256: str) -> Tanda:
    """Return the mark of the paper with that content."""
    return Tanda(
        kantor=kepala.kantor,
        berkas=kepala.berkas,
        kode=kepala.kode,
        isi_sha256=isi_sha256,
    )


def draw_qr(teks: str) -> str:
    """Return the QR of a text with its quiet zone as SVG, which stays sharp however it is printed."""
    import segno  # costs a start what only papers need

    return segno.make(teks, error="m", micro=False).svg_inline(omitsize=True)


def in_zone(zona: ZoneInfo) -> Mapping[str, Callable[[str], str]]:
    """Return what prints moments (UTC by ISO 8601) and days as the office has them; empty stays empty."""

    def local(iso: str) -> datetime:
        return datetime.fromisoformat(iso).astimezone(zona)

    def day(iso: str) -> date:
        return local(iso).date() if "T" in iso else date.fromisoformat(iso)

    return {
        "terbilang": lambda iso: spell_day(local(iso).date()) if iso else "",
        "tanggal": lambda iso: printed_day(day(iso)) if iso else "",
        "hari": lambda iso: printed_day(day(iso), HARI) if iso else "",
        "pukul": lambda iso: print_clock(local(iso)) if iso else "",
        "saat": lambda iso: (
            f"{printed_day(day(iso))}, pukul {print_clock(local(iso))}" if iso else ""
        ),
    }


def angka(number: Decimal | None) -> str:
    """Return a number as people write it; a dash where there is none."""
    return "\u2013" if number is None else print_angka(number)


def group_nip(nip: str) -> str:
    """Return a NIP in its four groups; another key as it is."""
    if len(nip) != NIP[-1] + 3:
        return nip
    first, second, third = NIP
    return f"{nip[:first]} {nip[first:second]} {nip[second:third]} {nip[third:]}"


def signature_of(pejabat: Pejabat) -> tuple[str, str, str, str]:
    """Return what a signature block names: post, name, rank, NIP."""
    return pejabat.sebutan, pejabat.nama, pejabat.pangkat, group_nip(pejabat.nip)


def roman(number: int) -> str:
    """Return a small number as chapters are counted."""
    return ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")[number - 1]
