"""An e-mail campaign: a signed link, an open pixel, and a hand-off token as QR code for the store."""

from __future__ import annotations

from surroundings import collector

from touchline import Client, Identity, email
from touchline.handoff import Handoffs, qr_svg
from touchline_spec.keyring import Keyring


def main() -> None:
    """Send one message and show what is in it."""
    keyring = Keyring({1: b"an example secret of 32 bytes..!"}, active=1)
    links = email.EmailLinks("https://collect.example.com", keyring)
    with collector() as url, Client(url, source="//mail.example.com/campaigns", channel="email") as tl:
        handoffs = Handoffs(tl, keyring)
        for user in ("u-1", "u-2"):
            message = f"autumn-{user}"
            with tl.context(identities=[Identity.user(user)], campaign={"name": "autumn", "medium": "email"}):
                tl.track(*email.sent(message, template_id="autumn-2026"))
                token = handoffs.issue("qr_code", message_id=message)
            print("link ", links.click("https://shop.example.com/autumn", message, link_id="hero")[:72], "...")
            print("pixel", links.pixel(message)[:72], "...")
            print("code ", token.printed, f"({len(qr_svg(token.token))} bytes of SVG)")


if __name__ == "__main__":
    main()
