"""The tables of the windows in use, built ahead or on demand.

Small programmes are built on the spot, large ones in a child process, so that the server's interpreter never stops for
seconds. Until a table is there, `find` answers `Building`. The keys of a coming day, two thirds of the work of its
first window, are derived an hour before that window is built, and for who joins alone when somebody joins.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from queue import PriorityQueue
from typing import Any

from touchline_collector.resolver import builder
from touchline_collector.resolver.roster import Roster
from touchline_collector.resolver.windows import NOBODY, Table
from touchline_spec import tokens

logger = logging.getLogger(__name__)

# 2,000 members take 10 ms: less than the slowest request the server answers anyway.
ON_THE_SPOT = 2_000
# Four windows around now, and the past ones that a day-late outbox walks through one after the other.
KEPT = 10
# Phones' clocks are off by up to a quarter of an hour.
AROUND = (0, -1, 1)
# What is built ahead, the most wanted first: two windows, so that a build that fails is tried again in time.
AHEAD = (0, -1, 1, 2)
# An hour before the first window of a day is built, its keys are: so no build has both to do.
_DAY_AHEAD = AHEAD[-1] + 4
_WINDOWS_A_DAY = 86_400 // tokens.WINDOW_SECONDS
# Today, and a neighbour: tomorrow from an hour before, or a past day.
_DAYS = 3
# What is wanted later than the windows of now: the next day's keys, then what an outbox brings.
_COMING, _PAST = len(AHEAD), len(AHEAD) + 1


class Building(Exception):  # noqa: N818 - a state, not a fault
    """The table is not there yet."""


class Tables:
    """Finds members by token. `find` never blocks for long; one thread builds what is asked for."""

    def __init__(self, roster: Roster, *, make: Callable[..., builder.Built] = builder.in_child) -> None:
        self._roster = roster
        self._make = make
        self._tables: OrderedDict[int, Table] = OrderedDict()
        self._young: dict[int, tuple[int, dict[bytes, int]]] = {}
        self._days: OrderedDict[str, bytearray] = OrderedDict()
        self._removed = 0
        self._wanted: PriorityQueue[tuple[int, int, bool]] = PriorityQueue()
        self._asked: set[tuple[int, bool]] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self.clocks = dict.fromkeys(sorted(AROUND), 0)
        """Tokens found by how many windows their phone's clock is off; of a tag, whose ids live longer, no measure."""
        self.failed: str | None = None
        """Why the last build failed, for operators."""

    def find(self, eid: bytes, window: int) -> int | None:
        """The number behind a token heard in `window` or beside it; raises Building while that cannot be told."""
        missing = []
        for near in AROUND:
            table = self._table(window + near)
            if table is None:
                missing.append(window + near)
                continue
            number = self._among_young(eid, window + near, table.known)
            if number is None:
                number = table.find(eid)
            if number is not None:
                self.clocks[near] += 1
                return number
        if missing:
            for near in missing:
                self._want(near, _PAST)
            raise Building
        return None

    def ahead(self, window: int) -> None:
        """Have the tables around a window and two ahead of it built, and the keys of a day that is near."""
        for urgency, near in enumerate(AHEAD):
            if self._table(window + near) is None:
                self._want(window + near, urgency)
        coming = window + _DAY_AHEAD
        day = tokens.day_of(coming)
        near_days = (tokens.day_of(window), tokens.day_of(window + AHEAD[-1]), *self._days)
        if len(self._roster) > ON_THE_SPOT and day not in near_days:
            self._want(coming - coming % _WINDOWS_A_DAY, _COMING, day_only=True)

    def ready(self, window: int) -> bool:
        """Whether tokens of this very window can be told."""
        return self._table(window) is not None

    def filter(self, window: int) -> bytes:
        """Derive a window's membership filter: seconds for a large programme. From any thread."""
        make = builder.here if len(self._roster) <= ON_THE_SPOT else self._make
        return self._derive(window, make, filtered=True).filter

    def generation(self) -> tuple[int, int]:
        """Another one whenever somebody joined or was removed."""
        return len(self._roster), self._removed

    def forget(self, numbers: Iterable[int]) -> None:
        """Blank the keys of members who were removed; their tokens in the tables are of numbers that mean nobody."""
        with self._lock:
            self._removed += 1
            for number in numbers:
                at = number * tokens.DAY_KEY_BYTES
                for derived in self._days.values():
                    if at < len(derived):
                        derived[at : at + tokens.DAY_KEY_BYTES] = NOBODY
            self._young.clear()

    # -- inside ----------------------------------------------------------------------------------------------------

    def _want(self, window: int, urgency: int, *, day_only: bool = False) -> None:
        """Queue a window for building, or the keys of its day, once."""
        with self._lock:
            if (window, day_only) in self._asked:
                return
            self._asked.add((window, day_only))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="touchline-resolver", daemon=True)
                self._thread.start()
        self._wanted.put((urgency, window, day_only))

    def _table(self, window: int) -> Table | None:
        with self._lock:
            table = self._tables.get(window)
            if table is not None:
                self._tables.move_to_end(window)
                return table
        if len(self._roster) <= ON_THE_SPOT:
            return self._build(window, builder.here)
        return None

    def _among_young(self, eid: bytes, window: int, known: int) -> int | None:
        """Look among the members who joined after the window's table was built."""
        size = len(self._roster)
        if size == known:
            return None
        start, found = self._young.get(window, (known, {}))
        if start < known:
            start, found = known, {}
        day = tokens.day_of(window)
        for number in range(start, size):
            member = self._roster.member(number)
            if member is not None and member.tag is None:
                key = tokens.day_key(member.key, programme=self._roster.programme, day=day, chain=self._roster.chain)
                found[tokens.eid(key, window)] = number
        for tag in self._roster.tags(start):
            found.update(dict.fromkeys(tag.eids(window), tag.number))
        self._young[window] = (size, found)
        return found.get(eid)

    def _build(self, window: int, make: Callable[..., builder.Built], *, day_only: bool = False) -> Table | None:
        """Build a window's table, or only the keys of its day, and keep it."""
        table = self._derive(window, make, day_only=day_only).table
        if table is not None:
            with self._lock:
                self._tables[window] = table
                while len(self._tables) > KEPT:
                    self._young.pop(self._tables.popitem(last=False)[0], None)
        return table

    def _derive(
        self, window: int, make: Callable[..., builder.Built], *, day_only: bool = False, filtered: bool = False
    ) -> builder.Built:
        """Have something of a window derived, and keep the keys of its day."""
        roster, day = self._roster, tokens.day_of(window)
        with self._lock:
            removed, known = self._removed, bytes(self._days.get(day, b""))
        keys, named = roster.installation_keys(), None if day_only else window
        built = make(
            builder.Request(roster.programme, roster.chain, day, named, keys, known, roster.tags(), filtered=filtered)
        )
        with self._lock:
            if removed == self._removed:
                self._days[day] = bytearray(known + built.day_keys)
                self._days.move_to_end(day)
            while len(self._days) > _DAYS:
                self._days.popitem(last=False)
        return built

    def _run(self) -> None:
        while True:
            _, window, day_only = self._wanted.get()
            try:
                self._build(window, self._make, day_only=day_only)
                self.failed = None
            except Exception as error:  # noqa: BLE001 - the thread must outlive a failed build; the next asks again
                self.failed = f"{type(error).__name__}: {error}"
                logger.error("the tokens of window %d could not be built: %s", window, self.failed)  # noqa: TRY400
            finally:
                with self._lock:
                    self._asked.discard((window, day_only))

    def stats(self) -> dict[str, Any]:
        """What is kept, for metrics."""
        with self._lock:
            return {"windows": len(self._tables), "tokens": sum(len(table) for table in self._tables.values())}
