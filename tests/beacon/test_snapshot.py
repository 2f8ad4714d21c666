"""Restarts of the box: short ones are not noticed, after long ones visits end where they were last heard."""

from __future__ import annotations

import json
import stat
from pathlib import Path

from support.sightings import kinds, presence, silence, walk
from touchline_beacon import snapshot
from touchline_beacon.presence import Reason


def rebooted(down: float) -> tuple[object, list]:
    before = presence()
    walk(before, {"left": -60, "right": -75}, range(1000, 1060))
    shape = json.loads(json.dumps(snapshot.taken(before, 1060, wall=5000)))
    after = presence()
    return after, snapshot.restored(after, shape, now=10, wall=5000 + down)


def test_a_short_restart_goes_on_where_it_was() -> None:
    """No second start; the silence of the restart is nobody's; the next dwell counts from the real beginning."""
    machine, changes = rebooted(30)
    assert not changes
    told = walk(machine, {"left": -60, "right": -75}, range(11, 60))
    assert kinds(told) == ["zone.dwelled shoes"]
    assert told[0].threshold == 120
    ended = silence(machine, range(60, 400))[-1]
    assert (ended.kind, ended.reason) == ("visit.ended", Reason.SILENCE)
    assert ended.ordinal == 0


def test_after_a_long_absence_visits_end_at_the_last_sighting() -> None:
    """The box cannot know what happened meanwhile."""
    machine, changes = rebooted(500)
    assert kinds(changes) == ["zone.exited shoes", "visit.ended"]
    assert changes[1].reason is Reason.AGENT_RESTART
    assert changes[1].at <= 10 - 500
    assert not machine.visits


def test_a_snapshot_is_private_and_a_broken_one_is_none(tmp_path: Path) -> None:
    """Nobody else may read it, and no file keeps a box from starting."""
    file = tmp_path / "visits.json"
    snapshot.save(file, {"format": 1})
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert snapshot.load(file) == {"format": 1}
    file.write_text("{")
    assert snapshot.load(file) is None
    assert snapshot.load(tmp_path / "none") is None
    assert snapshot.restored(presence(), {"format": 99}, 0, 0) == []
