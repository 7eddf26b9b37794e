"""Telegram in, Telegram out: one file per screen."""
