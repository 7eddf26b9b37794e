import csv
import json

from tests.support.tamper import tamper


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
