"""What a backup says of itself, and what may be wrong with one.

A backup is a zip of ``manifest.json``, ``rows/TABLE.jsonl`` for each table, and the kept contents as the data folder
has them. Nothing else is in it, and no name in it is ever used as a path.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Final

from pydantic import AwareDatetime, BaseModel, ConfigDict, NonNegativeInt, StringConstraints

FORMAT: Final = 1
NAME: Final = "manifest.json"

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
TableName = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,60}$")]


class Rows(BaseModel):
    """How many rows of a table there are, and the sha256 of their lines."""

    model_config = ConfigDict(frozen=True)
    count: NonNegativeInt
    sha256: Sha256


class Manifest(BaseModel):
    """What is in a backup.

    Attributes:
        version: The Tapak that wrote it.
        head: The revision of the database that the rows are of.
        files: The size of every kept content in bytes, by its sha256.
        missing: The contents that rows name, and that were not to be had whole.
    """

    model_config = ConfigDict(frozen=True)
    format: int = FORMAT
    version: str
    head: str
    created_at: AwareDatetime
    tables: dict[TableName, Rows]
    files: dict[Sha256, NonNegativeInt]
    missing: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows there are in all tables."""
        return sum(one.count for one in self.tables.values())

    def entries(self) -> Iterator[str]:
        """Yield the name of every entry of the zip but the manifest's own."""
        yield from map(rows_entry, self.tables)
        yield from map(file_entry, self.files)


def rows_entry(table: str) -> str:
    """Return where the rows of a table are."""
    return f"rows/{table}.jsonl"


def file_entry(sha256: str) -> str:
    """Return where a kept content is."""
    return f"lampiran/{sha256[:2]}/{sha256}"


class Cacat(StrEnum):
    """What is wrong with a backup."""

    BUKAN_ZIP = "bukan_zip"
    TAK_TERBACA = "tidak_terbaca"
    BERUBAH = "berubah"
    JUMLAH = "jumlah"
    HILANG = "hilang"
    ASING = "asing"
    GANDA = "ganda"
    BENTUK = "bentuk"
    TIDAK_COCOK = "tidak_cocok"


class BackupDamaged(Exception):
    """A backup is not what was written: in which entry, at which row (from 1), and how."""

    def __init__(self, cacat: Cacat, entry: str = "", row: int = 0, detail: str = "") -> None:
        super().__init__(f"{cacat} {entry} {row} {detail}")
        self.cacat = cacat
        self.entry = entry
        self.row = row
        self.detail = detail


class BackupNewer(RuntimeError):
    """A backup was written by a newer version of the program."""
