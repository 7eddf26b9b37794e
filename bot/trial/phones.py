"""The JSON of ``/trial``: the phones, the clock, the faults and the record of calls."""

import asyncio
from dataclasses import asdict
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.trial import people
from bot.trial.asked import number_of, query_number, read_json, seconds_of, text_of
from bot.trial.calls import Upload, read_upload
from bot.trial.clock import parse_duration, parse_instant, parse_moment
from bot.trial.faults import Limiter
from bot.trial.messenger import USERNAME, Messenger
from bot.trial.methods.account import menu_of
from bot.trial.refusals import PhoneRefused
from bot.trial.sheets import fill_sheet
from bot.trial.store import Json, Phone
from storage.documents.papers.halaman import PageMissing, count_pages, draw_page

SHOWN_INLINE = {"image/png", "image/jpeg"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LIMITS = {"limit_per_second", "limit_per_chat", "burst"}


class Phones:
    """The routes; every refusal is a JSON object with ``galat``."""

    def __init__(self, messenger: Messenger) -> None:
        self._messenger = messenger

    def routes(self) -> list[Route]:
        """Return the routes below ``/trial``."""
        one = "/phones/{user_id:int}"
        return [
            Route("/phones", self.phones, methods=["GET"]),
            Route("/phones", self.add_phone, methods=["POST"]),
            Route(f"{one}/messages", self.messages, methods=["GET"]),
            Route(f"{one}/commands", self.commands, methods=["GET"]),
            Route(f"{one}/read", self.read, methods=["POST"]),
            Route(f"{one}/send", self.send, methods=["POST"]),
            Route(f"{one}/tap", self.tap, methods=["POST"]),
            Route(f"{one}/callback", self.callback, methods=["POST"]),
            Route(f"{one}/block", self.block, methods=["POST"]),
            Route(f"{one}/sheet", self.sheet, methods=["POST"]),
            Route("/files/{file_id}", self.file, methods=["GET"]),
            Route("/files/{file_id}/{page:int}", self.page, methods=["GET"]),
            Route("/clock", self.clock, methods=["GET"]),
            Route("/clock", self.move_clock, methods=["POST"]),
            Route("/papan", self.board, methods=["GET"]),
            Route("/papan", self.set_board, methods=["POST"]),
            Route("/faults", self.faults, methods=["GET"]),
            Route("/faults", self.add_fault, methods=["POST"]),
            Route("/calls", self.calls, methods=["GET"]),
            Route("/token", self.token, methods=["GET"]),
            Route("/events", self.events, methods=["GET"]),
        ]

    def _phone(self, request: Request) -> Phone:
        return people.find_phone(self._messenger, request.path_params["user_id"])

    async def phones(self, _request: Request) -> Response:
        """Return everyone."""
        store = self._messenger.store
        return JSONResponse(
            [
                asdict(phone) | {"unread": store.unread(phone)}
                for phone in store.phones()
                if phone.user_id > 0
            ]
        )

    async def add_phone(self, request: Request) -> Response:
        """Add a person, or give one a new name or post."""
        body = await read_json(request)
        user_id, name = number_of(body, "user_id"), text_of(body, "name")
        if user_id is None or not name:
            raise PhoneRefused(400, "Telepon butuh user_id (bilangan) dan name.")
        known = self._messenger.store.phone(user_id)
        phone = Phone(
            user_id=user_id,
            name=name,
            username=text_of(body, "username") or None,
            jabatan=text_of(body, "jabatan"),
            unit=text_of(body, "unit"),
            kantor=text_of(body, "kantor"),
            zona=text_of(body, "zona"),
            started=known.started if known else False,
            blocked=known.blocked if known else False,
            read_id=known.read_id if known else 0,
        )
        self._messenger.store.save_phone(phone)
        self._messenger.changed(phone.user_id)
        return JSONResponse(asdict(phone) | {"unread": self._messenger.store.unread(phone)})

    async def messages(self, request: Request) -> Response:
        """Return the chat as the person sees it."""
        phone = self._phone(request)
        after = query_number(request, "after")
        messages = self._messenger.store.messages(phone.user_id, after=after)
        return JSONResponse([people.show_message(message) for message in messages])

    async def commands(self, request: Request) -> Response:
        """Return the menu of commands that this person sees."""
        return JSONResponse(menu_of(self._messenger, self._phone(request).user_id))

    async def read(self, request: Request) -> Response:
        """Mark everything as read."""
        phone = self._phone(request)
        messages = self._messenger.store.messages(phone.user_id)
        phone.read_id = messages[-1].message_id if messages else 0
        self._messenger.store.save_phone(phone)
        return JSONResponse({"unread": 0})

    async def send(self, request: Request) -> Response:
        """Write a text or send a file as the person."""
        phone = self._phone(request)
        if request.headers.get("content-type", "").startswith("multipart/form-data"):
            return JSONResponse(await self._send_file(request, phone))
        body = await read_json(request)
        text, reply_to = text_of(body, "text"), _quoted(body)
        return JSONResponse(people.write_text(self._messenger, phone, text, reply_to))

    async def _send_file(self, request: Request, phone: Phone) -> Json:
        async with request.form() as form:
            sent = form.get("file") or form.get("photo")
            if not isinstance(sent, UploadFile):
                raise PhoneRefused(400, "Tidak ada berkas pada isian file.")
            reply_to = str(form.get("reply_to") or "")
            return people.write_file(
                self._messenger,
                phone,
                await read_upload(sent),
                caption=str(form.get("caption") or ""),
                as_photo="photo" in form,
                album=str(form.get("album") or ""),
                reply_to=int(reply_to)
                if reply_to.isdecimal() and len(reply_to) <= 15
                else people.AUTOMATIC,
            )

    async def tap(self, request: Request) -> Response:
        """Tap a button that is there now."""
        phone, body = self._phone(request), await read_json(request)
        message_id, label = number_of(body, "message_id"), text_of(body, "label")
        button = people.find_button(self._messenger, phone, message_id, label)
        if "callback_data" not in button:
            return JSONResponse({"answer": None, "url": button.get("url")})
        data, wait = button["callback_data"], seconds_of(body, "wait")
        number = button["message_id"]
        answer = await people.tap(self._messenger, phone, number, data, wait=wait)
        return JSONResponse({"answer": answer, "message_id": number, "label": button["text"]})

    async def callback(self, request: Request) -> Response:
        """Send a callback that no button need offer."""
        phone, body = self._phone(request), await read_json(request)
        message_id = number_of(body, "message_id")
        if message_id is None or not isinstance(body.get("data"), str):
            raise PhoneRefused(400, "Callback butuh message_id (bilangan) dan data (teks).")
        data, wait = text_of(body, "data"), seconds_of(body, "wait")
        answer = await people.tap(self._messenger, phone, message_id, data, wait=wait)
        return JSONResponse({"answer": answer})

    async def block(self, request: Request) -> Response:
        """Block or unblock the bot."""
        phone, body = self._phone(request), await read_json(request)
        people.set_blocked(self._messenger, phone, blocked=bool(body.get("blocked", True)))
        return JSONResponse({"blocked": phone.blocked})

    async def sheet(self, request: Request) -> Response:
        """Fill the last sheet that the bot sent and send it back as the person."""
        phone, body = self._phone(request), await read_json(request)
        wanted = number_of(body, "message_id")
        sheets = [
            message
            for message in self._messenger.store.messages(phone.user_id)
            if message.from_bot
            and message.body.get("document", {}).get("file_name", "").lower().endswith(".xlsx")
            and wanted in (None, message.message_id)
        ]
        document = sheets[-1].body["document"] if sheets else {}
        file = self._messenger.store.file(str(document.get("file_id")))
        if file is None:
            raise PhoneRefused(409, "Bot belum mengirim lembar Excel ke telepon ini.")
        values, column = body.get("values") or {}, text_of(body, "column") or "Realisasi"
        if not isinstance(values, dict):
            raise PhoneRefused(400, "values harus objek: kode dan nilainya.")
        filled = await asyncio.to_thread(fill_sheet, file.content, values, column=column)
        reply_to = _quoted(body)
        upload = Upload(file.name, XLSX, filled)
        sent = people.write_file(self._messenger, self._phone(request), upload, reply_to=reply_to)
        return JSONResponse(sent)

    async def file(self, request: Request) -> Response:
        """Hand out a file to the page."""
        key = request.path_params["file_id"]
        file = self._messenger.store.file(key)
        if file is None or file.file_id != key:
            raise PhoneRefused(404, "Dokumen tidak ada.")
        inline = file.mime in SHOWN_INLINE
        named = f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{quote(file.name)}"
        kind = file.mime if inline else "application/octet-stream"
        return Response(file.content, media_type=kind, headers={"Content-Disposition": named})

    async def page(self, request: Request) -> Response:
        """Hand out a page of a PDF as a picture."""
        file = self._messenger.store.file(request.path_params["file_id"])
        if file is None or not file.name.lower().endswith(".pdf"):
            raise PhoneRefused(404, "Dokumen tidak ada.")
        try:
            drawn = await asyncio.to_thread(draw_page, file.content, request.path_params["page"])
        except PageMissing:
            raise PhoneRefused(404, "Halaman tidak ada.") from None
        pages = {"X-Pages": str(count_pages(file.content))}
        return Response(drawn, media_type="image/png", headers=pages)

    async def clock(self, request: Request) -> Response:
        """Return the clock, at once or (for a follower) when it moves."""
        asked = request.query_params
        clock = self._messenger.clock
        if not asked.get("follow"):
            return JSONResponse(clock.state())
        due = asked.get("next_due") or ""
        state = await clock.follow(
            asked.get("follower") or "bot",
            query_number(request, "seen"),
            parse_instant(due) if due else None,
            hung_up=request.is_disconnected,
        )
        return JSONResponse(state)

    async def move_clock(self, request: Request) -> Response:
        """Move the clock forward."""
        body, clock = await read_json(request), self._messenger.clock
        if body.get("advance"):
            return JSONResponse(await clock.advance(parse_duration(str(body["advance"]))))
        if body.get("to"):
            target = parse_moment(str(body["to"]), clock.now())
            return JSONResponse(await clock.move_to(target))
        if body.get("next"):
            return JSONResponse(await clock.move_to_next())
        raise PhoneRefused(400, "Sebutkan advance, to, atau next.")

    async def board(self, _request: Request) -> Response:
        """Return the strip above the phones, or null where the bot has told none."""
        return JSONResponse(self._messenger.store.setting("papan"))

    async def set_board(self, request: Request) -> Response:
        """Take the strip from the bot: kantor, zona, judul, langkah, berikutnya, dimulai."""
        board = await read_json(request)
        self._messenger.store.set_setting("papan", board)
        self._messenger.hints.tell(papan=True)
        return JSONResponse(board)

    async def faults(self, _request: Request) -> Response:
        """Return the faults in force."""
        return JSONResponse(self._messenger.faults.listing())

    async def add_fault(self, request: Request) -> Response:
        """Add a fault, clear them all, or set the limits."""
        body, messenger = await read_json(request), self._messenger
        if body.get("clear"):
            messenger.faults.clear()
        elif LIMITS & body.keys():
            per_second = seconds_of(body, "limit_per_second")
            per_chat, burst = seconds_of(body, "limit_per_chat"), number_of(body, "burst")
            messenger.limiter = Limiter(per_second, per_chat, burst=5 if burst is None else burst)
        else:
            messenger.faults.add(body)
        return JSONResponse(messenger.faults.listing())

    async def calls(self, request: Request) -> Response:
        """Return what the bot asked, oldest first."""
        method = request.query_params.get("method")
        after = query_number(request, "after")
        return JSONResponse(
            [
                asdict(record)
                for record in self._messenger.calls
                if record.number > after and method in (None, "", record.method)
            ]
        )

    async def token(self, _request: Request) -> Response:
        """Return the token that this server accepts."""
        return JSONResponse({"token": self._messenger.token, "username": USERNAME})

    async def events(self, _request: Request) -> Response:
        """Stream hints to the page."""
        stream = self._messenger.hints.stream()
        headers = {"Cache-Control": "no-store"}
        return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


def _quoted(body: Json) -> object:
    """Return the message that is replied to, or whether the phone quotes by itself."""
    if body.get("reply_to") is None:
        return body.get("reply_to", people.AUTOMATIC)
    return number_of(body, "reply_to")
