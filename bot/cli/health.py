"""``tapak health``: the probe of the container."""

import http.client

import click

from bot.cli.answer import Refused, json_option, settings_in_force, tell

PATIENCE_S = 4.0
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 -- an address to ask, not to serve
OK = 200


@click.command()
@json_option
def health(*, as_json: bool) -> None:
    """Menanyakan /healthz pada alamat yang diatur; keluar dengan 0 bila bot hidup."""
    settings = settings_in_force()
    host, port = ANYWHERE.get(settings.http_host, settings.http_host), settings.http_port
    where = f"http://{host}:{port}/healthz"
    try:
        status = ask(host, port)
    except OSError as failure:
        raise Refused(
            f"Bot tidak menjawab: {failure.strerror or failure}",
            where=where,
            mend="Pastikan `tapak run` berjalan dengan TAPAK_HTTP_HOST dan TAPAK_HTTP_PORT yang sama.",
        ) from None
    if status != OK:
        raise Refused(f"Bot menjawab {status}.", where=where, mend="Periksa log bot.")
    tell({"status": "ok", "alamat": where}, ["Bot hidup."], as_json=as_json)


def ask(host: str, port: int) -> int:
    """Return the status that the process answers with.

    Raises:
        OSError: It does not answer.
    """
    connection = http.client.HTTPConnection(host, port, timeout=PATIENCE_S)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status
    except http.client.HTTPException as failure:
        raise OSError(repr(failure)) from failure
    finally:
        connection.close()
