"""One tap, from the phone to the card and back; and the life of a process around it."""

import gc
import json
from datetime import datetime, timedelta

from sqlalchemy import update

from bot.process.log import JsonFormatter
from sop_flows.ports.kiriman import RawUpdate
from storage.database.carrier_tables import DetakRow
from tests.support.http import client

BUDI, SARI = 101, 102


async def test_a_tap_is_answered_and_the_card_edited(house):
    await house.joins(BUDI)

    answer = await house.tap(BUDI)

    assert answer["text"] == "Tercatat 1"
    assert await house.texts(BUDI) == ["Hitungan: <b>1</b>"]


async def test_a_tap_costs_two_calls_and_one_transaction_of_effect(house):
    await house.joins(BUDI)
    before = len([call for call in await house.calls() if call["method"] != "getUpdates"])
    statements = []
    house.app.database.watch(statements.append)

    await house.tap(BUDI)

    after = [call["method"] for call in await house.calls() if call["method"] != "getUpdates"]
    assert after[before:] == ["answerCallbackQuery", "editMessageText"]
    assert len([one for one in statements if one.startswith("UPDATE inbox")]) == 1


async def test_the_second_tap_on_an_old_button_is_explained(house):
    await house.joins(BUDI)
    card = (await house.cards(BUDI))[0]["message_id"]
    await house.tap(BUDI)

    answer = await house.act(BUDI, "callback", message_id=card, data="v1:tambah:0")
    await house.idle()

    assert answer["answer"]["show_alert"]
    assert await house.count(BUDI) == 1
    assert (await house.texts(BUDI))[-1] == "ditolak: TugasChanged"
    assert {row.status for row in await house.inbox()} == {"selesai"}


async def test_what_was_committed_before_a_crash_reaches_the_phone_after_it(house):
    await house.joins(BUDI)
    await house.fault(method="editMessageText", times=1, delay=30)
    card = (await house.cards(BUDI))[0]["message_id"]
    await house.act(BUDI, "tap", message_id=card, label="Tambah")
    await house.fault_is_used()

    await house.crash()
    await house.start()

    await house.idle()
    assert await house.texts(BUDI) == ["Hitungan: <b>1</b>"]


async def test_a_tap_that_was_stored_but_not_handled_is_handled_once_after_a_crash(house):
    await house.joins(BUDI)
    raw = tap_on(BUDI, 900_001, "v1:tambah:0")
    await house.app.units.carry(
        lambda carrier: carrier.inbox.store([raw], datetime.fromisoformat("2026-10-06T01:00Z")),
        house.app.clock.now(),
    )

    await house.crash()
    await house.start()
    await house.idle()
    await house.stop()
    await house.start()
    await house.idle()

    assert await house.count(BUDI) == 1
    assert house.seen == ["tap v1:tambah:0"]


async def test_a_second_process_stands_by_and_takes_over(house):
    second = await house.make().__aenter__()
    async with client(f"http://127.0.0.1:{second.port}") as http:
        standing_by = await http.get("/readyz")
        await house.stop()
        await second.ready()
        serving = await house.until(lambda: is_ready(http))

    assert standing_by.status_code == 503
    assert serving
    house.app = second


async def is_ready(http):
    return (await http.get("/readyz")).status_code == 200


async def test_after_an_outage_every_open_decision_is_owed_anew_once(house):
    silence = timedelta(minutes=8)
    await house.app.database.run(
        lambda connection: connection.execute(
            update(DetakRow.__table__).values(at=DetakRow.__table__.c.at - silence.total_seconds())
        )
    )
    await house.crash()
    await house.start()
    await house.stop()
    await house.start()

    [gap] = house.reissued
    assert gap >= silence


async def test_a_jump_of_the_office_clock_is_no_outage_and_settles_there(cold):
    await cold.start(clock_url=cold.server.url)
    await cold.seed()
    await cold.joins(BUDI)
    before = cold.app.clock.now()

    state = (await cold.http.post("/trial/clock", json={"advance": "P3D"})).json()

    assert cold.ticks[-1] >= before + timedelta(days=3)
    assert cold.ticks[-1] <= datetime.fromisoformat(state["now"])
    assert (await cold.tap(BUDI))["text"] == "Tercatat 1"
    await cold.stop()
    await cold.start(clock_url=cold.server.url)
    assert cold.reissued == []


async def test_a_bot_that_is_not_alone_in_its_process_keeps_no_memory_from_being_freed(house):
    kept = gc.get_freeze_count()

    await house.crash()
    await house.start()

    assert gc.get_freeze_count() == kept


async def test_the_start_waits_for_telegram_and_says_so(cold, caplog):
    await cold.fault(method="getMe", times=1, status=401)

    await cold.start()

    assert "Telegram does not accept the token" in caplog.text
    assert not [r for r in caplog.records if cold.server.token in JsonFormatter().format(r)]


def tap_on(user_id, update_id, data):
    person = {"id": user_id, "is_bot": False, "first_name": "A"}
    body = {
        "update_id": update_id,
        "callback_query": {
            "id": "1",
            "from": person,
            "chat_instance": "1",
            "data": data,
            "message": {
                "message_id": 1,
                "date": 0,
                "chat": {"id": user_id, "type": "private"},
            },
        },
    }
    return RawUpdate(update_id=update_id, chat_key=user_id, body=json.dumps(body))
