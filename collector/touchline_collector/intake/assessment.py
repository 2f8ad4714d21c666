"""What was found of a request's events: most are plainly good, the others have a verdict each. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Self

from touchline_collector.eventlog import NewEvent, Rejected, Run
from touchline_collector.intake.judge import Judged, rejected
from touchline_collector.intake.limits import Limits
from touchline_collector.intake.request import Answer
from touchline_collector.intake.verdicts import Counts, Verdict, render


class Assessment:
    """The events in order: those for the log, or what was judged of them."""

    __slots__ = ("_found", "_judged", "run")

    def __init__(self, found: Sequence[NewEvent | Judged] | None, judged: Sequence[Judged], run: Run) -> None:
        self._found = found
        self._judged = judged
        self.run = run
        """Those that are accepted so far; where nothing was found, all."""

    @classmethod
    def plain(cls, run: Run) -> Self:
        """Of events of which nothing can be said."""
        return cls(None, (), run)

    @classmethod
    def mixed(cls, found: Sequence[NewEvent | Judged]) -> Self:
        """Of events among which some were judged closely."""
        judged = [one for one in found if isinstance(one, Judged)]
        kept = [one for one in found if not isinstance(one, Judged) or one.verdict.status == "accepted"]
        return cls(found, judged, Run.of([one.new_event() if isinstance(one, Judged) else one for one in kept]))

    def rejected(self, key: str) -> list[Rejected]:
        """What the reject stream gets, sent with this key."""
        return [rejected(one, key=key) for one in self._judged if one.verdict.status == "rejected"]

    def answer(self, duplicates: Collection[int], counts: Counts, *, everything: bool = False) -> Answer:
        """The answer, counted; `duplicates` are indexes of `run`."""
        if not self._judged and not duplicates and not everything:
            counts.accepted += self.run.count
            return _accepted(self.run.count)
        verdicts = self._verdicts(duplicates)
        counts.add(verdicts)
        return Answer(*render(verdicts, everything=everything))

    def _verdicts(self, duplicates: Collection[int]) -> list[Verdict]:
        if self._found is None:
            verdicts = [Verdict("accepted", id_) for id_ in self.run.columns.id]
        else:
            verdicts = [one.verdict if isinstance(one, Judged) else Verdict("accepted", one.id) for one in self._found]
        accepted = [verdict for verdict in verdicts if verdict.status == "accepted"]
        for index in duplicates:
            accepted[index].status = "duplicate"
        return verdicts


@lru_cache(maxsize=Limits().events + 1)
def _accepted(count: int) -> Answer:
    """The answer to requests of which every event is plainly accepted."""
    return Answer(*render([Verdict()] * count))
