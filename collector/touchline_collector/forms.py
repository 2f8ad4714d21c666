"""What the text of a setting must look like, where a type alone does not say it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_network
from typing import Final
from urllib.parse import urlsplit

from touchline_spec.links import PURPOSES


@dataclass(frozen=True, slots=True)
class Form:
    """The form in words, and whether one text has it; `choices` where there are only so many."""

    words: str
    fits: Callable[[str], bool]
    choices: tuple[str, ...] = ()


def one_of(*choices: str) -> Form:
    """One of a few words."""
    return Form(" or ".join(f'"{choice}"' for choice in choices), choices.__contains__, choices)


def _is_network(text: str) -> bool:
    try:
        ip_network(text, strict=False)
    except ValueError:
        return False
    return True


def _is_origin(text: str) -> bool:
    """Whether a browser could send it as `Origin`, which is compared as text: lower case, no path, no default port."""
    try:
        parts = urlsplit(text)
        default = {"https": 443, "http": 80}.get(parts.scheme)
        if not parts.hostname or (default is not None and parts.port == default):
            return False
    except ValueError:
        return False
    return text == f"{parts.scheme}://{parts.netloc}" == text.lower() and "@" not in text and text.isascii()


NETWORK: Final = Form('a network or an address, as "10.0.0.0/8"', _is_network)
ORIGIN: Final = Form('an origin as browsers send it, as "https://shop.example.com"', _is_origin)
PURPOSE: Final = one_of(*PURPOSES)
NOT_BLANK: Final = Form("more than blanks", lambda text: not text.isspace())
