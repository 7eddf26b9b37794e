"""The content of a naskah: everything that is shown is in it, and nothing else moves it."""

from dataclasses import replace
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bot.trial.kantor.pejawaran import START
from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.berkas import Berkas, Keadaan, StatusTugas, Tugas
from sop_flows.engine.facts import Facts, Hasil
from sop_flows.engine.formulir import Formulir, Nilai, StatusFormulir
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.kantor.kantor import Kantor, Unit
from sop_flows.kinerja.capaian import Formula, Polaritas, Sifat
from sop_flows.kinerja.indikator import Indikator
from sop_flows.kinerja.kategori import SKALA
from sop_flows.naskah.canonical import sha256_of, write_canonical
from sop_flows.naskah.compose import Sources, compose
from sop_flows.sop.catalog import load_catalog
from sop_flows.waktu.periode import JenisPeriode, Periode
from tests.support.periode import TW_III, triwulan

SOP = load_catalog().get("pengukuran-kinerja-kecamatan", 1).sop


def work(kerja: Kerja, id: int = 1, **facts: object) -> Tugas:
    hasil = Hasil(aksi=kerja, nama="Eko", jabatan="Kasi", penugasan=Penugasan.DEFINITIF, **facts)
    return Tugas(
        id=id,
        nomor=id,
        langkah=4,
        tahap=0,
        jabatan_id=7,
        unit_id=4,
        dibuka_at=START,
        status=StatusTugas.SELESAI,
        facts=Facts(hasil=hasil),
    )


INDIKATOR = Indikator(
    id=9,
    kode="IK-08",
    nama="Layanan tepat waktu",
    satuan="Persen",
    polaritas=Polaritas.TURUN,
    sifat=Sifat.POSISI_AKHIR,
    unit_id=4,
    sasaran="Pelayanan yang baik",
    target="90",
    triwulan=("80", "85", "87,75", "90"),
)
NILAI = Nilai(indikator_id=9, kode="IK-08", nilai=Decimal("91.30"))
BASE = Sources(
    kantor=Kantor(id=1, kode="PJW", nama="Kec.", zona=ZoneInfo("UTC"), formula_turun=Formula.A),
    sop=SOP,
    berkas=Berkas(
        id=1,
        kantor_id=1,
        nomor=7,
        judul="Pengukuran",
        periode=TW_III,
        dibuka_at=START,
        keadaan=Keadaan(mulai={"nomor_surat": "005/12"}),
    ),
    unit={
        4: Unit(id=4, kode="TAPEM", nama="Tata Pemerintahan"),
        5: Unit(id=5, kode="A", nama="A"),
    },
    indikator={9: INDIKATOR},
    formulir=(
        Formulir(id=1, berkas_id=1, unit_id=4, nilai=(NILAI,)),
        Formulir(id=2, berkas_id=1, unit_id=5, status=StatusFormulir.DIKECUALIKAN),
    ),
    lalu={9: {1: Decimal(80)}},
    tugas=(work(Kerja.KIRIM, catatan="Data per 30 September"),),
    lampiran=(
        Lampiran(
            berkas_id=1,
            tugas_id=1,
            sha256="ab" * 32,
            nama="data.pdf",
            oleh=1,
            diterima_at=START,
            indikator_id=9,
            unit_id=4,
        ),
    ),
)


def sha(found: Sources, unit_id: int | None = None) -> str:
    return sha256_of(write_canonical(compose(found, unit_id)))


def with_nilai(**facts: object) -> Sources:
    formulir = (replace(BASE.formulir[0], nilai=(replace(NILAI, **facts),)), BASE.formulir[1])
    return replace(BASE, formulir=formulir)


def with_indikator(**facts: object) -> Sources:
    return replace(BASE, indikator={9: replace(INDIKATOR, **facts)})


