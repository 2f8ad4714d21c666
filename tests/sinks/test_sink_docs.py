"""The pages about sinks say what the code does."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from pathlib import Path

import pytest

from touchline_collector.forward.ledger import State
from touchline_collector.sinks import registry
from touchline_collector.sinks.config import Shared, parse

DOCS = Path(__file__).resolve().parents[2] / "docs/sinks"
PAGES = sorted(path for path in DOCS.glob("*.md") if path.stem not in ("README", "performance"))
SECRETS = {"WEBHOOK_SECRET": "whsec_" + "A" * 40}
SCHEMES = {"postgres": "postgresql", "rabbitmq": "amqp", "sqlalchemy": "sqlite"}


def tables(page: Path) -> list[dict[str, object]]:
    """The `[[sinks]]` tables that a page shows."""
    blocks = re.findall(r"```toml\n(.*?)```", page.read_text(), re.DOTALL)
    found = [table for block in blocks for table in tomllib.loads(block).get("sinks", [])]

    return [{name: filled(value, str(table["kind"])) for name, value in table.items()} for table in found]


def filled(value: object, kind: str) -> object:
    """The value with its `${NAMES}` replaced by what such a name would hold."""
    if isinstance(value, list):
        return [filled(item, kind) for item in value]
    if not isinstance(value, str):
        return value
    url = f"{SCHEMES.get(kind, kind)}://user:password@host/name"
    return re.sub(r"\$\{(\w+)\}", lambda m: SECRETS.get(m[1], url if m[1].endswith("_URL") else "x"), value)


@pytest.mark.parametrize("kind", registry.KINDS)
def test_every_kind_has_its_page_with_every_setting(kind: str) -> None:
    """A setting nobody can find does not exist."""
    text = (DOCS / f"{kind}.md").read_text()
    options = registry.load(kind).Options
    missing = [field.name for field in dataclasses.fields(options) if not re.search(rf"\b{field.name}\b", text)]
    assert not missing
    assert f'kind = "{kind}"' in text
    assert "at least once" in text.lower() or "exactly once" in text.lower() or "dedup" in text.lower()


@pytest.mark.parametrize("page", [*PAGES, DOCS / "README.md"], ids=lambda page: page.stem)
def test_the_examples_are_configurations(page: Path) -> None:
    """Each parses as it stands, names of the environment filled in."""
    for table in tables(page):
        parse(table)


def test_the_first_page_lists_every_kind() -> None:
    """With a link to its page."""
    text = (DOCS / "README.md").read_text()
    assert not [kind for kind in registry.KINDS if f"[`{kind}`]({kind}.md)" not in text]


def test_what_all_kinds_share_is_on_the_first_page() -> None:
    """Settings, states and guarantees."""
    text = (DOCS / "README.md").read_text()
    names = [{"origin": "from"}.get(f.name, f.name) for f in dataclasses.fields(Shared)]
    assert not [name for name in [*names, *State] if f"`{name}`" not in text and f"\n{name} = " not in text]
