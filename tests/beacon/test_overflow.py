"""The rule from service UUID to Apple's background bit agrees with everything ever published or sniffed."""

from __future__ import annotations

from uuid import UUID

import pytest

from touchline_beacon.overflow import has_bit, overflow_bit, overflow_mask
from touchline_spec import tokens

# service UUID, byte of the mask, its value, and where the pair was published
PAIRS = [
    ("c1f5983c-fa94-4ac8-8e2e-bb86d6de9b21", 9, 0x40, "NHSX COVID-19 app, gradle.properties"),
    ("428132af-4746-42d3-801e-4572d65bfd9b", 10, 0x20, "Herald and COVIDSafe iPhone captures"),
    ("5403c8a7-5c96-47e9-9ab8-59e373d875a7", 3, 0x10, "room-assistant companion app check"),
    ("00003ac5-0000-1000-8000-00805f9b34fb", 13, 0x20, "AOSP Car ScanDataAnalyzer"),
    ("00003333-0000-1000-8000-00805f9b34fb", 7, 0x02, "sniffed HCI event in a question about background advertising"),
    ("00004382-0000-1000-8000-00805f9b34fb", 0, 0x08, "Crownstone service map"),
    ("8ebc2114-4abd-0000-0000-ff0100000001", 4, 0x01, "lab presence server seed file"),
    ("8ebc2114-4abd-0000-0000-ff0100000017", 0, 0x40, "lab presence server seed file"),
    ("8ebc2114-4abd-0000-0000-ff0100000077", 15, 0x20, "lab presence server seed file"),
]


@pytest.mark.parametrize(("service", "index", "value", "where"), PAIRS, ids=[pair[3] + pair[0][-2:] for pair in PAIRS])
def test_the_rule_gives_the_published_mask(service: str, index: int, value: int, where: str) -> None:
    """Each pair seen by others comes out of the CRC."""
    mask = overflow_mask(UUID(service))
    assert (mask[index], sum(mask)) == (value, value), where
    assert has_bit(mask, overflow_bit(UUID(service)))


def test_the_rule_is_affine() -> None:
    """Bit of a xor b xor c is the xor of their bits: the property by which the CRC was found in the tables."""
    a, b, c = (UUID(pair[0]).int for pair in PAIRS[:3])
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
