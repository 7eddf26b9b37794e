"""The settings of an installation: from the environment or ``.env``, checked, with their origin.

1. Every name may be given as ``NAME_FILE``: the path of a file that holds the value.
2. The environment goes before ``.env``; the same name twice in one place is refused.
3. An unknown ``TAPAK_…`` is refused: a misspelt setting must not be a silent default.
4. Whoever gives a production setting and no token is refused: a lost secret is not a trial.
"""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from sop_flows.deferred import dataclass, pattern
from storage.documents.segel.segel import Segel

PUBLIC_API = "https://api.telegram.org"
WEBHOOK_PATH = "/telegram/webhook"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
PATTERNS = {
    "bot_token": (
        pattern(r"[0-9]{1,12}:[A-Za-z0-9_-]{20,}"),
        "Salin token utuh dari BotFather: angka, titik dua, kunci.",
    ),
    "webhook_secret": (
        pattern(r"[A-Za-z0-9_-]{16,256}"),
        "Isi 16 sampai 256 huruf, angka, - atau _.",
    ),
    "database_url": (
        pattern(r"(sqlite|postgresql)(\+\w+)?://.+"),
        "Mulai dengan sqlite:/// atau postgresql://.",
    ),
    "http_port": (
        pattern(r"[0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}"),
        "Isi angka 0 sampai 64999.",
    ),
    "backup_keep": (
        pattern(r"[0-9]{1,3}"),
        "Isi banyaknya cadangan yang disimpan, 0 sampai 999; 0 berarti tidak dibuat sendiri.",
    ),
    "log_format": (pattern(r"text|json"), "Isi text atau json."),
}
LINE = pattern(r"(?:export\s+)?(?P<name>[A-Za-z_][A-Za-z0-9_]*)\s*=\s*(?P<value>.*)")
MASK = "••••"
BEFORE_A_HOST = pattern(r"(?<=://)(?P<user>[^:/@]*:).*(?=@)")
"""The password of an address; people write one with ``/`` and ``@`` as it is."""
IN_A_QUERY = pattern(
    r"(?<=[?&])(?P<name>[^=&]*(?:pass|pwd|secret|token|key)[^=&]*=)[^&#]+", re.IGNORECASE
)


