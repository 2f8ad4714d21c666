"""ClickHouse through its HTTP interface: one insert a batch, under a token by which ClickHouse drops a second copy.

ClickHouse has no unique keys. A batch that is sent again carries the token it was recorded with, so the server drops it
whole as long as it remembers the token; a copy that slips through, or an event that comes in another batch, is merged
away by ReplacingMergeTree some time later, and at once for who asks with FINAL.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

import requests

from touchline_collector import jsontext, zstd
from touchline_collector.errors import ConfigError
from touchline_collector.sinks import erasing
from touchline_collector.sinks.base import (
    OK,
    Batch,
    Fatal,
    Limits,
    Outcome,
    Person,
    Refused,
    Sink,
    SinkError,
    TooLarge,
    Unavailable,
)
from touchline_collector.sinks.options import option
from touchline_collector.sinks.rows import COLUMNS, row


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of a clickhouse sink."""

    url: str = option("https://user:password@host:8443/database, or http:// and port 8123", secret=True)
    table: str = option("the table, with its database where it is another: other.events", "events")
    create: bool = option("make the table where it is missing", default=True)
    ca_file: Path | None = option("certificate authorities to trust instead of the system's", None)
    timeout: float = option("seconds for connecting, and for each answer", 30.0, least=0.1)

    def __post_init__(self) -> None:
        """Find what no connection could ever work with."""
        url = urlsplit(self.url)
        if url.scheme not in PORTS or not url.hostname:
            raise ConfigError("clickhouse: url must be http://host:8123/database or https://host:8443/database")
        if not re.fullmatch(r"\w+(\.\w+)?", self.table):
            raise ConfigError(f"clickhouse: table must be a name, or database.name, not {self.table!r}")


PORTS = {"http": 8123, "https": 8443}
# The window makes a table on a single server remember tokens as replicated tables do by themselves: enough for days of
# restarts at one insert a second. `happened` is there to partition queries by and for functions of time.
TABLE = """
CREATE TABLE IF NOT EXISTS {table} (
  source String, id String, type LowCardinality(String),
  time Nullable(String), received_time Nullable(String), adjusted_time Nullable(String),
  channel LowCardinality(Nullable(String)), subject Nullable(String), event String CODEC(ZSTD(3)),
  happened Nullable(DateTime64(6, 'UTC')) MATERIALIZED parseDateTime64BestEffortOrNull(time, 6, 'UTC')
) ENGINE = ReplacingMergeTree ORDER BY (source, id) SETTINGS non_replicated_deduplication_window = 100000
"""
INSERT = "INSERT INTO {table} ({columns}) FORMAT JSONCompactEachRow"
SHAPE = "SELECT {columns} FROM {table} LIMIT 0 FORMAT JSONCompactEachRow"
VERSION = "SELECT version()"
# The first that knows insert_deduplication_token.
OLDEST = (22, 2)
# Needs what an insert needs, rights and a writable replica, in the words of every version, and leaves no part.
NOTHING = "INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE 0"
KIND = (
    "SELECT engine, engine_full FROM system.tables WHERE database = {{database:String}} AND name = {{name:String}} "
    "FORMAT JSONCompactEachRow"
)
FIND = (
    "SELECT source, id, event FROM {table} FINAL WHERE position(event, {{needle:String}}) > 0 FORMAT JSONCompactEachRow"
)
DELETE = "ALTER TABLE {table} DELETE WHERE (source, id) IN ({keys})"
# Keys named in one statement.
KEYS = 500

# Error numbers of ClickHouse (src/Common/ErrorCodes.cpp) that a person has to act on, and those that are about rows.
# All others pass: too many parts or queries, memory, a replica that is behind, time-outs.
TURNED_AWAY = frozenset({10, 16, 20, 36, 47, 60, 62, 80, 81, 164, 192, 193, 194, 195, 291, 492, 497, 516})
ABOUT_ROWS = frozenset({6, 26, 27, 33, 38, 41, 53, 69, 70, 72, 117, 131, 349, 469, 691})
# The body, or one value in it, is larger than the server's settings allow.
TOO_LARGE = frozenset({12, 396})
_CODE = re.compile(r"Code: (\d+)(?:\.|, e\.displayText\(\) =) (?:DB::Exception: )?(.*)")  # the second: up to 21
HTTP_REFUSED = frozenset({401, 403, 404, 405, 407, 501})


