"""What the door does not let in without a grant: told, counted, and nowhere kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from support import registry_source
from support.collectors import Collector, order, until
from support.members import key, seen, token

CONFIG = '[consent]\nrequire = ["advertising"]\n'


@pytest.fixture(params=["0", "1"])
def collector(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Collector]:
    """With the door in the main process, and in one of its own."""
    (tmp_path / "c.toml").write_text(CONFIG)
    flags = ("--config", str(tmp_path / "c.toml"), "--intake-processes", request.param)
    with Collector(tmp_path, *flags) as running:
        yield running


def consenting(state: str | None, **attributes: Any) -> dict[str, Any]:
    event = order(**attributes)
    event["data"]["consent"]["purposes"] = {} if state is None else {"advertising": state}
    return event


def of_type(name: str) -> dict[str, Any]:
    """The example of a type, with a denial in it where it states its consent."""
    known = registry_source.event(name)
    data = (
        {**known.example, "consent": {"purposes": {"advertising": "denied"}}}
        if known.subject != "consent"
        else known.example
    )
    return order(type=known.type, dataschema=f"urn:touchline:schema:{name}:{known.version}", data=data)


def test_only_a_count_stays(collector: Collector) -> None:
    """Every purpose named must be granted; of the others neither log nor rejects hold anything, nor any file."""
    states = ["granted", "not_required", "denied", "unknown", None]
    sent = [consenting(state, subject=f"marker-{state}") for state in states]
    answer = collector.post(sent).json()
    assert answer["accepted"] == 2
    told = [(r["index"], r["status"], r["findings"][0]["rule"]) for r in answer["results"]]
    assert told == [(index, "suppressed", "consent.missing") for index in (2, 3, 4)]
    books = collector.metrics()
    assert books['touchline_events_total{verdict="suppressed"}'] == 3
    assert (books["touchline_log_head"], books["touchline_log_rejects"]) == (2, 0)
    assert collector.stop() == 0
    rest = b"".join(path.read_bytes() for path in collector.data.rglob("*") if path.is_file())
    assert not [state for state in ("denied", "unknown", "None") if f"marker-{state}".encode() in rest]


def test_who_grants_later_is_no_duplicate(collector: Collector) -> None:
    """Consent is asked before dedup, which remembers nothing of what was not kept; nor of what was rejected."""
    for before, status in ((consenting(None, id_="e-1"), "suppressed"), (order("e-2", time="nonsense"), "rejected")):
        assert collector.post(before).json()["results"][0]["status"] == status
    assert collector.post([consenting("granted", id_=id_) for id_ in ("e-1", "e-2")]).json()["accepted"] == 2


@pytest.mark.parametrize("name", ["consent.updated", "identity.unlinked", "identity.erasure_requested"])
def test_the_end_of_a_grant_is_let_in(collector: Collector, name: str) -> None:
    """Whatever it says of consent itself; other events of an identity are not."""
    assert collector.post(of_type(name)).json()["accepted"] == 1
    assert collector.post(of_type("identity.linked")).json()["results"][0]["status"] == "suppressed"


def test_every_verdict_is_in_the_books(collector: Collector) -> None:
    """Sent is their sum."""
    twice = consenting("granted")
    batch = [twice, twice, consenting(None), order(time="nonsense"), consenting("granted")]
    for _ in range(2):
        collector.post(batch)
    books = collector.metrics()
    found = {v: books[f'touchline_events_total{{verdict="{v}"}}'] for v in VERDICTS}
    assert found == {"accepted": 2, "duplicate": 4, "rejected": 2, "suppressed": 2, "retry": 0}
    assert sum(found.values()) == 2 * len(batch)


VERDICTS = ("accepted", "duplicate", "rejected", "suppressed", "retry")


def members(folder: Path, count: int) -> Path:
    file = folder / "members.json"
    rows = [{"loyalty": f"L-{n}", "key": key(str(n)).hex()} for n in range(count)]
    file.write_text(json.dumps({"programme": "club", "members": rows}))
    return file


def visit(name: str, at: datetime) -> dict[str, Any]:
    """What a box tells of a phone; without any consent of its own."""
    schema = "urn:touchline:schema:visit.started:1.0"
    return seen(token(name, at), at=at) | {"datacontenttype": "application/json", "dataschema": schema}


@pytest.mark.parametrize("processes", ["0", "1"])
def test_tokens_are_resolved_before_consent_is_asked(tmp_path: Path, processes: str) -> None:
    """The member gave it when the key was registered."""
    (tmp_path / "c.toml").write_text('[consent]\nrequire = ["presence"]\n')
    flags = ("--config", str(tmp_path / "c.toml"), "--intake-processes", processes)
    with Collector(tmp_path, *flags, "--members", str(members(tmp_path, 2))) as collector:
        now = datetime.now(UTC)
        assert collector.post(visit("1", now)).json()["accepted"] == 1
        (result,) = collector.post(order()).json()["results"]
        assert (result["status"], result["findings"][0]["rule"]) == ("suppressed", "consent.missing")


@pytest.mark.parametrize("processes", ["0", "1"])
def test_while_tokens_are_derived_the_sender_is_told_to_come_back(tmp_path: Path, processes: str) -> None:
    """`retry` for these events alone; nothing of them is kept, and the next attempt is accepted."""
    flags = ("--intake-processes", processes, "--members", str(members(tmp_path, 2_001)))
    with Collector(tmp_path, *flags) as collector:
        late = visit("1999", datetime.now(UTC) - timedelta(days=2))
        answer = collector.post([late, order()])
        assert (answer.status_code, answer.json()["accepted"]) == (202, 1)
        (result,) = answer.json()["results"]
        assert (result["index"], result["status"], result["findings"][0]["rule"]) == (0, "retry", "presence.not_ready")
        assert collector.metrics()["touchline_log_head"] == 1
        until(lambda: collector.post(late).json()["accepted"] == 1)
        assert collector.metrics()['touchline_events_total{verdict="retry"}'] >= 1
