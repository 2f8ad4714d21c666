"""The counts by which an operator sees that zones flap or visits are none."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from touchline_beacon import adverts
from touchline_beacon.agent import Agent, virtual_clock
from touchline_beacon.events import Place
from touchline_beacon.presence import Presence, Reason, Receiver, Settings
from touchline_spec import tokens


class Nowhere:
    """Takes every event."""

    def track(self, *_: Any, **__: Any) -> str:
        return "taken"


def heard(agent: Agent, eid: bytes, receiver: str, begin: int, end: int) -> None:
    """A member near one receiver for some seconds, the clock ticking."""
    fields = adverts.parse(adverts.android(tokens.ServiceData(eid, -60)))
    for second in range(begin, end):
        agent.hear(float(second), receiver, -50, fields)
        agent.tick(second + 0.5)


@pytest.mark.parametrize(("length", "short"), [(12, 1), (40, 0)])
def test_short_visits_and_zone_entries_are_counted(length: int, short: int) -> None:
    """One walks through two zones; a visit of less than 20 s is counted as short."""
    receivers = {"a": Receiver("shoes"), "b": Receiver("hats")}
    agent = Agent(
        adverts.Programme("club"),
        Presence(Settings(receivers=receivers)),
        Place("s", "club"),
        Nowhere(),
        wall=virtual_clock(datetime(2026, 11, 20, 9, tzinfo=UTC)),
    )
    heard(agent, b"\x01" * 8, "a", 0, length)
    if not short:
        heard(agent, b"\x01" * 8, "b", length, 2 * length)
    agent.close(Reason.AGENT_STOP)
    counts = agent.counts
    assert (counts.visits_ended, counts.short_visits) == (1, short)
    assert counts.zone_entries == (1 if short else 2)
    assert counts.visit_seconds == pytest.approx(length - 1 if short else 2 * length - 1, abs=1)
