"""Berita acara: two parties went through the values together, and this is what came out."""

from typing import Final

from sop_flows.kinerja.angka import print_angka
from sop_flows.naskah.hasil import result_of
from sop_flows.naskah.isi import IsiIndikator, IsiUnit
from sop_flows.papers.isi import Pejabat
from sop_flows.papers.isi_berkas import BarisCapaian, BeritaAcara
from sop_flows.papers.riwayat import spoken
from sop_flows.papers.sources import Sumber, in_utc, kepala_of
from sop_flows.papers.surat import answered, makers, newest_at, read_penandatangan
from sop_flows.sop.paper import JenisPaper

JENIS = JenisPaper.BERITA_ACARA
NOMOR: Final = "nomor_berita_acara"
PIHAK_KEDUA: Final = "pihak_kedua"
KNOWN: Final = (NOMOR, PIHAK_KEDUA)


def berita_acara(sumber: Sumber) -> BeritaAcara:
    """Return the berita acara of the langkah that makes it; the other party is who was named, or nobody."""
    hasil = result_of(sumber.isi)
    work = [
        (one, tahap)
        for place, tahap in makers(sumber.sop, JENIS)
        for one in newest_at(sumber.found.tugas, place)
    ]
    said = {kode: answer for one, _ in work for kode, answer in answered(one).items()}
    done = [one for one, _ in work if one.facts.hasil and one.selesai_at]
    others = {each: None for _, tahap in work for each in tahap.isian if each.kode not in KNOWN}
    units = [unit for unit in sumber.isi.unit if not unit.dikecualikan]
    return BeritaAcara(
        kepala=kepala_of(sumber, JENIS),
        nomor=said.get(NOMOR, ""),
        pada=max((in_utc(one.selesai_at) for one in done if one.selesai_at), default=""),
        pihak=(doer(sumber), read_penandatangan(sumber, said.get(PIHAK_KEDUA, "")).pejabat),
        mengetahui=sumber.head(),
        indikator=hasil.indikator,
        dinilai=hasil.dinilai,
        rerata=hasil.tampil,
        kategori=hasil.kategori,
        pokok=tuple(spoken(others, said)),
        baris=tuple(baris(unit, one) for unit in units for one in unit.indikator),
    )


def doer(sumber: Sumber) -> Pejabat:
    """Return who made it, or has to."""
    work = [
        one
        for place, _ in makers(sumber.sop, JENIS)
        for one in newest_at(sumber.found.tugas, place)
    ]
    for one in reversed(work):
        if one.facts.hasil:
            return sumber.who(one.facts.hasil)
    return sumber.post(work[-1].jabatan_id) if work else Pejabat(nama="", jabatan="")


def baris(unit: IsiUnit, one: IsiIndikator) -> BarisCapaian:
    """Return one indikator with its figures as they are written."""
    number = "" if one.realisasi is None else print_angka(one.realisasi)
    return BarisCapaian(
        unit=unit.nama,
        kode=one.kode,
        nama=one.nama,
        satuan=one.satuan,
        target=one.target_periode,
        realisasi=one.tertulis or number or ("n/a" if one.alasan else ""),
        capaian=one.capaian.tampil,
        kategori=one.capaian.kategori or "",
        alasan=one.alasan,
    )
