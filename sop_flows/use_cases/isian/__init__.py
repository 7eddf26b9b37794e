"""The answers that a langkah, or a start, asks for."""
