"""``tapak migrate``: the database brought to this version."""

import click

from bot.cli.answer import json_option, settings_in_force, tell
from bot.cli.database import shown_address, too_new, unreachable
from storage.database.schema import DatabaseNewer
from storage.database.schema import migrate as bring_to_head


@click.command()
@json_option
def migrate(*, as_json: bool) -> None:
    """Menyesuaikan basis data dengan versi ini; salinan dibuat lebih dahulu."""
    settings = settings_in_force()
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        result = bring_to_head(settings.database)
    except DatabaseNewer:
        raise too_new(settings) from None
    except Exception as failure:
        raise unreachable(settings, failure) from failure
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
