"""SOP 000, 002, 003 and 004 to the end, by the files that the page plays, each in an office of its kind."""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.trial.sample import SAMPLES, TARAKAN
from tests.skenario.akhir import moment_of

MEKANISME = "mekanisme-pengukuran-kinerja"
KUMPUL = "pengumpulan-data-kinerja"
DINAS = "pengukuran-kinerja-dinas"
CAPAIAN = "pengumpulan-data-capaian"
EMPAT = (MEKANISME, KUMPUL, DINAS, CAPAIAN)
NAMES = {sample.nama: {one["name"] for one in sample.phones()} for sample in SAMPLES}
OFFICE = {
    MEKANISME: "Dinas Perpustakaan dan Kearsipan",
    KUMPUL: "Sekretariat DPRD Provinsi Jambi",
    DINAS: "Disdukcapil Kabupaten Sukamaju",
    CAPAIAN: TARAKAN.nama,
}
DEAD_ENDS = ("Setujui", "Kembalikan", "Kirim", "Selesai", "Tanda tangani", "Hadir")

HISTORY = {
    MEKANISME: {
        0: ["mulai"],
        1: ["disposisikan"] * 2,
        2: ["selesai"],
        3: ["kirim"] * 5,
        4: [
            "kirim",
            "undang_ulang",
            "kirim",
            "akan_hadir",
            "berhalangan",
            *["hadir"] * 6,
            "selesai",
            "selesai",
        ],
        5: ["selesai", "tanya", "jawab", "selesai", "selesai"],
        6: ["setujui", "kembalikan", *["setujui"] * 6],
        7: ["kembalikan", "paraf", "paraf"],
        8: ["kembalikan", "tanda_tangani"],
        9: ["selesai", *["terima"] * 3],
    },
    KUMPUL: {
        0: ["mulai"],
        1: ["disposisikan"],
        2: ["kirim"],
        3: ["kirim"] * 4,
        4: ["tanya", "jawab", "selesai"],
        5: ["selesai"],
    },
    DINAS: {
        0: ["mulai"],
        1: ["disposisikan"] * 2,
        2: ["selesai"],
        3: ["kirim"] * 5,
        4: ["kirim"],
        5: [*["hadir"] * 7, "selesai"],
        6: ["selesai"],
        7: ["kirim"] * 4,
        8: [*["kirim"] * 4, "paraf", "kirim", "paraf", "kirim", "paraf"],
        9: ["kembalikan", "setujui", "setujui"],
        10: ["kembalikan", "paraf", "paraf"],
        11: ["kembalikan", "tanda_tangani"],
        12: ["selesai"],
        13: ["selesai"],
        14: ["selesai"],
    },
    CAPAIAN: {
        0: ["mulai"],
        1: ["disposisikan"],
        2: ["disposisikan"],
        3: ["selesai"],
        4: ["kirim"] * 4,
        5: ["selesai"],
        6: ["selesai"],
        7: ["selesai"] * 3,
        8: ["kembalikan", "setujui", "setujui"],
        9: ["kembalikan", "paraf", "paraf"],
        10: ["kembalikan", "tanda_tangani"],
        11: ["selesai"],
        12: ["selesai"],
    },
}
ROUNDS = {
    MEKANISME: {4: 2, 5: 3, 6: 3, 7: 3, 8: 2},
    KUMPUL: {},
    DINAS: {8: 2, 9: 3, 10: 3, 11: 2},
    CAPAIAN: {7: 3, 8: 3, 9: 3, 10: 2},
}
VALUES = {
    MEKANISME: ("A-02", "512", "640"),
    KUMPUL: ("K-05", "68.4", "48.2"),
    DINAS: ("I-01", "14", "15"),
    CAPAIAN: ("KB-1", "10.2", None),
}
"""One indikator: its last value, and what was sent in the ronde before."""


@pytest.fixture(params=EMPAT)
def sop(request):
    return request.param


@pytest.fixture
def akhir(sop, dipentaskan):
    return dipentaskan(sop).akhir


@pytest.fixture
def ponsel(sop, dipentaskan):
    return dipentaskan(sop).ponsel


def test_every_aksi_has_exactly_one_effect(sop, akhir):
    assert akhir.berkas == [("selesai", 1)]
    aksi = {langkah: [aksi for aksi, _ in lines] for langkah, lines in akhir.jejak.items()}
    assert aksi == HISTORY[sop]


