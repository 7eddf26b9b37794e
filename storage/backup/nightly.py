"""The backups that a bot takes by itself: a folder of them, each named by bot and moment, the newest kept.

1. One is due once a day. Whoever is switched off at that hour takes it when it is on again; what failed is tried again.
2. A name is there only once its backup is whole; what a killed process left has none, and goes.
3. An older one goes only after a newer one is there. Why the last try failed is kept until one succeeds.
4. What another bot has in the same folder is left alone, and a content that the new one lacks stays in the old ones.
"""

from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sop_flows.deferred import dataclass
from storage.files import Files

if TYPE_CHECKING:
    from storage.backup.manifest import Manifest

NIGHT: Final = time(18, 30, tzinfo=UTC)  # 01.30 WIB, 03.30 WIT
STALE: Final = timedelta(days=2)


def last_night(now: datetime) -> datetime:
    """Return when what is done once a night was due last."""
    today = datetime.combine(now.date(), NIGHT)
    return today if today <= now else today - timedelta(days=1)


def is_owed(last: datetime | None, now: datetime) -> bool:
    """Tell whether the nightly work is due, given when it was last done; a moment in the future counts as never."""
    return last is None or not last_night(now) <= last <= now


@dataclass(frozen=True, slots=True)
class Nightly:
    """The folder of them, the user id of the bot that takes them, and how many are kept."""

    folder: Path
    bot_id: int
    keep: int

    def taken(self) -> list[datetime]:
        """Return when each of them was taken, oldest first."""
        moments = []
        for path in self.folder.glob(f"tapak-{self.bot_id}-*.zip"):
            with suppress(ValueError):
                moments.append(datetime.strptime(path.name, self._named).replace(tzinfo=UTC))
        return sorted(moments)

    def age(self, now: datetime) -> timedelta | None:
        """Return how old the newest is; none where there is none, of the past."""
        newest = self._newest(now)
        return now - newest if newest else None

    def is_due(self, now: datetime) -> bool:
        """Tell whether none was taken since it was due last."""
        return self.keep > 0 and is_owed(self._newest(now), now)

    def take(self, url: str, files: Files, now: datetime) -> "Manifest":
        """Take one, and let those go that are too many.

        Raises:
            Exception: Whatever kept it from being whole; it is noted as well.
        """
        from storage.backup.writing import PART, write_backup  # a start takes none

        self.folder.mkdir(parents=True, exist_ok=True)
        for part in self.folder.glob(f".tapak-{self.bot_id}-*{PART}"):
            part.unlink()
        try:
            manifest = write_backup(url, files, self._path(now), now)
        except Exception as failure:
            self._note(now, failure)
            raise
        self._failure.unlink(missing_ok=True)
        others = [one for one in self.taken() if self._path(one) != self._path(now)]
        others.sort(key=lambda one: one <= now)  # first those of a clock that was ahead
        for one in others[: max(0, len(others) - self.keep + 1)]:
            if not (manifest.missing and self._has_any(one, manifest.missing)):
                self._path(one).unlink()
        return manifest

    def missing(self, now: datetime) -> tuple[str, ...]:
        """Return the contents (sha256) that the newest lacks, though rows name them.

        Raises:
            BackupDamaged: The newest cannot be read any more.
            BackupNewer: A newer version wrote it.
            OSError: It cannot be opened.
        """
        from storage.backup.reading import open_backup

        newest = self._newest(now)
        if newest is None:
            return ()
        with open_backup(self._path(newest)) as backup:
            return backup.manifest.missing

    def failure(self) -> str:
        """Return when and why the last try failed, if it did."""
        try:
            return self._failure.read_text("utf-8").strip()
        except OSError:
            return ""

    def _newest(self, now: datetime) -> datetime | None:
        return max((one for one in self.taken() if one <= now), default=None)

    @property
    def _named(self) -> str:
        return f"tapak-{self.bot_id}-%Y%m%dT%H%M%SZ.zip"

    @property
    def _failure(self) -> Path:
        return self.folder / f"gagal-{self.bot_id}.txt"

    def _path(self, at: datetime) -> Path:
        return self.folder / at.strftime(self._named)

    def _has_any(self, at: datetime, contents: tuple[str, ...]) -> bool:
        from storage.backup.manifest import BackupDamaged, BackupNewer
        from storage.backup.reading import open_backup

        try:
            with open_backup(self._path(at)) as backup:
                return not backup.manifest.files.keys().isdisjoint(contents)
        except (BackupDamaged, BackupNewer):
            return False

    def _note(self, now: datetime, failure: Exception) -> None:
        with suppress(OSError):
            text = f"{now:%Y-%m-%d %H.%M} UTC: {type(failure).__name__}: {failure}"
            self._failure.write_text(text.splitlines()[0], "utf-8")
