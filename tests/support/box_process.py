"""The agent's own commands as processes of their own, under the users and with the rights of the unit files."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from support.kernel_radio import PATIENCE, Store, until
from touchline_beacon import outbox_key

_AGENT = ("--reuid=touchline-beacon", "--regid=touchline-beacon", "--clear-groups", "--no-new-privs")
_READER = ("--reuid=touchline-reader", "--regid=touchline-beacon", "--clear-groups", "--no-new-privs")
NO_RIGHT = ("--inh-caps=-all", "--ambient-caps=-all", "--bounding-set=-all")
ONE_RIGHT = ("--inh-caps=-all,+net_admin", "--ambient-caps=-all,+net_admin", "--bounding-set=-all,+net_admin")


def free_port() -> int:
    """A port that nobody has at present."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Configuration:
    """A box's file with all its folders, for the agent's user only."""

    def __init__(
        self,
        folder: Path,
        store: Store,
        *,
        url: str = "http://127.0.0.1:9",
        radio: str = "",
        name: str = "store-1",
        sealed: bool = True,
    ) -> None:
        self.folder = folder
        self.state = folder / "state"
        self.socket = folder / "reader" / "packets.sock"
        self.file = folder / "beacon.toml"
        self.port = free_port()
        for path in (folder, *folder.parents):
            path.chmod(path.stat().st_mode | 0o011)
        self.socket.parent.mkdir(mode=0o750)
        self.state.mkdir(mode=0o700)
        own(self.socket.parent, "touchline-reader")
        own(self.state, "touchline-beacon")
        lines = [f'[box]\nstore = "{name}"\nname = "front"\nstate = "{self.state}"']
        if sealed:
            key = Path(outbox_key.make(folder))
            own(key, "touchline-beacon")
            lines += [f'outbox_key = "{key}"']
        lines += ['[programme]\nid = "club"']
        lines += [f'[collector]\nurl = "{url}"', f'[metrics]\nlisten = "127.0.0.1:{self.port}"']
        lines += [f'[radio]\n{radio}\nreader = "{self.socket}"']
        lines += [
            f'[[receivers]]\nname = "ble-{number}"\nadapter = "{one.address}"\nzone = "zone-{number}"\nrole = "inside"'
            for number, one in enumerate(store.receivers, 1)
        ]
        self.file.write_text("\n".join(lines) + "\n")

    def said(self, words: str, program: str = "run") -> bool:
        """Whether a program of the box has said something."""
        log = self.folder / f"{program}.log"
        return log.exists() and words in log.read_text()

    def page(self) -> bytes:
        """What the running box tells Prometheus; nothing while it does not answer."""
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics", timeout=5) as answer:
            return bytes(answer.read())
        return b""

    def metrics(self) -> dict[str, float]:
        """The same by name with labels."""
        lines = [line.rsplit(" ", 1) for line in self.page().decode().splitlines() if not line.startswith("#")]
        return {name.removeprefix("touchline_beacon_"): float(value) for name, value in lines}

    async def look(self) -> dict[str, float]:
        """The same, while the air goes on."""
        return await asyncio.to_thread(self.metrics)

    async def reaches(self, name: str, value: float) -> float:
        """Wait until a metric is at least so much; returns what it is then."""
        async with asyncio.timeout(PATIENCE):
            while (now := (await self.look()).get(name, 0.0)) < value:  # noqa: ASYNC110 - it announces nothing
                await asyncio.sleep(0.2)
        return now

    async def rises(self, name: str, by: float = 5) -> float:
        """Wait until a counter has grown; returns what it is then."""
        return await self.reaches(name, (await self.look()).get(name, 0.0) + by)


def own(path: Path, user: str) -> None:
    """Give a folder to a user of the box."""
    import pwd  # noqa: PLC0415 - there only where there are users

    entry = pwd.getpwnam(user)
    os.chown(path, entry.pw_uid, entry.pw_gid)


class Program:
    """`touchline-beacon VERB` under one of the box's users, until the block ends."""

    def __init__(self, log: Path, rights: Sequence[str], *arguments: str | Path) -> None:
        self.log = log
        self._command = [
            "setpriv",
            *rights,
            str(Path(sys.executable).parent / "touchline-beacon"),
            *map(str, arguments),
        ]
        self.process: asyncio.subprocess.Process | None = None

    @classmethod
    def agent(cls, box: Configuration, verb: str, *arguments: str) -> Self:
        """A verb as the agent's user, without any right."""
        return cls(box.folder / f"{verb}.log", (*_AGENT, *NO_RIGHT), verb, "--config", box.file, *arguments)

    @classmethod
    def reader(cls, box: Configuration, rights: Sequence[str] = ONE_RIGHT) -> Self:
        """The packet reader as its user."""
        return cls(box.folder / "reader.log", (*_READER, *rights), "reader", "--config", box.file)

    @property
    def said(self) -> str:
        """Standard output and error so far."""
        return self.log.read_text() if self.log.exists() else ""

    def rights(self, name: str) -> int:
        """A set of its capabilities, `CapEff` or another of /proc, as a mask."""
        assert self.process is not None
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1], 16) for line in lines if line.startswith(f"{name}:"))

    async def start(self) -> Self:
        """Start it."""
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *self._command, stdout=log, stderr=log, env=os.environ | {"PYTHONUNBUFFERED": "1"}
            )
        return self

    async def ended(self) -> int:
        """Wait for its end; returns the exit code."""
        assert self.process is not None
        return await self.process.wait()

    async def stop(self, number: int = signal.SIGTERM) -> int:
        """Ask it to end."""
        assert self.process is not None
        with suppress(ProcessLookupError):
            self.process.send_signal(number)
        return await self.ended()

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None
    ) -> None:
        if self.process is not None and self.process.returncode is None:
            await self.stop(signal.SIGKILL if kind else signal.SIGTERM)
        if kind is not None:
            sys.stdout.write(f"--- {self.log.name}\n{self.said}\n")


async def listening(box: Configuration) -> None:
    """Wait until the reader's socket is there."""
    await until(box.socket.exists)
