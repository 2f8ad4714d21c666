"""What the page claims of each sink is what the tests show, cell by cell."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from support.sink_matrix import AWAY, COLUMNS, KILLED, POISON, REFUSED, ROWS, rendered
from touchline_collector.sinks import registry

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs/sinks/README.md"
# Every test of the behaviour suite that a cell stands for.
CLAIMS = re.compile(rf"::Test\w+::({KILLED}|{AWAY}|{POISON}|{REFUSED}\[.*)$")
# What is turned away besides: settings and places whose row has a better example.
BESIDES = re.compile(
    r"test_kafka.*\[setting\]|test_nats.*\[credentials\]|test_mqtt.*\[certificates\]|test_dlt.*TestOn(Files|Duckdb)|WithoutWords"
)


@pytest.fixture(scope="module")
def collected() -> set[str]:
    """The tests of this folder, by file, class and name, as pytest finds them."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", str(HERE)]
    found = subprocess.run(command, capture_output=True, text=True, timeout=50, check=False)
    assert found.returncode == 0, found.stdout[-2000:]
    return {line.partition("tests/sinks/")[2] for line in found.stdout.splitlines() if "::" in line}


def test_the_page_shows_the_table() -> None:
    """Word for word. It is made by `rendered()`; put its output into the page."""
    text = PAGE.read_text()
    begin = text.index("| kind | killed")
    assert text[begin : text.index("\n\n", begin) + 1] == rendered()


def test_every_kind_has_a_row_and_every_row_each_column() -> None:
    """So that nothing is left out unsaid."""
    assert {re.findall(r"`(\w+)`", kind)[0] for kind in ROWS} == set(registry.KINDS)
    assert {len(cells) for cells in ROWS.values()} == {len(COLUMNS)}


def test_a_cell_without_a_test_gives_its_reason() -> None:
    """And one with tests claims something."""
    cells = [cell for row in ROWS.values() for cell in row]
    assert not [cell for cell in cells if bool(cell.tests) == bool(re.fullmatch(r"- \(.+\)", cell.text))]


def test_every_test_that_a_cell_names_is_collected(collected: set[str]) -> None:
    """A test that was renamed or taken away takes its claim with it."""
    named = {test for row in ROWS.values() for cell in row for test in cell.tests}
    assert not named - collected


def test_every_proof_of_the_behaviour_suite_stands_behind_a_cell(collected: set[str]) -> None:
    """A kind, a store or a refusal added to the suite is claimed on the page."""
    named = {test for row in ROWS.values() for cell in row for test in cell.tests}
    proofs = {test for test in collected if CLAIMS.search(test) and not BESIDES.search(test)}
    assert proofs
    assert not proofs - named
