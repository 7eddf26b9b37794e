"""The gallery of what changes under open cards: the office, its calendar, and the list of a formulir."""

from dataclasses import replace
from datetime import date

from handlers.screens.kartu import draw_struck
from sop_flows.engine.facts import Facts
from sop_flows.engine.pembaruan import JenisPembaruan, Pembaruan
from sop_flows.errors import IndikatorGone, IndikatorRenamed, NothingToFill
from sop_flows.kinerja.perjanjian import JenisPerjanjian, Perjanjian, Tergantikan
from sop_flows.sop.definition import Minta
from tests.support import gallery_batas, gallery_libur
from tests.support.gallery_pengingat import LINE
from tests.support.views import NOW, make_kartu, make_line, make_papan, make_riwayat
from tests.support.wall import draw_layar, on_card, show

MOMENTS = {JenisPembaruan.BATAS, JenisPembaruan.BATAS_TINDAK_LANJUT}
DAYS = {JenisPembaruan.RAPAT_LIBUR, JenisPembaruan.TANGGAL_PERJANJIAN}
HEAD = {
    name: LINE[name]
    for name in (
        "tugas",
        "nomor",
        "kantor",
        "zona",
        "berkas",
        "judul",
        "singkat",
        "samping",
        "tindak_lanjut",
        "unit",
    )
}


def news(jenis: JenisPembaruan) -> Pembaruan:
    """Return one change of that kind, with what people may have written in it."""
    if jenis in MOMENTS:
        dari, ke = NOW.isoformat(), NOW.isoformat()
    elif jenis in DAYS:
        dari, ke = "", "2026-10-14"
    else:
        dari, ke = "87,75 & <dua>", "120"
    return Pembaruan(jenis=jenis, apa="IK-08", dari=dari, ke=ke)


def changes() -> None:
    """Hang what changed under cards, what stays of one sent anew, and what another calendar means."""
    show("kartu: turun", draw_struck)
    every = tuple(map(news, JenisPembaruan))
    for minta in (Minta.KEPUTUSAN, Minta.FORMULIR):
        show(
            f"pembaruan: {minta.value}",
            lambda m=minta: on_card(make_kartu(m, tugas={"facts": Facts(pembaruan=every)})),
        )
    whole = replace(every[0], jenis=JenisPembaruan.INDIKATOR)
    for name, one in (
        ("baru", replace(whole, dari="")),
        ("hilang", replace(whole, ke="")),
        ("masuk lagi", replace(news(JenisPembaruan.RAPAT_LIBUR), dari="2026-10-14", ke="")),
        (
            "tanpa tanggal",
            replace(news(JenisPembaruan.TANGGAL_PERJANJIAN), dari="2026-10-14", ke=""),
        ),
        ("belum ada batas", replace(news(JenisPembaruan.BATAS), dari="")),
        ("tidak ada batas", replace(news(JenisPembaruan.BATAS), ke="")),
    ):
        facts = Facts(pembaruan=(one,))
        show(
            f"pembaruan: {name}",
            lambda f=facts: on_card(make_kartu(Minta.KEPUTUSAN, tugas={"facts": f})),
        )
    many = Facts(pembaruan=tuple(replace(every[0], apa=f"IK-{n}") for n in range(60)))
    show(
        "pembaruan: banyak",
        lambda: on_card(make_kartu(Minta.KEPUTUSAN, tugas={"facts": many})),
    )
    calendar()
    gallery_batas.reasons()
    gallery_libur.calendars()
    promises()
    refusals()
    said = [{"jenis": n.jenis.value, "apa": n.apa, "dari": n.dari, "ke": n.ke} for n in every]
    moved = {"dari": NOW.isoformat(), "ke": NOW.isoformat(), "libur": [], "masuk": ["2026-10-12"]}
    lines = (
        replace(make_line("perbarui", None, pembaruan=said), pelaku={}),
        make_line("perbarui", None, pembaruan=said[:1]),
        replace(make_line("geser_batas", 4, **moved, untuk_unit=1), pelaku={}),
    )
    show("riwayat: pembaruan", lambda: draw_layar("riwayat", make_riwayat(*lines)))


def promises() -> None:
    """Hang what a berkas says whose Perjanjian Kinerja was changed."""
    for name, day in (("bertanggal", date(2026, 1, 2)), ("tanpa tanggal", None)):
        newer = Tergantikan(
            dipakai=Perjanjian(tahun=2026, tanggal=day),
            kini=Perjanjian(tahun=2026, versi=2, jenis=JenisPerjanjian.PERUBAHAN, tanggal=day),
        )
        again = replace(newer, dipakai=newer.kini)
        for one in (newer, again):
            show(
                f"perjanjian: {name}, {one.dipakai.jenis.value}",
                lambda n=one: on_card(make_kartu(Minta.FORMULIR, tergantikan=n)),
            )
        show(f"perjanjian: papan, {name}", lambda n=newer: on_card(make_papan(tergantikan=n)))


def calendar() -> None:
    """Hang what another calendar means for somebody."""
    batas = {**HEAD, "dari": NOW.isoformat(), "ke": NOW.isoformat()}
    off = [{"tanggal": f"2026-10-{day}", "keterangan": "HUT <kota>"} for day in (12, 13)]
    rapat = {**HEAD, "mulai": NOW.isoformat(), "keterangan": "HUT <kota>"}
    for name, facts in (
        ("libur", {"batas": [{**batas, "libur": off}]}),
        ("masuk", {"batas": [{**batas, "masuk": ["2026-10-12"]}]}),
        ("jam kerja", {"batas": [batas]}),
        ("rapat", {"rapat": [rapat, {**rapat, "keterangan": ""}]}),
        ("banyak", {"batas": [{**batas, "libur": off}] * 60, "rapat": [rapat] * 12}),
    ):
        show(f"kalender: {name}", lambda f=facts: draw_layar("kalender_berubah", **f))


def refusals() -> None:
    """Hang what is said of a list that has lost something."""
    gone = {"indikator": "IK-01", "nama": "Jalan <lingkungan>"}
    show(
        "penolakan: indikator hilang",
        lambda: draw_layar("penolakan", kode=IndikatorGone.__name__, **gone),
    )
    show(
        "penolakan: indikator berganti",
        lambda: draw_layar("penolakan", kode=IndikatorRenamed.__name__, satuan="m", **gone),
    )
    show(
        "penolakan: formulir kosong",
        lambda: draw_layar("penolakan", kode=NothingToFill.__name__),
    )
    stored = [
        {"no": 2, "nama": "Jalan <lingkungan>", "satuan": "m", "desimal": 0, "nilai": nilai}
        for nilai in ("1200", None)
    ]
    lost = [
        {"kunci": "1", "teks": "100", "sebab": "hilang", "nama": "IK-01"},
        {
            "kunci": "IK-02",
            "teks": "12",
            "sebab": "berganti",
            "indikator": 102,
            "nama": "Luas jalan",
            "satuan": "km",
            "sel": "I8",
            "pilihan": ["12"],
        },
    ]
    for layar in ("baris_diterima", "lembar_diterima"):
        show(
            f"{layar}: daftar berubah",
            lambda name=layar: draw_layar(
                name,
                tugas=77,
                revisi=3,
                tersimpan=2,
                terisi=2,
                total=7,
                masalah=lost,
                berubah=[],
                disimpan=stored,
            ),
        )
