"""The gallery of several tugas at once: lists, the question about all of them, what came of it."""

from dataclasses import replace

from sop_flows.engine.aksi import Kerja
from sop_flows.ports.ditanya import (
    Butir,
    PilihSekaligus,
    SebabSendiri,
    Sekaligus,
    Sendiri,
    YakinSekaligus,
)
from sop_flows.ports.layar.sekaligus import BarisSekaligus
from sop_flows.ports.records import Daftar
from sop_flows.ports.reminders import PengingatView
from sop_flows.ports.sekaligus import BarisPilihan, SekaligusView, Tersedia
from storage.codec import decode, encode
from tests.support.gallery_pengingat import LINE
from tests.support.periode import TW_III
from tests.support.views import KANTOR, make_baris, make_daftar
from tests.support.wall import draw_layar, on_card, show

DECISIONS = (Kerja.SETUJUI, Kerja.PARAF, Kerja.TANDA_TANGANI)
NASKAH = "ab" * 32


def make_butir(no: int, **facts: object) -> Butir:
    """Return a tugas that can be chosen: of values, unless the facts say otherwise."""
    plain = Butir(
        tugas=no,
        revisi=3,
        naskah=NASKAH,
        selaku="Plt. Sekretaris <Kecamatan>",
        indikator=12,
        tampil="95,33%",
        kategori="Sangat Tinggi",
        rendah=2,
        tanpa_data=1,
        dokumen=3,
    )
    return replace(plain, **facts)  # type: ignore[arg-type]


def make_line(butir: Butir) -> BarisSekaligus:
    return BarisSekaligus(
        tugas=butir.tugas,
        nomor=1000 + butir.tugas,
        berkas=7,
        judul="Pengukuran <Kinerja> & Pelaporan",
        periode=TW_III,
        singkat="Periksa dokumen",
        unit="Seksi <Pemerintahan>" if butir.tugas % 2 else "",
        naskah=butir.naskah,
    )


LETTER = make_butir(
    2,
    fakta=(("Nomor surat", "005/12/2026"), ("Perihal", "Undangan <rapat>")),
    indikator=0,
    tampil="",
    rendah=0,
    tanpa_data=0,
    dokumen=0,
    selaku="Camat",
    catatan="Mohon <dipercepat>",
)
BARE = replace(LETTER, tugas=4, fakta=(), catatan="")


def make_several(
    asked: Sekaligus | None, *, gugur: bool = False, dikeluarkan: tuple[int, ...] = ()
) -> SekaligusView:
    """Return a list of what is asked about."""
    if asked is None:
        return SekaligusView(kantor=KANTOR)
    asked = replace(asked, tidak=dikeluarkan)
    lines = (
        BarisPilihan(
            baris=make_line(one), butir=one, dipilih=one.tugas not in dikeluarkan, gugur=gugur
        )
        for one in asked.butir
    )
    return SekaligusView(kantor=KANTOR, asked=asked, baris=tuple(lines))


def several() -> None:
    """Hang every state of the list, and its ways in and out."""
    for kerja in DECISIONS:
        few = (make_butir(1), LETTER, BARE)
        choice = PilihSekaligus(kantor=1, kerja=kerja, butir=few)
        sure = YakinSekaligus(kantor=1, kerja=kerja, butir=few)
        show(f"sekaligus: {kerja}", lambda a=choice: on_card(make_several(a)))
        show(f"sekaligus: yakin {kerja}", lambda a=sure: on_card(make_several(a)))
    many = tuple(
        make_butir(no, catatan="Mohon <segera>. " * 40, fakta=(("Perihal", "Rapat " * 40),))
        for no in range(1, 11)
    )
    alone = tuple(Sendiri(nomor=1050 + at, sebab=one) for at, one in enumerate(SebabSendiri))
    choice = PilihSekaligus(
        kantor=1, kerja=Kerja.SETUJUI, butir=many, sendiri=alone, halaman=2, jumlah=4
    )
    sure = YakinSekaligus(kantor=1, kerja=Kerja.TANDA_TANGANI, butir=many)
    show("sekaligus: banyak", lambda: on_card(make_several(choice, gugur=True)))
    show("sekaligus: sebagian", lambda: on_card(make_several(choice, dikeluarkan=(1, 3))))
    out = tuple(one.tugas for one in many)
    show("sekaligus: semua dikeluarkan", lambda: on_card(make_several(choice, dikeluarkan=out)))
    show("sekaligus: yakin banyak", lambda: on_card(make_several(sure, gugur=True)))
    nothing = replace(choice, butir=())
    show("sekaligus: semuanya sendiri", lambda: on_card(make_several(nothing)))
    show("sekaligus: ditutup", lambda: on_card(make_several(None)))
    outcomes(many)
    ways()


def outcomes(many: tuple[Butir, ...]) -> None:
    """Hang what became of them."""
    lines = [encode(make_line(one)) for one in many]
    refused = [
        {"baris": lines[0], "kode": "NaskahChanged", "fakta": {}},
        {
            "baris": lines[1],
            "kode": "TugasChanged",
            "fakta": {"oleh": "Sari <S>", "aksi": "paraf"},
        },
        {"baris": lines[2], "kode": "NotForPlh", "fakta": {"langkah": 8}},
        {"baris": lines[3], "kode": "NotYourTugas", "fakta": {}},
    ]
    for kerja in DECISIONS:
        for name, tercatat, tidak, sisa in (
            ("semua", lines, [], 0),
            ("sebagian", lines[4:], refused, 5),
            ("tidak satu pun", [], refused, 4),
        ):
            facts = {
                "kantor": "Kecamatan <Pejawaran>" if sisa else "",
                "kantor_id": 1,
                "kerja": kerja.value,
                "tercatat": tercatat,
                "tidak": tidak,
                "sisa": sisa,
            }
            show(
                f"sekaligus_tercatat: {kerja} {name}",
                lambda f=facts: draw_layar("sekaligus_tercatat", **f),
            )


def ways() -> None:
    """Hang what leads to a list: somebody's tugas, and their reminder."""
    one = tuple(
        Tersedia(kantor_id=1, kantor="Kecamatan Pejawaran", kerja=kerja, jumlah=8)
        for kerja in DECISIONS
    )
    other = tuple(replace(each, kantor_id=2, kantor="Dinas <Dukcapil>") for each in one)
    daftar = make_daftar(make_baris(), make_baris(2))
    for name, offered in (("satu kantor", one), ("dua kantor", (*one, *other))):
        view = replace(daftar, sekaligus=offered)
        show(f"tugas: beberapa, {name}", lambda v=view: draw_layar("daftar_tugas", v))
    late = decode(PengingatView, {"daftar": Daftar.PENGINGAT.value, "tugas": [LINE]})
    reminder = replace(late, sekaligus=one)
    show("pengingat: beberapa", lambda: on_card(reminder))
