"""The trial mode: a strict local Bot API and the officials' phones."""
