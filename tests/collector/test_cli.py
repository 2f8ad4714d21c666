"""The verbs of `touchline-collector`, on a running collector and on its folder."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import apsw
import pytest

from support.collectors import DEADLINE, Collector, order, until
from support.logged import new_events
from touchline_collector import config
from touchline_collector.cli import VERBS, main, overview, parser_of
from touchline_collector.eventlog import EventLog
from touchline_collector.intake.keys import digest

KEYS = """
[[keys]]
name = "web"
kind = "public"
key = "the-key-of-the-web-shop"
sources = ["//shop.example.com/web"]
"""


def command(*args: object, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "touchline_collector.cli", *map(str, args)]
    return subprocess.run(line, capture_output=True, text=True, timeout=DEADLINE, check=False, input=stdin)


def answered(*args: object) -> Any:
    ended = command(*args)
    assert ended.returncode in (0, 1), ended.stderr
    return json.loads(ended.stdout)


def person(user: str, **fields: Any) -> dict[str, Any]:
    event = order(**fields)
    event["data"]["identities"] = [{"type": "user", "value": user}, {"type": "anonymous", "value": f"a-of-{user}"}]
    return event


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb: str) -> None:
    """--help works for each and the overview names it."""
    parser, _ = parser_of(verb)
    assert parser.description
    assert verb in overview().format_help()


def test_misuse_is_two() -> None:
    """No verb, an unknown verb, a folder that is not there: exit 2 and a sentence."""
    assert command("nonsense").returncode == 2
    ended = command("sinks", "--data-dir", "/nonexistent/touchline")
    assert (ended.returncode, "Traceback" in ended.stderr) == (2, False)
    assert "/nonexistent/touchline" in ended.stderr


@pytest.mark.parametrize("kind", ["secret", "public", "admin"])
def test_a_new_key_fits_the_configuration(tmp_path: Path, kind: str) -> None:
    """What `keys new` prints is a configuration of that kind; the key itself stands in it only as a hash."""
    printed = command("keys", "new", "--name", "till", "--kind", kind).stdout
    key = next(line.strip() for line in printed.splitlines() if line.strip().startswith(f"tl_{kind}_"))
    table = printed[printed.index("[[keys]]") :]
    assert key not in table
    (tmp_path / "c.toml").write_text(table)
    assert command("check", "--offline", "--config", tmp_path / "c.toml", "--data-dir", tmp_path).returncode == 0
    (made,) = config.load(tmp_path / "c.toml").keys
    assert (made.kind, made.digests) == (kind, (digest(key),))


def test_check_finds_what_is_wrong(tmp_path: Path) -> None:
    """Exit 1 naming each fault; a sink that cannot be opened is one unless --offline."""
    path = tmp_path / "c.toml"
    sink = '[[sinks]]\nname = "s"\nkind = "sqlite"\npath = "/proc/nowhere/x.db"\ntypes = ["touchline.odrer.*"]\n'
    path.write_text(KEYS + sink)
    ended = command("check", "--config", path, "--data-dir", tmp_path)
    assert ended.returncode == 1
    assert "no type of the vocabulary matches touchline.odrer.*" in ended.stdout
    assert "wrong: sink s: /proc/nowhere" in ended.stdout
    assert "wrong: sink s: /proc" not in command("check", "--offline", "--config", path, "--data-dir", tmp_path).stdout


def test_check_prints_the_schema_for_editors() -> None:
    """JSON Schema 2020-12."""
    assert json.loads(command("check", "--schema").stdout)["properties"]["server"]


def test_explain_tells_the_fate_of_an_event(tmp_path: Path) -> None:
    """Findings, the door's verdict, and every sink with the reason."""
    path = tmp_path / "c.toml"
    sinks = '[[sinks]]\nname = "%s"\nkind = "sqlite"\npath = "x.db"\n'
    path.write_text(
        KEYS
        + sinks % "all"
        + sinks % "pages"
        + 'types = ["touchline.page.*"]\n'
        + sinks % "ads"
        + 'require = ["advertising"]\n'
    )
    flags = ("--config", path, "--data-dir", tmp_path)
    told = command("explain", "-", *flags, stdin=json.dumps(order()))
    assert told.returncode == 0
    assert "sink all (sqlite): delivered" in told.stdout
    assert "matches none of types" in told.stdout
    assert "sink ads (sqlite): withheld: advertising is absent" in told.stdout
    refused = command("explain", "-", "--key", "web", *flags, stdin=json.dumps(order(source="//else")))
    assert refused.returncode == 1
    assert "key.not_allowed" in refused.stdout


