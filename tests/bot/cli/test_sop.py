import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.sop import draw_table, sop
from handlers.screens.findings import sentences
from sop_flows.sop.catalog import Salah, load_catalog
from sop_flows.sop.check import KodeTemuan
from sop_flows.waktu.periode import JenisPeriode

KECAMATAN = "pengukuran-kinerja-kecamatan"
CODES = [template.sop.kode for template in load_catalog().all()]


def run(*args: str):
    return CliRunner().invoke(sop, args)


def answer(*args: str):
    result = run(*args, "--json")
    return result.exit_code, json.loads(result.stdout)


@pytest.fixture
def broken(tmp_path: Path):
    def write(old: str, new: str) -> str:
        path = tmp_path / "sop.toml"
        text = load_catalog().get(KECAMATAN).teks
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return str(path)

    return write


def test_the_library_is_listed():
    code, rows = answer("list")

    assert code == 0
    assert [row["kode"] for row in rows] == CODES
    assert rows[1] == {
        "kode": "pengukuran-kinerja-dinas",
        "versi": 1,
        "nama": "Pengukuran Kinerja",
        "opd": "Dinas Kependudukan dan Pencatatan Sipil",
        "langkah": 14,
        "sha256": load_catalog().get("pengukuran-kinerja-dinas").sha256,
    }
    assert all(kode in run("list").stdout for kode in CODES)


@pytest.mark.parametrize("kode", CODES)
def test_scripts_get_the_fields_they_rely_on(kode: str):
    code, fields = answer("show", kode)

    assert code == 0
    assert {"kode", "versi", "nama", "jabatan", "langkah"} <= fields.keys()
    for row in fields["langkah"]:
        assert {
            "no", "kegiatan", "pelaksana", "penerima", "waktu", "waktu_menit", "kelengkapan",
            "output", "kembali", "spread", "teks_lembar",
        } <= row.keys()  # fmt: skip
        assert set(row["pelaksana"]) <= set(fields["jabatan"])


def test_the_sheet_of_the_kecamatan_is_told_as_printed():
    _, fields = answer("show", KECAMATAN, "--versi", "1")
    fourth, sixth, eighth = (fields["langkah"][no - 1] for no in (4, 6, 8))

    assert fields["jabatan"] == [
        "Camat", "Sekretaris Kecamatan", "Kasi", "Kasubbag Perencana", "Staff/Pelaksana",
    ]  # fmt: skip
    assert (fourth["spread"], eighth["spread"]) == ("per_unit", "per_pegawai")
    assert (fourth["pelaksana"], fourth["penerima"]) == (["Kasi"], ["Staff/Pelaksana"])
    assert (sixth["waktu"], sixth["waktu_menit"], sixth["kembali"]) == ("60 menit", 60, [4])
    assert (eighth["waktu"], eighth["waktu_menit"]) == ("1 hari", 450)
    assert sum(row["waktu_menit"] for row in fields["langkah"]) == 1020


def test_the_words_of_the_sheet_are_told_beside_their_reading():
    _, fields = answer("show", "mekanisme-pengukuran-kinerja")
    ninth = fields["langkah"][8]

    assert ninth["kegiatan"].endswith("ke masing-masing bidang dan mengarsipkannya")
    assert ninth["teks_lembar"].endswith("ke masing-masing bidang dan pengarsipan")
    assert ninth["sel_lembar"]["waktu"] == "30 menit"
    assert {"terbaca": "faenit", "seharusnya": "menit"} in ninth["sel_lembar"]["derau"]
    assert "Akuntanbilitas" in fields["teks_halaman"]["identitas"]


def test_a_post_without_a_column_is_told_apart():
    _, fields = answer("show", "pengumpulan-data-capaian")

    assert len(fields["jabatan"]) == 4
    assert fields["jabatan_tambahan"] == ["Penanggung Jawab Program/Kegiatan"]
    assert fields["langkah"][3]["penerima"] == fields["jabatan_tambahan"]


@pytest.mark.parametrize("kode", CODES)
def test_the_table_fits_a_terminal_and_loses_no_word(kode: str):
    text = run("show", kode).stdout

    assert max(len(line) for line in text.splitlines()) <= 124
    for row in load_catalog().get(kode).sop.langkah:
        assert f"\n{row.no:<2}  " in text
        assert str(row.mutu_baku.waktu) in text


