"""What several verbs read from the command line."""

from __future__ import annotations

import argparse
import contextlib
import math
import os
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from touchline_beacon.errors import ConfigError
from touchline_spec import times, tokens

if TYPE_CHECKING:
    from touchline_beacon.radio.bus import Bus

Text: TypeAlias = "AbstractContextManager[Iterable[str]]"


def text(path: Path) -> Text:
    """The lines of a file, or of standard input for `-`."""
    if str(path) == "-":
        return contextlib.nullcontext(sys.stdin)
    try:
        return path.open(encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None


def key(options: argparse.Namespace) -> str | None:
    """The collector's key: from the option, else from the environment, which other users cannot list."""
    return options.key or os.environ.get("TOUCHLINE_KEY")


def speed(raw: str) -> float:
    """A factor of at least 0."""
    try:
        value = float(raw)
    except ValueError:
        value = -1.0
    if not value >= 0:
        raise argparse.ArgumentTypeError(f"{raw!r}: expected a number of at least 0")
    return value


def seconds(raw: str) -> float:
    """A span of at least 0 seconds."""
    value = speed(raw)
    if not math.isfinite(value):
        raise argparse.ArgumentTypeError(f"{raw!r}: expected a number of seconds")
    return value


def name(raw: str) -> str:
    """A name of at least one visible character."""
    if not raw.strip() or not raw.isprintable():
        raise argparse.ArgumentTypeError(f"{raw!r}: expected a name")
    return raw


def moment(raw: str) -> datetime:
    """A timestamp with an offset."""
    try:
        return times.parse(raw)
    except times.TimestampError as error:
        raise argparse.ArgumentTypeError(f"{raw!r} {error}") from None


def installation_key(raw: str) -> bytes:
    """Sixteen bytes as 32 hexadecimal digits."""
    try:
        value = bytes.fromhex(raw)
    except ValueError:
        value = b""
    if len(value) != tokens.KEY_BYTES:
        raise argparse.ArgumentTypeError(f"an installation key has {tokens.KEY_BYTES * 2} hexadecimal digits")
    return value


async def connect() -> Bus:
    """The system bus; raises RadioError, and ConfigError where the extra is missing."""
    try:
        from touchline_beacon.radio.bus import Bus  # noqa: PLC0415 - only boxes have it
    except ImportError as error:
        raise ConfigError(f"{error.name} is not installed; run: pip install 'touchline[beacon]'") from None
    return await Bus.connect()
