"""The sample offices: five on one bot, each fit to be imported as an operator would."""

from collections import Counter

import pytest

from bot.trial.sample import SAMPLES, Sample
from bot.trial.scenario import TOURS, read_scenario
from sop_flows.sop.catalog import load_catalog
from storage.documents.kantor.workbook import read_workbook, write_buku

NAMES = [sample.nama for sample in SAMPLES]


def test_nobody_shares_a_phone_or_a_name_with_another():
    phones = [phone for sample in SAMPLES for phone in sample.phones()]

    for fact in ("user_id", "name"):
        assert [one for one, n in Counter(p[fact] for p in phones).items() if n > 1] == []


def test_each_shipped_sop_has_an_office_of_its_kind_and_a_tour_there():
    sops = {row.kode for sample in SAMPLES for row in sample.buku.sop}
    tours = {path.stem: read_scenario(path).kantor for path in TOURS.glob("*.toml")}

    assert sops == {template.sop.kode for template in load_catalog().all()}
    assert sops <= set(tours)
    assert set(tours.values()) == set(NAMES)


@pytest.mark.parametrize("sample", SAMPLES, ids=NAMES)
def test_an_office_survives_its_workbook(sample: Sample):
    assert read_workbook(write_buku(sample.buku)) == sample.buku


def test_who_holds_two_posts_has_one_phone():
    disdukcapil = next(one for one in SAMPLES if one.kode == "DISDUKCAPIL")
    posts = Counter(row.nama for row in disdukcapil.buku.pegawai)

    assert posts["Fajar Nugroho"] == 2
    assert len(disdukcapil.phones()) == len(posts)
