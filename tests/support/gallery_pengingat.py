"""The gallery of what asks for words, what reminds, and what admins have to know."""

from datetime import timedelta
from typing import Any

from handlers.screens.screen import Screen
from sop_flows.ports.reminders import PengingatView
from storage.codec import decode
from tests.support.gallery_waktu import copies, handed_on, more_time
from tests.support.views import KANTOR, NOW
from tests.support.wall import draw_layar, on_card, show

LINE = {
    "jenis": "tenggat",
    "tugas": 77,
    "nomor": 1042,
    "kantor": KANTOR.nama,
    "zona": "Asia/Makassar",
    "berkas": 5,
    "judul": "Pengukuran Kinerja",
    "periode": [2026, 3],
    "langkah": 4,
    "singkat": "Isi form pengukuran kinerja",
    "samping": "",
    "tindak_lanjut": "",
    "unit": "Seksi Pembangunan",
    "jabatan": "Kasi Pembangunan",
    "siapa": ["Sari Utami"],
    "waktu": "120 menit",
    "dibuka_at": NOW.isoformat(),
    "tenggat": NOW.isoformat(),
    "dilihat_at": None,
    "terisi": [5, 8],
    "can_ask": True,
    "can_lend": True,
    "can_move": True,
}


def questions_and_reminders() -> None:
    """Hang what asks for words, and what reminds."""
    words = ("kembalikan", "tanya", "jawab", "batalkan", "tunda", "setujui", "berhalangan")
    for kerja in words:
        show(
            f"tanya_catatan: {kerja}",
            lambda k=kerja: draw_layar("tanya_catatan", kerja=k, jenis="catatan"),
        )
    show(
        "tanya_catatan: konsep", lambda: draw_layar("tanya_catatan", kerja="kirim", jenis="konsep")
    )
    for jenis in ("teks", "nomor", "tanggal", "pukul", "dokumen"):
        show(
            f"tanya_isian: {jenis}",
            lambda j=jenis: draw_layar(
                "tanya_isian",
                tugas=77,
                kode="x",
                label="Isian",
                jenis=j,
                contoh="contoh",
                wajib=True,
                sekarang="ada",
            ),
        )
    signers = [["ab", "Camat"], ["cd", "Sekretaris Kecamatan atas nama Camat & <Plt.>"]]
    signer = {
        "kode": "x",
        "label": "Penanda tangan",
        "jenis": "teks",
        "contoh": "",
        "wajib": False,
    }
    show(
        "tanya_isian: penanda tangan",
        lambda: draw_layar("tanya_isian", tugas=77, **signer, tawaran=signers),
    )
    number = {
        "kode": "x",
        "label": "Nomor",
        "jenis": "nomor",
        "contoh": "000/8/2026",
        "wajib": True,
    }
    show(
        "tanya_isian: nomor sesudahnya",
        lambda: draw_layar("tanya_isian", tugas=77, **number, terakhir="000/7/2026"),
    )
    reminders()
    show(
        "sempat_mati",
        lambda: draw_layar(
            "sempat_mati", mati=NOW.isoformat(), hidup=NOW.isoformat(), zona="Asia/Jayapura"
        ),
    )
    odd = [
        {"nomor": 1, "jabatan": "Kasi", "nama": ["Dedi"], "kosong": kosong, "sendiri": sendiri}
        for kosong, sendiri in ((True, False), (False, False), (False, True))
    ]
    show(
        "tidak_terjangkau", lambda: draw_layar("tidak_terjangkau", berkas=5, judul="PK", tugas=odd)
    )
    for layar in ("terblokir", "terjangkau_lagi"):
        show(layar, lambda layar=layar: draw_layar(layar, nama="Dedi", jabatan="Kasi"))
    lost = {"nama": "Dedi", "jabatan": "Kasi", "kantor": "Kec. Pagentan", "insiden": "K12"}
    ujung = f"128-{'a7' * 32}"
    show(
        "ujung_harian",
        lambda: draw_layar(
            "ujung_harian",
            kantor="Kec. Pagentan",
            zona="Asia/Jayapura",
            at=NOW.isoformat(),
            ujung=ujung,
        ),
    )
    for facts in ({"baris": 12}, {"selisih": 3}, {}):
        show(
            f"riwayat_rusak: {facts}",
            lambda f=facts: draw_layar("riwayat_rusak", kantor="Kec. Pagentan", **f),
        )
    show(
        "jam_mundur",
        lambda: draw_layar(
            "jam_mundur",
            kantor="Kec. Pagentan",
            jam=NOW.isoformat(),
            terakhir=(NOW + timedelta(hours=2)).isoformat(),
            zona="Asia/Jayapura",
        ),
    )
    for facts in ({"kantor": "Kec. Pagentan"}, {"kantor": "Kec. Pagentan", "bertambah": 12}, {}):
        show(
            f"ujung_diperiksa: {facts}",
            lambda f=facts: draw_layar("ujung_diperiksa", baris=128, **f),
        )
    show("pesan_gagal", lambda: draw_layar("pesan_gagal", insiden="K12"))
    show("pesan_orang_gagal", lambda: draw_layar("pesan_orang_gagal", **lost))
    show("gangguan", lambda: draw_layar("gangguan", insiden="A1B2"))
    show("penolakan", lambda: draw_layar("penolakan", kode="NotFound"))
    for tersedia in ("disposisikan", "tanda_tangani", "jawab"):
        typed = {"aksi": "setujui", "nomor": 1042, "tersedia": [tersedia]}
        show(
            f"penolakan: diketik, menunggu {tersedia}",
            lambda f=typed: draw_layar("penolakan", kode="AksiNotAllowed", **f),
        )
    show("ditinggalkan: oleh perintah", lambda: draw_layar("ditinggalkan", lanjut=""))
    show("ditinggalkan: lupa", lambda: draw_layar("ditinggalkan", lanjut="mulai", lupa=True))


