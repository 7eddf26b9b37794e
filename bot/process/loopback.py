"""HTTP as the parts of a trial speak it, to each other and on this machine."""

import httpx


def client_of(url: str, timeout: float) -> httpx.AsyncClient:
    """Return a client for the server at an address, which nothing around it can send elsewhere.

    Certificates are read only for an address that wants them: that takes longer than a start has.

    Args:
        timeout: In seconds, of connecting, sending and waiting each.
    """
    return httpx.AsyncClient(
        base_url=url, timeout=timeout, trust_env=False, verify=url.startswith("https:")
    )
