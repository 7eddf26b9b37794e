"""The gallery of values that are looked at: on cards, page by page, and as a sheet."""

from dataclasses import replace

from handlers.screens.nilai import RekapTerlampir
from handlers.screens.screen import Dokumen
from sop_flows.engine.facts import Facts
from sop_flows.engine.formulir import Konfirmasi, Sebelum, StatusFormulir
from sop_flows.kinerja.analisis import Analisis, BagianAnalisis, Jenis, RencanaLanjut
from sop_flows.kinerja.angka import Janggal
from sop_flows.kinerja.bentuk import BENTUK
from sop_flows.ports.formulir import FormulirView
from sop_flows.ports.views import KartuView, NilaiKembali, Perbaikan
from sop_flows.sop.definition import Minta
from tests.support.aneka import buku
from tests.support.views import (
    HASIL,
    KEMBALI,
    NOW,
    make_closed,
    make_formulir,
    make_kartu,
    make_nilai,
)
from tests.support.views_nilai import looking, make_decided, make_formulir_many, make_seen
from tests.support.wall import draw_layar, on_card, show

QUESTION = {
    "tugas": 77,
    "revisi": 3,
    "no": 2,
    "total": 8,
    "terisi": 1,
    "indikator": 102,
    "kode": "IK-2",
    "nama": "Jalan <lingkungan>",
    "satuan": "m",
    "desimal": None,
    "target": "1.200",
    "lalu": [2, "180"],
    "alasan_na": "",
    "capaian": "n/a",
    "kategori": None,
    "triwulan": 3,
    "is_jumlah": False,
    "sampai": None,
}
JUDGING = (Minta.KEPUTUSAN, Minta.PARAF, Minta.TANDA_TANGAN)
OLDER = "cd" * 32


def with_confirmed() -> FormulirView:
    """Return a formulir whose values all looked odd in another way, and are meant."""
    who = {"nama": "Dedi <Kurnia>", "jabatan": "Kasi & Staf", "at": NOW}
    return make_formulir(
        baris=tuple(
            make_nilai(no, konfirmasi=Konfirmasi(janggal=janggal, **who))
            for no, janggal in enumerate(Janggal, start=1)
        )
    )


def explained() -> None:
    """Hang every part of an analisis, and what it comes to on cards and pages."""
    asked = {**QUESTION, "sekarang": "5", "capaian": "40%", "is_explained": True}
    show("tanya_nilai: dengan analisis", lambda: draw_layar("tanya_nilai", **asked))
    more = {"ada": 2, "perlu": "rendah", "kurang": True, "jabatan": [[3, "Kasi <Satu>"]]}
    facts = {**asked, **more, "tanggal": ["2026-12-31"]}
    for part in BagianAnalisis:
        teks = "Dampingi <desa>" if part in tuple(BagianAnalisis)[3:] else ""
        for name, perlu in (("diminta", "rendah"), ("sendiri", "")):
            said = {**facts, "bagian": part.value, "teks": teks, "perlu": perlu}
            show(
                f"tanya_analisis: {part} {name}",
                lambda s=said: draw_layar("tanya_analisis", **s),
            )
    about = {"kunci": "IK-2", "indikator": 102, "nama": "Jalan <lingkungan>", "satuan": "m"}
    wrong = [
        {**about, "teks": "Hujan <deras>", "sebab": sebab, "sel": "S8", "bagian": part.value}
        for part in BagianAnalisis
        for sebab in ("analisis", "baris_analisis", "gabungan")
    ]
    count = {"tugas": 77, "revisi": 3, "tersimpan": 0, "terisi": 6, "total": 8, "analisis": 2}
    show(
        "lembar_diterima: analisis",
        lambda: draw_layar("lembar_diterima", **count, masalah=wrong, berubah=[]),
    )
    plan = RencanaLanjut(
        teks="Dampingi <desa>",
        jenis=Jenis.AKTIVITAS,
        jabatan=3,
        nama_jabatan="Kasi & Staf",
        batas=NOW,
    )
    why = Analisis(pendorong="Dana <desa>", penghambat="Hujan & banjir", lanjut=(plan, plan))
    rows = (make_nilai(1, analisis=why), make_nilai(2))
    form = replace(make_formulir(baris=rows), minta_analisis=True)
    for minta in (Minta.FORMULIR, Minta.KEPUTUSAN):
        card = make_kartu(minta, formulir=(form,))
        show(f"{minta.value}: analisis", lambda c=card: on_card(c))
    seen = make_seen((form,), bentuk=BENTUK)
    show("nilai naskah: analisis", lambda: draw_layar("nilai", seen))


def unproved() -> None:
    """Hang the cards and pages of an office that asks for data dukung, of which some are missing."""
    proved = make_formulir(baris=tuple(make_nilai(no, bukti=no - 1) for no in (1, 2, 3)))
    for minta in (Minta.FORMULIR, Minta.HIMPUN, Minta.KEPUTUSAN):
        card = make_kartu(minta, formulir=(proved,))
        show(f"{minta.value}: tanpa bukti", lambda c=card: on_card(c))
    asked = {**QUESTION, "sekarang": "5"}
    for name, facts in {
        "baru": {},
        "diterima": {"ada": 3, "diterima": "https://bps.go.id/<tabel>?a=1&b=2"},
        "ditolak": {"ada": 1, "ditolak": "besok <saja>"},
    }.items():
        show(f"tanya_bukti: {name}", lambda f=facts: draw_layar("tanya_bukti", **asked, **f))
    seen = make_seen((proved,))
    asking = replace(seen, isi=replace(seen.isi, minta_bukti=True))
    show("nilai naskah: tanpa bukti", lambda: draw_layar("nilai", asking))


