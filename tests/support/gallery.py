"""The gallery: every screen in every state, by name."""

from dataclasses import replace
from datetime import timedelta

from handlers.screens.notices import LembarTerlampir
from handlers.screens.screen import Dokumen
from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.berkas import Keadaan, StatusBerkas, StatusTugas
from sop_flows.engine.facts import Facts, Hadir, Hasil, Jawaban, Rapat, TindakLanjut
from sop_flows.kinerja.angka import Janggal, SebabTolak
from sop_flows.kinerja.unggahan import SebabLembar
from sop_flows.ports.pilihan import PilihanPeriode
from sop_flows.ports.views import SampinganView
from sop_flows.sop.definition import Minta
from sop_flows.sop.place import Place, Samping
from sop_flows.waktu.periode import LENGTH, JenisPeriode, Periode
from tests.support import (
    gallery_alur,
    gallery_capaian,
    gallery_daftar,
    gallery_dokumen,
    gallery_grup,
    gallery_nilai,
    gallery_pembaruan,
    gallery_pengecualian,
    gallery_pengingat,
    gallery_rapat,
    gallery_rencana,
    gallery_sekaligus,
    gallery_sop,
)
from tests.support.views import (
    ACTING,
    DARI,
    DEPUTY,
    HASIL,
    KANTOR,
    KECAMATAN,
    KEMBALI,
    LATER,
    MEKANISME,
    NOW,
    PEMIRSA,
    converse,
    make_berkas,
    make_closed,
    make_formulir,
    make_kartu,
    make_keanggotaan,
    make_lembar,
    make_nilai,
    make_papan,
    make_pilihan,
    make_signing,
    make_tugas,
)
from tests.support.wall import GALLERY as GALLERY
from tests.support.wall import draw_layar, on_card, show

MINTA: tuple[Minta | None, ...] = (*Minta, None)
FACTS = Facts(kembali=KEMBALI, dari=DARI, konsep="Mohon diutamakan", tanya="Mengapa turun?")
PERSON = {"nama": "Dedi Kurnia", "sapaan": "Pak", "jabatan": "Kasi", "kantor": KANTOR.nama}
VALUE = {
    "tugas": 77,
    "revisi": 3,
    "no": 2,
    "total": 8,
    "terisi": 1,
    "indikator": 102,
    "kode": "IK-2",
    "nama": "Jalan lingkungan diperbaiki",
    "satuan": "m",
    "desimal": None,
    "target": "1.200",
    "lalu": [2, "180"],
    "sekarang": None,
    "alasan_na": "",
    "capaian": "n/a",
    "kategori": None,
    "triwulan": 3,
    "is_jumlah": False,
    "sampai": None,
}
PROBLEM = {
    "kunci": "IK-5",
    "indikator": 105,
    "nama": "Balita stunting",
    "satuan": "anak",
    "teks": "871,2",
    "sebab": "ragu",
    "sel": "E5",
    "pilihan": ["87.12", "871.2"],
}
CONTRADICTION = {
    "kunci": "IK-2",
    "indikator": 2,
    "nama": "Desa <tertib> administrasi",
    "satuan": "Desa",
    "teks": "",
    "sebab": "ganda",
    "pilihan": ["88.24", "80.1"],
    "tawaran": [
        {"teks": "88,24", "sel": "I7"},
        {"teks": "80,1", "sel": "'TW II & III'!I7", "tersembunyi": True},
        {"teks": "", "sel": "I12"},
        *({"teks": "5", "sel": f"I{row}"} for row in range(20, 60)),
    ],
}
BATCH = {
    "tugas": 77,
    "revisi": 3,
    "tersimpan": 6,
    "terisi": 6,
    "total": 8,
    "masalah": [
        PROBLEM,
        CONTRADICTION,
        {"kunci": "IK-99", "teks": "5", "sebab": "kode", "sel": "E9"},
    ],
    "berubah": [{"kunci": "IK-1", "dari": "10", "ke": "12.5"}],
}


