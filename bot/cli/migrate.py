"""``tapak migrate``: the database brought to this version."""

import click

from bot.cli.answer import json_option, settings_in_force, tell
from bot.cli.database import bring_up_to_date, shown_address


@click.command()
@json_option
def migrate(*, as_json: bool) -> None:
    """Menyesuaikan basis data dengan versi ini; salinan dibuat lebih dahulu."""
    settings = settings_in_force()
    result = bring_up_to_date(settings)
    facts = {
        "basis_data": shown_address(settings),
        "sebelum": result.before,
        "sesudah": result.after,
        "salinan": result.backup,
    }
    lines = [f"Basis data  {shown_address(settings)}"]
    if result.changed:
        lines.append(f"Versi       {result.before or 'kosong'} -> {result.after}")
    else:
        lines.append(f"Versi       {result.after}, sudah sesuai")
    if result.backup:
        lines.append(f"Salinan     {result.backup}")
    tell(facts, lines, as_json=as_json)
