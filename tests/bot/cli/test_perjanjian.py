"""``tapak perjanjian import``: the papers of an office laid over what it measures."""

import openpyxl
import pytest

from bot.trial.kantor.pejawaran import SAMPLE

PK = ("No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target")
RA = (
    "Indikator",
    "Target PK",
    "Triwulan I",
    "Triwulan II",
    "Triwulan III",
    "Triwulan IV",
    "Penanggung Jawab",
)
NEW = ("No", "Indikator Kinerja", "Satuan", "Target", "Polaritas", "Sifat", "Penanggung Jawab")
ONE, TWO = SAMPLE.indikator[:2]
OF_2026 = ("--kantor", SAMPLE.kantor.kode, "--tahun", "2026")


@pytest.fixture
def paper(office):
    """Write a file with these tables, one below the other, and return it."""

    def write(*tables):
        made = openpyxl.Workbook()
        sheet = made.active
        sheet.title = "Lampiran"
        for table in tables:
            for row in table:
                sheet.append(row)
            sheet.append(())
        path = office.folder / "lampiran.xlsx"
        made.save(path)
        return path

    return write


def known(office, tahun=2026):
    listed = office.rows(lambda uow: uow.kinerja.indikator(1, tahun))
    return {one.kode: one for one in listed}


def take(office, path, *options):
    return office.ask("perjanjian", "import", *OF_2026, *options, path)


def test_a_rencana_aksi_changes_the_targets_that_it_names_and_nothing_else(office, paper):
    row = (f"1. {ONE.indikator.upper()}", ONE.target, 11, 12, 13, 14, "")
    before = known(office)

    code, told = take(office, paper([RA, row]))

    after = known(office)
    assert (code, told["versi"], told["versi_baru"]) == (0, 1, False)
    assert after[ONE.kode].triwulan == ("11", "12", "13", "14")
    assert after[ONE.kode].target == before[ONE.kode].target
    assert {k: v for k, v in after.items() if k != ONE.kode} == {
        k: v for k, v in before.items() if k != ONE.kode
    }
    assert {one["kolom"] for one in told["berubah"]} <= {"tw1", "tw2", "tw3", "tw4"}
    assert told["tetap"] == len(before) - 1


def test_a_perubahan_begins_a_versi_once_and_is_corrected_after_that(office, paper):
    perubahan = ("--perubahan", "--tanggal", "1 Oktober 2026", "--nomor", "5/PK/2026")

    codes = [
        take(office, paper([PK, (1, ONE.sasaran, ONE.indikator, ONE.satuan, target)]), *perubahan)
        for target in (77, 78)
    ]

    assert [(code, told["versi"], told["versi_baru"]) for code, told in codes] == [
        (0, 2, True),
        (0, 2, False),
    ]
    assert known(office)[ONE.kode].target == "78"
    (found,) = office.rows(lambda uow: uow.kinerja.perjanjian(1, 2026))
    assert (found.jenis, found.nomor, f"{found.tanggal}") == (
        "perubahan",
        "5/PK/2026",
        "2026-10-01",
    )


def test_the_awal_is_refused_once_there_is_a_perubahan(office, paper):
    path = paper([PK, (1, ONE.sasaran, ONE.indikator, ONE.satuan, 77)])
    take(office, path, "--perubahan", "--tanggal", "01/10/2026")

    code, told = take(office, path)
    older, _ = take(office, path, "--perubahan", "--tanggal", "01/09/2026")

    assert (code, older) == (1, 1)
    assert "versi 2 (perubahan, 01/10/2026)" in told["galat"]


def test_a_dry_run_says_the_same_and_stores_nothing(office, paper):
    path = paper([PK, (1, ONE.sasaran, ONE.indikator, ONE.satuan, 77)])
    before = known(office)

    code, tried = take(office, path, "--coba")
    stored = known(office)
    _, told = take(office, path)

    assert (code, tried["disimpan"], stored) == (0, False, before)
    assert tried["berubah"] == told["berubah"] != []


def test_a_new_indikator_gets_the_next_kode_and_the_unit_of_who_answers_for_it(office, paper):
    row = (
        1,
        "Dokumen kependudukan terbit",
        "Dokumen",
        120,
        "naik",
        "akumulasi",
        "Kasi Tata Pemerintahan",
    )

    code, told = take(office, paper([NEW, row]))

    ((kode, one),) = [(k, v) for k, v in known(office).items() if v.nama == row[1]]
    unit = office.rows(lambda uow: uow.kantor.unit(1))[one.unit_id]
    assert (code, told["baru"]) == (0, [{"kode": kode, "indikator": row[1]}])
    assert (kode, unit.kode, one.target) == (f"IK-{len(SAMPLE.indikator) + 1}", "TAPEM", "120")
    assert one.penanggung_jawab == "Kasi Tata Pemerintahan"


