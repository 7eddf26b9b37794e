"""Settings: where they come from, and what is refused."""

import pytest

from bot.process.settings import PUBLIC_API, Settings, SettingsInvalid, masked, read_settings

TOKEN = "123456789:" + "A" * 35
SECRET = "s" * 16


def read(tmp_path, dotenv="", **environ):
    path = tmp_path / ".env"
    path.write_text(dotenv)
    return read_settings({f"TAPAK_{k}": v for k, v in environ.items()}, dotenv=path)


def test_without_any_setting_the_defaults_hold(tmp_path):
    settings = read(tmp_path)

    assert settings.is_trial
    assert settings.bot_api_url == PUBLIC_API
    assert settings.database == "sqlite:///data/tapak.sqlite"
    assert settings.origin("http_port") == "bawaan"


def test_the_environment_goes_before_the_file(tmp_path):
    settings = read(
        tmp_path,
        'TAPAK_HTTP_PORT=1\nexport TAPAK_HTTP_HOST="0.0.0.0"  \n# catatan\nLAIN=x\n',
        HTTP_PORT="2",
    )

    assert (settings.http_port, settings.http_host) == (2, "0.0.0.0")
    assert settings.origin("http_port") == "lingkungan"
    assert settings.origin("http_host").endswith(".env")


def test_a_remark_behind_a_value_is_no_part_of_it(tmp_path):
    assert read(tmp_path, "TAPAK_DATA_DIR=/srv/tapak # disk besar").data_dir.name == "tapak"


def test_a_secret_may_lie_in_a_file(tmp_path):
    secret = tmp_path / "token"
    secret.write_text(f"{TOKEN}\n")

    settings = read(tmp_path, BOT_TOKEN_FILE=str(secret))

    assert settings.bot_id == 123456789
    assert str(secret) in settings.origin("bot_token")


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"BOT_TOKENN": "x"}, "TAPAK_BOT_TOKEN"),
        ({"PORT": "1"}, "TAPAK_HTTP_PORT"),
        ({"BOT_TOKEN": "123"}, "BotFather"),
        ({"HTTP_PORT": "99999"}, "TAPAK_HTTP_PORT"),
        ({"HTTP_PORT": "delapan"}, "TAPAK_HTTP_PORT"),
        ({"LOG_FORMAT": "xml"}, "text atau json"),
        ({"DATABASE_URL": "mysql://x"}, "sqlite:///"),
        ({"WEBHOOK_URL": "contoh.go.id"}, "https://"),
        ({"WEBHOOK_URL": "https://contoh.go.id"}, "TAPAK_WEBHOOK_SECRET"),
        ({"WEBHOOK_SECRET": "pendek"}, "16"),
        ({"CLOCK_URL": "http://10.0.0.5:1"}, "komputer ini"),
        ({"BOT_TOKEN": TOKEN, "BOT_TOKEN_FILE": "/x"}, "dua-duanya"),
        ({"BOT_TOKEN_FILE": "/tidak/ada"}, "tidak terbaca"),
    ],
)
def test_a_setting_that_cannot_be_used_says_how_to_mend_it(tmp_path, environ, words):
    with pytest.raises(SettingsInvalid, match="Perbaikan") as error:
        read(tmp_path, **environ)

    assert words in str(error.value)
    assert error.value.where


def test_a_line_that_is_no_setting_is_named_by_its_number(tmp_path):
    with pytest.raises(SettingsInvalid, match="baris 2"):
        read(tmp_path, "TAPAK_HTTP_PORT=1\nTAPAK_HTTP_HOST\n")


def test_a_refusal_does_not_repeat_a_secret(tmp_path):
    with pytest.raises(SettingsInvalid) as error:
        read(tmp_path, BOT_TOKEN="rahasia-salah-bentuk")

    assert "rahasia" not in str(error.value)


def test_the_report_masks_secrets_and_names_every_setting(tmp_path):
    settings = read(
        tmp_path,
        BOT_TOKEN=TOKEN,
        DATABASE_URL="postgresql://tapak:sandi@db/tapak",
        WEBHOOK_URL="https://contoh.go.id",
        WEBHOOK_SECRET=SECRET,
    )

    shown = "\n".join(" ".join(line) for line in settings.report())

    assert "A" * 35 not in shown
    assert "sandi" not in shown
    assert SECRET not in shown
    assert "123456789:" in shown
    assert len(shown.splitlines()) == 16
    assert TOKEN not in repr(settings)


@pytest.mark.parametrize(
    ("name", "address", "shown"),
    [
        ("DATABASE_URL", "postgresql://tapak:san/di@k@db:5432/tapak", "tapak:••••@db:5432/tapak"),
        ("DATABASE_URL", "postgresql://db/tapak?user=u&password=sandi", "?user=u&password=••••"),
        ("DATABASE_URL", "postgresql://db/tapak?sslpassword=sandi&x=1", "sslpassword=••••&x=1"),
        ("BOT_API_URL", "http://tapak:sandi@api.lokal:8081", "tapak:••••@api.lokal:8081"),
        ("WEBHOOK_URL", "https://tapak:sandi@contoh.go.id/bot", "tapak:••••@contoh.go.id/bot"),
        ("CLOCK_URL", "http://127.0.0.1:8080/trial/clock?token=sandi", "clock?token=••••"),
    ],
)
def test_a_password_is_masked_in_every_address(name, address, shown):
    told = masked(name.lower(), address)

    assert shown in told
    assert "san" not in told
    assert "di@k" not in told


@pytest.mark.parametrize(
    "environ",
    [
        {"WEBHOOK_URL": "https://contoh.go.id", "WEBHOOK_SECRET": SECRET},
        {"DATABASE_URL": "postgresql://db/tapak"},
    ],
)
def test_a_lost_token_does_not_become_a_trial(tmp_path, environ):
    with pytest.raises(SettingsInvalid, match="TAPAK_BOT_TOKEN tidak ada"):
        read(tmp_path, **environ).refuse_trial_in_production()


def test_a_database_that_was_in_use_forbids_the_trial(tmp_path):
    settings = read(tmp_path, DATA_DIR=str(tmp_path))
    settings.refuse_trial_in_production()
    (tmp_path / "tapak.sqlite").touch()

    with pytest.raises(SettingsInvalid, match="basis data"):
        settings.refuse_trial_in_production()


@pytest.mark.parametrize("ending", ["", "/", "/telegram/webhook"])
def test_updates_come_to_one_address_however_it_is_given(ending):
    given = Settings(webhook_url=f"https://contoh.go.id/bot{ending}")

    assert given.webhook_address == "https://contoh.go.id/bot/telegram/webhook"


def test_who_fetches_updates_has_no_address_for_them():
    assert Settings().webhook_address == ""
