"""The identity page: its six parts as the sheet prints them, and the fields above them."""

from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.sop.definition import Sop
from sop_flows.sop.lembar import Identitas
from sop_flows.teks import fold

BAGIAN: Final = {
    "dasar_hukum": "Dasar Hukum",
    "kualifikasi": "Kualifikasi Pelaksana",
    "keterkaitan": "Keterkaitan",
    "peralatan": "Peralatan/Perlengkapan",
    "peringatan": "Peringatan",
    "pencatatan": "Pencatatan dan Pendataan",
}
"""The parts of the page, in pairs beside each other, and what they are called where the sheet does not say it."""
NAMA: Final = ("nama sop", "nama standar operasional prosedur")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bagian:
    """A part of the identity page: its heading and its lines."""

    judul: str
    baris: tuple[str, ...]
    is_printed: bool
    """Whether these are the words of the sheet, and not their reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HalamanIdentitas:
    """The identity page."""

    nama: str
    bagian: tuple[Bagian, ...]


def read_identitas(sop: Sop) -> HalamanIdentitas:
    """Return the identity page of an SOP."""
    lines = sop.lembar.identitas.strip().splitlines() if sop.lembar else []
    parts: dict[str, tuple[str, list[str]]] = {}
    nama, last = sop.nama, ""
    for line in map(str.strip, lines):
        key = next((key for key, judul in BAGIAN.items() if opens(line, judul)), "")
        if key and key not in parts:
            parts[key] = (line.rstrip(" :"), [])
            last = key
        elif last:
            parts[last][1].append(line)
        else:
            nama = named(line) or nama
    return HalamanIdentitas(
        nama=nama,
        bagian=tuple(
            Bagian(judul=parts[key][0], baris=tuple(parts[key][1]), is_printed=True)
            if key in parts
            else Bagian(judul=judul, baris=reading(sop.identitas, key), is_printed=not lines)
            for key, judul in BAGIAN.items()
        ),
    )


def opens(line: str, judul: str) -> bool:
    """Tell whether a line is the heading of a part; signs and spaces do not count."""
    return letters(line) == letters(judul)


def letters(line: str) -> str:
    """Return what counts of a heading."""
    return "".join(filter(str.isalpha, fold(line)))


def named(line: str) -> str:
    """Return the name that a line gives; nothing where it gives none."""
    start = next((one for one in NAMA if fold(line).startswith(one)), "")
    return line[len(start) :].strip(" :") if start else ""


def reading(identitas: Identitas, key: str) -> tuple[str, ...]:
    """Return the lines of a part as they are read, numbered where there are several."""
    read = getattr(identitas, key)
    if isinstance(read, str):
        return (read,) if read else ()
    if len(read) == 1:
        return tuple(read)
    return tuple(f"{no}. {one}" for no, one in enumerate(read, 1))
