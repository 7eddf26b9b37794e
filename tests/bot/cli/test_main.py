import re
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

from bot.cli import COMMANDS, main

HEAVY = ("telegram", "openpyxl", "alembic", "sqlalchemy", "starlette", "pydantic")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(tapak, command):
    result = tapak.run(command, "--help")

    assert result.exit_code == 0
    assert command in result.output


ENGLISH = re.compile(
    r"usage|options?|commands?|arguments?|args|show this|exit|error|default|try|missing|invalid"
    r"|integer|text|path|directory|range|required",
    re.IGNORECASE,
)


def every_help(command: click.Command, *path: str) -> Iterator[str]:
    """Yield the help of a command and of all below it."""
    with click.Context(command, info_name=" ".join(("tapak", *path))) as context:
        yield command.get_help(context)
        if isinstance(command, click.Group):
            for name in command.list_commands(context):
                below = command.get_command(context, name)
                assert below is not None
                yield from every_help(below, *path, name)


def test_no_help_speaks_english():
    words = {word for text in every_help(main) for word in re.findall(r"[A-Za-z]+", text)}

    assert not {word for word in words if ENGLISH.fullmatch(word)}


def test_no_help_calls_what_stands_where_nothing_is_given_by_two_words():
    said = [text for text in every_help(main) if re.search(r"\bbaku:? ", text)]

    assert said == []


def every_option(command: click.Command) -> Iterator[click.Option]:
    """Yield the options of a command and of all below it."""
    with click.Context(command) as context:
        yield from (one for one in command.params if isinstance(one, click.Option))
        if isinstance(command, click.Group):
            below = (command.get_command(context, name) for name in command.list_commands(context))
            for one in below:
                assert one is not None
                yield from every_option(one)


def test_what_only_tries_is_called_alike_by_every_command():
    tries = [one for one in every_option(main) if {"--coba", "--dry-run"} & set(one.opts)]

    assert len(tries) == 3
    assert {tuple(one.opts) for one in tries} == {("--coba", "--dry-run")}
    assert len({one.help for one in tries}) == 1


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["jalan"], "Galat: Perintah 'jalan' tidak ada."),
        (["run", "--cepat"], "Galat: Pilihan '--cepat' tidak ada."),
        (["trial", "--port", "x"], "Galat: Nilai '--port' tidak sesuai: 'x' bukan bilangan"),
        (["hitung", "capaian", "1"], "Galat: Belum ada masukan 'TARGET'."),
    ],
)
def test_wrong_usage_is_told_in_indonesian(tapak, command, said):
    result = tapak.run(*command)

    assert result.exit_code == 2
    assert result.stderr.startswith("Pemakaian: ")
    assert said in result.stderr


def test_help_costs_no_heavy_import():
    code = f"""
import sys
from bot.cli import main
main(["--help"], standalone_mode=False)
sys.exit(" ".join(name for name in {HEAVY} if name in sys.modules) or 0)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")
    assert all(command in done.stdout for command in COMMANDS)


def test_an_unknown_command_is_wrong_usage(tapak):
    assert tapak.run("jalan").exit_code == 2


def test_a_misspelt_setting_is_refused_with_the_nearest_name(tapak):
    result = tapak.run("config", bot_tokn="1:x")

    assert result.exit_code == 1
    assert "TAPAK_BOT_TOKN tidak dikenal" in result.stderr
    assert "TAPAK_BOT_TOKEN" in result.stderr
    assert "Perbaikan:" in result.stderr


def test_a_refusal_is_json_for_scripts(tapak):
    code, fields = tapak.ask("config", bot_tokn="1:x")

    assert code == 1
    assert fields["galat"] == "TAPAK_BOT_TOKN tidak dikenal."
    assert fields["letak"] == "lingkungan"


def test_config_masks_secrets_and_names_their_origin(tapak):
    (tapak.folder / ".env").write_text("TAPAK_METRICS_TOKEN=rahasia-sekali\n")
    token = "123456789:" + "A" * 35

    code, fields = tapak.ask("config", bot_token=token)

    assert code == 0
    assert fields["TAPAK_METRICS_TOKEN"]["asal"] == ".env"
    assert fields["TAPAK_BOT_TOKEN"]["asal"] == "lingkungan"
    assert fields["TAPAK_HTTP_PORT"] == {"nilai": "8080", "asal": "bawaan"}
    assert "rahasia-sekali" not in str(fields)
    assert token not in str(fields)


def test_health_of_a_port_that_nobody_serves_fails(tapak, unused_tcp_port):
    result = tapak.run("health", http_port=str(unused_tcp_port))

    assert result.exit_code == 1
    assert f"http://127.0.0.1:{unused_tcp_port}/healthz" in result.stderr


def test_migrate_creates_the_database_and_is_a_no_op_the_second_time(tapak):
    code, first = tapak.ask("migrate")
    assert code == 0
    assert first["sebelum"] is None

    code, second = tapak.ask("migrate")
    assert code == 0
    assert second["sebelum"] == second["sesudah"] == first["sesudah"]


def test_a_database_of_a_newer_version_is_left_alone(office):
    office.rows(
        lambda uow: uow.connection.exec_driver_sql(
            "UPDATE alembic_version SET version_num = '9999'"
        )
    )

    for command in (["migrate"], ["undang"], ["jejak", "verify"]):
        result = office.run(*command)
        assert result.exit_code == 1
        assert "lebih baru" in result.stderr


@pytest.mark.parametrize("command", [["undang"], ["jejak", "verify"], ["jejak", "export"]])
def test_without_a_database_a_command_says_how_to_get_one(tapak, command):
    result = tapak.run(*command)

    assert result.exit_code == 1
    assert "Basis data belum ada" in result.stderr
    assert not tapak.database.exists()


def test_hitung_knows_the_calendar_of_an_office(office):
    code, fields = office.ask(
        "hitung", "tenggat", "2026-11-23T08:00", "1 hari", "--kantor", "pejawaran"
    )
    assert (code, fields) == (0, {"tenggat": "2026-11-24T16:00:00+07:00"})

    code, fields = office.ask("hitung", "tenggat", "2026-11-23T08:00", "1 hari", "--kantor", "X")
    assert code == 1
    assert "X" in fields["ditolak"]
