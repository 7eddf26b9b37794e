"""Lembar disposisi: the letter that began a berkas, and every disposisi on it so far."""

from typing import Final

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.papers.isi_surat import BarisDisposisi, LembarDisposisi
from sop_flows.papers.sources import Sumber, in_utc, kepala_of
from sop_flows.papers.surat import surat_masuk
from sop_flows.sop.definition import Minta, Sop
from sop_flows.sop.paper import JenisPaper

SIFAT: Final = ("Sangat Segera", "Segera", "Rahasia")
"""What the form of disposisi prints."""


def lembar_disposisi(sumber: Sumber) -> LembarDisposisi:
    """Return the disposisi of a berkas: those that were given, and the one that is being prepared."""
    given = [one for one in sumber.found.tugas if is_disposisi(sumber, one)]
    return LembarDisposisi(
        kepala=kepala_of(sumber, JenisPaper.LEMBAR_DISPOSISI),
        surat=surat_masuk(sumber.sop, sumber.found.berkas.keadaan.mulai),
        sifat=sifat_in(sumber.sop),
        disposisi=tuple(baris(sumber, one) for one in given),
    )


def sifat_in(sop: Sop) -> tuple[str, ...]:
    """Return what the sifat of a letter may be, as the SOP asks for it or the form prints it."""
    asked = next((isian.pilihan for isian in sop.mulai if isian.kode == "sifat"), ())
    return asked or SIFAT


def is_disposisi(sumber: Sumber, tugas: Tugas) -> bool:
    """Tell whether a tugas is a disposisi up to this langkah that was given, or is open."""
    if tugas.langkah > sumber.langkah:
        return False
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
