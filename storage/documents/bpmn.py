"""An SOP as a file of BPMN 2.0: what it does, for an engine, and how it is drawn, for an editor.

Source:
    OMG BPMN 2.0 (formal/2011-01-03), clauses 10 (process) and 12 (diagram interchange).
"""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from sop_flows.drawing.bentuk import Kotak
from sop_flows.drawing.bpmn import Arus, Diagram, Jenis, Unsur, read_diagram
from sop_flows.drawing.huruf import TITIK
from sop_flows.sop.definition import Asal, Langkah, Sebar, Sop, Tahap

MODEL: Final = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI: Final = "http://www.omg.org/spec/BPMN/20100524/DI"
DC: Final = "http://www.omg.org/spec/DD/20100524/DC"
DD: Final = "http://www.omg.org/spec/DD/20100524/DI"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
PREFIX: Final = {"bpmn": MODEL, "bpmndi": DI, "dc": DC, "di": DD, "xsi": XSI}
BANYAK: Final = {Sebar.PER_UNIT: "jumlah_unit", Sebar.PER_PEGAWAI: "jumlah_pegawai"}
"""The variable that says how often a task is done side by side."""


def write_bpmn(sop: Sop) -> bytes:
    """Return an SOP as BPMN, the same bytes for the same SOP.

    Raises:
        TooLarge: Its flows find no way beside each other.
    """
    diagram = read_diagram(sop)
    for prefix, uri in PREFIX.items():
        register_namespace(prefix, uri)
    root = Element(
        tag(MODEL, "definitions"), {"id": "sop", "targetNamespace": f"urn:tapak:sop:{sop.kode}"}
    )
    pool = SubElement(root, tag(MODEL, "collaboration"), {"id": "kantor"})
    SubElement(
        pool,
        tag(MODEL, "participant"),
        {"id": "peserta", "name": sop.nama, "processRef": process_id(sop)},
    )
    add_process(root, sop, diagram)
    add_diagram(root, sop, diagram)
    indent(root)
    content: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return content + b"\n"


def tag(uri: str, name: str) -> str:
    """Return a name in its namespace."""
    return f"{{{uri}}}{name}"


def process_id(sop: Sop) -> str:
    """Return what the process is known by."""
    return f"sop-{sop.kode}-versi-{sop.versi}"


def add_process(root: Element, sop: Sop, diagram: Diagram) -> None:
    """Add lanes, elements and flows."""
    process = SubElement(
        root,
        tag(MODEL, "process"),
        {"id": process_id(sop), "name": sop.nama, "isExecutable": "true"},
    )
    lanes = SubElement(process, tag(MODEL, "laneSet"), {"id": "pelaksana"})
    for kolom in sop.kolom:
        lane = SubElement(
            lanes, tag(MODEL, "lane"), {"id": f"kolom-{kolom.id}", "name": kolom.nama}
        )
        for one in diagram.unsur:
            if one.kolom == kolom.id:
                SubElement(lane, tag(MODEL, "flowNodeRef")).text = element_id(one)
    for one in diagram.unsur:
        add_element(process, sop, diagram, one)
    for no, arus in enumerate(diagram.arus):
        add_flow(process, diagram, no, arus)


def element_id(one: Unsur) -> str:
    """Return what an element is known by."""
    return f"langkah-{one.simpul.langkah}-{one.id}"


def add_element(process: Element, sop: Sop, diagram: Diagram, one: Unsur) -> None:
    """Add an element with its flows, and a task with what the sheet says of it."""
    facts = {"id": element_id(one)}
    row = sop.langkah_of(one.simpul.langkah)
    if one.jenis is Jenis.TUGAS:
        facts["name"] = f"{row.no}. {row.singkat if one.simpul.tahap == 0 else one.simpul.nama}"
    if one.jenis is Jenis.PILIHAN:
        onward = next(no for no, arus in flows_from(diagram, one) if arus.kembali is None)
        facts["default"] = flow_id(onward)
    element = SubElement(process, tag(MODEL, one.jenis), facts)
    if one.jenis is Jenis.TUGAS:
        words = SubElement(element, tag(MODEL, "documentation"))
        words.text = "\n".join(describe(row, one))
    for no, arus in enumerate(diagram.arus):
        if arus.ke == one.id:
            SubElement(element, tag(MODEL, "incoming")).text = flow_id(no)
    for no, _ in flows_from(diagram, one):
        SubElement(element, tag(MODEL, "outgoing")).text = flow_id(no)
    if one.jenis is Jenis.TUGAS:
        add_many(element, row.tahap[one.simpul.tahap])


