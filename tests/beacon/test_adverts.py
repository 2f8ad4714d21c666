"""Members are recognised in every form, bystanders never, and no packet of a stranger raises."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from touchline_beacon import adverts
from touchline_beacon.adverts import Fields, Marker, Programme
from touchline_beacon.overflow import overflow_mask
from touchline_spec import tokens

CLUB = Programme("club", eddystone=True)
EID = bytes.fromhex("39bfbdf6bce922ea")

OURS = {
    "android": (adverts.android(tokens.ServiceData(EID, -60)), Marker("service_data", EID, -60)),
    "eddystone": (adverts.eddystone(EID, -18), Marker("eddystone_eid", EID, -59)),
    "ibeacon": (adverts.ibeacon(CLUB, EID, -59), Marker("ibeacon", EID, -59)),
    "altbeacon": (adverts.altbeacon(CLUB, EID, -59), Marker("altbeacon", EID, -59)),
    "background": (adverts.ios_background(overflow_mask(tokens.SERVICE)), Marker("offer")),
}


@pytest.mark.parametrize("form", OURS)
def test_a_member_is_recognised_in_every_form(form: str) -> None:
    """What we write fits a legacy advertisement and reads back."""
    raw, marker = OURS[form]
    assert len(raw) <= adverts.LEGACY_BYTES
    assert CLUB.find_raw(raw) == marker


def test_an_app_on_screen_may_send_two_service_uuids() -> None:
    """iOS lets a foreground app advertise UUIDs; the second is made of prefix and EID."""
    second = UUID(bytes=CLUB.prefix + EID)
    assert CLUB.find(Fields(service_uuids=(str(tokens.SERVICE), str(second)))) == Marker("service_uuid", EID)
    assert CLUB.find(Fields(service_uuids=(str(tokens.SERVICE),))) == Marker("offer")
    assert CLUB.find(Fields(service_uuids=(str(second),))) is None


def test_the_mask_may_stand_in_the_scan_response() -> None:
    """iPhones often put Nearby into the advertisement and the mask into the scan response."""
    nearby = bytes.fromhex("02011a0aff4c001005031c0f2b71")
    assert CLUB.find_raw(nearby) is None
    assert CLUB.find_raw(nearby + adverts.ios_background(overflow_mask(tokens.SERVICE))[3:]) == Marker("offer")


def test_another_programme_is_a_bystander() -> None:
    """The prefix of a beacon id belongs to one programme, and a tag to nobody where the programme has none."""
    other = Programme("other")
    assert other.find_raw(OURS["ibeacon"][0]) is None
    assert other.find_raw(OURS["altbeacon"][0]) is None
    assert other.find_raw(OURS["eddystone"][0]) is None


STRANGERS = {
    # A mask record one byte too short, and an Apple record that claims more than there is
    "short-mask": "13ff4c0001" + "ff" * 15,
    "overlong-record": "0aff4c0010ff0102030405",
    "flags-only": "02011a",
    "empty": "",
}


@pytest.mark.parametrize("name", STRANGERS)
def test_bystanders_are_nobody(name: str) -> None:
    """What is no marker in full is none."""
    assert CLUB.find_raw(bytes.fromhex(STRANGERS[name])) is None


@settings(max_examples=400)
@given(st.binary(max_size=255))
def test_no_bytes_raise(raw: bytes) -> None:
    """A stranger's packet may hold anything."""
    CLUB.find_raw(raw)
    list(adverts.structures(raw))
    adverts.overflow_in(raw)


@settings(max_examples=400)
@given(st.sampled_from(sorted(OURS)), st.data())
def test_a_damaged_member_packet_does_not_raise(form: str, data: st.DataObject) -> None:
    """Bit errors and truncation leave a marker, another marker or none."""
    raw = bytearray(OURS[form][0])
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    del raw[data.draw(st.integers(0, len(raw))) :]
    marker = CLUB.find_raw(bytes(raw))
    assert marker is None or marker.eid is None or len(marker.eid) == 8


@given(st.lists(st.tuples(st.integers(0, 255), st.binary(max_size=28)), max_size=8))
def test_structures_come_back_as_written(written: list[tuple[int, bytes]]) -> None:
    """The walk is the inverse of writing."""
    raw = b"".join(bytes((len(data) + 1, kind)) + data for kind, data in written)
    assert list(adverts.structures(raw)) == written


def test_a_record_cut_off_ends_the_walk_and_keeps_what_was_whole() -> None:
    """One damaged structure does not cost the ones before it."""
    raw = OURS["android"][0]
    assert CLUB.find_raw(raw + b"\x1e\xff\x4c") == OURS["android"][1]
    assert CLUB.find_raw(raw[:-1]) is None


def test_two_apple_structures_in_one_packet_are_both_read() -> None:
    """The advertisement's iBeacon goes before the scan response's offer."""
    raw = OURS["background"][0] + OURS["ibeacon"][0]
    assert CLUB.find_raw(raw) == OURS["ibeacon"][1]
