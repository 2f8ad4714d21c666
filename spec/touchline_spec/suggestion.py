"""The nearest known name to a misspelt one, for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

# difflib's ratio at which `ordr_id` still finds `order_id` and `colour` finds nothing among unrelated names.
NEAR_ENOUGH = 0.72


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name nearest to this one, or None where none is near."""
    plain = {_plain(each): each for each in known}
    if (same := plain.get(_plain(name))) is not None:
        return same
    found = get_close_matches(_plain(name)[:64], plain, n=1, cutoff=NEAR_ENOUGH)
    return plain[found[0]] if found else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return "; did you mean X?" or nothing."""
    found = nearest(name, known)
    return f"; did you mean {found}?" if found and found != name else ""


def _plain(name: str) -> str:
    """Spelling without case and separators: `orderId` and `order_id` are one."""
    return name.replace("_", "").replace("-", "").lower()
