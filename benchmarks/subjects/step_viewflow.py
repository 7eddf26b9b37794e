"""Peer: Viewflow, whose human tasks are kept by Django's ORM.

1. A step is what its view does with a POST, without the web: the task is read under the lock of its flow, whoever
   asks is compared with its owner, it is started and executed, and the next one gets an owner.
2. Its tasks are all the history there is, and nobody is owed a card.
3. It stands on the same SQLite as ours, with the same journal.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import transaction

from benchmarks.machine import told
from benchmarks.walk import LANGKAH, Prepare, walk
from storage.database.journal import journal_of
from storage.database.sqlite import sqlite3


def set_up(path: Path) -> None:
    """Let Django keep everything in that file, by the SQLite of this process."""
    sys.modules["sqlite3"] = sys.modules[str(sqlite3.__package__)]
    journal = journal_of(path)
    pragmas = f"PRAGMA journal_mode = {journal.mode}; PRAGMA synchronous = {journal.synchronous}"
    settings.configure(
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=[
            *("django.contrib.contenttypes", "django.contrib.auth"),
            *("viewflow", "viewflow.workflow", "benchmarks"),
        ],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": path,
                "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": pragmas},
            }
        },
    )
    django.setup()
    call_command("migrate", verbosity=0)


def viewflow() -> Prepare:
    """Return what takes steps in the database that was set up."""
    from django.contrib.auth.models import User
    from viewflow.workflow import STATUS

    from benchmarks.subjects.viewflow_sop import USER, Sop

    user_id = User.objects.create(username=USER).pk

    def step(process_id: int) -> None:
        user = User.objects.get(pk=user_id)
        with Sop.lock(process_id), transaction.atomic():
            task = Sop.task_class.objects.get(process_id=process_id, status=STATUS.ASSIGNED)
            if not task.flow_task.can_execute(user, task):
                raise PermissionDenied
            activation = task.flow_task.activation_class(task)
            activation.start(None)
            activation.execute()

    def prepare(berkas: int) -> Callable[[], None]:
        begun = [Sop.mulai.run().pk for _ in range(berkas)]

        def work() -> None:
            for process_id in begun:
                for _ in range(LANGKAH):
                    step(process_id)

        return work

    return prepare


if __name__ == "__main__":
    set_up(Path(told()["folder"]) / "viewflow.sqlite")
    walk(viewflow())
