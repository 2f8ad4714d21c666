"""Raw addresses and phone numbers are taken out before an event is written anywhere."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from support.odd_server import OddServer
from touchline import Client, EventError
from touchline.contacts import suspicious

TYPE = "com.acme.crm.contact_added.v1"
_NAMES = "phone customerPhone telephone mobile MSISDN msisdn tel cell sms whatsapp fax handy telefon"
PHONE_FIELDS = _NAMES.split()
SECRETS = ("jane@example.com", "+49 170 1234567", "0170/1234567")


def found_in(*places: Any) -> list[str]:
    return [secret for secret in SECRETS if any(secret in str(place) for place in places)]


def test_no_raw_contact_reaches_disk_log_or_wire(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Fields named for contacts at any depth, identities, and contexts; the rest of the event goes on."""
    caplog.set_level(logging.DEBUG)
    told: list[Any] = []
    written: list[bytes] = []
    data = {
        "email": "jane@example.com",
        "size": "L",
        "customer": {"phoneNumber": "0170/1234567", "name": "Jane"},
        "identities": [{"type": "user", "value": "jane@example.com"}, {"type": "user", "value": "u-1"}],
        "ext": {"com.acme": {"mobile": "+49 170 1234567"}},
    }
    with OddServer() as server:
        client = Client(server.url, source="//crm", outbox=tmp_path, on_error=told.append, linger=5)
        with client.context(identities=[{"type": "phone_hash", "value": "+49 170 1234567"}]):
            assert client.track(TYPE, data)
        written = [file.read_bytes() for file in tmp_path.iterdir()]
        assert client.close()
        (event,) = server.seen[0].events
    assert found_in(written, event, told, caplog.text, [file.read_bytes() for file in tmp_path.iterdir()]) == []
    assert event["data"]["email"] == "[redacted:email]"
    assert event["data"]["customer"] == {"phoneNumber": "[redacted:phone]", "name": "Jane"}
    assert event["data"]["identities"] == [{"type": "user", "value": "u-1"}]
    assert event["data"]["size"] == "L"
    assert "Identity.email" in told[0].message + told[-1].message
    assert data["email"] == "jane@example.com"


def test_strict_mode_refuses_them(touchline_recorder: Any) -> None:
    """In development the mistake is an error at the call."""
    with pytest.raises(EventError, match=r"contact\.raw"):
        touchline_recorder.track(TYPE, {"email": "jane@example.com"})


@pytest.mark.parametrize("name", PHONE_FIELDS)
def test_every_name_of_a_phone_field_gets_the_second_look(name: str) -> None:
    """The cheap look never overlooks what the standard would find."""
    for data in ({name: "0170 1234567"}, {"a": [{"b": {name: 1701234567}}]}, {"a": ({name: "0170 1234567"},)}):
        assert suspicious(data, b"")


def test_what_only_looks_like_one_is_left_alone(tmp_path: Path) -> None:
    """An address in a URL's user part or a product called honey is data like any other."""
    data = {"honey": "1234567890", "note": "mail me @ noon", "phone_model": "iPhone 17", "email_hash": "ab" * 32}
    with OddServer() as server:
        with Client(server.url, source="//crm", outbox=tmp_path) as client:
            client.track(TYPE, data)
        assert server.seen[0].events[0]["data"] == data
