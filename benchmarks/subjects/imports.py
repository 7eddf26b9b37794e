"""The floor of a start: a process that has imported PTB, SQLModel and Starlette, and does nothing."""

import sqlmodel
import starlette.applications
import telegram.ext

from benchmarks.machine import say

if __name__ == "__main__":
    say(imported=[module.__name__ for module in (sqlmodel, starlette.applications, telegram.ext)])
