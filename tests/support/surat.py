"""The letter that begins a berkas of SOP 002, who is asked about it, and letters that go out."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.ports.kiriman import Kiriman
from sop_flows.ports.layar.mulai import RingkasanMulai, TanyaMulai
from sop_flows.sop.catalog import read_template
from sop_flows.sop.examine import examine
from sop_flows.sop.isian import sidik_of
from sop_flows.use_cases.berkas.start import start_berkas
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.isian.answers import begin_isian, choose_isian
from sop_flows.use_cases.isian.start import accept_dokumen, begin_start
from sop_flows.use_cases.sop.activation import activate as activate_sop
from sop_flows.use_cases.sop.activation import plan_activation
from storage.database.insert import table
from storage.database.tables import JabatanRow
from tests.support.office import Pejawaran
from tests.support.periode import triwulan

SURAT_SEKDA = {
    "nomor_surat": "S.900/123/SETDA/2026",
    "tanggal_surat": "Jumat, 2 Oktober 2026",
    "asal_surat": "Sekretaris Daerah Provinsi Jambi",
    "hal": "Permintaan data kinerja",
    "sifat": "Biasa",
    "tanggal_diterima": "Senin, 5 Oktober 2026",
    "nomor_agenda": "412",
}
"""Each fact by its kode, in the order in which it is asked."""

SEKRETARIS = "Endang Lestari"
COLUMNS = {
    "ka_dinas": ["Camat"],
    "sekdis": ["Sekretaris Kecamatan"],
    "kasie": ["Kasi Tata Pemerintahan", "Kasi Pelayanan Umum"],
    "kasubbag_pep": ["Kasubbag Perencana"],
    "analis": ["Staf Pelaksana"],
}

SIGNER = "Penanda tangan surat"
LETTER_OUT = """
kode = "{kode}"
versi = {versi}
nama = "{kode}"
pemrakarsa = "sekretaris"
periode = "bebas"
identitas = {{}}
kolom = [{{ id = "sekretaris", nama = "Sekretaris Kecamatan" }}]

[[langkah]]
no = 1
kegiatan = "Menyusun surat"
singkat = "Susun surat"
pelaksana = ["sekretaris"]
mutu_baku = {{ waktu = "15 menit" }}
[[langkah.tahap]]
nama = "Susun surat"
minta = "kerjakan"
isian = [{{ kode = "penandatangan", label = "{label}", jenis = "teks", wajib = false }}]
"""


class Loket:
    """A person at their chat, about to start the collection of data (SOP 002)."""

    def __init__(self, kantor: Pejawaran, sop_id: int, nama: str = SEKRETARIS) -> None:
        self.kantor, self.sop_id, self.nama = kantor, sop_id, nama

    def begin(self, tahun: int = 2026, ke: int = 3) -> Any:
        return self.kantor.say(
            self.nama, begin_start, sop_id=self.sop_id, periode=triwulan(tahun, ke)
        )

    def write(self, *texts: str) -> None:
        for teks in texts:
            self.kantor.say(self.nama, take_text, teks=teks, message_id=1)

    def tap(self, step: Callable[..., Any], **facts: Any) -> Any:
        here = {"sop_id": self.sop_id, "revisi": self.revisi()}
        return self.kantor.say(self.nama, step, **(here | facts))

    def revisi(self) -> int:
        isi = self.last().isi
        return isi.rintisan.revisi if isinstance(isi, TanyaMulai | RingkasanMulai) else 0

    def last(self) -> Kiriman:
        return self.kantor.owed(self.nama)[-1]

    def send(self, nama: str = "surat.jpg", album: str = "") -> None:
        lampiran = Lampiran(
            berkas_id=0,
            tugas_id=0,
            sha256="ab" * 32,
            nama=nama,
            oleh=0,
            diterima_at=self.kantor.now,
            mime="image/jpeg",
            ukuran=9,
        )
        facts = {"lampiran": lampiran, "album": album, "message_id": 7}
        self.kantor.say(self.nama, accept_dokumen, **facts)


def activate(kantor: Pejawaran, teks: str, columns: dict[str, list[str]]) -> int:
    """Activate an SOP text, its columns given by the names of posts."""
    rows = kantor.database.run_now(lambda c: list(c.execute(select(table(JabatanRow)))))
    posts = {row.nama: row.id for row in rows}
    mapped = {kolom: [posts[nama] for nama in names] for kolom, names in columns.items()}
    template = read_template(teks, "sop")
    return kantor.run(lambda uow: uow.sop.activate(kantor.kantor_id, template, mapped))


def letter_text(kode: str = "surat", versi: int = 1, label: str = SIGNER) -> str:
    """Return an SOP in which the Sekretaris writes a letter and says who signs it."""
    return LETTER_OUT.format(kode=kode, versi=versi, label=label)


class Meja:
    """The desk at which the letters of the sample office are written, each a berkas of its own."""

    def __init__(self, kantor: Pejawaran) -> None:
        self.kantor = kantor
        self.sop = self.activate()

    def activate(self, kode: str = "surat", versi: int = 1, label: str = SIGNER) -> int:
        text = letter_text(kode=kode, versi=versi, label=label)
        template = examine(text.encode(), "surat.toml").template

        def work(uow: Any) -> int:
            plan = plan_activation(uow, kantor_id=self.kantor.kantor_id, template=template)
            return activate_sop(uow, plan)

        return self.kantor.run(work)

    def begin(self, sop_id: int = 0) -> Tugas:
        """Start a letter and ask who signs it."""
        begun = self.kantor.say(
            SEKRETARIS, start_berkas, sop_id=sop_id or self.sop, periode=triwulan(2026, 4)
        )
        tugas = begun.opened[0]
        self.ask(tugas)
        return tugas

    def ask(self, tugas: Tugas) -> None:
        revisi = self.fresh(tugas).revisi
        facts = {"tugas_id": tugas.id, "revisi": revisi, "kode": "penandatangan"}
        self.kantor.say(SEKRETARIS, begin_isian, **facts)

    def fresh(self, tugas: Tugas) -> Tugas:
        return self.kantor.run(lambda uow: uow.berkas.load_tugas(tugas.id)).tugas

    def tap(self, tugas: Tugas, nama: str, siapa: str = SEKRETARIS) -> None:
        sidik = sidik_of("penandatangan", nama)
        self.kantor.say(siapa, choose_isian, tugas_id=tugas.id, sidik=sidik)

    def signed(self, nama: str, sop_id: int = 0) -> None:
        """Let a letter go out that somebody signs."""
        tugas = self.begin(sop_id)
        self.kantor.say(SEKRETARIS, take_text, teks=nama, message_id=1)
        self.kantor.act(SEKRETARIS, Kerja.SELESAI, self.fresh(tugas))

    def offered(self) -> list[str]:
        return [nama for _, nama in self.question().isi.isian.tawaran]

    def question(self) -> Any:
        return self.kantor.owed(SEKRETARIS, "tanya_isian")[-1]

    def answer(self, tugas: Tugas) -> str:
        return self.fresh(tugas).facts.answers.get("penandatangan", "")
