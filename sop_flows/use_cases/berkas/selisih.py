"""Holding the rows of an office against its history: see ``sop_flows.naskah.selisih``."""

from collections.abc import Iterable
from typing import Final

from sop_flows.kantor.kantor import Kantor
from sop_flows.naskah.selisih import Perihal, Selisih, Tersimpan, Told, compare, play
from sop_flows.ports.unit_of_work import UnitOfWork

UNREADABLE: Final = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What reading rows ends in that nothing of ours has written so."""


def find_selisih(uow: UnitOfWork, kantor: Kantor) -> tuple[Selisih, ...]:
    """Return where the rows of an office say something else than its history, taken at its word."""
    told = play(uow.jejak.of_kantor(kantor.id))
    known = set(uow.berkas.latest(kantor.id))
    found = [one for id in sorted(known) for one in examine_berkas(uow, id, told.get(id))]
    lost = [about(one, id, "") for id, one in told.items() if id not in known]
    return (*found, *lost)


def examine_berkas(uow: UnitOfWork, berkas_id: int, told: Told | None) -> Iterable[Selisih]:
    """Return where the rows of a berkas say something else, or that nobody can tell what they say."""
    try:
        stored = load_stored(uow, berkas_id)
    except UNREADABLE:
        return (about(told or Told(), berkas_id, "tidak terbaca"),)
    return compare(told, stored)


def about(told: Told, berkas_id: int, tersimpan: str) -> Selisih:
    """Return what is to be told of a berkas as a whole; by its id where its number is not known."""
    return Selisih(
        berkas=told.run.berkas.nomor if told.run else berkas_id,
        perihal=Perihal.BERKAS,
        nama="",
        tersimpan=tersimpan,
        riwayat=told.status,
    )


def load_stored(uow: UnitOfWork, berkas_id: int) -> Tersimpan:
    """Return the rows of a berkas."""
    berkas, _ = uow.berkas.get(berkas_id)
    return Tersimpan(
        berkas=berkas,
        tugas=uow.berkas.tugas_of(berkas_id),
        formulir=uow.kinerja.stored(berkas_id),
        lampiran=uow.lampiran.of_berkas(berkas_id),
    )
