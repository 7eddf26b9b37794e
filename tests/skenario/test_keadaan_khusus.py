"""What the tours do not show: each scenario is played once, and what it left is looked at."""

from collections import Counter

import pytest

from tests.skenario.khusus import (
    BATAL,
    CAMAT,
    KANTOR,
    KASUBBAG,
    PLH,
    RAPAT,
    SEKCAM,
    SURAT,
    TAPEM,
    TERLAMBAT,
    TRANTIB,
    UNIT,
    YANUM,
    deeds,
    rows,
    said,
)

OTHERS = ("Slamet Riyadi", "Siti Khotimah", "Budi Hartono", "Retno Wulandari")


# All of them


@pytest.mark.parametrize("nama", KANTOR)
def test_nothing_is_left_in_the_mail_and_the_history_is_whole(nama, pentas):
    found = pentas(nama)

    assert set(found.surat["inbox"]) == {"selesai"}
    assert set(found.surat["outbox"]) <= {"terkirim", "gabung"}
    assert found.riwayat.ok
    assert found.selisih == ()


@pytest.mark.parametrize("nama", KANTOR)
def test_nobody_meets_an_apology_or_a_pronoun_of_the_street(nama, pentas):
    texts = [text for person in pentas(nama).ponsel for text in said(pentas(nama), person)]

    assert not [text for text in texts if "gangguan di pihak kami" in text]
    assert not [text for text in texts for word in (" Anda", " kamu", "!") if word in text]


# Letters of an office's own SOP


def test_two_letters_go_their_own_ways(pentas):
    akhir = pentas(SURAT).akhir

    assert akhir.berkas == [("selesai", 1)] * 2
    assert akhir.jejak == {
        0: [("mulai", "Sri Wahyuni"), ("mulai", "Hendra Setiawan")],
        1: [("selesai", "Sri Wahyuni"), ("selesai", "Hendra Setiawan")],
        2: [("disposisikan", CAMAT)] * 2,
        3: [("selesai", YANUM), ("selesai", TRANTIB)],
        4: [("setujui", SEKCAM)] * 2,
        5: [
            ("selesai", "Hendra Setiawan"),
            ("selesai", "Sri Wahyuni"),
            *[("terima", CAMAT)] * 2,
            *[("terima", SEKCAM)] * 2,
        ],
    }
    assert {status for *_, status, _ in akhir.tugas} == {"selesai"}


def test_a_number_that_is_taken_is_refused_and_the_next_one_is_used(pentas):
    numbers = "SELECT n.nomor, b.judul FROM nomor_surat n JOIN berkas b ON b.id = n.berkas_id"

    assert rows(pentas(SURAT), f"{numbers} ORDER BY n.id") == [
        ("1/SM/2026", "Penanganan Surat Masuk 005/77/SETDA/2026"),
        ("2/SM/2026", "Penanganan Surat Masuk 360/12/BPBD/2026"),
    ]


def test_the_scan_of_a_letter_reaches_whom_it_was_given_to(pentas):
    names = {
        nama: [m["document"]["name"] for m in chat if m["from"] == "bot" and m.get("document")]
        for nama, chat in pentas(SURAT).ponsel.items()
    }

    assert {nama: sent for nama, sent in names.items() if sent} == {YANUM: ["undangan-setda.pdf"]}


def test_only_the_chosen_ones_hear_of_a_letter(pentas):
    found = pentas(SURAT)
    seen = {nama: " ".join(said(found, nama)) for nama in found.ponsel}

    assert "360/12" not in seen[YANUM]
    assert "005/77" not in seen[TRANTIB]
    assert not any("Surat Masuk" in seen[nama] for nama in OTHERS)


# Units that are excused, and one that joins


def test_an_excused_unit_is_closed_and_one_that_joins_begins_a_ronde_of_its_own(pentas):
    akhir = pentas(UNIT).akhir

    assert [row[2:5] for row in akhir.tugas if row[0] == 4] == [
        ("KESRA", 1, "selesai"),
        ("PM", 1, "dikecualikan"),
        ("TAPEM", 1, "selesai"),
        ("TRANTIB", 1, "dikecualikan"),
        ("TRANTIB", 2, "selesai"),
        ("YANUM", 1, "selesai"),
    ]
    forms = {unit: (status, ronde) for unit, status, ronde in akhir.formulir}
    assert forms.pop("PM") == ("dikecualikan", 1)
    assert forms.pop("TRANTIB") == ("terkirim", 2)
    assert set(forms.values()) == {("terkirim", 1)}


def test_the_join_waits_for_who_joined_and_not_for_who_was_excused(pentas):
    akhir = pentas(UNIT).akhir

    assert [aksi for aksi, _ in akhir.jejak[0]] == ["mulai", "tambah_unit"]
    assert akhir.jejak[4][:2] == [("kecualikan", SEKCAM)] * 2
    assert akhir.jejak[4][-1] == ("kirim", TRANTIB)
    assert (5, 0, "", 1, "selesai", 1) in akhir.tugas
    (card,) = [text for text in said(pentas(UNIT), KASUBBAG) if "Periksa draf" in text]
    assert "10/10 nilai dari 4 unit" in card
    assert "🙋 Dikecualikan: Seksi Pemberdayaan Masyarakat" in card


