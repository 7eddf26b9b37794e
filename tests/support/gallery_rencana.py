"""The gallery of plans: which SOP, until when, and the plan in every state."""

from dataclasses import replace
from datetime import timedelta

from sop_flows.ports.rencana import Arah, PilihanRencana
from sop_flows.sop.catalog import load_catalog
from tests.support.views import KANTOR, KECAMATAN, MEKANISME, NOW
from tests.support.views_rencana import make_lalu, make_rencana, make_startable, with_halangan
from tests.support.wall import draw_layar, show

SOPS = {one.sop.kode: one.sop for one in load_catalog().all()}
DINAS, CAPAIAN = SOPS["pengukuran-kinerja-dinas"], SOPS["pengumpulan-data-capaian"]
ASKED = {"sop": 3, "nama": "Pengukuran <Kinerja>", "kantor": "Kecamatan & Kelurahan"}


def rencana() -> None:
    """Hang the screens of planning."""
    plannable = (
        PilihanRencana(kantor=KANTOR, sop_id=1, sop=KECAMATAN),
        PilihanRencana(kantor=KANTOR, sop_id=2, sop=MEKANISME),
    )
    show("pilihan_rencana", lambda: draw_layar("pilihan_rencana", plannable))
    show("pilihan_rencana: tidak ada", lambda: draw_layar("pilihan_rencana", ()))
    many = tuple(replace(plannable[0], sop_id=id) for id in range(1, 40))
    show("pilihan_rencana: banyak", lambda: draw_layar("pilihan_rencana", many))
    day = {"hari_ini": "2026-11-23"}
    show("tanya_rencana", lambda: draw_layar("tanya_rencana", **ASKED, **day))
    due = day | {"batas": "2026-12-10"}
    show("tanya_rencana: batas laporan", lambda: draw_layar("tanya_rencana", **ASKED, **due))
    back = make_rencana(KECAMATAN)
    two = (make_startable(KECAMATAN), make_startable(MEKANISME))
    views = {
        "sampai": replace(back, dapat_dimulai=two[:1]),
        "sampai, sudah lewat": replace(back, bila_sekarang=NOW + timedelta(days=9)),
        "sampai, menurut lalu": replace(back, lalu=make_lalu()),
        "mulai": make_rencana(KECAMATAN, arah=Arah.MULAI),
        "mulai, menurut lalu": replace(make_rencana(KECAMATAN, arah=Arah.MULAI), lalu=make_lalu()),
        "yang longgar": make_rencana(MEKANISME, arah=Arah.MULAI),
        "berantai": replace(
            back, sebelum=(CAPAIAN, MEKANISME), masukan=(CAPAIAN, MEKANISME), dapat_dimulai=two
        ),
        "dapat berantai": replace(back, masukan=(CAPAIAN,)),
        "perlu diperhatikan": with_halangan(back),
        "sangat banyak yang perlu diperhatikan": with_halangan(back, 40),
        "halaman 2 dari 2": make_rencana(DINAS, halaman=2),
    }
    for name, view in views.items():
        show(f"rencana: {name}", lambda v=view: draw_layar("rencana", v))
