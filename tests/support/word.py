"""Papers that an office edits in Word, for tests: what stands on them, and what a person reads in them."""

import zipfile
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from typing import Final

import docx
from docx.oxml.ns import qn

from sop_flows.papers.isi import IsiPaper
from sop_flows.papers.isi_rapat import BarisLanjut, IsiRapat, Notula, Peserta, Pokok, Undangan
from sop_flows.papers.isi_surat import Penandatangan, SuratPengantar
from sop_flows.sop.paper import JenisPaper
from tests.storage.documents.papers.test_laporan import rich
from tests.support.kertas import CAMAT, LONG_NAME, LONG_POST, SEKCAM, composed, make_kepala

KODE: Final = "ACDEFGHJ"
P, T, BR = map(qn, ("w:p", "w:t", "w:br"))
NASTY: Final = 'A & B <w:p/> "{{ nomor }}" {% if %} </w:t>'
RAPAT: Final = IsiRapat(
    acara="Pengukuran kinerja", mulai="2026-10-05T02:00:00+00:00", tempat="Aula", undangan="005/12"
)
LANJUT: Final = tuple(
    BarisLanjut(
        uraian=f"Melengkapi data dukung {no}", jabatan=LONG_POST, batas="2026-10-12T09:00:00+00:00"
    )
    for no in range(1, 26)
)


def papers() -> Mapping[JenisPaper, IsiPaper]:
    """Return one of each kind, with all that it may say."""
    kepala = {jenis: make_kepala(jenis, kode=KODE, tempat="Pejawaran") for jenis in JenisPaper}
    signer = Penandatangan(pejabat=SEKCAM, atas_nama="Camat", pada="2026-10-01T02:15:00+00:00")
    return {
        JenisPaper.SURAT_PENGANTAR: SuratPengantar(
            kepala=kepala[JenisPaper.SURAT_PENGANTAR],
            nomor="000.8/12/2026",
            pada="2026-10-01T02:15:00+00:00",
            tujuan="Bupati Banjarnegara c.q. Kepala Bagian Organisasi",
            dikirim="laporan pengukuran kinerja",
            penandatangan=signer,
        ),
        JenisPaper.UNDANGAN: Undangan(
            kepala=kepala[JenisPaper.UNDANGAN],
            rapat=RAPAT,
            nomor="005/12/2026",
            pada="2026-10-01T02:15:00+00:00",
            sifat="Penting",
            lampiran="",
            kepada=("Sekretaris Kecamatan", LONG_POST, NASTY),
            tembusan=("Camat",),
            penandatangan=replace(signer, atas_nama="", pejabat=CAMAT),
        ),
        JenisPaper.NOTULA: Notula(
            kepala=kepala[JenisPaper.NOTULA],
            rapat=RAPAT,
            hadir=(
                Peserta(nama=LONG_NAME, jabatan=LONG_POST, is_hadir=True),
                Peserta(nama="Agus", jabatan="Staf", mewakili="Kasubbag Umum", is_hadir=True),
            ),
            pokok=(Pokok(label="Pembahasan", teks="Baris satu.\nBaris dua, 62,5%."),),
            dokumen=("notula.pdf",),
            lanjut=LANJUT,
            notulis=SEKCAM,
            pada="2026-10-05T05:00:00+00:00",
        ),
        JenisPaper.LAPORAN: composed(JenisPaper.LAPORAN, rich()),
    }


def words_of(content: bytes) -> str:
    """Return what a person reads in a Word document, on one line."""
    document = docx.Document(BytesIO(content))
    parts = [document.element.body, *(one.footer._element for one in document.sections)]
    lines = (
        "".join((one.text or "") if one.tag == T else " " for one in paragraph.iter(T, BR))
        for part in parts
        for paragraph in part.iter(P)
    )
    return " ".join(" ".join(lines).split())


def written(
    *paragraphs: str, header: str = "", row: tuple[str, ...] = (), split: bool = False
) -> bytes:
    """Return a template as an office may write it; *split* as Word does, letter by letter."""
    document = docx.Document()
    for teks in paragraphs:
        paragraph = document.add_paragraph()
        for piece in list(teks) if split else [teks]:
            paragraph.add_run(piece)
    if header:
        document.sections[0].header.paragraphs[0].add_run(header)
    if row:
        table = document.add_table(rows=1, cols=len(row))
        for cell, teks in zip(table.rows[0].cells, row, strict=True):
            cell.paragraphs[0].add_run(teks)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def with_part(content: bytes, name: str, part: bytes | None = None, **changed: bytes) -> bytes:
    """Return a document with a further part, or with another text in one of its parts."""
    packed = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.namelist():
            kept = source.read(entry)
            if entry == name:
                for before, after in changed.items():
                    kept = kept.replace(before.encode(), after)
            target.writestr(entry, kept)
        if part is not None:
            target.writestr(name, part)
    return packed.getvalue()
