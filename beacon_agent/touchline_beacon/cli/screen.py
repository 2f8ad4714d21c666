"""A terminal that shows one picture after the other in the same place; anywhere else they follow one another."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import NamedTuple, TextIO

# What a picture may take where nothing says how large the terminal is: a file, a pipe, a terminal without its size.
WIDTH, HEIGHT = 120, 24
_HOME, _WIPE, _END_OF_LINE, _BELOW = "\x1b[H", "\x1b[2J", "\x1b[K", "\x1b[J"


class Size(NamedTuple):
    """Columns and lines."""

    width: int = WIDTH
    height: int = HEIGHT


class Screen:
    """Draws without flicker, follows a change of size, and leaves the last picture there."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._drawn: Size | None = None

    def show(self, picture: Callable[[Size], list[str]]) -> None:
        """Draw what `picture` makes of the size; it keeps within both bounds."""
        if not _draws(self._out):
            print("\n".join(picture(Size())), file=self._out, flush=True)
            return
        size = _size(self._out)
        begin = _HOME if size == self._drawn else _WIPE + _HOME
        self._drawn = size
        self._out.write(begin + f"{_END_OF_LINE}\n".join(picture(size)) + _END_OF_LINE + _BELOW)
        self._out.flush()

    def leave(self) -> None:
        """Go to the line below the last picture, for whoever writes next."""
        if self._drawn is not None:
            print(file=self._out, flush=True)


def status(text: str, out: TextIO | None = None) -> None:
    """Replace the line under the cursor; nothing where there is no terminal."""
    out = out or sys.stderr
    if _draws(out):
        out.write("\r" + text[: _size(out).width - 1] + _END_OF_LINE)
        out.flush()


def _draws(out: TextIO) -> bool:
    return out.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def _size(out: TextIO) -> Size:
    try:
        width, height = os.get_terminal_size(out.fileno())
    except OSError:
        return Size()
    return Size(width or WIDTH, height or HEIGHT)
