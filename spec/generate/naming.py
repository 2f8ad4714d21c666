"""How the registry's names are written in Python."""

from __future__ import annotations

WIDTH = 120
# Scalar types that Python may say in a form of its own, with the validator that turns it into text.
SPOKEN = {"timestamp": "MOMENT", "date": "DAY", "decimal": "DECIMAL", "amount": "DECIMAL"}


def camel(name: str) -> str:
    """Return a class's name: "order.placed" -> "OrderPlaced"."""
    return "".join(part[:1].upper() + part[1:] for part in name.replace(".", "_").split("_"))
