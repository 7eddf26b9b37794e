"""The papers and sheets of the office: plain data in, bytes out, and back."""
