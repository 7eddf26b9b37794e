"""Tugas beside the flow: a question to a unit, a tindak lanjut of a rapat, a tanda terima.

The flow waits for none of them. A question ends with the tugas that asks it; the other two outlive
their berkas, because a meeting's decision and a missing receipt bind after the last langkah too.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Aksi
from sop_flows.engine.berkas import NewTugas, Outcome, StatusBerkas, Tugas
from sop_flows.engine.facts import Facts, Jawaban
from sop_flows.engine.flow import Flow
from sop_flows.engine.formulir import Formulir
from sop_flows.engine.offer import aksi_of, may
from sop_flows.engine.reason import Alasan, check_reason, required
from sop_flows.errors import AksiNotAllowed, StillOut, UnitRequired
from sop_flows.sop.definition import Minta, Tahap
from sop_flows.sop.place import Place, Samping
from sop_flows.waktu.jam_kerja import JamKerja
from sop_flows.waktu.waktu import Satuan, Waktu

MINUTE = timedelta(minutes=1)
NEXT_DAY: Final = Waktu(1, Satuan.HARI)
"""For what was to be done by a day that has passed when its berkas ended."""


# Questions


def ask(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Put a question to units; the tugas stays open, its waktu stands still until they answer.

    The wait mends no lateness: who was late before asking stays late.
    """
    may(flow, tugas, aksi)
    check_reason(aksi.catatan, Alasan.PERTANYAAN)
    heads = {p.unit_id: p.jabatan_id for p in flow.peta.unit(filling_kolom(flow))}
    if not aksi.unit or not set(aksi.unit) <= set(heads):
        raise UnitRequired
    filling = {t.unit_id for t in flow.berkas.terbuka if not t.is_question} & set(aksi.unit)
    if filling:
        raise StillOut(unit=tuple(unit_id for unit_id in aksi.unit if unit_id in filling))
    asked = {t.unit_id for t in questions_of(flow, tugas.langkah)}
    for unit_id in dict.fromkeys(aksi.unit):
        if unit_id in asked:
            continue
        dari = flow.handed_over(replace(aksi, catatan=""))
        facts = Facts(tanya=aksi.catatan, dari=dari)
        flow.open_beside(tugas, Samping.TANYA, heads[unit_id], facts, unit_id=unit_id)
        flow.open_for_correction(unit_id, aksi.indikator)
    for asking in flow.still_open(tugas.place):
        own = tugas if asking.id == tugas.id else asking
        since = own.facts.menunggu or (None if own.is_late_at(flow.at) else flow.at)
        flow.change(replace(own, facts=replace(own.facts, menunggu=since)))


def reply(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Answer a question; the asking card shows the answer."""
    if not tugas.is_question or tugas.unit_id is None:
        raise AksiNotAllowed(aksi=aksi.kerja.value)
    if not aksi.catatan.strip():
        raise required(Alasan.PERTANYAAN)
    flow.close_formulir(tugas)
    flow.finish(tugas, aksi)
    answer = Jawaban(
        unit=tugas.unit_id,
        tanya=tugas.facts.tanya,
        jawab=aksi.catatan,
        nama=flow.pelaku.nama,
    )
    for asking in flow.still_open(tugas.asal):
        answers = (*asking.facts.jawaban, answer)
        answered = replace(asking, facts=replace(asking.facts, jawaban=answers))
        is_last = asking.is_waiting and not questions_of(flow, tugas.langkah)
        flow.change(resumed(flow, answered) if is_last else answered)


def resumed(flow: Flow, asking: Tugas) -> Tugas:
    """Return a tugas whose waktu runs again: the wait was the units', so it is added to the tenggat."""
    jam_kerja = flow.peta.jam_kerja
    waited = jam_kerja.between(asking.facts.menunggu or flow.at, flow.at) // MINUTE
    tenggat = jam_kerja.add(asking.tenggat, max(0, waited)) if asking.tenggat else None
    return replace(asking, facts=replace(asking.facts, menunggu=None), tenggat=tenggat)


def questions_of(flow: Flow, langkah: int) -> tuple[Tugas, ...]:
    """Return the questions of a langkah that wait for an answer."""
    return flow.still_open(Place(langkah, Samping.TANYA))


def filling_kolom(flow: Flow) -> tuple[str, ...]:
    """Return the columns whose posts fill the form."""
    return tuple(
        dict.fromkeys(
            kolom
            for langkah in flow.sop.langkah
            for tahap in langkah.tahap
            if tahap.minta is Minta.FORMULIR
            for kolom in tahap.untuk
        )
    )


# What a rapat decided, and what was handed out


def open_decisions(flow: Flow, rapat: Tugas, aksi: Aksi) -> None:
    """Open a tindak lanjut for each decision that the notulis has noted on the card."""
    dari = flow.handed_over(replace(aksi, catatan=""))
    for decided in rapat.facts.keputusan or ():
        facts = Facts(tindak_lanjut=decided.teks, dari=dari)
        tenggat = decided.batas if decided.batas > flow.at else None
        flow.open_beside(rapat, Samping.TINDAK_LANJUT, decided.jabatan, facts, tenggat=tenggat)


def open_plans(
    outcome: Outcome, tugas: Tugas, formulir: Iterable[Formulir], jam_kerja: JamKerja, at: datetime
) -> Outcome:
    """Return the outcome that ends a berkas with a tindak lanjut for each that its values ask for."""
    planned = [
        (nilai.kode, one)
        for form in formulir
        for nilai in form.nilai
        if not form.is_excused and nilai.analisis is not None
        for one in nilai.analisis.lanjut
    ]
    if outcome.berkas.status is not StatusBerkas.SELESAI or not planned:
        return outcome
    opened = tuple(
        NewTugas(
            langkah=tugas.langkah,
            tahap=Samping.TINDAK_LANJUT,
            jabatan_id=one.jabatan,
            ronde=tugas.ronde,
            asal=tugas.place,
            facts=Facts(tindak_lanjut=one.teks, tentang=kode, jenis=one.jenis.value),
            dibuka_at=at,
            tenggat=one.batas if one.batas > at else jam_kerja.tenggat(at, NEXT_DAY),
        )
        for kode, one in planned
    )
    line, *others = outcome.jejak
    said = {"tindak_lanjut": [{**one.as_record(), "indikator": kode} for kode, one in planned]}
    told = replace(line, rincian=line.rincian | said)
    return replace(outcome, opened=(*outcome.opened, *opened), jejak=(told, *others))


def hand_out(flow: Flow, tugas: Tugas, tahap: Tahap, aksi: Aksi) -> None:
    """Open a tanda terima for every post that gets what a tahap distributes, but who hands out."""
    posts = dict.fromkeys(j for kolom in tahap.distribusi for j in flow.peta.jabatan(kolom))
    facts = Facts(terima=tuple(tahap.dokumen), dari=flow.handed_over(aksi))
    for jabatan_id in posts:
        if jabatan_id != tugas.jabatan_id:
            flow.open_beside(tugas, Samping.TANDA_TERIMA, jabatan_id, facts)


def settle(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Close a tindak lanjut or a tanda terima by its one aksi; nothing follows."""
    if aksi.kerja not in aksi_of(flow.sop, tugas):
        raise AksiNotAllowed(aksi=aksi.kerja.value)
    flow.finish(tugas, aksi)
