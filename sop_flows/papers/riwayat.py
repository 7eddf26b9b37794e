"""Riwayat berkas and timeline: what was done when, and what is to be done until when.

What closed a tugas is told by that, what was said of one meanwhile by the history.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.alihan import ALIHKAN, TUNJUK
from sop_flows.engine.berkas import StatusBerkas, StatusTugas, Tugas
from sop_flows.engine.facts import Alihan, Hasil
from sop_flows.engine.line import ARAHAN
from sop_flows.engine.rencana import break_down, plan_from, remaining
from sop_flows.engine.tembusan import TEMBUSAN
from sop_flows.jejak import JejakLine
from sop_flows.papers.isi_berkas import (
    BarisRiwayat,
    BarisTimeline,
    IsiAlihan,
    RiwayatBerkas,
    Timeline,
)
from sop_flows.papers.isi_rapat import Pokok
from sop_flows.papers.sources import Sumber, in_utc, kepala_of
from sop_flows.papers.surat import answered
from sop_flows.sop.definition import Isian, JenisIsian, Langkah
from sop_flows.sop.paper import JenisPaper

SAID: Final = frozenset({ARAHAN, ALIHKAN, TUNJUK, TEMBUSAN})
"""The lines of history that are told though they close no tugas."""
TIMELINE = "timeline"
"""The kode of an isian in which the office writes its timeline."""

# Riwayat


def riwayat_berkas(sumber: Sumber) -> RiwayatBerkas:
    """Return what was done with a berkas so far, in its order."""
    berkas = sumber.found.berkas
    starter = sumber.pegawai.get(berkas.dimulai_oleh)
    return RiwayatBerkas(
        kepala=kepala_of(sumber, JenisPaper.RIWAYAT),
        mulai=in_utc(berkas.dibuka_at),
        oleh=starter.nama if starter else "",
        selesai=in_utc(berkas.ditutup_at) if berkas.ditutup_at else "",
        is_batal=berkas.status is StatusBerkas.DIBATALKAN,
        baris=tuple(sorted((*closed(sumber), *said(sumber)), key=lambda one: one.pada)),
    )


def closed(sumber: Sumber) -> Iterator[BarisRiwayat]:
    """Yield what closed tugas, in the order of their closing."""
    for tugas, hasil in once(sumber.done()):
        yield baris_riwayat(sumber, tugas, hasil)


def said(sumber: Sumber) -> Iterator[BarisRiwayat]:
    """Yield what was said of tugas without closing them, oldest first."""
    tugas = {one.id: one for one in sumber.found.tugas}
    for line in sumber.riwayat:
        if line.aksi in SAID and line.tugas_id in tugas:
            yield baris_kata(sumber, tugas[line.tugas_id], line)


def baris_kata(sumber: Sumber, tugas: Tugas, line: JejakLine) -> BarisRiwayat:
    """Return one line of what was said of a tugas, and where it or a copy of it went."""
    rincian = line.rincian
    return BarisRiwayat(
        pada=in_utc(line.at),
        langkah=tugas.langkah,
        tahap=tahap_of(sumber, tugas),
        aksi=line.aksi,
        oleh=sumber.who_said(line.pelaku),
        unit=unit_of(sumber, tugas),
        perbaikan=0 if tugas.is_beside else rincian.get("ronde", 1) - 1,
        dari=rincian.get("dari_jabatan", ""),
        kepada=rincian.get("ke_jabatan", ""),
        penerima=tuple(rincian.get("nama", ())),
        catatan=rincian.get("catatan", ""),
    )


def tahap_of(sumber: Sumber, tugas: Tugas) -> str:
    """Return the name of the tahap of a tugas, or what it is beside the flow."""
    tahap = sumber.sop.tahap_at(tugas.langkah, tugas.tahap)
    return tahap.nama if tahap else tugas.samping_word


def unit_of(sumber: Sumber, tugas: Tugas) -> str:
    """Return the name of the unit whose tugas it is; empty where it is nobody's or not known."""
    unit = None if tugas.unit_id is None else sumber.found.unit.get(tugas.unit_id)
    return unit.nama if unit else ""


def once(done: Iterable[tuple[Tugas, Hasil]]) -> Iterator[tuple[Tugas, Hasil]]:
    """Yield what was done; one aksi that closed tugas of others, or called several off, is said once."""
    seen = set()
    for tugas, hasil in done:
        if tugas.status is StatusTugas.DIBATALKAN:
            continue
        unit = None if tugas.status is StatusTugas.DITARIK else tugas.unit_id
        key = (tugas.selesai_at, tugas.place, hasil.aksi, hasil.nama, hasil.jabatan, unit)
        if (*key, hasil.siapa) not in seen:
            seen.add((*key, hasil.siapa))
            yield tugas, hasil


def baris_riwayat(sumber: Sumber, tugas: Tugas, hasil: Hasil) -> BarisRiwayat:
    """Return one line of a history."""
    tahap = sumber.sop.tahap_at(tugas.langkah, tugas.tahap)
    is_late = tugas.tenggat and tugas.selesai_at and tugas.selesai_at > tugas.tenggat
    return BarisRiwayat(
        pada=in_utc(tugas.selesai_at) if tugas.selesai_at else "",
        langkah=tugas.langkah,
        tahap=tahap_of(sumber, tugas),
        aksi=hasil.aksi.value,
        oleh=sumber.who(hasil),
        unit=unit_of(sumber, tugas),
        siapa=hasil.siapa,
        saksi=hasil.saksi,
        sekaligus=hasil.sekaligus,
        perbaikan=0 if tugas.is_beside else tugas.ronde - 1,
        ke=returned_to(sumber, tugas) if hasil.aksi is Kerja.KEMBALIKAN else 0,
        catatan=hasil.catatan or tugas.facts.tindak_lanjut,
        jawaban=tuple(spoken(tahap.isian if tahap else (), hasil.isian)),
        is_terlambat=bool(is_late),
    )