def cards() -> None:
    """Hang the cards: what is asked, times the state it is in."""
    full = make_formulir(baris=tuple(make_nilai(no) for no in range(1, 5)))
    late = {"tenggat": NOW - timedelta(hours=1)}
    for minta in MINTA:
        name = minta.value if minta else "pertanyaan"
        show(
            f"{name}: baru",
            lambda m=minta: on_card(make_kartu(m, tugas={"facts": Facts(tanya="?")})),
        )
        show(
            f"{name}: lengkap",
            lambda m=minta: on_card(make_kartu(m, tugas={"facts": FACTS}, formulir=(full,))),
        )
        show(
            f"{name}: terlambat",
            lambda m=minta: on_card(make_kartu(m, tugas={"facts": FACTS, **late})),
        )
        show(
            f"{name}: plh",
            lambda m=minta: on_card(make_kartu(m, tugas={"facts": FACTS}, pemirsa=ACTING)),
        )
        show(
            f"{name}: kosong",
            lambda m=minta: on_card(make_kartu(m, tugas={"facts": FACTS}, pemirsa=DEPUTY)),
        )
        show(
            f"{name}: tanpa formulir",
            lambda m=minta: on_card(
                make_kartu(m, tugas={"facts": FACTS}, formulir=(), unit=None, penerima=())
            ),
        )
        show(f"{name}: selesai", lambda m=minta: on_card(make_closed(m)))
        show(
            f"{name}: menunggu kata",
            lambda m=minta: on_card(
                converse(make_kartu(m, tugas={"facts": FACTS}), "catatan", kerja="tanya")
            ),
        )
    for status in (StatusTugas.DITARIK, StatusTugas.DIBATALKAN, StatusTugas.DIKECUALIKAN):
        show(
            f"tertutup: {status}",
            lambda s=status: on_card(make_closed(tugas={"status": s, "facts": Facts()})),
        )
    show(
        "tertutup: berkas batal",
        lambda: on_card(
            make_closed(
                tugas={"status": StatusTugas.DIBATALKAN, "facts": Facts()},
                berkas=make_berkas(status=StatusBerkas.DIBATALKAN),
            )
        ),
    )
    show(
        "tertutup: oleh rekan", lambda: on_card(make_closed(pemirsa=replace(PEMIRSA, nama="Lain")))
    )
    plt = replace(HASIL, penugasan=Penugasan.PLT, catatan="Sudah sesuai.", naskah="ab" * 32)
    show(
        "tertutup: oleh Plt.",
        lambda: on_card(
            make_closed(
                Minta.TANDA_TANGAN,
                tugas={"facts": Facts(hasil=replace(plt, aksi=Kerja.TANDA_TANGANI))},
            )
        ),
    )
    show(
        "tertutup: dikecualikan oleh Plt.",
        lambda: on_card(
            make_closed(
                Minta.TANDA_TANGAN,
                tugas={
                    "status": StatusTugas.DIKECUALIKAN,
                    "facts": Facts(hasil=replace(plt, aksi=Kerja.KECUALIKAN)),
                },
            )
        ),
    )
    show("tertutup: dapat diurungkan", lambda: on_card(make_closed(can_withdraw=True)))
    filled = make_berkas(keadaan=Keadaan(sumber=1005, segera=True))
    for minta in (Minta.FORMULIR, Minta.HIMPUN, Minta.KERJAKAN):
        show(
            f"{minta.value}: dari berkas lain",
            lambda m=minta: on_card(make_kartu(m, berkas=filled, formulir=(full,))),
        )
    show("rangkap", lambda: on_card(make_kartu(Minta.PARAF, rangkap=("Kabid 1", "Kabid 2"))))
    moved = {"is_moved": True, "pemegang": (replace(PEMIRSA, nama="Sari Utami"),)}
    show("pindah", lambda: on_card(make_kartu(**moved)))
    show("pindah: akses berakhir", lambda: on_card(make_kartu(is_ended=True, **moved)))
    show("pindah: kosong", lambda: on_card(make_kartu(**{**moved, "pemegang": ()})))
    checking = replace(DEPUTY, is_pemeriksa=True)
    show("pemeriksa", lambda: on_card(make_kartu(Minta.KEPUTUSAN, pemirsa=checking)))
    show("plt", lambda: on_card(make_kartu(pemirsa=replace(PEMIRSA, penugasan=Penugasan.PLT))))
    aula = Rapat(mulai=NOW, undangan={"tempat": "Aula"})
    rapat = Facts(rapat=aula, hadir=(Hadir(nama="Dedi"), Hadir(nama="Sari")))
    show("rapat: hadir", lambda: on_card(make_kartu(Minta.RAPAT, tugas={"facts": rapat})))
    evening = Facts(rapat=replace(aula, mulai=LATER - timedelta(days=1)))
    show("rapat: lewat hari", lambda: on_card(make_kartu(Minta.RAPAT, tugas={"facts": evening})))
    noted = TindakLanjut(teks="Lengkapi SK tim", jabatan=3, batas=LATER)
    deciding = {"facts": replace(rapat, keputusan=(noted,), notulis=True)}
    posts = ((3, "Kabid Kearsipan"), (4, "Kabid Perpustakaan"))
    meeting = make_kartu(Minta.RAPAT, tugas=deciding, pilihan=posts)
    show("rapat: tindak lanjut", lambda: on_card(meeting))
    for bagian in ("teks", "jabatan", "batas"):
        asked = {"kerja": "selesai", "bagian": bagian, "teks": "Lengkapi SK", "jabatan": 3}
        show(
            f"rapat: tindak lanjut, {bagian}",
            lambda a=asked: on_card(converse(meeting, "tindak_lanjut", **a)),
        )
    put_off = Hasil(aksi=Kerja.UNDANG_ULANG, nama="Marlina", catatan="Ruangan terpakai")
    show(
        "rapat: ditunda",
        lambda: on_card(
            make_closed(
                Minta.RAPAT,
                tugas={"status": StatusTugas.DIBATALKAN, "facts": Facts(hasil=put_off)},
            )
        ),
    )
    beside = {
        Samping.TINDAK_LANJUT: (Kerja.SELESAI, Facts(dari=DARI, tindak_lanjut="Lengkapi SK tim")),
        Samping.TANDA_TERIMA: (Kerja.TERIMA, Facts(dari=DARI, terima=("laporan", "tanda terima"))),
    }
    for tahap, (aksi, facts) in beside.items():
        for berkas in (make_berkas(), make_berkas(status=StatusBerkas.SELESAI, ditutup_at=NOW)):
            show(
                f"di samping alur {tahap}: {berkas.status}",
                lambda t=tahap, f=facts, b=berkas: on_card(
                    make_kartu(None, tahap=t, berkas=b, formulir=(), unit=None, tugas={"facts": f})
                ),
            )
        done = replace(facts, hasil=replace(HASIL, aksi=aksi, catatan="Sudah"))
        show(
            f"di samping alur {tahap}: dikerjakan",
            lambda t=tahap, f=done: on_card(
                make_closed(None, tahap=t, formulir=(), unit=None, tugas={"facts": f})
            ),
        )
    waiting = {"facts": Facts(menunggu=NOW)}
    show("himpun: menunggu", lambda: on_card(make_kartu(Minta.HIMPUN, tugas=waiting)))
    jawaban = Jawaban(unit=1, tanya="Mengapa?", jawab="Cuaca.", nama="Dedi")
    asking = make_tugas(5, -1, id=80, unit_id=2, asal=Place(5, 0), facts=Facts(tanya="Kapan?"))
    show(
        "himpun: tanya jawab",
        lambda: on_card(
            make_kartu(
                Minta.HIMPUN,
                tugas={"facts": Facts(jawaban=(jawaban,))},
                berkas=make_berkas(terbuka=(asking,)),
            )
        ),
    )


