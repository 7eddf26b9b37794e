"""Rows that are in databases today: what is read of them is written again as it stood.

``rows.json`` holds rows of every shape, taken from played scenarios; ``stories.json`` the rows that the
runs of ``stories`` leave. Neither is ever made anew: a database out there has such rows.
"""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from storage.berkas.facts import UnknownFact, read_facts, write_facts
from storage.berkas.tugas import read_keadaan, write_keadaan
from tests.storage.berkas.stories import STORIES, WITNESS, rows_of

GOLDEN = Path(__file__).parent / "golden"
ROWS = json.loads((GOLDEN / "rows.json").read_text())


def golden_of(nama: str) -> dict[str, Any]:
    """Return the rows that a run left when they were recorded."""
    return json.loads((GOLDEN / f"{nama}.json").read_text())


@pytest.mark.parametrize("stored", ROWS["tugas"])
def test_the_facts_of_a_tugas_are_written_as_they_were_read(stored: dict[str, Any]):
    assert json.dumps(write_facts(read_facts(stored)), sort_keys=True) == json.dumps(
        stored, sort_keys=True
    )


def test_what_a_later_tapak_wrote_is_refused_and_not_lost():
    with pytest.raises(UnknownFact, match="warna"):
        read_facts({"konsep": "Segera", "warna": "merah"})


@pytest.mark.parametrize("stored", ROWS["keadaan"])
def test_the_memory_of_a_berkas_is_written_as_it_was_read(stored: dict[str, Any]):
    read = read_keadaan(stored)
    assert write_keadaan(replace(read, ronde=dict(read.ronde))) == stored


@pytest.mark.parametrize("nama", STORIES)
@pytest.mark.parametrize("kind", ["tugas", "keadaan", "jejak"])
def test_a_run_leaves_the_rows_that_it_always_left(nama: str, kind: str):
    found = rows_of(STORIES[nama]())[kind]

    assert (found if kind == "keadaan" else as_then(found)) == golden_of(nama)[kind]


SINCE = frozenset({"bentuk", "berkas", "sop", "selesai", "formulir", "dikecualikan"})
"""Facts that lines of history had not yet when the rows were recorded."""


def as_then(rows: list[Any]) -> list[Any]:
    """Return rows as they were when a decision kept a sidik of its card, and named no naskah, and
    no tugas remembered what was returned to its unit.

    Nor did a closed tugas say who did it and its witness by id; the excuse of a unit had none.
    """
    sha256 = "ab" * 32
    now = json.dumps(rows).replace(f'"naskah": "{sha256}"', f'"sidik": "{sha256}"')
    of_tugas, of_unit = r', "saksi_id": \d+(?=\}|, "pegawai_id")', rf', "saksi_id": {WITNESS}\b'
    text = re.sub(f"{of_tugas}|{of_unit}", "", now)
    then = json.loads(text, object_hook=without_returned)
    return [less_said(row) if "rincian" in row else row for row in then]


def less_said(row: dict[str, Any]) -> dict[str, Any]:
    """Return a line of history without what lines say since."""
    said = {name: fact for name, fact in row["rincian"].items() if name not in SINCE}
    return {**row, "rincian": said}


def without_returned(facts: dict[str, Any]) -> dict[str, Any]:
    """Return facts without the values that came back to a unit; of people the names alone."""
    if "hadir" in facts:
        facts["hadir"] = [one["nama"] for one in facts["hadir"]]
    since = {"sebelum", "pegawai_id"} if {"aksi", "penugasan"} <= facts.keys() else {"sebelum"}
    return {name: fact for name, fact in facts.items() if name not in since}


def test_rounds_that_a_step_does_not_change_are_written_as_they_were_read():
    stored = {"ronde": {"1:": 1, "4:2": 1}}
    done = read_keadaan(stored).with_pelaku(4, 7)

    assert write_keadaan(done)["ronde"] is stored["ronde"]
    assert write_keadaan(done.with_ronde(4, 2))["ronde"] == {"1:": 1, "4:2": 2}
    assert done.ronde == {(1, None): 1, (4, 2): 1}
