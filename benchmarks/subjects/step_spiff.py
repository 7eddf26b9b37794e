"""Peer: SpiffWorkflow, which restores, runs and stores the whole workflow at every step."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer

from benchmarks.machine import told
from benchmarks.walk import LANGKAH, Prepare, walk
from storage.database.journal import journal_of, keep
from storage.database.sqlite import sqlite3


def bpmn(langkah: int) -> str:
    """Return that many manual tasks in a row."""
    names = ["mulai", *(f"langkah{no}" for no in range(1, langkah + 1)), "selesai"]
    tasks = "".join(f'<manualTask id="{name}" name="{name}"/>' for name in names[1:-1])
    flows = "".join(
        f'<sequenceFlow id="ke_{two}" sourceRef="{one}" targetRef="{two}"/>'
        for one, two in pairwise(names)
    )
    return (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="sop">'
        f'<process id="sop" isExecutable="true"><startEvent id="mulai"/>{tasks}{flows}'
        '<endEvent id="selesai"/></process></definitions>'
    )


class Spiff:
    """Runs of one workflow, kept in SQLite with the journal that ours has."""

    def __init__(self, path: Path, langkah: int) -> None:
        parser = BpmnParser()
        parser.add_bpmn_str(bpmn(langkah).encode())
        self._spec: Any = parser.get_spec("sop")
        self._serializer: Any = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())
        self._db = sqlite3.connect(path, isolation_level=None)
        keep(self._db, journal_of(path))
        self._db.execute("CREATE TABLE run (id INTEGER PRIMARY KEY, state TEXT)")

    def begin(self) -> int:
        """Start a run; return its id."""
        workflow: Any = BpmnWorkflow(self._spec)
        workflow.do_engine_steps()
        state = self._serializer.serialize_json(workflow)
        made = self._db.execute("INSERT INTO run (state) VALUES (?)", (state,))
        return int(made.lastrowid or 0)

    def step(self, run: int) -> None:
        """Restore a run, do its next task, and store it."""
        self._db.execute("BEGIN IMMEDIATE")
        (state,) = self._db.execute("SELECT state FROM run WHERE id = ?", (run,)).fetchone()
        workflow = self._serializer.deserialize_json(state)
        workflow.get_tasks(state=TaskState.READY, manual=True)[0].run()
        workflow.do_engine_steps()
        state = self._serializer.serialize_json(workflow)
        self._db.execute("UPDATE run SET state = ? WHERE id = ?", (state, run))
        self._db.execute("COMMIT")


def spiff(path: Path) -> Prepare:
    """Return what takes steps in a new database."""
    peer = Spiff(path, LANGKAH)

    def prepare(berkas: int) -> Callable[[], None]:
        begun = [peer.begin() for _ in range(berkas)]

        def work() -> None:
            for run_id in begun:
                for _ in range(LANGKAH):
                    peer.step(run_id)

        return work

    return prepare


if __name__ == "__main__":
    walk(spiff(Path(told()["folder"]) / "spiff.sqlite"))
