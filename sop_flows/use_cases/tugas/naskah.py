"""Freezing what an aksi is about: what is decided on as it stands, what is handed on as it will."""

from collections.abc import Collection, Mapping

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Aksi, Kerja, Pelaku
from sop_flows.engine.berkas import Berkas, Outcome, StatusBerkas, StatusTugas, Tugas
from sop_flows.engine.facts import Hasil
from sop_flows.engine.formulir import Formulir
from sop_flows.engine.handing import goes_out, hands_on
from sop_flows.engine.kerja import KERJA
from sop_flows.engine.resent import HANDING_ON
from sop_flows.errors import NaskahLost
from sop_flows.jejak import Record
from sop_flows.kantor.kantor import Kantor, Unit
from sop_flows.kinerja.bentuk import PROMISED
from sop_flows.kinerja.perjanjian import Perjanjian
from sop_flows.naskah.canonical import sha256_of, write_canonical
from sop_flows.naskah.compose import Sources, compose
from sop_flows.naskah.frozen import (
    Dirujuk,
    fingerprint,
    freeze_after,
    name_naskah,
    rujukan_of,
)
from sop_flows.naskah.inti import core_of
from sop_flows.naskah.kode import kode_of
from sop_flows.naskah.naskah import Naskah, last_for_all
from sop_flows.naskah.reading import read_isi
from sop_flows.ports.records import Lalu, Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Sop


def sources_of(
    uow: UnitOfWork, sop: Sop, berkas: Berkas, wanted: Collection[int] | None = None
) -> Sources:
    """Return what a naskah of a berkas is put together from, as it stands.

    Args:
        wanted: The indikator, by id, whose values are looked at; None for all, as a naskah has them.
    """
    tugas = uow.berkas.tugas_of(berkas.id)
    return put_together(uow, sop, berkas, uow.kinerja.with_earlier(berkas, wanted), tugas)


def sources_of_unit(uow: UnitOfWork, sop: Sop, berkas: Berkas, unit_id: int | None) -> Sources:
    """Return what the naskah of one unit in a berkas is put together from; None: of all of them.

    Whether an excuse stands is told by the tugas of others too.
    """
    if unit_id is None:
        return sources_of(uow, sop, berkas)
    own = [one.id for one in uow.kinerja.promised(berkas) if one.unit_id == unit_id]
    tugas = uow.berkas.tugas_about(berkas.id, unit_id)
    if any(one.status is StatusTugas.DIKECUALIKAN for one in tugas):
        tugas = uow.berkas.tugas_of(berkas.id)
    return put_together(uow, sop, berkas, uow.kinerja.with_earlier(berkas, own), tugas)


def put_together(
    uow: UnitOfWork,
    sop: Sop,
    berkas: Berkas,
    values: tuple[tuple[Formulir, ...], Lalu],
    tugas: tuple[Tugas, ...],
) -> Sources:
    """Return the sources with these formulir, earlier values and tugas."""
    kantor_id, (formulir, lalu) = berkas.kantor_id, values
    return Sources(
        kantor=uow.kantor.get(kantor_id),
        sop=sop,
        berkas=berkas,
        unit=uow.kantor.unit(kantor_id),
        indikator={one.id: one for one in uow.kinerja.promised(berkas)},
        formulir=formulir,
        lalu=lalu,
        tugas=tugas,
        lampiran=uow.lampiran.of_berkas(berkas.id),
        perjanjian=perjanjian_of(uow, berkas),
    )


def perjanjian_of(uow: UnitOfWork, berkas: Berkas) -> Perjanjian | None:
    """Return the Perjanjian Kinerja that a berkas says it measures by; earlier forms did not say."""
    return uow.kinerja.kept(berkas) if berkas.keadaan.bentuk >= PROMISED else None


def weigh(
    uow: UnitOfWork,
    sop: Sop,
    berkas: Berkas,
    tugas: Tugas,
    aksi: Aksi,
    pelaku: Pelaku,
    found: Sources | None,
) -> str:
    """Return the sha256 of what a return, or the answer to one, is about; empty where it is neither.

    Args:
        found: What a naskah is put together from, where it is read already.
    """
    if not is_weighed(sop, tugas, aksi.kerja):
        return ""
    return sha_of_core(as_done(found or sources_of(uow, sop, berkas), tugas, aksi, pelaku))


def is_weighed(sop: Sop, tugas: Tugas, kerja: Kerja) -> bool:
    """Tell whether an aksi returns all of it, or hands all of it in again; forms tell it themselves."""
    tahap, kembali = sop.tahap_at(tugas.langkah, tugas.tahap), tugas.facts.kembali
    if kerja is Kerja.KEMBALIKAN:
        return tahap is not None and not all(target.per_unit for target in tahap.kembali)
    return kerja in HANDING_ON and kembali is not None and bool(kembali.isi)


def as_done(found: Sources, tugas: Tugas, aksi: Aksi, pelaku: Pelaku) -> Sources:
    """Return the sources as they are once an aksi has handed its tugas on."""
    if aksi.kerja is Kerja.KEMBALIKAN:
        return found
    hasil = Hasil(aksi=aksi.kerja, nama=pelaku.nama, jabatan=pelaku.jabatan, isian=aksi.isian)
    done = replace(tugas, status=StatusTugas.SELESAI, facts=replace(tugas.facts, hasil=hasil))
    return replace(found, tugas=[done if t.id == tugas.id else t for t in found.tugas])


def sha_of_core(found: Sources) -> str:
    """Return the sha256 of what is handed in, whatever the ronde."""
    return sha256_of(write_canonical(core_of(compose(found))))


def asked_about(uow: UnitOfWork, loaded: Loaded, kerja: Kerja) -> str:
    """Return the sha256 of what somebody would decide on now; empty where nothing is judged."""
    if not KERJA[kerja].is_signed:
        return ""
    found = sources_of(uow, uow.sop.get(loaded.sop_id), loaded.berkas)
    return sha256_of(write_canonical(compose(found, loaded.tugas.unit_id)))


def hand_on(
    uow: UnitOfWork, sop: Sop, berkas: Berkas, tugas: Tugas, outcome: Outcome
) -> tuple[Outcome, str]:
    """Return the outcome of an aksi without judgement, and what it hands on in canonical form.

    The content is empty where nothing is handed on, or where what goes out was judged before there
    were naskah.

    Raises:
        NaskahLost: What goes out was lost or altered since it was judged.
    """
    kerja = Kerja(outcome.jejak[0].aksi)
    if not hands_on(sop, tugas, kerja):
        return outcome, ""
    is_out, judged = goes_out(sop, tugas), ""
    if is_out:
        sha256 = last_named(uow, berkas)
        if not sha256:
            return outcome, ""
        signed = uow.naskah.get(berkas.id, sha256)
        if signed is None:
            raise NaskahLost(naskah=kode_of(sha256))
        judged = signed.isi
    found = sources_of_unit(uow, sop, berkas, tugas.unit_id)
    naskah = freeze_after(found, outcome, tugas.unit_id, judged)
    if naskah:
        dirujuk = dirujuk_by(uow, sop, berkas)
        outcome = name_naskah(outcome, tugas, dirujuk, naskah, goes_out=is_out)
    return outcome, naskah


def dirujuk_by(uow: UnitOfWork, sop: Sop, berkas: Berkas) -> Dirujuk:
    """Return the office's facts that a naskah of a berkas uses; what they are known by is kept by the process."""

    def read() -> Record:
        return rujukan_of(sources_of(uow, sop, berkas))

    return Dirujuk(uow.kinerja.known_by(berkas, lambda: fingerprint(read())), read)


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
