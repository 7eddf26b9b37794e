"""The gallery of a rapat: its invitations before it, at it and after it; and of what came back."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import StatusTugas
from sop_flows.engine.facts import Facts, Hadir, Hasil, Kabar, Rapat
from sop_flows.engine.formulir import Sebelum
from sop_flows.ports.views import NilaiKembali, Perbaikan, Undangan
from sop_flows.sop.definition import Minta
from sop_flows.sop.place import Place
from tests.support.views import (
    DARI,
    HASIL,
    KEMBALI,
    MEKANISME,
    NOW,
    converse,
    make_berkas,
    make_closed,
    make_formulir,
    make_kartu,
    make_nilai,
    make_tugas,
)
from tests.support.wall import draw_layar, on_card, show

if TYPE_CHECKING:
    from sop_flows.ports.formulir import NilaiView

MOMENTS = {
    "sebelum": NOW + timedelta(days=2),
    "hari": NOW + timedelta(hours=2),
    "mulai": NOW,
    "lewat": NOW - timedelta(days=2),
}
"""When a rapat begins, seen from now: all of its states."""
WILL = Kabar(kerja=Kerja.AKAN_HADIR, nama="Dedi Kurnia")
AWAY = Kabar(kerja=Kerja.BERHALANGAN, nama="Sari <Utami>", alasan="Dinas luar ke Bappeda")
SENT = Kabar(kerja=Kerja.DIWAKILI, nama="Jhonson Purba", wakil=9, nama_wakil="Karno & Putra")
PLACE = Place(4, 1)
POSTS = ((3, "Kabid Kearsipan"), (4, "Kabid Perpustakaan"), (5, "Sekretaris"))


def invitations() -> None:
    """Hang the cards of who is invited, and of who keeps the notulen."""
    for name, mulai in MOMENTS.items():
        rapat = Rapat(mulai=mulai, undangan={"tempat": "Aula"})
        guest = Facts(rapat=rapat, notulis=False)
        meeting = {"sop": MEKANISME, "pilihan": POSTS}
        for said, kabar in (("", None), (" akan", WILL), (" tidak", AWAY), (" wakil", SENT)):
            facts = {"tenggat": mulai + timedelta(hours=2), "facts": replace(guest, kabar=kabar)}
            show(
                f"undangan {name}:{said}",
                lambda f=facts, m=meeting: on_card(make_kartu(Minta.RAPAT, tugas=f, **m)),
            )
        there = {"facts": replace(guest, hadir=(Hadir(nama="Dedi Kurnia"),))}
        show(
            f"undangan {name}: hadir",
            lambda t=there, m=meeting: on_card(make_kartu(Minta.RAPAT, tugas=t, **m)),
        )
        instead = replace(guest, dari=replace(DARI, aksi=Kerja.DIWAKILI, catatan=""))
        wakil = {"facts": instead, "pegawai_id": 9}
        show(
            f"undangan {name}: mewakili",
            lambda w=wakil, m=meeting: on_card(make_kartu(Minta.RAPAT, tugas=w, **m)),
        )
        show(f"notulis {name}", lambda r=rapat: on_card(keeper(r)))
    asked = keeper(Rapat(mulai=NOW, undangan={}))
    for no, calon in enumerate(
        ((), ((9, "Karno"), (8, "Sri")), tuple((n, f"Pegawai {n}") for n in range(30)))
    ):
        for cari in ("", "Kar<no>"):
            show(
                f"wakil: {no} {cari}",
                lambda c=calon, s=cari: on_card(
                    converse(replace(asked, calon=c), "pilih_wakil", cari=s)
                ),
            )
    people = tuple(
        Undangan(
            tugas_id=n, pegawai_id=n, nama=f"Pegawai {n}", jabatan="Kabid", is_hadir=n % 2 == 0
        )
        for n in range(9)
    )
    show("daftar hadir", lambda: on_card(converse(replace(asked, undangan=people), "catat_hadir")))
    show("wakil_diundang", lambda: draw_layar("wakil_diundang", nama="Karno", nomor=1017))


def keeper(rapat: Rapat):
    """Return the card of who keeps the notulen of a rapat that others have answered."""
    said = (WILL, AWAY, SENT, None)
    invited = tuple(
        make_tugas(4, 1, id=80 + no, jabatan_id=3 + no % 3, facts=Facts(rapat=rapat, kabar=kabar))
        for no, kabar in enumerate(said)
    )
    came = make_tugas(4, 1, id=90, facts=Facts(rapat=rapat, hadir=(Hadir(nama="Tiurma Saragih"),)))
    return make_kartu(
        Minta.RAPAT,
        sop=MEKANISME,
        pilihan=POSTS,
        tugas={"facts": Facts(rapat=rapat, notulis=True, hadir=(Hadir(nama="Tiurma Saragih"),))},
        berkas=make_berkas(terbuka=(*invited, came)),
    )


def let_go() -> None:
    """Hang what a closed invitation says."""
    rapat = Rapat(mulai=NOW, undangan={})
    closed = {"status": StatusTugas.DIBATALKAN}
    for no, kabar in enumerate((WILL, AWAY, SENT)):
        facts = {**closed, "facts": Facts(rapat=rapat, notulis=False, kabar=kabar)}
        show(
            f"rapat usai: {no}",
            lambda f=facts: on_card(make_closed(Minta.RAPAT, sop=MEKANISME, tugas=f)),
        )
    for kerja in (Kerja.AKAN_HADIR, Kerja.BERHALANGAN, Kerja.DIWAKILI):
        hasil = replace(HASIL, aksi=kerja)
        facts = {**closed, "pegawai_id": 9, "facts": Facts(rapat=rapat, hasil=hasil)}
        show(
            f"wakil lepas: {kerja}",
            lambda f=facts: on_card(make_closed(Minta.RAPAT, sop=MEKANISME, tugas=f)),
        )


def came_back(no: int, semula: str | None, kini: str | None, **facts: bool) -> NilaiKembali:
    """Return a value that was returned and came back; None is n/a."""
    row: NilaiView = make_nilai(no, nilai=Decimal(kini) if kini else None, desimal=0, satuan="KK")
    kode = row.indikator.kode

    def stood(nilai: str | None) -> Sebelum:
        given = Decimal(nilai) if nilai else None
        why = "" if nilai else "Survei <belum> selesai"
        return Sebelum(indikator=row.indikator.id, kode=kode, nilai=given, alasan=why)

    return NilaiKembali(
        baris=row, semula=stood(semula), kini=stood(kini), is_marked=facts.get("is_marked", True)
    )


def corrections() -> None:
    """Hang the cards of who checks what came back, and the question why it did not change."""
    unit = "Seksi Pemberdayaan Masyarakat"
    why = replace(HASIL, catatan="Sudah sesuai BAST & laporan kepala desa.")
    further = Hasil(aksi=Kerja.KEMBALIKAN, nama="Eko", jabatan="Kasubbag", catatan="Mohon dicek")
    mixed = (came_back(1, "2600", "260"), came_back(2, "60", "60"), came_back(3, "7", None))
    found = {
        "berubah": Perbaikan(kembali=KEMBALI, langkah=4, hasil=HASIL, unit=unit, nilai=mixed[:1]),
        "tetap": Perbaikan(
            kembali=KEMBALI, langkah=4, hasil=why, unit=unit, nilai=mixed[1:2], is_tetap=True
        ),
        "sebagian": Perbaikan(
            kembali=KEMBALI, langkah=4, hasil=why, unit=unit, nilai=mixed, is_tetap=True, dukung=2
        ),
        "seluruhnya tetap": Perbaikan(
            kembali=KEMBALI, langkah=4, hasil=why, unit=unit, is_tetap=True
        ),
        "langkah": Perbaikan(kembali=KEMBALI, langkah=6, hasil=why, is_tetap=True),
        "langkah berubah": Perbaikan(kembali=KEMBALI, langkah=6, hasil=HASIL),
        "diteruskan": Perbaikan(kembali=KEMBALI, langkah=6, hasil=further),
    }
    for minta in (Minta.HIMPUN, Minta.KEPUTUSAN, Minta.PARAF, Minta.TANDA_TANGAN):
        for name, one in found.items():
            show(
                f"perbaikan {minta}: {name}",
                lambda m=minta, o=one: on_card(
                    make_kartu(m, perbaikan=(o,), formulir=(make_formulir(),))
                ),
            )
    everything = tuple(found.values()) * 3
    show(
        "perbaikan: banyak",
        lambda: on_card(make_kartu(Minta.KEPUTUSAN, perbaikan=everything)),
    )
    kept = make_kartu(tugas={"facts": Facts(kembali=KEMBALI, konsep="Tetap")})
    show("formulir: catatan", lambda: on_card(kept))
    show("formulir: mengapa tetap", lambda: on_card(converse(kept, "alasan_tetap", kerja="kirim")))
    asked = {"tugas": 77, "nama": "Eko <Prasetyo>", "alasan": "Belum cocok & beda"}
    many = [[f"IK-{no}", f"Indikator {no}"] for no in range(30)]
    for no, butir in enumerate(([], many[:1], many)):
        show(
            f"tanya_alasan_tetap: {no}",
            lambda b=butir: draw_layar("tanya_alasan_tetap", **asked, butir=b),
        )
