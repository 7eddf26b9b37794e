"""A canary over every test: what the product logs names nobody and tells no values of a statement."""

import logging
import re

from bot.process.log import JsonFormatter
from bot.trial.sample import SAMPLES

OURS = ("bot", "handlers", "sop_flows", "storage", "tests")
PEOPLE = sorted({phone["name"] for one in SAMPLES for phone in one.phones()})
TOLD = re.compile("|".join([*map(re.escape, PEOPLE), r"\[parameters: "]))


class Kenari(logging.Handler):
    """Hears every record, at INFO of ours and at WARNING of the libraries, as operators would read it."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.setFormatter(JsonFormatter())
        self.told: list[str] = []
        """The lines that tell of somebody."""

    def listen(self) -> None:
        """Hear from now on, also if whoever set logging up has taken every handler away."""
        logging.getLogger().addHandler(self)
        for ours in map(logging.getLogger, OURS):
            if (
                ours.level != logging.INFO
            ):  # each setting of it lets every logger forget what it knows
                ours.setLevel(logging.INFO)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line if it should never have been written."""
        line = self.format(record)
        if TOLD.search(line):
            self.told.append(line)

    def check(self) -> None:
        """Fail on what was told since the last check."""
        told, self.told = self.told, []
        assert not told, "a log tells of somebody:\n" + "\n".join(told)
