"""HTTP: the webhook keeps what it acknowledges; health tells the truth."""

import asyncio
import contextlib
import json

import pytest
from sqlalchemy.exc import DBAPIError

from bot.process import visits
from bot.process.visits import MOST_VISITS
from tests.support.http import client

BUDI = 101
SECRET = "a-secret-of-the-webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
async def hooked(cold):
    cold.settings = {
        "webhook_url": "http://127.0.0.1:9",
        "webhook_secret": SECRET,
        "metrics_token": "figures",
    }
    await cold.start()
    await cold.seed()
    return cold


async def post(house, body, secret=SECRET):
    content = body if isinstance(body, bytes) else json.dumps(body)
    async with client(f"http://127.0.0.1:{house.app.port}") as http:
        return await http.post("/telegram/webhook", content=content, headers={HEADER: secret})


async def get(house, path, **headers):
    async with client(f"http://127.0.0.1:{house.app.port}") as http:
        return await http.get(path, headers=headers)


async def test_200_means_stored_and_has_no_body(hooked):
    body = json.loads(hooked.message_update(900_001, BUDI, "halo").body)

    answer = await post(hooked, body)

    assert (answer.status_code, answer.content) == (200, b"")
    assert [row.update_id for row in await hooked.inbox()] == [900_001]
    await hooked.until(lambda: "halo" in hooked.seen)


async def test_a_redelivery_is_one_row_and_one_effect(hooked):
    body = json.loads(hooked.message_update(900_001, BUDI, "halo").body)

    codes = {(await post(hooked, body)).status_code for _ in range(5)}
    await hooked.app.worker.drain()

    assert codes == {200}
    assert hooked.seen == ["halo"]
    assert len(await hooked.inbox()) == 1


@pytest.mark.parametrize("secret", ["", "wrong", SECRET + "x", "é"])
async def test_a_wrong_secret_is_refused_and_not_repeated_in_the_log(hooked, secret, caplog):
    answer = await post(hooked, {"update_id": 1}, secret=secret.encode())

    assert answer.status_code == 403
    assert await hooked.inbox() == []
    assert not secret or secret not in caplog.text


async def test_what_ptb_cannot_decode_is_stored_all_the_same(hooked):
    answer = await post(hooked, {"update_id": 5, "message": {"chat": {"id": BUDI}}})

    assert answer.status_code == 200
    await hooked.until(lambda: hooked.app.worker.set_aside)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b'{"a":1}', 400),
        (b"x" * 1_000_001, 413),
        (b'{"update_id":%d}' % 10**30, 400),
        (b'{"update_id":' + b"9" * 5_000 + b"}", 400),
        (b"[" * 100_000, 400),
    ],
)
async def test_what_is_no_update_is_refused_for_good(hooked, body, code):
    assert (await post(hooked, body)).status_code == code


@pytest.mark.parametrize("id", [10**30, -(10**30), 2**63])
@pytest.mark.parametrize("which", ["chat", "from"])
async def test_ids_that_nothing_can_keep_are_taken_once_and_set_aside_or_done(hooked, which, id):
    body = json.loads(hooked.message_update(5, BUDI, "/start").body)
    body["message"][which]["id"] = id

    assert (await post(hooked, body)).status_code == 200
    await hooked.until(lambda: is_over(hooked, 5))
    await post(hooked, json.loads(hooked.message_update(6, BUDI, "halo").body))
    await hooked.until(lambda: "halo" in hooked.seen)


@pytest.mark.parametrize("odd", ["9" * 5_000, "[" * 100_000 + "]" * 100_000])
async def test_what_has_no_end_does_not_lose_its_message(hooked, odd):
    body = hooked.message_update(5, BUDI, "halo").body
    endless = body.removesuffix("}") + f',"lain":{odd}}}'

    assert (await post(hooked, endless.encode())).status_code == 200
    await hooked.until(lambda: is_over(hooked, 5))
    assert hooked.seen == ["halo"]


async def is_over(house, update_id):
    return await house.status_of(update_id) in ("mati", "selesai")


async def test_a_database_that_is_away_lets_telegram_come_again(hooked):
    hooked.app.database.close()

    answer = await post(hooked, {"update_id": 1})
    ready = await get(hooked, "/readyz")

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "3")
    assert ready.status_code == 503
    assert ready.json()["database"] is False
    assert (await get(hooked, "/healthz")).status_code == 200


async def test_without_a_webhook_there_is_no_such_address(house):
    assert (await post(house, {"update_id": 1})).status_code == 404


async def test_idle_connections_never_keep_a_visitor_out(house):
    idle = [
        await asyncio.open_connection("127.0.0.1", house.app.port) for _ in range(3 * MOST_VISITS)
    ]

    assert (await get(house, "/readyz")).status_code == 200
    for reader, _ in idle[: 2 * MOST_VISITS]:
        assert await is_closed(reader)
    assert (await get(house, "/readyz")).status_code == 200
    for _, writer in idle:
        writer.close()


async def test_no_more_are_held_than_may_be_however_many_come_at_once(house):
    port = house.app.port
    came = await asyncio.gather(
        *[asyncio.open_connection("127.0.0.1", port) for _ in range(2 * MOST_VISITS)]
    )
    await get(house, "/healthz")

    assert len(house.app._server.server_state.connections) <= MOST_VISITS
    for _, writer in came:
        writer.close()


