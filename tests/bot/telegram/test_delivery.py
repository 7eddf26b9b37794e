"""Delivery against each answer that Telegram may give."""

import asyncio
from collections import Counter
from dataclasses import replace
from errno import EMFILE

import pytest
from sqlalchemy import select

from bot.app import Patience
from bot.telegram.courier import TRIES
from bot.telegram.delivery import SLOW_ROWS
from bot.telegram.pacing import LOOPBACK, Pace
from handlers.screens.screen import Dokumen, Screen
from sop_flows.ports.kiriman import Kiriman, Lane
from sop_flows.ports.layar.daftar import LayarKartu
from sop_flows.ports.layar.tugas import Gangguan
from storage.database.carrier_tables import KartuRow, OutboxRow
from tests.bot.conftest import AT

BUDI, SARI, DEDI = 101, 102, 103
FAST = Pace(per_second=29.5, most=30, chat_per_second=1000.0, chat_burst=1000)


@pytest.fixture
async def joined(house):
    await house.joins(BUDI, SARI)
    await house.idle()
    return house


async def statuses(house):
    return {row.id: row.status for row in await house.outbox()}


async def last(house):
    return (await house.outbox())[-1]


async def test_429_waits_for_this_chat_only(joined):
    await limit(joined, retry_after=3600)
    await joined.owe(joined.pesan(SARI, "tiga"))
    await joined.until(lambda: has(joined, SARI, "tiga"))

    assert len(await joined.texts(BUDI)) == 1


async def test_after_a_429_what_waited_arrives_in_order(joined):
    await limit(joined, retry_after=1)
    await joined.until(lambda: has(joined, BUDI, "dua"))

    assert (await joined.texts(BUDI))[1:] == ["satu", "dua"]


async def limit(house, retry_after):
    """Let Telegram refuse the next message to one chat for some seconds."""
    await house.fault(
        method="sendMessage", times=1, status=429, retry_after=retry_after, chat_id=BUDI
    )
    await house.owe(house.pesan(BUDI, "satu"), house.pesan(BUDI, "dua"))
    await house.fault_is_used()


async def has(house, user_id, text):
    return text in await house.texts(user_id)


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 500, "after_commit": True},
        {"status": 502},
        {"cut": True, "after_commit": True},
        {"cut": True},
    ],
)
async def test_a_send_that_may_have_arrived_is_repeated_and_says_so(joined, fault):
    await joined.fault(method="sendMessage", times=1, **fault)
    await joined.owe(joined.pesan(BUDI, "satu"))

    await joined.until(lambda: has(joined, BUDI, "satu (kirim ulang)"))

    arrived = (await joined.texts(BUDI))[1:]
    assert arrived in (["satu (kirim ulang)"], ["satu", "satu (kirim ulang)"])
    assert (await last(joined)).status == "terkirim"


async def test_an_edit_that_may_have_arrived_is_repeated_without_a_word(joined):
    await joined.fault(method="editMessageText", times=1, cut=True, after_commit=True)
    await joined.tap(BUDI)
    await joined.until(lambda: is_sent(joined))

    assert (await joined.texts(BUDI)) == ["Hitungan: <b>1</b>"]
    assert not (await last(joined)).ambigu


async def is_sent(house):
    return (await last(house)).status == "terkirim"


async def test_not_modified_is_success(joined):
    await joined.fault(
        method="editMessageText",
        times=1,
        status=400,
        description="Bad Request: message is not modified: specified new message content",
    )
    await joined.tap(BUDI)

    assert await is_sent(joined)


async def test_a_card_that_is_gone_becomes_a_new_message(joined):
    [card] = await joined.cards(BUDI)
    await joined.fault(
        method="editMessageText",
        times=1,
        status=400,
        description="Bad Request: message to edit not found",
    )
    await joined.tap(BUDI)

    [first, second] = await joined.cards(BUDI)
    assert first["message_id"] == card["message_id"]
    assert second["text"] == "Hitungan: <b>1</b>"
    row = KartuRow.__table__
    [[message_id]] = await joined.rows(select(row.c.message_id).where(row.c.id == BUDI))
    assert message_id == second["message_id"]


async def test_a_blocked_bot_holds_the_messages_until_the_person_is_back(joined):
    await joined.act(BUDI, "block", blocked=True)
    await joined.owe(joined.pesan(BUDI, "satu"), joined.pesan(BUDI, "dua"))
    await joined.until(lambda: joined.unreachable)
    await joined.idle()
    held = list((await statuses(joined)).values())[-2:]

    await joined.act(BUDI, "block", blocked=False)
    await joined.write(BUDI, "/start")
    await joined.until(lambda: has(joined, BUDI, "dua"))

    assert held == ["tahan", "tahan"]
    assert {*joined.unreachable} == {BUDI}  # as Telegram tells, and as it refuses
    assert (await joined.texts(BUDI))[1:] == ["satu", "dua"]


