"""What is computed of one indikator: by a formula where that comes to what was signed, else as it was signed."""

from collections.abc import Iterator
from decimal import Context, Decimal
from typing import Final

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.berkas import StatusBerkas
from sop_flows.kinerja.capaian import (
    Catatan,
    Formula,
    HasilCapaian,
    Polaritas,
    Sifat,
    compute_capaian,
)
from sop_flows.kinerja.indikator import Indikator, JenisIndikator
from sop_flows.kinerja.janji import Janji, Tulisan, tulisan_of
from sop_flows.kinerja.kategori import Kelas, Skala
from sop_flows.kinerja.pengukuran import Pengukuran, own_target, readable, target_of
from sop_flows.naskah.hasil import kategori_of
from sop_flows.naskah.isi import IsiCapaian, IsiIndikator, IsiSkala
from sop_flows.naskah.kode import print_kode
from sop_flows.naskah.part import capaian_in
from sop_flows.naskah.rekap import Baris, Laporan
from sop_flows.waktu.periode import JenisPeriode, Periode
from storage.documents.cells import DIGITS
from storage.documents.lembar.periods import print_bagian

WORDS: Final = frozenset({Catatan.AKHIR_TAHUN, Catatan.BELUM_LENGKAP})
FINEST: Final = Decimal("0.000000001")
"""To which a formula rounds before it looks a kategori up."""
WIDE: Final = Context(prec=200)
BELUM: Final = "belum dilaporkan"
SETAHUN: Final = "Setahun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ukur:
    """One capaian: of a periode, of all so far, or against the year."""

    untuk: str
    target: Janji | None
    target_teks: str
    realisasi: Decimal | None
    kata: str
    """What stands where there is no realisasi."""
    capaian: IsiCapaian
    is_live: bool
    """Whether the formula comes to that capaian."""
    sumber: str = ""
    is_mean: bool = False
    """Whether its realisasi is a mean of several, which may not end."""

    @property
    def is_words(self) -> bool:
        """Whether nothing of it is measured, now or ever."""
        return any(one in WORDS for one in self.capaian.catatan)


@dataclass(frozen=True, slots=True)
class Pengukur:
    """What measures the indikator of a recap."""

    skala: IsiSkala

    @property
    def scale(self) -> Skala:
        """The scale of the recap, as what measures takes it."""
        kelas = tuple(Kelas(row.mulai, None, row.nama) for row in self.skala.kelas)
        one = self.skala
        return Skala(one.nama, one.sumber, kelas, one.eksklusif, one.terbalik)

    def periods_of(self, baris: Baris) -> Iterator[Ukur]:
        """Yield what is computed of each periode of the year so far."""
        for periode, laporan in zip(baris.periode.so_far, baris.laporan, strict=True):
            yield self.of_periode(baris, periode, laporan)

    def of_periode(self, baris: Baris, periode: Periode, laporan: Laporan | None) -> Ukur:
        """Return what is computed of one periode."""
        isi = laporan.isi if laporan else None
        teks = isi.target_periode if isi else promised(baris, periode)
        target = self._read(baris, periode, teks)
        given = periode.ke in baris.isi.dari_luar and isi is None
        value = baris.isi.realisasi_lalu[periode.ke - 1] if given else None
        reached = isi.realisasi if isi else value
        hasil = self._compute(baris.isi, reached, target)
        capaian = isi.capaian if isi else capaian_in(hasil)
        return Ukur(
            untuk=said_of(periode),
            target=target,
            target_teks=teks,
            realisasi=reached,
            kata="n/a" if isi and isi.alasan else BELUM,
            capaian=capaian,
            is_live=is_exact(reached) and self._is_same(hasil, capaian),
            sumber=source_of(laporan) if laporan else baris.isi.sumber if given else "",
        )

    def so_far_of(self, baris: Baris, each: list[Ukur]) -> tuple[Ukur, Ukur, list[Periode]]:
        """Return what is computed of all so far, what against the year; and whose targets count.

        Of a sum whose periode have no targets of their own none does: that of the year stands in.
        """
        isi, ukuran = baris.isi, self.measured(baris, each)
        reached = ukuran.jumlah
        is_of_rows = all(
            one.realisasi == value and is_exact(value)
            for one, value in zip(each, ukuran.realisasi, strict=True)
        )
        target = ukuran.target_sampai
        sampai = Ukur(
            untuk=f"s.d. {said_of(baris.periode)}",
            target=target,
            target_teks="",
            realisasi=reached,
            kata="n/a",
            capaian=isi.sampai,
            is_live=is_of_rows and self._is_same(ukuran.sampai, isi.sampai),
            is_mean=Sifat(isi.sifat) is Sifat.RATA_RATA,
        )
        tahun = replace(
            sampai,
            untuk=f"Tahun {baris.periode.tahun}",
            target=promised_for_year(baris),
            target_teks=isi.target_tahun,
            capaian=isi.tahun,
            is_live=is_of_rows and self._is_same(ukuran.tahun, isi.tahun),
        )
        counting = ukuran.counting
        is_sum = Sifat(isi.sifat) is Sifat.AKUMULASI
        own = all(own_target(ukuran.indikator, one) for one in counting)
        return sampai, tahun, counting if own or not is_sum else []

    def measured(self, baris: Baris, each: list[Ukur]) -> Pengukuran:
        """Return the pengukuran of an indikator with the targets that its rows have."""
        isi = baris.isi
        indikator = Indikator(
            id=0,
            kode=isi.kode,
            nama=isi.nama,
            satuan=isi.satuan,
            polaritas=Polaritas(isi.polaritas),
            sifat=Sifat(isi.sifat),
            unit_id=0,
            target=isi.target_tahun,
            triwulan=quarters_of(baris, each),
            peringkat=scale_named(baris),
            jenis=JenisIndikator.ANGGARAN if isi.is_anggaran else JenisIndikator.KINERJA,
        )
        return Pengukuran(
            indikator=indikator,
            periode=baris.periode,
            realisasi=(*isi.realisasi_lalu, isi.realisasi),
            formula=Formula(isi.formula),
            skala=self.scale,
        )

    def _read(self, baris: Baris, periode: Periode, teks: str) -> Janji | None:
        return readable(teks, periode.tahun, scale_named(baris))

    def _compute(
        self, isi: IsiIndikator, realisasi: Decimal | None, target: Janji | None
    ) -> HasilCapaian:
        formula, polaritas = Formula(isi.formula), Polaritas(isi.polaritas)
        hasil = compute_capaian(realisasi, target, polaritas, formula, self.scale)
        return replace(hasil, kategori=None) if isi.is_anggaran else hasil

    def _is_same(self, hasil: HasilCapaian, frozen: IsiCapaian) -> bool:
        """Tell whether a formula comes to what is frozen, also where it looks the kategori up."""
        if (hasil.capaian, hasil.tampil) != (frozen.persen, frozen.tampil):
            return False
        if self.skala.terbalik or hasil.capaian is None or hasil.kategori is None:
            return hasil.kategori == frozen.kategori
        looked_up = hasil.capaian.quantize(FINEST, context=WIDE)
        return kategori_of(self.skala, looked_up) == frozen.kategori


