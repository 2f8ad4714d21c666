"""Hand-off references in the log: issued once, redeemed once, expired, forgotten; only their hashes rest."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from touchline_collector.config import Config
from touchline_collector.core import Core, Maintenance
from touchline_collector.eventlog import EventLog, handoffs
from touchline_collector.eventlog.handoffs import Fate
from touchline_collector.folder import Folder
from touchline_collector.intake import handoff
from touchline_collector.intake.gate import Gate
from touchline_collector.intake.judge import Judge
from touchline_collector.intake.keys import Keyring
from touchline_collector.intake.request import Request
from touchline_collector.intake.rules import Rules
from touchline_spec import Validator

DEADLINE = 20
REFERENCE = "0123456789"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[EventLog]:
    with EventLog.open(tmp_path) as opened:
        yield opened


def issue(log: EventLog, reference: str = REFERENCE, id_: str = "h-1", *, expires: float = 100.0) -> bool:
    return log.submit(partial(handoffs.issue, reference=reference, handoff_id=id_, expires=expires)).result(DEADLINE)


def redeem(log: EventLog, *, now: float = 50.0) -> handoffs.Redemption:
    return log.submit(partial(handoffs.redeem, reference=REFERENCE, now=now)).result(DEADLINE)


def test_of_many_at_once_one_redeems(log: EventLog) -> None:
    """The rest hear that it is used."""
    issue(log)
    with ThreadPoolExecutor(8) as pool:
        fates = [found.fate for found in pool.map(lambda _: redeem(log), range(40))]
    assert (fates.count(Fate.REDEEMED), fates.count(Fate.USED)) == (1, 39)


def test_a_reference_expires(log: EventLog) -> None:
    """To the second, and an expired one names no hand-off."""
    issue(log, expires=100.0)
    assert redeem(log, now=100.0) == handoffs.Redemption(Fate.EXPIRED)
    assert redeem(log, now=99.9) == handoffs.Redemption(Fate.REDEEMED, "h-1")


def test_a_taken_reference_is_not_issued_again(log: EventLog) -> None:
    """It would lead to another's hand-off."""
    assert issue(log)
    assert not issue(log, id_="h-2")
    assert redeem(log).handoff_id == "h-1"


def test_a_reference_that_is_taken_is_made_anew(log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the route: fifty bits meet one day, and each caller gets a reference of its own."""
    made = iter(["0123456789", "0123456789", "ABCDEFGHJK"])
    monkeypatch.setattr(handoff, "voice_reference", lambda: next(made))
    route = handoff.Handoffs(log, lambda: Rules(Judge(Validator("open")), Gate(Keyring(()))))
    asked = Request({"host": "localhost"}, b"{}")
    answers = [asyncio.run(route.issue(asked)).body for _ in range(2)]
    assert [json.loads(body)["reference"] for body in answers] == ["0123456789", "ABCDEFGHJK"]


def test_a_used_reference_stays_used_after_a_restart(tmp_path: Path) -> None:
    """Expiry and the used flag are on disk."""
    with EventLog.open(tmp_path) as log:
        issue(log)
        redeem(log)
    with EventLog.open(tmp_path) as log:
        assert redeem(log).fate is Fate.USED


def test_only_the_hash_rests(tmp_path: Path) -> None:
    """Who reads the file cannot redeem."""
    with EventLog.open(tmp_path) as log:
        issue(log)
    assert not [path for path in tmp_path.iterdir() if REFERENCE.encode() in path.read_bytes()]


def test_what_expired_long_ago_is_forgotten(tmp_path: Path) -> None:
    """A day later, by the collector's own maintenance; until then a late attempt hears that it has expired."""
    now = time.time()
    with Folder.lock(tmp_path) as folder, Core.open(folder, Config()) as core:
        core.forwarding.start()
        issue(core.log, expires=now - 3600)
        issue(core.log, "another", "h-2", expires=now - 2 * 86_400)
        Maintenance(core).run()
        assert redeem(core.log, now=now).fate is Fate.EXPIRED
        assert core.log.query(lambda c: c.execute("SELECT handoff_id FROM handoffs").fetchall()) == [("h-1",)]
