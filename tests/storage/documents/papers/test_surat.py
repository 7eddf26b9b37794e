"""Papers about letters: the lembar disposisi as its form, and the surat pengantar in two copies."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.facts import Facts, Tembusan
from sop_flows.naskah.kode import kode_of, print_kode
from sop_flows.papers.isi import Pejabat
from sop_flows.papers.isi_surat import BarisDisposisi, LembarDisposisi, SuratPengantar
from sop_flows.papers.riwayat import SAID
from sop_flows.papers.surat import read_penandatangan
from sop_flows.sop.paper import JenisPaper
from storage.documents.papers.kata import AKSI
from tests.support.kertas import (
    CAMAT,
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
from tests.support.surat import SURAT_SEKDA

KECAMATAN, DATA, CAPAIAN = (
    "pengukuran-kinerja-kecamatan",
    "pengumpulan-data-kinerja",
    "pengumpulan-data-capaian",
)
NASKAH = "ab" * 32
LONG = "Mohon dikoordinasikan dengan seluruh seksi, lalu dilaporkan. " * 6


def disposisi(kode: str, *tugas, **facts) -> LembarDisposisi:
    isi = composed(JenisPaper.LEMBAR_DISPOSISI, make_sumber(kode, 2, tugas, **facts))
    assert isinstance(isi, LembarDisposisi)
    return isi


def pengantar(kode: str, langkah: int, *tugas) -> SuratPengantar:
    isi = composed(JenisPaper.SURAT_PENGANTAR, make_sumber(kode, langkah, tugas))
    assert isinstance(isi, SuratPengantar)
    return isi


# Lembar disposisi


def test_a_disposisi_says_the_letter_that_began_it():
    isi = disposisi(DATA, make_tugas(1, 1, 0, 2), mulai=SURAT_SEKDA)

    assert isi.surat is not None
    assert (isi.surat.nomor, isi.surat.agenda) == ("S.900/123/SETDA/2026", "412")
    (page,) = printed(isi)
    for said in SURAT_SEKDA.values():
        assert said in page, said
    assert "Sangat Segera" in page
    assert "Plt. Sekretaris Kecamatan, Siti Rahmawati, S.Sos." in page


def test_where_no_letter_began_it_a_disposisi_says_its_periode():
    first = done(make_tugas(1, 1, 0, 1), Kerja.DISPOSISIKAN, catatan="Selesai tanggal 10.")
    isi = disposisi(KECAMATAN, first, make_tugas(2, 2, 0, 2))

    (page,) = printed(isi)

    assert isi.surat is None
    assert "Jadwal pengukuran kinerja Triwulan III Tahun 2026" in page
    assert "Catatan: Selesai tanggal 10." in page
    assert "Didisposisikan lewat Tapak, 1 Oktober 2026, pukul 10.30 WIB" in page
    assert page.count("lewat Tapak") == 1
    assert "Pembina Tingkat I (IV/b) NIP 19680712 199003 1 005" in page
    assert page.index("Sekretaris Kecamatan") < page.index("Kasubbag Perencana")


def test_what_was_chosen_and_written_stands_on_a_disposisi_that_is_being_prepared():
    isi = disposisi(KECAMATAN, make_tugas(1, 1, 0, 1, facts=Facts(konsep="Segera")))

    (one,) = isi.disposisi
    assert (one.kepada, one.catatan, one.pada) == (("Sekretaris Kecamatan",), "Segera", "")


def test_the_posts_that_a_copy_went_to_stand_on_a_disposisi():
    sent = Tembusan(
        jabatan_id=4,
        kepada="Kasi Trantib",
        nama="Suharyanto",
        jabatan="Camat",
        penugasan=Penugasan.DEFINITIF,
        at=NOW,
    )
    facts = Facts(tembusan=(sent, replace(sent, kepada="Kasi Kesra")))
    first = done(make_tugas(1, 1, 0, 1, facts=facts), Kerja.DISPOSISIKAN)

    (page,) = printed(disposisi(KECAMATAN, first))

    assert "Tembusan: Kasi Trantib, Kasi Kesra" in page


def test_a_long_chain_of_disposisi_goes_on_over_pages():
    one = BarisDisposisi(
        dari=Pejabat(nama=LONG_NAME, jabatan=LONG_POST, penugasan="Plh."),
        pada=NOW.isoformat(),
        kepada=(LONG_POST,) * 12,
        harap="Menyusun form dan timeline. " * 8,
        catatan=LONG,
    )
    kepala = make_kepala(JenisPaper.LEMBAR_DISPOSISI, kertas="F4")

    pages = printed(
        LembarDisposisi(kepala=kepala, surat=None, sifat=("Segera",), disposisi=(one,) * 4)
    )

    assert len(pages) > 1
    assert " ".join(pages).count(LONG.strip()) == 4


def test_the_longest_note_that_a_message_can_hold_is_whole_on_a_disposisi():
    note = " ".join(f"kata{at}" for at in range(500))[:4000]
    first = done(make_tugas(1, 1, 0, 1), Kerja.DISPOSISIKAN, catatan=note)

    pages = printed(disposisi(KECAMATAN, first))

    words = set(" ".join(pages).split())
    assert [word for word in note.split() if word not in words] == []


# Surat pengantar


NUMBERED = {"nomor_surat": "000.8.6.3/12/2026", "tujuan": "Bupati c.q. Bagian Organisasi"}


def test_a_surat_pengantar_stands_on_two_copies_with_room_for_the_receiver():
    sent = done(
        make_tugas(1, 10, 0, 4),
        Kerja.SELESAI,
        isian={**NUMBERED, "penandatangan": "Plt. Sekretaris a.n. Camat"},
    )
    pages = printed(pengantar(KECAMATAN, 10, sent))

    assert len(pages) == 2
    for page in pages:
        for said in (
            "Nomor 000.8.6.3/12/2026",
            "Yth. Bupati c.q. Bagian Organisasi",
            "Pejawaran, 1 Oktober 2026",
            "Laporan Pengukuran Kinerja Triwulan III Tahun 2026, Kecamatan Pejawaran",
            "a.n. Camat Plt. Sekretaris Kecamatan,",
            "Siti Rahmawati, S.Sos. Penata Tingkat I (III/d) NIP 19750304 200112 2 002",
            "Diterima tanggal ....",
        ):
            assert said in page, said
    assert "kesatu" in pages[0]
    assert "dikembalikan kepada pengirim" in pages[1]


def test_who_signed_the_concept_by_a_tap_stands_on_the_letter():
    signed = done(make_tugas(1, 10, 0, 1), Kerja.TANDA_TANGANI, naskah=NASKAH)
    numbered = done(make_tugas(2, 11, 0, 4), Kerja.SELESAI, isian=NUMBERED)

    isi = pengantar(CAPAIAN, 11, signed, numbered)

    assert (isi.penandatangan.pejabat, isi.nomor) == (CAMAT, "000.8.6.3/12/2026")
    assert isi.penandatangan.pada == (NOW + timedelta(hours=1, minutes=15)).isoformat()
    page = printed(isi)[0]
    assert "Ditandatangani lewat Tapak, 1 Oktober 2026, pukul 10.30 WIB" in page
    assert f"Kode verifikasi {print_kode(kode_of(NASKAH))}" in page


def test_an_office_that_did_not_say_where_it_dates_letters_writes_it_by_hand():
    sent = done(make_tugas(1, 10, 0, 4), Kerja.SELESAI, isian=NUMBERED)
    isi = pengantar(KECAMATAN, 10, sent)
    kepala = replace(isi.kepala, kop=replace(isi.kepala.kop, tempat=""))

    page = printed(replace(isi, kepala=kepala))[0]

    assert "., 1 Oktober 2026" in page
    assert "Pejawaran, 1 Oktober" not in page


def test_what_was_not_said_is_left_to_be_written_by_hand():
    isi = pengantar(KECAMATAN, 10, make_tugas(1, 10, 0, 4))

    assert (isi.nomor, isi.pada, isi.tujuan, isi.penandatangan.pejabat) == (
        *("", "", ""),
        Pejabat(nama="", jabatan=""),
    )


AS_TYPED = replace(CAMAT, jabatan="Camat Pejawaran Kabupaten Banjarnegara")


@pytest.mark.parametrize(
    ("teks", "pejabat", "atas_nama"),
    [
        ("Camat", CAMAT, ""),
        ("camat", CAMAT, ""),
        ("Sekretaris", SEKCAM, ""),
        ("Plt. Sekretaris Kecamatan", SEKCAM, ""),
        ("Sekretaris a.n. Camat", SEKCAM, "Camat"),
        ("a.n. Camat, Sekretaris", SEKCAM, "Camat"),
        ("Siti Rahmawati, S.Sos.", SEKCAM, ""),
        ("Camat Pejawaran", replace(CAMAT, jabatan="Camat Pejawaran"), ""),
        ("Camat Pejawaran Kabupaten Banjarnegara", AS_TYPED, ""),
        ("Camat Batur", Pejabat(nama="", jabatan="Camat Batur"), ""),
        ("Plh. Camat", Pejabat(nama="", jabatan="Plh. Camat"), ""),
        ("Bupati", Pejabat(nama="", jabatan="Bupati"), ""),
        ("", Pejabat(nama="", jabatan=""), ""),
    ],
)
def test_a_signer_is_the_holder_of_the_post_that_was_named_and_never_guessed(
    teks: str, pejabat: Pejabat, atas_nama: str
):
    found = read_penandatangan(make_sumber(KECAMATAN, 10), teks)

    assert (found.pejabat, found.atas_nama) == (pejabat, atas_nama)


def test_a_post_that_two_posts_begin_with_is_none_of_them():
    sumber = make_sumber(KECAMATAN, 10)
    posts = {**sumber.jabatan, 9: replace(sumber.jabatan[2], id=9, nama="Sekretaris Tim SAKIP")}

    found = read_penandatangan(replace(sumber, jabatan=posts), "Sekretaris")

    assert found.pejabat == Pejabat(nama="", jabatan="Sekretaris")


def test_every_aksi_has_a_word_on_papers():
    assert set(AKSI) == {*Kerja, *SAID}
