"""The sheet of a formulir."""
