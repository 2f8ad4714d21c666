"""The half of a client that the host's code meets: `track` and its short forms. It renders, stores, and returns.

Both clients are trackers; they differ in who carries the batches away.
"""

from __future__ import annotations

import os
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any

from touchline import encoding, jsontext, options
from touchline.ambient import EMPTY, GROUPS, Context, context, current, several
from touchline.batch import ids
from touchline.envelope import Envelope, Line
from touchline.errors import ClosedError, EventError
from touchline.jsontext import Replaced
from touchline.loading import load
from touchline.notifier import Notifier
from touchline.options import Options
from touchline.outbox import Outbox
from touchline.outbox.store import FULL, OK
from touchline.pace import Pace
from touchline.report import Counters, Report, Stats
from touchline.sender import Sender
from touchline.strictness import check, validator
from touchline.types import lookup

_now_ns = time.time_ns


class Tracker(ABC):
    """Records events. `track` and its short forms are safe from any thread and never wait for the network."""

    def __init__(self, url: str, source: str, given: Options) -> None:
        options.known(given)
        address = options.endpoint(url)
        options.above_zero("timeout", given.get("timeout", 1.0))
        load("touchline_spec.contacts")  # now: a signal handler that tracks could meet the import half done
        channel = given.get("channel")
        self._envelope = Envelope(options.source(source), lookup)
        self._defaults = Context({**({} if channel is None else {"channel": channel}), **(given.get("context") or {})})
        overflow = given.get("overflow", "block")
        self._overflow = options.one_of("overflow", overflow, ("block", "drop_newest", "drop_oldest", "spill"))
        self._block_timeout = options.positive("block_timeout", given.get("block_timeout", options.BLOCK_TIMEOUT_S))
        self._exit_timeout = options.positive("exit_timeout", given.get("exit_timeout", options.EXIT_TIMEOUT_S))
        self._strict = given.get("strict", False)
        schemas = given.get("schemas")
        self._schemas = None if schemas is None else os.fspath(schemas)
        if self._strict and self._schemas:
            validator(self._schemas)  # a folder that cannot be used is told where it is named
        self._gate = given.get("gate")
        self._closed = False
        self._counters = Counters()
        self._notifier = Notifier(given.get("on_error"))
        self._outbox = Outbox(given, self._notifier, self._counters)
        self._store = self._outbox.store
        self._sender = Sender(
            self._store,
            Pace(encoding.available(), _chance),
            self._counters,
            self._notifier,
            url=address,
            key=options.secret(given.get("key")),
            linger=options.positive("linger", given.get("linger", options.LINGER_S)),
            in_flight=options.at_least_one("in_flight", given.get("in_flight", 1)),
            keeper=self._outbox.keeper,
            on_reject=given.get("on_reject"),
        )

    # -- what the host calls ---------------------------------------------------------------------------------------

    def track(
        self,
        event: Any,
        data: Mapping[str, Any] | None = None,
        *,
        id: str | None = None,  # noqa: A002  # the attribute's name in the standard
        time: datetime | str | None = None,
        subject: str | None = None,
        attributes: Mapping[str, Any] | None = None,
    ) -> str | None:
        """Record one event: a typed one, or a type name with its data.

        Returns the event's id once the event is in the outbox (with a path: on disk), or None when it was not taken;
        `on_error` then says why. `time` is when it happened (zoned; default now), `subject` the business object,
        `attributes` further CloudEvents extensions. Raises only in strict mode (`EventError`, `ClosedError`).
        """
        try:
            if type(event) is str:
                name = event
            else:
                name, data = _type_of(event, data), event if self._gate is None else event.to_data()
            if subject is not None:
                attributes = {"subject": subject, **(attributes or {})}
            return self._record(name, data, id, time, attributes)
        except Exception as error:  # noqa: BLE001  # nothing that an event holds may break the host's request
            self._refused(error)
            return None

    def identify(self, user_id: str, *, method: str | None = None, **data: Any) -> str | None:
        """Record that the person signed in: `identity.signed_in` with the user's id among the identities."""
        user = {"type": "user", "value": user_id, "state": "authenticated"}
        data["identities"] = [user, *several(data.get("identities"))]
        return self.track("touchline.identity.signed_in.v1", _given({"auth_method": method, **data}))

    def link(self, one: Any, other: Any, *, method: str, certainty: str = "deterministic", **data: Any) -> str | None:
        """Record that two identities are one person: `identity.linked`; `certainty` may be `probabilistic`."""
        facts = {"link_from": one, "link_to": other, "link_method": method, "certainty": certainty}
        return self.track("touchline.identity.linked.v1", {**facts, **data})

    def page(self, url: str, *, title: str | None = None, referrer: str | None = None, **data: Any) -> str | None:
        """Record `page.viewed`."""
        page = _given({"url": url, "title": title, "referrer": referrer})
        return self.track("touchline.page.viewed.v1", {"page": page, **data})

    def screen(self, name: str, **data: Any) -> str | None:
        """Record `screen.viewed`."""
        return self.track("touchline.screen.viewed.v1", {"screen_name": name, **data})

    def context(self, **groups: Any) -> AbstractContextManager[None]:
        """Every event tracked inside the block inherits these groups; see `touchline.ambient`."""
        return self._context(groups)

    @contextmanager
    def _context(self, groups: Mapping[str, Any]) -> Iterator[None]:
        block = self._entered(groups)
        try:
            yield
        finally:
            block.__exit__(None, None, None)

    def _entered(self, groups: Mapping[str, Any]) -> AbstractContextManager[None]:
        """Enter a context of these groups; unless strict, of what they hold besides the wrong: consent is in there."""
        block = context(**groups)
        try:
            block.__enter__()
        except TypeError as error:
            self.report(error)
            return self._entered({name: value for name, value in groups.items() if name in GROUPS})
        except EventError:
            if self._strict:
                raise
            mended, replaced = jsontext.mended(groups)
            self._note_removed(replaced)
            return self._entered(mended)
        self._note_removed(current.get().replaced)
        return block

    def stats(self) -> Stats:
        """Return the counts of this moment; see `Stats` for how they add up."""
        pace = self._sender.pace

        def look() -> Stats:
            return self._counters.stats(**self._outbox.state(), trouble=pace.trouble, stalled=pace.stalled)

        return self._counters.settled(look)

    def report(self, error: Exception) -> None:
        """Tell the host of an error in code around events as `track` tells its own: `on_error`, or raise if strict."""
        if self._strict:
            raise error
        self._notifier.tell("integration.error", f"{type(error).__name__}: {error}"[:500])

    # -- inside ----------------------------------------------------------------------------------------------------

    def _record(
        self,
        name: str,
        data: Any,
        event_id: str | None,
        moment: datetime | str | None,
        attributes: Mapping[str, Any] | None,
    ) -> str | None:
        if self._closed:
            raise ClosedError("track after close: the client takes no more events")
        around = current.get().over(self._defaults)
        replaced: tuple[Replaced, ...] = ()
        if self._gate is not None:
            passed = load("touchline.gates").through(self._gate, name, data, around, attributes)
            if passed is None:
                self._counters.decline("gate")
                return None
            name, data, attributes, replaced = passed
            around = EMPTY  # its groups are in the data by now, unless the gate took them out
        line = self._envelope.line(name, data, around, _now_ns(), id=event_id, time=moment, attributes=attributes)
        if replaced:
            line = line._replace(replaced=replaced + line.replaced)
        if self._strict:
            check(line, self._schemas)
        outcome = self._store.put(line.raw, line.lane)
        if outcome != OK and not self._attend(line, outcome):
            return None
        if line.replaced:
            self._note_removed(line.replaced, line.id)
        return line.id

    def _attend(self, line: Line, outcome: int) -> bool:
        """Deal with what is not everyday: wake the sender, or make room. True when the event is in."""
        if outcome == FULL:
            outcome = self._make_room(line)
        if outcome == FULL:
            self._counters.decline("full")
            self._notifier.tell("outbox.full", "no room for an event; track returned None", count=1, ids=[line.id])
            return False
        if outcome != OK:
            self._wake()
        return True

    def _make_room(self, line: Line) -> int:
        if self._overflow == "drop_oldest":
            return self._evict_for(line)
        outcome = FULL
        if self._overflow == "block":
            deadline = time.monotonic() + self._block_timeout
            while outcome == FULL and self._wait_for_room(deadline):
                outcome = self._store.put(line.raw, line.lane)
        return outcome

    def _evict_for(self, line: Line) -> int:
        outcome = FULL
        while outcome == FULL:
            with self._counters.moving():
                dropped = self._store.evict()
                if not dropped:
                    return FULL
                self._lost("dropped.oldest", "no room; the oldest events were dropped", dropped)
            outcome = self._store.put(line.raw, line.lane)
        return outcome

    def _lost(self, reason: str, message: str, lines: list[bytes]) -> None:
        self._counters.drop(reason, len(lines))
        self._notifier.tell(reason, message, count=len(lines), ids=ids(b"\n".join(lines)))

    def _note_removed(self, replaced: Sequence[Replaced], event_id: str | None = None) -> None:
        """Tell what had to be taken out of an event or a context."""
        if replaced:
            what = "; ".join(f"{item.pointer} {item.message}" for item in replaced[:3])
            ids_ = [] if event_id is None else [event_id]
            self._notifier.tell("event.value_replaced", what, count=len(ids_), ids=ids_)

    def _refused(self, error: Exception) -> None:
        if self._strict:
            raise error
        reason = "closed" if isinstance(error, ClosedError) else "event.invalid"
        self._counters.decline(reason)
        self._notifier.tell(reason, f"an event was not recorded: {error}"[:500], count=1)

    def _report(self) -> Report:
        stats = self.stats()
        return Report(not stats.waiting, stats, self._counters.take_refusals(), self._counters.take_drops())

    def _forget_parent(self) -> None:
        """In a forked child: what was queued, counted and locked belongs to the parent."""
        self._counters.reset()
        self._notifier.forked()
        self._store.forked()

    @abstractmethod
    def _wake(self) -> None:
        """Let the sender look."""

    @abstractmethod
    def _wait_for_room(self, deadline: float) -> bool:
        """Wait for the sender to settle a batch; False at the deadline, or at once where it is not getting anywhere."""


def _type_of(event: Any, data: object) -> str:
    try:
        name: str = event.TYPE
    except AttributeError:
        given = type(event).__qualname__
        raise EventError(f"the event is a {given}: expected a typed event, or a type's name and its data") from None
    if isinstance(event, type):
        raise EventError(f"the event is a class: expected an instance, {event.__qualname__}(...)")
    if data is not None:
        raise EventError(f"data is given beside a typed {type(event).__qualname__}, which holds its own")
    return name


def _chance() -> float:
    """Return a float in [0, 1), without `random`, which costs an import and a reseeding after each fork."""
    return int.from_bytes(os.urandom(4)) / 2**32


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
