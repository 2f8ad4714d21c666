"""One verdict per event, and the answer they make together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from touchline_collector import jsontext

Status: TypeAlias = Literal["accepted", "duplicate", "rejected", "suppressed", "retry"]


@dataclass(slots=True)
class Verdict:
    """The fate of one event; `findings` are dicts ready for JSON."""

    status: Status = "accepted"
    id: str | None = None
    findings: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Counts:
    """What the door has answered since the start, by verdict: sent is their sum."""

    accepted: int = 0
    duplicate: int = 0
    rejected: int = 0
    suppressed: int = 0
    retry: int = 0

    def add(self, verdicts: Sequence[Verdict]) -> None:
        """Count a request's verdicts."""
        for verdict in verdicts:
            setattr(self, verdict.status, getattr(self, verdict.status) + 1)


def listed(verdicts: Sequence[Verdict], *, everything: bool) -> list[dict[str, Any]]:
    """The `results`: whatever was not plainly accepted, or all."""
    return [
        {"index": index, "id": v.id, "status": v.status, "findings": v.findings}
        for index, v in enumerate(verdicts)
        if everything or v.findings or v.status != "accepted"
    ]


def render(verdicts: Sequence[Verdict], *, everything: bool = False) -> tuple[int, bytes]:
    """Status code and body: accepted + listed = sent; 400 when every event was rejected."""
    results = listed(verdicts, everything=everything)
    code = 400 if verdicts and all(v.status == "rejected" for v in verdicts) else 202
    return code, jsontext.dumps({"accepted": len(verdicts) - len(results), "results": results})
