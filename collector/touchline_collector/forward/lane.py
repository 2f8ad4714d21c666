"""One sink's lane: decides what to read, what to send next, and what an answer means.

Pure: time and the log's head come in, decisions go out; the thread around it (`runner`) reads, writes and commits.

    fresh     read from the log, never tried
    suspects  parts of a batch that was refused whole: halved until the culprit stands alone
    late      events the sink asked us to bring again later, each with its own due time
    replays   dead letters sent again by a person; their positions lie below the cursor

Every batch handed out is recorded before it is written and settled after; whatever happens in between is sent again
as it was. An event leaves the lane in one way only: its position is settled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from touchline_collector.forward.backoff import wait
from touchline_collector.forward.breaker import Breaker
from touchline_collector.forward.fresh import Fresh
from touchline_collector.forward.guard import Guard
from touchline_collector.forward.ledger import State
from touchline_collector.forward.progress import Progress, Recorded
from touchline_collector.forward.selection import Gap, Selected, Selection, Stretch
from touchline_collector.forward.sizing import Sizing
from touchline_collector.forward.spans import Spans
from touchline_collector.forward.steps import Burial, Checkpoint, Read, Reread, Send, Step, Wait
from touchline_collector.sinks.base import (
    OK,
    Batch,
    Fatal,
    Limits,
    Ok,
    Outcome,
    Retry,
    SinkError,
    TooLarge,
    Unavailable,
)
from touchline_collector.sinks.event import Event

# Positions that settle unsent (filtered) are committed in passing; alone they may wait this many before they are.
COMMIT_AFTER = 10_000
# A sink that goes by the token is spared a batch in parts until it was too slow for the whole this often.
WHOLE_TRIES = 4
# Batches' worth of events held in memory: one being written, one waiting, two for events that wait their turn. One more
# may be read ahead.
HELD_BATCHES = 4


@dataclass(slots=True)
class _Suspects:
    """Events to be written as one batch, under the token they had before if they were sent before."""

    events: list[Event]
    token: str | None = None


@dataclass(slots=True)
class _Late:
    event: Event
    due: float


@dataclass(slots=True)
class Lane:
    """The state of one sink. `by_token`: see `Sink.by_token`."""

    progress: Progress
    selection: Selection
    limits: Limits
    new_token: Callable[[], str]
    jitter: Callable[[], float]
    by_token: bool = False
    guard: Guard = field(default_factory=Guard)

    breaker: Breaker = field(init=False)
    sizing: Sizing = field(init=False)
    draining: bool = field(default=False, init=False)  # stopping: nothing waits for company any more
    burials: list[Burial] = field(default_factory=list, init=False)
    revived: list[int] = field(default_factory=list, init=False)  # replayed positions delivered since the last commit
    uncommitted: int = field(default=0, init=False)

    _fresh: Fresh = field(default_factory=Fresh, init=False)
    _suspects: list[_Suspects] = field(default_factory=list, init=False)
    _late: list[_Late] = field(default_factory=list, init=False)
    _tries: dict[int, int] = field(default_factory=dict, init=False)
    _replayed: set[int] = field(default_factory=set, init=False)
    _in_hand: Spans = field(default_factory=Spans, init=False)  # taken up by `resume`, so not to be read again
    _read_to: int = field(init=False)
    _reread: Recorded | None = field(init=False)

    def __post_init__(self) -> None:
        self.breaker = Breaker(self.jitter)
        self.sizing = Sizing(self.limits)
        self._read_to = self.progress.position
        self._reread = self.progress.batch

    # -- what to do next -------------------------------------------------------------------------------------------

    def next(self, now: float, head: int) -> Step:
        """The next step, where the log reaches to `head`."""
        if self._reread is not None:
            return Reread(self._reread.first, self._reread.last)
        if not self.breaker.allows(now):
            return Wait(None if self.breaker.held else self.breaker.until)
        if self._may_read(head):
            return self._read()
        events = self._take(now, head)
        return Send(events) if events is not None else Wait(self._wake_at(now))

    def ahead(self, head: int) -> Read | None:
        """What will be read once the batch just handed out is taken; None while nothing will."""
        return self._read() if self._may_read(head) else None

    def _read(self) -> Read:
        return Read(self._read_to, max(1, self.sizing.size - len(self._fresh)), self.limits.bytes)

    def _may_read(self, head: int) -> bool:
        held = len(self._fresh) + len(self._late) + sum(len(s.events) for s in self._suspects)
        bound = max(HELD_BATCHES * self.sizing.size, self.limits.events)
        return head > self._read_to and not self._fresh.fills(self.sizing) and held < bound

    def _take(self, now: float, head: int) -> Batch | None:
        if self.breaker.probing and not (self.by_token and self._suspects):
            return self._probe()
        if self._suspects:
            part = self._suspects.pop()
            return self._record(part.events, part.token)
        due = [late.event for late in self._late if late.due <= now][: self.sizing.size]
        if due:
            self._forget_late(due)
            return self._record(due)
        if not self._fresh or self._lingers(now, head):
            return None
        return self._record(self._fresh.cut(self.sizing))

    def _probe(self) -> Batch | None:
        """A single event: of those not tried yet first, so that one poisoned event cannot keep the sink down."""
        if self._suspects:
            part = self._suspects[-1]
            event = part.events.pop(0)
            part.token = None
            if not part.events:
                self._suspects.pop()
        elif self._fresh:
            event = self._fresh.pop()
        elif self._late:
            event = self._late.pop(0).event
        else:
            return None
        return self._record([event])

    def _lingers(self, now: float, head: int) -> bool:
        enough = self._fresh.fills(self.sizing) or head > self._read_to or self.draining
        return not enough and now < self._fresh.since + self.limits.linger

    def _record(self, events: list[Event], token: str | None = None) -> Batch:
        """Replays keep their letter until delivered, so they need no record of their own."""
        batch = Batch(token or self.new_token(), tuple(events))
        positions = [event.position for event in events]
        if self._replayed:
            positions = [position for position in positions if position not in self._replayed]
        spans = tuple(Spans.of(positions))
        self.progress.batch = Recorded(batch.token, spans) if spans else None
        return batch

    def _wake_at(self, now: float) -> float | None:
        planned = [late.due for late in self._late]
        if self._fresh:
            planned.append(self._fresh.since + self.limits.linger)
        return max(now, min(planned)) if planned else None

    # -- what came in ----------------------------------------------------------------------------------------------

    def loaded(self, after: int, parts: Sequence[Selected], gaps: Sequence[Gap], now: float) -> None:
        """What the log holds after `after` by this lane's selection, and why positions are missing in between."""
        if after != self._read_to:
            return  # reset in between
        if not self._fresh:
            self._fresh.since = now
        for gap in gaps:
            self._vanished(gap)
        for part in parts:
            self._load(part.events, part.unsent)
        self._read_to = max([self._read_to, *(part.last for part in parts[-1:]), *(gap.last for gap in gaps[-1:])])

    def _load(self, events: Sequence[Event], unsent: Mapping[State, Sequence[int]]) -> None:
        if self.progress.above or self._in_hand:
            events = [event for event in events if self._untouched(event.position)]
            unsent = {state: list(filter(self._untouched, positions)) for state, positions in unsent.items()}
        self._fresh.add(events)
        for state, positions in unsent.items():
            self._settle(positions, state)

    def _untouched(self, position: int) -> bool:
        return not self.progress.settled(position) and position not in self._in_hand

    def _vanished(self, gap: Gap) -> None:
        """Positions that the log no longer holds, unless they were settled before they went."""
        missing = range(max(gap.first, self.progress.position + 1), gap.last + 1)
        self._settle(list(filter(self._untouched, missing)), State(gap.reason))

    def resume(self, stretches: Sequence[Stretch], now: float) -> None:
        """The positions of the batch recorded before a crash: sent again as it was."""
        recorded, self._reread = self._reread, None
        if recorded is None:
            return
        self._fresh.since = now
        wanted = Spans(recorded.positions)
        read = [event for stretch in stretches for event in self.selection.select(stretch)[0]]
        events_again = [e for e in read if e.position in wanted and not self.progress.settled(e.position)]
        if events_again:
            self._in_hand = Spans.of([e.position for e in events_again])
            self._suspects.append(_Suspects(events_again, recorded.token))

    def revive(self, events: Sequence[Event]) -> None:
        """Dead letters that a person sends again. They count as pending until delivered, or dead once more."""
        self.progress.ledger = self.progress.ledger.plus(State.DEAD, -len(events))
        self.replay(events)

    def replay(self, events: Sequence[Event]) -> None:
        """Letters that count as pending, sent one by one: each was refused before."""
        for event in reversed(events):
            if event.position in self._replayed:
                continue
            self._replayed.add(event.position)
            selected = self.selection.apply(event)
            if isinstance(selected, Event):
                self._suspects.append(_Suspects([selected]))
            else:
                self._settle([event.position], selected)

    def trust(self) -> None:
        """A person says that the sink is in order: try at once, and judge events anew."""
        self.breaker.resume()
        self.guard.delivered()

    def reset(self) -> None:
        """Forget what is held and read it anew from the cursor: the log changed under us."""
        for held in (self._fresh, self._late, self._suspects, self._tries, self._replayed):
            held.clear()
        self._in_hand = Spans()
        self._reread = self.progress.batch = None
        self._read_to = self.progress.position

    # -- what an answer means --------------------------------------------------------------------------------------

    def wrote(self, batch: Batch, outcomes: Sequence[Outcome], seconds: float, now: float) -> None:
        """The sink answered. Each event is settled, put off, or narrowed down on."""
        if len(outcomes) != len(batch.events):
            wrong = f"the sink gave {len(outcomes)} outcomes for {len(batch.events)} events"
            self.failed(batch, Unavailable(wrong), now)
            return
        if outcomes.count(OK) == len(outcomes):
            self._took(batch.events, seconds)
            return
        answers = list(zip(batch.events, outcomes, strict=True))
        taken = [event for event, outcome in answers if isinstance(outcome, Ok)]
        put_off = [outcome for outcome in outcomes if isinstance(outcome, Retry)]
        if len(put_off) == len(outcomes):
            self.failed(batch, Unavailable(put_off[0].reason, after=put_off[0].after), now)
            return
        if taken:
            self._took(taken, seconds)
        for event, outcome in answers:
            if isinstance(outcome, Retry):
                self._put_off(event, outcome, now)
        self._halve_large([e for e, outcome in answers if isinstance(outcome, TooLarge)], outcomes, now)
        self._narrow([(e, outcome) for e, outcome in answers if isinstance(outcome, Fatal)], now)

    def failed(self, batch: Batch, error: SinkError, now: float) -> None:
        """The fate of the batch is unknown, or the sink takes nothing: everything waits."""
        slow = False
        if isinstance(error, Unavailable):
            slow = error.slow
            self.breaker.failed(error.reason, now, error.after)
        else:
            self.breaker.refused(error.reason, now)
        events = list(batch.events)
        tries = self.breaker.failures
        if len(events) > 1 and (slow and tries >= WHOLE_TRIES if self.by_token else tries > 1):
            # What failed as a whole may be too much for a sink that would take half of it in time.
            self.sizing.smaller()
            self._suspects.extend(_halves(events))
        else:
            self._suspects.append(_Suspects(events, batch.token))

    def _took(self, events: Sequence[Event], seconds: float) -> None:
        self.breaker.succeeded()
        self.guard.delivered()
        self.sizing.wrote(len(events), seconds)
        self._settle([event.position for event in events], State.DELIVERED)

    def _put_off(self, event: Event, outcome: Retry, now: float) -> None:
        tries = self._tries[event.position] = self._tries.get(event.position, 0) + 1
        self._late.append(_Late(event, now + wait(tries, outcome.after, self.jitter)))

    def _halve_large(self, events: list[Event], outcomes: Sequence[Outcome], now: float) -> None:
        if not events:
            return
        reason = next(outcome.reason for outcome in outcomes if isinstance(outcome, TooLarge))
        if len(outcomes) == 1:
            self._bury(events[0], "too_large", reason, now)
            return
        self.sizing.too_large(sum(len(event.body) for event in events))
        self._suspects.extend(_halves(events))

    def _narrow(self, refused: list[tuple[Event, Fatal]], now: float) -> None:
        """A single accused is the culprit; of several, unless the sink is sure, nobody is yet."""
        accused = [pair for pair in refused if not pair[1].proven]
        if len(accused) > 1:
            self._suspects.extend(_halves([event for event, _ in accused]))
            refused = [pair for pair in refused if pair[1].proven]
        for event, outcome in refused:
            self._bury(event, outcome.code, outcome.reason, now)

    def _bury(self, event: Event, code: str, reason: str, now: float) -> None:
        if not self.guard.may_bury():
            self.breaker.guarded(
                f"every event is refused ({code}); {self.guard.limit} are dead letters, the rest waits", now
            )
            self._late.append(_Late(event, self.breaker.until))
            return
        self.guard.buried()
        self.breaker.failures = 0
        self.burials.append(Burial(event, code, reason))
        self._settle([event.position], State.DEAD)

    def _settle(self, positions: Sequence[int], state: State) -> None:
        if not positions:
            return
        self.progress.settle(Spans.of(positions), state)
        self.uncommitted += len(positions)
        for position in positions if self._replayed else ():
            if position in self._replayed:
                self._replayed.discard(position)
                if state is not State.DEAD:
                    self.revived.append(position)
        for position in positions if self._tries else ():
            self._tries.pop(position, None)

    def _forget_late(self, events: list[Event]) -> None:
        gone = {event.position for event in events}
        self._late = [late for late in self._late if late.event.position not in gone]

    # -- what to commit --------------------------------------------------------------------------------------------

    def checkpoint(self) -> Checkpoint:
        """Everything a crash must not lose, to be committed as one."""
        progress = self.progress
        return Checkpoint(
            progress.position,
            tuple(progress.above),
            progress.ledger,
            progress.batch,
            tuple(self.burials),
            tuple(self.revived),
        )

    def committed(self) -> None:
        """The checkpoint is durable."""
        self.burials.clear()
        self.revived.clear()
        self.uncommitted = 0


def _halves(events: list[Event]) -> list[_Suspects]:
    """Two parts, the earlier one on top of the pile."""
    middle = (len(events) + 1) // 2
    return [_Suspects(part) for part in (events[middle:], events[:middle]) if part]
