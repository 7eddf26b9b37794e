"""Keeping a dokumen that was handed in with a tugas, and telling the history who did."""

from datetime import datetime

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Pelaku
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.engine.line import LAMPIRKAN
from sop_flows.jejak import JejakLine
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.ports.lampiran import Disimpan
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


def kept_of(lampiran: Lampiran, kode: str) -> Disimpan:
    """Return what is kept of a dokumen until what it belongs to is done."""
    return Disimpan(
        sha256=lampiran.sha256,
        nama=lampiran.nama,
        mime=lampiran.mime,
        ukuran=lampiran.ukuran,
        file_id=lampiran.file_id,
        foto=lampiran.foto,
        isian=kode,
    )


def lampiran_of(kept: Disimpan, at: datetime) -> Lampiran:
    """Return a dokumen that was kept until what it belongs to is done."""
    return Lampiran(
        berkas_id=0,
        tugas_id=0,
        oleh=0,
        diterima_at=at,
        sha256=kept.sha256,
        nama=kept.nama,
        mime=kept.mime,
        ukuran=kept.ukuran,
        file_id=kept.file_id,
        foto=kept.foto,
        isian=kept.isian,
    )