def conversations() -> None:
    """Hang the conversations on cards and boards."""
    for minta, kerja in (
        (Minta.KEPUTUSAN, "setujui"),
        (Minta.PARAF, "paraf"),
        (Minta.TANDA_TANGAN, "tanda_tangani"),
    ):
        show(
            f"yakin: {kerja}",
            lambda m=minta, k=kerja: on_card(converse(make_kartu(m), "yakin", kerja=k)),
        )
    noted = make_kartu(Minta.KEPUTUSAN, tugas={"facts": Facts(konsep="IK-08 <belum> cocok")})
    show("keputusan: catatan", lambda: on_card(noted))
    held = {"kerja": "kembalikan", "unit": [1], "teks": "Angka <stunting> belum cocok & lengkap."}
    show(
        "tulisan: belum terkirim",
        lambda: on_card(converse(make_kartu(Minta.KEPUTUSAN), "catatan", **held)),
    )
    before = make_closed(
        Minta.KEPUTUSAN, tugas={"facts": Facts(hasil=replace(HASIL, aksi=Kerja.PARAF))}
    )
    again = make_kartu(Minta.KEPUTUSAN, putusan=(before.tugas,))
    show("keputusan: untuk jabatan kedua", lambda: on_card(again))
    show("yakin: catatan", lambda: on_card(converse(noted, "yakin", kerja="setujui")))
    choosing = make_kartu(Minta.DISPOSISI, pilihan=((3, "Kasi Pelayanan"), (4, "Kasi Umum")))
    show("penerima: memilih", lambda: on_card(choosing))
    for ticked in ([], [3]):
        show(
            f"penerima: {len(ticked)} dipilih",
            lambda t=ticked: on_card(
                converse(choosing, "penerima", kerja="disposisikan", penerima=t)
            ),
        )
    show(
        "tertutup: penerima terpilih",
        lambda: on_card(make_closed(Minta.DISPOSISI, pilihan=choosing.pilihan)),
    )
    two = (make_formulir(), make_formulir(2, "Seksi Pembangunan"))
    deciding = make_kartu(Minta.KEPUTUSAN, formulir=two)
    for bagian in ("unit", "indikator", "alasan"):
        chosen = {"kerja": "kembalikan", "bagian": bagian, "unit": [1], "indikator": [101]}
        show(
            f"kembalikan: {bagian}",
            lambda c=chosen: on_card(converse(deciding, "kembalikan", **c)),
        )
    plain = make_kartu(Minta.KEPUTUSAN, sop=MEKANISME, formulir=two)
    show(
        "kembalikan: tanpa unit",
        lambda: on_card(converse(plain, "kembalikan", kerja="kembalikan")),
    )
    gathering = make_kartu(Minta.HIMPUN, formulir=two)
    show(
        "tanya: belum memilih",
        lambda: on_card(converse(gathering, "tanya", kerja="tanya", bagian="unit", unit=[])),
    )
    show(
        "tanya: memilih",
        lambda: on_card(converse(gathering, "tanya", kerja="tanya", bagian="unit", unit=[2])),
    )
    board = make_signing()
    for bagian in ("pegawai", "alasan", "kata", "saksi"):
        facts = {"bagian": bagian, "siapa": 201, "alasan": "Cuti", "berkas": 12}
        asked = converse(make_kartu(), "kecualikan", **facts).percakapan
        people = make_keanggotaan(3).pegawai
        show(
            f"kecualikan: {bagian}",
            lambda a=asked, p=people: on_card(
                replace(board, percakapan=a, pegawai=tuple(x for x, _ in p))
            ),
        )
    cancelling = converse(make_kartu(), "batalkan", berkas=12).percakapan
    show("batalkan", lambda: on_card(replace(board, percakapan=cancelling)))


