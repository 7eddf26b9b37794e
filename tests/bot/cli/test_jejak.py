import csv
import json
from dataclasses import replace

from bot.trial.kantor.pejawaran import SAMPLE
from bot.trial.sample import JAMBI
from sop_flows.jejak import genesis
from tests.support.tamper import TRUNCATED, tamper


def test_a_whole_history_is_said_to_be_whole(office):
    code, fields = office.ask("jejak", "verify", "--kantor", "PEJAWARAN")

    assert (code, fields["utuh"]) == (0, True)
    assert [(one["kode"], one["baris"]) for one in fields["kantor"]] == [("PEJAWARAN", 1)]


def test_a_changed_line_is_found(office):
    office.rows(
        lambda uow: tamper(uow.connection, "UPDATE jejak SET aksi = 'hapus' WHERE seq = 1")
    )

    result = office.run("jejak", "verify")

    assert result.exit_code == 1
    assert "PEJAWARAN: TIDAK UTUH mulai baris 1" in result.output


def test_every_line_is_exported_with_its_hashes(office):
    lines = [json.loads(line) for line in office.run("jejak", "export").stdout.splitlines()]

    assert [line["aksi"] for line in lines] == ["impor"]
    assert all(len(line["hash"]) == len(line["sebelum"]) == 64 for line in lines)


def test_the_export_is_a_table_on_demand(office):
    path = office.folder / "riwayat.csv"

    result = office.run("jejak", "export", "--format", "csv", "--out", path)

    assert result.exit_code == 0
    with path.open(newline="") as file:
        [row] = csv.DictReader(file)
    assert (row["kantor"], row["aksi"]) == ("PEJAWARAN", "impor")
    assert json.loads(row["rincian"])["pegawai"]["dibuat"] == 14


def test_an_older_export_stays_until_a_newer_one_is_whole(office):
    path = office.folder / "riwayat.jsonl"
    assert office.run("jejak", "export", "--out", path).exit_code == 0
    before = path.read_text()
    import_again(office)
    assert office.run("jejak", "export", "--out", path).exit_code == 0
    assert len(path.read_text()) > len(before)
    path.write_text(before)

    office.database.write_bytes(b"")
    assert office.run("jejak", "export", "--out", path).exit_code == 1

    assert path.read_text() == before
    assert not list(office.folder.glob(".riwayat*"))


def head_of(office):
    """Return where the history ends, as an operator copies it from the terminal."""
    [line] = [x for x in office.run("jejak", "verify").output.splitlines() if "Ujung" in x]
    return line.partition(": ")[2]


def import_again(office):
    """Add a line to the history."""
    buku = replace(SAMPLE, kantor=replace(SAMPLE.kantor, alamat="Jalan Raya Pejawaran 2"))
    assert office.run("kantor", "import", office.workbook(buku)).exit_code == 0


def test_whoever_noted_the_end_of_the_history_sees_that_it_was_cut(office):
    import_again(office)
    noted = head_of(office)
    office.rows(lambda uow: tamper(uow.connection, *TRUNCATED))

    blind = office.ask("jejak", "verify")[1]["kantor"][0]
    result = office.run("jejak", "verify", "--ujung", noted)

    assert (blind["utuh"], blind["baris"]) == (True, 1)  # nothing in the file can say it
    assert result.exit_code == 1
    assert "Ujung riwayat baris 2 TIDAK ADA dalam riwayat yang utuh" in result.output
    code, facts = office.ask("jejak", "verify", "--ujung", noted)
    assert (code, facts["ujung"]) == (1, {"ujung": noted, "ditemukan": False, "kantor": None})


def test_an_end_that_was_noted_stays_part_of_the_history_that_goes_on(office):
    noted = head_of(office)
    import_again(office)

    result = office.run("jejak", "verify", "--ujung", f"  {noted.upper()} ")

    assert result.exit_code == 0
    assert (
        "Ujung riwayat baris 1 masih bagian dari riwayat PEJAWARAN; sesudahnya bertambah 1 baris"
        in result.output
    )


def test_an_end_is_looked_for_in_every_office(office):
    noted = head_of(office)
    assert office.run("kantor", "import", office.workbook(JAMBI.buku)).exit_code == 0

    result = office.run("jejak", "verify", "--kantor", JAMBI.buku.kantor.kode, "--ujung", noted)

    assert "masih bagian dari riwayat PEJAWARAN" in result.output
    assert result.exit_code == 0


def test_the_end_of_an_empty_history_is_part_of_what_followed(office):
    empty = genesis(office.rows(lambda uow: uow.kantor.all()[0].id))

    assert "bertambah 1 baris" in office.run("jejak", "verify", "--ujung", str(empty)).output


def test_an_end_that_was_not_copied_whole_is_asked_again(office):
    result = office.run("jejak", "verify", "--ujung", head_of(office)[:-1])

    assert result.exit_code == 1
    assert "Salin seluruhnya" in result.output
