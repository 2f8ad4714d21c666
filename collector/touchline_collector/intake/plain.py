"""Events of which nothing can be said, on their way to the log: as columns where a whole request is plain. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

from touchline_collector.eventlog import NewEvent, Run
from touchline_collector.eventlog.runs import Columns
from touchline_collector.intake.decode import Member
from touchline_spec.accepted import Accepted
from touchline_spec.typed import UNSET


def all_plain(found: Sequence[Accepted | None]) -> TypeGuard[Sequence[Accepted]]:
    """Whether nothing can be said of any."""
    return None not in found


def columns_of(members: Sequence[Member], events: Sequence[Accepted], overlay: Mapping[str, Any]) -> Run:
    """All of a request, each event with the member that it was decoded from.

    Of the names that the collector adds an accepted event can have but one, so nothing has to be searched for them.
    """
    columns = Columns(
        [member.raw for member in members],
        [overlay] * len(members),
        [event.source for event in events],
        [event.id for event in events],
        [event.type for event in events],
        [event.time for event in events],
        [event.subject for event in events],
        [event.data.channel for event in events],
    )
    stated = [event for event in events if event.receivedtime is not UNSET]
    return Run(columns, plain=None if stated else True)


def row_of(member: Member, event: Accepted, overlay: Mapping[str, Any]) -> NewEvent:
    """One of them, where its neighbours are looked at closely."""
    return NewEvent(member.raw, event.source, event.id, event.type, overlay, event.time, event.subject, event.channel)
