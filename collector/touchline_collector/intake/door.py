"""The front door: one request in, one answer out, which waits for the log without holding anybody up.

authenticate -> decode -> validate -> resolve -> consent -> dedup -> append + fsync -> answer
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Protocol, TypeAlias
from urllib.parse import parse_qs

from touchline_collector import jsontext
from touchline_collector.errors import StorageClosed, StorageError, StorageFull
from touchline_collector.eventlog import Rejected, Run
from touchline_collector.intake import address, presence, skew
from touchline_collector.intake.assessment import Assessment
from touchline_collector.intake.decode import Member, decode, decoded
from touchline_collector.intake.gate import SENDERS, SERVERS
from touchline_collector.intake.inflate import inflate
from touchline_collector.intake.judge import added
from touchline_collector.intake.keys import Key, Kind
from touchline_collector.intake.limits import Limits
from touchline_collector.intake.plain import all_plain, columns_of, row_of
from touchline_collector.intake.problems import Problem
from touchline_collector.intake.rate import Rates
from touchline_collector.intake.request import Answer, Handler, Reply, Request
from touchline_collector.intake.rules import Rules, Stale
from touchline_collector.intake.verdicts import Counts
from touchline_spec import times
from touchline_spec.accepted import Accepted

logger = logging.getLogger(__name__)

# What becomes of a request's accepted events: the indexes of the duplicates among them, or why nothing was kept.
Kept: TypeAlias = Callable[[Collection[int], BaseException | None], None]

# Name, rate and number of events.
Spend: TypeAlias = tuple[str, float, int] | None

SENT_HEADER = "touchline-sent-time"


class Keeper(Protocol):
    """Where judged events go: the log of this process, or the process that has it."""

    def append(self, run: Run, rejected: Sequence[Rejected], kept: Kept, *, generation: int, spend: Spend) -> None:
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
        everything = "results=all" in request.query
        reply(self._assessed(request, key, members).answer((), Counts(), everything=everything))

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

    def _assessed(self, request: Request, key: Key, members: Sequence[Member]) -> Assessment:
        rules = self.rules
        now = self._clock()
        sent, complaint = sent_time(request.headers, request.query)
        offset = skew.offset(sent, now)
        overlay = added(now) | self._network(request) if rules.store_ip else added(now)
        found: Sequence[Accepted | None] = [None] * len(members)
        if offset is None and complaint is None:
            found = rules.pass_plainly(members, key, now=now)
            if all_plain(found):
                return Assessment.plain(columns_of(members, found, overlay))
        rest = [decoded(member) for member, event in zip(members, found, strict=True) if event is None]
        judged = rules.assess(rest, key, now=now, skew=offset, overlay=overlay)
        if complaint:
            for one in judged:
                one.note("warning", "request.sent_time.invalid", "", complaint)
        closely = iter(judged)
        return Assessment.mixed(
            [
                next(closely) if event is None else row_of(member, event, overlay)
                for member, event in zip(members, found, strict=True)
            ]
        )

    def _network(self, request: Request) -> dict[str, str]:
        """The sender's address without its last part."""
        forwarded = request.headers.get("x-forwarded-for")
        sender = address.client(request.peer, forwarded, self.rules.trusted_proxies)
        network = address.truncated(sender) if sender else None
        return {"clientip": network} if network else {}

    def _take(self, request: Request, reply: Reply, key: Key, members: Sequence[Member], again: Handler) -> None:
        """Judge; append what is accepted and the rejects in one commit, where duplicates become known; answer."""
        generation = self.rules.generation
        try:
            assessed = self._assessed(request, key, members)
        except presence.Elsewhere:
            assert self._elsewhere is not None  # noqa: S101 - such rules come with it
            self._elsewhere(request, reply)
            return
        everything = "results=all" in request.query
        refused = assessed.rejected(key.name)
        spend = (key.name, key.rate, len(members)) if key.rate is not None and self._rates is None else None
        if not assessed.run.count and not refused and spend is None:
            reply(assessed.answer((), self.counts, everything=everything))
            return

        def kept(duplicates: Collection[int], error: BaseException | None) -> None:
            if isinstance(error, Stale):
                self._retake(request, reply, again)
            elif error is not None:
                reply(self._problem(keeping_problem(error)))
            else:
                reply(assessed.answer(duplicates, self.counts, everything=everything))

        try:
            self._keeper.append(assessed.run, refused, kept, generation=generation, spend=spend)
        except StorageError as error:
            raise keeping_problem(error) from error

    def _retake(self, request: Request, reply: Reply, again: Handler) -> None:
        """Take a request once more: the rules have changed since it was judged, its key may not even be there."""
        try:
            again(request._replace(key=None), reply)
        except Problem as problem:
            reply(self._problem(problem))


def timed(member: Member, arrival: str) -> Member:
    """A foreign event with the arrival as its `time` where it has none, marked by `timesource`."""
    raw, event, _ = decoded(member)
    if event is None:
        try:
            event = jsontext.loads(raw)
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
