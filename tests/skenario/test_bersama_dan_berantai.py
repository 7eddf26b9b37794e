"""Everybody signs, one SOP feeds another, a unit is asked: what these scenarios left."""

from collections import Counter

from tests.skenario.khusus import (
    BERANTAI,
    BERSAMA,
    CAMAT,
    KABAG,
    KEUANGAN,
    PEP,
    TANYA,
    TAPEM,
    TRANTIB,
    YANUM,
    deeds,
    rows,
    said,
)

# Everybody signs


def test_everybody_signs_once_in_every_ronde_or_is_excused_before_a_witness(pentas):
    found = pentas(BERSAMA)
    signed = Counter(nama for aksi, nama in found.akhir.jejak[8] if aksi == "tanda_tangani")
    excused = rows(
        found,
        "SELECT s.nama, json_extract(j.rincian, '$.catatan'), w.nama FROM jejak j"
        " JOIN tugas t ON t.id = j.tugas_id JOIN pegawai s ON s.id = t.pegawai_id"
        " JOIN pegawai w ON w.id = json_extract(j.rincian, '$.saksi_id')"
        " WHERE j.aksi = 'kecualikan' ORDER BY j.seq",
    )

    assert excused == [
        ("Fitri Handayani", "Cuti", YANUM),
        ("Eko Purnomo", "Dinas luar", TRANTIB),
        ("Wahyu Hidayat", "Tidak memakai Telegram; menandatangani pada lembar cetak", TAPEM),
    ]
    once = {nama for nama, times in signed.items() if times == 1}
    assert once == {"Fitri Handayani", "Eko Purnomo", "Wahyu Hidayat", "Sri Wahyuni", CAMAT}
    assert set(signed.values()) == {1, 2}
    assert set(signed) == set(found.ponsel)


def test_who_joins_the_office_in_between_signs_from_the_next_ronde_on(pentas):
    asked = "SELECT t.ronde FROM tugas t JOIN pegawai p ON p.id = t.pegawai_id WHERE p.nama = "

    assert rows(pentas(BERSAMA), f"{asked} 'Sri Wahyuni'") == [(2,)]
    assert rows(pentas(BERSAMA), f"{asked} 'Rizki Maulana' ORDER BY 1") == [(1,), (2,)]


def test_a_return_by_the_camat_asks_for_every_signature_anew(pentas):
    found = pentas(BERSAMA)

    assert deeds(found)[7] == ["setujui", "setujui"]
    assert [row[1:] for row in found.akhir.tugas if row[0] == 8] == [
        (0, "", 1, "selesai", 1),
        (0, "", 2, "selesai", 1),
        (1, "", 1, "dikecualikan", 3),
        (1, "", 1, "selesai", 10),
        (1, "", 2, "selesai", 14),
        (2, "", 1, "selesai", 1),
        (2, "", 2, "selesai", 1),
    ]
    assert (9, 0, "", 1, "terbuka", 1) in found.akhir.tugas


def test_only_who_has_not_signed_is_reminded(pentas):
    found = pentas(BERSAMA)
    reminded = [
        nama for nama in found.ponsel if "diingatkan di sini" in " ".join(said(found, nama))
    ]

    assert reminded == ["Dewi Anggraeni"]
    assert Counter(found.akhir.pengingat) == {
        (8, "mendekati"): 1,
        (8, "tenggat"): 1,
        (8, "diminta"): 1,
    }


# Two SOPs, one feeding the other


def test_four_berkas_of_two_sops_and_three_triwulan_stand_side_by_side(pentas):
    columns = "b.ke, s.kode, b.status, json_extract(b.keadaan, '$.sumber')"

    assert rows(
        pentas(BERANTAI),
        f"SELECT {columns} FROM berkas b JOIN sop s ON s.id = b.sop_id ORDER BY b.id",
    ) == [
        (3, "pengumpulan-data-kinerja", "selesai", None),
        (2, "mekanisme-pengukuran-kinerja", "berjalan", None),
        (4, "pengumpulan-data-kinerja", "berjalan", None),
        (3, "mekanisme-pengukuran-kinerja", "berjalan", 1001),
    ]


def test_a_unit_that_gathered_a_value_does_not_type_it_again(pentas):
    values = rows(
        pentas(BERANTAI),
        "SELECT f.berkas_id, f.status, i.kode, r.nilai FROM realisasi r"
        " JOIN formulir f ON f.id = r.formulir_id JOIN indikator i ON i.id = r.indikator_id"
        " WHERE i.kode IN ('P-01', 'P-02') ORDER BY 1, 3",
    )

    assert values == [
        (1, "terkirim", "P-01", "5900"),
        (1, "terkirim", "P-02", "68.2"),
        (3, "terbuka", "P-01", "6100"),
        (3, "terbuka", "P-02", "68.6"),
        (4, "terkirim", "P-01", "5900"),
        (4, "terkirim", "P-02", "68.2"),
    ]


def test_the_next_triwulan_is_offered_once_for_all_sop_and_to_the_secretary_alone(pentas):
    found = pentas(BERANTAI)
    over = "Triwulan IV 2026 telah berakhir"
    offers = [m for m in found.ponsel["Parlindungan Siregar"] if over in m["plain"]]

    assert len(offers) == 1
    assert "✅ Pengumpulan Data Kinerja sudah dimulai" in offers[0]["plain"]
    assert [label for row in offers[0]["buttons"] for label in row] == [
        "▶️ Mulai Mekanisme Penguku…",
        "🕘 Nanti",
    ]
    others = set(found.ponsel) - {"Parlindungan Siregar"}
    assert not [nama for nama in others if over in " ".join(said(found, nama))]


def test_each_aksi_moved_the_berkas_that_was_meant(pentas):
    moved = rows(
        pentas(BERANTAI),
        "SELECT berkas_id, max(langkah) FROM tugas WHERE status = 'terbuka' GROUP BY 1",
    )

    assert moved == [(2, 3), (3, 3), (4, 4)]


# A question, and whose time it takes


def test_the_wait_is_the_units_and_moves_the_tenggat_of_who_asks(pentas):
    (moved,) = rows(pentas(TANYA), "SELECT tenggat FROM tugas WHERE langkah = 4 AND tahap = 0")

    assert moved[0].startswith("2026-10-09T09:30:00")
    board = next(text for text in reversed(said(pentas(TANYA), KABAG)) if "📋" in text)
    assert "⏸ menunggu jawaban Subbag Keuangan: 2 hari kerja" in board


def test_reminders_go_to_the_unit_that_is_asked_and_not_to_who_asks(pentas):
    found = pentas(TANYA)
    reminded = rows(
        found,
        "SELECT t.tahap, p.jenis FROM pengingat p JOIN tugas t ON t.id = p.tugas_id"
        " ORDER BY p.rowid",
    )

    assert reminded == [(-1, "mendekati"), (-1, "tenggat"), (-1, "diminta"), (0, "mendekati")]
    assert "diingatkan di sini" in " ".join(said(found, KEUANGAN))
    assert "hormat" not in " ".join(said(found, PEP))


def test_an_answer_corrects_the_value_and_keeps_what_was_sent(pentas):
    found = pentas(TANYA)
    values = {kode: (nilai, lalu) for kode, nilai, _, lalu, *_ in found.akhir.realisasi}

    assert values["K-05"] == ("68.4", "48.2")
    assert deeds(found)[4] == ["tanya", "jawab", "selesai"]
    assert found.akhir.berkas == [("selesai", 1)]
