"""The data folder: where its files lie, and the lock that keeps a second collector out."""

from __future__ import annotations

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from touchline_collector.errors import ConfigError, StorageLocked


@dataclass(slots=True)
class Folder:
    """A locked data folder; the lock lives as long as the process or the context."""

    path: Path
    _descriptor: int

    @classmethod
    def lock(cls, path: Path) -> Self:
        """Make the folder where it is missing and take its lock; raises StorageLocked, ConfigError."""
        try:
            path.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(path / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise ConfigError(f"the data folder {path} cannot be used: {error.strerror or error}") from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(descriptor)
            raise StorageLocked(f"another collector works in {path}; stop it or choose another --data-dir") from error
        return cls(path, descriptor)

    @property
    def log(self) -> Path:
        """The folder of the durable log."""
        return self.path / "log"

    def __enter__(self) -> Self:
        """The locked folder."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        """Give the lock back."""
        os.close(self._descriptor)
