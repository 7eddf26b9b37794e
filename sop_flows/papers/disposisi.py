"""Lembar disposisi: the letter that began a berkas, and every disposisi on it so far."""

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.papers.isi import BarisDisposisi, LembarDisposisi
from sop_flows.papers.jenis import JenisPaper
from sop_flows.papers.sources import Sumber, in_utc, kepala_of
from sop_flows.sop.definition import Minta


def lembar_disposisi(sumber: Sumber) -> LembarDisposisi:
    """Return the disposisi of a berkas: those that were given, and the one that is being prepared."""
    berkas, sop = sumber.found.berkas, sumber.sop
    labels = {isian.kode: isian.label for isian in sop.mulai}
    surat = {labels.get(kode, kode): said for kode, said in berkas.keadaan.mulai.items() if said}
    given = [one for one in sumber.found.tugas if is_disposisi(sumber, one)]
    return LembarDisposisi(
        kepala=kepala_of(sumber, JenisPaper.LEMBAR_DISPOSISI),
        surat=surat,
        hal=next((said for label, said in surat.items() if label == "Hal"), berkas.judul),
        disposisi=tuple(baris(sumber, one) for one in given),
    )


def is_disposisi(sumber: Sumber, tugas: Tugas) -> bool:
    """Tell whether a tugas is a disposisi that was given, or is open."""
    tahap = sumber.sop.tahap_at(tugas.langkah, tugas.tahap)
    if tahap is None or tahap.minta is not Minta.DISPOSISI:
        return False
    hasil = tugas.facts.hasil
    return tugas.is_open or (hasil is not None and hasil.aksi is Kerja.DISPOSISIKAN)


def baris(sumber: Sumber, tugas: Tugas) -> BarisDisposisi:
    """Return one disposisi, with whom it went to."""
    hasil, sop = tugas.facts.hasil, sumber.sop
    chosen = sumber.found.berkas.keadaan.penerima.get(tugas.place, ())
    columns = sop.penerima_of(tugas.langkah, tugas.tahap)
    names = [sumber.jabatan[id].nama for id in chosen if id in sumber.jabatan]
    return BarisDisposisi(
        dari=sumber.who(hasil) if hasil else sumber.post(tugas.jabatan_id),
        pada=in_utc(tugas.selesai_at) if hasil and tugas.selesai_at else "",
        kepada=tuple(names or [sop.kolom_of(one).nama for one in columns]),
        harap=sop.langkah_of(tugas.langkah).kegiatan,
        catatan=hasil.catatan if hasil else tugas.facts.konsep,
    )
