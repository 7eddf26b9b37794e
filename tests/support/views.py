"""Views built by hand: an office of any size, its berkas, cards and boards."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.berkas import Berkas, StatusTugas, Tugas
from sop_flows.engine.engine import aksi_of
from sop_flows.engine.facts import Dari, Facts, Hasil, Pengembalian
from sop_flows.engine.formulir import Nilai, StatusFormulir
from sop_flows.jejak import JejakLine, genesis
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.kantor.kantor import Kantor, Pegangan, Pegawai, Pemegang, Unit
from sop_flows.kinerja.capaian import Formula, Polaritas, Sifat
from sop_flows.kinerja.indikator import Indikator
from sop_flows.kinerja.lembar import BarisLembar, LembarFormulir
from sop_flows.kinerja.pengukuran import measure
from sop_flows.naskah.kode import kode_of
from sop_flows.naskah.naskah import Naskah
from sop_flows.naskah.putusan import Putusan
from sop_flows.ports.ditanya import DITANYA
from sop_flows.ports.formulir import FormulirView, NilaiView
from sop_flows.ports.lampiran import DokumenView
from sop_flows.ports.pilihan import PilihanMulai
from sop_flows.ports.records import Percakapan
from sop_flows.ports.riwayat import RiwayatView
from sop_flows.ports.tertanda import NaskahView
from sop_flows.ports.views import (
    BerkasView,
    DaftarTugas,
    KartuView,
    LangkahStatus,
    StatusLangkah,
    TugasBaris,
    TugasTerbuka,
)
from sop_flows.sop.catalog import load_catalog
from sop_flows.sop.definition import Minta, Sop
from sop_flows.sop.place import Samping
from sop_flows.use_cases.pegawai.joining import Keanggotaan
from storage.codec import decode
from tests.support.periode import TW_III

WIB = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)  # Monday, 09.30 WIB
LATER = NOW + timedelta(hours=5)
SOPS: dict[str, Sop] = {each.sop.kode: each.sop for each in load_catalog().all()}
KECAMATAN = SOPS["pengukuran-kinerja-kecamatan"]
MEKANISME = SOPS["mekanisme-pengukuran-kinerja"]

KANTOR = Kantor(
    id=1, kode="pejawaran", nama="Kecamatan Pejawaran", zona=WIB, formula_turun=Formula.A
)
PEMIRSA = Pemegang(
    pegawai_id=7,
    nama="Dedi Kurnia",
    sapaan="Pak",
    jabatan_id=3,
    jabatan="Kasi Pemberdayaan Masyarakat",
    chat_id=70,
)
DARI = Dari(
    aksi=Kerja.DISPOSISIKAN,
    nama="Ratna Sari",
    jabatan="Sekretaris Kecamatan",
    penugasan=Penugasan.DEFINITIF,
    catatan="Utamakan angka stunting.",
)
KEMBALI = Pengembalian(
    dari=6,
    ke=4,
    alasan="Panjang jalan belum cocok dengan BAST 14 September.",
    nama="Eko Prasetyo",
    jabatan="Kasubbag Perencana",
    penugasan=Penugasan.DEFINITIF,
    unit=(1,),
    indikator=(102,),
)
HASIL = Hasil(
    aksi=Kerja.KIRIM,
    nama="Dedi Kurnia",
    jabatan="Kasi Pemberdayaan Masyarakat",
    penugasan=Penugasan.DEFINITIF,
)


def place_of(sop: Sop, minta: Minta) -> tuple[int, int]:
    """Return langkah and tahap of the first place that asks this."""
    return next(
        (langkah.no, index)
        for langkah in sop.langkah
        for index, tahap in enumerate(langkah.tahap)
        if tahap.minta is minta
    )


def sop_with(minta: Minta) -> Sop:
    """Return a shipped SOP that asks this somewhere."""
    return next(
        sop
        for sop in (KECAMATAN, *SOPS.values())
        if any(t.minta is minta for row in sop.langkah for t in row.tahap)
    )


def make_nilai(no: int, *, unit_id: int = 1, **facts: Any) -> NilaiView:
    """Return one row of a formulir."""
    id = facts.pop("id", unit_id * 100 + no)
    nilai, target = facts.pop("nilai", Decimal(no * 10)), facts.pop("target", "100")
    lalu, bukti = facts.pop("lalu", None), facts.pop("bukti", None)
    indikator = Indikator(
        id=id,
        kode=f"IK-{no}",
        nama=facts.pop("nama", f"Indikator ke-{no}"),
        satuan=facts.pop("satuan", "persen"),
        polaritas=Polaritas.NAIK,
        sifat=facts.pop("sifat", Sifat.POSISI_AKHIR),
        unit_id=unit_id,
        target=facts.pop("target_tahun", target),
        triwulan=(target, target, target, target),
        desimal=facts.pop("desimal", None),
    )
    before = {lalu[0]: lalu[1]} if lalu else {}
    realisasi = (before.get(1), before.get(2), nilai)
    return NilaiView(
        no=no,
        indikator=indikator,
        nilai=Nilai(indikator_id=id, kode=indikator.kode, nilai=nilai, **facts),
        target=target,
        ukuran=measure(indikator, TW_III, realisasi),
        bukti=bukti,
    )


def make_formulir(
    unit_id: int = 1,
    nama: str = "Seksi Pemberdayaan Masyarakat",
    baris: tuple[NilaiView, ...] | None = None,
    status: StatusFormulir = StatusFormulir.TERKIRIM,
    ronde: int = 1,
) -> FormulirView:
    """Return one unit's formulir."""
    rows = (
        baris
        if baris is not None
        else (make_nilai(1, unit_id=unit_id), make_nilai(2, unit_id=unit_id, nilai=None))
    )
    return FormulirView(
        formulir_id=unit_id,
        unit=Unit(id=unit_id, kode=f"U{unit_id}", nama=nama),
        status=status,
        ronde=ronde,
        baris=rows,
    )


