"""What ``tapak naskah verify`` says of a PDF."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from handlers.screens.wording import print_periode
from sop_flows.jejak import JejakLine
from sop_flows.naskah.kode import print_kode
from sop_flows.naskah.putusan import Putusan
from sop_flows.papers.compose import read_paper
from sop_flows.papers.isi import Kepala
from sop_flows.use_cases.berkas.verify_file import FileVerdict
from storage.documents.papers.kata import print_aksi, print_cara
from storage.documents.papers.paper import in_zone
from storage.files import FileDamaged, FileMissing, Files

PDF: Final = b"%PDF-"
HEAD: Final = 1024
"""Readers look for it within so many bytes."""
SAID: Final = {
    Putusan.TERBARU: "ASLI, yang terbaru dari naskah dinas itu",
    Putusan.LAMA: "ASLI, tetapi lama: sesudahnya ada yang lebih baru pada berkas itu",
    Putusan.BERUBAH: "BERUBAH: PDF ini mengaku naskah dinas dari berkas itu, tetapi bukan yang dibuat Tapak",
    Putusan.RETAK: "TIDAK TERBUKTI: riwayat kantor itu tidak utuh; periksa dengan `tapak jejak verify`",
    Putusan.HILANG: "HILANG: naskah yang ditampilkannya disebut riwayat, tetapi tidak tersimpan lagi",
    Putusan.ASING: "ASING: PDF ini tidak dikenal pada kantor dalam basis data ini; "
    "bila padanya tercetak kode verifikasi, periksa dengan kode itu",
}
UNSEALED: Final = (
    "SEGEL DILEPAS: isinya seperti yang dibuat Tapak, tetapi segel kantornya tidak ada lagi"
)


def is_pdf(path: Path, content: bytes) -> bool:
    """Tell whether a file is a PDF, or was one before somebody changed it."""
    return PDF in content[:HEAD] or path.suffix.lower() == ".pdf"


def is_unsealed(files: Files, verdict: FileVerdict, content: bytes) -> bool:
    """Tell whether a file is that of a paper as it was before its seal, which only adds to it."""
    if verdict.putusan is not Putusan.BERUBAH or verdict.paper is None or not content:
        return False
    try:
        return files.get(verdict.paper.sha256).startswith(content)
    except (FileMissing, FileDamaged):
        return False


def facts_of(verdict: FileVerdict, *, unsealed: bool) -> dict[str, Any]:
    """Return what was found, for a script."""
    facts: dict[str, Any] = {
        "putusan": verdict.putusan.value,
        "asli": verdict.putusan.is_ours,
        "segel_dilepas": unsealed,
    }
    if verdict.kantor is None or verdict.berkas is None:
        return facts
    facts |= {"kantor": verdict.kantor.kode, "berkas": verdict.berkas.nomor}
    if (line := verdict.tanda) is not None:
        facts["tanda"] = {
            **line.rincian["tanda"],
            "aksi": line.aksi,
            "oleh": line.pelaku["nama"],
            "at": line.at.isoformat(),
            "disanggah": verdict.disanggah,
        }
    if (paper := verdict.paper) is None:
        return facts
    kepala = read_paper(paper.isi).kepala
    return facts | {
        "jenis": kepala.jenis,
        "langkah": kepala.langkah,
        "perbaikan": kepala.perbaikan,
        "konsep": kepala.is_konsep,
        "kode": print_kode(paper.kode) if paper.kode else "",
        "sha256": paper.sha256,
        "disebut_riwayat": verdict.saksi is not None,
        "pengesahan": [
            {
                "aksi": one.aksi,
                "nama": one.pejabat.nama,
                "jabatan": one.pejabat.sebutan,
                "at": one.pada,
                "cara": print_cara(one.tanda),
            }
            for one in kepala.pengesahan
        ],
    }


def lines_of(verdict: FileVerdict, *, unsealed: bool) -> Iterator[str]:
    """Yield what was found, for a person."""
    yield UNSEALED if unsealed else SAID[verdict.putusan]
    if verdict.kantor is None or verdict.berkas is None:
        return
    where = f"{verdict.kantor.nama} · berkas {verdict.berkas.nomor}"
    if verdict.tanda is not None:
        yield from signed_lines(verdict.tanda, verdict.kantor.zona, disanggah=verdict.disanggah)
    if verdict.paper is None and verdict.tanda is not None:
        yield f"pindaian lembar bertanda tangan · {where}"
        return
    if verdict.paper is None:
        yield f"{where}, yang tidak pernah membuat naskah dinas ini"
        return
    kepala, kode = read_paper(verdict.paper.isi).kepala, verdict.paper.kode
    yield from (("Yang asli:",) if verdict.putusan is Putusan.BERUBAH else ())
    yield f"{kepala.jenis} · {where}, langkah {kepala.langkah}{later(kepala)}"
    yield f"{kepala.judul}, {print_periode(kepala.periode)}"
    yield (f"kode verifikasi {print_kode(kode)}" if kode else "tanpa kode verifikasi") + (
        ", konsep" if kepala.is_konsep else ""
    )
    yield f"sha256 {verdict.paper.sha256}"
    saat = in_zone(verdict.kantor.zona)["saat"]
    if (saksi := verdict.saksi) is not None:
        at = saat(saksi.at.isoformat())
        yield f"PDF ini disebut riwayat saat ditandatangani {saksi.pelaku['nama']}, {at}"
    for one in kepala.pengesahan:
        yield (
            f"{print_aksi(one.aksi)}: {one.pejabat.nama}, {one.pejabat.sebutan}, {saat(one.pada)}, "
            f"{print_cara(one.tanda)}"
        )


def signed_lines(line: JejakLine, zona: ZoneInfo, *, disanggah: bool) -> Iterator[str]:
    """Yield how something was decided by a file that was signed outside of the bot."""
    said, at = line.rincian["tanda"], in_zone(zona)["saat"](line.at.isoformat())
    yield f"{print_aksi(line.aksi)}: {line.pelaku['nama']}, {line.pelaku['jabatan']}, {at}"
    if said["cara"] == "basah":
        yield f"tanda tangan basah, saksi {said['saksi']}"
        yield from (("SAKSI MENYATAKAN TIDAK MENYAKSIKANNYA",) if disanggah else ())
        return
    yield f"TTE, sertifikat a.n. {said['subjek']} (seri {said['seri']}), penerbit {said['penerbit']}"
    yield from (() if said["dikenal"] else ("penerbit sertifikat tidak dikenal kantor ini",))
    yield from (() if said["senama"] else ("nama pada sertifikat lain daripada nama pegawai",))


def later(kepala: Kepala) -> str:
    """Return which pass through the langkah a paper shows, where it was not the first."""
    return f", perbaikan ke-{kepala.perbaikan + 1}" if kepala.perbaikan else ""
