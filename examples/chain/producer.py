"""The options and the tracker that every piece has."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import touchline
from chain.clock import StoryClock
from touchline import Refusal, Report


def add_options(parser: argparse.ArgumentParser, *, outbox: bool = False) -> None:
    """Add where events go and, for the demo, what time it is."""
    parser.add_argument("--collector", default="http://127.0.0.1:8787", help="its address (default: %(default)s)")
    parser.add_argument("--key", help="a key, where the collector asks for one")
    parser.add_argument("--outbox", type=Path, required=outbox, help="folder in which events wait for the network")
    parser.add_argument("--clock", type=Path, help="tell the time that this file says, as the demo does")
    parser.add_argument("--ledger", type=Path, help="append the id of every event to this file")


class Producer:
    """A touchline client on the piece's clock."""

    def __init__(self, args: argparse.Namespace, source: str, **context: Any) -> None:
        self.clock = StoryClock(args.clock)
        self.source = source
        self._ledger: Path | None = args.ledger
        self._client = touchline.Client(
            args.collector,
            key=args.key,
            source=source,
            outbox=args.outbox,
            context=context,
            on_reject=_refused,
            # What does not get through waits in the outbox for next time; nobody stands at a till that will not close.
            exit_timeout=0.2 if args.outbox else 5.0,
        )

    def track(self, event: Any, *, at: datetime | None = None, subject: str | None = None) -> None:
        """Record what happened just now, or at another moment."""
        id_ = self._client.track(event, time=at or self.clock.now(), subject=subject)
        if id_ is None:
            print(f"{type(event).__name__} was not recorded", file=sys.stderr)
        elif self._ledger:
            with self._ledger.open("a", encoding="utf-8") as ledger:
                ledger.write(json.dumps({"source": self.source, "id": id_}) + "\n")

    def context(self, **groups: Any) -> AbstractContextManager[None]:
        """Let everything tracked inside the block carry these groups."""
        return self._client.context(**groups)

    def flush(self, timeout: float = 5.0) -> Report:
        """Deliver what waits."""
        return self._client.flush(timeout)

    def close(self) -> Report:
        """Deliver what waits and stop; what is in an outbox on disk stays there for next time."""
        return self._client.close()

    def __enter__(self) -> Self:
        """Return the producer itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close it."""
        self.close()


def _refused(refusal: Refusal, event: dict[str, Any]) -> None:
    print(f"refused: {event.get('type')} {refusal.reason} {refusal.findings}", file=sys.stderr)


def tell(report: Report) -> str:
    """Say in one line what became of the events."""
    stats = report.stats
    waiting = f", {stats.waiting} waiting for the network" if stats.waiting else ""
    return f"{stats.delivered} events delivered{waiting}"
