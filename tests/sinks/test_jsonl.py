"""The jsonl sink, read as anybody would read its files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from support.sink_suite import Batch, Harness, Outage, OutageSuite, Refusal, make_batch, make_event, new_sink
from support.small_disk import clear, fill, small_disk
from touchline_collector.forward.forwarding import probe
from touchline_collector.sinks.base import OK
from touchline_collector.sinks.config import parse


class JsonlHarness(Harness):
    once = "token"
    erases = True

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.path = folder / "out"

    def table(self, **changes: Any) -> dict[str, Any]:
        return {"name": "files", "kind": "jsonl", "path": str(self.path), **changes}

    def stored(self) -> list[dict[str, Any]]:
        files = sorted(self.path.glob("events-*.jsonl*"))
        return [json.loads(line) for file in files for line in file.read_bytes().splitlines()]

    def complete(self) -> list[Path]:
        return sorted(self.path.glob("*.jsonl"))

    def refusals(self) -> dict[str, Refusal]:
        file = self.folder / "file"
        file.touch()
        odd = self.folder / "odd"
        odd.mkdir()
        (odd / ".events.state").write_text("[]")
        return {
            "folder": Refusal("file", self.table(path=str(file))),
            "state": Refusal("no state of ours", self.table(path=str(odd))),
        }

    @contextmanager
    def outage(self) -> Iterator[Outage]:
        """A disk that somebody fills, and clears."""
        with small_disk(self.folder / "disk", "4m") as disk:
            self.path = disk / "out"
            yield Outage(self.table(), lambda: fill(disk), lambda: clear(disk))
            shutil.copytree(self.path, self.folder / "kept")
        self.path = self.folder / "kept"


@pytest.fixture
def harness(tmp_path: Path) -> JsonlHarness:
    return JsonlHarness(tmp_path)


class TestJsonl(OutageSuite):
    """The behaviour suite."""

    turned_away = ("folder", "state")


def test_a_full_file_gets_its_name_whole(harness: JsonlHarness) -> None:
    """Collectors of *.jsonl never see a file that still grows."""
    sink = new_sink(harness.table(rotate_bytes=2000))
    sink.open()
    for number in range(1, 20):
        sink.write(make_batch(number, number))
    sink.close()
    before = {file: file.read_bytes() for file in harness.complete()}
    assert len(before) >= 2
    assert all(content.endswith(b"}\n") for content in before.values())
    assert len(list(harness.path.glob("*.part"))) == 1
    assert [e["id"] for e in harness.stored()] == [f"e-{n}" for n in range(1, 20)]


def test_an_old_file_is_completed(harness: JsonlHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    """By age, when the next batch comes."""
    now = [1_000_000.0]
    monkeypatch.setattr("touchline_collector.sinks.jsonl.time.time", lambda: now[0])
    sink = new_sink(harness.table(rotate_seconds=60))
    sink.open()
    sink.write(make_batch(1, 1))
    now[0] += 61
    sink.write(make_batch(2, 2))
    sink.close()
    assert len(harness.complete()) == 1


def test_what_was_never_confirmed_is_cut_off(harness: JsonlHarness) -> None:
    """A torn line at the end, as a power cut leaves it, is gone before the batch comes again."""
    sink = new_sink(harness.table())
    sink.open()
    sink.write(make_batch(1, 3))
    sink.close()
    (part,) = harness.path.glob("*.part")
    with part.open("ab") as file:
        file.write(make_event(4).body + b'\n{"torn')
    sink.open()
    assert set(sink.write(make_batch(4, 5))) == {OK}
    sink.close()
    assert [e["id"] for e in harness.stored()] == [f"e-{n}" for n in range(1, 6)]


def test_check_changes_nothing_beside_a_running_collector(harness: JsonlHarness) -> None:
    """Not even what it has not confirmed yet: it may be about to."""
    sink = new_sink(harness.table())
    sink.open()
    sink.write(make_batch(1, 3))
    (part,) = harness.path.glob("*.part")
    with part.open("ab") as file:
        file.write(b'{"being": "written"}')
    before = {path.name: path.read_bytes() for path in harness.path.iterdir()}
    assert probe(parse(harness.table())) is None
    assert {path.name: path.read_bytes() for path in harness.path.iterdir()} == before
    sink.close()


def test_an_event_with_line_breaks_stays_one_line(harness: JsonlHarness) -> None:
    """Received bytes may be pretty-printed."""
    event = make_event(1)
    event.body = json.dumps(json.loads(event.body), indent=2).encode()
    sink = new_sink(harness.table())
    sink.open()
    sink.write(Batch("t", (event,)))
    sink.close()
    assert len(harness.stored()) == 1


def test_a_file_that_somebody_took_away_is_begun_anew(harness: JsonlHarness) -> None:
    """The sink goes on; what was taken is theirs."""
    sink = new_sink(harness.table())
    sink.open()
    sink.write(make_batch(1, 1))
    sink.close()
    next(harness.path.glob("*.part")).unlink()
    sink.open()
    sink.write(make_batch(2, 2))
    sink.close()
    assert [e["id"] for e in harness.stored()] == ["e-2"]
