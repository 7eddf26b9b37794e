"""The templates of Word that come with Tapak: an office takes one of them to make its own."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Final

import docx
from docx.document import Document

from sop_flows.sop.paper import JenisPaper
from storage.documents.papers.word_bagian import (
    CENTER,
    DATED,
    RIGHT,
    SIGNED,
    beside,
    facts,
    grid,
    letterhead,
    line,
    prepare,
    write,
)
from storage.documents.papers.word_baku_laporan import laporan
from storage.documents.papers.word_press import same_bytes


def make_template(jenis: JenisPaper, kertas: str = "A4", logo: bytes = b"") -> bytes:
    """Return our template of a kind of paper, of that size, with the logo of an office."""
    document = docx.Document()
    prepare(document, kertas)
    letterhead(document, logo)
    DRAWN[jenis](document)
    section = document.sections[0]
    write(section.footer.paragraphs[0], "{{ keterangan }}", size=8)
    saved = BytesIO()
    document.save(saved)
    return same_bytes(saved.getvalue())


def pengantar(document: Document) -> None:
    """Add what stands on a surat pengantar."""
    line(document, DATED, align=RIGHT)
    line(document, "Yth. {{ tujuan }}")
    line(document, "SURAT PENGANTAR", align=CENTER, size=13, bold=True)
    line(document, "Nomor {{ nomor }}", align=CENTER)
    grid(
        document,
        ("No", "Naskah Dinas yang Dikirimkan", "Banyaknya", "Keterangan"),
        (
            "1",
            "{{ dikirim }} {{ periode }}, {{ kantor }}",
            "........ berkas",
            "Disampaikan dengan hormat untuk dipergunakan sebagaimana mestinya. Kode verifikasi: {{ kode_verifikasi }}",
        ),
        (10, 70, 30, 55),
    )
    room = "." * 30
    beside(
        document,
        f"Diterima tanggal {room}\nPenerima,\n\n\n\n\n{room}\nNIP {room}\nNomor telepon {room}",
        f"Pengirim,\n{SIGNED}",
    )


def undangan(document: Document) -> None:
    """Add what stands on an undangan."""
    line(document, DATED, align=RIGHT)
    facts(
        document,
        (
            ("Nomor", "{{ nomor }}"),
            ("Sifat", "{{ sifat }}"),
            ("Lampiran", "{{ lampiran }}"),
            ("Hal", "Undangan"),
        ),
    )
    line(document, "Yth.")
    line(document, "{{ kepada.no }}. {{ kepada.jabatan }}")
    line(document, "di " + "." * 40)
    line(
        document,
        "Sehubungan dengan pelaksanaan {{ sop }} {{ periode }}, bersama ini kami mengharap kehadiran Saudara pada:",
    )
    facts(
        document,
        (
            ("Hari/tanggal", "{{ hari }}"),
            ("Pukul", "{{ pukul }} s.d. selesai"),
            ("Tempat", "{{ tempat }}"),
            ("Acara", "{{ acara }}"),
        ),
    )
    line(document, "Demikian, atas perhatian dan kehadiran Saudara kami ucapkan terima kasih.")
    beside(document, "", SIGNED)
    line(document, "{{ judul_tembusan }}")
    line(document, "{{ tembusan.no }}. {{ tembusan.jabatan }}")


def notula(document: Document) -> None:
    """Add what stands on a notula."""
    line(document, "NOTULA", align=CENTER, size=13, bold=True)
    facts(
        document,
        (
            ("Rapat", "{{ acara }}"),
            ("Hari/tanggal", "{{ hari }}"),
            ("Surat undangan", "{{ undangan }}"),
            ("Waktu", "{{ pukul }} s.d. selesai"),
            ("Tempat", "{{ tempat }}"),
            ("Acara", "Pembahasan {{ sop }} {{ periode }}"),
            ("Pencatat", "{{ pencatat }}"),
        ),
    )
    line(document, "Peserta", bold=True)
    grid(
        document,
        ("No", "Nama", "Jabatan", "Mewakili"),
        ("{{ hadir.no }}", "{{ hadir.nama }}", "{{ hadir.jabatan }}", "{{ hadir.mewakili }}"),
        (10, 60, 55, 40),
    )
    kegiatan(document)


def kegiatan(document: Document) -> None:
    """Add what was said and decided at a rapat, and who kept it."""
    line(document, "Kegiatan rapat", bold=True)
    line(document, "{{ pokok.label }}\n{{ pokok.teks }}")
    line(document, "Lampiran: {{ lampiran }}")
    line(document, "Tindak lanjut", bold=True)
    grid(
        document,
        ("No", "Uraian", "Penanggung jawab", "Batas"),
        (
            "{{ lanjut.no }}",
            "{{ lanjut.uraian }}",
            "{{ lanjut.penanggung_jawab }}",
            "{{ lanjut.batas }}",
        ),
        (10, 75, 45, 35),
    )
    room = "." * 40
    beside(
        document,
        f"Pimpinan Rapat,\n\n\n\n{room}\nNIP {room}",
        "Pencatat,\n\n\n\n{{ pencatat }}\n{{ pencatat_nip }}",
    )


DRAWN: Final[Mapping[JenisPaper, Callable[[Document], None]]] = {
    JenisPaper.SURAT_PENGANTAR: pengantar,
    JenisPaper.UNDANGAN: undangan,
    JenisPaper.NOTULA: notula,
    JenisPaper.LAPORAN: laporan,
}
