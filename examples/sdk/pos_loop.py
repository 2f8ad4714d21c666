"""A till: every sale is on disk, synced, before the drawer opens; the line may be down for days.

Sells three times without a line, is killed, starts again with the line back, and sells once more.
"""

from __future__ import annotations

import os
import tempfile

from surroundings import collector

from touchline import Client, Identity, LineItem, Money
from touchline.pos import Till, cash

NO_LINE = "http://127.0.0.1:9"


def client(url: str, folder: str) -> Client:
    """Return a client as a till wants it: nothing is lost with the power, and nobody waits for the line."""
    return Client(
        url, source="//store-0042.example.com/till/3", outbox=f"{folder}/outbox", level="power", exit_timeout=2
    )


def sell(tl: Client, folder: str) -> None:
    """Sell one lamp to a loyalty member."""
    till = Till(tl, store="store-0042", workstation="3", folder=folder)
    price = Money("19.99", "EUR")
    event_id = till.sale(
        items=[LineItem(product_id="P-1", name="Lamp", quantity="1", price=price)],
        total=price,
        tenders=[cash("19.99", "EUR")],
        identities=[Identity.loyalty("40071234", issuer="bonus-club")],
    )
    print("sold", event_id, flush=True)


def main() -> None:
    """Play the till's day."""
    with tempfile.TemporaryDirectory() as folder:
        if (pid := os.fork()) == 0:
            offline = client(NO_LINE, folder)
            for _ in range(3):
                sell(offline, folder)
            os.kill(os.getpid(), 9)  # the plug is pulled
        os.waitpid(pid, 0)
        with collector() as url, client(url, folder) as tl:
            sell(tl, folder)
            report = tl.flush(timeout=10)
            print(f"delivered {report.delivered}, of them {report.stats.adopted} from before the restart")


if __name__ == "__main__":
    main()