class SettingsInvalid(Exception):
    """A setting cannot be used; says what is wrong, where it stands and how to mend it."""

    def __init__(self, what: str, *, where: str, mend: str) -> None:
        super().__init__(f"{what}\n  Letak: {where}\n  Perbaikan: {mend}")
        self.what = what
        self.where = where
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Given:
    """A value as it was found, and where."""

    value: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings; secrets stay out of ``repr``."""

    bot_token: str = field(default="", repr=False)
    bot_api_url: str = PUBLIC_API
    database_url: str = field(default="", repr=False)
    data_dir: Path = Path("data")
    backup_dir: Path | None = None
    backup_keep: int = 14
    webhook_url: str = ""
    webhook_secret: str = field(default="", repr=False)
    http_host: str = "127.0.0.1"
    http_port: int = 8080
    clock_url: str = ""
    metrics_token: str = field(default="", repr=False)
    segel_p12: Path | None = None
    segel_sandi: str = field(default="", repr=False)
    tte_akar: Path | None = None
    log_format: Literal["text", "json"] = "json"
    origins: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def bot_id(self) -> int:
        """The bot's own user id, which its token starts with."""
        return int(self.bot_token.partition(":")[0])

    @property
    def is_trial(self) -> bool:
        """Whether there is no token, so that nothing but the trial can run."""
        return not self.bot_token

    @property
    def database(self) -> str:
        """The address of the database in force."""
        return self.database_url or f"sqlite:///{self.data_dir / 'tapak.sqlite'}"

    @property
    def backups(self) -> Path:
        """The folder of the backups that the bot takes by itself."""
        return self.backup_dir or self.data_dir / "cadangan"

    @property
    def segel(self) -> Segel | None:
        """The key that papers are sealed with, where there is one."""
        return Segel(p12=self.segel_p12, sandi=self.segel_sandi) if self.segel_p12 else None

    @property
    def trial_database(self) -> str:
        """The address of the database of the trial, which is never the production one."""
        return f"sqlite:///{self.data_dir / 'trial' / 'trial.sqlite'}"

    @property
    def webhook_address(self) -> str:
        """Where Telegram brings updates to; empty where the bot fetches them itself."""
        home = self.webhook_url.rstrip("/").removesuffix(WEBHOOK_PATH)
        return home + WEBHOOK_PATH if home else ""

    def refuse_trial_in_production(self) -> None:
        """Raise ``SettingsInvalid`` when a trial would hide a lost token."""
        for name, is_production in (
            ("webhook_url", bool(self.webhook_url)),
            ("database_url", self.database_url not in {"", self.trial_database}),
        ):
            if is_production:
                raise SettingsInvalid(
                    f"TAPAK_BOT_TOKEN tidak ada, padahal {env_name(name)} menunjukkan pemakaian nyata.",
                    where=self.origins.get(name, "pengaturan"),
                    mend="Isi TAPAK_BOT_TOKEN (atau TAPAK_BOT_TOKEN_FILE); "
                    "untuk mencoba tanpa token, jalankan `tapak trial`.",
                )
        if (file := self.data_dir / "tapak.sqlite").exists():
            raise SettingsInvalid(
                "TAPAK_BOT_TOKEN tidak ada, padahal sudah ada basis data pemakaian nyata.",
                where=str(file),
                mend="Isi TAPAK_BOT_TOKEN (atau TAPAK_BOT_TOKEN_FILE); "
                "untuk mencoba tanpa token, jalankan `tapak trial`.",
            )

    def report(self) -> Iterator[tuple[str, str, str]]:
        """Yield name, value (secrets masked) and origin of each setting."""
        for each in fields(self):
            if each.name == "origins":
                continue
            value = self.backups if each.name == "backup_dir" else getattr(self, each.name)
            shown = "" if value is None else str(value)
            yield env_name(each.name), masked(each.name, shown), self.origin(each.name)

    def origin(self, name: str) -> str:
        """Return where a setting came from."""
        return self.origins.get(name, "bawaan")


NAMES = frozenset(each.name for each in fields(Settings)) - {"origins"}


def env_name(name: str) -> str:
    """Return the name of a setting in the environment."""
    return f"TAPAK_{name.upper()}"


def masked(name: str, value: str) -> str:
    """Return the value fit for a screen that others may see."""
    if not value:
        return ""
    if name == "bot_token":
        return f"{value.partition(':')[0]}:{MASK}"
    if name in {"webhook_secret", "metrics_token", "segel_sandi"}:
        return MASK
    return masked_address(value)


def masked_address(address: str) -> str:
    """Return an address without the password that may be in it."""
    return IN_A_QUERY.sub(rf"\g<name>{MASK}", BEFORE_A_HOST.sub(rf"\g<user>{MASK}", address))


def read_settings(
    environ: Mapping[str, str] = os.environ, *, dotenv: Path = Path(".env")
) -> Settings:
    """Return the settings in force.

    Raises:
        SettingsInvalid: One of them is unknown, given twice, or cannot be used.
    """
    given = collect(read_dotenv(dotenv), str(dotenv)) | collect(environ, "lingkungan")
    default_format = "text" if sys.stderr.isatty() else "json"
    values: dict[str, Any] = {"log_format": default_format}
    for name, found in given.items():
        values[name] = parse(name, found)
    settings = Settings(**values, origins={name: found.origin for name, found in given.items()})
    check_together(settings)
    return settings


