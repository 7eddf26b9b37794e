"""SOP 001 from disposisi to archive, by the same file that the page plays, and what the phones show then."""

from collections import Counter
from datetime import datetime

import pytest

from tests.skenario.akhir import WIB, moment_of

SEKSI = ("KESRA", "PM", "TAPEM", "TRANTIB", "YANUM")
REMINDERS = (
    *("Mengingatkan dengan hormat", "Batas waktu mendekat", "Mohon arahan"),
    "Tidak ada lagi yang diingatkan",
)
FRIDAY_CLOSES = datetime(2026, 10, 9, 16, 30, tzinfo=WIB)
MONDAY_OPENS = datetime(2026, 10, 12, 7, 30, tzinfo=WIB)
DEAD_ENDS = ("Setujui", "Kembalikan", "Kirim", "Selesai", "Tanda tangani", "Isi ")


def test_the_berkas_ends_with_nothing_open(pertunjukan):
    assert pertunjukan.akhir.berkas == [("selesai", 1)]
    ends = Counter()
    for *_, status, count in pertunjukan.akhir.tugas:
        ends[status] += count
    assert ends == {"selesai": 34, "ditarik": 1, "dikecualikan": 1}


def test_the_rounds_are_those_of_the_table(pertunjukan):
    rounds: dict[tuple[int, str], int] = {}
    for langkah, _, unit, ronde, _, _ in pertunjukan.akhir.tugas:
        rounds[langkah, unit] = max(ronde, rounds.get((langkah, unit), 0))

    answers = {key: ronde for key, ronde in rounds.items() if key[0] == 5 and key[1]}
    assert answers == {(5, "YANUM"): 1}
    assert {key: ronde for key, ronde in rounds.items() if key not in answers} == {
        (1, ""): 1,
        (2, ""): 1,
        (3, ""): 1,
        **{(4, unit): 1 for unit in SEKSI},
        (4, "KESRA"): 2,
        (5, ""): 2,
        (6, ""): 3,
        (7, ""): 2,
        (8, ""): 1,
        (9, ""): 1,
        (10, ""): 1,
    }


def test_units_that_were_not_returned_keep_their_work(pertunjukan):
    formulir = {unit: (status, ronde) for unit, status, ronde in pertunjukan.akhir.formulir}
    changed = {kode: ronde for kode, *_, ronde, _, _ in pertunjukan.akhir.realisasi if ronde > 1}

    assert formulir == {unit: ("terkirim", 2 if unit == "KESRA" else 1) for unit in SEKSI}
    assert changed == {"IK-06": 2}


def test_the_values_are_those_that_were_meant(pertunjukan):
    values = {kode: (nilai, alasan) for kode, nilai, alasan, *_ in pertunjukan.akhir.realisasi}
    before = {kode: old for kode, _, _, old, *_ in pertunjukan.akhir.realisasi if old}

    assert values == {
        "IK-01": ("88.24", ""),
        "IK-02": ("12", ""),
        "IK-03": ("7", ""),
        "IK-04": (None, "RKPD Perubahan 2026 belum ditetapkan"),
        "IK-05": ("13", ""),
        "IK-06": ("260", ""),
        "IK-07": ("14.5", ""),
        "IK-08": ("88.5", ""),
        "IK-09": ("15.5", ""),
        "IK-10": ("100", ""),
        "IK-11": ("2", ""),
        "IK-12": ("8", ""),
    }
    asked_about = {"IK-08": "88.5", "IK-09": "15.5", "IK-10": "100"}
    assert before == {"IK-06": "2600", "IK-07": "14.5", **asked_about}
    assert not any(marked for *_, marked, _ in pertunjukan.akhir.realisasi)


def test_every_aksi_has_exactly_one_effect(pertunjukan):
    aksi = {
        langkah: [aksi for aksi, _ in lines] for langkah, lines in pertunjukan.akhir.jejak.items()
    }
    signed = aksi.pop(8)

    assert aksi == {
        0: ["mulai"],
        1: ["disposisikan"],
        2: ["disposisikan"],
        3: ["kirim"],
        4: [*["kirim"] * 5, "tarik", "kirim", "kirim"],
        5: ["tanya", "jawab", "selesai", "teruskan", "selesai"],
        6: ["kembalikan", "setujui", "setujui"],
        7: ["kembalikan", "setujui"],
        9: ["disposisikan"],
        10: ["selesai"],
    }
    assert signed == ["selesai", *["tanda_tangani"] * 12, "kecualikan", "tanda_tangani"]