class ClickhouseSink(Sink):
    """One HTTP connection; one insert a batch."""

    guarantee: ClassVar[str] = "at least once, deduplicated: by batch at once, by source and id when parts are merged"
    by_token: ClassVar[bool] = True
    # Every insert makes a part, which has to be merged: few and large ones suit ClickHouse.
    limits: ClassVar[Limits] = Limits(events=20_000, bytes=16 * 1024 * 1024, linger=1.0)

    def __init__(self, options: Options) -> None:
        self.options = options
        self._session: requests.Session | None = None
        url = urlsplit(options.url)
        self._url = f"{url.scheme}://{url.hostname}:{url.port or PORTS[url.scheme]}/"
        self._database = url.path.strip("/") or "default"
        self._login = {"X-ClickHouse-User": unquote(url.username or "default")}
        if url.password is not None:
            self._login["X-ClickHouse-Key"] = unquote(url.password)

    def open(self) -> None:
        """Connect, make the table if that is wanted, and see that it can take our rows."""
        self.close()
        session = requests.Session()
        session.trust_env = False
        session.headers.update(self._login)
        if self.options.ca_file is not None:
            session.verify = str(self.options.ca_file)
        self._session = session
        self._see_version()
        if self.options.create:
            self._ask(TABLE)
        self._ask(SHAPE)

    def check(self) -> None:
        """Insert no row."""
        self._ask(NOTHING)

    def notes(self) -> Sequence[str]:
        """What a table that somebody else made does with a batch that comes twice; nothing where it is not told."""
        database, _, name = f"{self._database}.{self.options.table}".rpartition(".")
        try:
            rows = self._ask(KIND, param_database=database.rpartition(".")[2], param_name=name).splitlines()
        except (SinkError, _Told):
            return ()
        notes = [copies(*jsontext.loads(line)) for line in rows]
        return [f"clickhouse: table {self.options.table} {note}" for note in notes if note]

    def _see_version(self) -> None:
        version = self._ask(VERSION).decode(errors="replace").strip()
        numbers = tuple(int(part) for part in re.findall(r"\d+", version)[:2])
        if numbers < OLDEST:
            needed = ".".join(map(str, OLDEST))
            raise Refused(f"clickhouse: the server is version {version[:50]}; {needed} or newer is needed")

    def write(self, batch: Batch) -> Sequence[Outcome]:
        """One insert, answered when it is written."""
        body = b"\n".join(jsontext.dumps(row(event)) for event in batch.events)
        try:
            self._ask(INSERT, body, insert_deduplicate="1", insert_deduplication_token=batch.token, async_insert="0")
        except _Told as told:
            return batch.all(told.outcome)
        return batch.all(OK)

    def erase(self, persons: Sequence[Person]) -> int:
        """Delete rows by a mutation, and wait until every part is rewritten."""
        if self._session is None:
            self.open()
        found: set[tuple[str, str]] = set()
        for needle in erasing.needles(persons):
            lines = self._ask(FIND, param_needle=needle.replace("\\", "\\\\")).splitlines()
            found.update(erasing.chosen((tuple(jsontext.loads(line)) for line in lines), persons))
        keys = sorted(found)
        for start in range(0, len(keys), KEYS):
            self._ask(DELETE, keys=quoted(keys[start : start + KEYS]), mutations_sync="2")
        return len(found)

    def close(self) -> None:
        """Drop the connection."""
        session, self._session = self._session, None
        if session is not None:
            session.close()

    def _ask(self, sql: str, body: bytes = b"", keys: str = "", **settings: str) -> bytes:
        """The answer. Raises _Told where it is about the rows, Refused and Unavailable otherwise."""
        if self._session is None:
            raise Unavailable("clickhouse is not open")
        timeout = self.options.timeout
        query = sql.format(table=self.options.table, columns=", ".join(COLUMNS), keys=keys).strip()
        inserting = sql is INSERT
        try:
            answer = self._session.post(
                self._url,
                params={
                    "database": self._database,
                    "wait_end_of_query": "1",  # the status then speaks for the whole query
                    "max_execution_time": f"{timeout:g}",
                    **settings,
                    **({"query": query} if inserting else {}),
                },
                data=zstd.compress(body) if inserting else query.encode(),
                headers={"Content-Encoding": "zstd"} if inserting else {},
                timeout=timeout,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise trouble(error, timeout) from error
        if answer.status_code != requests.codes.ok:
            raise told(answer, inserting=inserting)
        return answer.content


class _Told(Exception):  # noqa: N818 - carries an outcome
    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


def told(answer: requests.Response, *, inserting: bool) -> Exception:
    """What an answer other than 200 means."""
    number, text = exception_of(answer.headers.get("X-ClickHouse-Exception-Code"), answer.text)
    if inserting and number in TOO_LARGE | {None} and answer.status_code == requests.codes.request_entity_too_large:
        return _Told(TooLarge(f"clickhouse: {text}"))
    if inserting and number in TOO_LARGE:
        return _Told(TooLarge(f"clickhouse: {text}"))
    if inserting and number in ABOUT_ROWS:
        return _Told(Fatal(f"clickhouse.{number}", text))
    refused = number in TURNED_AWAY or (number is None and answer.status_code in HTTP_REFUSED)
    if refused or requests.codes.multiple_choices <= answer.status_code < requests.codes.bad_request:
        return Refused(f"clickhouse: {text or f'answered {answer.status_code}'}")
    return Unavailable(f"clickhouse: {text or f'answered {answer.status_code}'}")


def exception_of(number: str | None, body: str) -> tuple[int | None, str]:
    """ClickHouse's error number and its words up to the row they may quote."""
    first = body.strip().splitlines()[0] if body.strip() else ""
    found = _CODE.search(first)
    words = found[2] if found else first if number else ""
    words = re.split(
        r": (?=\(at row|While executing|while (?:executing|parsing|converting))|\(at row|\. Stack trace|, e\.what\(\)",
        words,
    )[0]
    code = number or (found[1] if found else None)
    return (int(code) if code and code.isdecimal() else None), words.strip()[:300]


def copies(engine: str, whole: str) -> str:
    """What becomes of copies in a table of this engine, where that is less than the sink's guarantee; else empty."""
    replicated = engine.startswith(("Replicated", "Shared"))  # these remember tokens by themselves
    remembers = replicated or re.search(r"non_replicated_deduplication_window = [1-9]", whole) is not None
    if remembers and "Replacing" in engine:
        return ""
    if remembers:
        return f"is a {engine}: an event of two batches is there twice for good; ReplacingMergeTree would merge them"
    until = "until its parts are merged" if "Replacing" in engine else "for good"
    window = "set non_replicated_deduplication_window" if engine.endswith("MergeTree") else "it needs a MergeTree"
    return f"is a {engine} that remembers no tokens: a batch sent again is there twice {until}; {window}"


def quoted(keys: Iterable[tuple[str, str]]) -> str:
    """Keys as literals of ClickHouse's SQL."""

    def literal(value: str) -> str:
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"

    return ", ".join(f"({literal(source)}, {literal(id_)})" for source, id_ in keys)


def trouble(error: Exception, timeout: float) -> SinkError:
    """A certificate that does not verify waits for a person; all else on the way may pass."""
    if isinstance(error, requests.exceptions.SSLError):
        return Refused("clickhouse: the server's certificate does not verify")
    if isinstance(error, requests.Timeout):
        return Unavailable(f"clickhouse did not answer in {timeout:g} s")
    cause: Any = error
    while getattr(cause, "__context__", None) is not None:
        cause = cause.__context__
    return Unavailable(f"clickhouse: {getattr(cause, 'strerror', None) or type(error).__name__}")


SINK = ClickhouseSink
