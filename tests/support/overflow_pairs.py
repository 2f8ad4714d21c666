"""Pairs of service UUID and bit of Apple's background mask that others published, re-typed. None is from our rule.

Two apps that count bits as CoreBluetooth hands them out number them from the top of each byte: bit n of theirs is bit
n XOR 7 of the mask's.
"""

from __future__ import annotations


def _words(text: str) -> list[str]:
    return text.split()


# crownstone/bluenet-ios-lib, Sources/BluenetLib/encryption/RC5.swift, `serviceMap`: the 16-bit UUID for each of the
# 128 bits in CoreBluetooth's order, as their phones broadcast data with them.
CROWNSTONE = _words("""
B0E4 14C5 F0AF BF02 4382 C1CA 61A0 9167 E042 589F 27E4 AD92 0DCA 4F02 DDC3 77EA
0970 99BA 56AA FAB5 3AE0 B5BB 8AE4 F69D E6BC EC18 CA96 FC91 A09C 2A9C 8EA4 DBB5
BC67 63FE 5DDE 67B5 10B4 1135 E5CF EB4F C5DF 8F29 1396 D7BA BB0E F5DC 6B07 20F8
3E6F 6249 A567 85B0 F994 15AF AB5D 83B4 0A96 F459 1605 C8E3 7E6B BA47 298F 2B63
D1DB 35A8 5A35 E29E 42B0 466A 1730 18B9 5276 7AE9 9E83 DF26 21C2 19BB D0EB 4021
0458 1A3E D451 1B2E 3D92 885C 89C4 1C23 53B7 1D13 12F5 1E11 1FBB CE5C 5FF0 712F
2216 47BE B47B 238E 2412 26FE 2502 8B79 D811 2EE0 2831 2D94 9770 8C3B A9D8 9AF2
2FBB 30A2 313A E48F 4ADF 0B0C 6FB4 2C03 68C4 86ED DE80 32BB E852 921D F8AD 6619
""")

# The same table in an earlier version of that file (BluenetLib/encryption/RC5.swift): 24 of its UUIDs are others.
CROWNSTONE_EARLIER = _words("""
B0E4 14C5 F0AF BF02 4382 C1CA 61A0 9167 E042 589F 27E4 AD92 0DCA 4F02 DDC3 77EA
0970 99BA 56AA FAB5 3AE0 B5BB 8AE4 F69D E6BC EC18 CA96 FC91 A09C 2A9C 8EA4 DBB5
BC67 63FE 5DDE 67B5 6156 B0C7 E5CF EB4F C5DF 8F29 6759 D7BA BB0E F5DC 6B07 20F8
3E6F 6249 A567 85B0 F994 C1ED AB5D 83B4 0A96 F459 A503 C8E3 7E6B BA47 298F 2B63
D1DB 35A8 5A35 E29E 42B0 466A 61ED EBED 5276 7AE9 9E83 DF26 21C2 AD82 D0EB 4021
0458 63E2 D451 EB17 3D92 885C 89C4 C504 53B7 BF8C 12F5 F686 14E8 CE5C 5FF0 712F
F654 47BE B47B 63DC 358B 26FE 88EA 8B79 D811 2EE0 DD25 DFC9 9770 8C3B A9D8 9AF2
F99D 2973 DBBF E48F 4ADF 0B0C 6FB4 2C03 68C4 86ED DE80 14D2 E852 921D F8AD 6619
""")

# davidgyoung/OverflowAreaBeaconRef, OverflowAreaUtils.swift: the last byte of a UUID of zeros for each of the 128 bits
# in CoreBluetooth's order, read from an iPhone.
OVERFLOW_AREA = _words("""
7C 37 6E 25 59 12 4B 00 36 7D 24 6F 13 58 01 4A 6C 27 7E 35 49 02 5B 10 26 6D 34 7F 03 48 11 5A
5D 16 4F 04 78 33 6A 21 17 5C 05 4E 32 79 20 6B 4D 06 5F 14 68 23 7A 31 07 4C 15 5E 22 69 30 7B
3E 75 2C 67 1B 50 09 42 74 3F 66 2D 51 1A 43 08 2E 65 3C 77 0B 40 19 52 64 2F 76 3D 41 0A 53 18
1F 54 0D 46 3A 71 28 63 55 1E 47 0C 70 3B 62 29 0F 44 1D 56 2A 61 38 73 45 0E 57 1C 60 2B 72 39
""")

# A laboratory's presence server, its seed of `UuidMap`: for 8ebc2114-4abd-0000-0000-ff0100000001 to -ff010000007f the
# manufacturer data heard, as number of the mask's byte (one digit) and its value. The mask of the 27th lacks its last
# digit there; the byte is plain.
LABORATORY = _words("""
401 708 604 120 010 380 240 c02 d01 e08 f04 820 910 a80 b40 702
601 508 404 320 210 180 040 e02 f01 c08 d04 a20 b10 880 940 001
102 204 308 410 520 640 780 901 802 b04 a08 d10 c20 f40 e80 201
302 004 108 610 720 440 580 b01 a02 904 808 f10 e20 d40 c80 f08
e04 d02 c01 b80 a40 920 810 608 704 402 501 280 340 020 110 d08
c04 f02 e01 980 840 b20 a10 408 504 602 701 080 140 220 310 a04
b08 801 902 e40 f80 c10 d20 304 208 101 002 740 680 510 420 804
908 a01 b02 c40 d80 e10 f20 104 008 301 202 540 480 710 620
""")

# service UUID, byte of the mask, its value, and where the pair was published
SINGLE = [
    ("c1f5983c-fa94-4ac8-8e2e-bb86d6de9b21", 9, 0x40, "NHSX COVID-19 app, gradle.properties"),
    ("428132af-4746-42d3-801e-4572d65bfd9b", 10, 0x20, "Herald and COVIDSafe iPhone captures"),
    ("5403c8a7-5c96-47e9-9ab8-59e373d875a7", 3, 0x10, "room-assistant companion app check"),
    ("00003ac5-0000-1000-8000-00805f9b34fb", 13, 0x20, "AOSP Car ScanDataAnalyzer"),
    ("0000c007-0000-1000-8000-00805f9b34fb", 4, 0x10, "crownstone/bluenet, notes on smartphone localization"),
    ("0000c008-0000-1000-8000-00805f9b34fb", 7, 0x08, "crownstone/bluenet, notes on smartphone localization"),
    ("00001001-0000-1000-8000-00805f9b34fb", 7, 0x02, "crownstone/bluenet, notes on smartphone localization"),
    ("00003333-0000-1000-8000-00805f9b34fb", 7, 0x02, "crownstone/bluenet, notes on smartphone localization"),
    ("f47b5e2d-4a9e-4c5a-9b3f-8e1d2c3a4b5c", 12, 0x80, "sniffed while looking for bitchat, notes of a mesh station"),
    (
        "9aa4730f-b25c-4cc3-b821-c931559fc196",
        8,
        0x04,
        "Apple Watch in set-up, OverflowAreaBeaconRef and bluenet-ios-lib",
    ),
]
