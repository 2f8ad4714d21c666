"""The packet reader: the kernel's wire format, what is dropped before it leaves, and the socket between the two."""

from __future__ import annotations

import asyncio
import os
import socket
import struct
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.packet_reader import ADAPTER, BYSTANDER, INFO, MEMBER, PHONE, answered, found, message, served, sieve
from touchline_beacon.cli import main
from touchline_beacon.errors import RadioDenied, RadioError, RadioMissing, RadioTimeout
from touchline_beacon.radio.packets import Ear, Packets
from touchline_beacon.reader import kernel, management, records
from touchline_beacon.reader.management import Controller, Controllers, Found, Refused, Removed, parse
from touchline_beacon.reader.records import Packet, Tally
from touchline_beacon.reader.server import listen


def test_bytes_of_the_kernel_are_read() -> None:
    """Found, found by a monitor, the list of controllers, one controller, plugged in, pulled out, refused."""
    written_out = bytes.fromhex("1200 0000 1100 0100000000f0 02 c3 00000000 0300 02011a")
    assert parse(written_out) == Found(0, "F0:00:00:00:00:01", -61, b"\x02\x01\x1a")
    by_monitor = message(0x002F, 1, b"\x07\x00" + found(MEMBER)[6:])
    assert parse(by_monitor) == Found(1, PHONE, -61, MEMBER)
    assert parse(answered(0x0003, 0xFFFF, bytes.fromhex("0200 0000 0300"))) == Controllers((0, 3))
    assert parse(INFO) == Controller(0, ADAPTER)
    assert parse(message(0x0004, 2, b"")) == Controllers((2,))
    assert parse(message(0x0005, 2, b"")) == Removed(2)
    assert parse(message(0x0002, 0, bytes.fromhex("040011"))) == Refused(4, 0x11)
    assert parse(message(0x0001, 0, bytes.fromhex("040014"))) == Refused(4, 0x14)


def offered(*events: int) -> bytes:
    """The answer to READ_COMMANDS: two commands, then the events."""
    shape = struct.pack(f"<HH2H{len(events)}H", 2, len(events), 3, 4, *events)
    return answered(0x0002, 0xFFFF, shape)


def test_a_socket_that_the_kernel_tells_nothing_is_refused() -> None:
    """Without CAP_NET_ADMIN the kernel opens it all the same, and tells of controllers only."""
    for told, refused in (((0x0004, 0x0012), False), ((0x0004, 0x0005, 0x0006), True), ((), True)):
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with ours, theirs:
            for raw in (message(0x0004, 2, b""), offered(*told)):
                ours.send(raw)
            if refused:
                with pytest.raises(RadioDenied, match="needs CAP_NET_ADMIN"):
                    kernel.admitted(theirs.fileno())
            else:
                kernel.admitted(theirs.fileno())
            assert ours.recv(100) == management.command(2)


