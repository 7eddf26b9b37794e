"""A workbook in the names that the library knows, whatever names its program gives.

Strict Open XML says the same in other namespaces (ISO/IEC 29500-1 and -4), and some programs part the folders of a name by
a backslash; the guard looks at what comes out of here as at any workbook.
"""

import io
import zipfile
from typing import Final

from sop_flows.deferred import pattern

STRICT: Final = "http://purl.oclc.org/ooxml/spreadsheetml/main "
NAMESPACE: Final = pattern(rb"http://purl\.oclc\.org/ooxml/(\w+)/")


def part_name(name: str) -> str:
    """Return the name of a part as the package parts its folders."""
    return name.replace("\\", "/")


def in_known_names(content: bytes) -> bytes:
    """Return a workbook that the guard has measured, with known names of its parts and namespaces."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target,
    ):
        for entry in source.infolist():
            part = source.read(entry)
            named = NAMESPACE.sub(rb"http://schemas.openxmlformats.org/\1/2006/", part)
            target.writestr(part_name(entry.filename), named)
    return packed.getvalue()
