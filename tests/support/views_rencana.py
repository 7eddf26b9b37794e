"""Plans, as the screens of tests show them."""

from dataclasses import replace
from datetime import date, timedelta

from sop_flows.engine.rencana import break_down, latest_start, plan_from
from sop_flows.kantor.halangan import Halangan, JenisHalangan
from sop_flows.ports.halaman import Halaman
from sop_flows.ports.pilihan import PilihanMulai
from sop_flows.ports.rencana import (
    Arah,
    BagianRencana,
    LangkahRencana,
    Maksud,
    MenurutLalu,
    RencanaView,
)
from sop_flows.sop.definition import Sop
from sop_flows.waktu.jadwal import BerlakuSesi, load_jam_kerja_default
from sop_flows.waktu.jam_kerja import JamKerja
from tests.support.periode import TW_III
from tests.support.views import KANTOR, NOW, WIB

JAM_KERJA = JamKerja(zona=WIB, biasa=load_jam_kerja_default()[5].pekan(BerlakuSesi.BIASA))
HARI = date(2026, 12, 4)
HALANGAN = (
    Halangan(
        jenis=JenisHalangan.LIBUR,
        apa="Pilkada <serentak>",
        mulai=date(2026, 12, 2),
        selesai=date(2026, 12, 3),
        langkah=(4, 5),
    ),
    Halangan(
        jenis=JenisHalangan.RAMADAN,
        apa="",
        mulai=date(2026, 11, 30),
        selesai=date(2026, 12, 1),
        langkah=(3,),
    ),
    Halangan(
        jenis=JenisHalangan.KOSONG,
        apa="Kasi Ketenteraman & Ketertiban",
        mulai=date(2026, 12, 1),
        selesai=date(2026, 12, 1),
        langkah=(4,),
    ),
    Halangan(
        jenis=JenisHalangan.PLH,
        apa="Camat",
        mulai=date(2026, 11, 30),
        selesai=date(2026, 12, 4),
        langkah=(1, 8),
        oleh="Endang <Lestari>",
        tidak_boleh=(8,),
    ),
    Halangan(
        jenis=JenisHalangan.TANPA_JABATAN,
        apa="Staff/Pelaksana",
        mulai=date(2026, 12, 1),
        selesai=date(2026, 12, 4),
        langkah=(5, 8),
    ),
)


def make_rencana(sop: Sop, *, arah: Arah = Arah.SAMPAI, halaman: int = 1) -> RencanaView:
    """Return the plan of an SOP, without anything that it runs into."""
    pieces = break_down([sop])
    close = JAM_KERJA.close_of(HARI)
    mulai = latest_start(pieces, JAM_KERJA, close) if arah is Arah.SAMPAI else NOW
    planned = plan_from(pieces, JAM_KERJA, mulai)
    rows = tuple(
        LangkahRencana(
            terjadwal=one,
            kolom=tuple(sop.kolom_of(kolom).nama for kolom in one.butir.stages[0].untuk),
        )
        for one in planned.butir
    )
    size = -(-len(rows) // -(-len(rows) // 12))
    part = rows[(halaman - 1) * size : halaman * size]
    return RencanaView(
        kantor=KANTOR,
        sop=sop,
        maksud=Maksud(sop=3, arah=arah, hari=HARI, halaman=halaman),
        mulai=planned.mulai,
        selesai=planned.selesai,
        bagian=Halaman(
            baris=(BagianRencana(sop=sop, langkah=part, halangan=()),),
            ke=halaman,
            jumlah=-(-len(rows) // size),
        ),
    )


def with_halangan(view: RencanaView, times: int = 1) -> RencanaView:
    """Return a plan that runs into all that a plan may run into."""
    parts = (replace(view.bagian.baris[0], halangan=HALANGAN * times),)
    return replace(view, bagian=replace(view.bagian, baris=parts))


def make_startable(sop: Sop) -> PilihanMulai:
    """Return that the reader may start an SOP now."""
    return PilihanMulai(kantor=KANTOR, sop_id=3, sop=sop, periode=TW_III, berjalan=None)


def make_lalu() -> MenurutLalu:
    """Return what the berkas that have ended say."""
    return MenurutLalu(jumlah=4, mulai=NOW - timedelta(days=1), selesai=NOW + timedelta(days=3))
