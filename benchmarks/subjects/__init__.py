"""Bots that are measured: each a process of its own that says where it listens."""
