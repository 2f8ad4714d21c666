"""The pages name what there is."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from touchline.cli import VERBS
from touchline.context import GROUPS
from touchline.options import Options
from touchline.report import Stats

ROOT = Path(__file__).resolve().parents[2]
PAGES = {page.name: page.read_text() for page in (ROOT / "docs/sdk").glob("*.md")}
SOURCES = [path.read_text() for path in (ROOT / "sdk/touchline").rglob("*.py")]


def missing(names: set[str], page: str) -> set[str]:
    return {name for name in names if f"`{name}`" not in PAGES[page]}


def test_every_option_is_described() -> None:
    """Options of both clients, in one table."""
    assert not missing(set(Options.__annotations__) | {"source", "verify", "cert", "proxies", "tls"}, "README.md")


def test_every_group_is_named() -> None:
    """What a context may hold."""
    assert not missing(set(GROUPS), "README.md")


def test_every_count_is_explained() -> None:
    """What stats() returns."""
    assert not missing({field.name for field in fields(Stats)}, "delivery.md")


def test_every_reason_is_listed() -> None:
    """What on_error may say, as the code says it."""
    told = {reason for text in SOURCES for reason in re.findall(r'(?:tell|_told|_lost)\(\s*"([a-z_.]+)"', text)}
    assert {"outbox.full", "dropped.expired"} <= told
    assert not missing(told, "hosts.md")


def test_every_verb_is_shown() -> None:
    """The command's verbs."""
    assert not [verb for verb in VERBS if f"touchline {verb}" not in PAGES["testing.md"]]


@pytest.mark.parametrize("page", sorted(PAGES))
def test_links_lead_somewhere(page: str) -> None:
    """No dead link between pages."""
    links = re.findall(r"\]\(([^)#:]+)\)", PAGES[page])
    assert [link for link in links if not (ROOT / "docs/sdk" / link).exists()] == []


def test_every_page_is_in_the_index() -> None:
    """The README lists its neighbours."""
    assert [page for page in PAGES if page != "README.md" and f"({page})" not in PAGES["README.md"]] == []
