"""A client that records: the same calls, the same checks, no network."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self, Unpack

from touchline import jsontext
from touchline.options import Options
from touchline.report import Report
from touchline.tracker import Tracker


class RecordingClient(Tracker):
    """Takes the place of a `Client` in tests; strict unless told otherwise, so that a wrong event fails its test.

    `events` are the recorded events, decoded, in order.
    """

    def __init__(
        self, url: str = "http://localhost", *, source: str = "//test/recorder", **given: Unpack[Options]
    ) -> None:
        options: Options = {"strict": True, **given}
        super().__init__(url, source, options)

    @property
    def events(self) -> list[dict[str, Any]]:
        """Everything tracked since the start or the last `clear`, as CloudEvents."""
        return [jsontext.loads(line) for line in self._outbox.lines()]

    def of(self, type_name: str) -> list[dict[str, Any]]:
        """Return the events of one type; "order.placed" stands for "touchline.order.placed.v1"."""
        return [event for event in self.events if type_name in (event["type"], _short(event["type"]))]

    def clear(self) -> None:
        """Forget what was tracked."""
        self._outbox.clear()

    def assert_tracked(
        self, type_name: str, data: Mapping[str, Any] | None = None, *, count: int | None = None
    ) -> None:
        """Fail unless an event of this type was tracked whose data holds at least `data` (nested dicts likewise).

        With `count`, exactly so many must match. The message shows the nearest event as a diff.
        """
        candidates = self.of(type_name)
        matching = [event for event in candidates if _holds(event["data"], data or {})]
        if (count is None and matching) or len(matching) == count:
            return
        raise AssertionError(self._complaint(type_name, data or {}, candidates, len(matching), count))

    def assert_not_tracked(self, type_name: str) -> None:
        """Fail if an event of this type was tracked."""
        if found := self.of(type_name):
            raise AssertionError(f"{type_name} was tracked {len(found)} times; the first:\n{_text(found[0])}")

    def assert_nothing_tracked(self) -> None:
        """Fail if anything was tracked."""
        if self.events:
            raise AssertionError(f"nothing was to be tracked, but: {', '.join(e['type'] for e in self.events)}")

    def flush(self, timeout: float | None = None) -> Report:  # noqa: ARG002  # the signature of `Client`
        """Return a report; there is nothing to send."""
        return self._report()

    def close(self, timeout: float | None = None) -> Report:  # noqa: ARG002
        """Take no more events; those recorded stay readable."""
        self._closed = True
        return self._report()

    def __enter__(self) -> Self:
        """Return the client itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the client."""
        self.close()

    def _complaint(
        self, type_name: str, data: Mapping[str, Any], candidates: list[dict[str, Any]], found: int, count: int | None
    ) -> str:
        wanted = "at least once" if count is None else f"{count} times"
        head = f"expected {type_name} {wanted}, found {found} that match"
        if not candidates:
            tracked = ", ".join(sorted({event["type"] for event in self.events})) or "nothing"
            return f"{head}; tracked was: {tracked}"
        nearest = max(
            candidates, key=lambda event: difflib.SequenceMatcher(None, _text(event["data"]), _text(data)).ratio()
        )
        part = {name: nearest["data"].get(name) for name in data}
        diff = difflib.unified_diff(
            _text(data).splitlines(), _text(part).splitlines(), "expected", "nearest", lineterm=""
        )
        return "\n".join([head, *diff])

    def _wake(self) -> None:
        """Nobody sleeps."""

    def _wait_for_room(self, deadline: float) -> bool:  # noqa: ARG002
        return False


def _short(type_name: str) -> str:
    return type_name.removeprefix("touchline.").rpartition(".v")[0]


def _holds(actual: Any, expected: Any) -> bool:
    """Tell whether `actual` has everything that `expected` names; models compare as their JSON."""
    expected = jsontext.loads(jsontext.dumps(expected))
    if isinstance(expected, dict):
        return isinstance(actual, dict) and all(k in actual and _holds(actual[k], v) for k, v in expected.items())
    if isinstance(expected, list):
        same_length = isinstance(actual, list) and len(actual) == len(expected)
        return same_length and all(map(_holds, actual, expected))
    return bool(actual == expected)


def _text(value: Any) -> str:
    return jsontext.dumps_readable(value)
