"""The papers by their names: what each of them is put together by, and read back as."""

import json
from collections.abc import Callable, Mapping
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.naskah.reading import read_record
from sop_flows.papers.berita_acara import berita_acara
from sop_flows.papers.disposisi import lembar_disposisi
from sop_flows.papers.isi import IsiPaper
from sop_flows.papers.isi_berkas import (
    BeritaAcara,
    BuktiPenerimaan,
    LembarTandaTangan,
    RiwayatBerkas,
    Timeline,
)
from sop_flows.papers.isi_laporan import Laporan
from sop_flows.papers.isi_rapat import DaftarHadir, Notula, Undangan
from sop_flows.papers.isi_surat import LembarDisposisi, SuratPengantar
from sop_flows.papers.laporan import laporan
from sop_flows.papers.penerimaan import bukti_penerimaan
from sop_flows.papers.pengantar import surat_pengantar
from sop_flows.papers.pengukuran import Pengukuran, dokumen, draf, formulir
from sop_flows.papers.perjanjian import LampiranPerjanjian, perjanjian
from sop_flows.papers.rapat import daftar_hadir, notula, undangan
from sop_flows.papers.rekapitulasi import Rekapitulasi, rekapitulasi
from sop_flows.papers.riwayat import riwayat_berkas, timeline
from sop_flows.papers.sources import Sumber
from sop_flows.papers.tanda_tangan import lembar_tanda_tangan
from sop_flows.sop.paper import JenisPaper


@dataclass(frozen=True, slots=True)
class Bentuk:
    """What a kind of paper is: the type of its content, and what puts that together."""

    isi: type[IsiPaper]
    compose: Callable[[Sumber], IsiPaper]


BENTUK: Final[Mapping[JenisPaper, Bentuk]] = {
    JenisPaper.LEMBAR_DISPOSISI: Bentuk(LembarDisposisi, lembar_disposisi),
    JenisPaper.UNDANGAN: Bentuk(Undangan, undangan),
    JenisPaper.DAFTAR_HADIR: Bentuk(DaftarHadir, daftar_hadir),
    JenisPaper.NOTULA: Bentuk(Notula, notula),
    JenisPaper.REKAPITULASI: Bentuk(Rekapitulasi, rekapitulasi),
    JenisPaper.PERJANJIAN: Bentuk(LampiranPerjanjian, perjanjian),
    JenisPaper.LAPORAN: Bentuk(Laporan, laporan),
    JenisPaper.SURAT_PENGANTAR: Bentuk(SuratPengantar, surat_pengantar),
    JenisPaper.FORMULIR: Bentuk(Pengukuran, formulir),
    JenisPaper.DRAF: Bentuk(Pengukuran, draf),
    JenisPaper.DOKUMEN: Bentuk(Pengukuran, dokumen),
    JenisPaper.TIMELINE: Bentuk(Timeline, timeline),
    JenisPaper.TANDA_TANGAN: Bentuk(LembarTandaTangan, lembar_tanda_tangan),
    JenisPaper.RIWAYAT: Bentuk(RiwayatBerkas, riwayat_berkas),
    JenisPaper.TANDA_TERIMA: Bentuk(BuktiPenerimaan, bukti_penerimaan),
    JenisPaper.BERITA_ACARA: Bentuk(BeritaAcara, berita_acara),
}


def compose_paper(jenis: JenisPaper, sumber: Sumber) -> IsiPaper:
    """Return what stands on a paper."""
    return BENTUK[jenis].compose(sumber)


def read_paper(canonical: str) -> IsiPaper:
    """Return what stands on a paper, from its canonical form.

    Raises:
        NaskahUnreadable: It is none.
    """
    jenis = JenisPaper(json.loads(canonical)["kepala"]["jenis"])
    return read_record(BENTUK[jenis].isi, canonical)
