"""Surat pengantar: what is sent, to whom, and room for who receives it to sign."""

from sop_flows.engine.decisions import standing_decisions
from sop_flows.naskah.kode import kode_of
from sop_flows.papers.isi_surat import SuratPengantar
from sop_flows.papers.sources import Sumber, kepala_of
from sop_flows.papers.surat import (
    NOMOR_SURAT,
    TUJUAN,
    answered_at,
    answers_for,
    makers,
    penandatangan_of,
)
from sop_flows.sop.definition import Sop
from sop_flows.sop.paper import JenisPaper

JENIS = JenisPaper.SURAT_PENGANTAR
SENT = (JenisPaper.LAPORAN, JenisPaper.DOKUMEN, JenisPaper.REKAPITULASI)
"""What a surat pengantar goes with: the first of them that the SOP makes."""


def surat_pengantar(sumber: Sumber) -> SuratPengantar:
    """Return the surat pengantar of a berkas, as far as it was said."""
    sop, tugas = sumber.sop, sumber.found.tugas
    said = answers_for(sop, tugas, JENIS)
    return SuratPengantar(
        kepala=kepala_of(sumber, JENIS),
        nomor=said.get(NOMOR_SURAT, ""),
        pada=answered_at(sop, tugas, JENIS, NOMOR_SURAT),
        tujuan=said.get(TUJUAN, ""),
        dikirim=sent_by(sop).value,
        kode=signed_kode(sumber),
        penandatangan=penandatangan_of(sumber, JENIS),
    )


def signed_kode(sumber: Sumber) -> str:
    """Return the kode verifikasi of what was decided on last: what goes out after it adds to that."""
    decided = (one.facts.hasil for one in standing_decisions(sumber.found.tugas))
    naskah = [hasil.naskah for hasil in decided if hasil and hasil.naskah]
    return kode_of(naskah[-1]) if naskah else ""


def sent_by(sop: Sop) -> JenisPaper:
    """Return the kind of paper that an SOP sends out."""
    return next((one for one in SENT if any(makers(sop, one))), JenisPaper.DOKUMEN)
