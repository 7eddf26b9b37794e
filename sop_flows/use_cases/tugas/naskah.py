"""Freezing what an aksi is about: what is decided on as it stands, what is handed on as it will."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Aksi, Kerja, Pelaku
from sop_flows.engine.berkas import Berkas, Outcome, StatusBerkas, StatusTugas, Tugas
from sop_flows.engine.facts import Hasil
from sop_flows.engine.handing import goes_out, hands_on
from sop_flows.engine.kerja import KERJA
from sop_flows.engine.resent import HANDING_ON
from sop_flows.errors import NaskahLost
from sop_flows.kantor.kantor import Kantor, Unit
from sop_flows.naskah.canonical import sha256_of
from sop_flows.naskah.compose import NOTHING, FrameSources
from sop_flows.naskah.frozen import (
    Dirujuk,
    Frozen,
    go_out,
    name_naskah,
    tugas_after,
)
from sop_flows.naskah.kode import kode_of
from sop_flows.naskah.naskah import Naskah, last_for_all
from sop_flows.naskah.reading import read_isi
from sop_flows.naskah.rujukan import Piece, piece_of, write_rujukan
from sop_flows.ports.records import Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Sop
from sop_flows.use_cases.tugas.sources import facts_of, perjanjian_of
from sop_flows.use_cases.tugas.standing import share_of, stand

PER_INDIKATOR: Final = 600
"""Bytes, about, for which the facts of an office are kept, or what they are known by."""
AT_ONCE: Final = 500
"""Indikator of which the facts are written at once: a hundredth of a second."""


def weigh(
    uow: UnitOfWork,
    sop: Sop,
    berkas: Berkas,
    tugas: Tugas,
    aksi: Aksi,
    pelaku: Pelaku,
) -> str:
    """Return the sha256 of what a return, or the answer to one, is about; empty where it is neither."""
    if not is_weighed(sop, tugas, aksi.kerja):
        return ""
    found = as_done(facts_of(uow, sop, berkas, None), tugas, aksi, pelaku)
    return sha256_of(stand(uow, found, None).write_core())


def is_weighed(sop: Sop, tugas: Tugas, kerja: Kerja) -> bool:
    """Tell whether an aksi returns all of it, or hands all of it in again; forms tell it themselves."""
    tahap, kembali = sop.tahap_at(tugas.langkah, tugas.tahap), tugas.facts.kembali
    if kerja is Kerja.KEMBALIKAN:
        return tahap is not None and not all(target.per_unit for target in tahap.kembali)
    return kerja in HANDING_ON and kembali is not None and bool(kembali.isi)


def as_done(found: FrameSources, tugas: Tugas, aksi: Aksi, pelaku: Pelaku) -> FrameSources:
    """Return the sources as they are once an aksi has handed its tugas on."""
    if aksi.kerja is Kerja.KEMBALIKAN:
        return found
    hasil = Hasil(aksi=aksi.kerja, nama=pelaku.nama, jabatan=pelaku.jabatan, isian=aksi.isian)
    done = replace(tugas, status=StatusTugas.SELESAI, facts=replace(tugas.facts, hasil=hasil))
    return replace(found, tugas=[done if t.id == tugas.id else t for t in found.tugas])


def asked_about(uow: UnitOfWork, loaded: Loaded, kerja: Kerja) -> str:
    """Return the sha256 of what somebody would decide on now; empty where nothing is judged."""
    return judged_with(uow, uow.sop.get(loaded.sop_id), loaded.berkas, loaded.tugas, kerja).sha256


def judged_with(uow: UnitOfWork, sop: Sop, berkas: Berkas, tugas: Tugas, kerja: Kerja) -> Frozen:
    """Return what somebody judges with a tugas, as it stands; nothing where nothing is judged."""
    if not KERJA[kerja].is_signed:
        return Frozen()
    found = facts_of(uow, sop, berkas, tugas.unit_id)
    return Frozen.of(stand(uow, found, tugas.unit_id).write())


def hand_on(
    uow: UnitOfWork, sop: Sop, berkas: Berkas, tugas: Tugas, outcome: Outcome
) -> tuple[Outcome, Frozen]:
    """Return the outcome of an aksi without judgement, and what it hands on.

    That is nothing where nothing is handed on, or where what goes out was judged before there were naskah.

    Raises:
        NaskahLost: What goes out was lost or altered since it was judged.
    """
    kerja = Kerja(outcome.jejak[0].aksi)
    if not hands_on(sop, tugas, kerja):
        return outcome, Frozen()
    is_out, judged = goes_out(sop, tugas), ""
    if is_out:
        sha256 = last_named(uow, berkas)
        if not sha256:
            return outcome, Frozen()
        signed = uow.naskah.get(berkas.id, sha256)
        if signed is None:
            raise NaskahLost(naskah=kode_of(sha256))
        judged = signed.isi
    found = tugas_after(facts_of(uow, sop, berkas, tugas.unit_id), outcome)
    standing = stand(uow, found, tugas.unit_id, outcome.formulir)
    if standing.is_empty:
        return outcome, Frozen()
    naskah = Frozen.of(go_out(judged, standing.frame) if judged else standing.write())
    dirujuk = dirujuk_by(uow, berkas)
    return name_naskah(outcome, tugas, dirujuk, naskah.sha256, goes_out=is_out), naskah


def dirujuk_by(uow: UnitOfWork, berkas: Berkas) -> Dirujuk:
    """Return the office's facts that a naskah of a berkas uses; what they are known by is kept by the process."""
    key, promised = ("rujukan", berkas.id), uow.kinerja.promised(berkas)
    kantor, units = uow.kantor.get(berkas.kantor_id), uow.kantor.unit(berkas.kantor_id)
    sent = uow.kinerja.sent_before(berkas)

    @cache
    def write() -> str:
        perjanjian = perjanjian_of(uow, berkas)
        return write_rujukan(kantor, units, perjanjian, dirujuk_of_units(uow, berkas))

    if sent is None:
        return Dirujuk(sha256_of(write()), write)
    found = uow.kept.derive(
        {key: (kantor, units, promised, perjanjian_of(uow, berkas), sent)},
        lambda missing: {each: sha256_of(write()) for each in missing},
        lambda _: PER_INDIKATOR * len(promised),
    )
    return Dirujuk(found[key], write)


