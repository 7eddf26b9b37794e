"""The archive of a berkas as one zip: papers, dokumen, naskah and history, with the sha256 of each.

1. The same berkas gives the same bytes: names, order and dates of the entries are of what it holds.
2. What is no more keeps nothing else back: ``hilang.txt`` names it.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.jejak import JejakLine, facts
from sop_flows.papers.nama import name_of
from sop_flows.ports.papers import ArsipView, PaperView
from sop_flows.ports.views import IsiView
from sop_flows.waktu.periode import JenisPeriode, Periode

EPOCH: Final = (1980, 1, 1, 0, 0, 0)
SHORT: Final = {
    JenisPeriode.TRIWULAN: "TW{ke}",
    JenisPeriode.BULAN: "B{ke:02}",
    JenisPeriode.SEMESTER: "S{ke}",
    JenisPeriode.TAHUN: "tahun",
    JenisPeriode.BEBAS: "{mulai:%m-%d}",
}
LONGEST: Final = 150
"""Bytes of a name before its ending; file systems take 255. The history has it in full."""
ENDING: Final = 16
SUMS: Final = "sha256.txt"
LOST: Final = "hilang.txt"

Read = Callable[[str], bytes | None]
"""Returns the kept content of a sha256; None where it is whole no more."""
Tabulate = Callable[[IsiView], bytes | None]
"""Returns all values of a content as a workbook; None where it cannot be made."""
Press = Callable[[PaperView], bytes | None]
"""Returns a paper as a file; None where there is none any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arsip:
    """A zip, and the names of what should be in it and is no more."""

    isi: bytes
    hilang: tuple[str, ...]


def write_arsip(view: ArsipView, press: Press, read: Read, tabulate: Tabulate) -> Arsip:
    """Return the archive of a berkas; not on the event loop, papers are set for it."""
    content = io.BytesIO()
    sums: list[str] = []
    hilang: list[str] = []
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for nama, one in entries(view, press, read, tabulate):
            if one is None:
                hilang.append(nama)
                continue
            sums.append(f"{hashlib.sha256(one).hexdigest()}  {nama}\n")
            put(archive, nama, one)
        put(archive, f"{folder_of(view)}/{SUMS}", "".join(sums).encode())
        if hilang:
            put(
                archive,
                f"{folder_of(view)}/{LOST}",
                "".join(f"{one}\n" for one in hilang).encode(),
            )
    return Arsip(isi=content.getvalue(), hilang=tuple(hilang))


def entries(
    view: ArsipView, press: Press, read: Read, tabulate: Tabulate
) -> Iterator[tuple[str, bytes | None]]:
    """Yield each entry with its name, no name twice; without content where that is no more."""
    folder, taken = folder_of(view), set[str]()
    for paper in view.papers:
        yield (
            once(
                f"{folder}/{name_of(paper.paper.jenis, paper.paper.langkah, paper.unit)}"
                f"{paper.akhiran}.pdf",
                taken,
            ),
            press(paper),
        )
    for kept in view.dokumen:
        nama = f"{folder}/dokumen/{kept.langkah:02}-{clean(kept.nama)}"
        yield once(nama, taken), read(kept.sha256)
    for naskah in view.naskah:
        yield once(f"{folder}/naskah/{naskah.kode.lower()}.json", taken), naskah.isi.encode()
    if view.rekap is not None:
        yield f"{folder}/rekap-{view.rekap.kode.lower()}.xlsx", tabulate(view.rekap)
    yield f"{folder}/riwayat.jsonl", history(view.riwayat).encode()


def folder_of(view: ArsipView) -> str:
    """Return where in the archive a berkas lies: year, periode, SOP, number."""
    periode: Periode = view.berkas.periode
    bagian = SHORT[periode.jenis].format(ke=periode.ke, mulai=periode.mulai)
    return f"{periode.tahun}/{bagian}/{view.sop}/{view.berkas.nomor}"


def clean(nama: str) -> str:
    """Return the name of a dokumen as an entry may have it: no folders, nothing that a system refuses."""
    last = PurePosixPath(nama.replace("\\", "/")).name
    kept = "".join(c if c.isprintable() and c not in '<>:"|?*' else "_" for c in last).rstrip(". ")
    ending = PurePosixPath(kept).suffix[:ENDING]
    stem = kept.removesuffix(ending).encode()[:LONGEST].decode(errors="ignore")
    return f"{stem}{ending}" or "dokumen"


def once(nama: str, taken: set[str]) -> str:
    """Return a name that nothing has yet, with a number before its ending if need be."""
    path, count = PurePosixPath(nama), 1
    while nama.casefold() in taken:
        count += 1
        nama = str(path.with_name(f"{path.stem}-{count}{path.suffix}"))
    taken.add(nama.casefold())
    return nama


def history(lines: Iterable[JejakLine]) -> str:
    """Return lines of history as JSON, one below the other."""
    plain = (facts(0, line) for line in lines)
    return "".join(
        json.dumps(
            {k: v for k, v in one.items() if k != "seq"}, ensure_ascii=False, sort_keys=True
        )
        + "\n"
        for one in plain
    )


def put(archive: zipfile.ZipFile, nama: str, content: bytes) -> None:
    """Add an entry that says nothing of when and where it was added."""
    info = zipfile.ZipInfo(nama, EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    archive.writestr(info, content)
