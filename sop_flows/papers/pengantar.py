"""Surat pengantar: what is sent, to whom, and room for who receives it to sign."""

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
        penandatangan=penandatangan_of(sumber, JENIS),
    )


def sent_by(sop: Sop) -> JenisPaper:
    """Return the kind of paper that an SOP sends out."""
    return next((one for one in SENT if any(makers(sop, one))), JenisPaper.DOKUMEN)
