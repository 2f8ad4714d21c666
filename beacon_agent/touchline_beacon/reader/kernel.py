"""The management socket itself. Python may be built without AF_BLUETOOTH, so the C library is asked."""

from __future__ import annotations

import ctypes
import errno
import os
import struct

from touchline_beacon.errors import RadioDenied, RadioError, RadioMissing

# Assigned numbers of Linux (bluetooth.h, hci_sock.h).
_AF_BLUETOOTH, _SOCK_RAW, _BTPROTO_HCI = 31, 3, 1
_NO_DEVICE, _CHANNEL_CONTROL = 0xFFFF, 3
_MISSING = (errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT, errno.ENODEV)
_DENIED = (errno.EPERM, errno.EACCES)


def management_socket() -> int:
    """A descriptor that reads and writes whole messages, not blocking; raises RadioMissing, RadioDenied, RadioError."""
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
    return int(descriptor)


def _translated(number: int) -> RadioError:
    words = os.strerror(number)
    if number in _MISSING:
        return RadioMissing(f"this kernel has no Bluetooth ({words})")
    if number in _DENIED:
        return RadioDenied(f"the management socket is refused ({words}): the reader needs CAP_NET_ADMIN")
    return RadioError(f"no management socket: {words}")
