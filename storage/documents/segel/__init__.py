"""The seal of an office on its papers: an extra, in a process of its own."""
