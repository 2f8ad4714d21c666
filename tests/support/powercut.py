"""A disk that forgets: an SQLite VFS that knows what was synced, and what a power cut would leave of the rest."""

from __future__ import annotations

import itertools
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

# What a disk writes whole; a write of several may be torn between any two.
SECTOR = 512
_numbers = itertools.count()


@dataclass
class Image:
    """One file: what certainly lies on the disk, and the changes that may or may not."""

    durable: bytearray
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)  # (offset, data); None cuts the file there

    def sync(self) -> None:
        """Everything so far is on the disk."""
        for offset, data in self.pending:
            _apply(self.durable, offset, data)
        self.pending.clear()

    def after_a_cut(self, chance: random.Random) -> bytes:
        """The file as it may look: pending changes lost, done, torn or scrambled."""
        left = bytearray(self.durable)
        for offset, data in self.pending:
            fate = chance.choice(("lost", "done", "torn", "scrambled"))
            if data is None or fate == "done":
                if fate != "lost":
                    _apply(left, offset, data)
                continue
            for start in range(0, len(data), SECTOR):
                if fate != "lost" and chance.random() < 0.5:
                    part = data[start : start + SECTOR]
                    _apply(left, offset + start, part if fate == "torn" else chance.randbytes(len(part)))
        return bytes(left)


def _apply(content: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del content[offset:]
        return
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


class Disk(apsw.VFS):
    """Watches every file opened through it. `fault(operation)` may raise, or call `cut`."""

    def __init__(self, fault: Callable[[Disk, str], None]) -> None:
        self.name = f"powercut-{next(_numbers)}"
        super().__init__(self.name, "")
        self.images: dict[str, Image] = {}
        self.fault = fault
        self.left: dict[str, bytes] | None = None
        self._lock = threading.RLock()

    def operate(self, kind: str) -> None:
        """One write, sync or truncation is about to happen."""
        with self._lock:
            if self.left is not None:
                raise apsw.IOError("the power is off")
            self.fault(self, kind)

    def cut(self, chance: random.Random) -> None:
        """The power goes: what would be found afterwards is decided now, and nothing is written any more."""
        self.left = {path: image.after_a_cut(chance) for path, image in self.images.items()}
        raise apsw.IOError("the power went")

    def restore(self, folder: Path) -> None:
        """Lay down the files as they were found after the cut, or as they would be found after one now."""
        folder.mkdir()
        left = self.left or {path: image.after_a_cut(random.Random(0)) for path, image in self.images.items()}  # noqa: S311
        for path, content in left.items():
            (folder / Path(path).name).write_bytes(content)

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - SQLite's name
        """Every file is watched."""
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        file = File(name, flags, self, path)
        if path is not None and path not in self.images:
            self.images[path] = Image(bytearray(Path(path).read_bytes() if Path(path).exists() else b""))
        return file

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802, FBT001 - SQLite's names
        """A deletion counts at once: SQLite syncs the folder where it matters."""
        super().xDelete(filename, syncdir)
        self.images.pop(filename, None)

    def excepthook(self, *_: object) -> None:
        """SQLite swallows a failure where it can go on; that is its business and no noise of ours."""


class File(apsw.VFSFile):
    """One open file."""

    def __init__(self, name: Any, flags: list[int], disk: Disk, path: str | None) -> None:
        super().__init__("", name, flags)
        self._disk = disk
        self._path = path

    def _pending(self, offset: int, data: bytes | None) -> None:
        if self._path in self._disk.images:
            self._disk.images[self._path].pending.append((offset, data))

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        """Lies in the cache of the operating system from here on."""
        self._disk.operate("write")
        super().xWrite(data, offset)
        self._pending(offset, bytes(data))

    def xTruncate(self, size: int) -> None:  # noqa: N802
        """As a write."""
        self._disk.operate("truncate")
        super().xTruncate(size)
        self._pending(size, None)

    def xSync(self, flags: int) -> None:  # noqa: N802
        """The disk has everything of this file."""
        self._disk.operate("sync")
        super().xSync(flags)
        if self._path in self._disk.images:
            self._disk.images[self._path].sync()

    def excepthook(self, *_: object) -> None:
        """SQLite swallows a failure where it can go on; that is its business and no noise of ours."""
