"""What the first bytes of a dokumen say it is, and whether its name says the same.

The login page of a network in the place of a letter, or a renamed file, is no evidence. Old formats of
Office are left alone: what programs write under those names is of every kind.
"""

from collections.abc import Mapping
from pathlib import PurePath

PDF = ".pdf"
PDF_HEAD = 1024  # bytes within which a PDF says so
GAMBAR = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF", b"BM", b"II*\0", b"MM\0*")
ZIP = b"PK\x03\x04"
OLE = bytes.fromhex("D0CF11E0A1B11AE1")  # what Office makes of a file with a password
OPENINGS: Mapping[str, tuple[bytes, ...]] = {
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff"), GAMBAR),
    **dict.fromkeys((".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"), (ZIP, OLE)),
    ".zip": (ZIP,),
}
"""How what has such a name begins; a picture under the name of another kind of picture is one."""


def is_as_named(nama: str, content: bytes) -> bool:
    """Tell whether a dokumen is of the kind that its name says, as far as that is known."""
    suffix = PurePath(nama).suffix.lower()
    if suffix == PDF:
        return b"%PDF-" in content[:PDF_HEAD]
    openings = OPENINGS.get(suffix)
    is_heif = openings is GAMBAR and content[4:8] == b"ftyp"
    return openings is None or content.startswith(openings) or is_heif
