"""A Celery task that sends the receipt: it inherits who bought from the request that sent it.

Runs a worker in this process on Celery's in-memory broker; a real one differs in the broker's URL only.
"""

from __future__ import annotations

import celery
from celery.contrib.testing.worker import start_worker
from surroundings import collector

from touchline import Client, Identity
from touchline.integrations.celery import instrument

app = celery.Celery("receipts", broker="memory://", backend="cache+memory://")


def main() -> None:
    """Send one receipt."""
    with collector() as url, Client(url, source="//shop.example.com/worker") as tl:
        instrument(client=tl)

        @app.task  # type: ignore[untyped-decorator] # celery ships no types
        def send_receipt(receipt: str) -> None:
            tl.track("touchline.receipt.issued.v1", {"receipt_id": receipt, "delivery": "email"})

        with start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=30):
            with tl.context(channel="web", identities=[Identity.user("u-1")]):
                sent = send_receipt.delay("R-1")
            sent.get(timeout=20)


if __name__ == "__main__":
    main()
