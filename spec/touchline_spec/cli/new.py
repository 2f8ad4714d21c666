"""`touchline-spec new`: the schema of an event type of one's own, ready to be filled in."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from touchline_spec.cli import VALID, MisuseError
from touchline_spec.custom import KEYWORD
from touchline_spec.jsontext import dumps_pretty
from touchline_spec.published import DIALECT, PREFIX

# A reverse domain name of two labels at least, subject and predicate, and the major version.
_NAME = re.compile(r"[a-z][a-z0-9-]*(\.[a-z0-9-]+)+\.[a-z][a-z0-9_]*\.v[1-9][0-9]*")


def run(arguments: Sequence[str]) -> int:
    """Write one schema file and say what to do next."""
    made = argparse.ArgumentParser(
        prog="touchline-spec new",
        description="Start an event type of your own: a JSON Schema that SDK and collector load.",
    )
    made.add_argument("type", help="reverse domain name, past predicate, major: com.acme.kiosk.slush_poured.v1")
    made.add_argument(
        "--folder", default="touchpoints", help="where the schemas of your types lie (default: touchpoints)"
    )
    given = made.parse_args(arguments)
    path = Path(given.folder) / f"{_checked(given.type)}.json"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(dumps_pretty(skeleton(given.type)))
    except FileExistsError:
        raise MisuseError(f"{path}: is there already, and was not touched") from None
    except OSError as failure:
        raise MisuseError(f"{path}: {failure.strerror or failure}") from None
    sys.stdout.write(_next(path, given.folder, given.type))
    return VALID


def _checked(name: str) -> str:
    if name.startswith(PREFIX):
        raise MisuseError(f"{name}: the prefix touchline. is the specification's; use your own reverse domain name")
    if not _NAME.fullmatch(name):
        raise MisuseError(
            f"{name}: expected <reverse domain>.<past predicate>.v<major>: com.acme.kiosk.slush_poured.v1"
        )
    return name


def skeleton(name: str) -> dict[str, Any]:
    """Return a schema with one property to be replaced."""
    properties = {
        "size": {
            "description": "What this property means.",
            "type": "string",
            "maxLength": 64,
            "examples": ["L"],
            "x-touchline-class": "operational",
        }
    }
    return {
        "$schema": DIALECT,
        KEYWORD: name,
        "title": name,
        "description": "What happened, in one sentence.",
        "type": "object",
        "required": ["size"],
        "properties": properties,
        "examples": [{"channel": "kiosk", "size": "L"}],
    }


def _next(path: Path, folder: str, name: str) -> str:
    return (
        f"wrote {path}\n"
        "It describes your own members of `data`; envelope and named groups are checked without it.\n"
        "x-touchline-class says who may see a field: operational, contextual, pseudonymous or personal.\n\n"
        f"check events:  touchline-spec validate --types {folder} events.ndjson\n"
        f'collector:     [schemas] dir = "{folder}"\n'
        f'send:          client.track("{name}", {{"size": "L"}})\n'
    )
