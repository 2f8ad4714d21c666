"""The rule from service UUID to Apple's background bit agrees with everything ever published or sniffed."""

from __future__ import annotations

from uuid import UUID

import pytest

from support import overflow_pairs as pairs
from touchline_beacon.overflow import has_bit, overflow_bit, overflow_mask
from touchline_spec import tokens

BASE = "0000{}-0000-1000-8000-00805f9b34fb"
TABLES = {
    "crownstone": (pairs.CROWNSTONE, BASE),
    "crownstone-earlier": (pairs.CROWNSTONE_EARLIER, BASE),
    "overflow-area": (pairs.OVERFLOW_AREA, "00000000-0000-0000-0000-0000000000{}"),
}


@pytest.mark.parametrize(
    ("service", "index", "value", "where"),
    pairs.SINGLE,
    ids=[pair[3].split(",")[0] + pair[0][4:8] for pair in pairs.SINGLE],
)
def test_the_rule_gives_the_published_mask(service: str, index: int, value: int, where: str) -> None:
    """Each pair seen by others comes out of the CRC."""
    mask = overflow_mask(UUID(service))
    assert (mask[index], sum(mask)) == (value, value), where
    assert has_bit(mask, overflow_bit(UUID(service)))


@pytest.mark.parametrize("table", TABLES)
def test_the_rule_gives_every_bit_of_the_published_tables(table: str) -> None:
    """128 UUIDs each, one for every bit, in CoreBluetooth's order."""
    entries, form = TABLES[table]
    assert [overflow_bit(UUID(form.format(entry))) ^ 7 for entry in entries] == list(range(128))


def test_the_rule_gives_every_mask_that_the_laboratory_heard() -> None:
    """127 UUIDs that count up, each with the manufacturer data seen on air."""
    first = UUID("8ebc2114-4abd-0000-0000-ff0100000000").int
    for number, heard in enumerate(pairs.LABORATORY, 1):
        mask = overflow_mask(UUID(int=first + number))
        index, value = int(heard[0], 16), int(heard[1:], 16)
        assert (mask[index], sum(mask)) == (value, value), number
    assert number == 127


def test_the_rule_is_affine() -> None:
    """Bit of a xor b xor c is the xor of their bits: the property by which the CRC was found in the tables."""
    a, b, c = (UUID(pair[0]).int for pair in pairs.SINGLE[:3])
    bits = [overflow_bit(UUID(int=value)) for value in (a, b, c, a ^ b ^ c)]
    assert bits[0] ^ bits[1] ^ bits[2] == bits[3]


def test_every_bit_can_be_reached() -> None:
    """The 128 bits are evenly used by UUIDs that count up."""
    assert {overflow_bit(UUID(int=number)) for number in range(256)} == set(range(128))


def test_our_service_shares_no_bit_with_apple_watch_setup() -> None:
    """Bit 69 of the published numbering, 66 of ours: each Apple Watch in set-up would be connected to."""
    assert overflow_bit(tokens.SERVICE) == 51
    assert overflow_bit(tokens.SERVICE) not in (66, 69)


def test_a_mask_cut_off_has_no_bit() -> None:
    """A truncated record is no offer."""
    assert not has_bit(b"\xff" * 15, 3)
    assert not has_bit(b"", 3)
