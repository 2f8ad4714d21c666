"""Forms of text, tested as cheaply as can be: the scalars' patterns, for values that are usually fine.

Every test is one-sided. True means that the published pattern certainly matches; False only means: look closer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Generic, NamedTuple, TypeVar

from touchline_spec.times import TIMESTAMP_PATTERN

# Words, currencies, amounts, names and the like repeat from event to event. Senders choose them, so both are bounded:
# 4096 texts of 64 characters take half a megabyte.
REMEMBERED = 4096
_LONGEST_REMEMBERED = 64

URL_PATTERN: Final = "^[^ \\t\\r\\n]+$"
DECIMAL_PATTERN: Final = "^-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,6})?$"
Answer = TypeVar("Answer")


class Remembered(dict[str, Answer], Generic[Answer]):
    """Answers by text, reckoned when a text is first met: a look-up in C for values that repeat."""

    def __init__(self, reckon: Callable[[str], Answer]) -> None:
        super().__init__()
        self._reckon = reckon

    def __missing__(self, text: str) -> Answer:
        answer = self._reckon(text)
        if len(text) <= _LONGEST_REMEMBERED:
            if len(self) >= REMEMBERED:
                self.clear()
            self[text] = answer
        return answer


def matches(pattern: str) -> Remembered[bool]:
    """Return the answers of a published pattern (`^...$`)."""
    whole = re.compile(pattern.removesuffix("$") + r"\Z")
    return Remembered(lambda text: whole.match(text) is not None)


class Amount(NamedTuple):
    """A decimal number as floating point, and how many digits its text has after the point."""

    value: float
    decimals: int


def _amount(text: str) -> Amount | None:
    if _DECIMAL.match(text) is None:
        return None
    return Amount(float(text), len(text.partition(".")[2]))


_DECIMAL = re.compile(DECIMAL_PATTERN.removesuffix("$") + r"\Z")
amounts: Final = Remembered(_amount)


# The tests that are cheaper than a pattern, by the pattern they stand for. Other white space than the blank cannot be
# in a text that the acceptor decodes: JSON has to escape it, and escapes of white space are not surely fine.
QUICK: Final = {
    URL_PATTERN: '" " not in {}',
    DECIMAL_PATTERN: "amounts[{}]",
    f"^{TIMESTAMP_PATTERN}$": "is_usual({})",
}
