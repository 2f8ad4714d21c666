"""A small file system of its own, to be filled to the last block."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(at: Path, size: str) -> Iterator[Path]:
    """Mount a tmpfs of `size` ("32m") at a folder, which is made; skips where the machine does not allow it.

    It goes away lazily: the children of a process that was killed hold it open until they notice.
    """
    at.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0700", "tmpfs", str(at)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk needs root, and a machine that allows it")
    try:
        yield at
    finally:
        subprocess.run(["umount", "--lazy", str(at)], check=True)
