"""Papers for tests: what they are put together from, and what a person reads on their pages."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pypdfium2

from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.berkas import Berkas, Keadaan, StatusTugas, Tugas
from sop_flows.engine.facts import Hasil
from sop_flows.kantor.kantor import Jabatan, Kantor, Kop
from sop_flows.kinerja.capaian import Formula
from sop_flows.naskah.canonical import sha256_of, write_canonical
from sop_flows.naskah.compose import Sources, compose
from sop_flows.papers.compose import compose_paper, read_paper
from sop_flows.papers.isi import IsiKop, IsiPaper, Kepala, Pejabat
from sop_flows.papers.sources import Sumber
from sop_flows.sop.catalog import load_catalog
from sop_flows.sop.paper import JenisPaper
from storage.documents.papers.paper import write_paper
from tests.support.periode import TW_III

NOW = datetime(2026, 10, 1, 2, 15, tzinfo=UTC)
"""Thursday, 09.15 in Jakarta."""
LONG_INDIKATOR = (
    "Persentase penyelesaian pengaduan masyarakat atas pelayanan administrasi terpadu kecamatan "
    "yang ditindaklanjuti tepat waktu"
)
LONG_POST = "Kepala Seksi Ketenteraman, Ketertiban, dan Pelayanan Publik"
LONG_NAME = "Prof. Dr. dr. Hj. Raden Ajeng Kusumaningtyas Prawirodirdjo, Sp.A(K)., M.Kes."
POINT = 25.4 / 72
"""Millimetres of a point."""

CAMAT = Pejabat(
    nama="Drs. H. Aziz Achmad, M.Si.",
    jabatan="Camat",
    pangkat="Pembina Tingkat I (IV/b)",
    nip="196807121990031005",
)
SEKCAM = Pejabat(
    nama="Siti Rahmawati, S.Sos.",
    jabatan="Sekretaris Kecamatan",
    penugasan="Plt.",
    pangkat="Penata Tingkat I (III/d)",
    nip="197503042001122002",
)
KASI = Pejabat(nama=LONG_NAME, jabatan=LONG_POST, pangkat="Penata (III/c)")
HOLDERS: Mapping[int, Pejabat] = {1: CAMAT, 2: SEKCAM, 3: KASI}
POSTS: Mapping[int, Jabatan] = {
    id: Jabatan(id=id, nama=nama, atasan_id=atasan)
    for id, nama, atasan in (
        (1, "Camat", None),
        (2, "Sekretaris Kecamatan", 1),
        (3, LONG_POST, 2),
        (4, "Kasubbag Perencana", 2),
    )
}


def make_kepala(
    jenis: JenisPaper, *, kertas: str = "A4", kode: str = "", tempat: str = ""
) -> Kepala:
    """Return what every paper of the sample office says."""
    return Kepala(
        jenis=jenis.value,
        kop=IsiKop(
            daerah="Kabupaten Banjarnegara",
            nama="Kecamatan Pejawaran",
            alamat="Jalan Raya Pejawaran Nomor 1",
            telepon="(0286) 123456",
            kertas=kertas,
            tempat=tempat,
        ),
        zona="Asia/Jakarta",
        berkas=1042,
        judul="Pengukuran Kinerja",
        periode=TW_III,
        sop="Pengukuran Kinerja",
        langkah=2,
        kode=kode,
        naskah="",
    )


def make_tugas(id: int, langkah: int, tahap: int, jabatan_id: int, **facts: object) -> Tugas:
    """Return an open tugas; later ones are opened an hour later each."""
    given = {"dibuka_at": NOW + timedelta(hours=id), **facts}
    return Tugas(id=id, nomor=id, langkah=langkah, tahap=tahap, jabatan_id=jabatan_id, **given)


def done(tugas: Tugas, aksi: Kerja, **facts: object) -> Tugas:
    """Return a tugas as the holder of its post closed it, a quarter of an hour later."""
    who = HOLDERS.get(tugas.jabatan_id, CAMAT)
    penugasan = Penugasan(who.penugasan) if who.penugasan else Penugasan.DEFINITIF
    said = {"nama": who.nama, "jabatan": who.jabatan, "penugasan": penugasan} | facts
    hasil = Hasil(aksi=aksi, **{"pegawai_id": tugas.jabatan_id, **said})
    return replace(
        tugas,
        status=StatusTugas.SELESAI,
        selesai_at=tugas.dibuka_at + timedelta(minutes=15),
        facts=replace(tugas.facts, hasil=hasil),
    )


def make_sumber(
    kode: str,
    langkah: int,
    tugas: Sequence[Tugas] = (),
    mulai: Mapping[str, str] | None = None,
    **facts: object,
) -> Sumber:
    """Return what the papers of one berkas of that SOP are put together from."""
    sop = load_catalog().get(kode, 1).sop
    kantor = Kantor(
        id=1,
        kode="PJW",
        nama="Kecamatan Pejawaran",
        zona=ZoneInfo("Asia/Jakarta"),
        formula_turun=Formula.A,
        daerah="Kabupaten Banjarnegara",
        alamat="Jalan Raya Pejawaran Nomor 1",
        kop=Kop(telepon="(0286) 123456", tempat="Pejawaran"),
    )
    berkas = Berkas(
        id=1,
        kantor_id=1,
        nomor=1042,
        judul="Pengukuran Kinerja",
        periode=TW_III,
        dibuka_at=NOW,
        keadaan=Keadaan(mulai=mulai or {}),
    )
    found = Sources(
        kantor=kantor,
        sop=sop,
        berkas=berkas,
        unit={},
        indikator={},
        formulir=(),
        lalu={},
        tugas=tugas,
        lampiran=(),
    )
    given = {
        "found": found,
        "isi": compose(found),
        "jabatan": POSTS,
        "pegawai": HOLDERS,
        "pemegang": HOLDERS,
    }
    return Sumber(langkah=langkah, sop=sop, **given | facts)


def composed(jenis: JenisPaper, sumber: Sumber) -> IsiPaper:
    """Return what stands on a paper that the office makes now."""
    return compose_paper(jenis, sumber)


def pdf_of(isi: str) -> bytes:
    """Return the paper with that content (canonical JSON) as PDF."""
    return write_paper(read_paper(isi), sha256_of(isi))


def printed(isi: IsiPaper) -> list[str]:
    """Return what a person reads on each page of a paper, once it is sure that nothing leaves the margins."""
    with pypdfium2.PdfDocument(BytesIO(pdf_of(write_canonical(isi)))) as pdf:
        for number, page in enumerate(pdf, start=1):
            assert outside(page) == [], f"page {number}"
        return [plain(page.get_textpage().get_text_range()) for page in pdf]


def plain(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.replace("\ufffe", "").replace("\u200b", "").split())


def outside(page: pypdfium2.PdfPage) -> list[str]:
    """Return the texts of a page that leave its margins."""
    width, height = page.get_size()
    left, bottom, right, top = MARGINS if width < height else LANDSCAPE
    text = page.get_textpage()
    boxes = [text.get_rect(at) for at in range(text.count_rects())]
    return [
        text.get_text_bounded(*box)
        for box in boxes
        if box[0] < left or box[1] < bottom or box[2] > width - right or box[3] > height - top
    ]


MARGINS = tuple(mm / POINT for mm in (23, 8, 18, 15))
"""What stays free on the left, below, on the right and above, in points."""
LANDSCAPE = tuple(mm / POINT for mm in (14, 8, 14, 13))
"""The same of a page that is wider than high."""
