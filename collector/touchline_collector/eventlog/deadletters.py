"""Events that a sink refused for good, kept whole with the reason until a person replays or drops them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from touchline_collector import jsontext
from touchline_collector.forward.ledger import Ledger, State
from touchline_collector.forward.steps import Burial
from touchline_collector.sinks.event import Event
from touchline_collector.sqlite import Connection
from touchline_spec import redact

TABLES = """
CREATE TABLE IF NOT EXISTS dead_letters (
  number INTEGER PRIMARY KEY AUTOINCREMENT, sink TEXT NOT NULL, position INTEGER NOT NULL, source TEXT NOT NULL,
  id TEXT NOT NULL, type TEXT NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL, at REAL NOT NULL,
  tries INTEGER NOT NULL, state TEXT NOT NULL, body BLOB NOT NULL, UNIQUE (sink, position)
);
"""
_COLUMNS = "number, sink, position, source, id, type, code, reason, at, tries, state, body"


class DeadLetter(NamedTuple):
    """One refused event. `at`: when it was last refused, seconds since 1970; `state`: dead, or pending a replay."""

    number: int
    sink: str
    position: int
    source: str
    id: str
    type: str
    code: str
    reason: str
    at: float
    tries: int
    state: str
    body: bytes

    @property
    def event(self) -> Event:
        """The event as it will be sent again."""
        return Event(self.position, self.source, self.id, self.type, self.body)


def install(connection: Connection) -> None:
    """Make the table where it is missing."""
    connection.execute(TABLES).fetchall()


def bury(connection: Connection, sink: str, burials: Iterable[Burial], *, at: float) -> None:
    """Keep refused events; one that was replayed and refused again keeps its number."""
    letters = [
        (sink, e.position, e.source, e.id, e.type, b.code, b.reason, at, _kept(e)) for b in burials for e in (b.event,)
    ]
    connection.executemany(
        "INSERT INTO dead_letters(sink, position, source, id, type, code, reason, at, tries, state, body) "
        "VALUES (?,?,?,?,?,?,?,?,1,'dead',?) ON CONFLICT (sink, position) DO UPDATE SET "
        "code = excluded.code, reason = excluded.reason, at = excluded.at, tries = tries + 1, state = 'dead'",
        letters,
    )


def _kept(event: Event) -> bytes:
    """The event, with contact data redacted should an older door have let some in."""
    decoded = jsontext.loads(event.body)
    redacted = redact(decoded)
    return event.body if redacted == decoded else jsontext.dumps(redacted)


def forget(connection: Connection, sink: str, positions: Iterable[int]) -> None:
    """Remove the letters of these positions: they were delivered after all, or are no longer wanted."""
    pairs = [(sink, position) for position in positions]
    connection.executemany("DELETE FROM dead_letters WHERE sink = ? AND position = ?", pairs)


def listing(connection: Connection, *, sink: str | None = None, after: int = 0, limit: int = 100) -> list[DeadLetter]:
    """Letters in the order of their numbers, from `after` on."""
    wanted = "SELECT * FROM dead_letters WHERE number > ?1 AND (?2 IS NULL OR sink = ?2) ORDER BY number LIMIT ?3"
    return [DeadLetter(*row) for row in connection.execute(wanted.replace("*", _COLUMNS), (after, sink, limit))]


def get(connection: Connection, number: int) -> DeadLetter | None:
    """One letter, or None when there is none of that number (any more)."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM dead_letters WHERE number = ?", (number,)).fetchone()  # noqa: S608
    return DeadLetter(*row) if row else None


def pending(connection: Connection, sink: str) -> list[DeadLetter]:
    """The sink's letters that wait to be sent again."""
    sql = f"SELECT {_COLUMNS} FROM dead_letters WHERE sink = ? AND state = 'pending' ORDER BY number"  # noqa: S608
    return [DeadLetter(*row) for row in connection.execute(sql, (sink,))]


def repair(connection: Connection, number: int, body: bytes) -> None:
    """Replace the event that will be sent for this letter; source and id stay as they are."""
    connection.execute("UPDATE dead_letters SET body = ? WHERE number = ?", (body, number))


def revive(connection: Connection, numbers: Sequence[int]) -> list[DeadLetter]:
    """Mark dead letters to be sent again, in the books too; returns those that were dead."""
    letters = [letter for number in numbers if (letter := get(connection, number)) and letter.state == "dead"]
    for letter in letters:
        connection.execute("UPDATE dead_letters SET state = 'pending' WHERE number = ?", (letter.number,))
        move(connection, letter.sink, -1)
    return letters


def sinks(connection: Connection) -> list[str]:
    """The names of the sinks that have letters."""
    return [name for (name,) in connection.execute("SELECT DISTINCT sink FROM dead_letters ORDER BY sink")]


def erase(connection: Connection, sink: str, matches: Callable[[bytes], bool]) -> int:
    """Remove the sink's letters whose event `matches`, overwriting their bytes; their positions become erased."""
    connection.execute("PRAGMA secure_delete = ON").fetchall()
    rows: list[Any] = connection.execute(
        "SELECT number, state, body FROM dead_letters WHERE sink = ?", (sink,)
    ).fetchall()
    gone = [(number, state) for number, state, body in rows if matches(body)]
    connection.executemany("DELETE FROM dead_letters WHERE number = ?", [(number,) for number, _ in gone])
    move(connection, sink, -sum(state == "dead" for _, state in gone))
    move(connection, sink, len(gone), State.ERASED)
    return len(gone)


def move(connection: Connection, sink: str, count: int, state: State = State.DEAD) -> None:
    """Change one count of a sink's books."""
    row = connection.execute("SELECT ledger FROM cursors WHERE sink = ?", (sink,)).fetchone()
    if row is None:
        return
    counts = jsontext.loads(row[0])
    counts[state.value] = counts.get(state.value, 0) + count
    text = jsontext.dumps({name: counts[name] for name in Ledger.__dataclass_fields__ if name in counts}).decode()
    connection.execute("UPDATE cursors SET ledger = ? WHERE sink = ?", (text, sink))
