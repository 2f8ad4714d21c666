"""What can go wrong in the collector.

CollectorError
├── ConfigError           the configuration names something that cannot be used
├── MissingExtra          a dependency of an optional part is not installed
└── StorageError          the durable log could not do what was asked
    ├── StorageFull       no room on the disk; recovers by itself when there is
    ├── StorageFailed     the disk refused a read, a write or a sync
    ├── StorageDamaged    bytes on the disk are not what was written
    ├── StorageLocked     another process works in the same data folder
    ├── StorageUnsupported  this file system or SQLite cannot keep the promise
    └── StorageClosed     the log was closed before the work was done
"""

from __future__ import annotations


class CollectorError(Exception):
    """Base of every error the collector raises on purpose."""


class ConfigError(CollectorError):
    """Settings are wrong; each of `sentences` names one, its value and what was expected."""

    def __init__(self, *sentences: str) -> None:
        """A sentence a setting."""
        super().__init__("\n".join(sentences))
        self.sentences = sentences


class MissingExtra(CollectorError):  # noqa: N818 - named for the state, as the tree above
    """An optional dependency is absent; the message is the pip line."""


class StorageError(CollectorError):
    """The durable log could not do what was asked; nothing of it was acknowledged."""


class StorageFull(StorageError):  # noqa: N818
    """The disk or the log's own limit is full."""


class StorageFailed(StorageError):  # noqa: N818
    """The operating system refused a read, a write or a sync."""


class StorageDamaged(StorageError):  # noqa: N818
    """Stored bytes do not carry their checksum or their structure."""


class StorageLocked(StorageError):  # noqa: N818
    """The data folder belongs to another running process."""


class StorageUnsupported(StorageError):  # noqa: N818
    """This file system or this SQLite would break the promise silently."""


class StorageClosed(StorageError):  # noqa: N818
    """The log is closed."""
