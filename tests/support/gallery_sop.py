"""The gallery of starting: what is asked first, who stands in for whom, and what is said of an SOP file."""

import re
from typing import Any

from handlers.screens.findings import SENTENCES
from sop_flows.ports.tawaran import BarisTawaran, TawaranView
from sop_flows.sop.catalog import Salah
from sop_flows.sop.changes import JenisPerubahan
from sop_flows.sop.definition import JenisIsian
from sop_flows.sop.findings import KodeTemuan
from sop_flows.waktu.periode import JenisPeriode, Periode
from tests.support.gallery_waktu import SATU
from tests.support.periode import triwulan
from tests.support.views import KANTOR, NOW
from tests.support.wall import draw_layar, on_card, show

START = {
    "sop": 4,
    "revisi": 2,
    "nama": "Pengumpulan Data Kinerja",
    "kantor": KANTOR.nama,
    "tahun": 2026,
    "triwulan": 3,
    "bebas": False,
}
OFFER = {name: fact for name, fact in START.items() if name not in ("revisi", "bebas")}
QUESTION = {"label": "Isian", "contoh": "contoh", "sekarang": "ada", "ke": 1, "jumlah": 3}
PLAN = {
    "kantor_id": 1,
    "kantor": KANTOR.nama,
    "sidik": "0123456789ab",
    "nama": "Penanganan Surat Masuk",
    "kode": "surat-masuk",
    "versi": 2,
    "langkah": 5,
    "sebelum": None,
    "aktif": False,
    "kolom": [["Camat", ["Camat"]], ["Kasi", ["Kasi Pelayanan", "Kasi Umum"]]],
    "belum": [],
}


def starts() -> None:
    """Hang what is asked before a start."""
    for jenis in JenisIsian:
        for wajib in (True, False):
            show(
                f"tanya_mulai: {jenis}, {'wajib' if wajib else 'boleh kosong'}",
                lambda j=jenis, w=wajib: draw_layar(
                    "tanya_mulai", **START, **QUESTION, jenis=j.value, wajib=w
                ),
            )
    offered = {
        "sifat": {"jenis": "pilihan", "tawaran": [["ab", "Biasa"], ["cd", "Sangat Segera"]]},
        "hari ini": {"jenis": "tanggal", "tawaran": [["ab", "Rabu, 30 September 2026"]]},
        "agenda": {"jenis": "nomor", "contoh": "413", "terakhir": "412"},
    }
    for name, facts in offered.items():
        show(
            f"tanya_mulai: {name}",
            lambda f=facts: draw_layar("tanya_mulai", **{**START, **QUESTION, "wajib": True, **f}),
        )
    for bebas in (True, False):
        baris = [["Nomor surat", "nomor", "S.900/1"], ["Diterima", "centang", NOW.isoformat()]]
        show(
            f"ringkasan_mulai: {'surat' if bebas else 'triwulan'}",
            lambda b=bebas, r=baris: draw_layar(
                "ringkasan_mulai", **{**START, "bebas": b}, baris=[*r, ["Surat", "dokumen", ""]]
            ),
        )

    for sources in ([1005], [1005, 1011]):
        show(
            f"pilihan_sumber: {len(sources)}",
            lambda s=sources: draw_layar("pilihan_sumber", **OFFER, sumber=s),
        )
    show("tawaran_mulai", lambda: draw_layar("tawaran_mulai", **OFFER))
    lines = tuple(
        BarisTawaran(sop_id=no, nama=f"Pengukuran <Kinerja> {no}", periode=one, berkas=berkas)
        for no, one, berkas in (
            (1, triwulan(2026, 3), None),
            (2, triwulan(2026, 3), 1005),
            (3, Periode(JenisPeriode.BULAN, 2026, 9), None),
        )
    )
    for name, some in (("beberapa", lines), ("semua dimulai", lines[1:2]), ("tidak ada", ())):
        offers = TawaranView(kantor="Dinas <Arsip>", baris=some)
        show(f"tawaran: {name}", lambda v=offers: on_card(v))
    now = {"zona": "Asia/Jakarta", "selesai": "2026-10-08T02:00:00+00:00"}
    due = now | {"batas": "2026-10-10"}
    outlooks = {
        "bila hari ini": now,
        "batas": due | {"mulai": "2026-10-06T08:29:00+00:00"},
        "batas tidak terkejar": due,
    }
    for name, prospek in outlooks.items():
        show(
            f"tawaran_mulai: {name}",
            lambda p=prospek: draw_layar("tawaran_mulai", **OFFER, prospek=p),
        )


