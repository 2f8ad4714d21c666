"""Which file systems an outbox should not lie on: across a network, locks and writes depend on another machine."""

from __future__ import annotations

import os
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "9p", "lustre", "gfs2", "ocfs2", "beegfs", "glusterfs"}
    | {"virtiofs", "ncpfs", "fuse.sshfs", "fuse.glusterfs", "fuse.s3fs", "fuse.rclone", "fuse.cephfs", "fuse.gcsfuse"}
)


def network_kind(folder: Path, mounts: Path | None = None) -> str | None:
    """Return the name of the network file system that holds a folder; None for a local one, or if nothing tells."""
    try:
        device = folder.stat().st_dev
        text = (mounts or MOUNTS).read_text()
    except (OSError, UnicodeDecodeError):
        return None
    kind = _kind(text, f"{os.major(device)}:{os.minor(device)}")
    return kind if kind in _NETWORK else None


def _kind(mounts: str, device: str) -> str | None:
    """Return the type of the mounted file system of a device number, as the kernel lists both."""
    for line in mounts.splitlines():
        place, _, source = line.partition(" - ")
        if place.split(" ")[2:3] == [device]:
            return source.split(" ")[0]
    return None