async def test_chat_not_found_again_and_again_is_given_up_and_told(joined, caplog):
    await joined.owe(joined.pesan(999_999, "satu"), joined.pesan(SARI, "dua"))
    await joined.until(lambda: joined.lost)

    first, second = (await joined.outbox())[-2:]
    assert (first.status, first.attempts, second.status) == ("mati", TRIES, "terkirim")
    assert "can never be sent" in caplog.text
    assert [(lost.chat_id, lost.layar) for lost in joined.lost] == [(999_999, "ucapan")]


async def test_what_is_refused_once_is_not_given_up(joined):
    await joined.fault(method="sendMessage", times=1, status=400)
    await joined.owe(joined.pesan(BUDI, "satu"))
    await joined.until(lambda: has(joined, BUDI, "satu"))

    assert joined.lost == []


async def test_trouble_with_telegram_is_no_refusal_however_often_it_came(joined):
    await joined.fault(method="sendMessage", times=TRIES, status=502)
    await joined.fault(method="sendMessage", times=1, status=400)
    await joined.owe(joined.pesan(BUDI, "satu"))

    async def is_over():
        joined.app.units.wake()  # so that an outage is asked after at once
        return (await last(joined)).status in ("terkirim", "mati")

    await joined.until(is_over)
    assert await has(joined, BUDI, "satu (kirim ulang)")
    assert joined.lost == []


async def test_want_of_our_own_resources_gives_up_no_message(cold):
    refused = []
    seams = cold.seams

    def draw(view, *, ambigu):
        if len(refused) < 2 * TRIES:
            refused.append(view)
            raise OSError(EMFILE, "Too many open files")
        return seams().draw(view, ambigu=ambigu)

    await cold.start()
    await cold.seed()
    await cold.joins(BUDI)
    cold.app._courier._draw = draw
    await cold.owe(cold.pesan(BUDI, "satu"))

    await cold.until(lambda: has(cold, BUDI, "satu"))
    assert (await last(cold)).attempts == 2 * TRIES + 1
    assert cold.lost == []


async def test_what_cannot_be_loaded_or_read_is_given_up_and_told(cold):
    seams = cold.seams

    def load(uow, kiriman, kartu):
        if kiriman.isi == Gangguan(insiden="A1"):
            raise LookupError("NIP 19850312 201001 1 001")
        return seams().load(uow, kiriman, kartu)

    cold.seams = lambda: replace(seams(), load=load)
    await cold.start()
    await cold.seed()
    await cold.joins(BUDI)
    unreadable = OutboxRow.__table__.update().where(OutboxRow.__table__.c.chat_id == SARI)
    await cold.app.units.carry(
        lambda carrier: (
            carrier.outbox.add(cold.pesan(SARI, "satu")),
            carrier.outbox._connection.execute(unreadable.values(layar="tak_dikenal")),
        ),
        AT,
    )
    await cold.owe(Kiriman(chat_id=BUDI, isi=Gangguan(insiden="A1")))

    await cold.until(lambda: len(cold.lost) == 2)
    assert {lost.layar for lost in cold.lost} == {"tak_dikenal", "gangguan"}
    assert [row.error for row in await cold.outbox() if row.layar == "gangguan"] == [
        "LookupError('NIP [NIP]')"
    ]


async def test_markup_that_telegram_refuses_is_sent_plain_once(joined, caplog):
    await joined.fault(
        method="sendMessage",
        times=1,
        status=400,
        description="Bad Request: can't parse entities: unsupported start tag",
    )
    await joined.owe(joined.pesan(BUDI, "<b>satu</b>"))
    await joined.idle()

    assert (await joined.texts(BUDI))[1:] == ["satu"]
    assert "markup that Telegram refuses" in caplog.text


async def test_a_screen_that_cannot_be_drawn_is_given_up_and_others_go_on(joined):
    await joined.owe(joined.pesan(BUDI, "<oops"), joined.pesan(BUDI, "dua"))
    await joined.until(lambda: joined.lost)
    await joined.idle()

    assert (await joined.texts(BUDI))[1:] == ["dua"]


