"""Redis Streams: one entry an event, which consumer groups read, acknowledge and share among themselves.

Redis makes the entries' ids. Ids of our own (positions, say) would have to grow, and Redis refuses one that is not
above the newest: a batch sent again after a crash, or a dead letter replayed, would be turned away for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry as Retries

from touchline_collector.errors import ConfigError
from touchline_collector.sinks import redis_places as places
from touchline_collector.sinks.base import (
    OK,
    Batch,
    Limits,
    Outcome,
    Refused,
    Retry,
    Sink,
    SinkError,
    Unavailable,
)
from touchline_collector.sinks.certificates import distrusted
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.options import option

SENTINEL_PORT = 26379


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of a redis sink."""

    url: str = option("redis://user:password@host:6379/0, rediss:// for TLS, unix:// for a socket", secret=True)
    sentinel: str = option("the master's name, where url names Sentinels: redis://user:password@s1:26379,s2:26379", "")
    stream: str = option("the key of the stream; made by the first event", "touchline")
    max_length: int | None = option("trim the stream to about this many entries; unset keeps all", None, least=1)
    replicas: int = option("replicas that must hold a batch before it counts (WAIT)", 0, least=0)
    fsync: bool = option("wait until the append-only file is synced (WAITAOF, Redis 7.2)", default=False)
    timeout: float = option("seconds for connecting, and for each answer", 30.0, least=0.1)

    def __post_init__(self) -> None:
        """Find what no connection could ever work with."""
        if not self.url.startswith(("redis://", "rediss://", "unix://")):
            raise ConfigError("redis: url must begin with redis://, rediss:// or unix://")
        try:
            named = [places.address(place, SENTINEL_PORT) for place in places.hosts(self.url)]
        except ValueError:
            raise ConfigError("redis: url has a port that is no number up to 65535") from None
        if self.sentinel and self.url.startswith("unix://"):
            raise ConfigError("redis: url must name Sentinels by host and port where sentinel is set")
        if not self.sentinel and len(named) > 1:
            raise ConfigError("redis: url names several servers; one, or Sentinels and their master's name in sentinel")


# Errors that a person has to mend; all others pass by themselves (loading, failover, full memory).
TURNED_AWAY = (redis.AuthenticationError, redis.exceptions.NoPermissionError, ValueError)
# The stream is to be had elsewhere now, or soon: the connection is made anew.
ELSEWHERE = (
    redis.exceptions.MovedError,
    redis.exceptions.AskError,
    redis.exceptions.ClusterDownError,
    redis.exceptions.MasterDownError,
    redis.exceptions.ReadOnlyError,
)
# Those that have no class of their own, by how they begin; the library takes the word ERR away.
WORDS = ("NOAUTH", "WRONGTYPE", "DB index", "unknown command", "WAITAOF")
# Redis answers this to a well-formed XADD that it would otherwise have taken: a question without consequences.
WOULD_TAKE = "must be greater than 0-0"


