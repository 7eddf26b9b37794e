"""Telegram is away, or refuses a single method: nobody is mute once it is back, nothing is lost."""

from dataclasses import replace

import pytest

from bot.app import Patience
from bot.telegram.courier import PAUSES_S
from bot.telegram.pacing import LOOPBACK
from handlers.screens.screen import Dokumen, Reaksi, Screen
from handlers.screens.values import UNDERSTOOD
from sop_flows.ports.kiriman import Lane

BUDI, SARI = 101, 102
AWAY_S, BACK_S = 90, 5
FOR_EVER = 1_000_000
EVERYTHING = ("sendMessage", "editMessageText", "getMe")


@pytest.fixture
async def joined(cold):
    """A bot with its own pauses, on a machine whose clock the test moves."""
    cold.patience = Patience(intake=(0.01,), courier=PAUSES_S, pace=LOOPBACK, farewell=0.0)
    seams, cold.screens = cold.seams, {}

    def draw(view, *, ambigu):
        drawn = cold.screens.get(getattr(view.isi, "teks", ""))
        return drawn or seams().draw(view, ambigu=ambigu)

    cold.seams = lambda: replace(seams(), draw=draw)
    await cold.start()
    await cold.seed()
    await cold.joins(BUDI, SARI)
    await cold.idle()
    return cold


async def pass_time(house, seconds):
    """Let so many seconds pass; at each of them delivery looks at the clock."""
    delivery = house.app.delivery
    for _ in range(seconds):
        house.ahead_s += 1
        delivery._idle.clear()
        delivery._woken.set()
        await delivery._idle.wait()


async def be_away(house, *methods, **fault):
    """Let Telegram answer 502 to these methods for a while."""
    for method in methods:
        await house.fault(method=method, times=FOR_EVER, status=502, **fault)
    words = ((BUDI, "satu"), (BUDI, "dua"), (SARI, "tiga"))
    await house.owe(*(house.pesan(chat, text, lane=Lane.KETUK) for chat, text in words))
    await pass_time(house, AWAY_S)
    house.server.messenger.faults.clear()


async def first_words(house, user_id):
    return [text.split(" (")[0] for text in await house.texts(user_id)][1:]


@pytest.mark.parametrize("methods", [EVERYTHING, ("sendMessage",)])
async def test_nobody_is_mute_for_more_than_five_seconds_after_an_outage(joined, methods):
    await be_away(joined, *methods)
    assert await first_words(joined, BUDI) == []

    await pass_time(joined, BACK_S)

    await joined.until(lambda: is_told(joined, BUDI, ["satu", "dua"]))
    await joined.until(lambda: is_told(joined, SARI, ["tiga"]))


async def is_told(house, user_id, words):
    return await first_words(house, user_id) == words


async def test_what_somebody_asks_for_now_does_not_wait_for_what_fails(joined):
    await be_away(joined, "sendMessage", chat_id=BUDI)

    await joined.owe(joined.pesan(BUDI, "kini", lane=Lane.KETUK))
    await joined.app.delivery.drain()

    assert "kini" in await first_words(joined, BUDI)


async def test_an_outage_costs_no_more_than_the_tries_that_found_it_out(joined):
    await be_away(joined, *EVERYTHING)

    assert [row.attempts for row in await joined.outbox()][-3:] == [1, 0, 1]
    assert len(await joined.calls("sendMessage")) == 2 + 2


async def test_a_token_that_is_refused_stops_all_sending_until_it_is_accepted(joined, caplog):
    for method in ("sendMessage", "getMe"):
        await joined.fault(method=method, times=FOR_EVER, status=401)
    await joined.owe(joined.pesan(BUDI, "satu"), joined.pesan(SARI, "dua"))
    await pass_time(joined, AWAY_S)

    assert "does not let this bot send" in caplog.text
    assert len(await joined.calls("sendMessage")) == 2 + 2
    joined.server.messenger.faults.clear()
    await pass_time(joined, BACK_S)
    await joined.until(lambda: is_told(joined, BUDI, ["satu"]))
    await joined.until(lambda: is_told(joined, SARI, ["dua"]))


async def test_a_method_that_this_bot_api_lacks_silences_nobody(joined, caplog):
    await joined.fault(method="sendDocument", times=FOR_EVER, status=404)
    lembar = Screen("Lembar", document=Dokumen("a.txt", b"isi"))
    joined.screens["lembar"] = lembar
    await joined.owe(joined.pesan(BUDI, "lembar"), joined.pesan(BUDI, "satu"))
    await joined.owe(joined.pesan(SARI, "dua"))
    await joined.app.delivery.drain()
    assert await first_words(joined, SARI) == ["dua"]

    await pass_time(joined, 1 + BACK_S)
    await joined.until(lambda: is_told(joined, BUDI, ["satu"]))
    assert "does not let this bot send" not in caplog.text


@pytest.mark.parametrize("status", [400, 404])
async def test_a_gesture_that_is_refused_is_no_error_and_not_tried_again(joined, caplog, status):
    await joined.fault(method="deleteMessages", times=FOR_EVER, status=status)
    await joined.fault(method="setMessageReaction", times=FOR_EVER, status=status)
    joined.screens |= {
        "hapus": Screen(deletion=(1, 2)),
        "suka": Screen(reaction=Reaksi(1, UNDERSTOOD)),
    }
    await joined.owe(*(joined.pesan(BUDI, word) for word in ("hapus", "suka", "satu")))
    await joined.app.delivery.drain()

    assert await first_words(joined, BUDI) == ["satu"]
    assert [row.status for row in await joined.outbox()][-3:] == ["terkirim"] * 3
    assert not [record for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")]


async def test_a_machine_that_slept_longer_than_a_tap_lives_asks_anew_once(joined):
    joined.ahead_s += 149
    await joined.write(BUDI, "halo")
    await joined.until(lambda: "halo" in joined.seen)
    await joined.until(lambda: joined.app._heart.at > joined.machine() - 10)
    assert joined.reissued == []

    joined.ahead_s += 200
    for text in ("pagi", "siang"):
        await joined.write(BUDI, text)
        await joined.until(lambda text=text: text in joined.seen)

    await joined.until(lambda: joined.reissued)
    await joined.write(BUDI, "malam")
    await joined.until(lambda: "malam" in joined.seen)
    [gap] = joined.reissued
    assert gap.total_seconds() >= 200


async def test_polls_that_fail_longer_than_a_tap_lives_ask_anew_also_after_a_restart(joined):
    await joined.fault(method="getUpdates", times=FOR_EVER, status=502)
    joined.ahead_s += 200
    await joined.app._beat()
    await joined.crash()
    joined.server.messenger.faults.clear()
    await joined.start()
    await joined.stop()
    await joined.start()

    [gap] = joined.reissued
    assert gap.total_seconds() >= 200
