"""The way of a berkas, as the screens and pictures of tests show it."""

from dataclasses import replace
from datetime import timedelta

from sop_flows.engine.aksi import Penugasan
from sop_flows.engine.berkas import StatusBerkas
from sop_flows.ports.alur import AlurView, Cap, LangkahAlur
from sop_flows.ports.halaman import page_of
from sop_flows.ports.views import BerkasView, LangkahStatus
from sop_flows.sop.catalog import load_catalog
from tests.support.views import NOW, make_papan

CAP = Cap(
    nama="Siti Khotimah",
    jabatan="Kasi Pemberdayaan Masyarakat",
    penugasan=Penugasan.DEFINITIF,
    at=NOW - timedelta(days=3),
)


def make_alur(
    kode: str = "pengukuran-kinerja-kecamatan", at: int = 4, *, halaman: int = 1, cap: Cap = CAP
) -> AlurView:
    """Return the way of a berkas that stands at a langkah: who did those before, who is late at it."""
    papan = make_papan(load_catalog().get(kode).sop, at)
    rows = [make_langkah(papan, one, cap) for one in papan.langkah]
    size = -(-len(rows) // -(-len(rows) // 10))
    return AlurView(
        kantor=papan.kantor,
        berkas=papan.berkas,
        sop=papan.sop,
        langkah=page_of(rows, halaman, size),
        selesai=at - 1,
        terlambat=papan.terlambat,
        now=NOW,
    )


def make_langkah(papan: BerkasView, status: LangkahStatus, cap: Cap) -> LangkahAlur:
    """Return one langkah on the way."""
    return LangkahAlur(
        status=status,
        kolom=tuple(papan.sop.kolom_of(k).nama for k in status.langkah.pelaksana),
        cap=cap if status.status == "selesai" else None,
    )


def make_finished() -> AlurView:
    """Return the way of a berkas that has come to its end, with nothing late."""
    view = make_alur(at=11)
    berkas = replace(view.berkas, status=StatusBerkas.SELESAI)
    return replace(view, berkas=berkas, terlambat=0)
