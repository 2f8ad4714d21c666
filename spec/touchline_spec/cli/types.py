"""`touchline-spec types`: the vocabulary at a glance."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from touchline_spec.cli import VALID, MisuseError
from touchline_spec.published import event_type, event_types
from touchline_spec.suggestion import did_you_mean


def run(arguments: Sequence[str]) -> int:
    """List every type, or show one with the privacy class of each field."""
    made = argparse.ArgumentParser(prog="touchline-spec types", description="List the event types, or show one.")
    made.add_argument("type", nargs="?", help="a full name such as touchline.order.placed.v1")
    given = made.parse_args(arguments)
    sys.stdout.writelines(_list() if given.type is None else _show(given.type))
    return VALID


def _list() -> list[str]:
    width = max(len(each.type) for each in event_types())
    return [f"{each.type:<{width}}  {each.brief}\n" for each in event_types()]


def _show(name: str) -> list[str]:
    known = event_type(name) or event_type(f"touchline.{name}.v1")
    if known is None:
        raise MisuseError(f"no event type {name}{did_you_mean(name, (each.type for each in event_types()))}")
    facts = [
        f"{known.type}\n",
        f"{known.brief}\n\n",
        f"schema     {known.dataschema}\n",
        f"stability  {known.stability}\n",
    ]
    facts.append(f"public     {'yes' if known.public else 'no'}\n")
    facts.append(f"priority   {known.priority}\n\n")
    width = max(map(len, known.privacy))
    return facts + [f"{path:<{width}}  {privacy}\n" for path, privacy in known.privacy.items()]
