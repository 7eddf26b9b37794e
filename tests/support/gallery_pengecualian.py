"""The gallery of excuses and of accounts: who is excused, asked again, or has lost an account."""

from dataclasses import replace

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import StatusTugas
from sop_flows.engine.facts import Facts
from sop_flows.ports.layar.keanggotaan import SebabAkses
from sop_flows.ports.pengecualian import Pengecualian
from sop_flows.sop.definition import Minta
from tests.support.views import (
    HASIL,
    KANTOR,
    converse,
    make_kartu,
    make_papan,
    make_signing,
    make_tugas,
)
from tests.support.wall import draw_layar, on_card, show

PERSON = {"nama": "Dedi Kurnia", "sapaan": "Pak", "jabatan": "Kasi", "kantor": KANTOR.nama}


def make_excused() -> tuple[Pengecualian, ...]:
    """Return an excused unit and an excused employee, the second of whom may be asked again."""
    hasil = replace(HASIL, aksi=Kerja.KECUALIKAN, catatan="Cuti & diklat", saksi="Wahyu <H>")
    closed = {"status": StatusTugas.DIKECUALIKAN, "facts": Facts(hasil=hasil)}
    unit = make_tugas(4, 0, id=300, unit_id=1, **closed)
    person = make_tugas(8, 1, id=301, pegawai_id=9, **closed)
    return (
        Pengecualian(tugas=unit, siapa="Seksi Pemberdayaan & Desa"),
        Pengecualian(tugas=person, siapa="Rizki Maulana", can_reinstate=True),
    )


def boards_and_cards() -> None:
    """Hang the board while somebody is excused and asked again, and the cards that name them."""
    board = make_signing()
    sure = {"berkas": 12, "siapa": 201, "revisi": 0, "alasan": "Cuti & <diklat>", "saksi": 5}
    asked = converse(make_kartu(), "yakin_kecualikan", **sure).percakapan
    show(
        "kecualikan: yakin",
        lambda: on_card(replace(board, percakapan=asked, saksi="Wahyu <Hidayat>")),
    )
    excused = make_papan(dikecualikan=make_excused(), tambah=((2, "Seksi Umum"),))
    show("papan: dikecualikan", lambda: on_card(excused))
    undoing = converse(make_kartu(), "kecualikan", berkas=12, bagian="urungkan").percakapan
    show("kecualikan: urungkan", lambda: on_card(replace(excused, percakapan=undoing)))
    for minta in (Minta.HIMPUN, Minta.KEPUTUSAN, Minta.TANDA_TANGAN):
        show(
            f"dikecualikan: {minta}",
            lambda m=minta: on_card(make_kartu(m, dikecualikan=make_excused())),
        )


def told_of_excuses() -> None:
    """Hang what is told of an excuse."""
    about = {
        "berkas": 1001,
        "judul": "Pengukuran & Kinerja",
        "oleh": "Dewi <A>",
        "jabatan": "Staf",
    }
    for is_unit in (True, False):
        whom = {**about, "siapa": "Rizki & Co", "is_unit": is_unit}
        show(
            f"saksi_dicatat: {is_unit}",
            lambda w=whom: draw_layar("saksi_dicatat", **w, alasan="Cuti <besar>"),
        )
        for is_saksi in (True, False):
            show(
                f"diikutkan_lagi: {is_unit}, {is_saksi}",
                lambda w=whom, s=is_saksi: draw_layar(
                    "diikutkan_lagi", **w, is_saksi=s, kantor="Kec. Pagentan"
                ),
            )


def told_of_accounts() -> None:
    """Hang what is told of an account that somebody lost."""
    taken = {**PERSON, "pemilik": PERSON, "is_pindah": True}
    show("sambutan: akun dipakai", lambda: draw_layar("sambutan", **taken, jumlah=3))
    asking = {"username": "dedi", "pegawai": 7}
    show("kabar_bergabung: akun dipakai", lambda: draw_layar("kabar_bergabung", **taken, **asking))
    show(
        "konfirmasi_bergabung: akun dipakai",
        lambda: draw_layar("konfirmasi_bergabung", **taken, **asking, user=7_000_000_001),
    )
    tugas = [{"nomor": 1006, "singkat": "Isi & kirim", "unit": "Seksi", "berkas": 1001}]
    for sebab in SebabAkses:
        why = {**PERSON, "sebab": sebab.value, "oleh": "Eko <P>"}
        show(f"akses_berakhir: {sebab}", lambda w=why: draw_layar("akses_berakhir", **w))
        show(
            f"tanpa_akun: {sebab}",
            lambda w=why: draw_layar("tanpa_akun", **w, jumlah=2, tugas=tugas),
        )
    idle = {**PERSON, "sebab": "dicabut", "oleh": "Endang", "jumlah": 0, "tugas": []}
    show("tanpa_akun: tanpa tugas", lambda: draw_layar("tanpa_akun", **idle))
    left = {**idle, "sebab": "keluar", "oleh": "", "jabatan": ""}
    show("tanpa_akun: keluar tanpa tugas", lambda: draw_layar("tanpa_akun", **left))
