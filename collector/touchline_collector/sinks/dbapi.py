"""What errors of Python's database drivers mean, by the class names of PEP 249 and, failing those, by words.

For sinks that reach a database through a library which knows many drivers, of which none may be imported here.
"""

from __future__ import annotations

# Drivers call a wrong password an operational error, as they call a server that is away; only the words differ.
TURNED_AWAY = (
    "password",
    "authentication",
    "denied",
    "does not exist",
    "doesn't exist",
    "unknown database",
    "login failed",
    "not authorized",
    "no such table",
    "readonly",
    "read-only",
    "unable to open",
    "cannot open",
    "not a database",
    "not a valid",
    "certificate verify failed",
)
# https://peps.python.org/pep-0249/#exceptions
ABOUT_ROWS = frozenset({"IntegrityError", "DataError"})
ABOUT_STATEMENTS = frozenset({"ProgrammingError", "NotSupportedError"})
LONGEST = 300


def about_rows(error: BaseException) -> bool:
    """Whether the rows are to blame: a constraint, a value out of range."""
    return bool(_names(error) & ABOUT_ROWS)


def turns_away(error: BaseException) -> bool:
    """Whether a person has to act: password, rights, a missing table or one of another shape."""
    return bool(_names(error) & ABOUT_STATEMENTS) or says_no(str(error))


def says_no(text: str) -> bool:
    """Whether a server's words turn us away."""
    return any(word in text.lower() for word in TURNED_AWAY)


def in_one_line(error: BaseException) -> str:
    """The driver's first line; further ones may quote the row or the settings."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[0] if lines else type(error).__name__)[:LONGEST]


def _names(error: BaseException) -> set[str]:
    return {kind.__name__ for kind in type(error).__mro__}