def said_of(periode: Periode) -> str:
    """Return what a row of a periode is for: of a year apart from that against the target of the year."""
    return SETAHUN if periode.jenis is JenisPeriode.TAHUN else print_bagian(periode)


def quarters_of(baris: Baris, each: list[Ukur]) -> tuple[str, str, str, str]:
    """Return the targets of the triwulan that come to those that its rows have for themselves.

    Of a semester both have its target where the last one or a mean counts; of a sum, the second.
    """
    own = [one.target_teks if is_own(baris, at) else "" for at, one in enumerate(each)]
    if baris.periode.jenis is JenisPeriode.SEMESTER:
        is_sum = Sifat(baris.isi.sifat) is Sifat.AKUMULASI
        own = [half for teks in own for half in ("0" if is_sum and teks else teks, teks)]
    elif baris.periode.jenis is not JenisPeriode.TRIWULAN:
        own = []
    first, second, third, fourth = (*own, "", "", "", "")[:4]
    return first, second, third, fourth


def is_exact(nilai: Decimal | None) -> bool:
    """Tell whether a spreadsheet keeps all digits of a value."""
    return nilai is None or len(nilai.normalize().as_tuple().digits) <= DIGITS


def promised(baris: Baris, periode: Periode) -> str:
    """Return what the office promises for a periode that nothing was reported of."""
    if periode == baris.periode:
        return baris.isi.target_periode
    return target_of(baris.indikator, periode) if baris.indikator else ""


def promised_for_year(baris: Baris) -> Janji | None:
    """Return what the office promises for the year; None where that cannot be measured."""
    return readable(baris.isi.target_tahun, baris.periode.tahun, scale_named(baris))


def is_own(baris: Baris, at: int) -> bool:
    """Tell whether the target of a periode is its own, and not that of the year."""
    periode = baris.periode.so_far[at]
    return baris.indikator is not None and bool(own_target(baris.indikator, periode))


def scale_named(baris: Baris) -> str:
    """Return the ordinal scale that the office names for an indikator, if any."""
    return baris.indikator.peringkat if baris.indikator else ""


def tulisan_in(baris: Baris) -> Tulisan:
    """Return how the values of an indikator are written."""
    if baris.indikator is not None:
        return baris.indikator.tulisan
    return tulisan_of((baris.isi.target_tahun, baris.isi.target_periode), None)


def source_of(laporan: Laporan) -> str:
    """Return the berkas that a value is from, and by which kode it can be verified."""
    sumber = laporan.sumber
    said = f"Berkas {sumber.berkas.nomor}"
    if sumber.kode:
        said += f", kode {print_kode(sumber.kode)}"
    if sumber.is_sementara:
        return f"{said} (sementara)"
    is_running = sumber.berkas.status is StatusBerkas.BERJALAN
    return f"{said} (sudah ditandatangani)" if is_running else said
