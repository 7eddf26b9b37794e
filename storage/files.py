"""Attachments in the data folder, each under the sha256 of its content."""

import errno
import hashlib
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from sop_flows.deferred import pattern

if sys.platform != "win32":
    import fcntl

NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS})
"""What a disk says that knows no second name of a file: FAT, SMB, some mounts of containers."""
SHARED: Final = 0o666
PRIVATE: Final = 0o600
"""What people have handed in is for nobody else on the machine."""
NEW: Final = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
_SHA256 = pattern(r"[0-9a-f]{64}")


class Files:
    """A folder of contents that never change: ``ab/ab12…`` holds what hashes to ``ab12…``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Keep the content and return its sha256; it is on the disk, whole, or not there."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path(sha256)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content, PRIVATE)
        return sha256

    def find(self, sha256: str) -> bytes | None:
        """Return the content; None where it is lost or damaged."""
        try:
            return self.get(sha256)
        except (FileMissing, FileDamaged):
            return None

    def get(self, sha256: str) -> bytes:
        """Return the content.

        Raises:
            FileMissing: Nothing is kept under this name.
            FileDamaged: What is kept there is not what was put.
        """
        try:
            content = self.path(sha256).read_bytes()
        except FileNotFoundError:
            raise FileMissing(sha256) from None
        if hashlib.sha256(content).hexdigest() != sha256:
            raise FileDamaged(sha256)
        return content

    def names(self) -> Iterator[str]:
        """Yield the sha256 of everything that is kept, in no order."""
        for path in self._folder.glob("??/*"):
            if _SHA256.fullmatch(path.name):
                yield path.name

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Be the only one who fills the folder and may have to empty it again; an empty one goes.

        Raises:
            FolderTaken: Somebody else is at it.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            if not lock(folder):
                raise FolderTaken(self._folder)
            yield
        finally:
            with suppress(OSError):  # something is in it
                self._folder.rmdir()
            os.close(folder)

    def path(self, sha256: str) -> Path:
        """Return where this content is kept; any other name than a sha256 is refused."""
        if not _SHA256.fullmatch(sha256):
            raise FileMissing(sha256)
        return self._folder / sha256[:2] / sha256


def kept_files(data_dir: Path) -> Files:
    """Return what a data folder keeps."""
    return Files(data_dir / "lampiran")


class FolderTaken(RuntimeError):
    """Somebody else fills this folder just now."""


class FileMissing(LookupError):
    """No content is kept under this name."""


class FileDamaged(RuntimeError):
    """A kept content does not hash to its name."""


def write_whole(path: Path, content: bytes, mode: int = SHARED) -> None:
    """Write a file: whoever opens it finds what was there before, or all of this."""
    with whole(path, mode) as part:
        part.write(content)


@contextmanager
def whole(path: Path, mode: int = SHARED) -> Iterator[BinaryIO]:
    """Yield a file that gets its name, over an older one, once all of it is on the disk; else nothing is left.

    Args:
        mode: Who may read it, as far as the umask lets them.
    """
    path = path.resolve()  # the file that a link leads to gets it, not the link
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with open(os.open(part, NEW, mode), "wb") as file:  # noqa: PTH123 -- of a descriptor
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)
    _sync_folder(path.parent.parent)


def give_name(made: Path, path: Path) -> None:
    """Give a whole file its name, over nothing; the name that it was made under may stay.

    Raises:
        FileExistsError: Something has that name.
    """
    try:
        os.link(made, path)  # unlike a rename, never over another file
    except OSError as failure:
        if failure.errno not in NO_LINKS:
            raise
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
        made.replace(path)
    _sync_folder(path.parent)


def lock(descriptor: int) -> bool:
    """Lock a file or a folder for as long as it is open, or tell that somebody else has it."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
