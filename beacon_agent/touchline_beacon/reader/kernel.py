"""The management socket itself. Python may be built without AF_BLUETOOTH, so the C library is asked."""

from __future__ import annotations

import ctypes
import errno
import os
import select
import struct
import time

from touchline_beacon.errors import RadioDenied, RadioError, RadioMissing, RadioTimeout
from touchline_beacon.reader import management as mgmt

# Assigned numbers of Linux (bluetooth.h, hci_sock.h).
_AF_BLUETOOTH, _SOCK_RAW, _BTPROTO_HCI = 31, 3, 1
_NO_DEVICE, _CHANNEL_CONTROL = 0xFFFF, 3
_MISSING = (errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT, errno.ENODEV)
_DENIED = (errno.EPERM, errno.EACCES)
# The kernel answers out of its own tables, at once.
_ANSWER_SECONDS = 5.0
_MESSAGE_BYTES = 8192


def management_socket() -> int:
    """A descriptor that reads and writes whole messages, not blocking, and is told of packets.

    Raises RadioMissing, RadioDenied, RadioError.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    descriptor = libc.socket(_AF_BLUETOOTH, _SOCK_RAW | os.O_NONBLOCK | os.O_CLOEXEC, _BTPROTO_HCI)
    if descriptor < 0:
        raise _translated(ctypes.get_errno())
    # struct sockaddr_hci: family, device, channel.
    address = struct.pack("<HHH", _AF_BLUETOOTH, _NO_DEVICE, _CHANNEL_CONTROL)
    if libc.bind(descriptor, address, len(address)) < 0:
        error = _translated(ctypes.get_errno())
        os.close(descriptor)
        raise error
    try:
        admitted(descriptor)
    except RadioError:
        os.close(descriptor)
        raise
    return int(descriptor)


def admitted(descriptor: int) -> None:
    """Make sure that the kernel will tell of packets; raises RadioDenied, RadioTimeout.

    It lets everybody open this socket and read what controllers there are: without the right one hears just nothing.
    """
    os.write(descriptor, mgmt.command(mgmt.READ_COMMANDS))
    end = time.monotonic() + _ANSWER_SECONDS
    while select.select([descriptor], [], [], max(end - time.monotonic(), 0.0))[0]:
        match mgmt.parse(os.read(descriptor, _MESSAGE_BYTES)):
            case mgmt.Offered() as offered if not offered.hearing:
                raise RadioDenied("the management socket tells of no packets: the reader needs CAP_NET_ADMIN")
            case mgmt.Offered():
                return
    raise RadioTimeout("the management socket does not answer")


def _translated(number: int) -> RadioError:
    words = os.strerror(number)
    if number in _MISSING:
        return RadioMissing(f"this kernel has no Bluetooth ({words})")
    if number in _DENIED:
        return RadioDenied(f"the management socket is refused ({words}): the reader needs CAP_NET_ADMIN")
    return RadioError(f"no management socket: {words}")
