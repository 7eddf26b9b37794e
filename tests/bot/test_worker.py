"""Handling: order, second tries, poison, and what a handler may not do."""

import asyncio
import errno
from contextlib import closing

import pytest
from sqlalchemy.exc import OperationalError
from telegram.ext import TypeHandler

from handlers.context import PerformedTwice
from sop_flows.errors import NotFound
from sop_flows.ports.kiriman import RawUpdate
from storage.database.sqlite import sqlite3
from storage.database.trouble import is_trouble

BUDI, SARI = 101, 102


async def test_an_update_that_cannot_be_decoded_is_set_aside_and_the_person_told(house, caplog):
    await house.joins(BUDI, SARI)
    bad = RawUpdate(update_id=900_001, chat_key=BUDI, body='{"update_id":900001,"message":{}}')
    good = house.message_update(900_002, SARI, "halo")

    await house.app.receive([bad, good])
    await house.until(lambda: house.app.worker.set_aside)
    await house.idle()

    assert "halo" in house.seen
    assert await house.status_of(900_001) == "mati"
    assert await house.status_of(900_002) == "selesai"
    assert "U900001" in [getattr(record, "insiden", None) for record in caplog.records]
    assert (await house.texts(BUDI))[-1] == "Gangguan U900001"


async def test_a_handler_that_fails_is_tried_again_before_later_updates_of_the_chat(house):
    failures = iter([True, True, False])

    async def fail_twice(update, context):
        if update.message.text == "satu" and next(failures):
            raise ValueError("not yet")

    house.on_text = fail_twice
    await house.app.receive([house.message_update(1, BUDI, "satu")])
    await house.app.receive([house.message_update(2, BUDI, "dua")])

    await house.until(lambda: house.app.worker.handled == 2)

    assert house.seen == ["satu", "satu", "satu", "dua"]
    assert {row.status for row in await house.inbox()} == {"selesai"}


async def test_a_handler_that_always_fails_is_set_aside_and_others_go_on(house):
    async def fail(update, context):
        if update.message.text == "racun":
            raise ValueError("never")

    house.on_text = fail
    await house.app.receive([house.message_update(1, BUDI, "racun")])
    await house.app.receive([house.message_update(2, BUDI, "lanjut")])

    await house.until(lambda: "lanjut" in house.seen)

    assert house.seen.count("racun") == 5
    assert await house.status_of(1) == "mati"


def want(what):
    """Return how the machine says that it wants for something."""
    if what == "disk":
        full = sqlite3.OperationalError("database or disk is full")
        full.sqlite_errorcode = sqlite3.SQLITE_FULL
        return OperationalError("INSERT", None, full)
    return OSError(errno.EMFILE, "Too many open files")


@pytest.mark.parametrize("what", ["disk", "files"])
async def test_what_the_machine_wants_for_is_no_attempt_of_an_update(cold, what):
    failures = iter([True] * 7 + [False])

    async def fail(update, context):
        if update.message.text == "satu" and next(failures):
            raise want(what)

    cold.on_text = fail
    await cold.start()
    await cold.app.receive([cold.message_update(1, BUDI, "satu")])
    await cold.app.receive([cold.message_update(2, BUDI, "dua")])
    await cold.until(lambda: cold.app.worker.handled == 2)

    assert cold.seen == ["satu"] * 8 + ["dua"]
    assert {(row.status, row.attempts) for row in await cold.inbox()} == {("selesai", 1)}


def test_a_statement_that_is_wrong_is_no_want_of_the_machine(tmp_path):
    with (
        closing(sqlite3.connect(tmp_path / "a.sqlite")) as database,
        pytest.raises(sqlite3.OperationalError) as wrong,
    ):
        database.execute("SELECT nothing FROM nowhere")

    assert not is_trouble(OperationalError("SELECT", None, wrong.value))
    assert is_trouble(want("disk"))
    assert not is_trouble(TimeoutError())


async def died_over(house, raw, times):
    """Let the process have died so many times while it handled this update, and start again."""
    now = house.app.clock.now()
    await house.app.units.carry(lambda carrier: carrier.inbox.store([raw], now), now)
    for _ in range(times - 1):
        await house.app.units.carry(lambda carrier: carrier.inbox.attempt(raw.update_id), now)
    await house.crash()
    await house.start()


