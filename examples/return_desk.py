"""The return desk of another store: the receipt's code brings the sale back, no loyalty card needed.

    python examples/return_desk.py --receipt TOKEN --article P-1 --card tok_7f3a

The token of the receipt is redeemed once; the customer confirms it with the bank card that the money goes back to.
"""

from __future__ import annotations

import argparse
import sys
from uuid import uuid4

from chain import handoff
from chain.catalogue import ARTICLES, STORES, article, at_till
from chain.producer import Producer, add_options, tell
from touchline import Consent, Identity, Tender, events
from touchline_spec.handoff import Handoff


def take_back(producer: Producer, args: argparse.Namespace, given: Handoff) -> None:
    """Record that the receipt came back, and then the goods."""
    returned = article(args.article)
    with producer.context(
        identities=[
            Identity.device(f"{args.store}-till-{args.workstation}", shared=True),
            Identity.payment_token(args.card, "psp"),
        ],
        consent=Consent(purposes={"analytics": "granted"}),
        location=at_till(args.store, args.workstation),
    ):
        producer.track(events.HandoffRedeemed(**handoff.facts(given, "receipt"), confirmed=True))
        what = {
            "return_id": args.return_id,
            "original_order_id": args.transaction,
            "original_channel": "pos",
            "return_method": "in_store",
            "items": [returned.line()],
            "reason": "too_bright",
        }
        producer.track(events.ReturnReceived(**what), subject=args.return_id)
        refund = [Tender(method="card", amount=returned.money)]
        producer.track(events.ReturnCompleted(**what, refund=refund, total=returned.money), subject=args.return_id)


def main() -> int:
    """Take one thing back."""
    parser = argparse.ArgumentParser(description="The return desk of another store.")
    parser.add_argument("--receipt", required=True, help="the token on the receipt, as till.py prints it")
    parser.add_argument("--article", choices=ARTICLES, required=True, help="what comes back")
    parser.add_argument("--card", required=True, help="the payment provider's token of the card to refund")
    parser.add_argument("--transaction", help="the sale, where the receipt can be read")
    parser.add_argument("--return-id", default=f"RT-{uuid4().hex[:8]}", help="number of the return")
    parser.add_argument("--store", choices=STORES, default="store-0007", help="where (default: %(default)s)")
    parser.add_argument("--workstation", default="1", help="which till (default: %(default)s)")
    add_options(parser)
    args = parser.parse_args()
    with Producer(args, f"//{args.store}.example.com/till/{args.workstation}", channel="pos") as producer:
        try:
            given = handoff.read(args.receipt, now=producer.clock.now())
        except ValueError as error:
            parser.error(f"--receipt: {error}")
        take_back(producer, args, given)
        report = producer.flush()
    print(tell(report), file=sys.stderr)
    return 0 if report else 1


if __name__ == "__main__":
    sys.exit(main())