async def test_a_card_owed_as_new_comes_as_a_new_message_and_the_old_one_says_so(joined):
    await joined.owe(
        Kiriman(chat_id=BUDI, isi=LayarKartu(), kartu_id=BUDI, baru=True, lane=Lane.BIASA)
    )
    await joined.idle()

    old, new = await joined.messages(BUDI)
    assert (old["text"], old["buttons"]) == ("Dipindah ke bawah", [])
    assert (new["text"], new["buttons"]) == ("Hitungan: <b>0</b>", [["Tambah"]])
    assert (await joined.tap(BUDI))["text"] == "Tercatat 1"
    assert (await joined.texts(BUDI))[-1] == "Hitungan: <b>1</b>"


async def test_a_board_rests_between_edits_unless_somebody_asks_for_it(cold):
    cold.patience = replace(cold.patience, pace=replace(LOOPBACK, board_gap=3600.0))
    await cold.start()
    await cold.seed()
    await cold.joins(BUDI)
    await cold.idle()
    row = KartuRow.__table__
    to_board = row.update().values(tugas_id=None, berkas_id=1)
    await cold.app.database.run(lambda connection: connection.execute(to_board))
    board = Kiriman(chat_id=BUDI, isi=LayarKartu(), kartu_id=BUDI, paksa=True)
    await cold.owe(board)
    await cold.idle()
    edits = len(await cold.calls("editMessageText"))

    await cold.owe(replace(board, paksa=False), cold.pesan(BUDI, "dua"))
    await cold.until(lambda: is_sent(cold))

    assert [row.status for row in (await cold.outbox())[-2:]] == ["baru", "terkirim"]
    assert len(await cold.calls("editMessageText")) == edits
    await cold.owe(board)
    await cold.idle()
    assert len(await cold.calls("editMessageText")) == edits + 1


async def pinned(house):
    return [message.get("pinned", False) for message in await house.messages(BUDI)]


async def test_a_board_that_is_sent_anew_or_whose_berkas_has_ended_leaves_no_pin(cold):
    over = []
    seams = cold.seams

    def draw(view, *, ambigu):
        return replace(seams().draw(view, ambigu=ambigu), is_over=bool(over))

    cold.seams = lambda: replace(seams(), draw=draw)
    await cold.start()
    await cold.seed()
    await cold.joins(BUDI)
    await cold.idle()
    to_board = KartuRow.__table__.update().values(tugas_id=None, berkas_id=1)
    await cold.app.database.run(lambda connection: connection.execute(to_board))
    board = Kiriman(chat_id=BUDI, isi=LayarKartu(), kartu_id=BUDI, baru=True, sematkan=True)
    for _ in range(2):
        await cold.owe(board)
        await cold.idle()
    assert await pinned(cold) == [False, False, True]

    over.append("selesai")
    await cold.owe(replace(board, baru=False, sematkan=False, paksa=True))
    await cold.idle()
    assert await pinned(cold) == [False, False, False]

    await cold.owe(board)
    await cold.idle()
    assert await pinned(cold) == [False] * 4


async def test_a_card_that_shows_its_state_costs_no_call(joined):
    edits = len(await joined.calls("editMessageText"))
    await joined.owe(Kiriman(chat_id=BUDI, isi=LayarKartu(), kartu_id=BUDI))
    await joined.idle()

    assert len(await joined.calls("editMessageText")) == edits
    assert await is_sent(joined)


async def test_a_card_that_is_owed_all_the_same_is_redrawn(joined):
    edits = len(await joined.calls("editMessageText"))
    await joined.owe(Kiriman(chat_id=BUDI, isi=LayarKartu(), kartu_id=BUDI, paksa=True))
    await joined.idle()

    assert len(await joined.calls("editMessageText")) == edits + 1


async def test_rows_of_a_chat_arrive_in_order(joined):
    await joined.owe(*(joined.pesan(BUDI, f"{number}") for number in range(12)))
    await joined.idle()

    assert (await joined.texts(BUDI))[1:] == [f"{number}" for number in range(12)]


