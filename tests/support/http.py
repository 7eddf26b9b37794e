"""How tests speak to a server of theirs."""

import httpx

from tests.support.patience import HANG_S


def client(url: str = "") -> httpx.AsyncClient:
    """Return a client that reads no certificates, which would take longer than what it asks for."""
    return httpx.AsyncClient(base_url=url, timeout=HANG_S, trust_env=False, verify=False)
