"""The card that floor and peers show: as long as ours, counted up with every tap."""

from collections import defaultdict

from benchmarks.taps import TEXT

LABELS = ("Disposisikan", "Catatan")
BOARD = 2
"""The message that shows a person how the berkas of the tap stands; the card is another one."""
counts: defaultdict[int, int] = defaultdict(int)


def next_text(chat_id: int) -> str:
    """Return the text of a card after one more tap."""
    counts[chat_id] += 1
    return f"{TEXT}{counts[chat_id]}"


def next_data(chat_id: int, data: str) -> str:
    """Return what the buttons of a card carry after one more tap."""
    return f"{data.partition(':')[0]}:{counts[chat_id]}"


def has_successor(data: str) -> bool:
    """Tell whether a tap closes its card and opens another one."""
    return data.startswith("baru")
