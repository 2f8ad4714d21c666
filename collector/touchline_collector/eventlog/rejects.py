"""The reject stream: refused events, redacted, with every finding, for repair and replay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from touchline_collector import jsontext
from touchline_collector.eventlog.records import Rejected
from touchline_collector.sqlite import Connection

# A sender that only sends rubbish must not fill the disk: the newest are what somebody repairs. 100,000 of the
# largest events the door takes are 6.4 GB, of usual ones 100 MB.
KEEP = 100_000

_COLUMNS = "number, at, source, id, type, key, size, sha256, findings, event"


@dataclass(frozen=True, slots=True)
class StoredReject:
    """A reject as it lies in the log; `at` is when it arrived (Unix seconds)."""

    number: int
    at: float
    rejected: Rejected


def store(connection: Connection, rejects: Iterable[Rejected], *, at: float) -> None:
    """Add rejects; the oldest beyond `KEEP` go."""
    rows = [(at, r.source, r.id, r.type, r.key, r.size, r.sha256, jsontext.dumps(r.findings), r.event) for r in rejects]
    connection.executemany(
        "INSERT INTO rejects(at, source, id, type, key, size, sha256, findings, event) VALUES (?,?,?,?,?,?,?,?,?)",
        rows,
    )
    connection.execute("DELETE FROM rejects WHERE number <= (SELECT max(number) FROM rejects) - ?", (KEEP,))


def read(connection: Connection, *, after: int = 0, limit: int = 100) -> list[StoredReject]:
    """Rejects in the order of arrival, from the first number above `after`."""
    sql = f"SELECT {_COLUMNS} FROM rejects WHERE number > ? ORDER BY number LIMIT ?"  # noqa: S608 - a constant
    return [_stored(row) for row in connection.execute(sql, (after, limit))]


def get(connection: Connection, number: int) -> StoredReject | None:
    """One reject, or None when there is none of that number (any more)."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM rejects WHERE number = ?", (number,)).fetchone()  # noqa: S608
    return _stored(row) if row else None


def repair(connection: Connection, number: int, repaired: Rejected) -> None:
    """Replace what is known of a reject, but for when it came and with which key, how large and with which digest."""
    connection.execute(
        "UPDATE rejects SET source = ?, id = ?, type = ?, findings = ?, event = ? WHERE number = ?",
        (repaired.source, repaired.id, repaired.type, jsontext.dumps(repaired.findings), repaired.event, number),
    )


def forget(connection: Connection, numbers: Iterable[int]) -> None:
    """Remove rejects, for instance after their replay; absent numbers are no error."""
    connection.executemany("DELETE FROM rejects WHERE number = ?", [(n,) for n in numbers])


def _stored(row: tuple) -> StoredReject:  # type: ignore[type-arg] # apsw rows are untyped
    number, at, source, id_, type_, key, size, sha256, findings, event = row
    rejected = Rejected(jsontext.loads(findings), size, sha256, event, source, id_, type_, key)
    return StoredReject(number, at, rejected)
