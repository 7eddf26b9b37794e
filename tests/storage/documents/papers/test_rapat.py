"""The papers of a rapat: undangan, daftar hadir and notula, before it is called until it is closed."""

from datetime import UTC, datetime

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import StatusTugas, Tugas
from sop_flows.engine.facts import Facts, Hadir, Hasil, Kabar, Rapat, TindakLanjut
from sop_flows.papers.isi import Pejabat
from sop_flows.papers.isi_rapat import (
    BarisLanjut,
    DaftarHadir,
    IsiRapat,
    Notula,
    Peserta,
    Pokok,
    Undangan,
)
from sop_flows.papers.isi_surat import Penandatangan
from sop_flows.sop.paper import JenisPaper
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

DINAS, MEKANISME = "pengukuran-kinerja-dinas", "mekanisme-pengukuran-kinerja"
SAID = {
    "tanggal": "Rabu, 14 Oktober 2026",
    "pukul": "09.00",
    "tempat": "Aula Kecamatan",
    "nomor_undangan": "005/12/2026",
    "penandatangan": "Sekretaris a.n. Camat",
}
RAPAT = Rapat(mulai=datetime(2026, 10, 14, 2, tzinfo=UTC), undangan=SAID)
WHEN = IsiRapat(
    acara="Rapat pembahasan pengukuran kinerja",
    mulai=RAPAT.mulai.isoformat(),
    tempat="Aula Kecamatan",
    undangan="005/12/2026",
)
BATAS = datetime(2026, 10, 30, 9, tzinfo=UTC)
LANJUT = TindakLanjut(teks="Membuka loket kedua di kantor desa", jabatan=3, batas=BATAS)


def called(id: int = 1) -> Tugas:
    return done(make_tugas(id, 4, 0, 4), Kerja.KIRIM, isian=SAID)


def card(id: int, jabatan_id: int, *, pegawai_id: int | None = None, **facts) -> Tugas:
    given = {"rapat": RAPAT, "notulis": False} | facts
    return make_tugas(id, 4, 1, jabatan_id, pegawai_id=pegawai_id, facts=Facts(**given))


def papers(*tugas: Tugas, kode: str = MEKANISME, langkah: int = 4):
    sumber = make_sumber(kode, langkah, tugas)
    kinds = (JenisPaper.UNDANGAN, JenisPaper.DAFTAR_HADIR, JenisPaper.NOTULA)
    return tuple(composed(jenis, sumber) for jenis in kinds)


# Undangan


def test_an_undangan_says_what_the_office_answered_and_who_is_invited():
    undangan, _, _ = papers(called(), card(2, 1), card(3, 2), card(4, 3, pegawai_id=2))

    assert undangan.kepada == ("Camat", "Sekretaris Kecamatan")
    assert undangan.rapat == WHEN
    (page,) = printed(undangan)
    for said in (
        "Nomor : 005/12/2026",
        "1 Oktober 2026",
        "Sehubungan dengan pelaksanaan Mekanisme Pengukuran Kinerja Triwulan III Tahun 2026",
        "Hari/tanggal : Rabu, 14 Oktober 2026",
        "Pukul : 09.00 WIB s.d. selesai",
        "Tempat : Aula Kecamatan",
        "Acara : Rapat pembahasan pengukuran kinerja",
        "1. Camat 2. Sekretaris Kecamatan",
        "a.n. Camat Plt. Sekretaris Kecamatan,",
        "NIP 19750304 200112 2 002",
    ):
        assert said in page, said


def test_an_undangan_that_is_being_prepared_names_the_columns_and_guesses_nothing():
    undangan, hadir, notula = papers(make_tugas(1, 4, 0, 4), kode=DINAS)

    assert undangan.kepada == (
        *("Kepala Dinas", "Sekretaris", "Sekretaris Tim SAKIP", "Anggota Tim SAKIP"),
    )
    assert (undangan.pada, undangan.nomor, undangan.rapat.mulai) == ("", "", "")
    assert undangan.penandatangan == Penandatangan(pejabat=Pejabat(nama="", jabatan=""))
    assert (hadir.peserta, notula.pada) == ((), "")


def test_a_rapat_that_was_called_anew_is_that_of_the_newest_undangan():
    first = [called(), card(2, 1, hadir=(Hadir(nama=CAMAT.nama),))]
    again = make_tugas(3, 4, 0, 4, ronde=2, facts=Facts(isian={**SAID, "tempat": "Pendopo"}))

    undangan, hadir, _ = papers(*first, again)

    assert (undangan.rapat.tempat, undangan.pada, hadir.peserta) == ("Pendopo", "", ())


def test_more_people_than_fit_into_an_undangan_stand_on_a_page_of_their_own():
    kepada = tuple(f"{LONG_POST} {at}" for at in range(1, 41))
    first, second = printed(
        Undangan(
            kepala=make_kepala(JenisPaper.UNDANGAN, kertas="F4", tempat="Pejawaran"),
            rapat=WHEN,
            nomor="005/12/2026",
            pada=NOW.isoformat(),
            sifat="Segera",
            lampiran="",
            kepada=kepada,
            tembusan=("Bupati Banjarnegara",),
            penandatangan=Penandatangan(pejabat=CAMAT),
        )
    )

    assert "Pejawaran, 1 Oktober 2026" in first
    assert "Daftar terlampir" in first
    assert "Lampiran : 1 (satu) lembar" in first
    assert "Tembusan: 1. Bupati Banjarnegara" in first
    for post in kepada:
        assert post in second
        assert post not in first


