from dataclasses import replace
from datetime import date, timedelta

import openpyxl
import pytest
from sqlalchemy import select

from bot.cli.faults import KALIMAT, SEBAB
from bot.process.clock import machine_now
from bot.trial.kantor.pejawaran import SAMPLE
from sop_flows.kinerja.unggahan import SebabLembar
from sop_flows.ports.records import Actor
from sop_flows.use_cases.jabatan.who import WIB
from sop_flows.use_cases.pegawai.joining import confirm_identity, invite, present_link
from sop_flows.waktu.cetak import printed_day
from storage.database.carrier_tables import OutboxRow
from storage.database.insert import table
from storage.documents.kantor.buku import KodeGalat


def names(tapak):
    return tapak.rows(lambda uow: [one.kode for one in uow.kantor.all()])


def change(path, sheet, cell, value):
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    book.save(path)
    return path


def test_the_template_imports_as_it_is(tapak):
    assert tapak.run("kantor", "template", "baru.xlsx").exit_code == 0

    code, fields = tapak.ask("kantor", "import", "baru.xlsx")

    assert (code, fields["disimpan"]) == (0, True)
    assert names(tapak) == [fields["kantor"]]


def test_what_is_exported_imports_without_a_change_and_a_change_of_it_is_the_only_one(office):
    code, said = office.ask("kantor", "export", "--kantor", "pejawaran", "--out", "keluar.xlsx")

    assert (code, said["pegawai"], said["indikator"], said["program"]) == (0, 14, 12, 0)
    code, fields = office.ask("kantor", "import", "keluar.xlsx")
    assert (code, fields["berakhir"]) == (0, [])
    assert {tuple(one.values()) for one in fields["hitungan"].values()} == {(0, 0, 0)}
    change(office.folder / "keluar.xlsx", "Indikator", "I2", 99)
    _, fields = office.ask("kantor", "import", "keluar.xlsx")
    changed = {name: one for name, one in fields["hitungan"].items() if any(one.values())}
    assert changed == {"indikator": {"dibuat": 0, "diubah": 1, "dihapus": 0}}


def test_an_unknown_office_is_exported_nowhere(office):
    result = office.run("kantor", "export", "--kantor", "LAIN", "--out", "keluar.xlsx")

    assert (result.exit_code, "Kantor LAIN tidak ada" in result.stderr) == (1, True)
    assert not (office.folder / "keluar.xlsx").exists()


def test_the_template_overwrites_nothing(tapak):
    path = tapak.workbook()
    before = path.read_bytes()

    result = tapak.run("kantor", "template", path)

    assert result.exit_code == 1
    assert path.read_bytes() == before


def test_the_sample_office_comes_out_of_the_database_as_it_went_in(office):
    people, posts, units, sops = office.rows(
        lambda uow: (
            uow.pegawai.all(1, uow.now.date()),
            uow.kantor.jabatan(1),
            uow.kantor.unit(1),
            uow.sop.active(1),
        )
    )

    assert [one.nama for one in people] == [one.nama for one in SAMPLE.pegawai]
    assert len(people) == 14
    assert [one.nama for one in people if one.admin] == ["Endang Lestari"]
    assert {one.nama for one in posts.values()} == {one.jabatan for one in SAMPLE.jabatan}
    assert [one.nama for one in posts.values() if one.atasan_id is None] == ["Camat"]
    assert {one.kode for one in units.values()} == {one.kode for one in SAMPLE.unit}
    assert [one.sop.kode for one in sops] == ["pengukuran-kinerja-kecamatan"]


def test_the_sample_office_measures_in_every_way_there_is(office):
    indikator = office.rows(lambda uow: uow.kinerja.indikator(1, 2026))

    assert [one.kode for one in indikator] == [f"IK-{n:02}" for n in range(1, 13)]
    assert len({one.unit_id for one in indikator}) == 5
    assert len({one.polaritas for one in indikator}) == 2
    assert len({one.sifat for one in indikator}) == 4
    assert all(one.target and all(one.triwulan) for one in indikator)


def test_a_second_import_of_the_same_workbook_changes_nothing(office):
    code, fields = office.ask("kantor", "import", office.workbook())

    assert code == 0
    assert not any(n for one in fields["hitungan"].values() for n in one.values())


