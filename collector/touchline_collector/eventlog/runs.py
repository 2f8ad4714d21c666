"""The run: events that came together, held as columns. Pure; it is what a request becomes, and what a chunk is made of.

A column costs one list for a whole request where a row would cost an object an event. Packed form: four bytes of
big-endian length, a JSON header of the columns (one value where all are the same), then the raw events end to end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate, chain, pairwise, starmap
from typing import Any, NamedTuple, Self

from touchline_collector import jsontext
from touchline_collector.eventlog.records import Completion, Logged, NewEvent
from touchline_collector.overlay import Overlay, is_plain

HASH_BYTES = 16
_LENGTH_BYTES = 4


def fingerprint(source: str, id_: str) -> bytes:
    """The dedup key of an event: 16 bytes, collision-resistant, the same on every machine."""
    return blake2b(f"{source}\0{id_}".encode(), digest_size=HASH_BYTES).digest()


class Columns(NamedTuple):
    """One list a field, of equal length, and never changed. `raw`: as received; the rest: see `NewEvent`."""

    raw: Sequence[bytes]
    overlay: Sequence[Overlay]
    source: Sequence[str]
    id: Sequence[str]
    type: Sequence[str]
    time: Sequence[str | None]
    subject: Sequence[str | None]
    channel: Sequence[str | None]


EMPTY = Columns([], [], [], [], [], [], [], [])


class Run:
    """`count` events in order, of `size` raw bytes.

    `at`: their offsets within `span` positions where some are missing, else None. `complete`: what the writer runs for
    an event once it is known to be new, or None where no event has any. `plain`, `hashes`: see the properties; found
    out at first use where they are not given. `packed`: the packed form, in place of columns.
    """

    __slots__ = ("_columns", "_hashes", "_packed", "_plain", "at", "complete", "count", "size", "span")

    def __init__(
        self,
        columns: Columns | None,
        *,
        at: Sequence[int] | None = None,
        span: int | None = None,
        complete: Sequence[Completion | None] | None = None,
        plain: bool | None = None,
        hashes: Sequence[bytes] | None = None,
        packed: bytes = b"",
    ) -> None:
        self._columns, self.at, self.complete = columns, at, complete
        self._plain, self._hashes, self._packed = plain, hashes, packed
        if columns is None:
            self.count = len(hashes or ())
            self.size = len(packed) - _LENGTH_BYTES - int.from_bytes(packed[:_LENGTH_BYTES], "big")
        else:
            self.count = len(columns.raw)
            self.size = sum(map(len, columns.raw))
        self.span = self.count if span is None else span

    @classmethod
    def of(cls, events: Sequence[NewEvent]) -> Self:
        """The columns of events."""
        if not events:
            return cls(EMPTY)
        raw, source, id_, type_, overlay, time, subject, channel, complete = zip(*events, strict=True)
        columns = Columns(raw, overlay, source, id_, type_, time, subject, channel)
        return cls(columns, complete=complete if any(complete) else None)

    @classmethod
    def joined(cls, runs: Sequence[Run]) -> Run:
        """One run of several that follow each other without holes; an empty one of none."""
        if len(runs) == 1:
            return runs[0]
        if not runs:
            return cls(EMPTY)
        parts = zip(*[run.columns for run in runs], strict=True)
        known = all(run._plain for run in runs)  # noqa: SLF001 - where one is not known, the whole is looked at once
        return cls(Columns._make(map(list, map(chain.from_iterable, parts))), plain=known or None)

    # -- what is in it ---------------------------------------------------------------------------------------------

    @property
    def columns(self) -> Columns:
        """The columns; of a packed run decoded at first use."""
        return self._decode() if self._columns is None else self._columns

    def __len__(self) -> int:
        """How many events."""
        return self.count

    @property
    def hashes(self) -> Sequence[bytes]:
        """The dedup keys, made at first use."""
        if self._hashes is None:
            self._hashes = list(starmap(fingerprint, zip(self.columns.source, self.columns.id, strict=True)))
        return self._hashes

    @property
    def plain(self) -> bool:
        """Whether no event holds a name that the collector adds, so that adding it cannot make a duplicate."""
        if self._plain is None:
            columns = self.columns
            if self._plain is None:  # what was packed knows it
                self._plain = is_plain(b"".join(columns.raw), columns.overlay)
        return self._plain

    # -- parts -----------------------------------------------------------------------------------------------------

    def take(self, indexes: Sequence[int], *, raw: Sequence[bytes] | None = None) -> Run:
        """The run of some of the events, as if no others had been, with other bytes to keep where given."""
        columns = Columns._make([column[i] for i in indexes] for column in self.columns)
        if raw is not None:
            columns = columns._replace(raw=raw)
        return Run(
            columns, plain=self._plain if raw is None else None, hashes=[self.hashes[index] for index in indexes]
        )

    def cut(self, start: int, stop: int) -> Run:
        """The events from index `start` to before `stop`; only of a run without holes."""
        if start == 0 and stop >= len(self):
            return self
        columns = Columns._make(column[start:stop] for column in self.columns)
        return Run(columns, plain=self._plain)

    # -- bytes -----------------------------------------------------------------------------------------------------

    def pack(self) -> bytes:
        """The packed form."""
        packed = self._packed
        if packed:
            return packed
        columns = self.columns
        joined = b"".join(columns.raw)
        if self._plain is None:
            self._plain = is_plain(joined, columns.overlay)
        header: dict[str, Any] = {"n": len(columns.raw), "plain": self._plain}
        header |= {name: _folded(column) for name, column in zip(_HEADER, columns[1:], strict=True)}
        header["size"] = _folded(list(map(len, columns.raw)))
        if self.at is not None:
            header |= {"span": self.span, "at": self.at}
        head = jsontext.dumps(header)
        return b"".join((len(head).to_bytes(_LENGTH_BYTES, "big"), head, joined))

    @classmethod
    def unpack(cls, packed: bytes, hashes: bytes) -> Self:
        """A run without holes that came as bytes, decoded when first looked at; `hashes`: its dedup keys end to end."""
        keys = [hashes[start : start + HASH_BYTES] for start in range(0, len(hashes), HASH_BYTES)]
        return cls(None, hashes=keys, packed=packed)

    def _decode(self) -> Columns:
        packed = self._packed
        if not packed and self._columns is not None:  # the thread of another sink was faster
            return self._columns
        (run,) = unpack_all(packed, 0)
        if run.count != self.count:
            raise ValueError(f"a run of {run.count} events came with {self.count} hashes")
        self._columns, self._plain = run.columns, run.plain
        self._packed = b""  # last: where it is empty the columns are there
        return run.columns


_HEADER = ("overlay", "source", "id", "type", "time", "subject", "channel")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run in its place: its event `i` has position `first + i`, or `first + run.at[i]` where some are missing."""

    first: int
    run: Run

    @classmethod
    def of(cls, events: Sequence[Logged], first: int, last: int) -> Self:
        """What is left between two positions."""
        position, *rows = zip(*events, strict=True) if events else [()] * len(Logged._fields)
        raw, overlay, source, id_, type_, time, subject, channel = rows
        columns = Columns(raw, overlay, source, id_, type_, time, subject, channel)
        at = None if len(events) == last - first + 1 else [p - first for p in position]
        return cls(first, Run(columns, at=at, span=last - first + 1))

    def __len__(self) -> int:
        """How many events."""
        return len(self.run)

    @property
    def positions(self) -> Sequence[int]:
        """The events' positions, rising."""
        at = self.run.at
        return range(self.first, self.first + len(self.run)) if at is None else [self.first + i for i in at]

    def events(self) -> Iterator[Logged]:
        """One after another."""
        columns = self.run.columns
        return map(Logged, self.positions, *columns)

    def cut(self, start: int, stop: int) -> Stretch:
        """The events from index `start` to before `stop`."""
        run = self.run
        if start <= 0 and stop >= len(run):
            return self
        if run.at is None:
            return Stretch(self.first + start, run.cut(start, stop))
        columns = Columns._make(column[start:stop] for column in run.columns)
        return Stretch(self.first, Run(columns, at=run.at[start:stop], span=run.span, plain=run.plain))

    def after(self, position: int) -> Stretch:
        """The events above a position."""
        if position < self.first:
            return self
        if self.run.at is None:
            return self.cut(min(position + 1 - self.first, len(self.run)), len(self.run))
        return self.cut(sum(p <= position for p in self.positions), len(self.run))


def unpack_all(plain: bytes, start: int) -> Iterator[Run]:
    """The packed runs that stand end to end in `plain` from `start` on; ValueError and its like for rubbish."""
    while start < len(plain):
        body = start + _LENGTH_BYTES + int.from_bytes(plain[start : start + _LENGTH_BYTES], "big")
        header = jsontext.loads(plain[start + _LENGTH_BYTES : body])
        count = header["n"]
        ends = list(accumulate(_unfolded(header["size"], count), initial=body))
        start = ends[-1]
        if start > len(plain):
            raise ValueError("a run ends before its last event")
        raw = [plain[a:b] for a, b in pairwise(ends)]
        columns = Columns(raw, *(_unfolded(header[name], count) for name in _HEADER))
        if {len(column) for column in columns} != {count}:
            raise ValueError("the columns of a run differ in length")
        yield Run(columns, at=header.get("at"), span=header.get("span"), plain=header["plain"])


def _folded(column: Sequence[Any]) -> Any:
    """One value where all are the same, else the list."""
    if column and not isinstance(column[0], list) and column.count(column[0]) == len(column):
        return column[0]
    return column


def _unfolded(stored: Any, count: int) -> Sequence[Any]:
    return stored if isinstance(stored, list) else [stored] * count