def overseen() -> None:
    """Hang what who oversees a tugas says and hears about it."""
    camat = {"nama": "Suharyanto <S>", "jabatan": "Camat", "penugasan": "Plh."}
    place = {
        "tugas": 77,
        "nomor": 1042,
        "berkas_id": 5,
        "berkas": 12,
        "judul": "Pengukuran Kinerja",
    }
    what = {"singkat": "Isi form", "unit": "Seksi <Tapem>", "kantor": KANTOR.nama}
    for name, arahan in (("pendek", "Mohon hari ini & lengkap."), ("panjang", "Mohon. " * 600)):
        facts = {"oleh": camat, "arahan": arahan, **place, **what, "periode": [2026, 3]}
        show(f"arahan_atasan: {name}", lambda f=facts: draw_layar("arahan_atasan", **f))
    for kepada, belum in ((["Dedi"], []), (["Dedi"], ["Sari"]), ([], ["Sari"]), ([], [])):
        sent = {"tugas": 5 * len(kepada), "nomor": 1042, "kepada": kepada, "belum": belum}
        show(
            f"arahan_terkirim: {len(kepada)} {len(belum)}",
            lambda f=sent: draw_layar("arahan_terkirim", **f),
        )
    for jumlah, terlambat, lagi in ((1, 1, None), (0, 0, None), (0, 1, NOW), (0, 1, None)):
        facts = {
            "jumlah": jumlah,
            "terlambat": terlambat,
            "lagi": lagi and lagi.isoformat(),
            "berkas": 12,
            "tugas": 1042,
            "zona": "Asia/Jakarta",
        }
        show(
            f"diingatkan: satu tugas, {jumlah} {terlambat} {bool(lagi)}",
            lambda f=facts: draw_layar("diingatkan", **f),
        )
    show(
        "pengingat: diminta atasan",
        lambda: draw_reminder(tugas=[{**LINE, "diminta": True, "oleh": camat}, LINE]),
    )
    asking = {"kerja": "arahan", "jenis": "arahan", "nomor": 1042}
    show("tanya_catatan: arahan", lambda: draw_layar("tanya_catatan", **asking))
    more_time()
    handed_on()
    copies()


