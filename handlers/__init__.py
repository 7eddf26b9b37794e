"""Telegram in (``taps``), Telegram out (``screens``), by subject."""
