"""Importing on first use, safely beside forks and other threads.

A child forked while another thread is inside an import would wait for that import's lock for ever; so no fork happens
inside one of ours. Threads that make their first clients at the same moment take turns: Python's own avoidance of
deadlocks may hand one of them a module that another is still importing.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

_loading = threading.RLock()
os.register_at_fork(before=_loading.acquire, after_in_parent=_loading.release, after_in_child=_loading.release)
_loaded: dict[str, Any] = {}


@contextmanager
def alone() -> Iterator[None]:
    """Import in this block while no other thread of ours does."""
    with _loading:
        yield


def load(name: str) -> Any:
    """Return a module, imported when it is first asked for."""
    module = _loaded.get(name)
    if module is None:
        with _loading:
            module = _loaded[name] = import_module(name)
    return module
