"""Why values are as they are, what is done about them and what proves them, as the forms say it."""

from collections.abc import Callable, Iterator
from typing import Final

from sop_flows.naskah.isi import IsiAnalisis
from sop_flows.naskah.rekap import Baris
from sop_flows.ports.rekap import Lanjut
from storage.documents.lembar.periods import print_bagian
from storage.documents.rekap.kolom import TANPA_BUKTI
from storage.documents.rekap.table import Kolom
from storage.documents.rekapitulasi.facts import Facts

KOLOM: Final = (
    Kolom("Analisis/kendala", 30),
    Kolom("Tindak lanjut", 34),
    Kolom("Sumber data/bukti", 28),
)
"""What a signer reads beside a value."""


def explained(facts: Facts, one: Baris) -> tuple[str, str, str]:
    """Return what is said beside a value of the periode: its analisis, its tindak lanjut, its proof."""
    return why(one), plans(facts, one), proof(one)


def why(one: Baris) -> str:
    """Return what helped and what hindered."""
    analisis = one.isi.analisis if one.kini else None
    if analisis is None:
        return ""
    said = (("Pendorong", analisis.pendorong), ("Penghambat", analisis.penghambat))
    return "\n".join(f"{nama}: {teks}" for nama, teks in said if teks)


def plans(facts: Facts, one: Baris) -> str:
    """Return what is done about it, and what became of what was to be done after earlier periode."""
    return "\n".join(plan_of(facts, one, each) for each in facts.view.lanjut.get(one.isi.kode, ()))


def plan_of(facts: Facts, one: Baris, lanjut: Lanjut) -> str:
    """Return a tindak lanjut: of which periode, what, by whom, until when, and whether it is done."""
    rencana = lanjut.rencana
    since = "" if lanjut.periode == one.periode else f"{print_bagian(lanjut.periode)}: "
    state = "selesai " + facts.day(lanjut.selesai_at) if lanjut.selesai_at else "belum selesai"
    said = (rencana.jenis, rencana.jabatan, f"batas {facts.day(rencana.at)}")
    told = (*said, state) if lanjut.is_dibuka else said
    return f"{since}{rencana.teks} ({'; '.join(told)})"


def proof(one: Baris) -> str:
    """Return where a value is from, and what proves it."""
    source = one.indikator.sumber_data if one.indikator else ""
    proofs = (each.nama for each in one.kini.dokumen) if one.kini else ()
    lacking = TANPA_BUKTI if one.is_tanpa_bukti else ""
    return "; ".join(filter(None, (source, *proofs, lacking)))


def helped(facts: Facts) -> Iterator[str]:
    """Yield what helped, each with its indikator."""
    return causes(facts, lambda analisis: analisis.pendorong)


def hindered(facts: Facts) -> Iterator[str]:
    """Yield what hindered, each with its indikator."""
    return causes(facts, lambda analisis: analisis.penghambat)


def causes(facts: Facts, part: Callable[[IsiAnalisis], str]) -> Iterator[str]:
    """Yield one part of what is said of values of the periode, each with its indikator."""
    for one in facts.view.rekap.semua.semua:
        analisis = one.isi.analisis if one.kini else None
        if analisis is not None and part(analisis):
            yield f"{one.isi.kode} {one.isi.nama}: {part(analisis)}"


def next_steps(facts: Facts) -> Iterator[str]:
    """Yield what values of the periode ask to be done, each with its indikator."""
    for one in facts.view.rekap.semua.semua:
        for lanjut in facts.view.lanjut.get(one.isi.kode, ()):
            if lanjut.periode == one.periode:
                yield f"{one.isi.kode} {one.isi.nama}: {plan_of(facts, one, lanjut)}"
