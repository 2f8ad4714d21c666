"""`touchline validate`: the specification's own `validate`, where the SDK's users look for it."""

from __future__ import annotations

from collections.abc import Sequence

from touchline_spec import cli


def run(arguments: Sequence[str]) -> int:
    """Check the events and return the exit code."""
    return cli.main(["validate", *arguments])
