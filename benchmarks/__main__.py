"""``python -m benchmarks``: measure, print the ratios, and say what misses its target."""

import argparse
import importlib
import json
import os
import platform
import sys
import time
import traceback
from pathlib import Path

from benchmarks.figures import Report, table
from storage.database.sqlite import sqlite3

ASIDE = ("GROWTH",)
"""Measured only when asked for: they take long."""
NAMES = ("P1", "P2", "P3", "P4", "P5", "P6", "P8", "P9", "P10", "P12", "P13")


def main() -> int:
    """Run the benchmarks that were asked for, and say which targets are missed."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="P1", help=f"of {', '.join(NAMES + ASIDE)}")
    parser.add_argument("--quick", action="store_true", help="a smoke run: no figure counts")
    parser.add_argument(
        "--markdown", action="store_true", help="print the table of README.md last"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="store figures and samples")
    asked = parser.parse_args()
    names = [name.upper() for name in asked.names] or list(NAMES)
    if unknown := sorted(set(names) - {*NAMES, *ASIDE}):
        parser.error(f"there is no {', '.join(unknown)}")
    machine = describe_machine()
    print(machine)
    print(
        "ratios: medians over pairs; A/A: the same bot against itself, the error bar", flush=True
    )
    reports = []
    for name in names:
        reports.append(measure(name, is_quick=asked.quick))
        print(f"\n{reports[-1]}", flush=True)
    print(f"\nin all: {sum(report.seconds for report in reports):.0f} s")
    if asked.markdown:
        print(f"\n{machine}\n\n{table(reports)}")
    if asked.json:
        results = {"machine": machine, "reports": [report.as_json() for report in reports]}
        asked.json.write_text(json.dumps(results, indent=1) + "\n")
    missed = [
        f"{report.kode} {line.what.strip()}"
        for report in reports
        for line in report.lines
        if line.target is not None and not line.target.is_met(line.figure)
    ] + [f"{report.kode} altogether" for report in reports if not report.lines]
    print("\n" + ("missed: " + "; ".join(missed) if missed else "every target is met"))
    if os.getloadavg()[0] > 2 * len(os.sched_getaffinity(0)):
        print("the machine was busy with other work: measure again when it is quiet")
    return 0


def measure(name: str, *, is_quick: bool) -> Report:
    """Run one benchmark; its module, and the peers in it, are imported only now."""
    module = importlib.import_module(f"benchmarks.{name.lower()}")
    before, allowed = time.monotonic(), os.sched_getaffinity(0)
    try:
        report: Report = module.run(is_quick=is_quick)
    except Exception as failure:  # noqa: BLE001 -- the others are measured all the same
        traceback.print_exc()
        report = Report(name, f"could not be measured: {failure!r}")
    os.sched_setaffinity(0, allowed)
    report.seconds = time.monotonic() - before
    return report


def describe_machine() -> str:
    """Return what the absolute figures depend on."""
    load = os.getloadavg()[0]
    return (
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{len(os.sched_getaffinity(0))} cores, load {load:.1f}"
    )


if __name__ == "__main__":
    sys.exit(main())