def test_everybody_signs_once_but_the_one_who_is_excused(pertunjukan):
    signers = Counter(nama for aksi, nama in pertunjukan.akhir.jejak[8] if aksi == "tanda_tangani")

    assert set(signers.values()) == {1}
    assert set(pertunjukan.ponsel) - set(signers) == {"Rizki Maulana"}
    assert (8, 1, "", 1, "dikecualikan", 1) in pertunjukan.akhir.tugas


def test_the_history_is_whole(pertunjukan):
    assert pertunjukan.riwayat.ok
    assert pertunjukan.selisih == ()
    assert pertunjukan.riwayat.lines > 40


def test_nothing_is_left_in_the_mail(pertunjukan):
    assert set(pertunjukan.surat["inbox"]) == {"selesai"}
    assert set(pertunjukan.surat["outbox"]) <= {"terkirim", "gabung"}


def test_the_dokumen_that_proves_the_sending_is_kept(pertunjukan):
    ((nama, mime, ukuran, sha256),) = pertunjukan.akhir.lampiran

    assert (nama, mime) == ("tanda-terima-bagian-organisasi.pdf", "application/pdf")
    assert ukuran > 0
    assert len(sha256) == 64


def test_one_reminder_comes_and_in_working_hours(pertunjukan):
    reminders = [
        (nama, moment_of(message))
        for nama, messages in pertunjukan.ponsel.items()
        for message in messages
        if any(words in message["plain"] for words in REMINDERS)
    ]

    assert reminders == [("Endang Lestari", datetime(2026, 10, 12, 9, 0, tzinfo=WIB))]
    assert pertunjukan.akhir.pengingat == [(7, "tenggat")]


def test_the_weekend_is_silent(pertunjukan):
    heard = [
        (nama, message["plain"])
        for nama, messages in pertunjukan.ponsel.items()
        for message in messages
        if FRIDAY_CLOSES < moment_of(message) < MONDAY_OPENS
    ]

    assert heard == []


def test_nobody_meets_an_apology_or_a_pronoun_of_the_street(pertunjukan):
    said = [
        message["plain"]
        for messages in pertunjukan.ponsel.values()
        for message in messages
        if message["from"] == "bot"
    ]

    assert not [text for text in said if "gangguan di pihak kami" in text]
    assert not [text for text in said for word in (" Anda", " kamu", "!") if word in text]


def labels(message):
    return [label for row in message["buttons"] or [] for label in row]


def test_no_phone_offers_what_is_to_be_done_no_more(pertunjukan):
    offered = [
        (nama, label)
        for nama, messages in pertunjukan.ponsel.items()
        for message in messages
        for label in labels(message)
        if any(words in label for words in DEAD_ENDS)
    ]

    assert offered == []


def test_a_card_that_came_anew_is_on_each_phone_once(pertunjukan):
    shown = [
        text.splitlines()[0]
        for messages in pertunjukan.ponsel.values()
        for message in messages
        if (text := message["plain"]).endswith("Kartu dipindah ke bawah.")
    ]

    assert set(shown) == {"⬇️ Kartu dipindah ke bawah."}


def test_a_corrected_value_is_not_marked_any_more(pertunjukan):
    cards = [
        m["plain"] for m in pertunjukan.ponsel["Budi Hartono"] if "perbaikan ke-2" in m["plain"]
    ]

    assert cards
    assert not any("perlu diperbaiki" in text for text in cards)


@pytest.mark.parametrize(
    "told",
    ["mengecualikan", "Rizki Maulana (saksi Dewi Anggraeni)"],
)
def test_the_history_names_who_was_excused_and_the_witness(pertunjukan, told):
    history = pertunjukan.ponsel["Endang Lestari"][-1]["plain"]

    assert told in history


def test_the_reason_of_an_excuse_is_no_note_to_the_camat(pertunjukan):
    cards = [m["plain"] for m in pertunjukan.ponsel["Suharyanto"]]

    assert not any("lembar cetak" in text for text in cards)
