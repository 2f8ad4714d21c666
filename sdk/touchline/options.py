"""Checking what a client is configured with, before the first event depends on it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypedDict

from touchline.notifier import Problem
from touchline.report import Refusal

if TYPE_CHECKING:
    from touchline.gates import Gate  # loads with the first client that has one

Overflow = Literal["block", "drop_newest", "drop_oldest", "spill"]
Level = Literal["process", "power"]

# Long enough to fill a batch on a busy site, short enough that nobody watching a dashboard notices.
LINGER_S = 0.1
# The bound on what waits in memory: 25,000 ordinary events, and what a small container can spare.
MEMORY_BYTES = 32 * 1024 * 1024
# A full memory with a collector that answers: one batch's round trip makes room, so that long a caller may wait.
BLOCK_TIMEOUT_S = 0.25
# How long the end of the program may wait for the collector.
EXIT_TIMEOUT_S = 2.0
# Of that, so much is kept for telling the host what was lost, and for the interpreter's own end.
LAST_WORDS_S = 0.1

EVENTS_PATH = "/v1/events"
# The design's bound for sources.
MAX_SOURCE_BYTES = 512


class Options(TypedDict, total=False):
    """What `Client` and `AsyncClient` take by keyword, besides `source`."""

    key: str | None
    """The collector's key for this producer."""
    outbox: str | os.PathLike[str] | None
    """A folder: events are on disk before `track` returns; several processes may share it. None: memory only."""
    level: Level
    """What an event on disk survives: `process` (default) the death of the process, `power` that of the machine."""
    outbox_key: bytes | Sequence[bytes] | None
    """Thirty-two random bytes that seal every event on disk (`pip install 'touchline[sealed]'`; `touchline.sealing`
    reads them from a file). Of several, while one is replaced by another, the first seals and all open."""
    outbox_bytes: int | None
    """Bound on the folder, in bytes; default 1 GiB."""
    max_age: float | None
    """Events waiting on disk longer than this many seconds are dropped, counted and told; default never."""
    memory_bytes: int
    """Bound on what waits in memory, in bytes; default 32 MiB."""
    overflow: Overflow
    """A full outbox: `block` (default) up to `block_timeout` while the collector is answering, then decline;
    `drop_newest` declines at once (`track` returns None); `drop_oldest`; `spill` uses memory first, then the folder."""
    block_timeout: float
    """Seconds; default 0.25. `AsyncClient` never blocks: there `block` is `drop_newest`."""
    linger: float
    """Seconds to wait for a fuller batch; default 0.1."""
    in_flight: int
    """How many requests may be under way at once; default 1, with which batches arrive in the order of their tracking.
    More is for distant collectors; batches in memory only, those in an outbox travel one at a time."""
    channel: str | None
    """The channel of every event that names none."""
    context: Mapping[str, Any] | None
    """Groups that every event inherits."""
    strict: bool
    """Raise where an event breaks the standard; for development and tests."""
    schemas: str | os.PathLike[str] | None
    """A folder of JSON Schemas of your own event types; strict mode checks those too. `ValueError` for one that cannot
    be used."""
    on_error: Callable[[Problem], Any] | None
    """Hears of everything that goes wrong, in a thread of its own, once a second and reason."""
    on_reject: Callable[[Refusal, dict[str, Any]], Any] | None
    """Hears of every event the collector refuses, in the same thread."""
    gate: Gate | None
    """Called with type and data (a copy) of each event; returns both, changed or not, or None to record nothing;
    see `touchline.gates`."""
    timeout: float
    """Seconds one request may take; default 15."""
    exit_timeout: float
    """Seconds the end of the program waits for the collector; default 2, 0 not at all."""


def endpoint(url: str) -> str:
    """Return the collector's URL with the events path; `ValueError` names what is wrong with it."""
    from urllib.parse import urlsplit  # noqa: PLC0415  # the transport brings it; `import touchline` stays light

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"url {url!r}: expected the collector's address, such as 'https://collect.example.com'")
    if parts.query or parts.fragment or parts.username:
        raise ValueError(f"url {parts.scheme}://{parts.hostname}...: expected no query, fragment or credentials in it")
    return url.rstrip("/").removesuffix(EVENTS_PATH) + EVENTS_PATH


def source(name: str) -> str:
    """Return the source if it is a URI-reference of at most 512 bytes."""
    plain = name.isascii() and name.isprintable() and " " not in name
    if not plain or not 0 < len(name) <= MAX_SOURCE_BYTES:
        raise ValueError(f"source {name!r}: expected a URI-reference such as '//shop.example.com/web'")
    return name


def one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    """Return the value if it is allowed."""
    if value not in allowed:
        raise ValueError(f"{name} {value!r}: expected one of {', '.join(allowed)}")
    return value


def known(given: Mapping[str, Any]) -> None:
    """Raise `TypeError` for a name that is no option: a misspelt `outbox` would be found out by a loss."""
    for name in given:
        if name not in Options.__annotations__:
            import difflib  # noqa: PLC0415  # for misspellings only

            near = difflib.get_close_matches(name, Options.__annotations__, 1)
            raise TypeError(f"there is no option {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""))


def positive(name: str, value: float) -> float:
    """Return the value if it is a number of at least zero."""
    if not _is_number(value) or not value >= 0:
        raise ValueError(f"{name} {value!r}: expected a number of at least 0")
    return value


def above_zero(name: str, value: float) -> float:
    """Return the value if it is a number greater than zero."""
    if not _is_number(value) or not value > 0:
        raise ValueError(f"{name} {value!r}: expected a number greater than 0")
    return value


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def secret(key: str | None) -> str | None:
    """Return the key if a header can carry it; the message does not quote it."""
    if key is not None and not (key.isascii() and key.isprintable() and key.strip()):
        raise ValueError("key: expected visible ASCII characters; is there a line break at its end?")
    return key


def existing(name: str, path: str) -> str:
    """Return the path if something is there."""
    if not os.path.exists(path):  # noqa: PTH110  # pathlib is not loaded for this
        raise ValueError(f"{name} {path!r}: no such file or folder")
    return path


def but_last_words(seconds: float) -> float:
    """Return how long of the time for a close may go into sending."""
    return max(seconds - LAST_WORDS_S, seconds / 2)


def at_least_one(name: str, value: int) -> int:
    """Return the value if it is a whole number of at least one."""
    if type(value) is not int or value < 1:
        raise ValueError(f"{name} {value!r}: expected a whole number of at least 1")
    return value
