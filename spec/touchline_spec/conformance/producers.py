"""Judging a producer by the events it sends: which rules they break, and which types were seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from touchline_spec.conformance.kit import Rule
from touchline_spec.conformance.report import Outcome, Status
from touchline_spec.findings import Finding

PRODUCER = "producer"


class Tally:
    """The events of one producer, counted as they come."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """`rules`: all of the kit's; those that bind producers are reported."""
        self._rules = [rule for rule in rules if PRODUCER in rule.roles and rule.severity == "error" and rule.codes]
        self._breaches: dict[str, list[str]] = {}
        self.types: Counter[str] = Counter()
        self.events = 0

    def add(self, place: str, kind: object, findings: Iterable[Finding]) -> None:
        """Count one event. `place` says where it stood, `kind` is its type."""
        self.events += 1
        self.types[kind if isinstance(kind, str) else "(no type)"] += 1
        for finding in findings:
            if finding.level == "error":
                self._breaches.setdefault(finding.rule, []).append(f"{place}: {finding}")

    def outcomes(self) -> Iterator[Outcome]:
        """Yield one outcome for every rule: skipped where there were no events to judge."""
        known: set[str] = set()
        for rule in self._rules:
            known.update(rule.codes)
            said = [each for code in rule.codes for each in self._breaches.get(code, ())]
            more = f" (and {len(said) - 1} more)" if len(said) > 1 else ""
            status: Status = "failed" if said else "passed" if self.events else "skipped"
            yield Outcome(rule.id, rule.id, rule.level, status, said[0] + more if said else "")
        for code, said in self._breaches.items():
            if code not in known:
                yield Outcome(code, code, 0, "failed", said[0])

    def notes(self) -> tuple[str, ...]:
        """Return what was seen, in words."""
        seen = ", ".join(f"{name} ({count})" for name, count in self.types.most_common())
        return (f"{self.events} events: {seen}" if self.events else "no events",)