def draw_reminder(**facts: Any) -> Screen:
    """Return a reminder that says these facts."""
    return on_card(decode(PengingatView, {"daftar": "pengingat", **facts}))


def reminders() -> None:
    """Hang the reminders: of the own tugas, of those that somebody oversees, and what is left of them."""
    for jenis in ("mendekati", "tenggat", "harian"):
        show(f"pengingat: {jenis}", lambda j=jenis: draw_reminder(tugas=[{**LINE, "jenis": j}]))
    then = {"at": NOW.isoformat(), "dilihat": False}
    since = {"nothing": then, "filled": {**then, "terisi": [3, 8], "tenggat": NOW.isoformat()}}
    seen = {**LINE, "jenis": "harian", "hari": 14, "dilihat_at": NOW.isoformat(), "ronde": 2}
    moved = {**then, "tenggat": (NOW - timedelta(days=1)).isoformat()}
    for name, lalu in (*since.items(), ("moved", moved)):
        show(f"pengingat: since {name}", lambda o=lalu: draw_reminder(tugas=[{**seen, "lalu": o}]))
    unseen = {**seen, "dilihat_at": None, "lalu": then}
    show("pengingat: not opened", lambda: draw_reminder(tugas=[unseen]))
    beside = [
        {**LINE, "samping": samping, "tindak_lanjut": "Lengkapi SK"}
        for samping in ("tanya", "tindak_lanjut", "tanda_terima")
    ]
    show("pengingat: di samping alur", lambda: draw_reminder(tugas=beside))
    asked = {**LINE, "diminta": True}
    show("pengingat: diminta", lambda: draw_reminder(tugas=[asked]))
    late = [LINE, {**LINE, "siapa": [], "unit": ""}]
    show("pengingat: banyak", lambda: draw_reminder(tugas=late * 4))
    vacant = {**seen, "siapa": ["Suharyanto"], "sebagai": "atasan"}
    refusing = {**seen, "putus": "menolak"}
    lent = {**seen, "siapa": ["Wahyu Hidayat"], "sebagai": "plh"}
    overseen = [
        *beside,
        vacant,
        lent,
        refusing,
        {**seen, "siapa": [], "terisi": None, "putus": "belum_bergabung"},
        asked,
    ]
    show("pengingat: diawasi", lambda: draw_reminder(diawasi=overseen))
    show("pengingat: keduanya", lambda: draw_reminder(tugas=late * 3, diawasi=overseen * 2))
    ended = [
        {"akhir": "selesai", "baris": LINE},
        {"akhir": "ditunda", "baris": LINE, "sampai": NOW.isoformat()},
        {"akhir": "bergeser", "baris": {**LINE, "unit": ""}, "sampai": NOW.isoformat()},
    ]
    show("pengingat: sebagian usai", lambda: draw_reminder(tugas=[LINE], akhir=ended))
    show("pengingat: usai", lambda: draw_reminder(akhir=ended * 6))
    show("pengingat: kosong", lambda: draw_reminder())
    show(
        "pekanan: banyak", lambda: draw_reminder(daftar="pekanan", diawasi=late * 40, akhir=ended)
    )


def answered() -> None:
    """Hang the news of an answer to a question, short and very long."""
    plain = {
        "tugas": 77,
        "nomor": 1042,
        "singkat": "Periksa isian <dan> susun draf",
        "unit": "Seksi <Tapem>",
        "nama": "Dedi Kurnia",
        "tanya": "Mengapa turun?",
        "jawab": "Satu desa terlambat & dua belum.",
        "berkas_id": 5,
        "berkas": 12,
        "judul": "Pengukuran Kinerja",
    }
    show("terjawab", lambda: draw_layar("terjawab", **plain))
    long = {**plain, "jawab": "Panjang. " * 450, "tanya": "Mengapa? " * 450, "menunggu": 2}
    placed = {"periode": [2026, 3], "kantor": KANTOR.nama}
    show("terjawab: panjang", lambda: draw_layar("terjawab", **long, **placed))
