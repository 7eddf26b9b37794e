"""The gallery of more time: what is asked, the request, its answers, and the cards of it."""

from dataclasses import replace
from datetime import timedelta

from sop_flows.engine.aksi import Penugasan
from sop_flows.engine.facts import Alihan, Dikerjakan, Facts, Tembusan
from sop_flows.engine.tambahan import Permintaan, SebabWaktu, Tambahan
from sop_flows.sop.definition import Minta
from tests.support.views import KANTOR, LATER, NOW, PEMIRSA, make_kartu, make_papan, make_tugas
from tests.support.wall import draw_layar, on_card, show

SATU = {
    "tugas": 77,
    "nomor": 1042,
    "kantor": KANTOR.nama,
    "zona": "Asia/Jayapura",
    "berkas": 12,
    "judul": "Pengukuran <Kinerja>",
    "periode": [2026, 3],
    "singkat": "Isi form",
    "samping": "",
    "tindak_lanjut": "",
    "unit": "Seksi <Tapem>",
}
CAMAT = {"nama": "Suharyanto <S>", "jabatan": "Camat", "penugasan": "Plh."}
WENT = {"kepada": "Kasi <B>", "nama": ["Retno <W>"]}
ENDS = {"dari": NOW.isoformat(), "ke": LATER.isoformat(), "sampai": LATER.isoformat()}
GIVEN = Tambahan(
    sebab=SebabWaktu.PEKERJAAN,
    alasan="Data dari desa terlambat & belum lengkap",
    dari=NOW - timedelta(days=1),
    ke=LATER,
    mulai=NOW,
    sampai=LATER,
    diminta="Dedi Kurnia",
    nama="Suharyanto <S>",
    jabatan="Camat",
    penugasan=Penugasan.PLH,
    at=NOW,
)
ASKED = Permintaan(
    revisi=3,
    sebab=SebabWaktu.DINAS_LUAR,
    sampai=LATER,
    pegawai_id=7,
    nama="Dedi Kurnia",
    jabatan="Kasi",
    penugasan=Penugasan.DEFINITIF,
    at=NOW,
)


def more_time() -> None:
    """Hang what is said about the time of a tugas."""
    days = [NOW.date().isoformat(), LATER.date().isoformat()]
    for kerja, bagian in (
        ("minta", "sebab"),
        ("minta", "sampai"),
        ("minta", "alasan"),
        ("beri", "sampai"),
        ("beri", "alasan"),
        ("tolak", "alasan"),
    ):
        asked = {"kerja": kerja, "bagian": bagian, "pilihan": days, **SATU}
        show(f"tanya_waktu: {kerja} {bagian}", lambda f=asked: draw_layar("tanya_waktu", **f))
    for sebab in SebabWaktu:
        what = {"sebab": sebab.value, "sampai": LATER.isoformat()}
        sent = {**what, "nomor": 1042, "zona": SATU["zona"], "kepada": ["Suharyanto", "Endang"]}
        show(f"waktu_diminta: {sebab}", lambda f=sent: draw_layar("waktu_diminta", **f))
        request = {**SATU, **what, "permintaan": 3, "oleh": CAMAT, "tenggat": NOW.isoformat()}
        words = {"alasan": "Belum <lengkap>. " * 200, "terlambat": 500}
        for name, facts in (("biasa", {}), ("terlambat", words)):
            show(
                f"permintaan_waktu: {sebab} {name}",
                lambda f={**request, **facts}: draw_layar("permintaan_waktu", **f),
            )
        given = {**SATU, **ENDS, "sebab": sebab.value, "oleh": CAMAT}
        for name, facts in (("sendiri", {}), ("diminta", {"diminta": "Dedi", "alasan": "Lama."})):
            show(
                f"waktu_diberi: {sebab} {name}",
                lambda f={**given, **facts}: draw_layar("waktu_diberi", **f),
            )
    no = {**SATU, "oleh": CAMAT, "diminta": "Dedi", "sampai": LATER.isoformat()}
    no["tenggat"] = NOW.isoformat()
    for name, facts in (
        ("tanpa alasan", {}),
        ("beralasan", {"alasan": "Sudah ditunggu <Bupati>."}),
    ):
        show(
            f"waktu_ditolak: {name}",
            lambda f={**no, **facts}: draw_layar("waktu_ditolak", **f),
        )
    paused = Tambahan(
        **{f: getattr(GIVEN, f) for f in GIVEN.__slots__} | {"sebab": SebabWaktu.CUTI}
    )
    for name, facts in (
        ("diminta", Facts(permintaan=ASKED)),
        ("ditambah", Facts(tambahan=(GIVEN,))),
        ("dijeda", Facts(tambahan=(GIVEN, paused))),
    ):
        tugas = {"facts": facts, "tenggat": LATER}
        show(
            f"waktu pada kartu: {name}",
            lambda t=tugas: on_card(make_kartu(Minta.KERJAKAN, tugas=t)),
        )


