"""Copies of an installation: one zip, taken while the bot runs, checked to the byte, restored whole or not at all."""