def dirujuk_of_units(uow: UnitOfWork, berkas: Berkas) -> Iterable[Piece]:
    """Return what the indikator of each unit promise and reached before, as the history keeps it."""
    own, lalu = uow.kinerja.promised_by_unit(berkas), uow.kinerja.earlier(berkas)
    bases = {
        ("rujukan", berkas.id, unit_id): (each, tuple(lalu.get(one.id, NOTHING) for one in each))
        for unit_id, each in own.items()
    }
    return uow.kept.derive(
        bases,
        lambda missing: {key: piece_of(*bases[key]) for key in missing},
        lambda piece: PER_INDIKATOR * len(piece.indikator),
        share_of(AT_ONCE, own.values()),
    ).values()


def name_papers(uow: UnitOfWork, outcome: Outcome, berkas: Berkas, sha256: str) -> Outcome:
    """Return the outcome of a signature whose line names the papers of that naskah which were made.

    Each by its kind, with the sha256 of its file; of several of one kind the last.
    """
    made = {one.jenis.value: one.sha256 for one in uow.papers.showing(berkas.id, sha256)}
    if not made:
        return outcome
    line, *others = outcome.jejak
    told = replace(line, rincian=line.rincian | {"paper": made})
    return replace(outcome, jejak=(told, *others))


def last_naskah(uow: UnitOfWork, berkas: Berkas) -> Naskah | None:
    """Return what was last decided or handed on for all units of a berkas; None if nothing was."""
    sha256 = last_named(uow, berkas)
    return uow.naskah.get(berkas.id, sha256) if sha256 else None


def last_named(uow: UnitOfWork, berkas: Berkas) -> str:
    """Return the sha256 of what was last decided or handed on for all units of a berkas, or nothing.

    A berkas that runs since before it remembered that has it in its history.
    """
    return berkas.keadaan.naskah or last_for_all(uow.jejak.of_berkas(berkas.id))


def office_of(uow: UnitOfWork, berkas: Berkas) -> tuple[Kantor, Mapping[int, Unit]]:
    """Return the office of a berkas and its units; once it has ended, as its last naskah calls them."""
    kantor, units = uow.kantor.get(berkas.kantor_id), uow.kantor.unit(berkas.kantor_id)
    naskah = last_naskah(uow, berkas) if berkas.status is StatusBerkas.SELESAI else None
    if naskah is None:
        return kantor, units
    isi = read_isi(naskah.isi)
    names = {unit.kode: unit.nama for unit in isi.unit}
    as_of_then = {
        id: replace(unit, nama=names.get(unit.kode, unit.nama)) for id, unit in units.items()
    }
    return replace(kantor, nama=isi.kantor.nama), as_of_then
