"""Tapak in processes of its own, as an operator starts it: the trial server here, the bot there."""

import asyncio
import json
import os
import re
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.support.http import client
from tests.support.patience import HANG_S, until

TAPAK = Path(sys.executable).with_name("tapak")
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
NEWCOMER = "Rizki Maulana"


@dataclass(frozen=True, slots=True)
class Server:
    """A trial server in another process."""

    url: str
    workbook: Path
    environ: dict[str, str]
    """The settings of a bot that works on it."""


def free_port() -> int:
    """Return a port of the loopback that nobody uses now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@asynccontextmanager
async def tapak(*args: str, env: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a command of Tapak until the block ends; it must end cleanly then."""
    process = await asyncio.create_subprocess_exec(
        TAPAK, *args, stdout=asyncio.subprocess.PIPE, env=environ(env)
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        async with asyncio.timeout(HANG_S):
            await process.communicate()
    assert process.returncode == 0


def environ(env: dict[str, str]) -> dict[str, str]:
    """Return this environment with these settings."""
    return os.environ | {"PYTHONUNBUFFERED": "1", "TAPAK_LOG_FORMAT": "text"} | env


async def ask(*args: str, env: dict[str, str]) -> Any:
    """Return what a command reports in JSON."""
    process = await asyncio.create_subprocess_exec(
        TAPAK, *args, "--json", stdout=asyncio.subprocess.PIPE, env=environ(env)
    )
    out, _ = await process.communicate()
    assert process.returncode == 0, out
    return json.loads(out)


@asynccontextmanager
async def serving(folder: Path) -> AsyncIterator[Server]:
    """Run `tapak trial --server-only`."""
    env = {"TAPAK_DATA_DIR": str(folder / "server")}
    async with tapak("trial", "--server-only", "--port", str(free_port()), env=env) as process:
        assert process.stdout is not None
        async with asyncio.timeout(HANG_S):
            found = None
            while found is None:
                found = ADDRESS.search((await process.stdout.readline()).decode())
        url = found[0]
        async with client() as http:
            token = (await http.get(f"{url}/trial/token")).json()["token"]
        settings = {
            "TAPAK_BOT_API_URL": url,
            "TAPAK_CLOCK_URL": url,
            "TAPAK_BOT_TOKEN": token,
            "TAPAK_DATA_DIR": str(folder / "bot"),
            "TAPAK_HTTP_PORT": str(free_port()),
        }
        workbook = folder / "server" / "trial" / "kantor-contoh.xlsx"
        yield Server(url, workbook, settings)


@asynccontextmanager
async def bot_on(server: Server, extra: dict[str, str]) -> AsyncIterator[None]:
    """Import the office, invite it, run the bot, and let everybody but one join."""
    env = server.environ | extra
    await ask("kantor", "import", str(server.workbook), env=env)
    invited = (await ask("undang", "--all", env=env))["undangan"]
    async with (
        tapak("run", env=env),
        client(server.url) as http,
    ):
        phones = {one["name"]: one["user_id"] for one in (await http.get("/trial/phones")).json()}
        commands = {one["nama"]: one["perintah"] for one in invited}
        users = {
            phones[name]: command
            for nama, command in commands.items()
            for name in phones
            if nama.endswith(name) and name != NEWCOMER
        }
        await join(http, users)
        yield


async def join(http: httpx.AsyncClient, commands: dict[int, str]) -> None:
    """Let people open their join links and confirm them: all at once, looked at one by one."""
    homes = {user_id: f"/trial/phones/{user_id}" for user_id in commands}
    for user_id, command in commands.items():
        (await http.post(f"{homes[user_id]}/send", json={"text": command})).raise_for_status()
    for phone in homes.values():
        await until(lambda phone=phone: taps(http, phone))
    for phone in homes.values():
        await until(lambda phone=phone: is_welcomed(http, phone))


async def taps(http: httpx.AsyncClient, phone: str) -> bool:
    """Tell whether the button was there to be tapped."""
    return (await http.post(f"{phone}/tap", json={"label": "Ya"})).is_success


async def is_welcomed(http: httpx.AsyncClient, phone: str) -> bool:
    """Tell whether the bot has welcomed this person."""
    messages = (await http.get(f"{phone}/messages")).json()
    return any("Terima kasih" in message["plain"] for message in messages)


async def settle(server: Server) -> None:
    """Wait until the bot has nothing left to do: the clock moves on only then."""
    async with client(server.url) as http:
        (await http.post("/trial/clock", json={"advance": "PT1S"})).raise_for_status()
