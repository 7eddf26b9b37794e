"""Logs are for two readers, and a token is for none."""

import json
import logging
import sys

import pytest

from bot.process.log import JsonFormatter, TextFormatter, redact, set_up_logging

TOKEN = "123456789:" + "AbC-_9" * 6


def record(message, *args, error=None):
    info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("bot.x", logging.ERROR, __file__, 1, message, args, info)


@pytest.mark.parametrize("around", ["{}", "/bot{}/getMe", "'{}'", "file/bot{}/a.png", "x={},y"])
def test_a_token_is_taken_out_wherever_it_stands(around):
    assert redact(around.format(TOKEN)) == around.format("[token]")


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
