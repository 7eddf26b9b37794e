"""Verifying signed PDFs that people send: an extra, in a process of its own."""