def test_the_table_ends_with_the_total():
    assert "Jumlah waktu: 2.655 menit" in run("show", "mekanisme-pengukuran-kinerja").stdout


def test_an_unknown_sop_is_answered_with_the_nearest():
    result = run("show", "pengukuran-kinerja-kecamata")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert KECAMATAN in result.stderr
    assert "tapak sop list" in run("show", "x").stderr
    code, fields = answer("show", KECAMATAN, "--versi", "9")
    assert (code, fields["ditolak"]) == (1, f"tidak ada SOP {KECAMATAN} versi 9")


@pytest.mark.parametrize("kode", CODES)
def test_a_shipped_sop_passes_with_warnings(kode: str):
    code, fields = answer("check", kode)

    assert code == 0
    assert fields["dapat_dijalankan"]
    assert {row["parah"] for row in fields["temuan"]} == {"peringatan"}
    assert all(row["pesan"] for row in fields["temuan"])


def test_a_warning_is_read_by_people():
    result = run("check", "pengumpulan-data-capaian")

    assert result.exit_code == 0
    assert "peraturan daerah lain: Tegal, padahal Kota Tarakan" in result.stdout
    assert "Dapat dijalankan; 16 hal sebaiknya dibaca ulang." in result.stdout


def test_an_sop_that_cannot_run_is_refused(broken):
    path = broken("ke = 6,", "ke = 9,")
    result = run("check", path)
    code, fields = answer("check", path)

    assert (result.exit_code, code) == (1, 1)
    assert "tolak: langkah 7, tahap.1.kembali.1.ke" in result.stdout
    assert "Tidak dapat dijalankan: 1 hal harus diperbaiki." in result.stdout
    assert not fields["dapat_dijalankan"]
    assert fields["temuan"][0]["kode"] == "kembali_bukan_mundur"


def test_a_file_that_cannot_be_read_names_langkah_and_key(broken):
    path = broken('waktu = "60 menit"', 'waktu = "sejam"')
    code, fields = answer("check", path)

    assert code == 1
    assert fields["masalah"][0]["langkah"] == 3
    assert fields["masalah"][0]["kunci"] == "mutu_baku.waktu"
    assert run("check", path).stderr == (
        "Gagal: sop.toml: langkah 3, mutu_baku.waktu: "
        "bukan waktu; tulis 15 menit, 2 jam, atau 3 hari: sejam\n"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"\xff\xfe", "bukan teks UTF-8; mohon menyimpannya kembali sebagai UTF-8"),
        (b"kode = \n", "bukan TOML yang benar"),
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, text: bytes, said: str):
    path = tmp_path / "sop.toml"
    path.write_bytes(text)

    result = run("check", str(path))

    assert result.exit_code == 1
    assert said in result.stderr


def test_a_sheet_without_faults_is_said_to_be_so(tmp_path: Path):
    path = tmp_path / "sop.toml"
    path.write_text(
        """
kode = "contoh"
versi = 1
nama = "Contoh"
pemrakarsa = "staf"
identitas = {}
kolom = [{ id = "staf", nama = "Staf" }]

[[langkah]]
no = 1
kegiatan = "Menyusun laporan yang panjangnya-melebihi-lebar-kolom-pada-layar"
singkat = "Susun"
pelaksana = ["staf"]
mutu_baku = { waktu = "1 hari" }
tahap = [{ nama = "Susun", minta = "kerjakan" }]
"""
    )

    assert run("check", str(path)).stdout.endswith("Dapat dijalankan; tidak ada yang janggal.\n")


def test_everything_that_is_found_has_its_sentence():
    assert set(sentences()["temuan"]) == {kode.value for kode in KodeTemuan}
    assert set(sentences()["salah"]) == {salah.value for salah in Salah}


def test_the_schema_is_printed():
    assert json.loads(run("schema").stdout)["title"] == "Sop"


def test_wrong_usage_ends_with_two():
    assert run("show").exit_code == 2


@pytest.mark.parametrize(
    ("periode", "said"),
    [("bulan", "Setiap bulan"), ("tahun", "Setiap tahun"), ("bebas", "Setiap kali diperlukan")],
)
def test_how_often_an_sop_runs_is_told_where_it_is_not_every_triwulan(periode: str, said: str):
    usual = load_catalog().get(KECAMATAN).sop
    other = usual.model_copy(update={"periode": JenisPeriode(periode)})

    assert said in draw_table(other)
    assert not [line for line in draw_table(usual) if line.startswith("Setiap")]
