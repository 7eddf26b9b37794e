"""The gallery of the calendar of an office."""

from dataclasses import replace
from datetime import date

from sop_flows.kantor.kalender import DasarUnreadable, LiburUnfit, Rangkaian, SebabLibur, added
from sop_flows.use_cases.kantor.libur import LiburView
from sop_flows.waktu.jadwal import JenisHari
from storage.offices.kalender import year_of
from tests.support.views import KANTOR
from tests.support.wall import draw_layar, show

YEARS = (2025, 2026, 2027, 2028)
OWN = added(
    added(
        (),
        Rangkaian(
            jenis=JenisHari.LIBUR,
            mulai=date(2026, 11, 25),
            selesai=date(2026, 11, 27),
            dasar="HUT <kabupaten> & peringatan hari jadi yang keempat ratus",
        ),
    ),
    Rangkaian(
        jenis=JenisHari.AWAL_RAMADAN,
        mulai=date(2026, 2, 18),
        selesai=date(2026, 3, 19),
        dasar="Sidang isbat",
    ),
)
MANY = tuple(
    row
    for n in range(1, 28)
    for month in (7, 8, 9)
    for row in added(
        (),
        Rangkaian(
            jenis=JenisHari.MASUK,
            mulai=date(2027, month, n),
            selesai=date(2027, month, n),
            dasar=f"Piket ke-{n}",
        ),
    )
)
DAY = {"jenis": "libur", "mulai": "2026-11-25", "selesai": "2026-11-25", "dasar": "HUT <kota>"}


def calendars() -> None:
    """Hang the years of a calendar, and the questions before it is changed."""
    for tahun, own in ((2025, ()), (2026, OWN), (2027, MANY), (2028, ())):
        view = LiburView(kantor=KANTOR, kalender=year_of(tahun, own), tahun=YEARS)
        show(f"libur: {tahun}", lambda v=view: draw_layar("libur", v))
    added_skb = added(
        (),
        Rangkaian(
            jenis=JenisHari.CUTI_BERSAMA,
            mulai=date(2028, 2, 25),
            selesai=date(2028, 2, 25),
            dasar="",
        ),
    )
    known = LiburView(kantor=KANTOR, kalender=year_of(2028, added_skb), tahun=YEARS)
    show("libur: cuti bersama ditambahkan", lambda: draw_layar("libur", known))
    none = LiburView(kantor=KANTOR, kalender=replace(year_of(2025, ()), ramadan=()), tahun=(2025,))
    show("libur: tanpa Ramadan", lambda: draw_layar("libur", none))
    for jenis in ("libur", "cuti bersama", "masuk", "awal ramadan"):
        show(
            f"libur_tanggal: {jenis}",
            lambda j=jenis: draw_layar("libur_tanggal", kantor="Kecamatan <P>", jenis=j),
        )
    for jenis in ("libur", "cuti bersama"):
        show(
            f"libur_dasar: {jenis}",
            lambda j=jenis: draw_layar(
                "libur_dasar",
                kantor="Kecamatan <P>",
                jenis=j,
                mulai="2026-11-25",
                selesai="2026-11-27",
            ),
        )
    for name, facts in (
        ("simpan", {"hari": DAY, "dihapus": False, "diganti": [DAY], "bergeser": 3}),
        ("simpan tanpa akibat", {"hari": DAY, "dihapus": False, "diganti": [], "bergeser": 0}),
        ("hapus", {"hari": {**DAY, "dasar": ""}, "dihapus": True, "diganti": [], "bergeser": 1}),
        (
            "mengganti banyak",
            {"hari": DAY, "dihapus": False, "diganti": [{**DAY, "dasar": ""}] * 40, "bergeser": 0},
        ),
    ):
        show(
            f"libur_yakin: {name}",
            lambda f=facts: draw_layar("libur_yakin", kantor="Kecamatan <P>", sidik="ab" * 8, **f),
        )
    for dihapus in (True, False):
        show(
            f"libur_disimpan: {'hapus' if dihapus else 'simpan'}",
            lambda d=dihapus: draw_layar(
                "libur_disimpan", kantor="Kecamatan <P>", hari=DAY, dihapus=d, bergeser=int(d)
            ),
        )
    show(
        "cuti_bersama_belum",
        lambda: draw_layar("cuti_bersama_belum", kantor="Kecamatan <P>", tahun=2028),
    )
    for sebab in SebabLibur:
        show(
            f"penolakan: libur {sebab}",
            lambda s=sebab: draw_layar("penolakan", kode=LiburUnfit.__name__, sebab=s),
        )
    show(
        "penolakan: dasar libur",
        lambda: draw_layar("penolakan", kode=DasarUnreadable.__name__, paling_banyak=120),
    )
