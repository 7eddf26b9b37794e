"""The recap of what the units of a berkas handed in: every value by unit, and how punctual each was."""

from collections.abc import Iterable, Mapping
from dataclasses import field

from sop_flows.deferred import dataclass
from sop_flows.kinerja.rangkuman import Rangkuman
from sop_flows.naskah.canonical import UNSAID_IF_EMPTY
from sop_flows.naskah.hasil import aturan_of
from sop_flows.naskah.isi import IsiUnit
from sop_flows.naskah.pengiriman import Pengiriman, sendings_in
from sop_flows.papers.isi import Kepala, Pejabat, Pengesahan
from sop_flows.papers.isi_ukur import BarisUkur, Rerata, TabelUkur
from sop_flows.papers.pengukuran import approval_of
from sop_flows.papers.sources import Sumber, kepala_of
from sop_flows.papers.ukur import Daftar, baris_of, listed, rerata_of, tabel_of
from sop_flows.sop.paper import JenisPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class Kirim:
    """How a unit sent its values: days by ISO 8601, empty where there is none."""

    batas: str
    dikirim: str
    dikoreksi: str
    selisih: int | None
    """Working days after the batas, negative before it."""
    perbaikan: int

    @property
    def is_terlambat(self) -> bool:
        return self.selisih is not None and self.selisih > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRekap:
    """A unit with its values, and how it sent them."""

    nama: str
    dikecualikan: bool
    baris: tuple[BarisUkur, ...]
    rerata: Rerata
    kirim: Kirim | None

    @property
    def dilaporkan(self) -> int:
        """How many have a number, or a reason why there is none."""
        return sum(bool(one.realisasi or one.alasan) for one in self.baris)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rekapitulasi:
    """The values of all units."""

    kepala: Kepala
    tabel: TabelUkur
    unit: tuple[UnitRekap, ...]
    penanda_tangan: Pejabat
    disahkan: Pengesahan | None = field(default=None, metadata=UNSAID_IF_EMPTY)


def rekapitulasi(sumber: Sumber) -> Rekapitulasi:
    """Return the recap of a berkas."""
    kepala = kepala_of(sumber, JenisPaper.REKAPITULASI)
    disahkan = approval_of(kepala)
    return Rekapitulasi(
        kepala=kepala,
        tabel=tabel_of(sumber),
        unit=tuple(units_in(sumber)),
        penanda_tangan=disahkan.pejabat if disahkan else sumber.head(),
        disahkan=disahkan,
    )


def units_in(sumber: Sumber) -> Iterable[UnitRekap]:
    """Yield the units by their kode, as the content has them."""
    sent, daftar = sendings(sumber), listed(sumber)
    for unit in sumber.isi.unit:
        yield UnitRekap(
            nama=unit.nama,
            dikecualikan=unit.dikecualikan,
            baris=tuple(rows_of(sumber, unit, daftar)),
            rerata=rerata_of(sumber.isi, Rangkuman(unit.indikator, aturan_of(sumber.isi))),
            kirim=kirim_of(sent[unit.kode]) if unit.kode in sent else None,
        )


def rows_of(sumber: Sumber, unit: IsiUnit, daftar: Daftar) -> Iterable[BarisUkur]:
    """Yield the rows of a unit, but those of programs."""
    for one in unit.indikator:
        if not one.is_anggaran:
            yield baris_of(sumber, sumber.isi, unit, one, daftar)


def sendings(sumber: Sumber) -> Mapping[str, Pengiriman]:
    """Return how the units sent their values, by kode, where the hours of the office are known."""
    if sumber.jam_kerja is None:
        return {}
    return sendings_in(sumber.found.tugas, sumber.found.unit, sumber.jam_kerja)


def kirim_of(sent: Pengiriman) -> Kirim:
    """Return how a unit sent its values, as a paper keeps it."""
    days = (sent.batas, sent.dikirim, sent.dikoreksi)
    batas, dikirim, dikoreksi = (day.isoformat() if day else "" for day in days)
    return Kirim(
        batas=batas,
        dikirim=dikirim,
        dikoreksi=dikoreksi,
        selisih=sent.selisih,
        perbaikan=sent.perbaikan,
    )
