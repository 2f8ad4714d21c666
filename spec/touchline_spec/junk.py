"""Identifiers that identify nobody: what producers send when they had none."""

from __future__ import annotations

from typing import Final

# The block lists of the field, and what languages print for "nothing".
WORDS: Final = frozenset(
    {"null", "nil", "none", "undefined", "nan", "n/a", "na", "anonymous", "guest", "unknown", "unset", "not set"}
    | {"(not set)", "(null)", "[object object]", "true", "false", "void", "empty", "id", "user", "userid", "user_id"}
    | {"test", "example", "default", "-1", "your_user_id", "{{userid}}"}
)
LONGEST: Final = max(map(len, WORDS))
# "00000000-0000-0000-0000-000000000000", "----", "0", "": rows of nothing.
_NOTHING = "0-_ .:x"


def is_junk(value: str) -> bool:
    """Tell whether an identifier's value stands for nobody: a placeholder word, or zeros and dashes only."""
    return not value.strip(_NOTHING) or (len(value) <= LONGEST and value.strip().lower() in WORDS)
