"""What an answer means. Pure: no clock, no I/O.

An event counts as delivered only when the collector said so of it: status 202 or 400, a JSON body with an integer
`accepted` and a list `results`, and accepted + distinct listed indexes = sent. Everything else is one row of a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from touchline import jsontext

# A server may ask for patience, but not for a day: after an hour we look again.
MAX_RETRY_AFTER_S = 3600.0
_SETTLED = frozenset({"accepted", "duplicate", "suppressed"})
_STATUSES = _SETTLED | {"rejected", "retry"}


class Action(Enum):
    """What the sender does next with the batch."""

    JUDGED = "judged"  # every event has its verdict
    BACK_OFF = "back_off"  # the same batch again, later
    STALL = "stall"  # keep everything, say so, look again slowly
    HALVE = "halve"  # too much, or one bad event in it: fewer at a time; alone, set it aside
    WEAKER_ENCODING = "weaker_encoding"


class Answer(NamedTuple):
    """What came back. Header names are lower-case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """Return the content type without parameters, lower-case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Failure(NamedTuple):
    """No usable answer came back; `kind` as `TransportError.kind`."""

    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Result:
    """The collector's verdict on one event of the batch."""

    index: int
    status: str
    findings: tuple[Any, ...] = ()


class Verdict(NamedTuple):
    """What an answer means: the action, a stable reason, the server's own wish, and the events it named."""

    action: Action
    reason: str
    retry_after: float | None = None
    results: tuple[Result, ...] = ()


_BY_STATUS = {
    408: Action.BACK_OFF,
    413: Action.HALVE,
    415: Action.WEAKER_ENCODING,
    429: Action.BACK_OFF,
}
_SERVER_ERRORS = range(500, 600)


def judge(answer: Answer | Failure, sent: int, now: float) -> Verdict:
    """Say what an answer to a batch of `sent` events means; `now` is the wall clock in seconds since 1970."""
    if isinstance(answer, Failure):
        return Verdict(Action.BACK_OFF, f"network.{answer.kind}")
    if answer.status in (202, 400):
        return _judge_body(answer, sent)
    default = Action.BACK_OFF if answer.status in _SERVER_ERRORS else Action.STALL
    action = _BY_STATUS.get(answer.status, default)
    wish = retry_after(answer.headers.get("retry-after"), now)
    return Verdict(action, f"http.{answer.status}", wish)


def _judge_body(answer: Answer, sent: int) -> Verdict:
    if answer.status == 400 and answer.media_type == "application/problem+json":  # noqa: PLR2004  # HTTP status
        return Verdict(Action.HALVE, "http.400")
    results = _results(answer, sent)
    if results is None:
        return Verdict(Action.STALL, "answer.not_understood")
    return Verdict(Action.JUDGED, "ok", results=results)


def _results(answer: Answer, sent: int) -> tuple[Result, ...] | None:
    """Return the listed verdicts, or None when this is no collector's answer to this batch (a captive portal, say)."""
    try:
        body = jsontext.loads(answer.body)
        accepted, listed = body["accepted"], body["results"]
        results = tuple(_result(item) for item in listed)
    except (ValueError, LookupError, TypeError):
        return None
    indexes = {result.index for result in results}
    whole = type(accepted) is int and accepted >= 0 and accepted + len(indexes) == sent
    known = len(indexes) == len(results) and all(0 <= index < sent for index in indexes)
    return results if whole and known and isinstance(listed, list) else None


def _result(item: dict[str, Any]) -> Result:
    index, status = item["index"], item["status"]
    if type(index) is not int or status not in _STATUSES:
        raise TypeError("no verdict")
    return Result(index, status, tuple(item.get("findings") or ()))


def retry_after(value: str | None, now: float) -> float | None:
    """Read a Retry-After header, seconds or a date, as seconds from `now`, capped; None when absent or unreadable."""
    if value is None:
        return None
    try:
        seconds = float(value) if value.strip().isdigit() else _moment(value) - now
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(seconds, 0.0), MAX_RETRY_AFTER_S)


def _moment(value: str) -> float:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415  # a slow import for a rare form

    return parsedate_to_datetime(value).timestamp()
