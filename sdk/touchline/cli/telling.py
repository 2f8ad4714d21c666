"""Saying what became of events."""

from __future__ import annotations

import sys

from touchline.cli import DONE, UNDONE
from touchline.report import Report


def told(report: Report, url: str, *, kept: str | None, left: int | None = None) -> int:
    """Print the report to standard error; return the exit code.

    `kept` is the folder in which waiting events stay, `left` how many are there, if the report does not know of all.
    """
    stats = report.stats
    waiting = stats.waiting if left is None else left
    undelivered = f"waiting in {kept} {waiting}" if kept else f"not delivered {waiting}"
    print(f"delivered {stats.delivered}, refused {len(report.refused)}, {undelivered}", file=sys.stderr)  # noqa: T201
    for refusal in report.refused:
        for finding in refusal.findings or ({"message": refusal.reason},):
            place = finding.get("pointer", "")
            print(f"{refusal.id}: {place} {finding.get('message')} [{finding.get('rule', '')}]", file=sys.stderr)  # noqa: T201
    if waiting:
        print(f"{url} did not take them: {stats.trouble or 'no answer in time'}", file=sys.stderr)  # noqa: T201
    return DONE if report and not waiting and not stats.not_taken else UNDONE
