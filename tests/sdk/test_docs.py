"""The pages name what there is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from touchline import Client, LineItem, Money, events
from touchline.ambient import GROUPS
from touchline.cli import VERBS, main
from touchline.options import Options
from touchline.report import Stats
from touchline.testing import LocalCollector, RecordingClient

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


def blocks(page: str, language: str) -> list[str]:
    """The fenced blocks of one language."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", PAGES[page], re.MULTILINE | re.DOTALL)
    return [text for kind, text in found if kind == language]


def commands() -> list[tuple[str, str]]:
    """Every command of ours in a block of a page, alternatives written out."""
    lines = [(page, line) for page in PAGES for block in blocks(page, "") for line in block.splitlines()]
    ours = [(page, line.partition("#")[0].strip()) for page, line in lines if line.startswith("touchline ")]
    return [
        (page, line.replace("stat|flush|export", verb))
        for page, line in ours
        for verb in (("stat", "flush", "export") if "|" in line else ("",))
    ]


def test_there_are_commands_to_run() -> None:
    """The search finds what the pages show."""
    assert {line.split()[1] for _, line in commands()} == set(VERBS)


@pytest.mark.parametrize(("page", "line"), [item for item in commands() if item[1].split()[1] != "tail"])
def test_a_command_of_the_pages_does_what_it_says(page: str, line: str, tmp_path: Path) -> None:
    """As printed, with an address, a folder and a file that exist: exit 0. `tail` has a test of its own."""
    with LocalCollector() as collector:
        waiting = Client("http://127.0.0.1:9", source="//s", outbox=tmp_path / "outbox", exit_timeout=0.0)
        waiting.track("com.acme.x.v1")
        waiting.close()
        event = {"specversion": "1.0", "id": "e-1", "source": "//s", "type": "com.acme.x.v1", "data": {}}
        (tmp_path / "events.ndjson").write_text(json.dumps({**event, "time": "2026-11-20T10:00:00Z"}) + "\n")
        line = re.sub(r"https?://\S+", collector.url, line)
        line = re.sub(r"FOLDER|/var/lib/shop/outbox", str(tmp_path / "outbox"), line)
        words = line.replace("events.ndjson", str(tmp_path / "events.ndjson")).split()[1:]
        if "flush" in words and "--url" not in words:
            words += ["--url", collector.url]
        assert main(words) == 0, page
        assert len(collector.accepted) == ("send" in words or "flush" in words)


def run_page(page: str, address: str, folder: Path, **names: Any) -> dict[str, Any]:
    """Run the Python of a page from top to bottom, with an address and a folder that exist."""
    space: dict[str, Any] = dict(names)
    for block in blocks(page, "python"):
        text = block.replace("https://collect.example.com", address).replace("/var/lib/shop/outbox", str(folder))
        exec(compile(text, page, "exec"), space)  # noqa: S102  # what users paste
    return space


def test_the_programs_of_the_readme_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first program delivers two events; the gates below it make a client."""
    with LocalCollector() as collector:
        space = run_page("README.md", collector.url, tmp_path)
        space["tl"].close()
        assert len(collector.accepted) == 2
    assert capsys.readouterr().out == "2 0 ()\n"


def test_the_test_of_the_page_about_tests_passes(touchline_recorder: RecordingClient, tmp_path: Path) -> None:
    """With a checkout that tracks; it fails without."""

    def checkout(tl: RecordingClient) -> None:
        items = [LineItem(product_id="P-1", quantity="1")]
        tl.track(events.OrderPlaced(channel="web", order_id="O-1", total=Money("19.99", "EUR"), items=items))

    page = run_page("testing.md", "", tmp_path, checkout=checkout)
    test: Callable[[RecordingClient], None] = page["test_checkout"]
    test(touchline_recorder)
    page["tl"].track(events.PageViewed(channel="web", page={"url": "https://shop.example.com/"}))
    assert page["tl"].close(10)
    assert len(page["collector"].accepted) == 1
    space = run_page("testing.md", "", tmp_path, checkout=lambda _: None)
    space["tl"].close()
    idle = space["test_checkout"]
    with pytest.raises(AssertionError, match="found 0"), RecordingClient() as recorder:
        idle(recorder)
