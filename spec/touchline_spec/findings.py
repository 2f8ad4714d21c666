"""What a check found: one record per broken rule, all of them, never only the first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "info"]

# A quoted value is a pointer for the eye, not a copy: enough for an identifier or a timestamp.
QUOTED_CHARACTERS = 80

_EMAIL = re.compile(r"[^\s\"'<>,;:/?&=@]{1,64}@[^\s\"'<>,;:/?&=@]{1,255}")
_PHONE = re.compile(r"\+[0-9][0-9 ().-]{6,20}[0-9]")


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken rule at one place of one event.

    `rule` is a stable dotted code ("envelope.time.naive"), `pointer` an RFC 6901 JSON Pointer into the event ("" is the
    whole event). Messages never quote values of identity and contact fields.
    """

    level: Level
    rule: str
    pointer: str
    message: str

    def as_dict(self) -> dict[str, str]:
        """Return the four fields as a plain dictionary, ready for JSON."""
        return {"level": self.level, "rule": self.rule, "pointer": self.pointer, "message": self.message}

    def __str__(self) -> str:
        """One line for a terminal."""
        return f"{self.level} {self.rule} at {self.pointer or '(the event)'}: {self.message}"


def error(rule: str, pointer: str, message: str) -> Finding:
    """Return a finding that refuses the event."""
    return Finding("error", rule, pointer, message)


def warning(rule: str, pointer: str, message: str) -> Finding:
    """Return a finding that the producer should look at; the event is accepted."""
    return Finding("warning", rule, pointer, message)


def info(rule: str, pointer: str, message: str) -> Finding:
    """Return a finding that only explains what happened."""
    return Finding("info", rule, pointer, message)


def is_rejected(findings: Iterable[Finding]) -> bool:
    """Tell whether any finding refuses the event."""
    return any(finding.level == "error" for finding in findings)


def pointer(path: Sequence[str | int]) -> str:
    """Return the RFC 6901 JSON Pointer of a path; contact data used as a member name is masked."""
    return "".join(f"/{mask(str(part)).replace('~', '~0').replace('/', '~1')}" for part in path)


def mask(text: str) -> str:
    """Return the text with e-mail addresses and international phone numbers blanked out."""
    if "@" in text:
        text = _EMAIL.sub("[redacted:email]", text)
    if "+" in text:
        text = _PHONE.sub("[redacted:phone]", text)
    return text


def quote(value: object) -> str:
    """Return a value as short JSON for a message, contact data masked, at most 80 characters."""
    if isinstance(value, str):
        value = mask(value[: QUOTED_CHARACTERS * 2])
    elif isinstance(value, dict):
        return "an object"
    elif isinstance(value, list):
        return "an array"
    text = json.dumps(value, default=str)
    return text if len(text) <= QUOTED_CHARACTERS else text[: QUOTED_CHARACTERS - 4] + '..."'
