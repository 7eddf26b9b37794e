"""Options that several commands take."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from bot.cli.answer import TEKS

FILE: Final = click.Path(dir_okay=False, path_type=Path)
kantor_option = click.option(
    "--kantor", "kode_kantor", type=TEKS, required=True, help="Kode kantor."
)


def tahun_option(apa: str) -> Callable[[Any], Any]:
    """Return the option that asks for a year, of what."""
    return click.option("--tahun", type=click.IntRange(2000, 2100), required=True, help=apa)


def out_option(apa: str) -> Callable[[Any], Any]:
    """Return the option that asks where to write a file, of what kind."""
    said = f"{apa}; yang sudah ada diganti setelah yang baru selesai ditulis."
    return click.option("--out", type=FILE, required=True, help=said)
