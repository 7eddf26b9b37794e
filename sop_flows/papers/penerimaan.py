"""Bukti penerimaan sistem: what was sent, by whom, and which posts said that they have it."""

from datetime import datetime

from sop_flows.engine.berkas import Tugas
from sop_flows.papers.isi import Pejabat
from sop_flows.papers.isi_berkas import BuktiPenerimaan, Serah, Tercatat
from sop_flows.papers.sources import Sumber, in_utc, kepala_of
from sop_flows.papers.surat import NOMOR_SURAT, TUJUAN, answered, answers_for, makers, newest_at
from sop_flows.sop.definition import Isian, JenisIsian
from sop_flows.sop.paper import JenisPaper, read_jenis
from sop_flows.sop.place import Samping

JENIS = JenisPaper.TANDA_TERIMA


def bukti_penerimaan(sumber: Sumber) -> BuktiPenerimaan:
    """Return what is known of sending and receiving, as it stands."""
    sop, semua = sumber.sop, sumber.found.tugas
    letter = answers_for(sop, semua, JenisPaper.SURAT_PENGANTAR)
    work = [(one, tahap) for place, tahap in makers(sop, JENIS) for one in newest_at(semua, place)]
    done = [one for one, _ in work if one.facts.hasil and one.selesai_at]
    last = done[-1] if done else None
    noted = [
        tercatat(isian, said[isian.kode])
        for one, tahap in work
        if (said := answered(one))
        for isian in tahap.isian
        if isian.kode in said
    ]
    return BuktiPenerimaan(
        kepala=kepala_of(sumber, JENIS),
        nomor=letter.get(NOMOR_SURAT, ""),
        tujuan=letter.get(TUJUAN, ""),
        tercatat=tuple(dict.fromkeys(noted)),
        serah=tuple(serah(sumber, one) for one in semua if one.tahap == Samping.TANDA_TERIMA),
        oleh=sumber.who(last.facts.hasil)
        if last and last.facts.hasil
        else Pejabat(nama="", jabatan=""),
        pada=in_utc(last.selesai_at) if last and last.selesai_at else "",
    )


def tercatat(isian: Isian, jawaban: str) -> Tercatat:
    """Return what an isian was answered: a tick by its moment, a dokumen by its names."""
    if isian.jenis is not JenisIsian.CENTANG:
        return Tercatat(label=isian.label, jawaban=", ".join(jawaban.split("\n")))
    try:
        return Tercatat(label=isian.label, pada=in_utc(datetime.fromisoformat(jawaban)))
    except ValueError:
        return Tercatat(label=isian.label, jawaban=jawaban)


def serah(sumber: Sumber, tugas: Tugas) -> Serah:
    """Return what one post was given, and when it said that it has it."""
    hasil = tugas.facts.hasil
    return Serah(
        dokumen=tuple(one for one in tugas.facts.terima or () if read_jenis(one) is not JENIS),
        penerima=sumber.who(hasil) if hasil else sumber.post(tugas.jabatan_id),
        dikirim=in_utc(tugas.dibuka_at),
        diterima=in_utc(tugas.selesai_at) if hasil and tugas.selesai_at else "",
    )
