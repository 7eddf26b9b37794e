"""Which commands the menu of a chat shows, by the roles of its person."""

from collections.abc import Collection, Mapping
from typing import Final

from handlers.screens.wording import catalogue

COMMANDS: Final[Mapping[str, tuple[str, ...]]] = {
    "pegawai": (
        "tugas",
        "setuju",
        "kembalikan",
        "kirim",
        "selesai",
        "alur",
        "riwayat",
        "ditandatangani",
        "verifikasi",
        "capaian",
        "berhalangan",
        "batal",
        "bantuan",
    ),
    "kepala": ("rencana", "alihkan", "delegasi"),
    "pemrakarsa": ("mulai", "rencana", "status", "ingatkan", "alihkan", "delegasi"),
    "admin": ("mulai", "rencana", "status", "ingatkan", "pegawai", "delegasi", "libur"),
}
"""Which commands the menu of a role shows; what they do is checked again when they come."""


def menu(roles: Collection[str] = tuple(COMMANDS)) -> dict[str, str]:
    """Return the commands that these roles may use, each with its description."""
    allowed = {command for role in roles for command in COMMANDS.get(role, ())} or {"start"}
    return {name: text for name, text in catalogue()["menu"].items() if name in allowed}
