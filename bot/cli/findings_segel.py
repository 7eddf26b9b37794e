"""What ``tapak check`` says of the key that papers are sealed with."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from bot.cli.findings import Temuan, fail, ok, warn
from bot.process.clock import machine_now
from bot.process.settings import Settings
from storage.documents.segel.segel import KeyMissing, KeyUnusable, Kunci, NotSealed, SealMissing

ABOUT: Final = "Segel"
SOON: Final = timedelta(days=30)
RENEW: Final = "Minta sertifikat baru dari penerbitnya, lalu ganti berkas dan kata sandinya."
WITHOUT: Final = "sampai itu diperbaiki, naskah dinas dibuat tanpa segel"


def check_segel(settings: Settings) -> Iterator[Temuan]:
    """Look at the key, where there is one."""
    if settings.segel is None:
        return
    try:
        yield told_time(settings.segel.look(), machine_now())
    except NotSealed as failure:
        where = f"{settings.segel_p12} ({settings.origin('segel_p12')})"
        what, mend = told_fault(failure, where)
        yield fail(ABOUT, f"{what}; {WITHOUT}", mend)


def told_fault(failure: NotSealed, where: str) -> tuple[str, str]:
    """Return why a key seals nothing, and how to mend it."""
    match failure:
        case SealMissing():
            what = "TAPAK_SEGEL_P12 terisi, tetapi penyegelnya tidak terpasang"
            return what, "Pasang requirements/segel.lock, atau kosongkan TAPAK_SEGEL_P12."
        case KeyMissing():
            return f"kunci tidak terbaca: {where}: {failure}", "Periksa letak dan hak bacanya."
        case KeyUnusable():
            mend = "Periksa TAPAK_SEGEL_SANDI, dan bahwa berkasnya PKCS#12 (.p12 atau .pfx) utuh."
            return f"kunci tidak terbuka: {where}", mend
    return f"kunci tidak dapat dipakai: {failure}", "Jalankan lagi, atau ganti kuncinya."


def told_time(kunci: Kunci, now: datetime) -> Temuan:
    """Return whose key it is, and whether it is valid now."""
    until = f"{kunci.subjek}, berlaku sampai {kunci.sampai:%Y-%m-%d}"
    if now < kunci.mulai:
        mend = "Periksa jam komputer ini, atau pakai kunci yang sudah berlaku."
        return fail(ABOUT, f"{kunci.subjek}, baru berlaku {kunci.mulai:%Y-%m-%d}", mend)
    if now > kunci.sampai:
        return fail(ABOUT, f"kedaluwarsa; {until}", RENEW)
    if now > kunci.sampai - SOON:
        return warn(ABOUT, f"segera kedaluwarsa; {until}", RENEW)
    return ok(ABOUT, until)
