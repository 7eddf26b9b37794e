"""What a number in a cell shows: its format, read as a spreadsheet program reads it.

1. A format scales a number (``%``, commas at its end) and puts signs and words around it; that is what people see, and so what the cell means.
2. Rounding is for the eye only: the digits stay those of the cell.
3. Where another number is seen than the cell holds (none, one without its minus, a dash for nought), it is neither.
"""

import operator
import re
from collections.abc import Callable
from dataclasses import field
from decimal import Decimal
from functools import lru_cache
from typing import Final

from sop_flows.deferred import dataclass, pattern

PIECE: Final = pattern(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*](?P<space>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<power>E[+-])|(?P<digit>[0#?])|(?P<percent>%)|(?P<comma>,)"
    r"|(?P<point>\.)|(?P<at>@)|(?P<date>[dmyhs])|(?P<letter>.)",
    re.IGNORECASE | re.DOTALL,
)
"""A piece of a format: words, an escaped letter, a space of some width, a fill, brackets, digits, marks, one letter."""
CONDITION: Final = pattern(r"(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)", re.ASCII)
COMPARE: Final[dict[str, Callable[[Decimal, Decimal], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "<>": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
}
CURRENCY: Final = pattern(r"\$([^-]*)")
PLAIN, PERSEN, WORDS, UNSEEN = "n", "p", "s", "x"
"""A number as it is, a percentage, words with a number among them, and a number that is not seen as it is."""
HUNDRED, THOUSAND = Decimal(100), Decimal(1000)


@dataclass(slots=True)
class Section:
    """One section of a format."""

    before: str = ""
    after: str = ""
    places: list[str] = field(default_factory=list)
    """Places of digits before the point, and words among them."""
    condition: tuple[str, Decimal] | None = None
    percent: int = 0
    commas: int = 0
    has_point: bool = False
    has_nought: bool = False
    is_text: bool = False
    is_over: bool = False
    """An exponent or a fraction has begun: its digits are another way to write the same number."""
    is_other: bool = False
    """Parts of a date, or words among the decimals."""

    def take(self, piece: re.Match[str]) -> None:
        """Add the next piece."""
        kind = piece.lastgroup or "letter"
        special = {
            "digit": self._digit,
            "bracket": self._bracket,
            "comma": self._comma,
            "point": self._point,
        }.get(kind)
        if special is not None:
            special(piece[0])
        elif kind in {"general", "at"}:
            self.is_text |= kind == "at"
            self.places.append("0")
            self.has_nought = self.has_point = True
        elif kind == "power" or (piece[0] == "/" and self.places and kind == "letter"):
            self.is_over = True
            self.places = ["0"]
        elif kind == "date":
            self.is_other = True
        elif kind != "space":
            self.percent += kind == "percent"
            self._word(piece[kind])

    def _digit(self, place: str) -> None:
        self.has_nought |= place == "0"
        if self.is_over:
            return
        if self.has_point:
            self.is_other |= bool(self.after)
            return
        self.commas = 0  # those before a digit part thousands
        self.places.append(place)

    def _comma(self, _: str) -> None:
        self.commas += 1

    def _point(self, _: str) -> None:
        self.has_point = True

    def _bracket(self, text: str) -> None:
        found = CONDITION.fullmatch(text[1:-1].strip())
        if found is not None:
            self.condition = (found[1], Decimal(found[2]))
        elif (currency := CURRENCY.match(text[1:-1])) is not None:
            self._word(currency[1])

    def _word(self, text: str) -> None:
        if self.is_over and text.isdigit():  # of a fraction such as ?/100
            return
        if self.has_point or self.is_over:
            self.after += text
        elif self.places:
            self.places.append(text)
        else:
            self.before += text

    def close(self) -> None:
        """Put what stands behind the last digit behind the number."""
        behind: list[str] = []
        while self.places and self.places[-1] not in {"0", "#", "?"}:
            behind.insert(0, self.places.pop())
        self.after = "".join(behind) + self.after

    def holds(self, number: Decimal) -> bool:
        """Tell whether the condition of the section is met."""
        return self.condition is not None and COMPARE[self.condition[0]](number, self.condition[1])


GENERAL: Final = Section(places=["0"], has_nought=True, has_point=True)


@lru_cache(maxsize=512)
def sections_of(code: str) -> tuple[Section, ...]:
    """Return the sections of a format that are for numbers."""
    found = [Section()]
    for piece in PIECE.finditer(code):
        if piece["letter"] == ";":
            found.append(Section())
        else:
            found[-1].take(piece)
    for section in found:
        section.close()
    numeric = [one for one in found[:3] if not one.is_text]
    return tuple(numeric) or (GENERAL,)


def section_for(number: Decimal, sections: tuple[Section, ...]) -> tuple[Section | None, bool]:
    """Return the section that shows a number, and whether it has to show a minus itself."""
    first, *rest = sections
    if not any(one.condition for one in sections[:2]):
        if number < 0 and rest:
            return rest[0], True
        return (rest[1] if number == 0 and len(rest) > 1 else first), False
    if first.holds(number) or (first.condition is None and number > 0):
        return first, is_below(first)
    if not rest:
        return GENERAL, False
    second, *third = rest
    if second.holds(number):
        return second, is_below(second)
    if second.condition is None and (number < 0 or not third):
        return second, bool(third)
    return (third[0] if third else None), False


def is_below(section: Section) -> bool:
    """Tell whether a section is for negative numbers only, so that no minus is put before them."""
    if section.condition is None:
        return False
    mark, bound = section.condition
    return mark in {"<", "<="} and (bound < 0 or (mark == "<" and bound == 0))


def show(number: Decimal, code: str) -> tuple[str, str]:
    """Return what kind of thing a number shows as, and its text: digits with a dot, words as they are written here."""
    section, has_own_sign = section_for(number, sections_of(code or "General"))
    unseen = UNSEEN, f"{number:f}"
    if section is None or not section.places or section.is_other:
        return unseen
    around = words_around(number, section, has_own_sign=has_own_sign)
    scaled = abs(number) * HUNDRED**section.percent / THOUSAND**section.commas
    digits = lay_out(f"{scaled:f}", section.places)
    if around is None or digits is None:
        return unseen
    before, after = around
    sign = "-" if number < 0 else ""
    if (before, after.strip()) == ("", "%") and section.percent == 1:
        return PERSEN, sign + digits
    if before or after.strip() or not digits.replace(".", "").isdigit():
        return WORDS, sign + before + digits.replace(".", ",") + after
    return PLAIN, sign + digits


def words_around(
    number: Decimal, section: Section, *, has_own_sign: bool
) -> tuple[str, str] | None:
    """Return the words before and after a number, without its sign; None where its sign is not what is seen."""
    before, after = section.before.strip(), section.after.rstrip()
    if number >= 0:
        is_seen = before != "-" and (number != 0 or section.has_nought)
        return (before.removeprefix("+").strip(), after) if is_seen else None
    if not has_own_sign:
        return before, after
    if before.startswith("(") and after.endswith(")"):
        return before[1:].strip(), after[:-1].rstrip()
    if "-" in before + after:
        return before.replace("-", "").strip(), after.replace("-", "").rstrip()
    return None


def lay_out(number: str, places: list[str]) -> str | None:
    """Return digits on their places, with noughts before them where the format asks for some.

    None where words stand among the digits of a number with decimals.
    """
    whole, _, decimals = number.partition(".")
    decimals = decimals.rstrip("0")
    words = [place for place in places if place not in {"0", "#", "?"}]
    if not words:
        return whole.zfill(places.count("0")) + ("." + decimals if decimals else "")
    if decimals:
        return None
    left, laid = list(whole), ""
    for place in reversed(places):
        if place in words:
            laid = place + laid
        elif left:
            laid = left.pop() + laid
        elif place == "0":
            laid = "0" + laid
    return "".join(left) + laid.strip()
