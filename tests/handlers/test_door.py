"""What people write is clean before a handler reads it; what marks a part of it moves along."""

import pytest
from telegram import Message, Update

from handlers.door import clean_update


def message(**facts: object) -> dict[str, object]:
    user = {"id": 7, "is_bot": False, "first_name": "Dedi\u202e"}
    said = {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}, "from": user}
    return {"update_id": 1, "message": said | facts}


def read(update: dict[str, object]) -> Message:
    """Return the message as a handler gets it."""
    found = Update.de_json(clean_update(update), None).message
    assert found is not None
    return found


def test_a_note_comes_in_without_what_nobody_sees_and_with_all_that_is_written():
    found = read(message(text="Baris satu\u202e\x00\nBaris dua\u200b " + "a" * 3000))

    assert found.text == "Baris satu\nBaris dua " + "a" * 3000


@pytest.mark.parametrize(
    ("teks", "offset"), [("\u200e/setuju 1011 ya", 1), ("/setuju 1011 y\u202ea", 0)]
)
def test_a_command_behind_an_invisible_mark_is_still_a_command(teks: str, offset: int):
    entity = {"type": "bot_command", "offset": offset, "length": 7}
    found = read(message(text=teks, entities=[entity]))

    assert found.text == "/setuju 1011 ya"
    assert (found.entities[0].offset, found.entities[0].length) == (0, 7)


def test_a_caption_and_the_name_of_a_dokumen_are_words_too():
    document = {"file_id": "f", "file_unique_id": "u", "file_name": "BAST\u202efdp.exe"}
    found = read(message(caption="Bukti\x00 satu", document=document))

    assert found.caption == "Bukti satu"
    assert found.document.file_name == "BASTfdp.exe"


def test_what_a_button_carries_is_left_as_it_was_forged():
    tap = {"update_id": 1, "callback_query": {"data": "v1:t:1:0:kirim\u200b"}}

    assert clean_update(tap) == tap


def test_the_name_of_a_dokumen_is_no_longer_than_a_disk_could_hold():
    document = {"file_id": "f", "file_unique_id": "u", "file_name": "x" * 100_000 + ".pdf"}

    found = read(message(document=document)).document.file_name

    assert (len(found), found[-4:]) == (255, ".pdf")
