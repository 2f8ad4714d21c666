"""What the demo prints while it plays: one line per thing that happens, and how long it has been going."""

from __future__ import annotations

import sys
import time

from reconstruct.timeline import Paint


class Display:
    """Lines of progress; with colour only where that was asked for."""

    def __init__(self, paint: Paint) -> None:
        self.paint = paint
        self._began = time.monotonic()
        self._act = 0

    def title(self, text: str) -> None:
        """Name the whole."""
        self.say("")
        self.say("  " + self.paint("bold", text))

    def act(self, title: str) -> None:
        """Begin the next part."""
        self._act += 1
        self.say("")
        self.say(f"  {self.paint('cyan', str(self._act))}  {self.paint('bold', title)}")

    def step(self, who: str, what: str) -> None:
        """Tell what one of the parts has done."""
        clock = self.paint("dim", f"{time.monotonic() - self._began:5.1f} s")
        self.say(f"     {clock}  {who:<12} {what}")

    def note(self, text: str) -> None:
        """Add something to the step before."""
        self.say(self.paint("dim", f"                           {text}"))

    def say(self, line: str) -> None:
        """Print a line at once, also into a pipe."""
        print(line, flush=True)

    def fail(self, message: str) -> None:
        """Say what went wrong, on standard error."""
        sys.stdout.flush()
        print(f"demo: {message}", file=sys.stderr, flush=True)
