"""Print one customer's journey from a collector's `events.db`.

python examples/journey.py touchline-data/events.db                    who is there
python examples/journey.py touchline-data/events.db user:u-1           her journey
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
from pathlib import Path

from reconstruct.people import Key, People, keys
from reconstruct.table import Event, read
from reconstruct.timeline import Journey, Paint, journey, render


def wants_color() -> bool:
    """A terminal, and nobody said otherwise (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def find(events: list[Event], wanted: str) -> Key | None:
    """The identity written as `type:value`, as some event carries it."""
    kind, _, value = wanted.partition(":")
    return next((each for event in events for each in keys(event) if (each.type, each.value) == (kind, value)), None)


def persons(events: list[Event]) -> list[Journey]:
    """Everybody in the table, longest journey first."""
    people = People.of(events)
    seen: set[Key] = set()
    found = []
    for one in dict.fromkeys(each for event in events for each in keys(event)):
        if one not in seen:
            found.append(journey(events, people, one))
            seen |= found[-1].identities
    return sorted(found, key=lambda each: -len(each.touchpoints))


def show(found: Journey, paint: Paint) -> None:
    """Print the timeline and whose it is."""
    for line in render(found, paint):
        print(line)
    print()
    print("  " + paint("bold", "known as"))
    for one in sorted(found.identities):
        print(f"   {one.type:<14} {one.value}" + paint("dim", f"  ({one.scope})" if one.scope else ""))


def main() -> int:
    """List the people, or print the journey of one."""
    parser = argparse.ArgumentParser(description="Print one customer's journey from a collector's events.db.")
    parser.add_argument("database", type=Path, help="the events.db of a collector; it may be running")
    parser.add_argument(
        "identity", nargs="?", help="an identity as type:value, such as user:u-1; without it: who is there"
    )
    args = parser.parse_args()
    try:
        events = read(args.database)
    except (OSError, sqlite3.Error) as error:
        print(f"journey: {error}", file=sys.stderr)
        return 2
    if args.identity is None:
        for each in persons(events):
            print(f"{each.who.type}:{each.who.value}  {len(each.touchpoints)} touchpoints, {', '.join(each.channels)}")
        return 0
    who = find(events, args.identity)
    if who is None:
        print(f"journey: no event carries {args.identity!r} as type:value", file=sys.stderr)
        return 1
    show(journey(events, People.of(events), who), Paint(wants_color()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
