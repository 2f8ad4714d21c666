"""Building a window's table: here, or in a child process that this module is also the program of.

The child reads a line of JSON and the keys from its standard input, and writes a line of JSON, the day's keys and the
sorted table to its standard output. Keys never stand on a command line, in an environment or in a file.
"""

from __future__ import annotations

import json
import subprocess
import sys
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from touchline_collector.resolver import tags, windows
from touchline_collector.resolver.tags import Tag
from touchline_spec import tokens

# A million members take 5 s on one core; a busy machine may need ten times as long.
_DEADLINE = 120.0


@dataclass(frozen=True, slots=True)
class Request:
    """What to build."""

    programme: str
    chain: str
    day: str
    window: int | None
    """None for the day's keys alone."""
    keys: bytes = field(repr=False)
    """Installation keys by number, 16 bytes each."""
    day_keys: bytes = field(default=b"", repr=False)
    """The day's keys of the first members, where they are known already."""

    def unknown(self) -> bytes:
        """Installation keys of those whose day keys are not known."""
        return self.keys[len(self.day_keys) :]

    tags: tuple[Tag, ...] = field(default=(), repr=False)
    filtered: bool = False
    """A membership filter is wanted and not the table."""


@dataclass(frozen=True, slots=True)
class Built:
    """What was built."""

    table: windows.Table | None
    day_keys: bytes = field(repr=False)
    """Those that the request had not."""
    filter: bytes = field(default=b"", repr=False)
    """The membership filter, where that was wanted."""


def here(request: Request) -> Built:
    """Build in this process."""
    fresh = windows.day_keys(request.unknown(), programme=request.programme, day=request.day, chain=request.chain)
    if request.window is None:
        return Built(None, fresh)
    starts, parts = windows.build(request.day_keys + fresh, request.window, _of_tags(request.tags, request.window))
    if request.filtered:
        return Built(None, fresh, windows.filtered(request.window, parts))
    return Built(windows.Table(b"".join(parts), starts, len(request.keys) // tokens.KEY_BYTES), fresh)


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
        "filtered": request.filtered,
        "derived": len(request.day_keys),
        "keys": len(request.unknown()),
        "tags": [[tag.number, tag.key.hex(), *tags.shape(tag.rotation)] for tag in request.tags],
    }
    return b"".join((json.dumps(head).encode(), b"\n", request.day_keys, request.unknown()))


def answer(request: Request, written: bytes) -> Built:
    """What the child wrote."""
    end = written.index(b"\n") + 1
    head = json.loads(written[:end])
    split = end + head["day_keys"]
    fresh = written[end:split]
    if request.window is None:
        return Built(None, fresh)
    if request.filtered:
        return Built(None, fresh, written[split:])
    starts = array("I")
    starts.frombytes(memoryview(written)[split : split + head["starts"]])
    rows = written[split + head["starts"] :]
    return Built(windows.Table(rows, starts, len(request.keys) // tokens.KEY_BYTES), fresh)


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """The child's work."""
    head = json.loads(source.readline())
    derived, keys = source.read(head["derived"]), source.read(head["keys"])
    fresh = windows.day_keys(keys, programme=head["programme"], day=head["day"], chain=head["chain"])
    # The installation keys are let go: a million of both, and the table, would be too much together.
    del keys
    starts, parts = array("I"), list[bytes]()
    if head["window"] is not None:
        known = [Tag(number, bytes.fromhex(key), tags.rotated(turns)) for number, key, *turns in head["tags"]]
        starts, parts = windows.build(derived + fresh, head["window"], _of_tags(known, head["window"]))
    if head["filtered"]:
        starts, parts = array("I"), [windows.filtered(head["window"], parts)]
    sizes = {"day_keys": len(fresh), "starts": len(starts) * starts.itemsize}
    target.write(json.dumps(sizes).encode() + b"\n")
    target.write(fresh)
    target.write(starts.tobytes())
    target.writelines(parts)


def _of_tags(known: Iterable[Tag], window: int) -> Iterator[tuple[bytes, int]]:
    for tag in known:
        for eid in tag.eids(window):
            yield eid, tag.number


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