def make_berkas(**facts: Any) -> Berkas:
    """Return a running berkas."""
    plain = Berkas(
        id=12,
        kantor_id=1,
        nomor=5,
        judul="Pengukuran Kinerja",
        periode=TW_III,
        dibuka_at=NOW - timedelta(days=2),
    )
    return replace(plain, **facts)


def make_tugas(langkah: int = 4, tahap: int = 0, **facts: Any) -> Tugas:
    """Return an open tugas."""
    plain = Tugas(
        id=77,
        nomor=1042,
        revisi=3,
        langkah=langkah,
        tahap=tahap,
        jabatan_id=3,
        dibuka_at=NOW - timedelta(hours=1),
        tenggat=LATER,
    )
    return replace(plain, **facts)


def make_kartu(minta: Minta | None = Minta.FORMULIR, **facts: Any) -> KartuView:
    """Return the card of a tugas that asks this; of a question where ``minta`` is None.

    ``di`` is another place of the SOP than the first that asks this.
    """
    sop = facts.pop("sop", None) or (sop_with(minta) if minta else KECAMATAN)
    place = place_of(sop, minta) if minta else (5, facts.pop("tahap", Samping.TANYA))
    no, index = facts.pop("di", place)
    langkah = sop.langkah_of(no)
    tugas = facts.pop("tugas", {})
    made = make_tugas(no, index, **tugas)
    berkas = facts.pop("berkas", make_berkas())
    is_late = made.tenggat is not None and made.tenggat < NOW
    view = KartuView(
        kantor=KANTOR,
        berkas=berkas,
        sop=sop,
        langkah=langkah,
        tahap=sop.tahap_at(no, index),
        tugas=made,
        aksi=aksi_of(sop, made) if made.is_open else (),
        jabatan="Kasi Pemberdayaan Masyarakat",
        pemirsa=PEMIRSA,
        now=NOW,
        penerima=("Staf Pelaksana",),
        unit=Unit(id=1, kode="U1", nama="Seksi Pemberdayaan Masyarakat"),
        formulir=(make_formulir(),),
        sisa=None if is_late else timedelta(hours=5, minutes=30),
        unit_names={1: "Seksi Pemberdayaan Masyarakat", 2: "Seksi Pembangunan"},
    )
    return replace(view, **facts)


