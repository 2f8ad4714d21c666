"""What is raised where members do not fit their shape."""

from __future__ import annotations

from touchline_spec.findings import Finding


class ModelError(ValueError):
    """Members do not fit their shape; `findings` holds every reason with its place."""

    def __init__(self, name: str, findings: list[Finding]) -> None:
        """`name`: the shape's or the event type's."""
        super().__init__("; ".join(f"{name}{_place(each.pointer)}: {each.message}" for each in findings))
        self.name = name
        self.findings = findings

    def __reduce__(self) -> tuple[type[ModelError], tuple[str, list[Finding]]]:
        """Travel between processes, as a task's failure does."""
        return type(self), (self.name, self.findings)


def _place(where: str) -> str:
    """Return a pointer as Python would write the way: ".items[0].price"."""
    parts = (part.replace("~1", "/").replace("~0", "~") for part in where.removeprefix("/data").split("/")[1:])
    return "".join(f"[{part}]" if part.isdigit() else f".{part}" for part in parts)
