"""Assembly: settings, processes, the command line and the trial mode."""

from bot.process.memory import import_undisturbed

import_undisturbed()
