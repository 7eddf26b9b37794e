"""The process that writes one file: ``python -m storage.documents.writer_child MEGABYTES SECONDS WRITER``.

It reads a content of ours, pickled, from its standard input and writes the file to its standard output. Of a failure it
says the kind and the place, and nothing of what the content holds.
"""

import gc
import pickle
import sys
from pathlib import Path
from pkgutil import resolve_name
from traceback import extract_tb

from storage.documents.apart.confine import confine


def write(writer: str) -> None:
    """Write the file of the content that is given."""
    content = resolve_name(writer)(pickle.load(sys.stdin.buffer))  # noqa: S301  # who started us gives it
    sys.stdout.buffer.write(content)


def told(failure: Exception) -> str:
    """Return what a failure was and where, without its words."""
    last = extract_tb(failure.__traceback__)[-1]
    return f"{type(failure).__name__} at {Path(last.filename).name}:{last.lineno}"


if __name__ == "__main__":
    confine(int(sys.argv[1]), int(sys.argv[2]))
    gc.disable()  # it is gone before there is much to collect
    try:
        write(sys.argv[3])
    except Exception as failure:  # noqa: BLE001  # of whatever it was, nothing of the content is told
        sys.exit(told(failure))
