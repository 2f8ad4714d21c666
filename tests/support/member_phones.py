"""Members' phones on the virtual air: an Android that advertises its token, an iPhone that has to be asked for it."""

from __future__ import annotations

import time
from typing import Any

from bumble.device import Device

from support.members import PROGRAMME, key
from support.virtual_radio import Air, phone, token_service
from touchline_beacon import adverts
from touchline_beacon.overflow import overflow_mask
from touchline_spec import tokens

# What an iPhone tells its owner's other devices: the mask does not fit beside it, and goes into the scan response.
NEARBY = bytes.fromhex("02011a0aff4c001005031c0f2b71")
MASK = adverts.ios_background(overflow_mask(tokens.SERVICE))[3:]
ANDROID, IPHONE, MUTE = "F0:00:00:00:00:01", "F0:00:00:00:00:04", "F0:00:00:00:00:05"


def token(name: str) -> str:
    """What a member's phone sends at present, as an identity's value."""
    return tokens.eid_at(key(name), time.time(), programme=PROGRAMME).hex()


async def android(air: Air, name: str, address: str = ANDROID) -> Device:
    """A member's Android phone."""
    return await phone(air, address, adverts.android(tokens.ServiceData(bytes.fromhex(token(name)), -60)))


async def iphone(air: Air, name: str, wrote: list[bytes], address: str = IPHONE) -> Device:
    """A member's iPhone in the background; the challenges written to it are added to `wrote`."""
    window = tokens.window_of(time.time())
    day = tokens.day_key(key(name), programme=PROGRAMME, day=tokens.day_of(window))
    return await phone(air, address, NEARBY, MASK, [token_service(day, window, wrote)])


async def mute(air: Air, asked: list[Any], address: str = MUTE) -> Device:
    """A phone that shows our bit, accepts a connection, and answers nothing; what it was asked is added to `asked`."""
    device = await phone(air, address, NEARBY, MASK)
    device.gatt_server.on_gatt_pdu = lambda _connection, pdu: asked.append(pdu)
    return device
