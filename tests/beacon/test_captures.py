"""What real phones, beacons and sensors sent, as others recorded it: members' phones are found, all else is nobody.

The bytes are re-typed from the public tests and notes named beside them; addresses that stood in front are left out.
An iPhone shows one bit for its app's service, so to find "theirs" the programme is given that service.
"""

from __future__ import annotations

from uuid import UUID

import pytest

from touchline_beacon import adverts
from touchline_beacon.adverts import Fields, Marker, Programme
from touchline_beacon.overflow import overflow_bit

OURS = Programme("club", eddystone=True)
HERALD = "428132af-4746-42d3-801e-4572d65bfd9b"
NHSX = "c1f5983c-fa94-4ac8-8e2e-bb86d6de9b21"
AOSP = "00003ac5-0000-1000-8000-00805f9b34fb"
BITCHAT = "f47b5e2d-4a9e-4c5a-9b3f-8e1d2c3a4b5c"
HERALD_MASK = "14ff4c000100000000000000000000200000000000"

# name, bytes, the service whose app was in the background
BACKGROUND = {
    # COVIDSafe and Herald, BLEDeviceFilterTests.java; the first also in herald-for-ios, BLEAdvertParserTests.swift
    "iphone-x-nearby-in-front": ("02011a020a0c0bff4c001006071ea3dd89e0" + HERALD_MASK, HERALD),
    "iphone-x-another-nearby": ("02011a020a0c0bff4c0010060c1e4fde4df7" + HERALD_MASK, HERALD),
    "ios-12-mask-alone-padded": ("02011a" + HERALD_MASK + "00" * 37, HERALD),
    "iphone-se": ("02011a020a0c" + HERALD_MASK, HERALD),
    # AOSP Car, ScanDataAnalyzer.java and its test
    "aosp-car": ("02011a14ff4c000100000000000000000000000000200000" + "00" * 38, AOSP),
    # crownstone/bluenet, notes on smartphone localization: HCI reports, here without header and level
    "bluenet-c007": ("02011a14ff4c000100000000100000000000000000000000", "0000c007-0000-1000-8000-00805f9b34fb"),
    "bluenet-c008": ("02011a14ff4c000100000000000000080000000000000000", "0000c008-0000-1000-8000-00805f9b34fb"),
    "bluenet-1001": ("02011a14ff4c000100000000000000020000000000000000", "00001001-0000-1000-8000-00805f9b34fb"),
    "bluenet-3333": ("02011a14ff4c000100000000000000020000000000000000", "00003333-0000-1000-8000-00805f9b34fb"),
    # notes of blakete/Boston-Mesh-Open-Source-Base-Station: a sniffed SCAN_RSP that holds the mask alone
    "sniffed-scan-response": ("14ff4c000100000000000000000000000080000000", BITCHAT),
}


@pytest.mark.parametrize("name", BACKGROUND)
def test_an_iphone_in_the_background_is_found_by_its_app_and_by_no_other(name: str) -> None:
    """The bit computed from the service is in the captured mask, wherever the mask stands."""
    raw, service = BACKGROUND[name]
    theirs = Programme("theirs", service=UUID(service))
    assert theirs.find_raw(bytes.fromhex(raw)) == Marker("offer")
    assert OURS.find_raw(bytes.fromhex(raw)) is None


# Masks without a known service: which bits of the mask are set.
MASKS = {
    # android-beacon-library, OverflowAreaBeaconTest.java: data in the mask; Tx power and two Apple records in front
    "overflow-beacon": ("0eff4c000f05a0336aa5f110025b0c14ff4c000156fe8749" + "00" * 12, "56fe8749" + "00" * 12),
    # secdev/scapy, ibeacon.uts, "basic overflow area packet"
    "scapy": ("14ff4c000100000000000000000000000000000080", "00" * 15 + "80"),
    # COVIDSafe, BLEDeviceFilterTests.java, "legacy zero one"
    "nearby-then-mask": ("02011a020a0c0aff4c001005031c8ba89d14ff4c00010020" + "00" * 14, "0020" + "00" * 14),
    # reelyActive advlib, preset of the iOS SDK in the background; its foreground preset has a UUID made up
    "reelyactive": ("02011a14ff4c000100000000000040000000000000000000", "00" * 6 + "40" + "00" * 9),
}


