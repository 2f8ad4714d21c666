"""A set of log positions, kept as the runs they nearly always form."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence


class Spans:
    """Positions as sorted, disjoint, inclusive runs `(first, last)`."""

    __slots__ = ("_runs",)

    def __init__(self, runs: Iterable[tuple[int, int]] = ()) -> None:
        self._runs: list[tuple[int, int]] = []
        for first, last in runs:
            self.add(first, last)

    @classmethod
    def of(cls, positions: Sequence[int]) -> Spans:
        """The runs of ascending positions."""
        spans = cls()
        runs = spans._runs
        if positions and list(range(positions[0], positions[-1] + 1)) == positions:  # one run, as nearly always
            runs.append((positions[0], positions[-1]))
            return spans
        first = last = None
        for position in positions:
            if last is not None and position == last + 1:
                last = position
                continue
            if first is not None and last is not None:
                runs.append((first, last))
            first = last = position
        if first is not None and last is not None:
            runs.append((first, last))
        return spans

    def add(self, first: int, last: int) -> None:
        """Take in `first` to `last`, whatever of them is there already."""
        if last < first:
            return
        start = bisect_left(self._runs, first - 1, key=_last)
        end = start
        while end < len(self._runs) and self._runs[end][0] <= last + 1:
            first, last = min(first, self._runs[end][0]), max(last, self._runs[end][1])
            end += 1
        self._runs[start:end] = [(first, last)]

    def pop_next_to(self, position: int) -> int:
        """Drop what joins on to `position` or lies below it; return the highest position then reached."""
        while self._runs and self._runs[0][0] <= position + 1:
            position = max(position, self._runs.pop(0)[1])
        return position

    def __contains__(self, position: int) -> bool:
        index = bisect_left(self._runs, position, key=_last)
        return index < len(self._runs) and self._runs[index][0] <= position

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self._runs)

    def __len__(self) -> int:
        """How many runs; `count` says how many positions."""
        return len(self._runs)

    @property
    def count(self) -> int:
        """How many positions."""
        return sum(last - first + 1 for first, last in self._runs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Spans) and self._runs == other._runs

    __hash__ = None  # type: ignore[assignment] # it changes

    def __repr__(self) -> str:
        return f"Spans({self._runs})"


def _last(run: tuple[int, int]) -> int:
    return run[1]
