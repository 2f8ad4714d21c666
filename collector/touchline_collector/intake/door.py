"""The front door: one request in, one answer out. The only file of the intake that waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qs

from touchline_collector.errors import StorageClosed, StorageError, StorageFull
from touchline_collector.eventlog import Appended
from touchline_collector.intake import loopback, skew
from touchline_collector.intake.bridge import Bridge
from touchline_collector.intake.decode import decode
from touchline_collector.intake.inflate import inflate
from touchline_collector.intake.judge import Judge, Judged, rejected
from touchline_collector.intake.limits import Limits
from touchline_collector.intake.problems import Problem
from touchline_collector.intake.verdicts import Verdict, render
from touchline_spec import times

SENT_HEADER = "touchline-sent-time"


@dataclass(frozen=True, slots=True)
class Request:
    """What the door needs of an HTTP request; header names in lower case."""

    headers: Mapping[str, str]
    body: bytes
    query: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, body and media type for the wire."""

    status: int
    body: bytes
    media_type: bytes = b"application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Counts:
    """What the door has answered since the start, by verdict: sent is their sum."""

    accepted: int = 0
    duplicate: int = 0
    rejected: int = 0
    suppressed: int = 0
    retry: int = 0

    def add(self, verdicts: Sequence[Verdict]) -> None:
        """Count a request's verdicts."""
        for verdict in verdicts:
            setattr(self, verdict.status, getattr(self, verdict.status) + 1)


class Door:
    """Takes requests for `/v1/events`."""

    def __init__(
        self,
        judge: Judge,
        bridge: Bridge,
        *,
        limits: Limits,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._judge = judge
        self._bridge = bridge
        self._limits = limits
        self._clock = clock
        self.counts = Counts()

    async def events(self, request: Request) -> Answer:
        """Judge, keep durably, then answer; raises Problem when the request as a whole is refused."""
        judged = self._judged(request)
        await self._keep(judged)
        verdicts = [one.verdict for one in judged]
        self.counts.add(verdicts)
        return Answer(*render(verdicts, everything="results=all" in request.query))

    def _judged(self, request: Request) -> list[Judged]:
        now = self._clock()
        headers = request.headers
        loopback.guard(headers)
        body = inflate(request.body, headers.get("content-encoding", ""), self._limits)
        members = decode(body, headers.get("content-type", ""), headers, self._limits)
        sent, complaint = sent_time(headers, request.query)
        judged = self._judge.judge(members, now=now, skew=skew.offset(sent, now))
        if complaint:
            for one in judged:
                one.note("warning", "request.sent_time.invalid", "", complaint)
        return judged

    async def _keep(self, judged: Sequence[Judged]) -> None:
        """Append what is accepted and the rejects in one commit; duplicates become known here."""
        accepted = [one for one in judged if one.verdict.status == "accepted"]
        refused = [rejected(one, key=None) for one in judged if one.verdict.status == "rejected"]
        if not accepted and not refused:
            return
        try:
            fates = await self._bridge.append([one.new_event() for one in accepted], refused)
        except StorageError as error:
            raise storage_problem(error) from error
        for one, fate in zip(accepted, fates, strict=True):
            mark(one.verdict, fate)


def mark(verdict: Verdict, fate: Appended) -> None:
    """Write the log's decision into the verdict."""
    verdict.status = fate.status


def storage_problem(error: StorageError) -> Problem:
    """The 503 for a log that could not keep the request: nothing of it was accepted, a retry is safe."""
    if isinstance(error, StorageFull):
        return Problem(503, "storage_full", "the disk is full; nothing of this request was kept")
    if isinstance(error, StorageClosed):
        return Problem(503, "draining", "the collector is stopping; nothing of this request was kept")
    return Problem(503, "storage_failed", "the disk refused a write; nothing of this request was kept")


def sent_time(headers: Mapping[str, str], query: str) -> tuple[datetime | None, str | None]:
    """The request's own sent time and a complaint when it is unreadable: a wrong clock must not cost a sale."""
    text = headers.get(SENT_HEADER)
    if text is None and "sent=" in query:
        text = parse_qs(query).get("sent", [None])[0]
    if text is None:
        return None, None
    try:
        return times.parse(text), None
    except ValueError:
        return None, f"{SENT_HEADER} is {text[:40]!r}; expected RFC 3339, as 2026-11-20T09:00:00.000Z"
