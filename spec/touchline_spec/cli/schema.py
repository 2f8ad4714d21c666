"""`touchline-spec schema`: the published JSON Schema of an event type."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from touchline_spec.cli import VALID, MisuseError
from touchline_spec.jsontext import dumps_pretty
from touchline_spec.published import event_types, schema_of
from touchline_spec.suggestion import did_you_mean


def run(arguments: Sequence[str]) -> int:
    """Print one self-contained schema."""
    made = argparse.ArgumentParser(prog="touchline-spec schema", description="Print a type's JSON Schema 2020-12.")
    made.add_argument("type", help="a full name such as touchline.order.placed.v1")
    made.add_argument("--strict", action="store_true", help="the schema for producers, which refuses unknown fields")
    given = made.parse_args(arguments)
    names = [each.type for each in event_types()]
    name = given.type if given.type in names else f"touchline.{given.type}.v1"
    if name not in names:
        raise MisuseError(f"no event type {given.type}{did_you_mean(given.type, names)}")
    sys.stdout.write(dumps_pretty(schema_of(name, "strict" if given.strict else "open")).decode())
    return VALID
