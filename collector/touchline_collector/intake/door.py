"""The front door: one request in, one answer out. The only file of the intake that waits.

authenticate -> decode -> validate -> resolve -> consent -> dedup -> append + fsync -> answer
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qs

from touchline_collector import jsontext
from touchline_collector.errors import StorageClosed, StorageError, StorageFull
from touchline_collector.intake import address, skew
from touchline_collector.intake.bridge import Bridge
from touchline_collector.intake.decode import Member, decode
from touchline_collector.intake.gate import SENDERS, SERVERS
from touchline_collector.intake.inflate import inflate
from touchline_collector.intake.judge import Judged, rejected
from touchline_collector.intake.keys import Key, Kind
from touchline_collector.intake.limits import Limits
from touchline_collector.intake.problems import Problem
from touchline_collector.intake.rate import Rates
from touchline_collector.intake.rules import Rules
from touchline_collector.intake.verdicts import Verdict, render
from touchline_spec import times

SENT_HEADER = "touchline-sent-time"


@dataclass(frozen=True, slots=True)
class Request:
    """What the door needs of an HTTP request; header names in lower case."""

    headers: Mapping[str, str]
    body: bytes
    query: str = ""
    peer: str | None = None


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
    """Takes the requests of producers."""

    def __init__(
        self,
        rules: Rules,
        bridge: Bridge,
        *,
        limits: Limits,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.rules = rules
        self._bridge = bridge
        self._limits = limits
        self._clock = clock
        self._monotonic = monotonic
        self._rates = Rates()
        self.counts = Counts()

    async def events(self, request: Request) -> Answer:
        """`POST /v1/events`: judge, keep durably, then answer; raises Problem when the whole request is refused."""
        key, members = self._enter(request, SENDERS)
        judged = self._judged(request, key, members)
        await self._keep(judged, key)
        return self._answer(request, judged)

    async def cloudevents(self, request: Request) -> Answer:
        """`POST /v1/cloudevents`: the same for foreign CloudEvents, whose missing `time` becomes the arrival."""
        key, members = self._enter(request, SERVERS)
        arrival = times.format_utc(self._clock())
        judged = self._judged(request, key, [timed(member, arrival) for member in members])
        await self._keep(judged, key)
        return self._answer(request, judged)

    async def validate(self, request: Request) -> Answer:
        """`POST /v1/validate`: what would be answered, and nothing is kept. Duplicates are not looked up."""
        key, members = self._enter(request, SENDERS)
        judged = self._judged(request, key, members)
        return Answer(*render([one.verdict for one in judged], everything="results=all" in request.query))

    async def handshake(self, request: Request) -> Answer:
        """`OPTIONS /v1/cloudevents`: CloudEvents webhook validation; whoever has a key may deliver."""
        origin = request.headers.get("webhook-request-origin")
        if origin is None:
            return await self.preflight(request)
        self.rules.gate.enter(request.headers, request.query, SERVERS)
        allowed = {"webhook-allowed-origin": origin, "webhook-allowed-rate": "*", "allow": "POST, OPTIONS"}
        return Answer(200, b"", headers=allowed)

    async def preflight(self, request: Request) -> Answer:
        """`OPTIONS`: what a browser asks before it posts across origins."""
        allowed = self.rules.gate.preflight(request.headers.get("origin"))
        return Answer(204, b"", headers={"allow": "POST, OPTIONS"} | allowed)

    def cors(self, origin: str | None) -> dict[str, str]:
        """The headers that let a page read an answer, by the gate in force, which a reload replaces."""
        return self.rules.gate.cors(origin)

    def _enter(self, request: Request, kinds: Collection[Kind]) -> tuple[Key, list[Member]]:
        headers = request.headers
        key = self.rules.gate.enter(headers, request.query, kinds)
        body = inflate(request.body, headers.get("content-encoding", ""), self._limits)
        members = decode(body, headers.get("content-type", ""), headers, self._limits)
        self._rates.spend(key.name, key.rate, len(members), self._monotonic())
        return key, members

    def _judged(self, request: Request, key: Key, members: Sequence[Member]) -> list[Judged]:
        now = self._clock()
        sent, complaint = sent_time(request.headers, request.query)
        judged = self.rules.assess(members, key, now=now, skew=skew.offset(sent, now))
        if complaint:
            for one in judged:
                one.note("warning", "request.sent_time.invalid", "", complaint)
        if self.rules.store_ip:
            self._add_ip(request, judged)
        return judged

    def _add_ip(self, request: Request, judged: Sequence[Judged]) -> None:
        forwarded = request.headers.get("x-forwarded-for")
        sender = address.client(request.peer, forwarded, self.rules.trusted_proxies)
        network = address.truncated(sender) if sender else None
        if network:
            for one in judged:
                one.overlay = {**one.overlay, "clientip": network}

    async def _keep(self, judged: Sequence[Judged], key: Key) -> None:
        """Append what is accepted and the rejects in one commit; duplicates become known here."""
        accepted = [one for one in judged if one.verdict.status == "accepted"]
        refused = [rejected(one, key=key.name) for one in judged if one.verdict.status == "rejected"]
        if not accepted and not refused:
            return
        try:
            fates = await self._bridge.append([one.new_event() for one in accepted], refused)
        except StorageError as error:
            raise storage_problem(error) from error
        for one, fate in zip(accepted, fates, strict=True):
            one.verdict.status = fate.status

    def _answer(self, request: Request, judged: Sequence[Judged]) -> Answer:
        verdicts = [one.verdict for one in judged]
        self.counts.add(verdicts)
        return Answer(*render(verdicts, everything="results=all" in request.query))


def timed(member: Member, arrival: str) -> Member:
    """A foreign event with the arrival as its `time` where it has none, marked by `timesource`."""
    event = member.event
    if event is None:
        try:
            event = jsontext.loads(member.raw)
        except jsontext.NotJSON:
            return member
    if not isinstance(event, dict) or "time" in event:
        return member
    marked = event | {"time": arrival, "timesource": "arrival"}
    try:
        return Member(jsontext.dumps(marked), marked)
    except jsontext.NotWritable:  # nested far too deeply, which the judge will say
        return member


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
