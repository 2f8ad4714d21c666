"""What both clients do around one request: pick a batch, dress it, and settle it by the answer.

The shells (a thread, an asyncio task) only wait and carry; nothing here waits.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

from touchline import delivery, jsontext
from touchline.batch import Batch
from touchline.clock import sent_stamp
from touchline.delivery import Action, Answer, Failure, Verdict
from touchline.encoding import encode
from touchline.notifier import Notifier
from touchline.outbox.store import Store
from touchline.pace import Fate, Pace
from touchline.report import Counters, Refusal
from touchline.transport.contract import Request

NANO = 1_000_000_000


class Keeper(Protocol):
    """Takes refused events for good; the kept file of an outbox is one."""

    def keep(self, event: bytes, reason: str, findings: Sequence[Any]) -> None:
        """Write one refused event down; `OSError` when the disk refuses."""


class Outgoing(NamedTuple):
    """A dressed batch on its way."""

    request: Request
    batch: Batch


class Wait(NamedTuple):
    """Nothing to do for so many seconds; None: until something is put."""

    seconds: float | None


class Sender:
    """Picks, dresses and settles batches of one store."""

    def __init__(
        self,
        store: Store,
        pace: Pace,
        counters: Counters,
        notifier: Notifier,
        *,
        url: str,
        key: str | None,
        linger: float,
        in_flight: int = 1,
        keeper: Keeper | None = None,
        on_reject: Callable[[Refusal, dict[str, Any]], Any] | None = None,
    ) -> None:
        self.store = store
        self.pace = pace
        self.linger = linger
        self._in_flight = in_flight
        self.last_success: float | None = None
        self._counters = counters
        self._notifier = notifier
        self._url = url
        self._headers = {
            "Content-Type": "application/x-ndjson",
            "Accept": "application/json",
            "User-Agent": f"touchline-python {sys.version_info[0]}.{sys.version_info[1]}",
        }
        if key is not None:
            self._headers["Authorization"] = f"Bearer {key}"
        self._keeper = keeper
        self._on_reject = on_reject

    def prepare(self, now: float, wall_ns: int, *, urgent: bool, hurry: bool) -> Outgoing | Wait:
        """Return the next request, or how long to wait.

        `urgent` skips our own back-off once; `hurry` skips lingering for a fuller batch.
        """
        due = self.store.due(now, 0.0 if hurry else self.linger)
        if due is None or due > 0:
            return Wait(due)
        plan = self.pace.plan(now, urgent=urgent)
        if plan.limits is None:
            return Wait(plan.wait)
        batch = self.store.peek(plan.limits)
        if batch is None:
            return Wait(self.linger)
        return Outgoing(self._dress(batch, plan.encoding, wall_ns), batch)

    def beside(self, out: Sequence[Outgoing], now: float, wall_ns: int) -> Outgoing | None:
        """Return a request to send at the same time as those; None: no more, or this is no time for it."""
        if len(out) >= self._in_flight or self.pace.trouble is not None:
            return None
        plan = self.pace.plan(now)
        batch = None if plan.limits is None else self.store.peek(plan.limits, len(out))
        return None if batch is None else Outgoing(self._dress(batch, plan.encoding, wall_ns), batch)

    def _dress(self, batch: Batch, encoding: str, wall_ns: int) -> Request:
        headers = {**self._headers, "Touchline-Sent-Time": sent_stamp(wall_ns)}
        if encoding != "identity":
            headers["Content-Encoding"] = encoding
        body = encode(batch.body, encoding)
        return Request(self._url, headers, body)

    def conclude(self, sent: Outgoing, answer: Answer | Failure, now: float, wall_ns: int) -> None:
        """Settle the batch by the answer."""
        self.conclude_all([(sent, answer)], now, wall_ns)

    def conclude_all(self, exchanges: Sequence[tuple[Outgoing, Answer | Failure]], now: float, wall_ns: int) -> None:
        """Settle batches that travelled together: the judged ones, then the first that is not.

        What else failed with it says the same, and stays for the next try.
        """
        judged = [
            (sent, answer, delivery.judge(answer, sent.batch.count, wall_ns / NANO)) for sent, answer in exchanges
        ]
        self._counters.add("requests", len(judged))
        self._counters.add("bytes_sent", sum(len(sent.request.body) for sent, _, _ in judged))
        for sent, answer, verdict in sorted(judged, key=lambda each: each[2].action is not Action.JUDGED):
            self._conclude(sent.batch, answer, verdict, now)
            if verdict.action is not Action.JUDGED:
                return

    def _conclude(self, batch: Batch, answer: Answer | Failure, verdict: Verdict, now: float) -> None:
        if isinstance(answer, Answer):
            self.pace.accepts(_accepted_encodings(answer))
        was = self.pace.trouble
        fate = self.pace.record(verdict, batch, now)
        with self._counters.moving():
            if verdict.action is Action.JUDGED:
                self.last_success = now
                self._settle(batch, verdict)
            elif fate is Fate.ASIDE:
                self._refuse(batch.lines()[0], "set_aside", verdict.reason, ())
                self.store.settle(batch)
            elif fate is Fate.LAST:
                self.store.settle(batch, batch.lines())
        self._signal(was, answer)

    def _settle(self, batch: Batch, verdict: Verdict) -> None:
        tally = {"duplicate": 0, "suppressed": 0, "retry": 0, "rejected": 0}
        keep: list[bytes] = []
        lines = batch.lines() if any(r.status in ("retry", "rejected") for r in verdict.results) else []
        for result in verdict.results:
            if result.status in tally:
                tally[result.status] += 1
            if result.status == "retry":
                keep.append(lines[result.index])
            elif result.status == "rejected":
                self._refuse(lines[result.index], "rejected", _first_rule(result.findings), result.findings)
        self.store.settle(batch, keep)
        self._counters.add("delivered", batch.count - tally["retry"] - tally["rejected"])
        self._counters.add("duplicates", tally["duplicate"])
        self._counters.add("suppressed", tally["suppressed"])

    def _refuse(self, line: bytes, count_as: str, reason: str, findings: tuple[Any, ...]) -> None:
        event = _event(line)
        refusal = Refusal(str(event.get("id", "")), reason, findings)
        self._counters.refuse(count_as, refusal)
        self._keep(line, refusal)
        self._notifier.tell(f"event.{count_as}", f"the collector refused it: {reason}", count=1, ids=[refusal.id])
        if self._on_reject is not None:
            self._notifier.call(self._on_reject, refusal, event)

    def _keep(self, line: bytes, refusal: Refusal) -> None:
        if self._keeper is None:
            return
        try:
            self._keeper.keep(line, refusal.reason, refusal.findings)
        except OSError as error:  # a full disk must not hold up the events behind this one
            message = f"a refused event could not be kept: {error}"
            self._notifier.tell("outbox.storage", message, count=1, ids=[refusal.id])

    def _signal(self, was: str | None, answer: Answer | Failure) -> None:
        trouble = self.pace.trouble
        if trouble is not None and trouble != was:
            detail = answer.message if isinstance(answer, Failure) else f"status {answer.status}"
            verb = "stalled" if self.pace.stalled else "waiting"
            self._notifier.tell(trouble, f"delivery is {verb}, events are kept: {detail}")


def _event(line: bytes) -> dict[str, Any]:
    try:
        event = jsontext.loads(line)
    except ValueError:
        return {}
    return event if isinstance(event, dict) else {}


def _first_rule(findings: Sequence[Any]) -> str:
    first = next(iter(findings), None)
    return str(first.get("rule", "rejected")) if isinstance(first, dict) else "rejected"


def _accepted_encodings(answer: Answer) -> frozenset[str]:
    value = answer.headers.get("accept-encoding", "")
    return frozenset(part.partition(";")[0].strip().lower() for part in value.split(",") if part.strip())
