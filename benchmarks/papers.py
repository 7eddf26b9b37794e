"""A laporan of an office of many units, as long as it is asked for."""

from dataclasses import replace

from benchmarks.recaps import KANTOR, PERIODE, berkas_of, content, indikator
from sop_flows.kantor.kantor import Jabatan
from sop_flows.naskah.compose import Sources
from sop_flows.naskah.isi import Isi, IsiAnalisis
from sop_flows.papers.compose import compose_paper
from sop_flows.papers.isi import IsiPaper, Pejabat
from sop_flows.papers.sources import Sumber
from sop_flows.sop.catalog import load_catalog
from sop_flows.sop.paper import JenisPaper

SOP = "mekanisme-pengukuran-kinerja"
LANGKAH = 8
"""That signs the laporan."""
INDIKATOR = 40
"""One for each unit, and a laporan of about twenty pages."""
HEAD = Pejabat(
    nama="Ir. H. Bambang Setiawan, M.T.",
    jabatan="Kepala Dinas",
    pangkat="Pembina Utama Muda (IV/c)",
    nip="196807121990031005",
)


SIDIK = "0" * 64
"""The sha256 that its file names."""


def big_laporan(rows: int, number: int = 0) -> IsiPaper:
    """Return the content of the laporan of so many indikator, no two numbers the same."""
    known = tuple(map(indikator, range(number * rows + 1, (number + 1) * rows + 1)))
    sop = load_catalog().get(SOP, 1).sop
    isi = explained(content(known, PERIODE))
    found = Sources(
        kantor=KANTOR,
        sop=sop,
        berkas=berkas_of(PERIODE),
        unit={},
        indikator={},
        formulir=(),
        lalu={},
        tugas=(),
        lampiran=(),
    )
    sumber = Sumber(
        langkah=LANGKAH,
        sop=sop,
        found=found,
        isi=isi,
        jabatan={1: Jabatan(id=1, nama=HEAD.jabatan, atasan_id=None)},
        pemegang={1: HEAD},
    )
    return compose_paper(JenisPaper.LAPORAN, sumber)


def explained(isi: Isi) -> Isi:
    """Return content of which every unit says why it reached what it did."""
    said = IsiAnalisis(
        pendorong="Bimbingan teknis dari dinas provinsi pada bulan Juli",
        penghambat="Dua petugas pindah tugas dan belum ada penggantinya",
        lanjut=(),
    )
    unit = (
        replace(one, indikator=tuple(replace(each, analisis=said) for each in one.indikator))
        for one in isi.unit
    )
    return replace(isi, unit=tuple(unit), minta_analisis=True)
