"""Lembar disposisi: the letter that began a berkas, and every disposisi on it so far."""

from collections.abc import Mapping
from typing import Final

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.kantor.kantor import Jabatan
from sop_flows.papers.isi_surat import BarisDisposisi, LembarDisposisi
from sop_flows.papers.sources import Sumber, in_utc, kepala_of
from sop_flows.papers.surat import surat_masuk
from sop_flows.sop.definition import Minta, Sop
from sop_flows.sop.paper import JenisPaper

SIFAT: Final = ("Sangat Segera", "Segera", "Rahasia")
"""What the form of disposisi prints."""


def lembar_disposisi(sumber: Sumber) -> LembarDisposisi:
    """Return the disposisi up to this langkah: those that were given, and what is being prepared."""
    given = [
        one
        for one in sumber.found.tugas
        if one.langkah <= sumber.langkah and is_disposisi(sumber.sop, one)
    ]
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


def is_disposisi(sop: Sop, tugas: Tugas) -> bool:
    """Tell whether a tugas is a disposisi that was given, or is open."""
    tahap = sop.tahap_at(tugas.langkah, tugas.tahap)
    if tahap is None or tahap.minta is not Minta.DISPOSISI:
        return False
    hasil = tugas.facts.hasil
    return tugas.is_open or (hasil is not None and hasil.aksi is Kerja.DISPOSISIKAN)


def went_to(
    sop: Sop, berkas: Berkas, jabatan: Mapping[int, Jabatan], tugas: Tugas
) -> tuple[str, ...]:
    """Return the posts that a disposisi chose; where it chose none, the columns that it goes to."""
    chosen = berkas.keadaan.penerima.get(tugas.place, ())
    names = tuple(jabatan[id].nama for id in chosen if id in jabatan)
    columns = sop.penerima_of(tugas.langkah, tugas.tahap)
    return names or tuple(sop.kolom_of(one).nama for one in columns)


def baris(sumber: Sumber, tugas: Tugas) -> BarisDisposisi:
    """Return one disposisi, with whom it went to."""
    hasil, sop = tugas.facts.hasil, sumber.sop
    return BarisDisposisi(
        dari=sumber.who(hasil) if hasil else sumber.post(tugas.jabatan_id),
        pada=in_utc(tugas.selesai_at) if hasil and tugas.selesai_at else "",
        kepada=went_to(sop, sumber.found.berkas, sumber.jabatan, tugas),
        harap=sop.langkah_of(tugas.langkah).kegiatan,
        catatan=hasil.catatan if hasil else tugas.facts.konsep,
        tembusan=tuple(one.kepada for one in tugas.facts.tembusan),
    )
