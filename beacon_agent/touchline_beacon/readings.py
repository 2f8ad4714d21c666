"""When to connect to an iPhone, and whose token its address carries. Pure.

A backgrounded iPhone shows one bit that 2^121 other services share. So: connect only on our bit, one connection at a
time, once per address and window, with growing pauses after failures; remember a refusal until the address is gone, in
memory only; and follow an address only while its token's window lasts.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass

from touchline_spec import tokens

# The first pause lets a phone that walks by leave; five minutes are one third of a window.
_PAUSES = (15.0, 60.0, 300.0)
# An address not heard for this long is gone: phones repeat at least every few seconds while in reach.
_GONE_SECONDS = 120.0
# Addresses with our bit in reach at one time; a flood of made-up ones pushes out the oldest.
_REMEMBERED = 2_000


# Enough for a 95th percentile.
_TIMED = 100


@dataclass(slots=True)
class Known:
    """What is known of an address."""

    heard: float
    token: tokens.GattToken | None = None
    window: int = -1
    """The window in which the token was read, or the last try made."""
    refused: bool = False
    failures: int = 0
    not_before: float = 0.0


class Readings:
    """All addresses that showed our bit."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Known] = OrderedDict()
        self.busy = False
        self.tried = self.succeeded = self.refused = self.failed = 0
        self.seconds: deque[float] = deque(maxlen=_TIMED)
        """How long the last reads that gave a token took."""
        self._begun = 0.0

    def offered(self, address: str, now: float, window: int) -> tokens.GattToken | None:
        """An address showed our bit; returns its token where one was read in this window or the one before."""
        known = self._known.get(address)
        if known is None:
            known = self._known[address] = Known(now)
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        known.heard = now
        self._known.move_to_end(address)
        if known.token is not None and known.window != window:
            known.token = None
        return known.token

    def wanted(self, address: str, now: float, window: int) -> bool:
        """Whether to connect now; a True must be followed by `settled`."""
        known = self._known.get(address)
        if self.busy or known is None or known.token is not None or known.refused or now < known.not_before:
            return False
        if known.window == window and known.failures == 0:
            return False
        self.busy = True
        self._begun = now
        self.tried += 1
        known.window = window
        return True

    def settled(self, address: str, now: float, token: tokens.GattToken | None, *, refused: bool = False) -> None:
        """What came of a connection: a token, a refusal (the service is not ours), or neither."""
        self.busy = False
        known = self._known.get(address)
        if token is not None:
            self.succeeded += 1
            self.seconds.append(now - self._begun)
        elif refused:
            self.refused += 1
        else:
            self.failed += 1
        if known is None:
            return
        known.token, known.refused = token, refused
        if token is not None or refused:
            known.failures = 0
            return
        known.not_before = now + _PAUSES[min(known.failures, len(_PAUSES) - 1)]
        known.failures += 1

    def sweep(self, now: float) -> None:
        """Forget addresses that are gone."""
        while self._known:
            address, known = next(iter(self._known.items()))
            if now - known.heard <= _GONE_SECONDS:
                return
            del self._known[address]

    def __len__(self) -> int:
        """Addresses remembered."""
        return len(self._known)
