"""Three hundred harmful workbooks and two hundred ordinary ones, by chance: none of the first is taken, all of the second are read.

``make test`` tries one of each kind, ``make soak`` all of them, and what reading them costs.
"""

import os
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from sop_flows.kinerja.unggahan import SebabLembar, SheetRefused
from storage.documents.guard.reader import READER, BatasBaca, JenisSel, Reader
from storage.documents.guard.upload import check_upload
from storage.documents.lembar.reading import read_lembar
from tests.storage.documents.guard.harm import HARMS, base, heavy
from tests.storage.documents.guard.ordinary import ordinary, sel

EACH = 19  # of sixteen kinds
HEAVY, ORDINARY = 12, 200
MEGABYTE = 1024  # of the kilobytes that the kernel counts in
TICK = os.sysconf("SC_CLK_TCK")
LIMITS = BatasBaca()


@pytest.fixture
def reader():
    with Reader() as reader:
        yield reader


def judge(content, reader):
    """Return what is read of a workbook, or why it is refused."""
    try:
        return read_lembar(content, reader=reader)
    except SheetRefused as refused:
        return refused.sebab


def assert_harmless(kind, seed, reader):
    build, expected = HARMS[kind]
    found = judge(build(Random(seed)), reader)

    if kind == "rusak" and found not in expected:  # what was turned over says nothing
        assert found == read_lembar(base(), reader=reader), seed
    else:
        assert found in expected, (kind, seed, found)
    return found


def assert_read(seed, reader):
    content, numbers = ordinary(Random(seed))
    found = {
        (sheet.nama, cell.nama): cell
        for sheet in reader.read(check_upload(content))
        for cell in sheet.sel
    }

    for title, row, column, number in numbers:
        cell = found[title, sel(row, column)]
        assert cell.jenis is JenisSel.ANGKA, (seed, title, cell)
        assert Decimal(cell.teks) == Decimal(repr(number)), (seed, title, cell)


@pytest.mark.parametrize("kind", HARMS)
def test_each_kind_of_harm_is_refused(kind):
    assert_harmless(kind, kind, READER)


@pytest.mark.parametrize("seed", range(4))
def test_ordinary_workbooks_are_read_whatever_lies_in_them(seed):
    assert_read(seed, READER)


@pytest.mark.soak
@pytest.mark.parametrize("kind", HARMS)
def test_no_harmful_workbook_is_taken_or_costs_much(kind, reader):
    found = [assert_harmless(kind, f"{kind} {seed}", reader) for seed in range(EACH)]

    report(kind, found, reader)


@pytest.mark.soak
def test_a_workbook_at_every_bound_is_read_or_told_to_be_heavy_within_the_limits(reader):
    told = {SebabLembar.TERLALU_BERAT, SebabLembar.TERLALU_LAMA, SebabLembar.TERLALU_BESAR}
    found = [judge(heavy(Random(seed)), reader) for seed in range(HEAVY)]

    assert {one for one in found if isinstance(one, SebabLembar)} <= told
    report("berat", found, reader)


@pytest.mark.soak
def test_no_ordinary_workbook_is_refused(reader):
    found = [assert_read(1_000 + seed, reader) for seed in range(ORDINARY)]

    report("biasa", found, reader)


def report(kind, found, reader):
    """Hold what the child used against its limits, and print it for the note."""
    refused = sum(isinstance(one, SebabLembar) for one in found)
    said = f"{kind}: {len(found)} files, {refused} refused, {reader.asked} read by a child"
    if reader.asked == 0:
        print(said)
        return
    process = reader._process
    seconds = forks_seconds(process.pid)
    process.stdin.close()
    process.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    megabytes = usage.ru_maxrss / MEGABYTE

    print(f"{said}, {megabytes:.0f} MB, {seconds:.1f} s")
    assert megabytes < LIMITS.memori
    assert seconds < LIMITS.prosesor * reader.asked


def forks_seconds(pid):
    """Return the processor time of all readings so far."""
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[13]) + int(told[14])) / TICK
