"""Saying what became of events."""

from __future__ import annotations

import sys

from touchline.cli import DONE, UNDONE
from touchline.report import Report


def told(report: Report) -> int:
    """Print the report to standard error; return the exit code."""
    stats = report.stats
    print(f"delivered {stats.delivered}, refused {len(report.refused)}, waiting {stats.waiting}", file=sys.stderr)  # noqa: T201
    for refusal in report.refused:
        for finding in refusal.findings or ({"message": refusal.reason},):
            place = finding.get("pointer", "")
            print(f"{refusal.id}: {place} {finding.get('message')} [{finding.get('rule', '')}]", file=sys.stderr)  # noqa: T201
    if stats.trouble and stats.waiting:
        print(f"the collector did not take them: {stats.trouble}", file=sys.stderr)  # noqa: T201
    return DONE if report and not stats.not_taken else UNDONE