SP = {
    "penugasan_id": 31,
    "jabatan": "Camat",
    "nama": "Ratna Sari",
    "sapaan": "Bu",
    "penugasan": "Plh.",
    "sk": "094/51/2026",
    "mulai": "2026-10-08",
    "selesai": "2026-10-10",
}
CHOSEN = {"kantor": KANTOR.nama} | {n: f for n, f in SP.items() if n != "penugasan_id"}


def delegations() -> None:
    """Hang what is asked and said about who stands in for a post, and who is away from one."""
    absences()
    posts = [{"id": 3, "nama": "Camat"}, {"id": 4, "nama": "Kasi Ketenteraman dan Ketertiban"}]
    for name, berlaku in (("ada", [SP, SP]), ("belum ada", [])):
        show(
            f"delegasi_jabatan: {name}",
            lambda b=berlaku: draw_layar("delegasi_jabatan", pilihan=posts, berlaku=b),
        )
    people = [{"id": no, "nama": f"Pegawai {no}"} for no in range(1, 61)]
    asked = {"pejabat": ["Eko"], "pilihan": people, "jumlah": 75}
    show("delegasi_orang", lambda: draw_layar("delegasi_orang", **CHOSEN, **asked))
    nobody = {"pejabat": [], "pilihan": [], "jumlah": 0}
    show("delegasi_orang: tidak ada", lambda: draw_layar("delegasi_orang", **CHOSEN, **nobody))
    quick = [
        {"kode": kode, "mulai": "2026-12-31", "selesai": "2027-01-06"}
        for kode in ("hari_ini", "besok", "tiga_hari", "seminggu")
    ]
    show("delegasi_tanggal", lambda: draw_layar("delegasi_tanggal", **CHOSEN, pilihan=quick))
    for layar in ("delegasi_jenis", "delegasi_sk"):
        show(layar, lambda x=layar: draw_layar(x, **CHOSEN))
    show("delegasi_akhiri", lambda: draw_layar("delegasi_akhiri", **SP))
    tugas = [{"nomor": 1042, "singkat": "Setujui", "unit": "Seksi"} for _ in range(8)]
    out = [{"sop": "Perjanjian Kinerja", "langkah": 8, "nama": "Tanda tangan"}]
    for name, facts in {
        "biasa": {"jumlah": 12, "tugas": tugas, "tidak_boleh": []},
        "disisihkan": {"jumlah": 1, "tugas": tugas[:1], "tidak_boleh": out},
        "tanpa tugas": {"jumlah": 0, "tugas": [], "tidak_boleh": []},
    }.items():
        show(
            f"delegasi_yakin: {name}",
            lambda f=facts: draw_layar("delegasi_yakin", **CHOSEN, **f, sidik="ab" * 8),
        )
    hasil = {"disetujui": 3, "dikembalikan": 1, "lainnya": 2}
    for kabar in ("mulai", "akhir", "selesai"):
        for untuk in ("ditunjuk", "pejabat", "pelaku", "admin"):
            told = {"kabar": kabar, "untuk": untuk, "oleh": "Eko", "jumlah": 2, "hasil": hasil}
            told["kantor"] = KANTOR.nama
            for begun in (True, False):
                show(
                    f"delegasi_kabar: {kabar} {untuk} {begun}",
                    lambda f=told, s=begun: draw_layar("delegasi_kabar", **SP, **f, sekarang=s),
                )