def converse(view: KartuView, jenis: str, **isi: Any) -> KartuView:
    """Return the card with a conversation on it, as it is kept."""
    kind = DITANYA[jenis]
    place = {"tugas": view.tugas.id, "revisi": view.tugas.revisi}
    here = {each.name: place[each.name] for each in fields(kind) if each.name in place}
    asked = Percakapan(chat_id=70, isi=decode(kind, here | isi), dimulai_at=NOW)
    return replace(view, percakapan=asked)


def make_closed(minta: Minta | None = Minta.FORMULIR, **facts: Any) -> KartuView:
    """Return the card of a tugas that was done."""
    tugas = {
        "status": StatusTugas.SELESAI,
        "selesai_at": NOW,
        "facts": Facts(hasil=HASIL),
        **facts.pop("tugas", {}),
    }
    return make_kartu(minta, tugas=tugas, sisa=None, **facts)


def make_papan(sop: Sop = KECAMATAN, at: int = 4, **facts: Any) -> BerkasView:
    """Return a board at a langkah: those before are done, one unit of it is late."""
    late = make_tugas(at, 0, unit_id=1, tenggat=NOW - timedelta(hours=1), ronde=2)
    on_time = make_tugas(at, 0, id=78, nomor=1043, unit_id=2)
    terbuka = facts.pop("terbuka", (late, on_time))
    names = facts.pop("names", {77: "Dedi Kurnia", 78: "Sari Utami"})
    units = facts.pop("units", {77: "Seksi Pemberdayaan Masyarakat", 78: "Seksi Pembangunan"})

    open_now = tuple(
        TugasTerbuka(
            tugas=one,
            nama=names.get(one.id, ""),
            jabatan="Kasi",
            unit=units.get(one.id, ""),
            is_late=one.is_late_at(NOW),
            jeda=one.jeda_at(NOW),
        )
        for one in terbuka
    )

    def status_of(no: int) -> StatusLangkah:
        running = StatusLangkah.BERJALAN if no == at else StatusLangkah.BELUM
        return StatusLangkah.SELESAI if no < at else running

    view = BerkasView(
        kantor=KANTOR,
        berkas=make_berkas(terbuka=terbuka),
        sop=sop,
        langkah=tuple(
            LangkahStatus(
                langkah=langkah,
                status=status_of(langkah.no),
                ronde=2 if langkah.no == at else 1,
                terbuka=open_now if langkah.no == at else (),
                selesai_at=NOW if langkah.no < at else None,
                progres=(1, 3) if langkah.no == at else None,
                kerja=timedelta(minutes=90) if langkah.no <= at else None,
            )
            for langkah in sop.langkah
        ),
        now=NOW,
        terlambat=1,
        can_cancel=True,
    )
    return replace(view, **facts)


def make_signing(signers: int = 3, **facts: Any) -> BerkasView:
    """Return a board on which everybody signs."""
    terbuka = tuple(
        make_tugas(8, 1, id=200 + no, nomor=2000 + no, pegawai_id=no, tenggat=LATER)
        for no in range(1, signers + 1)
    )
    names = {t.id: f"Pegawai {t.pegawai_id}" for t in terbuka}
    plain = make_papan(at=8, terbuka=terbuka, names=names, units={})
    waiting = tuple(names.items())
    return replace(plain, belum=waiting, kecualikan=waiting, **facts)


def make_pegawai(no: int = 7, nama: str = "Dedi Kurnia") -> Pegawai:
    """Return an employee."""
    post = Pegangan(jabatan_id=3, nama="Kasi Pemberdayaan Masyarakat")
    return Pegawai(id=no, kantor_id=1, nama=nama, sapaan="Pak", jabatan=(post,))


def make_daftar(*lines: TugasBaris) -> DaftarTugas:
    """Return somebody's list of tugas."""
    return DaftarTugas(baris=lines, pegawai=(make_pegawai(),))


