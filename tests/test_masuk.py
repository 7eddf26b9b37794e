"""The same dirty texts at every way in: chat, caption, sheet, workbook, SOP file and command line read them the same."""

import io
import json
from importlib.resources import files

import openpyxl
import pytest
from click.testing import CliRunner

from bot.cli.hitung import hitung
from handlers.door import clean_update
from sop_flows.kinerja.angka import Ambigu, Terbaca, read_angka
from sop_flows.kinerja.capaian import Polaritas
from sop_flows.kinerja.lembar import BarisLembar, LembarFormulir
from sop_flows.sop.examine import examine
from storage.documents.kantor.workbook import read_workbook, write_template
from storage.documents.lembar.reading import read_lembar
from storage.documents.lembar.sheets import write_lembar
from tests.support.periode import TW_III

Reading = list[str] | None
ONE, TWO, NONE = ["88.24"], ["88.24", "8824"], None

DIRTY: dict[str, tuple[str, Reading]] = {
    "88,24": ("88,24", ONE),
    "\u200e88,24": ("88,24", ONE),
    "88,24\u200f": ("88,24", ONE),
    "8\u200b8,24": ("88,24", ONE),
    "\ufeff88,24": ("88,24", ONE),
    "88\u00ad,24": ("88,24", ONE),
    "88\u200d,2\u200c4": ("88,24", ONE),
    "\u202a88,24\u202c": ("88,24", ONE),
    "\u206688,24\u2069 %": ("88,24 %", ONE),
    "88,24\u00a0%": ("88,24\u00a0%", ONE),
    "\u00a088,24 persen": ("88,24 persen", ONE),
    "88,24\u2028": ("88,24", ONE),
    "\t88,24 ": ("88,24", ONE),
    "88\x7f,24": ("88,24", ONE),
    "\u206088.24": ("88.24", TWO),
    "\u200b88.24\u00a0%": ("88.24\u00a0%", TWO),
    "88,2\u200e4\u2019": ("88,24\u2019", NONE),
    "\u0668\u0668": ("\u0668\u0668", NONE),
    "Jum\u2019at\u200b 16\u201310": ("Jum\u2019at 16\u201310", NONE),
    "\U000e0041delapan puluh\ufeff": ("delapan puluh", NONE),
}
"""What somebody pastes, how it stands once it is clean, and what number it is."""


def in_chat(teks: str) -> str:
    message = clean_update({"message": {"text": teks}})["message"]
    return message["text"]


def in_a_caption(teks: str) -> str:
    message = clean_update({"message": {"caption": teks}})["message"]
    return message["caption"]


def in_a_sop_file(teks: str) -> str:
    shipped = (files("sop_flows") / "data/sop/pengumpulan-data-kinerja.toml").read_text("utf-8")
    dirty = shipped.replace('nama = "Pengumpulan Data Kinerja"', f"nama = '''{teks}'''", 1)
    found = examine(dirty.encode(), "sop.toml")
    assert found.template is not None, found.masalah
    return found.template.sop.nama


@pytest.fixture(scope="module")
def sheets() -> dict[str, dict[str, str]]:
    """How all of them stand in one formulir and in one workbook of an office."""
    rows = tuple(
        BarisLembar(
            kode=f"IK-{n}", sasaran="s", indikator="i", satuan="", polaritas=Polaritas.NAIK
        )
        for n in range(len(DIRTY))
    )
    formulir = edited(
        write_lembar(
            LembarFormulir(
                kantor="Kecamatan", judul_sop="SOP", periode=TW_III, unit="Seksi",
                berkas_nomor=1, formulir_id=1, ronde=1, rows=rows,
            )
        ), "Realisasi", "I", 7,
    )  # fmt: skip
    buku = edited(write_template(), "Jabatan", "A", 20)
    return {
        "formulir": dict(zip(DIRTY, (c.teks for c in read_lembar(formulir).baris), strict=True)),
        "buku": dict(zip(DIRTY, (r.jabatan for r in read_workbook(buku).jabatan[-len(DIRTY):]), strict=True)),
    }  # fmt: skip


def edited(content: bytes, sheet: str, column: str, first: int) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    for row, teks in enumerate(DIRTY, start=first):
        book[sheet][f"{column}{row}"] = teks
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def reading(teks: str) -> Reading:
    match read_angka(teks):
        case Terbaca(nilai):
            return [str(nilai)]
        case Ambigu(pilihan):
            return [str(nilai) for nilai in pilihan]
    return None


def on_the_command_line(teks: str) -> Reading:
    told = json.loads(CliRunner().invoke(hitung, ["angka", "--json", "--", teks]).stdout)
    return told.get("pilihan") or ([told["nilai"]] if "nilai" in told else None)


@pytest.mark.parametrize("teks", DIRTY, ids=ascii)
def test_a_dirty_text_is_the_same_whichever_way_it_comes_in(
    teks: str, sheets: dict[str, dict[str, str]]
):
    clean, number = DIRTY[teks]
    came = {
        "chat": in_chat(teks),
        "caption": in_a_caption(teks),
        "sheet": sheets["formulir"][teks],
        "workbook": sheets["buku"][teks],
        "SOP file": in_a_sop_file(teks),
    }

    assert {way: text.strip() for way, text in came.items()} == dict.fromkeys(came, clean)
    assert {way: reading(text) for way, text in came.items()} == dict.fromkeys(came, number)
    assert on_the_command_line(teks) == number
