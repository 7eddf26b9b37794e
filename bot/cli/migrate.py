"""``tapak migrate``: the database brought to this version."""

from pathlib import Path

import click

from bot.cli.answer import json_option, settings_in_force, tell, writing
from bot.cli.database import bring_up_to_date, perform, shown_address
from bot.process.settings import Settings
from storage.files import kept_files
from storage.offices.templat import FOLDER, set_aside, take_over


@click.command()
@json_option
def migrate(*, as_json: bool) -> None:
    """Menyesuaikan basis data dengan versi ini; salinan dibuat lebih dahulu."""
    settings = settings_in_force()
    result = bring_up_to_date(settings)
    taken = take_over_templates(settings)
    facts = {
        "basis_data": shown_address(settings),
        "sebelum": result.before,
        "sesudah": result.after,
        "salinan": result.backup,
        "templat": [str(one) for one in taken],
    }
    lines = [f"Basis data  {shown_address(settings)}"]
    if result.changed:
        lines.append(f"Versi       {result.before or 'kosong'} -> {result.after}")
    else:
        lines.append(f"Versi       {result.after}, sudah sesuai")
    if result.backup:
        lines.append(f"Salinan     {result.backup}")
    lines += [f"Templat     {one} diambil alih dan ikut dicadangkan" for one in taken]
    tell(facts, lines, as_json=as_json)


def take_over_templates(settings: Settings) -> tuple[Path, ...]:
    """Keep the Word templates that an older version left in the data folder; return where they lay."""
    if not (settings.data_dir / FOLDER).is_dir():
        return ()
    files = kept_files(settings.data_dir)
    with writing(settings.data_dir / FOLDER):
        taken = perform(
            settings, lambda uow: tuple(take_over(uow.kantor, files, settings.data_dir))
        )
        for place in taken:
            set_aside(place)
    return taken
