"""What ``tapak check`` says of the authorities whose certificates are trusted under signed PDFs."""

from collections.abc import Iterator
from typing import Final

from bot.cli.findings import Temuan, fail, ok
from bot.process.clock import machine_now
from bot.process.settings import Settings
from sop_flows.papers.tte import TteRefused
from storage.documents.tte.periksa import AkarUnreadable, SignatureVerifier

ABOUT: Final = "Penerbit TTE"
MEND: Final = "Isi TAPAK_TTE_AKAR dengan letak satu berkas PEM berisi sertifikat penerbit."
WITHOUT: Final = "sampai itu diperbaiki, TTE tidak diterima"


def check_tte(settings: Settings) -> Iterator[Temuan]:
    """Look at the certificates that are trusted, where there are some."""
    if settings.tte_akar is None:
        return
    where = f"{settings.tte_akar} ({settings.origin('tte_akar')})"
    try:
        found = SignatureVerifier(lambda _: None, settings.tte_akar).look()
    except AkarUnreadable as failure:
        yield fail(ABOUT, f"tidak terbaca: {where}: {failure}; {WITHOUT}", MEND)
        return
    except TteRefused:
        mend = "Pasang requirements/segel.lock, atau kosongkan TAPAK_TTE_AKAR."
        yield fail(ABOUT, f"pemeriksa TTE tidak terpasang; {WITHOUT}", mend)
        return
    for one in found:
        until = f"{one.subjek}, berlaku sampai {one.sampai:%Y-%m-%d}"
        is_over = one.sampai < machine_now()
        yield fail(ABOUT, f"kedaluwarsa: {until}", MEND) if is_over else ok(ABOUT, until)
