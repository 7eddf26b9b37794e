"""The SOP of the other engines as Viewflow has it: human tasks in a row, all of the same owner."""

from typing import Any

from viewflow import this
from viewflow.workflow import flow

from benchmarks.walk import LANGKAH

USER = "pejabat"
_names = [f"langkah{no}" for no in range(1, LANGKAH + 1)]
_langkah = {
    name: flow.View(None).Assign(username=USER).Next(getattr(this, following))
    for name, following in zip(_names, [*_names[1:], "selesai"], strict=True)
}
_nodes = {
    "mulai": flow.StartHandle().Next(getattr(this, _names[0])),
    **_langkah,
    "selesai": flow.End(),
}
Sop: Any = type("Sop", (flow.Flow,), {"__module__": __name__, **_nodes})
