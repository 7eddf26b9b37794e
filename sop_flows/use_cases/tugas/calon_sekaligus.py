"""Which tugas of somebody may be decided together: where the office allows it, and none that needs a question of its own."""

from collections import Counter
from typing import Final

from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.offer import decision_of
from sop_flows.engine.sekaligus import LooksOdd, SekaligusNotAllowed
from sop_flows.errors import NotForPlh, OwnWork, Refusal, ResentUnchanged
from sop_flows.kinerja.rangkuman import Rangkuman
from sop_flows.naskah.hasil import aturan_of, result_of
from sop_flows.naskah.isi import Isi, IsiBerkas
from sop_flows.naskah.reading import read_isi
from sop_flows.ports.ditanya import (
    Butir,
    SebabSendiri,
)
from sop_flows.ports.records import Actor, Loaded
from sop_flows.ports.sekaligus import Tersedia
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import JenisIsian, Sop
from sop_flows.use_cases.jabatan.who import people_of
from sop_flows.use_cases.tugas.act import Decided, decide
from sop_flows.use_cases.tugas.listing import open_own

LEAST_TUGAS: Final = 2
"""Fewer are decided on their own cards."""
ALONE: Final[tuple[tuple[type[Refusal], SebabSendiri], ...]] = (
    (LooksOdd, SebabSendiri.JANGGAL),
    (ResentUnchanged, SebabSendiri.ALASAN),
    (NotForPlh, SebabSendiri.PLH),
    (OwnWork, SebabSendiri.PEKERJAAN),
)


def offer_several(
    uow: UnitOfWork, user_id: int, kantor_id: int | None = None
) -> tuple[Tersedia, ...]:
    """Return of which several tugas somebody may choose, in one of their offices or in all."""
    offices = {
        orang.kantor_id: kantor
        for orang in people_of(uow, user_id)
        if kantor_id in (None, orang.kantor_id)
        and (kantor := uow.kantor.get(orang.kantor_id)).setujui_sekaligus
    }
    if not offices:
        return ()
    found = Counter(
        (loaded.berkas.kantor_id, kerja)
        for loaded in open_own(uow, user_id)
        if loaded.berkas.kantor_id in offices and (kerja := decided_by(uow, loaded)) is not None
    )
    return tuple(
        Tersedia(kantor_id=of, kantor=offices[of].nama, kerja=kerja, jumlah=jumlah)
        for (of, kerja), jumlah in found.items()
        if jumlah >= LEAST_TUGAS
    )


def decided_by(uow: UnitOfWork, loaded: Loaded) -> Kerja | None:
    """Return the kerja that decides with a tugas; None where it does something else."""
    return decision_of(uow.sop.get(loaded.sop_id), loaded.tugas)


def candidates(uow: UnitOfWork, user_id: int, kantor_id: int, kerja: Kerja) -> tuple[Loaded, ...]:
    """Return the open tugas of somebody in an office that a kerja decides, the earliest tenggat first."""
    return tuple(
        loaded
        for loaded in open_own(uow, user_id)
        if loaded.berkas.kantor_id == kantor_id and decided_by(uow, loaded) is kerja
    )


def check_allowed(uow: UnitOfWork, kantor_id: int) -> None:
    """Refuse to decide on several at once where the office does not let its people.

    Raises:
        SekaligusNotAllowed: It is so.
    """
    if not uow.kantor.get(kantor_id).setujui_sekaligus:
        raise SekaligusNotAllowed


def examine(uow: UnitOfWork, actor: Actor, loaded: Loaded, kerja: Kerja) -> Decided:
    """Return what a decision on a tugas would bring about now, if no question of its own comes before it.

    Raises:
        Refusal: They may not, or it needs one.
    """
    aksi = Aksi(kerja=kerja, revisi=loaded.tugas.revisi, at=uow.now)
    decided = decide(uow, actor, loaded.tugas.id, aksi)
    if is_odd(read_isi(decided.naskah.isi)):
        raise LooksOdd
    return decided


def is_odd(isi: Isi) -> bool:
    """Tell whether a content has values that looked odd and are meant all the same."""
    return any(one.konfirmasi is not None for unit in isi.unit for one in unit.indikator)


def sebab_of(refusal: Refusal) -> SebabSendiri:
    """Return why a tugas is not decided together with others."""
    return next((s for kind, s in ALONE if isinstance(refusal, kind)), SebabSendiri.LAIN)


def butir_of(decided: Decided) -> Butir:
    """Return a tugas as a list shows it, with what its content comes to."""
    isi = read_isi(decided.naskah.isi)
    hasil = result_of(isi)
    values = tuple(one for unit in isi.unit if not unit.dikecualikan for one in unit.indikator)
    return Butir(
        tugas=decided.tugas.id,
        revisi=decided.aksi.revisi,
        naskah=decided.aksi.naskah,
        selaku=decided.pelaku.penugasan.sebut(decided.pelaku.jabatan),
        fakta=facts_of(decided.sop, isi.berkas),
        indikator=hasil.isian,
        tampil=hasil.tampil,
        kategori=hasil.kategori,
        rendah=len(Rangkuman(values, aturan_of(isi)).rendah),
        tanpa_data=len(hasil.tanpa_data),
        dokumen=len(isi.dokumen),
        catatan=decided.aksi.catatan,
    )


def facts_of(sop: Sop, berkas: IsiBerkas) -> tuple[tuple[str, str], ...]:
    """Return what a berkas was begun with in words, each with its label: what tells letters apart."""
    told = (one for one in sop.mulai if one.jenis not in (JenisIsian.DOKUMEN, JenisIsian.CENTANG))
    return tuple((one.label, said) for one in told if (said := berkas.fakta.get(one.kode, "")))
