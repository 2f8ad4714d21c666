"""The till: business date, workstation, a sequence that survives restarts, sales and tenders.

    till = Till(tl, store="0042", workstation="3", folder="/var/lib/till")
    till.sale(items=[...], total=Money("19.99", "EUR"), tenders=[cash("19.99", "EUR")],
              identities=[Identity.loyalty("4711")])

Use a client with `outbox=...` and `level="power"`: a till may be offline for days and lose its power meanwhile.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any

from touchline.ambient import several
from touchline.errors import OutboxError
from touchline.ids import new_id
from touchline.outbox.segment import make_folder, sync_folder
from touchline.tracker import Tracker

# Bars and petrol stations close after midnight; four in the morning belongs to the day before everywhere.
DAY_STARTS = time(4, 0)
# adjtimex(2): the kernel's word for a clock that nothing keeps in step; and a buffer larger than any struct timex.
_TIME_ERROR = 5
_TIMEX_BYTES = 512


class Till:
    """One workstation of one store.

    `folder` holds the sequence file; `timezone` is the store's (default: the machine's). The business date is the
    local date, counted from `day_starts`, unless `open_day` set it.
    """

    def __init__(
        self,
        client: Tracker,
        *,
        store: str,
        workstation: str,
        folder: str | os.PathLike[str],
        timezone: tzinfo | None = None,
        day_starts: time = DAY_STARTS,
    ) -> None:
        self._client = client
        self._store = store
        self._workstation = workstation
        self._sequence = Sequencer(Path(folder) / f"till-{workstation}.sequence")
        self._timezone = timezone
        self._day_starts = day_starts
        self._day: date | None = None

    def open_day(self, day: date | None) -> None:
        """Set the business date of what follows; None returns to the clock."""
        self._day = day

    def business_date(self, now: datetime | None = None) -> date:
        """Return the trading day of a moment (default: now)."""
        if self._day is not None:
            return self._day
        return business_date(now or datetime.now(UTC), self._timezone, self._day_starts)

    def sale(
        self,
        *,
        items: Sequence[Any],
        total: Any,
        tenders: Sequence[Any] = (),
        transaction_id: str | None = None,
        **data: Any,
    ) -> str | None:
        """Record `pos.transaction_completed`; returns the event's id, or None when nothing could take it.

        The transaction's number is made of store, workstation and sequence unless the register has its own.
        """
        paid = list(tenders or ())
        return self._record(
            "transaction_completed", transaction_id, {"items": items, "total": total, "tenders": paid, **data}
        )

    def void(self, voided: str, *, reason: str | None = None, **data: Any) -> str | None:
        """Record `pos.transaction_voided` of an earlier transaction."""
        return self._record("transaction_voided", None, {"voided_transaction_id": voided, "reason": reason, **data})

    def suspend(self, **data: Any) -> str | None:
        """Record `pos.transaction_suspended`."""
        return self._record("transaction_suspended", None, data)

    def customer_identified(self, how: str, *, identities: Sequence[Any], **data: Any) -> str | None:
        """Record `pos.customer_identified`; `how` is card, phone, app_qr and the like."""
        facts = {"identification": how, "identities": several(identities), **self._place(), **data}
        return self._client.track("touchline.pos.customer_identified.v1", facts)

    def _record(self, what: str, transaction_id: str | None, data: dict[str, Any]) -> str | None:
        number = self._number()
        facts = {
            "transaction_id": transaction_id or f"{self._store}-{self._workstation}-{number or new_id()}",
            **({} if number is None else {"till_sequence": number}),
            "business_date": self.business_date(),
            **self._place(),
            **{name: value for name, value in data.items() if value is not None},
        }
        return self._client.track(f"touchline.pos.{what}.v1", facts)

    def _number(self) -> int | None:
        """Return the next number; a disk that cannot hold it costs the number, not the sale."""
        try:
            return self._sequence.next()
        except OutboxError as error:
            self._client.report(error)
            return None

    def _place(self) -> dict[str, Any]:
        read_point = {"id": f"till-{self._workstation}", "kind": "pos", "workstation": self._workstation}
        return {
            "channel": "pos",
            "location": {"store": {"id": self._store}, "read_point": read_point, "method": "till"},
            "clock": {"quality": clock_quality()},
        }


class Sequencer:
    """A counter in a file, synced before a number is used: no number twice, whatever the power does.

    Several processes may share the file. A file that does not hold a number is refused, not restarted.
    """

    def __init__(self, path: Path) -> None:
        make_folder(path.parent, 0o777)
        self._path = path

    def next(self) -> int:
        """Return the next number; the first is 1. Raises `OutboxError` when the file cannot hold it."""
        try:
            fd = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise OutboxError(f"till sequence {str(self._path)!r}: {error.strerror}") from error
        try:
            fcntl.flock(fd, fcntl.LOCK_EX)
            number = self._read(fd) + 1
            # Fixed width, one write: a cut in the middle leaves the old number or the new one.
            os.pwrite(fd, b"%020d\n" % number, 0)
            os.fsync(fd)
            if number == 1:  # a new file: without its name the next start would begin at 1 again
                sync_folder(self._path.parent)
        except OSError as error:
            raise OutboxError(f"till sequence {str(self._path)!r}: {error}") from error
        finally:
            os.close(fd)
        return number

    def _read(self, fd: int) -> int:
        text = os.pread(fd, 64, 0).strip()
        if text and not text.isdigit():
            raise OutboxError(f"till sequence {str(self._path)!r} holds {text[:20]!r}: expected a number")
        return int(text or b"0")


def business_date(now: datetime, timezone: tzinfo | None, day_starts: time) -> date:
    """Return the trading day of a zoned moment: the local date, the night counted to the day before."""
    local = now.astimezone(timezone)
    return local.date() - timedelta(days=1) if local.time() < day_starts else local.date()


def clock_quality() -> str:
    """Return `synced` or `unsynced`, as the kernel says; `unsynced` where it cannot be asked."""
    try:
        state = ctypes.CDLL(None, use_errno=True).adjtimex(ctypes.create_string_buffer(_TIMEX_BYTES))
    except (OSError, AttributeError):
        return "unsynced"
    return "synced" if 0 <= state < _TIME_ERROR else "unsynced"


def cash(amount: str, currency: str) -> dict[str, Any]:
    """Return a tender paid in cash."""
    return tender("cash", amount, currency)


def card(amount: str, currency: str, *, brand: str | None = None, reference: str | None = None) -> dict[str, Any]:
    """Return a tender paid by card; `reference` is the provider's, never a card number."""
    facts = {"brand": brand, "reference": reference}
    return tender("card", amount, currency) | {name: value for name, value in facts.items() if value is not None}


def tender(method: str, amount: str, currency: str) -> dict[str, Any]:
    """Return a tender of any method: gift_card, voucher, wallet, points ..."""
    return {"method": method, "amount": {"amount": amount, "currency": currency}}
