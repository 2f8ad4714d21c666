from adapters import touchline


class Adapter(touchline.Adapter):
    """Ours, with the typed event: built, checked against the specification, and tracked, all in the call."""

    modules = ("touchline", "touchline_spec.models")
    variants = ("default",)
    only = ("cost",)

    def open(self, url, variant):
        super().open(url, variant)
        from touchline import Campaign, Identity, LineItem, Money, Page, events

        self.shapes = events.OrderPlaced, Money, LineItem, Identity, Page, Campaign

    def track(self, ev):
        order, money, line, identity, page, campaign = self.shapes
        items = [
            line(product_id=item["sku"], name=item["name"], brand=item["brand"], quantity=str(item["quantity"]),
                 price=money(f"{item['price']:.2f}", "EUR"))
            for item in ev.properties["items"]
        ]
        event = order(
            order_id=ev.properties["bench_id"], channel="web", total=money("212.95", "EUR"), tax=money("34.00", "EUR"), coupon="SPRING10",
            items=items, identities=[identity.user(ev.user_id), identity.anonymous(ev.anonymous_id)],
            page=page(url=ev.context["page"]["url"], title="Thanks"), campaign=campaign(source="newsletter", medium="email", name="spring-sale"),
        )
        return self.client.track(event)
