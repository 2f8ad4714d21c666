"""Which file system a folder lies on: SQLite's locks and syncs mean nothing on a network."""

from __future__ import annotations

import re
from pathlib import Path

from touchline_collector.errors import StorageUnsupported

MOUNTS = Path("/proc/self/mountinfo")

NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "9p", "lustre", "gfs2", "ocfs2", "beegfs", "fuse.sshfs"}
    | {"fuse.glusterfs", "fuse.s3fs", "fuse.rclone", "fuse.cephfs", "fuse.gcsfuse", "glusterfs", "virtiofs", "ncpfs"}
)

_OCTAL = re.compile(r"\\([0-7]{3})")


def require_local(folder: Path, mounts: str | None = None) -> None:
    """Raise StorageUnsupported when `folder` lies on a network file system."""
    kind = kind_of(folder.resolve(), mounts)
    if kind in NETWORK:
        raise StorageUnsupported(
            f"{folder} lies on {kind}, a network file system, where a sync does not mean what it says; "
            "choose a local disk"
        )


def kind_of(folder: Path, mounts: str | None = None) -> str | None:
    """The type of the file system that holds an absolute path, or None where the system does not tell."""
    if mounts is None:
        try:
            mounts = MOUNTS.read_text()
        except OSError:
            return None
    best: tuple[int, str] | None = None
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        point = Path(_OCTAL.sub(lambda match: chr(int(match.group(1), 8)), before.split(" ")[4]))
        if folder.is_relative_to(point) and (best is None or len(point.parts) >= best[0]):
            best = len(point.parts), after.split(" ")[0]
    return best[1] if best else None
