"""The methods of the Bot API that the trial server plays, one module per theme."""