OUTCOMES = {
    "delivered": ({}, "", 0, "sink s (sqlite): delivered"),
    "filtered by type": ({}, 'types = ["touchline.page.*"]', 0, "matches none of types"),
    "filtered by channel": ({}, 'channels = ["pos"]', 0, "matches none of channels"),
    "filtered by source": ({}, 'sources = ["//till/*"]', 0, "matches none of sources"),
    "withheld, absent": ({}, 'require = ["advertising"]', 0, "withheld: advertising is absent"),
    "withheld, denied": ({"analytics": "denied"}, 'require = ["analytics"]', 0, "withheld: analytics is denied"),
    "stripped": (
        {},
        'require = ["advertising"]\non_missing = "strip_identities"',
        0,
        "without identities: advertising is absent",
    ),
    "denied is never stripped": (
        {"analytics": "denied"},
        'require = ["analytics"]\non_missing = "strip_identities"',
        0,
        "withheld: analytics is denied",
    ),
    "suppressed at the door": ({}, '[consent]\nrequire = ["messaging"]', 1, "door: suppressed"),
    "rejected": ({"analytics": "yes"}, "", 1, "door: rejected"),
}


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_explain_names_each_outcome(tmp_path: Path, outcome: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What the door and a sink may do with an event, with the reason; 1 where it would not be accepted."""
    purposes, settings, code, told = OUTCOMES[outcome]
    event = order()
    event["data"]["consent"]["purposes"] |= purposes
    (tmp_path / "event.json").write_text(json.dumps(event))
    config = tmp_path / "c.toml"
    config.write_text(f'[[sinks]]\nname = "s"\nkind = "sqlite"\npath = "x.db"\n{settings}\n')
    line = ["explain", str(tmp_path / "event.json"), "--config", str(config), "--data-dir", str(tmp_path / "data")]
    assert main(line) == code
    assert told in capsys.readouterr().out


def test_explain_knows_who_was_erased(tmp_path: Path) -> None:
    """An older copy is suppressed, as at the door; before the erasure, and later, the person is welcome."""
    with Collector(tmp_path) as collector:
        collector.post(event := person("u-1"))
        (tmp_path / "event.json").write_text(json.dumps(event))
        line = ("explain", tmp_path / "event.json", "--data-dir", collector.data)
        assert command(*line).returncode == 0
        assert answered("erase", "--identity", "user:u-1", "--data-dir", collector.data)["log_events"] == 1
        told = command(*line)
        assert (told.returncode, "erasure.older" in told.stdout) == (1, True)
        assert command("explain", "-", "--data-dir", collector.data, stdin=json.dumps(person("u-2"))).returncode == 0
        assert collector.stop() == 0


WRONG = {
    "folder": ('[log]\ndir = "/etc/hostname/x"\n', "wrong: [log]: /etc/hostname is no folder", "--offline"),
    "room": ("[log]\nreserve_bytes = 4611686018427387904\n", "bytes are free at", "--offline"),
    "schemas": ('[schemas]\ndir = "/nowhere"\n', "wrong: [schemas]: /nowhere", "--offline"),
    "members": ('[presence]\nmembers = "/nowhere.toml"\n', "wrong: [presence]: /nowhere.toml", "--offline"),
    "types of a sink": (
        '[[sinks]]\nname = "s"\nkind = "stdout"\ntypes = ["touchline.odrer.*"]\n',
        "wrong: sink s: no type",
        "--offline",
    ),
    "types of a key": (
        '[[keys]]\nname = "k"\nkind = "secret"\nkey = "0123456789abcdef"\ntypes = ["touchline.odrer.*"]\n',
        "wrong: key k: no type",
        "--offline",
    ),
    "a file that cannot be": (
        '[[sinks]]\nname = "s"\nkind = "jsonl"\npath = "/proc/nowhere"\n',
        "wrong: sink s: /proc/nowhere",
        None,
    ),
    "nobody there": ('[[sinks]]\nname = "s"\nkind = "redis"\nurl = "redis://127.0.0.1:9/0"\n', "wrong: sink s: ", None),
}


@pytest.mark.parametrize("fault", WRONG)
def test_check_finds_each_fault(tmp_path: Path, fault: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Without reaching for anything what can be seen from here; sinks are asked only without --offline."""
    text, told, flag = WRONG[fault]
    (tmp_path / "c.toml").write_text(text)
    line = ["check", "--config", str(tmp_path / "c.toml")]
    line += [] if "[log]" in text else ["--data-dir", str(tmp_path)]
    assert main([*line, *([flag] if flag else [])]) == 1
    assert told in capsys.readouterr().out
    if flag is None:
        assert main([*line, "--offline"]) == 0


NOTES = {
    "no keys": ("", "note: no keys: only programs of this machine are served"),
    "a public key without origins": (
        '[[keys]]\nname = "k"\nkind = "public"\nkey = "0123456789abcdef"\nsources = ["//s"]\n',
        "note: key k is public without origins",
    ),
    "a sink without consent": (
        '[[sinks]]\nname = "s"\nkind = "stdout"\n',
        "note: sink s gets events whatever their consent",
    ),
}


@pytest.mark.parametrize("case", NOTES)
def test_check_notes_what_is_seldom_meant(tmp_path: Path, case: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It is legal, so the answer is 0; where it is said, or meant otherwise, the note is gone."""
    text, told = NOTES[case]
    (tmp_path / "c.toml").write_text(text)
    line = ["check", "--offline", "--config", str(tmp_path / "c.toml"), "--data-dir", str(tmp_path)]
    assert main(line) == 0
    assert told in capsys.readouterr().out
    careful = '[[keys]]\nname = "k"\nkind = "public"\nkey = "0123456789abcdef"\nsources = ["//s"]\n'
    careful += 'origins = ["https://a.example"]\n[[sinks]]\nname = "s"\nkind = "stdout"\nrequire = ["analytics"]\n'
    (tmp_path / "c.toml").write_text(careful)
    (tmp_path / "c.toml").chmod(0o600)
    assert main(line) == 0
    assert capsys.readouterr().out == "fine\n"


def test_verify_finds_a_position_that_is_missing_without_a_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A chunk that somebody took out; what an erasure or retention took has its reason."""
    with EventLog.open(tmp_path / "log") as log:
        for first in (0, 5, 10):
            log.append(new_events(5, start=first)).result(DEADLINE)
        log.erase(lambda raw: b'"e-11"' in raw)
    line = ["log", "verify", "--data-dir", str(tmp_path)]
    assert main(line) == 0
    with closing(apsw.Connection(str(tmp_path / "log" / "log.db"))) as db:
        db.execute("DELETE FROM chunks WHERE first = 6")
    capsys.readouterr()
    assert main(line) == 1
    assert "positions 6-10 are missing without a reason" in capsys.readouterr().out


def test_cat_and_export_begin_after_a_position(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """In the middle of a chunk as well; `cat` ends after so many."""
    with EventLog.open(tmp_path / "log") as log:
        log.append(new_events(5)).result(DEADLINE)
    for verb in (["cat", "--after", "2", "--count", "2"], ["export", "--after", "3"]):
        assert main(["log", *verb, "--data-dir", str(tmp_path)]) == 0
    lines = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert [line["id"] for line in lines] == ["e-2", "e-3", "e-3", "e-4"]


def test_rejects_are_listed_repaired_and_replayed(tmp_path: Path) -> None:
    """While the collector runs: the repaired event arrives, the reject is gone."""
    with Collector(tmp_path) as collector:
        flags = ("--data-dir", collector.data)
        bad = order(time="2026-11-20T10:00:00")
        collector.post(bad)
        (listed,) = answered("rejects", "list", *flags)["rejects"]
        assert (listed["id"], listed["type"]) == (bad["id"], bad["type"])
        number = listed["number"]
        shown = answered("rejects", "show", number, *flags)
        assert shown["event"]["time"] == bad["time"]
        assert command("rejects", "replay", number, *flags).returncode == 1
        repaired = tmp_path / "repaired.json"
        repaired.write_text(json.dumps(shown["event"] | {"time": "2026-11-20T10:00:00Z"}))
        assert answered("rejects", "replay", number, "--event", repaired, *flags)["fates"] == {str(number): "accepted"}
        assert answered("rejects", *flags) == {"rejects": []}
        assert collector.rows(bad["id"])


def test_a_reject_is_repaired_now_and_replayed_later(tmp_path: Path) -> None:
    """The repaired event lies in its place, without findings; one that would be refused again is not taken."""
    with Collector(tmp_path) as collector:
        flags = ("--data-dir", collector.data)
        bad = order(time="2026-11-20T10:00:00")
        collector.post(bad)
        file = tmp_path / "repaired.json"
        file.write_text(json.dumps(bad))
        refused = command("rejects", "repair", 1, "--event", file, *flags)
        assert refused.returncode == 2
        assert 'not repaired: /time "2026-11-20T10:00:00" has no offset' in refused.stderr
        file.write_text(json.dumps(bad | {"time": "2026-11-20T10:00:00Z"}))
        assert answered("rejects", "repair", 1, "--event", file, *flags) == {"done": "repair", "number": 1}
        shown = answered("rejects", "show", 1, *flags)
        assert (shown["findings"], shown["event"]["time"]) == ([], "2026-11-20T10:00:00Z")
        assert answered("rejects", "replay", 1, *flags)["fates"] == {"1": "accepted"}
        assert collector.rows(bad["id"])


def test_sinks_are_paused_and_resumed(tmp_path: Path) -> None:
    """A paused sink gets nothing, its events wait, a resumed one catches up."""
    with Collector(tmp_path) as collector:
        flags = ("--data-dir", collector.data)
        answered("sinks", "pause", "events", *flags)
        event = order()
        collector.post(event)
        (sink,) = answered("sinks", *flags)["sinks"]
        assert (sink["health"], sink["pending"]) == ("paused", 1)
        answered("sinks", "resume", "events", *flags)
        assert collector.rows(event["id"])
        assert "no sink nothing" in command("sinks", "pause", "nothing", *flags).stderr


def test_a_person_is_erased_everywhere(tmp_path: Path) -> None:
    """Log, rejects and sink; no byte of the person stays on the disk, others keep theirs, the receipt says it."""
    with Collector(tmp_path) as collector:
        flags = ("--data-dir", collector.data)
        gone = [person("u-erased-4711") for _ in range(3)]
        stays = person("u-2")
        collector.post([gone[0], stays, gone[1]])
        collector.post(gone[2])
        collector.post([person("u-erased-4711", time="nonsense"), stays])
        collector.rows(*(event["id"] for event in [*gone, stays]))
        with_them = answered("erase", "--identity", "user:u-erased-4711", "--seen-with", *flags)["identities"]
        assert with_them == ["anonymous:a-of-u-erased-4711"]
        receipt = answered("erase", "--identity", "user:u-erased-4711", "--also", with_them[0], *flags)
        assert (receipt["log_events"], receipt["rejects"]) == (3, 1)
        assert receipt["sinks"] == [{"sink": "events", "events": 3, "refusal": None}]
        assert "u-erased-4711" not in json.dumps(receipt)
        assert collector.rows() == collector.rows(stays["id"])
        older = collector.post([person("u-erased-4711"), gone[0]]).json()["results"]
        assert [(r["status"], r["findings"][0]["rule"]) for r in older] == [("suppressed", "erasure.older")] * 2
        (sink,) = until(lambda: [s for s in answered("sinks", *flags)["sinks"] if not s["pending"]])
        assert sink["delivered"] + sink["erased"] == sink["head"] == 4
        assert collector.stop() == 0
    for path in collector.data.rglob("*"):
        assert not path.is_file() or b"u-erased-4711" not in path.read_bytes(), path
    with EventLog.open(collector.data / "log") as log:
        assert [e.id for e in log.read(0, limit=100, max_bytes=1 << 30)] == [stays["id"]]
        assert sum(gap.last - gap.first + 1 for gap in log.gaps(1, 4)) == 3


def test_a_person_may_return_after_an_erasure(tmp_path: Path) -> None:
    """What happens after the cut-off is welcome."""
    with Collector(tmp_path) as collector:
        collector.post(person("u-1"))
        answered("erase", "--identity", "user:u-1", "--data-dir", collector.data)
        back = person("u-1", time="2999-01-01T00:00:00Z")
        assert collector.post(back).json()["results"][0]["status"] == "accepted"
        assert collector.rows(back["id"])


def test_orders_work_while_nothing_runs(tmp_path: Path) -> None:
    """The folder's lock is taken instead."""
    with Collector(tmp_path) as collector:
        event = person("u-1")
        collector.post(event)
        collector.rows(event["id"])
        collector.stop()
    receipt = answered("erase", "--identity", "user:u-1", "--data-dir", collector.data)
    assert (receipt["log_events"], receipt["sinks"][0]["events"]) == (1, 1)


def test_an_import_does_not_bring_back_who_was_erased(tmp_path: Path) -> None:
    """An export made before the erasure, imported after it: the others come, and it is said how many stayed away."""
    with Collector(tmp_path) as collector:
        flags = ("--data-dir", collector.data)
        collector.post([person("u-1"), person("u-2")])
        exported = tmp_path / "export.ndjson"
        assert command("log", "export", exported, *flags).returncode == 0
        collector.stop()
    copy = ("--data-dir", tmp_path / "copy")
    (tmp_path / "copy").mkdir()
    answered("erase", "--identity", "user:u-1", *copy)
    told = command("log", "import", exported, *copy).stdout
    assert told == "1 events imported, 0 were known, 1 are older than an erasure\n"
    assert [json.loads(line)["data"]["identities"][0]["value"] for line in log_lines(*copy)] == ["u-2"]


def log_lines(*flags: object) -> list[str]:
    return command("log", "cat", *flags).stdout.splitlines()


def test_a_shared_identity_is_not_offered_for_erasure(tmp_path: Path) -> None:
    """A kiosk was seen with the person, and with everybody else."""
    with Collector(tmp_path) as collector:
        event = person("u-1")
        event["data"]["identities"].append({"type": "device", "value": "kiosk-7", "shared": True})
        collector.post(event)
        told = answered("erase", "--identity", "user:u-1", "--seen-with", "--data-dir", collector.data)
        assert told == {"identities": ["anonymous:a-of-u-1"]}


def test_the_log_is_shown_verified_exported_and_imported(tmp_path: Path) -> None:
    """A copy made of an export is the same log; importing twice adds nothing; damage is found."""
    with Collector(tmp_path) as collector:
        flags = ("--data-dir", collector.data)
        events = [order() for _ in range(20)]
        collector.post(events)
        collector.post(order())
        assert answered("log", "stat", *flags)["events"] == 21
        cat = command("log", "cat", "--count", 3, *flags).stdout.splitlines()
        assert [json.loads(line)["id"] for line in cat] == [event["id"] for event in events[:3]]
        assert command("log", "verify", *flags).returncode == 0
        tail = command("tail", "--from-start", "--count", 2, "--type", "touchline.order.*", *flags).stdout
        assert [json.loads(line)["id"] for line in tail.splitlines()] == [event["id"] for event in events[:2]]
        exported = tmp_path / "export.ndjson"
        assert command("log", "export", exported, *flags).returncode == 0
        collector.stop()
    copy = ("--data-dir", tmp_path / "copy")
    (tmp_path / "copy").mkdir()
    assert command("log", "import", exported, *copy).stdout == "21 events imported, 0 were known\n"
    assert command("log", "import", exported, *copy).stdout == "0 events imported, 21 were known\n"
    assert command("log", "export", "-", *copy).stdout == exported.read_text()
    log = tmp_path / "copy" / "log" / "log.db"
    raw = log.read_bytes()
    at = raw.index(b"\x28\xb5\x2f\xfd") + 20  # inside the first zstd frame
    log.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
    damaged = command("log", "verify", *copy)
    assert damaged.returncode == 1
    assert "checksum" in damaged.stdout
    assert json.loads(command("log", "salvage", *copy).stdout)["chunks"] >= 1
    exported.write_text("nonsense\n")
    wrong = command("log", "import", exported, *copy)
    assert (wrong.returncode, "line 1" in wrong.stderr) == (2, True)
