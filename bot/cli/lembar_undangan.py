"""The sheet of invitations to print and cut: one QR code per employee, in one HTML file."""

import io
from collections.abc import Iterable
from html import escape
from pathlib import Path

import segno

from bot.cli.answer import Refused
from sop_flows.deferred import dataclass

PAGE = """<!doctype html>
<html lang="id">
<meta charset="utf-8">
<title>Undangan bergabung</title>
<style>
  @page {{ size: A4; margin: 12mm; }}
  body {{ font: 11pt/1.4 sans-serif; margin: 0; }}
  main {{ display: grid; grid-template-columns: repeat(3, 1fr); }}
  section {{ border: 1px dashed #888; padding: 5mm; text-align: center; break-inside: avoid; }}
  svg {{ width: 42mm; height: 42mm; }}
  h2 {{ font-size: 12pt; margin: 2mm 0 0; }}
  p {{ margin: 0; overflow-wrap: anywhere; }}
  .tautan {{ font-size: 7pt; color: #333; }}
</style>
<main>
{cards}
</main>
</html>
"""
CARD = """<section>
{qr}
<h2>{nama}</h2>
<p>{jabatan}</p>
<p>{kantor}</p>
<p>Pindai dengan kamera ponsel, buka di Telegram, ketuk Mulai.</p>
<p>Sekali pakai, berlaku 48 jam.</p>
<p class="tautan">{tautan}</p>
</section>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tautan:
    """An invitation to hand to one employee."""

    kantor: str
    nama: str
    jabatan: str
    tautan: str
    """A link to tap; empty when the bot's name is not known."""
    perintah: str
    """What to write to the bot instead."""


def write_sheet(path: Path, invitations: Iterable[Tautan]) -> None:
    """Write the sheet; it needs nothing but itself and is readable by its owner only.

    Raises:
        Refused: It cannot be written there.
    """
    cards = "\n".join(map(_card, invitations))
    try:
        path.touch(mode=0o600)
        path.write_text(PAGE.format(cards=cards), encoding="utf-8")
    except OSError as failure:
        raise Refused(
            f"Lembar tidak dapat ditulis: {failure.strerror}. Tautan yang dibuat tetap berlaku.",
            where=str(path),
            mend="Pilih folder yang ada dan boleh ditulis, lalu ulangi.",
        ) from None


def _card(one: Tautan) -> str:
    drawn = io.BytesIO()
    segno.make(one.tautan, error="m", micro=False).save(
        drawn, kind="svg", xmldecl=False, svgns=False, omitsize=True
    )
    return CARD.format(
        qr=drawn.getvalue().decode(),
        nama=escape(one.nama),
        jabatan=escape(one.jabatan),
        kantor=escape(one.kantor),
        tautan=escape(one.tautan),
    )