def test_the_papers_of_the_next_year_take_over_what_the_year_before_had(office, paper):
    table = [PK, (1, "", ONE.indikator, "", 91), (2, "", TWO.indikator, "", 17)]

    code, told = office.ask("perjanjian", "import", *OF_2026[:-1], "2027", paper(table))

    found = known(office, 2027)
    assert (code, list(found)) == (0, [ONE.kode, TWO.kode])
    assert (found[ONE.kode].target, found[ONE.kode].triwulan) == ("91", ("", "", "", ""))
    assert (found[ONE.kode].satuan, found[ONE.kode].definisi) == (ONE.satuan, ONE.definisi)
    assert [one["kode"] for one in told["baru"]] == [ONE.kode, TWO.kode]


def test_programs_come_with_their_pagu(office, paper):
    table = [
        ("No", "Program", "Anggaran (Rp)", "Keterangan"),
        (1, "Program Penunjang", "Rp. 1.500.000,-", "APBD"),
    ]

    code, _ = take(office, paper(table), "--unit", "tapem")
    again, told = take(office, paper(table))

    ((kode, one),) = [(k, v) for k, v in known(office).items() if v.is_anggaran]
    assert (code, again, told["berubah"], told["baru"]) == (0, 0, [], [])
    assert (kode, one.nama, one.target, one.pagu) == (
        "P-1",
        "Program Penunjang",
        "1500000",
        1_500_000,
    )


TWIN = ONE.indikator[:-1] + ("x" if ONE.indikator[-1] != "x" else "y")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ([PK, (1, "", "Sama sekali lain", "Persen", 80)], "lengkapi kolom Polaritas, Sifat, Penanggung Jawab"),
        ([PK, (1, "", TWIN, "Persen", 80)], f"mirip dengan {ONE.kode} {ONE.indikator}"),
        ([PK, (1, "", ONE.indikator, ONE.satuan, "delapan puluh")], "tidak dapat diukur"),
        ([PK, (1, "", ONE.indikator, "Persen", 0.85)], "0,85% atau 85%"),
        ([PK, (1, "", ONE.indikator, ONE.satuan, "71.5")], "dapat berarti 71,5, 715"),
        ([PK, (1, "", ONE.indikator, ONE.satuan, 80), (2, "", ONE.indikator, ONE.satuan, 81)], "berbeda dari yang tertulis di Lampiran!E2"),
        ([PK, (1, "", ONE.indikator, ONE.satuan, None)], "Lampiran!E2: wajib diisi"),
    ],
    ids=["new", "alike", "words", "fraction", "dot", "twice", "empty"],
)  # fmt: skip
def test_what_is_not_understood_is_named_with_its_mend_and_nothing_is_stored(
    office, paper, table, said
):
    good = (9, "", TWO.indikator, TWO.satuan, 99)
    before = known(office)

    code, told = take(office, paper([*table, good]))

    assert code == 1
    assert any(said in one["kalimat"] for one in told["sel"]), told["galat"]
    assert known(office) == before


def test_of_several_with_one_name_the_sasaran_or_the_kode_tells_which(office, paper):
    row = (
        1,
        "",
        ONE.indikator,
        ONE.satuan,
        80,
        "naik",
        "akumulasi",
        "Kasi Pelayanan Umum",
        "IK-77",
    )
    titles = (
        "No",
        "Sasaran",
        "Indikator",
        "Satuan",
        "Target",
        "Polaritas",
        "Sifat",
        "Penanggung Jawab",
        "Kode",
    )
    assert take(office, paper([titles, row]))[0] == 0

    unclear, told = take(office, paper([PK, (1, "", ONE.indikator, ONE.satuan, 50)]))
    clear, _ = take(office, paper([PK, (1, ONE.sasaran, ONE.indikator, ONE.satuan, 50)]))
    named, _ = take(office, paper([titles, (*row[:4], 60, *row[5:])]))

    assert (unclear, clear, named) == (1, 0, 0)
    assert f"{ONE.kode}, IK-77" in told["galat"]
    assert (known(office)[ONE.kode].target, known(office)["IK-77"].target) == ("50", "60")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--perubahan",), "--tanggal"),
        (("--tanggal", "kemarin dulu"), "--tanggal"),
        (("--unit", "BIDANG-X"), "--unit"),
    ],
)
def test_an_option_that_is_not_understood_says_how_to_write_it(office, paper, options, said):
    path = paper([PK, (1, "", ONE.indikator, ONE.satuan, 80)])

    code, told = take(office, path, *options)

    assert (code, told["letak"]) == (1, said)
