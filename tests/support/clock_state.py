"""What the kernel believes of its clock, set as a time daemon sets it; as root, on a machine to throw away."""

from __future__ import annotations

import ctypes
import struct

# struct timex: what to set, and (from byte 24) the greatest error, the estimated one, the status.
_MAXERROR, _STATUS, _UNSYNCHRONISED = 0x0004, 0x0010, 0x0040


def discipline(*, synchronised: bool) -> None:
    """Tell the kernel what a time daemon would tell it."""
    shape = bytearray(512)
    struct.pack_into("<I", shape, 0, _MAXERROR | _STATUS)
    struct.pack_into("<qqi", shape, 24, 0, 0, 0 if synchronised else _UNSYNCHRONISED)
    libc = ctypes.CDLL(None, use_errno=True)
    assert libc.adjtimex((ctypes.c_char * 512).from_buffer(shape)) >= 0
