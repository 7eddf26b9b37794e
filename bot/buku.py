"""Workbooks on their way to becoming files: what writes them is loaded with the first, and a start goes without it."""

from sop_flows.kinerja.lembar import LembarFormulir
from sop_flows.ports.rekap import RekapKantor
from sop_flows.ports.views import IsiView


def write_formulir(lembar: LembarFormulir) -> bytes:
    """Return the sheet of a formulir."""
    from storage.documents.lembar.sheets import write_lembar

    return write_lembar(lembar)


def write_rekap(view: RekapKantor) -> bytes:
    """Return the recap of an office."""
    from storage.documents.rekapitulasi.buku import write_buku_rekap

    return write_buku_rekap(view)


def write_nilai(seen: IsiView) -> bytes:
    """Return all values of what somebody looks at."""
    from storage.documents.rekapitulasi.buku import write_rekap_nilai

    return write_rekap_nilai(seen)
