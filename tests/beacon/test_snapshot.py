"""Restarts of the box: short ones are not noticed, after long ones visits end where they were last heard."""

from __future__ import annotations

import base64
import json
import stat
from pathlib import Path

from support.sightings import kinds, presence, silence, walk
from touchline_beacon import snapshot
from touchline_beacon.presence import Reason
from touchline_beacon.snapshot import SnapshotFile


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
    file, kept = tmp_path / "visits.json", SnapshotFile(tmp_path)
    assert kept.load() is None
    kept.save({"format": 1})
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert kept.load() == {"format": 1}
    file.write_text("{")
    assert kept.load() is None
    assert snapshot.restored(presence(), {"format": 99}, 0, 0) == []


def test_with_a_key_a_snapshot_is_read_by_the_box_alone(tmp_path: Path) -> None:
    """The plain one from before the key counts once and goes; another key, or damage, is no reason not to start."""
    SnapshotFile(tmp_path).save({"format": 1, "token": "a1b2c3d4"})
    kept = SnapshotFile(tmp_path, bytes(32))
    assert kept.load() == {"format": 1, "token": "a1b2c3d4"}
    kept.save({"format": 1, "token": "a1b2c3d4"})
    (file,) = tmp_path.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert b"a1b2c3d4" not in base64.b64decode(file.read_bytes())
    assert kept.load() == {"format": 1, "token": "a1b2c3d4"}
    assert SnapshotFile(tmp_path, bytes(31) + b"1").load() is None
    assert SnapshotFile(tmp_path).load() is None
    file.write_bytes(file.read_bytes()[:-9])
    assert kept.load() is None
