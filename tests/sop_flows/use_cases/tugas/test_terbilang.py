"""Units and indikator that are numbered are listed as people count; what is signed keeps its own order."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from sop_flows.engine.aksi import Kerja
from sop_flows.naskah.isi import Isi, as_listed
from sop_flows.naskah.reading import read_isi
from sop_flows.sop.paper import JenisPaper
from sop_flows.use_cases.kinerja.buku import view_rekap
from sop_flows.use_cases.tugas.papers import paper_on, showing, sumber_of
from storage.documents.kantor.buku import BukuKantor
from tests.support.office import Pejawaran, office_in
from tests.support.story import AGUS, KASUBBAG, at, card_of, go_to, jejak, naskah_named

KODE = {"TAPEM": "SEKSI-10", "PM": "SEKSI-2"}
COUNTED = ["KESRA", "SEKSI-2", "SEKSI-10", "TRANTIB", "YANUM"]
BY_LETTERS = ["KESRA", "SEKSI-10", "SEKSI-2", "TRANTIB", "YANUM"]


def numbered_units() -> BukuKantor:
    """Return the sample office with two units that are numbered."""

    def renamed(row: Any, name: str) -> Any:
        return replace(row, **{name: KODE.get(getattr(row, name), getattr(row, name))})

    return replace(
        SAMPLE,
        unit=tuple(renamed(row, "kode") for row in SAMPLE.unit),
        jabatan=tuple(renamed(row, "unit") for row in SAMPLE.jabatan),
        pegawai=tuple(renamed(row, "unit") for row in SAMPLE.pegawai),
        indikator=tuple(renamed(row, "unit") for row in SAMPLE.indikator),
    )


NUMBERED = numbered_units()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Pejawaran]:
    with office_in(tmp_path, NUMBERED) as found:
        yield found


def units(isi: Isi) -> list[str]:
    return [one.kode for one in isi.unit]


def test_units_are_asked_as_people_count(office: Pejawaran):
    berkas_id = go_to(office, 4)

    opened = office.run(lambda uow: uow.berkas.get(berkas_id)[0].terbuka)
    known = office.run(lambda uow: uow.kantor.unit(office.kantor_id))
    assert [known[one.unit_id].kode for one in opened if one.unit_id] == COUNTED


def test_forms_stand_on_cards_as_people_count(office: Pejawaran):
    berkas_id = go_to(office, 5)

    card = card_of(office, at(office, berkas_id, 5).id, AGUS)
    assert [one.unit.kode for one in card.formulir] == COUNTED


def test_sheets_and_papers_list_them_so_and_a_naskah_does_not(office: Pejawaran):
    berkas_id = go_to(office, 6)
    tugas = at(office, berkas_id, 6)

    seen = office.run(view_rekap, user_id=office.user[KASUBBAG], tugas_id=tugas.id)
    assert units(seen.isi) == COUNTED

    office.act(KASUBBAG, Kerja.SETUJUI, tugas)
    (line,) = jejak(office, berkas_id, "setujui")
    (naskah,) = naskah_named(office, line)
    assert [one["kode"] for one in json.loads(naskah.isi)["unit"]] == BY_LETTERS
    isi = read_isi(naskah.isi)
    assert (units(isi), units(as_listed(isi))) == (BY_LETTERS, COUNTED)
    dibuat = replace(paper_on_of(office, berkas_id), unit_id=None)
    sumber = office.run(
        lambda uow: showing(
            sumber_of(uow, uow.sop.get(1), uow.berkas.get(berkas_id)[0]), dibuat, isi
        )
    )
    assert (units(sumber.isi), sumber.naskah) == (COUNTED, naskah.sha256)


def paper_on_of(office: Pejawaran, berkas_id: int) -> Any:
    """Return the first paper on the card of the Sekretaris that shows values."""
    tugas = at(office, berkas_id, 7)
    papers = (paper_on(office.run(lambda uow: uow.sop.get(1)), tugas, ke) for ke in (1, 2))
    return next(one for one in papers if one.jenis is not JenisPaper.LEMBAR_DISPOSISI)


def test_indikator_of_a_unit_are_listed_as_people_count(office: Pejawaran):
    berkas_id = go_to(office, 6)
    seen = office.run(
        view_rekap, user_id=office.user[KASUBBAG], tugas_id=at(office, berkas_id, 6).id
    )
    unit = seen.isi.unit[0]
    first, second = (replace(unit.indikator[0], kode=kode) for kode in ("IK-10", "IK-2"))
    isi = replace(seen.isi, unit=(replace(unit, indikator=(first, second)),))

    assert as_listed(isi).unit[0].indikator == (second, first)
