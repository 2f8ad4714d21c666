"""What lies in an outbox folder, whatever other processes take out of it meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from touchline.outbox.keyring import PLAIN, SEALED


def segments(folder: Path) -> list[Path]:
    """Return all segments of a folder, in no order; none where there is no folder."""
    return [path for suffix in (PLAIN, SEALED) for path in folder.glob("*" + suffix)]


def changed_at(folder: Path) -> int:
    """Return when the folder got a file more or less; 0 for one that was taken away."""
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0


def bytes_of(paths: Iterable[Path]) -> int:
    """Return what files take on disk; those that are gone take nothing."""
    total = 0
    for path in paths:
        with suppress(FileNotFoundError):
            total += path.stat().st_size
    return total
