"""What the phones show when the berkas has ended: nothing that is not true any more."""

import pytest

DEAD_ENDS = ("Urungkan", "Setujui", "Kembalikan", "Kirim", "Selesai", "Tanda tangani", "Isi ")


def labels(message):
    return [label for row in message["buttons"] or [] for label in row]


def test_no_phone_offers_what_cannot_be_done_any_more(pertunjukan):
    offered = [
        (nama, label)
        for nama, messages in pertunjukan.ponsel.items()
        for message in messages
        for label in labels(message)
        if any(words in label for words in DEAD_ENDS)
    ]

    assert offered == []


def test_a_card_that_came_anew_is_on_each_phone_once(pertunjukan):
    shown = [
        text.splitlines()[0]
        for messages in pertunjukan.ponsel.values()
        for message in messages
        if (text := message["plain"]).endswith("Kartu dipindah ke bawah.")
    ]

    assert set(shown) == {"⬇️ Kartu dipindah ke bawah."}


def test_a_corrected_value_is_not_marked_any_more(pertunjukan):
    cards = [
        m["plain"] for m in pertunjukan.ponsel["Budi Hartono"] if "perbaikan ke-2" in m["plain"]
    ]

    assert cards
    assert not any("perlu diperbaiki" in text for text in cards)


@pytest.mark.parametrize(
    "told",
    ["mengecualikan", "Rizki Maulana (saksi Dewi Anggraeni)"],
)
def test_the_history_names_who_was_excused_and_the_witness(pertunjukan, told):
    history = pertunjukan.ponsel["Endang Lestari"][-1]["plain"]

    assert told in history


def test_the_reason_of_an_excuse_is_no_note_to_the_camat(pertunjukan):
    cards = [m["plain"] for m in pertunjukan.ponsel["Suharyanto"]]

    assert not any("lembar cetak" in text for text in cards)
