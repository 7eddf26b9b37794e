"""Deciding on several tugas with one "Ya": each by itself, as a single tap would.

1. Each is read, checked and recorded singly: who may do it now, its revisi, the sha256 of what was shown.
   One that is refused is named with why, and the others go on.
2. All of it is one unit of work, with the tap that asked for it: after a crash it happens again from the
   beginning, and never a part of it.
"""

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Aksi
from sop_flows.engine.sekaligus import SekaligusOver
from sop_flows.errors import ConfirmationOver, Refusal
from sop_flows.ports.ditanya import Butir, Sekaligus, Yakin, YakinSekaligus
from sop_flows.ports.layar.sekaligus import BarisSekaligus, SekaligusTercatat, TakTercatat
from sop_flows.ports.records import Actor, Loaded, Percakapan
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.who import employee_in, office_named
from sop_flows.use_cases.say import say, told_of
from sop_flows.use_cases.tugas.access import load
from sop_flows.use_cases.tugas.act import decide, perform_decided
from sop_flows.use_cases.tugas.calon_sekaligus import candidates
from sop_flows.use_cases.tugas.daftar_sekaligus import describe
from sop_flows.use_cases.tugas.konfirmasi import check_confirmed, is_over
from sop_flows.use_cases.tugas.pilihan_sekaligus import current


def perform_several(uow: UnitOfWork, actor: Actor, *, sidik: str) -> SekaligusTercatat:
    """Decide on the tugas that a list asks about, each by itself, and tell what came of each.

    Raises:
        SekaligusOver: It asks about others, or about none.
        ConfirmationOver: It asked longer than two minutes ago.
        SekaligusNotAllowed: The office does not allow it any more.
    """
    isi, asked = current(uow, actor), uow.percakapan.get(actor.chat_id)
    if asked is None or not isinstance(isi, YakinSekaligus) or isi.sidik_dipilih != sidik:
        raise SekaligusOver
    if is_over(asked, uow.now):
        raise ConfirmationOver
    done: list[BarisSekaligus] = []
    refused: list[TakTercatat] = []
    for butir in isi.dipilih:
        line = describe(uow, load(uow, butir.tugas), butir.naskah)
        try:
            done.append(replace(line, naskah=perform_one(uow, actor, asked, isi, butir)))
        except Refusal as refusal:
            told = told_of(refusal)
            refused.append(TakTercatat(baris=line, kode=told.kode, fakta=told.fakta))
    uow.percakapan.drop(actor.chat_id)
    told_all = SekaligusTercatat(
        kantor=office_named(uow, actor.user_id, isi.kantor),
        kantor_id=isi.kantor,
        kerja=isi.kerja,
        tercatat=tuple(done),
        tidak=tuple(refused),
        sisa=len(candidates(uow, actor.user_id, isi.kantor, isi.kerja)),
    )
    say(uow, actor.chat_id, isi.kantor, told_all)
    return told_all


def perform_one(
    uow: UnitOfWork, actor: Actor, asked: Percakapan, isi: Sekaligus, butir: Butir
) -> str:
    """Decide on one of them, exactly as it was listed; return the sha256 that is recorded with it.

    Who is asked the same in several posts has decided on the others with the first.

    Raises:
        Refusal: It is not what it was, not theirs, or done by somebody else.
    """
    beside = recorded_now(uow, actor, load(uow, butir.tugas))
    if beside:
        return beside
    single = Yakin(tugas=butir.tugas, revisi=butir.revisi, kerja=isi.kerja, naskah=butir.naskah)
    many = len(isi.dipilih)
    aksi = Aksi(kerja=isi.kerja, revisi=butir.revisi, at=uow.now, sekaligus=many)
    decided = decide(uow, actor, butir.tugas, aksi)
    check_confirmed(replace(asked, isi=single), butir.tugas, decided.aksi, None)
    perform_decided(uow, actor, decided)
    return butir.naskah


def recorded_now(uow: UnitOfWork, actor: Actor, loaded: Loaded) -> str:
    """Return the sha256 with which somebody has decided on a tugas in this very moment; else nothing."""
    orang = employee_in(uow, actor.user_id, loaded.berkas.kantor_id)
    hasil = loaded.tugas.facts.hasil
    if orang is None or hasil is None or loaded.tugas.selesai_at != uow.now:
        return ""
    return hasil.naskah if hasil.pegawai_id == orang.id else ""
