"""What every event inside a block inherits: channel, identities, consent, campaign and the other groups of `data`.

A context belongs to the request or task (contextvars), not to a client: middleware opens one, every `track` below
inherits it, threads and tasks started elsewhere do not see it. An event's own group wins over the context's; of
identities, those types that the event does not name itself are added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from touchline import jsontext
from touchline.contacts import cleaned, suspicious
from touchline.errors import EventError

# The reserved group names of `data`.
GROUPS = frozenset(
    ["channel", "identities", "consent", "session", "device", "app", "page", "campaign", "location", "clock", "ext"],
)


# What identities may be given in; anything else is left as it is, for the collector to name.
_SEVERAL = (list, tuple, set, frozenset)
# What a queue may hold of a context: a broker's message is not the place for more.
MAX_CARRIED = 8 * 1024


class Context:
    """Groups in three forms: plain values, their names, and JSON text ready to be spliced into an event."""

    __slots__ = ("_laid", "fragment", "groups", "names", "replaced")

    def __init__(self, groups: Mapping[str, Any]) -> None:
        unknown = sorted(set(groups) - GROUPS)
        if unknown:
            raise TypeError(f"context has no group {unknown[0]!r}: expected some of {', '.join(sorted(GROUPS))}")
        try:
            text = jsontext.dumps({name: value for name, value in groups.items() if value is not None})
        except jsontext.Unwritable as error:
            raise EventError(f"context cannot be written as JSON: {error}") from error
        self.replaced: tuple[jsontext.Replaced, ...] = ()
        self.groups: dict[str, Any] = jsontext.loads(text)
        if suspicious(self.groups, text):
            text, self.replaced = cleaned(text)
            self.groups = jsontext.loads(text)
        self.names = frozenset(self.groups)
        self.fragment = text[1:-1]

        self._laid: tuple[Context, Context] | None = None

    def under(self, inner: Context) -> Context:
        """Return this context with `inner` laid over it; it keeps the note of what was taken out of either."""
        both = Context(merged(self.groups, inner.groups))
        both.replaced = inner.replaced
        return both

    def over(self, defaults: Context) -> Context:
        """Return this context laid over a client's defaults; remembered, since a request tracks more than once."""
        laid = self._laid
        if laid is None or laid[0] is not defaults:
            self._laid = laid = (defaults, Context(merged(defaults.groups, self.groups)) if self.names else defaults)
        return laid[1]


EMPTY = Context({})
current: ContextVar[Context] = ContextVar("touchline_context", default=EMPTY)


@contextmanager
def context(**groups: Any) -> Iterator[None]:
    """Every event tracked inside this block, by any client, inherits these groups; blocks nest."""
    inner = Context(groups)
    token = current.set(current.get().under(inner))
    try:
        yield
    finally:
        current.reset(token)


def carried() -> str | None:
    """Return the present context as text for a message to another process, without the page; None when there is none.

    What is larger than a broker's message should be is left behind.
    """
    groups = {name: value for name, value in current.get().groups.items() if name != "page"}
    text = jsontext.dumps(groups).decode() if groups else ""
    return text if 0 < len(text) <= MAX_CARRIED else None


def unpacked(text: str | None) -> dict[str, Any]:
    """Return the groups of a carried context; none of what is no such text."""
    try:
        groups = jsontext.loads(text) if text else {}
    except ValueError:
        return {}
    return {name: value for name, value in groups.items() if name in GROUPS} if isinstance(groups, dict) else {}


def merged(outer: Mapping[str, Any], inner: Mapping[str, Any]) -> dict[str, Any]:
    """Lay `inner` over `outer`: groups replace, identities and `ext` add; neither argument is changed."""
    result = {**outer, **inner}
    if isinstance(outer.get("identities"), _SEVERAL) and isinstance(inner.get("identities"), _SEVERAL):
        result["identities"] = identities(outer["identities"], inner["identities"])
    if isinstance(outer.get("ext"), Mapping) and isinstance(inner.get("ext"), Mapping):
        result["ext"] = {**outer["ext"], **inner["ext"]}
    return result


def identities(outer: Any, inner: Any) -> list[Any]:
    """Return the inner identities, then those outer ones whose type the inner do not name."""
    own = list(inner)
    named = {kind(identity) for identity in own}
    return own + [identity for identity in outer if kind(identity) not in named]


def several(given: Any) -> list[Any]:
    """Return identities as a list, whether several were given, one, or none."""
    if isinstance(given, _SEVERAL):
        return list(given)
    return [] if given is None else [given]


def kind(identity: Any) -> Any:
    """Return the type of an identity given as a model or as a mapping."""
    return identity.get("type") if isinstance(identity, Mapping) else getattr(identity, "type", None)
