"""Building a window's table: here, or in a child process that this module is also the program of.

The child reads a line of JSON and the keys from its standard input, and writes the day's keys and the sorted columns to
its standard output. Keys never stand on a command line, in an environment or in a file.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from typing import BinaryIO

from touchline_collector.resolver import windows

# A million members take 5 s on one core; a busy machine may need ten times as long.
_DEADLINE = 120.0


@dataclass(frozen=True, slots=True)
class Request:
    """What to build."""

    programme: str
    chain: str
    day: str
    window: int
    keys: bytes = field(repr=False)
    """Installation keys by number, 16 bytes each."""
    day_keys: bytes = field(default=b"", repr=False)
    """The day's keys, where they are known already."""


@dataclass(frozen=True, slots=True)
class Built:
    """What was built."""

    table: windows.Table
    day_keys: bytes = field(repr=False)


def here(request: Request) -> Built:
    """Build in this process."""
    keys = request.day_keys or _derive(request)
    return Built(windows.Table.of(windows.build(keys, request.window)), keys)


def in_child(request: Request) -> Built:
    """Build in a child process; raises RuntimeError with what the child said when it failed."""
    command = [sys.executable, "-I", "-m", __name__]
    done = subprocess.run(  # noqa: S603 - our own module
        command, input=question(request), capture_output=True, timeout=_DEADLINE, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace").strip()[-500:] or f"exit {done.returncode}")
    return answer(request, done.stdout)


def question(request: Request) -> bytes:
    """What the child reads."""
    head = {
        "programme": request.programme,
        "chain": request.chain,
        "day": request.day,
        "window": request.window,
        "derived": bool(request.day_keys),
    }
    return json.dumps(head).encode() + b"\n" + (request.day_keys or request.keys)


def answer(request: Request, written: bytes) -> Built:
    """What the child wrote."""
    split = 0 if request.day_keys else len(request.keys)
    return Built(windows.Table.of(written[split:]), request.day_keys or written[:split])


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """The child's work."""
    head = json.loads(source.readline())
    keys = source.read()
    if not head["derived"]:
        keys = windows.day_keys(keys, programme=head["programme"], day=head["day"], chain=head["chain"])
        target.write(keys)
    target.write(windows.build(keys, head["window"]))


def _derive(request: Request) -> bytes:
    return windows.day_keys(request.keys, programme=request.programme, day=request.day, chain=request.chain)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