def test_an_import_updates_and_ends(office):
    people = (replace(SAMPLE.pegawai[0], nama="Suharyanto, S.STP"), *SAMPLE.pegawai[1:-1])

    path = office.workbook(replace(SAMPLE, pegawai=people))
    code, fields = office.ask("kantor", "import", path, "--ya")

    assert code == 0
    assert fields["hitungan"]["pegawai"] == {"dibuat": 0, "diubah": 1, "dihapus": 1}
    tomorrow = machine_now().date() + timedelta(days=1)
    assert len(office.rows(lambda uow: uow.pegawai.all(1, tomorrow))) == 13


def test_a_rehearsal_says_the_same_and_stores_nothing(tapak):
    path = tapak.workbook()

    code, rehearsed = tapak.ask("kantor", "import", path, "--dry-run")
    assert (code, rehearsed["disimpan"]) == (0, False)
    assert not tapak.database.exists()

    _, done = tapak.ask("kantor", "import", path)
    assert done["hitungan"] == rehearsed["hitungan"]


def test_a_rehearsal_on_a_database_leaves_it_as_it_was(office):
    path = office.workbook(replace(SAMPLE, pegawai=SAMPLE.pegawai[:-1]))

    code, fields = office.ask("kantor", "import", path, "--dry-run")

    assert code == 0
    assert fields["hitungan"]["pegawai"]["dihapus"] == 1
    assert len(office.rows(lambda uow: uow.pegawai.all(1, uow.now.date()))) == 14


def test_who_has_left_is_told_by_the_import_and_not_by_its_rehearsal(office):
    nama, bot = SAMPLE.pegawai[-1].nama, {"bot_id": 70}

    def join(uow):
        gone = next(one for one in uow.pegawai.all(1, uow.now.date()) if one.nama == nama)
        invite(uow, kantor_id=1, pegawai_id=gone.id, token="tautan")
        present_link(uow, chat_id=9, token="tautan")
        confirm_identity(uow, Actor.private(9), username="")

    def told(uow):
        outbox = table(OutboxRow)
        return uow.connection.execute(select(outbox.c.layar)).scalars().all()

    office.rows(join, **bot)
    path = office.workbook(replace(SAMPLE, pegawai=SAMPLE.pegawai[:-1]))
    office.ask("kantor", "import", path, "--dry-run")
    assert "akses_berakhir" not in office.rows(told, **bot)
    office.ask("kantor", "import", path)
    assert "akses_berakhir" not in office.rows(told, **bot)
    office.ask("kantor", "import", path, "--ya")

    assert office.rows(told, **bot).count("akses_berakhir") == 1


CAMAT, SEKCAM, *OTHERS = SAMPLE.pegawai
LOST_DIGIT = replace(CAMAT, kunci="19710512199203104")
ENDS = {
    "keanggotaan": (
        {"pegawai": SAMPLE.pegawai[1:]},
        "keanggotaan Suharyanto (197105121992031004) berakhir, karena tidak ada lagi di lembar "
        "Pegawai; jabatannya: Camat; tanpa pemegang sesudahnya: Camat",
    ),
    "kunci lain": (
        {"pegawai": (LOST_DIGIT, *SAMPLE.pegawai[1:])},
        "PERIKSA: Suharyanto masuk dengan kunci 19710512199203104; bila orangnya sama, pakai "
        "kunci lama 197105121992031004",
    ),
    "nama lain": (
        {"pegawai": (replace(LOST_DIGIT, nama="Drs. Suharjanto"), *SAMPLE.pegawai[1:])},
        "PERIKSA: Drs. Suharjanto masuk dengan kunci 19710512199203104",
    ),
    "jabatan": (
        {"pegawai": (CAMAT, replace(SEKCAM, jabatan="Staf Pelaksana"), *OTHERS)},
        "Endang Lestari (197709032002122003) tidak lagi memegang Sekretaris Kecamatan; tanpa "
        "pemegang sesudahnya: Sekretaris Kecamatan",
    ),
    "jabatan yang sudah habis": (
        {"pegawai": (replace(CAMAT, selesai=date(2026, 1, 31)), *SAMPLE.pegawai[1:])},
        "Suharyanto (197105121992031004) tidak lagi memegang Camat",
    ),
    "admin": (
        {"pegawai": (CAMAT, replace(SEKCAM, admin=False), *OTHERS)},
        "Endang Lestari (197709032002122003) tidak lagi menjadi admin",
    ),
    "indikator": (
        {"indikator": SAMPLE.indikator[:-1]},
        "indikator IK-12 tahun 2026 (Jumlah desa tangguh bencana) berakhir",
    ),
    "sop": ({"sop": ()}, "SOP pengukuran-kinerja-kecamatan tidak dapat dimulai lagi"),
}