@pytest.mark.parametrize("name", MASKS)
def test_every_bit_of_a_captured_mask_is_read(name: str) -> None:
    """All Apple structures of a packet are looked at, and their records in order."""
    raw, mask = MASKS[name]
    companies = adverts.parse(bytes.fromhex(raw)).manufacturer_data
    found = [adverts.overflow_in(data) for company, data in companies if company == adverts.APPLE]
    assert found[-1].hex() == mask
    bits = {bit for bit in range(128) if bytes.fromhex(mask)[bit // 8] >> bit % 8 & 1}
    for bit in range(128):
        expected = Marker("offer") if bit in bits else None
        assert Programme("x", bit=bit).find_raw(bytes.fromhex(raw)) == expected


def test_the_same_app_on_screen_shows_its_service() -> None:
    """AOSP Car, ScanDataAnalyzer.java: foreground contents with service 3AC5 and a name; Herald on an iPhone SE."""
    car = "02011a1107fb349b5f8000008000100000c53a00000709546573746572"
    assert Programme("x", service=UUID(AOSP)).find_raw(bytes.fromhex(car)) == Marker("offer")
    herald = "02011a020a0c11079bfd5bd672451e80d3424647af328142"
    assert Programme("x", service=UUID(HERALD)).find_raw(bytes.fromhex(herald)) == Marker("offer")


# Everybody else. Flags etc. as recorded.
STRANGERS = {
    # COVIDSafe, BLEDeviceFilterTests.java
    "macbook-pro": "0201060aff4c001005421c1e616a" + "00" * 48,
    "macbook-pro-cut-off": "02011a0aff4c001005031c0b4c",
    "macbook-pro-then-garbage": "02011a0aff4c001005031c0b4cac02011a0aff4c00100503",
    "iphone-x-find-my": "1eff4c001219006d17255505df2aec6ef580be0ddeba8bb034c996de5b0200",
    "iphone-7-nearby": "0bff4c001006061a396363ce",
    "iphone-handoff-and-nearby": "1bff4c000c0e00c857ac085510515d52cf3862211006551eee51497a",
    "apple-tv": "02011a020a0c0aff4c00100508141bba69",
    "apple-id-in-the-data": "02011a020a0c0aff4c0010050814ff4c00",
    "two-messages-in-one-record": "02011a0dff4c0010050814123456100101",
    # android-beacon-library, AltBeaconParserTest, BeaconParserTest, GattBeaconTest
    "altbeacon": "02011a1bff1801beac2f234454cf6d4a0fadf2f4911ba9ffa600010002c50900",
    "altbeacon-hardware": "02011a1bff1801beac2f234454cf6d4a0fadf2f4911ba9ffa600050003be02"
    "0e09526164426561636f6e20555342020a03",
    "altbeacon-other-type": "02011a1bff1801aabb2f234454cf6d4a0fadf2f4911ba9ffa600010002c50900",
    "altbeacon-without-data-field": "02011a1aff1801beac2f234454cf6d4a0fadf2f4911ba9ffa600010002c5000000",
    "altbeacon-cut-off": "02011a16ff1801beac2f234454cf6d4a0fadf2f4911ba9ffa600010002c509000000",
    "altbeacon-odd-company": "0201061bffaabbbeace2c56db5dffb48d2b060d0f5a71096e000010004c500",
    "beacon-of-issue-229": "0201061bffe000beac7777772e626c756b692e636f6d000100010001abaa000000",
    "eddystone-uid": "0201060303aafe1516aafe00e70001020304050607080901020304050600",
    "eddystone-url-longer-than-its-packet": "0201060303aafe0d16aafe10e702676f6f676c65000c09526164426561636f6e204700",
    "eddystone-url-empty": "0201060303aafe0416aafe1000",
    "eddystone-telemetry": "0201060303aafe1516aafe2001021203130414243405152535",
    # secdev/scapy, ibeacon.uts, exposure_notification.uts, eddystone.uts
    "handoff-and-nearby-sniffed": "02011a1aff4c000c0e009c6b8f40440f1583ec895148b410050318c0b525b8f7d4",
    "ibeacon-scapy": "02011a1aff4c000215fb0b57a2822844cd913a94a122ba120600010002d100",
    "ibeacon-estimote-hci": "0201061aff4c000215b9407f30f5f8466eaff925556b57fe6dedfcd416",
    "exposure-notification": "02011a03036ffd17166ffde23f352fa09307a85d4194912443180d484dc151",
    "eddystone-url-scapy": "020102 0303aafe 0c16aafe10040373636170790a",
    # notes of blakete/Boston-Mesh-Open-Source-Base-Station: bit errors in the type and in the company
    "scan-response-wrong-type": "14fd4c000100000080000000000000000080002080",
    "scan-response-wrong-company": "14ff44000120000000020000000000000080000000",
    # reelyActive advlib, presets
    "reelceiver": "02010611074449555520657669746341796c656572",
    "fitbit": "0201041106ba5689a6fabfa2bd01467d6e00fbabad09160a181204eb150000",
    "mi-band": "02010605 02e0fee7fe 03094d490041",
    "tile": "0201060303edfe",
    "flic": "02010611071bc5d5a50200dc9ee411e726c0df2af0090966303132634d6736",
    "apple-home": "02011a0bff4c0009060202c0a8006a",
    "nexus-player": "02011a1107fc9dd0b3cb84e0840642f3f7e1e0bfcb",
    "estimote-nearable": "02010603030f1817ff5d010159b254aa72d4eaa8040140d1affc02bf010653",
    "ibeacon-roximity": "0201061aff4c0002158deefbb9f7384297804096668bb4428100012258c5",
    "ibeacon-bright": "0201061aff4c000215e2c56db5dffb48d2b060d0f5a71096e0fbbe7d72bf0040",
    "ibeacon-estimote": "0201061aff4c000215b9407f30f5f8466eaff925556b57fe6d03510003b60035",
    "ibeacon-kontakt": "0201061aff4c000215f7826da64fa24e988024bc5b71e0893ef7e84be5b30036",
    "uribeacon": "0201040303d8fe1216d8fe00f2027265656c7961637469766507",
    # citruz/beacontools, test_parser.py
    "eddystone-uid-beacontools": "0201060303aafe1716aafe00e31234567890123467890100000000000100" + "00",
    "eddystone-telemetry-encrypted": "0201060303aafe1116aafe2001414141414141414141414141deadbeff",
    "cypress": "0201041aff4c00021500050001000010008000 00805f9b013100026c66c3",
    "estimote-telemetry": "02010403039afe17169afe2247a038d5eb0326400000014144 47faffffffff",
    # frawau/aioblescan, test_eddystone.py
    "eddystone-url-hci": "0201060303aafe1516aafe10f6036d616b65636f6465002361626f7574",
    # Bluetooth-Devices/bluetooth-data-tools, test_gap.py
    "apple-nearby": "02011a020a050aff4c0010050a1c77f95b",
    "apple-0x06-and-a-name": "02010616ff4c00063100e4c49beefb3e05000d0001026311206504084e616e",
    "ibeacon-minew": "0201061aff4c000215d546df97475747efbe093e2dcbdd0c771536cdc9b5",
    "switchbot": "0201060fff69096055f93c34dad80010310000061 63dfd670064".replace(" ", ""),
    "moat": "0201060303001015160010df79e3a612b31550706354621c6fb90bffff",
    "oral-b": "0201060effdc0006326b035200010409000403020dfe",
    "google-corrupt": "03039ffe17169ffe" + "00" * 20 + "0106f8",
}


@pytest.mark.parametrize("name", STRANGERS)
def test_everybody_else_in_public_captures_is_nobody(name: str) -> None:
    """Phones, beacons, toothbrushes; also where a packet is cut off or damaged."""
    assert OURS.find_raw(bytes.fromhex(STRANGERS[name])) is None


def test_a_tag_in_a_public_test_is_read() -> None:
    """citruz/beacontools, test_parser.py: an Eddystone-EID frame whose id spells EID_test."""
    frame = bytes.fromhex("0201060303aafe0d16aafe30e34549445f74657374")
    assert OURS.find_raw(frame) == Marker("eddystone_eid", b"EID_test", -29 - 41)
    assert Programme("club").find_raw(frame) is None


def test_an_apple_record_is_read_by_its_length() -> None:
    """COVIDSafe, BLEDeviceFilterTests.java: the 01 behind a length is data, and no mask begins there."""
    fields = adverts.parse(bytes.fromhex(STRANGERS["two-messages-in-one-record"]))
    assert fields == Fields(((adverts.APPLE, bytes.fromhex("10050814123456100101")),), {}, ())
    assert adverts.overflow_in(fields.manufacturer_data[0][1]) == b""


def test_nhsx_wrote_down_the_bit_of_its_service() -> None:
    """ukhsa-collaboration/COVID-19-app-Android-BETA, gradle.properties: byte 9, 0x40."""
    assert divmod(overflow_bit(UUID(NHSX)), 8) == (9, 6)