def absences() -> None:
    """Hang what is asked and said about a holder who is away."""
    away = {
        "kantor_id": 1,
        "kantor": KANTOR.nama,
        "pegawai_id": 5,
        "oleh": {"nama": "Dedi <K>", "jabatan": "Kasi <Tapem>", "penugasan": "Plt."},
        "mulai": "2026-10-08",
        "selesai": "2026-10-10",
        "alasan": "Cuti & sakit. " * 60,
        "dicatat": 1791165600,
    }
    quick = [{"kode": "besok", "mulai": "2026-12-31", "selesai": "2027-01-06"}]
    days = {"mulai": "2026-10-08", "selesai": "2026-10-10"}
    for bagian, facts in (("tanggal", {"pilihan": quick}), ("alasan", days)):
        show(f"tanya_berhalangan: {bagian}", lambda f=facts: draw_layar("tanya_berhalangan", **f))
    for name, facts in (
        ("disampaikan", {"kepada": ["Suharyanto <S>", "Endang"]}),
        ("tanpa atasan", {"kepada": [], "mandiri": True}),
    ):
        kept = {**away, "jabatan": ["Kasi <Tapem>", "Kasi PM"], **facts}
        show(
            f"berhalangan_tercatat: {name}",
            lambda f=kept: draw_layar("berhalangan_tercatat", **f),
        )
    waits = {**SATU, "tenggat": "2026-10-08T02:00:00+00:00", "can_lend": True, "can_move": True}
    still = {**SATU, "can_lend": False, "can_move": False}
    for name, boleh, jumlah, tugas in (
        ("atasan", True, 12, [waits, still]),
        ("tanpa wewenang", False, 1, [waits]),
        ("tanpa tugas", True, 0, []),
    ):
        posts = [{"id": no, "nama": f"Kasi <{no}> " * 6, "boleh": boleh} for no in (4, 5)]
        usul = {**away, "jabatan": posts, "jumlah": jumlah, "tugas": tugas}
        show(f"usul_plh: {name}", lambda f=usul: draw_layar("usul_plh", **f))
    for sendiri in (True, False):
        show(
            f"berhalangan_ditarik: {sendiri}",
            lambda s=sendiri: draw_layar("berhalangan_ditarik", **away, sendiri=s),
        )


FAKTA = dict.fromkeys(re.findall(r"{(\w+)[}!]", SENTENCES.read_text()), "4")


def sop_files() -> None:
    """Hang what is said of an SOP file that an admin sent."""
    salah = [
        {"langkah": 3, "kunci": "mutu_baku.waktu", "salah": s.value, "nilai": "sejam"}
        for s in Salah
    ]
    temuan = [
        {"langkah": None, "kunci": "kolom", "kode": k.value, "fakta": FAKTA} for k in KodeTemuan
    ]
    for name, found in (("bukan SOP", salah), ("tidak dapat dijalankan", temuan)):
        facts = {"nama": "sop.toml", "temuan": found, "jumlah": len(found) + 5}
        show(f"sop_ditolak: {name}", lambda f=facts: draw_layar("sop_ditolak", **f))
    changes = [
        {"jenis": j.value, "langkah": n, "dari": "Camat", "ke": "Sekretaris"}
        for n, j in enumerate(JenisPerubahan)
    ]
    nothing = {"perubahan": [], "jumlah_perubahan": 0, "peringatan": [], "jumlah_peringatan": 0}
    states: dict[str, dict[str, Any]] = {
        "baru": nothing,
        "sama": nothing | {"sebelum": 1},
        "sudah aktif": nothing | {"sebelum": 2, "aktif": True},
        "belum dipetakan": nothing | {"belum": ["Kasi"], "kolom": [["Kasi", []]]},
        "menggantikan": {
            "sebelum": 1,
            "perubahan": changes,
            "jumlah_perubahan": 40,
            "peringatan": temuan,
            "jumlah_peringatan": 40,
        },
    }
    for name, facts in states.items():
        show(
            f"sop_diperiksa: {name}",
            lambda f=facts: draw_layar("sop_diperiksa", **{**PLAN, **f}),
        )
    told = {"nama": PLAN["nama"], "versi": 2, "kantor": KANTOR.nama}
    show("sop_aktif", lambda: draw_layar("sop_aktif", **told))
    show("sop_terlalu_besar", lambda: draw_layar("sop_terlalu_besar"))
