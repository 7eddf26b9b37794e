"""The command line's own words in Indonesian: click's sentences, the parts of a help, what a value may be.

Click takes its sentences through gettext, each under the name ``_`` of its module; they are taken from
here instead, whatever language the machine speaks. What has no translation stays as it is.
"""

import re
from collections.abc import Iterable
from typing import Final

import click
from click import core, decorators, exceptions, formatting, parser, types

from sop_flows.deferred import pattern

KATA: Final = {
    "Usage:": "Pemakaian:",
    "Options": "Pilihan",
    "Commands": "Perintah",
    "Show this message and exit.": "Menampilkan bantuan ini, lalu selesai.",
    "default: {default}": "bawaan: {default}",
    "env var: {var}": "lingkungan: {var}",
    "required": "wajib",
    "Error: {message}": "Galat: {message}",
    "Try '{command} {option}' for help.": "Ketik '{command} {option}' untuk bantuan.",
    "Aborted!": "Dibatalkan.",
    "Invalid value: {message}": "Nilai tidak sesuai: {message}",
    "Invalid value for {param_hint}: {message}": "Nilai {param_hint} tidak sesuai: {message}",
    "Missing command.": "Perintahnya belum disebut.",
    "Missing argument": "Belum ada masukan",
    "Missing option": "Belum ada pilihan",
    "Missing parameter": "Belum ada masukan",
    "Missing parameter: {param_name}": "Belum ada masukan: {param_name}",
    "No such option {name!r}.": "Pilihan {name!r} tidak ada.",
    "No such command {name!r}.": "Perintah {name!r} tidak ada.",
    "Did you mean {possibility}?": "Apakah maksudnya {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Apakah maksudnya salah satu dari: {possibilities}?)",
    "Could not open file {filename!r}: {message}": "File {filename!r} tidak dapat dibuka: {message}",
    "Got unexpected extra argument ({args})": "Ada masukan yang berlebih ({args})",
    "Got unexpected extra arguments ({args})": "Ada masukan yang berlebih ({args})",
    "Choose from:\n\t{choices}": "Pilih salah satu:\n\t{choices}",
    "{value!r} is not {choice}.": "{value!r} bukan {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} tidak termasuk {choices}.",
    "{value!r} is not a valid {number_type}.": "{value!r} bukan bilangan yang benar.",
    "{value} is not in the range {range}.": "{value} di luar rentang {range}.",
    "file": "File",
    "directory": "Folder",
    "path": "Alamat",
    "{name} {filename!r} does not exist.": "{name} {filename!r} tidak ada.",
    "{name} {filename!r} is a file.": "{name} {filename!r} adalah file.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} adalah folder.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} tidak dapat dibaca.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} tidak dapat ditulisi.",
    "Option {name!r} does not take a value.": "Pilihan {name!r} tidak memakai nilai.",
    "Option {name!r} requires an argument.": "Pilihan {name!r} memerlukan nilai.",
    "Option {name!r} requires {nargs} arguments.": "Pilihan {name!r} memerlukan {nargs} nilai.",
}
"""Click's own sentence -> ours, with the same facts."""

ISI: Final = {
    "[OPTIONS]": "[PILIHAN]",
    "COMMAND [ARGS]...": "PERINTAH [MASUKAN]...",
    "INTEGER RANGE": "BILANGAN",
    "INTEGER": "BILANGAN",
    "FLOAT": "BILANGAN",
    "TEXT": "TEKS",
    "PATH": "ALAMAT",
    "DIRECTORY": "FOLDER",
}
"""What stands for a value in a help -> the same in Indonesian; the longer ones first."""
STANDS_FOR: Final = pattern("|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in ISI))


def translated(sentence: str) -> str:
    """Return one of click's sentences in Indonesian."""
    return KATA.get(sentence, sentence)


def translated_by_number(one: str, several: str, number: int) -> str:
    """Return one of click's sentences in Indonesian, by how many it speaks of."""
    return translated(one if number == 1 else several)


def value_words(text: str) -> str:
    """Return what a help says a value may be, in Indonesian."""
    return STANDS_FOR.sub(lambda found: ISI[found[0]], text)


class Formatter(click.HelpFormatter):
    """Writes a help whose values are named in Indonesian too."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog.rstrip(), value_words(args), prefix)

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        named = [(value_words(first), second) for first, second in rows]
        super().write_dl(named, col_max, col_spacing)


def speak_indonesian() -> None:
    """Let every command speak Indonesian."""
    for module in (core, decorators, exceptions, formatting, parser, types):
        vars(module).update(_=translated, ngettext=translated_by_number)
    click.Context.formatter_class = Formatter
