"""Keeping a dokumen that was handed in with a tugas, and telling the history who did."""

from dataclasses import replace

from sop_flows.engine.aksi import Pelaku
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.engine.line import LAMPIRKAN
from sop_flows.jejak import JejakLine
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.ports.unit_of_work import UnitOfWork


def hand_in(
    uow: UnitOfWork, berkas: Berkas, tugas: Tugas, pelaku: Pelaku, lampiran: Lampiran
) -> None:
    """Store a dokumen with the tugas that it was handed in for."""
    kept = replace(lampiran, berkas_id=berkas.id, tugas_id=tugas.id, oleh=pelaku.pegawai_id)
    kept = replace(kept, id=uow.lampiran.add(berkas.kantor_id, kept))
    unit = {"untuk_unit": tugas.unit_id} if tugas.unit_id is not None else {}
    line = JejakLine(
        at=uow.now,
        berkas_id=berkas.id,
        tugas_id=tugas.id,
        langkah=tugas.langkah,
        aksi=LAMPIRKAN,
        pelaku=pelaku.as_record(),
        rincian={"lampiran": kept.as_record(), "ronde": tugas.ronde, **unit},
    )
    uow.jejak.append(berkas.kantor_id, (line,))


def support_of(
    uow: UnitOfWork, berkas: Berkas, tugas: Tugas, lampiran: Lampiran
) -> tuple[str, ...]:
    """Return the sha256 of the data dukung that answer a return, with one more if it is new."""
    known = tugas.facts.dukung
    if tugas.facts.kembali is None or tugas.unit_id is None or lampiran.isian:
        return known
    before = uow.lampiran.of_berkas(berkas.id)
    is_new = all(one.sha256 != lampiran.sha256 for one in before if one.unit_id == tugas.unit_id)
    return (*known, lampiran.sha256) if is_new else known
