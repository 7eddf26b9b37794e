"""The Bot API over HTTP: from the address to the method, its faults and its answer."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from bot.trial.calls import Call, read_call
from bot.trial.faults import Fault
from bot.trial.messenger import CallRecord, Messenger
from bot.trial.methods import account, editing, receiving, sending
from bot.trial.parameters import KNOWN_PARAMETERS
from bot.trial.refusals import Refused
from bot.trial.store import StoredFile

METHODS: dict[str, Callable[[Messenger, Call, list[str]], Any]] = {
    "getMe": account.get_me,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendMediaGroup": sending.send_media_group,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "pinChatMessage": editing.pin_chat_message,
    "unpinChatMessage": editing.unpin_chat_message,
    "unpinAllChatMessages": editing.unpin_all_chat_messages,
    "setMessageReaction": editing.set_message_reaction,
    "answerCallbackQuery": account.answer_callback_query,
    "leaveChat": account.leave_chat,
    "getFile": account.get_file,
    "getChat": account.get_chat,
    "setMyCommands": account.set_my_commands,
    "getMyCommands": account.get_my_commands,
    "deleteMyCommands": account.delete_my_commands,
    "setMyName": account.set_my_name,
    "setMyDescription": account.set_my_description,
    "setMyShortDescription": account.set_my_short_description,
    "logOut": account.leave_quietly,
    "close": account.leave_quietly,
}
BY_LOWER_NAME = {name.lower(): name for name in (*METHODS, "getUpdates")}
DESCRIBED = {"setWebhook", "deleteWebhook"}
LIMITED = {"sendMessage", "sendPhoto", "sendDocument", "sendMediaGroup"}


class Cut(Response):
    """No answer at all: the connection drops."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["state"]["transport"].abort()
        while (await receive())["type"] != "http.disconnect":
            pass


class BotApi:
    """The routes ``/bot<token>/<method>`` and ``/file/bot<token>/<path>``."""

    def __init__(self, messenger: Messenger) -> None:
        self._messenger = messenger

    async def call(self, request: Request) -> Response:
        """Answer one call."""
        path = request.path_params
        named = path["method"]
        record = CallRecord(0, "", BY_LOWER_NAME.get(named.lower(), named), {})
        try:
            response = await self._answer(request, path["token"], record)
        except Refused as refused:
            response = _refusal(refused)
            record.status, record.description = refused.code, refused.description
        return response

    async def _answer(self, request: Request, token: str, record: CallRecord) -> Response:
        self._record(record)
        self._check_token(token)
        call = await read_call(request, record.method)
        record.params = call.shown()
        if call.method not in BY_LOWER_NAME.values():
            raise Refused(404, "Not Found: method not found")
        known = KNOWN_PARAMETERS[call.method]
        record.unknown = sorted(call.params.keys() - known)
        fault = self._messenger.faults.take(call.method, call.chat_id)
        record.fault = fault is not None
        spoiled = await self._spoil(fault, record, committed=False)
        if spoiled is not None:
            return spoiled
        result = await self._perform(call, record.unknown)
        spoiled = await self._spoil(fault, record, committed=True)
        record.status = record.status or 200
        return spoiled or JSONResponse(_answer_of(call, result))

    async def _perform(self, call: Call, unknown: list[str]) -> Any:  # noqa: ANN401
        messenger = self._messenger
        if call.method == "getUpdates":
            return await receiving.get_updates(messenger, call)
        if call.method in LIMITED and call.chat_id is not None:
            album = call.data("media") if call.method == "sendMediaGroup" else None
            messages = len(album) if isinstance(album, list) else 1
            messenger.limiter.admit(call.chat_id, messenger.machine(), messages=messages)
        with messenger.store.transaction():
            return METHODS[call.method](messenger, call, unknown)

    async def _spoil(
        self, fault: Fault | None, record: CallRecord, *, committed: bool
    ) -> Response | None:
        if fault is None:
            return None
        if fault.delay and not committed and not self._messenger.closing:
            await self._messenger.hurry.heard(fault.delay)
        if fault.after_commit is not committed:
            return None
        if fault.cut:
            record.description = "cut"
            return Cut()
        refusal = fault.refusal()
        if refusal is None:
            return None
        record.status, record.description = refusal.code, refusal.description
        return _refusal(refusal)

    async def download(self, request: Request) -> Response:
        """Hand out a file that getFile named."""
        try:
            file = self._downloadable(**request.path_params)
            fault = self._messenger.faults.take("file", None)
            spoiled = await self._spoil(fault, CallRecord(0, "", "file", {}), committed=False)
            if spoiled is not None:
                return spoiled
        except Refused as refused:
            return _refusal(refused)
        named = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name)}"}
        content = file.content[:-1] if fault is not None and fault.short else file.content
        return Response(content, media_type="application/octet-stream", headers=named)

    def _downloadable(self, token: str, path: str) -> StoredFile:
        self._check_token(token)
        file = self._messenger.store.file(path)
        if file is None or file.path != path:
            raise Refused(404, "Not Found")
        return file

    def _check_token(self, token: str) -> None:
        if token != self._messenger.token:
            raise Refused(401, "Unauthorized")

    def _record(self, record: CallRecord) -> None:
        messenger = self._messenger
        messenger.called += 1
        record.number = messenger.called
        record.at = messenger.clock.now().isoformat()
        messenger.calls.append(record)


def _answer_of(call: Call, result: Any) -> dict[str, Any]:  # noqa: ANN401
    if call.method in DESCRIBED:
        return {"ok": True, "result": True, "description": result}
    return {"ok": True, "result": result}


def _refusal(refused: Refused) -> Response:
    body = {"ok": False, "error_code": refused.code, "description": refused.description}
    if refused.parameters:
        body["parameters"] = refused.parameters
    headers = {"Retry-After": str(refused.parameters["retry_after"])} if refused.parameters else {}
    return JSONResponse(body, status_code=refused.code, headers=headers)
