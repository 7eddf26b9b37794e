"""The letter that begins a berkas of SOP 002, and who is asked about it before a start."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from sop_flows.kantor.dokumen import Lampiran
from sop_flows.ports.kiriman import Kiriman
from sop_flows.ports.layar.mulai import RingkasanMulai, TanyaMulai
from sop_flows.sop.catalog import read_template
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.isian.start import accept_dokumen, begin_start
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
