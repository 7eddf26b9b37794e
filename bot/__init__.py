"""Assembly: settings, processes, the command line and the trial mode."""

from bot.process.memory import look_seldom

look_seldom()
