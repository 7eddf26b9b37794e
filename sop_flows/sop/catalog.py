"""Every SOP file that ships, looked up by (kode, versi), and the reading of any SOP file."""

import json
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from pydantic import ValidationError

from sop_flows.deferred import dataclass, pattern
from sop_flows.sop.definition import Sop
from sop_flows.sop.form import LANGKAH
from sop_flows.sop.toml import TomlBroken, TomlTooLong, read_toml
from sop_flows.teks import clean_teks


class Salah(StrEnum):
    """Why a key of an SOP file cannot be read."""

    TOML = "toml"
    """The file is no TOML; ``nilai`` is the line."""
    SANDI = "sandi"
    """The file is no text in UTF-8."""
    BESAR = "besar"
    """The file is larger than any sheet."""
    HILANG = "hilang"
    TAK_DIKENAL = "tak_dikenal"
    JENIS = "jenis"
    """Of another kind: a text where a number or a list belongs, …"""
    PILIHAN = "pilihan"
    """None of the words that the key knows; ``nilai`` ends with those."""
    BENTUK = "bentuk"
    """A kode that is not lower case, digits and the joining sign."""
    PANJANG = "panjang"
    """Empty, or longer than the form has room for."""
    WAKTU = "waktu"
    """No whole number of menit, jam or hari."""
    URUTAN = "urutan"
    """The langkah are not numbered 1, 2, 3 …"""


WRITTEN: Final = pattern(r"[^\r\n\t]+")
"""What is written on the lines of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Masalah:
    """One thing that cannot be read: in which file, langkah and key."""

    file: str
    langkah: int | None
    key: str
    problem: Salah
    nilai: str = ""


class SopUnreadable(Exception):
    """The text is no SOP file; every problem is named at once."""

    def __init__(self, masalah: tuple[Masalah, ...]) -> None:
        super().__init__(masalah)
        self.masalah = masalah


def no_text(nama_file: str) -> SopUnreadable:
    """Return that a file is no text in UTF-8."""
    return SopUnreadable(
        (Masalah(file=nama_file, langkah=None, key="", problem=Salah.SANDI, nilai=""),)
    )


class SopUnknown(LookupError):
    """No shipped SOP file has that kode and versi."""

    def __init__(self, kode: str, versi: int | None) -> None:
        super().__init__(kode, versi)
        self.kode = kode
        self.versi = versi


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One shipped SOP file: what it says, its text, and the sha256 of that text."""

    sop: Sop
    teks: str
    sha256: str


class Catalog:
    """Every shipped SOP file and version."""

    def __init__(self, templates: tuple[Template, ...]) -> None:
        ordered = sorted(templates, key=lambda t: (t.sop.kode, t.sop.versi))
        self._templates = {(t.sop.kode, t.sop.versi): t for t in ordered}
        self._newest = {t.sop.kode: t for t in ordered}

    def all(self) -> tuple[Template, ...]:
        """Return every template, by kode and versi."""
        return tuple(self._templates.values())

    def get(self, kode: str, versi: int | None = None) -> Template:
        """Return one template, the newest versi when none is named.

        Raises:
            SopUnknown: There is none.
        """
        found = self._newest.get(kode) if versi is None else self._templates.get((kode, versi))
        if found is None:
            raise SopUnknown(kode, versi)
        return found


@lru_cache(maxsize=1)
def load_catalog() -> Catalog:
    """Return the SOP files that ship with Tapak.

    Raises:
        SopUnreadable: A shipped file is broken.
    """
    folder = files("sop_flows") / "data" / "sop"
    return Catalog(
        tuple(
            read_template(entry.read_text(encoding="utf-8"), entry.name)
            for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
            if entry.name.endswith(".toml")
        )
    )


def read_template(teks: str, nama_file: str) -> Template:
    """Return an SOP file with its text, clean but for its line ends, and the sha256 of that.

    Raises:
        SopUnreadable: The text is no SOP file.
    """
    teks = WRITTEN.sub(lambda part: clean_teks(part[0]), teks)
    digest = sha256(teks.encode()).hexdigest()
    return Template(sop=parse_sop(teks, nama_file), teks=teks, sha256=digest)


@dataclass(frozen=True, slots=True)
class Naskah:
    """A text known by its sha256 alone, so that a stored one is never parsed twice."""

    sha256: str
    teks: str = field(compare=False)
    nama_file: str = field(compare=False)


