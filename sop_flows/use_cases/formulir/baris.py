"""What a message says of one indikator of a formulir."""

from sop_flows.kinerja.indikator import explain
from sop_flows.kinerja.pengukuran import Pengukuran
from sop_flows.ports.formulir import FormulirView, NilaiView
from sop_flows.ports.layar.formulir import Baris, Sampai


def describe(row: NilaiView, formulir: FormulirView) -> Baris:
    """Return what a message about one indicator shows."""
    return Baris(
        no=row.no,
        ke=place_of(row, formulir),
        total=formulir.total,
        terisi=formulir.terisi,
        indikator=row.indikator.id,
        kode=row.indikator.kode,
        nama=row.indikator.nama,
        satuan=row.indikator.satuan,
        desimal=row.indikator.tulisan,
        target=row.target,
        lalu=(row.lalu[0].ke, row.lalu[1]) if row.lalu else None,
        sekarang=row.nilai.nilai,
        alasan_na=row.nilai.alasan,
        capaian=row.capaian.tampil,
        kategori=row.capaian.kategori,
        bagian=row.ukuran.periode.bagian,
        is_jumlah=row.is_summed,
        sampai=describe_sampai(row.sampai),
        rincian=explain(row.indikator, row.ukuran.periode.tahun),
        is_explained=formulir.minta_analisis and row.nilai.is_filled,
    )


def place_of(row: NilaiView, formulir: FormulirView) -> int | None:
    """Return where a row stands in its list; None where its number says it."""
    place = [one.no for one in formulir.baris].index(row.no) + 1
    return None if place == row.no else place


def describe_sampai(ukuran: Pengukuran | None) -> Sampai | None:
    """Return what a message says of all periode so far together, where they are added up."""
    if ukuran is None or ukuran.jumlah is None:
        return None
    return Sampai(
        nilai=ukuran.jumlah,
        capaian=ukuran.sampai.tampil,
        tahun=ukuran.tahun.tampil,
        belum=tuple(one.ke for one in ukuran.belum),
    )
