"""A till that works without a network: its events wait on disk until there is one.

    python examples/till.py --outbox /tmp/till-3 sell P-1 P-77 --member 40071234 --card tok_7f3a
    python examples/till.py --outbox /tmp/till-3 deliver

A till is used by everybody, so its own identity is marked as shared: it never makes two customers one. The receipt
carries a hand-off token (a QR code in life), with which the sale is found again in any other store.
"""

from __future__ import annotations

import argparse
import json
import sys
from uuid import uuid4

from chain import handoff
from chain.catalogue import PROGRAMME, STORES, Article, article, at_till, total
from chain.producer import Producer, add_options, tell
from touchline import Clock, Consent, Identity, Tender, events


def identities(till: str, member: str | None, card: str | None) -> list[Identity]:
    """Return who stands at the till, and the till."""
    known = [Identity.device(till, shared=True)]
    if member:
        known.append(Identity.loyalty(member, PROGRAMME, state="authenticated"))
    if card:
        known.append(Identity.payment_token(card, "psp"))
    return known


def sell(producer: Producer, args: argparse.Namespace, articles: list[Article]) -> dict[str, str]:
    """Record one sale with its receipt; returns what the next piece needs to find it again."""
    now = producer.clock.now()
    till = f"{args.store}-till-{args.workstation}"
    transaction, receipt = f"T-{uuid4().hex[:8]}", f"R-{uuid4().hex[:8]}"
    given, token = handoff.issue(now=now, single_use=True)
    method = "card" if args.card else "cash"
    with producer.context(
        identities=identities(till, args.member, args.card),
        consent=Consent(purposes={"analytics": "granted" if args.member else "unknown"}),
        location=at_till(args.store, args.workstation),
        clock=Clock(quality="synced"),
    ):
        if args.member:
            producer.track(events.PosCustomerIdentified(identification="card", transaction_id=transaction))
        producer.track(
            events.PosTransactionCompleted(
                transaction_id=transaction,
                business_date=now.date(),
                items=[each.line() for each in articles],
                total=total(articles),
                tenders=[Tender(method=method, amount=total(articles))],
            ),
            subject=transaction,
        )
        producer.track(
            events.ReceiptIssued(
                receipt_id=receipt, delivery="paper", transaction_id=transaction, handoff_ref=given.reference
            ),
            subject=transaction,
        )
        producer.track(
            events.HandoffIssued(**handoff.facts(given, "receipt"), expires_at=given.expires_at),
            subject=transaction,
        )
    return {"transaction": transaction, "receipt": receipt, "token": token}


def main() -> int:
    """Sell something, or deliver what waits; sold things are printed as JSON."""
    parser = argparse.ArgumentParser(description="A till whose events wait on disk until there is a network.")
    parser.add_argument("--store", choices=STORES, default="store-0042", help="where it stands (default: %(default)s)")
    parser.add_argument("--workstation", default="3", help="which till (default: %(default)s)")
    add_options(parser, outbox=True)
    verbs = parser.add_subparsers(dest="verb", required=True)
    selling = verbs.add_parser("sell", help="sell something")
    selling.add_argument("articles", nargs="+", metavar="ARTICLE", help="article numbers, such as P-1")
    selling.add_argument("--member", help="number of the customer's loyalty card")
    selling.add_argument("--card", help="the payment provider's token of her bank card; without it she pays cash")
    verbs.add_parser("deliver", help="deliver what waits in the outbox")
    args = parser.parse_args()
    try:
        articles = [article(number) for number in args.articles] if args.verb == "sell" else []
    except ValueError as error:
        parser.error(str(error))
    source = f"//{args.store}.example.com/till/{args.workstation}"
    with Producer(args, source, channel="pos") as producer:
        if articles:
            print(json.dumps(sell(producer, args, articles)))
        report = producer.flush(0.5 if articles else 10)
    print(tell(report), file=sys.stderr)
    return 0 if articles or report.complete else 1


if __name__ == "__main__":
    sys.exit(main())