@lru_cache(maxsize=256)
def parse_naskah(naskah: Naskah) -> Sop:
    """Return the SOP of a text; a process parses each sha256 once (an SOP is immutable)."""
    try:
        data = read_toml(naskah.teks)
    except TomlBroken as broken:
        raise SopUnreadable((describe_toml(naskah.nama_file, broken),)) from broken
    try:
        return Sop.model_validate(data)
    except ValidationError as invalid:
        masalah = (describe(naskah.nama_file, data, error) for error in essential(invalid))
        raise SopUnreadable(tuple(masalah)) from invalid


def parse_sop(teks: str, nama_file: str) -> Sop:
    """Return the SOP that a file describes.

    Raises:
        SopUnreadable: It names file, langkah and key of everything that is wrong.
    """
    return parse_naskah(Naskah(sha256(teks.encode()).hexdigest(), teks, nama_file))


def parse_stored(digest: str, teks: str) -> Sop:
    """Return the SOP of a stored text whose sha256 is known: the hot path, without hashing."""
    return parse_naskah(Naskah(digest, teks, digest))


def export_schema() -> str:
    """Return the JSON Schema of an SOP file, for editors."""
    return json.dumps(Sop.model_json_schema(), indent=2, ensure_ascii=False) + "\n"


SALAH_OF: Final[Mapping[str, Salah]] = {
    "missing": Salah.HILANG,
    "extra_forbidden": Salah.TAK_DIKENAL,
    "enum": Salah.PILIHAN,
    "literal_error": Salah.PILIHAN,
    "string_pattern_mismatch": Salah.BENTUK,
    "string_too_long": Salah.PANJANG,
    "string_too_short": Salah.PANJANG,
    "too_short": Salah.PANJANG,
    "too_long": Salah.PANJANG,
    "greater_than_equal": Salah.PANJANG,
    "less_than_equal": Salah.PANJANG,
}
"""What pydantic's errors mean here; every other one is of another kind than the key wants."""


def describe_toml(nama_file: str, broken: TomlBroken) -> Masalah:
    """Return where a text stops being TOML."""
    return Masalah(
        file=nama_file,
        langkah=None,
        key="",
        problem=Salah.BESAR if isinstance(broken, TomlTooLong) else Salah.TOML,
        nilai=str(broken.baris or "?"),
    )


def essential(invalid: ValidationError) -> list[Mapping[str, Any]]:
    """Return its errors, without a list said to be too short because a part of it is wrong."""
    errors = invalid.errors()
    inside = {error["loc"][:size] for error in errors for size in range(len(error["loc"]))}
    return [e for e in errors if e["type"] != "too_short" or e["loc"] not in inside]


def describe(nama_file: str, data: Mapping[str, Any], error: Mapping[str, Any]) -> Masalah:
    """Return one error of pydantic with the langkah and key that it is about."""
    loc = error["loc"]
    langkah = None
    if len(loc) > 1 and loc[0] == "langkah" and isinstance(loc[1], int):
        row = data["langkah"][loc[1]]
        no = row.get("no") if isinstance(row, dict) else None
        langkah = no if isinstance(no, int) and 0 < no <= LANGKAH else loc[1] + 1
        loc = loc[2:]
    problem = SALAH_OF.get(error["type"], Salah.JENIS)
    if error["type"] == "value_error":
        problem = Salah.WAKTU if loc and loc[-1] == "waktu" else Salah.URUTAN
    return Masalah(
        file=nama_file,
        langkah=langkah,
        key=".".join(str(part + 1) if isinstance(part, int) else part for part in loc),
        problem=problem,
        nilai=describe_nilai(error, problem),
    )


def describe_nilai(error: Mapping[str, Any], problem: Salah) -> str:
    """Return what the file says there, and what it may say where the words are few."""
    if problem in (Salah.HILANG, Salah.URUTAN) or isinstance(error["input"], dict | list):
        return ""
    written = shown(error["input"])
    expected = error.get("ctx", {}).get("expected")
    return f"{written} ({str(expected).replace(' or ', ', ')})" if expected else written


def shown(value: object) -> str:
    """Return a value as it is told; a number that is too long to be written out, by its first hex digits."""
    is_endless = isinstance(value, int) and value.bit_length() > 200
    return (f"{value:#x}" if is_endless else str(value))[:60]
