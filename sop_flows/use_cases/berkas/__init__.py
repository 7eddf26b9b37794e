"""A berkas as a whole: start, board, dokumen, end."""