def nilai() -> None:
    """Hang the cards that offer values, every kind of page, and the sheet."""
    for jumlah, units in ((12, 3), (40, 5), (150, 5)):
        forms = make_formulir_many(jumlah, units)
        for minta in (*JUDGING, Minta.HIMPUN, Minta.KERJAKAN):
            view = make_kartu(minta, formulir=forms, unit=None, progres=(3, 24))
            show(f"{minta.value}: {jumlah} nilai", lambda v=view: on_card(decided(v)))
        signing = decided(make_kartu(Minta.TANDA_TANGAN, formulir=forms, unit=None))
        for halaman in (1, 2, 3, 9_999):
            turned = replace(signing, halaman=halaman)
            show(f"nilai: {jumlah}, halaman {halaman}", lambda v=turned: on_card(v))
        own = make_kartu(formulir=make_formulir_many(jumlah, 1), halaman=0)
        for halaman in (0, 1, 2, 9_999):
            show(
                f"formulir: {jumlah} nilai, halaman {halaman}",
                lambda v=own, h=halaman: on_card(replace(v, halaman=h)),
            )
    one = make_kartu(Minta.KEPUTUSAN, formulir=make_formulir_many(3, 1), unit=None)
    show("nilai: satu unit", lambda: on_card(looking(one, 1, is_kept=True)))
    show("nilai: sesudah dikembalikan", lambda: on_card(looking(came_back(one), 1)))
    show("keputusan: sesudah dikembalikan", lambda: on_card(came_back(one)))
    same = tuple(replace(row, tahun_lalu=row.realisasi) for row in one.formulir[0].baris)
    as_before = replace(one, formulir=(replace(one.formulir[0], baris=same),))
    show("keputusan: sama dengan tahun lalu", lambda: on_card(as_before))
    meant = make_kartu(Minta.KEPUTUSAN, formulir=(with_confirmed(),), unit=None)
    show("nilai: dipastikan pengisinya", lambda: on_card(looking(meant, 1, bentuk=BENTUK)))
    show("keputusan: dipastikan pengisinya", lambda: on_card(decided(meant)))
    unproved()
    explained()
    empty = make_kartu(Minta.KEPUTUSAN, formulir=(make_formulir(baris=()),))
    show("nilai: tidak ada", lambda: on_card(looking(empty, 1)))
    forms = make_formulir_many(12, 3)
    excused = replace(forms[1], status=StatusFormulir.DIKECUALIKAN)
    some = make_kartu(Minta.KEPUTUSAN, formulir=(forms[0], excused, forms[2]))
    show("nilai: unit dikecualikan", lambda: on_card(looking(some, 1)))
    done = Facts(hasil=replace(HASIL, naskah="ab" * 32))
    closed = make_closed(Minta.KEPUTUSAN, formulir=forms, tugas={"facts": done})
    for halaman in (0, 1):
        show(
            f"nilai: tertutup, halaman {halaman}",
            lambda h=halaman: on_card(looking(closed, h, is_kept=True)),
        )
    for jumlah, units in ((12, 3), (3, 1)):
        kept = make_seen(make_formulir_many(jumlah, units), is_kept=True)
        show(f"nilai naskah: {jumlah}", lambda s=kept: draw_layar("nilai", s))
    for is_kept in (True, False):
        seen = make_seen(forms, is_kept=is_kept)
        sheet = RekapTerlampir(view=seen, dokumen=Dokumen("rekap.xlsx", b"x"))
        show(f"rekap: {is_kept}", lambda s=sheet: draw_layar("rekap", s))
    around = RekapTerlampir(view=replace(seen, rekap=buku()), dokumen=Dokumen("rekap.xlsx", b"x"))
    show("rekap: setahun", lambda: draw_layar("rekap", around))


def came_back(view: KartuView) -> KartuView:
    """Return a card whose first value came back as another, the second as it was, the third explained."""
    (form,) = view.formulir
    nilai = tuple(
        NilaiKembali(baris=row, semula=semula, kini=Sebelum.of(row.nilai), is_marked=True)
        for row, semula in zip(
            form.baris,
            (
                Sebelum(indikator=0, kode="", alasan="Belum ada"),
                Sebelum.of(form.baris[1].nilai),
                replace(Sebelum.of(form.baris[2].nilai), analisis=Analisis(pendorong="Dana")),
            ),
            strict=False,
        )
    )
    hasil = replace(HASIL, catatan="Sudah sesuai <BAST>.")
    one = Perbaikan(
        kembali=KEMBALI, langkah=4, hasil=hasil, unit=form.unit.nama, nilai=nilai, is_tetap=True
    )
    return replace(view, perbaikan=(one,))


def decided(view: KartuView) -> KartuView:
    """Return a card after two have decided, the second on something else."""
    seen = make_seen(view.formulir)
    signed = make_decided(OLDER, 8, "Agus Prasetyo", pegawai_id=9)
    before = (make_decided(seen.sha256), make_decided(OLDER, 7, "Endang Lestari"), signed)
    return looking(view, 0, *before)