def test_what_an_import_would_end_is_said_by_name_and_not_stored_without_ya(office):
    for change_, told in ENDS.values():
        path = office.workbook(replace(SAMPLE, **change_))

        refused = office.run("kantor", "import", path)

        assert refused.exit_code == 1
        assert told in refused.stderr
        assert "tidak ada yang disimpan" in refused.stderr
        assert "ulangi dengan --ya" in refused.stderr
    again = office.run("kantor", "import", office.workbook())
    assert "Tidak ada yang berubah." in again.stdout


def test_with_ya_it_ends_and_is_not_asked_again(office):
    change_, told = ENDS["kunci lain"]
    path = office.workbook(replace(SAMPLE, **change_))

    rehearsed = office.run("kantor", "import", path, "--dry-run")
    assert (rehearsed.exit_code, told in rehearsed.stdout) == (0, True)
    assert "--ya diperlukan" in rehearsed.stdout
    done = office.run("kantor", "import", path, "--ya")
    assert (done.exit_code, told in done.stdout) == (0, True)
    assert "Tidak ada yang berubah." in office.run("kantor", "import", path).stdout


def test_what_ends_is_a_list_for_scripts(office):
    code, fields = office.ask(
        "kantor", "import", office.workbook(replace(SAMPLE, pegawai=SAMPLE.pegawai[1:]))
    )

    assert code == 1
    (one,) = fields["berakhir"]
    assert (one["jenis"], one["nama"], one["kunci"]) == (
        "keanggotaan",
        "Suharyanto",
        "197105121992031004",
    )
    assert (one["jabatan"], one["kosong"]) == (["Camat"], ["Camat"])


def test_a_plh_whom_another_cuts_short_is_said_with_the_last_day(office):
    today = machine_now().astimezone(WIB).date()
    first = replace(
        SEKCAM, jabatan="Camat", penugasan="Plh.", admin=False, sk="800/1",
        mulai=today - timedelta(days=3), selesai=today + timedelta(days=9),
    )  # fmt: skip
    begins = today + timedelta(days=5)
    second = replace(first, kunci=OTHERS[0].kunci, nama=OTHERS[0].nama, mulai=begins)
    assert (
        office.run(
            "kantor", "import", office.workbook(replace(SAMPLE, pegawai=(*SAMPLE.pegawai, first)))
        ).exit_code
        == 0
    )

    path = office.workbook(replace(SAMPLE, pegawai=(*SAMPLE.pegawai, second)))
    refused = office.run("kantor", "import", path)

    assert refused.exit_code == 1
    assert (
        f"Plh. Camat oleh Endang Lestari (197709032002122003) berakhir "
        f"{printed_day(begins - timedelta(days=1))}, karena sesudahnya ada penugasan lain"
    ) in refused.stderr
    assert office.run("kantor", "import", path, "--ya").exit_code == 0
    assert "Tidak ada yang berubah." in office.run("kantor", "import", path).stdout


def test_who_moves_up_and_is_followed_ends_nothing_that_stays_vacant(office):
    people = (CAMAT, replace(SEKCAM, jabatan="Staf Pelaksana"), *OTHERS)
    people += (replace(OTHERS[0], jabatan="Sekretaris Kecamatan"),)

    _, fields = office.ask("kantor", "import", office.workbook(replace(SAMPLE, pegawai=people)))

    assert [(one["nama"], one["kosong"]) for one in fields["berakhir"]] == [("Endang Lestari", [])]


def test_the_same_person_by_a_grouped_nip_loses_nothing(office):
    path = change(office.workbook(), "Pegawai", "A2", "19710512 199203 1 004")

    code, fields = office.ask("kantor", "import", path)

    assert (code, fields["berakhir"]) == (0, [])
    assert not any(n for one in fields["hitungan"].values() for n in one.values())


def test_the_office_itself_is_known_by_its_kode_in_any_case(office):
    code, _ = office.ask(
        "kantor", "import", change(office.workbook(), "Kantor", "B2", "pejawaran ")
    )

    assert code == 0
    assert names(office) == ["PEJAWARAN"]
    assert office.run("undang", "--kantor", "Pejawaran\u200b").exit_code == 0


