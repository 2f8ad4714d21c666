"""Where each sink stands, kept beside the log and committed with its books, its batch and its dead letters."""

from __future__ import annotations

from dataclasses import asdict

from touchline_collector import jsontext
from touchline_collector.eventlog import deadletters
from touchline_collector.forward.ledger import Ledger
from touchline_collector.forward.progress import Progress, Recorded
from touchline_collector.forward.spans import Spans
from touchline_collector.forward.steps import Checkpoint
from touchline_collector.sqlite import Connection

TABLES = """
CREATE TABLE IF NOT EXISTS cursors (
  sink TEXT PRIMARY KEY, position INTEGER NOT NULL, above TEXT NOT NULL, ledger TEXT NOT NULL, token TEXT, batch TEXT
) WITHOUT ROWID;
"""


def install(connection: Connection) -> None:
    """Make the tables where they are missing."""
    connection.execute(TABLES).fetchall()
    deadletters.install(connection)


def load(connection: Connection, sink: str) -> Progress | None:
    """Where the sink stands, or None for one never seen."""
    columns = "position, above, ledger, token, batch"
    row = connection.execute(f"SELECT {columns} FROM cursors WHERE sink = ?", (sink,)).fetchone()  # noqa: S608
    if row is None:
        return None
    position, above, ledger, token, batch = row
    recorded = Recorded(token, tuple((a, b) for a, b in jsontext.loads(batch))) if token else None
    return Progress(position, Spans(jsontext.loads(above)), Ledger(**jsontext.loads(ledger)), recorded)


def save(connection: Connection, sink: str, checkpoint: Checkpoint, *, at: float) -> None:
    """Commit a checkpoint; `at` is the time (seconds since 1970) its new dead letters bear."""
    batch = checkpoint.batch
    connection.execute(
        "INSERT OR REPLACE INTO cursors(sink, position, above, ledger, token, batch) VALUES (?,?,?,?,?,?)",
        (
            sink,
            checkpoint.position,
            jsontext.dumps(checkpoint.above).decode(),
            jsontext.dumps(asdict(checkpoint.ledger)).decode(),
            batch.token if batch else None,
            jsontext.dumps(batch.positions).decode() if batch else None,
        ),
    )
    deadletters.bury(connection, sink, checkpoint.burials, at=at)
    deadletters.forget(connection, sink, checkpoint.revived)


def begin(connection: Connection, sink: str, progress: Progress) -> None:
    """Give a new sink its place."""
    save(connection, sink, Checkpoint(progress.position, tuple(progress.above), progress.ledger), at=0.0)


def names(connection: Connection) -> list[str]:
    """Every sink with a cursor, configured or not."""
    return [name for (name,) in connection.execute("SELECT sink FROM cursors ORDER BY sink")]


def floor(connection: Connection) -> int | None:
    """The lowest cursor: retention may take what lies at or below it. None: no sink has one."""
    lowest = connection.execute("SELECT min(position) FROM cursors").fetchone()
    return lowest[0] if lowest else None


def drop(connection: Connection, sink: str) -> bool:
    """Forget a sink with its dead letters; False when there was none of that name."""
    known = connection.execute("SELECT 1 FROM cursors WHERE sink = ?", (sink,)).fetchone() is not None
    connection.execute("DELETE FROM cursors WHERE sink = ?", (sink,))
    connection.execute("DELETE FROM dead_letters WHERE sink = ?", (sink,))
    return known
