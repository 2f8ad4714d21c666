"""Signed links and hand-off tokens: made by the SDK, read by the standard's codecs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from touchline import email
from touchline.handoff import Handoffs, qr_png, qr_svg
from touchline.testing import RecordingClient
from touchline_spec import links
from touchline_spec.keyring import Keyring, TokenError

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
RING = Keyring({7: b"0123456789abcdef"}, 7)


def token(url: str) -> str:
    return parse_qs(urlsplit(url).query)["t"][0]


def test_a_click_link_leads_where_the_sender_said() -> None:
    """Path, signature, target, message, link and consent survive the trip through a mail program."""
    made = email.EmailLinks("https://collect.example.com/", RING)
    url = made.click(
        "https://shop.example.com/?a=1&b=ü", "m-1", link_id="hero", consent={"analytics": "granted"}, now=NOW
    )
    assert url.startswith("https://collect.example.com/v1/r?t=")
    link = links.read(RING, token(url), now=NOW)
    assert (link.kind, link.message, link.link_id) == ("click", "m-1", "hero")
    assert link.target == "https://shop.example.com/?a=1&b=ü"
    assert link.consent == {"analytics": "granted"}
    assert link.expires_at == NOW + email.LIFETIME


def test_a_pixel_has_no_target() -> None:
    """An open pixel tells the message, nothing else."""
    url = email.EmailLinks("https://collect.example.com", RING).pixel("m-1", now=NOW)
    assert urlsplit(url).path == "/v1/o.gif"
    assert links.read(RING, token(url), now=NOW).kind == "open"


@pytest.mark.parametrize(
    ("agent", "seconds", "machine"),
    [
        ("Mozilla/5.0", None, True),
        (None, None, True),
        ("Mozilla/5.0 (compatible; Proofpoint URL Defense)", 100, True),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15", 100, False),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15", 0.5, True),
    ],
)
def test_machines_are_told_from_people(agent: str | None, seconds: float | None, machine: bool) -> None:  # noqa: FBT001
    """Privacy proxies, scanners, and whoever is faster than a person."""
    assert email.machine_open(agent, seconds_since_sent=seconds) is machine


def test_a_handoff_joins_its_two_ends(touchline_recorder: RecordingClient) -> None:
    """Issued and redeemed carry one reference; both events pass the strict schema."""
    handoffs = Handoffs(touchline_recorder, RING)
    with touchline_recorder.context(channel="web"):
        issued = handoffs.issue("qr_code", order_id="O-1", single_use=True, now=NOW)
    with touchline_recorder.context(channel="store"):
        assert handoffs.redeem(issued.printed.lower(), "qr_code", confirmed=True, now=NOW) == issued.reference
    touchline_recorder.assert_tracked("handoff.issued", {"handoff_ref": issued.reference, "order_id": "O-1"})
    touchline_recorder.assert_tracked("handoff.redeemed", {"handoff_ref": issued.reference, "confirmed": True})


@pytest.mark.parametrize(
    "spoil", [lambda t: t[:-1] + ("0" if t[-1] != "0" else "1"), lambda _: "hello", lambda t: t[:20]]
)
def test_a_token_that_cannot_be_trusted_is_refused(
    touchline_recorder: RecordingClient, spoil: Callable[[str], str]
) -> None:
    """Forged, foreign or cut: an error, and nothing is tracked as redeemed."""
    handoffs = Handoffs(touchline_recorder, RING)
    with touchline_recorder.context(channel="web"):
        issued = handoffs.issue("receipt", now=NOW)
        with pytest.raises(TokenError):
            handoffs.redeem(spoil(issued.token), "receipt", now=NOW)
        with pytest.raises(TokenError, match="expired"):
            handoffs.redeem(issued.token, "receipt", now=NOW + timedelta(days=31))
    touchline_recorder.assert_not_tracked("handoff.redeemed")


def test_a_token_fits_a_small_qr_code() -> None:
    """Upper case and digits: the compact mode; as SVG and as PNG."""
    assert qr_svg("0" * 42).startswith("<?xml")
    assert qr_png("0" * 42).startswith(b"\x89PNG")
