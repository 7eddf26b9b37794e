"""Measurement: indikator, target, realisasi as typed, capaian and kategori."""
