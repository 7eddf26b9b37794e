"""``tapak undang``: one-time join links for those who have not joined."""

import secrets
from dataclasses import asdict
from pathlib import Path

import click

from bot.cli.answer import Refused, json_option, settings_in_force, tell
from bot.cli.bot_api import NoAnswer, TokenRefused, ask
from bot.cli.database import chosen_kantor, perform
from bot.cli.lembar_undangan import Tautan, write_sheet
from bot.cli.options import FILE, every_kantor_option
from bot.process.settings import Settings, masked_address
from sop_flows.kantor.kantor import Kantor, Pegawai
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.pegawai.joining import TOKEN_BYTES, invite
from storage.unit_of_work import SqlUnitOfWork


@click.command()
@every_kantor_option
@click.option("--semua", "--all", "with_all", is_flag=True, help="Juga yang sudah bergabung.")
@click.option(
    "--lembar",
    type=FILE,
    help="Tulis lembar kode QR siap cetak ke FILE.html.",
)
@json_option
def undang(kode_kantor: str | None, lembar: Path | None, *, with_all: bool, as_json: bool) -> None:
    """Membuat tautan bergabung, sekali pakai dan berlaku 48 jam.

    Setiap pemanggilan membuat tautan baru; tautan lama tetap berlaku sampai dipakai atau habis.
    """
    settings = settings_in_force()
    if lembar is not None and settings.is_trial:
        raise Refused(
            "Lembar kode QR memerlukan nama bot.",
            where="TAPAK_BOT_TOKEN",
            mend="Isi TAPAK_BOT_TOKEN, lalu ulangi.",
        )
    username = bot_username(settings, is_needed=lembar is not None)
    found = perform(
        settings, lambda uow: invite_all(uow, kode_kantor, username=username, with_all=with_all)
    )
    if lembar is not None:
        write_sheet(lembar, found)
    tell({"undangan": [asdict(one) for one in found]}, _lines(found, lembar), as_json=as_json)


def bot_username(settings: Settings, *, is_needed: bool) -> str:
    """Return the bot's username, empty when it is not known.

    Raises:
        Refused: It is needed and not known, or the token is wrong.
    """
    if settings.is_trial:
        return ""
    try:
        return str(ask(settings, "getMe").result["username"])
    except TokenRefused:
        raise Refused(
            "Telegram tidak mengenal token ini.",
            where=settings.origin("bot_token"),
            mend="Salin ulang token dari BotFather ke TAPAK_BOT_TOKEN.",
        ) from None
    except NoAnswer as failure:
        if is_needed:
            raise Refused(
                f"Telegram tidak menjawab: {failure}",
                where=masked_address(settings.bot_api_url),
                mend="Periksa sambungan internet, lalu ulangi.",
            ) from None
        return ""


def invite_all(
    uow: SqlUnitOfWork, kode_kantor: str | None, *, username: str, with_all: bool
) -> list[Tautan]:
    """Make one link each for those of the offices who have not joined, or for everybody."""
    made = []
    for kantor in chosen_kantor(uow, kode_kantor):
        joined = {} if with_all else uow.pegawai.chats(kantor.id)
        for pegawai in uow.pegawai.all(kantor.id, local_date(uow, kantor.id)):
            if pegawai.id not in joined:
                token = secrets.token_urlsafe(TOKEN_BYTES)
                invite(uow, kantor_id=kantor.id, pegawai_id=pegawai.id, token=token)
                made.append(describe(kantor, pegawai, username, token))
    return made


def describe(kantor: Kantor, pegawai: Pegawai, username: str, token: str) -> Tautan:
    """Return an invitation as it is handed out."""
    return Tautan(
        kantor=kantor.nama,
        nama=f"{pegawai.sapaan} {pegawai.nama}".strip(),
        jabatan=", ".join(post.nama for post in pegawai.jabatan),
        tautan=f"https://t.me/{username}?start={token}" if username else "",
        perintah=f"/start {token}",
    )


def _lines(found: list[Tautan], lembar: Path | None) -> list[str]:
    if not found:
        return ["Semua pegawai sudah bergabung."]
    lines = [
        f"{one.nama}, {one.jabatan or 'tanpa jabatan'}\n  {one.tautan or one.perintah}"
        for one in found
    ]
    if not found[0].tautan:
        lines.append(
            "Nama bot tidak diketahui: minta pegawai menulis perintah di atas kepada bot."
        )
    if lembar is not None:
        lines.append(f"Lembar kode QR: {lembar}")
    lines.append("Tiap tautan hanya untuk orangnya, sekali pakai, berlaku 48 jam.")
    return lines