def boards_and_lists() -> None:
    """Hang the boards and the lists."""
    show("papan", lambda: on_card(make_papan()))
    show("papan: tanda tangan", lambda: on_card(make_signing()))
    decided = Facts(tindak_lanjut="Lengkapi SK tim")
    done = {"status": StatusTugas.SELESAI, "selesai_at": NOW}
    late = {"tenggat": NOW - timedelta(hours=1)}
    sampingan = tuple(
        SampinganView(
            tugas=make_tugas(4, tahap, id=300 + no, nomor=3000 + no, facts=decided, **state),
            jabatan=f"Kabid {no}",
        )
        for no, (tahap, state) in enumerate(
            [
                (t, f)
                for t in (Samping.TINDAK_LANJUT, Samping.TANDA_TERIMA)
                for f in ({}, done, late)
            ]
        )
    )
    show("papan: sampingan", lambda: on_card(make_papan(sampingan=sampingan)))
    waited = (("Seksi Pembangunan", timedelta(hours=2)),)
    show(
        "papan: menunggu jawaban",
        lambda: on_card(
            make_papan(langkah=tuple(replace(s, tunggu=waited) for s in make_papan().langkah))
        ),
    )
    show("papan: akses berakhir", lambda: on_card(make_papan(is_ended=True)))
    show("papan: tanpa wewenang", lambda: on_card(make_papan(can_cancel=False)))
    units = make_papan(kecualikan=((5, "Seksi Pelayanan"),), tambah=((2, "Seksi Umum"),))
    show("papan: unit", lambda: on_card(units))
    for isi in ({"bagian": "unit"}, {"bagian": "alasan", "siapa": 5}):
        asked = converse(make_kartu(), "kecualikan", berkas=12, **isi).percakapan
        show(f"papan: {isi}", lambda a=asked: on_card(replace(units, percakapan=a)))
    for status in (StatusBerkas.SELESAI, StatusBerkas.DIBATALKAN):
        ended = make_berkas(status=status, ditutup_at=NOW)
        show(f"papan: {status}", lambda b=ended: on_card(make_papan(at=11, terbuka=(), berkas=b)))
    pair = (make_pilihan(), make_pilihan(sop_id=5, berjalan=7))
    show("mulai: ada", lambda: draw_layar("pilihan_mulai", pair))
    many = tuple(make_pilihan(sop_id=no) for no in range(1, 61))
    for ke in (1, 2):
        facts = {"user_id": 70, "halaman": ke}
        show(f"mulai: halaman {ke}", lambda f=facts: draw_layar("pilihan_mulai", many, **f))
    show("mulai: kosong", lambda: draw_layar("pilihan_mulai", ()))
    letters = KECAMATAN.model_copy(update={"periode": JenisPeriode.BEBAS})
    show("mulai: surat", lambda: draw_layar("pilihan_mulai", (make_pilihan(sop=letters),)))
    for jenis in LENGTH:
        last = Periode(jenis, 2026)
        chosen = PilihanPeriode(jenis=jenis, periode=(last, last.previous))
        show(f"periode: {jenis}", lambda v=chosen: draw_layar("pilihan_periode", v))
    show("hapus_tanya", lambda: draw_layar("hapus_tanya", (7, 9)))
    show(
        "periode: kosong",
        lambda: draw_layar(
            "pilihan_periode", PilihanPeriode(jenis=JenisPeriode.BULAN, periode=())
        ),
    )
    show(
        "bantuan: semua",
        lambda: draw_layar("bantuan", frozenset({"pegawai", "pemrakarsa", "admin"})),
    )
    show("bantuan: orang asing", lambda: draw_layar("bantuan", frozenset()))
    sheet = LembarTerlampir(lembar=make_lembar(ronde=2), dokumen=Dokumen("formulir.xlsx", b"x"))
    show("lembar", lambda: draw_layar("lembar", sheet))