def make_baris(no: int = 1, kantor: Kantor = KANTOR, **facts: Any) -> TugasBaris:
    """Return one line of a list of tugas."""
    plain = TugasBaris(
        tugas=make_tugas(id=70 + no, nomor=1040 + no),
        berkas_id=12,
        berkas_nomor=5,
        judul="Pengukuran Kinerja",
        kantor=kantor,
        singkat="Isi form pengukuran kinerja",
        unit="Seksi Pemberdayaan Masyarakat",
        is_late=False,
    )
    return replace(plain, **facts)


def make_riwayat(*lines: JejakLine) -> RiwayatView:
    """Return the history of a berkas."""
    return RiwayatView(
        kantor=KANTOR,
        berkas=make_berkas(),
        sop=KECAMATAN,
        baris=lines,
        unit_names={1: "Seksi Pemberdayaan Masyarakat", 2: "Seksi Pembangunan"},
    )


def make_line(aksi: str = "kirim", langkah: int | None = 4, **rincian: Any) -> JejakLine:
    """Return one line of history."""
    pelaku = {"nama": "Dedi Kurnia", "jabatan": "Kasi Pemberdayaan", "penugasan": "definitif"}
    return JejakLine(at=NOW, aksi=aksi, langkah=langkah, pelaku=pelaku, rincian=rincian)


def make_naskah(putusan: Putusan = Putusan.TERBARU) -> NaskahView:
    """Return a naskah that two people decided on."""
    sha256 = "ab" * 32
    naskah = Naskah(
        berkas_id=12,
        langkah=6,
        versi=2,
        sha256=sha256,
        kode=kode_of(sha256),
        isi="{}",
        dibuat_at=NOW,
    )
    lines = (
        make_line("setujui", 6, naskah=sha256),
        make_line("tanda_tangani", 8, naskah=sha256, catatan="Ya"),
    )
    return NaskahView(
        sha256=sha256,
        putusan=putusan,
        keputusan=make_riwayat(*lines),
        naskah=naskah,
        ujung=genesis(1),
        may_read=True,
    )


def make_pilihan(**facts: Any) -> PilihanMulai:
    """Return an SOP that somebody may start."""
    plain = PilihanMulai(kantor=KANTOR, sop_id=4, sop=KECAMATAN, periode=TW_III, berjalan=None)
    return replace(plain, **facts)


def make_keanggotaan(joined: int = 2, waiting: int = 1) -> Keanggotaan:
    """Return who of an office has joined."""
    people = tuple(
        (make_pegawai(no, f"Pegawai {no}"), no <= joined) for no in range(1, joined + waiting + 1)
    )
    return Keanggotaan(kantor=KANTOR, pegawai=people)


def make_lembar(**facts: Any) -> LembarFormulir:
    """Return the sheet of a formulir."""
    plain = LembarFormulir(
        kantor=KANTOR.nama,
        judul_sop="Pengukuran Kinerja",
        periode=TW_III,
        unit="Seksi Pemberdayaan Masyarakat",
        berkas_nomor=5,
        formulir_id=1,
        ronde=1,
        rows=(
            BarisLembar(
                kode="IK-1", sasaran="", indikator="Satu", satuan="orang", polaritas=Polaritas.NAIK
            ),
        ),
    )
    return replace(plain, **facts)


def make_dokumen(
    nama: str = "bukti & tanda terima.pdf",
    *,
    foto: bool = False,
    label: str = "",
    unit: str = "",
    mime: str = "",
) -> DokumenView:
    """Return a dokumen of a berkas."""
    kept = Lampiran(
        berkas_id=12,
        tugas_id=77,
        sha256="ab" * 32,
        nama=nama,
        oleh=7,
        diterima_at=NOW,
        foto=foto,
        mime=mime,
        id=5,
    )
    return DokumenView(
        kantor=KANTOR,
        berkas=make_berkas(),
        lampiran=kept,
        label=label,
        unit=unit,
        pengirim=PEMIRSA,
    )


ACTING = replace(PEMIRSA, penugasan=Penugasan.PLH)
DEPUTY = replace(PEMIRSA, is_wakil=True, jabatan="Camat")
