from adapters import touchline
from adapters.touchline import Base  # noqa: F401


class Adapter(touchline.Adapter):
    """Ours, a dict of a published type, checked against its strict schema in the call."""

    modules = ("touchline", "touchline_spec.validator")
    variants = ("default",)
    only = ("cost",)

    def options(self, variant):
        return {**super().options(variant), "strict": True}

    def track(self, ev):
        data = {
            "order_id": ev.properties["bench_id"], "channel": "web", "coupon": "SPRING10",
            "total": {"amount": "212.95", "currency": "EUR"}, "tax": {"amount": "34.00", "currency": "EUR"},
            "items": [
                {"product_id": item["sku"], "name": item["name"], "brand": item["brand"], "quantity": str(item["quantity"]),
                 "price": {"amount": f"{item['price']:.2f}", "currency": "EUR"}}
                for item in ev.properties["items"]
            ],
            "identities": [{"type": "user", "value": ev.user_id}, {"type": "anonymous", "value": ev.anonymous_id}],
            "page": {"url": ev.context["page"]["url"], "title": "Thanks"},
            "campaign": {"source": "newsletter", "medium": "email", "name": "spring-sale"},
        }
        return self.client.track("touchline.order.placed.v1", data)
