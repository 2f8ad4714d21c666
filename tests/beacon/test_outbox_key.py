"""The key of a box: made when it is enrolled, sealed where systemd can, and never silently worth nothing."""

from __future__ import annotations

import base64
import os
import shutil
import stat
import tomllib
from pathlib import Path

import pytest

import touchline
from touchline.outbox.listing import segments
from touchline.sealing import Key
from touchline_beacon import config, outbox_key
from touchline_beacon.box import Box
from touchline_beacon.cli import check, main, run
from touchline_beacon.errors import ConfigError
from touchline_beacon.presence import Sighting

ADAPTER = "B8:27:EB:12:34:56"


@pytest.fixture(autouse=True)
def _no_systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine's own credentials are none of these tests' business."""
    monkeypatch.setattr(outbox_key, "STORE", tmp_path / "credstore")
    monkeypatch.setattr(outbox_key, "BOOTED", tmp_path / "not-booted")
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    monkeypatch.setenv("TOUCHLINE_KEY", "k")


def enrolled(folder: Path, name: str = "beacon.toml") -> config.Config:
    arguments = ["enroll", "--store", "s", "--programme", "c", "--url", "http://127.0.0.1:9", "--adapter", ADAPTER]
    assert main([*arguments, "--out", str(folder / name)]) == 0
    text = (folder / name).read_text().replace("/var/lib/touchline-beacon", str(folder / "state"))
    return config.parse(tomllib.loads(text), {"TOUCHLINE_KEY": "k"})


def test_without_systemd_the_key_is_a_private_file_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Mode 0600, beside the configuration; what it is worth stands in the output of `enroll` and of `check`."""
    box = enrolled(tmp_path)
    file = tmp_path / "outbox.key"
    assert box.outbox_key == str(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(outbox_key.secret(box.outbox_key)) == 32
    said = f"the outbox is sealed; its key lies readable in {file}, so not against a thief of the disk"
    assert said in capsys.readouterr().out
    assert check.Finding(True, said) in list(check.machine(box))
    file.chmod(0o640)
    assert check.Finding(False, f"the outbox's key {file} can be read by others: chmod 600 {file}") in list(
        check.machine(box)
    )


def test_a_key_that_is_there_is_kept(tmp_path: Path) -> None:
    """A second configuration beside the first takes its key; something else in its place is named, not replaced."""
    first, second = enrolled(tmp_path), enrolled(tmp_path, "other.toml")
    assert first.outbox_key == second.outbox_key
    (tmp_path / "outbox.key").write_text("poem")
    arguments = ["enroll", "--store", "s", "--programme", "c", "--url", "http://c", "--adapter", ADAPTER]
    assert main([*arguments, "--out", str(tmp_path / "third.toml")]) == 2
    assert (tmp_path / "outbox.key").read_text() == "poem"
    assert not (tmp_path / "third.toml").exists()


def test_with_systemd_the_key_is_a_credential(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Encrypted by systemd, handed to the service in a folder; root's `check` opens it itself. No key lies readable."""
    if shutil.which("systemd-creds") is None or os.geteuid():
        pytest.skip("needs root and systemd-creds; on Debian: apt-get install systemd")
    (tmp_path / "not-booted").mkdir()
    box = enrolled(tmp_path)
    assert box.outbox_key == "credential:touchline-outbox"
    secret = outbox_key.secret(box.outbox_key)
    kept = (tmp_path / "credstore/touchline-outbox").read_bytes()
    for form in (secret, secret.hex().encode(), base64.b64encode(secret)):
        assert form not in kept + base64.b64decode(kept)
    assert not (tmp_path / "outbox.key").exists()
    handed = tmp_path / "handed"
    handed.mkdir()
    (handed / "touchline-outbox").write_text(secret.hex())
    assert outbox_key.secret(box.outbox_key, {"CREDENTIALS_DIRECTORY": str(handed)}) == secret
    worth = outbox_key.worth(box.outbox_key)
    assert worth.good
    assert "a key on this disk" in worth.text or "TPM" in worth.text


def test_a_key_that_nobody_handed_over_is_named() -> None:
    """What to look at: the file, the unit, the TPM; and never a start without the key."""
    with pytest.raises(ConfigError, match="LoadCredentialEncrypted=gone"):
        outbox_key.secret("credential:gone", {})
    with pytest.raises(ConfigError, match="outbox_key: /nowhere/key: No such file"):
        outbox_key.secret("/nowhere/key")


def test_check_says_that_a_box_has_no_key(tmp_path: Path) -> None:
    """An outbox that anybody can read is something wrong."""
    box = enrolled(tmp_path)
    found = list(check.sealed(config.Config(**{**_fields(box), "outbox_key": None})))
    assert [one.good for one in found] == [False]
    assert "is not sealed" in found[0].text


def test_check_names_what_this_key_does_not_open_and_what_needs_none(tmp_path: Path) -> None:
    """Files of another key, and readable ones from before."""
    box = enrolled(tmp_path)
    with touchline.Client(
        box.url, source="//s", outbox=box.state / "outbox", outbox_key=bytes(32), exit_timeout=0
    ) as client:
        client.track("com.acme.kiosk.slush_poured.v1")
    assert len(segments(box.state / "outbox")) == 1
    (box.state / "outbox/refused.ndjson").write_text("{}\n")
    wrong = [one.text for one in check.sealed(box) if not one.good]
    assert f"sealed with key {Key(bytes(32)).id}" in wrong[0]
    assert "delete refused.ndjson" in wrong[1]


def _fields(box: config.Config) -> dict[str, object]:
    return {name: getattr(box, name) for name in config.Config.__dataclass_fields__}


def test_no_word_of_an_event_is_on_the_disk_of_a_running_box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `run` leaves in the state folder, visits and events, holds nothing that a thief could read."""
    box = enrolled(tmp_path)
    file = tmp_path / "beacon.toml"
    file.write_text(file.read_text().replace("/var/lib/touchline-beacon", str(box.state)))
    seen: list[int] = []

    async def serve(setting: run.Setting, client: touchline.Client, _: Path) -> None:
        running = Box(setting.config, {}, client, secret=setting.secret)
        for second in range(60):
            running.agent.sight(Sighting(float(second), "a1b2c3d4e5f60718", "ble-1", -50))
        running._save()
        seen.append(client.stats().waiting)
        assert client._overflow == "drop_oldest"  # a full disk costs the oldest dwells, not the entries of now

    monkeypatch.setattr(run, "serve", serve)
    assert main(["run", "--config", str(file)]) == 0
    assert seen[0] >= 2
    names = {path.name for path in box.state.rglob("*") if path.is_file()}
    assert "visits.sealed" in names
    kept = b"".join(path.name.encode() + path.read_bytes() for path in box.state.rglob("*") if path.is_file())
    for word in (b"a1b2c3d4", b"visit.started", b"shoes", b"ble_ephemeral"):
        assert word not in kept