def add_many(element: Element, tahap: Tahap) -> None:
    """Say of a task that it is done by each unit, or each employee, side by side."""
    if tahap.sebar in BANYAK:
        many = SubElement(element, tag(MODEL, "multiInstanceLoopCharacteristics"))
        often = SubElement(many, tag(MODEL, "loopCardinality"), formal())
        often.text = BANYAK[tahap.sebar]


def formal() -> dict[str, str]:
    """Return what says of a text that it is an expression."""
    return {tag(XSI, "type"): "bpmn:tFormalExpression"}


def flows_from(diagram: Diagram, one: Unsur) -> Iterator[tuple[int, Arus]]:
    """Yield the flows that leave an element, with their numbers."""
    yield from ((no, arus) for no, arus in enumerate(diagram.arus) if arus.dari == one.id)


def describe(row: Langkah, one: Unsur) -> Iterator[str]:
    """Yield what the sheet says of a task, and whether it prints it."""
    tahap = row.tahap[one.simpul.tahap]
    yield row.lembar.uraian if row.lembar else row.kegiatan
    if row.mutu_baku.kelengkapan:
        yield f"Kelengkapan: {', '.join(row.mutu_baku.kelengkapan)}"
    yield f"Waktu: {row.waktu_of(one.simpul.tahap)}"
    if row.mutu_baku.output:
        yield f"Output: {', '.join(row.mutu_baku.output)}"
    if tahap.asal is Asal.TAPAK:
        yield f"Tambahan Tapak, tidak tercetak pada lembar: {tahap.nama}"


def flow_id(no: int) -> str:
    """Return what a flow is known by."""
    return f"arus-{no}"


def add_flow(process: Element, diagram: Diagram, no: int, arus: Arus) -> None:
    """Add a flow: of a return, with what has to hold for it."""
    ends = {
        "id": flow_id(no),
        "sourceRef": element_id(diagram.unsur[arus.dari]),
        "targetRef": element_id(diagram.unsur[arus.ke]),
    }
    if arus.alir.jawaban is not None:
        ends["name"] = str(arus.alir.jawaban)
    flow = SubElement(process, tag(MODEL, "sequenceFlow"), ends)
    if arus.kembali is not None:
        condition = SubElement(flow, tag(MODEL, "conditionExpression"), formal())
        condition.text = f"kembali == {arus.kembali}"


def add_diagram(root: Element, sop: Sop, diagram: Diagram) -> None:
    """Add the places of lanes and elements, and the ways of flows."""
    drawing = SubElement(root, tag(DI, "BPMNDiagram"), {"id": "gambar"})
    plane = SubElement(drawing, tag(DI, "BPMNPlane"), {"id": "bidang", "bpmnElement": "kantor"})
    whole = Kotak(0, 0, diagram.lajur[-1].kanan, diagram.lajur[-1].tinggi)
    add_shape(plane, "peserta", whole, is_lane=True)
    for kolom, box in zip(sop.kolom, diagram.lajur, strict=True):
        add_shape(plane, f"kolom-{kolom.id}", box, is_lane=True)
    for one, box in zip(diagram.unsur, diagram.kotak, strict=True):
        add_shape(plane, element_id(one), box)
    for no, panah in enumerate(diagram.panah):
        edge = SubElement(
            plane,
            tag(DI, "BPMNEdge"),
            {"id": f"{flow_id(no)}-gambar", "bpmnElement": flow_id(no)},
        )
        for x, y in panah.titik:
            SubElement(edge, tag(DD, "waypoint"), {"x": points(x), "y": points(y)})


def add_shape(plane: Element, of: str, box: Kotak, *, is_lane: bool = False) -> None:
    """Add the place of an element; lanes stand upright."""
    facts = {"id": f"{of}-gambar", "bpmnElement": of}
    shape = SubElement(
        plane, tag(DI, "BPMNShape"), facts | ({"isHorizontal": "false"} if is_lane else {})
    )
    bounds = {"x": box.x, "y": box.y, "width": box.lebar, "height": box.tinggi}
    SubElement(shape, tag(DC, "Bounds"), {name: points(one) for name, one in bounds.items()})


def points(twips: int) -> str:
    """Return a length in points."""
    whole, rest = divmod(twips, TITIK)
    return f"{whole}.{rest * 100 // TITIK:02d}" if rest else str(whole)
