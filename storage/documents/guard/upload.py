"""The guard in front of every workbook that somebody sends: kind, size, zip, markup.

Nothing is unpacked to disk, nothing is unpacked beyond its bounds, and no spreadsheet library is involved: what passes here
is read by a child process under limits of its own (``reader.py``).
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from struct import Struct
from typing import Final

from sop_flows.deferred import dataclass, pattern
from sop_flows.kinerja.unggahan import SebabLembar, SheetRefused
from storage.documents.guard.kinds import ZIP_MAGIC, refuse_other_kinds, refuse_other_zips
from storage.documents.guard.known_names import in_known_names, part_name
from storage.documents.guard.markup import BatasUnggahan, MarkupScan, Tally

BATAS: Final = BatasUnggahan()
CHUNK: Final = 65_536
LOCAL_HEADER: Final = Struct("<4s2xHH16xHH")
"""Signature, flags, method, lengths of name and extra field (APPNOTE 4.3.7)."""
ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
FORBIDDEN: Final = (
    (pattern(r"vbaproject|(^|/)macrosheets/|vbadata"), SebabLembar.MAKRO),
    (pattern(r"(^|/)externallinks/"), SebabLembar.TAUTAN_LUAR),
    (pattern(r"(^|/)(embeddings|activex)/"), SebabLembar.TERTANAM),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unggahan:
    """A workbook that passed the guard."""

    content: bytes
    is_uncalculated: bool = False
    """Its formulas are to be calculated when it is opened: what stands for their values is none (XlsxWriter puts 0)."""


def check_upload(content: bytes, *, batas: BatasUnggahan = BATAS) -> Unggahan:
    """Return the workbook, proven to be small and plain.

    Raises:
        SheetRefused: It is not, with the reason.
    """
    if len(content) > batas.ukuran:
        raise SheetRefused(SebabLembar.TERLALU_BESAR, ukuran=len(content))
    refuse_other_kinds(content)
    tally = _scan(content, batas)
    if tally.is_foreign:
        content = in_known_names(content)
        tally = _scan(content, batas)
    if not tally.has_workbook:
        raise SheetRefused(SebabLembar.BUKAN_XLSX, isi="zip")
    return Unggahan(content=content, is_uncalculated=tally.is_uncalculated)


def _scan(content: bytes, batas: BatasUnggahan) -> Tally:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            refuse_other_zips(entries)
            check_names(entries, batas)
            check_layout(content, entries, archive.start_dir)
            check_sizes(entries, batas)
            return _scan_parts(archive, entries, batas)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeError) as broken:
        raise SheetRefused(SebabLembar.RUSAK, zip=str(broken)[:80]) from broken


def check_names(entries: list[zipfile.ZipInfo], batas: BatasUnggahan) -> None:
    """Refuse entries that no office program writes, and those that carry macros or other documents."""
    if len(entries) > batas.entri:
        raise SheetRefused(SebabLembar.TERLALU_BESAR, entri=len(entries))
    seen: set[str] = set()
    for entry in entries:
        name = part_name(entry.orig_filename).casefold()
        if name in seen or _is_unsafe(name):
            raise SheetRefused(SebabLembar.MENCURIGAKAN, nama=ascii(entry.orig_filename)[:80])
        if entry.flag_bits & ENCRYPTED:
            raise SheetRefused(SebabLembar.TERKUNCI, nama=name[:80])
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise SheetRefused(SebabLembar.MENCURIGAKAN, cara=entry.compress_type)
        for forbidden, sebab in FORBIDDEN:
            if forbidden.search(name):
                raise SheetRefused(sebab, nama=name[:80])
        seen.add(name)


def _is_unsafe(name: str) -> bool:
    return (
        name.startswith("/")
        or ":" in name
        or ".." in name.split("/")
        or any(ord(letter) < 32 for letter in name)
    )


def check_layout(content: bytes, entries: list[zipfile.ZipInfo], directory: int) -> None:
    """Check that each entry has bytes of its own, and says the same in both of its headers."""
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    spans = [(entry.header_offset, _end_of(content, entry)) for entry in ordered]
    spans.append((directory, len(content)))
    if spans[0][0] != 0 or any(end > start for (_, end), (start, _) in pairwise(spans)):
        raise SheetRefused(SebabLembar.MENCURIGAKAN, tumpang_tindih=1)


def _end_of(content: bytes, entry: zipfile.ZipInfo) -> int:
    start = entry.header_offset
    if not 0 <= start <= len(content) - LOCAL_HEADER.size:
        raise SheetRefused(SebabLembar.RUSAK, letak=start)
    signature, flags, method, name_length, extra_length = LOCAL_HEADER.unpack_from(content, start)
    name_at = start + LOCAL_HEADER.size
    encoding = "utf-8" if flags & 0x800 else "cp437"
    name = content[name_at : name_at + name_length].decode(encoding)
    if (signature, method, name) != (ZIP_MAGIC, entry.compress_type, entry.orig_filename):
        raise SheetRefused(SebabLembar.MENCURIGAKAN, kepala=ascii(name)[:80])
    return name_at + int(name_length) + int(extra_length) + entry.compress_size


def check_sizes(entries: list[zipfile.ZipInfo], batas: BatasUnggahan) -> None:
    """Refuse by what the zip says of itself, before unpacking shows whether it lied."""
    total = sum(entry.file_size for entry in entries)
    if total > batas.isi:
        raise SheetRefused(SebabLembar.TERLALU_BESAR, isi=total)
    for entry in entries:
        _check_ratio(entry, entry.file_size, batas)


def _check_ratio(entry: zipfile.ZipInfo, size: int, batas: BatasUnggahan) -> None:
    if size > batas.rasio_mulai and size > batas.rasio * entry.compress_size:
        raise SheetRefused(SebabLembar.MENCURIGAKAN, rasio=size // max(entry.compress_size, 1))


def _scan_parts(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], batas: BatasUnggahan
) -> Tally:
    names = [entry.filename for entry in entries]
    tally = Tally(
        batas=batas,
        bagian=frozenset(map(str.casefold, names)),
        is_foreign=any(name != part_name(name) for name in names),
    )
    total = 0
    for entry in entries:
        scan: MarkupScan | None = None
        size = 0
        for chunk in _chunks(archive, entry):
            if size == 0 and _is_markup(chunk):
                scan = MarkupScan(nama=entry.filename.casefold()[-60:], tally=tally)
            size += len(chunk)
            total += len(chunk)
            if total > batas.isi:
                raise SheetRefused(SebabLembar.TERLALU_BESAR, isi=total)
            _check_ratio(entry, size, batas)
            if scan is not None:
                scan.feed(chunk)
        if scan is not None:
            scan.close()
    return tally


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the unpacked bytes of an entry; its checksum is verified with the last of them."""
    with archive.open(entry) as part:
        while chunk := part.read(CHUNK):
            yield chunk


def _is_markup(head: bytes) -> bool:
    """Judge by content: a library finds its parts by relation, whatever they are called."""
    return head.lstrip(b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n").startswith(b"<")
