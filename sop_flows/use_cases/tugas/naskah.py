"""Freezing what a decision is about, as it stands in the transaction that decides."""

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.engine.kerja import KERJA
from sop_flows.naskah.canonical import sha256_of, write_canonical
from sop_flows.naskah.compose import Sources, compose
from sop_flows.ports.records import Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Sop


def freeze(uow: UnitOfWork, sop: Sop, berkas: Berkas, tugas: Tugas) -> str:
    """Return the content that somebody decides on with a tugas, in canonical form."""
    kantor_id, periode = berkas.kantor_id, berkas.periode
    found = Sources(
        kantor=uow.kantor.get(kantor_id),
        sop=sop,
        berkas=berkas,
        unit=uow.kantor.unit(kantor_id),
        indikator={one.id: one for one in uow.kinerja.indikator(kantor_id, periode.tahun)},
        formulir=uow.kinerja.formulir_of(berkas.id),
        lalu=uow.kinerja.previous(kantor_id, periode),
        tugas=uow.berkas.tugas_of(berkas.id),
        lampiran=uow.lampiran.of_berkas(berkas.id),
    )
    return write_canonical(compose(found, tugas.unit_id))


def asked_about(uow: UnitOfWork, loaded: Loaded, kerja: Kerja) -> str:
    """Return the sha256 of what somebody would decide on now; empty where nothing is judged."""
    if not KERJA[kerja].is_signed:
        return ""
    return sha256_of(freeze(uow, uow.sop.get(loaded.sop_id), loaded.berkas, loaded.tugas))