def messages() -> None:
    """Hang the messages that carry their facts."""
    for layar in (
        "sambutan",
        "bergabung",
        "bergabung_menunggu",
        "bergabung_ditolak",
        "kabar_bukan_saya",
        "dicabut",
    ):
        show(layar, lambda x=layar: draw_layar(x, **PERSON))
    show("bergabung_menunggu: lagi", lambda: draw_layar("bergabung_menunggu"))
    show("bantuan: menunggu", lambda: draw_layar("bantuan", frozenset({"menunggu"})))
    asking = {**PERSON, "username": "dedi", "pegawai": 7, "user": 7_000_000_001}
    show("konfirmasi_bergabung", lambda: draw_layar("konfirmasi_bergabung", **asking))
    bare = {**asking, "username": ""}
    show("konfirmasi_bergabung: polos", lambda: draw_layar("konfirmasi_bergabung", **bare))
    show(
        "kabar_bergabung",
        lambda: draw_layar("kabar_bergabung", **PERSON, username="dedi", pegawai=7),
    )
    for layar in (
        "bukan_saya",
        "sambutan_orang_asing",
        "tanya_alasan_kecuali",
        "tanya_alasan_unit",
        "arahan",
        "ditinggalkan",
        "dokumen_terlalu_besar",
        "tidak_terbaca",
        "pesan_disunting",
        "pesan_terusan",
    ):
        show(layar, lambda x=layar: draw_layar(x))
    show("mendahului", lambda: draw_layar("mendahului", teks="<12>"))
    show("keterangan_tak_dibaca", lambda: draw_layar("keterangan_tak_dibaca", teks="1=<250>"))
    for formulir in (True, False):
        show(
            f"dokumen_diterima: ditanya, {formulir}",
            lambda f=formulir: draw_layar(
                "dokumen_diterima", nama="bukti.jpg", nomor=1042, formulir=f, ditanya=True
            ),
        )
    for formulir in (True, False):
        show(
            f"dokumen_diterima: {formulir}",
            lambda x=formulir: draw_layar(
                "dokumen_diterima", nama="bukti & foto.jpg", nomor=1042, formulir=x
            ),
        )
    show("tercatat", lambda: draw_layar("tercatat", nomor=1042, at=NOW.isoformat()))
    show("kartu_dahulu", lambda: draw_layar("kartu_dahulu", nomor=1042))
    show("diingatkan", lambda: draw_layar("diingatkan", jumlah=2))
    nobody = {"jumlah": 0, "berkas": 1001}
    show("diingatkan: tidak ada", lambda: draw_layar("diingatkan", **nobody))
    again = {"terlambat": 3, "lagi": NOW.isoformat(), "zona": "Asia/Jakarta"}
    show("diingatkan: baru saja", lambda: draw_layar("diingatkan", **nobody, **again))
    show("diingatkan: tanpa akun", lambda: draw_layar("diingatkan", **nobody, terlambat=1))
    offices_asked()


