"""The gallery of papers and dokumen on their way, of those handed out again, and of the cards that offer them."""

from dataclasses import replace

from handlers.screens.dokumen import DokumenTerlampir
from handlers.screens.screen import Dokumen, Screen
from sop_flows.engine.facts import Facts
from sop_flows.kantor.dokumen import TAUTAN
from sop_flows.ports.lampiran import Dikoreksi, DokumenView
from sop_flows.sop.definition import Minta
from tests.support.gallery_papers import papers
from tests.support.gallery_tanda_tangan import signatures
from tests.support.views import NOW, make_dokumen, make_kartu, make_papan
from tests.support.wall import draw_layar, on_card, show


def dokumen() -> None:
    """Hang what was handed in, handed out again, and the cards that offer it."""
    for foto in (False, True):
        for unit in ("", "Seksi Pemberdayaan Masyarakat"):
            view = make_dokumen(foto=foto, unit=unit, label="" if unit else "Foto atau dokumen")
            show(f"dokumen: {foto} {unit}", lambda v=view: draw_layar("dokumen", attach(v)))
            show(f"dokumen: hilang {foto} {unit}", lambda v=view: lost(v))
    long = make_dokumen(nama="naskah & " * 13 + ".pdf", label="Bukti " * 40, unit="Seksi " * 40)
    show("dokumen: panjang", lambda: draw_layar("dokumen", attach(long)))
    show("dokumen: panjang, hilang", lambda: lost(long))
    link = make_dokumen(nama="https://bps.go.id/<tabel>?a=1&b=" + "2" * 1900, mime=TAUTAN)
    proof = replace(link, indikator="IK-1 Desa <tertib>", unit="Seksi")
    show("dokumen: tautan", lambda: draw_layar("dokumen", attach(proof)))
    for place in ({"tugas": 77}, {"berkas": 12}):
        for left in (0, 3, 4321):
            facts = place | {"sisa": left, "sesudah": 999_999}
            show(f"dokumen_lagi: {facts}", lambda f=facts: draw_layar("dokumen_lagi", **f))
    show("dokumen_ditunggu", lambda: draw_layar("dokumen_ditunggu"))
    for minta in (*Minta, None):
        name = minta.value if minta else "pertanyaan"
        card = make_kartu(minta, tugas={"facts": Facts(tanya="?")}, dokumen=4321)
        show(f"{name}: dokumen", lambda c=card: on_card(c))
    again = Dikoreksi(nama="rekap <1>.xlsx", oleh="Agus & Prasetyo", at=NOW)
    for minta in (Minta.KEPUTUSAN, Minta.TANDA_TANGAN, Minta.KERJAKAN):
        card = make_kartu(minta, dokumen=5, dikoreksi=(again,) * 5)
        show(f"{minta.value}: hasil yang dikoreksi", lambda c=card: on_card(c))
    show("papan: dokumen", lambda: on_card(make_papan(dokumen=12)))
    papers()
    signatures()


def attach(view: DokumenView) -> DokumenTerlampir:
    return DokumenTerlampir(view=view, dokumen=Dokumen(view.lampiran.nama, b"x"))


def lost(view: DokumenView) -> Screen:
    """Return what is told where the file can be read no more."""
    return Screen(draw_layar("dokumen", attach(view)).pengganti)