def handed_on() -> None:
    """Hang what is said where a tugas goes to another post."""
    moved = Alihan(
        dari=3,
        jabatan_lama="Staf <Pelaksana>",
        jabatan_baru="Kasubbag Umum",
        alasan="Sedang dinas luar & padat",
        nama="Suharyanto <S>",
        jabatan="Camat",
        penugasan=Penugasan.PLT,
        at=NOW,
    )
    for name, kept in (
        ("dialihkan kepada saya", {"pemegang": (PEMIRSA,)}),
        ("dialihkan kepada orang lain", {"pemegang": (PEMIRSA,), "is_moved": True}),
        ("dialihkan kepada jabatan kosong", {"is_moved": True}),
    ):
        tugas = {"facts": Facts(alihan=(moved,)), "tenggat": LATER}
        show(name, lambda t=tugas, k=kept: on_card(make_kartu(Minta.KERJAKAN, tugas=t, **k)))
    kept = make_tugas(4, 0, facts=Facts(alihan=(moved,)), unit_id=1)
    papan = make_papan(terbuka=(kept,))
    show("papan: dialihkan", lambda: on_card(papan))
    show("ditunggu: dialihkan", lambda: draw_layar("ditunggu", papan))
    for name, siapa, by in (
        ("saya", PEMIRSA.pegawai_id, {}),
        ("rekan", 99, {}),
        ("rekan yang ditunjuk", 99, {"ditunjuk": "Plt. <Camat>", "alasan": "Padat & lama"}),
    ):
        busy = Dikerjakan(pegawai_id=siapa, nama="Dewi <A>", at=NOW, **by)
        both = (PEMIRSA, replace(PEMIRSA, pegawai_id=99, nama="Dewi <A>"))
        tugas = {"facts": Facts(dikerjakan=busy), "tenggat": LATER}
        show(
            f"sedang dikerjakan {name}",
            lambda t=tugas, p=both: on_card(make_kartu(Minta.KERJAKAN, tugas=t, pemegang=p)),
        )
    posts = [{"id": 1, "nama": "Camat"}, {"id": 4, "nama": "Kasubbag <Umum> " * 8}]
    for name, facts in (
        ("jabatan", {"bagian": "jabatan", "pilihan": posts, "lain": 3, "sendiri": 1}),
        ("tidak ada", {"bagian": "jabatan"}),
        ("orang", {"bagian": "orang", "pilihan": posts, "kepada": "Staf <P>", "bersama": True}),
        ("alasan", {"bagian": "alasan", "kepada": "Kasubbag <Umum>"}),
        ("alasan orang", {"bagian": "alasan", "kepada": "Staf <P>", "siapa": "Dewi <A>"}),
    ):
        show(
            f"tanya_alihkan: {name}",
            lambda f={**SATU, **facts}: draw_layar("tanya_alihkan", **f),
        )
    went = {
        **SATU,
        "oleh": CAMAT,
        "dari": "Staf <P>",
        "kepada": "Kasubbag",
        "alasan": "Padat & lama",
    }
    for nama in ([], ["Retno <W>"]):
        facts = {"nama": nama, "sendiri": not nama, "siapa": "".join(nama)}
        show(
            f"tugas_dialihkan: {len(nama)}",
            lambda f={**went, **facts}: draw_layar("tugas_dialihkan", **f),
        )
    stays = {
        **went,
        "kepada": went["dari"],
        "nama": ["Retno <W>", "Dewi <A>"],
        "siapa": "Dewi <A>",
        "tetap": True,
    }
    show("tugas_dialihkan: di jabatannya", lambda: draw_layar("tugas_dialihkan", **stays))


def copies() -> None:
    """Hang what is said where a copy of a tugas goes to a post."""
    posts = [{"id": 1, "nama": "Camat"}, {"id": 4, "nama": "Kasubbag <Umum> " * 8}]
    chosen = {"jabatan": 4, "kepada": "Kasubbag <Umum>", "nama": ["Retno <W>"]}
    for name, facts in (
        ("jabatan", {"pilihan": posts, "lain": 3, "sudah": ["Kasi <A>"]}),
        ("tidak ada", {}),
        ("yakin", chosen),
    ):
        show(
            f"tanya_tembusan: {name}",
            lambda f={**SATU, **facts}: draw_layar("tanya_tembusan", **f),
        )
    show("tembusan_terkirim", lambda: draw_layar("tembusan_terkirim", **SATU, **WENT))
    came = {**SATU, "berkas_id": 7, "oleh": CAMAT, "kepada": "Kasi <B>", "pada": "Staf <P>"}
    for aksi in ("", "disposisikan", "arahan", "alihkan"):
        words = {
            "oleh": CAMAT,
            "aksi": aksi,
            "at": NOW.isoformat(),
            "catatan": "Segera & tuntas. " * 200,
        }
        said = {"perihal": words} if aksi else {}
        show(
            f"tembusan_masuk: {aksi or 'tanpa perihal'}",
            lambda f={**came, **said}: draw_layar("tembusan_masuk", **f),
        )
    sent = Tembusan(
        jabatan_id=4,
        kepada="Kasi <B>",
        nama="Suharyanto <S>",
        jabatan="Camat",
        penugasan=Penugasan.PLT,
        at=NOW,
    )
    tugas = {"facts": Facts(tembusan=(sent,)), "tenggat": LATER}
    show("tembusan pada kartu", lambda: on_card(make_kartu(Minta.DISPOSISI, tugas=tugas)))
