"""How a sample office is written down: short rows, completed to those of the office workbook."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from bot.trial.store import Json
from storage.documents.kantor.buku import (
    BarisIndikator,
    BarisKantor,
    BarisPegawai,
    BarisSop,
    BukuKantor,
)

SINCE: Final = dt.date(2025, 1, 2)
SEKRETARIAT: Final = "SET"
FRACTIONS: Final = ("Persen", "Indeks", "Nilai")
"""Satuan that are measured with two decimals."""


def pegawai(
    kunci: str,
    nama: str,
    sapaan: str,
    pangkat: str,
    jabatan: str,
    unit: str = SEKRETARIAT,
    *,
    admin: str,
    sk: str = "821.2/094/2025",
) -> BarisPegawai:
    """Return one post held by one person; who holds the post *admin* looks after the office."""
    return BarisPegawai(
        kunci=kunci,
        nama=nama,
        sapaan=sapaan,
        pangkat=pangkat,
        jabatan=jabatan,
        unit=unit,
        sk=sk,
        mulai=SINCE,
        admin=jabatan == admin,
    )


def indikator(
    kode: str,
    unit: str,
    sasaran: str,
    indikator: str,
    satuan: str,
    polaritas: str,
    sifat: str,
    target: str,
    triwulan: str,
    pagu: int,
    sumber_data: str,
    *,
    definisi: str,
) -> BarisIndikator:
    """Return one indicator of 2026; *triwulan* holds its four targets."""
    tw1, tw2, tw3, tw4 = triwulan.split()
    return BarisIndikator(
        kode=kode,
        sasaran=sasaran,
        indikator=indikator,
        satuan=satuan,
        polaritas=polaritas,
        sifat=sifat,
        unit=unit,
        tahun=2026,
        target=target,
        tw1=tw1,
        tw2=tw2,
        tw3=tw3,
        tw4=tw4,
        desimal=2 if satuan in FRACTIONS else 0,
        pagu=Decimal(pagu),
        definisi=definisi,
        sumber_data=sumber_data,
    )


def columns(kode: str, posts: Mapping[str, Iterable[str]]) -> tuple[BarisSop, ...]:
    """Return which posts fill each column of an SOP."""
    return tuple(
        BarisSop(kode=kode, versi=1, kolom=kolom, jabatan=jabatan)
        for kolom, held in posts.items()
        for jabatan in held
    )


def head_of(buku: BukuKantor) -> BarisKantor:
    """Return the row of the office itself; only a workbook of changes may lack it."""
    if buku.kantor is None:
        raise LookupError("Kantor")
    return buku.kantor


def phones_of(buku: BukuKantor, first_user: int) -> list[Json]:
    """Return one phone for each person of an office, with the first post that they hold."""
    units = {unit.kode: unit.nama for unit in buku.unit}
    people = {row.kunci: row for row in reversed(buku.pegawai)}
    order = dict.fromkeys(row.kunci for row in buku.pegawai)
    return [
        {
            "user_id": user_id,
            "name": people[kunci].nama,
            "jabatan": people[kunci].jabatan,
            "unit": units[people[kunci].unit],
            "kantor": head_of(buku).nama,
            "zona": head_of(buku).zona,
        }
        for user_id, kunci in enumerate(order, start=first_user)
    ]
