"""Where events wait: in memory, on disk, or one behind the other. All follow the contract in `store`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from touchline import options
from touchline.batch import ids
from touchline.loading import alone
from touchline.notifier import Notifier
from touchline.options import Options
from touchline.outbox.memory import MemoryStore
from touchline.outbox.store import FAILED, FULL, Store
from touchline.report import Counters

if TYPE_CHECKING:
    from touchline.outbox.folder import FolderStore
    from touchline.outbox.kept import KeptFiles


class Outbox:
    """The stores that a client's options describe, and the files beside them.

    Without a folder: memory. With one: the folder, and memory for as long as the disk refuses. To spill: memory, and
    the folder for what it has no room for.
    """

    def __init__(self, given: Options, notifier: Notifier, counters: Counters) -> None:
        self._notifier = notifier
        self._counters = counters
        self._memory = MemoryStore(
            options.at_least_one("memory_bytes", given.get("memory_bytes", options.MEMORY_BYTES))
        )
        self._folder: FolderStore | None = None
        self.keeper: KeptFiles | None = None
        self.store: Store = self._memory
        path = given.get("outbox")
        level = options.one_of("level", given.get("level", "process"), ("process", "power"))
        spill = given.get("overflow") == "spill"
        if path is None:
            asked = {
                "overflow spill": spill,
                "level power": level == "power",
                "outbox_key": given.get("outbox_key") is not None,
            }
            if needing := [name for name, wanted in asked.items() if wanted]:
                raise ValueError(f"{needing[0]} needs a folder: give outbox=...")
            return
        self._open(path, given, power=level == "power", spill=spill)

    def _open(self, where: str | os.PathLike[str], given: Options, *, power: bool, spill: bool) -> None:
        # The folder's store needs POSIX locks, and a client without a folder does not need the modules.
        with alone():
            from pathlib import Path  # noqa: PLC0415

            from touchline.outbox.filesystem import network_kind  # noqa: PLC0415
            from touchline.outbox.folder import DISK_BYTES, FolderStore  # noqa: PLC0415
            from touchline.outbox.kept import KeptFiles  # noqa: PLC0415
            from touchline.outbox.keyring import keyring  # noqa: PLC0415
            from touchline.outbox.tiers import Tiers  # noqa: PLC0415

        path = Path(where)
        bound, age = given.get("outbox_bytes"), given.get("max_age")
        keys = keyring(given.get("outbox_key"))
        folder = FolderStore(
            path,
            told=self._told,
            power=power,
            max_bytes=DISK_BYTES if bound is None else options.at_least_one("outbox_bytes", bound),
            max_age=None if age is None else options.positive("max_age", age),
            keys=keys,
            moving=self._counters.moving,
        )
        self._folder, self.keeper = folder, KeptFiles(path, keys)
        if kind := network_kind(path):
            self._notifier.tell(
                "outbox.network",
                f"outbox {str(path)!r} lies on {kind}, a network file system: track waits for it, and its locks and "
                "syncs may mean nothing; choose a local disk",
            )
        if spill:
            self.store = Tiers(self._memory, folder, when=FULL)
        else:
            self.store = Tiers(folder, self._memory, when=FAILED, on_fallback=self._disk_refused)

    def state(self) -> dict[str, int]:
        """Return where events are, in the words of `Stats`."""
        accepted, pending = self._memory.tally()
        if self._folder is None:
            return {"accepted": accepted, "pending": pending}
        books = self._folder.tally()
        return {
            "accepted": accepted + books.accepted,
            "pending": pending,
            "spooled": books.waiting,
            "elsewhere": books.elsewhere,
            "adopted": books.adopted,
        }

    def end(self) -> None:
        """Close the stores; what waits in memory is lost now, counted and named."""
        with self._counters.moving():
            lost = self._memory.abandon()
            if lost:
                self._told("dropped.closed", "the client was closed before the collector took them", lost)
        self.store.close()

    def lines(self) -> list[bytes]:
        """Return the events in memory, oldest first."""
        return self._memory.lines()

    def clear(self) -> None:
        """Forget the events in memory."""
        self._memory.abandon()

    def inherited(self) -> bool:
        """Tell whether another process left something to send."""
        return self._folder is not None and self._folder.inherited()

    def sync(self) -> None:
        """Return when everything put so far is on the medium; without a folder there is nothing to do."""
        if self._folder is not None:
            self._folder.sync()

    def _disk_refused(self) -> None:
        error = None if self._folder is None else self._folder.last_error
        self._notifier.tell("outbox.storage", f"the disk refused an event, memory holds it: {error}", count=1)

    def _told(self, reason: str, message: str, lines: list[bytes]) -> None:
        if reason.startswith("dropped."):
            self._counters.drop(reason, len(lines))
        elif lines and self.keeper is not None:
            self._set_aside(self.keeper, lines)
        self._notifier.tell(reason, message, count=len(lines), ids=ids(b"\n".join(lines)))

    def _set_aside(self, keeper: KeptFiles, lines: list[bytes]) -> None:
        try:
            keeper.keep_damaged(lines)
        except OSError as error:  # a full disk must not hold up the good lines behind the damaged ones
            self._notifier.tell("outbox.storage", f"damaged lines could not be kept: {error}", count=len(lines))
