"""An outbox on a network file system is named, and works as far as that goes."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from support.odd_server import OddServer
from touchline import Client, Problem
from touchline.outbox import filesystem
from touchline.outbox.filesystem import network_kind


def mounts(folder: Path, kind: str, device: int) -> Path:
    """The kernel's list of mounts, as it would be with that device of that kind."""
    text = (
        "22 1 0:0 / / rw,relatime - ext4 /dev/vda rw\n"
        f"35 22 {os.major(device)}:{os.minor(device)} / /srv/a\\040b rw,relatime shared:1 - {kind} files:/export rw\n"
    )
    listed = folder / "mountinfo"
    listed.write_text(text)
    return listed


@pytest.mark.parametrize(("kind", "named"), [("nfs4", "nfs4"), ("cifs", "cifs"), ("ext4", None), ("tmpfs", None)])
def test_the_kind_of_a_network_file_system_is_named(tmp_path: Path, kind: str, named: str | None) -> None:
    """By the device that the folder lies on; local kinds are no news."""
    assert network_kind(tmp_path, mounts(tmp_path, kind, tmp_path.stat().st_dev)) == named


def test_where_nothing_tells_nothing_is_said(tmp_path: Path) -> None:
    """Other systems have no such list, and a list may not have the device, or be no list."""
    assert network_kind(tmp_path, tmp_path / "missing") is None
    assert network_kind(tmp_path / "missing") is None
    assert network_kind(tmp_path, mounts(tmp_path, "nfs4", os.makedev(1, 2))) is None
    (tmp_path / "odd").write_bytes(b"\xff\n- - -\n\n")
    assert network_kind(tmp_path, tmp_path / "odd") is None
    assert network_kind(tmp_path) is None, "the tests' own folder is local"


def test_a_client_tells_of_an_outbox_on_a_network_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One problem when the client is made, with the kind and what to do; events are delivered all the same."""
    monkeypatch.setattr(filesystem, "MOUNTS", mounts(tmp_path, "nfs4", tmp_path.stat().st_dev))
    problems: list[Problem] = []
    heard = threading.Event()

    def hear(problem: Problem) -> None:
        problems.append(problem)
        heard.set()

    with OddServer() as server:
        client = Client(server.url, source="//s", outbox=tmp_path / "outbox", on_error=hear)
        assert heard.wait(10)
        assert client.track("com.acme.kiosk.slush_poured.v1")
        assert client.close(10).delivered == 1
    assert [problem.reason for problem in problems] == ["outbox.network"]
    assert str(tmp_path / "outbox") in problems[0].message
    assert "nfs4" in problems[0].message
    assert "choose a local disk" in problems[0].message
