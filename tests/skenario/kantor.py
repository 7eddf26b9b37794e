"""The sample offices with what a scenario of their own needs beside: further people, another SOP."""

from dataclasses import replace
from datetime import date
from typing import Final

from bot.trial.kantor.pejawaran import SEKCAM
from bot.trial.kantor.pematangsiantar import (
    ARSIP,
    KADIS,
    KASUBBAG,
    PERPUS,
    PUSTAKAWAN,
    SEKRETARIS,
    STAF_PROGRAM,
)
from bot.trial.kantor.rows import columns, pegawai
from bot.trial.sample import PEJAWARAN, PEMATANGSIANTAR
from storage.documents.kantor.buku import BarisPegawai

AGENDA: Final = "Pengadministrasi Umum"


def _clerk(kunci: str, nama: str, sapaan: str) -> BarisPegawai:
    return pegawai(kunci, nama, sapaan, "Pengatur, II/c", AGENDA, admin=SEKCAM)


DUA_PETUGAS: Final = replace(
    PEJAWARAN,
    buku=replace(
        PEJAWARAN.buku,
        pegawai=(
            *PEJAWARAN.buku.pegawai,
            _clerk("199602142021012003", "Sri Wahyuni", "Bu"),
            _clerk("199308302020121004", "Hendra Setiawan", "Pak"),
        ),
    ),
)
"""Kecamatan Pejawaran with two people at the post that keeps the agenda of letters."""

MENYUSUL: Final = replace(
    PEJAWARAN,
    buku=replace(
        PEJAWARAN.buku,
        pegawai=(
            *PEJAWARAN.buku.pegawai,
            replace(_clerk("199602142021012003", "Sri Wahyuni", "Bu"), mulai=date(2026, 10, 6)),
        ),
    ),
)
"""Kecamatan Pejawaran where one more person works from Tuesday on."""

DUA_SOP: Final = replace(
    PEMATANGSIANTAR,
    buku=replace(
        PEMATANGSIANTAR.buku,
        sop=(
            *PEMATANGSIANTAR.buku.sop,
            *columns(
                "pengumpulan-data-kinerja",
                {
                    "Ka. Dinas": [KADIS],
                    "Sekdis": [SEKRETARIS],
                    "Seluruh Kasie/Subbag": [PERPUS, ARSIP, PUSTAKAWAN],
                    "Kasubbag PEP": [KASUBBAG],
                    "Analis": [STAF_PROGRAM],
                },
            ),
        ),
    ),
)
"""Dinas Perpustakaan dan Kearsipan, which also collects its data by the SOP of scan 002."""