async def is_closed(reader):
    with contextlib.suppress(ConnectionResetError):
        await reader.read()
    return reader.at_eof() or isinstance(reader.exception(), ConnectionResetError)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"GET /healthz HTTP/1.1\r\n",
        b"POST /telegram/webhook HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{",
    ],
)
async def test_a_connection_that_does_not_ask_in_time_is_closed(house, monkeypatch, said):
    monkeypatch.setattr(visits, "PATIENCE_S", 0.05)
    reader, writer = await asyncio.open_connection("127.0.0.1", house.app.port)
    writer.write(said)

    assert await is_closed(reader)
    writer.close()


CHUNKED = f"POST /telegram/webhook HTTP/1.1\r\nhost: x\r\n{HEADER}: {SECRET}\r\ntransfer-encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("begun", "again"),
    [
        ("GET /healthz HTTP/1.1\r\n", f"x: {'a' * 1_000}\r\n"),
        ("GET /healthz HTTP/1.1\r\nx: ", "a" * 1_000),
        ("GET /", "a" * 1_000),
        (f"{CHUNKED}1\r\n{{\r\n0\r\n", f"x: {'a' * 1_000}\r\n"),
        (f"{CHUNKED}1;", "a" * 1_000),
    ],
)
async def test_a_connection_that_says_no_end_is_closed_and_not_kept(hooked, begun, again):
    reader, writer = await asyncio.open_connection("127.0.0.1", hooked.app.port)
    writer.write(begun.encode())
    with contextlib.suppress(ConnectionError):
        while not writer.transport.is_closing():
            writer.write(again.encode())
            await writer.drain()
            await asyncio.sleep(0)

    assert await is_closed(reader)
    assert (await get(hooked, "/healthz")).status_code == 200
    writer.close()


async def test_a_large_update_comes_in_whole(hooked):
    body = json.dumps({"update_id": 1, "lain": "a" * 900_000})

    assert (await post(hooked, body.encode())).status_code == 200


async def test_a_caller_that_hangs_up_within_its_update_is_no_error(hooked, caplog):
    _, writer = await asyncio.open_connection("127.0.0.1", hooked.app.port)
    head = f"POST /telegram/webhook HTTP/1.1\r\nhost: x\r\n{HEADER}: {SECRET}\r\ncontent-length: 9\r\n\r\n"
    writer.write(head.encode() + b"{")
    await writer.drain()
    await get(hooked, "/healthz")
    writer.transport.abort()
    await hooked.until(lambda: not hooked.app._server.server_state.tasks)

    assert [record for record in caplog.records if record.exc_info] == []


async def test_ready_means_that_an_update_could_be_stored_now(house):
    await run(house, "CREATE TABLE besar (isi BLOB)")
    await run(house, f"PRAGMA max_page_count = {await run(house, 'PRAGMA page_count')}")
    with pytest.raises(DBAPIError, match="full"):
        await fill(house)
    full = await get(house, "/readyz")
    await run(house, f"PRAGMA max_page_count = {2**30}")

    assert (full.status_code, full.json()["database"]) == (503, False)
    assert await house.until(lambda: is_ready(house))
    assert await run(house, "SELECT count(*) FROM inbox WHERE update_id < 0") == 0


async def is_ready(house):
    return (await get(house, "/readyz")).status_code == 200


async def test_whoever_asks_again_and_again_costs_the_disk_one_try(house):
    tried = []
    house.app.database.watch(lambda sql: tried.append(sql) if "INSERT INTO inbox" in sql else None)

    answers = await asyncio.gather(*[get(house, "/readyz") for _ in range(20)])

    assert {answer.status_code for answer in answers} == {200}
    assert len(tried) == 1


async def fill(house):
    while True:
        await run(house, "INSERT INTO besar VALUES (zeroblob(4000)) RETURNING 1")


def run(house, statement):
    def work(connection):
        result = connection.exec_driver_sql(statement)
        return result.scalar() if result.returns_rows else None

    return house.app.database.run(work)


async def test_a_bot_that_works_is_ready(house):
    await house.until(lambda: house.app.intake.is_well and house.ticks)

    answer = await get(house, "/readyz")

    assert answer.json() == {"database": True, "intake": True, "tick": True}
    assert answer.status_code == 200


async def test_the_figures_are_prometheus_and_need_the_token(hooked):
    await hooked.owe(hooked.pesan(BUDI, "satu"))

    assert (await get(hooked, "/metrics")).status_code == 403
    answer = await get(hooked, "/metrics", Authorization="Bearer figures")
    assert (
        "# TYPE tapak_updates_handled_total counter\ntapak_updates_handled_total 0.0\n"
        in answer.text
    )
    assert "# TYPE tapak_outbox_rows gauge\n" in answer.text
    assert "\ntapak_backup_age_seconds +Inf\n" in answer.text
    assert 'tapak_outbox_rows{status="' in answer.text
    assert answer.headers["content-type"].startswith("text/plain; version=")


async def test_figures_that_have_no_token_are_not_for_who_comes_through_a_proxy(house):
    visitor = {"X-Forwarded-For": "203.0.113.9"}

    assert (await get(house, "/metrics")).status_code == 200
    assert (await get(house, "/metrics", **visitor)).status_code == 403


async def test_every_figure_says_what_it_is_and_what_it_means(house):
    lines = (await get(house, "/metrics")).text.splitlines()

    told = {
        kind: {line.split()[2] for line in lines if line.startswith(f"# {kind} ")}
        for kind in ("TYPE", "HELP")
    }
    figures = {line.partition("{")[0].split()[0] for line in lines if not line.startswith("#")}
    assert figures <= told["TYPE"] == told["HELP"]


async def test_the_webhook_is_told_to_telegram_with_its_secret(hooked):
    [call] = await hooked.calls("setWebhook")

    assert call["params"]["url"] == "http://127.0.0.1:9/telegram/webhook"
    assert call["params"]["secret_token"] == SECRET