def read_dotenv(path: Path) -> dict[str, str]:
    """Return the names and values of a ``.env`` file: ``NAME=value``, quotes optional."""
    values: dict[str, str] = {}
    if not path.is_file():
        return values
    for number, raw in enumerate(path.read_text("utf-8").splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        match = LINE.fullmatch(line)
        if match is None or match["name"] in values:
            raise SettingsInvalid(
                "Baris tidak terbaca atau namanya sudah dipakai.",
                where=f"{path}, baris {number}",
                mend="Tulis satu NAMA=nilai per baris, tiap nama satu kali.",
            )
        values[match["name"]] = unquote(match["value"])
    return values


def unquote(value: str) -> str:
    """Return the value without its quotes, or without the remark behind it."""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return re.split(r"\s#", value, maxsplit=1)[0].strip()


def collect(source: Mapping[str, str], origin: str) -> dict[str, Given]:
    """Return the settings that one place gives; an empty value counts as not given."""
    given: dict[str, Given] = {}
    for key, value in source.items():
        if not key.startswith("TAPAK_"):
            continue
        plain = key.removesuffix("_FILE")
        name = plain.removeprefix("TAPAK_").lower()
        if name not in NAMES:
            raise unknown(key, origin)
        if not value:
            continue
        if name in given:
            raise SettingsInvalid(
                f"{plain} dan {plain}_FILE terisi dua-duanya.",
                where=origin,
                mend="Hapus salah satunya.",
            )
        given[name] = Given(value, origin) if plain == key else read_secret(key, value, origin)
    return given


def read_secret(key: str, path: str, origin: str) -> Given:
    """Return the value that a ``…_FILE`` points to."""
    try:
        value = Path(path).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        value = ""
    if not value:
        raise SettingsInvalid(
            f"{key} menunjuk berkas yang tidak terbaca atau kosong: {path}",
            where=origin,
            mend="Periksa letak, isi, dan hak baca berkas itu.",
        )
    return Given(value, f"{origin}, {path}")


def unknown(key: str, origin: str) -> SettingsInvalid:
    """Return the refusal of a name that is no setting, with the nearest that is."""
    known = [env_name(name) for name in sorted(NAMES)]
    known += [f"{name}_FILE" for name in known]
    nearest = get_close_matches(key, known, n=1, cutoff=0.0)[0]
    return SettingsInvalid(
        f"{key} tidak dikenal.", where=origin, mend=f"Mungkin maksudnya {nearest}."
    )


def parse(name: str, found: Given) -> Any:  # noqa: ANN401 -- as many types as settings
    """Return the value in its type."""
    if name in PATTERNS:
        pattern, mend = PATTERNS[name]
        if not pattern.fullmatch(found.value):
            raise invalid(name, found, mend)
    if name in {"data_dir", "backup_dir", "segel_p12", "tte_akar"}:
        return Path(found.value)
    if name in {"http_port", "backup_keep"}:
        return int(found.value)
    if name in {"bot_api_url", "webhook_url", "clock_url"}:
        return parse_url(name, found)
    return found.value


def parse_url(name: str, found: Given) -> str:
    """Return an address without a trailing slash."""
    url = urlsplit(found.value)
    if url.scheme not in {"http", "https"} or not url.hostname:
        raise invalid(name, found, "Mulai dengan https:// dan nama server.")
    if name == "clock_url" and url.hostname not in LOOPBACK:
        raise invalid(name, found, "Jam hanya boleh diikuti dari komputer ini (127.0.0.1).")
    return found.value.rstrip("/")


def invalid(name: str, found: Given, mend: str) -> SettingsInvalid:
    """Return the refusal of a value; a secret is not repeated."""
    shown = MASK if masked(name, found.value) != found.value else found.value
    return SettingsInvalid(
        f"{env_name(name)} tidak dapat dipakai: {shown}", where=found.origin, mend=mend
    )


def check_together(settings: Settings) -> None:
    """Raise ``SettingsInvalid`` where two settings need each other."""
    if settings.webhook_url and not settings.webhook_secret:
        raise SettingsInvalid(
            "TAPAK_WEBHOOK_URL terisi tanpa TAPAK_WEBHOOK_SECRET.",
            where=settings.origin("webhook_url"),
            mend="Isi TAPAK_WEBHOOK_SECRET dengan 16 huruf acak atau lebih.",
        )
