"""The demo's own folder. What an earlier demo left there is replaced; anything else is left alone."""

from __future__ import annotations

import shutil
from pathlib import Path

MARK = ".touchline-demo"


class FolderError(Exception):
    """The folder cannot be used; the message says why and what to do."""


def prepare(folder: Path) -> bool:
    """Make the folder, empty; True where it held an earlier demo."""
    earlier = (folder / MARK).is_file()
    if folder.exists() and not earlier and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderError(
            f"{folder} is there already and is no folder of an earlier demo; it is left alone. "
            "Choose another: make demo DATA=some/folder"
        )
    try:
        if earlier:
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARK).write_text("made by `make demo`, which replaces it\n")
    except OSError as error:
        raise FolderError(f"{folder}: {error.strerror}. Choose another: make demo DATA=some/folder") from error
    return earlier
