"""What the pages of the specification say is so."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from touchline_spec import contacts, junk, sums
from touchline_spec.cli import VERBS
from touchline_spec.conformance import kit

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*sorted((ROOT / "docs/spec").glob("*.md")), ROOT / "docs/spec/mappings/README.md"]
DOCUMENT = (ROOT / "spec/README.md").read_text()


def test_every_must_is_a_numbered_rule() -> None:
    """Outside the rules and the words of RFC 2119 themselves nothing is demanded."""
    for paragraph in DOCUMENT.split("\n\n"):
        for line in paragraph.splitlines():
            if re.search(r"\b(MUST|SHOULD)\b", line) and not line.startswith("- **R"):
                assert "RFC 2119" in paragraph or "numbered rule" in paragraph, line


def test_every_rule_stands_in_the_document_once() -> None:
    written = re.findall(r"- \*\*R(\d+)\*\* `([a-z0-9_.]+)`", DOCUMENT)
    assert sorted(rule for _, rule in written) == sorted(rule.id for rule in kit.load().rules)
    assert len({number for number, _ in written}) == len(written)


def test_every_verb_and_option_is_documented() -> None:
    pages = "".join(page.read_text() for page in PAGES)
    for verb in VERBS:
        arguments = [verb, "run", "--help"] if verb == "conformance" else [verb, "--help"]
        command = [sys.executable, "-m", "touchline_spec.cli", *arguments]
        said = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | {"COLUMNS": "300"})
        assert f"touchline-spec {verb}" in pages
        for option in set(re.findall(r"(--[a-z]+)", said.stdout)) - {"--help"}:
            assert option in pages, f"{verb} {option}"


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "```python" in page.read_text()], ids=lambda page: page.stem
)
def test_the_programs_of_a_page_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other, in one namespace, as a reader would try them."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "touchpoints").mkdir()
    names: dict[str, Any] = {}
    for program in re.findall(r"```python\n(.*?)```", page.read_text(), re.DOTALL):
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(program, str(page), "exec"), names)  # noqa: S102 - our own pages
    assert names


@pytest.mark.parametrize("page", [*PAGES, *sorted((ROOT / "spec").glob("*.md"))], ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text()):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_the_document_names_every_word_that_a_rule_looks_for() -> None:
    """Who writes a validator from the text alone knows the same placeholders, names and currencies."""
    section = DOCUMENT.partition("### 4.1")[2].partition("**Privacy classes**")[0]
    written = set(re.findall(r"`([^`]+)`", section))
    for words in (junk.WORDS, contacts._EMAIL_WORDS, contacts._PHONE_WORDS):
        assert words <= written, words - written
    for words in (contacts._ABOUT_WORDS, contacts._CARRIER_WORDS):
        assert words <= written, words - written
    assert set(sums.EXPONENTS) == set(re.findall(r"\b[A-Z]{3}\b", section))
    assert set(junk._NOTHING) - {" "} <= written


def test_the_event_of_the_document_is_valid() -> None:
    from touchline_spec import validate  # noqa: PLC0415 - beside what it checks

    for block in re.findall(r"```json\n(.*?)```", DOCUMENT, re.DOTALL):
        assert not validate(json.loads(block), mode="strict")