CHANGED = {
    "realisasi": with_nilai(nilai=Decimal("91.31")),
    "n/a": with_nilai(nilai=None, alasan="belum ada data"),
    "mark": with_nilai(ditandai=True),
    "target": with_indikator(triwulan=("80", "85", "120", "90")),
    "target of the year": with_indikator(target="91"),
    "name": with_indikator(nama="Layanan cepat"),
    "sasaran": with_indikator(sasaran="Lain"),
    "satuan": with_indikator(satuan="Desa"),
    "polaritas": with_indikator(polaritas=Polaritas.NAIK),
    "formula": replace(BASE, kantor=replace(BASE.kantor, formula_turun=Formula.B)),
    "scale": replace(BASE, kantor=replace(BASE.kantor, skala=SKALA["sangat baik"])),
    "office": replace(BASE, kantor=replace(BASE.kantor, alamat="Jalan Baru")),
    "triwulan before": replace(BASE, lalu={}),
    "periode": replace(BASE, berkas=replace(BASE.berkas, periode=triwulan(2026, 4))),
    "kind of periode": replace(
        BASE, berkas=replace(BASE.berkas, periode=Periode(JenisPeriode.BULAN, 2026, 3))
    ),
    "dropped": replace(BASE, formulir=(replace(BASE.formulir[0], nilai=()), BASE.formulir[1])),
    "ronde": replace(BASE, formulir=(replace(BASE.formulir[0], ronde=2), BASE.formulir[1])),
    "note": replace(BASE, tugas=(work(Kerja.KIRIM, catatan="Lain"),)),
    "notula": replace(BASE, tugas=(work(Kerja.SELESAI, isian={"notulen": "Sepakat"}),)),
    "letter": replace(BASE, berkas=replace(BASE.berkas, keadaan=Keadaan())),
    "dokumen": replace(BASE, lampiran=(replace(BASE.lampiran[0], sha256="cd" * 32),)),
    "unit excused no more": replace(BASE, formulir=(BASE.formulir[0],)),
}


@pytest.mark.parametrize("what", CHANGED)
def test_whatever_is_shown_changes_the_content(what: str):
    assert sha(CHANGED[what]) != sha(BASE)


def test_no_two_changes_give_the_same_content():
    assert len({sha(found) for found in CHANGED.values()}) == len(CHANGED)


@pytest.mark.parametrize(
    "same",
    [
        with_nilai(nilai=Decimal("91.3"), sebelumnya=Decimal(1), dikonfirmasi=True),
        replace(BASE, formulir=BASE.formulir[::-1]),
        replace(BASE, tugas=(*BASE.tugas, replace(work(Kerja.SETUJUI, 2, catatan="Ok"), tahap=1))),
        replace(BASE, tugas=(work(Kerja.KIRIM, catatan="Lama"), replace(BASE.tugas[0], id=2))),
        replace(BASE, berkas=replace(BASE.berkas, revisi=9)),
    ],
    ids=["spelling", "order", "decision", "done again", "revisi"],
)
def test_nothing_else_does(same: Sources):
    assert sha(same) == sha(BASE)


def test_what_one_unit_signs_is_its_own():
    isi = compose(BASE, 4)

    assert [unit.kode for unit in isi.unit] == ["TAPEM"]
    assert [unit.kode for unit in compose(BASE).unit] == ["A", "TAPEM"]


def test_a_capaian_is_kept_unrounded_and_as_shown():
    (indikator,) = compose(BASE, 4).unit[0].indikator

    assert (indikator.target_periode, indikator.target_tahun) == ("87,75", "90")
    assert (indikator.capaian.tampil, indikator.capaian.kategori) == ("95,95%", "Sangat Tinggi")
    assert str(indikator.capaian.persen).startswith("95.95441595")
    assert indikator.realisasi_lalu == (Decimal(80), None)


@pytest.mark.parametrize(
    ("periode", "written"),
    [
        (TW_III, '"tahun":2026,"triwulan":3'),
        (Periode(JenisPeriode.BULAN, 2026, 10), '"bulan":10,'),
        (Periode(JenisPeriode.TAHUN, 2026), '"tahun":2026}'),
    ],
)
def test_a_triwulan_is_named_as_it_always_was_and_another_kind_by_its_own_name(periode, written):
    content = write_canonical(compose(replace(BASE, berkas=replace(BASE.berkas, periode=periode))))

    assert written in content
    assert ("triwulan" in content) == (periode == TW_III)


def test_a_berkas_of_the_first_form_is_frozen_by_the_rules_of_its_time():
    summed = replace(
        with_indikator(sifat=Sifat.AKUMULASI, triwulan=("80", "80", "80", "80"), target="320"),
        lalu={},
    )
    keadaan = replace(summed.berkas.keadaan, bentuk=2)
    (first,), (now,) = (
        found.unit[-1].indikator
        for found in (
            compose(summed),
            compose(replace(summed, berkas=replace(summed.berkas, keadaan=keadaan))),
        )
    )

    # (160 - 91,30) / 80, of TW III alone; nothing named the two that are missing.
    assert (first.sampai.tampil, first.tahun.tampil) == ("85,88%", "171,47%")
    assert (now.sampai.tampil, now.tahun.tampil) == ("belum lengkap", "dinilai akhir tahun")
    assert (first.belum, now.belum) == ((), (1, 2))
    assert '"belum"' not in write_canonical(first)
