"""The kit as it ships: every rule, every vector, and the digest that a report names."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Any

from touchline_spec.jsontext import dumps, loads

LEVELS = range(5)
# The id of every vector's base event.
BASE_ID = b"0193f1c5-9d1e-7c3a-8a51-0c1f3f1b2a77"
# The places where a vector's own id is what it is about.
OWN_ID = ("envelope.id/",)
TRANSPORT = 4


@dataclass(frozen=True, slots=True)
class Rule:
    """One numbered demand. `severity` is error or warning, `codes` the codes of findings that report a breach."""

    id: str
    level: int
    severity: str
    roles: tuple[str, ...]
    codes: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """One input with the verdict it must get. `findings` are (code, pointer) that must be among what is found."""

    id: str
    rule: str
    level: int
    description: str
    mode: str
    now: str
    raw: bytes
    expect: str
    findings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request to a collector, and what it must answer."""

    id: str
    rule: str
    description: str
    request: Mapping[str, Any]
    expect: Mapping[str, Any]

    @property
    def level(self) -> int:
        """Exchanges are the level of transport."""
        return TRANSPORT


@dataclass(frozen=True, slots=True)
class Kit:
    """Everything that is checked. `digest` changes with any rule or vector."""

    rules: tuple[Rule, ...]
    cases: tuple[Case, ...]
    exchanges: tuple[Exchange, ...]
    digest: str


def folder() -> Path:
    """Return where the kit lies: inside the installed package, or beside it in a working copy."""
    package = Path(__file__).parents[1]
    installed = package / "conformance_kit"
    return installed if installed.is_dir() else package.parent / "conformance"


@cache
def load() -> Kit:
    """Return the shipped kit."""
    home = folder()
    rules = loads((home / "rules.json").read_bytes())["rules"]
    files = sorted((home / "vectors").rglob("*.json"))
    # Vectors of codecs have a form of their own, told in each file; those with an area are events and exchanges.
    documents = [document for path in files if "area" in (document := loads(path.read_bytes()))]
    return Kit(
        rules=tuple(_rule(entry) for entry in rules),
        cases=tuple(case for document in documents for case in _cases(document)),
        exchanges=tuple(exchange for document in documents for exchange in _exchanges(document)),
        digest=digest(home),
    )


def with_fresh_id(case: Case) -> bytes:
    """Return a case's event under an id that nobody has seen: who keeps ids apart would take it for a duplicate."""
    if case.id.startswith(OWN_ID):
        return case.raw
    return case.raw.replace(BASE_ID, b64encode(token_hex(12).encode()))


def digest(home: Path) -> str:
    """Return SHA-256 over the name and the content of every file of the kit, in the order of their names."""
    made = sha256()
    for path in (home / "rules.json", *sorted((home / "vectors").rglob("*.json"))):
        made.update(path.relative_to(home).as_posix().encode() + b"\x00")
        made.update(sha256(path.read_bytes()).digest())
    return f"sha256:{made.hexdigest()}"


def _rule(entry: Mapping[str, Any]) -> Rule:
    return Rule(
        entry["id"], entry["level"], entry["severity"], tuple(entry["roles"]), tuple(entry["codes"]), entry["text"]
    )


def _cases(document: Mapping[str, Any]) -> Iterator[Case]:
    for entry in document["cases"]:
        if "input" in entry or "input_base64" in entry:
            raw = b64decode(entry["input_base64"]) if "input_base64" in entry else dumps(entry["input"])
            found = tuple((finding["rule"], finding["pointer"]) for finding in entry.get("findings", ()))
            yield Case(
                entry["id"],
                entry["rule"],
                document["level"],
                entry["description"],
                entry["mode"],
                entry["now"],
                raw,
                entry["expect"],
                found,
            )


def _exchanges(document: Mapping[str, Any]) -> Iterator[Exchange]:
    for entry in document["cases"]:
        if "request" in entry:
            yield Exchange(entry["id"], entry["rule"], entry["description"], entry["request"], entry["expect"])
