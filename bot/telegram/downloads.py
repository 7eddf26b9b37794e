"""Files that people hand in are fetched beside the messages of their chat.

1. A message waits in its place for its file, but only for a moment: after that the chat goes on, and
   the message is handled once the file is here.
2. Trouble with Telegram is no fault of the message, which waits until it is over. What Telegram
   refuses or hands out incomplete is tried a few times, and is the message's own trouble then.
"""

import asyncio
import logging
from itertools import count

from telegram import Bot
from telegram.error import RetryAfter, TelegramError

from bot.process.retry import pause_after
from bot.process.supervisor import end
from bot.telegram.intake import seconds_of
from bot.telegram.verdict import ABSENT, Verdict, judge
from handlers.context import FileOnItsWay, FileRef
from sop_flows.errors import DokumenIncomplete

logger = logging.getLogger(__name__)

PAUSES_S = (1.0, 2.0, 3.0)  # nobody waits for 5 s once the file is to be had
TRIES = 5
PARALLEL = 8  # files on their way at once
MOMENT_S = 3.0  # how long the later messages of a chat wait for a file

TROUBLE = ABSENT - {Verdict.NO_METHOD} | {Verdict.CHAT_WAITS}
"""What says nothing against a file; that it is not found (404) does."""


class Incomplete(TelegramError):
    """What came is not as long as Telegram said."""


class Downloads:
    """The files on their way, each for the update that brought it."""

    def __init__(
        self, bot: Bot, *, pauses: tuple[float, ...] = PAUSES_S, moment: float = MOMENT_S
    ) -> None:
        self._bot = bot
        self._pauses = pauses
        self._moment = moment
        self._under_way: dict[int, asyncio.Task[bytes]] = {}
        self._places = asyncio.Semaphore(PARALLEL)

    async def fetch(self, update_id: int, file: FileRef, *, lingers: bool) -> bytes:
        """Return the content of the file that an update brings.

        Raises:
            FileOnItsWay: It is not here; or, if one ``lingers``, not within a moment.
            DokumenIncomplete: It never comes whole.
            TelegramError: It is not to be had.
        """
        task = self._under_way.get(update_id)
        if task is None:
            task = asyncio.get_running_loop().create_task(self._insist(file), name="download")
            self._under_way[update_id] = task
        await asyncio.wait({task}, timeout=self._moment if lingers else 0.0)
        if not task.done():
            raise FileOnItsWay(task)
        del self._under_way[update_id]
        return task.result()

    def forget(self, update_id: int) -> None:
        """Let go of a file whose update is done, whether it was read or not."""
        if (task := self._under_way.pop(update_id, None)) is not None and not task.cancel():
            task.exception()

    async def stop(self) -> None:
        """Let go of everything; what was not fetched is fetched after the next start."""
        await end(self._under_way.values())

    async def _insist(self, file: FileRef) -> bytes:
        for tries in count(1):
            try:
                async with self._places:
                    return await self._fetch(file)
            except TelegramError as error:
                if judge(error) not in TROUBLE and tries >= TRIES:
                    if isinstance(error, Incomplete):
                        raise DokumenIncomplete from error
                    raise
                pause = pause_after(self._pauses, tries)
                if isinstance(error, RetryAfter):
                    pause = max(pause, seconds_of(error))
                logger.info("A file cannot be had yet", extra={"error": str(error)})
            await asyncio.sleep(pause)
        raise AssertionError

    async def _fetch(self, file: FileRef) -> bytes:
        found = await self._bot.get_file(file.file_id)
        content = bytes(await found.download_as_bytearray())
        told = file.file_size or found.file_size
        if told is not None and len(content) != told:
            raise Incomplete(f"{len(content)} of {told} bytes")
        return content
