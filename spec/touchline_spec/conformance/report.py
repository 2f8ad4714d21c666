"""What a run found, and the forms it can be told in: text, JSON, JUnit XML and a badge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from xml.sax.saxutils import quoteattr

from touchline_spec.jsontext import dumps_pretty

Status = Literal["passed", "failed", "skipped"]
# More of one rule's breaches say nothing new; JSON and JUnit hold them all.
SHOWN = 25


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case, and how it went; `message` says what was wrong, or why it was skipped."""

    case: str
    rule: str
    level: int
    status: Status
    message: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run: `subject` is what was tested, `build` which build of it, `kit` the digest of rules and vectors."""

    role: str
    subject: str
    build: str
    kit: str
    version: str
    outcomes: tuple[Outcome, ...]
    notes: tuple[str, ...] = field(default=())

    @property
    def counts(self) -> Counter[str]:
        """Number of outcomes by status."""
        return Counter(outcome.status for outcome in self.outcomes)

    @property
    def is_passed(self) -> bool:
        """Whether something was checked and nothing failed."""
        return self.counts["passed"] > 0 and self.counts["failed"] == 0

    @property
    def levels(self) -> tuple[int, ...]:
        """The levels that were checked and in which nothing failed."""
        passed = {outcome.level for outcome in self.outcomes if outcome.status == "passed"}
        failed = {outcome.level for outcome in self.outcomes if outcome.status == "failed"}
        return tuple(sorted(passed - failed))


def text(report: Report) -> str:
    """Return the report for a terminal."""
    counts = report.counts
    lines = [f"{report.role} {report.subject}", *report.notes]
    failed = [outcome for outcome in report.outcomes if outcome.status == "failed"]
    lines += [f"FAILED  level {each.level}  {each.case}: {each.message}" for each in failed[:SHOWN]]
    if len(failed) > SHOWN:
        lines.append(f"... and {len(failed) - SHOWN} more")
    lines += list(_by_level(report.outcomes))
    lines.append(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    lines.append(f"kit {report.kit}")
    return "\n".join(lines) + "\n"


def _by_level(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for level in sorted({outcome.level for outcome in outcomes}):
        counts = Counter(outcome.status for outcome in outcomes if outcome.level == level)
        yield f"level {level}: {counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped"


def as_dict(report: Report) -> dict[str, Any]:
    """Return the report as plain data."""
    return {
        "role": report.role,
        "subject": report.subject,
        "build": report.build,
        "kit": report.kit,
        "touchline": report.version,
        "passed": report.is_passed,
        "levels": list(report.levels),
        "counts": {status: report.counts[status] for status in ("passed", "failed", "skipped")},
        "notes": list(report.notes),
        "outcomes": [
            {"case": each.case, "rule": each.rule, "level": each.level, "status": each.status, "message": each.message}
            for each in report.outcomes
        ],
    }


def json(report: Report) -> str:
    """Return the report as JSON."""
    return dumps_pretty(as_dict(report)).decode()


def junit(report: Report) -> str:
    """Return the report as JUnit XML: one suite a level, one test case a case."""
    suites = "".join(_suite(report, level) for level in sorted({outcome.level for outcome in report.outcomes}))
    counts = report.counts
    head = f'tests="{len(report.outcomes)}" failures="{counts["failed"]}" skipped="{counts["skipped"]}"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="touchline" {head}>\n{suites}</testsuites>\n'


def _suite(report: Report, level: int) -> str:
    inside = [outcome for outcome in report.outcomes if outcome.level == level]
    counts = Counter(outcome.status for outcome in inside)
    head = f'tests="{len(inside)}" failures="{counts["failed"]}" skipped="{counts["skipped"]}"'
    return f' <testsuite name="level {level}" {head}>\n{"".join(map(_testcase, inside))} </testsuite>\n'


def _testcase(outcome: Outcome) -> str:
    start = f"  <testcase classname={quoteattr(outcome.rule)} name={quoteattr(_printable(outcome.case))}"
    if outcome.status == "passed":
        return f"{start}/>\n"
    kind = "failure" if outcome.status == "failed" else "skipped"
    return f"{start}><{kind} message={quoteattr(_printable(outcome.message))}/></testcase>\n"


def _printable(said: str) -> str:
    """XML 1.0 has no control characters, not even escaped."""
    return "".join(sign if sign.isprintable() else " " for sign in said)


def badge(report: Report) -> str:
    """Return a badge in the form of shields.io endpoints, tied to the kit and the build that was tested."""
    levels = ", ".join(map(str, report.levels))
    message = f"{report.role}, level {levels}" if report.is_passed else f"{report.role}, failing"
    return dumps_pretty(
        {
            "schemaVersion": 1,
            "label": "touchline",
            "message": message,
            "color": "brightgreen" if report.is_passed else "red",
            "kit": report.kit,
            "build": report.build,
            "touchline": report.version,
        }
    ).decode()


def rendered(report: Report, form: str) -> str:
    """Return the report in the named form: text, json or junit."""
    return {"text": text, "json": json, "junit": junit}[form](report)


def until(level: int, outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Return the outcomes up to a level."""
    return tuple(outcome for outcome in outcomes if outcome.level <= level)