def test_a_kernel_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader ends with the reason, and its unit starts it again."""
    monkeypatch.setattr(kernel, "_ANSWER_SECONDS", 0.05)
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, theirs, pytest.raises(RadioTimeout, match="does not answer"):
        kernel.admitted(theirs.fileno())


def test_what_is_no_packet_of_a_phone_is_nothing() -> None:
    """Classic Bluetooth, no level, another event, lengths that do not fit."""
    assert parse(found(MEMBER, kind=0)) is None
    assert parse(found(MEMBER, rssi=127)) is None
    assert parse(message(0x0013, 0, b"\x06\x01")) is None
    assert parse(found(MEMBER)[:-1]) is None
    assert parse(b"\x12\x00") is None


@given(st.binary(max_size=80), st.sampled_from([0x01, 0x02, 0x03, 0x04, 0x05, 0x12, 0x2F]))
def test_no_message_raises(body: bytes, code: int) -> None:
    """Whatever the kernel of tomorrow sends, the reader goes on."""
    one = sieve()
    one.take(INFO)
    for raw in (body, message(code, 0, body), struct.pack("<HHH", code, 0, 9) + body):
        record, _ = one.take(raw)
        assert record is None or isinstance(records.decode(record), Packet)


@given(st.binary(max_size=60))
def test_a_record_is_one_of_ours_or_refused(raw: bytes) -> None:
    """The agent takes no other bytes for a packet."""
    for first in (b"P", b"T", b""):
        try:
            records.decode(first + raw)
        except records.RecordError:
            continue


def test_only_marked_packets_leave_and_others_are_a_count() -> None:
    """No byte of a bystander is in any record; empty packets do not even count, for deaf radios send them."""
    one = sieve()
    assert one.take(message(0x0001, 0xFFFF, struct.pack("<HBHH", 3, 0, 1, 0)))[1] == [management.command(4, 0)]
    assert one.take(found(MEMBER))[0] is None, "whose adapter is not known yet"
    one.take(INFO)
    record, _ = one.take(found(MEMBER))
    assert record is not None
    assert records.decode(record) == Packet(ADAPTER, PHONE, -61, MEMBER)
    for _ in range(3):
        assert one.take(found(BYSTANDER, address="C0:FF:EE:C0:FF:EE")) == (None, [])
    assert one.take(found(b"")) == (None, [])
    one.lost(record)
    (tally,) = one.tallies()
    assert records.decode(tally) == Tally(ADAPTER, unmarked=3, marked=1, lost=1)
    assert bytes.fromhex("c0ffeec0ffee") not in tally
    assert records.decode(one.tallies()[0]) == Tally(ADAPTER)
    one.take(message(0x0005, 0, b""))
    assert one.tallies() == []


def test_the_agent_hears_through_the_reader(tmp_path: Path) -> None:
    """Marked packets at once, bystanders as a count within a second or so, and the loss of the reader is told."""

    async def agent() -> tuple[list[Packet], int, str]:
        packets = Packets(tmp_path / "reader")
        heard: asyncio.Queue[Packet] = asyncio.Queue()
        passed: asyncio.Queue[int] = asyncio.Queue()
        lost: asyncio.Queue[str] = asyncio.Queue()
        packets.on_lost = lambda reason, _: lost.put_nowait(reason)
        with served(packets.path) as air:
            packets.connect()
            packets.ears[ADAPTER] = Ear(heard.put_nowait, lambda tally: passed.put_nowait(tally.unmarked))
            await passed.get()
            for data in (BYSTANDER, MEMBER, BYSTANDER):
                air.send(found(data))
            async with asyncio.timeout(20):
                packet = await heard.get()
                count = 0
                while count < 2:
                    count += await passed.get()
        async with asyncio.timeout(20):
            reason = await lost.get()
        packets.close()
        return [packet], count, reason

    assert asyncio.run(agent()) == ([Packet(ADAPTER, PHONE, -61, MEMBER)], 2, "the packet reader went away")


def test_who_speaks_to_the_reader_is_let_go(tmp_path: Path) -> None:
    """The privileged side takes no orders; its socket is for owner and group only."""
    with served(tmp_path / "reader") as air:
        assert (tmp_path / "reader").stat().st_mode & 0o777 == 0o660
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as rude:
            rude.settimeout(20)
            rude.connect(str(tmp_path / "reader"))
            rude.send(b"scan, please")
            with suppress(ConnectionResetError):
                while record := rude.recv(100):
                    assert record[:1] == b"T"
        air.send(found(MEMBER))


def test_an_agent_that_does_not_read_loses_packets_and_nobody_else_does(tmp_path: Path) -> None:
    """The reader waits for nobody; what is lost is counted."""
    with served(tmp_path / "reader") as air, socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as slow:
        slow.connect(str(tmp_path / "reader"))
        slow.settimeout(20)
        assert slow.recv(100)[:1] == b"T"
        for _ in range(2_000):
            air.send(found(MEMBER))
        lost = 0
        while not lost:
            record = records.decode(slow.recv(4000))
            lost = record.lost if isinstance(record, Tally) else 0
        assert 0 < lost < 2_000


def test_a_reader_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The message says what to look at."""

    async def connect() -> None:
        with pytest.raises(RadioMissing, match=r"none.*No such file.*does touchline-beacon-reader run"):
            Packets(tmp_path / "none").connect()

    asyncio.run(connect())
    with pytest.raises(RadioError, match="No such file"):
        listen(tmp_path / "no" / "reader")


def test_the_verb_names_what_the_machine_or_the_configuration_lacks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without Bluetooth or the right, one sentence; without the backend in the file, another."""
    file = tmp_path / "beacon.toml"
    file.write_text('[programme]\nid = "club"\n')
    assert main(["reader", "--config", str(file)]) == 2
    assert '[radio] backend: expected "mgmt"' in capsys.readouterr().err
    try:
        os.close(kernel.management_socket())
    except RadioError as error:
        reason = str(error)
    else:
        pytest.skip("this machine has Bluetooth and lets us use it")
    file.write_text(f'[programme]\nid = "club"\n[radio]\nbackend = "mgmt"\nreader = "{tmp_path}/reader"\n')
    assert main(["reader", "--config", str(file)]) == 2
    assert reason in capsys.readouterr().err
