"""What sets papers, in a process of its own: as Tapak does, each in a child, or by a typst that stays.

1. Both start from the same source. The typst that stays has read its fonts before it is measured, and keeps
   whatever it remembers of earlier papers.
2. The memory of a child is never told as less than that of this process, which started it: that matters to
   papers of a few pages only.
"""

import resource
import time
from collections.abc import Callable

import typst

from benchmarks.machine import asked, say, told
from benchmarks.papers import SIDIK, big_laporan
from storage.documents.papers.paper import source_of_paper
from storage.documents.papers.press import Bentuk, typeset
from storage.documents.papers.press_child import FONTS

MEGABYTE = 1024


def ours(source: str) -> bytes:
    """Return a paper as Tapak sets it."""
    return typeset(source, Bentuk.PDF)


def alone() -> Callable[[str], bytes]:
    """Return what sets a paper here."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )
    compiler = typst.Compiler(font_paths=fonts)

    def press(source: str) -> bytes:
        paper = compiler.compile(source.encode(), format="pdf", timestamp=0)
        assert isinstance(paper, bytes)
        return paper

    return press


def used() -> float:
    """Return the processor time so far, that of children that ended included."""
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in usages)


def main() -> None:
    """Set the papers that are asked for."""
    facts = told()
    press, who = (
        (ours, resource.RUSAGE_CHILDREN) if facts["is_ours"] else (alone(), resource.RUSAGE_SELF)
    )
    press(source_of_paper(big_laporan(1), SIDIK))
    say(is_ready=True)
    while wanted := asked():
        source = source_of_paper(big_laporan(wanted["indikator"], wanted["number"]), SIDIK)
        cpu, wall = used(), time.perf_counter()
        paper = press(source)
        cpu, wall = used() - cpu, time.perf_counter() - wall
        peak = resource.getrusage(who).ru_maxrss / MEGABYTE
        say(cpu=cpu, wall=wall, peak=peak, paper=paper.hex())


if __name__ == "__main__":
    main()
