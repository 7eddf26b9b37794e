"""The numbers that letters get: proposed from the office's own, refused where they are taken."""

from collections.abc import Iterable

from sop_flows.engine.aksi import Aksi, Pelaku
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.engine.engine import aksi_of
from sop_flows.errors import NomorUsed
from sop_flows.kantor.nomor_surat import NomorSurat, Usul, propose
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Isian, JenisIsian, Sop
from sop_flows.use_cases.jabatan.who import local_date


def propose_nomor(uow: UnitOfWork, kantor_id: int, isian: Isian) -> Usul | None:
    """Return the number after the last of its pattern; None where there is no pattern."""
    pola = isian.pola or uow.kantor.get(kantor_id).format_nomor
    tahun = local_date(uow, kantor_id).year
    return propose(pola, tahun, uow.nomor_surat.used(kantor_id, tahun))


def check_nomor(uow: UnitOfWork, berkas: Berkas, kode: str, nomor: str) -> None:
    """Refuse a number that another letter has.

    The same answer of the same berkas may keep its number in a later ronde.

    Raises:
        NomorUsed: It says who used it, on which berkas.
    """
    tahun = local_date(uow, berkas.kantor_id).year
    found = uow.nomor_surat.find(berkas.kantor_id, tahun, nomor)
    if found is None or (found.berkas_id, found.kode) == (berkas.id, kode):
        return
    person = uow.pegawai.person(berkas.kantor_id, found.pegawai_id)
    other, _ = uow.berkas.get(found.berkas_id)
    raise NomorUsed(nomor=found.nomor, oleh=person.nama, berkas=other.nomor)


def use_nomor(
    uow: UnitOfWork, sop: Sop, berkas: Berkas, tugas: Tugas, aksi: Aksi, pelaku: Pelaku
) -> None:
    """Record the numbers that go out with the aksi which moves a tahap on.

    Raises:
        NomorUsed: One of them was used meanwhile.
    """
    tahap = sop.tahap_at(tugas.langkah, tugas.tahap)
    if tahap is None or aksi.kerja is not aksi_of(sop, tugas)[0]:
        return
    tahun = local_date(uow, berkas.kantor_id).year
    for kode in numbers_in(tahap.isian):
        nomor = aksi.isian.get(kode, "").strip()
        if not nomor:
            continue
        check_nomor(uow, berkas, kode, nomor)
        used = NomorSurat(
            nomor=nomor,
            berkas_id=berkas.id,
            tugas_id=tugas.id,
            kode=kode,
            pegawai_id=pelaku.pegawai_id,
            at=uow.now,
        )
        if not uow.nomor_surat.add(berkas.kantor_id, tahun, used):
            check_nomor(uow, berkas, kode, nomor)


def numbers_in(asked: Iterable[Isian]) -> tuple[str, ...]:
    """Return the codes of the answers that are numbers of letters."""
    return tuple(isian.kode for isian in asked if isian.jenis is JenisIsian.NOMOR)
