"""The documentation hangs together: every page is reachable, every link leads somewhere, every target is told."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s#]+)(#[^)\s]*)?\)")
START = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")


def pages() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.md"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    names = listed.stdout.split() or [str(each.relative_to(ROOT)) for each in ROOT.glob("docs/**/*.md")]
    return [ROOT / name for name in sorted({*names, *START}) if (ROOT / name).exists()]


def links(page: Path) -> list[str]:
    """The relative links of a page, without those in code."""
    text = re.sub(r"^```.*?^```$|`[^`\n]*`", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)
    return [found for found, _ in LINK.findall(text) if not re.match(r"[a-z]+:", found)]


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    """A link to a file of ours finds the file."""
    assert [link for link in links(page) if not (page.parent / link).exists()] == []


def test_every_page_is_reachable_from_the_readme() -> None:
    """Nothing in docs/ is known only to whoever wrote it."""
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop().resolve()
        if page.is_dir():
            page /= "README.md"
        if page in reached or page.suffix != ".md" or not page.exists():
            continue
        reached.add(page)
        waiting += [page.parent / link for link in links(page)]
    lost = [page for page in pages() if page.is_relative_to(ROOT / "docs") and page.resolve() not in reached]
    assert [str(page.relative_to(ROOT)) for page in lost] == [], (
        "link them from docs/README.md, or from a page that it links"
    )


def test_every_make_target_of_the_pages_exists() -> None:
    """`make something` in the pages is a target."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    told = {name for page in pages() for name in re.findall(r"`make ([a-z-]+)[` ]", page.read_text())}
    assert told <= targets