class RedisSink(Sink):
    """Appends in one pipeline. Redis keeps no keys of entries: an event sent twice is there twice."""

    guarantee: ClassVar[str] = "at least once; source and id are fields of the entry"
    limits: ClassVar[Limits] = Limits(events=1000, bytes=1024 * 1024)

    def __init__(self, options: Options) -> None:
        self.options = options
        self._client: redis.Redis | None = None
        trim = () if options.max_length is None else ("MAXLEN", "~", options.max_length)
        self._command = ("XADD", options.stream, *trim, "*")

    def open(self) -> None:
        """Connect, log in, and look at what is kept under the key."""
        self.close()
        options = self.options
        try:
            url = self._master() if options.sentinel else options.url
            self._client = self._connect(url)
            try:
                found = self._ask("TYPE", options.stream)
            except redis.exceptions.MovedError as moved:  # a cluster: the stream lives at another of its nodes
                host = moved.host or places.address(places.hosts(url)[0], 0)[0]
                self.close()
                self._client = self._connect(places.at(url, host, moved.port))
                found = self._ask("TYPE", options.stream)
        except (redis.RedisError, OSError, ValueError) as error:
            raise self._trouble(error) from error
        if found not in ("none", "stream"):
            raise Refused(f"redis: key {options.stream} holds a {found}, not a stream")

    def _connect(self, url: str) -> redis.Redis:
        return redis.Redis.from_url(
            url,
            socket_timeout=self.options.timeout,
            socket_connect_timeout=self.options.timeout,
            protocol=2,  # what every version speaks
            retry=Retries(NoBackoff(), 0),
            single_connection_client=True,
            decode_responses=True,
        )

    def _master(self) -> str:
        """The URL of the master, from the first Sentinel that answers."""
        options, trouble = self.options, None
        for place in places.hosts(options.url):
            try:
                self._client = self._connect(places.at(options.url, *places.address(place, SENTINEL_PORT), login=False))
                found = self._ask("SENTINEL", "GET-MASTER-ADDR-BY-NAME", options.sentinel)
            except (redis.ConnectionError, redis.TimeoutError, OSError) as error:
                trouble = error
                continue
            except redis.ResponseError as error:
                if str(error).startswith("unknown command"):
                    raise Refused(f"redis: the server at {place} is no Sentinel") from error
                raise
            finally:
                self.close()
            if not found:
                raise Refused(f"redis: the Sentinel at {place} knows no master called {options.sentinel}")
            return places.at(options.url, found[0], int(found[1]))
        raise trouble or ValueError("url names no Sentinel")

    def check(self) -> None:
        """Append with an id that Redis refuses last: rights, memory and read-only replicas answer before."""
        try:
            self._ask("XADD", self.options.stream, "0-0", "id", "check")
        except (redis.RedisError, OSError) as error:
            if WOULD_TAKE not in str(error):
                raise self._trouble(error) from error
        try:
            self._confirm()
        except (redis.RedisError, OSError) as error:
            raise self._trouble(error) from error

    def notes(self) -> Sequence[str]:
        """What a power cut, or a restart, would cost; nothing where the server does not tell its settings."""
        try:
            kept = {name: self._setting(name) for name in ("appendonly", "appendfsync", "save")}
        except (redis.RedisError, OSError):
            return ()
        note = forgets(**kept)
        return (f"redis: {note}",) if note else ()

    def write(self, batch: Batch) -> Sequence[Outcome]:
        """One round trip for the batch, one more where replicas or the disk are waited for."""
        try:
            with self._open_client.pipeline(transaction=False) as pipeline:
                append: Callable[..., Any] = pipeline.execute_command
                for event in batch.events:
                    append(*self._command, *fields(event))
                answers = pipeline.execute(raise_on_error=False)
            self._confirm()
        except (redis.RedisError, OSError) as error:
            raise self._trouble(error) from error
        return [self._outcome(answer) for answer in answers]

    def close(self) -> None:
        """Drop the connection."""
        client, self._client = self._client, None
        if client is not None:
            client.close()

    @property
    def _open_client(self) -> redis.Redis:
        if self._client is None:
            raise Unavailable("redis is not open")
        return self._client

    def _ask(self, *words: str | int) -> Any:
        command: Callable[..., Any] = self._open_client.execute_command
        return command(*words)

    def _setting(self, name: str) -> str:
        answer = self._ask("CONFIG", "GET", name)
        return str(answer.get(name, "") if isinstance(answer, dict) else answer[1])

    def _confirm(self) -> None:
        """Wait for the copies that the configuration asks for. Raises Unavailable where they do not come in time."""
        options, milliseconds = self.options, int(self.options.timeout * 500)  # well before the socket gives up
        if options.fsync:
            local, replicas = self._ask("WAITAOF", 1, options.replicas, milliseconds)
            if local < 1 or replicas < options.replicas:
                raise Unavailable(f"redis: synced by {local} of 1 server and {replicas} of {options.replicas} replicas")
        elif options.replicas:
            held = self._ask("WAIT", options.replicas, milliseconds)
            if held < options.replicas:
                raise Unavailable(f"redis: {held} of {options.replicas} replicas hold the batch")

    def _outcome(self, answer: Any) -> Outcome:
        if not isinstance(answer, Exception):
            return OK
        trouble = self._trouble(answer)
        if isinstance(trouble, Refused) or isinstance(answer, ELSEWHERE):
            raise trouble from answer
        return Retry(trouble.reason)

    def _trouble(self, error: Exception) -> SinkError:
        if isinstance(error, redis.TimeoutError):
            return Unavailable(f"redis did not answer in {self.options.timeout:g} s")
        text = " ".join(str(error).split())
        if isinstance(error, TURNED_AWAY) or text.startswith(WORDS) or distrusted(error):
            return Refused(f"redis: {text}")
        return Unavailable(f"redis: {text}")


def forgets(*, appendonly: str, appendfsync: str, save: str) -> str:
    """What a server of these settings loses, in one line; empty for what it syncs every second or at once."""
    if appendonly == "yes":
        return "appendfsync no leaves syncing to the system: a power cut costs half a minute" * (appendfsync == "no")
    if save:
        return "the server keeps snapshots only: a crash costs all entries since the last; set appendonly yes"
    return "the server keeps nothing on disk: a restart costs the whole stream; set appendonly yes"


def fields(event: Event) -> tuple[str | bytes, ...]:
    """An entry: what consumers route and deduplicate by, and the whole event."""
    return ("id", event.id, "source", event.source, "type", event.type, "event", event.body)


SINK = RedisSink
