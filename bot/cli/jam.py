"""``tapak jam``: the office's clock, and the word of an operator that it is right."""

import click

from bot.cli.answer import json_option, settings_in_force, tell
from bot.cli.database import consult, perform
from bot.cli.findings import told_span
from sop_flows.use_cases.jam import accept_clock, behind
from storage.unit_of_work import SqlUnitOfWork


@click.group()
def jam() -> None:
    """Memeriksa jam kantor, dan melepas pengingat yang ditahan karena jam itu mundur."""


@jam.command()
@json_option
def periksa(*, as_json: bool) -> None:
    """Menyebut jam kantor, dan apakah pengingat ditahan karenanya; bila ya, keluar dengan 1."""
    now, mundur = consult(settings_in_force(), lambda uow: (uow.now, behind(uow)))
    lines = [f"Jam kantor  {now:%Y-%m-%d %H.%M.%S} UTC"]
    if mundur is not None:
        lines += [
            f"Jam ini mundur {told_span(mundur)} dari waktu terakhir yang dicatat bot; pengingat ditahan.",
            "Perbaikan: betulkan jam komputer (NTP). Bila jam sekarang memang benar: `tapak jam benar`.",
        ]
    facts = {
        "jam": now.isoformat(),
        "mundur_detik": round(mundur.total_seconds()) if mundur else 0,
    }
    tell(facts, lines, as_json=as_json)
    if mundur is not None:
        raise SystemExit(1)


@jam.command()
@json_option
def benar(*, as_json: bool) -> None:
    """Menyatakan jam komputer ini benar: pengingat berjalan lagi menurut jam itu, juga selama bot berjalan."""

    def work(uow: SqlUnitOfWork) -> bool:
        is_held = behind(uow) is not None
        if is_held:
            accept_clock(uow)
        return is_held

    is_held = perform(settings_in_force(), work)
    said = "Pengingat berjalan lagi." if is_held else "Tidak ada pengingat yang ditahan."
    tell({"dilepas": is_held}, [said], as_json=as_json)
