"""What the agent and its libraries say of a phone reaches the journal without the phone's address."""

from __future__ import annotations

import asyncio
import logging
import sys

import pytest
from bleak.exc import BleakDeviceNotFoundError

from touchline_beacon import discretion
from touchline_beacon.errors import RadioMissing
from touchline_beacon.radio.over_bleak import _within

OWN = "B8:27:EB:12:34:56"
FORMS = ("F0:0D:00:00:00:01", "f0:0d:00:00:00:01", "F0_0D_00_00_00_01", "F0-0D-00-00-00-01")


def said(message: str, *, failed: bool = False) -> str:
    record = logging.LogRecord("bleak", logging.WARNING, "f", 1, message, (), sys.exc_info() if failed else None)
    return discretion.Discreet("%(levelname)s %(message)s", frozenset({OWN})).format(record)


@pytest.mark.parametrize("form", FORMS)
def test_no_spelling_of_a_phones_address_is_logged(form: str) -> None:
    """In a sentence, in a D-Bus path, in a traceback; the box's own adapter may be named."""
    for text in (f"Device with address {form} was not found.", f"/org/bluez/hci0/dev_{form}/service1", f"{form}{form}"):
        assert form not in said(text)
    assert said(f"{OWN}: {form}, 12:30:45") == f"WARNING {OWN}: (an address), 12:30:45"
    try:
        {}[form]
    except KeyError:
        trace = said("went wrong", failed=True)
    assert "KeyError: '(an address)'" in trace
    assert form not in trace


def test_what_bleak_says_of_a_missing_phone_is_logged_without_it(capsys: pytest.CaptureFixture[str]) -> None:
    """The real sentence of bleak, through our errors and the log of the running program."""

    async def read() -> None:
        async with _within(1, "read of a token"):
            raise BleakDeviceNotFoundError(FORMS[0], f"Device with address {FORMS[0]} was not found.")

    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    discretion.log()
    try:
        with pytest.raises(RadioMissing) as error:
            asyncio.run(read())
        logging.getLogger("touchline_beacon.box").info("a token could not be read: %s", error.value)
    finally:
        root.handlers[:], root.level = before, level
    assert capsys.readouterr().err.endswith("Device with address (an address) was not found.\n")
