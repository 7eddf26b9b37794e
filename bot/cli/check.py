"""``tapak check``: whether all is well, and how to mend what is not."""

from collections.abc import Iterator
from dataclasses import asdict

import click

from bot.cli.answer import Refused, json_option, settings_in_force, tell
from bot.cli.findings import (
    Temuan,
    Tingkat,
    check_backups,
    check_clock,
    check_database,
    check_every_kantor,
    check_machine,
    check_telegram,
    fail,
)
from bot.cli.findings_riwayat import check_nightly
from bot.cli.findings_segel import check_segel
from bot.cli.findings_tte import check_tte
from bot.process.settings import Settings


@click.command()
@json_option
def check(*, as_json: bool) -> None:
    """Memeriksa token, basis data, migrasi, cadangan, jam, webhook, riwayat, naskah, SOP, dan pegawai.

    Keluar dengan 1 bila ada yang gagal; peringatan tidak menggagalkan.
    """
    found = list(look(settings_in_force()))
    is_well = all(one.tingkat is not Tingkat.GAGAL for one in found)
    facts = {"baik": is_well, "temuan": [asdict(one) for one in found]}
    tell(facts, (line for one in found for line in _lines(one)), as_json=as_json)
    if not is_well:
        raise SystemExit(1)


def look(settings: Settings) -> Iterator[Temuan]:
    """Yield everything that was found, the outermost first."""
    yield from check_telegram(settings)
    yield from check_machine(settings)
    database = list(check_database(settings))
    yield from database
    yield from check_backups(settings)
    yield from check_nightly(settings)
    yield from check_segel(settings)
    yield from check_tte(settings)
    if all(one.tingkat is Tingkat.OK for one in database):
        yield from check_clock(settings)
        try:
            yield from check_every_kantor(settings)
        except Refused as refused:
            yield fail("Kantor", refused.message, "Perbaiki yang disebut di atas lebih dahulu.")


def _lines(one: Temuan) -> Iterator[str]:
    yield f"{one.tingkat:<10}  {one.perihal}: {one.keadaan}"
    if one.perbaikan:
        yield f"{'':<10}  -> {one.perbaikan}"
