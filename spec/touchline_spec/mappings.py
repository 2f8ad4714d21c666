"""What other vocabularies call our event types and properties, as data; `docs/spec/mappings` says how to read it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

from touchline_spec.jsontext import loads

VENDORS: Final = ("segment", "ga4", "snowplow", "rudderstack")


@cache
def mapping(vendor: str) -> dict[str, Any]:
    """Return everything that translates between one vendor's vocabulary and ours; treat it as read-only.

    Raise KeyError for a vendor that is none of VENDORS.
    """
    if vendor not in VENDORS:
        raise KeyError(f"no mapping for {vendor!r}; expected one of {', '.join(VENDORS)}")
    found: dict[str, Any] = loads((folder() / f"{vendor}.json").read_bytes())
    return found


def folder() -> Path:
    """Return where the mappings lie: inside the installed package, or beside it in a working copy."""
    package = Path(__file__).parent
    installed = package / "vendor_mappings"
    return installed if installed.is_dir() else package.parent / "mappings"
