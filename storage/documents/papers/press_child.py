"""The process that sets one paper: ``python -m storage.documents.papers.press_child MEGABYTES SECONDS pdf``.

It reads a source from its standard input and writes the paper to its standard output. The fonts are loaded
first; then it may open neither files nor sockets, so that no source reads anything or asks the network for
a package.
"""

import sys
from pathlib import Path
from typing import Final, Literal

import typst

from storage.documents.apart.confine import confine, shut

FONTS: Final = Path(__file__).with_name("fonts")
FACE: Final = '#text(font: "{}")[biasa *tebal*]'
"""Each face is read when it is first used."""
PPI: Final = 216.0
"""Of a picture: a page of 360 points is 1080 pixels wide, three for each of a phone."""


def typeset_here(source: bytes, bentuk: Literal["pdf", "png"], memory: int, seconds: int) -> bytes:
    """Return a paper; this process can do nothing else afterwards."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )
    compiler = typst.Compiler(font_paths=fonts)
    compiler.compile("\n".join(map(FACE.format, fonts.families())).encode())
    confine(memory, seconds)
    shut()
    paper = compiler.compile(source, format=bentuk, ppi=PPI, timestamp=0)
    if not isinstance(paper, bytes):
        sys.exit(f"a picture of {len(paper or ())} pages")
    return paper


if __name__ == "__main__":
    form: Literal["pdf", "png"] = "pdf" if sys.argv[3] == "pdf" else "png"
    limits = map(int, sys.argv[1:3])
    try:
        sys.stdout.buffer.write(typeset_here(sys.stdin.buffer.read(), form, *limits))
    except typst.TypstError as error:
        sys.exit(error.message)
