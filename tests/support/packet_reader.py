"""The packet reader with a kernel that a test plays, byte for byte as include/net/bluetooth/mgmt.h lays them out."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from touchline_beacon import adverts
from touchline_beacon.errors import RadioLost
from touchline_beacon.reader import management
from touchline_beacon.reader.server import Server, listen
from touchline_beacon.reader.sieve import Sieve
from touchline_spec import tokens

ADAPTER, PHONE = "B8:27:EB:12:34:56", "F0:00:00:00:00:01"
MEMBER = adverts.android(tokens.ServiceData(bytes(range(8)), -60))
BYSTANDER = bytes.fromhex("02011a0bff4c001006331e5f2b3f1a")
CLUB = adverts.Programme("club")


def message(code: int, index: int, body: bytes) -> bytes:
    return struct.pack("<HHH", code, index, len(body)) + body


def found(data: bytes, *, rssi: int = -61, kind: int = 2, address: str = PHONE, index: int = 0) -> bytes:
    """MGMT_EV_DEVICE_FOUND as include/net/bluetooth/mgmt.h lays it out."""
    head = struct.pack("<6sBbIH", management.plain(address), kind, rssi, 0, len(data))
    return message(0x0012, index, head + data)


def answered(command: int, index: int, answer: bytes) -> bytes:
    return message(0x0001, index, struct.pack("<HB", command, 0) + answer)


def info(address: str = ADAPTER, index: int = 0) -> bytes:
    """The answer to READ_INFO."""
    return answered(0x0004, index, management.plain(address) + bytes(274))


INFO = info()


def sieve() -> Sieve:
    return Sieve(lambda data: CLUB.find_raw(data) is not None)


@contextmanager
def served(path: Path, adapter: str = ADAPTER) -> Iterator[socket.socket]:
    """A running reader; what is sent to the socket given comes from the kernel."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    theirs.setblocking(False)
    done = threading.Event()
    failed: list[Exception] = []

    def run() -> None:
        try:
            with listen(path) as door:
                ready.set()
                Server(theirs.fileno(), door, sieve()).serve(done.is_set)
        except RadioLost as error:
            failed.append(error)

    ready = threading.Event()
    thread = threading.Thread(target=run)
    thread.start()
    assert ready.wait(20)
    try:
        ours.settimeout(20)
        assert ours.recv(100) == management.command(3)
        ours.send(answered(0x0003, 0xFFFF, bytes.fromhex("01000000")))
        assert ours.recv(100) == management.command(4, 0)
        ours.send(info(adapter))
        yield ours
    finally:
        done.set()
        ours.close()
        thread.join(20)
        theirs.close()
    assert not thread.is_alive()