def offices_asked() -> None:
    """Hang what is said to somebody who serves several offices."""
    kantor = "Kec. Pagentan & sekitarnya"
    show(
        "tercatat: beberapa kantor",
        lambda: draw_layar("tercatat", nomor=1042, at=NOW.isoformat(), kantor=kantor),
    )
    show(
        "kartu_dahulu: beberapa kantor",
        lambda: draw_layar("kartu_dahulu", nomor=1042, kantor=kantor, berubah=True),
    )
    show("diingatkan: beberapa kantor", lambda: draw_layar("diingatkan", jumlah=2, kantor=kantor))
    show(
        "dokumen_diterima: beberapa kantor",
        lambda: draw_layar(
            "dokumen_diterima", nama="bukti.jpg", nomor=1042, formulir=False, kantor=kantor
        ),
    )
    judul = "Pengukuran Kinerja"
    tugas = [
        {"id": no, "revisi": 0, "kantor": nama, "judul": judul, "singkat": "Periksa", "is_open": x}
        for no, nama, x in ((1, kantor, True), (2, "Kecamatan Pejawaran", False))
    ]
    show("kantor_tak_dipilih", lambda: draw_layar("kantor_tak_dipilih", nomor=1042))
    show(
        "tanya_catatan: beberapa kantor",
        lambda: draw_layar(
            "tanya_catatan", kerja="batalkan", jenis="batalkan", berkas=1001, kantor=kantor
        ),
    )
    for layar in ("baris_diterima", "lembar_diterima"):
        show(f"{layar}: beberapa kantor", lambda x=layar: draw_layar(x, **BATCH, kantor=kantor))
    for layar, which in (("tugas_senomor", {"kerja": "setujui"}), ("alihkan_senomor", {})):
        asked = {"nomor": 1042, "pilihan": tugas, **which}
        show(layar, lambda x=layar, f=asked: draw_layar(x, **f))
    berkas = [
        {"id": no, "nomor": 1001, "kantor": nama, "judul": judul}
        for no, nama in ((1, kantor), (2, "Kecamatan Pejawaran"))
    ]
    for aksi in ("riwayat", "alur", "ingatkan"):
        show(
            f"berkas_senomor: {aksi}",
            lambda a=aksi: draw_layar("berkas_senomor", aksi=a, pilihan=berkas),
        )


