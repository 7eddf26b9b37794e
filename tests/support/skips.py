"""No silent skip where none is allowed: under TAPAK_NO_SKIP=1 a skipped test fails, and so does a skipped file."""

import os
from collections.abc import Generator
from typing import Any

import pytest

NO_SKIP = "TAPAK_NO_SKIP"
_no_skip = pytest.StashKey[bool]()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Take the word of this shell, or of who has started this worker; the product does not hear it."""
    said = os.environ.pop(NO_SKIP, "0") not in {"", "0"}
    config.stash[_no_skip] = getattr(config, "workerinput", {}).get(NO_SKIP, said)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker, whose environment says it no more."""
    node.workerinput[NO_SKIP] = node.config.stash[_no_skip]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, pytest.TestReport]:
    """Turn a skipped test into a failed one."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        _forbid(item.config, report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, Any, pytest.CollectReport]:
    """Turn a skipped file into a failed one."""
    report = yield
    if report.skipped:
        _forbid(collector.config, report)
    return report


def _forbid(config: pytest.Config, report: pytest.TestReport | pytest.CollectReport) -> None:
    if config.stash[_no_skip]:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason}\n{NO_SKIP}=1: nothing may be skipped here."
