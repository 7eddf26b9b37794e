"""The child that reads workbooks: what each limit ends, and that nothing of it is left behind."""

import json
import os
import signal
import threading
from pathlib import Path

import pytest
from openpyxl.worksheet._reader import WorkSheetParser

from sop_flows.kinerja.unggahan import SebabLembar, SheetRefused
from storage.documents.guard.reader import BatasBaca, Reader
from storage.documents.guard.reader_child import read_sheets
from storage.documents.guard.upload import Unggahan
from storage.documents.guard.wire import Batas
from tests.storage.documents.parts import pack
from tests.support.patience import wait_until

WIDE = {"memori": 8192, "balasan": 64, "prosesor": 3600, "dinding": 3600.0, "kelonggaran": 3600.0}
"""Limits that no workbook of these tests reaches on any machine."""
GOOD = pack()


def unggahan(content):
    return Unggahan(content=content)


def endless():
    """A workbook that takes any machine far more than a second."""
    return unggahan(pack(body="<row><c><v>1</v></c></row>" * 3_000_000))


def heavy():
    return unggahan(
        pack(body=f'<row><c t="inlineStr"><is><t>{"x" * 60_000_000}</t></is></c></row>')
    )


def limits(**narrow):
    return BatasBaca(**{**WIDE, **narrow})


@pytest.fixture
def reader():
    with Reader(batas=limits()) as reader:
        yield reader


def started(reader):
    """Return the child, which has read one workbook."""
    assert reader.read(unggahan(GOOD))[0].sel[0].teks == "1"
    return reader._process


def refusal(reader, content):
    with pytest.raises(SheetRefused) as refused:
        reader.read(content)
    return refused.value.sebab, refused.value.rincian["rincian"]


@pytest.mark.parametrize(
    ("content", "narrow", "expected"),
    [
        (lambda: unggahan(GOOD), {"dinding": 0.0}, (SebabLembar.TERLALU_LAMA, Batas.DINDING)),
        (endless, {"prosesor": 1}, (SebabLembar.TERLALU_LAMA, Batas.PROSESOR)),
        (heavy, {"memori": 160}, (SebabLembar.TERLALU_BERAT, Batas.MEMORI)),
        (lambda: unggahan(GOOD), {"balasan": 0}, (SebabLembar.TERLALU_BERAT, Batas.BALASAN)),
    ],
    ids=["wall", "processor", "memory", "reply"],
)
def test_each_limit_ends_the_reading_and_the_child_goes_on(reader, content, narrow, expected):
    process = started(reader)
    reader.batas = limits(**narrow)

    assert refusal(reader, content()) == expected

    reader.batas = limits()
    assert started(reader) is process


def test_nonsense_is_refused_and_the_child_goes_on(reader):
    process = started(reader)

    assert refusal(reader, unggahan(b"nonsense")) == (SebabLembar.RUSAK, "BadZipFile")
    assert started(reader) is process


def test_a_child_stays_in_the_session_in_which_its_priority_counts(reader):
    assert os.getsid(started(reader).pid) == os.getsid(0)


def test_a_child_that_died_is_replaced(reader):
    process = started(reader)
    process.kill()
    process.wait()

    assert started(reader) is not process
    assert_ended(process)


@pytest.mark.parametrize("content", [GOOD, bytes(1_000_000)], ids=["sent", "not even sent"])
def test_a_child_that_does_not_answer_is_ended_and_replaced(reader, content):
    process = started(reader)
    os.kill(process.pid, signal.SIGSTOP)
    reader.batas = limits(dinding=0.0, kelonggaran=0.0)

    assert refusal(reader, unggahan(content)) == (SebabLembar.TERLALU_BERAT, Batas.PROSES)

    assert_ended(process)
    reader.batas = limits()
    assert started(reader) is not process


def test_a_child_that_dies_takes_its_fork_along(reader):
    """Whoever ends the child while it reads: the fork that does the reading holds the same pipes."""
    process = started(reader)
    said = []
    reading = threading.Thread(target=lambda: said.append(refusal(reader, endless())))
    reading.start()
    fork = fork_of(process)

    process.kill()
    reading.join()

    assert said == [(SebabLembar.TERLALU_BERAT, Batas.PROSES)]
    assert_ended(process)
    wait_until(lambda: not is_running(fork))


def test_whatever_interrupts_a_reading_ends_the_child(reader, monkeypatch):
    """What it would still say is the answer to a question that nobody asks any more."""
    process = started(reader)
    monkeypatch.setattr(json, "loads", interrupt)

    with pytest.raises(KeyboardInterrupt):
        reader.read(unggahan(GOOD))

    assert_ended(process)


def interrupt(_):
    raise KeyboardInterrupt


def assert_ended(process):
    """The child is reaped and our ends of its pipes are closed."""
    assert process.returncode is not None
    assert process.stdin.closed
    assert process.stdout.closed


def fork_of(process):
    """Return the process that reads, once there is one."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return int(wait_until(lambda: children.read_text().split())[0])


def is_running(pid):
    """Return whether a process still does anything: one that only waits to be reaped does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state not in {"Z", "X"}


@pytest.mark.parametrize("is_uncalculated", [False, True])
def test_a_formula_without_value_is_found_in_the_one_pass_that_reads_the_values(
    is_uncalculated, monkeypatch
):
    body = '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>2+2</f><v>4</v></c><c r="C1"><v>5</v></c></row>'
    passes = []
    monkeypatch.setattr(
        WorkSheetParser,
        "parse",
        lambda self, parse=WorkSheetParser.parse: (passes.append(self), parse(self))[1],
    )

    (sheet,) = read_sheets(pack(body=body), is_uncalculated=is_uncalculated)

    four = "f" if is_uncalculated else "n"
    assert [(column, kind) for _, column, kind, _ in sheet["sel"]] == [
        (1, "f"),
        (2, four),
        (3, "n"),
    ]
    assert len(passes) == 1
