"""Importing on first use, safely beside forks.

A child forked while another thread is inside an import would wait for that import's lock for ever; so no fork happens
inside one of ours.
"""

from __future__ import annotations

import os
import threading
from importlib import import_module
from typing import Any

_loading = threading.RLock()
os.register_at_fork(before=_loading.acquire, after_in_parent=_loading.release, after_in_child=_loading.release)
_loaded: dict[str, Any] = {}


def load(name: str) -> Any:
    """Return a module, imported when it is first asked for."""
    module = _loaded.get(name)
    if module is None:
        with _loading:
            module = _loaded[name] = import_module(name)
    return module