def test_what_an_excused_unit_types_is_not_stored(pentas):
    values = {
        kode: (nilai, ronde) for kode, nilai, *_, ronde, _, _ in pentas(UNIT).akhir.realisasi
    }

    assert values["IK-11"] == ("6", 2)
    assert {"IK-04", "IK-05"}.isdisjoint(values)


# A Plh., and somebody with two posts


def test_every_line_names_the_post_and_in_what_standing_it_was_held(pentas):
    lines = rows(
        pentas(PLH),
        "SELECT langkah, aksi, json_extract(pelaku, '$.jabatan'),"
        " json_extract(pelaku, '$.penugasan'), json_extract(pelaku, '$.nama')"
        " FROM jejak WHERE langkah IS NOT NULL AND aksi <> 'nilai' ORDER BY seq",
    )

    assert lines == [
        (1, "disposisikan", "Camat", "Plh.", TAPEM),
        (2, "kirim", "Kasi Tata Pemerintahan", "definitif", TAPEM),
        (2, "kirim", "Kasi Pemberdayaan Masyarakat", "Plh.", TAPEM),
        (3, "selesai", "Kasubbag Perencana", "definitif", KASUBBAG),
        (4, "setujui", "Sekretaris Kecamatan", "definitif", SEKCAM),
        (5, "tanda_tangani", "Camat", "definitif", CAMAT),
    ]


def test_every_appointment_has_its_letter_and_its_days(pentas):
    lines = rows(
        pentas(PLH),
        "SELECT json_extract(rincian, '$.jabatan'), json_extract(rincian, '$.sk'),"
        " json_extract(rincian, '$.selesai') FROM jejak WHERE aksi = 'delegasi' ORDER BY seq",
    )

    assert lines == [
        ("Camat", "094/51/2026", "2026-10-06"),
        ("Kasi Pemberdayaan Masyarakat", "094/52/2026", "2026-10-06"),
        ("Sekretaris Kecamatan", "094/53/2026", "2026-10-06"),
    ]


def test_who_holds_two_posts_has_one_card_for_each(pentas):
    cards = [text for text in said(pentas(PLH), TAPEM) if "Isi rencana aksi seksi" in text]

    assert Counter(text.split("Dikirim oleh ")[1].split(",")[0] for text in cards) == {
        "Kasi Tata Pemerintahan (Slamet Riyadi)": 1,
        "Plh. Kasi Pemberdayaan Masyarakat (Slamet Riyadi)": 1,
    }


def test_what_a_plh_may_not_sign_leaves_the_phone_when_the_post_returns(pentas):
    chat = pentas(PLH).ponsel[TAPEM]
    (card,) = [m for m in chat if "Tanda tangan laporan evaluasi" in m["plain"]]

    assert not card["buttons"]
    assert "tidak oleh Plh." not in card["plain"]


# Withdrawn, left, cancelled


def test_a_withdrawn_aksi_keeps_both_lines_and_a_start_that_was_left_none(pentas):
    found = pentas(BATAL)

    assert found.akhir.berkas == [("dibatalkan", 1), ("berjalan", 0)]
    assert deeds(found) == {
        0: ["mulai", "batalkan", "mulai"],
        1: ["disposisikan", "tarik", "disposisikan", "disposisikan"],
        2: ["kirim", "tarik", "kirim"],
    }
    assert rows(found, "SELECT count(*) FROM jejak WHERE rincian LIKE '%S.900/410%'") == [(0,)]


def test_a_cancelled_berkas_leaves_nothing_open_and_keeps_what_was_filled(pentas):
    found = pentas(BATAL)
    ends = "SELECT status, count(*) FROM tugas WHERE berkas_id = 1 GROUP BY 1 ORDER BY 1"

    assert rows(found, ends) == [("dibatalkan", 4), ("ditarik", 5), ("selesai", 2)]
    assert {kode: nilai for kode, nilai, *_ in found.akhir.realisasi} == {
        "K-01": "96.5",
        "K-02": "26",
    }
    assert not [m for m in found.ponsel[RAPAT] if m["buttons"]]


def test_every_old_button_of_a_cancelled_berkas_says_why_it_does_nothing(pentas):
    answers = Counter(pentas(BATAL).jawaban)

    assert sum(answers.values()) > 100
    assert not {"", "Tercatat."} & set(answers)
    assert not [text for text in answers if "gangguan" in text]


# Somebody who is late


def test_once_the_late_form_is_sent_nobody_has_a_reminder_left_to_act_on(pentas):
    phones = pentas(TERLAMBAT).ponsel
    chats = [message for chat in phones.values() for message in chat if message["from"] == "bot"]
    reminders = [each for each in chats if each["plain"].startswith(("⏰", "🔔", "✔️"))]

    assert reminders
    assert [each["buttons"] for each in reminders if each["buttons"]] == []
