"""Who may read what the collector writes and reads, and that secrets are nowhere else."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from support.collectors import DEADLINE, Collector, order, until
from touchline_collector.cli import main
from touchline_collector.secrets_at_rest import exposed

KEY = "tl_secret_0123456789abcdef"
PASSWORD = "hunter2-of-the-sink"
CONFIG = """
[[keys]]
name = "shop"
kind = "secret"
key = "{key}"
[[sinks]]
name = "hook"
kind = "webhook"
url = "https://user:{password}@127.0.0.1:9/x"
allow_private = true
headers = {{ authorization = "{password}" }}
[[sinks]]
name = "local"
kind = "jsonl"
path = "{out}"
"""


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def configured(folder: Path, key: str = KEY, password: str = PASSWORD) -> Path:
    path = folder / "c.toml"
    path.write_text(CONFIG.format(key=key, password=password, out=folder / "out"))
    path.chmod(0o600)
    return path


@pytest.mark.parametrize("before", [None, 0o755], ids=["made", "there before"])
def test_what_rests_is_for_its_owner(tmp_path: Path, before: int | None) -> None:
    """Data folder and log 0700, token and lock 0600, whatever the umask and whoever made the folder."""
    if before:
        (tmp_path / "touchline-data").mkdir()
        (tmp_path / "touchline-data").chmod(before)
    earlier = os.umask(0o000)
    try:
        collector = Collector(tmp_path)
    finally:
        os.umask(earlier)
    with collector:
        collector.post(order())
        assert mode(collector.data) == (before or 0o700)
        assert mode(collector.data / "log") == 0o700
        assert {mode(collector.data / name) for name in ("control.json", "lock")} == {0o600}
        assert collector.stop() == 0


def test_secrets_are_never_told(tmp_path: Path) -> None:
    """Not in the journal, the metrics, the admin's answers, the check or a refusal; and neither is the token."""
    config = configured(tmp_path)
    with Collector(tmp_path, "--config", str(config)) as collector:
        token = collector.token()
        right = {"authorization": f"Bearer {KEY}"}
        assert collector.post(order(), **right).json()["accepted"] == 1
        told = [collector.post(order(), path=f"/v1/events?key={KEY}").text]
        told += [collector.post(order(), authorization=f"Bearer {KEY}x").text]
        until(lambda: collector.metrics()['touchline_sink_events{sink="local",state="delivered"}'] == 1)
        told += [collector.get(path).text for path in ("/metrics", "/openapi.json", "/readyz")]
        for verb in (["sinks", "list"], ["check"], ["check", "--offline"], ["dead", "list"]):
            command = [sys.executable, "-m", "touchline_collector.cli", *verb, "--config", str(config)]
            command += ["--data-dir", str(collector.data)]
            ended = subprocess.run(command, capture_output=True, text=True, timeout=DEADLINE, check=False)
            told += [ended.stdout, ended.stderr]
        assert collector.stop() == 0
        told.append(collector.errors())
    for secret in (KEY, PASSWORD, token):
        assert not [text for text in told if secret in text]
    rest = [path for path in tmp_path.rglob("*") if path.is_file() and path != config]
    assert not [path for path in rest if KEY.encode() in path.read_bytes() or PASSWORD.encode() in path.read_bytes()]


def test_a_secret_that_everybody_can_read_is_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the configuration or in a file it names; where the environment holds it there is nothing to warn of."""
    config = configured(tmp_path)
    assert exposed(config) == []
    config.chmod(0o644)
    (sentence,) = exposed(config)
    assert str(config) in sentence
    assert KEY not in sentence
    main(["check", "--offline", "--config", str(config), "--data-dir", str(tmp_path)])
    assert f"note: {sentence}" in capsys.readouterr().out
    with Collector(tmp_path, "--config", str(config)) as collector:
        assert sentence in collector.errors()
        assert collector.stop() == 0
    configured(tmp_path, key="${KEY}", password="${file:password}").chmod(0o644)
    (tmp_path / "password").write_text(PASSWORD)
    (tmp_path / "password").chmod(0o600)
    assert exposed(config) == []
    (tmp_path / "password").chmod(0o644)
    (sentence,) = exposed(config)
    assert str(tmp_path / "password") in sentence


def test_a_hash_or_an_address_is_no_secret(tmp_path: Path) -> None:
    """Everybody may read a configuration that holds none."""
    path = tmp_path / "c.toml"
    path.write_text(
        f'[[keys]]\nname = "a"\nkind = "secret"\nkey_sha256 = "{"0" * 64}"\n'
        '[[sinks]]\nname = "b"\nkind = "redis"\nurl = "redis://localhost:6379/0"\n'
    )
    path.chmod(0o644)
    assert exposed(path) == []
