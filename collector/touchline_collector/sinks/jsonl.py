"""Files of JSON lines, one event a line, rotating by size and age.

A file still written to ends in `.part`; once complete it gets its final name by one rename, so that whoever collects
`*.jsonl` never sees half a file. Beside it, `.<prefix>.state` says which batch was the last and where it ended. What
lies behind that mark after a crash was never confirmed, and is cut off before the batch comes again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, ClassVar

from touchline_collector import jsontext
from touchline_collector.sinks import erasing
from touchline_collector.sinks.base import OK, Batch, Limits, Outcome, Person, Refused, Sink, SinkError, Unavailable
from touchline_collector.sinks.mark import Mark
from touchline_collector.sinks.options import option
from touchline_collector.sinks.syncing import sync


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of a jsonl sink."""

    path: Path = option("the folder; made where it is missing")
    prefix: str = option("files are named <prefix>-<UTC time>-<number>.jsonl", "events")
    # Large enough that a day of a busy shop is a handful of files, small enough to copy and open.
    rotate_bytes: int = option("a file is complete at this size", 128 * 1024 * 1024, least=1)
    rotate_seconds: float = option("or at this age", 3600.0, least=1)


@dataclass(frozen=True, slots=True)
class _State:
    """The open file, its confirmed length, when it was begun, and the last batch in it."""

    file: str
    length: int
    begun: float
    token: str
    number: int


class JsonlSink(Sink):
    """Appends and syncs; a batch sent again under its token is recognised."""

    guarantee: ClassVar[str] = "exactly once in effect, by batch"
    by_token: ClassVar[bool] = True
    # A batch costs two syncs however large it is.
    limits: ClassVar[Limits] = Limits(events=10_000, bytes=16 * 1024 * 1024, start=1000)

    def __init__(self, options: Options) -> None:
        self.options = options
        self._state = _State("", 0, 0.0, "", 0)
        self._file: BinaryIO | None = None
        self._resumed = False
        self._mark = Mark(options.path / f".{options.prefix}.state")

    def open(self) -> None:
        """Make the folder, read the state; nothing is changed yet, for `check` does so beside a running collector."""
        self.close()
        try:
            self.options.path.mkdir(parents=True, exist_ok=True)
            self._state = self._load()
        except OSError as error:
            raise self._trouble(error) from error

    def _resume(self) -> None:
        """Before anything is written: make sure of the state, and cut off what was never confirmed."""
        if self._resumed:
            return
        self._save(self._state)
        if self._state.file:
            try:
                self._file = (self.options.path / self._state.file).open("r+b")
            except FileNotFoundError:  # somebody took it: begin another
                self._state = _State("", 0, 0.0, self._state.token, self._state.number)
            else:
                self._file.truncate(self._state.length)
                self._file.seek(self._state.length)
        self._resumed = True

    def check(self) -> None:
        """Prove that the folder takes files."""
        probe = self.options.path / f".{self.options.prefix}.check"
        try:
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise self._trouble(error) from error

    def write(self, batch: Batch) -> Sequence[Outcome]:
        """Append, sync, confirm; rotate first when the file is full or old."""
        try:
            self._resume()
            if batch.token == self._state.token:
                return batch.all(OK)
            if self._file is not None and self._complete():
                self._rotate()
            file = self._file or self._begin()
            lines = _lines([event.body for event in batch.events])
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())
            length = self._state.length + len(lines)
            self._save(_State(self._state.file, length, self._state.begun, batch.token, self._state.number))
        except OSError as error:
            raise self._trouble(error) from error
        return batch.all(OK)

    def erase(self, persons: Sequence[Person]) -> int:
        """Write every file that holds one of the persons anew, without them."""
        wanted = set(persons)
        try:
            self._resume()
            if self._file is not None:
                self._rotate()
            files = sorted(self.options.path.glob(f"{self.options.prefix}-*.jsonl"))
            return sum(_rewrite(file, wanted) for file in files)
        except OSError as error:
            raise self._trouble(error) from error

    def close(self) -> None:
        """Leave the file as it is; `open` goes on with it."""
        self._mark.close()
        self._leave()
        self._resumed = False

    def _leave(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            file.close()

    def _complete(self) -> bool:
        # Begun in the future: by a clock that was wrong then, and would hold the file open until that time comes.
        aged = not 0 <= time.time() - self._state.begun < self.options.rotate_seconds
        return self._state.length >= self.options.rotate_bytes or (aged and self._state.length > 0)

    def _begin(self) -> BinaryIO:
        now = time.time()
        number = self._state.number + 1
        stamp = datetime.fromtimestamp(now, UTC).strftime("%Y%m%dT%H%M%SZ")
        name = f"{self.options.prefix}-{stamp}-{number:06}.jsonl.part"
        self._file = (self.options.path / name).open("wb")
        sync(self.options.path)
        self._save(_State(name, 0, now, self._state.token, number))
        return self._file

    def _rotate(self) -> None:
        self._leave()
        part = self.options.path / self._state.file
        if self._state.length:
            part.rename(part.with_suffix(""))
        else:
            part.unlink()
        sync(self.options.path)
        self._save(_State("", 0, 0.0, self._state.token, self._state.number))

    def _load(self) -> _State:
        try:
            found = self._mark.load()
            return _State("", 0, 0.0, "", 0) if found is None else _State(**found)
        except (ValueError, TypeError) as error:
            raise Refused(f"{self._mark.path} is no state of ours; move it away to begin new files") from error

    def _save(self, state: _State) -> None:
        self._mark.save(asdict(state))
        self._state = state

    def _trouble(self, error: OSError) -> SinkError:
        """Bytes after a failed write are cut off by the next `open`. A place we may not write to waits for a person."""
        refused = isinstance(error, (PermissionError, NotADirectoryError, FileExistsError, IsADirectoryError))
        return (Refused if refused else Unavailable)(f"{self.options.path}: {error.strerror}")


def _lines(bodies: Sequence[bytes]) -> bytes:
    """One line each; a received event may itself hold line breaks between its tokens."""
    lines = b"\n".join([*bodies, b""])
    if lines.count(b"\n") > len(bodies) or b"\r" in lines:
        return b"".join([_line(body) for body in bodies])
    return lines


def _line(body: bytes) -> bytes:
    return (body if b"\n" not in body and b"\r" not in body else jsontext.dumps(jsontext.loads(body))) + b"\n"


def _replace(path: Path, content: bytes) -> None:
    """The new content or the old, whatever happens in between."""
    temporary = path.with_name(path.name + ".new")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync(path.parent)


def _rewrite(file: Path, persons: set[Person]) -> int:
    lines = file.read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if not erasing.carries(line, persons)]
    if len(kept) < len(lines):
        _replace(file, b"".join(kept))
    return len(lines) - len(kept)


SINK = JsonlSink
