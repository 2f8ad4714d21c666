"""The processes of the demo: each is started, waited for, and gone at the end whatever happens."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

# A cold start of a Python server on a slow, loaded machine; an ordinary one takes less than a second.
START_S = 30.0
STOP_S = 10.0
# The longest piece, a walk through the store, takes two seconds.
PLAY_S = 60.0
NOTHING = subprocess.DEVNULL


class StageError(Exception):
    """A process of the demo did not do its part; the message says which and shows its last words."""


class Process:
    """One child process, its output kept in a file."""

    def __init__(self, name: str, command: Sequence[str], log: Path) -> None:
        self.name = name
        self.log = log
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            # A session of its own: Ctrl-C goes to the demo, which then stops its children in order.
            self._child = subprocess.Popen(
                command, stdin=NOTHING, stdout=subprocess.PIPE, stderr=output, start_new_session=True
            )

    @property
    def pid(self) -> int:
        """Its number."""
        return self._child.pid

    def line_with(self, text: str) -> str:
        """Return its first line of output that holds the text; StageError where it ends or takes too long."""
        found: list[str] = []
        reader = threading.Thread(target=self._read_until, args=(text, found), daemon=True)
        reader.start()
        reader.join(START_S)
        if not found:
            raise StageError(f"the {self.name} did not start; its last words:\n{self.last_words()}")
        return found[0]

    def _read_until(self, text: str, found: list[str]) -> None:
        output = self._child.stdout
        for raw in output or ():
            line = raw.decode(errors="replace").strip()
            if text in line and not found:
                found.append(line)
                break
        # What comes later must not fill the pipe and stop the process.
        threading.Thread(target=self._drain, daemon=True).start()

    def _drain(self) -> None:
        with suppress(ValueError, OSError):
            for _ in self._child.stdout or ():
                pass

    def stop(self) -> None:
        """Ask it to end, and wait; twice is nothing more."""
        if self._child.poll() is None:
            self._child.terminate()
            try:
                self._child.wait(STOP_S)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """End it as a power cut would: SIGKILL, no last words."""
        self._child.kill()
        self._child.wait()

    def last_words(self) -> str:
        """Return the end of what it wrote to standard error."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-8:])


class Stage:
    """All processes of the demo, with one folder for their output."""

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._running: list[Process] = []

    def start(self, name: str, *command: str) -> Process:
        """Start one that runs until it is stopped."""
        process = Process(name, command, self._logs / f"{name.replace(' ', '-')}.log")
        self._running.append(process)
        return process

    def play(self, name: str, *command: str) -> str:
        """Run one to its end and return what it printed; StageError where it fails."""
        done = subprocess.run(command, check=False, stdin=NOTHING, capture_output=True, text=True, timeout=PLAY_S)
        self._logs.mkdir(parents=True, exist_ok=True)
        with (self._logs / f"{name.replace(' ', '-')}.log").open("a") as log:
            log.write(done.stderr)
        if done.returncode:
            raise StageError(f"the {name} ended with code {done.returncode}; its last words:\n{done.stderr[-800:]}")
        return done.stdout

    def __enter__(self) -> Self:
        """Return the stage itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop whatever runs, the last started first."""
        for process in reversed(self._running):
            process.stop()


def python(script: str) -> tuple[str, str]:
    """Return the command that runs one of the pieces with our own Python."""
    return sys.executable, str(Path(__file__).resolve().parents[1] / script)


def command(name: str) -> str:
    """Return one of the installed commands, from beside our own Python."""
    return str(Path(sys.executable).with_name(name))
