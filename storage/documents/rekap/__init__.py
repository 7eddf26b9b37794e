"""The sheet of all values of a naskah."""
