"""What a question offers: answers that one tap gives, and what to go by for a typed one."""

from sop_flows.deferred import dataclass
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Isian, JenisIsian
from sop_flows.sop.isian import PENANDATANGAN
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.tugas.nomor_surat import propose_nomor
from sop_flows.waktu.tanggal import print_tanggal

SIGNERS = 3  # that are offered


@dataclass(frozen=True, slots=True, kw_only=True)
class Ditawarkan:
    """What is offered beside a question; ``terakhir`` is the last number used of its pattern."""

    jawaban: tuple[str, ...] = ()
    contoh: str = ""
    terakhir: str = ""


def offer(uow: UnitOfWork, kantor_id: int, isian: Isian) -> Ditawarkan:
    """Return what an office is offered beside a question.

    A number is never among what one tap gives: the register of the office is on paper as well.
    """
    match isian.jenis:
        case JenisIsian.PILIHAN:
            return Ditawarkan(jawaban=isian.pilihan, contoh=isian.contoh)
        case JenisIsian.TANGGAL if isian.hari_ini:
            today = print_tanggal(local_date(uow, kantor_id))
            return Ditawarkan(jawaban=(today,), contoh=isian.contoh)
        case JenisIsian.TEKS if isian.kode == PENANDATANGAN:
            return Ditawarkan(jawaban=known_signers(uow, kantor_id, isian), contoh=isian.contoh)
        case JenisIsian.NOMOR if usul := propose_nomor(uow, kantor_id, isian):
            return Ditawarkan(contoh=usul.nomor, terakhir=usul.terakhir)
    return Ditawarkan(contoh=isian.contoh)


def known_signers(uow: UnitOfWork, kantor_id: int, isian: Isian) -> tuple[str, ...]:
    """Return who signed such letters of an office last, newest first, whatever SOP asked."""
    found = (
        one.nama
        for one in uow.berkas.signers(kantor_id)
        if (tahap := uow.sop.get(one.sop_id).tahap_at(*one.place)) is not None
        and (isian.kode, isian.label) in [(each.kode, each.label) for each in tahap.isian]
    )
    return tuple(dict.fromkeys(found))[:SIGNERS]
