"""The words of a command are taken whole, on their own lines."""

import pytest
from telegram import Update

from handlers.taps.commands import words


def typed(teks: str) -> Update:
    user = {"id": 7, "is_bot": False, "first_name": "Dedi"}
    message = {
        "message_id": 1,
        "date": 0,
        "chat": {"id": 7, "type": "private"},
        "from": user,
        "text": teks,
    }
    return Update.de_json({"update_id": 1, "message": message}, None)


@pytest.mark.parametrize(
    ("teks", "said"),
    [
        ("/setuju 1011", ""),
        ("/setuju", ""),
        ("/setuju 1011 baris satu\nbaris  dua", "baris satu\nbaris  dua"),
        ("/setuju #1011: dengan catatan", "dengan catatan"),
        ("/setuju@tapak_bot 1011, 2 lampiran menyusul", "2 lampiran menyusul"),
        ("/kembalikan 1011\n" + "a" * 3000, "a" * 3000),
    ],
)
def test_what_stands_after_the_number_is_the_note(teks: str, said: str):
    assert words(typed(teks)) == said
