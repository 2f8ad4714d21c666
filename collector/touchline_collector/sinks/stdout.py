"""Standard output, one event a line: to look at, or to pipe into another program."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from touchline_collector import jsontext
from touchline_collector.sinks.base import OK, Batch, Outcome, Refused, Sink

STDOUT = 1


@dataclass(frozen=True, slots=True)
class Options:
    """A stdout sink has no settings of its own."""


class StdoutSink(Sink):
    """Writes to the file descriptor itself, so that nothing waits in a buffer when the process dies."""

    guarantee: ClassVar[str] = "at least once"

    def __init__(self, options: Options) -> None:
        del options

    def open(self) -> None:
        """Make sure that there is a standard output."""
        try:
            os.fstat(STDOUT)
        except OSError as error:
            raise Refused(f"standard output: {error.strerror}") from error

    def write(self, batch: Batch) -> Sequence[Outcome]:
        """Blocks while the reader of the pipe does."""
        lines = b"".join([jsontext.dumps(jsontext.loads(e.body)) + b"\n" for e in batch.events])
        rest = memoryview(lines)
        try:
            while rest:
                rest = rest[os.write(STDOUT, rest) :]
        except OSError as error:
            raise Refused(f"standard output: {error.strerror}") from error
        return batch.all(OK)

    def close(self) -> None:
        """Standard output is not ours to close."""


SINK = StdoutSink
