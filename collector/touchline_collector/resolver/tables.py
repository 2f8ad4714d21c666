"""The tables of the windows in use, built ahead or on demand.

Small programmes are built on the spot, large ones in a child process, so that the server's interpreter never stops for
seconds. Until a table is there, `find` answers `Building`.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from queue import PriorityQueue
from typing import Any

from touchline_collector.resolver import builder
from touchline_collector.resolver.roster import Roster
from touchline_collector.resolver.windows import Table
from touchline_spec import tokens

logger = logging.getLogger(__name__)

# 2,000 members take 10 ms: less than the slowest request the server answers anyway.
ON_THE_SPOT = 2_000
# Four windows around now, and the past ones that a day-late outbox walks through one after the other.
KEPT = 10
# Phones' clocks are off by up to a quarter of an hour.
AROUND = (0, -1, 1)
_LIVE, _PAST = 0, 1


class Building(Exception):  # noqa: N818 - a state, not a fault
    """The table is not there yet."""


class Tables:
    """Finds members by token. `find` never blocks for long; one thread builds what is asked for."""

    def __init__(self, roster: Roster, *, make: Callable[..., builder.Built] = builder.in_child) -> None:
        self._roster = roster
        self._make = make
        self._tables: OrderedDict[int, Table] = OrderedDict()
        self._young: dict[int, tuple[int, dict[bytes, int]]] = {}
        self._days: OrderedDict[str, tuple[int, bytes]] = OrderedDict()
        self._wanted: PriorityQueue[tuple[int, int]] = PriorityQueue()
        self._asked: set[int] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
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
            number = self._among_young(eid, window + near, len(table))
            if number is None:
                number = table.find(eid)
            if number is not None:
                return number
        if missing:
            self.want(missing, _PAST)
            raise Building
        return None

    def ahead(self, window: int) -> None:
        """Have the tables around a window and two ahead of it built."""
        self.want([near for near in range(window - 1, window + 3) if self._table(near) is None], _LIVE)

    def ready(self, window: int) -> bool:
        """Whether tokens of this very window can be told."""
        return self._table(window) is not None

    def forget(self) -> None:
        """Drop every table, after keys were removed: derived tokens go as well."""
        with self._lock:
            self._tables.clear()
            self._days.clear()
            self._young.clear()

    def want(self, windows: list[int], urgency: int) -> None:
        """Queue windows for building, once each."""
        for window in windows:
            with self._lock:
                if window in self._asked:
                    continue
                self._asked.add(window)
            self._wanted.put((urgency, window))
        if windows and self._thread is None:
            with self._lock:
                if self._thread is None:
                    self._thread = threading.Thread(target=self._run, name="touchline-resolver", daemon=True)
                    self._thread.start()

    # -- inside ----------------------------------------------------------------------------------------------------

    def _table(self, window: int) -> Table | None:
        with self._lock:
            table = self._tables.get(window)
            if table is not None:
                self._tables.move_to_end(window)
                return table
        if len(self._roster) <= ON_THE_SPOT:
            return self._keep(window, builder.here)
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
            if member is not None:
                key = tokens.day_key(member.key, programme=self._roster.programme, day=day, chain=self._roster.chain)
                found[tokens.eid(key, window)] = number
        self._young[window] = (size, found)
        return found.get(eid)

    def _keep(self, window: int, make: Callable[..., builder.Built]) -> Table:
        day = tokens.day_of(window)
        keys = self._roster.installation_keys()
        size, derived = self._days.get(day, (0, b""))
        request = builder.Request(
            self._roster.programme, self._roster.chain, day, window, keys, derived if size == len(keys) else b""
        )
        built = make(request)
        with self._lock:
            self._days[day] = (len(keys), built.day_keys)
            while len(self._days) > 2:  # noqa: PLR2004 - today and its neighbour
                self._days.popitem(last=False)
            self._tables[window] = built.table
            while len(self._tables) > KEPT:
                self._young.pop(self._tables.popitem(last=False)[0], None)
        return built.table

    def _run(self) -> None:
        while True:
            _, window = self._wanted.get()
            try:
                self._keep(window, self._make)
                self.failed = None
            except Exception as error:  # noqa: BLE001 - the thread must outlive a failed build; the next asks again
                self.failed = f"{type(error).__name__}: {error}"
                logger.error("the tokens of window %d could not be built: %s", window, self.failed)  # noqa: TRY400
            finally:
                with self._lock:
                    self._asked.discard(window)

    def stats(self) -> dict[str, Any]:
        """What is kept, for metrics."""
        with self._lock:
            return {"windows": len(self._tables), "tokens": sum(len(table) for table in self._tables.values())}
