"""The numbers that letters get: proposed from the office's own, refused where they are taken."""

from collections.abc import Iterable, Mapping

from sop_flows.engine.aksi import Aksi, Pelaku
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.engine.engine import aksi_of
from sop_flows.errors import NomorUsed
from sop_flows.kantor.nomor_surat import NomorSurat, Usul, fold, propose
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
    found = find_nomor(uow, berkas.kantor_id, nomor)
    if found is not None and (found.berkas_id, found.kode) != (berkas.id, kode):
        other, _ = uow.berkas.get(found.berkas_id)
        raise refused(uow, other, found)


def find_nomor(uow: UnitOfWork, kantor_id: int, nomor: str) -> NomorSurat | None:
    """Return who has used a number this year."""
    return uow.nomor_surat.find(kantor_id, local_date(uow, kantor_id).year, nomor)


def refused(uow: UnitOfWork, other: Berkas, used: NomorSurat) -> NomorUsed:
    """Return the refusal that says who used a number, on which berkas."""
    person = uow.pegawai.person(other.kantor_id, used.pegawai_id)
    return NomorUsed(nomor=used.nomor, oleh=person.nama, berkas=other.nomor)


def check_agenda(uow: UnitOfWork, kantor_id: int, sop: Sop, isian: Mapping[str, str]) -> None:
    """Refuse a number of the office's own, given at a start, that another letter has.

    The same letter keeps its number on every berkas that it begins.

    Raises:
        NomorUsed: It says who used it, on which berkas.
    """
    for kode in own_numbers(sop):
        found = find_nomor(uow, kantor_id, isian.get(kode, ""))
        if found is None:
            continue
        other, _ = uow.berkas.get(found.berkas_id)
        if letter_of(sop, isian) != letter_of(sop, other.keadaan.mulai):
            raise refused(uow, other, found)


def letter_of(sop: Sop, isian: Mapping[str, str]) -> tuple[str, ...]:
    """Return by what numbers a letter is known that came from elsewhere."""
    numbers = set(numbers_in(sop.mulai)) - set(own_numbers(sop))
    return tuple(fold(isian.get(kode, "")) for kode in sorted(numbers))


def own_numbers(sop: Sop) -> tuple[str, ...]:
    """Return the codes of the numbers that the office itself gives at a start."""
    return numbers_in(isian for isian in sop.mulai if isian.pola)


def use_agenda(uow: UnitOfWork, sop: Sop, berkas: Berkas, tugas: Tugas, pelaku: Pelaku) -> None:
    """Record the numbers of the office's own that a berkas begins with.

    Raises:
        NomorUsed: One of them was used meanwhile.
    """
    given = berkas.keadaan.mulai
    check_agenda(uow, berkas.kantor_id, sop, given)
    for kode in own_numbers(sop):
        if nomor := given.get(kode, ""):
            add_nomor(uow, berkas, tugas, pelaku, kode, nomor)


def add_nomor(
    uow: UnitOfWork, berkas: Berkas, tugas: Tugas, pelaku: Pelaku, kode: str, nomor: str
) -> bool:
    """Record a number; False if it was used before."""
    used = NomorSurat(
        nomor=nomor,
        berkas_id=berkas.id,
        tugas_id=tugas.id,
        kode=kode,
        pegawai_id=pelaku.pegawai_id,
        at=uow.now,
    )
    return uow.nomor_surat.add(berkas.kantor_id, local_date(uow, berkas.kantor_id).year, used)


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
    for kode in numbers_in(tahap.isian):
        nomor = aksi.isian.get(kode, "").strip()
        if not nomor:
            continue
        check_nomor(uow, berkas, kode, nomor)
        if not add_nomor(uow, berkas, tugas, pelaku, kode, nomor):
            check_nomor(uow, berkas, kode, nomor)


def numbers_in(asked: Iterable[Isian]) -> tuple[str, ...]:
    """Return the codes of the answers that are numbers of letters."""
    return tuple(isian.kode for isian in asked if isian.jenis is JenisIsian.NOMOR)
