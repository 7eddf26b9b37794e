"""The gallery of what an office reached: as a card, as a picture, and of which office."""

from handlers.screens.capaian import BaganTerlampir, BukuTerlampir
from handlers.screens.screen import Dokumen
from sop_flows.naskah.batang import Per
from sop_flows.ports.rekap import RekapKantor
from sop_flows.waktu.periode import JenisPeriode, Periode
from tests.support.gallery_daftar import OTHER
from tests.support.views import KANTOR
from tests.support.views_capaian import make_capaian, make_rekap
from tests.support.views_nilai import make_formulir_many
from tests.support.wall import draw_layar, show

MIXED = ("62.5", "104", "0", "119.99", "250", "1388.89", None, "79.99")
TAHUN = Periode(JenisPeriode.TAHUN, 2025)


def capaian() -> None:
    """Hang what an office reached, with few and many, with low ones and with nothing."""
    unit = make_formulir_many(3, 1)[0].unit
    views = {
        "beragam": make_capaian(make_rekap(12, 3, persen=MIXED)),
        "beragam, halaman 2": make_capaian(make_rekap(12, 3, persen=MIXED), halaman=2),
        "satu": make_capaian(make_rekap(1, 1, persen=["95.33"], is_sementara=True)),
        "40, per indikator": make_capaian(make_rekap(40, 5)),
        "40 unit": make_capaian(make_rekap(80, 40, persen=MIXED), per=Per.UNIT, halaman=4),
        "per sasaran": make_capaian(make_rekap(40, 5), per=Per.SASARAN),
        "belum dilaporkan": make_capaian(make_rekap(6, 2, is_reported=False), banding=()),
        "satu unit": make_capaian(make_rekap(3, 1), unit=unit, unit_id={unit.kode: 1, "PM": 2}),
        "beberapa unit": make_capaian(make_rekap(18, 6), is_seluruh=False, lain=(TAHUN,)),
        "kosong": make_capaian(make_rekap(0, 0, is_reported=False), lain=()),
    }
    for name, view in views.items():
        show(f"capaian: {name}", lambda v=view: draw_layar("capaian", v))
        picture = BaganTerlampir(view=view, dokumen=Dokumen("capaian.png", b"x"))
        show(f"bagan: {name}", lambda p=picture: draw_layar("bagan", p))
    for is_sementara in (True, False):
        made = RekapKantor(
            kantor=KANTOR,
            rekap=make_rekap(6, 2, is_sementara=is_sementara),
            pengiriman={},
            kepala={},
            pimpinan=None,
        )
        book = BukuTerlampir(view=made, dokumen=Dokumen("rekap.xlsx", b"x"))
        show(f"buku rekap: {is_sementara}", lambda b=book: draw_layar("buku_rekap", b))
    both = [[one.nama, {"kantor": one.id, "periode": [2026, 3]}] for one in (KANTOR, OTHER)]
    show("capaian: kantor mana", lambda: draw_layar("pilihan_capaian", pilihan=both))
