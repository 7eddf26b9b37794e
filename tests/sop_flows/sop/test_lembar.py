"""The words of the five sheets, held against their scans (pindaian/), word by word."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from sop_flows.sop.catalog import load_catalog
from sop_flows.sop.definition import Langkah, Sop
from sop_flows.sop.lembar import Derau, TeksHalaman, TeksLangkah

SCANS = {
    "mekanisme-pengukuran-kinerja": "000",
    "pengukuran-kinerja-kecamatan": "001",
    "pengumpulan-data-kinerja": "002",
    "pengukuran-kinerja-dinas": "003",
    "pengumpulan-data-capaian": "004",
}
UNNUMBERED = {"mekanisme-pengukuran-kinerja", "pengumpulan-data-kinerja"}
"""The scans that lost the column of numbers."""


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def scan(kode: str) -> str:
    return (Path(__file__).parent / "pindaian" / f"{SCANS[kode]}.txt").read_text(encoding="utf-8")


def shipped(kode: str) -> Sop:
    return load_catalog().get(kode).sop


def rows(sop: Sop) -> Iterator[tuple[Langkah, TeksLangkah]]:
    for row in sop.langkah:
        assert row.lembar is not None
        yield row, row.lembar


def printed(part: TeksHalaman | TeksLangkah) -> list[str]:
    cells = part.model_dump(exclude={"derau"}).values()
    return [word for cell in cells for word in words(cell)]


def noise(sop: Sop) -> Iterator[Derau]:
    assert sop.lembar is not None
    yield from sop.lembar.derau
    for _, part in rows(sop):
        yield from part.derau


def as_scanned(text: str, derau: Iterable[Derau]) -> list[str]:
    """Return the words of a text as the scan garbled them."""
    for one in derau:
        if one.seharusnya:
            text = text.replace(one.seharusnya, one.terbaca, 1)
    return words(text)


def is_within(wanted: list[str], there: list[str]) -> bool:
    """Tell whether these words stand there in this order, with others between them."""
    rest = iter(there)
    return all(word in rest for word in wanted)


@pytest.mark.parametrize("kode", SCANS)
def test_every_word_of_a_scan_is_a_word_of_the_sheet_or_listed_as_noise(kode: str):
    sop = shipped(kode)
    assert sop.lembar is not None

    read = Counter(words(scan(kode)))
    read.subtract(word for one in noise(sop) for word in words(one.terbaca))
    read.update(word for one in noise(sop) for word in words(one.seharusnya))
    sheet = Counter(printed(sop.lembar))
    for row, part in rows(sop):
        sheet.update(printed(part))
        sheet.update([] if kode in UNNUMBERED else [str(row.no)])

    read.subtract(sheet)
    assert {word: times for word, times in read.items() if times} == {}


@pytest.mark.parametrize("kode", SCANS)
def test_the_words_of_each_langkah_stand_in_the_scan_in_their_order(kode: str):
    sop, there = shipped(kode), words(scan(kode))

    assert len(list(rows(sop))) == len(sop.langkah)
    for row, part in rows(sop):
        assert is_within(as_scanned(part.uraian, part.derau), there), row.no


def test_the_fifty_langkah_are_held():
    assert sum(len(shipped(kode).langkah) for kode in SCANS) == 50


def test_a_fault_of_the_sheet_stays_and_one_of_the_scan_does_not():
    capaian, mekanisme = (
        shipped("pengumpulan-data-capaian"),
        shipped("mekanisme-pengukuran-kinerja"),
    )
    printed_row, garbled = capaian.langkah_of(11).lembar, mekanisme.langkah_of(9).lembar

    assert printed_row is not None
    assert "diserahakan ke staf" in printed_row.uraian
    assert "diserahkan kepada staf" not in printed_row.uraian
    assert "diserahkan ke staf" in capaian.langkah_of(11).kegiatan
    assert garbled is not None
    assert garbled.waktu == "30 menit"
    assert Derau(terbaca="faenit", seharusnya="menit") in garbled.derau
    assert not mekanisme.langkah_of(9).cacat