def values() -> None:
    """Hang what is asked and said about values."""
    show("reaksi", lambda: draw_layar("reaksi", message_id=9))
    show("tanya_nilai: baru", lambda: draw_layar("tanya_nilai", **VALUE))
    show(
        "tanya_nilai: koreksi",
        lambda: draw_layar("tanya_nilai", **{**VALUE, "sekarang": "1150.5", "lalu": None}),
    )
    show(
        "tanya_nilai: n/a",
        lambda: draw_layar("tanya_nilai", **{**VALUE, "alasan_na": "Survei", "target": ""}),
    )
    show("tanya_alasan_na", lambda: draw_layar("tanya_alasan_na", **VALUE))
    show(
        "nilai_tercatat",
        lambda: draw_layar(
            "nilai_tercatat",
            **{**VALUE, "sekarang": "1150.5", "capaian": "95,88%", "kategori": "Sangat Tinggi"},
        ),
    )
    show(
        "nilai_tercatat: tanpa target",
        lambda: draw_layar("nilai_tercatat", **{**VALUE, "sekarang": "5", "target": ""}),
    )
    show(
        "pilih_angka",
        lambda: draw_layar("pilih_angka", **VALUE, pilihan=["71.5", "715"], teks="71.5"),
    )
    for janggal in Janggal:
        show(
            f"yakin_nilai: {janggal}",
            lambda j=janggal: draw_layar("yakin_nilai", **VALUE, nilai="600", janggal=j.value),
        )
    for sebab in SebabTolak:
        show(
            f"angka_ditolak: {sebab}",
            lambda s=sebab: draw_layar("angka_ditolak", **VALUE, teks="enam", sebab=s.value),
        )
    for layar in ("baris_diterima", "lembar_diterima"):
        show(f"{layar}: masalah", lambda x=layar: draw_layar(x, **BATCH))
        show(
            f"{layar}: bersih",
            lambda x=layar: draw_layar(x, **{**BATCH, "masalah": [], "berubah": []}),
        )
    for tolak in SebabLembar:
        show(
            f"lembar_ditolak: {tolak}",
            lambda t=tolak: draw_layar("lembar_ditolak", sebab=t.value, nama="a.xlsx"),
        )


cards()
conversations()
boards_and_lists()
gallery_daftar.lists(), gallery_daftar.members()
gallery_daftar.history(), gallery_daftar.decided(), gallery_daftar.ends()
messages()
gallery_pengingat.answered()
gallery_pengingat.overseen()
gallery_dokumen.dokumen()
gallery_grup.grup()
gallery_nilai.nilai()
gallery_alur.alur(), gallery_capaian.capaian(), gallery_rencana.rencana()
gallery_rapat.invitations(), gallery_rapat.let_go()
gallery_rapat.corrections()
gallery_sop.starts(), gallery_sop.sop_files(), gallery_sop.delegations()
values()
gallery_pengingat.questions_and_reminders()
gallery_pembaruan.changes()
gallery_pengecualian.boards_and_cards()
gallery_pengecualian.told_of_excuses()
gallery_pengecualian.told_of_accounts(), gallery_sekaligus.several()
