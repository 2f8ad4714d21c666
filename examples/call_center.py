"""A call centre: one call, from a customer it knows by her telephone number only.

python examples/call_center.py --phone +493023125042 --topic return --article P-1 --transaction T-42
"""

from __future__ import annotations

import argparse
import sys
from datetime import timedelta
from uuid import uuid4

from chain.catalogue import ARTICLES, article
from chain.producer import Producer, add_options, tell
from touchline import Consent, Identity, events

SOURCE = "//calls.example.com/desk"
TALK = timedelta(minutes=3, seconds=12)


def call(producer: Producer, args: argparse.Namespace) -> None:
    """Record the call, and the return that it announces."""
    number = f"call-{uuid4().hex[:8]}"
    begin = producer.clock.now()
    with producer.context(
        identities=[Identity.phone(args.phone)],
        consent=Consent(purposes={"analytics": "granted"}),
    ):
        started = events.CallStarted(call_id=number, direction="inbound", queue="orders", topic=args.topic)
        producer.track(started, at=begin, subject=number)
        if args.article:
            requested = events.ReturnRequested(
                return_id=args.return_id,
                original_order_id=args.transaction,
                original_channel="pos",
                return_method="in_store",
                items=[article(args.article).line()],
                reason="too_bright",
            )
            producer.track(requested, at=begin + TALK * 0.8, subject=args.return_id)
        ended = events.CallEnded(
            call_id=number,
            direction="inbound",
            topic=args.topic,
            duration_ms=int(TALK.total_seconds() * 1000),
            outcome="resolved",
            agent_ref="ag-12",
        )
        producer.track(ended, at=begin + TALK, subject=number)


def main() -> int:
    """Take one call."""
    parser = argparse.ArgumentParser(description="A call centre that records a call of a customer.")
    parser.add_argument("--phone", required=True, help="the caller's number in E.164 form; only its hash is recorded")
    parser.add_argument("--topic", default="return", help="what the call is about (default: %(default)s)")
    parser.add_argument("--article", choices=ARTICLES, help="announce the return of this article")
    parser.add_argument("--transaction", help="the sale it was bought with")
    parser.add_argument("--return-id", default=f"RT-{uuid4().hex[:8]}", help="number of the return")
    add_options(parser)
    args = parser.parse_args()
    try:
        Identity.phone(args.phone)
    except ValueError as error:
        parser.error(f"--phone: {error}")
    with Producer(args, SOURCE, channel="call_center") as producer:
        call(producer, args)
        report = producer.flush()
    print(tell(report), file=sys.stderr)
    return 0 if report else 1


if __name__ == "__main__":
    sys.exit(main())