async def test_a_tap_overtakes_a_backlog_and_no_second_sees_more_than_thirty(cold):
    cold.patience = Patience(intake=(0.01,), pace=FAST, farewell=0.0)
    cold.server.messenger.limiter.per_second = 30
    await cold.start()
    await cold.seed()
    await cold.joins(BUDI)
    backlog = [
        cold.pesan(chat, f"{number}", lane=Lane.MASSAL)
        for number in range(1000)
        for chat in (BUDI, SARI, DEDI)
    ]
    for person in (SARI, DEDI):
        await cold.write(person, "/start")
    await cold.owe(*backlog)
    await cold.until(lambda: has(cold, SARI, "8"))

    [card] = await cold.cards(BUDI)
    await cold.act(BUDI, "tap", message_id=card["message_id"], label="Tambah")
    await cold.until(lambda: has(cold, BUDI, "Hitungan: <b>1</b>"))
    behind = [row for row in await cold.outbox() if row.status in {"baru", "kirim"}]
    await cold.until(lambda: has(cold, DEDI, "20"))

    assert behind
    methods = [call["method"] for call in await cold.calls()]
    answered = methods.index("answerCallbackQuery")
    assert methods[answered:].index("editMessageText") <= FAST.most
    answers = [call["status"] for call in await cold.calls("sendMessage")]
    assert 429 not in answers


async def test_what_nobody_waits_for_waits_while_an_update_is_in_hand(cold):
    cold.machine = lambda: AT.timestamp()  # it stands: nothing becomes due by waiting
    let_go = await hold_an_update(cold)
    await cold.owe(cold.pesan(DEDI, "edaran", lane=Lane.MASSAL), cold.pesan(SARI, "0"))
    for number in range(3):
        await cold.until(lambda number=number: has(cold, SARI, f"{number}"))
        await cold.owe(cold.pesan(SARI, f"{number + 1}"))
    early = await has(cold, DEDI, "edaran")

    let_go.set()
    await cold.idle()

    assert not early
    assert await has(cold, DEDI, "edaran")


async def test_what_nobody_waits_for_does_not_wait_for_ever(cold):
    let_go = await hold_an_update(cold)
    await cold.owe(cold.pesan(DEDI, "edaran", lane=Lane.MASSAL))

    await cold.until(lambda: has(cold, DEDI, "edaran"))
    let_go.set()


async def hold_an_update(house):
    """Start, with an update of Budi in hand until the event that is returned."""
    is_held, let_go = asyncio.Event(), asyncio.Event()

    async def hold(_update, _context):
        is_held.set()
        await let_go.wait()

    await house.start()
    await house.seed()
    await house.joins(BUDI, SARI, DEDI)
    house.on_text = hold
    await house.write(BUDI, "halo")
    await is_held.wait()
    return let_go


async def test_of_a_backlog_a_few_are_read_at_once(cold):
    read = Counter()
    seams = cold.seams()

    def load(uow, kiriman, kartu):
        read[id(uow)] += 1
        units.append(uow)
        return seams.load(uow, kiriman, kartu)

    units = []  # each kept, so that no two of them are the same object
    cold.seams = lambda: replace(seams, load=load)
    await cold.start()
    chats = range(1000, 1000 + 5 * SLOW_ROWS)
    await cold.owe(*(cold.pesan(chat, "edaran", lane=Lane.MASSAL) for chat in chats))
    await cold.idle()

    assert len(units) >= len(chats)
    assert max(read.values()) <= SLOW_ROWS


async def test_what_is_in_hand_is_put_back_at_the_end(cold):
    cold.patience = Patience(intake=(0.01,), pace=Pace(per_second=2.0, most=2), farewell=0.0)
    await cold.start()
    await cold.seed()
    await cold.write(BUDI, "/start")
    await cold.owe(*(cold.pesan(BUDI, f"{number}", lane=Lane.MASSAL) for number in range(30)))
    await cold.until(lambda: has(cold, BUDI, "0"))
    await cold.stop()
    await cold.start()

    rows = await cold.outbox()
    assert not [row for row in rows if row.ambigu]
    assert [row for row in rows if row.status == "baru"]


async def test_a_document_a_question_and_a_board_are_sent_as_what_they_are(cold):
    screens = {
        "dokumen": Screen("Lembar", document=Dokumen("a.txt", b"isi")),
        "tanya": Screen("Alasan?", force_reply="Tulis alasan"),
        "papan": Screen("Papan"),
    }
    seams = cold.seams
    cold.seams = lambda: replace(seams(), draw=lambda view, ambigu: screens[view.isi.teks])
    await cold.start()
    await cold.write(BUDI, "halo")
    papan = replace(cold.pesan(BUDI, "papan"), sematkan=True)
    await cold.owe(
        cold.pesan(BUDI, "dokumen", senyap=True),
        cold.pesan(BUDI, "tanya"),
        papan,
    )
    await cold.idle()

    document, question, board = await cold.messages(BUDI)
    assert document["document"]["name"] == "a.txt"
    assert document["silent"]
    assert document["text"] == "Lembar"
    assert question["force_reply"]["placeholder"] == "Tulis alasan"
    assert board["pinned"]
