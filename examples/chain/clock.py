"""A clock that a file sets, so that a journey of days plays in seconds with believable times."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path


@dataclass(frozen=True, slots=True)
class StoryClock:
    """Tells the time that the file says, running from when it was set; without a file, the real time.

    The file is read each time: whoever tells the story sets the clocks of all its processes at once.
    """

    file: Path | None = None

    def now(self) -> datetime:
        """Return the clock's time, with its offset from UTC."""
        if self.file is None:
            return datetime.now().astimezone()
        setting = json.loads(self.file.read_text(encoding="utf-8"))
        running = timedelta(seconds=(time.time() - setting["set_at"]) * setting["pace"])
        return datetime.fromisoformat(setting["time"]) + running

    def set(self, moment: datetime, pace: float) -> None:
        """Set it to a moment, to run `pace` times as fast as real time."""
        if self.file is None:
            raise ValueError("only a clock with a file can be set")
        fresh = self.file.with_suffix(".new")
        fresh.write_text(json.dumps({"time": moment.isoformat(), "pace": pace, "set_at": time.time()}))
        fresh.replace(self.file)
