"""An SOP as BPMN 2.0: valid by its schema, read back and run by another engine, drawn with nothing in the way."""

from itertools import combinations, groupby
from pathlib import Path

import pytest
import SpiffWorkflow
from lxml import etree
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from sop_flows.drawing.bpmn import Jenis, read_diagram
from sop_flows.sop.catalog import load_catalog
from sop_flows.sop.definition import Sop
from storage.documents.bpmn import process_id, write_bpmn
from tests.sop_flows.drawing.test_gambar import assert_is_apart, pieces
from tests.support.sop_besar import make_sop

CODES = [template.sop.kode for template in load_catalog().all()]
SCHEMA = Path(SpiffWorkflow.__file__).parent / "bpmn" / "parser" / "schema" / "BPMN20.xsd"
MANY = {"jumlah_unit": 3, "jumlah_pegawai": 2}
MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    return {kode: write_bpmn(shipped(kode)) for kode in CODES}


def shipped(kode: str) -> Sop:
    return load_catalog().get(kode).sop


def play(sop: Sop, bpmn: bytes, *answers: tuple[int, int]) -> list[int]:
    """Return the langkah of the tasks that another engine asks for, in its order.

    Args:
        sop: What is run.
        bpmn: Its file.
        answers: The returns, as they come: from which langkah, to which.
    """
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.ElementTree(etree.fromstring(bpmn)))
    workflow = BpmnWorkflow(parser.get_spec(process_id(sop)))
    left, done = list(answers), []
    workflow.do_engine_steps()
    while not workflow.is_completed():
        task = workflow.get_tasks(manual=True, state=TaskState.READY)[0]
        no = int(task.task_spec.bpmn_id.split("-")[1])
        back = left.pop(0)[1] if left and left[0][0] == no else 0
        task.data.update(kembali=back, **MANY)
        task.run()
        done.append(no)
        workflow.do_engine_steps()
    assert not left
    return [no for no, _ in groupby(done)]


@pytest.mark.parametrize("kode", CODES)
def test_the_file_is_valid_and_runs_through_every_langkah(kode: str, written: dict[str, bytes]):
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    sop = shipped(kode)

    schema.assertValid(etree.fromstring(written[kode]))
    assert play(sop, written[kode]) == [row.no for row in sop.langkah]


@pytest.mark.parametrize(
    ("kode", "back", "path"),
    [
        ("mekanisme-pengukuran-kinerja", (6, 5), [5, 6, 5, 6, 7, 8, 9]),
        ("pengukuran-kinerja-kecamatan", (6, 5), [4, 5, 6, 5, 4, 5, 6, 7, 8, 9, 10]),
        ("pengukuran-kinerja-kecamatan", (7, 6), [6, 7, 6, 7, 8, 9, 10]),
        ("pengukuran-kinerja-dinas", (9, 8), [8, 9, 8, 9, 10, 11, 12, 13, 14]),
        ("pengumpulan-data-capaian", (10, 9), [9, 10, 9, 10, 11, 12]),
    ],
)
def test_a_return_is_run_to_its_langkah_and_onward(kode, back, path, written):
    assert play(shipped(kode), written[kode], back)[-len(path) :] == path


@pytest.mark.parametrize("kode", CODES)
def test_every_column_is_a_lane_and_every_element_stands_in_its_own(kode: str, written):
    sop = shipped(kode)
    root = etree.fromstring(written[kode])

    lanes = {one.get("name"): one for one in root.iter(f"{MODEL}lane")}
    assert list(lanes) == [one.nama for one in sop.kolom]
    tasks = {one.get("id"): one.get("name") for one in root.iter(f"{MODEL}userTask")}
    for row in sop.langkah:
        for kolom in row.pelaksana:
            within = [ref.text for ref in lanes[sop.kolom_of(kolom).nama]]
            assert any(tasks.get(ref, "").startswith(f"{row.no}. ") for ref in within)
    said = " ".join(root.xpath("//text()"))
    assert all(row.lembar.uraian in said for row in sop.langkah)
    assert said.count("Tambahan Tapak") >= sum(
        tahap.asal == "tapak" for row in sop.langkah for tahap in row.tahap
    )


@pytest.mark.parametrize("kode", CODES)
def test_no_flow_runs_through_an_element_or_along_another(kode: str):
    diagram = read_diagram(shipped(kode))

    lanes = dict(zip([one.id for one in shipped(kode).kolom], diagram.lajur, strict=True))
    for one, box in zip(diagram.unsur, diagram.kotak, strict=True):
        lane = lanes[one.kolom]
        assert lane.x < box.x < box.kanan < lane.kanan
    for one, other in combinations(diagram.kotak, 2):
        assert not one.meets(other)
    assert len(diagram.panah) == len(diagram.arus)
    for one in diagram.panah:
        assert not any(piece.meets(box) for piece in pieces(one) for box in diagram.kotak)
    for one, other in combinations(diagram.panah, 2):
        assert_is_apart(one, other)


def test_the_same_sop_gives_the_same_file(written):
    assert all(write_bpmn(shipped(kode)) == written[kode] for kode in CODES[-1:])


def test_an_sop_that_ends_with_a_decision_still_begins_and_ends():
    sop = make_sop([[0], [1]], {2: [1]}, kolom=2)
    kinds = [one.jenis for one in read_diagram(sop).unsur]

    assert (kinds.count(Jenis.MULAI), kinds.count(Jenis.SELESAI)) == (1, 1)
    assert play(sop, write_bpmn(sop), (2, 1)) == [1, 2, 1, 2]
