"""How every command answers: lines for a person, one JSON object for a script, refusals in three parts."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO, Final

import click

from bot.process.settings import Settings, SettingsInvalid, read_settings
from sop_flows.teks import clean_teks
from storage.files import whole

json_option = click.option("--json", "as_json", is_flag=True, help="Keluaran untuk skrip.")


class Teks(click.ParamType[str]):
    """What somebody typed or pasted, cleaned as in the chat."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text without what nobody sees."""
        return clean_teks(value)


TEKS = Teks()


class Refused(click.ClickException):
    """The command cannot do it: exit 1, saying what, where, and how to mend it."""

    def __init__(self, what: str, *, where: str = "", mend: str = "", **facts: object) -> None:
        super().__init__(what)
        context = click.get_current_context(silent=True)
        self._as_json = bool(context and context.params.get("as_json"))
        self._parts = {"galat": what, "letak": where, "perbaikan": mend, **facts}
        self._where = where
        self._mend = mend

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the refusal: to standard error, or with ``--json`` as the command's answer."""
        if self._as_json:
            click.echo(json.dumps(self._parts, ensure_ascii=False, default=str), file=file)
            return
        lines = [f"Gagal: {self.message}"]
        lines += [f"  Letak: {self._where}"] if self._where else []
        lines += [f"  Perbaikan: {self._mend}"] if self._mend else []
        click.echo("\n".join(lines), file=file, err=True)


WRITABLE: Final = "Pilih folder yang ada dan boleh ditulis."


@contextmanager
def writing(where: Path, mend: str = WRITABLE) -> Iterator[None]:
    """Say of what cannot be written there how to mend it.

    Raises:
        Refused: It cannot be written.
    """
    try:
        yield
    except OSError as failure:
        what = f"Tidak dapat menulis: {failure.strerror}"
        raise Refused(what, where=str(where), mend=mend) from None


@contextmanager
def opened(out: Path, mend: str = WRITABLE) -> Iterator[BinaryIO]:
    """Yield a file that was asked for: it takes the place of the one before once it is whole.

    Raises:
        Refused: It cannot be written.
    """
    with writing(out, mend):
        is_file = out.is_file() or not out.exists()  # and no pipe, which cannot be replaced
        with whole(out) if is_file else out.open("wb") as file:
            yield file


def write_out(out: Path, content: bytes) -> None:
    """Write a file that was asked for; it takes the place of the one before once it is whole.

    Raises:
        Refused: It cannot be written.
    """
    with opened(out) as file:
        file.write(content)


def check_workbook_name(path: Path, where: str) -> None:
    """Refuse a name by which nobody would know a workbook.

    Raises:
        Refused: It does not end with ``.xlsx``.
    """
    if path.suffix.lower() != ".xlsx":
        raise Refused(
            f"{path.name} bukan nama buku kerja.", where=where, mend="Akhiri dengan .xlsx."
        )


def tell(facts: Mapping[str, Any] | list[Any], lines: Iterable[str], *, as_json: bool) -> None:
    """Print the answer of a command in the form that was asked for."""
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False, default=str))
        return
    for line in lines:
        click.echo(line)


def settings_in_force() -> Settings:
    """Return the settings.

    Raises:
        Refused: One of them is unknown or cannot be used.
    """
    try:
        return read_settings()
    except SettingsInvalid as invalid:
        raise Refused(invalid.what, where=invalid.where, mend=invalid.mend) from None


def content_of(file: Path, what: str) -> bytes:
    """Return what a file holds that a command was given.

    Raises:
        Refused: It cannot be read; *what* says what should have been there.
    """
    try:
        return file.read_bytes()
    except OSError as failure:
        raise Refused(
            f"{what} tidak dapat dibaca: {failure.strerror}",
            where=str(file),
            mend="Periksa nama dan letak berkasnya.",
        ) from None
