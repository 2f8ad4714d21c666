"""Events out of files and standard input: a JSON object, a JSON array, or one event a line, told apart by content."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from touchline_spec import jsontext, received
from touchline_spec.cli import MisuseError

# What the collector takes as one inflated request: a document beyond it is better sent as lines.
MAX_DOCUMENT = 8 * 1024 * 1024
# A line is read this far; the rest of a longer one is skipped unseen, so memory stays flat whatever arrives.
MAX_LINE = received.MAX_BYTES + 1
LINES = (".ndjson", ".jsonl")


@dataclass(frozen=True, slots=True)
class Received:
    """The bytes of one event and where they stood; `length` is the full one where the bytes were cut."""

    place: str
    raw: bytes
    length: int


def events(names: Iterable[str]) -> Iterator[Received]:
    """Yield every event of the files, "-" being standard input; raise MisuseError for what is no file."""
    for name in names:
        with _opened(name) as stream:
            yield from _events(name if name != "-" else "stdin", stream)


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
        return
    path = Path(name)
    try:
        if stat.S_ISDIR(os.stat(path).st_mode):  # noqa: PTH116 - one call for any kind of file
            raise MisuseError(f"{name} is a directory; expected files of events")
        with path.open("rb") as stream:
            yield stream
    except FileNotFoundError:
        raise MisuseError(f"{name}: there is no such file") from None
    except (PermissionError, IsADirectoryError, OSError) as failure:
        raise MisuseError(f"{name}: {failure.strerror or failure}") from None


def _events(name: str, stream: BinaryIO) -> Iterator[Received]:
    empty = 0
    while (head := stream.readline(MAX_DOCUMENT + 1)).isspace():
        empty += 1
    if not head:
        return
    if name.endswith(LINES) or _is_whole(head):
        yield from _lines(name, head, stream, empty)
    else:
        yield from _document(name, head, stream)


def _is_whole(line: bytes) -> bool:
    """Tell whether one line is one event: an object that is complete, or a broken one that closes itself."""
    line = line.strip()
    if not line.startswith(b"{"):
        return False
    try:
        jsontext.loads(line)
    except jsontext.JSONTextError:
        return line.endswith(b"}")
    return True


def _document(name: str, head: bytes, stream: BinaryIO) -> Iterator[Received]:
    raw = head + stream.read(MAX_DOCUMENT + 1 - len(head))
    if len(raw) > MAX_DOCUMENT:
        size = MAX_DOCUMENT // 1024 // 1024
        raise MisuseError(
            f"{name}: one JSON document above {size} MiB; write one event a line (NDJSON), which is streamed"
        )
    if not raw.lstrip().startswith(b"["):
        yield Received(name, raw.strip(), len(raw.strip()))
        return
    try:
        members = list(received.members(raw))
    except jsontext.JSONTextError:
        yield Received(name, raw, len(raw))
        return
    for index, member in enumerate(members):
        yield Received(f"{name}[{index}]", member, len(member))


def _lines(name: str, head: bytes, stream: BinaryIO, empty: int) -> Iterator[Received]:
    number = empty
    line = head
    while line:
        number += 1
        length = len(line)
        if not line.endswith(b"\n"):
            length += _skip_line(stream)
        if text := line.strip():
            yield Received(f"{name}:{number}", text, length if length > MAX_LINE else len(text))
        line = stream.readline(MAX_LINE)


def _skip_line(stream: BinaryIO) -> int:
    """Read to the end of the line and return how much that was."""
    skipped = 0
    while part := stream.readline(MAX_LINE):
        skipped += len(part.rstrip(b"\r\n"))
        if part.endswith(b"\n"):
            break
    return skipped
