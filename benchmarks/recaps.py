"""What an office of many units reached, as its sheet and its recap are made of it."""

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sop_flows.engine.berkas import Berkas, Keadaan
from sop_flows.engine.formulir import Formulir, Nilai
from sop_flows.kantor.kantor import Kantor, Unit
from sop_flows.kinerja.bentuk import BENTUK
from sop_flows.kinerja.capaian import Formula, Polaritas, Sifat
from sop_flows.kinerja.indikator import Indikator
from sop_flows.kinerja.lembar import BarisLembar, LembarFormulir
from sop_flows.naskah.compose import Sources, compose
from sop_flows.naskah.isi import Isi, IsiSop
from sop_flows.naskah.recapping import recap
from sop_flows.naskah.rekap import Sumber
from sop_flows.ports.rekap import RekapKantor
from sop_flows.waktu.periode import JenisPeriode, Periode

UNITS = 40
PERIODE = Periode(JenisPeriode.TRIWULAN, 2026, 3)
KANTOR = Kantor(
    id=1,
    kode="besar",
    nama="Dinas Pekerjaan Umum dan Penataan Ruang",
    zona=ZoneInfo("Asia/Jakarta"),
    formula_turun=Formula.A,
)
NAMA = "Persentase jalan lingkungan dalam kondisi baik pada kawasan"


def big_sheet(rows: int) -> LembarFormulir:
    """Return a sheet of so many indikator, none filled."""
    return LembarFormulir(
        kantor=KANTOR.nama,
        judul_sop="Pengukuran Kinerja",
        periode=PERIODE,
        unit="Bidang Bina Marga",
        berkas_nomor=1001,
        formulir_id=1,
        ronde=1,
        rows=tuple(
            BarisLembar(
                kode=f"IK-{no:04}",
                sasaran=f"Meningkatnya mutu jalan wilayah {no % 50}",
                indikator=f"{NAMA} {no}",
                satuan="Persen",
                polaritas=Polaritas.NAIK,
                target_tahun=Decimal(100),
                target_periode=Decimal(75),
                sebelumnya=(Decimal(25), Decimal("50.5")),
            )
            for no in range(1, rows + 1)
        ),
    )


def big_recap(rows: int) -> RekapKantor:
    """Return the recap of so many indikator of forty units over three triwulan."""
    known = tuple(map(indikator, range(1, rows + 1)))
    isi = [content(known, one) for one in PERIODE.so_far]
    sumber = [
        Sumber(berkas=berkas_of(one), isi=found, kode="ACDEFGHJ", is_sementara=False)
        for one, found in zip(PERIODE.so_far, isi, strict=True)
    ]
    rekap = recap(PERIODE, sumber, isi[-1], indikator=known)
    return RekapKantor(kantor=KANTOR, rekap=rekap, pengiriman={}, kepala={}, pimpinan=None)


def indikator(no: int) -> Indikator:
    """Return the indikator of that number."""
    return Indikator(
        id=no,
        kode=f"IK-{no:04}",
        nama=f"{NAMA} {no}",
        satuan="Persen",
        polaritas=Polaritas.TURUN if no % 4 == 0 else Polaritas.NAIK,
        sifat=Sifat.POSISI_AKHIR,
        unit_id=no % UNITS + 1,
        sasaran=f"Meningkatnya mutu jalan wilayah {no % 50}",
        target="100",
        triwulan=("25", "50", "75", "100"),
        desimal=2,
    )


def content(known: tuple[Indikator, ...], periode: Periode) -> Isi:
    """Return what all units handed in for a triwulan."""
    berkas = berkas_of(periode)
    return compose(
        Sources(
            kantor=KANTOR,
            sop=IsiSop(kode="pengukuran", versi=1, nama="Pengukuran Kinerja"),
            berkas=berkas,
            unit={
                no: Unit(id=no, kode=f"U{no:02}", nama=f"Bidang {no}")
                for no in range(1, UNITS + 1)
            },
            indikator={one.id: one for one in known},
            formulir=[
                Formulir(
                    id=unit,
                    berkas_id=berkas.id,
                    unit_id=unit,
                    nilai=tuple(reached(one, periode.ke) for one in known if one.unit_id == unit),
                )
                for unit in range(1, UNITS + 1)
            ],
            lalu={
                one.id: {ke: reached(one, ke).nilai for ke in range(1, periode.ke)}
                for one in known
            },
            tugas=(),
            lampiran=(),
        )
    )


def reached(one: Indikator, ke: int) -> Nilai:
    """Return what an indikator reached in a triwulan."""
    return Nilai(indikator_id=one.id, kode=one.kode, nilai=Decimal(one.id * ke % 130))


def berkas_of(periode: Periode) -> Berkas:
    """Return the berkas that asked for a triwulan."""
    return Berkas(
        id=periode.ke,
        kantor_id=KANTOR.id,
        nomor=1000 + periode.ke,
        judul="Pengukuran Kinerja",
        periode=periode,
        dibuka_at=datetime(2026, 10, 1, tzinfo=UTC),
        keadaan=Keadaan(bentuk=BENTUK),
    )