async def test_an_update_over_which_the_process_died_five_times_is_tried_once_more_and_alone(
    house,
):
    begun, gate = asyncio.Event(), asyncio.Event()

    async def wait(update, context):
        if update.message.text == "dituduh":
            begun.set()
            await gate.wait()

    house.on_text = wait
    await died_over(house, house.message_update(1, BUDI, "dituduh"), 5)
    await begun.wait()
    await house.app.receive([house.message_update(2, SARI, "lain")])
    await house.app.units.carry(lambda carrier: None, house.app.clock.now())
    assert house.seen == ["dituduh"]
    gate.set()
    await house.until(lambda: house.app.worker.handled == 2)

    assert house.seen == ["dituduh", "lain"]
    assert {row.status for row in await house.inbox()} == {"selesai"}


async def test_an_update_over_which_the_process_died_alone_too_is_set_aside_and_told(house):
    await house.joins(BUDI)
    await died_over(house, house.message_update(1, BUDI, "maut"), 6)
    await house.until(lambda: house.app.worker.set_aside)
    await house.idle()

    assert house.seen == []
    assert await house.status_of(1) == "mati"
    assert (await house.texts(BUDI))[-1] == "Gangguan U1"


async def test_chats_are_handled_in_parallel_and_one_chat_in_order(house):
    waiting = asyncio.Event()

    async def wait_for_sari(update, context):
        if update.message.text == "budi 1":
            await waiting.wait()
        if update.message.text == "sari 1":
            waiting.set()

    house.on_text = wait_for_sari
    await house.app.receive(
        [
            house.message_update(1, BUDI, "budi 1"),
            house.message_update(2, BUDI, "budi 2"),
            house.message_update(3, SARI, "sari 1"),
        ]
    )
    await house.app.worker.drain()

    assert [text for text in house.seen if "budi" in text] == ["budi 1", "budi 2"]


async def test_an_update_nobody_handles_is_done(house):
    await house.app.receive([RawUpdate(update_id=7, chat_key=0, body='{"update_id":7}')])
    await house.app.worker.drain()

    assert await house.status_of(7) == "selesai"


async def test_a_second_perform_for_one_update_is_a_bug(house):
    caught = []

    async def twice(update, context):
        await context.tell(house.pesan(BUDI, "satu"))
        with pytest.raises(PerformedTwice) as error:
            await context.tell(house.pesan(BUDI, "dua"))
        caught.append(error)

    house.on_text = twice
    await house.joins(BUDI)
    await house.write(BUDI, "halo")
    await house.until(lambda: caught)
    await house.idle()

    assert (await house.texts(BUDI))[1:] == ["satu"]


async def test_an_error_after_the_effect_does_not_repeat_it(house):
    async def tell_and_fail(update, context):
        await context.tell(house.pesan(BUDI, "satu"))
        raise ValueError("afterwards")

    house.on_text = tell_and_fail
    await house.joins(BUDI)
    await house.write(BUDI, "halo")
    await house.until(lambda: "halo" in house.seen)
    await house.idle()

    assert house.seen == ["halo"]
    assert (await house.texts(BUDI))[1:] == ["satu"]


async def test_an_error_in_a_guard_keeps_every_other_handler_away(cold):
    reached = []

    async def guard(update, context):
        raise ValueError("who is that")

    async def behind(update, context):
        reached.append(update)

    def register(application):
        application.add_handler(TypeHandler(object, guard), group=-1)
        application.add_handler(TypeHandler(object, behind))

    cold.register = register
    await cold.start()
    await cold.app.receive([cold.message_update(1, BUDI, "halo")])
    await cold.until(lambda: cold.app.worker.set_aside)

    assert reached == []


async def test_a_refused_query_is_answered_and_done(house):
    def find(uow, **_):
        raise NotFound

    async def ask(update, context):
        with pytest.raises(NotFound):
            await context.read(find)

    house.on_text = ask
    await house.joins(BUDI)
    await house.write(BUDI, "/setuju 1")
    await house.write(BUDI, "halo")
    await house.until(lambda: "halo" in house.seen)
    await house.idle()

    assert (await house.texts(BUDI))[-1] == "ditolak: NotFound"
    assert {row.status for row in await house.inbox()} == {"selesai"}
