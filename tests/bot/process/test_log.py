"""Logs are for two readers, and a token is for none."""

import ast
import json
import logging
import sys
from pathlib import Path

import pytest

from bot.process.log import JsonFormatter, TextFormatter, redact, set_up_logging

ROOT = next(p for p in Path(__file__).parents if (p / "pyproject.toml").exists())
PEOPLE = {"chat_id", "user_id", "nama", "'chat'", "'chat_id'", "'user_id'", "'nama'"}
TOKEN = "123456789:" + "AbC-_9" * 6


FAILED = """not null
DETAIL:  Failing row contains (1, catatan Budi

Santoso rumah, 2).
[SQL: INSERT]"""


def record(message, *args, error=None):
    info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("bot.x", logging.ERROR, __file__, 1, message, args, info)


@pytest.mark.parametrize("around", ["{}", "/bot{}/getMe", "'{}'", "file/bot{}/a.png", "x={},y"])
def test_a_token_is_taken_out_wherever_it_stands(around):
    assert redact(around.format(TOKEN)) == around.format("[token]")


@pytest.mark.parametrize("nip", ["198503122010011001", "19850312 201001 1 001"])
def test_a_nip_is_taken_out_however_it_is_written(nip):
    assert redact(f"NIP {nip}, baris 7") == "NIP [NIP], baris 7"


def test_the_row_that_postgresql_tells_is_taken_out():
    assert redact(FAILED) == "not null\nDETAIL:  […]\n[SQL: INSERT]"
    assert redact(repr(FAILED)) == r"'not null\nDETAIL:  […]\n[SQL: INSERT]'"


@pytest.mark.parametrize("formatter", [TextFormatter(), JsonFormatter()])
def test_a_row_of_several_lines_is_in_no_log_and_what_follows_it_is(formatter):
    with pytest.raises(ValueError, match="not null") as driver:
        raise ValueError(FAILED.partition("\n[SQL")[0])
    with pytest.raises(LookupError) as caught:
        raise LookupError(FAILED) from driver.value
    told = record("Not stored", error=caught.value)
    told.error, told.row = repr(caught.value), 5
    line = formatter.format(told)

    assert "Santoso" not in line
    assert "Budi" not in line
    assert "direct cause" in line
    assert "test_log.py" in line
    if isinstance(formatter, JsonFormatter):
        assert json.loads(line)["row"] == 5


def test_times_and_numbers_stay():
    assert redact("jam 08:00, 123456:77") == "jam 08:00, 123456:77"


@pytest.mark.parametrize("formatter", [TextFormatter(), JsonFormatter()])
def test_arguments_and_tracebacks_are_redacted(formatter):
    with pytest.raises(ValueError, match="invalid literal") as caught:
        int(TOKEN)
    line = formatter.format(record("to %s", {"url": f"/bot{TOKEN}/x"}, error=caught.value))

    assert "invalid literal" in line
    assert "AbC" not in line


def test_a_line_for_machines_is_one_object():
    line = json.loads(JsonFormatter().format(record("dua\nbaris")))

    assert (line["level"], line["logger"], line["message"]) == ("ERROR", "bot.x", "dua\nbaris")


def test_facts_are_fields_for_machines_and_stand_behind_the_message_for_people(caplog):
    logging.getLogger("bot.x").error("Not sent", extra={"row": 5, "error": f"to /bot{TOKEN}/x"})
    [told] = caplog.records

    line = json.loads(JsonFormatter().format(told))
    assert (line["message"], line["row"], line["error"]) == ("Not sent", 5, "to /bot[token]/x")
    assert TextFormatter().format(told).endswith("bot.x: Not sent row=5 error=to /bot[token]/x")


def test_a_record_without_facts_has_only_what_every_record_has():
    line = json.loads(JsonFormatter().format(record("dua")))

    assert set(line) == {"at", "level", "logger", "message"}


@pytest.mark.parametrize("package", ["bot", "handlers", "storage", "sop_flows"])
def test_every_message_is_a_constant_and_its_facts_are_extra(package):
    """A fact inside the words would be no field; a chat is a person, and in no log."""
    paths, wrong = sorted((ROOT / package).rglob("*.py")), []
    assert paths
    for path in paths:
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(call, ast.Call) and ast.unparse(call.func).startswith("logger.")):
                continue
            words = call.args[ast.unparse(call.func) == "logger.log" :]
            named = {ast.unparse(each) for each in ast.walk(call)} & PEOPLE
            if named or [type(each) for each in words] != [ast.Constant]:
                wrong.append(f"{path.name}:{call.lineno}")

    assert wrong == []


def test_other_libraries_are_quiet(capsys):
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    try:
        set_up_logging("json")
        logging.getLogger("telegram.ext").info("text of a message")
        logging.getLogger("bot.x").info("hello")
        logging.getLogger().handlers[0].flush()
    finally:
        root.handlers[:], _ = before
        root.setLevel(before[1])
        logging.captureWarnings(capture=False)

    err = capsys.readouterr().err
    assert "text of a message" not in err
    assert "hello" in err
    assert sys.stderr is not None
