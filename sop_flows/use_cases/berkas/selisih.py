"""Holding the rows of an office against its history: see ``sop_flows.naskah.selisih``."""

from sop_flows.kantor.kantor import Kantor
from sop_flows.naskah.selisih import Perihal, Selisih, Tersimpan, compare, play
from sop_flows.ports.unit_of_work import UnitOfWork


def find_selisih(uow: UnitOfWork, kantor: Kantor) -> tuple[Selisih, ...]:
    """Return where the rows of an office say something else than its history, taken at its word."""
    told = play(uow.jejak.of_kantor(kantor.id))
    known = sorted(uow.berkas.latest(kantor.id))
    found = [one for id in known for one in compare(told.get(id), load_stored(uow, id))]
    found += [
        Selisih(
            berkas=one.run.berkas.nomor if one.run else id,
            perihal=Perihal.BERKAS,
            nama="",
            tersimpan="",
            riwayat=one.status,
        )
        for id, one in told.items()
        if id not in known
    ]
    return tuple(found)


def load_stored(uow: UnitOfWork, berkas_id: int) -> Tersimpan:
    """Return the rows of a berkas."""
    berkas, _ = uow.berkas.get(berkas_id)
    return Tersimpan(
        berkas=berkas,
        tugas=uow.berkas.tugas_of(berkas_id),
        formulir=uow.kinerja.stored(berkas_id),
        lampiran=uow.lampiran.of_berkas(berkas_id),
    )
