"""No card shows something else at the revisi that it had, whatever a workbook changes; none is raised in vain."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from handlers.screens.kartu import draw_kartu
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.kerja import KERJA
from sop_flows.engine.pembaruan import JenisPembaruan
from sop_flows.ports.views import KartuView
from sop_flows.use_cases.tugas.formulir import of_row
from sop_flows.use_cases.tugas.kartu import view_kartu
from sop_flows.use_cases.tugas.naskah import asked_about
from storage.documents.kantor.buku import BukuKantor
from storage.unit_of_work import SqlUnitOfWork
from tests.sop_flows.use_cases.tugas.test_pembaruan import OTHERS, with_nama, with_row
from tests.support.office import Pejawaran, plain
from tests.support.story import CAMAT, TAPEM, go_to
from tests.support.views import make_nilai

OFFICE: dict[str, BukuKantor] = {
    **{name: buku for name, (buku, _) in OTHERS.items()},
    "definition": with_row(definisi="Lain"),
    "source": with_row(sumber_data="Lain"),
    "target of an earlier triwulan": with_row(tw2="1"),
    "target of a later triwulan": with_row(tw4="1"),
    "decimals": with_row(desimal=3),
    "indikator dropped": replace(SAMPLE, indikator=SAMPLE.indikator[1:]),
    "head of the office": with_nama(CAMAT, "Suharyanto Baru"),
    "a Kasi": with_nama(TAPEM, "Slamet R."),
    "alias of a post": replace(
        SAMPLE, jabatan=tuple(replace(j, alias=("Lain",)) for j in SAMPLE.jabatan)
    ),
    "rank": replace(SAMPLE, pegawai=tuple(replace(p, pangkat="Lain") for p in SAMPLE.pegawai)),
    "a new post": replace(
        SAMPLE, jabatan=(*SAMPLE.jabatan, replace(SAMPLE.jabatan[-1], jabatan="Arsiparis"))
    ),
}

UNSEEN = {
    "definition",
    "source",
    "target of an earlier triwulan",
    "target of a later triwulan",
    "alias of a post",
    "rank",
    "a new post",
}
"""What neither a card nor what is frozen from it says."""


def shown(view: KartuView) -> str:
    """Return what a card says and offers, but for what it says of changes."""
    screen = draw_kartu(view)
    text = re.sub(r"\n*🔔 Berubah sejak kartu ini dibuka(\n(•|…) .*)+", "", plain(screen.text))
    return "\n".join([text, *(button.label for row in screen.keyboard for button in row)])


def everything(kantor: Pejawaran) -> dict[int, tuple[int, tuple[str, ...]]]:
    """Return of each open tugas its revisi, and what its cards show and would be signed for."""

    def look(uow: SqlUnitOfWork) -> dict[int, tuple[int, tuple[str, ...]]]:
        found = {}
        for tugas in uow.berkas.open_of(kantor.kantor_id):
            views = [view_kartu(uow, card) for card in uow.kartu.of_tugas(tugas.id)]
            loaded = uow.berkas.load_tugas(tugas.id)
            signs = next((k for k in views[0].aksi if KERJA[k].is_signed), Kerja.SELESAI)
            about = asked_about(uow, loaded, signs)
            found[tugas.id] = (tugas.revisi, (about, *map(shown, views)))
        return found

    return kantor.run(look)


@pytest.mark.parametrize("langkah", [1, 4, 6])
def test_what_a_card_shows_and_its_revisi_change_together(kantor: Pejawaran, langkah: int):
    go_to(kantor, langkah)
    faults = []
    for name, buku in OFFICE.items():
        before = everything(kantor)
        kantor.take_over(buku)
        after = everything(kantor)
        for id, (revisi, was) in before.items():
            now_at, now = after[id]
            if (was != now) and revisi == now_at:
                faults.append(f"{name}: #{id} shows something else at revisi {revisi}")
            if name in UNSEEN and revisi != now_at:
                faults.append(f"{name}: #{id} was raised in vain")
        kantor.take_over(SAMPLE)

    assert not faults, "\n".join(faults)


def test_what_was_promised_before_counts_where_something_was_reached_then():
    row = make_nilai(1, lalu=(2, Decimal(80)), target="100")
    facts = dict(of_row(row))

    assert facts[JenisPembaruan.TARGET_LALU, "IK-1"] == "100"
    assert facts[JenisPembaruan.LALU, "IK-1"] == "80"
    assert (JenisPembaruan.TARGET_LALU, "IK-1") not in dict(of_row(make_nilai(1)))
