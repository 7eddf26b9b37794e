"""How tests speak to a server of theirs."""

import sys
from importlib.util import find_spec

import httpx

from tests.support.patience import HANG_S

if find_spec("sniffio") is None:
    # httpcore asks for it with each request, and what is not there is looked for in every folder.
    sys.modules["sniffio"] = None  # type: ignore[assignment]


def client(url: str = "") -> httpx.AsyncClient:
    """Return a client that reads no certificates, which would take longer than what it asks for."""
    return httpx.AsyncClient(base_url=url, timeout=HANG_S, trust_env=False, verify=False)


def waiting_client() -> httpx.Client:
    """Return such a client for where there is no event loop."""
    return httpx.Client(timeout=HANG_S, trust_env=False, verify=False)
