"""The papers about a berkas as a whole: who signed, what was done, what is due, who received it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.berkas import StatusTugas, Tugas
from sop_flows.engine.facts import Alihan, Facts, Pengembalian
from sop_flows.engine.rencana import break_down, plan_from
from sop_flows.naskah.kode import kode_of, print_kode
from sop_flows.papers.isi import Pejabat
from sop_flows.papers.isi_berkas import (
    BarisCapaian,
    BarisRiwayat,
    BarisTandaTangan,
    BeritaAcara,
    BuktiPenerimaan,
    LembarTandaTangan,
    RiwayatBerkas,
    Serah,
    Timeline,
)
from sop_flows.papers.isi_rapat import Pokok
from sop_flows.papers.isi_surat import Penandatangan
from sop_flows.sop.catalog import Template, load_catalog
from sop_flows.sop.paper import JenisPaper
from sop_flows.sop.place import Samping
from sop_flows.waktu.jadwal import BerlakuSesi, load_jam_kerja_default
from sop_flows.waktu.jam_kerja import JamKerja
from storage.documents.papers.kata import spell, spell_day
from tests.support.kertas import (
    CAMAT,
    KASI,
    LONG_NAME,
    LONG_POST,
    NOW,
    SEKCAM,
    composed,
    done,
    make_kepala,
    make_sumber,
    make_tugas,
    printed,
)

KECAMATAN, MEKANISME = "pengukuran-kinerja-kecamatan", "mekanisme-pengukuran-kinerja"
NASKAH = "ab" * 32
LONG = "Angka belum sesuai data dukung, mohon diperiksa kembali bersama seksi. "


def paper(jenis: JenisPaper, kode: str, langkah: int, *tugas: Tugas):
    return composed(jenis, make_sumber(kode, langkah, tugas))


# Lembar tanda tangan


def asked(id: int, pegawai_id: int, **facts) -> Tugas:
    return make_tugas(id, 8, 1, pegawai_id, pegawai_id=pegawai_id, **facts)


def excused(tugas: Tugas, siapa: str) -> Tugas:
    said = {"catatan": "Cuti melahirkan", "saksi": "Joko Susilo", "siapa": siapa}
    closed = done(tugas, Kerja.KECUALIKAN, **said)
    return replace(closed, status=StatusTugas.DIKECUALIKAN)


def test_everybody_stands_on_the_lembar_with_what_became_of_their_signature():
    isi = paper(
        JenisPaper.TANDA_TANGAN,
        KECAMATAN,
        8,
        done(asked(1, 1), Kerja.TANDA_TANGANI, naskah=NASKAH),
        excused(asked(2, 2), SEKCAM.nama),
        asked(3, 3),
        done(make_tugas(4, 8, 2, 1), Kerja.TANDA_TANGANI, naskah=NASKAH),
    )

    assert isi.pengesah == Penandatangan(
        pejabat=CAMAT, pada=(NOW + timedelta(hours=4, minutes=15)).isoformat()
    )
    (page,) = printed(isi)
    for said in (
        "Ditandatangani lewat Tapak, 1 Oktober 2026, pukul 10.30 WIB",
        f"dengan kode verifikasi {print_kode(kode_of(NASKAH))}. No",
        f"Kode {print_kode(kode_of(NASKAH))} 2",
        "Dikecualikan: Cuti melahirkan Disaksikan Joko Susilo",
        "NIP 19750304 200112 2 002",
        "Ditandatangani 1 dari 3 pegawai; dikecualikan 1.",
        "Ditandatangani lewat Tapak, 1 Oktober 2026, pukul 13.30 WIB",
    ):
        assert said in page, said
    assert "3. ...." in page


def test_a_lembar_of_signatures_under_two_naskah_claims_no_single_one():
    other = done(asked(2, 2), Kerja.TANDA_TANGANI, naskah="cd" * 32)
    signed = done(asked(1, 1), Kerja.TANDA_TANGANI, naskah=NASKAH)

    (page,) = printed(paper(JenisPaper.TANDA_TANGAN, KECAMATAN, 8, signed, other))

    assert "dengan kode verifikasi" not in page
    for naskah in (NASKAH, "cd" * 32):
        assert f"Kode {print_kode(kode_of(naskah))}" in page


def test_a_signature_that_a_return_took_back_stands_no_more():
    isi = paper(
        JenisPaper.TANDA_TANGAN,
        KECAMATAN,
        8,
        done(asked(1, 1), Kerja.TANDA_TANGANI, naskah=NASKAH),
        excused(asked(2, 2), SEKCAM.nama),
        make_tugas(3, 7, 0, 2, ronde=2),
    )

    assert [(one.pada, one.alasan) for one in isi.baris] == [("", ""), ("", "")]


def test_eighty_employees_stand_on_pages_that_each_begin_with_the_head():
    pegawai = Pejabat(nama=LONG_NAME, jabatan=LONG_POST, nip=CAMAT.nip)
    row = BarisTandaTangan(pegawai=pegawai, pada=NOW.isoformat(), kode="ACDEFGHJ")
    isi = LembarTandaTangan(
        kepala=make_kepala(JenisPaper.TANDA_TANGAN, kertas="F4", kode="ACDEFGHJ"),
        baris=(row,) * 80,
        pengesah=Penandatangan(pejabat=CAMAT),
    )

    pages = printed(isi)

    whole = " ".join(pages)
    assert whole.count("Kode ACDE-FGHJ") == 80
    assert whole.count(LONG_POST) == 80
    assert sum("No Nama/NIP Jabatan Tanda Tangan" in page for page in pages) >= len(pages) - 1
    assert "Mengesahkan: Camat, Drs. H. Aziz Achmad, M.Si." in pages[-1]


# Riwayat


def test_a_riwayat_says_what_was_done_by_whom_and_when():
    sent = done(make_tugas(1, 5, 0, 3, tenggat=NOW), Kerja.SELESAI)
    back = done(make_tugas(2, 6, 0, 2), Kerja.KEMBALIKAN, catatan="Angka tidak wajar")
    kembali = Pengembalian(
        dari=6, ke=4, alasan="", nama="", jabatan="", penugasan=SEKCAM.penugasan
    )
    again = make_tugas(3, 4, 0, 3, ronde=2, facts=Facts(kembali=kembali))
    again = replace(again, dibuka_at=back.selesai_at)
    answered = done(again, Kerja.KIRIM, isian={"rapat": "22 Juli 2026, 6 orang hadir"})

    isi = paper(JenisPaper.RIWAYAT, KECAMATAN, 10, sent, back, answered)

    assert [(one.aksi, one.ke, one.perbaikan, one.is_terlambat) for one in isi.baris] == [
        ("selesai", 0, 0, True),
        ("kembalikan", 4, 0, False),
        ("kirim", 0, 1, False),
    ]
    (page,) = printed(isi)
    for said in (
        "belum, berkas masih berjalan",
        "Diselesaikan (Terlambat)",
        "6. Periksa draf",
        "Dikembalikan untuk perbaikan ke langkah 4 Angka tidak wajar",
        "Siti Rahmawati, S.Sos. Plt. Sekretaris Kecamatan",
        "Dikirim, perbaikan ke-2 Rapat seksi: 22 Juli 2026, 6 orang hadir",
    ):
        assert said in page, said


def test_one_aksi_that_closed_several_tugas_is_said_once():
    first = done(make_tugas(1, 5, 1, 2), Kerja.SELESAI)
    same = replace(first, id=2, nomor=2)
    called_off = replace(first, id=3, nomor=3, status=StatusTugas.DIBATALKAN)

    isi = paper(JenisPaper.RIWAYAT, KECAMATAN, 10, first, same, called_off)

    assert len(isi.baris) == 1


def test_a_riwayat_says_of_how_many_tugas_one_yes_was_meant():
    several = done(make_tugas(1, 6, 0, 2), Kerja.SETUJUI, sekaligus=4)
    by_itself = done(make_tugas(2, 7, 0, 1), Kerja.SETUJUI, sekaligus=1)

    (page,) = printed(paper(JenisPaper.RIWAYAT, KECAMATAN, 10, several, by_itself))

    assert page.count("Disetujui (sekaligus, satu dari 4 tugas)") == 1
    assert page.count("sekaligus") == 1


def test_a_long_riwayat_goes_on_over_pages():
    row = BarisRiwayat(
        pada=NOW.isoformat(),
        langkah=4,
        tahap="Isi realisasi seksi",
        aksi="kecualikan",
        oleh=KASI,
        unit=LONG_POST,
        siapa=LONG_NAME,
        saksi=LONG_NAME,
        perbaikan=2,
        catatan=LONG * 3,
        jawaban=(Pokok(label="Rapat seksi", teks=LONG),),
    )
    isi = RiwayatBerkas(
        kepala=make_kepala(JenisPaper.RIWAYAT, kertas="F4"),
        mulai=NOW.isoformat(),
        oleh=CAMAT.nama,
        selesai=NOW.isoformat(),
        is_batal=True,
        baris=(row,) * 25,
    )

    pages = printed(isi)

    assert all("No Waktu Langkah Oleh Yang dilakukan" in page for page in pages)
    assert " ".join(pages).count(LONG.strip()) == 4 * 25
    assert "Dibatalkan : 1 Oktober 2026, pukul 09.15 WIB" in pages[0]


# Timeline


def test_a_timeline_says_what_is_due_and_leaves_room_for_what_has_not_begun():
    spread = done(
        make_tugas(1, 3, 0, 4, tenggat=NOW + timedelta(hours=3)),
        Kerja.KIRIM,
        isian={"timeline": "Isian 6 Okt, draf 7 Okt"},
    )
    filling = make_tugas(2, 4, 0, 3, unit_id=4, tenggat=NOW + timedelta(days=1))

    isi = paper(JenisPaper.TIMELINE, KECAMATAN, 3, spread, filling)

    assert isinstance(isi, Timeline)
    assert [(one.langkah, bool(one.batas), bool(one.selesai)) for one in isi.baris[2:5]] == [
        (3, True, True),
        (4, True, False),
        (5, False, False),
    ]
    page = " ".join(printed(isi))
    assert "Timeline : Isian 6 Okt, draf 7 Okt" in page
    assert "2 Oktober 2026, pukul 09.15 WIB" in page
    assert "60 menit" in page


def test_a_timeline_says_to_which_post_a_langkah_was_handed_on():
    alihan = Alihan(
        dari=5,
        jabatan_lama="Staf Pelaksana",
        jabatan_baru="Kasubbag Perencana",
        alasan="Dinas luar",
        nama="Siti Rahmawati",
        jabatan="Sekretaris Kecamatan",
        penugasan=Penugasan.PLT,
        at=NOW,
    )
    moved = make_tugas(1, 5, 0, 4, tenggat=NOW, facts=Facts(alihan=(alihan,)))

    page = " ".join(printed(paper(JenisPaper.TIMELINE, KECAMATAN, 5, moved)))

    who = "Kasubbag Perencana oleh Plt. Sekretaris Kecamatan, 1 Oktober 2026"
    assert f"dialihkan kepada {who}" in page


QUIET = JamKerja(
    zona=ZoneInfo("Asia/Jakarta"), biasa=load_jam_kerja_default()[5].pekan(BerlakuSesi.BIASA)
)


def test_a_timeline_says_until_when_what_has_not_begun_is_expected():
    filling = make_tugas(2, 4, 0, 3, unit_id=4, tenggat=NOW + timedelta(days=1))
    sumber = make_sumber(KECAMATAN, 3, [filling], jam_kerja=QUIET)

    isi = composed(JenisPaper.TIMELINE, sumber)

    page = " ".join(printed(isi))
    assert [one.langkah for one in isi.baris if one.perkiraan] == [5, 6, 7, 8, 9, 10]
    assert (
        "2 Oktober 2026, pukul 13.15 WIB perkiraan" in page
    )  # 150 minutes, Friday's noon between
    assert page.count("WIB perkiraan") == 6
    assert "Batas bertanda perkiraan dihitung" in page


@pytest.mark.parametrize("template", load_catalog().all(), ids=lambda one: one.sop.kode)
def test_a_timeline_expects_what_a_plan_says(template: Template):
    sop = template.sop
    planned = plan_from(break_down([sop]), QUIET, NOW).butir
    first = make_tugas(1, *sop.places[0], 1, tenggat=planned[0].selesai)

    isi = composed(JenisPaper.TIMELINE, make_sumber(sop.kode, 1, [first], jam_kerja=QUIET))

    ends = {
        no: max(one.selesai for one in planned if one.butir.langkah.no == no)
        for no in {one.butir.langkah.no for one in planned}
    }
    said = {
        one.langkah: datetime.fromisoformat(one.perkiraan) for one in isi.baris if one.perkiraan
    }
    assert said == {no: end for no, end in ends.items() if no != sop.places[0].langkah}


def test_of_a_berkas_that_waits_for_nothing_that_is_due_nothing_is_expected():
    for tugas in ((), (make_tugas(1, 4, 0, 3),), (done(make_tugas(1, 10, 0, 4), Kerja.SELESAI),)):
        isi = composed(JenisPaper.TIMELINE, make_sumber(KECAMATAN, 3, tugas, jam_kerja=QUIET))

        assert not any(one.perkiraan for one in isi.baris)
        assert "perkiraan" not in " ".join(printed(isi))


# Bukti penerimaan sistem


def test_the_system_says_who_received_what_and_who_has_not_said_so():
    ticked = {"didistribusikan": NOW.isoformat(), "diarsipkan": "ya", "bukti": "a.jpg\nb.jpg"}
    work = done(make_tugas(1, 9, 0, 2), Kerja.SELESAI, isian=ticked)
    facts = Facts(terima=("dokumen pengukuran kinerja", "tanda terima"))
    got = done(make_tugas(2, 9, Samping.TANDA_TERIMA, 3, facts=facts), Kerja.TERIMA)
    waits = make_tugas(3, 9, Samping.TANDA_TERIMA, 1, facts=facts)

    isi = paper(JenisPaper.TANDA_TERIMA, MEKANISME, 9, work, got, waits)

    assert isinstance(isi, BuktiPenerimaan)
    (page,) = printed(isi)
    for said in (
        "BUKTI PENERIMAAN SISTEM",
        "Dicatat oleh : Siti Rahmawati, S.Sos.",
        "Dicatat lewat Tapak, 1 Oktober 2026, pukul 09.15 WIB",
        "a.jpg, b.jpg",
        f"{LONG_NAME} {LONG_POST} Dokumen pengukuran kinerja",
        "1 Oktober 2026, pukul 11.30 WIB",
        "Belum dinyatakan diterima",
    ):
        assert said in page, said


def test_that_a_laporan_was_sent_copied_and_archived_is_on_paper_with_its_moments():
    ticks = dict.fromkeys(("dikirim", "digandakan", "diarsipkan"), NOW.isoformat())
    sent = done(make_tugas(1, 10, 0, 4), Kerja.SELESAI, isian={**ticks, "bukti": "resi.jpg"})

    (page,) = printed(paper(JenisPaper.TANDA_TERIMA, KECAMATAN, 10, sent))

    for said in (
        "Laporan dikirim",
        "Laporan digandakan",
        "Diarsipkan (softfile dan hardfile)",
        "resi.jpg",
    ):
        assert said in page, said
    assert page.count("Dicatat lewat Tapak, 1 Oktober 2026, pukul 09.15 WIB") == 3


def test_forty_units_that_received_stand_on_pages_that_each_begin_with_the_head():
    serah = Serah(
        dokumen=("dokumen pengukuran kinerja", "tanda terima"),
        penerima=KASI,
        dikirim=NOW.isoformat(),
        diterima=NOW.isoformat(),
    )
    isi = BuktiPenerimaan(
        kepala=make_kepala(JenisPaper.TANDA_TERIMA, kertas="F4"),
        nomor="",
        tujuan="",
        tercatat=(),
        serah=(serah,) * 40,
        oleh=Pejabat(nama="", jabatan=""),
        pada="",
    )

    pages = printed(isi)

    assert all("No Penerima Dokumen Dikirim Diterima" in page for page in pages)
    assert " ".join(pages).count(LONG_POST) == 40


# Berita acara


def test_a_berita_acara_names_its_parties_and_leaves_room_for_who_was_not_named():
    sumber = make_sumber(
        MEKANISME, 5, [done(make_tugas(1, 5, 0, 2), Kerja.SELESAI, catatan="Sesuai")]
    )
    rows = list(sumber.sop.langkah)
    tahap = rows[4].tahap[0].model_copy(update={"dokumen": ("berita acara",)})
    rows[4] = rows[4].model_copy(update={"tahap": (tahap,)})
    sop = sumber.sop.model_copy(update={"langkah": tuple(rows)})

    isi = composed(JenisPaper.BERITA_ACARA, replace(sumber, sop=sop))

    assert isi.pihak == (SEKCAM, Pejabat(nama="", jabatan=""))
    assert isi.mengetahui == CAMAT
    assert isi.pada == (NOW + timedelta(hours=1, minutes=15)).isoformat()


def test_a_berita_acara_has_every_indikator_in_its_lampiran():
    nama = "Persentase layanan administrasi kependudukan yang diselesaikan tepat waktu sesuai standar pelayanan di seluruh desa"
    rows = tuple(
        BarisCapaian(
            unit=f"{LONG_POST} {at // 10}",
            kode=f"IK-{at:02}",
            nama=nama,
            satuan="Persen",
            target="87,75",
            realisasi="91,3" if at else "n/a",
            alasan="" if at else LONG * 40,
            capaian="104,05%",
            kategori="Sangat Tinggi",
        )
        for at in range(25)
    )
    isi = BeritaAcara(
        kepala=make_kepala(JenisPaper.BERITA_ACARA, kode="ACDEFGHJ", tempat="Pejawaran"),
        nomor="000.8.6.3/12/2026",
        pada=NOW.isoformat(),
        pihak=(KASI, SEKCAM),
        mengetahui=CAMAT,
        indikator=25,
        dinilai=24,
        rerata="93,75%",
        kategori="Sangat Tinggi",
        pokok=(Pokok(label="Catatan", teks=LONG),),
        baris=rows,
    )

    first, *lampiran = printed(isi)

    for said in (
        "Kamis, tanggal satu bulan Oktober tahun dua ribu dua puluh enam",
        "Nomor 000.8.6.3/12/2026",
        "Dari 25 indikator, 24 dinilai, dengan rata-rata capaian 93,75% (Sangat Tinggi).",
        "Plt. Sekretaris Kecamatan selanjutnya disebut PIHAK KEDUA",
        "Pejawaran, 1 Oktober 2026 PIHAK",
        "Mengetahui: Camat,",
        "ACDE-FGHJ",
    ):
        assert said in first, said
    assert " ".join(lampiran).count(nama) == len(rows)
    assert " ".join(lampiran).count("diperiksa") == 40
    assert all("No Indikator Satuan Target" in page for page in lampiran)


def test_the_units_of_a_berita_acara_keep_the_order_of_the_office():
    row = BarisCapaian(
        unit="",
        kode="IK-01",
        nama="Desa tertib",
        satuan="Persen",
        target="90",
        realisasi="91",
        capaian="101,11%",
        kategori="Sangat Tinggi",
    )
    units = ("Sekretariat", "Seksi 2", "Seksi 10", "Bagian Umum")
    isi = BeritaAcara(
        kepala=make_kepala(JenisPaper.BERITA_ACARA),
        nomor="",
        pada="",
        pihak=(KASI, SEKCAM),
        mengetahui=CAMAT,
        indikator=8,
        dinilai=8,
        rerata="101,11%",
        kategori="Sangat Tinggi",
        pokok=(),
        baris=tuple(replace(row, unit=unit) for unit in units for _ in range(2)),
    )

    _, lampiran = printed(isi)

    assert [lampiran.index(f"{unit} 1 IK-01") for unit in units] == sorted(
        lampiran.index(f"{unit} 1 IK-01") for unit in units
    )
    assert lampiran.count("2 IK-01") == len(units)


def test_numbers_and_days_are_spelled_out():
    assert [spell(n) for n in (0, 11, 12, 20, 31, 110, 1000, 1999, 2026)] == [
        "nol",
        "sebelas",
        "dua belas",
        "dua puluh",
        "tiga puluh satu",
        "seratus sepuluh",
        "seribu",
        "seribu sembilan ratus sembilan puluh sembilan",
        "dua ribu dua puluh enam",
    ]
    assert (
        spell_day(date(2026, 10, 5))
        == "Senin, tanggal lima bulan Oktober tahun dua ribu dua puluh enam"
    )
