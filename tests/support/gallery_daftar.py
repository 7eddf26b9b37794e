"""The gallery of lists that are turned page by page, of history, of naskah, and of the end of a berkas."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.facts import Facts
from sop_flows.naskah.isi import (
    Isi,
    IsiBerkas,
    IsiCapaian,
    IsiIndikator,
    IsiKantor,
    IsiKelas,
    IsiSkala,
    IsiSop,
    IsiUnit,
)
from sop_flows.naskah.putusan import Putusan
from sop_flows.ports.halaman import Halaman, page_of
from sop_flows.ports.layar.keanggotaan import Orang
from sop_flows.ports.records import Undangan
from sop_flows.ports.reminders import BarisMenunggu, BarisPengingat
from sop_flows.ports.tertanda import DaftarTertanda, Tertanda
from sop_flows.ports.views import SampinganView
from sop_flows.sop.place import Samping
from sop_flows.use_cases.pegawai.joining import LIFE
from sop_flows.use_cases.pegawai.tautan import PegawaiView, TautanView
from storage.codec import decode
from tests.support.gallery_pengingat import LINE
from tests.support.periode import TW_III
from tests.support.views import (
    KANTOR,
    KECAMATAN,
    NOW,
    make_baris,
    make_daftar,
    make_keanggotaan,
    make_line,
    make_naskah,
    make_papan,
    make_riwayat,
    make_signing,
    make_tugas,
)
from tests.support.wall import draw_layar, on_card, show

OUTLIVING = (
    SampinganView(
        tugas=make_tugas(4, Samping.TINDAK_LANJUT, facts=Facts(tindak_lanjut="Lengkapi <SK>")),
        jabatan="Kasi Umum",
    ),
    SampinganView(tugas=make_tugas(4, Samping.TANDA_TERIMA), jabatan=""),
)
OTHER = replace(KANTOR, id=2, nama="Dinas Dukcapil")
JUDGED = [one for one in Putusan if one is not Putusan.ASING]


def make_isi(values: Sequence[str | None] = ("71.5", None)) -> Isi:
    """Return the content of a naskah: an indikator for each value, and one unit that was excused."""
    none = IsiCapaian(persen=None, tampil="n/a", kategori=None, catatan=())
    some = IsiCapaian(
        persen=Decimal("95.33"), tampil="95,33%", kategori="Sangat Tinggi", catatan=()
    )
    unit = IsiUnit(
        kode="PM",
        nama="Seksi Pemberdayaan <Masyarakat>",
        ronde=1,
        dikecualikan=False,
        indikator=tuple(
            IsiIndikator(
                kode=f"IK-{no:02}",
                nama=f"Indikator & ukuran {no}",
                sasaran="Meningkatnya pelayanan",
                satuan="Persen",
                polaritas="naik",
                sifat="posisi akhir",
                formula="A",
                target_periode="75",
                target_tahun="100",
                realisasi=None if value is None else Decimal(value),
                alasan="survei belum selesai" if value is None else "",
                realisasi_lalu=(),
                capaian=none if value is None else some,
                sampai=none if value is None else some,
                tahun=none if value is None else some,
                ditandai=False,
            )
            for no, value in enumerate(values, start=1)
        ),
    )
    excused = replace(unit, kode="PB", nama="Seksi Pembangunan", dikecualikan=True, indikator=())
    skala = IsiSkala(
        nama="permendagri", sumber="", kelas=(IsiKelas(mulai=None, nama="Sangat Tinggi"),)
    )
    return Isi(
        kantor=IsiKantor(kode=KANTOR.kode, nama=KANTOR.nama, jenis="", daerah="", alamat=""),
        sop=IsiSop(kode=KECAMATAN.kode, versi=1, nama=KECAMATAN.nama),
        berkas=IsiBerkas(nomor=5, judul="Pengukuran Kinerja", periode=TW_III, fakta={}),
        skala=skala,
        unit=(unit, excused),
        kerja=(),
        dokumen=(),
    )


def lists() -> None:
    """Hang the lists, short, long and empty."""
    tugas, berkas, anggota = "daftar_tugas", "daftar_berkas", "anggota"
    few = make_daftar(make_baris(), make_baris(2, is_late=True))
    beside = make_daftar(
        *(
            make_baris(tugas=make_tugas(4, t, facts=Facts(tindak_lanjut="Lengkapi SK")))
            for t in (Samping.TANYA, Samping.TINDAK_LANJUT, Samping.TANDA_TERIMA)
        )
    )
    rangkap = make_daftar(make_baris(sebagai="Kasi Kesejahteraan"))
    many = make_daftar(*(make_baris(no) for no in range(1, 41)))
    show("tugas: ada", lambda: draw_layar(tugas, few))
    show("tugas: di samping alur", lambda: draw_layar(tugas, beside))
    show("tugas: rangkap", lambda: draw_layar(tugas, rangkap))
    show(
        "tugas: dua kantor",
        lambda: draw_layar(tugas, make_daftar(make_baris(), make_baris(3, OTHER))),
    )
    show("tugas: menunggu", lambda: draw_layar(tugas, replace(make_daftar(), menunggu=3)))
    waited = decode(BarisPengingat, {**LINE, "jenis": "harian", "hari": 3, "siapa": []})
    soon = decode(BarisPengingat, {**LINE, "jenis": "mendekati", "putus": "menolak"})
    lines = tuple(BarisMenunggu(baris=one, can_remind=one is waited) for one in (waited, soon))
    show("menunggu: ada", lambda: draw_layar("menunggu", lines))
    show("menunggu: banyak", lambda: draw_layar("menunggu", lines * 9, user_id=70, halaman=2))
    show("menunggu: kosong", lambda: draw_layar("menunggu", ()))
    show("tugas: kosong", lambda: draw_layar(tugas, make_daftar()))
    for ke in (1, 2, 4, 9):
        show(f"tugas: halaman {ke}", lambda k=ke: draw_layar(tugas, many, user_id=70, halaman=k))
    signing = make_signing(30)
    show("papan: banyak yang ditunggu", lambda: on_card(signing))
    for ke in (1, 2):
        facts = {"user_id": 70, "berkas_id": 12, "halaman": ke}
        show(f"ditunggu: halaman {ke}", lambda f=facts: draw_layar("ditunggu", signing, **f))
    show(
        "ditunggu: di samping alur",
        lambda: draw_layar("ditunggu", make_papan(sampingan=OUTLIVING)),
    )
    show("berkas: ada", lambda: draw_layar(berkas, page_of([make_papan()], 1, 8)))
    show("berkas: kosong", lambda: draw_layar(berkas, page_of([], 1, 8)))
    middle = Halaman(baris=(make_papan(),) * 8, ke=2, jumlah=3)
    show("berkas: halaman", lambda: draw_layar(berkas, middle, user_id=70, halaman=2))
    show("anggota", lambda: draw_layar(anggota, (make_keanggotaan(),)))
    crowd = (make_keanggotaan(80, 40), make_keanggotaan(0, 0))
    for ke in (1, 3):
        show(
            f"anggota: halaman {ke}",
            lambda k=ke: draw_layar(anggota, crowd, user_id=70, halaman=k),
        )


def members() -> None:
    """Hang an employee as an admin sees one, and the join links made and revoked."""
    dedi = Orang(nama="Dedi <K>", sapaan="Pak", jabatan="Kasi", kantor=KANTOR.nama)
    out = Undangan(dibuat_at=NOW, kedaluwarsa_at=NOW + LIFE)
    view = PegawaiView(
        orang=dedi, pegawai=7, has_joined=False, undangan=(out,) * 12, zona=KANTOR.zona
    )
    joined = replace(view, has_joined=True, undangan=(), orang=replace(dedi, jabatan=""))
    link = TautanView(
        orang=dedi, pegawai=7, bot="tapak_bot", token="x" * 24, sampai=NOW + LIFE, zona=KANTOR.zona
    )
    show("pegawai: belum bergabung", lambda: draw_layar("pegawai", view))
    show("pegawai: sudah bergabung", lambda: draw_layar("pegawai", joined))
    show("tautan", lambda: draw_layar("tautan", link))
    person = {"nama": dedi.nama, "sapaan": "Pak", "jabatan": "Kasi", "kantor": KANTOR.nama}
    for jumlah in (0, 2):
        facts = {**person, "jumlah": jumlah}
        show(f"tautan_dicabut: {jumlah}", lambda f=facts: draw_layar("tautan_dicabut", **f))


def history() -> None:
    """Hang the history of a berkas, and the naskah that were decided on."""
    lines = [make_line(aksi) for aksi in ("mulai", "kirim", "kembalikan", "tak dikenal")]
    again = make_line(ronde=2, untuk_unit=1, unit=[2], catatan="ya")
    show("riwayat: ada", lambda: draw_layar("riwayat", make_riwayat(*lines, again)))
    broken = replace(make_riwayat(*lines), is_whole=False)
    show("riwayat: tidak utuh", lambda: draw_layar("riwayat", broken))
    twice = make_line(
        "paraf", 7, sudah=[{"langkah": 6, "aksi": "setujui", "jabatan": "Kasubbag <P>"}]
    )
    show("riwayat: untuk jabatan kedua", lambda: draw_layar("riwayat", make_riwayat(twice)))
    several = make_line("setujui", 6, sekaligus=4)
    show("riwayat: satu dari beberapa", lambda: draw_layar("riwayat", make_riwayat(several)))
    show("riwayat: kosong", lambda: draw_layar("riwayat", make_riwayat()))
    long = make_riwayat(*(make_line(catatan="Mohon diperbaiki. " * 20) for _ in range(60)))
    asked: dict[str, dict[str, Any]] = {
        "awal": {"halaman": 1},
        "tengah": {"halaman": 4},
        "terbaru": {},
        "lewat": {"halaman": 999},
    }
    for name, facts in asked.items():
        show(
            f"riwayat: {name}",
            lambda f=facts: draw_layar("riwayat", long, user_id=70, berkas_id=12, **f),
        )
    read = replace(make_naskah(), isi=make_isi())
    facts = {"user_id": 70, "berkas_id": 12, "kode": "ACDEFGHJ"}
    for putusan in JUDGED:
        show(f"naskah: {putusan}", lambda p=putusan: draw_layar("naskah", (make_naskah(p),)))
    show("naskah: isinya", lambda: draw_layar("naskah", (read,)))
    show("naskah_berkas", lambda: draw_layar("naskah_berkas", (read,), **facts))


def decided() -> None:
    """Hang what somebody decided on, and the end of a berkas."""
    kept = make_naskah()
    one = Tertanda(
        kantor=KANTOR,
        berkas=kept.keputusan.berkas,
        putusan=kept.putusan,
        keputusan=kept.keputusan.baris[-1],
    )
    every = tuple(replace(one, kantor=OTHER, putusan=putusan) for putusan in JUDGED)
    for name, page, several in (
        ("kosong", page_of([], 1, 8), False),
        ("satu", page_of([one], 1, 8), False),
        ("halaman", Halaman(baris=every, ke=2, jumlah=5), True),
    ):
        view = DaftarTertanda(halaman=page, banyak_kantor=several)
        show(f"ditandatangani: {name}", lambda v=view: draw_layar("ditandatangani", v))


def ends() -> None:
    """Hang what is told of a berkas that has ended."""
    plain = {"nomor": 5, "judul": "Pengukuran & Kinerja", "berkas_id": 12}
    hasil = {
        "unit": 2,
        "indikator": 30,
        "rerata": "91.25",
        "kategori": "Sangat Tinggi",
        "tahun": "70.1",
        "tanpa_data": [{"unit": "Seksi <A>", "nama": "Indeks", "alasan": "survei & olah"}] * 20,
    }
    signer = {
        "nama": "Dedi Kurnia",
        "jabatan": "Camat",
        "penugasan": "Plt.",
        "kerja": Kerja.TANDA_TANGANI.value,
        "at": NOW.isoformat(),
    }
    signed = {
        "zona": "Asia/Jakarta",
        "periode": [2026, 3],
        "naskah": {"versi": 2, "kode": "ACDEFGHJ"},
        "penanda": [signer] * 24,
    }
    bare = {"unit": 1, "indikator": 3, "rerata": None, "tahun": None}
    for name, facts in {
        "selesai": {"status": "selesai"},
        "dibatalkan": {"status": "dibatalkan"},
        "hasil": {"status": "selesai", "hasil": hasil, **signed},
        "tanpa capaian": {"status": "selesai", "hasil": bare},
        "riwayat tidak utuh": {"status": "selesai", "is_whole": False},
        "batal dengan alasan": {"status": "dibatalkan", "oleh": "Ratna", "alasan": "PK < baru"},
        "batal sesudah paraf": {"status": "dibatalkan", "oleh": "Ratna", "alasan": "-", **signed},
        "beberapa kantor": {"status": "selesai", "kantor": "Kec. Pagentan & sekitarnya"},
    }.items():
        show(
            f"berkas_berakhir: {name}",
            lambda f=facts: draw_layar("berkas_berakhir", **plain, **f),
        )