# Daftar hadir


def test_a_daftar_hadir_says_who_will_come_who_cannot_and_who_came():
    _, hadir, _ = papers(
        called(),
        card(2, 1, kabar=Kabar(kerja=Kerja.BERHALANGAN, nama="", alasan="Dinas luar")),
        card(3, 2, kabar=Kabar(kerja=Kerja.AKAN_HADIR, nama="")),
        card(4, 3, pegawai_id=2, hadir=(Hadir(nama=SEKCAM.nama, pegawai_id=2),)),
        card(5, 4, notulis=True, hadir=(Hadir(nama="Tamu dari Bappeda"),)),
    )

    one, two, three, four, five = hadir.peserta
    assert (one.kabar, one.alasan, one.is_hadir) == ("berhalangan", "Dinas luar", False)
    assert (two.kabar, two.jabatan) == ("akan_hadir", "Plt. Sekretaris Kecamatan")
    assert (three.nama, three.mewakili, three.is_hadir) == (SEKCAM.nama, LONG_POST, True)
    assert (four.nama, four.jabatan) == ("", "Kasubbag Perencana")
    assert five == Peserta(nama="Tamu dari Bappeda", jabatan="", is_hadir=True)
    (page,) = printed(hadir)
    assert "Berhalangan hadir: Dinas luar" in page
    assert f"mewakili {LONG_POST}" in page
    assert "Tamu dari Bappeda" in page


def test_who_stood_in_and_was_let_go_is_not_on_the_list():
    gone = Hasil(aksi=Kerja.AKAN_HADIR, nama=CAMAT.nama)
    wakil = make_tugas(
        3, 4, 1, 1, pegawai_id=2, status=StatusTugas.DIBATALKAN, facts=Facts(hasil=gone)
    )

    _, hadir, _ = papers(called(), card(2, 1), wakil)

    assert [one.nama for one in hadir.peserta] == [CAMAT.nama]


def test_eighty_people_stand_on_pages_that_each_begin_with_the_head():
    peserta = tuple(
        Peserta(nama=f"{LONG_NAME} {at}", jabatan=LONG_POST, kabar="akan_hadir")
        for at in range(1, 81)
    )
    kepala = make_kepala(JenisPaper.DAFTAR_HADIR)

    pages = printed(DaftarHadir(kepala=kepala, rapat=WHEN, peserta=peserta))

    assert all("No Nama Jabatan/Instansi Keterangan Tanda Tangan" in page for page in pages)
    whole = " ".join(pages)
    assert all(f"{at}. ..." in whole for at in range(1, 86))
    assert whole.count("Akan hadir") == len(peserta)
    assert whole.count(LONG_POST) == len(peserta)


# Notula


def test_a_notula_says_who_came_what_was_said_and_what_is_to_be_done():
    notes = {"notulen": "Loket kedua dibuka.", "dokumen_notulen": "foto 1.jpg\nfoto 2.jpg"}
    kept = card(3, 2, notulis=True, hadir=(Hadir(nama=CAMAT.nama),), keputusan=(LANJUT,))

    _, _, notula = papers(called(), card(2, 1), done(kept, Kerja.SELESAI, isian=notes))

    assert notula.notulis == SEKCAM
    assert notula.lanjut == (
        BarisLanjut(uraian=LANJUT.teks, jabatan=LONG_POST, batas=BATAS.isoformat()),
    )
    (page,) = printed(notula)
    for said in (
        "Surat undangan : 005/12/2026",
        f"1. {CAMAT.nama}, Camat",
        "Loket kedua dibuka.",
        "Notula lengkap terlampir: foto 1.jpg, foto 2.jpg.",
        f"1 {LANJUT.teks}",
        "30 Oktober 2026",
        "Dicatat lewat Tapak, 1 Oktober 2026, pukul 12.30 WIB",
    ):
        assert said in page, said


def test_a_notula_that_is_kept_now_has_what_every_keeper_wrote():
    one = card(2, 2, notulis=True, isian={"notulen": "Pokok"}, keputusan=(LANJUT,))
    other = card(3, 3, notulis=True, isian={"dokumen_notulen": "n.pdf"}, keputusan=(LANJUT,))

    _, _, notula = papers(called(), one, other)

    assert notula.pokok == (Pokok(label="Pokok pembahasan dan keputusan", teks="Pokok"),)
    assert (notula.dokumen, notula.pada, len(notula.lanjut)) == (("n.pdf",), "", 1)
    assert notula.notulis == Pejabat(nama="", jabatan="")


def test_a_long_notula_goes_on_over_pages():
    lanjut = BarisLanjut(uraian="Meninjau ulang target. " * 6, jabatan=LONG_POST, batas="")
    isi = Notula(
        kepala=make_kepala(JenisPaper.NOTULA, kertas="F4"),
        rapat=WHEN,
        hadir=(Peserta(nama=LONG_NAME, jabatan=LONG_POST, mewakili=LONG_POST),) * 40,
        pokok=(Pokok(label="", teks="Paragraf yang panjang. " * 60 + "\nAkhir."),),
        dokumen=(),
        lanjut=(lanjut,) * 25,
        notulis=KASI,
        pada=NOW.isoformat(),
    )

    pages = printed(isi)

    heads = [page for page in pages if "No Uraian Penanggung jawab Batas" in page]
    assert len(heads) > 1
    assert " ".join(pages).count("Meninjau ulang target. " * 5) == 25
    assert "40. " in " ".join(pages)
