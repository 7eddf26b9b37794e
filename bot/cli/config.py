"""``tapak config``: the settings in force."""

import click

from bot.cli.answer import json_option, settings_in_force, tell


@click.command()
@json_option
def config(*, as_json: bool) -> None:
    """Menampilkan pengaturan yang berlaku, rahasia disamarkan, dan asal masing-masing."""
    report = list(settings_in_force().report())
    width = max(len(name) for name, _, _ in report)
    tell(
        {name: {"nilai": value, "asal": origin} for name, value, origin in report},
        (f"{name:<{width}}  {value or '-'}  ({origin})" for name, value, origin in report),
        as_json=as_json,
    )
