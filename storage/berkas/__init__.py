"""Runs: berkas, tugas, formulir, history, dokumen."""
