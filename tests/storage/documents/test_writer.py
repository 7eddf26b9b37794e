"""Files that are written in a process apart: the same, within limits, and in nobody's way."""

import os
import pickle
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from signal import SIGKILL
from typing import Any

import pytest

from benchmarks.recaps import big_recap, big_sheet
from sop_flows.kinerja.capaian import Polaritas
from storage.documents.apart.process import NICE, Apart, BatasKerja, CutShort, NotDone, started
from storage.documents.lembar.sheets import write_lembar
from storage.documents.rekapitulasi.buku import write_buku_rekap
from storage.documents.writer import BIASA, WRITER, Tertulis, write_apart

SHEET, RECAP = big_sheet(3), big_recap(3)
FALLING = replace(SHEET.rows[0], polaritas=Polaritas.TURUN)


@pytest.mark.parametrize(
    ("isi", "write"), [(SHEET, write_lembar), (RECAP, write_buku_rekap)], ids=["sheet", "recap"]
)
def test_a_file_is_the_same_wherever_it_is_written(isi: Tertulis, write: Callable[[Any], bytes]):
    assert write_apart(isi) == write(isi)


@pytest.mark.parametrize(
    "batas",
    [BatasKerja(dinding=0.001), BatasKerja(prosesor=0), BatasKerja(memori=40)],
    ids=["too long on the wall", "too much of the processor", "too much memory"],
)
def test_a_file_that_needs_more_than_the_limits_is_not_written_and_the_next_one_is(
    batas: BatasKerja,
):
    with pytest.raises(NotDone):
        write_apart(SHEET, batas)

    assert write_apart(SHEET)


def test_a_failure_is_told_by_its_kind_and_place_and_names_no_value():
    broken = replace(SHEET, rows=(FALLING,), formula_turun="Rahasia")  # type: ignore[arg-type]

    with pytest.raises(NotDone, match=r"^KeyError at sheets.py:\d+$") as found:
        write_apart(broken)
    assert "Rahasia" not in repr(found.value)


def test_a_process_that_the_machine_ends_says_nothing_of_its_work():
    with pytest.raises(CutShort, match="SIGKILL"):
        asked("signal:raise_signal", SIGKILL)


def test_nothing_that_a_process_left_behind_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    with pytest.raises(NotDone, match="TypeError"):  # it answers with no file
        asked("tempfile:mkdtemp", "-nilai")
    assert not list(tmp_path.iterdir())


def asked(writer: str, isi: object) -> bytes:
    """Return what a writer of any name makes of a content."""
    return WRITER.do(pickle.dumps(isi), BIASA, writer)


def test_a_process_stands_behind_whoever_taps_from_the_beginning():
    """In another session its priority may count for nothing."""
    with started("storage.documents.writer_child", "512", "20", "builtins:len") as process:
        assert os.getpriority(os.PRIO_PROCESS, process.pid) == NICE
        assert os.getsid(process.pid) == os.getsid(0)
        assert os.getpgid(process.pid) == process.pid
        process.communicate(b"")


def test_a_request_that_is_not_taken_is_no_error_of_its_own():
    """A process may end before it has read all that it is given."""
    with pytest.raises(NotDone, match="No module named"):
        Apart("storage.documents.tidak_ada").do(bytes(10_000_000), BIASA)
