"""Structs made in C, and JSON read into them: the one file of the collector that imports msgspec."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import msgspec
from msgspec import Struct as Struct  # noqa: PLC0414 - given on; type checkers know what subclassing it does

T = TypeVar("T")
OtherShape = msgspec.MsgspecError


def reader(shape: type[T]) -> Callable[[bytes], T]:
    """What reads one JSON text into `shape`, passing over what it does not name; raises `OtherShape`."""
    return msgspec.json.Decoder(shape).decode
