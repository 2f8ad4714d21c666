"""A type of one's own, with our shapes in it, through SDK and collector: the same schema judges in both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.collectors import Collector, order
from touchline.errors import EventError
from touchline.testing import RecordingClient

SOLD = "com.acme.market.stall_sold.v1"
SCHEMA = {
    "x-touchline-type": SOLD,
    "type": "object",
    "required": ["price"],
    "properties": {"price": {"$ref": "urn:touchline:shape:money", "x-touchline-class": "operational"}},
}
GOOD = {"price": {"amount": "4.50", "currency": "EUR"}}
WRONG = {"price": {"amount": 4.5, "currency": "EUR"}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the one schema."""
    made = tmp_path / "touchpoints"
    made.mkdir()
    (made / "sold.json").write_text(json.dumps(SCHEMA))
    return made


def test_a_strict_client_checks_types_of_a_folder(folder: Path) -> None:
    """A wrong event raises where it is tracked; a folder that cannot be used, where it is named."""
    with RecordingClient(schemas=folder, channel="store") as client:
        assert client.track(SOLD, GOOD)
        with pytest.raises(EventError, match=r"money\.amount"):
            client.track(SOLD, WRONG)
    with pytest.raises(ValueError, match="no-such-folder"):
        RecordingClient(schemas="no-such-folder")


def test_a_collector_checks_types_of_a_folder(folder: Path, tmp_path: Path) -> None:
    """The same finding at the same place, and the good event is accepted without one."""
    config = tmp_path / "collector.toml"
    config.write_text(f'[schemas]\ndir = "{folder}"\n')
    with Collector(tmp_path, "--config", str(config)) as collector:
        events = [order(type=SOLD, dataschema=None, data={"channel": "store"} | data) for data in (GOOD, WRONG)]
        answer = collector.post(events).json()
    assert answer["accepted"] == 1
    (refused,) = answer["results"]
    assert [(each["rule"], each["pointer"]) for each in refused["findings"]] == [("money.amount", "/data/price/amount")]
