"""P13: pages per second and memory of papers, against a typst that stays, on the same source.

1. Ours starts a child for each paper, which reads its fonts, confines itself and is gone afterwards.
2. In every round each sets the same laporan, whose numbers nobody has seen before; ours sets it twice: the
   second is the A/A pair. Both papers have the same bytes.
"""

import io
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pypdfium2

from benchmarks.figures import TIMES, Report, ratio
from benchmarks.machine import Child, cores, pin
from benchmarks.papers import INDIKATOR

ROUNDS = 7
QUICK = 4
OURS, AGAIN, TYPST = "ours", "ours again", "typst alone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What one paper took."""

    pages: int
    cpu_s: float
    wall_s: float
    peak_mb: float
    """The most memory of what set it, so far."""


class PapersDiffer(RuntimeError):
    """What is held against each other is not the same work."""


def measure_all(folder: Path, rounds: int, indikator: int) -> dict[str, list[Sample]]:
    """Return the samples of each, round by round."""
    samples: dict[str, list[Sample]] = {name: [] for name in (OURS, TYPST, AGAIN)}
    with (
        Child("benchmarks.subjects.press", folder, is_ours=True) as ours,
        Child("benchmarks.subjects.press", folder, is_ours=False) as alone,
    ):
        ours.read(), alone.read()
        for number in range(rounds):
            papers = set()
            for name, child in ((OURS, ours), (TYPST, alone), (AGAIN, ours)):
                said = child.ask(indikator=indikator, number=number)
                papers.add(paper := bytes.fromhex(said["paper"]))
                samples[name].append(
                    Sample(
                        pages=pages_of(paper),
                        cpu_s=said["cpu"],
                        wall_s=said["wall"],
                        peak_mb=said["peak"],
                    )
                )
            if len(papers) > 1:
                raise PapersDiffer(f"round {number}")
    return samples


def pages_of(paper: bytes) -> int:
    """Return how many pages a paper has."""
    with pypdfium2.PdfDocument(io.BytesIO(paper)) as pdf:
        return len(pdf)


def run(*, is_quick: bool) -> Report:
    """Measure, and return the ratios."""
    pin(cores()[1])
    rounds, indikator = (2, QUICK) if is_quick else (ROUNDS, INDIKATOR)
    with tempfile.TemporaryDirectory(prefix="tapak-bench-") as name:
        return told(measure_all(Path(name), rounds, indikator))


def told(samples: Mapping[str, Sequence[Sample]]) -> Report:
    """Return the ratios of what papers took."""
    pages = {name: [s.pages / s.wall_s for s in own] for name, own in samples.items()}
    cpu = {name: [s.cpu_s for s in own] for name, own in samples.items()}
    peak = {name: own[-1].peak_mb for name, own in samples.items()}
    count = median(s.pages for s in samples[OURS])
    report = Report("P13", f"papers of {count:.0f} pages, each in a child that is confined")
    report.add(
        "pages per second",
        median(pages[OURS]),
        beside=f"A/A {ratio(pages[OURS], pages[AGAIN]):.2f} {TIMES}",
    )
    report.add(
        f"  against typst alone ({median(pages[TYPST]):.0f})",
        ratio(pages[OURS], pages[TYPST]),
        TIMES,
    )
    report.add("processor time of a paper", median(cpu[OURS]) * 1e3, "ms")
    report.add(
        f"  against typst alone ({median(cpu[TYPST]) * 1e3:.0f} ms)",
        ratio(cpu[OURS], cpu[TYPST]),
        TIMES,
    )
    report.add("most memory", peak[OURS], "MB", beside="given back after each paper")
    report.add(
        f"  against typst alone ({peak[TYPST]:.0f} MB, kept)", peak[OURS] / peak[TYPST], TIMES
    )
    report.samples = {
        name: {"wall_s": [s.wall_s for s in own], "cpu_s": cpu[name], "peak_mb": peak[name]}
        for name, own in samples.items()
    }
    return report
