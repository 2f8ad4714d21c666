"""The story: what one customer does over six days, and when."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from urllib.parse import urlencode

# Web clicks a fifth of a second apart become pages looked at for twelve seconds each.
PACE = 60.0


@dataclass(frozen=True, slots=True)
class Customer:
    """Her secrets, which no part of Touchline ever sees in clear: made anew for each demo."""

    email: str = "jane@example.com"
    # From the range that the German regulator keeps free for films.
    phone: str = "+493023125042"
    member: str = field(default_factory=lambda: f"40{secrets.randbelow(10**6):06}")
    key: str = field(default_factory=lambda: secrets.token_hex(16))
    """What the bonus club's app on her phone derives its rotating Bluetooth tokens from."""
    wallet: str = field(default_factory=lambda: f"tok_{secrets.token_hex(4)}")
    """Her bank card as her phone pays with it; payment providers give it another token than the plastic."""
    card: str = field(default_factory=lambda: f"tok_{secrets.token_hex(4)}")
    return_id: str = field(default_factory=lambda: f"RT-{secrets.token_hex(4)}")


def at(days_ago: int, clock: str) -> datetime:
    """Return a moment by the clock on the wall, some days ago; the last is yesterday, so nothing lies in the future."""
    day = datetime.now().astimezone().date() - timedelta(days=days_ago)
    # The zone's rules of that day, not of today: a demo in the week of the change of clocks shows true hours.
    return datetime.combine(day, time.fromisoformat(clock)).astimezone()


ADVERT = urlencode(
    {
        "utm_source": "google",
        "utm_medium": "cpc",
        "utm_campaign": "autumn-lamps",
        "utm_content": "hero",
        "gclid": "EAIaIQobChMI-DemoClick",
    }
)
SUBJECT = "Your lamp is waiting in Berlin Mitte"
LAPTOP = "Mozilla/5.0 (X11; Linux x86_64) Demo/1.0 (laptop)"
PHONE = "Mozilla/5.0 (Android 15; Mobile) Demo/1.0 (phone)"
