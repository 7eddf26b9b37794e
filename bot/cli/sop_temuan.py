"""What is wrong or odd in the file of an SOP, as its commands say it."""

from typing import Any

from bot.cli.answer import Refused
from handlers.screens.findings import describe_kode, describe_salah
from sop_flows.sop.catalog import SopUnreadable
from sop_flows.sop.check import Parah, Temuan
from sop_flows.sop.definition import Sop


def describe_temuan(temuan: Temuan) -> dict[str, Any]:
    """Return one finding, with its sentence."""
    return {
        "parah": temuan.parah.value,
        "langkah": temuan.langkah,
        "kunci": temuan.kunci,
        "kode": temuan.kode.value,
        "fakta": dict(temuan.fakta),
        "pesan": describe_kode(temuan.kode, temuan.fakta),
    }


def draw_temuan(row: Sop, found: tuple[Temuan, ...]) -> list[str]:
    """Return findings as lines, and what they come to."""
    lines = [f"{row.kode} versi {row.versi}: {row.nama}"]
    for temuan in found:
        fields = describe_temuan(temuan)
        lines.append(
            f"  {temuan.parah.value}: {place(temuan.langkah, temuan.kunci)}: {fields['pesan']}"
        )
    refused = sum(temuan.parah is Parah.TOLAK for temuan in found)
    if refused:
        return [*lines, f"Tidak dapat dijalankan: {refused} hal harus diperbaiki."]
    if found:
        return [*lines, f"Dapat dijalankan; {len(found)} hal sebaiknya dibaca ulang."]
    return [*lines, "Dapat dijalankan; tidak ada yang janggal."]


def place(langkah: int | None, key: str) -> str:
    """Return where in a file something is wrong."""
    where = f"langkah {langkah}" if langkah else "lembar"
    return f"{where}, {key}" if key else where


def refused_of(file: str, unreadable: SopUnreadable) -> Refused:
    """Return what is said of a file that is no SOP."""
    rows = [
        {
            "file": masalah.file,
            "langkah": masalah.langkah,
            "kunci": masalah.key,
            "kode": masalah.problem.value,
            "pesan": describe_salah(masalah.problem, masalah.nilai),
        }
        for masalah in unreadable.masalah
    ]
    lines = [
        f"{row['file']}: {place(m.langkah, m.key)}: {row['pesan']}"
        for row, m in zip(rows, unreadable.masalah, strict=True)
    ]
    return Refused("\n".join(lines), file=file, dapat_dijalankan=False, temuan=[], masalah=rows)
