"""The shortest program that tracks; paste it into a notebook cell by cell if you like."""

from surroundings import collector

import touchline
from touchline import Identity, LineItem, Money, events

with collector() as url, touchline.Client(url, source="//shop.example.com/script", channel="web") as tl:
    jane = [Identity.user("u-1"), Identity.email("jane@example.com")]
    with tl.context(identities=jane, consent={"purposes": {"analytics": "granted"}}):
        tl.page("https://shop.example.com/p/P-1", title="Lamp")
        total = Money("19.99", "EUR")
        tl.track(events.OrderPlaced(order_id="O-1", total=total, items=[LineItem(product_id="P-1", quantity="1")]))
        tl.track("com.acme.kiosk.slush_poured.v1", {"size": "L"})
    report = tl.flush(timeout=5)
    print(f"delivered {report.delivered}, waiting {report.waiting}, refused {len(report.refused)}")
