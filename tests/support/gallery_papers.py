"""The gallery of papers on their way, of the archive of a berkas, and of the cards that offer them."""

from handlers.screens.papers import ArsipTerlampir, PaperTerlampir
from handlers.screens.screen import Dokumen
from sop_flows.engine.berkas import StatusBerkas
from sop_flows.jejak import genesis
from sop_flows.naskah.putusan import Putusan
from sop_flows.ports.layar.papers import DokumenDiperiksa
from sop_flows.ports.papers import ArsipView, Paper, PaperView
from sop_flows.sop.definition import Minta
from sop_flows.sop.paper import JenisPaper
from storage.codec import encode
from tests.support.views import KANTOR, make_berkas, make_dokumen, make_kartu, make_papan
from tests.support.wall import draw_layar, on_card, show


def papers() -> None:
    """Hang every kind of paper, with and without a kode, and what offers them."""
    for jenis in JenisPaper:
        for kode in ("", "ACDEFGHJ"):
            view = make_paper(jenis, kode)
            paper = PaperTerlampir(view=view, dokumen=Dokumen("x.pdf", b"x"))
            show(f"paper: {jenis} {kode}", lambda p=paper: draw_layar("paper", p))
    for status in (StatusBerkas.BERJALAN, StatusBerkas.SELESAI):
        arsip = ArsipTerlampir(
            view=make_arsip(status),
            dokumen=Dokumen("x.zip", b"x"),
            hilang=("Foto <A> & B.jpg",) * 7,
        )
        show(f"arsip: {status}", lambda a=arsip: draw_layar("arsip", a))
    for minta in Minta:
        card = make_kartu(minta, papers=tuple(JenisPaper))
        show(f"{minta.value}: naskah dinas", lambda c=card: on_card(c))
    show("logo_disimpan", lambda: draw_layar("logo_disimpan", kantor="Kecamatan <A> & B"))
    for putusan in Putusan:
        for jenis in ("", "notula"):
            checked = DokumenDiperiksa(
                nama="surat <A> & B.pdf",
                putusan=putusan,
                kantor="Kecamatan <A> & B",
                berkas=1042,
                jenis=jenis,
                langkah=5,
                kode="ACDEFGHJ" if jenis else "",
                ke=2,
                is_konsep=True,
            )
            facts = encode(checked)
            show(
                f"dokumen_diperiksa: {putusan} {jenis}",
                lambda f=facts: draw_layar("dokumen_diperiksa", **f),
            )
    show("papan: arsip", lambda: on_card(make_papan(has_arsip=True)))


def make_paper(jenis: JenisPaper, kode: str) -> PaperView:
    """Return a paper of a unit where it has a kode, else of all of them."""
    paper = Paper(
        kantor_id=1,
        berkas_id=12,
        jenis=jenis,
        langkah=8,
        unit_id=None,
        kode=kode,
        naskah="ab" * 32 if kode else "",
        isi_sha256="cd" * 32,
        isi="{}",
    )
    unit = "Seksi <Pelayanan> & Umum" if kode else ""
    return PaperView(
        kantor=KANTOR, berkas=make_berkas(), paper=paper, is_konsep=not kode, unit=unit
    )


def make_arsip(status: StatusBerkas) -> ArsipView:
    """Return the archive of a berkas with a few things in it."""
    return ArsipView(
        kantor=KANTOR,
        berkas=make_berkas(status=status),
        sop="pengukuran-kinerja-kecamatan",
        papers=(make_paper(JenisPaper.LAPORAN, "ACDEFGHJ"),),
        dokumen=(make_dokumen().lampiran,),
        naskah=(),
        riwayat=(),
        ujung=genesis(1),
    )
