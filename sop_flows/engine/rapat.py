"""A rapat: when it begins, as its undangan says, who attends, and the notulen that close it."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import StatusTugas, Tugas
from sop_flows.engine.facts import Facts, Hasil, Rapat, hasil_of
from sop_flows.engine.flow import Flow
from sop_flows.errors import IsianIncomplete, IsianUnreadable
from sop_flows.sop.definition import JenisIsian, Tahap
from sop_flows.waktu.pukul import read_pukul
from sop_flows.waktu.tanggal import FARTHEST, read_full_tanggal


def call_rapat(flow: Flow, tahap: Tahap, aksi: Aksi) -> Rapat:
    """Return when and where the rapat is that an undangan calls for."""
    mulai = start_of_rapat(tahap, aksi.isian, flow.peta.jam_kerja.zona)
    if mulai is None:
        moments = (JenisIsian.TANGGAL, JenisIsian.PUKUL)
        raise IsianIncomplete(kurang=tuple(i.label for i in tahap.isian if i.jenis in moments))
    if abs(mulai - flow.at) > FARTHEST:
        asked = next(i for i in tahap.isian if i.jenis is JenisIsian.TANGGAL)
        raise IsianUnreadable(label=asked.label, jenis="rapat", contoh=asked.contoh)
    return Rapat(mulai=mulai, undangan=aksi.isian)


def close_rapat(flow: Flow, tugas: Tugas, tahap: Tahap, aksi: Aksi) -> dict[str, str]:
    """Close the tugas of those who attended; return the notulen, typed or as a dokumen."""
    answers = {**noted_beside(flow, tugas), **aksi.isian}
    given = {isian.label: answers.get(isian.kode, "") for isian in tahap.isian}
    notulen = {label: answer for label, answer in given.items() if answer.strip()}
    if tahap.isian and not notulen:
        raise IsianIncomplete(kurang=tuple(isian.label for isian in tahap.isian[:1]))
    for other in flow.still_open(tugas.place):
        if other.id == tugas.id:
            continue
        if other.facts.notulis:
            hasil = hasil_of(aksi, flow.pelaku)
        elif other.facts.hadir:
            hasil = Hasil(aksi=Kerja.HADIR, nama=", ".join(one.nama for one in other.facts.hadir))
        else:
            continue
        closed = replace(other, facts=replace(other.facts, hasil=hasil))
        flow.close(closed, StatusTugas.SELESAI)
    return notulen


def noted_beside(flow: Flow, tugas: Tugas) -> dict[str, str]:
    """Return the answers on the cards of the others who keep the notulen of the same rapat."""
    others = [t for t in flow.still_open(tugas.place) if t.id != tugas.id and t.facts.notulis]
    return {kode: answer for t in others for kode, answer in t.facts.answers.items()}


def call_again(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Close the cards of a rapat that is put off, and open its undangan with what it said."""
    langkah, index = flow.sop.before(tugas.langkah, tugas.tahap) or (tugas.langkah, tugas.tahap)
    hasil = Hasil(aksi=aksi.kerja, nama=flow.pelaku.nama, catatan=aksi.catatan)
    for other in flow.still_open(tugas.place):
        if other.id != tugas.id:
            ditunda = replace(other, facts=replace(other.facts, hasil=hasil))
            flow.close(ditunda, StatusTugas.DIBATALKAN)
    flow.finish(tugas, aksi)
    said = tugas.facts.rapat.undangan if tugas.facts.rapat else {}
    facts = Facts(isian=said, dari=flow.handed_over(aksi))
    flow.open_tahap(flow.sop.langkah_of(langkah), index, asal=tugas.place, facts=facts)


def start_of_rapat(tahap: Tahap, isian: Mapping[str, str], zona: ZoneInfo) -> datetime | None:
    """Return when the rapat begins that an undangan calls for, None if that cannot be read."""
    answers = {i.jenis: isian.get(i.kode, "") for i in reversed(tahap.isian)}
    day = read_full_tanggal(answers.get(JenisIsian.TANGGAL, ""))
    moment = read_pukul(answers.get(JenisIsian.PUKUL, ""))
    if day is None or moment is None:
        return None
    return datetime.combine(day, moment, zona)
