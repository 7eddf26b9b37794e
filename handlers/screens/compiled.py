"""Templates are compiled once, as Python does with modules, and not by every process that draws a screen; so are texts parsed.

What is compiled lies in ``__pycache__`` beside the templates. It is compiled anew for another Python or Jinja, for another
text, where the code that shapes it is another, and where what lies there is damaged. Where that folder cannot be written,
each process compiles for itself.
"""

import marshal
import sys
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

READABLE = 0o644  # as Python leaves its own
SEAL = sha256().digest_size
"""How many bytes at the beginning of a file say whether the others are whole."""


class Compiled(BytecodeCache):
    """What was compiled of the templates of a folder."""

    def __init__(self, templates: Path, shaped_by: Iterable[Path]) -> None:
        """Take the folder, and the files of Python that decide what a template becomes."""
        self.folder = templates / "__pycache__"
        self._templates = templates
        self._shape = sha256(jinja2.__version__.encode())
        for file in shaped_by:
            self._shape.update(file.read_bytes())

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the name of the file that holds what was compiled of a template."""
        return f"{name.replace('/', '.')}.{sys.implementation.cache_tag}"

    def get_source_checksum(self, source: str) -> str:
        """Return what a text and the code that shapes it are known by."""
        known = self._shape.copy()
        known.update(source.encode())
        return known.hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled, if it lies there whole."""
        if kept := self._kept(bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, where that may be and can be."""
        self._keep(bucket.key, bucket.bytecode_to_string())

    def parsed(self, name: str, parse: Callable[[str], Any]) -> Any:  # noqa: ANN401 -- as it is parsed
        """Return what a text of the folder is parsed to, in types that Python itself can keep."""
        text = (self._templates / name).read_text("utf-8")
        key, checksum = self.get_cache_key(name), self.get_source_checksum(text)
        known, said = marshal.loads(self._kept(key) or marshal.dumps((None, None)))  # noqa: S302 -- sealed
        if known != checksum:
            said = parse(text)
            self._keep(key, marshal.dumps((checksum, said)))
        return said

    def _kept(self, key: str) -> bytes | None:
        """Return what lies there under a name, if it is whole."""
        with suppress(OSError):
            kept = (self.folder / key).read_bytes()
            if sha256(kept[SEAL:]).digest() == kept[:SEAL]:
                return kept[SEAL:]
        return None

    def _keep(self, key: str, compiled: bytes) -> None:
        if sys.dont_write_bytecode:
            return
        with suppress(OSError), ExitStack() as leaving:
            self.folder.mkdir(exist_ok=True)
            with NamedTemporaryFile(dir=self.folder, delete=False) as file:
                made = Path(file.name)
                leaving.callback(made.unlink, missing_ok=True)
                file.write(sha256(compiled).digest() + compiled)
            made.chmod(READABLE)
            made.replace(self.folder / key)
