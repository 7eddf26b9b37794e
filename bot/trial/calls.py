"""What a caller of the Bot API sent: parameters from query, form, multipart or JSON."""

import json
import mimetypes
from dataclasses import field
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.trial.refusals import BadRequest, Refused
from sop_flows.deferred import dataclass

UPLOAD_LIMIT = 50 * 1024 * 1024
FORM_LIMIT = UPLOAD_LIMIT + 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    mime: str
    content: bytes


@dataclass(slots=True)
class Call:
    """One call; every reader returns None for what is absent."""

    method: str
    params: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        """Return the parameter as text."""
        value = self.params.get(name)
        return None if value is None else str(value)

    def integer(self, name: str) -> int | None:
        """Return the parameter as a whole number."""
        value = self.params.get(name)
        if value is None or value == "":
            return None
        try:
            return int(value)
        except (TypeError, ValueError):
            raise BadRequest(f"can't parse {name}: expected an Integer") from None

    def flag(self, name: str) -> bool:
        """Return whether the parameter says yes."""
        return str(self.params.get(name, "")).lower() in ("true", "1", "yes")

    def data(self, name: str) -> Any:  # noqa: ANN401 - any JSON value
        """Return a parameter that is JSON, serialised or not."""
        value = self.params.get(name)
        if not isinstance(value, str) or not value:
            return value or None
        try:
            return json.loads(value)
        except ValueError:
            raise BadRequest(f"can't parse {name} JSON object") from None

    @property
    def chat_id(self) -> int | None:
        """The chat that the call is about, if it names one by number."""
        value = str(self.params.get("chat_id", ""))
        return int(value) if value.removeprefix("-").isdecimal() else None

    def shown(self) -> dict[str, Any]:
        """Return the parameters for the record, files by name and size."""
        files = {
            key: {"file": one.name, "size": len(one.content)} for key, one in self.files.items()
        }
        return {**self.params, **files}


async def read_call(request: Request, method: str) -> Call:
    """Read the request as Telegram does.

    Raises:
        Refused: It is too large or is not readable.
    """
    call = Call(method, dict(request.query_params))
    if int(request.headers.get("content-length") or 0) > FORM_LIMIT:
        raise Refused(413, "Request Entity Too Large")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        call.params.update(await _json_body(request))
    elif kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        async with request.form(max_part_size=UPLOAD_LIMIT) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    call.files[name] = await read_upload(value)
                else:
                    call.params[name] = value
    return call


async def read_upload(upload: UploadFile) -> Upload:
    """Read an uploaded file whole.

    Raises:
        Refused: It is larger than 50 MB.
    """
    content = await upload.read()
    if len(content) > UPLOAD_LIMIT:
        raise Refused(413, "Request Entity Too Large")
    name = upload.filename or "file"
    guessed = mimetypes.guess_type(name)[0]
    return Upload(name, guessed or upload.content_type or "application/octet-stream", content)


async def _json_body(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.body() or b"{}")
    except ValueError:
        raise BadRequest("can't parse JSON object") from None
    if not isinstance(body, dict):
        raise BadRequest("can't parse JSON object")
    return body
