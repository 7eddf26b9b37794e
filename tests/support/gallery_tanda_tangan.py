"""The gallery of signatures outside of the bot: asked about, recorded, witnessed, verified."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from handlers.screens.papers import PaperTerlampir
from handlers.screens.screen import Dokumen
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.facts import Facts
from sop_flows.engine.tanda_tangan import Basah, Tte
from sop_flows.naskah.putusan import Putusan
from sop_flows.papers.tte import SebabTte
from sop_flows.ports.layar.papers import DokumenDiperiksa, TandaDiperiksa
from sop_flows.ports.papers import Tertanda
from sop_flows.sop.definition import Minta
from sop_flows.sop.paper import JenisPaper
from storage.codec import encode
from tests.support.gallery_papers import make_paper
from tests.support.views import HASIL, converse, make_closed, make_dokumen, make_kartu
from tests.support.wall import draw_layar, on_card, show

PADA: Final = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
TTE: Final = Tte(
    sha256="ab" * 32,
    paper="cd" * 32,
    subjek="Suharyanto <S.Sos.> & B",
    penerbit="BSrE <CA> & B",
    seri="BEEF",
    pada=PADA,
)
BASAH: Final = Basah(pindaian=("ab" * 32,), saksi_id=5, saksi="Wahyu <H> & B")
KEPT: Final = {
    "sha256": "ab" * 32,
    "nama": "lembar <1>.pdf",
    "mime": "application/pdf",
    "ukuran": 9,
    "file_id": "",
    "foto": False,
    "isian": "~tanda-tangan",
}
PAPERS: Final = (JenisPaper.LAPORAN,)
ABOUT: Final = {
    "berkas": 1001,
    "judul": "Pengukuran & Kinerja",
    "oleh": "Dewi <A>",
    "jabatan": "Staf & Co",
}


def signatures() -> None:
    """Hang every screen of a signature outside of the bot."""
    cards()
    told_of_signatures()


def signing(**isi: Any) -> Any:
    """Return the card of who signs, with a conversation on it."""
    return converse(make_kartu(Minta.TANDA_TANGAN, papers=PAPERS), **isi)


def cards() -> None:
    """Hang the cards that ask about what was signed outside of the bot, and those that it closed."""
    for name, tanda in (
        ("tte", TTE),
        ("tte: dikenal", replace(TTE, dikenal=True)),
        ("tte: nama lain", replace(TTE, senama=False)),
        ("basah", BASAH),
    ):
        signed = {"dokumen": [KEPT], "tanda": encode(tanda)}
        sure = signing(jenis="yakin", kerja="tanda_tangani", dibubuhkan=signed)
        show(f"yakin: {name}", lambda c=sure: on_card(c))
        hasil = replace(HASIL, aksi=Kerja.TANDA_TANGANI, naskah="ef" * 32, tanda=tanda)
        closed = make_closed(Minta.TANDA_TANGAN, tugas={"facts": Facts(hasil=hasil)})
        show(f"tutup: {name}", lambda c=closed: on_card(c))
    sure = signing(jenis="yakin", kerja="tanda_tangani")
    show("yakin: ketukan atau basah", lambda: on_card(sure))
    asks = signing(jenis="tanda_basah", kerja="tanda_tangani")
    show("tanda_basah: pindaian", lambda: on_card(asks))
    people = ((5, "Wahyu <H>"), (6, "Siti & Co"))
    for cari in ("", "wa<h"):
        saksi = signing(jenis="tanda_basah", kerja="tanda_tangani", dokumen=[KEPT], cari=cari)
        show(f"tanda_basah: saksi {cari}", lambda c=saksi: on_card(replace(c, calon=people)))


def told_of_signatures() -> None:
    """Hang what is told of signatures: to witnesses, on refusals, of papers and of files."""
    for kantor in ("", "Kec. <Pagentan>"):
        about = {**ABOUT, "kantor": kantor}
        show(f"saksi_basah {kantor}", lambda a=about: draw_layar("saksi_basah", **a, tugas=27))
        for is_saksi in (True, False):
            show(
                f"saksi_menyanggah: {is_saksi} {kantor}",
                lambda a=about, s=is_saksi: draw_layar(
                    "saksi_menyanggah", **a, saksi="Wahyu <H>", is_saksi=s
                ),
            )
    for sebab in SebabTte:
        facts = {
            "masalah": sebab.value,
            "berkas": 1001,
            "diminta": "berita <acara>",
            "penerbit": "BSrE <CA>",
        }
        show(
            f"penolakan: tte {sebab}",
            lambda f=facts: draw_layar("penolakan", kode="TteRefused", fakta=f),
        )
    for tte in (TTE, replace(TTE, dikenal=True)):
        view = replace(
            make_paper(JenisPaper.LAPORAN, "ACDEFGHJ"),
            tertanda=Tertanda(lampiran=make_dokumen().lampiran, tte=tte),
        )
        paper = PaperTerlampir(view=view, dokumen=Dokumen("x.pdf", b"x"))
        show(f"paper: tte {tte.dikenal}", lambda p=paper: draw_layar("paper", p))
    verified()


def verified() -> None:
    """Hang what is said of a file by which something was signed."""
    by = TandaDiperiksa(
        aksi="tanda_tangani",
        oleh="Dewi <A>",
        jabatan="Staf & Co",
        pada=PADA,
        zona="Asia/Jakarta",
    )
    of = {"subjek": "Dewi <A>", "penerbit": "BSrE & B"}
    for name, tanda in (
        ("tte", replace(by, **of)),
        ("tte: nama lain", replace(by, **of, dikenal=True, senama=False)),
        ("basah", replace(by, saksi="Wahyu <H>")),
        ("basah: disanggah", replace(by, saksi="Wahyu <H>", disanggah=True)),
    ):
        for putusan in (Putusan.TERBARU, Putusan.LAMA):
            checked = DokumenDiperiksa(
                nama="surat <A> & B.pdf",
                putusan=putusan,
                kantor="Kecamatan <A> & B",
                berkas=1042,
                jenis="notula" if tanda.subjek else "",
                langkah=5,
                tanda=tanda,
            )
            facts = encode(checked)
            show(
                f"dokumen_diperiksa: {name} {putusan}",
                lambda f=facts: draw_layar("dokumen_diperiksa", **f),
            )