def test_a_plh_who_has_not_joined_is_named_by_the_import(office):
    rizki = SAMPLE.pegawai[-1]
    plh = replace(rizki, jabatan="Camat", penugasan="Plh.", mulai=date(2026, 10, 8))

    path = office.workbook(replace(SAMPLE, pegawai=(*SAMPLE.pegawai, plh)))

    assert (
        "Rizki Maulana, Plh. Camat, belum bergabung" in office.run("kantor", "import", path).stdout
    )


def test_a_nip_with_a_lost_digit_warns(tapak):
    path = change(tapak.workbook(), "Pegawai", "A3", "19770903200212203")

    result = tapak.run("kantor", "import", path)

    assert result.exit_code == 0
    assert (
        "Peringatan: Pegawai!A3: NIP “19770903200212203” terdiri atas 17 angka, seharusnya 18"
        in result.stdout
    )


def test_every_error_is_named_by_sheet_and_cell_and_nothing_is_stored(tapak):
    path = tapak.workbook()
    change(path, "Pegawai", "E3", "Juru Masak")
    change(path, "Indikator", "E2", "menurun")

    result = tapak.run("kantor", "import", path)

    assert result.exit_code == 1
    assert "Pegawai!E3: jabatan “Juru Masak” tidak ada di lembar Jabatan" in result.stderr
    assert "Indikator!E2: “menurun” tidak dikenal; pilih salah satu: naik, turun" in result.stderr
    assert not tapak.database.exists()


def test_errors_are_cells_for_scripts(tapak):
    code, fields = tapak.ask(
        "kantor", "import", change(tapak.workbook(), "Kantor", "B7", "Asia/Tokyo")
    )

    assert code == 1
    assert [(one["lembar"], one["sel"], one["kode"]) for one in fields["sel"]] == [
        ("Kantor", "B7", "zona_tidak_dikenal")
    ]


def test_a_column_that_the_sop_does_not_have_is_named(tapak):
    path = change(tapak.workbook(), "SOP", "C2", "Bupati")
    change(path, "SOP", "A3", "pengukuran-kinerja-desa")

    result = tapak.run("kantor", "import", path)

    assert result.exit_code == 1
    assert "SOP!C2: kolom “Bupati” tidak ada di SOP itu; pilih salah satu: Camat," in result.stderr
    assert "SOP!A3: SOP “pengukuran-kinerja-desa” tidak ada; pilih" in result.stderr
    code, fields = tapak.ask("kantor", "import", path)
    assert (code, [one["sel"] for one in fields["sel"]]) == (1, ["C2", "A3"])
    assert not tapak.database.exists()


@pytest.mark.parametrize("content", [None, b"", b"bukan buku kerja"])
def test_what_is_no_workbook_is_refused_with_the_way_out(tapak, content):
    path = tapak.folder / "kantor.xlsx"
    if content is not None:
        path.write_bytes(content)

    result = tapak.run("kantor", "import", path)

    assert result.exit_code == 1
    assert "Perbaikan:" in result.stderr
    assert "Traceback" not in result.output


def test_every_kind_of_error_has_its_sentence():
    assert set(KALIMAT) == set(KodeGalat)
    assert set(SEBAB) == set(SebabLembar)


def test_a_kode_that_is_none_and_a_name_without_end_are_told_at_their_cells(tapak):
    kantor = replace(SAMPLE.kantor, kode="../x\n<b>", nama="x" * 5_000)

    result = tapak.run("kantor", "import", tapak.workbook(replace(SAMPLE, kantor=kantor)))

    assert result.exit_code == 1
    assert "Kantor!B2: “../x <b>” tidak dapat dipakai sebagai kode" in result.output
    assert (
        "terlalu panjang (5000 huruf); persingkat menjadi paling banyak 250 huruf" in result.output
    )
    assert max(map(len, result.output.splitlines())) < 400


def test_a_year_of_two_digits_is_told_at_its_cell(tapak):
    indikator = (replace(SAMPLE.indikator[0], tahun=26), *SAMPLE.indikator[1:])

    result = tapak.run("kantor", "import", tapak.workbook(replace(SAMPLE, indikator=indikator)))

    assert "Indikator!H2: “26” di luar batas; tulis angka dari 2000 sampai 2100" in result.output
