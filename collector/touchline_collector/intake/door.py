"""The front door: one request in, one answer out, which waits for the log without holding anybody up.

authenticate -> decode -> validate -> resolve -> consent -> dedup -> append + fsync -> answer
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol, TypeAlias
from urllib.parse import parse_qs

from touchline_collector import jsontext
from touchline_collector.errors import StorageClosed, StorageError, StorageFull
from touchline_collector.eventlog import NewEvent, Rejected
from touchline_collector.intake import address, presence, skew
from touchline_collector.intake.decode import Member, decode
from touchline_collector.intake.gate import SENDERS, SERVERS
from touchline_collector.intake.inflate import inflate
from touchline_collector.intake.judge import Judged, rejected
from touchline_collector.intake.keys import Key, Kind
from touchline_collector.intake.limits import Limits
from touchline_collector.intake.problems import Problem
from touchline_collector.intake.rate import Rates
from touchline_collector.intake.request import Answer, Handler, Reply, Request
from touchline_collector.intake.rules import Rules, Stale
from touchline_collector.intake.verdicts import Verdict, render
from touchline_spec import times

logger = logging.getLogger(__name__)

# What becomes of a request's accepted events: the indexes of the duplicates among them, or why nothing was kept.
Kept: TypeAlias = Callable[[Collection[int], BaseException | None], None]

# Name, rate and number of events.
Spend: TypeAlias = tuple[str, float, int] | None

SENT_HEADER = "touchline-sent-time"


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


class Keeper(Protocol):
    """Where judged events go: the log of this process, or the process that has it."""

    def append(
        self, events: Sequence[NewEvent], rejected: Sequence[Rejected], kept: Kept, *, generation: int, spend: Spend
    ) -> None:
        """Call `kept` after the sync with the indexes of duplicates, or with the error when nothing was kept.

        `generation` is that of the rules by which was judged: others by now are the error `Stale`. `spend` counts
        against the rate of a key, where that is not done yet.
        """


class Door:
    """Takes the requests of producers.

    `rates` are the books of the keys' rates, None where the keeper has them. `elsewhere` takes requests with tokens of
    members, where another process has those.
    """

    def __init__(
        self,
        rules: Rules,
        keeper: Keeper,
        refused: Callable[[Problem], Answer],
        *,
        limits: Limits,
        rates: Rates | None = None,
        elsewhere: Handler | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.rules = rules
        self._keeper = keeper
        self._problem = refused
        self._rates = rates
        self._elsewhere = elsewhere
        self._limits = limits
        self._clock = clock
        self._monotonic = monotonic
        self.counts = Counts()

    def events(self, request: Request, reply: Reply) -> None:
        """`POST /v1/events`: judge, keep durably, then answer; raises Problem when the whole request is refused."""
        key, members = self._enter(request, SENDERS)
        self._take(request, reply, key, members, self.events)

    def cloudevents(self, request: Request, reply: Reply) -> None:
        """`POST /v1/cloudevents`: the same for foreign CloudEvents, whose missing `time` becomes the arrival."""
        key, members = self._enter(request, SERVERS)
        arrival = times.format_utc(self._clock())
        self._take(request, reply, key, [timed(member, arrival) for member in members], self.cloudevents)

    def validate(self, request: Request, reply: Reply) -> None:
        """`POST /v1/validate`: what would be answered, and nothing is kept. Duplicates are not looked up."""
        key, members = self._enter(request, SENDERS)
        judged = self._judged(request, key, members)
        reply(Answer(*render([one.verdict for one in judged], everything="results=all" in request.query)))

    def handshake(self, request: Request, reply: Reply) -> None:
        """`OPTIONS /v1/cloudevents`: CloudEvents webhook validation; whoever has a key may deliver."""
        origin = request.headers.get("webhook-request-origin")
        if origin is None:
            self.preflight(request, reply)
            return
        self.rules.gate.enter(request.headers, request.query, SERVERS)
        allowed = {"webhook-allowed-origin": origin, "webhook-allowed-rate": "*", "allow": "POST, OPTIONS"}
        reply(Answer(200, b"", headers=allowed))

    def preflight(self, request: Request, reply: Reply) -> None:
        """`OPTIONS`: what a browser asks before it posts across origins."""
        allowed = self.rules.gate.preflight(request.headers.get("origin"))
        reply(Answer(204, b"", headers={"allow": "POST, OPTIONS"} | allowed))

    def _enter(self, request: Request, kinds: Collection[Kind]) -> tuple[Key, list[Member]]:
        headers = request.headers
        key = request.key or self.rules.gate.enter(headers, request.query, kinds)
        body = inflate(request.body, headers.get("content-encoding", ""), self._limits)
        members = decode(body, headers.get("content-type", ""), headers, self._limits)
        if self._rates is not None:
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

    def _take(self, request: Request, reply: Reply, key: Key, members: Sequence[Member], again: Handler) -> None:
        """Judge; append what is accepted and the rejects in one commit, where duplicates become known; answer."""
        generation = self.rules.generation
        try:
            judged = self._judged(request, key, members)
        except presence.Elsewhere:
            assert self._elsewhere is not None  # noqa: S101 - such rules come with it
            self._elsewhere(request, reply)
            return
        accepted = [one for one in judged if one.verdict.status == "accepted"]
        refused = [rejected(one, key=key.name) for one in judged if one.verdict.status == "rejected"]
        spend = (key.name, key.rate, len(members)) if key.rate is not None and self._rates is None else None
        if not accepted and not refused and spend is None:
            reply(self._answer(request, judged))
            return

        def kept(duplicates: Collection[int], error: BaseException | None) -> None:
            if isinstance(error, Stale):
                self._retake(request, reply, again)
                return
            if error is not None:
                reply(self._problem(keeping_problem(error)))
                return
            for index in duplicates:
                accepted[index].verdict.status = "duplicate"
            reply(self._answer(request, judged))

        events = [one.new_event() for one in accepted]
        try:
            self._keeper.append(events, refused, kept, generation=generation, spend=spend)
        except StorageError as error:
            raise keeping_problem(error) from error

    def _retake(self, request: Request, reply: Reply, again: Handler) -> None:
        """Take a request once more: the rules have changed since it was judged, its key may not even be there."""
        try:
            again(request._replace(key=None), reply)
        except Problem as problem:
            reply(self._problem(problem))

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


def keeping_problem(error: BaseException) -> Problem:
    """The problem of a request that could not be kept: nothing of it was accepted, a retry is safe."""
    if isinstance(error, Problem):
        return error
    if not isinstance(error, StorageError):
        logger.error("the log failed on a request in a way nobody foresaw", exc_info=error)
        return Problem(500, "internal", "the collector failed on this request; see its log")
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
