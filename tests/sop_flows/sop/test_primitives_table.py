"""The table of the fifty langkah in the architecture is what the five files say."""

from pathlib import Path

from sop_flows.sop.catalog import load_catalog
from sop_flows.sop.definition import Asal, Langkah, Sebar, Tahap

FIVE = (
    "mekanisme-pengukuran-kinerja",
    "pengukuran-kinerja-kecamatan",
    "pengumpulan-data-kinerja",
    "pengukuran-kinerja-dinas",
    "pengumpulan-data-capaian",
)
PAGE = Path(__file__).parents[3] / "docs" / "architecture.md"


def tell_tahap(tahap: Tahap) -> str:
    words = [f"`{tahap.minta}`"]
    if tahap.sebar is not Sebar.SEKALI:
        words.append(tahap.sebar.replace("_", " "))
    if tahap.waktu is not None:
        words.append(f"{tahap.waktu}*")
    if tahap.gabung_di is not None:
        words.append(f"gabung di {tahap.gabung_di}")
    for kembali in tahap.kembali:
        via = f" lewat {kembali.lewat}" if kembali.lewat else ""
        units = " per unit" if kembali.per_unit else ""
        star = "" if kembali.asal is Asal.LEMBAR else "*"
        words.append(f"kembali {kembali.ke}{via}{units}{star}")
    words += ["pengawas"] if tahap.pengawas else []
    words += ["tanya"] if tahap.boleh_tanya else []
    if tahap.distribusi:
        words.append("distribusi: " + ", ".join(tahap.distribusi))
    if tahap.isian:
        words.append("isian: " + ", ".join(isian.kode for isian in tahap.isian))
    return " · ".join(words)


def tell_langkah(scan: int, langkah: Langkah) -> str:
    tahap = " → ".join(tell_tahap(each) for each in langkah.tahap)
    waktu = langkah.mutu_baku.waktu
    return f"| 00{scan}#{langkah.no} | {langkah.singkat} | {waktu} | {tahap} |"


def test_the_table_of_the_fifty_langkah_is_what_the_files_say():
    catalog = load_catalog()
    expected = [
        tell_langkah(scan, langkah)
        for scan, kode in enumerate(FIVE)
        for langkah in catalog.get(kode).sop.langkah
    ]

    printed = [line for line in PAGE.read_text().splitlines() if line.startswith("| 00")]

    assert len(expected) == 50
    assert printed == expected
