"""Putting a table of pengukuran together: from the frozen content, by the rules by which it is summed up.

Nothing is measured anew. Only what was promised up to now stands in no content: it is told where the
targets of today give exactly what was frozen, and nowhere else.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from sop_flows.deferred import replace
from sop_flows.kinerja.anggaran import Serapan, absorb, efficiency, read_pagu
from sop_flows.kinerja.angka import print_angka, print_persen
from sop_flows.kinerja.bentuk import measure_in
from sop_flows.kinerja.capaian import Formula, Polaritas, Sifat
from sop_flows.kinerja.indikator import Indikator
from sop_flows.kinerja.janji import print_nilai, print_promised, tulisan_of
from sop_flows.kinerja.pengukuran import target_of
from sop_flows.kinerja.rangkuman import Rangkuman
from sop_flows.kinerja.target import Target, print_target
from sop_flows.naskah.hasil import aturan_of, kategori_of, print_by
from sop_flows.naskah.isi import Isi, IsiIndikator, IsiUnit
from sop_flows.papers.isi_ukur import (
    BarisProgram,
    BarisUkur,
    JumlahProgram,
    Rerata,
    SasaranUkur,
    TabelUkur,
    UnitTanpaNilai,
)
from sop_flows.papers.sources import Sumber

Terukur = tuple[IsiUnit, IsiIndikator]
Daftar = Mapping[tuple[str, str], Indikator]
"""Indikator by the kode of their unit and their own."""


def tabel_of(sumber: Sumber) -> TabelUkur:
    """Return the table of the units that a paper is of."""
    isi = content_of(sumber)
    measured = [unit for unit in isi.unit if not unit.dikecualikan]
    everything = [(unit, one) for unit in measured for one in unit.indikator]
    found = Rangkuman(tuple(one for _, one in everything), aturan_of(isi))
    tahun = rerata_of_year(isi, found)
    serapan = absorb(found.semua)
    return TabelUkur(
        unit=isi.unit[0].nama if len(isi.unit) == 1 else "",
        jumlah_unit=len(measured),
        sasaran=tuple(sasaran_in(sumber, isi, everything)),
        rerata=rerata_of(isi, found),
        tahun=tahun,
        sasaran_dinilai=found.sasaran_dinilai,
        program=tuple(program_in(isi, *one) for one in everything if one[1].is_anggaran),
        serapan=sum_of(serapan),
        efisiensi=efficiency_of(tahun, serapan),
        dikecualikan=tuple(excused_in(isi)),
        skala=isi.skala,
        rumus=tuple(dict.fromkeys(rumus_of(one) for one in found.kinerja)),
        rendah=found.aturan.rendah,
        batas=found.aturan.batas,
        is_per_sasaran=found.aturan.is_per_sasaran,
        minta_bukti=isi.minta_bukti,
        perjanjian=isi.perjanjian,
    )


def content_of(sumber: Sumber) -> Isi:
    """Return the content that a paper shows, of its unit alone where it is of one."""
    if sumber.unit_id is None:
        return sumber.isi
    kode = sumber.found.unit[sumber.unit_id].kode
    return replace(sumber.isi, unit=tuple(one for one in sumber.isi.unit if one.kode == kode))


def rumus_of(one: IsiIndikator) -> str:
    """Return by which formula an indikator is measured."""
    is_naik = Polaritas(one.polaritas) is Polaritas.NAIK
    return Polaritas.NAIK.value if is_naik else Formula(one.formula).value


# Sasaran and means


def sasaran_in(sumber: Sumber, isi: Isi, everything: Sequence[Terukur]) -> Iterable[SasaranUkur]:
    """Yield the sasaran in the order in which they first stand."""
    aturan, daftar = aturan_of(isi), listed(sumber)
    counted = [pair for pair in everything if not pair[1].is_anggaran]
    for nama in dict.fromkeys(one.sasaran for _, one in counted):
        own = [pair for pair in counted if pair[1].sasaran == nama]
        found = Rangkuman(tuple(one for _, one in own), aturan)
        serapan = absorb(one for _, one in everything if one.sasaran == nama)
        tahun = rerata_of_year(isi, found)
        yield SasaranUkur(
            nama=nama,
            baris=tuple(baris_of(sumber, isi, *pair, daftar) for pair in own),
            rerata=rerata_of(isi, found),
            tahun=tahun,
            serapan=sum_of(serapan),
            efisiensi=efficiency_of(tahun, serapan),
        )


def rerata_of(isi: Isi, found: Rangkuman[IsiIndikator]) -> Rerata:
    """Return the mean capaian of the periode."""
    return printed(isi, found.rerata, found.dinilai, found.jumlah)


def rerata_of_year(isi: Isi, found: Rangkuman[IsiIndikator]) -> Rerata:
    """Return the mean against the targets of the year."""
    mean = found.rerata_of(lambda one: one.tahun.persen)
    dinilai = sum(one.tahun.persen is not None for one in found.kinerja)
    return printed(isi, mean, dinilai, found.jumlah)


def printed(isi: Isi, mean: Decimal | None, dinilai: int, jumlah: int) -> Rerata:
    """Return a mean as it is printed."""
    return Rerata(
        tampil="" if mean is None else print_by(isi.skala, mean),
        kategori=kategori_of(isi.skala, mean),
        persen=mean,
        is_rendah=mean is not None and mean < aturan_of(isi).rendah,
        dinilai=dinilai,
        jumlah=jumlah,
    )


def excused_in(isi: Isi) -> Iterable[UnitTanpaNilai]:
    """Yield the units that are excused."""
    why = {one.unit: one for one in isi.pengecualian}
    for unit in isi.unit:
        if unit.dikecualikan:
            said = why.get(unit.kode)
            yield UnitTanpaNilai(
                nama=unit.nama,
                alasan=said.alasan if said else "",
                saksi=said.saksi if said else "",
            )


# Rows


def baris_of(
    sumber: Sumber, isi: Isi, unit: IsiUnit, one: IsiIndikator, daftar: Daftar
) -> BarisUkur:
    """Return the row of an indikator."""
    indikator = as_frozen(daftar, isi, unit, one)
    tulisan = tulisan_of(
        (one.target_tahun, one.target_periode),
        indikator.desimal if indikator else None,
        indikator.peringkat if indikator else "",
    )

    def written(nilai: Decimal | None) -> str:
        return "" if nilai is None else print_nilai(nilai, tulisan)

    return BarisUkur(
        kode=one.kode,
        nama=one.nama,
        unit=unit.nama if len(isi.unit) > 1 else "",
        satuan=one.satuan,
        polaritas=one.polaritas,
        sifat=one.sifat,
        target=print_promised(one.target_periode, tulisan),
        target_tahun=print_promised(one.target_tahun, tulisan),
        lalu=tuple(map(written, one.realisasi_lalu)),
        realisasi=one.tertulis or written(one.realisasi),
        alasan=one.alasan,
        capaian=one.capaian,
        target_sampai=promised_so_far(sumber, indikator, one),
        jumlah=one.tertulis or written(one.jumlah),
        sampai=one.sampai,
        tahun=one.tahun,
        is_rendah=one.persen is not None and one.persen < aturan_of(isi).rendah,
        ditandai=one.ditandai,
        belum=one.belum,
        dari_luar=one.dari_luar,
        sumber=one.sumber,
        dokumen=sum(each.unit == unit.kode and each.indikator == one.kode for each in isi.dokumen),
    )


def listed(sumber: Sumber) -> Daftar:
    """Return the indikator as the office lists them for the berkas."""
    units, every = sumber.found.unit, sumber.found.indikator.values()
    return {(units[one.unit_id].kode, one.kode): one for one in every}


def as_frozen(daftar: Daftar, isi: Isi, unit: IsiUnit, one: IsiIndikator) -> Indikator | None:
    """Return an indikator as it is listed, where that is what was frozen."""
    each = daftar.get((unit.kode, one.kode))
    if each is None:
        return None
    now = (each.nama, each.satuan, target_of(each, isi.berkas.periode), each.target)
    frozen = (one.nama, one.satuan, one.target_periode, one.target_tahun)
    return each if now == frozen else None


def promised_so_far(sumber: Sumber, indikator: Indikator | None, one: IsiIndikator) -> str:
    """Return what was promised up to now, of what is added up."""
    if indikator is None or one.sifat != Sifat.AKUMULASI or one.realisasi is None:
        return ""
    isi, lalu = sumber.isi, enumerate(one.realisasi_lalu, start=1)
    ukuran = measure_in(
        isi.bentuk,
        indikator,
        isi.berkas.periode,
        {ke: nilai for ke, nilai in lalu if nilai is not None},
        one.realisasi,
        formula=Formula(one.formula),
        skala=sumber.kantor.skala,
    )
    target = ukuran.target_sampai
    is_as_frozen = ukuran.sampai.capaian == one.sampai.persen
    return print_target(target) if is_as_frozen and isinstance(target, Target) else ""


# Anggaran


def program_in(isi: Isi, unit: IsiUnit, one: IsiIndikator) -> BarisProgram:
    """Return the row of a program."""
    jumlah = one.jumlah
    return BarisProgram(
        nama=one.nama,
        sasaran=one.sasaran,
        unit=unit.nama if len(isi.unit) > 1 else "",
        pagu=print_angka(read_pagu(one.target_tahun)),
        realisasi="" if jumlah is None else print_angka(jumlah),
        serapan=one.tahun.tampil if one.tahun.persen is not None else "",
        alasan=one.alasan,
    )


def sum_of(serapan: Serapan | None) -> JumlahProgram | None:
    """Return what programs come to, as it is printed."""
    if serapan is None:
        return None
    return JumlahProgram(
        pagu=print_angka(serapan.pagu),
        realisasi=print_angka(serapan.realisasi),
        serapan="" if serapan.persen is None else print_persen(serapan.persen),
        dilaporkan=serapan.dilaporkan,
        program=serapan.program,
    )


def efficiency_of(tahun: Rerata, serapan: Serapan | None) -> str:
    """Return the efisiensi of a mean against the year, as it is printed; empty where there is none."""
    found = efficiency(tahun.persen, serapan.persen if serapan else None)
    return "" if found is None else print_persen(found)