def test_returns_open_the_rounds_that_the_file_allows(sop, akhir):
    rounds: dict[int, int] = {}
    for langkah, _, _, ronde, *_ in akhir.tugas:
        rounds[langkah] = max(ronde, rounds.get(langkah, 0))
    assert {langkah: ronde for langkah, ronde in rounds.items() if ronde > 1} == ROUNDS[sop]


def test_nothing_is_left_open_and_nothing_in_the_mail(sop, akhir, dipentaskan):
    mail = dipentaskan(sop).surat

    assert {status for *_, status, _ in akhir.tugas} <= {"selesai", "dibatalkan"}
    assert {status for _, status, _ in akhir.formulir} == {"terkirim"}
    assert set(mail["inbox"]) == {"selesai"}
    assert set(mail["outbox"]) <= {"terkirim", "gabung"}
    assert dipentaskan(sop).riwayat.ok
    assert dipentaskan(sop).selisih == ()


def test_the_values_are_those_that_were_meant_and_what_was_sent_before(sop, akhir):
    found = {kode: (nilai, lalu) for kode, nilai, _, lalu, *_ in akhir.realisasi}
    kode, *rest = VALUES[sop]
    assert found[kode] == tuple(rest)
    assert not any(marked for *_, marked, _ in akhir.realisasi)


def test_cards_name_their_own_office_and_no_other_office_hears_of_it(sop, ponsel):
    home = NAMES[OFFICE[sop]]
    after_joining = {name: messages[3:] for name, messages in ponsel.items()}
    cards = [m["plain"] for name in home for m in after_joining[name] if "🏢" in m["plain"]]

    assert all(f"🏢 {OFFICE[sop][:20]}" in text for text in cards)
    assert len(cards) > 10
    assert [name for name in ponsel if name not in home and after_joining[name]] == []


def test_no_phone_offers_what_is_to_be_done_no_more(ponsel):
    offered = [
        (nama, label)
        for nama, messages in ponsel.items()
        for message in messages
        for row in message["buttons"] or []
        for label in row
        if any(words in label for words in DEAD_ENDS)
    ]
    assert offered == []


def test_nobody_meets_an_apology_or_a_pronoun_of_the_street(ponsel):
    said = [m["plain"] for chat in ponsel.values() for m in chat if m["from"] == "bot"]

    assert not [text for text in said if "gangguan di pihak kami" in text]
    assert not [text for text in said for word in (" Anda", " kamu", "!") if word in text]


def test_the_one_who_is_late_is_reminded_in_working_hours(dipentaskan):
    akhir = dipentaskan(KUMPUL).akhir

    assert (3, "tenggat") in akhir.pengingat
    assert {langkah for langkah, _ in akhir.pengingat} == {3}


def test_a_rapat_that_is_over_reminds_nobody_who_was_only_invited(dipentaskan):
    for sop, rapat in ((MEKANISME, 4), (DINAS, 5)):
        assert rapat not in {langkah for langkah, _ in dipentaskan(sop).akhir.pengingat}


def test_three_ticks_at_the_end_have_three_times_of_their_own(dipentaskan):
    chat = dipentaskan(CAPAIAN).ponsel["Novita Palimbong"]
    (closed,) = [m["plain"] for m in chat if "tanda-terima-setda.png" in m["plain"]][-1:]

    for label in ("Surat diantar", "Dokumen digandakan", "Dokumen diarsipkan"):
        assert f"{label}: Rabu" in closed
    assert "WITA" in closed


def test_tarakan_works_an_hour_ahead(dipentaskan):
    chat = dipentaskan(CAPAIAN).ponsel["Maria Lumbu"]
    first = next(m for m in chat if "Disposisi kepada Sekretaris" in m["plain"])

    assert (
        moment_of(first).astimezone(ZoneInfo("Asia/Makassar")).time()
        >= datetime(2026, 10, 5, 8, 30).time()
    )
    assert not [m["plain"] for m in chat if " WIB" in m["plain"]]


def test_a_member_of_the_team_acts_in_the_post_of_the_team(dipentaskan):
    chat = dipentaskan(DINAS).ponsel["Kartika Ningrum"]
    acted = Counter(
        "Anggota Tim SAKIP Dafduk (Kartika Ningrum)" in m["plain"]
        for m in chat
        if "Dikirim oleh" in m["plain"]
    )
    assert acted == {True: 3}
