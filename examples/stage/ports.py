"""Whether a port is free, and if not, who has it."""

from __future__ import annotations

import socket
from pathlib import Path

# States of /proc/net/tcp: 0A is LISTEN.
_LISTEN = "0A"


def is_free(port: int) -> bool:
    """Whether the collector could listen on it."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
            trial.listen(1)
        except OSError:
            return False
    return True


def holder(port: int, proc: Path = Path("/proc")) -> str:
    """Say which process listens on the port, as far as this user may know; Linux only."""
    inodes = {f"socket:[{inode}]" for inode in _listeners(port, proc)}
    for process in proc.glob("[0-9]*") if inodes else ():
        if inodes & _sockets(process):
            return f"process {process.name} ({_command(process)})"
    return "another process"


def _listeners(port: int, proc: Path) -> list[str]:
    found = []
    for table in (proc / "net/tcp", proc / "net/tcp6"):
        for line in table.read_text().splitlines()[1:] if table.exists() else ():
            fields = line.split()
            if fields[3] == _LISTEN and int(fields[1].rpartition(":")[2], 16) == port:
                found.append(fields[9])
    return found


def _sockets(process: Path) -> set[str]:
    try:
        return {str(each.readlink()) for each in (process / "fd").iterdir()}
    except OSError:  # another user's, or gone
        return set()


def _command(process: Path) -> str:
    try:
        return (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()[:60]
    except OSError:
        return "?"
