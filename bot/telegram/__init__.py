"""The line to Telegram: intake, delivery, pace, verdicts."""
