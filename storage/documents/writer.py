"""The near side of the process that writes workbooks and Word: what that takes is loaded there alone.

Beside the event loop a big one would hold the interpreter for seconds, and every tap would wait for it.
"""

import pickle
from collections.abc import Mapping
from typing import Final

from sop_flows.kinerja.lembar import LembarFormulir
from sop_flows.ports.rekap import RekapKantor
from sop_flows.ports.views import IsiView
from storage.documents.apart.process import Apart, BatasKerja
from storage.documents.papers.isi_word import IsiWord

WRITER: Final = Apart("storage.documents.writer_child")
BIASA: Final = BatasKerja(prosesor=60, dinding=180.0)
"""A recap of 1,000 indikator takes 7 s and 200 MB."""

Tertulis = LembarFormulir | RekapKantor | IsiView | IsiWord
"""What a file is written of; its type says which."""
WRITERS: Final[Mapping[type[Tertulis], str]] = {
    LembarFormulir: "storage.documents.lembar.sheets:write_lembar",
    RekapKantor: "storage.documents.rekapitulasi.buku:write_buku_rekap",
    IsiView: "storage.documents.rekapitulasi.buku:write_rekap_nilai",
    IsiWord: "storage.documents.papers.word:write_word",
}
"""By their names: each loads no more than it needs, and none is loaded here."""


def write_apart(isi: Tertulis, batas: BatasKerja = BIASA) -> bytes:
    """Return the file of a content, the same bytes for the same content; not on the event loop.

    Raises:
        NotDone: It cannot be written, or not within the limits; no value is named.
        CutShort: Nobody can tell.
    """
    return WRITER.do(pickle.dumps(isi, pickle.HIGHEST_PROTOCOL), batas, WRITERS[type(isi)])
