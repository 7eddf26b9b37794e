import asyncio
import socket

from bot.trial.server import TrialServer
from tests.support.http import client
from tests.support.patience import until


async def test_a_busy_port_gives_way_to_the_next_free_one():
    async with TrialServer() as first, TrialServer(port=first.port) as second:
        assert second.port > first.port


async def test_the_same_port_can_be_taken_again_at_once():
    async with TrialServer() as server, client() as http:
        await http.get(f"{server.url}/trial/token")
        port = server.port
    async with TrialServer(port=port) as server:
        assert server.port == port


async def test_only_loopback_is_listened_to(trial):
    with socket.socket() as outside:
        outside.settimeout(1)
        assert outside.connect_ex(("127.0.0.2", trial.server.port)) != 0


async def test_the_token_has_the_shape_of_a_token(trial):
    body = (await trial.http.get("/trial/token")).json()

    number, _, secret = body["token"].partition(":")
    assert (number, len(secret), secret[:6]) == ("111111111", 35, "TRIAL-")


async def test_tours_are_listed_and_read_by_name_only(trial):
    tours = (await trial.http.get("/trial/tours")).json()

    for tour in tours:
        assert (await trial.http.get(f"/trial/tours/{tour['name']}")).status_code == 200
    refused = await trial.http.get("/trial/tours/..%2Fpages")
    assert refused.status_code == 404


async def test_an_address_that_does_not_exist_is_refused_in_the_words_of_its_side(trial):
    bots = await trial.http.get("/botfather")
    pages = await trial.http.get("/trial/tidak-ada")

    assert (bots.status_code, bots.json()["description"]) == (404, "Not Found")
    assert (pages.status_code, "galat" in pages.json()) == (404, True)


async def test_the_server_stops_quietly_whoever_is_waiting(caplog):
    async with (
        asyncio.TaskGroup() as group,
        client() as http,
        TrialServer(phones=[{"user_id": 1, "name": "A"}]) as server,
    ):
        await http.post(f"{server.url}/trial/phones/1/send", json={"text": "/start"})
        update = (await http.get(f"{server.url}/bot{server.token}/getUpdates")).json()["result"]
        after = update[0]["update_id"] + 1
        now = (await http.get(f"{server.url}/trial/clock")).json()
        tap = {"message_id": 1, "data": "x"}
        waiting = [
            http.get(f"{server.url}/trial/events"),
            http.get(f"{server.url}/trial/clock?follow=1&seen={now['version']}"),
            http.post(f"{server.url}/trial/phones/1/callback", json=tap),
            http.get(f"{server.url}/bot{server.token}/getUpdates?timeout=50&offset={after + 1}"),
        ]
        tasks = [group.create_task(one) for one in waiting]
        await until(lambda: server.messenger.called >= 2)  # the last of them has arrived
        await server.close()
        answers = [await task for task in tasks]

    assert [answer.status_code for answer in answers] == [200] * 4
    assert answers[2].json() == {"answer": None}
    assert caplog.records == []
