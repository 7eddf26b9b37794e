"""Options that several commands take."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from bot.cli.answer import TEKS

REPLACED: Final = "yang sudah ada diganti setelah yang baru selesai ditulis."
FILE: Final = click.Path(dir_okay=False, path_type=Path)
kantor_option = click.option(
    "--kantor", "kode_kantor", type=TEKS, required=True, help="Kode kantor."
)
sole_kantor_option = click.option(
    "--kantor", "kode_kantor", type=TEKS, help="Kode kantor; boleh tanpa ini bila hanya ada satu."
)
every_kantor_option = click.option(
    "--kantor", "kode_kantor", type=TEKS, help="Kode kantor; bawaan: semua kantor."
)
screen_option = click.option("--out", type=FILE, help="Berkas; bawaan: layar.")
dry_option = click.option(
    "--coba", "--dry-run", "is_dry", is_flag=True, help="Periksa saja, tanpa menyimpan."
)
NOTHING_STORED: Final = "Belum ada yang disimpan (--coba)."


def tahun_option(apa: str) -> Callable[[Any], Any]:
    """Return the option that asks for a year, of what."""
    return click.option("--tahun", type=click.IntRange(2000, 2100), required=True, help=apa)


def out_option(apa: str) -> Callable[[Any], Any]:
    """Return the option that asks where to write a file, of what kind."""
    return click.option("--out", type=FILE, required=True, help=f"{apa}; {REPLACED}")


def also_out_option(apa: str) -> Callable[[Any], Any]:
    """Return the option that lets what is shown be written to a file too, of what kind."""
    return click.option("--out", type=FILE, help=f"{apa}; {REPLACED}")
