"""What counts as a reason, wherever one is demanded: words that may help somebody.

Marks, spaces and digits alone are none, nor is one letter over and over.
"""

from sop_flows.errors import ReasonRequired

LEAST_LETTERS = 3  # different letters without which nothing is a reason


def is_reason(teks: str, least: int = LEAST_LETTERS) -> bool:
    """Tell whether a text is a reason: a few different letters, ``least`` letters and digits."""
    said = [char for char in teks.casefold() if char.isalnum()]
    return len(said) >= least and len({char for char in said if char.isalpha()}) >= LEAST_LETTERS


def check_reason(teks: str, least: int = LEAST_LETTERS) -> None:
    """Refuse a text that is no reason.

    Raises:
        ReasonRequired: It has not so many letters.
    """
    if not is_reason(teks, least):
        raise ReasonRequired(huruf=least)
