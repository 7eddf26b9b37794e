"""Filling a formulir: numbers, lines, sheets."""
