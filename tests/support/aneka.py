"""A recap of every kind of indikator that an office may measure, over the triwulan of a year."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import cache

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Keadaan
from sop_flows.engine.formulir import Formulir, Nilai, awaited
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.kantor.kantor import Kantor, Unit
from sop_flows.kinerja.analisis import Analisis, Jenis, RencanaLanjut
from sop_flows.kinerja.bentuk import BENTUK
from sop_flows.kinerja.capaian import Polaritas, Sifat
from sop_flows.kinerja.indikator import Indikator, JenisIndikator
from sop_flows.naskah.compose import Sources, compose
from sop_flows.naskah.isi import Isi
from sop_flows.naskah.pengiriman import Pengiriman
from sop_flows.naskah.recapping import recap
from sop_flows.naskah.rekap import Baris, Rekap, Sumber
from sop_flows.papers.isi import Pejabat
from sop_flows.ports.rekap import Lanjut, Paraf, RekapKantor
from sop_flows.waktu.periode import Periode
from tests.support.periode import TW_III
from tests.support.views import KANTOR, KECAMATAN, NOW, make_berkas

UNITS = {
    no: Unit(id=no, kode=f"U{no}", nama=nama)
    for no, nama in enumerate(
        (
            "Bidang Pembinaan Pemberdayaan Lembaga Kemasyarakatan, Lembaga Adat, dan Masyarakat Hukum Adat",
            "Sekretariat",
            "Seksi Ketenteraman dan Ketertiban Umum",
        ),
        start=1,
    )
}
SASARAN = (
    "Meningkatnya kualitas penyelenggaraan pemerintahan yang akuntabel, transparan, dan partisipatif"
    " serta berorientasi pada pelayanan publik yang prima di seluruh wilayah kecamatan",
    "Meningkatnya kesejahteraan masyarakat",
    "=Meningkatnya ketertiban umum",
)
JUDUL = (
    "Persentase desa/kelurahan yang telah menyelesaikan penyusunan dokumen perencanaan dan laporan"
    " pertanggungjawaban tepat waktu sesuai dengan ketentuan peraturan perundang-undangan"
)
J = JenisIndikator
N, T = Polaritas.NAIK, Polaritas.TURUN
S = Sifat
KINDS: tuple[tuple[Polaritas, Sifat, str, str, str], ...] = (
    (N, S.POSISI_AKHIR, "100", "41,18 70,59 88,24 100", "40 71 88,24"),
    (N, S.POSISI_AKHIR, "80", "20 40 60 80", "25,5 61 130"),
    (T, S.POSISI_AKHIR, "46", "50 49 48 46", "56,23 40 4,88"),
    (T, S.POSISI_AKHIR, "32", "", "4,88 32 70"),
    (N, S.AKUMULASI, "340", "85 85 85 85", "84 90 86,5"),
    (N, S.AKUMULASI, "12", "3 3 3 3", "3 - 2"),
    (N, S.AKUMULASI, "1000", "", "120 300 290"),
    (T, S.AKUMULASI, "12", "3 3 3 3", "2 3 1"),
    (T, S.AKUMULASI, "12", "3 3 3 3", "2 - 1"),
    (N, S.RATA_RATA, "88,31", "86,5 87 87,75 88,31", "86,1 na 89"),
    (T, S.RATA_RATA, "15", "15 15 15 15", "14 16 17,25"),
    (N, S.TETAP, "35", "35 35 35 35", "35 35 36"),
    (N, S.TAHUNAN, "70", "", "na na na"),
    (N, S.TAHUNAN, "70", "", "- - 65"),
    (T, S.POSISI_AKHIR, "0", "0 0 0 0", "0 1 0"),
    (N, S.POSISI_AKHIR, "0", "0 0 0 0", "0 1 2"),
    (T, S.POSISI_AKHIR, "5", "5 5 5 5", "0 0 0"),
    (N, S.POSISI_AKHIR, "7 - 8", "", "6 7,5 9"),
    (T, S.POSISI_AKHIR, "80 - 90%", "", "95 85 70"),
    (T, S.POSISI_AKHIR, "kurang dari 49", "", "49 48 50"),
    (N, S.POSISI_AKHIR, "lebih dari 90", "", "90 91 80"),
    (N, S.POSISI_AKHIR, ">= 95", "", "95 94,99 96"),
    (N, S.POSISI_AKHIR, "BB", "", "B BB A"),
    (N, S.POSISI_AKHIR, "WTP", "", "WDP WTP na"),
    (T, S.POSISI_AKHIR, "1:32", "1:40 1:38 1:35 1:32", "41 36 30"),
    (N, S.POSISI_AKHIR, "31 Desember 2026", "", "20261231 20270105 20261001"),
    (N, S.POSISI_AKHIR, "n/a", "", "5 6 7"),
    (N, S.POSISI_AKHIR, "", "", "5 6 7"),
    (N, S.POSISI_AKHIR, "100", "100 100 100 100", "na na na"),
    (N, S.POSISI_AKHIR, "100", "100 100 100 100", "- - -"),
    (
        N,
        S.POSISI_AKHIR,
        "2142439000",
        "500000000 1000000000 1500000000 2142439000",
        "499999999,99 1 2",
    ),
    (N, S.POSISI_AKHIR, "3", "3 3 3 3", "1 2 2,73"),
    (N, S.AKUMULASI, "20", "5 5 - 10", "4 6 1"),
)
"""Polaritas, sifat, target of the year and of its triwulan, and what TW I to III reached:
``na`` with a reason, ``-`` not at all."""
PROGRAMS: tuple[tuple[Polaritas, Sifat, str, str, str], ...] = (
    (
        N,
        S.AKUMULASI,
        "1500000000",
        "300000000 400000000 400000000 400000000",
        "290000000 410000000,5 1",
    ),
    (N, S.AKUMULASI, "750000000", "", "1 2 -"),
    (N, S.POSISI_AKHIR, "987654321", "", "1 500000000 900000000"),
)
PLACES = {"B": 4, "BB": 5, "A": 6, "WDP": 3, "WTP": 4}


def indikator() -> tuple[Indikator, ...]:
    """Return one of every kind, and some by chance."""
    return tuple(
        Indikator(
            id=no,
            kode=f"IK-{no:02}",
            nama=f"{JUDUL} {no}" if no % 3 else f"=1+{no}",
            satuan=("Persen", "@SUM(A1)", "Laporan pertanggungjawaban")[no % 3],
            polaritas=polaritas,
            sifat=sifat,
            unit_id=no % 3 + 1,
            sasaran=SASARAN[no % 3],
            target=target,
            triwulan=quarters(each),
            pagu=Decimal(10_000_000 * no) if no % 2 else None,
            jenis=J.ANGGARAN if no > len(kinds()) - len(PROGRAMS) else J.KINERJA,
            cara_ukur="Jumlah yang tepat waktu dibagi seluruhnya" if no % 4 else "",
            penanggung_jawab="Kepala Seksi" if no % 5 else "",
            target_renstra=target if no % 2 else "",
            tahun_renstra=2027 if no % 2 else None,
            tahun_lalu=("10", "9,5", "", "n/a") if no % 4 == 1 else ("11", "12", "13", "14"),
        )
        for no, (polaritas, sifat, target, each, _) in enumerate(kinds(), start=1)
    )


@cache
def kinds() -> tuple[tuple[Polaritas, Sifat, str, str, str], ...]:
    """Return those of every kind, and those by chance."""
    return (*KINDS, *by_chance(random.Random(17)), *PROGRAMS)


def quarters(teks: str) -> tuple[str, str, str, str]:
    """Return the targets of the triwulan."""
    first, second, third, fourth = (
        ["" if one == "-" else one for one in teks.split(" ")] if teks else [""] * 4
    )
    return first, second, third, fourth


def by_chance(chance: random.Random) -> Iterator[tuple[Polaritas, Sifat, str, str, str]]:
    """Yield numbers as they come, near the bounds of kelas too."""
    for _ in range(27):
        target = Decimal(chance.randint(1, 9999)) / chance.choice((1, 10, 100))
        share = (
            Decimal(chance.choice((51, 66, 76, 91, chance.randint(1, 180)))) / 100 for _ in "123"
        )
        each = " ".join(print_nilai(target * one) for one in share)
        sifat = chance.choice((S.POSISI_AKHIR, S.AKUMULASI, S.RATA_RATA))
        yield chance.choice((N, T)), sifat, print_nilai(target), "", each


def print_nilai(number: Decimal) -> str:
    return f"{number.normalize():f}".replace(".", ",")


def reached(no: int, ke: int) -> Nilai | None:
    """Return what the indikator of that number reached in a triwulan; None where nobody said."""
    said = kinds()[no - 1][4].split(" ")[ke - 1]
    if said == "-":
        return None
    nilai = None if said == "na" else Decimal(PLACES.get(said, said.replace(",", ".")))
    return Nilai(
        indikator_id=no,
        kode=f"IK-{no:02}",
        nilai=nilai,
        alasan="Survei baru selesai pada triwulan berikutnya" if nilai is None else "",
        analisis=explained(ke) if no in (1, 2, 5) else None,
    )


def explained(ke: int) -> Analisis:
    """Return why a value of that triwulan is as it is."""
    rencana = RencanaLanjut(
        teks="=Mendampingi desa yang belum menyelesaikan laporan pertanggungjawabannya",
        jenis=Jenis.AKTIVITAS,
        jabatan=1,
        nama_jabatan="Kepala Seksi",
        batas=NOW + timedelta(days=60 * ke),
    )
    return Analisis(pendorong="=Dana tersedia", penghambat=JUDUL, lanjut=(rencana,))


def content(kantor: Kantor, periode: Periode) -> Isi:
    """Return what the units handed in for a periode; what TW I to III reached stands for any kind."""
    ke = periode.ke
    known = indikator()
    values = {one.id: reached(one.id, ke) for one in known}
    before = {one.id: [(k, reached(one.id, k)) for k in range(1, ke)] for one in known}
    berkas = replace(
        make_berkas(), id=ke, nomor=1000 + ke, periode=periode, keadaan=Keadaan(bentuk=BENTUK)
    )
    return compose(
        Sources(
            kantor=kantor,
            sop=KECAMATAN,
            berkas=berkas,
            unit=UNITS,
            indikator={one.id: one for one in known},
            formulir=[
                Formulir(
                    id=unit,
                    berkas_id=berkas.id,
                    unit_id=unit,
                    nilai=tuple(
                        awaited(
                            values[one.id] or Nilai(indikator_id=one.id, kode=one.kode),
                            one.sifat,
                            periode,
                        )
                        for one in known
                        if one.unit_id == unit
                    ),
                )
                for unit in UNITS
            ],
            lalu={
                id: {k: one.nilai for k, one in said if one is not None}
                for id, said in before.items()
            },
            tugas=(),
            lampiran=[
                Lampiran(
                    berkas_id=berkas.id,
                    tugas_id=1,
                    sha256="ab" * 32,
                    nama="=cmd|' /C calc'!A0.pdf",
                    oleh=1,
                    diterima_at=NOW,
                    isian="",
                    indikator_id=1,
                    id=1,
                    unit_id=2,
                )
            ],
        )
    )


def rekap(kantor: Kantor = KANTOR, periode: Periode = TW_III) -> Rekap:
    """Return the recap of a periode, of signed berkas but the last."""
    isi = [content(kantor, one) for one in periode.so_far]
    sumber = [
        Sumber(
            berkas=replace(make_berkas(), id=one.ke, nomor=1000 + one.ke, periode=one),
            isi=found,
            kode="ACDEFGHJ",
            is_sementara=one == periode,
        )
        for one, found in zip(periode.so_far, isi, strict=True)
    ]
    return recap(periode, sumber, isi[-1], indikator=indikator())


def plans_in(baris: Baris) -> Iterator[Lanjut]:
    """Yield what was to be done about a value: after TW I done, after TW II under way."""
    for one in baris.laporan:
        for rencana in one.isi.analisis.lanjut if one and one.isi.analisis else ():
            ke = one.periode.ke if one else 0
            yield Lanjut(
                periode=replace(baris.periode, ke=ke),
                rencana=rencana,
                is_dibuka=ke < 3,
                selesai_at=NOW if ke == 1 else None,
            )


def buku(kantor: Kantor = KANTOR, periode: Periode = TW_III) -> RekapKantor:
    """Return what its workbook is made of."""
    camat = Pejabat(
        nama="=Suharyanto",
        jabatan="Camat",
        pangkat="Pembina Tingkat I, IV/b",
        nip="197105121992031004",
    )
    made = rekap(kantor, periode)
    return RekapKantor(
        kantor=kantor,
        rekap=made,
        lanjut={one.isi.kode: tuple(plans_in(one)) for one in made.baris},
        paraf=(
            Paraf(
                berkas=1000 + periode.ke,
                kerja=Kerja.SETUJUI,
                nama="=Endang Lestari",
                jabatan="Plt. Sekretaris Kecamatan",
                at=NOW,
                kode="ACDEFGHJ",
            ),
        ),
        pengiriman={"U1": Pengiriman(batas=NOW.date(), dikirim=NOW.date(), selisih=0)},
        kepala={"U1": camat},
        pimpinan=camat,
    )