def returned_to(sumber: Sumber, tugas: Tugas) -> int:
    """Return the langkah that a tugas returned to; 0 where what it opened is not there."""
    opened = (
        one.facts.kembali.ke
        for one in sumber.found.tugas
        if one.facts.kembali
        and one.facts.kembali.dari == tugas.langkah
        and one.dibuka_at == tugas.selesai_at
    )
    return next(opened, 0)


def spoken(asked: Iterable[Isian], given: Mapping[str, str]) -> Iterator[Pokok]:
    """Yield what was answered in words; a tick says only that its aksi was done."""
    for isian in asked:
        if isian.jenis is not JenisIsian.CENTANG and given.get(isian.kode, "").strip():
            yield Pokok(label=isian.label, teks=given[isian.kode])


# Timeline


def timeline(sumber: Sumber) -> Timeline:
    """Return the langkah of an SOP with their times, as far as the berkas has come."""
    expected = expected_ends(sumber)
    return Timeline(
        kepala=kepala_of(sumber, JenisPaper.TIMELINE),
        catatan=tuple(dict.fromkeys(written(sumber))),
        baris=tuple(baris_timeline(sumber, langkah, expected) for langkah in sumber.sop.langkah),
    )


def expected_ends(sumber: Sumber) -> Mapping[int, datetime]:
    """Return when each langkah to come is probably due, by its number.

    It is reckoned in the office's working time from when what is open now is due, as if everybody took
    the waktu of the sheet; a return is not foreseen.
    """
    at_it = [one for one in sumber.found.tugas if one.selesai_at is None and not one.is_beside]
    place = max((one.place for one in at_it), default=None)
    due = [one.tenggat for one in at_it if one.place == place]
    last = max((one for one in due if one is not None), default=None)
    if sumber.jam_kerja is None or place is None or last is None:
        return {}
    ahead = remaining(break_down([sumber.sop]), place)
    found: dict[int, datetime] = {}
    for one in plan_from(ahead, sumber.jam_kerja, last).butir if ahead else ():
        no = one.butir.langkah.no
        found[no] = max(one.selesai, found.get(no, one.selesai))
    return found


def written(sumber: Sumber) -> Iterator[Pokok]:
    """Yield what the office wrote about its timeline, and until when the units are asked to fill."""
    for tugas in sumber.found.tugas:
        tahap = sumber.sop.tahap_at(tugas.langkah, tugas.tahap)
        asked = [
            one
            for one in (tahap.isian if tahap else ())
            if one.kode == TIMELINE or one.jenis is JenisIsian.BATAS
        ]
        if tugas.status is not StatusTugas.DITARIK:
            yield from spoken(asked, answered(tugas))


def baris_timeline(
    sumber: Sumber, langkah: Langkah, expected: Mapping[int, datetime]
) -> BarisTimeline:
    """Return one langkah: when it began last, until when it runs or probably will, and when it was done."""
    known = [
        one
        for one in sumber.found.tugas
        if one.langkah == langkah.no
        and not one.is_beside
        and one.status is not StatusTugas.DITARIK
    ]
    last = max((one.ronde for one in known), default=0)
    now = [one for one in known if one.ronde == last]
    closed = [one.selesai_at for one in now if one.selesai_at]
    has_all = now and all(one.selesai_at for one in now) and is_passed(sumber, langkah)
    late = (one.tenggat and one.selesai_at and one.selesai_at > one.tenggat for one in now)
    return BarisTimeline(
        langkah=langkah.no,
        kegiatan=langkah.kegiatan,
        pelaksana=tuple(sumber.sop.kolom_of(one).nama for one in langkah.pelaksana),
        waktu=str(langkah.mutu_baku.waktu),
        mulai=in_utc(min(one.dibuka_at for one in now)) if now else "",
        batas=in_utc(max(due)) if (due := [one.tenggat for one in now if one.tenggat]) else "",
        selesai=in_utc(max(closed)) if has_all else "",
        is_terlambat=any(late),
        perkiraan=in_utc(expected[langkah.no]) if not now and langkah.no in expected else "",
        alihan=tuple(isi_alihan(one.facts.dialihkan) for one in now if one.facts.dialihkan),
    )


def isi_alihan(alihan: Alihan) -> IsiAlihan:
    """Return what a paper says of a tugas that was handed on."""
    return IsiAlihan(
        dari=alihan.jabatan_lama,
        kepada=alihan.jabatan_baru,
        oleh=alihan.penugasan.sebut(alihan.jabatan),
        pada=in_utc(alihan.at),
    )


def is_passed(sumber: Sumber, langkah: Langkah) -> bool:
    """Tell whether the flow has gone past a langkah: it ended, or every tahap of it was opened."""
    if sumber.found.berkas.status is not StatusBerkas.BERJALAN:
        return True
    opened = {one.tahap for one in sumber.found.tugas if one.langkah == langkah.no}
    return set(langkah.flow) <= opened
