"""``tapak``: the command line of whoever runs the bot of an office.

Exit codes: 0 done, 1 refused or failed, 2 wrong usage. A command's module is imported when that
command is called, so that ``tapak --help`` and the probe of a container stay quick.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final

import click

from bot.cli.bahasa import speak_indonesian

COMMANDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "run": ("bot.cli.run", "run", "Menjalankan bot; tanpa token menjalankan mode coba."),
    "trial": ("bot.cli.run", "trial", "Menjalankan mode coba di komputer ini."),
    "check": ("bot.cli.check", "check", "Memeriksa token, basis data, jam, dan kantor."),
    "migrate": ("bot.cli.migrate", "migrate", "Menyesuaikan basis data dengan versi ini."),
    "backup": (
        "bot.cli.backup",
        "backup",
        "Menyimpan seluruh kantor ke satu zip, dan memeriksanya.",
    ),
    "restore": ("bot.cli.backup", "restore", "Memulihkan cadangan ke tempat yang kosong."),
    "kantor": ("bot.cli.kantor", "kantor", "Membuat dan mengimpor buku kerja kantor."),
    "libur": ("bot.cli.libur", "libur", "Menampilkan dan mengubah kalender kerja kantor."),
    "perjanjian": (
        "bot.cli.perjanjian",
        "perjanjian",
        "Mengimpor Perjanjian Kinerja dan Rencana Aksi.",
    ),
    "undang": ("bot.cli.undang", "undang", "Membuat tautan bergabung sekali pakai."),
    "sop": ("bot.cli.sop", "sop", "Menampilkan dan memeriksa SOP."),
    "hitung": ("bot.cli.hitung", "hitung", "Menghitung capaian, batas waktu, dan angka."),
    "jam": ("bot.cli.jam", "jam", "Memeriksa jam kantor; melepas pengingat yang ditahan."),
    "jejak": ("bot.cli.jejak", "jejak", "Memeriksa dan mengekspor riwayat."),
    "naskah": ("bot.cli.naskah", "naskah", "Menampilkan dan memeriksa naskah yang diputuskan."),
    "templat": ("bot.cli.templat", "templat", "Memeriksa dan memasang templat Word kantor."),
    "rekap": ("bot.cli.rekap", "rekap", "Menulis rekap kinerja kantor ke buku kerja."),
    "arsip": ("bot.cli.arsip", "arsip", "Menulis arsip satu berkas ke satu zip."),
    "rencana": ("bot.cli.rencana", "rencana", "Merencanakan kapan SOP dimulai dan selesai."),
    "agenda": ("bot.cli.agenda", "agenda", "Menulis agenda surat masuk dan keluar setahun."),
    "health": ("bot.cli.health", "health", "Menanyakan apakah bot hidup."),
    "config": ("bot.cli.config", "config", "Menampilkan pengaturan yang berlaku."),
}
"""Name -> module, attribute and what the list of commands says about it."""


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Perintah"):
            formatter.write_dl([(name, about) for name, (_, _, about) in COMMANDS.items()])


speak_indonesian()


def jam_kerja_of(kode: str) -> Any:  # noqa: ANN401 -- imported on use
    """Return the working calendar of an office by its kode; ``LookupError`` when there is none."""
    from bot.cli.database import jam_kerja_of as look_up

    return look_up(kode)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Setiap perintah menjelaskan dirinya: tapak PERINTAH --help",
)
@click.version_option(
    package_name="tapak", message="tapak %(version)s", help="Menampilkan versi, lalu selesai."
)
@click.pass_context
def main(context: click.Context) -> None:
    """Tapak mengawal SOP kantor pemerintah melalui Telegram."""
    context.obj = {"jam_kerja_of": jam_kerja_of}
